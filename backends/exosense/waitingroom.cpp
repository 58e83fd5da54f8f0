// SPDX-License-Identifier: Apache-2.0
#include "exosense/waitingroom.h"

#include <algorithm>

namespace ota {

WaitingRoom::WaitingRoom()
    : m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

WaitingRoom::~WaitingRoom()
{
    close();
}

quint64 WaitingRoom::enter(const QString& board, std::chrono::milliseconds limit, Wake wake, const void* through)
{
    quint64 id = 0;
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_closed) {
            id = ++m_last;
            const auto deadline = m_deadlines.emplace(std::chrono::steady_clock::now() + limit, id);
            m_waiters.emplace(id, Waiter{board, through, deadline, std::make_shared<Wake>(std::move(wake))});
            m_boards[board].push_back(id);
            if (deadline == m_deadlines.begin())
                m_changed.notify_one();
        }
    }
    if (id == 0)
        wake(End::Closed);
    return id;
}

std::shared_ptr<WaitingRoom::Wake> WaitingRoom::remove(quint64 waiter)
{
    const auto found = m_waiters.find(waiter);
    if (found == m_waiters.end())
        return nullptr;
    std::shared_ptr<Wake> wake = std::move(found->second.wake);
    m_deadlines.erase(found->second.deadline);
    const auto board = m_boards.find(found->second.board);
    std::erase(board->second, waiter);
    if (board->second.empty())
        m_boards.erase(board);
    m_waiters.erase(found);
    return wake;
}

void WaitingRoom::leave(quint64 waiter)
{
    std::shared_ptr<Wake> gone; // Its destructor runs without the lock.
    const std::scoped_lock lock(m_mutex);
    gone = remove(waiter);
}

void WaitingRoom::tell(const QString& board)
{
    std::vector<std::pair<quint64, std::shared_ptr<Wake>>> asked;
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_boards.find(board);
        if (found == m_boards.end())
            return;
        for (const quint64 id : found->second)
            asked.emplace_back(id, m_waiters.at(id).wake);
    }
    for (const auto& [id, wake] : asked) {
        if ((*wake)(End::News))
            leave(id);
    }
}

void WaitingRoom::end(const void* through)
{
    std::vector<std::shared_ptr<Wake>> all;
    {
        const std::scoped_lock lock(m_mutex);
        std::vector<quint64> ended;
        for (const auto& [id, waiter] : m_waiters) {
            if (waiter.through == through)
                ended.push_back(id);
        }
        for (const quint64 id : ended)
            all.push_back(remove(id));
    }
    for (const auto& wake : all)
        (*wake)(End::Closed);
}

void WaitingRoom::close()
{
    std::vector<std::shared_ptr<Wake>> all;
    {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        for (auto& [id, waiter] : m_waiters)
            all.push_back(std::move(waiter.wake));
        m_waiters.clear();
        m_deadlines.clear();
        m_boards.clear();
    }
    for (const auto& wake : all)
        (*wake)(End::Closed);
}

void WaitingRoom::open()
{
    const std::scoped_lock lock(m_mutex);
    m_closed = false;
}

std::size_t WaitingRoom::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_waiters.size();
}

std::size_t WaitingRoom::waitingFor(const QString& board) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_boards.find(board);
    return found == m_boards.end() ? 0 : found->second.size();
}

void WaitingRoom::run(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        if (m_deadlines.empty()) {
            m_changed.wait(lock, stop, [this] { return !m_deadlines.empty(); });
            continue;
        }
        const Time next = m_deadlines.begin()->first;
        if (std::chrono::steady_clock::now() < next) {
            m_changed.wait_until(lock, stop, next,
                                 [&] { return m_deadlines.empty() || m_deadlines.begin()->first < next; });
            continue;
        }
        const auto wake = remove(m_deadlines.begin()->second);
        lock.unlock();
        (*wake)(End::TimeOut);
        lock.lock();
    }
}

} // namespace ota
