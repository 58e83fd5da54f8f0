// SPDX-License-Identifier: Apache-2.0
#include "coap/coapblock.h"

#include <algorithm>

namespace ota {

namespace {

ByteSpan textBytes(QByteArrayView text)
{
    return bytesOf(text);
}

BlockReply refuse(CoapCode code, QByteArrayView text)
{
    BlockReply reply;
    reply.code = code;
    reply.payload = textBytes(text);
    return reply;
}

bool holds(const BlockRequest& request, const CoapEtag& etag)
{
    return std::any_of(
        request.etags.begin(), request.etags.begin() + static_cast<std::ptrdiff_t>(request.etagCount),
        [&etag](ByteSpan given) { return std::equal(given.begin(), given.end(), etag.begin(), etag.end()); });
}

} // namespace

std::optional<BlockOption> BlockOption::read(ByteSpan value)
{
    if (value.size() > 3)
        return std::nullopt;
    const quint32 raw = readCoapUint(value).value_or(0);
    BlockOption block;
    block.number = raw >> 4;
    block.more = (raw & 8) != 0;
    block.szx = static_cast<quint8>(raw & 7);
    if (block.szx > maxSzx)
        return std::nullopt;
    return block;
}

std::optional<quint8> BlockOption::szxOf(qint64 sizeBytes)
{
    for (quint8 szx = 0; szx <= maxSzx; ++szx) {
        if (sizeBytes == qint64{16} << szx)
            return szx;
    }
    return std::nullopt;
}

CoapBody CoapBody::of(SharedBytes::Pointer bytes, quint16 contentFormat)
{
    CoapBody body;
    body.digest = Digest::of(bytes->bytes());
    body.bytes = std::move(bytes);
    body.contentFormat = contentFormat;
    return body;
}

CoapBody CoapBody::ofText(const QString& text)
{
    return of(SharedBytes::fromBuffer(text.toUtf8()), coapformat::text);
}

CoapEtag CoapBody::etag() const
{
    CoapEtag etag{};
    std::copy_n(digest.bytes().begin(), etag.size(), etag.begin());
    return etag;
}

BlockReply reply(const CoapBody& body, const BlockRequest& request, const BlockRules& rules)
{
    if (request.badBlock2)
        return refuse(coapcode::badRequest, "unusable Block2");
    if (request.accept && *request.accept != body.contentFormat)
        return refuse(coapcode::notAcceptable, "not in that Content-Format");

    const quint64 total = body.size();
    BlockOption block = request.block2.value_or(BlockOption{0, false, rules.maxSzx});
    quint64 offset = block.offset();
    // RFC 7959 2.4: the server may answer with smaller blocks; the number then counts in those.
    if (block.szx > rules.maxSzx) {
        block.szx = rules.maxSzx;
        block.number = static_cast<quint32>(std::min<quint64>(offset >> (block.szx + 4), BlockOption::maxNumber));
    }
    if (!body.fits(block.szx))
        return refuse(coapcode::badRequest, "more than 2^20 blocks of this size");
    if (offset > 0 && offset >= total && !rules.always)
        return refuse(coapcode::badRequest, "block number behind the end");

    BlockReply reply;
    const CoapEtag etag = body.etag();
    if (rules.etag)
        reply.etag = etag;
    if (offset == 0 && holds(request, etag)) {
        reply.code = coapcode::valid;
        reply.etag = etag;
        return reply;
    }
    offset = std::min(offset, total);
    const quint64 length = std::min<quint64>(block.size(), total - offset);
    block.more = offset + length < total;
    reply.contentFormat = body.contentFormat;
    if (request.block2 || block.more || rules.always)
        reply.block2 = block;
    if (rules.size2)
        reply.size2 = static_cast<quint32>(total);
    if (length > 0)
        reply.payload = body.bytes->bytes().subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
    reply.offset = offset;
    reply.last = !block.more;
    return reply;
}

} // namespace ota
