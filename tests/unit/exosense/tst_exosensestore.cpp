// SPDX-License-Identifier: Apache-2.0
#include "base/job.h"
#include "exosense/exosensestore.h"
#include "fakeclock.h"
#include "store/bench.h"
#include "store/benchcheck.h"
#include "storefixture.h"
#include "testsupport.h"

#include <QDateTime>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

namespace {

const QString gateway = QStringLiteral("gw-1");

/// A job that nobody watches.
class QuietJob final : public JobContext
{
public:
    void progress(const Progress&) override {}
    void record(const QJsonObject&, const QString&) override {}
    std::stop_token stopToken() const override { return {}; }
};

} // namespace

class TestExosenseStore final : public QObject
{
    Q_OBJECT

private:
    Result<> openBench(const QString& url)
    {
        m_store.reset();
        m_bench.reset();
        m_directory = std::make_unique<QTemporaryDir>();
        BenchOptions options;
        options.databaseUrl = url;
        options.clock = &m_clock;
        options.schemas = {ExosenseStore::schema()};
        auto bench = Bench::open(m_directory->filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        if (!bench)
            return failure(bench.error());
        m_bench = std::move(*bench);
        m_store = std::make_unique<ExosenseStore>(m_bench->database(), m_clock);
        return {};
    }

    DriverFixture m_fixture;
    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<ExosenseStore> m_store;

private Q_SLOTS:
    void cleanup()
    {
        m_store.reset();
        m_bench.reset();
    }

    void anIdentityGetsTokensAndLosesThem_data() { DriverFixture::addDrivers(); }
    void anIdentityGetsTokensAndLosesThem()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        QVERIFY_RESULT(m_store->addIdentity(gateway));
        QCOMPARE(m_store->addIdentity(gateway).error().code, Error::Code::Rejected);
        QCOMPARE(m_store->addIdentity(QStringLiteral("a/b")).error().code, Error::Code::BadInput);
        QCOMPARE(m_store->identity(gateway)->state, DeviceIdentity::State::Listed);

        const auto token = m_store->issueToken(gateway);
        QVERIFY_RESULT(token);
        QVERIFY(QRegularExpression(QStringLiteral("^[0-9a-f]{40}$")).match(QString::fromLatin1(*token)).hasMatch());
        const auto issued = m_store->identity(gateway);
        QVERIFY_RESULT(issued);
        QCOMPARE(issued->state, DeviceIdentity::State::Provisioned);
        QCOMPARE(issued->tokenDigest, ExosenseStore::digestOf(*token));
        QCOMPARE(issued->issuedNs, m_clock.nowNs());

        const auto next = m_store->issueToken(gateway);
        QVERIFY_RESULT(next);
        QVERIFY(*next != *token);

        QVERIFY_RESULT(m_store->addIdentity(QStringLiteral("gw-2")));
        QCOMPARE(m_store->adoptToken(QStringLiteral("gw-2"), *next).error().code, Error::Code::Rejected);
        QVERIFY_RESULT(m_store->adoptToken(QStringLiteral("gw-2"), "LabToken0123456789abcdefABCDEF0123456789"));

        QVERIFY_RESULT(m_store->revoke(gateway));
        QVERIFY(m_store->identity(gateway)->tokenDigest.isEmpty());
        QCOMPARE(m_store->identity(gateway)->state, DeviceIdentity::State::Revoked);
        QVERIFY_RESULT(m_store->relist(gateway));
        QCOMPARE(m_store->identity(gateway)->state, DeviceIdentity::State::Listed);
        QCOMPARE(m_store->identities()->size(), std::size_t{2});
        QVERIFY_RESULT(m_store->removeIdentity(gateway));
        for (const auto& result :
             {m_store->removeIdentity(gateway), m_store->revoke(gateway), m_store->relist(gateway)})
            QCOMPARE(result.error().code, Error::Code::NotFound);
        QCOMPARE(m_store->issueToken(gateway).error().code, Error::Code::NotFound);
    }

    void noTokenStandsInTheTables()
    {
        QVERIFY_RESULT(openBench({}));
        QVERIFY_RESULT(m_store->addIdentity(gateway));
        const auto token = m_store->issueToken(gateway);
        QVERIFY_RESULT(token);
        m_store.reset();
        m_bench.reset();
        QDirIterator files(m_directory->path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(*token), qPrintable(file.fileName()));
        }
    }

    void contentIsMadeChangedAndRemoved_data() { DriverFixture::addDrivers(); }
    void contentIsMadeChangedAndRemoved()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        ContentEntry package;
        package.id = QStringLiteral("package_x");
        package.mediaType = QStringLiteral("text/plain");
        package.tags.insert(QStringLiteral("otau_info"), QStringLiteral("%7B%7D"));
        QVERIFY_RESULT(m_store->create(package));
        QCOMPARE(m_store->create(package).error().code, Error::Code::Rejected);
        const auto found = m_store->content(package.id);
        QVERIFY_RESULT(found);
        QVERIFY(!found->blob);
        QCOMPARE(found->tag(QStringLiteral("otau_info")), QByteArray("%7B%7D"));
        QVERIFY(!found->tag(QStringLiteral("other")));

        const auto blob = m_bench->blobs().importBytes("firmware");
        QVERIFY_RESULT(blob);
        m_clock.advance(std::chrono::seconds(3));
        QVERIFY_RESULT(m_store->setBlob(package.id, QStringLiteral("application/zip"), blob->id, blob->sizeBytes));
        QCOMPARE(m_store->content(package.id)->blob, blob->id);
        QCOMPARE(m_store->content(package.id)->updatedNs, m_clock.nowNs());
        QCOMPARE(m_store->content(package.id)->tags, package.tags);
        QVERIFY_RESULT(m_store->removeContent(package.id));
        QCOMPARE(m_store->removeContent(package.id).error().code, Error::Code::NotFound);
        QCOMPARE(m_store->setBlob(package.id, {}, blob->id, 1).error().code, Error::Code::NotFound);
    }

    void severalEntriesArePutTogetherOrNotAtAll()
    {
        QVERIFY_RESULT(openBench({}));
        ContentEntry good;
        good.id = QStringLiteral("fw.bin");
        ContentEntry bad;
        bad.id = QStringLiteral("a/b");
        QCOMPARE(m_store->put({good, bad}).error().code, Error::Code::BadInput);
        QVERIFY(m_store->content()->empty());
        QVERIFY_RESULT(m_store->put({good}));
        good.meta = QStringLiteral("new");
        QVERIFY_RESULT(m_store->put({good}));
        QCOMPARE(m_store->content()->at(0).meta, QStringLiteral("new"));
    }

    void bytesOfContentAreNoGarbage()
    {
        QVERIFY_RESULT(openBench({}));
        auto blob = m_bench->blobs().importBytes("firmware");
        QVERIFY_RESULT(blob);
        const BlobId id = blob->id;
        ContentEntry entry;
        entry.id = QStringLiteral("fw.bin");
        entry.blob = id;
        QVERIFY_RESULT(m_store->put({entry}));
        blob->pin.reset();
        m_clock.setNs((QDateTime::currentSecsSinceEpoch() + 3600) * 1'000'000'000); // Files have the machine's time.
        QuietJob job;
        QVERIFY_RESULT(cleanBench(*m_bench, std::chrono::seconds(0), job));
        QVERIFY(m_bench->blobs().has(id));
        QVERIFY_RESULT(m_store->removeContent(entry.id));
        QVERIFY_RESULT(cleanBench(*m_bench, std::chrono::seconds(0), job));
        QVERIFY(!m_bench->blobs().has(id));
    }

    void writesAndResourcesAreRecordedTogether_data() { DriverFixture::addDrivers(); }
    void writesAndResourcesAreRecordedTogether()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        QVERIFY_RESULT(m_store->addIdentity(gateway));
        ResourceRow row;
        row.board = gateway;
        row.alias = "otau_in";
        row.reported = QByteArray("\xff\0b", 3);
        row.reportedNs = 7;
        std::vector<WriteRow> writes(2);
        for (WriteRow& write : writes) {
            write.board = gateway;
            write.alias = row.alias;
            write.hostNs = 5;
            write.value = row.reported;
        }
        writes[1].deviceNs = 0;
        writes[1].isOurs = true;
        QVERIFY_RESULT(m_store->record(writes, {row}));
        QVERIFY(writes[1].seq > writes[0].seq && writes[0].seq > 0);
        row.ack = 2;
        row.desiredSeq = 3;
        QVERIFY_RESULT(m_store->save({row}));
        const auto rows = m_store->resources(gateway);
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->size(), std::size_t{1});
        QCOMPARE(rows->at(0).reported, row.reported);
        QCOMPARE(rows->at(0).desiredSeq, quint64{3});
        QCOMPARE(rows->at(0).ack, 2);
        std::vector<WriteRow> read;
        QVERIFY_RESULT(m_store->forEachWrite(gateway, "otau_in", 0, [&](const WriteRow& write) {
            read.push_back(write);
            return Result<>();
        }));
        QCOMPARE(read.size(), std::size_t{2});
        QCOMPARE(read[0].value, row.reported);
        QVERIFY(!read[0].deviceNs && read[1].deviceNs == 0);
        QVERIFY(!read[0].isOurs && read[1].isOurs);
        QVERIFY_RESULT(m_store->removeIdentity(gateway));
        QVERIFY(m_store->resources()->empty());
    }
};

QTEST_GUILESS_MAIN(TestExosenseStore)
#include "tst_exosensestore.moc"
