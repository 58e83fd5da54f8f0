// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/configotau.h"
#include "exosense/exosensestore.h"

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <vector>

namespace ota {

enum class Mark;

/// Where gateways fetch content of this bench, and what is there. A value.
struct BenchPlaces
{
    /// `services` as of Bench::services(), `base` as of contentBase().
    static BenchPlaces from(const QJsonObject& services, const QString& base, const std::vector<ContentEntry>& content);

    bool isServed() const { return !bases.isEmpty(); }
    /// The URL of a content entry, also while nobody serves gateways: such packages follow the address that is served.
    QString urlOf(const QString& id) const;
    /// The id of the content that a URL of ours names; empty: it is no URL of ours. Also of an address that is not
    /// served now, on this machine.
    QString contentIdOf(const QUrl& url, bool* isServedNow = nullptr) const;

    QStringList bases; ///< What is served now: `http://127.0.0.1:8081`.
    QString base;      ///< What new packages name.
    QHash<QString, ContentEntry> content;
};

/// Whether a payload can be fetched, as far as one can say without asking another machine.
struct PayloadReach
{
    enum class State
    {
        None,      ///< Nothing is fetched.
        Here,      ///< Our own service has it.
        NotServed, ///< It is here, and nobody serves it now.
        Missing,   ///< It names content that is not here.
        Differs,   ///< It is here with another digest or size than the package says.
        Unknown,   ///< Another server, not asked.
        Answers,   ///< Asked: it is there.
        Refuses    ///< Asked: it is not.
    };

    State state = State::None;
    QString text; ///< For a person; never empty.

    Mark mark() const;
    QString brief() const; ///< In two words, for a column.
    bool operator==(const PayloadReach&) const = default;
};

/// Of one URL. `config`: what it is compared with.
PayloadReach reachOf(const QString& url, const ConfigCheck& config, const BenchPlaces& places,
                     const QHash<QString, PayloadReach>& asked);
/// Of all that a package fetches: the worst.
PayloadReach reachOf(const ConfigCheck& config, const BenchPlaces& places, const QHash<QString, PayloadReach>& asked);

} // namespace ota
