// SPDX-License-Identifier: Apache-2.0
#include "fakeclock.h"
#include "store/bench.h"
#include "storefixture.h"
#include "testsupport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace ota;

class TestBench final : public QObject
{
    Q_OBJECT

private:
    QString directory() const { return m_directory->filePath(QStringLiteral("bench")); }

    Result<std::unique_ptr<Bench>> open(Bench::Access access, const QString& url = {}, const QString& who = {})
    {
        BenchOptions options;
        options.databaseUrl = url;
        options.holderName = who;
        return Bench::open(directory(), access, options);
    }

    static void touch(const QString& path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

    DriverFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_directory;

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void aMissingDirectoryIsMadeForItsOwnerAlone()
    {
        const auto bench = open(Bench::Access::Hold);
        QVERIFY_RESULT(bench);
        QCOMPARE((*bench)->directory(), directory());
        for (const QString& path : {directory(), (*bench)->keysPath(), (*bench)->tlsPath()}) {
            QVERIFY(QFileInfo(path).isDir());
            QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther)));
        }
        QVERIFY(QFileInfo::exists((*bench)->path(QStringLiteral("bench.sqlite"))));
    }

    void aSecondHolderIsToldWhoHoldsIt_data() { DriverFixture::addDrivers(); }
    void aSecondHolderIsToldWhoHoldsIt()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto first = open(Bench::Access::Hold, url, QStringLiteral("otaw serve"));
        QVERIFY_RESULT(first);
        const auto second = open(Bench::Access::Hold, url);
        QVERIFY(!second);
        QCOMPARE(second.error().code, Error::Code::Busy);
        QVERIFY(second.error().message.contains(QStringLiteral("otaw serve")));
        QVERIFY(second.error().message.contains(QString::number(QCoreApplication::applicationPid())));
        QVERIFY(second.error().hint.contains(QStringLiteral("still works")));
    }

    void aReaderWorksBesideAHolder_data() { DriverFixture::addDrivers(); }
    void aReaderWorksBesideAHolder()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto holder = open(Bench::Access::Hold, url, QStringLiteral("otaw serve"));
        QVERIFY_RESULT(holder);
        QVERIFY_RESULT((*holder)->setServices({{QStringLiteral("http"), QStringLiteral("http://127.0.0.1:8080")}}));
        const auto reader = open(Bench::Access::Read, url);
        QVERIFY_RESULT(reader);
        QVERIFY(!(*reader)->isHeld());
        QCOMPARE((*reader)->services()->value(QStringLiteral("http")).toString(),
                 QStringLiteral("http://127.0.0.1:8080"));
        QCOMPARE((*(*reader)->holder())->program, QStringLiteral("otaw serve"));

        const QString insert = QStringLiteral("INSERT INTO setting (name, value) VALUES ('x', '1')");
        QVERIFY(!(*reader)->database().execute(insert));
        QVERIFY_RESULT((*holder)->database().execute(insert));
        QCOMPARE((*reader)->database().value(QStringLiteral("SELECT value FROM setting WHERE name = 'x'"))->toString(),
                 QStringLiteral("1"));
        // A shorter text leaves nothing of the longer one.
        QVERIFY_RESULT((*holder)->setServices({}));
        QVERIFY((*reader)->services()->isEmpty());
    }

    void aReaderAloneMakesTheTables_data() { DriverFixture::addDrivers(); }
    void aReaderAloneMakesTheTables()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto reader = open(Bench::Access::Read, url);
        QVERIFY_RESULT(reader);
        QVERIFY(!(*reader)->isHeld());
        QVERIFY(!*(*reader)->holder());
        QVERIFY_RESULT((*reader)->database().value(QStringLiteral("SELECT count(*) FROM board")));
        QVERIFY_RESULT(open(Bench::Access::Hold, url));
    }

    void aReaderCanBecomeTheHolder_data() { DriverFixture::addDrivers(); }
    void aReaderCanBecomeTheHolder()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto reader = open(Bench::Access::Read, url);
        QVERIFY_RESULT(reader);
        {
            const auto other = open(Bench::Access::Hold, url);
            QVERIFY_RESULT(other);
            QCOMPARE((*reader)->hold().error().code, Error::Code::Busy);
        }
        QVERIFY_RESULT((*reader)->hold());
        QVERIFY_RESULT((*reader)->hold());
        QVERIFY((*reader)->isHeld());
        QVERIFY_RESULT(
            (*reader)->database().execute(QStringLiteral("INSERT INTO setting (name, value) VALUES ('x', '1')")));
        QCOMPARE(open(Bench::Access::Hold, url).error().code, Error::Code::Busy);
    }

    void manyFirstOpenersAgree()
    {
        std::atomic<int> failures = 0;
        QStringList ids;
        std::mutex mutex;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i) {
                threads.emplace_back([&] {
                    auto bench = open(Bench::Access::Read);
                    auto token = bench ? (*bench)->token() : Result<QString>(QString());
                    const std::scoped_lock lock(mutex);
                    if (!bench)
                        qWarning() << bench.error().toString();
                    failures += bench && token ? 0 : 1;
                    ids << *token;
                });
            }
        }
        QCOMPARE(failures.load(), 0);
        ids.removeDuplicates();
        QCOMPARE(ids.size(), 1);
    }

    void theTokenIsMadeOnceAndSecret()
    {
        QString token;
        {
            const auto bench = open(Bench::Access::Hold);
            QVERIFY_RESULT(bench);
            QVERIFY_RESULT((*bench)->token());
            token = *(*bench)->token();
        }
        QVERIFY(token.size() >= 32);
        const auto bench = open(Bench::Access::Read);
        QVERIFY_RESULT(bench);
        QCOMPARE(*(*bench)->token(), token);
        QCOMPARE(QFile::permissions((*bench)->path(QStringLiteral("token"))) &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    void somethingElseIsRefused()
    {
        QVERIFY(QDir().mkpath(directory()));
        touch(directory() + QStringLiteral("/thesis.tex"));
        const auto refused = open(Bench::Access::Hold);
        QCOMPARE(refused.error().code, Error::Code::BadInput);
        QVERIFY(refused.error().message.contains(QStringLiteral("thesis.tex")));
        QCOMPARE(QDir(directory()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList(QStringLiteral("thesis.tex")));

        const QString file = m_directory->filePath(QStringLiteral("file"));
        touch(file);
        QCOMPARE(Bench::open(file, Bench::Access::Read).error().code, Error::Code::BadInput);
    }

    void anEmptyOrUnfinishedDirectoryIsTaken()
    {
        QVERIFY(QDir().mkpath(directory() + QStringLiteral("/blobs")));
        touch(directory() + QStringLiteral("/bench.lock"));
        touch(directory() + QStringLiteral("/bench.json.aB3xY9"));
        QVERIFY_RESULT(open(Bench::Access::Hold));
    }

    void whatACrashLeftIsRemoved()
    {
        QVERIFY_RESULT(open(Bench::Access::Hold));
        const QString tmp = directory() + QStringLiteral("/tmp/");
        touch(tmp + QStringLiteral("upload.1"));
        QVERIFY(QDir().mkpath(tmp + QStringLiteral("tree/deep")));
        // Not while it might be another's work.
        QVERIFY_RESULT(open(Bench::Access::Read));
        QVERIFY(QFileInfo::exists(tmp + QStringLiteral("upload.1")));
        QVERIFY_RESULT(open(Bench::Access::Hold));
        QVERIFY(QDir(tmp).isEmpty());
    }

    void aNewerBenchIsRefused_data() { DriverFixture::addDrivers(); }
    void aNewerBenchIsRefused()
    {
        OTA_DATABASE_URL(m_fixture, url);
        {
            const auto bench = open(Bench::Access::Hold, url);
            QVERIFY_RESULT(bench);
            QVERIFY_RESULT((*bench)->database().execute(
                QStringLiteral("UPDATE schema_version SET version = 99 WHERE name = 'store'")));
        }
        for (const auto access : {Bench::Access::Read, Bench::Access::Hold}) {
            const auto refused = open(access, url);
            QCOMPARE(refused.error().code, Error::Code::Unsupported);
            QVERIFY(refused.error().message.contains(QStringLiteral("99")));
        }
    }

    void theTablesOfOtherEnginesAreMadeToo_data() { DriverFixture::addDrivers(); }
    void theTablesOfOtherEnginesAreMadeToo()
    {
        OTA_DATABASE_URL(m_fixture, url);
        BenchOptions options;
        options.databaseUrl = url;
        options.schemas = {
            {QStringLiteral("extra"), {{QStringLiteral("first"), {QStringLiteral("CREATE TABLE extra (id {id})")}}}}};
        {
            QVERIFY_RESULT(Bench::open(directory(), Bench::Access::Hold)); // An older program: without them.
        }
        if (!url.isEmpty())
            QVERIFY(QDir(directory()).removeRecursively());
        const auto bench = Bench::open(directory(), Bench::Access::Read, options);
        QVERIFY_RESULT(bench);
        QCOMPARE((*bench)->database().value(QStringLiteral("SELECT count(*) FROM extra"))->toInt(), 0);
    }

    void aBenchRemembersItsDatabase()
    {
        const auto url = m_fixture.databaseUrl(QStringLiteral("postgres"));
        if (!url && url.error().code == Error::Code::NotFound)
            QSKIP("no PostgreSQL server");
        QVERIFY_RESULT(url);
        QVERIFY_RESULT(open(Bench::Access::Hold, *url));
        const auto again = open(Bench::Access::Hold);
        QVERIFY_RESULT(again);
        QCOMPARE((*again)->database().driver(), Database::Driver::Postgres);
        QCOMPARE(open(Bench::Access::Read, *url + QStringLiteral("x")).error().code, Error::Code::Usage);

        // Another bench's blobs would be missing.
        BenchOptions options;
        options.databaseUrl = *url;
        const auto other = Bench::open(m_directory->filePath(QStringLiteral("other")), Bench::Access::Hold, options);
        QCOMPARE(other.error().code, Error::Code::BadInput);
        QVERIFY(other.error().message.contains(QStringLiteral("another bench")));
    }

    void aClockAt1970IsNoObstacle()
    {
        const FakeClock clock(0);
        BenchOptions options;
        options.clock = &clock;
        const auto bench = Bench::open(directory(), Bench::Access::Hold, options);
        QVERIFY_RESULT(bench);
        QVERIFY((*(*bench)->holder())->since.startsWith(QStringLiteral("1970")) ||
                (*(*bench)->holder())->since.startsWith(QStringLiteral("1969")));
    }
};

QTEST_GUILESS_MAIN(TestBench)
#include "tst_bench.moc"
