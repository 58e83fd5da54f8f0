// SPDX-License-Identifier: Apache-2.0
// The npm package `coap` against our server and client: an implementation in another language.
#include "coap/coapclient.h"
#include "coap/coapserver.h"
#include "coapprobe.h"
#include "interopprocess.h"
#include "testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

class TestCoapNpm final : public QObject
{
    Q_OBJECT

    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    CoapClient m_client;

    static QString script(const QString& name) { return QStringLiteral(OTA_INTEROP_DIR "/npm/") + name; }

private Q_SLOTS:
    void initTestCase()
    {
        const QString folder = qEnvironmentVariable("OTA_NPM_DIR");
        if (folder.isEmpty())
            QSKIP("OTA_NPM_DIR is not set: tests/run installs tests/interop/npm/package.json there");
        m_environment.insert(QStringLiteral("NODE_PATH"), folder + QStringLiteral("/node_modules"));
        QCOMPARE(runProgram(QStringLiteral("node"), {"-e", "require('coap')"}, nullptr, nullptr, m_environment), 0);
    }

    void theirClientFetchesFromUs_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("szx");
        for (const QString& address : {QStringLiteral("127.0.0.1"), QStringLiteral("::1")}) {
            for (int szx = 0; szx <= 6; ++szx)
                QTest::newRow(qPrintable(QStringLiteral("%1, blocks of %2").arg(address).arg(16 << szx)))
                    << address << szx;
        }
    }

    void theirClientFetchesFromUs()
    {
        QFETCH(const QString, address);
        QFETCH(const int, szx);
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{address, 0, false}};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        auto tree = std::make_shared<CoapTree>();
        QVERIFY_RESULT(tree->add(QStringLiteral("fw/slot0"), patternBody(5003)));
        server.setTree(tree);
        QByteArray output;
        QByteArray errors;
        const int status = runProgram(QStringLiteral("node"),
                                      {script(QStringLiteral("coap_get.js")), address, QString::number(server.port()),
                                       QStringLiteral("/fw/slot0"), QString::number(szx)},
                                      &output, &errors, m_environment);
        QVERIFY2(status == 0, errors.constData());
        QCOMPARE(Digest::of(QByteArrayView(output)), Digest::of(QByteArrayView(patternBytes(5003))));
        QCOMPARE(server.statistics().transfersDone, quint64{1});
    }

    void ourClientUsesTheirServer_data()
    {
        QTest::addColumn<int>("szx");
        // Not 16: the package (1.4.2) takes a Block2 without bytes, which means 0/0/16, for a size of 0 and sends
        // nothing.
        for (int szx = 1; szx <= 6; ++szx)
            QTest::addRow("blocks of %d", 16 << szx) << szx;
    }

    void ourClientUsesTheirServer()
    {
        QFETCH(const int, szx);
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("body")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(patternBytes(5003));
        file.close();
        RunningProgram server(QStringLiteral("node"), {script(QStringLiteral("coap_server.js")), file.fileName()},
                              m_environment);
        QTRY_VERIFY_WITH_TIMEOUT(server.process().canReadLine() || server.process().waitForReadyRead(100), 20'000);
        CoapCall call;
        call.uri.host = QStringLiteral("127.0.0.1");
        call.uri.port = server.process().readLine().trimmed().toUShort();
        QVERIFY(call.uri.port != 0);
        call.uri = call.uri.at(QStringLiteral("fw"));
        call.szx = static_cast<quint8>(szx);
        call.timing.limit = std::chrono::seconds(20);
        const CoapAnswer got = m_client.run(call);
        QVERIFY2(got.accepted(), qPrintable(got.text()));
        QCOMPARE(Digest::of(QByteArrayView(got.payload)), Digest::of(QByteArrayView(patternBytes(5003))));
        call.method = CoapMethod::Post;
        call.payload = "coap://[::1]/fw/manifest";
        QVERIFY(m_client.run(call).accepted());
        call.method = CoapMethod::Get;
        call.payload.clear();
        QCOMPARE(m_client.run(call).payload, QByteArray("coap://[::1]/fw/manifest"));
    }
};

QTEST_GUILESS_MAIN(TestCoapNpm)
#include "tst_coap_npm.moc"
