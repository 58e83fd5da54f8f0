// SPDX-License-Identifier: Apache-2.0
#include "virtual/virtualboards.h"

#include "base/digest.h"
#include "riot/riotrecorder.h"
#include "store/boardstore.h"

#include <algorithm>
#include <utility>

namespace ota {

namespace {

constexpr quint16 coapPort = 5683;

} // namespace

VirtualBoards::VirtualBoards(Options options)
    : m_options(std::move(options))
{
}

VirtualBoards::~VirtualBoards() = default;

Result<std::unique_ptr<VirtualBoards>> VirtualBoards::start(Options options)
{
    std::unique_ptr<VirtualBoards> boards(new VirtualBoards(std::move(options)));
    for (const QString& name : boards->m_options.names) {
        if (auto started = boards->startBoard(name); !started)
            return failureIn(name, started.error());
    }
    return boards;
}

QString VirtualBoards::addressOf(const QString& name)
{
    const Digest digest = Digest::of(name.toUtf8());
    const ByteSpan bytes = digest.bytes();
    return QStringLiteral("127.%1.%2.%3").arg(64 + bytes[0] % 64).arg(bytes[1]).arg(1 + bytes[2] % 254);
}

Result<> VirtualBoards::startBoard(const QString& name)
{
    // A board is a folder: its name is one path component.
    if (auto id = BoardStore::checkedId(name); !id)
        return failure(id.error());
    BoardProfile profile = m_options.profile;
    profile.name = name;
    profile.directory = m_options.directory + u'/' + name;
    const bool ownAddress = m_options.address.isEmpty();
    profile.coapAddress = ownAddress ? addressOf(name) : m_options.address;
    profile.coapPort = ownAddress && m_options.port == 0 ? coapPort : m_options.port;
    if (m_options.adjust)
        m_options.adjust(profile);

    VirtualRiotBoard::Listener listener;
    listener.event = [this, name](const BoardEvent& event) {
        const std::scoped_lock lock(m_mutex);
        if (m_options.onEvent)
            m_options.onEvent(name, event);
    };
    std::shared_ptr<RiotRecorder> recorder; // Shared with the listener, which is copied.
    if (m_options.timeline != nullptr)
        recorder = std::make_shared<RiotRecorder>(*m_options.timeline, BoardId(name), true);
    listener.console = [this, name, recorder](const QByteArray& bytes) {
        if (recorder)
            recorder->take(bytes);
        const std::scoped_lock lock(m_mutex);
        if (m_options.onConsole)
            m_options.onConsole(name, bytes);
    };
    auto board = VirtualRiotBoard::start(profile, listener);
    if (!board && board.error().code == Error::Code::Busy && ownAddress && m_options.port == 0) {
        // Somebody listens on that port everywhere: then any other one.
        profile.coapPort = 0;
        board = VirtualRiotBoard::start(std::move(profile), std::move(listener));
    }
    if (!board)
        return failure(board.error());
    m_boards.push_back(std::move(*board));
    return tellStore(*m_boards.back());
}

Result<> VirtualBoards::tellStore(const VirtualRiotBoard& board)
{
    if (m_options.boards == nullptr)
        return {};
    const BoardId id(board.profile().name);
    auto known = m_options.boards->find(id);
    if (known) {
        known->links.address = board.coapUri();
        known->links.serial = board.consolePath();
        return m_options.boards->update(*known);
    }
    if (known.error().code != Error::Code::NotFound)
        return failure(known.error());
    Board fresh;
    fresh.id = id;
    fresh.kind = BoardKind::Virtual;
    fresh.links.address = board.coapUri();
    fresh.links.serial = board.consolePath();
    fresh.links.profile = QStringLiteral("riot");
    fresh.links.pskIdentity = QString::fromUtf8(board.profile().psk.identity);
    if (auto added = m_options.boards->add(std::move(fresh)); !added)
        return failure(added.error());
    return {};
}

VirtualRiotBoard* VirtualBoards::find(const QString& name) const
{
    const auto found = std::find_if(m_boards.begin(), m_boards.end(),
                                    [&](const auto& board) { return board->profile().name == name; });
    return found == m_boards.end() ? nullptr : found->get();
}

} // namespace ota
