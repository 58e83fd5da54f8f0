// SPDX-License-Identifier: Apache-2.0
#include "coap/coaptransfers.h"

#include <cstring>

namespace ota {

std::size_t CoapTransfers::KeyHash::operator()(const Key& key) const
{
    quint64 high = 0;
    quint64 low = 0;
    std::memcpy(&high, key.peer->address.data(), 8);
    std::memcpy(&low, key.peer->address.data() + 8, 8);
    std::size_t hash = std::hash<std::string_view>()(key.path);
    for (const quint64 part : {high, low, (quint64{key.peer->endpoint} << 16) | key.peer->port})
        hash = (hash ^ static_cast<std::size_t>(part)) * std::size_t{0x9E37'79B9'7F4A'7C15};
    return hash;
}

CoapTransfers::Step CoapTransfers::request(const Request& request, const CoapBody* current,
                                           const std::shared_ptr<const CoapPeer>& peer, Time now)
{
    Step step;
    const auto found = m_index.find(Key{&request.peer, request.path});
    if (found != m_index.end()) {
        Transfer& transfer = found->second->transfer;
        const bool sameMessage = transfer.answered && transfer.lastMessageId == request.messageId;
        // A repeated request for block 0 belongs to the transfer that its first copy began: the peer may have got
        // that answer.
        if (request.offset > 0 || (sameMessage && transfer.lastOffset == 0)) {
            step.transfer = &transfer;
            step.repeat = transfer.answered && transfer.lastOffset == request.offset;
            step.resumed = transfer.stalled;
            transfer.stalled = false;
            transfer.lastRequest = now;
            m_entries.splice(m_entries.begin(), m_entries, found->second);
            return step;
        }
        forget(found->second);
    }
    if (!current)
        return step;
    if (m_entries.size() >= maxTransfers)
        forget(std::prev(m_entries.end()));

    auto info = std::make_shared<CoapTransferInfo>();
    info->id = ++m_lastId;
    info->peer = peer;
    info->path = QString::fromUtf8(request.path.data(), static_cast<qsizetype>(request.path.size()));
    info->digest = current->digest;
    info->total = current->size();
    m_entries.push_front(Entry{request.peer, std::string(request.path), Transfer{}});
    Entry& entry = m_entries.front();
    entry.transfer.info = std::move(info);
    entry.transfer.body = *current;
    entry.transfer.lastRequest = now;
    m_index.emplace(Key{&entry.peer, entry.path}, m_entries.begin());
    step.transfer = &entry.transfer;
    step.started = request.offset == 0;
    step.resumed = request.offset > 0;
    return step;
}

bool CoapTransfers::served(Transfer& transfer, const Request& request, const BlockReply& reply)
{
    transfer.answered = true;
    transfer.lastOffset = request.offset;
    transfer.lastMessageId = request.messageId;
    const bool ended = reply.code.isSuccess() && (reply.last || reply.code == coapcode::valid);
    const bool first = ended && !transfer.done;
    transfer.done = transfer.done || ended;
    return first;
}

std::vector<std::shared_ptr<const CoapTransferInfo>> CoapTransfers::sweep(Time now)
{
    while (!m_entries.empty() && now - m_entries.back().transfer.lastRequest >= keepFor)
        forget(std::prev(m_entries.end()));
    std::vector<std::shared_ptr<const CoapTransferInfo>> silent;
    for (auto entry = m_entries.rbegin(); entry != m_entries.rend(); ++entry) {
        Transfer& transfer = entry->transfer;
        if (now - transfer.lastRequest < stalledAfter)
            break;
        if (transfer.done || transfer.stalled)
            continue;
        transfer.stalled = true;
        silent.push_back(transfer.info);
    }
    return silent;
}

void CoapTransfers::forget(Entries::iterator entry)
{
    m_index.erase(Key{&entry->peer, entry->path});
    m_entries.erase(entry);
}

} // namespace ota
