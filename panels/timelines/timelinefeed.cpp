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
constexpr std::chrono::milliseconds longestWait{250}; ///< A reload is not noticed sooner.
constexpr std::chrono::seconds betweenTries{1};
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

TimelineFeed::TimelineFeed(OpenEvents open, QObject* parent)
    : QObject(parent)
    , m_open(std::move(open))
{
}

void TimelineFeed::start()
{
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

TimelineFeed::~TimelineFeed()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
    m_pool.clear();
    m_pool.waitForDone();
}

std::optional<TimelineBatch> TimelineFeed::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_batch, std::nullopt);
}

void TimelineFeed::reload()
{
    m_reload = true;
}

void TimelineFeed::run(const std::stop_token& stop)
{
    bool loaded = false;
    bool hasFailed = false;
    while (!stop.stop_requested()) {
        const auto turned = turn(loaded, stop);
        if (!turned && !std::exchange(hasFailed, true)) {
            qCWarning(feedLog) << qUtf8Printable(turned.error().toString());
            Q_EMIT failed(turned.error().toString());
        } else if (turned && std::exchange(hasFailed, false)) {
            Q_EMIT recovered();
        }
        sleepFor(turned ? betweenReads : std::chrono::milliseconds(betweenTries), stop);
    }
}

Result<> TimelineFeed::turn(bool& loaded, const std::stop_token& stop)
{
    const auto store = m_open();
    if (!store)
        return failure(store.error());
    if (m_reload.exchange(false) || !loaded) {
        auto read = readAll(**store, stop);
        loaded = read.has_value();
        return read;
    }
    const auto newest = (*store)->waitForSeq(m_lastSeq, longestWait, stop);
    if (!newest)
        return failure(newest.error());
    return *newest > m_lastSeq ? readNew(**store, *newest, stop) : Result<>();
}

Result<> TimelineFeed::readAll(const EventStore& store, const std::stop_token& stop)
{
    auto columns = store.columns();
    if (!columns)
        return failure(columns.error());
    TimelineBatch batch;
    batch.all = std::make_shared<EventColumns>(std::move(*columns));
    SessionFilter filter;
    filter.limit = sessionPage;
    while (!stop.stop_requested()) {
        auto page = store.sessions(filter);
        if (!page)
            return failure(page.error());
        if (page->empty())
            break;
        filter.before = page->back().id;
        std::ranges::move(*page, std::back_inserter(batch.sessions));
    }
    m_lastSeq = batch.all->size() == 0 ? 0 : batch.all->endSeq() - 1;
    m_named.clear();
    if (auto named = nameBoards(store, batch.all->cells(), batch); !named)
        return named;
    post(std::move(batch));
    return {};
}

Result<> TimelineFeed::readNew(const EventStore& store, quint64 newest, const std::stop_token& stop)
{
    TimelineBatch batch;
    // A tail that begins at the last known event: only what follows is read.
    EventColumns tail;
    tail.append(m_lastSeq, EventCell{});
    if (auto extended = store.extend(tail); !extended)
        return extended;
    batch.firstSeq = m_lastSeq + 1;
    const auto cells = tail.cells().subspan(1);
    batch.cells.assign(cells.begin(), cells.end());
    if (auto named = nameBoards(store, cells, batch); !named)
        return named;

    QSet<SessionId> changed;
    EventFilter filter;
    filter.order = EventFilter::Order::Seq;
    filter.after = EventKey{0, m_lastSeq};
    filter.limit = eventPage;
    while (!stop.stop_requested()) {
        const auto events = store.events(filter);
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
        auto session = store.session(id);
        if (!session)
            return failure(session.error());
        if (*session)
            batch.sessions.push_back(std::move(**session));
    }
    // The newest events may have been removed already: their numbers are not waited for again.
    m_lastSeq = std::max(m_lastSeq + batch.cells.size(), newest);
    post(std::move(batch));
    return {};
}

Result<> TimelineFeed::nameBoards(const EventStore& store, std::span<const EventCell> cells, TimelineBatch& batch)
{
    quint32 last = 0;
    for (const EventCell& cell : cells) {
        if (cell.board == 0 || cell.board == last || m_named.contains(cell.board))
            continue;
        last = cell.board;
        const auto name = store.text(cell.board);
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
            m_batch->cells.resize(batch.firstSeq - m_batch->firstSeq); // What is missing has been removed.
            std::ranges::move(batch.cells, std::back_inserter(m_batch->cells));
            std::ranges::move(batch.sessions, std::back_inserter(m_batch->sessions));
            m_batch->boardNames.insert(batch.boardNames);
        }
    }
    if (first)
        Q_EMIT ready();
}

} // namespace ota
