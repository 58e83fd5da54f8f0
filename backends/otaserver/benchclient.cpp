// SPDX-License-Identifier: Apache-2.0
#include "otaserver/benchclient.h"

#include "store/bench.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BenchClient)
};

constexpr qint64 answerLimitBytes = 16 * 1024 * 1024;
constexpr int sliceMs = 100; ///< How often a waiting request looks whether it is cancelled.

/// Waits for `ready` in slices. Nothing: it came.
std::optional<Error> waitFor(const std::function<bool(int ms)>& ready, std::chrono::steady_clock::time_point end,
                             const std::stop_token& stop, const QTcpSocket& socket, const QString& address)
{
    while (!ready(sliceMs)) {
        if (stop.stop_requested())
            return Error{Error::Code::Cancelled, Tr::tr("cancelled"), address, {}};
        if (std::chrono::steady_clock::now() >= end)
            return Error{Error::Code::Timeout, Tr::tr("no answer in time"), address, {}};
        if (socket.error() != QAbstractSocket::SocketTimeoutError &&
            socket.error() != QAbstractSocket::UnknownSocketError)
            return Error{Error::Code::Io, socket.errorString(), address, {}};
    }
    return std::nullopt;
}

struct Head
{
    int status = 0;
    qint64 contentLength = -1;
    qsizetype end = -1; ///< Where the body begins.
};

Head headOf(const QByteArray& bytes)
{
    Head head;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return head;
    head.end = end + 4;
    const auto lines = bytes.first(end).split('\n');
    head.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray& line : lines) {
        if (line.toLower().startsWith("content-length:"))
            head.contentLength = line.sliced(15).trimmed().toLongLong();
    }
    return head;
}

} // namespace

Result<BenchClient> BenchClient::find(Bench& bench)
{
    const auto holder = bench.holder();
    if (!holder)
        return failure(holder.error());
    if (!*holder)
        return failure(Error::Code::NotFound, Tr::tr("nobody holds the bench"));
    QString address;
    for (const QString& name : {QStringLiteral("http"), QStringLiteral("http-2")}) {
        if (address.isEmpty())
            address = (*holder)->services[name].toString();
    }
    if (address.isEmpty())
        return failure(Error::Code::Busy,
                       Tr::tr("the bench is held by %1, which offers no HTTP").arg((*holder)->toString()), {},
                       Tr::tr("End it, or let it serve HTTP as well: then it does this for others."));
    const auto token = bench.token();
    if (!token)
        return failure(token.error());
    const QUrl url(address);
    BenchClient client;
    client.m_address = address;
    client.m_host = url.host();
    // Where it listens on every address it is to be found on loopback too.
    if (client.m_host == QStringLiteral("0.0.0.0"))
        client.m_host = QStringLiteral("127.0.0.1");
    else if (client.m_host == QStringLiteral("::") || client.m_host == QStringLiteral("*") || client.m_host.isEmpty())
        client.m_host = QStringLiteral("::1");
    client.m_port = static_cast<quint16>(url.port(80));
    client.m_token = *token;
    return client;
}

Result<BenchClient::Answer> BenchClient::send(const QByteArray& method, const QByteArray& path,
                                              const QByteArray& contentType, const QByteArray& body,
                                              std::chrono::milliseconds limit, const std::stop_token& stop) const
{
    const auto end = std::chrono::steady_clock::now() + limit;
    QTcpSocket socket;
    socket.connectToHost(m_host, m_port);
    if (auto error = waitFor([&](int ms) { return socket.waitForConnected(ms); }, end, stop, socket, m_address))
        return failure(*error);
    const QByteArray host = (m_host.contains(u':') ? QString(u'[' + m_host + u']') : m_host).toLatin1();
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: " + host + ':' + QByteArray::number(m_port) +
                         "\r\nAuthorization: Bearer " + m_token.toLatin1() +
                         "\r\nAccept: application/json\r\nConnection: close\r\nContent-Type: " + contentType +
                         "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    socket.write(request + body);
    QByteArray answer;
    Head head;
    while (head.end < 0 || answer.size() < head.end + head.contentLength) {
        if (auto error = waitFor([&](int ms) { return socket.bytesAvailable() > 0 || socket.waitForReadyRead(ms); },
                                 end, stop, socket, m_address)) {
            if (error->code != Error::Code::Io || head.end < 0 || head.contentLength >= 0)
                return failure(*error);
            break; // Without a length the body ends with the connection.
        }
        answer += socket.readAll();
        if (answer.size() > answerLimitBytes)
            return failure(Error::Code::Protocol, Tr::tr("the answer is too long"), m_address);
        if (head.end < 0)
            head = headOf(answer);
    }
    const QJsonDocument document = QJsonDocument::fromJson(answer.sliced(head.end));
    if (head.status == 0)
        return failure(Error::Code::Protocol, Tr::tr("the answer is no HTTP"), m_address);
    return Answer{head.status, document.object()};
}

} // namespace ota
