// SPDX-License-Identifier: Apache-2.0
// The board's client against servers that misbehave: the oracle is a real board (vectors riot_reactions.json).

#include "testsupport.h"
#include "virtualsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ota;

namespace {

constexpr qsizetype payloadBytes = 300;

QByteArray payload()
{
    QByteArray bytes;
    for (qsizetype i = 0; i < payloadBytes; ++i)
        bytes.append(static_cast<char>(i * 7));
    return bytes;
}

CoapMessage answer(const CoapMessage& request, CoapType type = CoapType::Acknowledgement)
{
    CoapMessage message;
    message.type = type;
    message.code = coapcode::content;
    message.messageId = request.messageId;
    message.token = request.token;
    return message;
}

CoapMessage block(const CoapMessage& request, quint32 number, quint8 szx, const QByteArray& body)
{
    const qsizetype size = qsizetype{16} << szx;
    CoapMessage message = answer(request);
    const bool more = (qsizetype{number} + 1) * size < body.size();
    message.add(coapoption::block2, (number << 4) | (more ? 8U : 0U) | szx);
    message.payload = body.mid(qsizetype{number} * size, size);
    return message;
}

/// One row of the reactions: what the server answers to block `number`.
class Misbehaviour
{
public:
    explicit Misbehaviour(QString fault)
        : m_fault(std::move(fault))
    {
    }

    std::vector<QByteArray> operator()(const CoapMessage& request)
    {
        const quint32 option = *request.uintOption(coapoption::block2);
        const quint32 number = option >> 4;
        const auto szx = static_cast<quint8>(option & 7);
        const QByteArray body = payload();
        CoapMessage good = block(request, number, szx, body);
        if (m_fault != QStringLiteral("noetag") && m_fault != QStringLiteral("noblock_opt")) {
            good.add(coapoption::etag,
                     QByteArray(m_fault == QStringLiteral("etag_change") && number >= 2 ? "bbbb" : "aaaa"));
            good.add(coapoption::size2, static_cast<quint32>(body.size()));
        }
        return change(request, number, szx, good);
    }

private:
    std::vector<QByteArray> change(const CoapMessage& request, quint32 number, quint8 szx, CoapMessage good)
    {
        const QByteArray body = payload();
        const bool second = number == 2;
        if (m_fault == QStringLiteral("smaller"))
            return {block(request, szx == 2 ? number * 2 : number, 1, body).encode()};
        if (m_fault == QStringLiteral("larger"))
            return {block(request, number / 4, 4, body).encode()};
        if (m_fault == QStringLiteral("noblock_opt")) {
            good = answer(request);
            good.payload = body;
            return {good.encode()};
        }
        if (m_fault == QStringLiteral("wrong_num") && second)
            return {block(request, 1, szx, body).encode()};
        if (m_fault == QStringLiteral("separate") || m_fault == QStringLiteral("non_resp")) {
            CoapMessage empty;
            empty.type = CoapType::Acknowledgement;
            empty.messageId = request.messageId;
            const bool separate = m_fault == QStringLiteral("separate");
            good.type = separate ? CoapType::Confirmable : CoapType::NonConfirmable;
            good.messageId = static_cast<quint16>(request.messageId + 500);
            return separate ? std::vector{empty.encode(), good.encode()} : std::vector{good.encode()};
        }
        if (m_fault == QStringLiteral("err503_at2") && second)
            good.code = coapcode::unavailable;
        if (m_fault == QStringLiteral("err404_at2") && second)
            good.code = coapcode::notFound;
        if (m_fault == QStringLiteral("rst_at2") && second) {
            CoapMessage reset;
            reset.type = CoapType::Reset;
            reset.messageId = request.messageId;
            return {reset.encode()};
        }
        if (m_fault == QStringLiteral("dup"))
            return {good.encode(), good.encode()};
        if (m_fault == QStringLiteral("mixed_body") && number >= 2)
            good.payload.fill('M');
        if (m_fault == QStringLiteral("more_false_early") && second)
            good = withMore(good, number, szx, false);
        if (m_fault == QStringLiteral("more_true_end") && number >= 4) {
            good.payload = body.mid(qsizetype{number} * 64, 64);
            good = withMore(good, number, szx, true);
        }
        if (m_fault == QStringLiteral("empty_block") && second) {
            good.payload.clear();
        }
        if (second && !std::exchange(m_onceDone, true)) {
            if (m_fault == QStringLiteral("wrong_mid"))
                good.messageId = static_cast<quint16>(good.messageId + 77);
            if (m_fault == QStringLiteral("wrong_token")) {
                good.type = CoapType::NonConfirmable;
                good.messageId = static_cast<quint16>(good.messageId + 77);
                good.token = "nobody";
            }
        }
        return {good.encode()};
    }

    static CoapMessage withMore(CoapMessage message, quint32 number, quint8 szx, bool more)
    {
        std::erase_if(message.options, [](const auto& option) { return option.number == coapoption::block2; });
        return message.add(coapoption::block2, (number << 4) | (more ? 8U : 0U) | szx);
    }

    QString m_fault;
    bool m_onceDone = false;
};

/// The storage side of a transfer, as the worker has it: sizes and the number of stored bytes.
struct Store
{
    QByteArray bytes;
    qsizetype occupied = 0;

    int take(const RiotBlock& block)
    {
        const auto total = static_cast<qsizetype>(block.offset + block.bytes.size());
        if (total > payloadBytes || (!block.more && total != payloadBytes))
            return riotres::invalid;
        bytes.resize(std::max(bytes.size(), total));
        std::copy(block.bytes.begin(), block.bytes.end(), bytes.data() + block.offset);
        occupied += static_cast<qsizetype>(block.bytes.size());
        return riotres::ok;
    }

    /// What the image match makes of it.
    int verdict() const
    {
        if (occupied != payloadBytes)
            return riotres::storageExceeded;
        return bytes == payload() ? riotres::ok : riotres::digest;
    }
};

RiotFetch::Options fast(bool exact = false)
{
    RiotFetch::Options options;
    options.timeScale = 0.005;
    options.exact = exact;
    return options;
}

} // namespace

class TestRiotFetch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reactsAsTheRealBoard_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QJsonValue>("res");
        for (const auto& value :
             QJsonDocument::fromJson(testData(QStringLiteral("coap/riot_reactions.json"))).array()) {
            const QJsonObject row = value.toObject();
            const QString fault = row.value(QStringLiteral("fault")).toString();
            QTest::newRow(qPrintable(fault)) << fault << row.value(QStringLiteral("res"));
        }
    }

    void reactsAsTheRealBoard()
    {
        QFETCH(const QString, fault);
        QFETCH(const QJsonValue, res);
        FakeServer server;
        auto misbehaviour = std::make_shared<Misbehaviour>(fault);
        server.setAnswer([misbehaviour](const CoapMessage& request) { return (*misbehaviour)(request); });
        RiotFetch fetch(fast(), server.connect());
        Store store;
        int got = fetch.get("coap://[2001:db8::1]/p", [&](const RiotBlock& block) { return store.take(block); });
        if (got == riotres::ok)
            got = store.verdict();
        QCOMPARE(got, res.isNull() ? riotres::ok : res.toInt());
    }

    void theDatagramsAreThoseOfTheRealBoard()
    {
        const QJsonArray recorded =
            QJsonDocument::fromJson(testData(QStringLiteral("coap/riot_update_datagrams.json"))).array();
        for (const auto& value : recorded) {
            const QJsonObject each = value.toObject();
            if (each.value(QStringLiteral("dir")).toString() != QStringLiteral("device->server"))
                continue;
            const QByteArray real = QByteArray::fromHex(each.value(QStringLiteral("hex")).toString().toLatin1());
            const auto message = CoapMessage::read(bytesOf(real));
            QVERIFY_RESULT(message);
            const quint32 option = *message->uintOption(coapoption::block2);
            const auto ours = riotBlockRequest("/" + message->path().toLatin1(), message->messageId, {}, option >> 4,
                                               static_cast<quint8>(option & 7), 80);
            QCOMPARE(*ours, real);
        }
    }

    void silenceIsBrokenFiveTimesWithDoublingGaps()
    {
        FakeServer server;
        std::vector<std::chrono::steady_clock::time_point> times;
        server.setAnswer([&](const CoapMessage&) {
            times.push_back(std::chrono::steady_clock::now());
            return std::vector<QByteArray>{};
        });
        RiotFetch::Options options = fast();
        options.random = [] {
            return 0.0;
        };
        RiotFetch fetch(options, server.connect());
        const auto begin = std::chrono::steady_clock::now();
        QCOMPARE(fetch.get("coap://[2001:db8::1]/p", [](const RiotBlock&) { return 0; }), riotres::timedOut);
        const std::chrono::duration<double> all = std::chrono::steady_clock::now() - begin;
        QCOMPARE(times.size(), 5U);
        // 2 s × (1 + 2 + 4 + 8 + 16), scaled; never earlier.
        QVERIFY(all.count() >= 62 * options.timeScale);
        for (std::size_t i = 1; i < times.size(); ++i) {
            const std::chrono::duration<double> gap = times[i] - times[i - 1];
            QVERIFY(gap.count() >= static_cast<double>(1 << i) * options.timeScale);
        }
    }

    void urlsAreTakenApartAsOnTheBoard()
    {
        const auto plain = RiotUrl::parse("coap://[2001:db8::1]/fw/a");
        QVERIFY(plain && !plain->secure);
        QCOMPARE(plain->port, 5683);
        QCOMPARE(plain->path, QByteArray("/fw/a"));
        QCOMPARE(RiotUrl::parse("coaps://[::1]/x")->port, 5684);
        QCOMPARE(RiotUrl::parse("coap://127.0.0.1:7777/x")->port, 7777);
        QCOMPARE(RiotUrl::parse("coap://[fe80::1%lo]:99/x")->host.scopeId(), QStringLiteral("lo"));
        for (const char* bad : {"coap://[2001:db8::1]", "http://[::1]/x", "coap://board.local/x", "coap://[::1/x",
                                "coap://[::1]x/y", "coap://[::1]:0/y", "coap://[::1]:65536/y", ""})
            QVERIFY2(!RiotUrl::parse(bad), bad);
        const QByteArray longHost = "coap://[" + QByteArray(60, '0') + "::1]/x";
        QVERIFY(!RiotUrl::parse(longHost));
    }

    void theRequestMustFitInto80Bytes()
    {
        QVERIFY(riotBlockRequest("/" + QByteArray(72, 'b'), 1, {}, 0, 2, 80));
        QVERIFY(!riotBlockRequest("/" + QByteArray(73, 'b'), 1, {}, 0, 2, 80));
        // The block number grows in mid-transfer.
        QVERIFY(!riotBlockRequest("/" + QByteArray(72, 'b'), 1, {}, 16, 2, 80));
    }

    void anExactBoardNoticesWhatRiotDoesNot()
    {
        for (const char* fault : {"etag_change", "wrong_num", "noblock_opt"}) {
            FakeServer server;
            auto misbehaviour = std::make_shared<Misbehaviour>(QString::fromLatin1(fault));
            server.setAnswer([misbehaviour](const CoapMessage& request) { return (*misbehaviour)(request); });
            RiotFetch fetch(fast(true), server.connect());
            Store store;
            const int res =
                fetch.get("coap://[2001:db8::1]/p", [&](const RiotBlock& block) { return store.take(block); });
            // A whole body without Block2 in the first answer is no fault (RFC 7959 2.3).
            const int expected = qstrcmp(fault, "noblock_opt") == 0   ? riotres::ok
                                 : qstrcmp(fault, "etag_change") == 0 ? riotres::bodyChanged
                                                                      : riotres::badMessage;
            QCOMPARE(res, expected);
        }
    }

    void aLossyLinkIsSlowerButGetsThere()
    {
        FakeServer server;
        server.serve("/p", payload());
        for (const int loss : {1, 20, 40}) {
            RiotFetch::Options options = fast();
            options.lossPercent = loss;
            options.lossSeed = 4;
            options.timeScale = 0.001;
            RiotFetch fetch(options, server.connect());
            Store store;
            QCOMPARE(fetch.get("coap://[2001:db8::1]/p", [&](const RiotBlock& block) { return store.take(block); }), 0);
            QCOMPARE(store.verdict(), riotres::ok);
            QVERIFY(loss < 20 || fetch.requests() > 5);
        }
    }

    void stopEndsAWaitAtOnce()
    {
        FakeServer server;
        server.setAnswer([](const CoapMessage&) { return std::vector<QByteArray>{}; });
        RiotFetch::Options options;
        options.timeScale = 1000; // Half an hour until the second transmission.
        RiotFetch fetch(options, server.connect());
        const std::jthread stopper([&] {
            while (server.requests() == 0)
                std::this_thread::yield();
            fetch.stop();
        });
        QCOMPARE(fetch.get("coap://[2001:db8::1]/p", [](const RiotBlock&) { return 0; }), riotres::powerLost);
    }
};

QTEST_GUILESS_MAIN(TestRiotFetch)
#include "tst_riotfetch.moc"
