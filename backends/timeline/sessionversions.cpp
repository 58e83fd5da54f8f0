// SPDX-License-Identifier: Apache-2.0
#include "timeline/sessionversions.h"

#include "timeline/eventstore.h"

namespace ota {

SessionVersions versionsOf(const SessionRow& session)
{
    SessionVersions versions;
    versions.before = session.versionBefore;
    versions.requested = session.target;
    versions.running = session.versionRunning;
    for (const PhaseSpan& span : session.phases) {
        if (span.result != SessionResult::Success)
            continue;
        const qint64 atNs = span.endNs.value_or(span.beginNs);
        if (span.phase == Phase::Install) {
            versions.installed = session.target;
            versions.installedNs = atNs;
        } else if (span.phase == Phase::Confirm) {
            versions.confirmed = session.target;
            versions.confirmedNs = atNs;
        }
    }
    const bool runsTarget = classOf(session.result) == ResultClass::Good;
    if (runsTarget && versions.confirmed.isEmpty()) {
        versions.confirmed = session.target;
        versions.confirmedNs = session.closedNs;
    }
    if (versions.running.isEmpty() && runsTarget)
        versions.running = session.target;
    versions.isTakenBack = !versions.confirmed.isEmpty() && !versions.running.isEmpty() &&
                           !isSameVersion(session.world, versions.running, session.target);
    return versions;
}

QJsonObject toJson(const SessionVersions& versions)
{
    QJsonObject json;
    const auto put = [&json](QLatin1StringView key, const QString& text) {
        if (!text.isEmpty())
            json.insert(key, text);
    };
    put(QLatin1StringView("before"), versions.before);
    put(QLatin1StringView("requested"), versions.requested);
    put(QLatin1StringView("installed"), versions.installed);
    put(QLatin1StringView("confirmed"), versions.confirmed);
    put(QLatin1StringView("running"), versions.running);
    if (versions.installedNs)
        json["installed_at"] = isoTime(*versions.installedNs);
    if (versions.confirmedNs)
        json["confirmed_at"] = isoTime(*versions.confirmedNs);
    if (versions.isTakenBack)
        json["taken_back"] = true;
    return json;
}

} // namespace ota
