// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coap/coapblock.h"
#include "coap/coapmessage.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QUdpSocket>

#include <optional>

namespace ota {

/// A client made of one socket that does exactly what the test says: no retransmission, no checks.
class CoapProbe
{
public:
    explicit CoapProbe(quint16 port, const QHostAddress& server = QHostAddress(QHostAddress::LocalHost))
    {
        m_socket.setProxy(QNetworkProxy::NoProxy); // Else Qt asks the desktop for one, in a thread of its own.
        m_socket.bind(server, 0);
        m_socket.connectToHost(server, port);
    }

    void send(const QByteArray& datagram) { m_socket.write(datagram); }

    /// Empty when nothing comes in time.
    QByteArray receive(int milliseconds = 20'000)
    {
        if (!m_socket.hasPendingDatagrams() && !m_socket.waitForReadyRead(milliseconds))
            return {};
        QByteArray datagram(65'536, Qt::Uninitialized);
        datagram.resize(std::max<qint64>(0, m_socket.readDatagram(datagram.data(), datagram.size())));
        return datagram;
    }

    QByteArray exchange(const QByteArray& datagram)
    {
        send(datagram);
        return receive();
    }

    CoapMessage exchange(const CoapMessage& message)
    {
        const QByteArray answer = exchange(message.encode());
        return CoapMessage::read(bytesOf(answer)).value_or(CoapMessage{});
    }

    CoapMessage request(CoapMethod method, const QString& path)
    {
        CoapMessage message;
        message.code = CoapCode{static_cast<quint8>(method)};
        message.messageId = ++m_messageId;
        message.token = QByteArray("tk");
        message.addPath(path);
        return message;
    }

    CoapMessage get(const QString& path, std::optional<BlockOption> block = std::nullopt)
    {
        CoapMessage message = request(CoapMethod::Get, path);
        if (block)
            message.add(coapoption::block2, blockValue(*block));
        return exchange(message);
    }

    /// The whole body, block by block; empty when an answer is not 2.05 or has another number or ETag than it should.
    QByteArray fetch(const QString& path, quint8 szx)
    {
        QByteArray body;
        QByteArray etag;
        for (quint32 number = 0;; ++number) {
            const CoapMessage answer = get(path, BlockOption{number, false, szx});
            const CoapMessage::Option* block = answer.find(coapoption::block2);
            const CoapMessage::Option* tag = answer.find(coapoption::etag);
            if (answer.code != coapcode::content || !block || !tag || (number > 0 && tag->value != etag))
                return {};
            etag = tag->value;
            const auto read = BlockOption::read(bytesOf(block->value));
            if (!read || read->number != number)
                return {};
            body += answer.payload;
            if (!read->more)
                return body;
        }
    }

    static QByteArray blockValue(const BlockOption& block)
    {
        const CoapUint value = block.value();
        return {reinterpret_cast<const char*>(value.buffer.data()), value.length};
    }

    static std::optional<BlockOption> blockOf(const CoapMessage& message)
    {
        const CoapMessage::Option* option = message.find(coapoption::block2);
        return option ? BlockOption::read(bytesOf(option->value)) : std::nullopt;
    }

    quint16 port() const { return m_socket.localPort(); }
    quint16 lastMessageId() const { return m_messageId; }

private:
    QUdpSocket m_socket;
    quint16 m_messageId = 0x1000;
};

/// Bytes that are the same in each run and differ at every place between seeds.
inline QByteArray patternBytes(qsizetype size, quint32 seed = 1)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = seed * 2'654'435'761U + 1;
    for (char& byte : bytes) {
        state = state * 1'664'525U + 1'013'904'223U;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

inline CoapBody patternBody(qsizetype size, quint32 seed = 1)
{
    return CoapBody::of(SharedBytes::fromBuffer(patternBytes(size, seed)));
}

} // namespace ota
