// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QTcpSocket>

#include <memory>

namespace ota {

/// What came back for one request.
struct RawResponse
{
    int status = 0;
    QByteArray reason;
    QByteArray head;
    QByteArray body;
    bool complete = false; ///< The body has its promised length or its last chunk, or was ended by the close where
                           ///< neither was promised.

    /// The value of a field; null where there is none.
    QByteArray field(const QByteArray& name) const;
};

/// Speaks HTTP byte by byte, as no well-behaved client library would.
class RawClient final
{
public:
    explicit RawClient(quint16 port, const QString& host = QStringLiteral("127.0.0.1"));
    /// Through TLS; see isEncrypted and sslErrors of the socket.
    RawClient(quint16 port, const QSslConfiguration& tls);

    void send(const QByteArray& bytes);
    /// Closes the sending side only.
    void finishSending();
    void closeNow();

    /// The next response; status 0 when the connection ended before its head was there. `isHead`: to a HEAD request.
    RawResponse receive(bool isHead = false);
    RawResponse request(const QByteArray& bytes);

    /// At least this many raw bytes, or what was there until the end.
    QByteArray receiveBytes(qsizetype count);
    /// Whether the server has closed (within seconds).
    bool isClosedByServer();
    bool isConnected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    QTcpSocket& socket() { return *m_socket; }

private:
    bool readMore();
    bool readChunked(RawResponse& response);

    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_in;
};

} // namespace ota
