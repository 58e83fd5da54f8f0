// SPDX-License-Identifier: Apache-2.0
#include "exosensefixture.h"
#include "exosensevectors.h"
#include "http/httpfields.h"
#include "rawclient.h"

#include <QJsonArray>
#include <QTest>

using namespace ota;

namespace {

const QString gateway = QStringLiteral("SN0001");
const QByteArray config =
    R"({"version": "1.0.1", "name": "Production", "type": "FILE", "payload": "http://127.0.0.1/f"})";

QByteArray capture(const QString& client, const QString& name)
{
    return exosenseData(QStringLiteral("captures/%1/%2").arg(client, name));
}

/// What the C library looks for in a reply (exosense.md 3).
void checkForSmallClients(const RawResponse& reply, const QString& line)
{
    QVERIFY2(reply.head.contains("\r\nContent-Length: "), qPrintable(line));
    for (const QByteArray& field : reply.head.split('\n')) {
        const QByteArray name = field.left(std::max<qsizetype>(field.indexOf(':'), 0)).toLower();
        const bool isKnown = name.isEmpty() || name == "date" || name == "content-type" || name == "content-length" ||
                             name == "last-modified" || name == "etag" || name == "accept-ranges";
        QVERIFY2(isKnown, field.constData());
    }
    if (reply.field("Last-Modified").isNull() && reply.field("ETag").isNull())
        QVERIFY2(reply.head.size() + 2 <= 160, qPrintable(QStringLiteral("%1: %2").arg(line).arg(reply.head.size())));
}

} // namespace

/// The recorded requests of real clients, byte by byte.
class TestDeviceCaptures final : public QObject
{
    Q_OBJECT

private:
    /// Everything that the clients of the captures expect to be there.
    static std::unique_ptr<ServedCloud> prepared(const QString& client)
    {
        CloudSettings settings;
        settings.vendor = QStringLiteral("prodid");
        settings.model = QStringLiteral("prodid");
        auto served = std::make_unique<ServedCloud>(settings);
        const bool isMurano = client == QStringLiteral("gdc_like_http");
        const QString name = isMurano ? QStringLiteral("myDeviceName-1") : gateway;
        CloudFixture::need(served->cloud->addIdentity(name, false));
        if (isMurano) {
            ContentEntry package;
            package.id = QStringLiteral("package_acme_iotgw1_prod_1-0-1");
            CloudFixture::need(served->cloud->store().create(package));
            addFirmware(*served);
        }
        if (client == QStringLiteral("pyonep")) {
            ContentEntry firmware;
            firmware.id = QStringLiteral("fw_1-0-1.bin");
            CloudFixture::need(served->cloud->store().create(firmware));
        }
        QByteArray value = config;
        if (client == QStringLiteral("libexosite_c_big_body"))
            value.replace("127.0.0.1/f", QByteArray("127.0.0.1/").append(QByteArray(400, 'x')));
        CloudFixture::need(served->cloud->setDesired({name}, "config_otau", value));
        return served;
    }

    static void addFirmware(ServedCloud& served)
    {
        QByteArray bytes;
        for (int i = 0; i < 2048; ++i)
            bytes.append(static_cast<char>(i));
        const auto blob = served.bench->blobs().importBytes(bytes);
        CloudFixture::need(blob);
        ContentEntry firmware;
        firmware.id = QStringLiteral("fw_1-0-1.bin");
        firmware.blob = blob->id;
        firmware.sizeBytes = blob->sizeBytes;
        CloudFixture::need(served.cloud->store().create(firmware));
    }

private Q_SLOTS:
    void eachClientIsAnswered_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<bool>("bytewise");
        for (const QString& client : {QStringLiteral("libexosite_c"), QStringLiteral("libexosite_c_big_body"),
                                      QStringLiteral("libexosite_c_mixed_case_token"), QStringLiteral("pyonep"),
                                      QStringLiteral("gdc_like_http")}) {
            QTest::newRow(qPrintable(client)) << client << false;
            QTest::newRow(qPrintable(client + QStringLiteral(", a byte a segment"))) << client << true;
        }
    }

    void eachClientIsAnswered()
    {
        QFETCH(QString, client);
        QFETCH(bool, bytewise);
        const auto served = prepared(client);
        RawClient connection(served->port());
        connection.socket().setSocketOption(QAbstractSocket::LowDelayOption, 1);
        QByteArray credential;
        QJsonArray exchanges;
        for (const QJsonValue& entry : exosenseJson(QStringLiteral("captures/index.json")).array()) {
            if (entry[QStringLiteral("dir")].toString() == client)
                exchanges = entry[QStringLiteral("exchanges")].toArray();
        }
        QVERIFY(!exchanges.isEmpty());
        for (const QJsonValue& exchange : exchanges) {
            const QString line = exchange[QStringLiteral("line")].toString();
            QByteArray request = capture(client, exchange[QStringLiteral("request")].toString());
            const RawResponse recorded = [&] {
                RawResponse reply;
                const QByteArray bytes = capture(client, exchange[QStringLiteral("reply")].toString());
                const qsizetype end = bytes.indexOf("\r\n\r\n");
                reply.head = bytes.left(end + 2);
                reply.body = bytes.mid(end + 4);
                return reply;
            }();
            // The captured credential stands for the one that this client was given; its management calls use the
            // bench's, which the fixture has set to it.
            if (!line.contains(QStringLiteral("/provision/manage/")) && !credential.isEmpty())
                request.replace(CloudFixture::token, credential);
            if (bytewise) {
                for (const char byte : request)
                    connection.send(QByteArray(1, byte));
            } else {
                connection.send(request);
            }
            const RawResponse reply = connection.receive();
            QVERIFY2(reply.complete, qPrintable(line));
            checkReply(client, line, exchange[QStringLiteral("status")].toInt(), reply, recorded);
            if (QTest::currentTestFailed())
                return;
            if (line.contains(QStringLiteral("/provision/activate")))
                credential = reply.body;
        }
        const auto view = served->cloud->gateways();
        QCOMPARE(view.size(), std::size_t{1});
        QCOMPARE(view.front().identity, DeviceIdentity::State::Provisioned);
        if (client == QStringLiteral("gdc_like_http"))
            QVERIFY(served->codes().contains(QStringLiteral("XW-UNENCODED")));
    }

private:
    static void checkReply(const QString& client, const QString& line, int status, const RawResponse& reply,
                           const RawResponse& recorded)
    {
        checkForSmallClients(reply, line);
        if (client == QStringLiteral("pyonep") && line.contains(QStringLiteral("/download?"))) {
            // It stored these ten bytes itself.
            QCOMPARE(reply.status, 200);
            if (!line.contains(QStringLiteral("info=true")))
                QCOMPARE(reply.body, QByteArray("BINARYDATA"));
            return;
        }
        // The stub had nothing new for this one either: it was written before the poll began.
        QVERIFY2(reply.status == status,
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(line).arg(reply.status).arg(status)));
        if (line.contains(QStringLiteral("/provision/activate"))) {
            QCOMPARE(reply.body.size(), ExosenseStore::tokenDigits);
            for (const char digit : reply.body)
                QVERIFY((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'));
        } else if (line.contains(QStringLiteral("GET /timestamp"))) {
            QCOMPARE(reply.body, QByteArray("1700000000"));
        } else if (status == 200 && line.contains(QStringLiteral("config_otau"))) {
            QVERIFY(reply.body.startsWith("config_otau=%7B%22version%22%3A%20%221.0.1%22"));
            QVERIFY(!reply.body.contains('+'));
        } else if (line.contains(QStringLiteral("GET /provision/download HTTP"))) {
            QCOMPARE(reply.body, QByteArray("fw_1-0-1.bin\r\npackage_acme_iotgw1_prod_1-0-1"));
        } else if (line.contains(QStringLiteral("info=true"))) {
            QCOMPARE(reply.body, QByteArray("application/octet-stream,2048,1700000000,"));
        } else if (line.contains(QStringLiteral("/download?"))) {
            QCOMPARE(reply.body, recorded.body);
            QVERIFY(!reply.field("ETag").isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestDeviceCaptures)
#include "tst_devicecaptures.moc"
