// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "coap/coapclient.h"

namespace ota {

/// The course of one call from block to block: what to ask next, what an answer means. No I/O, no time.
class CoapFlow
{
public:
    /// What distinguishes a request from the one before.
    struct Ask
    {
        std::optional<BlockOption> block1;
        std::optional<BlockOption> block2;
        std::optional<quint32> size1;
        bool observe = false;
        ByteSpan payload; ///< Points into the call.
    };

    /// What of a response is looked at. Its spans live as long as the message.
    struct Said
    {
        CoapCode code;
        std::optional<BlockOption> block1;
        std::optional<BlockOption> block2;
        bool badBlock = false;
        ByteSpan etag;
        std::optional<quint32> size2;
        std::optional<quint16> contentFormat;
        std::optional<quint32> observe;
        quint32 maxAge = 60; ///< Seconds.
        ByteSpan payload;

        bool isFirstBlock() const { return !block2 || block2->number == 0; }

        void option(quint16 number, ByteSpan value);
    };

    enum class Verdict
    {
        More,  ///< ask() has the next one.
        Again, ///< Not the answer to what was asked: ask once more.
        End,   ///< answer() is complete but for its times.
    };

    explicit CoapFlow(const CoapCall& call);

    Ask ask() const;
    Verdict take(const Said& said);

    /// A new state of what is observed: begins with its first block.
    void restart();

    CoapAnswer& answer() { return m_answer; }
    /// Some of the body has come: going on makes sense.
    bool isUnderWay() const { return m_answer.blocks > 0; }

    /// All requests of the call but for message id, token, blocks and payload.
    static CoapMessage head(const CoapCall& call);

private:
    Verdict end(CoapAnswer::Outcome outcome, const QString& detail = {});
    Verdict takeUpload(const Said& said);
    Verdict takeBlock(const Said& said);
    Verdict takeBytes(const Said& said, bool more, quint8 szx);
    bool isSameBody(const Said& said);

    const CoapCall& m_call;
    CoapAnswer m_answer;
    quint8 m_szx;
    bool m_uploading;
    quint64 m_sent = 0; ///< Bytes of the payload that the server has.
};

} // namespace ota
