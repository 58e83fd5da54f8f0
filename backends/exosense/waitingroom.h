// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <unordered_map>
#include <vector>

namespace ota {

/// Those who wait for a board's resources: long polls. One thread for all deadlines, no thread for a waiter. Any
/// thread.
class WaitingRoom final
{
public:
    enum class End
    {
        News,    ///< Something was written for the board.
        TimeOut, ///< Nothing came in time.
        Closed   ///< The room closes: the service stops.
    };
    /// Says whether the waiter is content: then it is gone. Asked for News only; the other ends are told. Called with
    /// no lock held, once at a time.
    using Wake = std::function<bool(End)>;

    WaitingRoom();
    ~WaitingRoom();
    Q_DISABLE_COPY_MOVE(WaitingRoom)

    /// The number to leave with. 0: the room is closed, and `wake` has been told so.
    /// `through`: what it came through, for end().
    quint64 enter(const QString& board, std::chrono::milliseconds limit, Wake wake, const void* through = nullptr);
    /// Nothing more is told. Harmless when it is gone.
    void leave(quint64 waiter);

    /// Asks those who wait for this board.
    void tell(const QString& board);
    /// Tells those who came through this that the room closes.
    void end(const void* through);
    /// Tells all, and takes no more until it is opened again.
    void close();
    void open();

    std::size_t size() const;
    std::size_t waitingFor(const QString& board) const;

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Waiter
    {
        QString board;
        const void* through;
        std::multimap<Time, quint64>::iterator deadline;
        std::shared_ptr<Wake> wake; ///< shared_ptr: it may leave while it is asked.
    };

    void run(const std::stop_token& stop);
    /// With the mutex held.
    std::shared_ptr<Wake> remove(quint64 waiter);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    quint64 m_last = 0;
    bool m_closed = false;
    std::unordered_map<quint64, Waiter> m_waiters;
    std::multimap<Time, quint64> m_deadlines;
    std::map<QString, std::vector<quint64>> m_boards;
    std::jthread m_thread;
};

} // namespace ota
