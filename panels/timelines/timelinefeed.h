// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventcolumns.h"
#include "timeline/eventstore.h"

#include <QHash>
#include <QObject>

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

/// Reads a bench's timeline on a thread of its own – also beside the process that writes it – and gathers what is new,
/// so that the window takes it once a frame. Lives in the GUI thread.
class TimelineFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelineFeed)

public:
    /// `store` must outlive the feed.
    explicit TimelineFeed(const EventStore& store, QObject* parent = nullptr);
    ~TimelineFeed() override;

    /// What has come since the last call; nothing when nothing has.
    std::optional<TimelineBatch> take();

    /// Sessions were removed: read everything again.
    void reload();

Q_SIGNALS:
    /// There is something to take. Not repeated until it has been taken.
    void ready();
    void failed(const QString& why);

private:
    void run(const std::stop_token& stop);
    Result<> readAll(const std::stop_token& stop);
    Result<> readNew(const std::stop_token& stop);
    Result<> nameBoards(std::span<const EventCell> cells, TimelineBatch& batch);
    void post(TimelineBatch batch);

    const EventStore& m_store;
    // Of the reading thread.
    quint64 m_lastSeq = 0;
    QHash<quint32, QString> m_named;

    std::mutex m_mutex;
    std::optional<TimelineBatch> m_batch;
    bool m_reload = false;
    std::jthread m_thread; ///< Last: ends before what it uses.
};

} // namespace ota
