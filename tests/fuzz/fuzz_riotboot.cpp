// SPDX-License-Identifier: Apache-2.0
#include "suit/riotboot.h"

#include <algorithm>
#include <cstdlib>

using namespace ota;

/// A header that is called good is the one we would write.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteSpan bytes(data, size);
    const RiotbootCheck check = checkRiotboot(bytes);
    if (check.verdict == RiotbootVerdict::Ok) {
        const auto written = writeRiotbootHeader(check.header, RiotbootHeader::size);
        if (!written || !std::ranges::equal(bytesOf(*written), bytes.first(RiotbootHeader::size)))
            std::abort();
    }
    fletcher32(bytes);
    return 0;
}
