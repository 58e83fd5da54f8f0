// SPDX-License-Identifier: Apache-2.0
#include "app/singleinstance.h"

#include "app/windowprotocol.h"

namespace ota {

namespace {

constexpr int answerLimitMs = 5000; // The other one may be about to open its bench.
const QByteArray raiseWord = QByteArrayLiteral("raise\n");

} // namespace

SingleInstance::SingleInstance(const QString& benchDirectory, QObject* parent)
    : QObject(parent)
    , m_name(windowSocketName(benchDirectory))
{
    // Only this user's programs may speak to it.
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
            read(socket); // What came before we looked.
        }
    });
}

void SingleInstance::read(QLocalSocket* socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > WindowRequest::maximumBytes)
            socket->abort();
        return;
    }
    const QByteArray line = socket->readLine();
    if (const auto request = WindowRequest::fromLine(line)) {
        // One request a connection.
        disconnect(socket, &QLocalSocket::readyRead, this, nullptr);
        Q_EMIT runRequested(socket, *request);
        return;
    }
    if (line == raiseWord)
        Q_EMIT raiseRequested();
    socket->disconnectFromServer();
}

bool SingleInstance::handOver()
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(answerLimitMs))
        return false;
    socket.write(raiseWord);
    // The other one closes when it has understood.
    return socket.waitForBytesWritten(answerLimitMs) &&
           (socket.state() == QLocalSocket::UnconnectedState || socket.waitForDisconnected(answerLimitMs));
}

void SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return;
    // What a killed program left behind: nobody answered in handOver().
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name);
}

} // namespace ota
