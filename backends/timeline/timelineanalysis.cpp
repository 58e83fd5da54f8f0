// SPDX-License-Identifier: Apache-2.0
// The verbs that look at many events or sessions at once.
#include "operations/texttable.h"
#include "store/bench.h"
#include "timeline/comparison.h"
#include "timeline/deviceclock.h"
#include "timeline/sentence.h"
#include "timeline/statistics.h"
#include "timeline/timelineverbs_p.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace ota::timelineverbs {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(TimelineOperations)
};

QString lengthText(const std::optional<PhaseShare>& share)
{
    return share ? humanDuration(share->lengthNs) : QStringLiteral("-");
}

QString bytesText(const std::optional<PhaseShare>& share)
{
    return share && share->bytes ? QString::number(*share->bytes) : QStringLiteral("-");
}

QJsonValue shareJson(const std::optional<PhaseShare>& share)
{
    if (!share)
        return QJsonValue();
    QJsonObject json{{"ms", static_cast<double>(share->lengthNs) / 1e6}};
    if (share->bytes)
        json["bytes"] = static_cast<qint64>(*share->bytes);
    return json;
}

QStringList statisticsRow(const QString& name, const SessionStatistics& statistics)
{
    const Rate& rate = statistics.success;
    const QString share = rate.all == 0 ? QStringLiteral("-")
                                        : Tr::tr("%1 % (%2–%3)")
                                              .arg(rate.value() * 100, 0, 'f', 1)
                                              .arg(rate.low * 100, 0, 'f', 1)
                                              .arg(rate.high * 100, 0, 'f', 1);
    return {name, QString::number(rate.all), QString::number(statistics.open), share,
            statistics.total.count == 0 ? QStringLiteral("-") : humanDuration(statistics.total.median)};
}

} // namespace

Result<std::unique_ptr<EventStore>> storeOf(OperationContext& context, Access access)
{
    auto bench = context.bench(access);
    if (!bench)
        return failure(bench.error());
    return EventStore::open((*bench)->database(), (*bench)->streamsPath(), (*bench)->clock());
}

Result<SessionRow> findSession(const EventStore& store, qint64 number)
{
    auto row = store.session(SessionId{number});
    if (!row)
        return failure(row.error());
    if (!*row)
        return failure(Error::Code::NotFound, Tr::tr("there is no session %1").arg(number), {},
                       Tr::tr("otaw timeline list shows the sessions."));
    return std::move(**row);
}

Result<Outcome> runCompare(const Arguments& arguments, OperationContext& context)
{
    const auto store = storeOf(context, Access::Read);
    if (!store)
        return failure(store.error());
    auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto a = findSession(**store, arguments.integer(sessionName));
    if (!a)
        return failure(a.error());
    const auto b = findSession(**store, arguments.integer(otherName));
    if (!b)
        return failure(b.error());
    QJsonArray phases;
    std::vector<QStringList> rows;
    for (const PhaseComparison& row : comparePhases(*a, *b, (*bench)->clock().nowNs())) {
        const auto difference = row.differenceNs();
        QJsonObject json{{"phase", keyOf(row.phase)}, {sessionName, shareJson(row.a)}, {otherName, shareJson(row.b)}};
        if (difference)
            json["difference_ms"] = static_cast<double>(*difference) / 1e6;
        phases.append(json);
        const QString sign = difference && *difference < 0 ? QStringLiteral("-") : QStringLiteral("+");
        rows.push_back({keyOf(row.phase), lengthText(row.a), lengthText(row.b),
                        difference ? sign + humanDuration(std::abs(*difference)) : QStringLiteral("-"),
                        bytesText(row.a), bytesText(row.b)});
    }
    const auto name = [](const SessionRow& row) {
        return Tr::tr("#%1 %2, attempt %3, %4")
            .arg(QString::number(row.id.value), row.board.text(), QString::number(row.attempt), label(row.result));
    };
    const QString first = u'#' + QString::number(a->id.value);
    const QString second = u'#' + QString::number(b->id.value);
    const QString text = name(*a) + u'\n' + name(*b) + QStringLiteral("\n\n") +
                         textTable({Tr::tr("PHASE"), first, second, Tr::tr("DIFFERENCE"), Tr::tr("BYTES %1").arg(first),
                                    Tr::tr("BYTES %1").arg(second)},
                                   rows, {1, 2, 3, 4, 5});
    return Outcome{{{sessionName, toJson(*a)}, {otherName, toJson(*b)}, {QStringLiteral("phases"), phases}}, text};
}

Result<Outcome> runStats(const Arguments& arguments, OperationContext& context)
{
    const auto store = storeOf(context, Access::Read);
    if (!store)
        return failure(store.error());
    SessionFilter filter;
    filter.board = BoardId(arguments.text(boardName));
    filter.target = arguments.text(targetName);
    filter.limit = static_cast<int>(arguments.integer(limitName));
    const auto sessions = (*store)->sessions(filter);
    if (!sessions)
        return failure(sessions.error());
    const SessionStatistics all = statisticsOf(*sessions);
    std::map<QString, std::vector<SessionRow>> byTarget;
    for (const SessionRow& row : *sessions)
        byTarget[row.target].push_back(row);

    QJsonObject data = toJson(all);
    QJsonObject targets;
    std::vector<QStringList> rows;
    for (const auto& [target, own] : byTarget) {
        const SessionStatistics statistics = statisticsOf(own);
        targets[target] = toJson(statistics);
        rows.push_back(statisticsRow(target.isEmpty() ? QStringLiteral("?") : target, statistics));
    }
    rows.push_back(statisticsRow(Tr::tr("all"), all));
    data["targets"] = targets;
    std::vector<QStringList> phases;
    for (const auto& [phase, spread] : all.phases)
        phases.push_back({keyOf(phase), QString::number(spread.count), humanDuration(spread.minimum),
                          humanDuration(spread.median), humanDuration(spread.p95), humanDuration(spread.maximum)});
    QString text = textTable(
        {Tr::tr("TARGET"), Tr::tr("ENDED"), Tr::tr("OPEN"), Tr::tr("GOOD (95 % INTERVAL)"), Tr::tr("MEDIAN TIME")},
        rows, {1, 2, 4});
    if (!phases.empty())
        text += QStringLiteral("\n\n") + textTable({Tr::tr("PHASE"), Tr::tr("SESSIONS"), Tr::tr("MIN"),
                                                    Tr::tr("MEDIAN"), Tr::tr("P95"), Tr::tr("MAX")},
                                                   phases, {1, 2, 3, 4, 5});
    return Outcome{data, text};
}

Result<Outcome> runClock(const Arguments& arguments, OperationContext& context)
{
    const auto store = storeOf(context, Access::Read);
    if (!store)
        return failure(store.error());
    constexpr int newestRows = 5000;
    EventFilter filter;
    filter.board = BoardId(arguments.text(boardName));
    filter.order = EventFilter::Order::Newest;
    filter.limit = newestRows;
    auto events = (*store)->events(filter);
    if (!events)
        return failure(events.error());
    std::reverse(events->begin(), events->end());
    const DeviceClockEstimate estimate = deviceClockOf(*events);
    const auto fit = estimate.fit();
    if (!fit)
        return failure(Error::Code::NotFound,
                       Tr::tr("no report of '%1' says what time the device has").arg(filter.board.text()));
    QString text = Tr::tr("%1: %2; %n report(s)", nullptr, fit->readings).arg(filter.board.text(), fit->text());
    if (estimate.jumps() > 0)
        text += Tr::tr("; it jumped %n time(s)", nullptr, estimate.jumps());
    return Outcome{{{"board", filter.board.text()},
                    {"clock", keyOf(fit->clock)},
                    {"offset_ms", static_cast<double>(fit->offsetNs) / 1e6},
                    {"spread_ms", static_cast<double>(fit->spreadNs) / 1e6},
                    {"drift_ppm", fit->drift * 1e6},
                    {"at", isoTime(fit->atNs)},
                    {"reports", fit->readings},
                    {"jumps", estimate.jumps()}},
                   text};
}

} // namespace ota::timelineverbs
