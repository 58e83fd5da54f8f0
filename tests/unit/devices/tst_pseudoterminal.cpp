// SPDX-License-Identifier: Apache-2.0
#include "devices/serial/pseudoterminal.h"
#include "testsupport.h"

#include <QFile>
#include <QTest>

#include <thread>

using namespace ota;
using namespace std::chrono_literals;

class TestPseudoTerminal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesGoThroughUnchangedBothWays()
    {
        const auto terminal = PseudoTerminal::open();
        QVERIFY_RESULT(terminal);
        QFile line((*terminal)->path());
        QVERIFY(line.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        const QByteArray sent("> suit\r\n\x1b[1A\xff\x03\x00", 13);
        QCOMPARE((*terminal)->write(sent), 0);
        QCOMPARE(line.read(sent.size()), sent);
        QCOMPARE(line.write("suit fetch\n"), 11);
        QCOMPARE((*terminal)->read(5s), QByteArray("suit fetch\n"));
    }

    void aLineNobodyReadsDropsInsteadOfBlocking()
    {
        const auto terminal = PseudoTerminal::open();
        QVERIFY_RESULT(terminal);
        const QByteArray much(1 << 20, 'x');
        QVERIFY((*terminal)->write(much) > 0);
        QCOMPARE((*terminal)->read(0ms), QByteArray());
    }

    void aWaitingReadCanBeWoken()
    {
        const auto terminal = PseudoTerminal::open();
        QVERIFY_RESULT(terminal);
        std::thread reader([&] { (*terminal)->read(1h); });
        (*terminal)->wake();
        reader.join();
    }
};

QTEST_GUILESS_MAIN(TestPseudoTerminal)
#include "tst_pseudoterminal.moc"
