// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/boardsessions.h"

#include "store/bench.h"

#include <mutex>
#include <optional>

namespace ota {

namespace {

constexpr std::chrono::milliseconds turn{250};

} // namespace

/// The store of the timeline, opened once; any thread.
struct BoardSessions::Reader
{
    std::mutex mutex;
    std::unique_ptr<EventStore> store;
    std::optional<quint64> seenSeq;

    Result<EventStore*> open(Bench& bench)
    {
        const std::scoped_lock lock(mutex);
        if (!store) {
            auto opened = EventStore::open(bench.database(), bench.streamsPath(), bench.clock());
            if (!opened)
                return failure(opened.error());
            store = std::move(*opened);
        }
        return store.get();
    }
};

/// What a look found; nothing when nothing has happened.
struct BoardSessions::News
{
    std::optional<QHash<QString, BoardState>> states;
};

BoardSessions::BoardSessions(BenchFeed& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_reader(std::make_shared<Reader>())
{
    m_turn.setSingleShot(true);
    m_turn.setInterval(turn);
    connect(&m_turn, &QTimer::timeout, this, &BoardSessions::look);
}

void BoardSessions::setActive(bool active)
{
    m_active = active;
    if (active)
        look();
    else
        m_turn.stop();
}

void BoardSessions::look()
{
    if (std::exchange(m_reading, true))
        return;
    m_bench.read<News>(
        this,
        [reader = m_reader](Bench& bench) -> Result<News> {
            const auto store = reader->open(bench);
            if (!store)
                return failure(store.error());
            const auto seq = (*store)->lastSeq();
            if (!seq)
                return failure(seq.error());
            if (reader->seenSeq == *seq)
                return News{};
            const auto boards = (*store)->boards();
            if (!boards)
                return failure(boards.error());
            reader->seenSeq = *seq;
            QHash<QString, BoardState> states;
            states.reserve(static_cast<qsizetype>(boards->size()));
            for (const BoardState& state : *boards)
                states.insert(state.board.text(), state);
            return News{std::move(states)};
        },
        [this](const Result<News>& news) {
            m_reading = false;
            if (m_active)
                m_turn.start();
            // What can not be read now is read at the next turn; the feed of the bench tells why.
            if (!news || !news->states)
                return;
            m_states = *news->states;
            Q_EMIT changed();
        });
}

void BoardSessions::readSessions(const QString& board, int limit, QObject* receiver,
                                 std::function<void(const std::vector<SessionRow>&)> done)
{
    m_bench.read<std::vector<SessionRow>>(
        receiver,
        [reader = m_reader, board, limit](Bench& bench) -> Result<std::vector<SessionRow>> {
            const auto store = reader->open(bench);
            if (!store)
                return failure(store.error());
            SessionFilter filter;
            filter.board = BoardId(board);
            filter.limit = limit;
            return (*store)->sessions(filter);
        },
        [done = std::move(done)](const Result<std::vector<SessionRow>>& rows) {
            done(rows ? *rows : std::vector<SessionRow>{});
        });
}

} // namespace ota
