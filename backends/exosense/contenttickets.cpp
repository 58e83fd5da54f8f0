// SPDX-License-Identifier: Apache-2.0
#include "exosense/contenttickets.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace ota {

QByteArray ContentTickets::issue(Ticket ticket)
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), static_cast<qsizetype>(bits.size()));
    const QByteArray number = QByteArray(reinterpret_cast<const char*>(bits.data()), sizeof bits).toHex();
    const std::scoped_lock lock(m_mutex);
    if (m_tickets.size() >= mostTickets)
        makeRoom(std::chrono::steady_clock::now());
    m_tickets.insert_or_assign(number.toStdString(), std::move(ticket));
    return number;
}

void ContentTickets::makeRoom(TimePoint now)
{
    std::erase_if(m_tickets, [&](const auto& each) { return each.second.end <= now; });
    if (m_tickets.size() < mostTickets)
        return;
    m_tickets.erase(std::ranges::min_element(m_tickets, {}, [](const auto& each) { return each.second.end; }));
}

std::optional<ContentTickets::Ticket> ContentTickets::find(const QByteArray& number, TimePoint now) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_tickets.find(number.toStdString());
    if (found == m_tickets.end() || found->second.end <= now)
        return std::nullopt;
    return found->second;
}

void ContentTickets::use(const QByteArray& number)
{
    const std::scoped_lock lock(m_mutex);
    m_tickets.erase(number.toStdString());
}

} // namespace ota
