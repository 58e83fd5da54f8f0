// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"
#include "storefixture.h"
#include "testsupport.h"

#include <QFile>
#include <QSqlDatabase>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace ota;

namespace {

MigrationSet firstSchema()
{
    return {QStringLiteral("test"),
            {{QStringLiteral("one"),
              {QStringLiteral("CREATE TABLE thing (id {id}, name TEXT NOT NULL UNIQUE, size BIGINT, raw {blob})")}}}};
}

MigrationSet secondSchema()
{
    MigrationSet set = firstSchema();
    set.migrations.push_back(
        {QStringLiteral("two"), {QStringLiteral("ALTER TABLE thing ADD COLUMN note TEXT NOT NULL DEFAULT 'none'")}});
    return set;
}

const QString insertThing = QStringLiteral("INSERT INTO thing (name, size, raw) VALUES (?, ?, ?)");
const QString countThings = QStringLiteral("SELECT count(*) FROM thing");

} // namespace

class TestDatabase final : public QObject
{
    Q_OBJECT

private:
    Result<std::unique_ptr<Database>> open(const QString& url, bool writable = true)
    {
        return Database::open(url.isEmpty() ? m_directory->filePath(QStringLiteral("t.sqlite")) : url, writable);
    }

    DriverFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_directory;

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void whatIsWrittenIsRead_data() { DriverFixture::addDrivers(); }
    void whatIsWrittenIsRead()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        Database& db = **database;
        QVERIFY_RESULT(db.migrate({firstSchema()}));
        const QByteArray raw("\0\x01\xff'", 4);
        QCOMPARE(*db.execute(insertThing, {QStringLiteral("a'b?:c"), Q_INT64_C(9007199254740993), raw}), 1);
        QCOMPARE(*db.execute(insertThing, {QStringLiteral("Ärger"), true, QVariant()}), 1);
        QStringList names;
        QVERIFY_RESULT(
            db.forEach(QStringLiteral("SELECT name, size, raw FROM thing ORDER BY id"), {}, [&](const Query& row) {
                names << row.text(0);
                if (names.size() == 1 && (row.integer(1) != Q_INT64_C(9007199254740993) || row.bytes(2) != raw))
                    names << QStringLiteral("wrong");
                if (names.size() == 2 && (row.integer(1) != 1 || !row.isNull(2)))
                    names << QStringLiteral("wrong too");
                return Result<>();
            }));
        QCOMPARE(names, (QStringList{QStringLiteral("a'b?:c"), QStringLiteral("Ärger")}));
    }

    void anIdComesBackFromAnInsert_data() { DriverFixture::addDrivers(); }
    void anIdComesBackFromAnInsert()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        QVERIFY_RESULT((*database)->migrate({firstSchema()}));
        const QString sql = insertThing + QStringLiteral(" RETURNING id");
        const auto first = (*database)->value(sql, {QStringLiteral("a"), 1, QByteArray()});
        QVERIFY_RESULT(first);
        const auto second = (*database)->value(sql, {QStringLiteral("b"), 1, QByteArray()});
        QVERIFY_RESULT(second);
        QCOMPARE(second->toLongLong(), first->toLongLong() + 1);
        QVERIFY(!(*database)->value(QStringLiteral("SELECT id FROM thing WHERE name = 'none'"))->isValid());
    }

    void aFailedTransactionLeavesNothing_data() { DriverFixture::addDrivers(); }
    void aFailedTransactionLeavesNothing()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        Database& db = **database;
        QVERIFY_RESULT(db.migrate({firstSchema()}));
        const auto insert = [&](const QString& name) -> Result<> {
            if (auto done = db.execute(insertThing, {name, 1, QByteArray()}); !done)
                return failure(done.error());
            return {};
        };
        const auto failed = db.transaction([&]() -> Result<> {
            if (auto done = insert(QStringLiteral("a")); !done)
                return done;
            return insert(QStringLiteral("a"));
        });
        QCOMPARE(failed.error().code, Error::Code::Rejected);
        QCOMPARE(db.value(countThings)->toInt(), 0);

        // The inner one fails alone.
        QVERIFY_RESULT(db.transaction([&]() -> Result<> {
            auto outer = insert(QStringLiteral("outer"));
            const auto inner = db.transaction([&]() -> Result<> {
                if (auto done = insert(QStringLiteral("inner")); !done)
                    return done;
                return insert(QStringLiteral("outer"));
            });
            return inner ? Result<>(failure(Error::Code::Internal, QStringLiteral("inner should fail"))) : outer;
        }));
        QCOMPARE(db.value(countThings)->toInt(), 1);
        // And the connection is as before.
        QVERIFY_RESULT(db.transaction([&] { return insert(QStringLiteral("after")); }, Durability::Relaxed));
        QCOMPARE(db.value(countThings)->toInt(), 2);
    }

    void anOverlookedErrorIsNotCommitted_data() { DriverFixture::addDrivers(); }
    void anOverlookedErrorIsNotCommitted()
    {
        OTA_DATABASE_URL(m_fixture, url);
        if (url.isEmpty())
            QSKIP("SQLite commits what succeeded; only PostgreSQL would take all back in silence");
        const auto database = open(url);
        QVERIFY_RESULT(database);
        QVERIFY_RESULT((*database)->migrate({firstSchema()}));
        const auto done = (*database)->transaction([&]() -> Result<> {
            (void)(*database)->execute(insertThing, {QStringLiteral("a"), 1, QByteArray()});
            (void)(*database)->execute(insertThing, {QStringLiteral("a"), 1, QByteArray()});
            return {};
        });
        QVERIFY(!done);
        QCOMPARE((*database)->value(countThings)->toInt(), 0);
    }

    void manyThreadsWriteTogether_data() { DriverFixture::addDrivers(); }
    void manyThreadsWriteTogether()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        Database& db = **database;
        QVERIFY_RESULT(db.migrate({firstSchema()}));
        std::atomic<int> failures = 0;
        {
            std::vector<std::jthread> threads;
            for (int thread = 0; thread < 4; ++thread) {
                threads.emplace_back([&db, &failures, thread] {
                    for (int i = 0; i < 25; ++i) {
                        const auto done = db.transaction([&]() -> Result<> {
                            const auto before = db.value(countThings);
                            const auto added = db.execute(insertThing, {QStringLiteral("%1-%2").arg(thread).arg(i),
                                                                        before->toInt(), QByteArray()});
                            return added ? Result<>() : failure(added.error());
                        });
                        failures += done ? 0 : 1;
                    }
                });
            }
        }
        QCOMPARE(failures.load(), 0);
        QCOMPARE(db.value(countThings)->toInt(), 100);
        if (url.isEmpty()) // One after the other: each saw all that were before it.
            QCOMPARE(db.value(QStringLiteral("SELECT count(DISTINCT size) FROM thing"))->toInt(), 100);
    }

    void aThreadsConnectionEndsWithIt_data() { DriverFixture::addDrivers(); }
    void aThreadsConnectionEndsWithIt()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        const auto before = QSqlDatabase::connectionNames();
        std::thread([&] { QVERIFY((*database)->value(QStringLiteral("SELECT 1"))); }).join();
        QCOMPARE(QSqlDatabase::connectionNames(), before);
    }

    void migrationsRunOnceAndInOrder_data() { DriverFixture::addDrivers(); }
    void migrationsRunOnceAndInOrder()
    {
        OTA_DATABASE_URL(m_fixture, url);
        {
            const auto database = open(url);
            QVERIFY_RESULT(database);
            QVERIFY(!*(*database)->isCurrent({firstSchema()}));
            QVERIFY_RESULT((*database)->migrate({firstSchema()}));
            QVERIFY(*(*database)->isCurrent({firstSchema()}));
            QVERIFY_RESULT((*database)->execute(insertThing, {QStringLiteral("a"), 1, QByteArray()}));
        }
        const auto database = open(url);
        QVERIFY_RESULT(database);
        QVERIFY_RESULT((*database)->migrate({secondSchema()}));
        QVERIFY_RESULT((*database)->migrate({secondSchema()}));
        QCOMPARE((*database)->value(QStringLiteral("SELECT note FROM thing"))->toString(), QStringLiteral("none"));
        QCOMPARE((*database)->schemaVersions()->value(QStringLiteral("test")), 2);
    }

    void aNewerSchemaIsRefusedWithASentence_data() { DriverFixture::addDrivers(); }
    void aNewerSchemaIsRefusedWithASentence()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        QVERIFY_RESULT((*database)->migrate({secondSchema()}));
        const auto refused = (*database)->migrate({firstSchema()});
        QCOMPARE(refused.error().code, Error::Code::Unsupported);
        QVERIFY(refused.error().message.contains(QStringLiteral("newer OTA Workbench")));
    }

    void aFailingMigrationLeavesTheOldVersion_data() { DriverFixture::addDrivers(); }
    void aFailingMigrationLeavesTheOldVersion()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        MigrationSet broken = secondSchema();
        broken.migrations[1].statements << QStringLiteral("CREATE TABLE thing (id {id})");
        const auto failed = (*database)->migrate({broken});
        QVERIFY(!failed);
        QVERIFY(failed.error().context.startsWith(QStringLiteral("two")));
        QCOMPARE((*database)->schemaVersions()->value(QStringLiteral("test")), 1);
        QVERIFY_RESULT((*database)->migrate({secondSchema()}));
    }

    void aReaderChangesNothing_data() { DriverFixture::addDrivers(); }
    void aReaderChangesNothing()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        QVERIFY_RESULT((*database)->migrate({firstSchema()}));
        const auto reader = open(url, false);
        QVERIFY_RESULT(reader);
        QCOMPARE((*reader)->value(countThings)->toInt(), 0);
        const QVariantList row{QStringLiteral("a"), 1, QByteArray()};
        QVERIFY(!(*reader)->execute(insertThing, row));
        (*reader)->setWritable(true);
        QVERIFY_RESULT((*reader)->execute(insertThing, row));
    }

    void wrongSqlIsOurOwnMistake_data() { DriverFixture::addDrivers(); }
    void wrongSqlIsOurOwnMistake()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        const auto wrong = (*database)->run(QStringLiteral("SELECT nothing FROM nowhere"));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, Error::Code::Internal);
    }

    void anUnreachableServerIsAnErrorOfTheBench()
    {
        const auto missing =
            Database::open(QStringLiteral("postgresql://me:secret@/db?host=%1").arg(m_directory->path()), true);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Error::Code::Io);
        QVERIFY(!missing.error().toString().contains(QStringLiteral("secret")));
        const auto inQuery = Database::open(
            QStringLiteral("postgresql:///db?user=me&password=secret&host=%1").arg(m_directory->path()), true);
        QVERIFY(!inQuery);
        QVERIFY(!inQuery.error().toString().contains(QStringLiteral("secret")));
        QCOMPARE(Database::open(QStringLiteral("postgresql://host"), true).error().code, Error::Code::Usage);
    }

    void aFileThatIsNoDatabaseIsNamed()
    {
        const QString path = m_directory->filePath(QStringLiteral("t.sqlite"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        const auto refused = Database::open(path, true);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Io);
        QCOMPARE(refused.error().context, path);
    }

    void bothEnginesFindNothingWrong_data() { DriverFixture::addDrivers(); }
    void bothEnginesFindNothingWrong()
    {
        OTA_DATABASE_URL(m_fixture, url);
        const auto database = open(url);
        QVERIFY_RESULT(database);
        QVERIFY_RESULT((*database)->migrate({firstSchema()}));
        QCOMPARE(*(*database)->integrityProblems(), QStringList());
        QVERIFY(*(*database)->sizeBytes() > 0);
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
