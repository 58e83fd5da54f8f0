// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificates.h"
#include "exosense/mqttpacket.h"
#include "exosense/mqttserver.h"
#include "exosensefixture.h"
#include "testsupport.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

using namespace ota;

namespace {

constexpr int patienceMs = 10'000;
const QString gateway = QStringLiteral("gw-1");

class PlainCloud final : public CloudFixture
{
public:
    using CloudFixture::CloudFixture;
    ~PlainCloud() override = default;
};

class Client
{
public:
    Client(std::unique_ptr<QTcpSocket> socket, quint16 port)
        : m_socket(std::move(socket))
    {
        if (auto* secure = qobject_cast<QSslSocket*>(m_socket.get())) {
            secure->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
            secure->waitForEncrypted(patienceMs);
        } else {
            m_socket->connectToHost(QStringLiteral("127.0.0.1"), port);
            m_socket->waitForConnected(patienceMs);
        }
    }

    void give(const MqttPacket& packet)
    {
        m_socket->write(mqttBytes(packet));
        m_socket->flush();
    }
    void connectWith(const QByteArray& token)
    {
        MqttConnect connect;
        connect.user = QByteArray();
        connect.password = token;
        give(connect);
    }
    /// Nothing when the server has closed.
    std::optional<MqttPacket> answer()
    {
        for (;;) {
            auto packet = m_reader.next();
            if (!packet || *packet)
                return packet ? std::move(*packet) : std::nullopt;
            if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(patienceMs))
                return std::nullopt;
            m_reader.feed(m_socket->readAll());
        }
    }
    QTcpSocket& socket() { return *m_socket; }

private:
    std::unique_ptr<QTcpSocket> m_socket;
    MqttReader m_reader{2 * 1024 * 1024};
};

} // namespace

class TestMqttServer final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PlainCloud> m_cloud;

private Q_SLOTS:
    void init()
    {
        m_cloud = std::make_unique<PlainCloud>();
        m_cloud->addGateway(gateway);
    }
    void cleanup() { m_cloud.reset(); }

    void aGatewayProvisionsLogsInAndIsTold_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void aGatewayProvisionsLogsInAndIsTold()
    {
        QFETCH(bool, secure);
        QVERIFY_RESULT(m_cloud->cloud->addIdentity(QStringLiteral("new"), false));
        MqttServerSettings settings;
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        SystemClock clock; // Certificates are of today.
        if (secure) {
            const auto files = ensureServerCertificate(m_cloud->bench->tlsPath(), {}, clock);
            QVERIFY_RESULT(files);
            settings.tls = HttpTlsFiles{files->chain, files->privateKey, files->authority};
            tls.setCaCertificates(QSslCertificate::fromPath(files->authority));
        }
        MqttHub hub(*m_cloud->cloud, 16);
        MqttServer server(settings, hub);
        QVERIFY_RESULT(server.start());
        const auto newSocket = [&]() -> std::unique_ptr<QTcpSocket> {
            if (!secure)
                return std::make_unique<QTcpSocket>();
            auto socket = std::make_unique<QSslSocket>();
            socket->setSslConfiguration(tls);
            return socket;
        };
        Client first(newSocket(), server.port());
        first.connectWith({});
        QVERIFY(first.answer() == MqttPacket(MqttConnack{false, 0}));
        first.give(MqttPublish{"$provision/new", {}, 1, 1, false, false});
        QVERIFY(first.answer() == MqttPacket(MqttSign{MqttSign::Kind::Puback, 1}));
        const auto reply = first.answer();
        QVERIFY(reply);
        const QByteArray token = std::get<MqttPublish>(*reply).payload;
        QCOMPARE(token.size(), 40);

        Client second(newSocket(), server.port());
        second.connectWith(token);
        QVERIFY(second.answer() == MqttPacket(MqttConnack{false, 0}));
        QVERIFY_RESULT(m_cloud->cloud->setDesired({QStringLiteral("new")}, "config_otau", "{}"));
        const auto push = second.answer();
        QVERIFY(push);
        QVERIFY(std::get<MqttPublish>(*push).topic.startsWith("$resource/config_otau/"));

        // The same board again: the connection before is closed.
        Client third(newSocket(), server.port());
        third.connectWith(token);
        QVERIFY(third.answer() == MqttPacket(MqttConnack{false, 0}));
        QVERIFY(third.answer()); // The request, which is not acknowledged.
        QVERIFY(!second.answer());
        QTRY_COMPARE(hub.connections(), std::size_t{2});
        server.stop();
        QVERIFY(!third.answer());
    }

    void aPortThatIsTakenIsSaid()
    {
        MqttHub hub(*m_cloud->cloud, 16);
        MqttServer server({}, hub);
        QVERIFY_RESULT(server.start());
        MqttServerSettings settings;
        settings.listen.port = server.port();
        MqttServer other(settings, hub);
        const auto started = other.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, Error::Code::Busy);
    }
};

QTEST_GUILESS_MAIN(TestMqttServer)
#include "tst_mqttserver.moc"
