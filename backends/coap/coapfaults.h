// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coap/coapblock.h"

#include <QString>

#include <chrono>
#include <limits>
#include <optional>

namespace ota {

/// One fault on purpose of a CoAP server, as data. It acts on answers to GET whose block reaches into the given range
/// of the body, at most `count` times.
struct CoapBlockFault
{
    enum class Kind
    {
        Answer,         ///< `code` instead of the block.
        WrongBytes,     ///< The byte at `position` of the body is changed by `mask` (exclusive or).
        SwapBody,       ///< Bytes of `body` instead, with the options of the true one.
        SwapRelease,    ///< Answers from `body` wholly: its bytes, ETag and size.
        Stall,          ///< An empty acknowledgement and nothing more.
        Silence,        ///< No answer at all.
        Reset,          ///< A Reset message.
        Slow,           ///< An empty acknowledgement at once, the answer after `delay`.
        Separate,       ///< An empty acknowledgement, then at once a confirmable answer.
        NonConfirmable, ///< The answer as a non-confirmable message.
        Duplicate,      ///< The answer twice.
        SmallerBlocks,  ///< Blocks of `szx` at most.
        LargerBlocks,   ///< A block of `szx` although a smaller one was asked for.
        NoBlockOption,  ///< Up to 1024 bytes from the block's offset, without Block2.
        NoEtag,
        OtherEtag, ///< A changed ETag over the same bytes; with `eachTime` another one for each block.
        NoSize2,
        WrongSize2,     ///< Size2 plus `delta`.
        NoMore,         ///< M=0 although there is more.
        AlwaysMore,     ///< M=1 although this is the last one.
        EmptyBlock,     ///< No payload, M=1.
        WrongNumber,    ///< Block number plus `delta`, with that block's bytes.
        WrongMessageId, ///< Answered under a message id that nobody asked with.
        WrongToken,     ///< Answered under a token that nobody asked with.
        Endless,        ///< M=1 for ever: behind the end the body begins again.
    };

    Kind kind = Kind::Answer;
    QString path;    ///< Only this one, without a leading `/`; empty: every path.
    QString address; ///< Only for this peer address; empty: for every one.
    quint64 fromByte = 0;
    quint64 toByte = std::numeric_limits<quint64>::max(); ///< Not included.
    int count = std::numeric_limits<int>::max();          ///< How often it acts.

    CoapCode code = coapcode::unavailable;
    quint64 position = 0;
    quint8 mask = 0x01;
    CoapBody body;
    std::chrono::milliseconds delay{0};
    quint8 szx = 2;
    int delta = 1;
    bool eachTime = false;

    /// Acts on blocks from number `block` on, counted in blocks of `szx`.
    void fromBlock(quint32 block, quint8 ofSzx) { fromByte = quint64{block} << (ofSzx + 4); }
    void onlyBlock(quint32 block, quint8 ofSzx)
    {
        fromBlock(block, ofSzx);
        toByte = fromByte + (quint64{16} << ofSzx);
    }
};

/// `wrong-bytes`; what scenarios and events write.
QString faultName(CoapBlockFault::Kind kind);
std::optional<CoapBlockFault::Kind> faultByName(const QString& name);

/// How the answer leaves the server, beyond what it says.
struct CoapDelivery
{
    bool empty = false;  ///< Acknowledge only.
    bool silent = false; ///< Send nothing.
    bool reset = false;
    bool nonConfirmable = false;
    bool twice = false;
    bool wrongMessageId = false;
    bool wrongToken = false;
    bool separate = false; ///< Acknowledge now, answer after `delay`.
    std::chrono::milliseconds delay{0};
};

/// Changes a true answer as the fault wants it. `storage` keeps bytes that are not those of the body and must live
/// until the answer is written. Pure.
void applyFault(const CoapBlockFault& fault, const CoapBody& body, const BlockRequest& request, BlockReply& reply,
                CoapDelivery& delivery, QByteArray& storage);

} // namespace ota
