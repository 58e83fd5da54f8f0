// SPDX-License-Identifier: Apache-2.0
#include "http/filesender.h"

#include <csignal>
#include <sys/sendfile.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include <pthread.h>

namespace ota {

namespace {

SendResult failed()
{
    const bool blocks = errno == EAGAIN || errno == EWOULDBLOCK;
    return {blocks ? SendResult::End::WouldBlock : SendResult::End::Failed, 0};
}

} // namespace

bool hasSendFile()
{
    return true;
}

void ignoreBrokenPipes()
{
    // sendfile has no MSG_NOSIGNAL. The signal goes to the thread that sends, so blocking it there is enough.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

SendResult sendBytes(int socket, ByteSpan first, ByteSpan second, bool more)
{
    // sendmsg does not write to what it sends; iovec just has no const.
    std::array<iovec, 2> pieces = {iovec{const_cast<std::uint8_t*>(first.data()), first.size()},
                                   iovec{const_cast<std::uint8_t*>(second.data()), second.size()}};
    msghdr message = {};
    message.msg_iov = pieces.data();
    message.msg_iovlen = second.empty() ? 1 : 2;
    for (;;) {
        const ssize_t n = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT | (more ? MSG_MORE : 0));
        if (n >= 0)
            return {SendResult::End::Some, n};
        if (errno != EINTR)
            return failed();
    }
}

SendResult sendFile(int socket, const HttpFile& file, qint64 offset, qint64 count)
{
    off_t at = offset;
    for (;;) {
        const ssize_t n = ::sendfile(socket, file.descriptor(), &at, static_cast<std::size_t>(count));
        if (n > 0)
            return {SendResult::End::Some, n};
        if (n == 0)
            return {SendResult::End::TooShort, 0};
        if (errno != EINTR)
            return failed();
    }
}

} // namespace ota
