// SPDX-License-Identifier: Apache-2.0
#include "http/tlstransport.h"

#include <boost/asio/post.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <vector>

namespace ota {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;

namespace {

constexpr qint64 bytesPerTurn = 2 * 1024 * 1024; ///< One fast client does not hold up the others.
constexpr std::size_t copyBufferBytes = 64 * 1024;
constexpr int alertFatal = 2;

struct FreeSsl
{
    void operator()(SSL* ssl) const { SSL_free(ssl); }
};

QString hexDigest(const X509* certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1)
        return {};
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char*>(digest.data()), static_cast<qsizetype>(size)).toHex());
}

QString commonName(const X509* certificate)
{
    const X509_NAME* name = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0)
        return {};
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0)
        return {};
    const QString result = QString::fromUtf8(reinterpret_cast<const char*>(text), size);
    OPENSSL_free(text);
    return result;
}

/// RFC 8446 6: those by which a client says that it does not take our certificate.
QString certificateAlert(int alert)
{
    switch (alert) {
    case SSL_AD_BAD_CERTIFICATE:
        return QStringLiteral("bad_certificate");
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
        return QStringLiteral("unsupported_certificate");
    case SSL_AD_CERTIFICATE_REVOKED:
        return QStringLiteral("certificate_revoked");
    case SSL_AD_CERTIFICATE_EXPIRED:
        return QStringLiteral("certificate_expired");
    case SSL_AD_CERTIFICATE_UNKNOWN:
        return QStringLiteral("certificate_unknown");
    case SSL_AD_UNKNOWN_CA:
        return QStringLiteral("unknown_ca");
    default:
        return {};
    }
}

class TlsTransport final : public HttpTransport
{
public:
    TlsTransport(HttpSocket socket, SSL_CTX* context)
        : m_socket(std::move(socket))
        , m_ssl(SSL_new(context))
    {
        ErrorCode ignored;
        m_socket.native_non_blocking(true, ignored);
        if (!m_ssl || SSL_set_fd(m_ssl.get(), static_cast<int>(m_socket.native_handle())) != 1) {
            m_ssl.reset();
            return;
        }
        SSL_set_app_data(m_ssl.get(), this);
        SSL_set_info_callback(m_ssl.get(), [](const SSL* ssl, int where, int value) {
            if ((where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT && value >> 8 == alertFatal)
                static_cast<TlsTransport*>(SSL_get_app_data(ssl))->m_alert = value & 0xff;
        });
        SSL_set_accept_state(m_ssl.get());
    }

    void start(std::weak_ptr<HttpTransportUser> user) override
    {
        m_user = std::move(user);
        if (m_ssl)
            handshake();
        else if (const auto keep = m_user.lock())
            keep->onReady(false);
    }
    void handTo(std::weak_ptr<HttpTransportUser> user) override { m_user = std::move(user); }

    void waitReadable() override
    {
        const auto tell = [keep = m_user.lock()] {
            keep->onReadable();
        };
        // What OpenSSL holds the socket will not announce.
        if (SSL_has_pending(m_ssl.get()) == 1)
            asio::post(m_socket.get_executor(), tell);
        else
            m_socket.async_wait(HttpSocket::wait_read, [tell](const ErrorCode&) { tell(); });
    }

    void read(std::span<std::uint8_t> into) override
    {
        ERR_clear_error();
        const int n = SSL_read(m_ssl.get(), into.data(), static_cast<int>(into.size()));
        const Next next = nextOf(n);
        if (next == Next::Readable || next == Next::Writable)
            return waitFor(next, [this, into](HttpTransportUser& user, bool ok) {
                if (ok)
                    read(into);
                else
                    user.onRead(0);
            });
        const std::size_t bytes = next == Next::Done ? static_cast<std::size_t>(n) : 0;
        // Never from within: the reader is still busy with what it had.
        asio::post(m_socket.get_executor(), [keep = m_user.lock(), bytes] { keep->onRead(bytes); });
    }

    Written write(HttpOutput& output) override
    {
        m_output = &output;
        m_buffer.clear();
        m_sent = 0;
        return pump();
    }

    void shutdownSend() override
    {
        sayGoodbye();
        ErrorCode ignored;
        m_socket.shutdown(HttpSocket::shutdown_send, ignored);
    }
    void close() override
    {
        sayGoodbye();
        ErrorCode ignored;
        m_socket.close(ignored);
    }
    void abort() override
    {
        ErrorCode ignored;
        m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
        m_socket.close(ignored);
    }

    std::shared_ptr<const HttpTlsPeer> tlsPeer() const override { return m_peer; }
    HttpTlsFailure tlsFailure() const override
    {
        return {{}, serverName(), m_alert ? certificateAlert(*m_alert) : QString()};
    }

private:
    enum class Next
    {
        Done,
        Readable, ///< OpenSSL waits for that.
        Writable,
        Ended,
        Failed,
    };

    Next nextOf(int result)
    {
        switch (SSL_get_error(m_ssl.get(), result)) {
        case SSL_ERROR_NONE:
            return Next::Done;
        case SSL_ERROR_WANT_READ:
            return Next::Readable;
        case SSL_ERROR_WANT_WRITE:
            return Next::Writable;
        case SSL_ERROR_ZERO_RETURN:
            return Next::Ended;
        default:
            m_isBroken = true;
            return Next::Failed;
        }
    }

    /// Then `work(user, ok)`; not ok: the socket is closed.
    template<typename Work>
    void waitFor(Next next, Work work)
    {
        m_socket.async_wait(next == Next::Writable ? HttpSocket::wait_write : HttpSocket::wait_read,
                            [this, keep = m_user.lock(), work = std::move(work)](const ErrorCode& error) {
                                work(*keep, !error && m_socket.is_open());
                            });
    }

    void handshake()
    {
        const auto keep = m_user.lock();
        if (!keep)
            return;
        ERR_clear_error();
        const Next next = nextOf(SSL_do_handshake(m_ssl.get()));
        if (next == Next::Readable || next == Next::Writable)
            return waitFor(next, [this](HttpTransportUser& user, bool ok) {
                if (ok)
                    handshake();
                else
                    user.onReady(false);
            });
        m_isReady = next == Next::Done;
        if (m_isReady)
            learnPeer();
        keep->onReady(m_isReady);
    }

    void learnPeer()
    {
        const auto peer = std::make_shared<HttpTlsPeer>();
        peer->serverName = serverName();
        if (const X509* certificate = SSL_get0_peer_certificate(m_ssl.get())) {
            peer->fingerprint = hexDigest(certificate);
            peer->commonName = commonName(certificate);
            peer->isTrusted = SSL_get_verify_result(m_ssl.get()) == X509_V_OK;
        }
        m_peer = peer;
    }

    QString serverName() const
    {
        const char* name = m_ssl ? SSL_get_servername(m_ssl.get(), TLSEXT_NAMETYPE_host_name) : nullptr;
        return QString::fromLatin1(name).toLower();
    }

    Written pump()
    {
        for (qint64 turn = 0; turn < bytesPerTurn;) {
            if (m_sent == m_buffer.size()) {
                if (m_output->isDone()) {
                    m_output = nullptr;
                    m_buffer = std::vector<std::uint8_t>(); // A connection that waits holds no buffer.
                    m_sent = 0;
                    return Written::Done;
                }
                if (!fill())
                    return Written::Failed;
            }
            ERR_clear_error();
            const int n = SSL_write(m_ssl.get(), m_buffer.data() + m_sent, static_cast<int>(m_buffer.size() - m_sent));
            const Next next = nextOf(n);
            if (next == Next::Readable || next == Next::Writable)
                return pumpLater(next);
            if (next != Next::Done)
                return Written::Failed;
            m_sent += static_cast<std::size_t>(n);
            m_output->advance(n);
            turn += n;
        }
        return pumpLater(Next::Writable);
    }

    Written pumpLater(Next next)
    {
        waitFor(next, [this](HttpTransportUser& user, bool ok) {
            const Written written = ok ? pump() : Written::Failed;
            if (written == Written::Pending)
                user.onWriteProgress();
            else
                user.onWritten(written == Written::Done);
        });
        return Written::Pending;
    }

    /// The next piece of head and body. False: the file is shorter than it was.
    bool fill()
    {
        m_sent = 0;
        return m_output->fill(m_buffer, copyBufferBytes);
    }

    void sayGoodbye()
    {
        if (!m_isReady || m_isBroken || std::exchange(m_saidGoodbye, true))
            return;
        ERR_clear_error();
        SSL_shutdown(m_ssl.get()); // Into the socket's buffer; its answer nobody waits for.
    }

    HttpSocket m_socket;
    std::unique_ptr<SSL, FreeSsl> m_ssl; ///< Null: there was no memory for it.
    std::weak_ptr<HttpTransportUser> m_user;
    std::shared_ptr<const HttpTlsPeer> m_peer; // Shared by the requests of the connection.
    std::optional<int> m_alert;
    bool m_isReady = false;
    bool m_isBroken = false; ///< OpenSSL must not be asked again.
    bool m_saidGoodbye = false;
    HttpOutput* m_output = nullptr;
    std::vector<std::uint8_t> m_buffer;
    std::size_t m_sent = 0; ///< Of the buffer.
};

} // namespace

std::unique_ptr<HttpTransport> makeTlsTransport(HttpSocket socket, SSL_CTX* context)
{
    return std::make_unique<TlsTransport>(std::move(socket), context);
}

} // namespace ota
