// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace ota {

class Memory;
class ServiceHost;

/// Whether a service that runs when the window closes is started again with the next one. Yes, unless said otherwise.
bool isStartedAgain(const Memory& memory, const QString& service);
void setStartedAgain(Memory& memory, const QString& service, bool again);

/// Remembers from now on which services of `host` run, and starts those that ran when the last window on this bench
/// was closed. `memory` must outlive `host`.
void startRemembered(ServiceHost& host, Memory& memory);

} // namespace ota
