// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httptransport.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>

/// The only header with a Boost type; for the .cpp files of this folder that hold sockets.
namespace ota {

/// Bound to the one kind of executor there is: the usual socket finds its executor through virtual calls.
using HttpSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// With sendfile where the system has it, else (or with `copies`) through a buffer.
std::unique_ptr<HttpTransport> makePlainTransport(HttpSocket socket, bool copies);

} // namespace ota
