// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "crypto/key.h"
#include "virtual/boarddefects.h"
#include "virtual/datagramlink.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace ota {

/// What a virtual board is built with.
struct BoardProfile
{
    enum class Slots
    {
        Riotboot, ///< Two flash slots and a boot loader; restarts into what it installed.
        Ram       ///< As `native64`: RAM regions and two files, no restart.
    };

    QString name;
    QString directory;                              ///< Its state; made when it is not there.
    QString boardName = QStringLiteral("native64"); ///< What `/riot/board` says, and the class.
    QString vendorDomain = QStringLiteral("riot-os.org");
    QByteArray classId;          ///< 16 bytes; empty: from vendor and board name.
    std::vector<PublicKey> keys; ///< Compiled in, tried in order.

    Slots kind = Slots::Riotboot;
    qint64 slotBytes = 256 * 1024;
    qint64 ramBytes = 2048;
    quint32 factoryVersion = 0;

    bool exact = false;            ///< False: lenient as RIOT. True: checks everything of spec/suit-coap.md 2.8.
    bool progressEachBlock = true; ///< As RIOT. False: the bar is printed when the percentage changes.
    qsizetype manifestBytes = 640;
    qint64 blockSize = 64;               ///< 64, or 1024 where the build has LARGE_BLOCKS.
    double timeScale = 1.0;              ///< Of silences and sleeps: below 1 for tests.
    std::optional<int> powerLossPercent; ///< The power goes when that much of a payload is there, once.
    int lossPercent = 0; ///< Of the datagrams of its transfers, in either direction; the same ones each time.
    DefectSet defects;

    QString coapAddress = QStringLiteral("127.0.0.1"); ///< An IP literal.
    quint16 coapPort = 0;                              ///< 0: any.
    bool coaps = false;                                ///< Listens with DTLS too, on any port.
    PskCredentials psk;                                ///< For coaps, as client and server.
    bool console = true;                               ///< Has a pseudo terminal.

    /// Error: Usage, for sizes that can not be.
    Result<> check() const;

    QByteArray vendorIdBytes() const;
    QByteArray classIdBytes() const;
};

} // namespace ota
