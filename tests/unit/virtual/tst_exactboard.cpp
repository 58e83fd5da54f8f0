// SPDX-License-Identifier: Apache-2.0
// An exact board: what the verifier refuses it does not act on, whatever a RIOT board does with it.

#include "testsupport.h"
#include "virtualsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ota;

namespace {

void exactRam(BoardProfile& profile)
{
    profile.exact = true;
    profile.kind = BoardProfile::Slots::Ram;
    profile.blockSize = 64;
}

} // namespace

class TestExactBoard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actsOnlyOnWhatTheVerifierAccepts_data()
    {
        QTest::addColumn<QJsonObject>("entry");
        for (const auto& value : QJsonDocument::fromJson(testData(QStringLiteral("suit/index.json"))).array()) {
            const QJsonObject entry = value.toObject();
            if (entry.contains(QStringLiteral("riot_native64")))
                QTest::newRow(qPrintable(entry.value(QStringLiteral("file")).toString())) << entry;
        }
    }

    void actsOnlyOnWhatTheVerifierAccepts()
    {
        QFETCH(const QJsonObject, entry);
        Bench64 bench({}, exactRam);
        bench.server.serve("/m", testData(QStringLiteral("suit/") + entry.value(QStringLiteral("file")).toString()));
        bench.server.serve("/fw/suit_update/native64/payload.bin",
                           testData(QStringLiteral("suit/riot-tool/payload.bin")));
        bench.device->trigger("coap://[2001:db8::1]/m");
        QVERIFY(bench.device->waitIdle(std::chrono::seconds(20)));

        const RiotRun run = bench.device->status().lastRun;
        const QByteArray console = bench.console();
        const bool trusted =
            entry.value(QStringLiteral("key")).toString() == QStringLiteral("keys/ed25519_test.pub.pem");
        const bool ok = trusted && entry.value(QStringLiteral("verdict")).toString() == QStringLiteral("ok");
        if (!ok) {
            QVERIFY2(!run.success && !run.installed, console.constData());
            QCOMPARE(bench.device->status().version, 0U);
            QVERIFY2(console.contains("suit: refused: "), console.constData());
            return;
        }
        // Then it does what RIOT does.
        const QJsonObject real = entry.value(QStringLiteral("riot_native64")).toObject();
        QVERIFY2(run.installed == real.value(QStringLiteral("installed")).toBool(), console.constData());
        QCOMPARE(qint64{bench.device->status().version}, real.value(QStringLiteral("seq_after")).toInteger());
    }

    void aBodyThatChangesOnceIsFetchedAnew()
    {
        Bench64 bench({}, [](BoardProfile& profile) { profile.exact = true; });
        const TestRelease release = makeRelease({});
        // The first four blocks have another ETag: as from a release that was replaced meanwhile.
        int answers = 0;
        bench.server.setAnswer([&](const CoapMessage& request) {
            CoapMessage answer = bench.server.served(request);
            if (request.path() == QStringLiteral("image") && ++answers <= 4) {
                for (auto& option : answer.options) {
                    if (option.number == coapoption::etag)
                        option.value = "older";
                }
            }
            return std::vector<QByteArray>{answer.encode()};
        });
        QVERIFY2(bench.update(release).installed, bench.console().constData());
        QCOMPARE(bench.device->imageDigest(), std::optional(Digest::of(release.image)));
    }

    void aSizeThatIsNotTheManifestsEndsTheTransferAtOnce()
    {
        Bench64 bench({}, [](BoardProfile& profile) { profile.exact = true; });
        TestRelease release = makeRelease({});
        release.image.append("surplus");
        QCOMPARE(bench.update(release).res, std::optional(riotres::invalid));
        QCOMPARE(bench.server.requests(), 2); // Manifest, first block.
    }

    void anImageThatNeverConfirmsIsLeftAfterThreeStarts()
    {
        Bench64 bench({}, [](BoardProfile& profile) { profile.exact = true; });
        bench.update({.sequence = 2, .mark = BootModel::shyMark.toByteArray()});
        QCOMPARE(bench.device->status().version, 2U);
        for (int i = 1; i < BootModel::maximumAttempts; ++i) {
            bench.restart();
            QCOMPARE(bench.device->status().version, 2U);
        }
        bench.restart();
        QCOMPARE(bench.device->status().version, 0U);
    }
};

QTEST_GUILESS_MAIN(TestExactBoard)
#include "tst_exactboard.moc"
