// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <QByteArray>
#include <QHostAddress>

#include <chrono>
#include <memory>

namespace ota {

/// Where datagrams go to and come from during one transfer: plain UDP or DTLS. One thread at a time; `wake` from any.
class DatagramLink
{
public:
    enum class Received
    {
        Datagram,
        Nothing, ///< The time is over, or it was woken.
        Broken   ///< It will never work again.
    };

    virtual ~DatagramLink() = default;
    Q_DISABLE_COPY_MOVE(DatagramLink)

    /// What can not be sent is lost, as on the air.
    virtual void send(QByteArrayView datagram) = 0;

    /// Waits for the next datagram.
    virtual Received receive(QByteArray& datagram, std::chrono::milliseconds limit) = 0;

    /// Makes a waiting receive return at once, and every later one too.
    virtual void wake() = 0;

protected:
    DatagramLink() = default;
};

/// Loses datagrams in both directions, by a generator that begins with `seed`.
std::unique_ptr<DatagramLink> lossyLink(std::unique_ptr<DatagramLink> link, int lossPercent, quint32 seed);

struct PskCredentials
{
    QByteArray identity;
    QByteArray key;

    bool isEmpty() const { return key.isEmpty(); }
};

/// A UDP socket with a port of its own, at `local` where that is not null. With `anySender` it also takes datagrams
/// from strangers. Error: Io.
Result<std::unique_ptr<DatagramLink>> openUdpLink(const QHostAddress& peer, quint16 port, bool anySender,
                                                  const QHostAddress& local = {});

/// DTLS 1.2 with a pre-shared key, TLS_PSK_WITH_AES_128_CCM_8 as the boards have it. Returns when the handshake is
/// done. `tries` flights are sent, the first gap is `firstGap`. Errors: Io, Rejected (handshake), Timeout.
Result<std::unique_ptr<DatagramLink>> openDtlsLink(const QHostAddress& peer, quint16 port, const PskCredentials& psk,
                                                   int tries, std::chrono::milliseconds firstGap,
                                                   const QHostAddress& local = {});

} // namespace ota
