// SPDX-License-Identifier: Apache-2.0
#include "coap/coapfaults.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ota {

namespace {

using Kind = CoapBlockFault::Kind;

constexpr std::array<std::pair<Kind, const char*>, 25> names = {{
    {Kind::Answer, "answer"},
    {Kind::WrongBytes, "wrong-bytes"},
    {Kind::SwapBody, "swap-body"},
    {Kind::SwapRelease, "swap-release"},
    {Kind::Stall, "stall"},
    {Kind::Silence, "silence"},
    {Kind::Reset, "reset"},
    {Kind::Slow, "slow"},
    {Kind::Separate, "separate"},
    {Kind::NonConfirmable, "non-confirmable"},
    {Kind::Duplicate, "duplicate"},
    {Kind::SmallerBlocks, "smaller-blocks"},
    {Kind::LargerBlocks, "larger-blocks"},
    {Kind::NoBlockOption, "no-block-option"},
    {Kind::NoEtag, "no-etag"},
    {Kind::OtherEtag, "other-etag"},
    {Kind::NoSize2, "no-size2"},
    {Kind::WrongSize2, "wrong-size2"},
    {Kind::NoMore, "no-more"},
    {Kind::AlwaysMore, "always-more"},
    {Kind::EmptyBlock, "empty-block"},
    {Kind::WrongNumber, "wrong-number"},
    {Kind::WrongMessageId, "wrong-message-id"},
    {Kind::WrongToken, "wrong-token"},
    {Kind::Endless, "endless"},
}};

ByteSpan slice(const CoapBody& body, quint64 offset, quint64 length)
{
    const quint64 from = std::min(offset, body.size());
    const quint64 count = std::min(length, body.size() - from);
    return count == 0 ? ByteSpan()
                      : body.bytes->bytes().subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(count));
}

void changeByte(const CoapBlockFault& fault, BlockReply& reply, QByteArray& storage)
{
    const quint64 end = reply.offset + reply.payload.size();
    if (fault.position < reply.offset || fault.position >= end)
        return;
    storage =
        QByteArray(reinterpret_cast<const char*>(reply.payload.data()), static_cast<qsizetype>(reply.payload.size()));
    char& byte = storage[static_cast<qsizetype>(fault.position - reply.offset)];
    byte = static_cast<char>(static_cast<quint8>(byte) ^ fault.mask);
    reply.payload = bytesOf(storage);
}

void resize(const CoapBlockFault& fault, const CoapBody& body, const BlockRequest& request, BlockReply& reply)
{
    const quint8 asked = request.block2 ? request.block2->szx : BlockOption::maxSzx;
    const quint8 szx = fault.kind == Kind::SmallerBlocks ? std::min(asked, fault.szx) : fault.szx;
    const quint64 size = quint64{16} << szx;
    BlockOption block{static_cast<quint32>(reply.offset >> (szx + 4)), false, szx};
    block.more = block.offset() + size < body.size();
    reply.payload = slice(body, block.offset(), size);
    reply.offset = block.offset();
    reply.last = !block.more;
    reply.block2 = block;
}

void renumber(const CoapBlockFault& fault, const CoapBody& body, BlockReply& reply)
{
    BlockOption& block = *reply.block2;
    block.number = static_cast<quint32>(static_cast<qint64>(block.number) + fault.delta) & BlockOption::maxNumber;
    reply.payload = slice(body, block.offset(), block.size());
    block.more = block.offset() + block.size() < body.size();
}

void changeBlock(const CoapBlockFault& fault, const CoapBody& body, const BlockRequest& request, BlockReply& reply)
{
    switch (fault.kind) {
    case Kind::SmallerBlocks:
    case Kind::LargerBlocks:
        resize(fault, body, request, reply);
        break;
    case Kind::NoBlockOption:
        reply.block2.reset();
        reply.payload = slice(body, reply.offset, 1024);
        break;
    case Kind::NoMore:
        if (reply.block2)
            reply.block2->more = false;
        break;
    case Kind::AlwaysMore:
        if (reply.block2)
            reply.block2->more = true;
        break;
    case Kind::EmptyBlock:
        reply.payload = {};
        if (reply.block2)
            reply.block2->more = true;
        break;
    case Kind::WrongNumber:
        if (reply.block2)
            renumber(fault, body, reply);
        break;
    default:
        break;
    }
}

void makeEndless(const CoapBody& body, const BlockRequest& request, BlockReply& reply)
{
    BlockOption block = request.block2.value_or(BlockOption{});
    const quint64 whole = body.size() / block.size(); // Blocks that are full.
    if (whole == 0 || !body.fits(block.szx))
        return;
    reply = BlockReply{};
    reply.etag = body.etag();
    reply.contentFormat = body.contentFormat;
    reply.size2 = static_cast<quint32>(body.size());
    reply.offset = block.offset();
    reply.payload = slice(body, block.number % whole * block.size(), block.size());
    block.more = true;
    reply.block2 = block;
}

void changeDelivery(const CoapBlockFault& fault, CoapDelivery& delivery)
{
    delivery.empty = delivery.empty || fault.kind == Kind::Stall;
    delivery.silent = delivery.silent || fault.kind == Kind::Silence;
    delivery.reset = delivery.reset || fault.kind == Kind::Reset;
    delivery.nonConfirmable = delivery.nonConfirmable || fault.kind == Kind::NonConfirmable;
    delivery.twice = delivery.twice || fault.kind == Kind::Duplicate;
    delivery.wrongMessageId = delivery.wrongMessageId || fault.kind == Kind::WrongMessageId;
    delivery.wrongToken = delivery.wrongToken || fault.kind == Kind::WrongToken;
    if (fault.kind == Kind::Slow || fault.kind == Kind::Separate) {
        delivery.separate = true;
        delivery.delay = std::max(delivery.delay, fault.delay);
    }
}

} // namespace

QString faultName(CoapBlockFault::Kind kind)
{
    for (const auto& [each, name] : names) {
        if (each == kind)
            return QString::fromLatin1(name);
    }
    return {};
}

std::optional<CoapBlockFault::Kind> faultByName(const QString& name)
{
    for (const auto& [kind, each] : names) {
        if (name == QLatin1String(each))
            return kind;
    }
    return std::nullopt;
}

void applyFault(const CoapBlockFault& fault, const CoapBody& body, const BlockRequest& request, BlockReply& answer,
                CoapDelivery& delivery, QByteArray& storage)
{
    switch (fault.kind) {
    case Kind::Answer:
        answer = BlockReply{};
        answer.code = fault.code;
        break;
    case Kind::WrongBytes:
        changeByte(fault, answer, storage);
        break;
    case Kind::SwapBody:
        answer.payload = slice(fault.body, answer.offset, answer.payload.size());
        break;
    case Kind::SwapRelease:
        answer = reply(fault.body, request);
        break;
    case Kind::Endless:
        makeEndless(body, request, answer);
        break;
    case Kind::NoEtag:
        answer.etag.reset();
        break;
    case Kind::OtherEtag:
        if (answer.etag) {
            answer.etag->front() = static_cast<std::uint8_t>(answer.etag->front() ^ 0xff);
            if (fault.eachTime && answer.block2)
                answer.etag->back() = static_cast<std::uint8_t>(answer.etag->back() ^ answer.block2->number);
        }
        break;
    case Kind::NoSize2:
        answer.size2.reset();
        break;
    case Kind::WrongSize2:
        if (answer.size2)
            answer.size2 = static_cast<quint32>(static_cast<qint64>(*answer.size2) + fault.delta);
        break;
    default:
        changeBlock(fault, body, request, answer);
        changeDelivery(fault, delivery);
        break;
    }
}

} // namespace ota
