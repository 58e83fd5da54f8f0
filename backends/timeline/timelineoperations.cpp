// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelineoperations.h"

#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "timeline/deviceclock.h"
#include "timeline/eventstore.h"
#include "timeline/secrets.h"
#include "timeline/sentence.h"
#include "timeline/sessionfold.h"
#include "timeline/sessionversions.h"
#include "timeline/timelineexport.h"
#include "timeline/timelinetext.h"
#include "timeline/timelineverbs_p.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace ota {

using namespace timelineverbs;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(TimelineOperations)
};

const QString resultName = QStringLiteral("result");
const QString openName = QStringLiteral("open");
const QString afterName = QStringLiteral("after");
const QString lastName = QStringLiteral("last");
const QString severityName = QStringLiteral("severity");
const QString streamName = QStringLiteral("stream");
const QString codeName = QStringLiteral("code");
const QString untilEndName = QStringLiteral("until-end");

template<typename Enum>
QStringList keys()
{
    QStringList list;
    for (const Enum value : allValues<Enum>())
        list << keyOf(value);
    return list;
}

// Parameters that several verbs have.

Parameter sessionParameter(bool positional, bool required)
{
    return {.name = sessionName,
            .type = ParameterType::Integer,
            .help = Tr::tr("The session's number."),
            .valueName = QStringLiteral("SESSION"),
            .required = required,
            .positional = positional,
            .minimum = 1};
}

Parameter boardParameter()
{
    return {.name = boardName, .help = Tr::tr("Only this board."), .valueName = QStringLiteral("BOARD")};
}

std::vector<Parameter> eventFilterParameters()
{
    return {{.name = severityName,
             .type = ParameterType::Choice,
             .help = Tr::tr("Only events that are at least this serious."),
             .choices = keys<Severity>()},
            {.name = streamName,
             .type = ParameterType::Choice,
             .help = Tr::tr("Only events of this stream."),
             .choices = keys<Stream>()},
            {.name = codeName, .help = Tr::tr("Only events of this kind."), .valueName = QStringLiteral("CODE")},
            {.name = textName,
             .help = Tr::tr("Only events with this in their message."),
             .valueName = QStringLiteral("TEXT")}};
}

EventFilter eventFilter(const Arguments& arguments)
{
    EventFilter filter;
    if (arguments.has(sessionName))
        filter.session = SessionId{arguments.integer(sessionName)};
    filter.board = BoardId(arguments.text(boardName));
    if (arguments.has(severityName))
        filter.atLeast = fromKey<Severity>(arguments.text(severityName)).value_or(Severity::Debug);
    if (arguments.has(streamName))
        filter.stream = fromKey<Stream>(arguments.text(streamName));
    filter.code = arguments.text(codeName);
    filter.text = arguments.text(textName);
    return filter;
}

void recordEvent(JobContext& job, const Event& event)
{
    job.record(maskSecrets(toJson(event)), TimelineText().line(event));
}

// list

Result<Outcome> runList(const Arguments& arguments, OperationContext& context)
{
    const auto store = storeOf(context, Access::Read);
    if (!store)
        return failure(store.error());
    SessionFilter filter;
    filter.board = BoardId(arguments.text(boardName));
    filter.target = arguments.text(targetName);
    if (arguments.has(resultName))
        filter.result = fromKey<SessionResult>(arguments.text(resultName));
    filter.openOnly = arguments.flag(openName);
    filter.limit = static_cast<int>(arguments.integer(limitName));
    const auto sessions = (*store)->sessions(filter);
    if (!sessions)
        return failure(sessions.error());
    QJsonArray array;
    std::vector<QStringList> rows;
    for (const SessionRow& row : *sessions) {
        array.append(toJson(row));
        const QString percent =
            row.centipercent && isOpen(row.result) ? QStringLiteral(" %1 %").arg(*row.centipercent / 100) : QString();
        rows.push_back(
            {QString::number(row.id.value),
             QDateTime::fromMSecsSinceEpoch(row.openedNs / 1'000'000).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
             row.board.text() + (row.simulated ? Tr::tr(" (simulated)") : QString()), keyOf(row.world),
             row.target.isEmpty() ? QStringLiteral("?") : row.target, QString::number(row.attempt),
             keyOf(row.phase) + percent, label(row.result), row.reason.isEmpty() ? QStringLiteral("-") : row.reason});
    }
    const QString text =
        rows.empty()
            ? Tr::tr("No sessions. They begin when a release is offered or a board fetches one.")
            : textTable({Tr::tr("SESSION"), Tr::tr("OPENED"), Tr::tr("BOARD"), Tr::tr("WORLD"), Tr::tr("TARGET"),
                         Tr::tr("ATTEMPT"), Tr::tr("PHASE"), Tr::tr("RESULT"), Tr::tr("REASON")},
                        rows, {0, 5});
    return Outcome{{{QStringLiteral("sessions"), array}}, text};
}

// show

/// How fast the payload of an open session comes now.
Result<std::optional<TransferRate>> rateNow(const EventStore& store, SessionId session, qint64 nowNs)
{
    constexpr int newestRows = 200; // Four a second at most: more than the window.
    auto events = store.events(
        {.session = session, .stream = Stream::Transfer, .order = EventFilter::Order::Newest, .limit = newestRows});
    if (!events)
        return failure(events.error());
    std::reverse(events->begin(), events->end());
    return transferRate(foldSession(*events), nowNs);
}

QString rateText(const TransferRate& rate)
{
    const QString speed = Tr::tr("%1/s over the last %2 s")
                              .arg(humanSize(qint64(rate.bytesPerSecond)))
                              .arg(std::chrono::seconds(RateWindow::length).count());
    return rate.remaining ? Tr::tr("%1, %2 left").arg(speed, humanDuration(rate.remaining->count())) : speed;
}

Result<Outcome> runShow(const Arguments& arguments, OperationContext& context, const FindingExplainer& explain)
{
    const auto store = storeOf(context, Access::Read);
    if (!store)
        return failure(store.error());
    const auto row = findSession(**store, arguments.integer(sessionName));
    if (!row)
        return failure(row.error());
    const auto findings = (*store)->findings(row->id);
    if (!findings)
        return failure(findings.error());
    EventFilter filter = eventFilter(arguments);
    filter.limit = static_cast<int>(arguments.integer(limitName));
    const auto events = (*store)->events(filter);
    if (!events)
        return failure(events.error());
    QJsonArray found;
    for (const Finding& finding : *findings) {
        QJsonObject json = toJson(finding);
        if (const QString words = explain ? explain(finding.code) : QString(); !words.isEmpty())
            json["explanation"] = words;
        found.append(json);
    }
    QJsonArray lines;
    std::optional<TransferRate> rate;
    if (isOpen(row->result) && row->phase == Phase::Download) {
        const auto bench = context.bench(Access::Read);
        const auto now = bench ? rateNow(**store, row->id, (*bench)->clock().nowNs()) : failure(bench.error());
        if (!now)
            return failure(now.error());
        rate = *now;
    }
    const auto clock = deviceClockOf(*events).fit();
    QString text = sessionText(*row, *findings, explain) +
                   (clock ? u'\n' + Tr::tr("The board's clock: %1").arg(clock->text()) : QString()) +
                   (rate ? u'\n' + rateText(*rate) : QString()) + QStringLiteral("\n\n") + TimelineText::heading();
    for (const Event& event : *events) {
        lines.append(maskSecrets(toJson(event)));
        text += u'\n' + TimelineText().line(event);
    }
    if (static_cast<qint64>(events->size()) == arguments.integer(limitName))
        text += u'\n' + Tr::tr("There may be more: --limit shows them.");
    QJsonObject data = toJson(*row);
    QJsonArray phases;
    for (const PhaseSpan& span : row->phases) {
        QJsonObject phase{{"phase", keyOf(span.phase)}, {"begin", isoTime(span.beginNs)}};
        if (span.endNs)
            phase["ms"] = static_cast<double>(*span.endNs - span.beginNs) / 1e6;
        if (span.result)
            phase["result"] = keyOf(*span.result);
        phases.append(phase);
    }
    data["phases"] = phases;
    data["versions"] = toJson(versionsOf(*row));
    if (clock)
        data["device_clock"] = QJsonObject{{"clock", keyOf(clock->clock)},
                                           {"offset_ms", static_cast<double>(clock->offsetNs) / 1e6},
                                           {"spread_ms", static_cast<double>(clock->spreadNs) / 1e6}};
    if (rate)
        data["bytes_per_second"] = rate->bytesPerSecond;
    if (rate && rate->remaining)
        data["remaining_ms"] = static_cast<double>(rate->remaining->count()) / 1e6;
    data["findings"] = found;
    data["event_list"] = lines;
    return Outcome{data, text};
}

// follow

/// Shows what is there after a place, page by page. Returns the highest seq it has looked at.
Result<quint64> showAfter(const EventStore& store, EventFilter filter, quint64 after, quint64 until, JobContext& job)
{
    filter.order = EventFilter::Order::Seq;
    while (!job.isCancelled()) {
        filter.after = EventKey{0, after};
        const auto events = store.events(filter);
        if (!events)
            return failure(events.error());
        for (const Event& event : *events)
            recordEvent(job, event);
        if (events->size() < static_cast<std::size_t>(filter.limit))
            return std::max(until, events->empty() ? after : events->back().seq);
        after = events->back().seq;
    }
    return after;
}

/// The place from which the last `count` matching events follow.
Result<quint64> placeBeforeLast(const EventStore& store, EventFilter filter, int count, quint64 last)
{
    if (count == 0)
        return last;
    filter.order = EventFilter::Order::Newest;
    filter.limit = count;
    const auto events = store.events(filter);
    if (!events)
        return failure(events.error());
    quint64 place = last;
    for (const Event& event : *events)
        place = std::min(place, event.seq - 1);
    return place;
}

Result<Outcome> runFollow(const Arguments& arguments, OperationContext& context)
{
    const auto store = storeOf(context, Access::Read);
    if (!store)
        return failure(store.error());
    JobContext& job = context.job();
    const EventFilter filter = eventFilter(arguments);
    const bool untilEnd = arguments.flag(untilEndName);
    if (untilEnd && !filter.session)
        return failure(Error::Code::Usage, Tr::tr("--until-end needs --session"));
    if (filter.session) {
        if (const auto row = findSession(**store, filter.session->value); !row)
            return failure(row.error());
    }
    const auto last = (*store)->lastSeq();
    if (!last)
        return failure(last.error());
    auto place = arguments.has(afterName)
                     ? Result<quint64>(static_cast<quint64>(arguments.integer(afterName)))
                     : placeBeforeLast(**store, filter, static_cast<int>(arguments.integer(lastName)), *last);
    while (place && !job.isCancelled()) {
        const auto now = (*store)->waitForSeq(*place, std::chrono::milliseconds(500), job.stopToken());
        if (!now)
            return failure(now.error());
        if (*now > *place)
            place = showAfter(**store, filter, *place, *now, job);
        if (!untilEnd || !place)
            continue;
        const auto row = findSession(**store, filter.session->value);
        const auto newest = (*store)->lastSeq();
        if (row && newest && !isOpen(row->result) && *place >= *newest)
            return Outcome{toJson(*row), plainText(row->sentence), classOf(row->result) == ResultClass::Good};
    }
    if (!place)
        return failure(place.error());
    return Outcome{{{QStringLiteral("last_seq"), static_cast<qint64>(*place)}}, {}};
}

std::vector<Parameter> operator+(std::vector<Parameter> first, std::vector<Parameter> second)
{
    first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
    return first;
}

Parameter limitParameter(qint64 standard)
{
    return {.name = limitName,
            .type = ParameterType::Integer,
            .help = Tr::tr("At most so many."),
            .valueName = QStringLiteral("N"),
            .defaultValue = standard,
            .minimum = 1,
            .maximum = 1'000'000};
}

Parameter targetParameter()
{
    return {
        .name = targetName, .help = Tr::tr("Only sessions to this version."), .valueName = QStringLiteral("VERSION")};
}

} // namespace

void registerTimelineOperations(OperationRegistry& registry, FindingExplainer explain)
{
    registry.add({.name = QStringLiteral("timeline.list"),
                  .summary = Tr::tr("List the sessions, newest first."),
                  .parameters = {boardParameter(),
                                 targetParameter(),
                                 {.name = resultName,
                                  .type = ParameterType::Choice,
                                  .help = Tr::tr("Only sessions with this result."),
                                  .choices = keys<SessionResult>()},
                                 {.name = openName,
                                  .type = ParameterType::Flag,
                                  .help = Tr::tr("Only sessions that may still change.")},
                                 limitParameter(50)},
                  .returns = Tr::tr("`sessions`, each with its result, reason and one sentence."),
                  .run = runList});
    registry.add({.name = QStringLiteral("timeline.show"),
                  .summary = Tr::tr("Show a session: its result in a sentence, its phases, findings and events."),
                  .parameters = std::vector<Parameter>{sessionParameter(true, true), limitParameter(500)} +
                                eventFilterParameters(),
                  .returns = Tr::tr("The session with `versions`, `phases`, `findings` and `event_list`."),
                  .run = [explain = std::move(explain)](const Arguments& arguments, OperationContext& context) {
                      return runShow(arguments, context, explain);
                  }});
    registry.add(
        {.name = QStringLiteral("timeline.follow"),
         .summary = Tr::tr("Show events as they come, one a line, until it is interrupted."),
         .details =
             Tr::tr("Works beside a program that holds the bench. With --until-end it ends when the session has ended; "
                    "the exit status then says whether it ended well."),
         .parameters =
             std::vector<Parameter>{boardParameter(),
                                    sessionParameter(false, false),
                                    {.name = afterName,
                                     .type = ParameterType::Integer,
                                     .help = Tr::tr("Begin behind the event with this number; 0 is the beginning."),
                                     .valueName = QStringLiteral("SEQ")},
                                    {.name = lastName,
                                     .type = ParameterType::Integer,
                                     .help = Tr::tr("Begin with so many of the last events."),
                                     .valueName = QStringLiteral("N"),
                                     .defaultValue = 0,
                                     .maximum = 100'000},
                                    {.name = untilEndName,
                                     .type = ParameterType::Flag,
                                     .help = Tr::tr("End when the session has ended.")}} +
             eventFilterParameters(),
         .returns = Tr::tr("A record an event; last `last_seq`, or the session with --until-end."),
         .run = runFollow});
    registry.add({.name = QStringLiteral("timeline.export"),
                  .summary = Tr::tr("Write a session, or everything, to a file."),
                  .details = Tr::tr(
                      "Secrets are masked, and sessions of simulated boards are marked. A trace opens in Perfetto."),
                  .parameters = {sessionParameter(true, false),
                                 {.name = formatName,
                                  .type = ParameterType::Choice,
                                  .help = Tr::tr("The form of the file."),
                                  .defaultValue = QStringLiteral("jsonl"),
                                  .choices = exportFormatNames()},
                                 {.name = outputName,
                                  .type = ParameterType::NewFile,
                                  .help = Tr::tr("The file."),
                                  .valueName = QStringLiteral("FILE"),
                                  .required = true,
                                  .shortOption = QStringLiteral("o")}},
                  .returns = Tr::tr("`file`, `format` and the number of `events`."),
                  .run = runExport});
    registry.add({.name = QStringLiteral("timeline.compare"),
                  .summary = Tr::tr("Lay two sessions beside each other: their phases in time and bytes."),
                  .parameters = {sessionParameter(true, true),
                                 {.name = otherName,
                                  .type = ParameterType::Integer,
                                  .help = Tr::tr("The session to compare with."),
                                  .valueName = QStringLiteral("OTHER"),
                                  .required = true,
                                  .positional = true,
                                  .minimum = 1}},
                  .returns = Tr::tr("`session`, `other` and `phases` with their times, bytes and differences."),
                  .run = runCompare});
    registry.add({.name = QStringLiteral("timeline.clock"),
                  .summary = Tr::tr("Show how far a board's clock is from ours."),
                  .details = Tr::tr("A robust line through the times that its newest reports gave. Nothing that was "
                                    "recorded changes by it."),
                  .parameters = {{.name = boardName,
                                  .help = Tr::tr("The board."),
                                  .valueName = QStringLiteral("BOARD"),
                                  .required = true,
                                  .positional = true}},
                  .returns = Tr::tr("`clock`, `offset_ms` (board minus ours), `spread_ms`, `drift_ppm`, `reports` and "
                                    "`jumps`."),
                  .run = runClock});
    registry.add({.name = QStringLiteral("timeline.note"),
                  .summary = Tr::tr("Write a note into a session."),
                  .details = Tr::tr("For people: what was plugged, pressed or seen. It is an event like any other."),
                  .parameters = {sessionParameter(true, true),
                                 {.name = textName,
                                  .help = Tr::tr("What is to be remembered."),
                                  .valueName = QStringLiteral("TEXT"),
                                  .required = true,
                                  .positional = true}},
                  .returns = Tr::tr("The session's number and the note's `seq`."),
                  .run = runNote});
    registry.add({.name = QStringLiteral("timeline.remove-note"),
                  .summary = Tr::tr("Remove a note that a person wrote."),
                  .details = Tr::tr("Only notes: what a device or a service said stays as it is."),
                  .parameters = {{.name = eventName,
                                  .type = ParameterType::Integer,
                                  .help = Tr::tr("The number of the note's event."),
                                  .valueName = QStringLiteral("SEQ"),
                                  .required = true,
                                  .positional = true,
                                  .minimum = 1}},
                  .returns = Tr::tr("The session's number and the note's `seq` and `text`."),
                  .destructive = true,
                  .run = runRemoveNote});
    registry.add({.name = QStringLiteral("timeline.stats"),
                  .summary = Tr::tr("How long the phases take and how many sessions end well, by target."),
                  .parameters = {boardParameter(), targetParameter(), limitParameter(1000)},
                  .returns = Tr::tr(
                      "Rates with 95 % intervals, `phases` with min, median, p95, max, and the same by `targets`."),
                  .run = runStats});
    registry.add({.name = QStringLiteral("timeline.remove"),
                  .summary = Tr::tr("Remove a session with its events and raw bytes."),
                  .parameters = {sessionParameter(true, true)},
                  .returns = Tr::tr("The session's number."),
                  .destructive = true,
                  .run = runRemove});
    registry.add({.name = QStringLiteral("timeline.prune"),
                  .summary = Tr::tr("Remove old sessions; open and pinned ones and the newest of each board stay."),
                  .parameters = {{.name = olderName,
                                  .type = ParameterType::Integer,
                                  .help = Tr::tr("Sessions without an event for so many days."),
                                  .valueName = QStringLiteral("DAYS"),
                                  .maximum = 36500},
                                 {.name = eventsName,
                                  .type = ParameterType::Integer,
                                  .help = Tr::tr("The oldest, until no more events than this are left."),
                                  .valueName = QStringLiteral("N")},
                                 {.name = keepName,
                                  .type = ParameterType::Integer,
                                  .help = Tr::tr("So many of each board stay in any case."),
                                  .valueName = QStringLiteral("N"),
                                  .defaultValue = 20,
                                  .maximum = 1'000'000}},
                  .returns = Tr::tr("`removed`: the numbers of the sessions."),
                  .destructive = true,
                  .run = runPrune});
}

} // namespace ota
