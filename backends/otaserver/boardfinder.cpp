// SPDX-License-Identifier: Apache-2.0
#include "otaserver/boardfinder.h"

#include "otaserver/notifydevice.h"
#include "store/boardstore.h"

#include <QHostAddress>
#include <QLoggingCategory>

#include <algorithm>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(boardLog, "ota.server")

/// As CoapPeer writes it: `[FE80:0::1]` and `fe80::1` are the same.
QString shortest(const QString& address)
{
    const QString bare = unbracketedHost(address);
    const QHostAddress literal(bare);
    return bare.contains(u'.') || bare.contains(u':') ? (literal.isNull() ? bare : literal.toString()) : bare;
}

FoundBoard unknownAt(const QString& address)
{
    return {BoardId(address), false, false, {}, {}};
}

QString endpointName(const QString& address, quint16 port)
{
    return bracketedHost(address) + u':' + QString::number(port);
}

} // namespace

bool isEndpointOf(const BoardId& board, const QString& address)
{
    return board.text().startsWith(QString(bracketedHost(shortest(address)) + u':'));
}

BoardFinder::BoardFinder(BoardStore& boards)
    : m_boards(boards)
{
}

Result<> BoardFinder::refresh()
{
    const auto revision = m_boards.revision();
    if (!revision)
        return failure(revision.error());
    {
        const std::lock_guard lock(m_mutex);
        if (m_revision == *revision)
            return {};
    }
    const auto boards = m_boards.list();
    if (!boards)
        return failure(boards.error());
    std::vector<Entry> entries;
    std::vector<Entry> gateways;
    for (const Board& board : *boards) {
        const bool isGateway = board.world == QStringLiteral("exosense") && !board.links.address.isEmpty();
        if (board.world != QStringLiteral("suit") && !isGateway)
            continue;
        Entry entry{board.id, board.kind == BoardKind::Virtual, {}, 0, board.links.pskIdentity, board.links.profile};
        if (!board.links.address.isEmpty()) {
            const NotifyDevice device = readNotifyDevice(board.links.address);
            if (device.wrong.isEmpty()) {
                entry.address = device.uri.host;
                entry.port = device.uri.port;
            }
        }
        (isGateway ? gateways : entries).push_back(std::move(entry));
    }
    const std::lock_guard lock(m_mutex);
    m_entries = std::move(entries);
    m_gateways = std::move(gateways);
    m_revision = *revision;
    return {};
}

void BoardFinder::noteContact(const FoundBoard& board) const
{
    if (!board.known)
        return;
    if (const auto noted = m_boards.noteContact(board.id); !noted)
        qCWarning(boardLog).noquote() << noted.error().toString();
}

FoundBoard BoardFinder::atAddress(const QString& address, const QString& pskIdentity) const
{
    const QString wanted = shortest(address);
    const std::lock_guard lock(m_mutex);
    const Entry* found = nullptr;
    int matches = 0;
    for (const Entry& entry : m_entries) {
        if (!pskIdentity.isEmpty() && entry.pskIdentity == pskIdentity)
            return entry.found();
        if (!entry.address.isEmpty() && entry.address == wanted) {
            found = &entry;
            ++matches;
        }
    }
    return matches == 1 ? found->found() : unknownAt(wanted);
}

FoundBoard BoardFinder::named(const BoardId& id) const
{
    const auto board = m_boards.find(id);
    return {id, board && board->kind == BoardKind::Virtual, board.has_value(), {}, {}};
}

std::optional<FoundBoard> BoardFinder::gatewayAt(const QString& address) const
{
    const QString wanted = shortest(address);
    const auto isThere = [&](const Entry& entry) {
        return entry.address == wanted;
    };
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::find_if(m_gateways, isThere);
    const bool isAlone = std::ranges::count_if(m_gateways, isThere) == 1 && std::ranges::none_of(m_entries, isThere);
    return isAlone ? std::optional(found->found()) : std::nullopt;
}

FoundBoard BoardFinder::atEndpoint(const QString& address, quint16 port) const
{
    const QString wanted = shortest(address);
    {
        const std::lock_guard lock(m_mutex);
        for (const Entry& entry : m_entries) {
            if (entry.address == wanted && entry.port == port)
                return entry.found();
        }
    }
    FoundBoard found = atAddress(address);
    if (!found.known && isLoopbackHost(address) && port != CoapUri::plainPort)
        found.id = BoardId(endpointName(wanted, port));
    return found;
}

} // namespace ota
