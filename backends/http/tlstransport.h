// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/asiotransport.h"

#include <openssl/types.h>

namespace ota {

/// OpenSSL on the socket itself: a connection that waits holds no buffer but OpenSSL's own state. `context` is one of
/// makeTlsContext and must outlive it. Internal to backends/http; I/O thread.
std::unique_ptr<HttpTransport> makeTlsTransport(HttpSocket socket, SSL_CTX* context);

} // namespace ota
