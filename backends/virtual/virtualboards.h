// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "virtual/virtualriotboard.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace ota {

class BoardStore;
class Timeline;

/// Virtual boards that run together, each recorded in the timeline as what it is: simulated. Start and destruction
/// belong to one thread.
class VirtualBoards final
{
public:
    struct Options
    {
        QString directory;    ///< Each board has a folder of its name in it.
        BoardProfile profile; ///< For all of them; name, directory and address are filled in.
        QStringList names;
        /// The last word on a board's profile; may be empty.
        std::function<void(BoardProfile& profile)> adjust;
        /// Where they listen. Empty: each at a loopback address of its own, made from its name.
        QString address;
        quint16 port = 0;
        /// Records consoles and what they say. Null: nobody does.
        Timeline* timeline = nullptr;
        /// Learns of the boards and their addresses. Null: nobody does. The bench must be held.
        BoardStore* boards = nullptr;
        /// On the boards' threads, one call at a time; must be quick.
        std::function<void(const QString& name, const BoardEvent& event)> onEvent;
        std::function<void(const QString& name, const QByteArray& bytes)> onConsole;
    };

    /// All or none. Errors: those of VirtualRiotBoard::start and of the store, with the board's name.
    static Result<std::unique_ptr<VirtualBoards>> start(Options options);
    ~VirtualBoards();
    Q_DISABLE_COPY_MOVE(VirtualBoards)

    const std::vector<std::unique_ptr<VirtualRiotBoard>>& all() const { return m_boards; }
    /// Null when there is none of that name.
    VirtualRiotBoard* find(const QString& name) const;

    /// 127.64.0.1 … 127.127.255.254, always the same for a name. A device is known by its address, so boards that share
    /// one could not be told apart.
    static QString addressOf(const QString& name);

private:
    explicit VirtualBoards(Options options);

    Result<> startBoard(const QString& name);
    Result<> tellStore(const VirtualRiotBoard& board);

    Options m_options;
    std::mutex m_mutex; ///< For calls of the listeners.
    std::vector<std::unique_ptr<VirtualRiotBoard>> m_boards;
};

} // namespace ota
