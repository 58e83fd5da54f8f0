// SPDX-License-Identifier: Apache-2.0
// Bodies of records by strangers: all points or none, each of a time that can be told, and no two of an alias nearer
// than a second.
#include "exosense/deviceform.h"
#include "exosense/otaureport.h"

#include <cstdint>
#include <cstdlib>

using namespace ota;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void check(const RecordBody& record)
{
    require((record.status == 204) == !record.points.empty());
    require((record.status == 409) == !record.conflict.isEmpty());
    for (std::size_t i = 1; i < record.points.size() && i < 64; ++i) {
        const RecordPoint& a = record.points[i - 1];
        const RecordPoint& b = record.points[i];
        require(a.alias != b.alias || std::abs(a.timeNs - b.timeNs) >= 1'000'000'000);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    check(parseRecordBody(bytes));
    check(parseRecordBody(bytes, "otau_in"));
    if (const auto at = parseUnixSeconds(bytes))
        require(*at >= 0);
    return 0;
}
