// SPDX-License-Identifier: Apache-2.0
#include "exosense/gatewayhttp.h"

#include <QCoreApplication>
#include <QSslError>
#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GatewayHttp)
};

constexpr qsizetype longestHead = 64 * 1024;
constexpr qsizetype longestBody = 16 * 1024 * 1024; ///< Of one that nobody takes piece by piece.

bool isSecure(const QUrl& url)
{
    return url.scheme() == QStringLiteral("https");
}

quint16 portOf(const QUrl& url)
{
    return static_cast<quint16>(url.port(isSecure(url) ? 443 : 80));
}

QByteArray serverOf(const QUrl& url)
{
    return url.scheme().toLatin1() + "://" + url.host().toLatin1() + ':' + QByteArray::number(portOf(url));
}

} // namespace

QByteArray GatewayHttp::Reply::field(QByteArrayView name) const
{
    const auto found = std::ranges::find_if(fields, [&](const auto& field) { return field.first == name; });
    return found == fields.end() ? QByteArray() : found->second;
}

void setTrust(QSslSocket& socket, GatewayTrust trust)
{
    if (trust == GatewayTrust::Valid)
        return;
    QObject::connect(&socket, &QSslSocket::sslErrors, &socket, [&socket, trust](const QList<QSslError>& errors) {
        const bool onlyTime = std::ranges::all_of(errors, [](const QSslError& error) {
            return error.error() == QSslError::CertificateExpired || error.error() == QSslError::CertificateNotYetValid;
        });
        if (trust == GatewayTrust::Any || onlyTime)
            socket.ignoreSslErrors();
    });
}

GatewayHttp::GatewayHttp(const QSslConfiguration& tls, GatewayTrust trust, QObject* parent)
    : QObject(parent)
    , m_tls(tls)
    , m_trust(trust)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { finish(false, Tr::tr("no answer in time")); });
}

GatewayHttp::~GatewayHttp()
{
    abort();
}

void GatewayHttp::send(Request request, std::function<void(const Reply&)> done)
{
    Q_ASSERT(!m_done);
    m_request = std::move(request);
    m_done = std::move(done);
    m_reply = {};
    m_in.clear();
    m_headRead = false;
    startLimit();
    const QByteArray server = serverOf(m_request.url);
    m_mayRepeat = m_socket && m_server == server && m_socket->state() == QAbstractSocket::ConnectedState;
    if (m_mayRepeat)
        return write();
    m_server = server;
    open();
}

void GatewayHttp::startLimit()
{
    if (m_request.limit.count() > 0)
        m_timer.start(m_request.limit);
    else
        m_timer.stop();
}

void GatewayHttp::open()
{
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater(); // We may be called by it.
    }
    if (isSecure(m_request.url)) {
        auto socket = std::make_unique<QSslSocket>();
        socket->setSslConfiguration(m_tls);
        setTrust(*socket, m_trust);
        connect(socket.get(), &QSslSocket::encrypted, this, &GatewayHttp::write);
        m_socket = std::move(socket);
    } else {
        m_socket = std::make_unique<QTcpSocket>();
        connect(m_socket.get(), &QTcpSocket::connected, this, &GatewayHttp::write);
    }
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &GatewayHttp::onReadable);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &GatewayHttp::onDisconnected);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error != QAbstractSocket::RemoteHostClosedError) // `disconnected` follows.
            finish(false, m_socket->errorString());
    });
    if (auto* secure = qobject_cast<QSslSocket*>(m_socket.get()))
        secure->connectToHostEncrypted(m_request.url.host(), portOf(m_request.url));
    else
        m_socket->connectToHost(m_request.url.host(), portOf(m_request.url));
}

void GatewayHttp::write()
{
    if (!m_done)
        return;
    QByteArray target = m_request.url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (m_request.url.hasQuery())
        target += '?' + m_request.url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray head = m_request.method + ' ' + target + " HTTP/1.1\r\nHost: " + m_request.url.host().toLatin1() + ':' +
                      QByteArray::number(portOf(m_request.url)) + "\r\n";
    for (const auto& [name, value] : m_request.fields)
        head += name + ": " + value + "\r\n";
    if (m_request.method != "GET" && m_request.method != "HEAD")
        head += "Content-Length: " + QByteArray::number(m_request.body.size()) + "\r\n";
    head += "\r\n" + m_request.body;
    m_socket->write(head);
}

void GatewayHttp::onReadable()
{
    if (!m_done) {
        m_socket->readAll(); // Nobody asked.
        return;
    }
    startLimit();
    m_in += m_socket->readAll();
    m_mayRepeat = false;
    if (!m_headRead && !readHead())
        return;
    if (readBody())
        finish(true);
}

void GatewayHttp::onDisconnected()
{
    if (!m_done)
        return;
    if (m_mayRepeat) {
        // The server closed an idle connection at the moment we used it.
        m_mayRepeat = false;
        return open();
    }
    finish(m_headRead && m_framing == Framing::UntilClose, Tr::tr("the connection broke"));
}

/// False while it is not whole.
bool GatewayHttp::readHead()
{
    const qsizetype end = m_in.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_in.size() > longestHead)
            finish(false, Tr::tr("the head of the answer is too long"));
        return false;
    }
    const QByteArray head = m_in.left(end);
    m_in.remove(0, end + 4);
    readFields(head);
    if (m_reply.status >= 100 && m_reply.status < 200) {
        m_reply = {};
        return readHead();
    }
    m_headRead = true;
    if (m_request.head && !m_request.head(m_reply)) {
        finish(false, Tr::tr("ended by the device"));
        return false;
    }
    return true;
}

void GatewayHttp::readFields(const QByteArray& head)
{
    const QByteArrayList lines = head.split('\n');
    m_reply.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray& line : lines) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            m_reply.fields.emplace_back(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const bool hasBody = m_request.method != "HEAD" && m_reply.status != 204 && m_reply.status != 304;
    const QByteArray length = m_reply.field("content-length");
    m_framing = !hasBody || !length.isNull()                      ? Framing::Length
                : m_reply.field("transfer-encoding") == "chunked" ? Framing::Chunked
                                                                  : Framing::UntilClose;
    m_left = !hasBody ? 0 : m_framing == Framing::Length ? length.toLongLong() : -1;
}

/// True when it is at its end.
bool GatewayHttp::readBody()
{
    if (m_framing == Framing::Chunked)
        return readChunks();
    const qsizetype count =
        m_framing == Framing::UntilClose ? m_in.size() : static_cast<qsizetype>(std::min<qint64>(m_left, m_in.size()));
    if (count > 0 && !take(QByteArrayView(m_in).first(count)))
        return false;
    m_in.remove(0, count);
    if (m_framing == Framing::UntilClose)
        return false;
    m_left -= count;
    return m_left == 0;
}

bool GatewayHttp::readChunks()
{
    for (;;) {
        if (m_left < 0) {
            const qsizetype end = m_in.indexOf("\r\n");
            if (end < 0)
                return false;
            bool isNumber = false;
            m_left = m_in.left(end).split(';').first().trimmed().toLongLong(&isNumber, 16);
            m_in.remove(0, end + 2);
            if (!isNumber || m_left < 0) {
                finish(false, Tr::tr("a chunk without a size"));
                return false;
            }
        }
        if (m_left == 0)
            return m_in.contains("\r\n"); // Trailers nobody needs.
        const auto count = static_cast<qsizetype>(std::min<qint64>(m_left, m_in.size()));
        if (count > 0 && !take(QByteArrayView(m_in).first(count)))
            return false;
        m_in.remove(0, count);
        m_left -= count;
        if (m_left > 0 || m_in.size() < 2)
            return false;
        m_in.remove(0, 2);
        m_left = -1;
    }
}

/// False when the request has ended over it.
bool GatewayHttp::take(QByteArrayView bytes)
{
    m_reply.bodySize += bytes.size();
    if (m_request.sink && m_reply.status / 100 == 2) {
        // The sink may end it: what it does to us is seen by m_done.
        const bool goesOn = m_request.sink(bytes);
        if (!goesOn && m_done)
            finish(false, Tr::tr("ended by the device"));
        return goesOn && static_cast<bool>(m_done);
    }
    m_reply.body.append(bytes.data(), bytes.size());
    if (m_reply.body.size() <= longestBody)
        return true;
    finish(false, Tr::tr("the answer is too long"));
    return false;
}

void GatewayHttp::finish(bool complete, const QString& error)
{
    if (!m_done)
        return;
    m_timer.stop();
    m_reply.isComplete = complete;
    m_reply.error = complete ? QString() : error;
    const bool keeps = complete && m_framing != Framing::UntilClose && m_reply.field("connection") != "close";
    if (!keeps) {
        m_server.clear();
        if (m_socket) {
            m_socket->disconnect(this);
            m_socket->abort();
        }
    }
    // Never from within send(), and not deeper with each answer.
    QMetaObject::invokeMethod(
        this, [done = std::exchange(m_done, {}), reply = std::exchange(m_reply, {})] { done(reply); },
        Qt::QueuedConnection);
}

void GatewayHttp::abort()
{
    m_done = {};
    m_timer.stop();
    m_server.clear();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

} // namespace ota
