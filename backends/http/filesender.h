// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "http/httpfile.h"

/// What one system alone has for sending. Internal to backends/http.
namespace ota {

/// Whether sendFile works here; else the transport copies through a buffer.
bool hasSendFile();

/// For the thread that sends: a client that has gone is an error of the call and no signal.
void ignoreBrokenPipes();

struct SendResult
{
    enum class End
    {
        Some, ///< `bytes` were taken, perhaps not all.
        WouldBlock,
        Failed,   ///< The connection is broken.
        TooShort, ///< The file has become shorter than it was.
    };
    End end = End::Some;
    qint64 bytes = 0;
};

/// Both pieces in one call; `more` announces that a body follows at once.
SendResult sendBytes(int socket, ByteSpan first, ByteSpan second, bool more);
SendResult sendFile(int socket, const HttpFile& file, qint64 offset, qint64 count);

} // namespace ota
