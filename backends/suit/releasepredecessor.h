// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace ota {

class Bench;

/// What is known of the boards that took the last release of an id.
struct ReleasePredecessor
{
    struct Identifier
    {
        QByteArray uuid;
        QString name; ///< Or the UUID as text.
    };

    std::optional<quint64> sequence; ///< Also when the release has been removed.
    std::optional<Identifier> vendor;
    std::optional<Identifier> classId;
};

/// Reads the manifest that is served under the id. Worker thread. Errors: those of the store.
Result<ReleasePredecessor> predecessorOf(Bench& bench, const ReleaseId& id);

} // namespace ota
