// SPDX-License-Identifier: Apache-2.0
#include "coap/coaptransfers.h"
#include "coapprobe.h"

#include <QTest>

using namespace ota;

class TestCoapTransfers final : public QObject
{
    Q_OBJECT

    using Time = CoapTransfers::Time;

    CoapTransfers m_transfers;
    CoapPeerKey m_peer;
    std::shared_ptr<const CoapPeer> m_who = std::make_shared<CoapPeer>();
    Time m_now{std::chrono::hours(1)};
    quint16 m_messageId = 0;

    /// One request for a block of 64 bytes and its answer.
    CoapTransfers::Step ask(const CoapBody* current, quint32 number, std::optional<quint16> messageId = std::nullopt)
    {
        const CoapTransfers::Request request{m_peer, "fw/slot0", quint64{number} * 64,
                                             messageId.value_or(++m_messageId)};
        const CoapTransfers::Step step = m_transfers.request(request, current, m_who, m_now);
        if (step.transfer) {
            BlockRequest block;
            block.block2 = BlockOption{number, false, 2};
            m_done = m_transfers.served(*step.transfer, request, reply(step.transfer->body, block));
        }
        return step;
    }
    bool m_done = false;

private Q_SLOTS:
    void init()
    {
        m_transfers = CoapTransfers();
        m_peer = CoapPeerKey();
    }

    void theBodyOfTheFirstBlockIsKept()
    {
        const CoapBody old = patternBody(200, 1);
        const CoapBody fresh = patternBody(200, 2);
        QVERIFY(ask(&old, 0).started);
        QCOMPARE(ask(&fresh, 1).transfer->body.digest, old.digest);
        QCOMPARE(ask(nullptr, 2).transfer->body.digest, old.digest);
        QVERIFY(!m_done);
        QCOMPARE(ask(&fresh, 3).transfer->body.digest, old.digest);
        QVERIFY(m_done);
        // The answer to the last one got lost.
        const auto again = ask(&fresh, 3, m_messageId);
        QVERIFY(again.repeat);
        QCOMPARE(again.transfer->body.digest, old.digest);
        QVERIFY(!m_done);
        const auto next = ask(&fresh, 0);
        QVERIFY(next.started);
        QCOMPARE(next.transfer->body.digest, fresh.digest);
        QVERIFY(!ask(nullptr, 0).transfer);
    }

    void aRepeatedFirstRequestBelongsToItsTransfer()
    {
        const CoapBody old = patternBody(200, 1);
        const CoapBody fresh = patternBody(200, 2);
        ask(&old, 0, 77);
        const auto again = ask(&fresh, 0, 77);
        QVERIFY(again.repeat && !again.started);
        QCOMPARE(again.transfer->body.digest, old.digest);
        QCOMPARE(ask(&fresh, 0, 78).transfer->body.digest, fresh.digest);
    }

    void silenceIsToldOnceAndResumingToo()
    {
        const CoapBody body = patternBody(200);
        ask(&body, 0);
        QVERIFY(m_transfers.sweep(m_now + std::chrono::seconds(19)).empty());
        m_now += std::chrono::seconds(20);
        QCOMPARE(m_transfers.sweep(m_now).size(), std::size_t{1});
        QVERIFY(m_transfers.sweep(m_now).empty());
        QVERIFY(ask(&body, 1).resumed);
        QVERIFY(!ask(&body, 2).resumed);
        ask(&body, 3);
        m_now += std::chrono::seconds(60);
        QVERIFY(m_transfers.sweep(m_now).empty()); // It is done: silence is what one expects.
        m_peer.port = 9;
        const auto elsewhere = ask(&body, 2);
        QVERIFY(elsewhere.resumed && !elsewhere.started);
    }

    void nothingIsKeptForEver()
    {
        const CoapBody old = patternBody(200, 1);
        const CoapBody fresh = patternBody(200, 2);
        ask(&old, 0);
        m_now += CoapTransfers::keepFor;
        m_transfers.sweep(m_now);
        QVERIFY(!m_transfers.isActive());
        QCOMPARE(ask(&fresh, 1).transfer->body.digest, fresh.digest);
        for (int i = 0; i < 3000; ++i) {
            m_peer.port = static_cast<quint16>(i + 1);
            ask(&fresh, 0);
        }
        QCOMPARE(m_transfers.size(), CoapTransfers::maxTransfers);
    }

    void aFullRingLosesTheOldestAndSaysSo()
    {
        CoapEventRing ring(4);
        int wakes = 0;
        ring.onNew([&wakes] { ++wakes; });
        for (int i = 0; i < 6; ++i)
            ring.push({});
        QCOMPARE(wakes, 1);
        auto events = ring.after(0);
        QCOMPARE(events.size(), std::size_t{4});
        QCOMPARE(events.front().id, quint64{3});
        QVERIFY(ring.after(6).empty());
        ring.push({});
        QCOMPARE(wakes, 2);
        QCOMPARE(ring.after(4, 2).back().id, quint64{6});
        ring.push({});
        QCOMPARE(wakes, 2); // Not all had been read: no further call before that.
        ring.after(6);
        ring.push({});
        QCOMPARE(wakes, 3);
    }
};

QTEST_GUILESS_MAIN(TestCoapTransfers)
#include "tst_coaptransfers.moc"
