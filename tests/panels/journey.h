// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "benchdesk.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QProcess>

#include <memory>
#include <vector>

/// What the journeys have in common: the things that are made, and what they must have become.
namespace ota::journey {

inline const QString keyName = QStringLiteral("lab-key");
inline const QString releaseId = QStringLiteral("native64-lab");
/// Of this process alone: the address of a virtual board is made from its name.
inline const QString boardName = QStringLiteral("desk-%1").arg(QCoreApplication::applicationPid());
inline constexpr int limitMs = 60'000;

/// What a build of RIOT leaves: an image for each slot, with its boot header.
class Firmware
{
public:
    explicit Firmware(const BenchDesk& desk);

    QStringList images() const { return m_images; }
    QStringList offsets() const; ///< Of the slots, as one types them.

private:
    QStringList m_images;
};

/// Where boards of the desk's bench find the release.
QString uriBase(const BenchDesk& desk);
/// The virtual board runs and can be told.
bool boardListens(const BenchDesk& desk);
/// Fails the test unless the file is a report of a session of the board.
void checkReport(const QString& path);

/// What keys, release, board and sessions have become, without what differs from bench to bench: times, digests.
QJsonObject effects(const BenchDesk& desk);

/// A shell with the built otaw, on a bench of its own.
class Shell
{
public:
    explicit Shell(const QString& benchPath);
    ~Shell();
    Q_DISABLE_COPY_MOVE(Shell)

    /// Runs it as it is; true when its exit status is 0.
    bool does(const QString& command) const;
    /// What it writes; empty when it fails.
    QByteArray answer(const QString& command) const;
    /// Leaves it running until the end; true when it has written that text.
    bool goesOn(const QString& command, const QString& text);
    bool hasFetched() const; ///< A board has got all of a payload.
    QJsonObject effects() const;

private:
    std::unique_ptr<QProcess> begin(const QString& command) const;
    QJsonObject json(const QString& command) const;

    QString m_bench;
    std::vector<std::unique_ptr<QProcess>> m_running;
};

} // namespace ota::journey

/// Ends the test when the step before has failed.
#define OTA_STEP()                                                                                                     \
    do {                                                                                                               \
        if (QTest::currentTestFailed())                                                                                \
            return;                                                                                                    \
    } while (false)
