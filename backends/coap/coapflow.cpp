// SPDX-License-Identifier: Apache-2.0
#include "coap/coapflow.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapClient)
};

QByteArray copyOf(ByteSpan bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

void CoapFlow::Said::option(quint16 number, ByteSpan value)
{
    switch (number) {
    case coapoption::block1:
        block1 = BlockOption::read(value);
        badBlock = badBlock || !block1;
        break;
    case coapoption::block2:
        block2 = BlockOption::read(value);
        badBlock = badBlock || !block2;
        break;
    case coapoption::etag:
        etag = value;
        break;
    case coapoption::size2:
        size2 = readCoapUint(value);
        break;
    case coapoption::contentFormat:
        if (const auto format = readCoapUint(value))
            contentFormat = static_cast<quint16>(*format);
        break;
    case coapoption::observe:
        observe = readCoapUint(value);
        break;
    case coapoption::maxAge:
        maxAge = readCoapUint(value).value_or(maxAge);
        break;
    default:
        break;
    }
}

CoapFlow::CoapFlow(const CoapCall& call)
    : m_call(call)
    , m_szx(std::min(call.szx, BlockOption::maxSzx))
    , m_uploading(static_cast<quint64>(call.payload.size()) > (quint64{16} << m_szx))
{
    m_answer.received = call.fromByte;
    m_answer.etag = call.etag;
}

CoapMessage CoapFlow::head(const CoapCall& call)
{
    CoapMessage message;
    message.code = CoapCode{static_cast<quint8>(call.method)};
    for (const QByteArray& segment : call.uri.path)
        message.add(coapoption::uriPath, segment);
    for (const QByteArray& query : call.uri.query)
        message.add(coapoption::uriQuery, query);
    if (call.contentFormat)
        message.add(coapoption::contentFormat, quint32{*call.contentFormat});
    if (call.accept)
        message.add(coapoption::accept, quint32{*call.accept});
    message.options.insert(message.options.end(), call.options.begin(), call.options.end());
    return message;
}

CoapFlow::Ask CoapFlow::ask() const
{
    Ask ask;
    const ByteSpan payload = bytesOf(m_call.payload);
    if (m_uploading) {
        BlockOption block{static_cast<quint32>(m_sent >> (m_szx + 4)), false, m_szx};
        const std::size_t length =
            std::min<std::size_t>(block.size(), payload.size() - static_cast<std::size_t>(m_sent));
        block.more = m_sent + length < payload.size();
        ask.block1 = block;
        ask.payload = payload.subspan(static_cast<std::size_t>(m_sent), length);
        if (m_sent == 0)
            ask.size1 = static_cast<quint32>(payload.size());
        return ask;
    }
    const bool first = m_answer.received == 0;
    if (m_call.method == CoapMethod::Get ? (m_call.askBlocks || !first) : !first)
        ask.block2 = BlockOption{static_cast<quint32>(m_answer.received >> (m_szx + 4)), false, m_szx};
    if (first || m_call.method == CoapMethod::Get)
        ask.payload = payload;
    ask.observe = m_call.observe && first; // RFC 7959 2.6: only the first block's request.
    return ask;
}

void CoapFlow::restart()
{
    m_answer.payload.clear();
    m_answer.contentFormat.reset();
    m_answer.etag.clear();
    m_answer.total.reset();
    m_answer.received = 0;
    m_answer.blocks = 0;
    m_answer.detail.clear();
}

CoapFlow::Verdict CoapFlow::end(CoapAnswer::Outcome outcome, const QString& detail)
{
    m_answer.outcome = outcome;
    m_answer.detail = detail;
    return Verdict::End;
}

CoapFlow::Verdict CoapFlow::take(const Said& said)
{
    if (said.badBlock)
        return end(CoapAnswer::Outcome::Broken, Tr::tr("a block option that can not be read"));
    if (m_uploading && (said.block1 || said.code == coapcode::continues))
        return takeUpload(said);
    m_answer.code = said.code;
    if (said.contentFormat)
        m_answer.contentFormat = said.contentFormat;
    if (!said.code.isSuccess()) {
        if (m_answer.blocks == 0)
            m_answer.payload = copyOf(said.payload);
        else
            m_answer.detail = QString::fromUtf8(copyOf(said.payload));
        m_answer.outcome = CoapAnswer::Outcome::Answered;
        return Verdict::End;
    }
    return takeBlock(said);
}

CoapFlow::Verdict CoapFlow::takeUpload(const Said& said)
{
    const Ask asked = ask();
    if (said.block1 && said.block1->offset() != asked.block1->offset() && said.block1->number != asked.block1->number)
        return Verdict::Again;
    if (!said.code.isSuccess() || !asked.block1->more) {
        m_uploading = false;
        m_answer.code = said.code;
        m_answer.payload = copyOf(said.payload);
        return end(CoapAnswer::Outcome::Answered);
    }
    if (said.code != coapcode::continues)
        return end(CoapAnswer::Outcome::Broken, Tr::tr("%1 in the middle of an upload").arg(said.code.text()));
    m_sent += asked.payload.size();
    ++m_answer.blocks;
    if (said.block1) // RFC 7959 2.5: the server may want smaller ones from now on.
        m_szx = std::min(m_szx, said.block1->szx);
    return Verdict::More;
}

bool CoapFlow::isSameBody(const Said& said)
{
    const QByteArray etag = copyOf(said.etag);
    const bool first = m_answer.blocks == 0;
    if (first && m_answer.etag.isEmpty())
        m_answer.etag = etag;
    if (first && said.size2)
        m_answer.total = said.size2;
    if (!m_call.checkBody)
        return true;
    return m_answer.etag == etag && (!said.size2 || !m_answer.total || *m_answer.total == *said.size2);
}

CoapFlow::Verdict CoapFlow::takeBlock(const Said& said)
{
    if (said.code != coapcode::content) {
        m_answer.payload = copyOf(said.payload);
        return end(CoapAnswer::Outcome::Answered);
    }
    if (!said.block2) {
        if (m_answer.received != 0)
            return end(CoapAnswer::Outcome::Broken, Tr::tr("no Block2 in mid-transfer"));
        return isSameBody(said) ? takeBytes(said, false, m_szx) : end(CoapAnswer::Outcome::BodyChanged);
    }
    const BlockOption& block = *said.block2;
    if (ask().block2 && block.szx > m_szx)
        return end(CoapAnswer::Outcome::Broken,
                   Tr::tr("a block of %1 bytes where %2 were asked for").arg(block.size()).arg(16U << m_szx));
    if (block.offset() != m_answer.received) {
        m_answer.detail =
            Tr::tr("block %1 where the one at byte %2 was asked for").arg(block.number).arg(m_answer.received);
        return Verdict::Again;
    }
    if (!isSameBody(said))
        return end(CoapAnswer::Outcome::BodyChanged,
                   Tr::tr("ETag or Size2 is another one at byte %1").arg(m_answer.received));
    if (said.payload.size() > block.size() || (block.more && said.payload.size() != block.size()))
        return end(CoapAnswer::Outcome::Broken,
                   Tr::tr("%1 bytes in a block of %2").arg(said.payload.size()).arg(block.size()));
    return takeBytes(said, block.more, block.szx);
}

CoapFlow::Verdict CoapFlow::takeBytes(const Said& said, bool more, quint8 szx)
{
    const quint64 offset = m_answer.received;
    if (offset + said.payload.size() > m_call.maxBytes)
        return end(CoapAnswer::Outcome::TooLarge, Tr::tr("more than %1 bytes").arg(m_call.maxBytes));
    m_szx = szx;
    m_answer.received += said.payload.size();
    ++m_answer.blocks;
    if (m_call.keepBody)
        m_answer.payload.append(reinterpret_cast<const char*>(said.payload.data()),
                                static_cast<qsizetype>(said.payload.size()));
    if (m_call.onBlock && !m_call.onBlock({offset, said.payload, m_answer.total, szx}))
        return end(CoapAnswer::Outcome::Stopped);
    if (more)
        return Verdict::More;
    if (m_call.checkBody && m_answer.total && *m_answer.total != m_answer.received)
        return end(CoapAnswer::Outcome::Broken,
                   Tr::tr("%1 bytes came, %2 were announced").arg(m_answer.received).arg(*m_answer.total));
    return end(CoapAnswer::Outcome::Answered);
}

} // namespace ota
