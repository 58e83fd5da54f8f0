// SPDX-License-Identifier: Apache-2.0
#include "timeline/finding.h"

#include <QJsonArray>

namespace ota {

namespace {

QJsonArray numbers(const std::vector<quint64>& values)
{
    QJsonArray array;
    for (const quint64 value : values)
        array.append(static_cast<qint64>(value));
    return array;
}

} // namespace

QJsonObject toJson(const Finding& finding)
{
    return {{"session", finding.session.value},
            {"checker", finding.checker},
            {"code", finding.code},
            {"severity", keyOf(finding.severity)},
            {"message", finding.message},
            {"evidence", numbers(finding.evidence)},
            {"first_seq", static_cast<qint64>(finding.firstSeq)},
            {"count", static_cast<qint64>(finding.count)}};
}

Event eventOf(const Finding& finding)
{
    Event event;
    event.session = finding.session;
    event.stream = Stream::Checker;
    event.origin = Origin::Checker;
    event.confidence = Confidence::Inferred;
    event.severity = finding.severity;
    event.code = finding.checker;
    event.step = finding.code;
    event.message = finding.message;
    event.details[detail::evidence] = numbers(finding.evidence);
    return event;
}

} // namespace ota
