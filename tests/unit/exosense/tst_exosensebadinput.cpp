// SPDX-License-Identifier: Apache-2.0
// What devices send that they should not, over HTTP and MQTT, each over a real connection: it is answered as
// exosense.md 3 to 7 says, noted, and what was accepted before and with it is kept to the byte.

#include "exosense/mqtthub.h"
#include "exosense/mqttpacket.h"
#include "exosense/mqttserver.h"
#include "exosensefixture.h"
#include "exosensevectors.h"
#include "rawclient.h"

#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <optional>

using namespace ota;

namespace {

constexpr int patienceMs = 10'000;
const QString gateway = QStringLiteral("gw-1");
const QByteArray otherToken(40, 'b');
const QByteArray cik = "X-Exosite-CIK: " + CloudFixture::token + "\r\n";
const QByteArray aliasPath("/onep:v1/stack/alias");
const QByteArray recordPath("/onep:v1/stack/record");
constexpr qsizetype mebibyte = 1024 * 1024;
constexpr int closed = -1; ///< In place of a status: the connection ends without one.

/// Of the fixture's clock.
QByteArray now(int offset)
{
    return QByteArray::number(1'700'000'000 + offset);
}

QByteArray report(const QByteArray& word)
{
    return R"({"version":"1","status":")" + word + R"("})";
}

const QByteArray amp = R"({"version":"1","status":"INIT","message":"a&b=c+d"})";
const QByteArray twice = R"({"version":"1","version":"2","status":"INIT"})";
const QByteArray timeless = R"([{"values":{"note":"1"}}])";
const QByteArray backwards =
    R"([{"timestamp":1699999990,"values":{"note":"b"}},{"timestamp":1699999980,"values":{"note":"a"}}])";
const QByteArray future =
    R"([{"timestamp":1700009990,"values":{"note":"b"}},{"timestamp":1700009980,"values":{"note":"a"}}])";
const QByteArray futureReport = "[{\"timestamp\":1700009990,\"values\":{\"otau_in\":\"{\\\"version\\\":"
                                "\\\"1\\\",\\\"status\\\":\\\"INIT\\\"}\"}}]";

/// What a connection sends, what it gets, and what is there afterwards.
struct Case
{
    QByteArray path = aliasPath;
    QByteArray fields = cik;
    QByteArray body = {};
    int status = 204;
    QByteArrayList values = {}; ///< Of note, then of otau_in, as stored.
    QStringList codes = {};     ///< Findings of the request.
};

QByteArrayList kept(ExosenseCloud& cloud)
{
    QByteArrayList values;
    for (const char* alias : {"note", "otau_in", "config_otau"}) {
        CloudFixture::need(cloud.store().forEachWrite(gateway, alias, 0, [&](const WriteRow& row) {
            values << row.value;
            return Result<>();
        }));
    }
    return values;
}

} // namespace

class TestExosenseBadInput final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ServedCloud> m_cloud;
    std::unique_ptr<MqttHub> m_hub;
    std::unique_ptr<MqttServer> m_mqtt;

    /// What had been accepted is still there, first, and what the case adds.
    void compareKept(QByteArrayList expected)
    {
        expected.prepend("before");
        QCOMPARE(kept(*m_cloud->cloud), expected);
    }

    struct MqttClient
    {
        explicit MqttClient(quint16 port)
        {
            socket.connectToHost(QStringLiteral("127.0.0.1"), port);
            socket.waitForConnected(patienceMs);
        }
        void give(const QByteArray& bytes)
        {
            socket.write(bytes);
            socket.flush();
        }
        void give(const MqttPacket& packet) { give(mqttBytes(packet)); }
        /// Nothing when the server has closed.
        std::optional<MqttPacket> answer()
        {
            for (;;) {
                auto packet = reader.next();
                if (!packet || *packet)
                    return packet ? std::move(*packet) : std::nullopt;
                if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(patienceMs))
                    return std::nullopt;
                reader.feed(socket.readAll());
            }
        }

        QTcpSocket socket;
        MqttReader reader{2 * mebibyte};
    };

    std::unique_ptr<MqttClient> connected(const QByteArray& token = CloudFixture::token)
    {
        auto client = std::make_unique<MqttClient>(m_mqtt->port());
        MqttConnect connect;
        connect.user = QByteArray();
        connect.password = token;
        client->give(connect);
        return client;
    }

private Q_SLOTS:
    void init()
    {
        m_cloud = std::make_unique<ServedCloud>();
        m_cloud->addGateway(gateway);
        m_cloud->addGateway(QStringLiteral("gw-2"), otherToken);
        CloudFixture::need(m_cloud->cloud->write(gateway, {{"note", "before"}}, {}));
        m_hub = std::make_unique<MqttHub>(*m_cloud->cloud, 16);
        m_mqtt = std::make_unique<MqttServer>(MqttServerSettings{}, *m_hub);
        CloudFixture::need(m_mqtt->start());
    }
    void cleanup()
    {
        m_mqtt.reset();
        m_hub.reset();
        m_cloud.reset();
    }

    void overHttp_data()
    {
        QTest::addColumn<Case>("given");
        const auto row = [](const char* name, const Case& given) {
            QTest::newRow(name) << given;
        };
        row("unencoded JSON with &",
            {.body = "otau_in=" + amp + "&note=7", .values = {"7", amp}, .codes = {QStringLiteral("XW-UNENCODED")}});
        row("unencoded JSON that is none",
            {.body = "otau_in={\"a\":&note=7", .values = {"7", "{\"a\":"}, .codes = {QStringLiteral("XW-NOT-JSON")}});
        row("one byte too long", {.body = "note=" + QByteArray(mebibyte - 4, 'x'), .status = 413});
        row("the longest",
            {.body = "note=" + QByteArray(mebibyte - 5, 'x'), .values = {QByteArray(mebibyte - 5, 'x')}});
        row("a record too long",
            {.path = recordPath, .body = "alias=note&" + now(0) + '=' + QByteArray(mebibyte, 'x'), .status = 413});
        row("a head too long", {.fields = cik + "X-Long: " + QByteArray(20'000, 'x') + "\r\n", .status = 431});
        row("no token", {.fields = {}, .body = "note=7", .status = 401});
        row("wrong token",
            {.fields = "X-Exosite-CIK: " + QByteArray(40, 'c') + "\r\n", .body = "note=7", .status = 401});
        row("token in upper case",
            {.fields = "X-Exosite-CIK: " + CloudFixture::token.toUpper() + "\r\n", .body = "note=7", .status = 401});
        row("two credentials", {.fields = cik + "Authorization: token " + otherToken + "\r\n",
                                .body = "note=7",
                                .status = 401,
                                .codes = {QStringLiteral("XH-TWO-CREDENTIALS")}});
        row("two credentials of one kind", {.fields = cik + "X-Exosite-CIK: " + otherToken + "\r\n",
                                            .body = "note=7",
                                            .status = 401,
                                            .codes = {QStringLiteral("XH-TWO-CREDENTIALS")}});
        row("an alias twice", {.body = "note=1&note=2", .values = {"1", "2"}});
        row("duplicate members", {.body = "otau_in=" + percentEncoded(twice), .values = {twice}});
        row("invalid UTF-8",
            {.body = "note=%FF%fe%C3", .values = {"\xff\xfe\xc3"}, .codes = {QStringLiteral("XW-UTF8")}});
        row("invalid UTF-8 in JSON", {.body = "otau_in=%7B%22version%22%3A%22%FF%22%2C%22status%22%3A%22INIT%22%7D",
                                      .values = {"{\"version\":\"\xff\",\"status\":\"INIT\"}"},
                                      .codes = {QStringLiteral("XW-UTF8")}});
        row("a zero byte", {.body = "note=a%00b", .values = {QByteArray("a\0b", 3)}});
        row("a bad escape",
            {.body = "note=100%&otau_in=%zz", .values = {"100%", "%zz"}, .codes = {QStringLiteral("XW-NOT-JSON")}});
        row("no value", {.body = "note", .values = {""}, .codes = {QStringLiteral("XW-NO-VALUE")}});
        row("nothing", {.body = {}, .status = 400});
        row("only separators", {.body = "&&&", .status = 400});
        row("a report that is none",
            {.body = "otau_in=DONE", .values = {"DONE"}, .codes = {QStringLiteral("XW-NOT-JSON")}});
        row("times out of order",
            {.path = recordPath, .body = "alias=note&" + now(-10) + "=b&" + now(-20) + "=a", .values = {"a", "b"}});
        row("a time in the future", {.path = recordPath,
                                     .body = "alias=otau_in&" + now(4000) + '=' + percentEncoded(report("INIT")),
                                     .values = {report("INIT")}});
        row("the year 3000", {.path = recordPath, .body = "alias=note&32503680000=a", .status = 400});
        row("a negative time", {.path = recordPath, .body = "alias=note&-5=a", .status = 400});
        row("a time that is none", {.path = recordPath, .body = "alias=note&1e9=a", .status = 400});
        row("a good point and a bad one",
            {.path = recordPath, .body = "alias=note&" + now(-10) + "=a&soon=b", .status = 400});
        row("a value before any alias", {.path = recordPath, .body = now(-10) + "=a&alias=note", .status = 400});
        row("two points of a second",
            {.path = recordPath, .body = "alias=note&" + now(-10) + "=a&" + now(-10) + ".5=b", .status = 409});
    }
    void overHttp()
    {
        QFETCH(Case, given);
        RawClient client(m_cloud->port());
        const RawResponse reply = client.request(
            "POST " + given.path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(given.body.size()) +
            "\r\n" + given.fields + "\r\n" + given.body);
        QCOMPARE(reply.status, given.status);
        if (given.status == 401)
            QVERIFY(reply.body.isEmpty());
        compareKept(given.values);
        QStringList codes = m_cloud->codes();
        codes.removeAll(QStringLiteral("XW-RATE")); // The clock stands still.
        QCOMPARE(codes, given.codes);
        // Whatever it was, the service goes on, and what follows is taken.
        RawClient next(m_cloud->port());
        QCOMPARE(next.request("POST " + aliasPath + " HTTP/1.1\r\nHost: x\r\n" + cik +
                              "Content-Length: 10\r\n\r\ndata_out=1")
                     .status,
                 204);
        m_mqtt.reset();
        m_hub.reset();
        m_cloud->restart();
        compareKept(given.values);
    }

    void overMqtt_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("qos");
        QTest::addColumn<bool>("taken"); ///< Acknowledged, else the connection is closed.
        QTest::addColumn<QByteArrayList>("values");
        QTest::addColumn<QStringList>("codes");
        const auto row = [](const char* name, const QByteArray& topic, const QByteArray& payload, bool taken,
                            const QByteArrayList& values, const QStringList& codes, int qos = 1) {
            QTest::newRow(name) << topic << payload << qos << taken << values << codes;
        };
        const QByteArray bad("\xff\xfe");
        row("invalid UTF-8", "$resource/note", bad, true, {bad}, {QStringLiteral("XW-UTF8")});
        row("a report that is none", "$resource/otau_in", "DONE", true, {"DONE"}, {QStringLiteral("XW-NOT-JSON")});
        row("duplicate members", "$resource/otau_in", twice, true, {twice}, {});
        row("the longest", "$resource/note", QByteArray(mebibyte, 'x'), true, {QByteArray(mebibyte, 'x')}, {});
        row("too long", "$resource/note", QByteArray(mebibyte + 1, 'x'), false, {}, {QStringLiteral("XM-SIZE")});
        row("far too long", "$resource/note", QByteArray(3 * mebibyte, 'x'), false, {}, {QStringLiteral("XM-SIZE")});
        row("QoS 2", "$resource/note", "7", false, {}, {QStringLiteral("XM-QOS2")}, 2);
        row("a batch that is none", "$resource.batch", "[{", true, {}, {QStringLiteral("XW-NOT-JSON")});
        row("a batch without times", "$resource.batch", timeless, true, {}, {QStringLiteral("XW-NOT-JSON")});
        row("a batch out of order", "$resource.batch", backwards, true, {"a", "b"}, {});
        row("a batch of the future", "$resource.batch", future, true, {"b", "a"}, {});
        row("another's provisioning", "$provision/gw-2", {}, false, {}, {});
        row("no topic of ours", "elsewhere", "7", true, {}, {});
    }
    void overMqtt()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, payload);
        QFETCH(int, qos);
        QFETCH(bool, taken);
        QFETCH(QByteArrayList, values);
        QFETCH(QStringList, codes);
        const auto client = connected();
        QVERIFY(client->answer() == MqttPacket(MqttConnack{false, 0}));
        client->give(MqttPublish{topic, payload, qos, 1, false, false});
        const auto answer = client->answer();
        QCOMPARE(answer.has_value(), taken);
        if (taken)
            QVERIFY(*answer == MqttPacket(MqttSign{MqttSign::Kind::Puback, 1}));
        compareKept(values);
        QStringList told = m_cloud->codes();
        told.removeAll(QStringLiteral("XW-RATE"));
        QCOMPARE(told, codes);
        m_mqtt.reset();
        m_hub.reset();
        m_cloud->restart();
        compareKept(values);
    }

    void connectionsThatMayNotBe_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code"); ///< Of the CONNACK.
        const auto row = [](const char* name, const QByteArray& user, const QByteArray& password, int code) {
            MqttConnect connect;
            connect.user = user;
            connect.password = password;
            QTest::newRow(name) << mqttBytes(connect) << code;
        };
        row("wrong token", "", QByteArray(40, 'c'), 4);
        row("the token of another", "gw-1", otherToken, 4);
        row("a name without a password", "gw-1", "", 4);
        QTest::newRow("no CONNECT") << mqttBytes(MqttPublish{"$resource/note", "7", 0, 0, false, false}) << closed;
        QTest::newRow("no MQTT") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nAccept: " + QByteArray(100, 'x') +
                                               "\r\n\r\n")
                                 << closed;
        QTest::newRow("a length without end") << QByteArray("\x10\xff\xff\xff\xff\xff") << closed;
    }
    void connectionsThatMayNotBe()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        MqttClient client(m_mqtt->port());
        client.give(bytes);
        if (code != closed)
            QVERIFY(client.answer() == MqttPacket(MqttConnack{false, code}));
        QVERIFY(!client.answer());
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
        compareKept({});
    }

    /// Reports with duplicate members or of a far clock are judged as what they are.
    void oddReportsAreJudged()
    {
        const auto client = connected();
        QVERIFY(client->answer() == MqttPacket(MqttConnack{false, 0}));
        const auto send = [&](const QByteArray& topic, const QByteArray& payload) {
            client->give(MqttPublish{topic, payload, 1, 1, false, false});
            return client->answer().has_value();
        };
        QVERIFY(send("$resource/otau_in", twice));
        const auto odd = m_cloud->cloud->gateway(gateway);
        CloudFixture::need(odd);
        QVERIFY(codesOf(odd->lastReport->findings).contains(QStringLiteral("OI-DUP")));
        QVERIFY(odd->sessions.empty());
        QVERIFY(send("$resource.batch", futureReport));
        const auto late = m_cloud->cloud->gateway(gateway);
        CloudFixture::need(late);
        QCOMPARE(late->sessions.size(), std::size_t{1});
        QVERIFY(codesOf(late->sessions.front().findings).contains(QStringLiteral("XS-CLOCK")));
    }
};

QTEST_GUILESS_MAIN(TestExosenseBadInput)
#include "tst_exosensebadinput.moc"
