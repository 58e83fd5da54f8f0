// SPDX-License-Identifier: Apache-2.0
// A thousand gateways wait in long polls, in another process, and one request is written for all of them.

#include "exosense/exosensecloud.h"
#include "exosense/exosenseservice.h"
#include "exosense/exosensestore.h"
#include "gatewaycrowd.h"
#include "store/bench.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <malloc.h>

using namespace ota;

namespace {

constexpr int gateways = 1000;
constexpr std::size_t bytesForOne = 4096;
constexpr int patienceMs = 60'000;

/// Of this process.
int threadCount()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("Threads:"))
            return line.mid(8).trimmed().toInt();
    }
    return -1;
}

/// That this program holds; nothing where a sanitizer has the heap.
std::optional<std::size_t> heapBytes()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return std::nullopt;
#else
    return mallinfo2().uordblks;
#endif
}

} // namespace

class TestExosenseCrowd final : public QObject
{
    Q_OBJECT

public:
    explicit TestExosenseCrowd(GatewayCrowd& crowd)
        : m_crowd(crowd)
    {
    }

private:
    GatewayCrowd& m_crowd;

private Q_SLOTS:
    void eachOfAThousandIsAnsweredOnceAndCostsLittle()
    {
        const QTemporaryDir directory;
        BenchOptions options;
        options.schemas = {EventStore::schema(), ExosenseStore::schema()};
        const auto bench = Bench::open(directory.filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        QVERIFY_RESULT(bench);
        const auto events = EventStore::open((*bench)->database(), (*bench)->streamsPath(), (*bench)->clock());
        QVERIFY_RESULT(events);
        const auto timeline = Timeline::open(**events, (*bench)->clock());
        QVERIFY_RESULT(timeline);
        ExosenseServiceSettings settings;
        settings.http = QStringList{QStringLiteral("127.0.0.1:0")};
        const auto service = ExosenseService::make(**bench, timeline->get(), settings);
        QVERIFY_RESULT(service);
        QVERIFY_RESULT((*service)->start());
        ExosenseCloud& cloud = (*service)->cloud();
        QStringList names;
        QByteArrayList tokens;
        QVERIFY_RESULT((*bench)->database().transaction([&]() -> Result<> {
            for (int i = 0; i < gateways; ++i) {
                names << QStringLiteral("gw-%1").arg(i);
                tokens << QByteArray::number(i).rightJustified(40, '0');
                if (auto added = cloud.addIdentity(names.last(), true); !added)
                    return added;
                if (auto adopted = cloud.adoptToken(names.last(), tokens.last()); !adopted)
                    return adopted;
            }
            return {};
        }));
        QCOMPARE((*service)->notes(), QStringList());

        const int threads = threadCount();
        const auto before = heapBytes();
        m_crowd.begin(static_cast<quint16>(QUrl((*service)->listeners().front().address).port()), false, tokens);
        QTRY_COMPARE_WITH_TIMEOUT(cloud.waiting(), std::size_t{gateways}, patienceMs);
        // Those of the pool, and none for a waiter.
        QVERIFY2(threadCount() - threads <= 8, qPrintable(QString::number(threadCount() - threads)));
        if (before) {
            const std::size_t one = (*heapBytes() - *before) / gateways;
            QVERIFY2(one < bytesForOne, qPrintable(QString::number(one)));
        }

        QVERIFY_RESULT(
            cloud.setDesired(names, "config_otau", R"({"version":"2","name":"n","type":"JSON","payload":{}})"));
        const GatewayCrowd::Answers answers = m_crowd.end();
        QCOMPARE(answers.wrong, 0);
        QCOMPARE(answers.once, gateways);
        QCOMPARE(cloud.waiting(), std::size_t{0});
    }
};

int main(int argc, char** argv)
{
    GatewayCrowd crowd; // Before there are threads.
    QCoreApplication application(argc, argv);
    TestExosenseCrowd test(crowd);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_exosense_crowd.moc"
