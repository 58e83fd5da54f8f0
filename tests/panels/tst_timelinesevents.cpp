// SPDX-License-Identifier: Apache-2.0
// The table of events and the inspector, which follow the lanes.
#include "panels/timelines/eventlist.h"
#include "panels/timelines/findinglist.h"
#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/hexview.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "timelineswindow.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QTabWidget>

using namespace ota;

namespace {

EventTableFilter only(Phase phase)
{
    EventTableFilter filter;
    filter.phase = phase;
    return filter;
}

EventTableFilter only(const QString& text)
{
    EventTableFilter filter;
    filter.text = text;
    return filter;
}

EventTableFilter only(Severity atLeast)
{
    EventTableFilter filter;
    filter.atLeast = atLeast;
    return filter;
}

} // namespace

class TestTimelinesEvents final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEventIsTheSameInLaneTableAndInspector()
    {
        TimelineBench bench(minutesAgo(20));
        const SessionId session = bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        bench.say(session, QStringLiteral("alpha"), 31, Severity::Info, QStringLiteral("first"), "before it\n");
        const quint64 seq =
            bench.say(session, QStringLiteral("alpha"), 32, Severity::Info, QStringLiteral("the one"), "the line\n");
        bench.say(session, QStringLiteral("alpha"), 33, Severity::Info, QStringLiteral("later"), "behind it\n");
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(session));
        window.all.window().openThing(QStringLiteral("timelines"), QStringLiteral("session/%1").arg(session.value));
        QTRY_VERIFY(window.model().rowOf(seq) >= 0);

        // Table → lane and inspector.
        const QModelIndex row = window.model().index(window.model().rowOf(seq), 0);
        window.table()->scrollTo(row);
        QTest::mouseClick(window.table()->viewport(), Qt::LeftButton, {}, window.table()->visualRect(row).center());
        QTRY_VERIFY(window.view.selectedRow());
        QCOMPARE(window.panel.lanes().columns().seqOf(*window.view.selectedRow()), seq);
        QTRY_COMPARE(window.find<QLabel>("eventMessage")->text(), QStringLiteral("the one"));
        QCOMPARE(window.find<QLabel>("eventLines")->text(), QStringLiteral("before it\nthe line\nbehind it"));
        const auto rows = window.find<KeyValueList>("eventFields")->rows();
        QVERIFY(std::ranges::any_of(rows, [](const KeyValue& fact) { return fact.value.contains(u"9 bytes"); }));
        window.find<QTabWidget>("sessionTabs")->setCurrentIndex(1);
        auto* raw = window.find<HexView>("eventRaw");
        QVERIFY(raw->isVisible());

        // Lane → table: a key goes on to the next event of the board.
        window.key(Qt::Key_Right);
        QTRY_COMPARE(window.find<QLabel>("eventMessage")->text(), QStringLiteral("later"));
        QTRY_COMPARE(window.table()->currentSource().row(), window.model().rowOf(seq + 1));
        window.key(Qt::Key_Left);
        window.key(Qt::Key_Left);
        QTRY_COMPARE(window.find<QLabel>("eventMessage")->text(), QStringLiteral("first"));
    }

    void lanesAndEventsAreFiltered()
    {
        TimelineBench bench(minutesAgo(20));
        const SessionId session = bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        bench.play(QStringLiteral("beta"), QStringLiteral("1"), QStringLiteral("2"), 40,
                   {{Phase::Offered, 5}, {Phase::Check, 5, -1, false, SessionResult::Failure, QStringLiteral("KEY")}});
        const quint64 note =
            bench.say(session, QStringLiteral("alpha"), 50, Severity::Note, QStringLiteral("needle in the hay"));
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_COMPARE(window.view.laneCount(), 2);
        const int all = static_cast<int>(window.panel.lanes().columns().size());
        QTRY_COMPARE(window.model().eventCount(), all);

        // Lanes, by board and by how it stands.
        auto* lanes = window.find<FilterField>("timelinesFilter");
        QTest::keyClicks(lanes, QStringLiteral("failure"));
        QCOMPARE(window.view.laneCount(), 1);
        QTest::keyClick(lanes, Qt::Key_Escape);
        QCOMPARE(window.view.laneCount(), 2);

        // Events by text, which the store is asked for.
        auto* text = window.find<FilterField>("eventsFilter");
        QTest::keyClicks(text, QStringLiteral("NEEDLE"));
        QTRY_COMPARE(window.model().rowCount(), 1);
        QCOMPARE(window.model().seqAt(0), note);
        text->setText(QStringLiteral("no such words"));
        QTRY_COMPARE(window.model().rowCount(), 0);
        QTRY_VERIFY(child<Button>(window.table(), "clearFilter")->isVisible());
        QTest::mouseClick(child<Button>(window.table(), "clearFilter"), Qt::LeftButton);
        QTRY_COMPARE(window.model().eventCount(), all);

        // By phase, by weight, by board.
        auto* phase = window.find<QComboBox>("eventPhase");
        phase->setCurrentIndex(phase->findText(QStringLiteral("VERIFY")));
        QTRY_VERIFY(window.model().rowCount() > 0 && window.model().rowCount() < all);
        for (int row = 0; row < window.model().rowCount(); ++row)
            QCOMPARE(window.model().index(row, EventTableModel::Phase).data().toString(), QStringLiteral("VERIFY"));
        phase->setCurrentIndex(0);
        auto* severity = window.find<QComboBox>("eventSeverity");
        severity->setCurrentIndex(severity->count() - 1);
        QTRY_VERIFY(window.model().rowCount() > 0 && window.model().rowCount() < 5);
        for (int row = 0; row < window.model().rowCount(); ++row)
            QCOMPARE(window.model().index(row, 0).data(EventTableModel::SeverityRole).toInt(),
                     static_cast<int>(Severity::Error));
        severity->setCurrentIndex(0);
        window.view.selectSession(session);
        auto* scope = window.find<SegmentedControl>("eventScope");
        QTest::mouseClick(scope->segment(1), Qt::LeftButton);
        QTRY_VERIFY(window.model().rowCount() > 0 && window.model().rowCount() < all);
        for (int row = 0; row < window.model().rowCount(); ++row)
            QCOMPARE(window.model().index(row, EventTableModel::Board).data().toString(), QStringLiteral("alpha"));
        QTest::mouseClick(scope->segment(2), Qt::LeftButton);
        QTRY_COMPARE(window.model().eventCount(), all);
    }

    void findingsLeadToTheirEvents()
    {
        TimelineBench bench(minutesAgo(20));
        // Two attempts that ended with the old version running, then a third: LOOP.
        for (int i = 0; i < 3; ++i)
            bench.play(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10 + i * 100,
                       {{Phase::Offered, 2},
                        {Phase::Check, 2},
                        {Phase::Download, 20},
                        {Phase::Verify, 2},
                        {Phase::Install, 4},
                        {Phase::Reboot, 4}},
                       QStringLiteral("1"));
        bench.flush();
        SessionId with = {};
        Finding finding;
        for (qint64 id = 1; id <= 3; ++id) {
            const auto found = bench.store().findings(SessionId{id});
            if (found && !found->empty() && !found->front().evidence.empty()) {
                with = SessionId{id};
                finding = found->front();
            }
        }
        QVERIFY(!with.isNull());
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(with));
        window.view.selectSession(with);
        auto* list = window.find<FindingList>("sessionFindings");
        QTRY_VERIFY(list->count() > 0);
        const QByteArray name = "finding" + QByteArray::number(finding.evidence.front());
        window.find<QTabWidget>("sessionTabs")->setCurrentIndex(2);
        QTest::mouseClick(child<Button>(list, name.constData()), Qt::LeftButton);
        QVERIFY(window.view.selectedRow());
        QCOMPARE(window.panel.lanes().columns().seqOf(*window.view.selectedRow()), finding.evidence.front());
        QTRY_VERIFY(window.find<FindingList>("eventFindings")->count() > 0);
    }

    void theTableIsASoundModel()
    {
        TimelineBench bench(minutesAgo(20));
        bench.playTheLab();
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.panel.lanes().sessionCount() > 10);
        const QAbstractItemModelTester tester(&window.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto& model = window.model();
        model.setFilter(only(Phase::Download));
        QTRY_VERIFY(model.eventCount() > 50 && !model.isBusy());
        QVERIFY(model.rowCount() < model.eventCount()); // Runs of progress are folded.
        model.setFilter(only(QStringLiteral("runs image")));
        QTRY_VERIFY(model.rowCount() > 3 && model.rowCount() < 20 && !model.isBusy());
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex cell = model.index(row, EventTableModel::Event);
            QTRY_VERIFY(cell.data().toString().contains(QStringLiteral("runs image")));
            QCOMPARE(model.rowOf(model.seqAt(row)), row);
        }
        // A question that is overtaken by another leaves nothing behind.
        model.setFilter(only(QStringLiteral("works on")));
        model.setFilter(only(Severity::Warning));
        QTRY_VERIFY(!model.isBusy() && model.rowCount() > 0);
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(model.index(row, 0).data(EventTableModel::SeverityRole).toInt() >=
                    static_cast<int>(Severity::Warning));
        model.setFilter({});
        QTRY_COMPARE(static_cast<std::size_t>(model.eventCount()), window.panel.lanes().columns().size());
    }
};

OTA_PANEL_TEST_MAIN(TestTimelinesEvents)
#include "tst_timelinesevents.moc"
