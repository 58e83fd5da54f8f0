// SPDX-License-Identifier: Apache-2.0
// MQTT streams of strangers. What was read can be written and read again; where the stream is cut makes no difference.
#include "exosense/mqttpacket.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace ota;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

constexpr qsizetype limit = 64 * 1024;

std::vector<MqttPacket> readAll(QByteArrayView bytes, qsizetype piece)
{
    MqttReader reader(limit);
    std::vector<MqttPacket> packets;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        reader.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)));
        for (;;) {
            auto packet = reader.next();
            if (!packet)
                return packets;
            if (!*packet)
                break;
            packets.push_back(std::move(**packet));
        }
    }
    return packets;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto packets = readAll(bytes, std::max<qsizetype>(bytes.size(), 1));
    require(readAll(bytes, 1) == packets);
    for (const MqttPacket& packet : packets) {
        const auto again = readAll(mqttBytes(packet), limit * 2);
        const auto* connect = std::get_if<MqttConnect>(&packet);
        if (connect && connect->level != MqttConnect::supportedLevel)
            continue; // Its form is not ours.
        require(again.size() == 1 && again.front() == packet);
    }
    return 0;
}
