// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coap/coapmessage.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QUdpSocket>

#include <atomic>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace ota {

/// A server on loopback that answers each datagram with exactly the datagrams that a function returns for it.
class ScriptedPeer
{
public:
    using Script = std::function<std::vector<QByteArray>(const CoapMessage& request, int number)>;

    explicit ScriptedPeer(Script script)
        : m_script(std::move(script))
    {
        std::promise<quint16> port;
        auto known = port.get_future();
        m_thread = std::thread([this, port = std::move(port)]() mutable { run(std::move(port)); });
        m_port = known.get();
    }
    ~ScriptedPeer()
    {
        m_stopping = true;
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(ScriptedPeer)

    quint16 port() const { return m_port; }

    std::vector<CoapMessage> seen() const
    {
        const std::lock_guard lock(m_mutex);
        return m_seen;
    }

    /// The piggybacked answer to a request.
    static CoapMessage answerTo(const CoapMessage& request, CoapCode code, const QByteArray& payload = {})
    {
        CoapMessage answer;
        answer.type = CoapType::Acknowledgement;
        answer.code = code;
        answer.messageId = request.messageId;
        answer.token = request.token;
        answer.payload = payload;
        return answer;
    }

private:
    void run(std::promise<quint16> port)
    {
        QUdpSocket socket;
        socket.setProxy(QNetworkProxy::NoProxy); // Else Qt asks the desktop for one, in a thread of its own.
        socket.bind(QHostAddress::LocalHost, 0);
        port.set_value(socket.localPort());
        while (!m_stopping) {
            if (!socket.hasPendingDatagrams() && !socket.waitForReadyRead(20))
                continue;
            QByteArray datagram(65'536, Qt::Uninitialized);
            QHostAddress sender;
            quint16 senderPort = 0;
            datagram.resize(
                std::max<qint64>(0, socket.readDatagram(datagram.data(), datagram.size(), &sender, &senderPort)));
            const auto message = CoapMessage::read(bytesOf(datagram));
            if (!message)
                continue;
            {
                const std::lock_guard lock(m_mutex);
                m_seen.push_back(*message);
            }
            for (const QByteArray& answer : m_script(*message, m_count++))
                socket.writeDatagram(answer, sender, senderPort);
        }
    }

    Script m_script;
    std::atomic<bool> m_stopping = false;
    mutable std::mutex m_mutex;
    std::vector<CoapMessage> m_seen;
    int m_count = 0;
    quint16 m_port = 0;
    std::thread m_thread;
};

} // namespace ota
