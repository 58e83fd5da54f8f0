// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/look.h"
#include "panels/widgets/operationform.h"

#include <functional>

namespace ota {

class BenchFeed;
class Clock;
class GatewayFeed;
class JobCenter;
class Memory;
class ServiceHost;

/// What a panel gets from the window it stands in. All references outlive the panels. GUI thread.
struct Workbench
{
    JobCenter& jobs;       ///< Runs operations; its registry() knows them.
    ServiceHost& services; ///< What listens.
    BenchFeed& bench;      ///< Releases, boards and keys.
    Memory& memory;        ///< What the window remembers of this bench.
    const Clock& clock;

    /// Names for the fields of forms. May be empty.
    Suggest suggest = {};
    /// News of what was done: a toast. `undo` may be empty.
    std::function<void(Mark, const QString& text, const QString& action, std::function<void()> undo)> tell = {};
    /// Goes to a panel and opens a thing there: `open("timelines", "session/12")`.
    std::function<void(const QString& panel, const QString& thing)> open = {};
    /// Opens the palette with the form of an operation and values to start from.
    std::function<void(const QString& operation, const QJsonObject& values)> form = {};
    /// The gateways of the bench; null in a window that knows none.
    GatewayFeed* gateways = nullptr;
};

} // namespace ota
