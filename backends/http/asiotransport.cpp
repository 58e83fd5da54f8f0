// SPDX-License-Identifier: Apache-2.0
#include "http/asiotransport.h"

#include "http/filesender.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <vector>

namespace ota {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;

namespace {

/// A turn of the loop sends at most this much of one file, so that one fast client does not hold up the others.
constexpr qint64 fileBytesPerTurn = 2 * 1024 * 1024;
constexpr std::size_t copyBufferBytes = 64 * 1024;

void resetOnClose(HttpSocket::lowest_layer_type& socket)
{
    ErrorCode ignored;
    socket.set_option(asio::socket_base::linger(true, 0), ignored);
}

/// Straight from memory and files to the socket.
class DirectTransport final : public HttpTransport
{
public:
    explicit DirectTransport(HttpSocket socket)
        : m_socket(std::move(socket))
    {
        ErrorCode ignored;
        m_socket.native_non_blocking(true, ignored);
    }

    void start(std::weak_ptr<HttpTransportUser> user) override
    {
        m_user = std::move(user);
        if (const auto keep = m_user.lock())
            keep->onReady(true);
    }

    void read(std::span<std::uint8_t> into) override
    {
        m_socket.async_read_some(
            asio::buffer(into.data(), into.size()),
            [keep = m_user.lock()](const ErrorCode& error, std::size_t bytes) { keep->onRead(error ? 0 : bytes); });
    }

    Written write(HttpOutput& output) override
    {
        m_output = &output;
        return pump();
    }

    void shutdownSend() override
    {
        ErrorCode ignored;
        m_socket.shutdown(HttpSocket::shutdown_send, ignored);
    }
    void close() override
    {
        ErrorCode ignored;
        m_socket.close(ignored);
    }
    void abort() override
    {
        resetOnClose(m_socket.lowest_layer());
        close();
    }

private:
    SendResult sendSome()
    {
        const int socket = m_socket.native_handle();
        const auto* part = std::get_if<HttpResponse::FilePart>(&m_output->body);
        const bool fromFile = part && m_output->bodyLeft > 0;
        if (!m_output->headRest().empty() || !fromFile)
            return sendBytes(socket, m_output->headRest(), m_output->memoryRest(), fromFile);
        const qint64 count = std::min(m_output->bodyLeft, fileBytesPerTurn);
        const SendResult result = sendFile(socket, part->file, m_output->bodyOffset, count);
        m_isFull = result.end == SendResult::End::Some && result.bytes < count;
        return result;
    }

    Written pump()
    {
        qint64 turn = 0;
        m_isFull = false;
        while (!m_output->isDone() && turn < fileBytesPerTurn && !m_isFull) {
            const SendResult result = sendSome();
            if (result.end == SendResult::End::WouldBlock)
                break;
            if (result.end != SendResult::End::Some)
                return Written::Failed;
            m_output->advance(result.bytes);
            turn += result.bytes;
        }
        if (m_output->isDone())
            return Written::Done;
        waitForRoom();
        return Written::Pending;
    }

    void waitForRoom()
    {
        m_socket.async_wait(HttpSocket::wait_write, [this, keep = m_user.lock()](const ErrorCode& error) {
            const Written written = error || !m_socket.is_open() ? Written::Failed : pump();
            if (written == Written::Pending)
                keep->onWriteProgress();
            else
                keep->onWritten(written == Written::Done);
        });
    }

    HttpSocket m_socket;
    std::weak_ptr<HttpTransportUser> m_user;
    HttpOutput* m_output = nullptr;
    bool m_isFull = false; ///< Less of a file was taken than offered: the next call would only say so.
};

/// Through one buffer: for TLS, and where there is no sendfile.
template<typename Stream>
class CopyingTransport : public HttpTransport
{
public:
    template<typename... Arguments>
    explicit CopyingTransport(Arguments&&... arguments)
        : m_stream(std::forward<Arguments>(arguments)...)
    {
    }

    void start(std::weak_ptr<HttpTransportUser> user) override
    {
        m_user = std::move(user);
        if constexpr (std::is_same_v<Stream, HttpSocket>) {
            if (const auto keep = m_user.lock())
                keep->onReady(true);
        } else {
            m_stream.async_handshake(asio::ssl::stream_base::server,
                                     [keep = m_user.lock()](const ErrorCode& error) { keep->onReady(!error); });
        }
    }

    void read(std::span<std::uint8_t> into) override
    {
        m_stream.async_read_some(
            asio::buffer(into.data(), into.size()),
            [keep = m_user.lock()](const ErrorCode& error, std::size_t bytes) { keep->onRead(error ? 0 : bytes); });
    }

    Written write(HttpOutput& output) override
    {
        m_output = &output;
        return writeNext();
    }

    void shutdownSend() override
    {
        // The close_notify goes into the socket's buffer at once; its answer nobody waits for.
        if constexpr (!std::is_same_v<Stream, HttpSocket>)
            m_stream.async_shutdown([keep = m_user.lock()](const ErrorCode&) {});
        ErrorCode ignored;
        m_stream.lowest_layer().shutdown(asio::socket_base::shutdown_send, ignored);
    }
    void close() override
    {
        ErrorCode ignored;
        m_stream.lowest_layer().close(ignored);
    }
    void abort() override
    {
        resetOnClose(m_stream.lowest_layer());
        ErrorCode ignored;
        m_stream.lowest_layer().close(ignored);
    }

private:
    /// The next piece of head and body into the buffer. False: the file is shorter than it was.
    bool fill()
    {
        const ByteSpan head = m_output->headRest();
        m_buffer.assign(head.begin(), head.end());
        if (m_output->bodyLeft == 0)
            return true;
        const std::size_t room = std::max(copyBufferBytes, head.size()) - head.size();
        const auto count = static_cast<std::size_t>(std::min<qint64>(m_output->bodyLeft, static_cast<qint64>(room)));
        const auto* part = std::get_if<HttpResponse::FilePart>(&m_output->body);
        if (!part) {
            const ByteSpan memory = m_output->memoryRest().first(count);
            m_buffer.insert(m_buffer.end(), memory.begin(), memory.end());
            return true;
        }
        m_buffer.resize(head.size() + count);
        const auto read = part->file.read(m_output->bodyOffset, std::span(m_buffer).subspan(head.size()));
        return read && *read == count;
    }

    Written writeNext()
    {
        if (m_output->isDone()) {
            m_output = nullptr;
            m_buffer = {}; // A connection that waits holds no buffer.
            return Written::Done;
        }
        if (!fill())
            return Written::Failed;
        asio::async_write(m_stream, asio::buffer(m_buffer),
                          [this, keep = m_user.lock()](const ErrorCode& error, std::size_t bytes) {
                              onWritten(*keep, !error, bytes);
                          });
        return Written::Pending;
    }

    void onWritten(HttpTransportUser& user, bool ok, std::size_t bytes)
    {
        if (ok)
            m_output->advance(static_cast<qint64>(bytes));
        const Written written = ok && m_stream.lowest_layer().is_open() ? writeNext() : Written::Failed;
        if (written == Written::Pending)
            user.onWriteProgress();
        else
            user.onWritten(written == Written::Done);
    }

    Stream m_stream;
    std::weak_ptr<HttpTransportUser> m_user;
    HttpOutput* m_output = nullptr;
    std::vector<std::uint8_t> m_buffer;
};

} // namespace

std::unique_ptr<HttpTransport> makePlainTransport(HttpSocket socket, bool copies)
{
    if (copies || !hasSendFile())
        return std::make_unique<CopyingTransport<HttpSocket>>(std::move(socket));
    return std::make_unique<DirectTransport>(std::move(socket));
}

std::unique_ptr<HttpTransport> makeTlsTransport(HttpSocket socket, asio::ssl::context& tls)
{
    return std::make_unique<CopyingTransport<asio::ssl::stream<HttpSocket>>>(std::move(socket), tls);
}

} // namespace ota
