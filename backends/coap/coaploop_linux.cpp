// SPDX-License-Identifier: Apache-2.0
#include "coap/coaploop.h"

#include <QCoreApplication>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapLoop)
};

/// What marks our own descriptor in the library's epoll set; its events never reach the library.
char wakeMark;

class Socket
{
public:
    explicit Socket(int family)
        : m_fd(::socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
    }
    ~Socket()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Q_DISABLE_COPY_MOVE(Socket)
    int fd() const { return m_fd; }

private:
    int m_fd;
};

} // namespace

CoapLoop::CoapLoop()
    : m_wakeFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

CoapLoop::~CoapLoop()
{
    if (m_wakeFd >= 0)
        ::close(m_wakeFd);
}

Result<> CoapLoop::open(coap_context_t* context)
{
    m_context = context;
    m_coapFd = coap_context_get_coap_fd(context);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &wakeMark;
    if (m_wakeFd < 0 || m_coapFd < 0 || ::epoll_ctl(m_coapFd, EPOLL_CTL_ADD, m_wakeFd, &event) != 0)
        return failure(Error::Code::Io, Tr::tr("no event loop: %1").arg(QString::fromLocal8Bit(std::strerror(errno))));
    return {};
}

void CoapLoop::wake()
{
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then the thread is about to wake anyway.
    [[maybe_unused]] const ssize_t written = ::write(m_wakeFd, &one, sizeof one);
}

void CoapLoop::turn(std::chrono::milliseconds limit)
{
    // The library's own epoll set holds its sockets, its timer and our wake-up: one system call a turn less than a poll
    // around coap_io_process().
    std::array<epoll_event, 16> events{};
    const int timeout = limit.count() < 0 ? -1 : static_cast<int>(std::min<qint64>(limit.count(), 3'600'000));
    const int count = ::epoll_wait(m_coapFd, events.data(), static_cast<int>(events.size()), timeout);
    std::size_t kept = 0;
    for (int i = 0; i < count; ++i) {
        if (events[static_cast<std::size_t>(i)].data.ptr == &wakeMark) {
            std::uint64_t value = 0;
            [[maybe_unused]] const ssize_t got = ::read(m_wakeFd, &value, sizeof value);
        } else {
            events[kept++] = events[static_cast<std::size_t>(i)];
        }
    }
    if (kept > 0)
        coap_io_do_epoll(m_context, events.data(), kept);
}

void CoapLoop::flush()
{
    coap_io_do_epoll(m_context, nullptr, 0);
}

Result<quint16> findUdpPort(const coap_address_t& address)
{
    const Socket socket(address.addr.sa.sa_family);
    coap_address_t bound = address;
    bound.size = address.addr.sa.sa_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    if (socket.fd() < 0 || ::bind(socket.fd(), &bound.addr.sa, bound.size) != 0) {
        const int error = errno;
        const QString reason = QString::fromLocal8Bit(std::strerror(error));
        if (error == EADDRINUSE)
            return failure(Error::Code::Busy, Tr::tr("the port is in use by another program"));
        if (error == EADDRNOTAVAIL)
            return failure(Error::Code::Usage, Tr::tr("this machine does not have that address"));
        return failure(Error::Code::Io, reason);
    }
    if (::getsockname(socket.fd(), &bound.addr.sa, &bound.size) != 0)
        return failure(Error::Code::Io, QString::fromLocal8Bit(std::strerror(errno)));
    return coap_address_get_port(&bound);
}

} // namespace ota
