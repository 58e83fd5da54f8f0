// SPDX-License-Identifier: Apache-2.0
#include "timeline/event.h"
#include "timeline/eventcell.h"
#include "timeline/reason.h"
#include "timeline/vocabulary.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace ota;

namespace {

template<typename Enum>
QStringList keys()
{
    QStringList list;
    for (const Enum value : allValues<Enum>()) {
        list << keyOf(value);
        if (fromKey<Enum>(keyOf(value)) != value || fromNumber<Enum>(static_cast<qint64>(value)) != value)
            list << QStringLiteral("BROKEN");
    }
    if (fromKey<Enum>(u"") || fromKey<Enum>(u"no such word") || fromNumber<Enum>(-1) || fromNumber<Enum>(list.size()))
        list << QStringLiteral("TOO MANY");
    return list;
}

Event fullEvent()
{
    Event event;
    event.seq = 9'007'199'254'740'991;
    event.hostNs = 1'700'000'000'123'456'789;
    event.deviceNs = -5;
    event.deviceClock = DeviceClock::Uptime;
    event.board = BoardId(QStringLiteral("lamp-1"));
    event.session = SessionId{42};
    event.world = World::Matter;
    event.stream = Stream::Protocol;
    event.phase = Phase::Download;
    event.step = QStringLiteral("file 3/120");
    event.edge = Edge::Leave;
    event.centipercent = 4321;
    event.done = 1;
    event.total = 2;
    event.unit = Unit::Files;
    event.result = SessionResult::Deferred;
    event.reason = reason::busy;
    event.targetVersion = QStringLiteral("8");
    event.runningVersion = QStringLiteral("7");
    event.severity = Severity::Warning;
    event.origin = Origin::Controller;
    event.confidence = Confidence::Inferred;
    event.code = QStringLiteral("x.y");
    event.message = QStringLiteral("Überraschung");
    event.raw = {3, 4'000'000'000, 12};
    event.rawStatus = QStringLiteral("6");
    event.folded = 17;
    event.details = {{"object", "/fw"}, {"list", QJsonArray{1, 2}}};
    return event;
}

} // namespace

class TestVocabulary final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The words are stored, exported and written in filters: they must never change.
    void everyWordIsStable_data()
    {
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const QStringList& found, const char* expected) {
            QTest::newRow(name) << found.join(u' ') << QString::fromLatin1(expected);
        };
        row("world", keys<World>(),
            "host matter rootfs suit exosense afero hawkbit mender swupdate rauc lwm2m mcuboot");
        row("stream", keys<Stream>(), "console protocol transfer power fault action checker host");
        row("phase", keys<Phase>(), "IDLE OFFERED CHECK DOWNLOAD VERIFY INSTALL REBOOT CONFIRM ROLLBACK CANCEL");
        row("edge", keys<Edge>(), "enter progress leave note");
        row("result", keys<SessionResult>(),
            "running success failure aborted rejected deferred already_installed rolled_back superseded interrupted "
            "stalled "
            "unconfirmed");
        row("severity", keys<Severity>(), "debug info note warning error");
        row("origin", keys<Origin>(), "device server controller console host checker");
        row("confidence", keys<Confidence>(), "reported measured inferred");
        row("unit", keys<Unit>(), "bytes files blocks steps");
        row("clock", keys<DeviceClock>(), "none utc no_year uptime");
        row("class", keys<ResultClass>(), "running good attention bad ended_by_us");
    }

    void everyWordIsStable()
    {
        QFETCH(QString, found);
        QTEST(found, "expected");
    }

    void everyResultHasItsClassAndRank_data()
    {
        QTest::addColumn<QString>("resultClass");
        QTest::addColumn<bool>("open");
        const auto row = [](const char* result, const char* resultClass, bool open) {
            QTest::newRow(result) << QString::fromLatin1(resultClass) << open;
        };
        row("running", "running", true);
        row("success", "good", false);
        row("failure", "bad", false);
        row("aborted", "ended_by_us", false);
        row("rejected", "bad", false);
        row("deferred", "attention", true);
        row("already_installed", "good", false);
        row("rolled_back", "bad", false);
        row("superseded", "ended_by_us", false);
        row("interrupted", "attention", true);
        row("stalled", "attention", true);
        row("unconfirmed", "attention", true);
    }

    void everyResultHasItsClassAndRank()
    {
        const auto result = fromKey<SessionResult>(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(result);
        QTEST(keyOf(classOf(*result)), "resultClass");
        QTEST(isOpen(*result), "open");
        QVERIFY(!label(*result).isEmpty());
        QSet<int> ranks;
        for (const SessionResult each : allValues<SessionResult>())
            ranks.insert(rankOf(each));
        QCOMPARE(ranks.size(), qsizetype(12));
        QVERIFY(rankOf(SessionResult::Success) < rankOf(SessionResult::AlreadyInstalled));
        QVERIFY(rankOf(SessionResult::AlreadyInstalled) < rankOf(SessionResult::Unconfirmed));
        QVERIFY(rankOf(SessionResult::Unconfirmed) < rankOf(SessionResult::Deferred));
        QVERIFY(rankOf(SessionResult::RolledBack) < rankOf(SessionResult::Failure));
    }

    void everyPhaseHasALabel()
    {
        QSet<QString> labels;
        for (const Phase phase : allValues<Phase>())
            labels.insert(label(phase));
        QCOMPARE(labels.size(), qsizetype(10));
    }

    void everyReasonIsKnownAndHasALabel()
    {
        const QStringList all = reason::all();
        QCOMPARE(all.size(), 32);
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 32);
        for (const QString& each : all) {
            QVERIFY2(reason::isKnown(each), qPrintable(each));
            QVERIFY2(reason::label(each) != each, qPrintable(each));
        }
    }

    void reasonsWithAParameterHaveTheirForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("known");
        QTest::newRow("http") << reason::http(404) << true;
        QTest::newRow("curl") << reason::curl(28) << true;
        QTest::newRow("coap") << reason::coap(4, 4) << true;
        QTest::newRow("bdx") << reason::bdx(0x1f) << true;
        QTest::newRow("verify") << reason::verify(3) << true;
        QTest::newRow("err") << reason::err(QStringLiteral("x")) << true;
        QTest::newRow("http word") << QStringLiteral("HTTP_x") << false;
        QTest::newRow("coap short") << QStringLiteral("COAP_4.4") << false;
        QTest::newRow("err empty") << QStringLiteral("ERR_") << false;
        QTest::newRow("other") << QStringLiteral("WHATEVER") << false;
        QTest::newRow("empty") << QString() << false;
    }

    void reasonsWithAParameterHaveTheirForm()
    {
        QFETCH(QString, text);
        QTEST(reason::isKnown(text), "known");
        QCOMPARE(reason::coap(4, 4), QStringLiteral("COAP_4.04"));
        QCOMPARE(reason::bdx(0x1f), QStringLiteral("BDX_001f"));
    }

    void anEventSurvivesJson()
    {
        const auto back = eventFromJson(toJson(fullEvent()));
        QVERIFY(back);
        QVERIFY(*back == fullEvent());
        const auto empty = eventFromJson(toJson(Event()));
        QVERIFY(empty);
        QVERIFY(*empty == Event());
    }

    void unknownIsNotZeroInJson()
    {
        const QJsonObject json = toJson(Event());
        for (const char* key :
             {"percent", "done", "total", "unit", "result", "t_dev", "session", "board", "raw", "version_target"})
            QVERIFY2(!json.contains(QLatin1StringView(key)), key);
    }

    void aWrongFieldIsNamed_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("phase") << "phase" << QJsonValue("LANDING");
        QTest::newRow("percent") << "percent" << QJsonValue(101);
        QTest::newRow("done") << "done" << QJsonValue(-1);
        QTest::newRow("t_host") << "t_host" << QJsonValue("tomorrow");
        QTest::newRow("message") << "message" << QJsonValue(1);
        QTest::newRow("raw") << "raw" << QJsonValue(QJsonObject{{"stream", 0}});
    }

    void aWrongFieldIsNamed()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QJsonObject json = toJson(fullEvent());
        json[key] = value;
        const auto event = eventFromJson(json);
        QVERIFY(!event);
        QVERIFY2(event.error().message.contains(key), qPrintable(event.error().message));
    }

    void aCellKeepsWhatALaneDraws()
    {
        for (const Stream stream : allValues<Stream>()) {
            for (const Severity severity : allValues<Severity>()) {
                Event event = fullEvent();
                event.stream = stream;
                event.severity = severity;
                const EventCell cell = EventCell::of(event, 7);
                QCOMPARE(cell.hostNs, event.hostNs);
                QCOMPARE(cell.board, 7U);
                QCOMPARE(cell.stream(), stream);
                QCOMPARE(cell.severity(), severity);
                QCOMPARE(cell.edge(), Edge::Leave);
                QVERIFY(cell.phase() == Phase::Download);
                QVERIFY(cell.hasSession());
                QCOMPARE(cell.value, std::uint16_t(4321));
            }
        }
        const EventCell empty = EventCell::of(Event(), 0);
        QVERIFY(!empty.phase());
        QCOMPARE(empty.value, EventCell::noValue);
    }
};

QTEST_GUILESS_MAIN(TestVocabulary)
#include "tst_vocabulary.moc"
