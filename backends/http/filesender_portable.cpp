// SPDX-License-Identifier: Apache-2.0
#include "http/filesender.h"

namespace ota {

bool hasSendFile()
{
    return false;
}

void ignoreBrokenPipes() {}

SendResult sendBytes(int, ByteSpan, ByteSpan, bool)
{
    return {SendResult::End::Failed, 0};
}

SendResult sendFile(int, const HttpFile&, qint64, qint64)
{
    return {SendResult::End::Failed, 0};
}

} // namespace ota
