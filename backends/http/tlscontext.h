// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpserver.h"

#include <openssl/types.h>

#include <memory>

namespace ota {

struct FreeTlsContext
{
    void operator()(SSL_CTX* context) const;
};
using TlsContext = std::unique_ptr<SSL_CTX, FreeTlsContext>;

/// TLS 1.2 or newer, as the settings say; they must outlive it. Error: Rejected. Internal to backends/http.
Result<TlsContext> makeTlsContext(const HttpTlsFiles& settings);

} // namespace ota
