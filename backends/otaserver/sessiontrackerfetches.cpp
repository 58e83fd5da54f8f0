// SPDX-License-Identifier: Apache-2.0
// What gateways fetch: many answers, one transfer.

#include "http/httpresponse.h"
#include "http/httpserver.h"
#include "otaserver/sessiontracker.h"
#include "timeline/reason.h"
#include "timeline/timeline.h"
#include "timeline/transferevents.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SessionTracker)
};

using State = TransferView::State;

constexpr qint64 stalledAfterNs = std::chrono::nanoseconds(SessionTracker::stalledAfter).count();
/// Beside the keys of servers, of which there are never so many.
constexpr quint64 fetchKeys = quint64{0xff'fffe} << 40;

quint64 offsetOf(const HttpFetch& what)
{
    return static_cast<quint64>(what.offset);
}

} // namespace

SessionTracker::Answer& SessionTracker::answerOf(const Fetch& fetch)
{
    const auto [answer, isNew] = m_answers.try_emplace(fetch.what->number);
    if (isNew)
        answer->second.entry = transferOf(fetch);
    return answer->second;
}

quint64 SessionTracker::transferOf(const Fetch& fetch)
{
    const auto session = m_timeline.sessionAt(fetch.board, World::Exosense, fetch.what->startedNs);
    const FetchKey whose{fetch.board, fetch.what->object};
    if (const auto newest = m_newest.find(whose); newest != m_newest.end()) {
        Entry& entry = m_entries.at(newest->second);
        if (goesOn(entry, fetch, session)) {
            join(entry, fetch, session);
            return newest->second;
        }
    }
    const quint64 key = fetchKeys | ++m_lastDownload;
    m_newest.insert_or_assign(whose, key);
    Entry& entry = m_entries.emplace(key, newTransfer(fetch, session)).first->second;
    begin(entry, fetch.what->startedNs);
    return key;
}

/// As CoapTransfers has it for those who ask for blocks.
bool SessionTracker::goesOn(const Entry& entry, const Fetch& fetch, std::optional<SessionId> session)
{
    const bool isOther = entry.digest != QString::fromLatin1(fetch.what->etag) ||
                         entry.view.totalBytes != static_cast<quint64>(fetch.what->size);
    const bool isNextSession = session && !entry.view.session.isNull() && *session != entry.view.session;
    const bool isAgain = fetch.what->offset == 0 && (entry.view.state == State::Done || entry.parts->have.contains(0));
    return !isOther && !isNextSession && !isAgain;
}

SessionTracker::Entry SessionTracker::newTransfer(const Fetch& fetch, std::optional<SessionId> session)
{
    Entry entry;
    entry.world = World::Exosense;
    entry.digest = QString::fromLatin1(fetch.what->etag);
    entry.parts = std::make_unique<Parts>();
    entry.parts->running = 1;
    entry.parts->assumed = offsetOf(*fetch.what);
    if (fetch.what->offset > 0)
        entry.offset = offsetOf(*fetch.what);
    TransferView& view = entry.view;
    view.id = fetch.service + u'-' + QString::number(++m_lastId);
    view.service = fetch.service;
    view.peer = fetch.peer;
    view.path = fetch.what->object;
    view.board = m_boards.named(fetch.board);
    view.totalBytes = static_cast<quint64>(fetch.what->size);
    view.requests = 1;
    view.session = session.value_or(SessionId());
    return entry;
}

void SessionTracker::join(Entry& entry, const Fetch& fetch, std::optional<SessionId> session)
{
    Parts& parts = *entry.parts;
    TransferView& view = entry.view;
    const quint64 offset = offsetOf(*fetch.what);
    const bool hasMoved = hostOf(view.peer) != hostOf(fetch.peer);
    ++parts.running;
    ++view.requests;
    view.repeats += parts.have.contains(offset) ? 1 : 0;
    view.service = fetch.service;
    view.peer = fetch.peer;
    // It has not got what it asks for.
    if (view.state != State::Done)
        parts.assumed = std::min(parts.assumed, offset);
    const bool isFound = session && view.session.isNull();
    if (isFound)
        view.session = *session;
    if (view.state != State::Broken && view.state != State::Stalled && !isFound && !hasMoved)
        return;
    entry.offset = offset > 0 ? std::optional(offset) : std::nullopt;
    if (view.state != State::Done)
        begin(entry, fetch.what->startedNs);
}

/// False: nothing new.
bool SessionTracker::count(Entry& entry, Answer& answer, const Fetch& fetch)
{
    if (fetch.sentBytes <= answer.sent)
        return false;
    const quint64 offset = offsetOf(*fetch.what);
    entry.parts->have.add(offset + answer.sent, offset + fetch.sentBytes);
    entry.view.sentBytes += fetch.sentBytes - answer.sent;
    entry.view.doneBytes = std::min(entry.view.totalBytes, entry.parts->assumed + entry.parts->have.total());
    answer.sent = fetch.sentBytes;
    return true;
}

bool SessionTracker::fetchProgress(const Fetch& fetch)
{
    const std::lock_guard lock(m_mutex);
    Answer& answer = answerOf(fetch);
    Entry& entry = m_entries.at(answer.entry);
    if (!count(entry, answer, fetch))
        return false;
    progress(entry, fetch.timeNs);
    return true;
}

bool SessionTracker::fetchEnd(const Fetch& fetch, bool complete)
{
    const std::lock_guard lock(m_mutex);
    Answer& answer = answerOf(fetch);
    Entry& entry = m_entries.at(answer.entry);
    const bool isMore = count(entry, answer, fetch);
    m_answers.erase(fetch.what->number);
    --entry.parts->running;
    TransferView& view = entry.view;
    view.lastNs = fetch.timeNs;
    entry.pending = true;
    if (view.state == State::Done)
        return isMore;
    if (view.doneBytes >= view.totalBytes)
        end(entry, State::Done, fetch.timeNs);
    else if (!complete && entry.parts->running == 0)
        end(entry, State::Broken, fetch.timeNs, reason::network,
            Tr::tr("the connection to %1 ended in the middle of %2").arg(view.peer, view.path));
    // Else it has some of it, and will ask for the rest.
    return isMore;
}

void SessionTracker::fetchRefused(const Fetch& fetch, int status)
{
    TransferReport report;
    report.board = fetch.board;
    report.session = m_timeline.sessionAt(fetch.board, World::Exosense, fetch.what->startedNs).value_or(SessionId());
    report.world = World::Exosense;
    report.object = fetch.what->object;
    report.peer = hostOf(fetch.peer);
    report.status = QString::number(status);
    report.hostNs = fetch.timeNs;
    Event event =
        transferRefused(report, reason::http(status),
                        Tr::tr("%1 asked for %2 and got %3 %4")
                            .arg(report.peer, report.object, report.status, QString::fromLatin1(httpReason(status))));
    if (report.session.isNull())
        event.phase.reset();
    m_timeline.append(std::move(event));
}

/// A gateway that got a part and has come for no other.
void SessionTracker::endSilent(Entry& entry, qint64 nowNs)
{
    TransferView& view = entry.view;
    if (!entry.parts || view.state != State::Running || nowNs - view.lastNs < stalledAfterNs)
        return;
    // What its session made of it counts.
    const auto session = m_timeline.sessionAt(view.board.id, entry.world, nowNs);
    if (!view.session.isNull() && session != view.session) {
        view.state = State::Stalled;
        return tell(entry, nowNs);
    }
    end(entry, State::Stalled, nowNs, reason::timeout,
        Tr::tr("%1 has fetched nothing more of %2 for 20 s").arg(view.peer, view.path));
}

} // namespace ota
