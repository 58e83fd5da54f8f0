// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventcolumns.h"
#include "timeline/eventstore.h"

#include <QFutureWatcher>
#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace ota {

/// What is new on the timeline since the batch before.
struct TimelineBatch
{
    /// The first batch, and one after something was removed: everything there is. shared_ptr: handed to the view's
    /// thread.
    std::shared_ptr<EventColumns> all;
    quint64 firstSeq = 0; ///< Of `cells`.
    std::vector<EventCell> cells;
    std::vector<SessionRow> sessions;   ///< New ones and those that changed.
    QHash<quint32, QString> boardNames; ///< Of numbers that were not known before.
};

/// Gives the store of a bench's events, opening it when that was not done yet. Called on worker threads.
using OpenEvents = std::function<Result<const EventStore*>()>;

/// Reads a bench's timeline on a thread of its own – also beside the process that writes it – and gathers what is new,
/// so that the window takes it once a frame. Lives in the GUI thread.
class TimelineFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelineFeed)

public:
    /// What `open` gives must outlive the feed.
    explicit TimelineFeed(OpenEvents open, QObject* parent = nullptr);
    /// Waits for the end of what is being read.
    ~TimelineFeed() override;

    /// Begins to read. Once, when everybody is connected: what fails is told once.
    void start();

    /// What has come since the last call; nothing when nothing has.
    std::optional<TimelineBatch> take();

    /// Sessions were removed: read everything again.
    void reload();

    /// Runs `work` with the store on a worker thread, then `done` with its result in the GUI thread, unless `receiver`
    /// is gone by then. `work` must not reach into anything of the GUI thread.
    template<typename T>
    void read(QObject* receiver, std::function<Result<T>(const EventStore&)> work,
              std::function<void(const Result<T>&)> done);

Q_SIGNALS:
    /// There is something to take. Not repeated until it has been taken.
    void ready();
    /// The timeline can not be read. Told once until it can be read again.
    void failed(const QString& why);
    void recovered();

private:
    void run(const std::stop_token& stop);
    Result<> turn(bool& loaded, const std::stop_token& stop);
    Result<> readAll(const EventStore& store, const std::stop_token& stop);
    Result<> readNew(const EventStore& store, quint64 newest, const std::stop_token& stop);
    Result<> nameBoards(const EventStore& store, std::span<const EventCell> cells, TimelineBatch& batch);
    void post(TimelineBatch batch);

    OpenEvents m_open;
    QThreadPool m_pool; ///< For read().
    // Of the reading thread.
    quint64 m_lastSeq = 0;
    QHash<quint32, QString> m_named;

    std::mutex m_mutex;
    std::optional<TimelineBatch> m_batch;
    std::atomic<bool> m_reload = false;
    std::jthread m_thread; ///< Last: ends before what it uses.
};

template<typename T>
void TimelineFeed::read(QObject* receiver, std::function<Result<T>(const EventStore&)> work,
                        std::function<void(const Result<T>&)> done)
{
    auto* watcher = new QFutureWatcher<std::shared_ptr<const Result<T>>>(receiver);
    connect(watcher, &QFutureWatcherBase::finished, receiver, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            done(*watcher->result());
    });
    // shared_ptr: what a future gives must be copyable.
    auto promise = std::make_shared<QPromise<std::shared_ptr<const Result<T>>>>();
    watcher->setFuture(promise->future());
    promise->start();
    m_pool.start([open = m_open, work = std::move(work), promise] {
        const auto store = open();
        promise->addResult(std::make_shared<const Result<T>>(store ? work(**store) : failure(store.error())));
        promise->finish();
    });
}

} // namespace ota
