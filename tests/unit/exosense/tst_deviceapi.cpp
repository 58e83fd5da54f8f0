// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "exosensefixture.h"
#include "exosensevectors.h"
#include "http/httpfields.h"
#include "rawclient.h"

#include <QFile>
#include <QTest>

#include <memory>
#include <vector>

using namespace ota;

namespace {

const QString gateway = QStringLiteral("gw-1");
const QByteArray config = R"({"version":"2","name":"n","type":"JSON","payload":{}})";

QByteArray get(const QByteArray& target, const QByteArray& fields = "X-Exosite-CIK: " + CloudFixture::token + "\r\n")
{
    return "GET " + target + " HTTP/1.1\r\nHost: m2.exosite.com\r\n" + fields + "\r\n";
}

QByteArray post(const QByteArray& target, const QByteArray& body,
                const QByteArray& fields = "X-Exosite-CIK: " + CloudFixture::token + "\r\n")
{
    return "POST " + target +
           " HTTP/1.1\r\nHost: m2.exosite.com\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + fields +
           "\r\n" + body;
}

QByteArray pollFields(const QByteArray& timeout, const QByteArray& since = {})
{
    return "X-Exosite-CIK: " + CloudFixture::token + "\r\nRequest-Timeout: " + timeout + "\r\n" +
           (since.isEmpty() ? QByteArray() : "If-Modified-Since: " + since + "\r\n");
}

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

} // namespace

class TestDeviceApi final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ServedCloud> m_cloud;

    RawResponse ask(const QByteArray& request) { return RawClient(m_cloud->port()).request(request); }

private Q_SLOTS:
    void init()
    {
        m_cloud = std::make_unique<ServedCloud>();
        m_cloud->addGateway(gateway);
    }
    void cleanup() { m_cloud.reset(); }

    void credentialsAreTakenInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        const QByteArray& token = CloudFixture::token;
        QTest::newRow("CIK") << QByteArray("X-Exosite-CIK: " + token + "\r\n") << 204;
        QTest::newRow("lower-case field") << QByteArray("x-exosite-cik: " + token + "\r\n") << 204;
        QTest::newRow("token") << QByteArray("Authorization: token " + token + "\r\n") << 204;
        QTest::newRow("basic") << QByteArray("Authorization: basic " + QByteArray(":" + token).toBase64() + "\r\n")
                               << 204;
        QTest::newRow("twice the same") << QByteArray("X-Exosite-CIK: " + token + "\r\nAuthorization: token " + token +
                                                      "\r\n")
                                        << 204;
        QTest::newRow("none") << QByteArray() << 401;
        QTest::newRow("empty") << QByteArray("X-Exosite-CIK: \r\n") << 401;
        QTest::newRow("unknown") << QByteArray("X-Exosite-CIK: " + QByteArray(40, 'b') + "\r\n") << 401;
        QTest::newRow("no base64") << QByteArray("Authorization: basic !!!\r\n") << 401;
        QTest::newRow("bearer") << QByteArray("Authorization: bearer " + token + "\r\n") << 401;
    }
    void credentialsAreTakenInEveryForm()
    {
        QFETCH(QByteArray, fields);
        QFETCH(int, status);
        const RawResponse reply = ask(get("/onep:v1/stack/alias?config_otau", fields));
        QCOMPARE(reply.status, status);
        QVERIFY(reply.body.isEmpty());
    }

    void twoCredentialsOfTwoBoardsAreRefused()
    {
        m_cloud->addGateway(QStringLiteral("gw-2"), QByteArray(40, 'c'));
        const RawResponse reply = ask(
            get("/onep:v1/stack/alias?config_otau",
                "X-Exosite-CIK: " + CloudFixture::token + "\r\nAuthorization: token " + QByteArray(40, 'c') + "\r\n"));
        QCOMPARE(reply.status, 401);
        QCOMPARE(m_cloud->codes(), QStringList{QStringLiteral("XH-TWO-CREDENTIALS")});
    }

    void activationFollowsThePolicy()
    {
        QVERIFY_RESULT(m_cloud->cloud->addIdentity(QStringLiteral("new"), false));
        QCOMPARE(ask(post("/provision/activate", "vendor=a&model=b", {})).status, 400);
        QCOMPARE(ask(post("/provision/activate", "id=nobody", {})).status, 404);
        const RawResponse first = ask(post("/provision/activate", "vendor=a&model=b&sn=new", {}));
        QCOMPARE(first.status, 200);
        QCOMPARE(first.field("Content-Type"), QByteArray("text/plain; charset=utf-8"));
        QCOMPARE(m_cloud->cloud->boardOf(first.body), QStringLiteral("new"));
        QCOMPARE(ask(post("/provision/activate", "id=new", {})).status, 409);
        QCOMPARE(ask(post("/provision/activate", QByteArray(5000, 'x'), {})).status, 413);
        QCOMPARE(ask(get("/provision/activate")).status, 405);
    }

    void theOpenPolicyAddsAndReissues()
    {
        CloudSettings settings;
        settings.addsUnknown = true;
        settings.reissues = true;
        m_cloud = std::make_unique<ServedCloud>(settings);
        const QByteArray first = ask(post("/provision/activate", "id=fresh", {})).body;
        const QByteArray second = ask(post("/provision/activate", "id=fresh", {})).body;
        QVERIFY(first != second);
        QVERIFY(!m_cloud->cloud->boardOf(first));
        QCOMPARE(m_cloud->cloud->boardOf(second), QStringLiteral("fresh"));
    }

    void whatIsWrittenIsReadInTheOrderAsked()
    {
        QCOMPARE(ask(get("/onep:v1/stack/alias?data_in")).status, 204);
        QCOMPARE(ask(post("/onep:v1/stack/alias", "data_in=1+2%26&data_out=%7B%7D")).status, 204);
        const RawResponse reply = ask(get("/onep:v1/stack/alias?data_out&nothing&data_in"));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, QByteArray("data_out=%7B%7D&data_in=1%202%26"));
        QCOMPARE(reply.field("Content-Type"), QByteArray("application/x-www-form-urlencoded; charset=utf-8"));
        QCOMPARE(ask(post("/onep:v1/stack/alias", {})).status, 400);
        QCOMPARE(ask(post("/onep:v1/stack/alias?data_in", "data_in=7")).body, QByteArray("data_in=7"));
    }

    void aBodyOfMoreThanAMebibyteIsRefused()
    {
        QCOMPARE(ask(post("/onep:v1/stack/alias", "data_in=" + QByteArray(1024 * 1024, 'x'))).status, 413);
        QCOMPARE(ask(post("/onep:v1/stack/alias", "data_in=" + QByteArray(1024 * 1024 - 8, 'x'))).status, 204);
    }

    void recordsKeepTheirTimes()
    {
        QCOMPARE(ask(post("/onep:v1/stack/record", "alias=data_in&1699999990=a&1699999992.5=b")).status, 204);
        QCOMPARE(ask(post("/onep:v1/stack/alias/data_out", "1699999990=z")).status, 204);
        std::vector<qint64> times;
        QVERIFY_RESULT(m_cloud->cloud->store().forEachWrite(gateway, "data_in", 0, [&](const WriteRow& row) {
            times.push_back(row.deviceNs.value_or(0));
            return Result<>();
        }));
        QCOMPARE(times, (std::vector<qint64>{1'699'999'990'000'000'000, 1'699'999'992'500'000'000}));
        QCOMPARE(ask(post("/onep:v1/stack/record", "1=a")).status, 400);
        const RawResponse conflict = ask(post("/onep:v1/stack/record", "alias=data_in&5=a&5.5=b"));
        QCOMPARE(conflict.status, 409);
        QVERIFY(conflict.body.startsWith("data_in="));
    }

    void anAcknowledgementIsSeenInEachForm_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QString>("ack");
        QTest::newRow("echo") << config << QStringLiteral("acknowledged");
        QTest::newRow("other order") << QByteArray(R"({"name":"n", "version":"2","payload":{},"type":"JSON"})")
                                     << QStringLiteral("acknowledged");
        QTest::newRow("text") << QByteArray("ack") << QStringLiteral("acknowledged");
        QTest::newRow("cleared") << QByteArray() << QStringLiteral("cleared");
        QTest::newRow("another version") << QByteArray(R"({"version":"1"})") << QStringLiteral("different");
    }
    void anAcknowledgementIsSeenInEachForm()
    {
        QFETCH(QByteArray, written);
        QFETCH(QString, ack);
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_otau", config));
        QCOMPARE(keyOf(m_cloud->cloud->gateway(gateway)->ack), QStringLiteral("pending"));
        const RawResponse reply = ask(get("/onep:v1/stack/alias?config_otau"));
        QCOMPARE(formDecoded(reply.body.mid(12)), config);
        QCOMPARE(keyOf(m_cloud->cloud->gateway(gateway)->ack), QStringLiteral("delivered"));
        QCOMPARE(ask(post("/onep:v1/stack/alias", "config_otau=" + percentEncoded(written))).status, 204);
        QCOMPARE(keyOf(m_cloud->cloud->gateway(gateway)->ack), ack);
        // The device's word is never what others are told.
        QCOMPARE(m_cloud->cloud->gateway(gateway)->desired, config);
        QCOMPARE(formDecoded(ask(get("/onep:v1/stack/alias?config_otau")).body.mid(12)), config);
    }

    void theOldPlatformGaveWhatWasWrittenLast()
    {
        CloudSettings settings;
        settings.singleValue = true;
        m_cloud = std::make_unique<ServedCloud>(settings);
        m_cloud->addGateway(gateway);
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_io", "{}"));
        QCOMPARE(ask(get("/onep:v1/stack/alias?config_io")).body, QByteArray("config_io=%7B%7D"));
        m_cloud->clock.advance(std::chrono::seconds(2));
        QCOMPARE(ask(post("/onep:v1/stack/alias", "config_io=%5B%5D")).status, 204);
        QCOMPARE(ask(get("/onep:v1/stack/alias?config_io")).body, QByteArray("config_io=%5B%5D"));
    }

    void aPollIsAnsweredByTheNextWriteOnce()
    {
        RawClient waiting(m_cloud->port());
        waiting.send(get("/onep:v1/stack/alias?config_otau", pollFields("60000")));
        QTRY_COMPARE(m_cloud->cloud->waiting(), std::size_t{1});
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_otau", config));
        const RawResponse reply = waiting.receive();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.field("Last-Modified"), httpDate(1'700'000'000));
        QCOMPARE(m_cloud->cloud->waiting(), std::size_t{0});
        // The same second, known by the device: nothing new until something is written.
        waiting.send(get("/onep:v1/stack/alias?config_otau", pollFields("60000", "1700000000")));
        QTRY_COMPARE(m_cloud->cloud->waiting(), std::size_t{1});
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_otau", "{}"));
        QCOMPARE(waiting.receive().body, QByteArray("config_otau=%7B%7D"));
    }

    void aWriteBetweenTwoPollsOfOneSecondIsNotLost()
    {
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_otau", config));
        QCOMPARE(ask(get("/onep:v1/stack/alias?config_otau", pollFields("60000", "0"))).status, 200);
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_otau", "{}"));
        const RawResponse reply =
            ask(get("/onep:v1/stack/alias?config_otau", pollFields("60000", httpDate(1'700'000'000))));
        QCOMPARE(reply.body, QByteArray("config_otau=%7B%7D"));
    }

    void aPollEndsWithItsTimeItsClientOrTheService()
    {
        QCOMPARE(ask(get("/onep:v1/stack/alias?config_otau", pollFields("1"))).status, 304);
        {
            RawClient gone(m_cloud->port());
            gone.send(get("/onep:v1/stack/alias?config_otau", pollFields("60000")));
            QTRY_COMPARE(m_cloud->cloud->waiting(), std::size_t{1});
        }
        QTRY_COMPARE(m_cloud->cloud->waiting(), std::size_t{0});
        RawClient waiting(m_cloud->port());
        waiting.send(get("/onep:v1/stack/alias?config_otau", pollFields("60000")));
        QTRY_COMPARE(m_cloud->cloud->waiting(), std::size_t{1});
        m_cloud->cloud->endPolls();
        const RawResponse reply = waiting.receive();
        QCOMPARE(reply.status, 304);
        QCOMPARE(reply.field("Content-Length"), QByteArray("0"));
    }

    void manyWaitWithoutAThreadEachAndGetOneAnswerEach()
    {
        constexpr std::size_t count = 300;
        QStringList names;
        std::vector<QByteArray> tokens;
        for (std::size_t i = 0; i < count; ++i) {
            names << QStringLiteral("many-%1").arg(i);
            tokens.push_back(QByteArray::number(quint64{i}).rightJustified(40, '0'));
            m_cloud->addGateway(names.last(), tokens.back());
        }
        // All threads that there will be.
        QCOMPARE(ask(get("/onep:v1/stack/alias?config_otau", pollFields("1"))).status, 304);
        const auto poll = [&](RawClient& client, std::size_t i, const QByteArray& since) {
            client.send(get("/onep:v1/stack/alias?config_otau",
                            "X-Exosite-CIK: " + tokens[i] + "\r\nRequest-Timeout: 60000\r\n" + since));
        };
        std::vector<std::unique_ptr<RawClient>> clients;
        for (std::size_t i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<RawClient>(m_cloud->port()));
            poll(*clients.back(), i, {});
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_cloud->cloud->waiting(), count, 30'000);
        QVERIFY2(threadCount() < 20, qPrintable(QString::number(threadCount())));
        QVERIFY_RESULT(m_cloud->cloud->setDesired(names, "config_otau", config));
        for (std::size_t i = 0; i < count; ++i) {
            const RawResponse reply = clients[i]->receive();
            QCOMPARE(reply.status, 200);
            poll(*clients[i], i, "If-Modified-Since: " + reply.field("Last-Modified") + "\r\n");
        }
        // Nobody has a second one.
        QTRY_COMPARE_WITH_TIMEOUT(m_cloud->cloud->waiting(), count, 30'000);
        for (const auto& client : clients)
            QCOMPARE(client->socket().bytesAvailable(), 0);
    }

    void aPollIsJudged()
    {
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_otau", config));
        QCOMPARE(ask(get("/onep:v1/stack/alias?config_otau", pollFields("soon"))).status, 200);
        QCOMPARE(ask(get("/onep:v1/stack/alias?config_otau&data_out", pollFields("999999", "0"))).status, 200);
        QCOMPARE(m_cloud->codes(),
                 (QStringList{QStringLiteral("XP-BAD"), QStringLiteral("XP-CLAMP"), QStringLiteral("XP-MULTI")}));
    }

    void contentIsFetchedInParts()
    {
        const QByteArray bytes("0123456789");
        const auto blob = m_cloud->bench->blobs().importBytes(bytes);
        QVERIFY_RESULT(blob);
        ContentEntry entry;
        entry.id = QStringLiteral("fw.bin");
        entry.blob = blob->id;
        entry.sizeBytes = blob->sizeBytes;
        entry.meta = QStringLiteral("a, \"b\"");
        QVERIFY_RESULT(m_cloud->cloud->store().create(entry));
        const QByteArray cik = "X-Exosite-CIK: " + CloudFixture::token + "\r\n";
        QCOMPARE(ask(get("/provision/download?id=fw.bin&info=true")).body,
                 QByteArray("application/octet-stream,10,1700000000,\"a, \"\"b\"\"\""));
        const RawResponse whole = ask(get("/provision/download?id=fw.bin"));
        QCOMPARE(whole.body, bytes);
        QCOMPARE(whole.field("ETag"), '"' + blob->id.hex().toLatin1() + '"');
        QCOMPARE(whole.field("Accept-Ranges"), QByteArray("bytes"));
        const RawResponse part = ask(get("/provision/download?id=fw.bin", cik + "Range: bytes=2-4\r\n"));
        QCOMPARE(part.status, 206);
        QCOMPARE(part.body, QByteArray("234"));
        QCOMPARE(part.field("Content-Range"), QByteArray("bytes 2-4/10"));
        QCOMPARE(ask(get("/provision/download?id=fw.bin", cik + "Range: bytes=-2\r\n")).body, QByteArray("89"));
        QCOMPARE(ask(get("/provision/download?id=fw.bin", cik + "Range: bytes=0-1,4-5\r\n")).body, bytes);
        const RawResponse beyond = ask(get("/provision/download?id=fw.bin", cik + "Range: bytes=10-\r\n"));
        QCOMPARE(beyond.status, 416);
        QCOMPARE(beyond.field("Content-Range"), QByteArray("bytes */10"));
        QCOMPARE(ask(get("/provision/download?id=none")).status, 404);
        QCOMPARE(ask(get("/provision/download?id=none&info=true")).status, 404);
        QCOMPARE(ask(get("/provision/download?id=fw.bin", {})).status, 401);
    }

    void contentIsManagedWithTheBenchsTokenOnly()
    {
        m_cloud = std::make_unique<ServedCloud>(CloudSettings{}, QByteArray("bench-token"));
        m_cloud->addGateway(gateway);
        const QByteArray place("/provision/manage/content/model/");
        QCOMPARE(ask(get(place)).status, 401);
        const QByteArray bench("X-Exosite-Token: bench-token\r\n");
        QCOMPARE(ask(post(place, "id=a%20b.bin&meta=x", bench)).status, 205);
        QCOMPARE(ask(post(place, "id=a%20b.bin", bench)).status, 409);
        QCOMPARE(ask(post(place, "id=a%2Fb", bench)).status, 400);
        QCOMPARE(ask(post(place + "a%20b.bin", "BYTES", bench + "Content-Type: text/x-firmware\r\n")).status, 205);
        QCOMPARE(ask(post(place + "none", "BYTES", bench)).status, 404);
        QCOMPARE(ask(post(place + "a%20b.bin", "BYTES", {})).status, 401);
        QCOMPARE(ask(get(place + "a%20b.bin", bench)).body, QByteArray("text/x-firmware,5,1700000000,x,false"));
        QCOMPARE(ask(get(place + "a%20b.bin?download=true", bench)).body, QByteArray("BYTES"));
        QCOMPARE(ask(get(place, bench)).body, QByteArray("a b.bin"));
        QCOMPARE(ask(post(place, "delete=true&id=a%20b.bin", bench)).status, 205);
        QCOMPARE(ask(get(place + "a%20b.bin", bench)).status, 404);
    }

    void whatWasAcceptedSurvivesARestart()
    {
        QVERIFY_RESULT(m_cloud->cloud->setDesired({gateway}, "config_otau", config));
        QCOMPARE(ask(get("/onep:v1/stack/alias?config_otau")).status, 200);
        QCOMPARE(ask(post("/onep:v1/stack/alias", R"(otau_in={"version":"2","status":"INIT"})")).status, 204);
        m_cloud->restart();
        const auto view = m_cloud->cloud->gateway(gateway);
        QVERIFY_RESULT(view);
        QCOMPARE(view->desired, config);
        QCOMPARE(keyOf(view->ack), QStringLiteral("delivered"));
        QCOMPARE(view->sessions.size(), std::size_t{1});
        QCOMPARE(view->sessions.front().lastStatus, OtauStatus::Init);
        QCOMPARE(ask(get("/onep:v1/stack/alias?config_otau")).status, 200); // The token is still good.
    }
};

QTEST_GUILESS_MAIN(TestDeviceApi)
#include "tst_deviceapi.moc"
