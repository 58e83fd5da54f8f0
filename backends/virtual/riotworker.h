// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "virtual/riotstorage.h"

#include <QByteArray>

#include <functional>
#include <optional>
#include <vector>

namespace ota {

/// One block as it came. `etagChanged` stays true from the first block on whose ETag is not the first block's.
struct RiotBlock
{
    quint64 offset = 0;
    ByteSpan bytes;
    bool more = false;
    bool etagChanged = false;
    bool repeated = false; ///< Came a second time; only boards that do not notice get to see it.
    std::optional<quint32> size2;
};

/// Takes one block; a negative result ends the transfer with it.
using RiotBlockSink = std::function<int(const RiotBlock& block)>;

/// What is compiled into a board.
struct RiotTarget
{
    QByteArray vendorId;       ///< 16 bytes.
    QByteArray classId;        ///< 16 bytes.
    qsizetype urlBuffer = 128; ///< Of trigger and payload URLs, with the closing NUL.
    qsizetype manifestBuffer = 640;
    unsigned componentMax = 1;
    qsizetype nameBuffer = 32;     ///< Of a component's name, with the closing NUL.
    bool dtls = true;              ///< Fetches coaps:// too.
    bool progressEachBlock = true; ///< False: only when the percentage changes.
    bool exact = false;            ///< Checks Size2 and does not leave pieces of failed downloads.
};

/// How a run of the worker ended.
struct RiotRun
{
    bool success = false;   ///< What it reported.
    std::optional<int> res; ///< The number it printed.
    bool installed = false; ///< An image was verified and made valid.
    bool crashed = false;   ///< The firmware died instead of reporting.
    quint32 sequence = 0;   ///< Of the manifest, as far as it was read.
};

/// Why an exact board refuses an envelope before it acts on it.
struct RiotRefusal
{
    int res = riotres::invalid;
    QByteArray line; ///< For the console.
};

/// What a worker does and asks.
struct RiotIo
{
    RiotPrint print;
    /// Fetches block by block. 0, the sink's negative result, or a negative errno number.
    std::function<int(const QByteArray& url, const RiotBlockSink& sink)> fetch;
    std::vector<RiotStorage*> storages; ///< In the order in which they are asked.
    /// Of exact boards: memory that is asked behind those, and in which nothing is ever installed.
    std::vector<RiotStorage*> staging = {};
    std::size_t keyCount = 0;
    std::function<bool(std::size_t key, ByteSpan message, ByteSpan signature)> verify;
    /// Of exact boards: everything that can be said against the envelope before acting on it.
    std::function<std::optional<RiotRefusal>(ByteSpan envelope)> check = {};
    /// Of boards with slots: prints the header of the new slot and tells whether it is valid, 0 or -1.
    std::function<int()> finishSlot = {};
    /// True once the board is to stop.
    std::function<bool()> stopped = {};
    /// `suit revert` was used on this board and no update since.
    bool reverted = false;
};

QByteArray riotBytes(ByteSpan bytes);

/// coap://, and coaps:// where it is built in.
bool isRiotUrl(const RiotTarget& target, const QByteArray& url);

/// Compares as the board does, and prints what it prints. What is too long or too short is cut or filled.
bool riotUuidMatches(const RiotPrint& print, const QByteArray& own, ByteSpan given);

/// The firmware dies.
void riotPanic(const RiotPrint& print);

/// Asks all storages, each of which prints what it finds.
std::optional<quint32> highestSequence(const RiotIo& io);

} // namespace ota
