// SPDX-License-Identifier: Apache-2.0
#include "timeline/transferevents.h"

#include "base/bytes.h"
#include "timeline/sessionfold.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(TransferEvents)
};

Event base(const TransferReport& report, QLatin1StringView code)
{
    Event event;
    event.hostNs = report.hostNs;
    event.board = report.board;
    event.session = report.session;
    event.world = report.world;
    event.stream = Stream::Transfer;
    event.phase = report.payload ? Phase::Download : Phase::Check;
    event.origin = Origin::Server;
    event.confidence = Confidence::Measured;
    event.code = code;
    event.rawStatus = report.status;
    event.unit = Unit::Bytes;
    event.done = report.done;
    event.total = report.total;
    if (report.payload && report.total && *report.total > 0)
        event.centipercent = static_cast<int>(std::min<quint64>(report.done, *report.total) * 10'000 / *report.total);

    QJsonObject& details = event.details;
    details[detail::object] = report.object;
    details[detail::peer] = report.peer;
    details[detail::payload] = report.payload;
    details[detail::bytes] = static_cast<qint64>(report.bytes);
    details[detail::requests] = static_cast<qint64>(report.requests);
    if (report.total)
        details[detail::size] = static_cast<qint64>(*report.total);
    if (report.offset)
        details[detail::offset] = static_cast<qint64>(*report.offset);
    if (report.start)
        details[detail::start] = static_cast<qint64>(*report.start);
    if (!report.status.isEmpty())
        details[detail::status] = report.status;
    if (!report.etag.isEmpty())
        details[detail::etag] = report.etag;
    if (!report.digest.isEmpty())
        details[detail::digest] = report.digest;
    return event;
}

} // namespace

Event transferBegan(const TransferReport& report)
{
    Event event = base(report, code::transferBegin);
    event.edge = Edge::Enter;
    event.centipercent.reset(); // Nothing has been counted yet.
    const QString from = report.offset.value_or(0) > 0 ? Tr::tr(" from byte %1").arg(*report.offset) : QString();
    event.message =
        report.total
            ? Tr::tr("%1 asks for %2%3 (%4)").arg(report.peer, report.object, from, humanSize(qint64(*report.total)))
            : Tr::tr("%1 asks for %2%3").arg(report.peer, report.object, from);
    if (!report.payload)
        event.details[detail::starts] = true;
    return event;
}

Event transferProgressed(const TransferReport& report)
{
    Event event = base(report, code::transferProgress);
    event.edge = Edge::Progress;
    event.severity = Severity::Debug;
    event.message = report.total
                        ? Tr::tr("%1 of %2 sent").arg(humanSize(qint64(report.done)), humanSize(qint64(*report.total)))
                        : Tr::tr("%1 sent").arg(humanSize(qint64(report.done)));
    return event;
}

Event transferEnded(const TransferReport& report)
{
    Event event = base(report, code::transferEnd);
    // The manifest is only a part of CHECK: what the device makes of it comes after it.
    event.edge = report.payload ? Edge::Leave : Edge::Note;
    if (report.payload)
        event.result = SessionResult::Success;
    event.message = Tr::tr("the last byte of %1 was sent (%2)").arg(report.object, humanSize(qint64(report.done)));
    return event;
}

Event transferBroken(const TransferReport& report, const QString& reason, const QString& message)
{
    Event event = base(report, code::transferBroken);
    event.edge = Edge::Note;
    event.severity = Severity::Warning;
    event.reason = reason;
    event.message = message;
    return event;
}

Event transferRefused(const TransferReport& report, const QString& reason, const QString& message)
{
    Event event = base(report, QLatin1StringView("transfer.refused"));
    event.edge = Edge::Note;
    event.severity = Severity::Warning;
    event.reason = reason;
    event.message = message;
    event.done.reset();
    event.centipercent.reset();
    return event;
}

} // namespace ota
