// SPDX-License-Identifier: Apache-2.0
#include "otaserver/benchclient.h"

#include "otaserver/notifydevice.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BenchClient)
};

constexpr qint64 answerLimitBytes = 16 * 1024 * 1024;
constexpr qint64 chunkBytes = 256 * 1024;
constexpr int sliceMs = 100; ///< How often a waiting request looks whether it is cancelled.

/// One connection on its way. Waits in slices, so that cancelling is quick.
class Exchange
{
public:
    Exchange(QString address, std::chrono::milliseconds limit, std::stop_token stop)
        : m_address(std::move(address))
        , m_limit(limit)
        , m_stop(std::move(stop))
    {
    }

    Result<> connectTo(const QString& host, quint16 port)
    {
        m_socket.connectToHost(host, port);
        return wait([this](int ms) { return m_socket.waitForConnected(ms); });
    }

    /// Success also when the peer answers before it has everything: then it has heard enough.
    Result<> send(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > chunkBytes && m_socket.bytesAvailable() == 0) {
            if (auto written = wait([this](int ms) { return m_socket.waitForBytesWritten(ms); }); !written)
                return written;
        }
        return {};
    }

    bool hasAnswer() const { return m_socket.bytesAvailable() > 0; }

    Result<QByteArray> receive()
    {
        auto came = wait([this](int ms) { return m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(ms); });
        if (!came)
            return failure(came.error());
        return m_socket.readAll();
    }

private:
    Result<> wait(const std::function<bool(int ms)>& ready)
    {
        const auto end = std::chrono::steady_clock::now() + m_limit;
        while (!ready(sliceMs)) {
            if (m_stop.stop_requested())
                return failure(Error::Code::Cancelled, Tr::tr("cancelled"), m_address);
            if (std::chrono::steady_clock::now() >= end)
                return failure(Error::Code::Timeout, Tr::tr("no answer in time"), m_address);
            const auto error = m_socket.error();
            if (error != QAbstractSocket::SocketTimeoutError && error != QAbstractSocket::UnknownSocketError)
                return failure(Error::Code::Io, m_socket.errorString(), m_address);
        }
        return {};
    }

    QString m_address;
    std::chrono::milliseconds m_limit;
    std::stop_token m_stop;
    QTcpSocket m_socket;
};

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

namespace {

qint64 sizeOf(const std::vector<BenchClient::Piece>& body)
{
    qint64 size = 0;
    for (const BenchClient::Piece& piece : body)
        size += piece.file.isEmpty() ? piece.bytes.size() : piece.sizeBytes;
    return size;
}

Result<> sendFile(Exchange& exchange, const BenchClient::Piece& piece, const std::function<void(qint64)>& sent)
{
    QFile file(piece.file);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::Io, file.errorString(), piece.file);
    for (qint64 left = piece.sizeBytes; left > 0 && !exchange.hasAnswer();) {
        const QByteArray chunk = file.read(std::min(left, chunkBytes));
        if (chunk.isEmpty())
            return failure(Error::Code::Io, Tr::tr("the file became shorter while it was read"), piece.file);
        if (auto written = exchange.send(chunk); !written)
            return written;
        left -= chunk.size();
        sent(chunk.size());
    }
    return {};
}

Result<> sendBody(Exchange& exchange, const BenchClient::Request& request)
{
    const qint64 total = sizeOf(request.body);
    qint64 done = 0;
    const auto sent = [&](qint64 bytes) {
        done += bytes;
        if (request.progress)
            request.progress(done, total);
    };
    for (const BenchClient::Piece& piece : request.body) {
        if (exchange.hasAnswer())
            return {};
        auto written = piece.file.isEmpty() ? exchange.send(piece.bytes) : sendFile(exchange, piece, sent);
        if (!written)
            return written;
        if (piece.file.isEmpty())
            sent(piece.bytes.size());
    }
    return {};
}

Result<QByteArray> receiveAnswer(Exchange& exchange, Head& head, const QString& address)
{
    QByteArray answer;
    while (head.end < 0 || answer.size() < head.end + head.contentLength) {
        auto bytes = exchange.receive();
        // Without a length the body ends with the connection.
        if (!bytes && bytes.error().code == Error::Code::Io && head.end >= 0 && head.contentLength < 0)
            break;
        if (!bytes)
            return bytes;
        answer += *bytes;
        if (answer.size() > answerLimitBytes)
            return failure(Error::Code::Protocol, Tr::tr("the answer is too long"), address);
        if (head.end < 0)
            head = headOf(answer);
        if (head.end >= 0 && head.status >= 100 && head.status < 200) {
            answer.remove(0, head.end); // 100 Continue and its kin.
            head = headOf(answer);
        }
    }
    return answer;
}

} // namespace

Result<BenchClient::Answer> BenchClient::send(const Request& request, const std::stop_token& stop) const
{
    Exchange exchange(m_address, request.limit, stop);
    if (auto connected = exchange.connectTo(m_host, m_port); !connected)
        return failure(connected.error());
    const QByteArray host = bracketedHost(m_host).toLatin1();
    QByteArray head = request.method + ' ' + request.path + " HTTP/1.1\r\nHost: " + host + ':' +
                      QByteArray::number(m_port) + "\r\nAuthorization: Bearer " + m_token.toLatin1() +
                      "\r\nAccept: application/json\r\nConnection: close\r\n";
    if (!request.contentType.isEmpty())
        head += "Content-Type: " + request.contentType + "\r\n";
    head += "Content-Length: " + QByteArray::number(sizeOf(request.body)) + "\r\n\r\n";
    auto sent = exchange.send(head);
    if (sent)
        sent = sendBody(exchange, request);
    // A peer that refuses may close while we still send: its answer says why.
    if (!sent && (sent.error().code != Error::Code::Io || !exchange.hasAnswer()))
        return failure(sent.error());
    Head answerHead;
    const auto answer = receiveAnswer(exchange, answerHead, m_address);
    if (!answer)
        return failure(answer.error());
    if (answerHead.status == 0)
        return failure(Error::Code::Protocol, Tr::tr("the answer is no HTTP"), m_address);
    return Answer{answerHead.status, QJsonDocument::fromJson(answer->sliced(answerHead.end)).object()};
}

} // namespace ota
