// SPDX-License-Identifier: Apache-2.0
// A disk that is full: a small file system in memory where the test may mount one, and the system's limit on the size
// of a file, which every user has. The program runs itself again as the child that has this limit.

#include "base/job.h"
#include "store/bench.h"
#include "store/benchcheck.h"
#include "store/blobstore.h"
#include "store/releasestore.h"
#include "testsupport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/mount.h>
#include <sys/resource.h>

using namespace ota;

namespace {

constexpr qint64 limitBytes = 1024 * 1024;

class SilentJob final : public JobContext
{
public:
    void progress(const Progress&) override {}
    void record(const QJsonObject&, const QString&) override {}
    std::stop_token stopToken() const override { return {}; }
};

Result<PublishedRelease> publish(Bench& bench, const QByteArray& content)
{
    auto stored = bench.blobs().importBytes(content);
    if (!stored)
        return failure(stored.error());
    ReleaseDraft draft;
    draft.id = QStringLiteral("lamp");
    draft.files.push_back({QStringLiteral("fw"), stored->id, stored->sizeBytes, stored->pin});
    return bench.releases().publish(draft);
}

/// Empty when the bench is as it was after its one publication of `content`.
QString whatIsWrong(Bench& bench, const QByteArray& content)
{
    if (!QDir(bench.tmpPath()).isEmpty())
        return QStringLiteral("something is left in tmp/");
    SilentJob job;
    const auto check = checkBench(bench, job);
    if (!check)
        return check.error().toString();
    if (!check->problems.isEmpty())
        return check->problems.join(QLatin1Char('\n'));
    const auto file = bench.releases().resolve(ReleaseId(QStringLiteral("lamp")), QStringLiteral("fw"));
    if (!file)
        return file.error().toString();
    return file->blob == Digest::of(content) ? QString() : QStringLiteral("another release is served");
}

/// Streams more than there is room for, as an upload of unknown size does.
Error::Code stream(Bench& bench, qint64 bytes)
{
    auto writer = bench.blobs().newBlob();
    if (!writer)
        return writer.error().code;
    const QByteArray piece(64 * 1024, 's');
    for (qint64 written = 0; written < bytes; written += piece.size()) {
        if (const auto done = writer->write(bytesOf(piece)); !done)
            return done.error().code;
    }
    const auto stored = writer->commit();
    return stored ? Error::Code::Internal : stored.error().code;
}

int limitedChild(const QString& directory)
{
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{limitBytes, limitBytes};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    const auto bench = Bench::open(directory, Bench::Access::Hold);
    if (!bench || !publish(**bench, "first"))
        return 3;
    // With and without the size known beforehand.
    const auto large = (*bench)->blobs().importBytes(QByteArray(2 * limitBytes, 'x'));
    if (large || large.error().code != Error::Code::Io)
        return 4;
    if (stream(**bench, 2 * limitBytes) != Error::Code::Io)
        return 5;
    if (!whatIsWrong(**bench, "first").isEmpty())
        return 6;
    return publish(**bench, "second") ? 0 : 7;
}

} // namespace

class TestStoreDiskFull final : public QObject
{
    Q_OBJECT

private:
    /// Writes until nothing more goes.
    static void fill(const QString& path)
    {
        QFile filler(path);
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        for (const qint64 size : {64 * 1024, 4096, 1}) {
            const QByteArray piece(size, 'f');
            while (filler.write(piece) > 0) {
            }
        }
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QByteArray m_mounted;

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_mounted = QFile::encodeName(m_directory->path());
        if (::mount("tmpfs", m_mounted.constData(), "tmpfs", MS_NOSUID | MS_NODEV, "size=8m") != 0)
            m_mounted.clear();
    }

    void cleanup()
    {
        if (!m_mounted.isEmpty())
            ::umount2(m_mounted.constData(), MNT_DETACH);
    }

    void aPayloadThatDoesNotFitChangesNothing()
    {
        if (m_mounted.isEmpty())
            QSKIP("only root may mount a small file system");
        const auto bench = Bench::open(m_directory->filePath(QStringLiteral("bench")), Bench::Access::Hold);
        QVERIFY_RESULT(bench);
        QVERIFY_RESULT(publish(**bench, "first"));
        const auto refused = publish(**bench, QByteArray(20'000'000, 'x'));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Io);
        QVERIFY2(refused.error().message.contains(QStringLiteral("disk is full")) &&
                     refused.error().message.contains(QStringLiteral("free")),
                 qPrintable(refused.error().message));
        QCOMPARE(stream(**bench, 20'000'000), Error::Code::Io);
        QCOMPARE(whatIsWrong(**bench, "first"), QString());
        QVERIFY_RESULT(publish(**bench, "second"));
    }

    void aDiskThatFillsUpBeforeTheTablesChangeNothing()
    {
        if (m_mounted.isEmpty())
            QSKIP("only root may mount a small file system");
        const QString filler = m_directory->filePath(QStringLiteral("filler"));
        bool fillUp = false;
        BenchOptions options;
        options.onStep = [&](QStringView step) {
            if (fillUp && step == u"release.checked")
                fill(filler);
        };
        const auto bench = Bench::open(m_directory->filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        QVERIFY_RESULT(bench);
        QVERIFY_RESULT(publish(**bench, "first"));
        // The log of the tables takes what it has room for without growing, so publish until it must grow.
        fillUp = true;
        QByteArray served = "first";
        Error error;
        for (int i = 0; i < 200; ++i) {
            const QByteArray content = "content " + QByteArray::number(i);
            const auto published = publish(**bench, content);
            if (!published) {
                error = published.error();
                break;
            }
            served = content;
        }
        QCOMPARE(error.code, Error::Code::Io);
        QVERIFY(QFile::remove(filler));
        fillUp = false;
        QCOMPARE(whatIsWrong(**bench, served), QString());
        QVERIFY_RESULT(publish(**bench, "last"));
        QCOMPARE(whatIsWrong(**bench, "last"), QString());
    }

    void aFileThatMayNotGrowChangesNothing()
    {
        if (!m_mounted.isEmpty()) { // On a disk that has room.
            ::umount2(m_mounted.constData(), MNT_DETACH);
            m_mounted.clear();
        }
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedChannels);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--limited"), m_directory->filePath(QStringLiteral("bench"))});
        QVERIFY(child.waitForFinished(60'000));
        QCOMPARE(child.exitStatus(), QProcess::NormalExit);
        QCOMPARE(child.exitCode(), 0);
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == QStringLiteral("--limited"))
        return limitedChild(QCoreApplication::arguments().value(2));
    TestStoreDiskFull test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_store_diskfull.moc"
