// SPDX-License-Identifier: Apache-2.0
#include "fakeclock.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "store/settingsstore.h"
#include "storefixture.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

class TestBoardStore final : public QObject
{
    Q_OBJECT

private:
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

    DriverFixture m_fixture;
    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Bench> m_bench;

private Q_SLOTS:
    void cleanup() { m_bench.reset(); }

    void aBoardIsKeptAndChanged_data() { DriverFixture::addDrivers(); }
    void aBoardIsKeptAndChanged()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        BoardStore& boards = m_bench->boards();
        std::vector<BoardId> told;
        const Subscription subscription = boards.onChanged([&](const BoardId& id) { told.push_back(id); });
        Board board;
        board.id = BoardId(QStringLiteral("bench light"));
        board.kind = BoardKind::Virtual;
        board.links.address = QStringLiteral("coap://[::1]:5700");
        board.links.pskIdentity = QStringLiteral("lamp-1");
        board.settings = {{QStringLiteral("defects"), QJsonArray{QStringLiteral("any-key")}}};
        QVERIFY_RESULT(boards.add(board));
        QCOMPARE(boards.add(board).error().code, Error::Code::Rejected);

        auto found = boards.find(board.id);
        QVERIFY_RESULT(found);
        QCOMPARE(found->kind, BoardKind::Virtual);
        QCOMPARE(found->links.address, board.links.address);
        QCOMPARE(found->links.profile, QStringLiteral("auto"));
        QCOMPARE(found->links.pskIdentity, board.links.pskIdentity);
        QCOMPARE(found->settings, board.settings);
        QCOMPARE(found->createdNs, m_clock.nowNs());
        QCOMPARE(found->lastContactNs, 0);

        found->links.serial = QStringLiteral("/dev/ttyACM0");
        QVERIFY_RESULT(boards.update(*found));
        m_clock.advance(std::chrono::seconds(5));
        QVERIFY_RESULT(boards.noteContact(board.id, QStringLiteral("7")));
        QVERIFY_RESULT(boards.noteContact(board.id));
        const auto changed = boards.find(board.id);
        QVERIFY_RESULT(changed);
        QCOMPARE(changed->links.serial, QStringLiteral("/dev/ttyACM0"));
        QCOMPARE(changed->runningVersion, QStringLiteral("7"));
        QCOMPARE(changed->lastContactNs, m_clock.nowNs());
        QCOMPARE(told.size(), std::size_t(4));
        QCOMPARE(*boards.revision(), 2);

        QVERIFY_RESULT(boards.remove(board.id));
        QVERIFY(boards.list()->empty());
        QCOMPARE(boards.find(board.id).error().code, Error::Code::NotFound);
        QCOMPARE(boards.remove(board.id).error().code, Error::Code::NotFound);
        QCOMPARE(boards.update(*changed).error().code, Error::Code::NotFound);
        QCOMPARE(boards.noteContact(board.id).error().code, Error::Code::NotFound);
    }

    void boardsAreListedByName_data() { DriverFixture::addDrivers(); }
    void boardsAreListedByName()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        for (const char* name : {"c", "a", "b"}) {
            Board board;
            board.id = BoardId(QString::fromLatin1(name));
            QVERIFY_RESULT(m_bench->boards().add(board));
        }
        QString names;
        const auto list = m_bench->boards().list();
        QVERIFY_RESULT(list);
        for (const Board& board : *list)
            names += board.id.text();
        QCOMPARE(names, QStringLiteral("abc"));
    }

    void aBadNameIsRefused()
    {
        for (const QString& name :
             {QString(), QStringLiteral("  "), QStringLiteral(".."), QStringLiteral(".hidden"), QStringLiteral("a/b"),
              QStringLiteral("a\\b"), QStringLiteral("a\nb"), QString(65, QLatin1Char('x'))})
            QCOMPARE(BoardStore::checkedId(name).error().code, Error::Code::BadInput);
        QVERIFY_RESULT(BoardStore::checkedId(QStringLiteral("samr21-xpro #2")));
    }

    void settingsAreKeptAsTheyAre_data() { DriverFixture::addDrivers(); }
    void settingsAreKeptAsTheyAre()
    {
        OTA_DATABASE_URL(m_fixture, url);
        QVERIFY_RESULT(openBench(url));
        SettingsStore& settings = m_bench->settings();
        const QJsonObject object{{QStringLiteral("x"), QJsonArray{1, true, QJsonValue::Null}}};
        QVERIFY_RESULT(settings.set(QStringLiteral("a.text"), QStringLiteral("\"Ä'\n")));
        QVERIFY_RESULT(settings.set(QStringLiteral("a.number"), 42));
        QVERIFY_RESULT(settings.set(QStringLiteral("a.number"), 43));
        QVERIFY_RESULT(settings.set(QStringLiteral("b.object"), object));
        QCOMPARE(*settings.get(QStringLiteral("a.text")), QJsonValue(QStringLiteral("\"Ä'\n")));
        QCOMPARE(*settings.get(QStringLiteral("a.number")), QJsonValue(43));
        QCOMPARE(*settings.get(QStringLiteral("b.object")), QJsonValue(object));
        QCOMPARE(*settings.get(QStringLiteral("none"), 7), QJsonValue(7));
        QCOMPARE(settings.all(QStringLiteral("a."))->size(), 2);
        QVERIFY_RESULT(settings.set(QStringLiteral("a.number"), QJsonValue()));
        QVERIFY_RESULT(settings.set(QStringLiteral("a.number"), QJsonValue()));
        QCOMPARE(*settings.get(QStringLiteral("a.number"), 7), QJsonValue(7));
    }
};

QTEST_GUILESS_MAIN(TestBoardStore)
#include "tst_boardstore.moc"
