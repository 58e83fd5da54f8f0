// SPDX-License-Identifier: Apache-2.0
#include "app/singleinstance.h"
#include "panelsupport.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

using namespace ota;

namespace {

/// What a second program does, on a thread of its own: the first one needs its event loop meanwhile.
bool handedOver(const QString& bench)
{
    bool result = false;
    const std::unique_ptr<QThread> second(
        QThread::create([&result, bench] { result = SingleInstance(bench).handOver(); }));
    second->start();
    const bool ended = QTest::qWaitFor([&second] { return second->isFinished(); }, 30'000);
    second->wait();
    return ended && result;
}

} // namespace

class TestSingleInstance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSecondRaisesTheFirst()
    {
        const QTemporaryDir bench;
        SingleInstance first(bench.path());
        QVERIFY(!first.handOver()); // Nobody there yet.
        first.listen();
        QSignalSpy raised(&first, &SingleInstance::raiseRequested);
        QVERIFY(handedOver(bench.path()));
        QCOMPARE(raised.count(), 1);
    }

    void theSamePlaceIsKnownUnderOtherNames()
    {
        const QTemporaryDir bench;
        SingleInstance first(bench.path() + QStringLiteral("/./"));
        first.listen();
        const QString link = bench.filePath(QStringLiteral("link"));
        QVERIFY(QFile::link(bench.path(), link));
        QVERIFY(handedOver(link));
    }

    void anotherBenchHasItsOwnWindow()
    {
        const QTemporaryDir bench;
        const QTemporaryDir other;
        SingleInstance first(bench.path());
        first.listen();
        QVERIFY(!handedOver(other.path()));
    }

    void whatAKilledProgramLeftIsNoHindrance()
    {
        const QTemporaryDir bench;
        {
            SingleInstance gone(bench.path());
            gone.listen();
        }
        SingleInstance first(bench.path());
        QVERIFY(!first.handOver());
        first.listen();
        QVERIFY(handedOver(bench.path()));
    }
};

OTA_PANEL_TEST_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
