// SPDX-License-Identifier: Apache-2.0
#include "fakeclock.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "store/releasestore.h"
#include "storefixture.h"
#include "testsupport.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace ota;

namespace {

const ReleaseId lamp(QStringLiteral("lamp"));

QStringList namesOf(const Release& release)
{
    QStringList names;
    for (const ReleaseFile& file : release.files)
        names << file.name;
    return names;
}

} // namespace

class TestReleaseStore final : public QObject
{
    Q_OBJECT

private:
    /// Opens a bench for the present row of drivers.
    Result<> openBench(const QString& url)
    {
        m_bench.reset();
        m_directory = std::make_unique<QTemporaryDir>();
        BenchOptions options;
        options.databaseUrl = url;
        options.clock = &m_clock;
        auto bench = Bench::open(m_directory->filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        if (!bench)
            return failure(bench.error());
        m_bench = std::move(*bench);
        return {};
    }

    ReleaseStore& store() { return m_bench->releases(); }

    DraftFile file(const QString& name, const QByteArray& content)
    {
        const auto stored = m_bench->blobs().importBytes(content);
        if (!stored)
            qFatal("%s", qPrintable(stored.error().toString()));
        return {name, stored->id, stored->sizeBytes, stored->pin};
    }

    ReleaseDraft draft(const QString& id, const QMap<QString, QByteArray>& files)
    {
        ReleaseDraft result;
        result.id = id;
        for (auto it = files.begin(); it != files.end(); ++it)
            result.files.push_back(file(it.key(), it.value()));
        return result;
    }

    QByteArray contentOf(const ReleaseId& id, const QString& name)
    {
        const auto resolved = store().resolve(id, name);
        if (!resolved)
            return "error: " + codeName(resolved.error().code).toUtf8();
        const auto bytes = m_bench->blobs().open(resolved->blob);
        if (!bytes)
            return "no bytes";
        return {reinterpret_cast<const char*>((*bytes)->bytes().data()), (*bytes)->size()};
    }

    DriverFixture m_fixture;
    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Bench> m_bench;

private Q_SLOTS:
    void cleanup() { m_bench.reset(); }

    void aPublishedReleaseIsFound_data() { DriverFixture::addDrivers(); }
    void aPublishedReleaseIsFound()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        ReleaseDraft toPublish = draft(
            QStringLiteral("lamp/v1"),
            {{QStringLiteral("manifest"), "M"}, {QStringLiteral("slot0"), "zero"}, {QStringLiteral("slot1"), "one"}});
        toPublish.notes = {{QStringLiteral("by"), QStringLiteral("me")}};
        const auto published = store().publish(toPublish);
        QVERIFY_RESULT(published);
        const auto found = store().find(ReleaseId(QStringLiteral("lamp_v1")));
        QVERIFY_RESULT(found);
        QCOMPARE(found->toJson(), published->release.toJson());
        QCOMPARE(namesOf(*found),
                 (QStringList{QStringLiteral("manifest"), QStringLiteral("slot0"), QStringLiteral("slot1")}));
        QCOMPARE(found->generation, 1);
        QCOMPARE(found->createdNs, m_clock.nowNs());
        QCOMPARE(found->files[0].role, FileRole::Manifest);
        QCOMPARE(found->files[0].mediaType, QStringLiteral("application/octet-stream"));
        QCOMPARE(found->notes[QStringLiteral("by")].toString(), QStringLiteral("me"));
        // Never the bytes of the other slot.
        QCOMPARE(contentOf(found->id, QStringLiteral("slot0")), QByteArray("zero"));
        QCOMPARE(contentOf(found->id, QStringLiteral("slot1")), QByteArray("one"));
        QCOMPARE(contentOf(found->id, QStringLiteral("slot2")), QByteArray("error: not-found"));
        QCOMPARE(store().list()->size(), std::size_t(1));
    }

    void publishingAgainReplacesAndRemembers_data() { DriverFixture::addDrivers(); }
    void publishingAgainReplacesAndRemembers()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        QVERIFY_RESULT(
            store().publish(draft(lamp.text(), {{QStringLiteral("a"), "1"}, {QStringLiteral("only-old"), "1"}})));
        QVERIFY_RESULT(store().publish(draft(lamp.text(), {{QStringLiteral("a"), "2"}})));
        QCOMPARE(contentOf(lamp, QStringLiteral("a")), QByteArray("2"));
        QCOMPARE(contentOf(lamp, QStringLiteral("only-old")), QByteArray("error: not-found"));
        QCOMPARE(store().find(lamp)->generation, 2);
        const auto history = store().history(lamp);
        QVERIFY_RESULT(history);
        QCOMPARE(history->size(), std::size_t(1));
        QCOMPARE(history->front().state, Release::State::Old);
        QVERIFY(*store().isReferenced(history->front().files[0].blob));

        for (int i = 0; i < ReleaseStore::maxHistory + 5; ++i)
            QVERIFY_RESULT(store().publish(draft(lamp.text(), {{QStringLiteral("a"), QByteArray::number(i)}})));
        QCOMPARE(store().history(lamp)->size(), std::size_t(ReleaseStore::maxHistory));
        QVERIFY(store().history(lamp)->front().generation == store().find(lamp)->generation - 1);
        QVERIFY(!*store().isReferenced(Digest::of(QByteArrayView("1234"))));
    }

    void otherFilesStayWhereTheyAreToBeKept_data() { DriverFixture::addDrivers(); }
    void otherFilesStayWhereTheyAreToBeKept()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        for (const char* version : {"1", "21", "10"}) {
            ReleaseDraft next =
                draft(lamp.text(), {{QStringLiteral("riot.suit.%1.bin").arg(QLatin1String(version)), version},
                                    {QStringLiteral("notes.txt"), version}});
            next.keepOthers = true;
            QVERIFY_RESULT(store().publish(next));
        }
        QCOMPARE(store().find(lamp)->files.size(), std::size_t(4));
        QCOMPARE(contentOf(lamp, QStringLiteral("riot.suit.1.bin")), QByteArray("1"));
        QCOMPARE(contentOf(lamp, QStringLiteral("riot.suit.latest.bin")), QByteArray("10"));
        QCOMPARE(contentOf(lamp, QStringLiteral("notes.txt")), QByteArray("10"));
        QCOMPARE(store().find(lamp)->version, QStringLiteral("10"));
    }

    void aVersionIsRemovedExactly_data() { DriverFixture::addDrivers(); }
    void aVersionIsRemovedExactly()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        for (const char* version : {"10", "21", "1"}) {
            ReleaseDraft next =
                draft(lamp.text(), {{QStringLiteral("riot.suit.%1.bin").arg(QLatin1String(version)), version},
                                    {QStringLiteral("x-slot0.%1.riot.bin").arg(QLatin1String(version)), version}});
            next.keepOthers = true;
            QVERIFY_RESULT(store().publish(next));
        }
        QCOMPARE(contentOf(lamp, QStringLiteral("riot.suit.latest.bin")), QByteArray("1"));
        const auto removed = store().removeVersion(lamp, QStringLiteral("1"));
        QVERIFY_RESULT(removed);
        QCOMPARE(removed->size(), 2);
        QCOMPARE(contentOf(lamp, QStringLiteral("riot.suit.1.bin")), QByteArray("error: not-found"));
        QCOMPARE(contentOf(lamp, QStringLiteral("riot.suit.10.bin")), QByteArray("10"));
        QCOMPARE(contentOf(lamp, QStringLiteral("riot.suit.21.bin")), QByteArray("21"));
        QCOMPARE(contentOf(lamp, QStringLiteral("riot.suit.latest.bin")), QByteArray("21"));

        QCOMPARE(store().removeVersion(lamp, QStringLiteral("1")).error().code, Error::Code::NotFound);
        QCOMPARE(store().removeVersion(lamp, QString()).error().code, Error::Code::NotFound);
        QCOMPARE(store().removeVersion(ReleaseId(QStringLiteral("no")), QStringLiteral("1")).error().code,
                 Error::Code::NotFound);
        QVERIFY_RESULT(store().removeVersion(lamp, QStringLiteral("10")));
        QVERIFY_RESULT(store().removeVersion(lamp, QStringLiteral("21")));
        QCOMPARE(store().find(lamp).error().code, Error::Code::NotFound);
    }

    void aRemovedReleaseIsGoneButItsSequenceKnown_data() { DriverFixture::addDrivers(); }
    void aRemovedReleaseIsGoneButItsSequenceKnown()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        quint64 sequence = Q_UINT64_C(0xfffffffffffffff0);
        store().addPublishCheck(QStringLiteral("suit"), [&](const PublishContext&) -> Result<PublishAdvice> {
            PublishAdvice advice;
            advice.files.insert(QStringLiteral("manifest"), {FileRole::Manifest, {}, sequence, {}});
            return advice;
        });
        QVERIFY_RESULT(store().publish(draft(lamp.text(), {{QStringLiteral("manifest"), "1"}})));
        QCOMPARE(**store().lastSequence(lamp), sequence);
        QVERIFY_RESULT(store().remove(lamp));
        QCOMPARE(store().find(lamp).error().code, Error::Code::NotFound);
        QVERIFY(store().history(lamp)->empty());
        QCOMPARE(store().remove(lamp).error().code, Error::Code::NotFound);
        QCOMPARE(**store().lastSequence(lamp), sequence);
        QVERIFY(!*store().lastSequence(ReleaseId(QStringLiteral("never"))));

        sequence = 5;
        const auto published = store().publish(draft(lamp.text(), {{QStringLiteral("manifest"), "2"}}));
        QVERIFY_RESULT(published);
        QCOMPARE(published->release.generation, 2);
        QCOMPARE(published->warnings.size(), 1);
        QVERIFY(published->warnings[0].contains(QStringLiteral("goes down")));
        QCOMPARE(*store().find(lamp)->sequence(), quint64(5));
    }

    void aCheckAdvisesOrRefuses_data() { DriverFixture::addDrivers(); }
    void aCheckAdvisesOrRefuses()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        bool refuse = false;
        bool sawPrevious = false;
        store().addPublishCheck(QStringLiteral("suit"), [&](const PublishContext& context) -> Result<PublishAdvice> {
            sawPrevious = context.previous.has_value();
            if (context.draft.files[0].name != QStringLiteral("m.suit") ||
                !context.blobs.has(context.draft.files[0].blob))
                return failure(Error::Code::Internal, QStringLiteral("wrong context"));
            if (refuse)
                return failure(Error::Code::Rejected, QStringLiteral("no signature"));
            PublishAdvice advice;
            advice.version = QStringLiteral("1.2");
            advice.warnings << QStringLiteral("careful");
            advice.notes = {{QStringLiteral("manifest"), QJsonObject{{QStringLiteral("signer"), QStringLiteral("k")}}}};
            advice.files.insert(QStringLiteral("m.suit"), {FileRole::Manifest,
                                                           QStringLiteral("application/suit-envelope"),
                                                           7,
                                                           {{QStringLiteral("dialect"), QStringLiteral("riot-09")}}});
            return advice;
        });
        store().addPublishCheck(QStringLiteral("afero"), [](const PublishContext&) -> Result<PublishAdvice> {
            return failure(Error::Code::Internal, QStringLiteral("another world's check"));
        });
        const auto published = store().publish(draft(lamp.text(), {{QStringLiteral("dir/m.suit"), "M"}}));
        QVERIFY_RESULT(published);
        QVERIFY(!sawPrevious);
        QCOMPARE(published->warnings, QStringList(QStringLiteral("careful")));
        const auto found = store().find(lamp);
        QVERIFY_RESULT(found);
        QCOMPARE(found->version, QStringLiteral("1.2"));
        QCOMPARE(found->files[0].role, FileRole::Manifest);
        QCOMPARE(found->files[0].mediaType, QStringLiteral("application/suit-envelope"));
        QCOMPARE(found->files[0].notes[QStringLiteral("dialect")].toString(), QStringLiteral("riot-09"));
        QCOMPARE(contentOf(lamp, QStringLiteral("manifest")), QByteArray("M"));

        refuse = true;
        const auto refused = store().publish(draft(lamp.text(), {{QStringLiteral("m.suit"), "other"}}));
        QCOMPARE(refused.error().code, Error::Code::Rejected);
        QVERIFY(sawPrevious);
        QCOMPARE(contentOf(lamp, QStringLiteral("manifest")), QByteArray("M"));
        QCOMPARE(store().find(lamp)->generation, 1);
    }

    void badDraftsAreRefusedWhole_data() { DriverFixture::addDrivers(); }
    void badDraftsAreRefusedWhole()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        const auto code = [&](const ReleaseDraft& bad) {
            return store().publish(bad).error().code;
        };
        QCOMPARE(code(draft(QStringLiteral(".."), {{QStringLiteral("a"), "1"}})), Error::Code::BadInput);
        QCOMPARE(code(draft(lamp.text(), {})), Error::Code::BadInput);
        QCOMPARE(code(draft(lamp.text(), {{QStringLiteral("x/a"), "1"}, {QStringLiteral("y/a"), "2"}})),
                 Error::Code::BadInput);
        QCOMPARE(code(draft(lamp.text(), {{QStringLiteral(".."), "1"}})), Error::Code::BadInput);
        ReleaseDraft missing;
        missing.id = lamp.text();
        missing.files.push_back({QStringLiteral("a"), Digest::of(QByteArrayView("nowhere"))});
        QCOMPARE(code(missing), Error::Code::NotFound);
        ReleaseDraft many;
        many.id = lamp.text();
        for (std::size_t i = 0; i <= ReleaseStore::maxFilesPerPublication; ++i)
            many.files.push_back(file(QStringLiteral("f%1").arg(i), "x"));
        QCOMPARE(code(many), Error::Code::BadInput);
        QVERIFY(store().list()->empty());
        QCOMPARE(*store().revision(), 0);
    }

    void aDraftWaitsUntilItIsPublished_data() { DriverFixture::addDrivers(); }
    void aDraftWaitsUntilItIsPublished()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        QCOMPARE(store().publishDraft(lamp).error().code, Error::Code::NotFound);
        QVERIFY_RESULT(store().saveDraft(draft(lamp.text(), {{QStringLiteral("a"), "first"}})));
        QVERIFY_RESULT(store().saveDraft(draft(lamp.text(), {{QStringLiteral("a"), "second"}})));
        QCOMPARE(store().find(lamp).error().code, Error::Code::NotFound);
        QCOMPARE(store().drafts()->size(), std::size_t(1));
        QVERIFY(*store().isReferenced(Digest::of(QByteArrayView("second"))));
        QVERIFY(!*store().isReferenced(Digest::of(QByteArrayView("first"))));
        QVERIFY_RESULT(store().publishDraft(lamp));
        QCOMPARE(contentOf(lamp, QStringLiteral("a")), QByteArray("second"));
        QVERIFY(store().drafts()->empty());
        QVERIFY_RESULT(store().saveDraft(draft(lamp.text(), {{QStringLiteral("a"), "third"}})));
        QVERIFY_RESULT(store().discardDraft(lamp));
        QCOMPARE(store().discardDraft(lamp).error().code, Error::Code::NotFound);
        QCOMPARE(*store().revision(), 5); // Who polls sees drafts come and go, too.
        QCOMPARE(contentOf(lamp, QStringLiteral("a")), QByteArray("second"));
    }

    void changesAreTold_data() { DriverFixture::addDrivers(); }
    void changesAreTold()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        std::vector<ReleaseChange> changes;
        Subscription subscription = store().onChanged([&](const ReleaseChange& change) {
            changes.push_back(change);
            QCOMPARE(change.revision, *store().revision()); // It is done when it is told.
        });
        QVERIFY_RESULT(
            store().publish(draft(lamp.text(), {{QStringLiteral("a.1.bin"), "1"}, {QStringLiteral("a.2.bin"), "2"}})));
        QVERIFY_RESULT(store().removeVersion(lamp, QStringLiteral("1")));
        QVERIFY_RESULT(store().removeVersion(lamp, QStringLiteral("2")));
        QCOMPARE(changes.size(), std::size_t(3));
        QCOMPARE(changes[0].kind, ReleaseChange::Kind::Published);
        QCOMPARE(changes[1].kind, ReleaseChange::Kind::Changed);
        QCOMPARE(changes[2].kind, ReleaseChange::Kind::Removed);
        QVERIFY(changes[0].revision < changes[1].revision && changes[1].revision < changes[2].revision);
        subscription.reset();
        QVERIFY_RESULT(store().publish(draft(lamp.text(), {{QStringLiteral("a"), "1"}})));
        QCOMPARE(changes.size(), std::size_t(3));
    }

    void aReaderNeverSeesHalf_data() { DriverFixture::addDrivers(); }
    void aReaderNeverSeesHalf()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        const auto blob = m_bench->blobs().importBytes("x");
        QVERIFY_RESULT(blob);
        const auto publish = [&](int i) {
            ReleaseDraft next;
            next.id = lamp.text();
            next.version = QString::number(i);
            for (int f = 0; f < 5; ++f)
                next.files.push_back({QStringLiteral("f%1-%2").arg(f).arg(i), blob->id});
            return store().publish(next);
        };
        QVERIFY_RESULT(publish(0));
        std::atomic<bool> done = false;
        std::atomic<int> halves = 0;
        std::atomic<int> reads = 0;
        {
            std::jthread reader([&] {
                while (!done || reads == 0) {
                    const auto seen = store().find(lamp);
                    ++reads;
                    bool whole = seen && seen->files.size() == 5;
                    for (std::size_t f = 0; whole && f < 5; ++f)
                        whole = seen->files[f].name.endsWith(QLatin1Char('-') + seen->version);
                    halves += whole ? 0 : 1;
                }
            });
            for (int i = 1; i < 40; ++i) {
                if (const auto published = publish(i); !published) {
                    done = true;
                    QFAIL(qPrintable(published.error().toString()));
                }
            }
            done = true;
        }
        QCOMPARE(halves.load(), 0);
    }

    void twoThreadsPublishOneAfterTheOther_data() { DriverFixture::addDrivers(); }
    void twoThreadsPublishOneAfterTheOther()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        std::atomic<int> failures = 0;
        {
            std::vector<std::jthread> threads;
            for (int thread = 0; thread < 2; ++thread) {
                threads.emplace_back([&, thread] {
                    for (int i = 0; i < 10; ++i) {
                        const QString name = QStringLiteral("t%1-%2").arg(thread).arg(i);
                        ReleaseDraft next = draft(lamp.text(), {{name, name.toUtf8()}});
                        next.keepOthers = true;
                        failures += store().publish(next) ? 0 : 1;
                    }
                });
            }
        }
        QCOMPARE(failures.load(), 0);
        QCOMPARE(store().find(lamp)->generation, 20);
        QCOMPARE(store().find(lamp)->files.size(), std::size_t(20)); // None was lost between reading and writing.
        QCOMPARE(*store().revision(), 20);
    }

    void cleaningNeverTakesWhatIsNeeded_data() { DriverFixture::addDrivers(); }
    void cleaningNeverTakesWhatIsNeeded()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        m_clock.setNs(Q_INT64_C(4'000'000'000'000'000'000)); // All files are old.
        QVERIFY_RESULT(store().publish(draft(lamp.text(), {{QStringLiteral("a"), "old"}})));
        QVERIFY_RESULT(store().publish(draft(lamp.text(), {{QStringLiteral("a"), "new"}})));
        QVERIFY_RESULT(store().saveDraft(draft(lamp.text(), {{QStringLiteral("a"), "draft"}})));
        ReleaseDraft underway = draft(lamp.text(), {{QStringLiteral("a"), "underway"}});
        (void)draft(lamp.text(), {{QStringLiteral("a"), "dropped"}});
        const auto clean = [&] {
            return m_bench->blobs().collectGarbage([&](const BlobId& id) { return store().isReferenced(id); });
        };
        const auto garbage = clean();
        QVERIFY_RESULT(garbage);
        QCOMPARE(garbage->blobs, 1);
        QVERIFY(!m_bench->blobs().has(Digest::of(QByteArrayView("dropped"))));
        QVERIFY_RESULT(store().publish(underway));
        QVERIFY_RESULT(store().remove(lamp));
        underway = {};
        QCOMPARE(clean()->blobs, 4);
        m_clock.setNs(Q_INT64_C(1'700'000'000'000'000'000));
    }
};

QTEST_GUILESS_MAIN(TestReleaseStore)
#include "tst_releasestore.moc"
