// SPDX-License-Identifier: Apache-2.0
#include "otaserver/sessiontracker.h"

#include "otaserver/releasetree.h"
#include "otaserver/serverlog.h"
#include "timeline/reason.h"
#include "timeline/timeline.h"
#include "timeline/transferevents.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SessionTracker)
};

constexpr qint64 nsPerSecond = 1'000'000'000;
constexpr qint64 rateWindowNs = 10 * nsPerSecond;

// Keys of transfers: which server it was, and the number it gave.
constexpr int keyBits = 40;
constexpr quint64 httpSource = 0xff'ffff; ///< More servers are never made.

qint64 nsOf(std::chrono::nanoseconds duration)
{
    return duration.count();
}

bool isUnderWay(TransferView::State state)
{
    return state == TransferView::State::Running || state == TransferView::State::Stalled;
}

/// Whether a board's session may still take what the device does now.
bool isAt(const SessionState& session, const BoardId& board, const ReleaseId& release)
{
    return session.board == board && session.world == World::Suit &&
           (session.release.isEmpty() || session.release == release.text());
}

} // namespace

QString stateName(TransferView::State state)
{
    switch (state) {
    case TransferView::State::Running:
        return QStringLiteral("running");
    case TransferView::State::Stalled:
        return QStringLiteral("stalled");
    case TransferView::State::Done:
        return QStringLiteral("done");
    case TransferView::State::Broken:
        break;
    }
    return QStringLiteral("broken");
}

QJsonObject TransferView::toJson(qint64 nowNs) const
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("service"), service},
            {QStringLiteral("peer"), peer},
            {QStringLiteral("board"), board.known ? board.id.text() : QString()},
            {QStringLiteral("simulated"), board.simulated},
            {QStringLiteral("release"), release.text()},
            {QStringLiteral("path"), path},
            {QStringLiteral("manifest"), isManifest},
            {QStringLiteral("done"), static_cast<qint64>(doneBytes)},
            {QStringLiteral("total"), static_cast<qint64>(totalBytes)},
            {QStringLiteral("sent"), static_cast<qint64>(sentBytes)},
            {QStringLiteral("requests"), static_cast<qint64>(requests)},
            {QStringLiteral("repeats"), static_cast<qint64>(repeats)},
            {QStringLiteral("rate"), bytesPerSecond},
            {QStringLiteral("state"), stateName(state)},
            {QStringLiteral("started"), isoMilliseconds(startedNs)},
            {QStringLiteral("idle"), static_cast<double>(std::max<qint64>(0, nowNs - lastNs)) / double(nsPerSecond)},
            {QStringLiteral("session"), session.value}};
}

SessionTracker::SessionTracker(Timeline& timeline, const BoardFinder& boards, const Clock& clock)
    : m_timeline(timeline)
    , m_boards(boards)
    , m_clock(clock)
{
}

void SessionTracker::onChanged(std::function<void(const TransferView&, bool)> listener)
{
    m_listener = std::move(listener);
}

SessionTracker::Entry& SessionTracker::entryFor(const Source& from, const ServedTree& served)
{
    if (const auto known = m_entries.find(from.key); known != m_entries.end())
        return known->second;
    Entry entry;
    entry.view.id = from.service + u'-' + QString::number(++m_lastId);
    entry.view.service = from.service;
    entry.view.peer = from.peer;
    entry.view.path = from.path;
    entry.view.board = m_boards.atAddress(from.address, from.identity);
    if (const auto file = served.files.constFind(from.path); file != served.files.constEnd()) {
        entry.view.release = file->release;
        entry.view.isManifest = file->isManifest;
        entry.view.totalBytes = static_cast<quint64>(file->sizeBytes);
        entry.sequence = file->sequence;
        entry.digest = file->digest.hex();
    } else {
        entry.recorded = false; // A text of ours, or what is not served any more.
    }
    return m_entries.emplace(from.key, std::move(entry)).first->second;
}

quint64 SessionTracker::keyOf(const Download& download)
{
    quint64& key = m_downloads[download.key];
    if (key == 0)
        key = (httpSource << keyBits) | ++m_lastDownload;
    return key;
}

void SessionTracker::coapEvent(int source, const QString& service, const CoapServerEvent& event,
                               const ServedTree& served)
{
    using Kind = CoapServerEvent::Kind;
    if (event.kind == Kind::RequestRefused) {
        refused(event);
        return;
    }
    if (!event.transfer || !event.transfer->peer)
        return;
    const CoapTransferInfo& info = *event.transfer;
    const std::lock_guard lock(m_mutex);
    const quint64 key = (static_cast<quint64>(source) << keyBits) | info.id;
    const auto known = m_entries.find(key);
    Entry& entry =
        known != m_entries.end()
            ? known->second
            : entryFor({key, service, info.peer->text(), info.peer->address, info.path, info.peer->identity}, served);
    TransferView& view = entry.view;
    if (entry.etag.isEmpty()) {
        view.totalBytes = info.total;
        entry.digest = info.digest.hex();
        entry.etag = entry.digest.left(16);
    }
    switch (event.kind) {
    case Kind::TransferResumed:
        entry.offset = event.offset;
        [[fallthrough]];
    case Kind::TransferStarted:
        begin(entry, event.timeNs);
        break;
    case Kind::BlockServed:
        if (!entry.began)
            begin(entry, event.timeNs);
        ++view.requests;
        view.sentBytes += event.length;
        view.repeats += event.repeat ? 1 : 0;
        if (event.offset <= view.doneBytes)
            view.doneBytes = std::max(view.doneBytes, event.offset + event.length);
        else if (entry.offset)
            view.doneBytes = event.offset + event.length; // It had the bytes in front from an earlier port.
        progress(entry, event.timeNs);
        break;
    case Kind::TransferDone:
        view.doneBytes = info.total;
        end(entry, TransferView::State::Done, event.timeNs);
        break;
    case Kind::TransferStalled:
        end(entry, TransferView::State::Stalled, event.timeNs, reason::timeout,
            Tr::tr("%1 has asked for no block of %2 for 20 s").arg(view.peer, view.path));
        break;
    default:
        break;
    }
}

void SessionTracker::refused(const CoapServerEvent& event)
{
    if (!event.peer || event.path.isEmpty())
        return;
    const FoundBoard board = m_boards.atAddress(event.peer->address, event.peer->identity);
    const auto sessions = m_timeline.openSessions();
    const auto isIts = [&](const SessionState& state) {
        return state.world == World::Suit &&
               (state.board == board.id || (!board.known && isEndpointOf(state.board, board.id.text())));
    };
    // Somebody looked for something, or one of several: no part of an update that we know.
    if (std::count_if(sessions.begin(), sessions.end(), isIts) != 1)
        return;
    const auto session = std::find_if(sessions.begin(), sessions.end(), isIts);
    TransferReport report;
    report.board = session->board;
    report.session = session->id;
    report.world = World::Suit;
    report.object = event.path;
    report.peer = event.peer->text();
    report.status = event.code.text();
    report.hostNs = event.timeNs;
    m_timeline.append(transferRefused(
        report, reason::coap(event.code.codeClass(), event.code.detail()),
        Tr::tr("%1 asked for %2 and got %3 %4").arg(report.peer, event.path, event.code.text(), event.code.meaning())));
}

void SessionTracker::httpProgress(const Download& download, const ServedTree& served)
{
    const std::lock_guard lock(m_mutex);
    Entry& entry =
        entryFor({keyOf(download), download.service, download.peer, download.address, download.path, {}}, served);
    entry.recorded = entry.recorded && entry.view.board.known;
    const qint64 nowNs = m_clock.nowNs();
    if (!entry.began)
        begin(entry, nowNs);
    if (download.doneBytes > entry.view.doneBytes) {
        entry.view.doneBytes = std::min(download.doneBytes, entry.view.totalBytes);
        entry.view.sentBytes = download.doneBytes;
        progress(entry, nowNs);
    }
}

void SessionTracker::httpEnd(const Download& download, bool complete, int status, const ServedTree& served)
{
    httpProgress(download, served);
    const std::lock_guard lock(m_mutex);
    Entry& entry = m_entries.at(keyOf(download));
    m_downloads.remove(download.key);
    // A range that ends in the middle is no end of the file, and no failure either: the device will ask for the rest.
    const bool isWhole = complete && (status == 200 || download.doneBytes >= entry.view.totalBytes);
    if (isWhole)
        entry.view.doneBytes = entry.view.totalBytes;
    else if (complete)
        entry.recorded = false;
    if (complete)
        end(entry, TransferView::State::Done, m_clock.nowNs());
    else
        end(entry, TransferView::State::Broken, m_clock.nowNs(), reason::network,
            Tr::tr("the connection to %1 ended in the middle of %2").arg(entry.view.peer, entry.view.path));
}

QString SessionTracker::hostOf(const QString& peer)
{
    return peer.left(peer.lastIndexOf(u':'));
}

/// What no session has is no phase of one either.
void SessionTracker::record(const Entry& entry, Event event)
{
    if (entry.view.session.isNull()) {
        event.phase.reset();
        event.result.reset();
        if (event.edge != Edge::Progress)
            event.edge = Edge::Note;
    }
    m_timeline.append(std::move(event));
}

TransferReport SessionTracker::reportOf(const Entry& entry, qint64 timeNs) const
{
    const TransferView& view = entry.view;
    TransferReport report;
    report.board = view.board.id;
    report.session = view.session;
    report.world = entry.world;
    report.object = view.path;
    // Each answer to a gateway may go through another connection.
    report.peer = entry.parts ? hostOf(view.peer) : view.peer;
    report.payload = !view.isManifest;
    report.done = view.doneBytes;
    report.total = view.totalBytes;
    report.bytes = view.sentBytes;
    report.requests = view.requests;
    report.offset = entry.offset;
    report.etag = entry.etag;
    report.digest = entry.digest;
    report.hostNs = timeNs;
    return report;
}

SessionId SessionTracker::sessionOf(Entry& entry) const
{
    const TransferView& view = entry.view;
    SessionRequest what;
    what.board = view.board.id;
    what.world = World::Suit;
    what.target = entry.sequence ? QString::number(*entry.sequence) : QString();
    what.requested = QStringLiteral("device");
    what.release = view.release.text();
    what.simulated = view.board.simulated;
    // A manifest asked for from its first byte on is the beginning of an attempt; everything else belongs to the one
    // that is under way.
    if (view.isManifest && !entry.offset)
        return m_timeline.sessionFor(what, Work::Starts, Origin::Server);
    SessionId newest;
    for (const SessionState& session : m_timeline.openSessions()) {
        if (isAt(session, view.board.id, view.release))
            newest = std::max(newest, session.id);
    }
    if (!newest.isNull())
        return newest;
    return m_timeline.sessionFor(what, Work::Continues, Origin::Server);
}

/// A board fetches from other ports than the one it was notified at. When exactly one nameless device of this address
/// is being brought to this release, it is that one.
void SessionTracker::recognise(Entry& entry) const
{
    TransferView& view = entry.view;
    if (view.board.known)
        return;
    BoardId only;
    int matches = 0;
    for (const SessionState& session : m_timeline.openSessions()) {
        if (isEndpointOf(session.board, view.board.id.text()) && isAt(session, session.board, view.release) &&
            session.board != only) {
            only = session.board;
            ++matches;
        }
    }
    if (matches == 1)
        view.board.id = only;
}

void SessionTracker::begin(Entry& entry, qint64 timeNs)
{
    TransferView& view = entry.view;
    const bool isFirst = !entry.began;
    if (isFirst && entry.recorded)
        recognise(entry);
    entry.began = true;
    view.state = TransferView::State::Running;
    view.lastNs = timeNs;
    if (view.startedNs == 0)
        view.startedNs = timeNs;
    if (entry.recorded) {
        if (isFirst && !entry.parts) {
            m_boards.noteContact(view.board);
            view.session = sessionOf(entry);
        }
        record(entry, transferBegan(reportOf(entry, timeNs)));
    }
    tell(entry, timeNs);
}

void SessionTracker::progress(Entry& entry, qint64 timeNs)
{
    entry.view.lastNs = timeNs;
    if (entry.view.state == TransferView::State::Stalled)
        entry.view.state = TransferView::State::Running;
    entry.pending = true;
    if (timeNs - entry.toldNs < nsOf(progressEvery))
        return;
    sample(entry, timeNs);
    if (entry.recorded)
        record(entry, transferProgressed(reportOf(entry, timeNs)));
    tell(entry, timeNs);
}

void SessionTracker::end(Entry& entry, TransferView::State state, qint64 timeNs, const QString& reason,
                         const QString& message)
{
    if (entry.view.state == TransferView::State::Done)
        return; // The last block once more: its answer was lost.
    sample(entry, timeNs);
    entry.view.state = state;
    entry.view.lastNs = state == TransferView::State::Stalled ? entry.view.lastNs : timeNs;
    if (entry.recorded && state == TransferView::State::Done)
        record(entry, transferEnded(reportOf(entry, timeNs)));
    else if (entry.recorded)
        record(entry, transferBroken(reportOf(entry, timeNs), reason, message));
    tell(entry, timeNs);
}

void SessionTracker::sample(Entry& entry, qint64 timeNs) const
{
    auto& samples = entry.samples;
    if (samples.empty())
        samples.emplace_back(entry.view.startedNs, 0);
    samples.emplace_back(timeNs, entry.view.sentBytes);
    while (samples.size() > 2 && samples.front().first < timeNs - rateWindowNs)
        samples.pop_front();
    const auto [beginNs, beginBytes] = samples.front();
    const qint64 spanNs = timeNs - beginNs;
    entry.view.bytesPerSecond =
        spanNs > 0 ? double(entry.view.sentBytes - beginBytes) * double(nsPerSecond) / double(spanNs) : 0;
}

void SessionTracker::tell(Entry& entry, qint64 timeNs)
{
    entry.pending = false;
    entry.toldNs = timeNs;
    if (m_listener)
        m_listener(entry.view, false);
}

void SessionTracker::tick()
{
    const qint64 nowNs = m_clock.nowNs();
    const std::lock_guard lock(m_mutex);
    for (auto& [key, entry] : m_entries) {
        if (!entry.pending || nowNs - entry.toldNs < nsOf(progressEvery))
            continue;
        sample(entry, nowNs);
        if (entry.recorded)
            record(entry, transferProgressed(reportOf(entry, entry.view.lastNs)));
        tell(entry, nowNs);
    }
    for (auto& [key, entry] : m_entries)
        endSilent(entry, nowNs);
    dropOld(nowNs);
}

void SessionTracker::dropOld(qint64 nowNs)
{
    // The answers that are under way speak of theirs.
    const auto isBusy = [](const Entry& entry) {
        return entry.parts && entry.parts->running > 0;
    };
    const auto isOver = [&](const Entry& entry) {
        if (isBusy(entry))
            return false;
        const qint64 age = nowNs - entry.view.lastNs;
        return age > nsOf(isUnderWay(entry.view.state) ? std::chrono::nanoseconds(keepStalled)
                                                       : std::chrono::nanoseconds(keepEnded));
    };
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (!isOver(entry->second)) {
            ++entry;
            continue;
        }
        forget(entry->first, entry->second);
        entry = m_entries.erase(entry);
    }
    if (m_entries.size() <= maxTransfers)
        return;
    std::vector<std::pair<qint64, quint64>> droppable; // Time and key.
    for (const auto& [key, entry] : m_entries) {
        if (!isBusy(entry) && (!isUnderWay(entry.view.state) || !entry.parts))
            droppable.emplace_back(entry.view.lastNs, key);
    }
    if (droppable.size() <= maxTransfers)
        return;
    std::ranges::sort(droppable);
    droppable.resize(droppable.size() - maxTransfers);
    for (const auto& [timeNs, key] : droppable) {
        const auto entry = m_entries.find(key);
        forget(key, entry->second);
        m_entries.erase(entry);
    }
}

void SessionTracker::forget(quint64 key, const Entry& entry)
{
    if (m_listener)
        m_listener(entry.view, true);
    const auto newest = m_newest.find({entry.view.board.id, entry.view.path});
    if (newest != m_newest.end() && newest->second == key)
        m_newest.erase(newest);
}

std::vector<TransferView> SessionTracker::transfers() const
{
    std::vector<TransferView> views;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [key, entry] : m_entries)
            views.push_back(entry.view);
    }
    std::sort(views.begin(), views.end(),
              [](const TransferView& a, const TransferView& b) { return a.startedNs > b.startedNs; });
    return views;
}

} // namespace ota
