// SPDX-License-Identifier: Apache-2.0
// The client as an observer (RFC 7641): with our server, and with a peer that does what the test says.
#include "coap/coapclient.h"
#include "coap/coapserver.h"
#include "scriptedpeer.h"
#include "testsupport.h"

#include <QTest>

#include <algorithm>
#include <future>

using namespace ota;

namespace {

using Outcome = CoapAnswer::Outcome;

CoapCall watch(quint16 port, const QString& path = QStringLiteral("r/version"), bool secure = false)
{
    CoapCall call;
    call.uri.secure = secure;
    call.uri.host = QStringLiteral("127.0.0.1");
    call.uri.port = port;
    call.uri = call.uri.at(path);
    call.observe = true;
    call.timing.ackTimeout = std::chrono::seconds(5); // A busy machine is no reason to ask twice.
    return call;
}

std::shared_ptr<const CoapTree> version(const QString& text)
{
    auto tree = std::make_shared<CoapTree>();
    if (!tree->addText(QStringLiteral("r/version"), text, true) ||
        !tree->addText(QStringLiteral("r/name"), QStringLiteral("pump")))
        qFatal("a test path is not usable");
    return tree;
}

/// A state of the resource, as an answer to `request` or by itself.
CoapMessage state(const CoapMessage& request, const QByteArray& payload, quint32 number,
                  CoapType type = CoapType::Acknowledgement)
{
    CoapMessage message = ScriptedPeer::answerTo(request, coapcode::content, payload);
    message.type = type;
    if (type != CoapType::Acknowledgement)
        message.messageId = static_cast<quint16>(40'000 + number);
    message.add(coapoption::observe, number);
    return message;
}

std::optional<quint32> observeOf(const CoapMessage& message)
{
    return message.uintOption(coapoption::observe);
}

/// An observation on its way, and what it was told.
class Watching
{
public:
    Watching(CoapClient& client, CoapCall call, int enough = 0)
        : m_client(client)
        , m_ended(m_promise.get_future())
    {
        call.onNotification = [this, enough](const CoapNotification& notification) {
            const std::lock_guard lock(m_mutex);
            m_told.push_back(notification);
            return enough == 0 || static_cast<int>(m_told.size()) < enough;
        };
        m_id = client.start(std::move(call), [this](CoapAnswer answer) { m_promise.set_value(std::move(answer)); });
    }
    ~Watching()
    {
        m_client.cancel(m_id);
        if (m_ended.valid())
            m_ended.wait();
    }
    Q_DISABLE_COPY_MOVE(Watching)

    QByteArrayList payloads() const
    {
        const std::lock_guard lock(m_mutex);
        QByteArrayList payloads;
        for (const CoapNotification& notification : m_told)
            payloads << notification.payload;
        return payloads;
    }
    CoapNotification lastOne() const
    {
        const std::lock_guard lock(m_mutex);
        return m_told.back();
    }
    void cancel() { m_client.cancel(m_id); }
    CoapAnswer end()
    {
        if (m_ended.wait_for(std::chrono::seconds(30)) != std::future_status::ready)
            return {};
        return m_ended.get();
    }

private:
    CoapClient& m_client;
    std::promise<CoapAnswer> m_promise;
    std::future<CoapAnswer> m_ended;
    mutable std::mutex m_mutex;
    std::vector<CoapNotification> m_told;
    quint64 m_id = 0;
};

} // namespace

class TestCoapObserve final : public QObject
{
    Q_OBJECT

    CoapClient m_client;

private Q_SLOTS:
    void everyNewVersionOfAReleaseIsTold_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::newRow("plain") << false;
        QTest::newRow("DTLS") << true;
    }

    void everyNewVersionOfAReleaseIsTold()
    {
        QFETCH(const bool, secure);
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{QStringLiteral("127.0.0.1"), 0, secure}};
        const CoapPsk psk = CoapPsk::read(QStringLiteral("b:0011")).value();
        options.psk = {psk};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        server.setTree(version(QStringLiteral("0")));
        CoapCall call = watch(server.port(secure), QStringLiteral("r/version"), secure);
        if (secure)
            call.psk = psk;
        Watching watching(m_client, call);
        QByteArrayList expected{"0"};
        QTRY_COMPARE_WITH_TIMEOUT(watching.payloads(), expected, 20'000);
        // More than six: every sixth one must be acknowledged, else the library forgets us.
        for (int i = 1; i <= 20; ++i) {
            server.setTree(version(QString::number(i)));
            expected << QByteArray::number(i);
            QTRY_COMPARE_WITH_TIMEOUT(watching.payloads(), expected, 20'000);
        }
        watching.cancel();
        const CoapAnswer answer = watching.end();
        QCOMPARE(answer.outcome, Outcome::Cancelled);
        QVERIFY(answer.observed);
        QCOMPARE(answer.notifications, 21U);
    }

    void aReleaseThatGoesEndsIt()
    {
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{}};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        server.setTree(version(QStringLiteral("1")));
        Watching watching(m_client, watch(server.port()));
        QTRY_COMPARE(watching.payloads(), QByteArrayList{"1"});
        server.setTree(std::make_shared<CoapTree>());
        const CoapAnswer answer = watching.end();
        QCOMPARE(answer.outcome, Outcome::Answered);
        QCOMPARE(answer.code, coapcode::notFound);
        QVERIFY(watching.lastOne().last);
    }

    void whatCanNotBeObservedIsReadOnce()
    {
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{}};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        server.setTree(version(QStringLiteral("1")));
        Watching watching(m_client, watch(server.port(), QStringLiteral("r/name")));
        const CoapAnswer answer = watching.end();
        QCOMPARE(answer.outcome, Outcome::Answered);
        QVERIFY(!answer.observed);
        QCOMPARE(watching.payloads(), QByteArrayList{"pump"});
        QVERIFY(watching.lastOne().last);
    }

    void anOlderNotificationThatComesLateIsNotTold()
    {
        ScriptedPeer peer([](const CoapMessage& request, int number) -> std::vector<QByteArray> {
            if (number > 0)
                return {};
            return {state(request, "a", 0xfffffe).encode(),
                    state(request, "c", 1, CoapType::NonConfirmable).encode(), // The numbers begin anew at 2^24.
                    state(request, "b", 0xffffff, CoapType::NonConfirmable).encode(),
                    state(request, "c", 1, CoapType::NonConfirmable).encode(),
                    state(request, "d", 2, CoapType::Confirmable).encode()};
        });
        Watching watching(m_client, watch(peer.port()), 3);
        QCOMPARE(watching.end().outcome, Outcome::Stopped);
        QCOMPARE(watching.payloads(), QByteArrayList({"a", "c", "d"}));
        // The confirmable one was acknowledged, and the end was said.
        QTRY_VERIFY(std::ranges::any_of(peer.seen(), [](const CoapMessage& message) {
            return message.type == CoapType::Acknowledgement && message.messageId == 40'002;
        }));
        QTRY_VERIFY(std::ranges::any_of(peer.seen(), [](const CoapMessage& message) {
            return message.type == CoapType::NonConfirmable && observeOf(message) == 1U;
        }));
        const auto seen = peer.seen();
        QCOMPARE(observeOf(seen.front()), std::optional<quint32>(0));
        for (const CoapMessage& message : seen) {
            if (message.code.isRequest())
                QCOMPARE(message.token, seen.front().token);
        }
    }

    // RFC 7959 2.6: the notification is the first block; the others are fetched without Observe.
    void aLargeStateIsFetchedBlockByBlock()
    {
        const QByteArray before(100, 'x');
        const QByteArray after = QByteArray(64, 'y') + QByteArray(36, 'z');
        std::atomic<bool> changed = false;
        CoapMessage first; // The peer's thread alone.
        ScriptedPeer peer([&](const CoapMessage& request, int) -> std::vector<QByteArray> {
            if (!request.code.isRequest() || observeOf(request) == 1U)
                return {};
            const QByteArray& body = changed ? after : before;
            BlockOption block{0, true, 2};
            if (const auto* option = request.find(coapoption::block2))
                block = BlockOption::read(bytesOf(option->value)).value_or(block);
            CoapMessage answer =
                observeOf(request) ? state(request, {}, 10) : ScriptedPeer::answerTo(request, coapcode::content);
            const auto add = [&body](CoapMessage& message, BlockOption at) {
                message.payload = body.mid(static_cast<qsizetype>(at.offset()), 64);
                at.more = at.number == 0;
                const CoapUint value = at.value();
                message.add(coapoption::block2, QByteArray(reinterpret_cast<const char*>(value.bytes().data()),
                                                           static_cast<qsizetype>(value.bytes().size())));
                message.add(coapoption::etag, Digest::of(QByteArrayView(body)).toByteArray().first(8));
            };
            block.szx = 2;
            add(answer, block);
            std::vector<QByteArray> answers{answer.encode()};
            if (observeOf(request))
                first = request;
            if (block.number == 1 && !changed.exchange(true)) {
                CoapMessage news = state(first, {}, 11, CoapType::NonConfirmable);
                const QByteArray& now = after;
                news.payload = now.first(64);
                const CoapUint value = BlockOption{0, true, 2}.value();
                news.add(coapoption::block2, QByteArray(reinterpret_cast<const char*>(value.bytes().data()),
                                                        static_cast<qsizetype>(value.bytes().size())));
                news.add(coapoption::etag, Digest::of(QByteArrayView(now)).toByteArray().first(8));
                answers.push_back(news.encode());
            }
            return answers;
        });
        CoapCall call = watch(peer.port());
        call.szx = 2;
        Watching watching(m_client, call, 2);
        QCOMPARE(watching.end().outcome, Outcome::Stopped);
        QCOMPARE(watching.payloads(), QByteArrayList({before, after}));
        int rests = 0;
        for (const CoapMessage& message : peer.seen()) {
            const auto* block = message.find(coapoption::block2);
            if (!message.code.isRequest() || !block || BlockOption::read(bytesOf(block->value))->number == 0)
                continue;
            ++rests;
            QVERIFY(!observeOf(message));
        }
        QCOMPARE(rests, 2);
    }

    // 3.3.1: what has run out is asked for again, with the same token; what has not changed is no news.
    void aSilentServerIsAskedAgainAndSaysTheSame()
    {
        ScriptedPeer peer([](const CoapMessage& request, int number) -> std::vector<QByteArray> {
            CoapMessage answer = state(request, number < 2 ? "same" : "other", 5);
            answer.add(coapoption::maxAge, quint32{0});
            return {answer.encode()};
        });
        CoapCall call = watch(peer.port());
        call.timing.refreshSlack = std::chrono::milliseconds(20);
        Watching watching(m_client, call, 2);
        QTRY_COMPARE_WITH_TIMEOUT(watching.payloads(), QByteArrayList({"same", "other"}), 20'000);
        QCOMPARE(watching.end().outcome, Outcome::Stopped);
        const auto seen = peer.seen();
        QVERIFY(seen.size() >= 3);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(observeOf(seen[i]), std::optional<quint32>(0));
            QCOMPARE(seen[i].token, seen.front().token);
        }
    }

    void nobodyThereIsSaid()
    {
        ScriptedPeer peer([](const CoapMessage&, int) -> std::vector<QByteArray> { return {}; });
        CoapCall call = watch(peer.port());
        call.timing.ackTimeout = std::chrono::milliseconds(10);
        call.timing.maxRetransmit = 1;
        Watching watching(m_client, call);
        QCOMPARE(watching.end().outcome, Outcome::NoAnswer);
        QVERIFY(watching.payloads().isEmpty());
    }

    void itEndsWhenItsTimeIsOver()
    {
        ScriptedPeer peer([](const CoapMessage& request, int) -> std::vector<QByteArray> {
            return {state(request, "a", 1).encode()};
        });
        CoapCall call = watch(peer.port());
        call.observeFor = std::chrono::milliseconds(50);
        call.timing.limit = std::chrono::seconds(20); // For the start alone.
        Watching watching(m_client, call);
        const CoapAnswer answer = watching.end();
        QCOMPARE(answer.outcome, Outcome::Stopped);
        QCOMPARE(answer.notifications, 1U);
    }
};

QTEST_GUILESS_MAIN(TestCoapObserve)
#include "tst_coapobserve.moc"
