// SPDX-License-Identifier: Apache-2.0
// A datagram from anywhere, as request to our server and as response to our client.

#include "coap/coapblock.h"
#include "coap/coapfaults.h"
#include "coap/coapflow.h"
#include "coap/coapmessage.h"
#include "coap/coaprequest.h"
#include "coap/coaptransfers.h"
#include "coap/coaptree.h"
#include "coap/coapuri.h"
#include "coap/faultplan.h"

#include <cstdlib>

using namespace ota;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

const std::vector<CoapBody>& bodies()
{
    static const std::vector<CoapBody> all = [] {
        std::vector<CoapBody> made;
        for (const qsizetype size : {0, 1, 300, 5000})
            made.push_back(CoapBody::of(SharedBytes::fromBuffer(QByteArray(size, 'x'))));
        return made;
    }();
    return all;
}

void answer(const CoapBody& body, const BlockRequest& request, const BlockRules& rules)
{
    BlockReply said = reply(body, request, rules);
    if (said.code == coapcode::content) {
        const quint64 limit = request.block2 ? request.block2->size() : 1024;
        require(said.payload.size() <= limit);
        require(said.offset + said.payload.size() <= body.size());
        require(said.payload.empty() || said.payload.data() == body.bytes->bytes().data() + said.offset);
        require(!said.block2 || rules.always || said.block2->offset() == said.offset);
        require(!said.block2 || said.block2->more == (said.offset + said.payload.size() < body.size()));
    }
    for (int kind = 0; kind <= static_cast<int>(CoapBlockFault::Kind::Endless); ++kind) {
        if (said.code != coapcode::content)
            break;
        CoapBlockFault fault;
        fault.kind = static_cast<CoapBlockFault::Kind>(kind);
        fault.body = body;
        fault.position = said.offset;
        BlockReply changed = said;
        CoapDelivery delivery;
        QByteArray storage;
        applyFault(fault, body, request, changed, delivery, storage);
        require(changed.payload.size() <= 1024);
    }
}

void asRequest(const CoapDatagram& datagram)
{
    CoapRequestReader reader;
    auto options = datagram.options();
    for (CoapDatagram::Option option; options.next(option);)
        reader.option(option.number, option.value);
    require(reader.path().size() <= CoapRequestReader::maxPathBytes);
    if (!reader.badPath()) {
        for (std::size_t from = 0; !reader.path().empty() && from <= reader.path().size();) {
            const std::size_t to = std::min(reader.path().find('/', from), reader.path().size());
            const std::string_view segment = reader.path().substr(from, to - from);
            require(!segment.empty() && segment != "." && segment != "..");
            from = to + 1;
        }
    }
    static const CoapTree tree;
    require(!tree.find(reader.path()));
    for (const CoapBody& body : bodies()) {
        answer(body, reader.block(), {});
        answer(body, reader.block(), {2, false, false, true});
    }
    CoapTransfers transfers;
    const CoapPeerKey peer;
    const CoapTransfers::Request request{
        peer, reader.path(), reader.block().block2 ? reader.block().block2->offset() : 0, datagram.messageId()};
    for (int i = 0; i < 2; ++i) {
        const auto step = transfers.request(request, &bodies()[2], nullptr, {});
        transfers.served(*step.transfer, request, reply(step.transfer->body, reader.block()));
    }
}

void asResponse(const CoapDatagram& datagram, quint64 fromByte)
{
    CoapCall call;
    call.szx = 2;
    call.fromByte = fromByte;
    call.checkBody = fromByte == 0;
    CoapFlow flow(call);
    CoapFlow::Said said;
    said.code = datagram.code();
    said.payload = datagram.payload();
    auto options = datagram.options();
    for (CoapDatagram::Option option; options.next(option);)
        said.option(option.number, option.value);
    for (int i = 0; i < 3 && flow.take(said) != CoapFlow::Verdict::End; ++i)
        static_cast<void>(flow.ask());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteSpan bytes(data, size);
    FaultRule cut;
    cut.kind = FaultRule::Kind::CutAtBlock;
    FaultPlan(1, {cut}).pass(0, {}, FaultRule::Direction::ToServer, bytes, {});
    const auto datagram = CoapDatagram::read(bytes);
    if (!datagram)
        return 0;
    const auto message = CoapMessage::read(bytes);
    require(message.has_value());
    const QByteArray written = message->encode();
    const auto again = CoapMessage::read(bytesOf(written));
    require(again.has_value() && *again == *message);
    static_cast<void>(describeCoap(*message));
    asRequest(*datagram);
    asResponse(*datagram, 0);
    asResponse(*datagram, 64);
    for (const CoapLink& link : readLinkFormat(QByteArrayView(message->payload)))
        static_cast<void>(link.toLinkFormat());
    if (const auto uri = CoapUri::readDevice(QString::fromUtf8(message->payload)))
        require(CoapUri::read(uri->text()).has_value());
    return 0;
}
