// SPDX-License-Identifier: Apache-2.0
#include "app/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>

namespace ota {

namespace {

constexpr int answerLimitMs = 5000; // The other one may be about to open its bench.
const QByteArray raiseWord = QByteArrayLiteral("raise\n");

} // namespace

SingleInstance::SingleInstance(const QString& benchDirectory, QObject* parent)
    : QObject(parent)
{
    const QFileInfo info(QDir::cleanPath(QDir::current().absoluteFilePath(benchDirectory)));
    const QString place = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    const QByteArray digest = QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    m_name = QStringLiteral("ota-workbench-") + QString::fromLatin1(digest);
    // Only this user's programs may speak to it.
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
                if (socket->readAll().startsWith(raiseWord.left(5)))
                    Q_EMIT raiseRequested();
                socket->disconnectFromServer();
            });
        }
    });
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
