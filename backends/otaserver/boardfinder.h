// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QString>

#include <mutex>
#include <optional>
#include <vector>

namespace ota {

class BoardStore;

/// Who is behind an address.
struct FoundBoard
{
    BoardId id;
    bool simulated = false;
    bool known = false;       ///< False: nobody of the bench; the id is the address.
    QString profile = {};     ///< How it wants to be notified, as the bench knows.
    QString pskIdentity = {}; ///< Of the key that it uses with us, as the bench knows.
};

/// Finds the board of the bench that a peer is. Any thread.
///
/// A RIOT board fetches each thing from another port, so a device is its address. Where several boards of the bench
/// share one (virtual boards on loopback), the port tells them apart when a device is named, and else nobody is found.
class BoardFinder final
{
public:
    explicit BoardFinder(BoardStore& boards);
    Q_DISABLE_COPY_MOVE(BoardFinder)

    /// Reads the boards again when they have changed. Error: Io, Busy; then the old ones hold on.
    Result<> refresh();

    /// A sign of life of a board of the bench. What fails is no reason to stop: the next one comes.
    void noteContact(const FoundBoard& board) const;

    /// By PSK identity, else by address. `address` without brackets.
    FoundBoard atAddress(const QString& address, const QString& pskIdentity = {}) const;

    /// A board by its name, whatever its world.
    FoundBoard named(const BoardId& id) const;
    /// The gateway that a person gave this address, where no other board of the bench has it too.
    std::optional<FoundBoard> gatewayAt(const QString& address) const;

    /// A device that is named with its port, as in a notification. On loopback, where many devices share one address,
    /// an unknown one is named with its port.
    FoundBoard atEndpoint(const QString& address, quint16 port) const;

private:
    struct Entry
    {
        BoardId id;
        bool simulated = false;
        QString address; ///< Shortest form, without brackets; may be empty.
        quint16 port = 0;
        QString pskIdentity;
        QString profile;

        FoundBoard found() const { return {id, simulated, true, profile, pskIdentity}; }
    };

    BoardStore& m_boards;
    mutable std::mutex m_mutex;
    qint64 m_revision = -1;
    std::vector<Entry> m_entries;
    std::vector<Entry> m_gateways; ///< Those with an address, which few have.
};

/// Whether this is an unknown device at that address, named with its port by atEndpoint().
bool isEndpointOf(const BoardId& board, const QString& address);

} // namespace ota
