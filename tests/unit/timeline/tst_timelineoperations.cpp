// SPDX-License-Identifier: Apache-2.0
// Text, statistics, exports and the verbs, on a bench with a few sessions.
#include "eventmaker.h"
#include "fakeclock.h"
#include "operations/operationregistry.h"
#include "store/bench.h"
#include "testsupport.h"
#include "timeline/reason.h"
#include "timeline/sentence.h"
#include "timeline/statistics.h"
#include "timeline/timeline.h"
#include "timeline/timelineexport.h"
#include "timeline/timelineoperations.h"
#include "timeline/timelinetext.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace ota;

namespace {

/// Runs verbs as the program does: with the timeline's tables, and records kept.
class Context final : public OperationContext, public JobContext
{
public:
    Context(QString directory, const Clock& clock)
        : m_directory(std::move(directory))
        , m_clock(clock)
    {
    }

    JobContext& job() override { return *this; }
    Result<Bench*> bench(Access access) override
    {
        if (!m_bench) {
            BenchOptions options;
            options.clock = &m_clock;
            options.schemas = {EventStore::schema()};
            auto opened = Bench::open(m_directory, access == Access::Hold ? Bench::Access::Hold : Bench::Access::Read,
                                      std::move(options));
            if (!opened)
                return failure(opened.error());
            m_bench = std::move(*opened);
        }
        return m_bench.get();
    }
    Result<Timeline*> timeline() override
    {
        return recorder ? Result<Timeline*>(recorder)
                        : Result<Timeline*>(failure(Error::Code::Internal, QStringLiteral("not here")));
    }
    Result<QString> askSecret(const QString&) override { return failure(Error::Code::Usage, QStringLiteral("nobody")); }
    void progress(const Progress&) override {}
    void record(const QJsonObject& data, const QString& text) override
    {
        records.push_back({data, text});
        if (onRecord)
            onRecord();
    }
    std::stop_token stopToken() const override { return stop.get_token(); }

    Timeline* recorder = nullptr;
    std::vector<std::pair<QJsonObject, QString>> records;
    std::function<void()> onRecord;
    std::stop_source stop;

private:
    QString m_directory;
    const Clock& m_clock;
    std::unique_ptr<Bench> m_bench;
};

Event failed(const QString& message)
{
    Event event;
    event.board = BoardId(QStringLiteral("b1"));
    event.world = World::Suit;
    event.stream = Stream::Console;
    event.origin = Origin::Console;
    event.confidence = Confidence::Reported;
    event.phase = Phase::Check;
    event.edge = Edge::Leave;
    event.result = SessionResult::Failure;
    event.reason = reason::signature;
    event.severity = Severity::Error;
    event.message = message;
    return event;
}

} // namespace

class TestTimelineOperations final : public QObject
{
    Q_OBJECT

private:
    /// Session 1: b1, failed, with a secret in a message. Session 2: a simulated board, still open.
    void fill()
    {
        m_context = std::make_unique<Context>(m_directory->path(), m_clock);
        auto bench = m_context->bench(OperationContext::Access::Hold);
        QVERIFY_RESULT(bench);
        m_store = std::move(*EventStore::open((*bench)->database(), (*bench)->streamsPath(), m_clock));
        Timeline::Options options;
        options.watch = false;
        m_timeline = std::move(*Timeline::open(*m_store, m_clock, options));
        m_context->recorder = m_timeline.get();
        m_timeline->openSession(
            {.board = BoardId(QStringLiteral("b1")), .world = World::Suit, .target = QStringLiteral("7")});
        m_clock.advance(std::chrono::seconds(1));
        m_timeline->append(failed(QStringLiteral("no: password=hunter22, \"<b>&amp;\" \x1b[31m")));
        m_timeline->openSession({.board = BoardId(QStringLiteral("v1")),
                                 .world = World::Suit,
                                 .target = QStringLiteral("8"),
                                 .simulated = true});
        m_timeline->flush();
    }

    Result<Outcome> run(const QString& name, const QJsonObject& values = {})
    {
        OperationRegistry registry;
        registerTimelineOperations(registry);
        const Operation* const operation = registry.find(name);
        const auto arguments = validated(*operation, values);
        if (!arguments)
            return failure(arguments.error());
        return operation->run(*arguments, *m_context);
    }

    QByteArray exported(ExportFormat format, std::optional<SessionId> session = {})
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        const auto count = exportTimeline(*m_store, session, format, buffer, {});
        return count ? buffer.data() : QByteArray();
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Context> m_context;
    std::unique_ptr<EventStore> m_store;
    std::unique_ptr<Timeline> m_timeline;

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        fill();
    }

    void theRateAndTheTimeLeftAreShownWhileItLoads()
    {
        const BoardId board(QStringLiteral("v1"));
        const auto counted = [&](Edge edge, quint64 done) {
            Event event;
            event.board = board;
            event.world = World::Suit;
            event.stream = Stream::Transfer;
            event.origin = Origin::Server;
            event.confidence = Confidence::Measured;
            event.phase = Phase::Download;
            event.edge = edge;
            event.code = edge == Edge::Enter ? code::transferBegin : code::transferProgress;
            event.unit = Unit::Bytes;
            event.done = done;
            event.total = 40'000;
            event.details[detail::object] = QStringLiteral("/fw");
            event.details[detail::payload] = true;
            event.details[detail::size] = 40'000;
            m_timeline->append(event);
            m_clock.advance(std::chrono::seconds(1));
        };
        counted(Edge::Enter, 0);
        for (quint64 done = 1000; done <= 5000; done += 1000)
            counted(Edge::Progress, done);
        m_timeline->flush();
        const auto shown = run(QStringLiteral("timeline.show"), {{"session", 2}});
        QVERIFY_RESULT(shown);
        const double rate = shown->data["bytes_per_second"].toDouble();
        QVERIFY2(rate > 800 && rate <= 1000, qPrintable(QString::number(rate))); // A second has passed since.
        QVERIFY(shown->data["remaining_ms"].toDouble() >= 35'000);
        QVERIFY2(shown->text.contains(QStringLiteral("/s over the last 10 s, ")), qPrintable(shown->text));
        const auto ended = run(QStringLiteral("timeline.show"), {{"session", 1}});
        QVERIFY_RESULT(ended);
        QVERIFY(!ended->data.contains("bytes_per_second"));
    }

    void theClockOfABoardIsShown()
    {
        const auto unknown = run(QStringLiteral("timeline.clock"), {{"board", "v1"}});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().code, Error::Code::NotFound);
        for (int i = 0; i < 3; ++i) {
            m_clock.advance(std::chrono::seconds(1));
            Event event = failed(QStringLiteral("a report"));
            event.board = BoardId(QStringLiteral("v1"));
            event.edge = Edge::Note;
            event.result.reset();
            event.deviceNs = m_clock.nowNs() + 7'000'000'000;
            event.deviceClock = DeviceClock::Utc;
            m_timeline->append(event);
        }
        m_timeline->flush();
        const auto known = run(QStringLiteral("timeline.clock"), {{"board", "v1"}});
        QVERIFY_RESULT(known);
        QCOMPARE(known->data["offset_ms"].toDouble(), 7000.0);
        QCOMPARE(known->data["reports"].toInt(), 3);
        QVERIFY2(known->text.contains(QStringLiteral("v1: +7.00 s against ours")), qPrintable(known->text));
    }

    void cleanup()
    {
        m_timeline.reset();
        m_store.reset();
        m_context.reset();
    }

    void aLineHasItsColumns()
    {
        Event event = failed(QStringLiteral("the signature is wrong\n"));
        event.hostNs = Q_INT64_C(1'700'000'000'123'000'000);
        event.session = SessionId{12};
        const QString line = TimelineText().line(event);
        QCOMPARE(line,
                 QStringLiteral(
                     "!! 22:13:20.123  b1              #12     console   CHECK     leave     failure SIGNATURE     "
                     "the signature is wrong?"));
        QVERIFY(TimelineText{.colour = true}.line(event).startsWith(QStringLiteral("\x1b[31m")));
        const TimelineText dated{.dates = true};
        QVERIFY(dated.line(event).contains(QStringLiteral("2023-11-14T22:13:20.123")));
        QCOMPARE(TimelineText::heading().indexOf(QStringLiteral("MESSAGE")), line.indexOf(QStringLiteral("the sig")));
        QCOMPARE(TimelineText::heading().indexOf(QStringLiteral("STREAM")), line.indexOf(QStringLiteral("console")));
    }

    void aDurationIsReadable()
    {
        QCOMPARE(humanDuration(12'000'000), QStringLiteral("12 ms"));
        QCOMPARE(humanDuration(4'200'000'000), QStringLiteral("4.2 s"));
        QCOMPARE(humanDuration(185'000'000'000), QStringLiteral("3 min 05 s"));
        QCOMPARE(humanDuration(7'260'000'000'000), QStringLiteral("2 h 01 min"));
    }

    void aSpreadIsMadeOfSeenValues()
    {
        QVERIFY(spreadOf({}) == Spread());
        QVERIFY((spreadOf({5}) == Spread{1, 5, 5, 5, 5}));
        std::vector<qint64> hundred;
        for (qint64 i = 100; i >= 1; --i)
            hundred.push_back(i);
        QVERIFY((spreadOf(hundred) == Spread{100, 1, 50, 95, 100}));
    }

    void theIntervalIsWilsons_data()
    {
        QTest::addColumn<int>("good");
        QTest::addColumn<int>("all");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        // Figures from the formula's own tables: 8 of 10, none and all of 10, 950 of 1000.
        QTest::newRow("8 of 10") << 8 << 10 << 0.4902 << 0.9433;
        QTest::newRow("0 of 10") << 0 << 10 << 0.0 << 0.2775;
        QTest::newRow("10 of 10") << 10 << 10 << 0.7225 << 1.0;
        QTest::newRow("950 of 1000") << 950 << 1000 << 0.9347 << 0.9619;
        QTest::newRow("nothing") << 0 << 0 << 0.0 << 1.0;
    }

    void theIntervalIsWilsons()
    {
        QFETCH(int, good);
        QFETCH(int, all);
        QFETCH(double, low);
        QFETCH(double, high);
        const Rate rate = wilson(static_cast<std::size_t>(good), static_cast<std::size_t>(all));
        QVERIFY2(std::abs(rate.low - low) < 5e-5, qPrintable(QString::number(rate.low, 'f', 6)));
        QVERIFY2(std::abs(rate.high - high) < 5e-5, qPrintable(QString::number(rate.high, 'f', 6)));
    }

    void theListShowsSessions()
    {
        const auto outcome = run(QStringLiteral("timeline.list"));
        QVERIFY_RESULT(outcome);
        QCOMPARE(outcome->data["sessions"].toArray().size(), 2);
        QVERIFY(outcome->text.contains(QStringLiteral("v1 (simulated)")));
        QVERIFY(outcome->text.contains(QStringLiteral("SIGNATURE")));
        const auto open = run(QStringLiteral("timeline.list"), {{"open", true}});
        QVERIFY_RESULT(open);
        QCOMPARE(open->data["sessions"].toArray().size(), 1);
        QCOMPARE(run(QStringLiteral("timeline.list"), {{"result", "failure"}})->data["sessions"].toArray().size(), 1);
        QCOMPARE(run(QStringLiteral("timeline.list"), {{"result", "great"}}).error().code, Error::Code::Usage);
    }

    void oneSessionIsShown()
    {
        const auto outcome = run(QStringLiteral("timeline.show"), {{"session", 1}});
        QVERIFY_RESULT(outcome);
        QCOMPARE(outcome->data["result"].toString(), QStringLiteral("failure"));
        QCOMPARE(outcome->data["event_list"].toArray().size(), 2);
        QCOMPARE(outcome->data["phases"].toArray().size(), 2);
        QVERIFY(outcome->text.startsWith(QStringLiteral("Failed at ")));
        QVERIFY(!outcome->text.contains(QStringLiteral("hunter22")));
        QVERIFY(!outcome->text.contains(u'\x1b'));
        QVERIFY(
            run(QStringLiteral("timeline.show"), {{"session", 2}})->text.startsWith(QStringLiteral("SIMULATED BOARD")));
        QCOMPARE(run(QStringLiteral("timeline.show"), {{"session", 9}}).error().code, Error::Code::NotFound);
    }

    void aFollowerSeesOldAndNewAndEndsOnCancel()
    {
        int seen = 0;
        m_context->onRecord = [&] {
            if (++seen == 3)
                m_timeline->note(BoardId(QStringLiteral("b1")), {}, Severity::Info, QStringLiteral("new"));
            if (seen == 4)
                m_context->stop.request_stop();
        };
        const auto outcome = run(QStringLiteral("timeline.follow"), {{"after", 0}});
        QVERIFY_RESULT(outcome);
        QCOMPARE(m_context->records.size(), std::size_t(4));
        QCOMPARE(m_context->records.back().first["message"].toString(), QStringLiteral("new"));
        QCOMPARE(outcome->data["last_seq"].toInt(), 4);
    }

    void aFollowerCanFilterAndBeginWithTheLast()
    {
        m_context->onRecord = [&] {
            m_context->stop.request_stop();
        };
        QVERIFY_RESULT(run(QStringLiteral("timeline.follow"), {{"last", 1}, {"board", "b1"}, {"severity", "error"}}));
        QCOMPARE(m_context->records.size(), std::size_t(1));
        QCOMPARE(m_context->records[0].first["reason"].toString(), QStringLiteral("SIGNATURE"));
    }

    void aFollowerEndsWithItsSession()
    {
        const auto outcome =
            run(QStringLiteral("timeline.follow"), {{"session", 1}, {"after", 0}, {"until-end", true}});
        QVERIFY_RESULT(outcome);
        QVERIFY(!outcome->good);
        QCOMPARE(m_context->records.size(), std::size_t(2));
        QCOMPARE(run(QStringLiteral("timeline.follow"), {{"until-end", true}}).error().code, Error::Code::Usage);
    }

    void jsonLinesHaveEverythingButSecrets()
    {
        const QList<QByteArray> lines = exported(ExportFormat::JsonLines).trimmed().split('\n');
        QCOMPARE(lines.size(), qsizetype(2 + 3));
        std::vector<Event> events;
        for (const QByteArray& line : lines) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            QVERIFY(!object.isEmpty());
            if (object["kind"].toString() == u"event")
                events.push_back(*eventFromJson(object));
        }
        QCOMPARE(events.size(), std::size_t(3));
        QCOMPARE(events[1].message, QStringLiteral("no: password=***, \"<b>&amp;\" \x1b[31m"));
        QVERIFY(foldSessions(events)[SessionId{1}].verdict.result == SessionResult::Failure);
        QVERIFY(lines.back().contains("\"simulated\":true"));
    }

    void csvIsQuoted()
    {
        const QByteArray csv = exported(ExportFormat::Csv, SessionId{1});
        const QList<QByteArray> lines = csv.trimmed().split('\n');
        QCOMPARE(lines.size(), qsizetype(3));
        QVERIFY(lines[0].startsWith("seq,time,"));
        QVERIFY(lines[2].contains("\"no: password=***, \"\"<b>&amp;\"\" "));
        QVERIFY(!csv.contains("hunter22"));
    }

    void htmlStandsAloneAndIsEscaped()
    {
        const QByteArray html = exported(ExportFormat::Html);
        QVERIFY(html.startsWith("<!DOCTYPE html>"));
        QVERIFY(html.trimmed().endsWith("</html>"));
        QVERIFY(html.contains("&lt;b&gt;&amp;amp;"));
        QVERIFY(html.contains("Simulated board"));
        for (const char* wrong : {"hunter22", "<b>", "http://", "https://", "src=", "\x1b"})
            QVERIFY2(!html.contains(wrong), wrong);
    }

    void htmlDrawsEachSessionAndNamesItsPhases()
    {
        const QString html = QString::fromUtf8(exported(ExportFormat::Html));
        QCOMPARE(html.count(QStringLiteral("<svg class=\"lane\"")), 2);
        QCOMPARE(html.count(QStringLiteral("<section id=\"s")), 2);
        QVERIFY(html.contains(QStringLiteral("style=\"fill:var(--CHECK);stroke:var(--CHECKedge)\"")));
        QVERIFY(html.contains(QStringLiteral("</span>CHECK</td>")));
        QVERIFY(html.contains(QStringLiteral("<a href=\"#s2\">2</a>")));
        QVERIFY(html.contains(QStringLiteral("prefers-color-scheme:dark")));
        // Every place that is pointed to is there.
        static const QRegularExpression link(QStringLiteral("href=\"#(\\w+)\""));
        for (auto match = link.globalMatch(html); match.hasNext();) {
            const QString place = match.next().captured(1);
            QVERIFY2(html.contains(QStringLiteral("id=\"%1\"").arg(place)), qPrintable(place));
        }
        // And as markup it is whole: what is opened is closed.
        for (const char* tag : {"table", "section", "svg", "g", "tr", "td", "h2", "p"}) {
            const QString name = QString::fromLatin1(tag);
            static const QString form = QStringLiteral("<%1[ >]");
            QCOMPARE(html.count(QRegularExpression(form.arg(name))), html.count(QStringLiteral("</%1>").arg(name)));
        }
    }

    void htmlHasTheColoursOfTheWindow()
    {
        QFile file(QStringLiteral(OTA_TOKENS));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject tokens = QJsonDocument::fromJson(file.readAll()).object();
        const QString html = QString::fromUtf8(exported(ExportFormat::Html));
        for (const QString& theme : {QStringLiteral("light"), QStringLiteral("dark")}) {
            const QJsonObject phases = tokens[theme].toObject()["phase"].toObject();
            QVERIFY(phases.size() > 5);
            for (auto phase = phases.begin(); phase != phases.end(); ++phase) {
                const QJsonObject colours = phase.value().toObject();
                for (const auto& [suffix, key] : {std::pair("", "fill"), {"edge", "edge"}, {"ink", "ink"}}) {
                    const QString wanted = QStringLiteral("--%1%2:%3")
                                               .arg(phase.key(), QString::fromLatin1(suffix),
                                                    colours[QString::fromLatin1(key)].toString());
                    QVERIFY2(html.contains(wanted), qPrintable(wanted));
                }
            }
        }
    }

    void twoSessionsAreComparedPhaseByPhase()
    {
        m_clock.advance(std::chrono::seconds(5));
        const auto outcome = run(QStringLiteral("timeline.compare"), {{"session", 1}, {"other", 2}});
        QVERIFY_RESULT(outcome);
        const QJsonArray phases = outcome->data["phases"].toArray();
        QVERIFY(!phases.isEmpty());
        const QJsonObject offered = phases[0].toObject();
        QCOMPARE(offered["phase"].toString(), QStringLiteral("OFFERED"));
        // The first one was offered for a second; the second one still is.
        QCOMPARE(offered["session"].toObject()["ms"].toDouble(), 1000.0);
        QCOMPARE(offered["other"].toObject()["ms"].toDouble(), 5000.0);
        QCOMPARE(offered["difference_ms"].toDouble(), -4000.0);
        QVERIFY(outcome->text.contains(QStringLiteral("-4.0 s")));
        QCOMPARE(run(QStringLiteral("timeline.compare"), {{"session", 1}, {"other", 77}}).error().code,
                 Error::Code::NotFound);
    }

    void aNoteIsAnEventOfItsSession()
    {
        const auto outcome = run(QStringLiteral("timeline.note"), {{"session", 2}, {"text", "plugged the meter in"}});
        QVERIFY_RESULT(outcome);
        const auto event = m_store->event(static_cast<quint64>(outcome->data["seq"].toInteger()));
        QVERIFY_RESULT(event);
        QCOMPARE((*event)->session, SessionId{2});
        QCOMPARE((*event)->severity, Severity::Note);
        QCOMPARE((*event)->message, QStringLiteral("plugged the meter in"));
        QVERIFY(exported(ExportFormat::Html).contains("plugged the meter in"));
        QCOMPARE(run(QStringLiteral("timeline.note"), {{"session", 2}, {"text", " "}}).error().code,
                 Error::Code::Usage);
        QCOMPARE(run(QStringLiteral("timeline.note"), {{"session", 77}, {"text", "x"}}).error().code,
                 Error::Code::NotFound);
    }

    void aNoteIsTakenBackAndNothingElseIs()
    {
        const auto before = m_store->session(SessionId{2});
        QVERIFY_RESULT(before);
        const auto noted = run(QStringLiteral("timeline.note"), {{"session", 2}, {"text", "a slip of the pen"}});
        QVERIFY_RESULT(noted);
        QCOMPARE((*m_store->session(SessionId{2}))->events, (*before)->events + 1);
        const qint64 seq = noted->data["seq"].toInteger();
        const auto outcome = run(QStringLiteral("timeline.remove-note"), {{"event", seq}});
        QVERIFY_RESULT(outcome);
        QCOMPARE(outcome->data["text"].toString(), QStringLiteral("a slip of the pen"));
        QVERIFY(!*m_store->event(static_cast<quint64>(seq)));
        const auto after = m_store->session(SessionId{2});
        QVERIFY_RESULT(after);
        QCOMPARE(toJson(**after), toJson(**before));
        QVERIFY(!exported(ExportFormat::Html).contains("a slip of the pen"));
        // It is gone now, and what a device said is not a note.
        QCOMPARE(run(QStringLiteral("timeline.remove-note"), {{"event", seq}}).error().code, Error::Code::NotFound);
        QCOMPARE(run(QStringLiteral("timeline.remove-note"), {{"event", 1}}).error().code, Error::Code::Rejected);
    }

    void aTraceIsJsonWithAThreadABoard()
    {
        QJsonParseError error;
        const QJsonObject trace = QJsonDocument::fromJson(exported(ExportFormat::Trace), &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QStringList threads;
        int phases = 0;
        int instants = 0;
        const QJsonArray events = trace["traceEvents"].toArray();
        for (const QJsonValue& each : events) {
            const QJsonObject object = each.toObject();
            if (object["name"].toString() == u"thread_name")
                threads << object["args"].toObject()["name"].toString();
            phases += object["ph"].toString() == u"X" ? 1 : 0;
            instants += object["ph"].toString() == u"i" ? 1 : 0;
        }
        QCOMPARE(threads, (QStringList{QStringLiteral("b1"), QStringLiteral("v1 (simulated)")}));
        QCOMPARE(phases, 3);
        QCOMPARE(instants, 3);
    }

    void anExportWritesItsFileOrNone()
    {
        const QString path = m_directory->filePath(QStringLiteral("out.csv"));
        const auto outcome = run(QStringLiteral("timeline.export"), {{"format", "csv"}, {"output", path}});
        QVERIFY_RESULT(outcome);
        QCOMPARE(outcome->data["events"].toInt(), 3);
        QVERIFY(QFile::exists(path));
        const QString other = m_directory->filePath(QStringLiteral("other"));
        QCOMPARE(run(QStringLiteral("timeline.export"), {{"session", 9}, {"output", other}}).error().code,
                 Error::Code::NotFound);
        QVERIFY(!QFile::exists(other));
    }

    void statisticsComeByTarget()
    {
        const auto outcome = run(QStringLiteral("timeline.stats"));
        QVERIFY_RESULT(outcome);
        QCOMPARE(outcome->data["ended"].toInt(), 1);
        QCOMPARE(outcome->data["open"].toInt(), 1);
        QCOMPARE(outcome->data["success_rate"].toDouble(), 0.0);
        QCOMPARE(outcome->data["targets"].toObject().keys(), (QStringList{QStringLiteral("7"), QStringLiteral("8")}));
        QCOMPARE(outcome->data["reasons"].toObject()["SIGNATURE"].toInt(), 1);
        QCOMPARE(outcome->data["phases"].toObject()["OFFERED"].toObject()["median_ms"].toDouble(), 1000.0);
    }

    void aSessionIsRemoved()
    {
        QVERIFY_RESULT(run(QStringLiteral("timeline.remove"), {{"session", 1}}));
        QCOMPARE(run(QStringLiteral("timeline.list"))->data["sessions"].toArray().size(), 1);
        QCOMPARE(run(QStringLiteral("timeline.remove"), {{"session", 1}}).error().code, Error::Code::NotFound);
        m_clock.advance(std::chrono::hours(49));
        QCOMPARE(run(QStringLiteral("timeline.prune")).error().code, Error::Code::Usage);
        const auto pruned = run(QStringLiteral("timeline.prune"), {{"older-than", 2}, {"keep", 0}});
        QVERIFY_RESULT(pruned);
        QVERIFY(pruned->data["removed"].toArray().isEmpty()); // It is still open.
    }
};

QTEST_GUILESS_MAIN(TestTimelineOperations)
#include "tst_timelineoperations.moc"
