// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/timelinefeed.h"

#include <QLoggingCategory>
#include <QSet>

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <utility>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(feedLog, "ota.panels.timelines")

constexpr std::chrono::milliseconds betweenReads{50}; ///< As often as the store's writer commits.
constexpr std::chrono::seconds longestWait{1};
constexpr int sessionPage = 1000;
constexpr int eventPage = 5000;

void sleepFor(std::chrono::milliseconds time, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, time, [] { return false; });
}

} // namespace

TimelineFeed::TimelineFeed(const EventStore& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

TimelineFeed::~TimelineFeed()
{
    m_thread.request_stop();
    m_thread.join();
}

std::optional<TimelineBatch> TimelineFeed::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_batch, std::nullopt);
}

void TimelineFeed::reload()
{
    const std::lock_guard lock(m_mutex);
    m_reload = true;
}

void TimelineFeed::run(const std::stop_token& stop)
{
    Result<> read = readAll(stop);
    while (!stop.stop_requested()) {
        if (!read) {
            qCWarning(feedLog) << qUtf8Printable(read.error().toString());
            Q_EMIT failed(read.error().toString());
            sleepFor(longestWait, stop);
        }
        const bool again = [this] {
            const std::lock_guard lock(m_mutex);
            return std::exchange(m_reload, false);
        }();
        if (again) {
            read = readAll(stop);
            continue;
        }
        const auto newest = m_store.waitForSeq(m_lastSeq, longestWait, stop);
        if (!newest)
            read = failure(newest.error());
        else if (*newest > m_lastSeq)
            read = readNew(stop);
        sleepFor(betweenReads, stop);
    }
}

Result<> TimelineFeed::readAll(const std::stop_token& stop)
{
    auto columns = m_store.columns();
    if (!columns)
        return failure(columns.error());
    TimelineBatch batch;
    batch.all = std::make_shared<EventColumns>(std::move(*columns));
    SessionFilter filter;
    filter.limit = sessionPage;
    while (!stop.stop_requested()) {
        auto page = m_store.sessions(filter);
        if (!page)
            return failure(page.error());
        if (page->empty())
            break;
        filter.before = page->back().id;
        std::ranges::move(*page, std::back_inserter(batch.sessions));
    }
    m_lastSeq = batch.all->size() == 0 ? 0 : batch.all->endSeq() - 1;
    m_named.clear();
    if (auto named = nameBoards(batch.all->cells(), batch); !named)
        return named;
    post(std::move(batch));
    return {};
}

Result<> TimelineFeed::readNew(const std::stop_token& stop)
{
    TimelineBatch batch;
    // A tail that begins at the last known event: only what follows is read.
    EventColumns tail;
    tail.append(m_lastSeq, EventCell{});
    if (auto extended = m_store.extend(tail); !extended)
        return extended;
    batch.firstSeq = m_lastSeq + 1;
    const auto cells = tail.cells().subspan(1);
    batch.cells.assign(cells.begin(), cells.end());
    if (auto named = nameBoards(cells, batch); !named)
        return named;

    QSet<SessionId> changed;
    EventFilter filter;
    filter.order = EventFilter::Order::Seq;
    filter.after = EventKey{0, m_lastSeq};
    filter.limit = eventPage;
    while (!stop.stop_requested()) {
        const auto events = m_store.events(filter);
        if (!events)
            return failure(events.error());
        for (const Event& event : *events) {
            if (!event.session.isNull())
                changed.insert(event.session);
        }
        if (events->size() < eventPage)
            break;
        filter.after = EventKey{0, events->back().seq};
    }
    for (const SessionId id : std::as_const(changed)) {
        auto session = m_store.session(id);
        if (!session)
            return failure(session.error());
        if (*session)
            batch.sessions.push_back(std::move(**session));
    }
    m_lastSeq += batch.cells.size();
    post(std::move(batch));
    return {};
}

Result<> TimelineFeed::nameBoards(std::span<const EventCell> cells, TimelineBatch& batch)
{
    quint32 last = 0;
    for (const EventCell& cell : cells) {
        if (cell.board == 0 || cell.board == last || m_named.contains(cell.board))
            continue;
        last = cell.board;
        const auto name = m_store.text(cell.board);
        if (!name)
            return failure(name.error());
        m_named.insert(cell.board, *name);
        batch.boardNames.insert(cell.board, *name);
    }
    return {};
}

void TimelineFeed::post(TimelineBatch batch)
{
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        first = !m_batch;
        if (first || batch.all) {
            m_batch = std::move(batch);
        } else {
            if (m_batch->cells.empty())
                m_batch->firstSeq = batch.firstSeq;
            std::ranges::move(batch.cells, std::back_inserter(m_batch->cells));
            std::ranges::move(batch.sessions, std::back_inserter(m_batch->sessions));
            m_batch->boardNames.insert(batch.boardNames);
        }
    }
    if (first)
        Q_EMIT ready();
}

} // namespace ota
