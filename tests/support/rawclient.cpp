// SPDX-License-Identifier: Apache-2.0
#include "rawclient.h"

#include <QSslSocket>

#include <sys/socket.h>

#include <utility>

namespace ota {

namespace {

constexpr int patienceMs = 10'000; ///< Only a broken server is this slow.

} // namespace

QByteArray RawResponse::field(const QByteArray& name) const
{
    for (const QByteArray& line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

RawClient::RawClient(quint16 port, const QString& host)
    : m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->connectToHost(host, port);
    m_socket->waitForConnected(patienceMs);
}

RawClient::RawClient(quint16 port, const QSslConfiguration& tls)
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setSslConfiguration(tls);
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    socket->waitForEncrypted(patienceMs);
    m_socket = std::move(socket);
}

void RawClient::send(const QByteArray& bytes)
{
    m_socket->write(bytes);
    while (m_socket->bytesToWrite() > 0 && m_socket->waitForBytesWritten(patienceMs)) {
    }
}

void RawClient::finishSending()
{
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

void RawClient::closeNow()
{
    m_socket->abort();
}

bool RawClient::readMore()
{
    if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(patienceMs) && m_socket->bytesAvailable() == 0)
        return false;
    m_in += m_socket->readAll();
    return true;
}

RawResponse RawClient::receive(bool isHead)
{
    RawResponse response;
    qsizetype end = -1;
    while ((end = m_in.indexOf("\r\n\r\n")) < 0) {
        if (!readMore())
            return response;
    }
    response.head = m_in.left(end + 2);
    m_in.remove(0, end + 4);
    const QByteArray line = response.head.left(response.head.indexOf('\r'));
    response.status = line.mid(9, 3).toInt();
    response.reason = line.mid(13);
    const QByteArray length = response.field("Content-Length");
    if (isHead || response.status == 304 || response.status == 204 || response.status / 100 == 1) {
        response.complete = true;
    } else if (response.field("Transfer-Encoding") == "chunked") {
        response.complete = readChunked(response);
    } else {
        const qsizetype wanted = length.isNull() ? -1 : length.toLongLong();
        while ((wanted < 0 || m_in.size() < wanted) && readMore()) {
        }
        response.body = wanted < 0 ? m_in : m_in.left(wanted);
        m_in.remove(0, response.body.size());
        response.complete = wanted < 0 || response.body.size() == wanted;
    }
    return response;
}

bool RawClient::readChunked(RawResponse& response)
{
    for (;;) {
        qsizetype end = -1;
        while ((end = m_in.indexOf("\r\n")) < 0) {
            if (!readMore())
                return false;
        }
        const qsizetype size = m_in.left(end).toLongLong(nullptr, 16);
        while (m_in.size() < end + 2 + size + 2) {
            if (!readMore())
                return false;
        }
        response.body += m_in.mid(end + 2, size);
        m_in.remove(0, end + 2 + size + 2);
        if (size == 0)
            return true;
    }
}

RawResponse RawClient::request(const QByteArray& bytes)
{
    send(bytes);
    return receive(bytes.startsWith("HEAD "));
}

QByteArray RawClient::receiveBytes(qsizetype count)
{
    while (m_in.size() < count && readMore()) {
    }
    return std::exchange(m_in, {});
}

bool RawClient::isClosedByServer()
{
    while (readMore()) {
    }
    return m_socket->state() == QAbstractSocket::UnconnectedState || m_socket->waitForDisconnected(patienceMs);
}

} // namespace ota
