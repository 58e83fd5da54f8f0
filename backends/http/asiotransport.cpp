// SPDX-License-Identifier: Apache-2.0
#include "http/asiotransport.h"

#include "http/filesender.h"

#include <boost/asio/buffer.hpp>
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

void resetOnClose(HttpSocket& socket)
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

    void handTo(std::weak_ptr<HttpTransportUser> user) override { m_user = std::move(user); }

    void waitReadable() override
    {
        m_socket.async_wait(HttpSocket::wait_read, [keep = m_user.lock()](const ErrorCode&) { keep->onReadable(); });
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
        resetOnClose(m_socket);
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

/// Through one buffer: where there is no sendfile.
class CopyingTransport final : public HttpTransport
{
public:
    explicit CopyingTransport(HttpSocket socket)
        : m_socket(std::move(socket))
    {
    }

    void start(std::weak_ptr<HttpTransportUser> user) override
    {
        m_user = std::move(user);
        if (const auto keep = m_user.lock())
            keep->onReady(true);
    }

    void handTo(std::weak_ptr<HttpTransportUser> user) override { m_user = std::move(user); }

    void waitReadable() override
    {
        m_socket.async_wait(HttpSocket::wait_read, [keep = m_user.lock()](const ErrorCode&) { keep->onReadable(); });
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
        return writeNext();
    }

    void shutdownSend() override
    {
        ErrorCode ignored;
        m_socket.shutdown(asio::socket_base::shutdown_send, ignored);
    }
    void close() override
    {
        ErrorCode ignored;
        m_socket.close(ignored);
    }
    void abort() override
    {
        resetOnClose(m_socket);
        ErrorCode ignored;
        m_socket.close(ignored);
    }

private:
    Written writeNext()
    {
        if (m_output->isDone()) {
            m_output = nullptr;
            m_buffer = std::vector<std::uint8_t>(); // A connection that waits holds no buffer.
            return Written::Done;
        }
        if (!m_output->fill(m_buffer, copyBufferBytes))
            return Written::Failed;
        asio::async_write(m_socket, asio::buffer(m_buffer),
                          [this, keep = m_user.lock()](const ErrorCode& error, std::size_t bytes) {
                              onWritten(*keep, !error, bytes);
                          });
        return Written::Pending;
    }

    void onWritten(HttpTransportUser& user, bool ok, std::size_t bytes)
    {
        if (ok)
            m_output->advance(static_cast<qint64>(bytes));
        const Written written = ok && m_socket.is_open() ? writeNext() : Written::Failed;
        if (written == Written::Pending)
            user.onWriteProgress();
        else
            user.onWritten(written == Written::Done);
    }

    HttpSocket m_socket;
    std::weak_ptr<HttpTransportUser> m_user;
    HttpOutput* m_output = nullptr;
    std::vector<std::uint8_t> m_buffer;
};

} // namespace

std::unique_ptr<HttpTransport> makePlainTransport(HttpSocket socket, bool copies)
{
    if (copies || !hasSendFile())
        return std::make_unique<CopyingTransport>(std::move(socket));
    return std::make_unique<DirectTransport>(std::move(socket));
}

} // namespace ota
