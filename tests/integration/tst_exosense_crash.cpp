// SPDX-License-Identifier: Apache-2.0
// kill -9 while gateways report. The program runs itself again as the child that is killed: what was answered with 204
// is there afterwards, once.

#include "exosense/exosenseservice.h"
#include "exosense/exosensestore.h"
#include "rawclient.h"
#include "store/bench.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <cstdio>
#include <thread>

using namespace ota;

namespace {

constexpr int childFailed = 9;
const QString gateway = QStringLiteral("gw-1");
const QByteArray token(40, 'a');

Result<std::unique_ptr<Bench>> openBench(const QString& directory)
{
    BenchOptions options;
    options.schemas = {EventStore::schema(), ExosenseStore::schema()};
    return Bench::open(directory, Bench::Access::Hold, options);
}

/// Serves until it is killed; says its port.
int childMain(const QStringList& arguments)
{
    const auto bench = openBench(arguments.value(2));
    if (!bench)
        return childFailed;
    const auto events = EventStore::open((*bench)->database(), (*bench)->streamsPath(), (*bench)->clock());
    if (!events)
        return childFailed;
    const auto timeline = Timeline::open(**events, (*bench)->clock());
    if (!timeline)
        return childFailed;
    ExosenseServiceSettings settings;
    settings.http = QStringList{QStringLiteral("127.0.0.1:0")};
    const auto service = ExosenseService::make(**bench, timeline->get(), settings);
    if (!service || !(*service)->cloud().addIdentity(gateway, true) ||
        !(*service)->cloud().adoptToken(gateway, token) || !(*service)->start())
        return childFailed;
    std::printf("%d\n", QUrl((*service)->listeners().front().address).port());
    std::fflush(stdout);
    std::this_thread::sleep_for(std::chrono::minutes(10));
    return 0;
}

} // namespace

class TestExosenseCrash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAcceptedSurvivesAKill()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("bench"));
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--child"), path});
        QVERIFY(child.waitForReadyRead(30'000));
        const quint16 port = child.readLine().trimmed().toUShort();
        QVERIFY(port != 0);

        RawClient client(port);
        int accepted = 0;
        for (; accepted < 300; ++accepted) {
            const QByteArray body = "data_in=" + QByteArray::number(accepted);
            const RawResponse reply =
                client.request("POST /onep:v1/stack/alias HTTP/1.1\r\nHost: x\r\nX-Exosite-CIK: " + token +
                               "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            QCOMPARE(reply.status, 204);
        }
        // One more is on its way while it is killed.
        client.send("POST /onep:v1/stack/alias HTTP/1.1\r\nHost: x\r\nX-Exosite-CIK: " + token +
                    "\r\nContent-Length: 11\r\n\r\ndata_in=300");
        child.kill();
        QVERIFY(child.waitForFinished(30'000));

        const auto bench = openBench(path);
        QVERIFY_RESULT(bench);
        ExosenseStore store((*bench)->database(), (*bench)->clock());
        QByteArrayList values;
        QVERIFY_RESULT(store.forEachWrite(gateway, "data_in", 0, [&](const WriteRow& row) {
            values << row.value;
            return Result<>();
        }));
        QVERIFY2(values.size() == accepted || values.size() == accepted + 1,
                 qPrintable(QString::number(values.size())));
        for (qsizetype i = 0; i < values.size(); ++i)
            QCOMPARE(values[i], QByteArray::number(i));
        const auto rows = store.resources(gateway);
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->front().reported, values.last());
    }
};

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == QStringLiteral("--child"))
        return childMain(application.arguments());
    TestExosenseCrash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_exosense_crash.moc"
