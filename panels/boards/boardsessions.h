// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/benchfeed.h"
#include "timeline/eventstore.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace ota {

/// What the timeline says of the boards, read on a worker thread a few times a second while it is active. GUI thread.
class BoardSessions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardSessions)

public:
    /// `bench` must outlive it.
    explicit BoardSessions(BenchFeed& bench, QObject* parent = nullptr);

    void setActive(bool active);
    const QHash<QString, BoardState>& states() const { return m_states; }

    /// The newest sessions of a board; `done` gets nothing when they can not be read.
    void readSessions(const QString& board, int limit, QObject* receiver,
                      std::function<void(const std::vector<SessionRow>&)> done);

Q_SIGNALS:
    void changed();

private:
    struct Reader;
    struct News;

    void look();

    BenchFeed& m_bench;
    std::shared_ptr<Reader> m_reader; ///< Shared with what reads on worker threads.
    QHash<QString, BoardState> m_states;
    QTimer m_turn;
    bool m_active = false;
    bool m_reading = false;
};

} // namespace ota
