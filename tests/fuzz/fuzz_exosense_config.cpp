// SPDX-License-Identifier: Apache-2.0
// config_otau by strangers: what is valid stays so when it is written again, and a repair repairs.
#include "exosense/configotau.h"

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
    if (const auto json = JsonText::parse(bytes)) {
        const auto again = JsonText::parse(json->compact());
        require(again && sameJson(*json, *again));
        require(again->duplicate() == json->duplicate());
    } else {
        require(!JsonText::accepts(bytes));
    }
    const ConfigCheck config = checkConfig(bytes);
    require(!config.isValid() || config.isCleared || config.value.has_value());
    if (config.isValid() && config.value)
        require(checkConfig(config.value->compact()).isValid());
    if (const auto repaired = repairedConfig(bytes))
        require(checkConfig(*repaired).value.has_value());
    (void)config.urls();
    return 0;
}
