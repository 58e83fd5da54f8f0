// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "crypto/keystore.h"
#include "store/boardstore.h"
#include "store/release.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace ota {

class Bench;

/// What the panels know of a bench: its releases, drafts, boards and keys. Read on a thread of its own, and again when
/// something has changed, whoever changed it: this program, or another one on the same bench. Lives in the GUI thread.
class BenchFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BenchFeed)

public:
    /// Gives the bench, opening it when that was not done yet. Called on worker threads, possibly on several at once.
    using Open = std::function<Result<Bench*>()>;

    explicit BenchFeed(Open open, QObject* parent = nullptr);
    /// Waits for the end of what is being read.
    ~BenchFeed() override;

    /// The first reading has ended; before that all lists are empty.
    bool isLoaded() const { return m_loaded; }

    const std::vector<Release>& releases() const { return m_releases; } ///< What is served, by id.
    const std::vector<Release>& drafts() const { return m_drafts; }     ///< What is prepared, by id.
    const std::vector<Board>& boards() const { return m_boards; }       ///< By name.
    const std::vector<KeyInfo>& keys() const { return m_keys; }         ///< By name.

    const Release* release(const QString& id) const; ///< Of what is served. Null when there is none.
    const Release* draft(const QString& id) const;   ///< Null when there is none.
    const Board* board(const QString& id) const;     ///< Null when there is none.

    /// Looks at once instead of at the next turn. For after a job.
    void refresh();

    /// Runs `work` with the bench on a worker thread, then `done` with its result in the GUI thread, unless `receiver`
    /// is gone by then.
    template<typename T>
    void read(QObject* receiver, std::function<Result<T>(Bench&)> work, std::function<void(const Result<T>&)> done);

Q_SIGNALS:
    void loaded(); ///< Once.
    void releasesChanged();
    void boardsChanged();
    void keysChanged();
    /// The bench can not be read. Told once until it can be read again.
    void failed(const QString& why);

private:
    /// What one turn of reading found; what did not change is not there.
    struct News
    {
        std::optional<std::vector<Release>> releases;
        std::optional<std::vector<Release>> drafts;
        std::optional<std::vector<Board>> boards;
        std::optional<std::vector<KeyInfo>> keys;
    };
    struct Seen;

    void run(const std::stop_token& stop);
    static Result<News> look(Bench& bench, Seen& seen);
    void take(News news);

    Open m_open;
    bool m_loaded = false;
    std::vector<Release> m_releases;
    std::vector<Release> m_drafts;
    std::vector<Board> m_boards;
    std::vector<KeyInfo> m_keys;
    QThreadPool m_pool; ///< For read().

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_hurry = false;
    std::jthread m_thread; ///< Last: ends before what it uses.
};

template<typename T>
void BenchFeed::read(QObject* receiver, std::function<Result<T>(Bench&)> work,
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
        const auto bench = open();
        promise->addResult(std::make_shared<const Result<T>>(bench ? work(**bench) : failure(bench.error())));
        promise->finish();
    });
}

} // namespace ota
