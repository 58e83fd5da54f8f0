// SPDX-License-Identifier: Apache-2.0
// How devices learn of what is written for them: by waiting for it, or by being told.

#include "base/clock.h"
#include "exosense/exosensecloud.h"
#include "store/bench.h"

#include <algorithm>
#include <memory>

namespace ota {

namespace {

constexpr qint64 second = 1'000'000'000;

} // namespace

/// With m_mutex held. `afterSeq`: the poll has waited since then.
std::optional<ExosenseCloud::PollAnswer> ExosenseCloud::newsFor(const Poll& poll, std::optional<quint64> afterSeq,
                                                                Deliveries& first)
{
    Gateway* gateway = find(poll.board);
    if (!gateway)
        return std::nullopt;
    PollAnswer answer;
    const qint64 since = poll.sinceSeconds.value_or(m_bench.clock().nowNs() / second);
    for (const QByteArray& alias : poll.aliases) {
        const auto found = gateway->resources.find(alias);
        if (found == gateway->resources.end() || found->second.row.desiredSeq == 0)
            continue;
        Resource& resource = found->second;
        const ResourceRow& row = resource.row;
        const qint64 valueSecond = row.desiredNs / second;
        const bool isUndelivered = row.desiredSeq > row.deliveredSeq;
        const bool namesDelivery =
            row.deliveredSeq > 0 && (since == resource.lastModifiedSent || since == row.deliveredNs / second);
        bool isNew = false;
        if (afterSeq)
            isNew = row.desiredSeq > *afterSeq;
        else if (namesDelivery || since == valueSecond)
            isNew = isUndelivered; // Whole seconds would lose it, or give it twice.
        else
            isNew = valueSecond > since;
        if (!isNew)
            continue;
        answer.values.push_back({alias, row.desired});
        answer.modifiedSeconds = std::max(answer.modifiedSeconds, valueSecond);
        deliver(*gateway, resource, first);
    }
    return answer.values.empty() ? std::nullopt : std::optional(std::move(answer));
}

quint64 ExosenseCloud::poll(const Poll& poll, std::function<void(const PollAnswer&)> answer)
{
    Deliveries first;
    std::optional<PollAnswer> news;
    quint64 seenSeq = 0;
    {
        const std::scoped_lock lock(m_mutex);
        Gateway* gateway = find(poll.board);
        if (gateway)
            gateway->lastContactNs = m_bench.clock().nowNs();
        news = newsFor(poll, std::nullopt, first);
        // Of what can be seen: a write that has its number and is still on its way to the tables is news.
        if (gateway) {
            for (const auto& [alias, resource] : gateway->resources)
                seenSeq = std::max(seenSeq, resource.row.desiredSeq);
        }
    }
    if (news) {
        tellDelivered(poll.board, first);
        answer(*news);
        return 0;
    }
    // shared_ptr: asked by writers and by the clock; under m_mutex, so that what is delivered is what is answered.
    const auto done = std::make_shared<bool>(false);
    const auto wake = [this, poll, seenSeq, done, answer = std::move(answer)](WaitingRoom::End end) {
        Deliveries delivered;
        std::optional<PollAnswer> found;
        {
            const std::scoped_lock lock(m_mutex);
            if (*done)
                return true;
            if (end == WaitingRoom::End::News) {
                found = newsFor(poll, seenSeq, delivered);
                if (!found)
                    return false;
            }
            *done = true;
        }
        tellDelivered(poll.board, delivered);
        answer(found.value_or(PollAnswer{}));
        return true;
    };
    const quint64 waiter = m_room.enter(poll.board, poll.limit, wake, poll.through);
    // Written between the look and the entering.
    if (waiter != 0 && wake(WaitingRoom::End::News)) {
        m_room.leave(waiter);
        return 0;
    }
    return waiter;
}

std::vector<ExosenseCloud::Push> ExosenseCloud::takePushes(const QString& board, bool unacknowledged)
{
    std::vector<Push> pushes;
    Deliveries first;
    {
        const std::scoped_lock lock(m_mutex);
        Gateway* gateway = find(board);
        if (!gateway)
            return {};
        for (auto& [alias, resource] : gateway->resources) {
            const ResourceRow& row = resource.row;
            const bool isUndelivered = row.desiredSeq > row.deliveredSeq;
            const bool isOpen = row.ack != static_cast<int>(AckState::Acknowledged);
            if (row.desiredSeq == 0 || (!isUndelivered && !(unacknowledged && isOpen)))
                continue;
            pushes.push_back({alias, row.desired, row.desiredNs});
            deliver(*gateway, resource, first);
        }
    }
    std::ranges::stable_sort(pushes, {}, &Push::timeNs);
    tellDelivered(board, first);
    return pushes;
}

quint64 ExosenseCloud::watch(const QString& board, std::function<void()> news)
{
    constexpr std::chrono::hours always{24 * 365 * 10};
    const quint64 waiter = m_room.enter(board, always, [news = std::move(news)](WaitingRoom::End end) {
        if (end == WaitingRoom::End::News)
            news();
        return end != WaitingRoom::End::News;
    });
    if (waiter != 0) {
        const std::scoped_lock lock(m_mutex);
        m_watches.insert(waiter, board);
        ++m_connected[board];
    }
    return waiter;
}

void ExosenseCloud::cancelPoll(quint64 waiter)
{
    m_room.leave(waiter);
    const std::scoped_lock lock(m_mutex);
    const auto watch = m_watches.constFind(waiter);
    if (watch == m_watches.constEnd())
        return;
    if (--m_connected[*watch] == 0)
        m_connected.remove(*watch);
    m_watches.erase(watch);
}

} // namespace ota
