// SPDX-License-Identifier: Apache-2.0
// Bodies and queries of alias calls by strangers. What was read can be written and read again, and nothing that was
// sent is lost.
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
    const AliasBody body = parseAliasBody(bytes, {"config_otau", "otau_in", "data_in"});
    require(parseAliasBody(aliasReply(body.writes), {}).writes == body.writes);
    for (const AliasWrite& write : body.writes)
        (void)aliasValueFindings(write);
    const QByteArrayList aliases = parseAliasQuery(bytes);
    require(bytes.isEmpty() || aliases.size() <= bytes.size());
    require(formDecoded(percentEncoded(bytes)) == bytes);
    return 0;
}
