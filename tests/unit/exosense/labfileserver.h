// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace ota {

/// Answers requests for files with whatever bytes a test wants, as no proper server would. In the thread of the test,
/// which must run its event loop.
class LabFileServer final
{
public:
    struct Request
    {
        QByteArray method;
        QByteArray path;
        QByteArrayList lines = {};

        QByteArray field(const QByteArray& name) const
        {
            for (const QByteArray& line : lines) {
                if (line.toLower().startsWith(QByteArray(name.toLower() + ':')))
                    return line.mid(name.size() + 1).trimmed();
            }
            return {};
        }
    };
    struct Answer
    {
        QByteArray bytes = {};
        bool closes = false;  ///< Behind them.
        bool drips = false;   ///< Goes on with the rest byte by byte.
        QByteArray rest = {}; ///< What sendRests() sends.
    };

    LabFileServer()
        : m_server(std::make_unique<QTcpServer>())
    {
        begin();
    }
    /// Over TLS; PEM files.
    LabFileServer(const QString& chain, const QString& key)
    {
        auto server = std::make_unique<QSslServer>();
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        QFile file(key);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no key");
        const QByteArray pem = file.readAll();
        const QSslKey ec(pem, QSsl::Ec);
        tls.setLocalCertificateChain(QSslCertificate::fromPath(chain));
        tls.setPrivateKey(ec.isNull() ? QSslKey(pem, QSsl::Rsa) : ec);
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        server->setSslConfiguration(tls);
        m_server = std::move(server);
        m_scheme = QStringLiteral("https");
        begin();
    }

    quint16 port() const { return m_server->serverPort(); }
    QString url(const QString& path = QStringLiteral("/fw")) const
    {
        return QStringLiteral("%1://127.0.0.1:%2%3").arg(m_scheme).arg(port()).arg(path);
    }

    /// To all who wait for one.
    void sendRests()
    {
        for (auto& [socket, rest] : m_rests) {
            if (socket)
                socket->write(rest);
            rest.clear();
        }
        m_rests.clear();
    }

    std::function<Answer(const Request&)> answer; ///< The request is the last of `requests` already.
    std::vector<Request> requests;

private:
    void begin()
    {
        if (!m_server->listen(QHostAddress::LocalHost))
            qFatal("no port");
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] {
            while (QTcpSocket* socket = m_server->nextPendingConnection())
                QObject::connect(socket, &QTcpSocket::readyRead, m_server.get(),
                                 [this, socket] { onReadable(socket); });
        });
        QObject::connect(&m_drip, &QTimer::timeout, m_server.get(), [this] {
            for (auto& [socket, rest] : m_rests) {
                if (socket && socket->property("drips").toBool() && rest.size() > 1) {
                    socket->write(rest.left(1));
                    rest.remove(0, 1);
                }
            }
        });
        m_drip.start(20);
    }

    void onReadable(QTcpSocket* socket)
    {
        const QByteArray known = socket->property("in").toByteArray() + socket->readAll();
        const qsizetype end = known.indexOf("\r\n\r\n");
        socket->setProperty("in", end < 0 ? known : known.mid(end + 4));
        if (end < 0)
            return;
        QByteArrayList lines = known.left(end).split('\n');
        const QByteArrayList words = lines.takeFirst().split(' ');
        requests.push_back({words.value(0), words.value(1), lines});
        const Answer given = answer(requests.back());
        // To a HEAD only the head.
        socket->write(requests.back().method == "HEAD" ? given.bytes.left(given.bytes.indexOf("\r\n\r\n") + 4)
                                                       : given.bytes);
        if (given.closes && requests.back().method != "HEAD")
            socket->disconnectFromHost();
        if (!given.rest.isEmpty()) {
            socket->setProperty("drips", given.drips);
            m_rests.emplace_back(socket, given.rest);
        }
    }

    std::unique_ptr<QTcpServer> m_server;
    QString m_scheme = QStringLiteral("http");
    QTimer m_drip;
    std::vector<std::pair<QPointer<QTcpSocket>, QByteArray>> m_rests;
};

} // namespace ota
