// SPDX-License-Identifier: Apache-2.0
#include "coap/coaploop.h"

#include <QCoreApplication>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
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

constexpr std::size_t maxEvents = 16;
constexpr unsigned maxBatch = 16;
constexpr unsigned minPatience = 8;
constexpr unsigned maxPatience = 4096;

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

void CoapLoop::turn(std::chrono::milliseconds limit, const std::function<void()>& first)
{
    // The library's own epoll set holds its sockets, its timer and our wake-up: one system call a turn less than a poll
    // around coap_io_process().
    std::array<epoll_event, maxEvents * maxBatch> events{};
    const int timeout = limit.count() < 0 ? -1 : static_cast<int>(std::min<qint64>(limit.count(), 3'600'000));
    const int count = ::epoll_wait(m_coapFd, events.data(), static_cast<int>(maxEvents), timeout);
    std::size_t kept = 0;
    unsigned sockets = 0;
    for (int i = 0; i < count; ++i) {
        const epoll_event event = events[static_cast<std::size_t>(i)];
        if (event.data.ptr == &wakeMark) {
            std::uint64_t value = 0;
            [[maybe_unused]] const ssize_t got = ::read(m_wakeFd, &value, sizeof value);
            continue;
        }
        events[kept++] = event;
        sockets += event.data.ptr ? 1U : 0U; // Null is the library's timer.
    }
    if (kept == 0)
        return;
    first();
    // The library reads one datagram for each event, then walks over all sessions and sets its timer. Where many
    // datagrams wait, telling it the same event several times saves all that. One too many costs a read that finds
    // nothing.
    std::size_t total = kept;
    for (unsigned round = 1; round < m_batch; ++round) {
        for (std::size_t i = 0; i < kept; ++i) {
            if (events[i].data.ptr)
                events[total++] = events[i];
        }
    }
    m_datagrams = 0;
    coap_io_do_epoll(m_context, events.data(), total);
    adaptBatch(sockets * m_batch);
}

void CoapLoop::adaptBatch(unsigned expected)
{
    if (expected > 0 && m_datagrams >= expected) {
        if (m_batch > 1 && m_patience > minPatience)
            m_patience /= 2;
        if (++m_fullTurns < m_patience || m_batch >= maxBatch)
            return;
        m_batch *= 2;
    } else if (m_batch > 1 && m_datagrams * 2 <= expected) {
        m_batch /= 2;
        m_patience = std::min(m_patience * 2, maxPatience);
    }
    m_fullTurns = 0;
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
            return failure(Error::Code::Busy,
                           Tr::tr("port %1 is in use by another program").arg(coap_address_get_port(&address)));
        if (error == EADDRNOTAVAIL)
            return failure(Error::Code::Usage, Tr::tr("this machine does not have that address"));
        return failure(Error::Code::Io, reason);
    }
    if (::getsockname(socket.fd(), &bound.addr.sa, &bound.size) != 0)
        return failure(Error::Code::Io, QString::fromLocal8Bit(std::strerror(errno)));
    return coap_address_get_port(&bound);
}

} // namespace ota
