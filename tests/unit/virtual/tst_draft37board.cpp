// SPDX-License-Identifier: Apache-2.0
// An exact board and releases of draft-ietf-suit-manifest-37: what it installs, and what it refuses and why.

#include "coap/coapserver.h"
#include "testsupport.h"
#include "virtual/virtualriotboard.h"
#include "virtualsupport.h"

#include <QTest>

using namespace ota;

namespace {

constexpr std::chrono::seconds patience{20};

void exact(BoardProfile& profile)
{
    profile.exact = true;
}

ReleaseOptions draft37(quint32 sequence = 1, std::function<void(SuitBuild&)> change = {})
{
    ReleaseOptions options;
    options.sequence = sequence;
    options.dialect = SuitDialect::Draft37;
    options.change = std::move(change);
    return options;
}

using Change = std::function<void(ReleaseOptions&)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestDraft37Board final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void installsFromARealServerOverCoap()
    {
        CoapServerOptions serverOptions;
        serverOptions.endpoints.push_back({QStringLiteral("127.0.0.1"), 0, false});
        CoapServer server(serverOptions);
        QVERIFY_RESULT(server.start());
        const QString root = server.endpoints().front().uri();
        ReleaseOptions options = draft37(7);
        options.uri = root + QStringLiteral("/fw/image");
        const TestRelease release = makeRelease(options);
        QVERIFY(readSuitEnvelope(bytesOf(release.manifest)).dialect == SuitDialect::Draft37);
        auto tree = std::make_shared<CoapTree>();
        (void)tree->add(QStringLiteral("fw/manifest"), CoapBody::of(SharedBytes::fromBuffer(release.manifest)));
        (void)tree->add(QStringLiteral("fw/image"), CoapBody::of(SharedBytes::fromBuffer(release.image)));
        server.setTree(tree);

        const QTemporaryDir folder;
        BoardProfile profile;
        profile.name = QStringLiteral("board37");
        profile.directory = folder.path() + QStringLiteral("/board37");
        profile.keys = {testKey(QStringLiteral("ed25519_test"))};
        profile.slotBytes = 64 * 1024;
        profile.timeScale = 0.1; // A busy machine is no silent server.
        profile.exact = true;
        const auto board = VirtualRiotBoard::start(profile, {});
        QVERIFY_RESULT(board);
        (*board)->trigger((root + QStringLiteral("/fw/manifest")).toLatin1());
        QVERIFY((*board)->waitIdle(patience));
        const BoardStatus status = (*board)->status();
        QVERIFY(status.lastRun.success && status.lastRun.installed);
        QCOMPARE(status.version, 7U);
        QCOMPARE(status.slot, 1);
        QCOMPARE((*board)->imageDigest(), std::optional(Digest::of(release.image)));
    }

    void refusesWhatIsNotForIt_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("res");
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char* name, int res, const char* line, Change change) {
            QTest::newRow(name) << std::move(change) << res << QByteArray(line);
        };
        row("vendor", riotres::condition, "validating vendor ID",
            [](ReleaseOptions& options) { options.vendor = QStringLiteral("example.com"); });
        row("class", riotres::condition, "validating class id",
            [](ReleaseOptions& options) { options.className = QStringLiteral("samr21-xpro"); });
        row("sequence", riotres::sequence, "seq_nr <= running image",
            [](ReleaseOptions& options) { options.sequence = 4; });
        row("digest", riotres::digest, "Erasing bad payload", [](ReleaseOptions& options) {
            options.change = [](SuitBuild& build) {
                build.images.front().digest = Digest::of("another image");
            };
        });
        row("size", riotres::invalid, "image download", [](ReleaseOptions& options) {
            options.change = [](SuitBuild& build) {
                build.images.front().size = 100;
            };
        });
        row("key", riotres::signature, "suit: refused: bad-signature",
            [](ReleaseOptions& options) { options.key = QStringLiteral("ed25519_other"); });
        row("unsigned", riotres::signature, "suit: refused: unsigned",
            [](ReleaseOptions& options) { options.signedToo = false; });
        row("component", riotres::unsupported, "No storage handler found", [](ReleaseOptions& options) {
            options.change = [](SuitBuild& build) {
                build.images.front().id = {"modem"};
            };
        });
        row("scheme", riotres::invalid, "unsupported URL scheme",
            [](ReleaseOptions& options) { options.uri = QStringLiteral("http://[2001:db8::1]/image"); });
        row("not there", riotres::clientError, "image download",
            [](ReleaseOptions& options) { options.uri = QStringLiteral("coap://[2001:db8::1]/nothing"); });
        row("slot", riotres::condition, "offset does not match", [](ReleaseOptions& options) {
            options.change = [](SuitBuild& build) {
                build.images.front().offset = 1; // Release 5 runs from there.
            };
        });
    }

    void refusesWhatIsNotForIt()
    {
        QFETCH(const Change, change);
        QFETCH(const int, res);
        QFETCH(const QByteArray, line);
        Bench64 bench({}, exact);
        QVERIFY2(bench.update(draft37(5)).installed, bench.console().constData());
        const auto before = bench.device->imageDigest();
        QVERIFY(before);
        const BoardStatus running = bench.device->status();

        ReleaseOptions options = draft37(6);
        change(options);
        const RiotRun run = bench.update(options);
        const QByteArray console = bench.console();
        QVERIFY2(!run.success && !run.installed, console.constData());
        QVERIFY2(run.res == std::optional(res), console.constData());
        QVERIFY2(console.contains(line), console.constData());
        QCOMPARE(bench.device->status().version, 5U);
        QCOMPARE(bench.device->status().slot, running.slot);
        bench.restart();
        QCOMPARE(bench.device->imageDigest(), before);
    }

    void theDraftsOwnExampleIsForAnotherVendor()
    {
        Bench64 bench({}, [](BoardProfile& profile) {
            profile.exact = true;
            profile.keys = {testKey(QStringLiteral("draft37_es256"))};
        });
        bench.server.serve("/m", testData(QStringLiteral("suit/draft37/example0.signed.suit")));
        bench.device->trigger("coap://[2001:db8::1]/m");
        QVERIFY(bench.device->waitIdle(patience));
        const QByteArray console = bench.console();
        QVERIFY2(bench.device->status().lastRun.res == std::optional(riotres::condition), console.constData());
        QVERIFY(console.contains("Comparing 547d0d74-6d3a-5a92-9662-4881afd9407b to "));
        QVERIFY(!console.contains("validating vendor ID: OK"));
    }

    void aBoardAsRiotDoesNotKnowTheDialect()
    {
        Bench64 bench;
        const RiotRun run = bench.update(draft37());
        QVERIFY2(!run.success && !run.installed, bench.console().constData());
        QCOMPARE(bench.device->status().version, 0U);
    }

    void theSameReleaseMayComeTwice()
    {
        Bench64 bench({}, exact);
        QVERIFY(bench.update(draft37(5)).installed);
        const RiotRun run = bench.update(draft37(5)); // Lower is refused, equal is not (2.7).
        QVERIFY2(run.success, bench.console().constData());
        QCOMPARE(bench.device->status().version, 5U);
    }

    void takesTheChoiceForTheFreeSlot()
    {
        Bench64 bench({}, exact);
        for (const quint32 sequence : {1U, 2U}) {
            const int from = bench.device->status().slot;
            const RiotRun run = bench.update(draft37(sequence, [](SuitBuild& build) {
                SuitImage first = build.images.front();
                SuitImage second = first;
                first.offset = 0;
                second.offset = 1;
                build.images = {first, second};
            }));
            QVERIFY2(run.installed, bench.console().constData());
            QCOMPARE(bench.device->status().version, sequence);
            QVERIFY(bench.device->status().slot != from);
        }
    }

    void copiesWhatWasFetchedToMemoryFirst()
    {
        Bench64 bench({}, exact);
        const TestRelease release = makeRelease(draft37(3, [](SuitBuild& build) {
            build.images.front().stagingId = SuitComponentId{"ram", "0"};
        }));
        const RiotRun run = bench.update(release);
        QVERIFY2(run.installed, bench.console().constData());
        QVERIFY(bench.console().contains("suit: copying 20000 bytes"));
        QCOMPARE(bench.device->imageDigest(), std::optional(Digest::of(release.image)));
    }

    void aSeveredInstallSectionIsNothingToInstallBy()
    {
        Bench64 bench({}, exact);
        TestRelease release = makeRelease(draft37(3, [](SuitBuild& build) { build.severable = true; }));
        const RiotRun whole = bench.update(release);
        QVERIFY2(whole.installed, bench.console().constData());

        release = makeRelease(draft37(4, [](SuitBuild& build) { build.severable = true; }));
        const auto severed = severSuit(bytesOf(release.manifest));
        QVERIFY_RESULT(severed);
        release.manifest = *severed;
        const RiotRun run = bench.update(release);
        QVERIFY2(!run.success && !run.installed, bench.console().constData());
        QVERIFY(bench.console().contains("was severed and is not here"));
        QCOMPARE(bench.device->status().version, 3U);
    }

    void anImageInMemoryIsCheckedWhenTheBoardHasNoSlots()
    {
        Bench64 bench({}, [](BoardProfile& profile) {
            profile.exact = true;
            profile.kind = BoardProfile::Slots::Ram;
        });
        ReleaseOptions options = draft37(9, [](SuitBuild& build) { build.images.front().id = {"ram", "0"}; });
        options.imageBytes = 1000;
        QVERIFY2(bench.update(options).installed, bench.console().constData());
        QCOMPARE(bench.device->status().version, 9U);
    }
};

QTEST_GUILESS_MAIN(TestDraft37Board)
#include "tst_draft37board.moc"
