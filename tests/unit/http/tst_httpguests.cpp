// SPDX-License-Identifier: Apache-2.0
// Another protocol on the port of an HTTP server.

#include "rawclient.h"
#include "serving.h"
#include "testsupport.h"

#include <QTest>

#include <mutex>
#include <thread>

using namespace ota;

namespace {

constexpr std::uint8_t bang = '!';

/// What the guests of a server got, and their doors; from the I/O thread.
struct Seen
{
    std::mutex mutex;
    QByteArray text;
    int pieces = 0;
    int made = 0;
    int gone = 0;
    std::vector<HttpGuestDoor> doors;

    template<typename T>
    T read(T Seen::*member)
    {
        const std::scoped_lock lock(mutex);
        return this->*member;
    }
    HttpGuestDoor door()
    {
        const std::scoped_lock lock(mutex);
        return doors.back();
    }
};

class Guest final : public HttpGuest
{
public:
    explicit Guest(std::shared_ptr<Seen> seen)
        : m_seen(std::move(seen))
    {
    }
    ~Guest() override
    {
        const std::scoped_lock lock(m_seen->mutex);
        ++m_seen->gone;
    }
    void receive(QByteArray bytes) override
    {
        const std::scoped_lock lock(m_seen->mutex);
        m_seen->text += bytes;
        ++m_seen->pieces;
    }

private:
    std::shared_ptr<Seen> m_seen; // Shared with the test.
};

} // namespace

class TestHttpGuests final : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<Seen> m_seen;
    std::unique_ptr<HttpServer> m_server;

    void begin(bool areAlone, HttpServerSettings settings = {})
    {
        settings.guests = HttpGuests{bang, areAlone, [seen = m_seen](const HttpPeer& peer, HttpGuestDoor door) {
                                         const std::scoped_lock lock(seen->mutex);
                                         seen->made += peer.isLoopback ? 1 : 100;
                                         seen->doors.push_back(std::move(door));
                                         return std::make_unique<Guest>(seen);
                                     }};
        HttpRouter router;
        router.post("/echo", echo);
        m_server = serve(std::move(router), std::move(settings));
    }

private Q_SLOTS:
    void init() { m_seen = std::make_shared<Seen>(); }
    void cleanup() { m_server.reset(); }

    void theFirstByteTells()
    {
        begin(false);
        RawClient guest(m_server->port());
        guest.send("!one");
        QTRY_COMPARE(m_seen->read(&Seen::text), QByteArray("!one"));
        m_seen->door().send("two");
        m_seen->door().send("three");
        QCOMPARE(guest.receiveBytes(8), QByteArray("twothree"));

        RawClient client(m_server->port());
        QCOMPARE(client.request(post("/echo", "!x")).body, QByteArray("!x"));
        // Only the first byte of a connection: this is a request that is none.
        QCOMPARE(client.request("!\r\n\r\n").status, 400);
        QCOMPARE(m_seen->read(&Seen::made), 1);
        QCOMPARE(m_server->counters().connectionsOpen, quint64{2});
        m_seen->door().goOn();
        guest.closeNow();
        QTRY_COMPARE(m_seen->read(&Seen::gone), 1);
    }

    void aloneEveryoneIsAGuest()
    {
        begin(true);
        RawClient guest(m_server->port());
        QTRY_COMPARE(m_seen->read(&Seen::made), 1); // Before it says anything.
        guest.send(post("/echo", "x"));
        QTRY_VERIFY(m_seen->read(&Seen::text).startsWith("POST"));
    }

    void theNextPieceWaitsUntilItIsWanted()
    {
        begin(false);
        RawClient guest(m_server->port());
        guest.send("!1");
        QTRY_COMPARE(m_seen->read(&Seen::pieces), 1);
        guest.send("2");
        // Behind something that has gone to the I/O thread and back.
        QCOMPARE(RawClient(m_server->port()).request(post("/echo", "x")).status, 200);
        QCOMPARE(m_seen->read(&Seen::pieces), 1);
        m_seen->door().goOn();
        QTRY_COMPARE(m_seen->read(&Seen::text), QByteArray("!12"));
    }

    void whatWasSaidLeavesBeforeTheEnd()
    {
        begin(false);
        RawClient guest(m_server->port());
        guest.send("!and more that nobody reads");
        QTRY_COMPARE(m_seen->read(&Seen::pieces), 1);
        const QByteArray much(3 * 1024 * 1024, 'm');
        m_seen->door().send(much);
        m_seen->door().close();
        m_seen->door().send("too late");
        guest.send("still talking");
        QCOMPARE(guest.receiveBytes(much.size() + 1), much);
        QVERIFY(guest.isClosedByServer());
    }

    void whoDoesNotReadIsDropped()
    {
        begin(false);
        RawClient guest(m_server->port());
        guest.socket().setReadBufferSize(1024);
        guest.send("!");
        QTRY_COMPARE(m_seen->read(&Seen::pieces), 1);
        for (int i = 0; i < 64; ++i)
            m_seen->door().send(QByteArray(1024 * 1024, 'm'));
        QTRY_COMPARE(m_seen->read(&Seen::gone), 1);
    }

    void aServerThatStopsLetsItsGuestsGo()
    {
        begin(true);
        RawClient guest(m_server->port());
        QTRY_COMPARE(m_seen->read(&Seen::made), 1);
        const HttpGuestDoor door = m_seen->door();
        m_server->stop();
        QCOMPARE(m_seen->read(&Seen::gone), 1);
        QVERIFY(guest.isClosedByServer());
        door.send("nobody"); // Harmless.
        m_server.reset();
        door.close();
    }

    void guestsCountAsClients()
    {
        HttpServerSettings settings;
        settings.limits.connections = 2;
        begin(true, settings);
        RawClient first(m_server->port());
        RawClient second(m_server->port());
        QTRY_COMPARE(m_seen->read(&Seen::made), 2);
        RawClient third(m_server->port());
        QVERIFY(third.isClosedByServer());
        QCOMPARE(m_server->counters().connectionsRefused, quint64{1});
    }
};

QTEST_GUILESS_MAIN(TestHttpGuests)
#include "tst_httpguests.moc"
