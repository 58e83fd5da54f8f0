// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpserver.h"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace ota {

/// TLS 1.2 or newer with the certificate and key of these files. Error: Rejected. Internal to backends/http.
Result<std::unique_ptr<boost::asio::ssl::context>> makeTlsContext(const HttpTlsFiles& files);

} // namespace ota
