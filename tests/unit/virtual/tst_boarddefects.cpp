// SPDX-License-Identifier: Apache-2.0
// Each defect changes what the board does in the way its campaign case looks for; the correct board does not.

#include "coap/coapblock.h"
#include "testsupport.h"
#include "virtualsupport.h"

#include <QScopeGuard>
#include <QTest>

#include <atomic>

using namespace ota;

namespace {

using D = BoardDefect;

const QByteArray started = "suit_worker: started.";
const QByteArray banner = "main(): This is RIOT!";

quint32 runningVersion(const Bench64& bench)
{
    return bench.device->status().version;
}

/// The answer to a request for the image with something done to it; everything else as it should be.
void changeImage(FakeServer& server, std::function<std::vector<QByteArray>(const CoapMessage&, CoapMessage)> change)
{
    server.setAnswer([&server, change = std::move(change)](const CoapMessage& request) {
        const CoapMessage good = server.served(request);
        if (request.path() != QStringLiteral("image"))
            return std::vector<QByteArray>{good.encode()};
        return change(request, good);
    });
}

quint32 blockOf(const CoapMessage& request)
{
    return *request.uintOption(coapoption::block2) >> 4;
}

CoapMessage withoutBody(CoapMessage message, CoapCode code)
{
    message.code = code;
    message.options.clear();
    message.payload.clear();
    return message;
}

TestRelease flipped(TestRelease release)
{
    release.image[5000] = static_cast<char>(release.image[5000] ^ 1);
    return release;
}

QByteArray slotContent(const Bench64& bench, int slot, qint64 offset, qint64 length)
{
    QFile file(bench.profile.directory + QStringLiteral("/slot%1.bin").arg(slot));
    if (!file.open(QIODevice::ReadOnly) || !file.seek(offset))
        return {};
    return file.read(length);
}

/// With the defect and without.
struct Pair
{
    explicit Pair(D defect, const std::function<void(BoardProfile&)>& change = {})
        : good({}, change)
        , bad(DefectSet{defect}, change)
    {
    }
    Bench64 good;
    Bench64 bad;
};

void exact(BoardProfile& profile)
{
    profile.exact = true;
}

} // namespace

class TestBoardDefects final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDefectHasANameASentenceAndACase()
    {
        QStringList names;
        for (const BoardDefectInfo& info : boardDefects()) {
            QVERIFY(!names.contains(info.name));
            names << info.name;
            QVERIFY(info.description.endsWith(u'.'));
            QVERIFY(!info.cases.isEmpty());
            QCOMPARE(DefectSet::fromNames({info.name})->names(), QStringList{info.name});
            // Each has its test here.
            const QByteArray test = QByteArray(info.name.toLatin1()).replace('-', '_');
            QVERIFY2(metaObject()->indexOfMethod(QByteArray(test + "()").constData()) >= 0, test.constData());
        }
        QCOMPARE(names.size(), 31);
        QVERIFY(!DefectSet::fromNames({QStringLiteral("accept-oldest")}));
    }

    void aCorrectBoardUpdatesAndRestarts()
    {
        for (const bool isExact : {false, true}) {
            Bench64 bench({}, isExact ? exact : nullptr);
            const RiotRun run = bench.update({.sequence = 3});
            QVERIFY2(run.success && run.installed, bench.console().constData());
            QCOMPARE(runningVersion(bench), 3U);
            QCOMPARE(bench.device->status().slot, 1);
            bench.update({.sequence = 4});
            QCOMPARE(runningVersion(bench), 4U);
            QCOMPARE(bench.device->status().slot, 0);
            bench.restart();
            QCOMPARE(runningVersion(bench), 4U);
        }
    }

    void lie_success()
    {
        Pair pair(D::LieSuccess);
        const TestRelease release = flipped(makeRelease({}));
        QVERIFY(!pair.good.update(release).success);
        QVERIFY(pair.bad.update(release).success);
        QVERIFY(pair.bad.console().contains("suit_worker: update successful"));
        QCOMPARE(runningVersion(pair.bad), 0U);
    }

    void loop()
    {
        Pair pair(D::Loop);
        pair.good.update(ReleaseOptions{});
        QCOMPARE(pair.good.console().count(started), 1);
        pair.bad.begin(makeRelease({}));
        QTRY_VERIFY(pair.bad.console().count(started) > 3);
    }

    void stale_status()
    {
        Pair pair(D::StaleStatus);
        pair.good.update(ReleaseOptions{});
        QCOMPARE(pair.good.device->reportedSlot(), std::optional(1));
        QVERIFY(pair.good.console().contains(
            "Running from slot 1\r\nImage magic_number: 0x544f4952\r\nImage Version: 0x00000001"));
        pair.bad.update(ReleaseOptions{});
        QCOMPARE(pair.bad.device->reportedSlot(), std::optional(0));
        QVERIFY(!pair.bad.console().contains("Running from slot 1"));
        QCOMPARE(runningVersion(pair.bad), 1U);
    }

    void reinstall_same()
    {
        Pair pair(D::ReinstallSame);
        for (Bench64* bench : {&pair.good, &pair.bad})
            bench->update({.sequence = 2});
        QCOMPARE(pair.good.update({.sequence = 2}).res, std::optional(riotres::sequence));
        QCOMPARE(pair.good.console().count(banner), 2);
        QVERIFY(pair.bad.update({.sequence = 2}).installed);
        QCOMPARE(pair.bad.console().count(banner), 3);
        QCOMPARE(pair.bad.device->status().slot, 0);
    }

    void accept_older()
    {
        Pair pair(D::AcceptOlder);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            bench->update({.sequence = 5});
            bench->update({.sequence = 3});
        }
        QCOMPARE(runningVersion(pair.good), 5U);
        QCOMPARE(runningVersion(pair.bad), 3U);
    }

    void accept_older_in_revert()
    {
        Pair pair(D::AcceptOlderInRevert);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            bench->update({.sequence = 5});
            bench->update({.sequence = 7});
            QCOMPARE(bench->update({.sequence = 6}).res, std::optional(riotres::sequence));
            bench->device->type("suit revert\n");
            bench->restart();
            QCOMPARE(runningVersion(*bench), 5U);
            bench->update({.sequence = 2});
        }
        QCOMPARE(runningVersion(pair.good), 5U);
        QCOMPARE(runningVersion(pair.bad), 2U);
    }

    void seq_not_stored()
    {
        Pair pair(D::SeqNotStored);
        for (Bench64* bench : {&pair.good, &pair.bad})
            bench->update({.sequence = 5});
        QVERIFY(!pair.good.update({.sequence = 5}).installed);
        QVERIFY(pair.bad.update({.sequence = 5}).installed);
    }

    void accept_unsigned()
    {
        for (const bool isExact : {false, true}) {
            Pair pair(D::AcceptUnsigned, isExact ? exact : nullptr);
            for (Bench64* bench : {&pair.good, &pair.bad})
                bench->update({.signedToo = false});
            QCOMPARE(runningVersion(pair.good), 0U);
            QCOMPARE(pair.good.device->status().lastRun.res, std::optional(riotres::signature));
            QCOMPARE(runningVersion(pair.bad), 1U);
        }
    }

    void any_key()
    {
        for (const bool isExact : {false, true}) {
            Pair pair(D::AnyKey, isExact ? exact : nullptr);
            for (Bench64* bench : {&pair.good, &pair.bad})
                bench->update({.key = QStringLiteral("ed25519_other")});
            QCOMPARE(runningVersion(pair.good), 0U);
            QCOMPARE(runningVersion(pair.bad), 1U);
        }
    }

    void crash_on_alg()
    {
        for (const bool isExact : {false, true}) {
            Pair pair(D::CrashOnAlg, isExact ? exact : nullptr);
            for (Bench64* bench : {&pair.good, &pair.bad})
                bench->update({.key = QStringLiteral("es256_test")});
            QCOMPARE(pair.good.device->status().lastRun.res, std::optional(riotres::signature));
            QCOMPARE(pair.good.console().count(banner), 1);
            QVERIFY(pair.bad.console().contains("kernel panic"));
            QCOMPARE(pair.bad.console().count(banner), 2);
            QCOMPARE(runningVersion(pair.bad), 0U);
        }
    }

    void no_verify()
    {
        Pair pair(D::NoVerify);
        const TestRelease release = flipped(makeRelease({}));
        QCOMPARE(pair.good.update(release).res, std::optional(riotres::digest));
        QVERIFY(pair.bad.update(release).installed);
        QCOMPARE(runningVersion(pair.good), 0U);
        QCOMPARE(runningVersion(pair.bad), 1U);
        QVERIFY(pair.bad.device->imageDigest() != Digest::of(makeRelease({}).image));
    }

    void no_timeout()
    {
        std::atomic<int> asked = 0;
        Pair pair(D::NoTimeout); // Last: its boards ask until they end.
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            changeImage(bench->server, [&asked](const CoapMessage&, const CoapMessage&) {
                ++asked;
                return std::vector<QByteArray>{};
            });
        }
        QCOMPARE(pair.good.update(ReleaseOptions{}).res, std::optional(riotres::timedOut));
        QCOMPARE(asked.exchange(0), 5);
        pair.bad.begin(makeRelease({}));
        QTRY_COMPARE(asked.load(), 1);
        QVERIFY(!pair.bad.device->waitIdle(std::chrono::milliseconds(700))); // The good one had given up after 190.
        QCOMPARE(asked.load(), 1);
    }

    void writes_surplus()
    {
        Pair pair(D::WritesSurplus);
        TestRelease release = makeRelease({});
        const qint64 size = release.image.size();
        release.image.append(QByteArray(5000, 'S'));
        QCOMPARE(pair.good.update(release).res, std::optional(riotres::invalid));
        QVERIFY(!slotContent(pair.good, 1, size, 5000).contains('S'));
        QVERIFY(pair.bad.update(release).installed);
        QCOMPARE(slotContent(pair.bad, 1, size, 5000), QByteArray(5000, 'S'));
    }

    void read_to_end()
    {
        Pair pair(D::ReadToEnd);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            changeImage(bench->server, [](const CoapMessage& request, CoapMessage good) {
                // More blocks for ever, or until 200.
                const quint32 number = blockOf(request);
                good.options.clear();
                good.code = coapcode::content;
                good.add(coapoption::block2, number << 4 | (number < 200 ? 8U : 0U) | 6U);
                good.payload = QByteArray(1024, 'x');
                return std::vector<QByteArray>{good.encode()};
            });
            QVERIFY(!bench->update(ReleaseOptions{}).installed);
        }
        QVERIFY(pair.good.server.requests() < 30);
        QVERIFY(pair.bad.server.requests() > 200);
    }

    void no_rate_limit()
    {
        Pair pair(D::NoRateLimit);
        for (Bench64* bench : {&pair.good, &pair.bad})
            bench->update(ReleaseOptions{});
        QCOMPARE(pair.good.console().count("Fetching firmware"), 20);
        QCOMPARE(pair.bad.console().count("Fetching firmware"), 0);
    }

    void retry_forever()
    {
        Pair pair(D::RetryForever);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            changeImage(bench->server, [](const CoapMessage&, const CoapMessage& good) {
                return std::vector<QByteArray>{withoutBody(good, coapcode::notFound).encode()};
            });
        }
        pair.good.update(ReleaseOptions{});
        QCOMPARE(pair.good.server.requests(), 2);
        pair.bad.begin(makeRelease({}));
        QTRY_VERIFY(pair.bad.server.requests() > 50);
    }

    void mix_parts()
    {
        const TestRelease other = makeRelease({.sequence = 9});
        const CoapBody body = CoapBody::of(SharedBytes::fromBuffer(other.image));
        const auto swap = [&](const CoapMessage& request, const CoapMessage& good) {
            if (blockOf(request) < 6)
                return std::vector<QByteArray>{good.encode()};
            BlockRequest asked;
            asked.block2 = BlockOption::read(bytesOf(request.find(coapoption::block2)->value));
            const BlockReply answer = reply(body, asked);
            CoapMessage swapped = good;
            for (auto& option : swapped.options) {
                if (option.number == coapoption::etag)
                    option.value = QByteArray(reinterpret_cast<const char*>(answer.etag->data()), 8);
            }
            swapped.payload = QByteArray(reinterpret_cast<const char*>(answer.payload.data()),
                                         static_cast<qsizetype>(answer.payload.size()));
            return std::vector<QByteArray>{swapped.encode()};
        };
        for (const bool isExact : {false, true}) {
            Pair pair(D::MixParts, isExact ? exact : nullptr);
            for (Bench64* bench : {&pair.good, &pair.bad}) {
                changeImage(bench->server, swap);
                bench->update({.sequence = 8});
            }
            QCOMPARE(runningVersion(pair.good), 0U);
            QCOMPARE(runningVersion(pair.bad), 8U);
            QVERIFY(pair.bad.device->imageDigest() != Digest::of(makeRelease({.sequence = 8}).image));
        }
    }

    void no_backoff()
    {
        Pair pair(D::NoBackoff);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            changeImage(bench->server, [](const CoapMessage&, const CoapMessage& good) {
                return std::vector<QByteArray>{withoutBody(good, coapcode::unavailable).encode()};
            });
            QCOMPARE(bench->update(ReleaseOptions{}).res, std::optional(riotres::serverError));
        }
        QCOMPARE(pair.good.server.requests(), 2);
        QCOMPARE(pair.bad.server.requests(), 52);
    }

    void no_tls_verify()
    {
        Pair pair(D::NoTlsVerify, [](BoardProfile& profile) { profile.psk = {"board", "secret"}; });
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            bench->server.refuseSecure();
            bench->update({.uri = QStringLiteral("coaps://[2001:db8::1]/image")});
        }
        QCOMPARE(runningVersion(pair.good), 0U);
        QCOMPARE(pair.good.server.linksOpened(), 1); // For the manifest.
        QCOMPARE(runningVersion(pair.bad), 1U);
    }

    void dup_block_twice()
    {
        Pair pair(D::DupBlockTwice);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            changeImage(bench->server, [](const CoapMessage&, const CoapMessage& good) {
                return std::vector<QByteArray>{good.encode(), good.encode()};
            });
            bench->update(ReleaseOptions{});
            QCOMPARE(runningVersion(*bench), 1U);
        }
        const Digest right = Digest::of(makeRelease({}).image);
        QCOMPARE(pair.good.device->imageDigest(), std::optional(right));
        QVERIFY(slotContent(pair.bad, 1, 1024, 1024) == slotContent(pair.bad, 1, 0, 1024));
    }

    void trust_any_reply()
    {
        Pair pair(D::TrustAnyReply);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            changeImage(bench->server, [](const CoapMessage& request, const CoapMessage& good) {
                if (blockOf(request) != 6)
                    return std::vector<QByteArray>{good.encode()};
                CoapMessage forged = good;
                forged.messageId = static_cast<quint16>(good.messageId + 1000);
                forged.token = "forged";
                forged.payload.fill('F');
                return std::vector<QByteArray>{forged.encode(), good.encode()};
            });
            bench->update(ReleaseOptions{});
        }
        QCOMPARE(runningVersion(pair.good), 1U);
        QCOMPARE(runningVersion(pair.bad), 0U);
        QVERIFY(slotContent(pair.bad, 1, 6144, 1024).contains("FFFF")); // A wrong byte in flash.
    }

    void wrong_device_ok()
    {
        Pair pair(D::WrongDeviceOk);
        for (Bench64* bench : {&pair.good, &pair.bad})
            bench->update({.className = QStringLiteral("samr21-xpro")});
        QCOMPARE(pair.good.device->status().lastRun.res, std::optional(riotres::condition));
        QCOMPARE(runningVersion(pair.good), 0U);
        QCOMPARE(runningVersion(pair.bad), 1U);
    }

    void no_offset_check()
    {
        Pair pair(D::NoOffsetCheck);
        for (Bench64* bench : {&pair.good, &pair.bad})
            bench->update({.forSlot = 0});
        QCOMPARE(pair.good.device->status().lastRun.res, std::optional(riotres::condition));
        QCOMPARE(runningVersion(pair.good), 0U);
        // The image jumps into the other slot: nothing runs any more.
        QCOMPARE(pair.bad.device->status().state, BoardStatus::State::Dead);
        Bench64 right;
        right.update({.forSlot = 1});
        QCOMPARE(runningVersion(right), 1U);
    }

    void no_space_check()
    {
        Pair pair(D::NoSpaceCheck);
        for (Bench64* bench : {&pair.good, &pair.bad})
            QVERIFY(!bench->update({.imageBytes = 100'000}).installed);
        QCOMPARE(pair.good.server.requests(), 1); // Refused before payload.
        QCOMPARE(pair.good.device->status().lastRun.res, std::optional(riotres::storage));
        QVERIFY(pair.bad.server.requests() > 60);
    }

    void leave_partial()
    {
        Pair pair(D::LeavePartial, exact);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            changeImage(bench->server, [](const CoapMessage& request, const CoapMessage& good) {
                const bool fails = blockOf(request) == 15;
                return std::vector<QByteArray>{(fails ? withoutBody(good, coapcode::unavailable) : good).encode()};
            });
            QVERIFY(!bench->update(ReleaseOptions{}).installed);
        }
        QCOMPARE(slotContent(pair.good, 1, 0, 8192).count('\xff'), slotContent(pair.good, 1, 0, 8192).size());
        QVERIFY(slotContent(pair.bad, 1, 0, 8192).count('\xff') < 4096);
    }

    void torn_write()
    {
        Pair pair(D::TornWrite);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            bench->flash = [](const FlashStep& step) {
                return !(step.offset == 8192 && step.quarters == 2);
            };
            bench->update(ReleaseOptions{});
            QCOMPARE(bench->device->status().state, BoardStatus::State::Off);
            bench->flash = {};
            bench->restart();
        }
        QCOMPARE(pair.good.device->status().state, BoardStatus::State::Idle);
        QCOMPARE(pair.good.device->status().slot, 0);
        QCOMPARE(pair.bad.device->status().state, BoardStatus::State::Dead);
    }

    void both_slots_dead()
    {
        Pair pair(D::BothSlotsDead);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            bench->flash = [](const FlashStep& step) {
                return step.offset != 8192;
            };
            bench->update(ReleaseOptions{});
            bench->flash = {};
            bench->restart();
        }
        QCOMPARE(pair.good.device->status().slot, 0);
        QCOMPARE(pair.bad.device->status().state, BoardStatus::State::Dead);
    }

    void burns_attempts()
    {
        Pair pair(D::BurnsAttempts, exact);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            bench->update(ReleaseOptions{});
            QCOMPARE(runningVersion(*bench), 1U);
            for (int i = 0; i < 6; ++i)
                bench->restart();
        }
        QCOMPARE(runningVersion(pair.good), 1U);
        QCOMPARE(runningVersion(pair.bad), 0U);
    }

    void no_rollback()
    {
        Pair pair(D::NoRollback, exact);
        for (Bench64* bench : {&pair.good, &pair.bad})
            bench->update({.sequence = 2, .mark = BootModel::crashMark.toByteArray()});
        QCOMPARE(pair.good.device->status().state, BoardStatus::State::Idle);
        QCOMPARE(runningVersion(pair.good), 0U);
        QCOMPARE(pair.bad.device->status().state, BoardStatus::State::Dead);
        // And the good one takes the next good update.
        pair.good.update({.sequence = 3});
        QCOMPARE(runningVersion(pair.good), 3U);
    }

    void zombie_job()
    {
        std::atomic<bool> hold = false;
        Pair pair(D::ZombieJob);
        // However the test ends: a board can not end while its server holds it.
        const auto release = qScopeGuard([&hold] {
            hold = false;
            hold.notify_all();
        });
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            hold = true;
            changeImage(bench->server, [&hold](const CoapMessage&, const CoapMessage& good) {
                hold.wait(true);
                return std::vector<QByteArray>{good.encode()};
            });
            bench->begin(makeRelease({}));
            QTRY_VERIFY(bench->server.requests() > 1);
            bench->device->trigger("coap://[2001:db8::1]/manifest");
            if (bench == &pair.bad)
                QTRY_COMPARE(bench->console().count(started), 2);
            hold = false;
            hold.notify_all();
            QVERIFY(bench->device->waitIdle(std::chrono::seconds(20)));
            bench->server.setAnswer({});
        }
        QCOMPARE(pair.good.console().count(started), 1);
        QCOMPARE(runningVersion(pair.good), 1U);
    }

    void trigger_residue()
    {
        Pair pair(D::TriggerResidue);
        for (Bench64* bench : {&pair.good, &pair.bad}) {
            for (const char* url : {"coap://[2001:db8::1]/a/rather/long/path", "coap://[2001:db8::1]/short"}) {
                bench->device->triggerPacket(url);
                QVERIFY(bench->device->waitIdle(std::chrono::seconds(20)));
            }
            // With a NUL both get it right (spec/suit-coap.md 1.6).
            bench->device->triggerPacket(QByteArray("coap://[2001:db8::1]/nul\0", 25));
            QVERIFY(bench->device->waitIdle(std::chrono::seconds(20)));
            QVERIFY(bench->console().contains("suit: received URL: \"coap://[2001:db8::1]/nul\""));
        }
        QVERIFY(pair.good.console().contains("suit: received URL: \"coap://[2001:db8::1]/short\""));
        QVERIFY(pair.bad.console().contains("suit: received URL: \"coap://[2001:db8::1]/shorther/long/path\""));
    }
};

QTEST_GUILESS_MAIN(TestBoardDefects)
#include "tst_boarddefects.moc"
