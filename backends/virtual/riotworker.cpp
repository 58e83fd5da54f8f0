// SPDX-License-Identifier: Apache-2.0
#include "virtual/riotworker.h"

#include <algorithm>

namespace ota {

namespace {

constexpr qsizetype uuidSize = 16;

/// `547d0d74-6d3a-5a92-9662-4881afd9407b`
QByteArray hyphenated(const QByteArray& uuid)
{
    QByteArray text = uuid.toHex();
    for (const qsizetype at : {20, 16, 12, 8})
        text.insert(at, '-');
    return text;
}

} // namespace

QByteArray riotBytes(ByteSpan bytes)
{
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

bool isRiotUrl(const RiotTarget& target, const QByteArray& url)
{
    return url.startsWith("coap://") || (target.dtls && url.startsWith("coaps://"));
}

bool riotUuidMatches(const RiotPrint& print, const QByteArray& own, ByteSpan given)
{
    QByteArray id = riotBytes(given.first(std::min<std::size_t>(given.size(), uuidSize)));
    id.resize(uuidSize, '\0');
    print("Comparing " + hyphenated(own) + " to " + hyphenated(id) + " from manifest\n");
    return id == own;
}

void riotPanic(const RiotPrint& print)
{
    print("*** RIOT kernel panic:\nFAILED ASSERTION.\n\n*** rebooting...\n\n");
}

std::optional<quint32> highestSequence(const RiotIo& io)
{
    std::optional<quint32> highest;
    for (const RiotStorage* storage : io.storages) {
        if (const auto known = storage->sequence())
            highest = std::max(highest.value_or(0), *known);
    }
    return highest;
}

} // namespace ota
