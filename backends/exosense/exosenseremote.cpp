// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosenseremote.h"

#include "exosense/exosensecontrol.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

#include <algorithm>

namespace ota {

namespace {

using namespace std::chrono_literals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseRemote)
};

constexpr int sliceMs = 100; ///< How often a waiting question looks whether it is cancelled.
constexpr std::chrono::milliseconds patience = 30s;

Error::Code codeOf(const QString& name)
{
    for (const Error::Code code : {Error::Code::Cancelled, Error::Code::Timeout, Error::Code::NotFound,
                                   Error::Code::BadInput, Error::Code::Usage, Error::Code::Io, Error::Code::Busy,
                                   Error::Code::Protocol, Error::Code::Rejected, Error::Code::Unsupported}) {
        if (codeName(code) == name)
            return code;
    }
    return Error::Code::Internal;
}

/// Everything until the other side closes.
Result<QByteArray> exchange(const QString& host, quint16 port, const QByteArray& request, const std::stop_token& stop)
{
    const QString where = QStringLiteral("%1:%2").arg(host).arg(port);
    QTcpSocket socket;
    socket.connectToHost(host, port);
    if (!socket.waitForConnected(static_cast<int>(patience.count())))
        return failure(Error::Code::Io, socket.errorString(), where);
    socket.write(request);
    const auto end = std::chrono::steady_clock::now() + patience;
    QByteArray answer;
    while (socket.state() == QAbstractSocket::ConnectedState || socket.bytesAvailable() > 0) {
        if (stop.stop_requested())
            return failure(Error::Code::Cancelled, Tr::tr("cancelled"), where);
        if (std::chrono::steady_clock::now() > end)
            return failure(Error::Code::Timeout, Tr::tr("no answer in time"), where);
        if (socket.bytesAvailable() > 0 || socket.waitForReadyRead(sliceMs))
            answer += socket.readAll();
    }
    return answer;
}

/// One event of a stream (HTML standard 9.2): `event: kind`, `data: {…}`.
void tellEvent(const QByteArray& block, const std::function<void(const QString&, const QJsonObject&)>& each)
{
    QString kind;
    QByteArray data;
    for (const QByteArray& line : block.split('\n')) {
        if (line.startsWith("event: "))
            kind = QString::fromUtf8(line.mid(7));
        else if (line.startsWith("data: "))
            data += line.mid(6);
    }
    if (!kind.isEmpty())
        each(kind, QJsonDocument::fromJson(data).object());
}

} // namespace

Result<std::optional<ExosenseRemote>> ExosenseRemote::find(Bench& bench)
{
    const auto services = bench.services();
    if (!services)
        return failure(services.error());
    const QUrl url((*services)[QString::fromLatin1(ExosenseControl::serviceName)].toString());
    if (url.host().isEmpty())
        return std::optional<ExosenseRemote>();
    const auto token = bench.token();
    if (!token)
        return failure(token.error());
    ExosenseRemote remote;
    remote.m_host = url.host();
    remote.m_port = static_cast<quint16>(url.port(0));
    remote.m_token = token->toLatin1();
    return std::optional(std::move(remote));
}

Result<QJsonObject> ExosenseRemote::ask(const QString& verb, const QJsonObject& values,
                                        const std::stop_token& stop) const
{
    const QByteArray body = QJsonDocument(values).toJson(QJsonDocument::Compact);
    QByteArray request = "POST /bench/exosense/" + verb.toLatin1() + " HTTP/1.1\r\nHost: " + m_host.toLatin1() +
                         "\r\nAuthorization: Bearer " + m_token +
                         "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    request += body;
    const auto answer = exchange(m_host, m_port, request, stop);
    if (!answer)
        return failure(answer.error());
    const qsizetype end = answer->indexOf("\r\n\r\n");
    const QJsonDocument json = end < 0 ? QJsonDocument() : QJsonDocument::fromJson(answer->mid(end + 4));
    if (!json.isObject())
        return failure(Error::Code::Protocol, Tr::tr("the process that serves gave no answer that can be read"),
                       QString::fromLatin1(answer->left(answer->indexOf('\r'))));
    const QJsonObject object = json.object();
    if (answer->startsWith("HTTP/1.1 200"))
        return object;
    return failure(codeOf(object[QStringLiteral("code")].toString()), object[QStringLiteral("error")].toString(),
                   object[QStringLiteral("context")].toString(), object[QStringLiteral("hint")].toString());
}

Result<> ExosenseRemote::watch(const std::function<void(const QString& kind, const QJsonObject& data)>& each,
                               const std::stop_token& stop) const
{
    const QString where = QStringLiteral("%1:%2").arg(m_host).arg(m_port);
    QTcpSocket socket;
    socket.connectToHost(m_host, m_port);
    if (!socket.waitForConnected(static_cast<int>(patience.count())))
        return failure(Error::Code::Io, socket.errorString(), where);
    // HTTP/1.0: the events come as they are, not in chunks.
    socket.write("GET /bench/exosense-events HTTP/1.0\r\nHost: " + m_host.toLatin1() + "\r\nAuthorization: Bearer " +
                 m_token + "\r\n\r\n");
    QByteArray in;
    bool headRead = false;
    while (!stop.stop_requested()) {
        const bool came = socket.bytesAvailable() > 0 || socket.waitForReadyRead(sliceMs);
        if (!came && socket.state() != QAbstractSocket::ConnectedState)
            return failure(Error::Code::Io, Tr::tr("what served the gateways has ended"), where);
        in += socket.readAll();
        if (!headRead) {
            const qsizetype end = in.indexOf("\r\n\r\n");
            if (end < 0)
                continue;
            if (!in.startsWith("HTTP/1.1 200"))
                return failure(Error::Code::Protocol, Tr::tr("it lets nobody look on"),
                               QString::fromLatin1(in.left(in.indexOf('\r'))));
            in.remove(0, end + 4);
            headRead = true;
        }
        for (qsizetype end = in.indexOf("\n\n"); end >= 0; end = in.indexOf("\n\n")) {
            tellEvent(in.left(end), each);
            in.remove(0, end + 2);
        }
    }
    return {};
}

} // namespace ota
