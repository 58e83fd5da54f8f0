// SPDX-License-Identifier: Apache-2.0
#include "exosense/gatewaystatus.h"

#include "exosense/configotau.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace ota {

namespace {

constexpr qint64 clockOffset = std::chrono::nanoseconds(GatewayStatus::maxClockOffset).count();
/// Of a version or message: nobody needs more of it, and a device may send a MiB.
constexpr qsizetype longestText = 1024;
constexpr qint64 second = 1'000'000'000;

/// A time in whole seconds is any moment of that second: it is not before what arrived in its course.
qint64 momentOf(qint64 deviceNs, qint64 hostNs)
{
    return deviceNs % second == 0 ? std::min(deviceNs + second - 1, std::max(deviceNs, hostNs)) : deviceNs;
}

} // namespace

GatewayStatus::GatewayStatus(BoardId board, bool simulated)
    : m_board(std::move(board))
    , m_simulated(simulated)
{
}

const StatusSession* GatewayStatus::newest() const
{
    return m_checker.sessions().empty() ? nullptr : &m_checker.sessions().back();
}

std::optional<GatewayStatus::Entry> GatewayStatus::entryOf(const WriteRow& write)
{
    Entry entry;
    entry.seq = write.seq;
    entry.hostNs = write.hostNs;
    entry.orderNs = write.hostNs;
    entry.input.timeNs = write.hostNs;
    if (write.alias == "config_otau" && write.isOurs) {
        const ConfigCheck config = checkConfig(write.value);
        entry.input.kind = config.isCleared ? StatusInput::Kind::Clear : StatusInput::Kind::Request;
        entry.input.version = config.version().left(longestText);
        return entry;
    }
    if (write.alias == fetchedAlias && write.isOurs) {
        entry.input.kind = StatusInput::Kind::Fetched;
        m_fetchedNs = write.hostNs;
        return entry;
    }
    if (write.alias != "otau_in" || write.isOurs)
        return std::nullopt;
    loadReport(write.value, write.hostNs);
    if (!m_lastReport->isUsable())
        return std::nullopt;
    entry.input.kind = StatusInput::Kind::Status;
    entry.input.version = m_lastReport->version.left(longestText);
    entry.input.status = m_lastReport->status;
    entry.input.message = m_lastReport->message.left(longestText);
    if (write.deviceNs) {
        entry.input.isClockOff = std::abs(*write.deviceNs - write.hostNs) > clockOffset;
        entry.isLateable = !entry.input.isClockOff;
        if (entry.isLateable)
            entry.orderNs = momentOf(*write.deviceNs, write.hostNs);
    }
    return entry;
}

/// Where a write belongs that has arrived after all that are there.
std::size_t GatewayStatus::placeOf(const Entry& entry) const
{
    std::size_t place = m_entries.size();
    if (!entry.isLateable)
        return place;
    for (; place > 0; --place) {
        const Entry& before = m_entries[place - 1];
        const bool isAnswered =
            before.input.kind == StatusInput::Kind::Request && before.input.version == entry.input.version;
        if (isAnswered || before.orderNs <= entry.orderNs)
            break;
    }
    return place;
}

/// Where it went.
std::size_t GatewayStatus::insert(Entry entry)
{
    const std::size_t place = placeOf(entry);
    // Neither before the request that it follows nor behind its own arrival, so that silence is measured well.
    const auto request = std::find_if(m_entries.rbegin() + static_cast<std::ptrdiff_t>(m_entries.size() - place),
                                      m_entries.rend(), [](const Entry& each) {
                                          return each.input.kind == StatusInput::Kind::Request ||
                                                 each.input.kind == StatusInput::Kind::Clear;
                                      });
    const qint64 earliest = request == m_entries.rend() ? entry.orderNs : request->input.timeNs;
    entry.input.timeNs = std::min(std::max(entry.orderNs, earliest), entry.hostNs);
    m_newestNs = std::max(m_newestNs, entry.hostNs);
    m_entries.insert(m_entries.begin() + static_cast<std::ptrdiff_t>(place), std::move(entry));
    return place;
}

/// From what was folded on. `seen` is called behind each write.
void GatewayStatus::judgeAgain(const std::function<void(const Entry&)>& seen)
{
    m_checker = m_base;
    for (const Entry& each : m_entries) {
        m_checker.take(each.input);
        if (seen)
            seen(each);
    }
    if (m_tickNs > 0)
        m_checker.take({StatusInput::Kind::Tick, m_tickNs, {}, {}, {}});
}

/// Puts the oldest writes behind us, many at a time.
void GatewayStatus::fold()
{
    const bool isOld =
        m_entries.size() > 2 * keptWrites && m_entries[m_entries.size() - keptWrites].hostNs < m_newestNs - clockOffset;
    if (!isOld && m_entries.size() <= mostWrites)
        return;
    const std::size_t count = m_entries.size() - (isOld ? keptWrites : mostWrites / 2);
    for (std::size_t i = 0; i < count; ++i) {
        m_base.take(m_entries[i].input);
        m_folded.push_back(m_entries[i].seq);
    }
    m_base.forgetOld(keptSessions);
    m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(count));
    judgeAgain();
    std::erase_if(m_told, [this](const auto& told) {
        return std::ranges::none_of(m_checker.sessions(), [&](const StatusSession& session) {
            return Key(session.version, session.attempt) == told.first;
        });
    });
}

void GatewayStatus::keepOdd(const WriteRow& write)
{
    const bool isReport = write.alias == "otau_in";
    if (write.isOurs || (!isReport && write.alias != "config_otau"))
        return;
    m_odd.push_back(write.seq);
    if (m_odd.size() <= keptWrites)
        return;
    m_folded.push_back(m_odd.front());
    m_odd.pop_front();
}

std::optional<GatewayStatus::Folded> GatewayStatus::takeFolded()
{
    if (m_folded.size() < keptWrites)
        return std::nullopt;
    return Folded{std::exchange(m_folded, {}), QJsonDocument(m_base.toJson()).toJson(QJsonDocument::Compact)};
}

void GatewayStatus::giveBack(Folded folded)
{
    m_folded.insert(m_folded.end(), folded.seqs.begin(), folded.seqs.end());
}

void GatewayStatus::loadState(const QByteArray& state)
{
    m_base = StatusChecker::fromJson(QJsonDocument::fromJson(state).object());
    m_checker = m_base;
}

void GatewayStatus::loadReport(const QByteArray& value, qint64 hostNs)
{
    m_lastReport = parseOtauReport(value);
    m_lastReportNs = hostNs;
}

void GatewayStatus::load(const WriteRow& write)
{
    auto entry = entryOf(write);
    if (!entry)
        return keepOdd(write);
    const std::size_t place = insert(std::move(*entry));
    if (place + 1 == m_entries.size())
        m_checker.take(m_entries.back().input);
    else
        m_isBehind = true; // It is judged when all are there.
    fold();
}

qint64 GatewayStatus::toldUpTo(Timeline& timeline) const
{
    constexpr int newest = 100;
    const auto events = timeline.store().events({.board = m_board,
                                                 .world = World::Exosense,
                                                 .stream = Stream::Protocol,
                                                 .order = EventFilter::Order::Newest,
                                                 .limit = newest});
    qint64 told = 0;
    for (const Event& event : events ? *events : std::vector<Event>())
        told = std::max(told, event.details[writeDetail].toInteger());
    return told;
}

void GatewayStatus::finishLoading(Timeline* timeline)
{
    if (std::exchange(m_isBehind, false))
        judgeAgain();
    for (const StatusSession& session : m_checker.sessions())
        m_told[{session.version, session.attempt}] = {
            {}, session.result, session.findings.size(), session.lastStatus.has_value(), session.lastStatus};
    if (!timeline)
        return;
    const auto rows = timeline->store().sessions({.board = m_board, .world = World::Exosense});
    if (!rows)
        return; // Then what follows is told without them.
    for (const SessionRow& row : *rows) {
        if (const auto told = m_told.find({row.target, row.attempt}); told != m_told.end())
            told->second.id = row.id;
    }
    // Asked for, and lost by the timeline: it is opened now.
    const StatusSession* session = newest();
    if (!session || !session->requested || session->lastStatus)
        return;
    if (Told& told = m_told[{session->version, session->attempt}]; told.id.isNull() && isOpen(session->result))
        told.id =
            openIn(*session, {StatusInput::Kind::Request, session->openedNs, session->version, {}, {}}, *timeline);
}

void GatewayStatus::tick(qint64 nowNs)
{
    m_tickNs = nowNs;
    m_checker.take({StatusInput::Kind::Tick, nowNs, {}, {}, {}});
}

bool GatewayStatus::isNewsThatItFetched(qint64 timeNs) const
{
    const StatusSession* session = newest();
    return session && (session->result == SessionResult::Running || session->result == SessionResult::Stalled) &&
           timeNs - std::max(session->lastNs, m_fetchedNs) >= std::chrono::nanoseconds(fetchedEvery).count();
}

void GatewayStatus::take(std::span<const WriteRow> writes, Timeline* timeline)
{
    // Late points of one request are judged together: each by itself would cost a whole run.
    std::vector<Taken> late;
    for (const WriteRow& write : writes) {
        auto entry = entryOf(write);
        if (!entry) {
            if (timeline && write.alias == "otau_in" && !write.isOurs)
                tellOddReport(write, *timeline);
            keepOdd(write);
            continue;
        }
        Taken taken{write, entry->input, m_lastReport ? m_lastReport->statusText : QString(), {}};
        const std::size_t place = insert(std::move(*entry));
        taken.input = m_entries[place].input;
        if (place + 1 < m_entries.size() || !late.empty()) {
            late.push_back(std::move(taken));
            continue;
        }
        m_checker.take(taken.input);
        taken.touched = m_checker.touched();
        if (timeline)
            publish(taken, *timeline);
    }
    if (!late.empty()) {
        QHash<qint64, std::optional<std::size_t>> touched;
        judgeAgain([&](const Entry& entry) { touched.insert(entry.seq, m_checker.touched()); });
        for (Taken& taken : late) {
            taken.touched = touched.value(taken.write.seq);
            taken.isLate = true;
            if (timeline)
                publish(taken, *timeline);
        }
    }
    fold();
}

} // namespace ota
