// SPDX-License-Identifier: Apache-2.0
// `otaw serve` and `otaw notify` as scripts see them: separate processes on one bench.

#include "otaserverfixture.h"
#include "otawprocess.h"

#include <QJsonArray>

#include <csignal>

using namespace ota;

class TestOtaServerServe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_bench = m_directory->filePath(QStringLiteral("bench"));
        m_manifest = testDataPath(QStringLiteral("suit/riot-tool/native64_ram0.signed.suit"));
    }

    void aSignalEndsItCleanly_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }

    void aSignalEndsItCleanly()
    {
        QFETCH(int, signal);
        Serve serve(m_bench);
        const QJsonObject http = serve.waitFor(QStringLiteral("service"), QStringLiteral("http"));
        QVERIFY(http[QStringLiteral("address")].toString().startsWith(QStringLiteral("http://127.0.0.1:")));
        QVERIFY(!http[QStringLiteral("address")].toString().endsWith(QStringLiteral(":0")));
        QVERIFY(!serve.waitFor(QStringLiteral("service"), QStringLiteral("coap")).isEmpty());
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        QCOMPARE(serve.endWith(signal), 0);
    }

    void aPortInUseIsTheBenchsOwnFailure()
    {
        Serve serve(m_bench);
        const QString address =
            serve.waitFor(QStringLiteral("service"), QStringLiteral("http"))[QStringLiteral("address")].toString();
        const Ran second =
            otaw(m_directory->filePath(QStringLiteral("other")),
                 {QStringLiteral("serve"), QStringLiteral("--http"), address.section(QLatin1Char('/'), -1)});
        QCOMPARE(second.status, 3);
        QVERIFY2(second.all().contains(address.section(QLatin1Char(':'), -1).toLatin1()), second.err.constData());
    }

    void notifyGoesThroughTheProcessThatServes()
    {
        QCOMPARE(otaw(m_bench, {QStringLiteral("release"), QStringLiteral("publish"), QStringLiteral("native64_x"),
                                QStringLiteral("riot.suit.7.bin=") + m_manifest})
                     .status,
                 0);
        FakeDevice device;
        device.asRiot();
        QVERIFY_RESULT(device.start());
        const QString address = QStringLiteral("127.0.0.1:%1").arg(device.port());
        Serve serve(m_bench);
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        const Ran good = otaw(m_bench, {QStringLiteral("notify"), QStringLiteral("native64_x"), address});
        QVERIFY2(good.status == 0, good.err.constData());
        QCOMPARE(good.last()[QStringLiteral("accepted")].toInt(), 1);
        QVERIFY(device.got().front().payload.endsWith('\0'));
        QCOMPARE(serve.waitFor(QStringLiteral("event"), QStringLiteral("device"))[QStringLiteral("device")].toString(),
                 address);
        // One of two: the answer is no, and says which.
        const Ran half = otaw(
            m_bench, {QStringLiteral("notify"), QStringLiteral("native64_x"), address, QStringLiteral("http://x")});
        QCOMPARE(half.status, 1);
        QCOMPARE(half.last()[QStringLiteral("devices")][1][QStringLiteral("result")].toString(),
                 QStringLiteral("not-an-address"));
        QCOMPARE(otaw(m_bench, {QStringLiteral("notify"), QStringLiteral("none"), address}).status, 1);
        // Reading works beside it.
        QCOMPARE(otaw(m_bench, {QStringLiteral("release"), QStringLiteral("list")}).status, 0);
    }

    void notifyBesideAServerWithoutHttpSaysWhoHoldsTheBench()
    {
        Serve serve(m_bench, {QStringLiteral("--coap"), QStringLiteral("127.0.0.1:0")});
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        const Ran busy = otaw(m_bench, {QStringLiteral("notify"), QStringLiteral("x"), QStringLiteral("127.0.0.1")});
        QCOMPARE(busy.status, 3);
        QVERIFY2(busy.all().contains("serve"), busy.all().constData());
    }

    void notifyWithoutAServerNeedsAHost()
    {
        QCOMPARE(otaw(m_bench, {QStringLiteral("release"), QStringLiteral("publish"), QStringLiteral("native64_x"),
                                QStringLiteral("riot.suit.7.bin=") + m_manifest})
                     .status,
                 0);
        FakeDevice device;
        device.asRiot();
        QVERIFY_RESULT(device.start());
        const QString address = QStringLiteral("127.0.0.1:%1").arg(device.port());
        QCOMPARE(otaw(m_bench, {QStringLiteral("notify"), QStringLiteral("native64_x"), address}).status, 2);
        const Ran sent = otaw(m_bench, {QStringLiteral("notify"), QStringLiteral("native64_x"), address,
                                        QStringLiteral("--host"), QStringLiteral("[2001:db8::1]")});
        QVERIFY2(sent.status == 0, sent.err.constData());
        QCOMPARE(device.got().front().payload,
                 QByteArray("coap://[2001:db8::1]/native64_x/riot.suit.latest.bin\0", 53));
    }

    void publishingAndRemovingGoThroughTheProcessThatServes()
    {
        QFile large(m_directory->filePath(QStringLiteral("slot0.7.bin")));
        QVERIFY(large.open(QIODevice::WriteOnly));
        large.write(QByteArray(5'000'000, 'x'));
        large.close();
        Serve serve(m_bench, {QStringLiteral("--http"), QStringLiteral("127.0.0.1:0")});
        const QString address =
            serve.waitFor(QStringLiteral("service"), QStringLiteral("http"))[QStringLiteral("address")].toString();
        const Ran published =
            otaw(m_bench, {QStringLiteral("release"), QStringLiteral("publish"), QStringLiteral("native64_x"),
                           QStringLiteral("riot.suit.7.bin=") + m_manifest, large.fileName()});
        QVERIFY2(published.status == 0, published.all().constData());
        QCOMPARE(published.last()[QStringLiteral("files")].toArray().size(), 2);
        QCOMPARE(published.last()[QStringLiteral("size")].toInt(), 5'000'000 + int(QFile(m_manifest).size()));
        const Ran curl = run(QStringLiteral("curl"),
                             {QStringLiteral("-sS"), address + QStringLiteral("/releases/native64_x/slot0.7.bin")});
        QCOMPARE(curl.out, QByteArray(5'000'000, 'x'));
        const QStringList bad{QStringLiteral("release"), QStringLiteral("publish"), QStringLiteral("native64_bad"),
                              QStringLiteral("m.suit=") + testDataPath(QStringLiteral("suit/riot-cases/dup_seq.suit"))};
        const Ran refused = otaw(m_bench, bad);
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.all().contains("duplicate-key"), refused.all().constData());
        QCOMPARE(otaw(m_bench, QStringList(bad) << QStringLiteral("--allow-invalid")).status, 0);
        const QStringList remove{QStringLiteral("release"), QStringLiteral("remove"), QStringLiteral("native64_x")};
        QCOMPARE(otaw(m_bench, QStringList(remove) << QStringLiteral("--version") << QStringLiteral("8")).status, 1);
        QCOMPARE(otaw(m_bench, QStringList(remove) << QStringLiteral("--version") << QStringLiteral("7")).status, 0);
        QCOMPARE(otaw(m_bench, remove).status, 1); // It went with its last file.
        QCOMPARE(otaw(m_bench, {QStringLiteral("release"), QStringLiteral("publish"), QStringLiteral(".."), m_manifest})
                     .status,
                 1);
    }

    void draftsGoThroughTheProcessThatServes()
    {
        Serve serve(m_bench);
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        const QString id = QStringLiteral("native64_x");
        const auto release = [&](const QStringList& more) {
            return otaw(m_bench, QStringList{QStringLiteral("release")} + more);
        };
        QCOMPARE(release({QStringLiteral("publish"), id}).status, 2); // No file and no draft.
        // An odd choice of files for era B, and no rule for a draft.
        const Ran prepared = release({QStringLiteral("add"), id, QStringLiteral("slot0=") + m_manifest});
        QVERIFY2(prepared.status == 0, prepared.all().constData());
        QCOMPARE(prepared.last()[QStringLiteral("id")].toString(), id);
        const auto list = [&] {
            return release({QStringLiteral("list")}).last();
        };
        QCOMPARE(list()[QStringLiteral("drafts")].toArray().size(), 1);
        QCOMPARE(list()[QStringLiteral("releases")].toArray().size(), 0);
        QCOMPARE(release({QStringLiteral("remove"), id, QStringLiteral("--draft")}).status, 0);
        QCOMPARE(release({QStringLiteral("remove"), id, QStringLiteral("--draft")}).status, 1);
        QCOMPARE(release({QStringLiteral("add"), id, QStringLiteral("riot.suit.7.bin=") + m_manifest}).status, 0);
        const Ran published = release({QStringLiteral("publish"), id});
        QVERIFY2(published.status == 0, published.all().constData());
        QCOMPARE(list()[QStringLiteral("drafts")].toArray().size(), 0);
        QCOMPARE(list()[QStringLiteral("releases")][0][QStringLiteral("id")].toString(), id);
        // And it is served.
        const QString coap =
            serve.waitFor(QStringLiteral("service"), QStringLiteral("coap"))[QStringLiteral("address")].toString();
        CoapCall call;
        call.uri = CoapUri::read(QString(coap + u'/' + id + QStringLiteral("/riot.suit.7.bin"))).value();
        CoapClient client;
        QVERIFY(client.run(call).accepted());
    }

    void boardsGoThroughTheProcessThatServes()
    {
        QCOMPARE(otaw(m_bench, {QStringLiteral("release"), QStringLiteral("publish"), QStringLiteral("native64_x"),
                                QStringLiteral("riot.suit.7.bin=") + m_manifest})
                     .status,
                 0);
        FakeDevice device;
        device.asRiot();
        QVERIFY_RESULT(device.start());
        const QString address = QStringLiteral("127.0.0.1:%1").arg(device.port());
        Serve serve(m_bench);
        QVERIFY(!serve.waitFor(QStringLiteral("ready")).isEmpty());
        const QString name = QStringLiteral("desk 3");
        const QStringList add{QStringLiteral("board"),
                              QStringLiteral("add"),
                              name,
                              QStringLiteral("--address"),
                              QStringLiteral("coap://") + address,
                              QStringLiteral("--profile"),
                              QStringLiteral("testnode")};
        const Ran added = otaw(m_bench, add);
        QVERIFY2(added.status == 0, added.all().constData());
        QCOMPARE(added.last()[QStringLiteral("links")][QStringLiteral("profile")].toString(),
                 QStringLiteral("testnode"));
        const Ran again = otaw(m_bench, add);
        QCOMPARE(again.status, 1);
        QVERIFY2(again.all().contains("already"), again.all().constData());
        const Ran set = otaw(m_bench, {QStringLiteral("board"), QStringLiteral("set"), name, QStringLiteral("--serial"),
                                       QStringLiteral("/dev/ttyACM0")});
        QVERIFY2(set.status == 0, set.all().constData());
        QCOMPARE(set.last()[QStringLiteral("links")][QStringLiteral("serial")].toString(),
                 QStringLiteral("/dev/ttyACM0"));
        QCOMPARE(set.last()[QStringLiteral("links")][QStringLiteral("profile")].toString(), QStringLiteral("testnode"));
        // Who serves knows it at once: by its name, and how it wants to be told.
        const Ran told = otaw(m_bench, {QStringLiteral("notify"), QStringLiteral("native64_x"), address});
        QCOMPARE(told.last()[QStringLiteral("devices")][0][QStringLiteral("board")].toString(), name);
        QVERIFY(!device.got().front().payload.endsWith('\0'));
        const QStringList remove{QStringLiteral("board"), QStringLiteral("remove"), name};
        QCOMPARE(otaw(m_bench, remove).status, 0);
        QCOMPARE(otaw(m_bench, remove).status, 1);
        QCOMPARE(otaw(m_bench, {QStringLiteral("board"), QStringLiteral("list")})
                     .last()[QStringLiteral("boards")]
                     .toArray()
                     .size(),
                 0);
    }

    void whatOnlyTheHolderCanDoSaysWhatToDo()
    {
        Serve coapOnly(m_bench, {QStringLiteral("--coap"), QStringLiteral("127.0.0.1:0")});
        QVERIFY(!coapOnly.waitFor(QStringLiteral("ready")).isEmpty());
        for (const QStringList& verb :
             {QStringList{QStringLiteral("release"), QStringLiteral("add"), QStringLiteral("x"), m_manifest},
              QStringList{QStringLiteral("board"), QStringLiteral("add"), QStringLiteral("x")},
              QStringList{QStringLiteral("key"), QStringLiteral("new"), QStringLiteral("x"), QStringLiteral("--alg"),
                          QStringLiteral("ed25519")}}) {
            const Ran busy = otaw(m_bench, verb);
            QCOMPARE(busy.status, 3);
            QVERIFY2(busy.all().contains("serve"), busy.all().constData()); // Who it is.
            const bool isForwarded = verb.front() != QStringLiteral("key");
            QVERIFY2(busy.all().contains(isForwarded ? "let it serve HTTP as well" : "end that process"),
                     busy.all().constData());
        }
    }

    void coapsHasACertificateOfTheBench()
    {
        QCOMPARE(otaw(m_bench, {QStringLiteral("release"), QStringLiteral("publish"), QStringLiteral("native64_x"),
                                QStringLiteral("riot.suit.7.bin=") + m_manifest})
                     .status,
                 0);
        Serve serve(m_bench, {QStringLiteral("--coaps"), QStringLiteral("127.0.0.1:0")});
        const QString address =
            serve.waitFor(QStringLiteral("service"), QStringLiteral("coaps"))[QStringLiteral("address")].toString();
        const QString got = m_directory->filePath(QStringLiteral("got"));
        const Ran fetched = run(QStringLiteral("coap-client-openssl"),
                                {QStringLiteral("-B"), QStringLiteral("10"), QStringLiteral("-R"),
                                 m_bench + QStringLiteral("/tls/ca.pem"), QStringLiteral("-o"), got,
                                 address + QStringLiteral("/native64_x/riot.suit.7.bin")});
        QVERIFY2(fetched.status == 0, fetched.all().constData());
        QFile file(got);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), testData(QStringLiteral("suit/riot-tool/native64_ram0.signed.suit")));
    }

    void httpsHasACertificateOfTheBench()
    {
        Serve serve(m_bench, {QStringLiteral("--https"), QStringLiteral("127.0.0.1:0")});
        const QString address =
            serve.waitFor(QStringLiteral("service"), QStringLiteral("https"))[QStringLiteral("address")].toString();
        QVERIFY(address.startsWith(QStringLiteral("https://")));
        const Ran curl = run(QStringLiteral("curl"),
                             {QStringLiteral("-sS"), QStringLiteral("--cacert"),
                              m_bench + QStringLiteral("/tls/ca.pem"), address + QStringLiteral("/api/state")});
        QVERIFY2(curl.status == 0, curl.err.constData());
        QVERIFY(QJsonDocument::fromJson(curl.out).object()[QStringLiteral("services")].isArray());
    }

    void wrongUseIsSaidBeforeAnythingRuns_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("address") << QStringList{"--http", "127.0.0.1:99999"};
        QTest::newRow("psk") << QStringList{"--coaps", "127.0.0.1:0", "--psk", "board"};
        QTest::newRow("psk without coaps") << QStringList{"--coap", "127.0.0.1:0", "--psk", "board:00"};
        QTest::newRow("open writes") << QStringList{"--http", "0.0.0.0:0", "--allow-unauthenticated-writes"};
        QTest::newRow("tree") << QStringList{"--coap", "127.0.0.1:0", "--tree", "/nowhere"};
    }

    void wrongUseIsSaidBeforeAnythingRuns()
    {
        QFETCH(QStringList, arguments);
        const Ran ran = otaw(m_bench, QStringList{QStringLiteral("serve")} + arguments);
        QVERIFY2(ran.status == 2, ran.all().constData());
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_bench;
    QString m_manifest;
};

QTEST_GUILESS_MAIN(TestOtaServerServe)
#include "tst_otaserver_serve.moc"
