// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace ota {

struct SessionRow;

/// What was asked, what the device claims, and what is proven. 'Installed' and 'confirmed' are two different things
/// (spec/timeline.md 1.2).
struct SessionVersions
{
    QString before = {};    ///< What ran when it began.
    QString requested = {}; ///< The target.
    QString installed = {}; ///< The device says that it has installed this; what runs is another question.
    std::optional<qint64> installedNs = {};
    QString confirmed = {}; ///< It was seen running.
    std::optional<qint64> confirmedNs = {};
    QString running = {};     ///< Reported last.
    bool isTakenBack = false; ///< It was confirmed, and later something else ran.

    bool operator==(const SessionVersions&) const = default;
};

SessionVersions versionsOf(const SessionRow& session);

QJsonObject toJson(const SessionVersions& versions);

} // namespace ota
