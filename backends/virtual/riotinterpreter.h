// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/digest.h"
#include "virtual/boarddefects.h"
#include "virtual/laxcbor.h"
#include "virtual/riotstorage.h"

#include <QByteArray>

#include <array>
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

/// The update worker of a RIOT board: the real order of its actions and its leniency (spec/suit-coap.md 2.2–2.5, 3.4).
/// It walks the maps of envelope and manifest in the order in which they stand, acts at once, stops at the first number
/// it does not know, and prints what RIOT prints. A pure state machine: all that it does goes through `Io`. One thread
/// at a time.
class RiotInterpreter
{
public:
    struct Io
    {
        RiotPrint print;
        /// Fetches block by block. 0, the sink's negative result, or a negative errno number.
        std::function<int(const QByteArray& url, const RiotBlockSink& sink)> fetch;
        std::vector<RiotStorage*> storages; ///< In the order in which they are asked.
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

    RiotInterpreter(RiotTarget target, DefectSet defects, Io io);

    /// From `suit_worker: started.` to the last line of the result, without the reboot.
    RiotRun run(const QByteArray& url);

private:
    struct Parameter
    {
        bool set = false;
        LaxCbor at;
    };

    struct Component
    {
        LaxCbor identifier;
        RiotStorage* storage = nullptr;
        Parameter vendor;
        Parameter clazz;
        Parameter digest;
        Parameter offset;
        Parameter size;
        Parameter uri;
        bool fetched = false;
        bool fetchFailed = false;
        bool installed = false;
    };

    using Handler = int (RiotInterpreter::*)(LaxCbor& value);
    using Handlers = std::array<Handler, 32>;

    int getManifest(const QByteArray& url, QByteArray& envelope);
    int parse(const QByteArray& envelope);
    int walk(LaxCbor structure, const Handlers& handlers);
    int walkMembers(LaxCbor& members, const Handlers& handlers);
    int walkWrapped(LaxCbor& wrapped, const Handlers& handlers);

    int onAuthentication(LaxCbor& value);
    int onManifest(LaxCbor& value);
    int onVersion(LaxCbor& value);
    int onSequence(LaxCbor& value);
    int onCommon(LaxCbor& value);
    int onUnsupported(LaxCbor& value);
    int onComponents(LaxCbor& value);
    int onCommands(LaxCbor& value);
    int onVendor(LaxCbor& value);
    int onClass(LaxCbor& value);
    int onImageMatch(LaxCbor& value);
    int onOffset(LaxCbor& value);
    int onSetIndex(LaxCbor& value);
    int onTryEach(LaxCbor& value);
    int onParameters(LaxCbor& value);
    int onFetch(LaxCbor& value);

    int verifyBlocks(LaxCbor value, std::size_t key);
    int verifyBlock(ByteSpan block, std::size_t key);
    bool sequenceRefused(quint32 sequence, quint32 stored) const;
    int compareUuid(const Parameter& parameter, const QByteArray& own);
    bool nameOf(const Component& component, char separator, QByteArray& name);
    RiotStorage* storageFor(const Component& component);
    bool sizeOf(const Component& component, quint32& size) const;
    int startStorage(Component& component);
    int fetchPayload(const QByteArray& url, Component& component);
    int fetchOnce(const QByteArray& url, Component& component);
    int storeBlock(Component& component, const RiotBlock& block, quint32 imageSize);
    void printProgress(quint64 done, quint32 imageSize);
    int checkImage(Component& component, ByteSpan digest, quint32 size);
    bool stopped() const { return m_io.stopped && m_io.stopped(); }
    void print(const QByteArray& text) const { m_io.print(text); }

    static const Handlers& envelopeHandlers();
    static const Handlers& manifestHandlers();
    static const Handlers& commonHandlers();
    static const Handlers& commandHandlers();

    RiotTarget m_target;
    DefectSet m_defects;
    Io m_io;

    // Of the manifest that is being walked.
    bool m_verified = false; ///< One block of the list is signed by a key of the board.
    ByteSpan m_signedDigest;
    unsigned m_validated = 0;
    int m_depth = 0;
    std::vector<Component> m_components;
    std::size_t m_current = 0;
    bool m_etagChanged = false;
    quint64 m_appended = 0; ///< Bytes of this download that were stored, repeats too.
    Sha256 m_arrived;       ///< Of the blocks as they should stand.
    int m_lastPercent = -1;
    RiotRun m_run;
};

/// What the progress bar of RIOT prints after a block; `imageSize` is not 0.
QByteArray riotProgressBar(quint64 done, quint32 imageSize);

} // namespace ota
