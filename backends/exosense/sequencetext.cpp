// SPDX-License-Identifier: Apache-2.0
// The sequence as text and JSON.
#include "exosense/statussequence.h"
#include "operations/texttable.h"
#include "timeline/event.h"
#include "timeline/sentence.h"
#include "timeline/timelinetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(StatusSequence)
};

QString timeText(qint64 ns)
{
    return QDateTime::fromMSecsSinceEpoch(ns / 1'000'000).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString percentText(double percent)
{
    return QString::number(percent, 'f', percent == static_cast<double>(static_cast<int>(percent)) ? 0 : 1);
}

QJsonObject toJson(const SequenceRow& row)
{
    QJsonObject json{{"kind", keyOf(row.kind)}};
    const auto put = [&json](QLatin1StringView key, const QString& text) {
        if (!text.isEmpty())
            json.insert(key, text);
    };
    if (row.expected)
        json["expected"] = keyOf(*row.expected);
    put(QLatin1StringView("reported"), row.reported);
    put(QLatin1StringView("version"), row.version);
    put(QLatin1StringView("message"), row.message);
    put(QLatin1StringView("judgement"), judgementOf(row));
    if (!row.codes.isEmpty())
        json["findings"] = QJsonArray::fromStringList(row.codes);
    if (row.firstSeq == 0)
        return json;
    json["order"] = keyOf(row.order);
    json["count"] = static_cast<qint64>(row.count);
    json["at"] = isoTime(row.firstNs);
    json["until"] = isoTime(row.lastNs);
    if (row.deviceNs)
        json["device_time"] = isoTime(*row.deviceNs);
    if (row.sinceNs)
        json["since_ms"] = static_cast<double>(*row.sinceNs) / 1e6;
    if (row.fromPercent)
        json["from_percent"] = *row.fromPercent;
    if (row.untilPercent)
        json["until_percent"] = *row.untilPercent;
    json["first_seq"] = static_cast<qint64>(row.firstSeq);
    json["last_seq"] = static_cast<qint64>(row.lastSeq);
    return json;
}

QJsonObject toJson(const RequestTrail& trail)
{
    QJsonObject json;
    const auto put = [&json](QLatin1StringView key, qint64 ns) {
        if (ns > 0)
            json.insert(key, isoTime(ns));
    };
    put(QLatin1StringView("requested"), trail.requestedNs);
    put(QLatin1StringView("delivered"), trail.deliveredNs);
    if (trail.answerCode.isEmpty())
        put(QLatin1StringView("acknowledged"), trail.answeredNs);
    else
        json["answer"] = QJsonObject{{"at", isoTime(trail.answeredNs)}, {"code", trail.answerCode}};
    return json;
}

} // namespace

QString keyOf(SequenceRow::Kind kind)
{
    switch (kind) {
    case SequenceRow::Kind::Reported:
        return QStringLiteral("reported");
    case SequenceRow::Kind::LeftOut:
        return QStringLiteral("left_out");
    case SequenceRow::Kind::CameLater:
        return QStringLiteral("came_later");
    case SequenceRow::Kind::Awaited:
        return QStringLiteral("awaited");
    case SequenceRow::Kind::NotReached:
        return QStringLiteral("not_reached");
    case SequenceRow::Kind::Silence:
        break;
    }
    return QStringLiteral("silence");
}

QString keyOf(SequenceRow::Order order)
{
    switch (order) {
    case SequenceRow::Order::Fine:
        return QStringLiteral("fine");
    case SequenceRow::Order::Repeated:
        return QStringLiteral("repeated");
    case SequenceRow::Order::Backward:
        return QStringLiteral("backward");
    case SequenceRow::Order::Ended:
        return QStringLiteral("ended");
    case SequenceRow::Order::Foreign:
        return QStringLiteral("foreign");
    case SequenceRow::Order::Unknown:
        return QStringLiteral("unknown");
    case SequenceRow::Order::Late:
        break;
    }
    return QStringLiteral("late");
}

QString judgementOf(const SequenceRow& row)
{
    switch (row.kind) {
    case SequenceRow::Kind::LeftOut:
        return Tr::tr("left out (allowed)");
    case SequenceRow::Kind::CameLater:
        return Tr::tr("not here: reported further below");
    case SequenceRow::Kind::Awaited:
        return Tr::tr("not yet");
    case SequenceRow::Kind::NotReached:
        return Tr::tr("not reached");
    case SequenceRow::Kind::Silence:
        return Tr::tr("silence");
    case SequenceRow::Kind::Reported:
        break;
    }
    switch (row.order) {
    case SequenceRow::Order::Fine:
        return {};
    case SequenceRow::Order::Repeated:
        return Tr::tr("repeated");
    case SequenceRow::Order::Backward:
        return Tr::tr("out of order");
    case SequenceRow::Order::Ended:
        return Tr::tr("ends the attempt");
    case SequenceRow::Order::Foreign:
        return Tr::tr("about version %1").arg(row.version);
    case SequenceRow::Order::Unknown:
        return Tr::tr("none of the fifteen statuses");
    case SequenceRow::Order::Late:
        break;
    }
    return Tr::tr("after another version was requested");
}

QString reportedText(const SequenceRow& row)
{
    QString text = row.reported;
    if (row.count > 1)
        text += QStringLiteral(" × %1").arg(row.count);
    if (!row.untilPercent)
        return text;
    return row.count > 1 && row.fromPercent != row.untilPercent
               ? QStringLiteral("%1, %2 → %3 %")
                     .arg(text, percentText(*row.fromPercent), percentText(*row.untilPercent))
               : QStringLiteral("%1, %2 %").arg(text, percentText(*row.untilPercent));
}

QString trailText(const RequestTrail& trail)
{
    QStringList parts;
    if (trail.requestedNs > 0)
        parts << Tr::tr("requested %1").arg(clockTime(trail.requestedNs));
    else
        parts << (trail.isEarlier ? Tr::tr("requested for an earlier attempt") : Tr::tr("not requested here"));
    if (trail.deliveredNs > 0)
        parts << Tr::tr("delivered %1").arg(clockTime(trail.deliveredNs));
    else if (trail.requestedNs > 0)
        parts << Tr::tr("not delivered yet");
    if (trail.answeredNs > 0 && trail.answerCode.isEmpty())
        parts << Tr::tr("acknowledged %1").arg(clockTime(trail.answeredNs));
    else if (trail.answeredNs > 0)
        parts << Tr::tr("answered otherwise %1 (%2)").arg(clockTime(trail.answeredNs), trail.answerCode);
    else if (trail.deliveredNs > 0)
        parts << Tr::tr("not acknowledged");
    return parts.join(QStringLiteral(" · "));
}

QString sequenceText(const StatusSequence& sequence)
{
    std::vector<QStringList> rows;
    for (const SequenceRow& row : sequence.rows) {
        QStringList remarks;
        if (const QString judgement = judgementOf(row); !judgement.isEmpty())
            remarks << judgement;
        remarks << row.codes;
        const bool isSeen = row.firstSeq > 0;
        const QString message = row.count == 1 || row.kind == SequenceRow::Kind::Silence ? row.message : QString();
        rows.push_back({row.expected ? keyOf(*row.expected) : QStringLiteral("-"),
                        row.reported.isEmpty() ? QStringLiteral("-") : plainText(reportedText(row)),
                        isSeen ? timeText(row.firstNs) : QStringLiteral("-"),
                        row.sinceNs ? QStringLiteral("+") + humanDuration(*row.sinceNs) : QStringLiteral("-"),
                        message.isEmpty() ? QStringLiteral("-") : plainText(message),
                        remarks.join(QStringLiteral(", "))});
    }
    const QString clock =
        sequence.deviceClock.isEmpty() ? QString() : u'\n' + Tr::tr("board's clock: %1").arg(sequence.deviceClock);
    return trailText(sequence.trail) + clock + QStringLiteral("\n\n") +
           textTable({Tr::tr("EXPECTED"), Tr::tr("REPORTED"), Tr::tr("TIME"), Tr::tr("SINCE"), Tr::tr("SAYS"),
                      Tr::tr("REMARKS")},
                     rows, {3});
}

QJsonObject toJson(const StatusSequence& sequence)
{
    QJsonArray rows;
    for (const SequenceRow& row : sequence.rows)
        rows.append(toJson(row));
    QJsonObject json{{"rows", rows},
                     {"request", toJson(sequence.trail)},
                     {"reports", static_cast<qint64>(sequence.reports())},
                     {"left_out", sequence.leftOut()},
                     {"odd", sequence.odd()}};
    if (!sequence.deviceClock.isEmpty())
        json["device_clock"] = sequence.deviceClock;
    return json;
}

} // namespace ota
