// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coap/coapblock.h"
#include "coap/coapevents.h"

#include <array>
#include <chrono>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ota {

/// The address of a peer in a form that is quick to compare: IPv4 in its IPv6 form.
struct CoapPeerKey
{
    std::array<std::uint8_t, 16> address{};
    quint32 scope = 0;
    quint16 port = 0;
    quint16 endpoint = 0; ///< Which of our endpoints it talks to.

    bool operator==(const CoapPeerKey&) const = default;
};

/// What is on its way to whom. Keeps the body that a peer got its first block of until it has the last one, whatever is
/// published meanwhile, so that a device that looks at no ETag never gets a mixture. Not thread-safe; no I/O.
class CoapTransfers
{
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr std::size_t maxTransfers = 1024;
    static constexpr std::chrono::seconds keepFor{120};
    static constexpr std::chrono::seconds stalledAfter{20};

    struct Transfer
    {
        std::shared_ptr<const CoapTransferInfo> info;
        CoapBody body;
        quint64 lastOffset = 0;
        quint16 lastMessageId = 0;
        Time lastRequest;
        bool answered = false; ///< At least one block has been served.
        bool done = false;
        bool stalled = false;
    };

    struct Request
    {
        const CoapPeerKey& peer;
        std::string_view path;
        quint64 offset; ///< Bytes: the number of the block times its size.
        quint16 messageId;
    };

    struct Step
    {
        Transfer* transfer = nullptr; ///< Valid until the next call. Null: nothing there to serve.
        bool started = false;
        bool resumed = false;
        bool repeat = false;
    };

    /// Finds or begins the transfer of a GET. `current` is what the path holds now, null when nothing: then only a
    /// transfer that is on its way goes on. A first block (not a repetition of the request for it) always begins anew
    /// with `current`.
    Step request(const Request& request, const CoapBody* current, const std::shared_ptr<const CoapPeer>& peer,
                 Time now);

    /// Tells what has been answered. True when this was the last block for the first time.
    bool served(Transfer& transfer, const Request& request, const BlockReply& reply);

    /// Forgets what is older than keepFor; returns what has fallen silent since the last call.
    std::vector<std::shared_ptr<const CoapTransferInfo>> sweep(Time now);

    std::size_t size() const { return m_entries.size(); }
    /// Some transfer is not at its end: sweep() may have something to say.
    bool isActive() const { return !m_entries.empty(); }

private:
    struct Entry
    {
        CoapPeerKey peer;
        std::string path;
        Transfer transfer;
    };
    using Entries = std::list<Entry>; ///< Most recent request first.

    struct Key
    {
        const CoapPeerKey* peer;
        std::string_view path;
        bool operator==(const Key& other) const { return *peer == *other.peer && path == other.path; }
    };
    struct KeyHash
    {
        std::size_t operator()(const Key& key) const;
    };

    void forget(Entries::iterator entry);

    Entries m_entries;
    std::unordered_map<Key, Entries::iterator, KeyHash> m_index; ///< Keys point into the entries.
    quint64 m_lastId = 0;
};

} // namespace ota
