// SPDX-License-Identifier: Apache-2.0
// MQTT batches by strangers: refused, or points with an alias and a time.
#include "exosense/deviceform.h"

#include <cstdint>
#include <cstdlib>

using namespace ota;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto points = parseBatch(bytes);
    for (const RecordPoint& point : points ? *points : std::vector<RecordPoint>())
        require(point.timeNs >= 0 && !point.alias.isNull());
    bool isNumber = false;
    const qint64 number = bytes.toByteArray().toLongLong(&isNumber);
    if (const auto timed = timeOfBatch(number))
        require(isNumber || number == 0);
    return 0;
}
