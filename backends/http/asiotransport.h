// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httptransport.h"

#include <boost/asio/ip/tcp.hpp>

#include <memory>

namespace boost::asio::ssl {
class context;
}

/// The only header with a Boost type; for the two .cpp files of this folder that hold sockets.
namespace ota {

/// With sendfile where the system has it, else (or with `copies`) through a buffer.
std::unique_ptr<HttpTransport> makePlainTransport(boost::asio::ip::tcp::socket socket, bool copies);
/// `tls` must outlive it.
std::unique_ptr<HttpTransport> makeTlsTransport(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls);

} // namespace ota
