// SPDX-License-Identifier: Apache-2.0
#include "base/job.h"
#include "fakeclock.h"
#include "store/blobstore.h"
#include "testsupport.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace ota;

namespace {

class CancellingJob final : public JobContext
{
public:
    void progress(const Progress& progress) override
    {
        last = progress;
        if (cancelAt != 0 && progress.done >= cancelAt)
            m_stop.request_stop();
    }
    void record(const QJsonObject&, const QString&) override {}
    std::stop_token stopToken() const override { return m_stop.get_token(); }

    Progress last;
    quint64 cancelAt = 0;

private:
    std::stop_source m_stop;
};

} // namespace

class TestBlobStore final : public QObject
{
    Q_OBJECT

private:
    QStringList temporaries() const
    {
        return QDir(m_directory->filePath(QStringLiteral("tmp"))).entryList(QDir::Files | QDir::Hidden);
    }

    QString sourceFile(const QByteArray& content) const
    {
        QFile file(m_directory->filePath(QStringLiteral("source")));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no source file");
        return file.fileName();
    }

    static void makeOld(const QString& path, const FakeClock& clock)
    {
        QFile file(path);
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::fromMSecsSinceEpoch(clock.nowNs() / 1'000'000),
                                 QFileDevice::FileModificationTime));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<BlobStore> m_store;
    FakeClock m_clock;

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QDir(m_directory->path()).mkdir(QStringLiteral("blobs"));
        QDir(m_directory->path()).mkdir(QStringLiteral("tmp"));
        m_store = std::make_unique<BlobStore>(m_directory->filePath(QStringLiteral("blobs")),
                                              m_directory->filePath(QStringLiteral("tmp")), m_clock);
    }

    void bytesAreFoundUnderTheirDigest_data()
    {
        QTest::addColumn<int>("pieceBytes");
        QTest::addColumn<int>("totalBytes");
        QTest::newRow("nothing") << 1 << 0;
        QTest::newRow("one byte") << 1 << 1;
        QTest::newRow("small pieces") << 7 << 600'001;
        QTest::newRow("pieces of the buffer") << 256 * 1024 << 1024 * 1024;
        QTest::newRow("large pieces") << 1'000'003 << 3'000'009;
    }

    void bytesAreFoundUnderTheirDigest()
    {
        QFETCH(int, pieceBytes);
        QFETCH(int, totalBytes);
        QByteArray content(totalBytes, Qt::Uninitialized);
        for (int i = 0; i < totalBytes; ++i)
            content[i] = static_cast<char>(i * 31 + i / 251);
        auto writer = m_store->newBlob();
        QVERIFY_RESULT(writer);
        for (int at = 0; at < totalBytes; at += pieceBytes)
            QVERIFY_RESULT(
                writer->write(bytesOf(QByteArrayView(content).sliced(at, qMin(pieceBytes, totalBytes - at)))));
        QCOMPARE(writer->sizeBytes(), qint64(totalBytes));
        const auto stored = writer->commit();
        QVERIFY_RESULT(stored);
        QCOMPARE(stored->id, Digest::of(content));
        QCOMPARE(stored->sizeBytes, qint64(totalBytes));
        QVERIFY(m_store->has(stored->id));
        QCOMPARE(*m_store->sizeOf(stored->id), qint64(totalBytes));
        const auto bytes = m_store->open(stored->id);
        QVERIFY_RESULT(bytes);
        QCOMPARE(Digest::of((*bytes)->bytes()), stored->id);
        QVERIFY_RESULT(m_store->verify(stored->id));
        QCOMPARE(temporaries(), QStringList());
        QVERIFY(!(QFile::permissions(m_store->pathOf(stored->id)) & QFile::WriteOwner));
    }

    void anAbandonedWriterLeavesNothing()
    {
        {
            auto writer = m_store->newBlob(1'000'000);
            QVERIFY_RESULT(writer);
            QVERIFY_RESULT(writer->write(bytesOf(QByteArray(500'000, 'x'))));
            QCOMPARE(temporaries().size(), 1);
        }
        QCOMPARE(temporaries(), QStringList());
        QVERIFY(QDir(m_directory->filePath(QStringLiteral("blobs"))).isEmpty());
    }

    void aReservationThatWasTooLargeIsGivenBack()
    {
        auto writer = m_store->newBlob(1'000'000);
        QVERIFY_RESULT(writer);
        QVERIFY_RESULT(writer->write(bytesOf("short")));
        const auto stored = writer->commit();
        QVERIFY_RESULT(stored);
        QCOMPARE(QFile(m_store->pathOf(stored->id)).size(), 5);
    }

    void aFileIsCopiedWithProgress()
    {
        const QByteArray content(1'000'000, 'p');
        CancellingJob job;
        const auto stored = m_store->importFile(sourceFile(content), &job);
        QVERIFY_RESULT(stored);
        QCOMPARE(stored->id, Digest::of(content));
        QCOMPARE(job.last.done, quint64(1'000'000));
        QCOMPARE(*job.last.total, quint64(1'000'000));
    }

    void aCancelledCopyLeavesNothing()
    {
        CancellingJob job;
        job.cancelAt = 300'000;
        const auto cancelled = m_store->importFile(sourceFile(QByteArray(1'000'000, 'p')), &job);
        QCOMPARE(cancelled.error().code, Error::Code::Cancelled);
        QCOMPARE(temporaries(), QStringList());
    }

    void whatCanNotBeCopiedIsNamed()
    {
        QCOMPARE(m_store->importFile(m_directory->filePath(QStringLiteral("none"))).error().code,
                 Error::Code::NotFound);
        QCOMPARE(m_store->importFile(m_directory->path()).error().code, Error::Code::BadInput);
    }

    void aDamagedBlobIsSeenAndHealed()
    {
        const auto stored = m_store->importBytes("content");
        QVERIFY_RESULT(stored);
        const QString path = m_store->pathOf(stored->id);
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("CONTENT");
        file.close();
        QCOMPARE(m_store->verify(stored->id).error().code, Error::Code::Rejected);
        QVERIFY_RESULT(m_store->importBytes("content"));
        QVERIFY_RESULT(m_store->verify(stored->id));
    }

    void whatIsNotThereIsNotFound()
    {
        const BlobId none = Digest::of(QByteArrayView("none"));
        QVERIFY(!m_store->has(none));
        QCOMPARE(m_store->open(none).error().code, Error::Code::NotFound);
        QCOMPARE(m_store->sizeOf(none).error().code, Error::Code::NotFound);
        QCOMPARE(m_store->verify(none).error().code, Error::Code::NotFound);
    }

    void garbageIsWhatNobodyNeeds()
    {
        // One referenced, one pinned, one young, one garbage.
        BlobId referenced;
        BlobId garbage;
        BlobId young;
        auto pinned = m_store->importBytes("pinned");
        QVERIFY_RESULT(pinned);
        referenced = m_store->importBytes("referenced")->id;
        garbage = m_store->importBytes("garbage")->id;
        young = m_store->importBytes("young")->id;
        for (const BlobId& id : {referenced, garbage, pinned->id})
            makeOld(m_store->pathOf(id), m_clock);
        m_clock.advance(std::chrono::hours(2));
        makeOld(m_store->pathOf(young), m_clock);
        std::set<BlobId> asked;
        const auto isReferenced = [&](const BlobId& id) -> Result<bool> {
            asked.insert(id);
            return id == referenced;
        };
        auto collected = m_store->collectGarbage(isReferenced);
        QVERIFY_RESULT(collected);
        QCOMPARE(collected->blobs, 1);
        QCOMPARE(collected->sizeBytes, 7);
        QVERIFY(!m_store->has(garbage));
        QVERIFY(m_store->has(referenced) && m_store->has(young) && m_store->has(pinned->id));
        QVERIFY(asked == (std::set<BlobId>{referenced, garbage}));

        const BlobPin copy = pinned->pin;
        pinned->pin.reset();
        QCOMPARE(m_store->collectGarbage(isReferenced)->blobs, 0);
        const BlobId wasPinned = pinned->id;
        pinned = m_store->importBytes("something else");
        const_cast<BlobPin&>(copy).reset();
        QCOMPARE(m_store->collectGarbage(isReferenced)->blobs, 1);
        QVERIFY(!m_store->has(wasPinned));
    }

    void aFailedQuestionRemovesNothing()
    {
        const auto stored = m_store->importBytes("x");
        QVERIFY_RESULT(stored);
        const BlobId id = stored->id;
        makeOld(m_store->pathOf(id), m_clock);
        m_clock.advance(std::chrono::hours(2));
        const_cast<StoredBlob&>(*stored).pin.reset();
        const auto failed = m_store->collectGarbage(
            [](const BlobId&) -> Result<bool> { return failure(Error::Code::Io, QStringLiteral("no table")); });
        QCOMPARE(failed.error().code, Error::Code::Io);
        QVERIFY(m_store->has(id));
    }

    void openBytesOutliveTheFile()
    {
        const auto stored = m_store->importBytes("still here");
        QVERIFY_RESULT(stored);
        const auto bytes = m_store->open(stored->id);
        QVERIFY_RESULT(bytes);
        QVERIFY(QFile::remove(m_store->pathOf(stored->id)));
        QCOMPARE(Digest::of((*bytes)->bytes()), stored->id);
    }

    void foreignFilesAreLeftAlone()
    {
        QVERIFY(QDir(m_directory->path()).mkpath(QStringLiteral("blobs/ab")));
        QFile file(m_directory->filePath(QStringLiteral("blobs/ab/README")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        int count = 0;
        QVERIFY_RESULT(m_store->forEach([&](const BlobId&, qint64) {
            ++count;
            return Result<>();
        }));
        QCOMPARE(count, 0);
    }
};

QTEST_GUILESS_MAIN(TestBlobStore)
#include "tst_blobstore.moc"
