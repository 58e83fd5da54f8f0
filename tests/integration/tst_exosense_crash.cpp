// SPDX-License-Identifier: Apache-2.0
// kill -9 while gateways report. The program runs itself again as the child that is killed: what was answered with 204
// is there afterwards, once: as values, as sessions, and in the timeline.

#include "exosense/deviceform.h"
#include "exosense/exosensecloud.h"
#include "exosense/exosenseservice.h"
#include "exosense/exosensestore.h"
#include "rawclient.h"
#include "store/bench.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <array>
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

QByteArray reportOf(int version, const char* word)
{
    return "{\"version\":\"" + QByteArray::number(version) + "\",\"status\":\"" + word + "\"}";
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
    if (!service || !(*service)->start() || !(*service)->cloud().addIdentity(gateway, true) ||
        !(*service)->cloud().adoptToken(gateway, token))
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
    void whatWasAcceptedSurvivesAKill_data()
    {
        QTest::addColumn<int>("cycles");
        QTest::newRow("at once") << 1;
        QTest::newRow("a while") << 7;
        QTest::newRow("longer") << 30;
    }
    void whatWasAcceptedSurvivesAKill()
    {
        QFETCH(int, cycles);
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("bench"));
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--child"), path});
        QVERIFY(child.waitForReadyRead(30'000));
        const quint16 port = child.readLine().trimmed().toUShort();
        QVERIFY(port != 0);

        RawClient client(port);
        QByteArrayList values;   ///< Of data_in that were accepted.
        QByteArrayList statuses; ///< Of otau_in.
        for (int cycle = 1; cycle <= cycles; ++cycle) {
            for (const char* word : words) {
                const QByteArray report = reportOf(cycle, word);
                const QByteArray value = QByteArray::number(values.size());
                // By turns as a write and as a record with a time of its own.
                const QByteArray now = QByteArray::number(QDateTime::currentSecsSinceEpoch());
                const bool isRecord = values.size() % 2 == 1;
                const RawResponse reply = isRecord ? post(client, "/onep:v1/stack/record",
                                                          "alias=data_in&" + now + '=' + value + "&alias=otau_in&" +
                                                              now + '=' + percentEncoded(report))
                                                   : post(client, "/onep:v1/stack/alias",
                                                          "data_in=" + value + "&otau_in=" + percentEncoded(report));
                QCOMPARE(reply.status, 204);
                values << value;
                statuses << word;
            }
        }
        // One more is on its way while it is killed.
        client.send("POST /onep:v1/stack/alias HTTP/1.1\r\nHost: x\r\nX-Exosite-CIK: " + token +
                    "\r\nContent-Length: 12\r\n\r\ndata_in=last");
        child.kill();
        QVERIFY(child.waitForFinished(30'000));

        const auto bench = openBench(path);
        QVERIFY_RESULT(bench);
        ExosenseStore store((*bench)->database(), (*bench)->clock());
        QByteArrayList stored;
        QVERIFY_RESULT(store.forEachWrite(gateway, "data_in", 0, [&](const WriteRow& row) {
            stored << row.value;
            return Result<>();
        }));
        if (stored.endsWith("last"))
            stored.removeLast();
        QCOMPARE(stored, values);
        QByteArrayList reports;
        QVERIFY_RESULT(store.forEachWrite(gateway, "otau_in", 0, [&](const WriteRow& row) {
            reports << keyOf(*parseOtauReport(row.value).status).toLatin1();
            return Result<>();
        }));
        QCOMPARE(reports, statuses);

        // Each version is one session that came to its end; the timeline is told what it had not stored yet.
        const auto events = EventStore::open((*bench)->database(), (*bench)->streamsPath(), (*bench)->clock());
        QVERIFY_RESULT(events);
        const auto timeline = Timeline::open(**events, (*bench)->clock());
        QVERIFY_RESULT(timeline);
        const auto cloud = ExosenseCloud::open(**bench, timeline->get(), {});
        QVERIFY_RESULT(cloud);
        const auto view = (*cloud)->gateway(gateway);
        QVERIFY_RESULT(view);
        QCOMPARE(view->running, QString::number(cycles));
        QCOMPARE(view->sessions.size(), static_cast<std::size_t>(cycles));
        QVERIFY(std::ranges::all_of(view->sessions, [](const StatusSession& session) {
            return session.result == SessionResult::Success && session.attempt == 1;
        }));
        QTRY_COMPARE(toldStatuses(**timeline), statuses);
        const auto rows = (*events)->sessions({.board = BoardId(gateway)});
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->size(), static_cast<std::size_t>(cycles));
        for (const SessionRow& row : *rows)
            QCOMPARE(keyOf(row.result), QStringLiteral("success"));
    }

private:
    static constexpr std::array words{"INIT", "TEST_SUCCESS", "DOWNLOAD", "INSTALL_SUCCESS", "INSTALLED_VERSION"};

    static RawResponse post(RawClient& client, const QByteArray& path, const QByteArray& body)
    {
        return client.request("POST " + path + " HTTP/1.1\r\nHost: x\r\nX-Exosite-CIK: " + token +
                              "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    /// In the order in which they were told.
    static QByteArrayList toldStatuses(Timeline& timeline)
    {
        timeline.flush();
        const auto events = timeline.store().events(
            {.board = BoardId(gateway), .code = QStringLiteral("otau.status"), .order = EventFilter::Order::Seq});
        QByteArrayList words;
        for (const Event& event : events ? *events : std::vector<Event>())
            words << event.rawStatus.toLatin1();
        return words;
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
