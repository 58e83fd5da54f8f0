// SPDX-License-Identifier: Apache-2.0
#include "virtual/boardsocket.h"
#include "virtual/datagramlink.h"

#include <QCoreApplication>
#include <QtEndian>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace ota {

namespace {

using SteadyClock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

constexpr int maximumDatagram = 2048;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DtlsLink)
};

struct FreeContext
{
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSsl
{
    void operator()(SSL* ssl) const { SSL_free(ssl); }
};

class DtlsLink final : public DatagramLink
{
public:
    DtlsLink(std::unique_ptr<BoardSocket> socket, PskCredentials psk)
        : m_socket(std::move(socket))
        , m_psk(std::move(psk))
    {
    }

    ~DtlsLink() override
    {
        // The board closes the session after each transfer.
        if (m_ssl && SSL_is_init_finished(m_ssl.get()) != 0)
            SSL_shutdown(m_ssl.get());
        ERR_clear_error();
    }

    Result<> handshake(int tries, Milliseconds gap)
    {
        m_context.reset(SSL_CTX_new(DTLS_client_method()));
        // Level 0: the suite has an 8-byte tag, and the boards have no other (spec/suit-coap.md 3.6).
        if (!m_context || SSL_CTX_set_cipher_list(m_context.get(), "PSK-AES128-CCM8:@SECLEVEL=0") != 1)
            return failure(Error::Code::Unsupported, Tr::tr("this OpenSSL has no TLS_PSK_WITH_AES_128_CCM_8"));
        SSL_CTX_set_psk_client_callback(m_context.get(), &DtlsLink::onPsk);
        m_ssl.reset(SSL_new(m_context.get()));
        SSL_set_app_data(m_ssl.get(), this);
        BIO* const bio = BIO_new_dgram(m_socket->descriptor(), BIO_NOCLOSE);
        if (bio == nullptr)
            return failure(Error::Code::Io, Tr::tr("no DTLS on this socket"));
        setPeer(bio);
        SSL_set_bio(m_ssl.get(), bio, bio);
        return connect(tries, gap);
    }

    void send(QByteArrayView datagram) override
    {
        (void)SSL_write(m_ssl.get(), datagram.data(), static_cast<int>(datagram.size()));
        ERR_clear_error();
    }

    Received receive(QByteArray& datagram, Milliseconds limit) override
    {
        const auto deadline = SteadyClock::now() + limit;
        while (true) {
            datagram.resize(maximumDatagram);
            const int got = SSL_read(m_ssl.get(), datagram.data(), maximumDatagram);
            if (got > 0) {
                datagram.resize(got);
                return Received::Datagram;
            }
            const int why = SSL_get_error(m_ssl.get(), got);
            ERR_clear_error();
            if (why == SSL_ERROR_ZERO_RETURN || why == SSL_ERROR_SSL)
                return Received::Broken;
            const auto left = std::chrono::duration_cast<Milliseconds>(deadline - SteadyClock::now());
            if (left.count() <= 0 || m_socket->wait(left) != BoardSocket::Wait::Readable)
                return Received::Nothing;
        }
    }

    void wake() override { m_socket->wake(); }

private:
    /// Tells the library that the socket is connected: else it sends to nowhere.
    void setPeer(BIO* bio) const
    {
        const BoardSocket::Peer& peer = m_socket->peer();
        const std::unique_ptr<BIO_ADDR, decltype(&BIO_ADDR_free)> address(BIO_ADDR_new(), BIO_ADDR_free);
        const quint16 port = qToBigEndian(peer.port);
        if (peer.address.protocol() == QAbstractSocket::IPv6Protocol) {
            const Q_IPV6ADDR raw = peer.address.toIPv6Address();
            BIO_ADDR_rawmake(address.get(), AF_INET6, &raw, sizeof raw, port);
        } else {
            const quint32 raw = qToBigEndian(peer.address.toIPv4Address());
            BIO_ADDR_rawmake(address.get(), AF_INET, &raw, sizeof raw, port);
        }
        BIO_ctrl(bio, BIO_CTRL_DGRAM_SET_CONNECTED, 0, address.get());
    }

    Result<> connect(int tries, Milliseconds gap)
    {
        int flights = 1;
        auto flightEnds = SteadyClock::now() + gap;
        while (true) {
            const int done = SSL_connect(m_ssl.get());
            if (done == 1)
                return {};
            const int why = SSL_get_error(m_ssl.get(), done);
            ERR_clear_error();
            if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE && why != SSL_ERROR_SYSCALL)
                return failure(Error::Code::Rejected, Tr::tr("the server refused the DTLS handshake"));
            const auto left = std::chrono::duration_cast<Milliseconds>(flightEnds - SteadyClock::now());
            const auto waited = left.count() > 0 ? m_socket->wait(left) : BoardSocket::Wait::TimedOut;
            if (waited == BoardSocket::Wait::Woken)
                return failure(Error::Code::Cancelled, Tr::tr("the handshake was given up"));
            if (waited == BoardSocket::Wait::Readable)
                continue;
            if (++flights > tries)
                return failure(Error::Code::Timeout, Tr::tr("no answer to the DTLS handshake"));
            gap *= 2;
            flightEnds = SteadyClock::now() + gap;
            (void)DTLSv1_handle_timeout(m_ssl.get()); // Sends the flight again when its own time is over too.
        }
    }

    static unsigned int onPsk(SSL* ssl, const char* hint, char* identity, unsigned int identityRoom, unsigned char* key,
                              unsigned int keyRoom)
    {
        const auto* const link = static_cast<const DtlsLink*>(SSL_get_app_data(ssl));
        const QByteArray& name = link->m_psk.identity;
        const QByteArray& secret = link->m_psk.key;
        // TinyDTLS looks for a key of the hint's name and has none (measured: a hint ends the handshake).
        const bool hinted = hint != nullptr && *hint != 0;
        if (hinted || name.size() + 1 > static_cast<qsizetype>(identityRoom) ||
            secret.size() > static_cast<qsizetype>(keyRoom))
            return 0;
        std::copy_n(name.constData(), name.size() + 1, identity);
        std::memcpy(key, secret.constData(), static_cast<std::size_t>(secret.size()));
        return static_cast<unsigned int>(secret.size());
    }

    std::unique_ptr<BoardSocket> m_socket;
    PskCredentials m_psk;
    std::unique_ptr<SSL_CTX, FreeContext> m_context;
    std::unique_ptr<SSL, FreeSsl> m_ssl;
};

} // namespace

Result<std::unique_ptr<DatagramLink>> openDtlsLink(const QHostAddress& peer, quint16 port, const PskCredentials& psk,
                                                   int tries, std::chrono::milliseconds firstGap,
                                                   const QHostAddress& local)
{
    auto socket = BoardSocket::connected({peer, port}, false, local);
    if (!socket)
        return failure(socket.error());
    auto link = std::make_unique<DtlsLink>(std::move(*socket), psk);
    if (auto done = link->handshake(tries, firstGap); !done)
        return failure(done.error());
    return std::unique_ptr<DatagramLink>(std::move(link));
}

} // namespace ota
