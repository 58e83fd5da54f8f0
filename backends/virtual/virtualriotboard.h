// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "base/result.h"
#include "virtual/boardprofile.h"
#include "virtual/flash.h"
#include "virtual/riotinterpreter.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace ota {

/// Something that happened to a virtual board.
struct BoardEvent
{
    enum class Kind
    {
        Booted,    ///< Runs; `version` and `slot` tell what.
        Triggered, ///< Took a URL; `text` has it.
        Ended,     ///< An update ended; `run` tells how. A restart may follow.
        PowerLost,
        Dead ///< Does not start any more; `text` says why.
    };

    Kind kind = Kind::Booted;
    quint32 version = 0;
    int slot = -1;
    QString text;
    RiotRun run;
};

struct BoardStatus
{
    enum class State
    {
        Idle,
        Updating,
        Off,
        Dead
    };

    State state = State::Idle;
    quint32 version = 0; ///< Highest sequence number it knows, as it reports it.
    int slot = -1;       ///< That it runs from; -1: a board without slots, or nothing runs.
    quint64 updates = 0; ///< That ended.
    RiotRun lastRun;
};

/// A RIOT board without hardware: its CoAP resources, its update worker, its shell on a pseudo terminal, its flash and
/// its boot loader. Everything it does is what the real client logic does; what it is told to do wrong stands in its
/// profile. Members may be called from any thread, start and destruction from one.
class VirtualRiotBoard final
{
public:
    /// Called on the board's threads, one call at a time for each; must be quick and must not call the board.
    struct Listener
    {
        std::function<void(const QByteArray& bytes)> console; ///< As on the line, CR LF.
        std::function<void(const BoardEvent& event)> event;
        FlashObserver flash; ///< Sees each step of the flash; returning false cuts the power.
    };

    /// Boots it. Errors: Busy (its directory is in use, its port is taken), Io, Usage (profile), Unsupported.
    static Result<std::unique_ptr<VirtualRiotBoard>> start(BoardProfile profile, Listener listener);

    /// Pulls the plug and waits until nothing of it runs.
    ~VirtualRiotBoard();
    Q_DISABLE_COPY_MOVE(VirtualRiotBoard)

    const BoardProfile& profile() const;
    QString coapUri() const;     ///< `coap://127.0.0.1:49152`
    QString coapsUri() const;    ///< Empty where it does not listen with DTLS.
    QString consolePath() const; ///< `/dev/pts/7`; empty without console.

    BoardStatus status() const;

    /// Of the image that runs, read back from its flash as a whole; nothing where there is none, or it is not the one
    /// that was declared complete. Takes as long as reading it.
    std::optional<Digest> imageDigest() const;

    /// As POST /suit/trigger does.
    void trigger(const QByteArray& url);

    /// As if it were typed at the console.
    void type(const QByteArray& text);

    void cutPower();
    void powerOn();

    /// Returns when no update runs. False when the time was over first.
    bool waitIdle(std::chrono::milliseconds limit) const;

private:
    class Private;

    explicit VirtualRiotBoard(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

} // namespace ota
