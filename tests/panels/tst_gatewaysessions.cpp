// SPDX-License-Identifier: Apache-2.0
// Sessions of gateways: what they reported beside what is expected, and what that proves.
#include "gatewaybench.h"
#include "panels/timelines/eventlist.h"
#include "panels/timelines/findinglist.h"
#include "panels/timelines/sequenceview.h"
#include "panels/timelines/versionstrip.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/searchtable.h"
#include "timeline/timelinetext.h"
#include "timelineswindow.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QLabel>
#include <QRegularExpression>
#include <QTabWidget>
#include <QToolTip>

using namespace ota;

namespace {

const QString gateway = QStringLiteral("gw-1");
const QString before = QStringLiteral("1.0");
const QString wanted = QStringLiteral("2.0");

QString name(const char* text)
{
    return QString::fromUtf8(text);
}

/// The session chosen, its sequence in front.
void show(TimelinesWindow& window, SessionId session)
{
    QTRY_VERIFY(window.session(session));
    window.view.selectSession(session);
    if (!window.panel.sequence().isVisible())
        window.trigger("actionSequence");
    QTRY_VERIFY(!window.panel.sequence().sequence().rows.empty());
}

QStringList remarksOf(const TimelinesWindow& window)
{
    QStringList remarks;
    const SequenceModel& model = window.panel.sequence().model();
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString remark = model.index(row, SequenceModel::Remark).data().toString();
        if (!remark.isEmpty())
            remarks << model.index(row, SequenceModel::Expected).data().toString() + u'|' + remark;
    }
    return remarks;
}

/// What the inspector says was sent.
QString payloadOf(TimelinesWindow& window)
{
    for (const KeyValue& fact : window.find<KeyValueList>("sessionBytes")->rows()) {
        if (fact.key == name("Payload sent"))
            return fact.value;
    }
    return {};
}

std::array<VersionStrip::Cell, 3> cellsOf(TimelinesWindow& window)
{
    return window.find<VersionStrip>("versionStrip")->cells();
}

} // namespace

class TestGatewaySessions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCleanUpdateIsConfirmedAndWithoutRemark()
    {
        GatewayBench bench(minutesAgo(20));
        bench.add(gateway, true);
        bench.say(gateway, before, name("INSTALLED_VERSION"));
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted, GatewayBench::wholeUpdate());
        const SessionId session = bench.newest(gateway).id;
        bench.close();
        TimelinesWindow window(bench.path());
        show(window, session);
        window.picture("gateway-clean");
        const auto cells = cellsOf(window);
        QCOMPARE(cells[0].version, wanted);
        QCOMPARE(cells[1].version, wanted);
        QCOMPARE(cells[2].version, wanted);
        QCOMPARE(cells[2].mark, Mark::Good);
        QVERIFY(cells[0].words.contains(before));
        QCOMPARE(window.find<Badge>("sessionVerdict")->text(), label(SessionResult::Success));
        // TEST_STEP was left out, which is allowed.
        QCOMPARE(remarksOf(window), QStringList{name("TEST_STEP|left out (allowed)")});
        const RequestTrail trail = window.panel.sequence().sequence().trail;
        QVERIFY(trail.requestedNs > 0 && trail.requestedNs < trail.deliveredNs);
        QVERIFY(trail.deliveredNs <= trail.answeredNs && trail.answerCode.isEmpty());
        const auto facts = window.find<KeyValueList>("sessionBytes")->rows();
        QVERIFY(std::ranges::any_of(facts, [](const KeyValue& fact) { return fact.value.contains(u"acknowledged"); }));
    }

    void whatWasSentIsToldAndNothingWhereNothingWasSeen()
    {
        const QString foreign = QStringLiteral("gw-2"); // Fetches from somewhere else.
        GatewayBench bench(minutesAgo(20));
        for (const QString& board : {gateway, foreign}) {
            bench.add(board);
            bench.ask(board, wanted);
            bench.sayAll(board, wanted, {name("INIT"), name("DOWNLOAD")});
            if (board == gateway)
                bench.send(board, name("fw.bin"), 30'000);
            bench.sayAll(
                board, wanted,
                {name("DOWNLOAD_SUCCESS"), name("INSTALL"), name("INSTALL_SUCCESS"), name("INSTALLED_VERSION")});
        }
        const SessionRow served = bench.newest(gateway);
        const SessionRow unseen = bench.newest(foreign);
        QCOMPARE(std::ranges::count(served.phases, Phase::Download, &PhaseSpan::phase), std::ptrdiff_t{1});
        QCOMPARE(served.payloadBytes, quint64{30'000});
        // `otaw timeline session` says the same.
        QVERIFY(sessionText(served, {}).contains(QRegularExpression(name("Payload sent +29.3 KiB"))));
        QVERIFY(sessionText(unseen, {}).contains(QRegularExpression(name("Payload sent +-\\s"))));
        QVERIFY(bench.store().findings(served.id)->empty());
        bench.close();
        TimelinesWindow window(bench.path());
        show(window, served.id);
        QTRY_COMPARE(payloadOf(window), sizeText(30'000));
        window.trigger("actionSequence");
        window.picture("gateway-sent");
        window.trigger("actionSequence");
        show(window, unseen.id);
        QTRY_COMPARE(payloadOf(window), unknownText);
        window.view.selectSession(served.id);
        QTRY_COMPARE(payloadOf(window), sizeText(30'000));
    }

    void outOfOrderIsMarkedWithItsRule()
    {
        GatewayBench bench(minutesAgo(20));
        bench.add(gateway);
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted,
                     {name("INIT"), name("DOWNLOAD"), name("DOWNLOAD_SUCCESS"), name("TEST"), name("TEST_SUCCESS"),
                      name("INSTALL"), name("INSTALL_SUCCESS"), name("INSTALLED_VERSION")});
        const SessionId session = bench.newest(gateway).id;
        bench.close();
        TimelinesWindow window(bench.path());
        show(window, session);
        const QStringList remarks = remarksOf(window);
        QVERIFY2(remarks.contains(name("TEST|out of order · XS-SEQ-BACKWARD")), qPrintable(remarks.join(u'\n')));
        // The finding is told once, by the world's own rule, with what it says and what to do.
        auto* findings = window.find<FindingList>("sessionFindings");
        QTRY_COMPARE(findings->count(), 1);
        const auto lines = findings->findChildren<MarkLine*>();
        QVERIFY(std::ranges::any_of(lines, [](const MarkLine* line) {
            return line->text().startsWith(name("XS-SEQ-BACKWARD")) &&
                   line->text().contains(name("TEST after DOWNLOAD_SUCCESS"));
        }));
        QVERIFY(!findings->findChildren<QLabel*>().isEmpty());
        // By keyboard: the row is the event in the lane, and the rule stands below.
        auto* table = window.panel.sequence().table();
        table->setFocus();
        const SequenceModel& model = window.panel.sequence().model();
        int backward = 0;
        while (!model.index(backward, SequenceModel::Remark).data().toString().contains(u"BACKWARD"))
            ++backward;
        table->chooseRow(0);
        for (int row = 0; row < backward; ++row)
            QTest::keyClick(table, Qt::Key_Down);
        QTRY_VERIFY(window.view.selectedRow());
        QCOMPARE(window.panel.lanes().columns().seqOf(*window.view.selectedRow()), model.seqAt(backward));
        auto* why = window.find<QLabel>("sequenceWhy");
        QVERIFY(why->isVisible() && why->text().contains(name("XS-SEQ-BACKWARD")));
        QVERIFY(model.index(backward, 0).data(Qt::AccessibleTextRole).toString().contains(u"out of order"));
        QTRY_COMPARE(window.find<QLabel>("eventMessage")->text(), name("TEST"));
        window.picture("gateway-out-of-order");
    }

    void installedIsNotConfirmed()
    {
        GatewayBench bench(minutesAgo(40));
        bench.add(gateway);
        bench.say(gateway, before, name("INSTALLED_VERSION"));
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted, GatewayBench::wholeUpdate().mid(0, 9));
        const SessionId session = bench.newest(gateway).id;
        bench.wait(std::chrono::seconds(900));
        bench.flush();
        bench.close();
        TimelinesWindow window(bench.path());
        show(window, session);
        QCOMPARE(window.find<Badge>("sessionVerdict")->text(), label(SessionResult::Unconfirmed));
        const auto cells = cellsOf(window);
        QCOMPARE(cells[1].version, wanted);
        QVERIFY(cells[2].version.isEmpty());
        QCOMPARE(cells[2].mark, Mark::Warn);
        const QStringList remarks = remarksOf(window);
        QVERIFY2(remarks.contains(name("INSTALLED_VERSION|not yet")), qPrintable(remarks.join(u'\n')));
        QVERIFY2(remarks.contains(name("|silence · XS-UNCONFIRMED")), qPrintable(remarks.join(u'\n')));
        window.picture("gateway-unconfirmed");
    }

    void aRollbackShowsWhatRuns()
    {
        GatewayBench bench(minutesAgo(20));
        bench.add(gateway);
        bench.say(gateway, before, name("INSTALLED_VERSION"));
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted, GatewayBench::wholeUpdate().mid(0, 9));
        bench.say(gateway, before, name("INSTALLED_VERSION"));
        const SessionId session = bench.newest(gateway).id;
        bench.close();
        TimelinesWindow window(bench.path());
        show(window, session);
        QCOMPARE(window.find<Badge>("sessionVerdict")->text(), label(SessionResult::RolledBack));
        const auto cells = cellsOf(window);
        QCOMPARE(cells[1].version, wanted);
        QVERIFY(cells[2].version.isEmpty());
        QVERIFY(cells[2].words.contains(before));
        QCOMPARE(cells[2].mark, Mark::Bad);
        const QStringList remarks = remarksOf(window);
        QVERIFY2(remarks.contains(name("|about version 1.0 · XS-ROLLBACK")), qPrintable(remarks.join(u'\n')));
        QVERIFY2(remarks.contains(name("INSTALLED_VERSION|not reached")), qPrintable(remarks.join(u'\n')));
        window.picture("gateway-rolled-back");
    }

    void aStallStandsWhereItBegan()
    {
        GatewayBench bench(minutesAgo(40));
        bench.add(gateway);
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted, {name("INIT"), name("DOWNLOAD")});
        bench.flush();
        bench.wait(std::chrono::seconds(1200));
        const SessionId session = bench.newest(gateway).id;
        bench.close();
        TimelinesWindow window(bench.path());
        show(window, session);
        QCOMPARE(window.find<Badge>("sessionVerdict")->text(), label(SessionResult::Stalled));
        const auto& rows = window.panel.sequence().sequence().rows;
        const auto silence = std::ranges::find(rows, SequenceRow::Kind::Silence, &SequenceRow::kind);
        QVERIFY(silence != rows.end() && silence != rows.begin());
        QCOMPARE((silence - 1)->reported, name("DOWNLOAD"));
        window.picture("gateway-stalled");
    }

    void tenThousandStepsAreOneBarAndOneLine()
    {
        GatewayBench bench(minutesAgo(20));
        bench.add(gateway);
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted, {name("INIT"), name("DOWNLOAD")});
        bench.saySteps(gateway, wanted, 10'000);
        bench.sayAll(gateway, wanted,
                     {name("DOWNLOAD_SUCCESS"), name("INSTALL"), name("INSTALL_SUCCESS"), name("INSTALLED_VERSION")});
        const SessionRow session = bench.newest(gateway);
        QCOMPARE(std::ranges::count(session.phases, Phase::Download, &PhaseSpan::phase), std::ptrdiff_t{1});
        QVERIFY2(session.events < 40, qPrintable(QString::number(session.events)));
        bench.close();
        TimelinesWindow window(bench.path());
        show(window, session.id);
        const auto& rows = window.panel.sequence().sequence().rows;
        const auto steps = std::ranges::find(rows, std::optional(OtauStatus::DownloadStep), &SequenceRow::expected);
        QVERIFY(steps != rows.end());
        QCOMPARE(steps->count, quint64{10'000});
        QCOMPARE(*steps->fromPercent, 0.0);
        QCOMPARE(*steps->untilPercent, 100.0);
        window.picture("gateway-steps");
    }

    void aLongRunOfStepsIsOneRowThatOpens()
    {
        GatewayBench bench(minutesAgo(20));
        bench.add(gateway);
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted, {name("INIT"), name("DOWNLOAD")});
        for (int i = 0; i <= 40; ++i) // A second apart: none of them is folded when it is stored.
            bench.say(gateway, wanted, name("DOWNLOAD_STEP"), QStringLiteral("%1%").arg(i * 2.5));
        bench.say(gateway, wanted, name("DOWNLOAD_SUCCESS"));
        const SessionRow session = bench.newest(gateway);
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(session.id));
        window.view.selectSession(session.id);
        auto& model = window.model();
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.eventCount(), static_cast<int>(session.events));
        QCOMPARE(model.rowCount(), model.eventCount() - 40);
        int row = 0;
        while (!model.isFolded(row))
            ++row;
        const QModelIndex words = model.index(row, EventTableModel::Event);
        QTRY_COMPARE(words.data().toString(), name("41 × DOWNLOAD_STEP, 0 → 100 %"));
        QVERIFY(words.data(Qt::AccessibleTextRole).toString().contains(words.data().toString()));

        // Opened and folded by keys; the event of a row stays the event of a row.
        auto* table = window.table();
        table->setFocus();
        table->selectSource(model.index(row, 0));
        QTest::keyClick(table, Qt::Key_Right);
        QVERIFY(model.isOpen(row));
        QCOMPARE(model.rowCount(), model.eventCount() + 1);
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Down);
        QTRY_COMPARE(window.find<QLabel>("eventMessage")->text(), name("DOWNLOAD_STEP: 2.5%"));
        QCOMPARE(table->currentSource().row(), row + 2);
        table->selectSource(model.index(row, 0));
        QTest::keyClick(table, Qt::Key_Left);
        QVERIFY(!model.isOpen(row));
        QCOMPARE(model.rowCount(), model.eventCount() - 40);
        // An event inside is found at the row that holds it.
        QCOMPARE(model.rowOf(model.seqAt(row) + 10), row);
        QVERIFY(model.covers(row, model.seqAt(row) + 10));
        window.trigger("actionSequence");
        window.trigger("actionSequence");
        window.picture("gateway-folded");
    }

    void aRunGrowsWhileItIsShown()
    {
        GatewayBench bench(minutesAgo(20));
        bench.add(gateway);
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted, {name("INIT"), name("DOWNLOAD")});
        const auto steps = [&](int from, int until) {
            for (int i = from; i < until; ++i)
                bench.say(gateway, wanted, name("DOWNLOAD_STEP"), QStringLiteral("%1%").arg(i));
        };
        steps(0, 3); // Too few for a run.
        const SessionRow session = bench.newest(gateway);
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(session.id));
        window.view.selectSession(session.id);
        auto& model = window.model();
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.eventCount(), static_cast<int>(session.events));
        QCOMPARE(model.rowCount(), model.eventCount());
        const int plain = model.rowCount() - 3;
        for (const int until : {6, 20}) {
            steps(until == 6 ? 3 : 6, until);
            bench.flush();
            QTRY_COMPARE(model.eventCount(), plain + until);
            QCOMPARE(model.rowCount(), plain + 1);
            QTRY_COMPARE(model.index(plain, EventTableModel::Event).data().toString(),
                         QStringLiteral("%1 × DOWNLOAD_STEP, 0 → %2 %").arg(until).arg(until - 1));
        }
        model.setOpen(plain, true);
        steps(20, 25);
        bench.say(gateway, wanted, name("DOWNLOAD_SUCCESS"));
        bench.flush();
        QTRY_COMPARE(model.rowCount(), plain + 1 + 25 + 1);
        QVERIFY(!model.isFolded(model.rowCount() - 1));
    }

    void aMarkOnTheLaneNamesItsRule()
    {
        GatewayBench bench(minutesAgo(20));
        bench.add(gateway);
        bench.say(gateway, before, name("INSTALLED_VERSION"));
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted, {name("INIT"), name("DOWNLOAD"), name("TEST")});
        const SessionRow session = bench.newest(gateway);
        const auto findings = bench.store().findings(session.id);
        QVERIFY(findings && findings->size() == 1);
        QCOMPARE(findings->front().code, name("XS-SEQ-BACKWARD"));
        QCOMPARE(findings->front().evidence.size(), std::size_t{1});
        const auto proof = bench.store().event(findings->front().evidence.front());
        QVERIFY(proof && *proof);
        QCOMPARE((*proof)->rawStatus, name("TEST"));
        const qint64 at = (*proof)->hostNs;
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(session.id));
        window.view.fit();
        const QPoint mark = window.place(gateway, at) - QPoint(0, 14);
        QHelpEvent help(QEvent::ToolTip, mark, window.view.viewport()->mapToGlobal(mark));
        QApplication::sendEvent(window.view.viewport(), &help);
        QTRY_VERIFY2(QToolTip::text().startsWith(name("XS-SEQ-BACKWARD")), qPrintable(QToolTip::text()));
        QVERIFY(QToolTip::text().contains(name("TEST after DOWNLOAD")));
        QToolTip::hideText();
    }

    void deviceTimesStandBesideOurs()
    {
        GatewayBench bench(minutesAgo(20));
        bench.add(gateway);
        bench.ask(gateway, wanted);
        const qint64 zero = bench.clock.nowNs() + 20 * TimelinesWindow::second;
        // Late by its own clock: DOWNLOAD arrives before INIT, and is later.
        bench.sayAt(gateway, zero + 8 * TimelinesWindow::second, wanted, name("DOWNLOAD"));
        bench.sayAt(gateway, zero + 4 * TimelinesWindow::second, wanted, name("INIT"));
        const SessionId session = bench.newest(gateway).id;
        bench.close();
        TimelinesWindow window(bench.path());
        show(window, session);
        const auto& rows = window.panel.sequence().sequence().rows;
        QCOMPARE(rows.front().reported, name("INIT"));
        QVERIFY(rows.front().deviceNs);
        QVERIFY(!window.panel.sequence().table()->isColumnHidden(SequenceModel::DeviceTime));
        const auto facts = window.find<KeyValueList>("sessionBytes")->rows();
        QVERIFY(std::ranges::any_of(facts, [](const KeyValue& fact) { return fact.key == name("Board's clock"); }));
    }

    void theSequenceIsCopiedAndLeftAgain()
    {
        GatewayBench bench(minutesAgo(20));
        bench.add(gateway, true);
        bench.ask(gateway, wanted);
        bench.sayAll(gateway, wanted, {name("INIT"), name("TEST"), name("TEST_ERROR")});
        const SessionId session = bench.newest(gateway).id;
        bench.close();
        TimelinesWindow window(bench.path());
        show(window, session);
        const QAbstractItemModelTester tester(&window.panel.sequence().model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTest::mouseClick(window.find<Button>("copySequence"), Qt::LeftButton);
        const QString text = QApplication::clipboard()->text();
        QVERIFY(text.startsWith(name("SIMULATED")));
        for (const char* word : {"INIT", "TEST_ERROR", "not reached", "INSTALLED_VERSION", "acknowledged"})
            QVERIFY2(text.contains(name(word)), qPrintable(text));
        QCOMPARE(window.panel.selectionCommand(), QStringLiteral("otaw timeline sequence %1").arg(session.value));
        QTest::mouseClick(window.find<Button>("sequenceToEvents"), Qt::LeftButton);
        QVERIFY(window.panel.events().isVisible() && !window.panel.sequence().isVisible());
        // Again by its key, and kept for the next session of a gateway.
        window.view.setFocus();
        QTest::keyClick(&window.view, Qt::Key_S);
        QVERIFY(window.panel.sequence().isVisible());
        window.view.selectSession(std::nullopt);
        QVERIFY(!window.panel.sequence().isVisible());
        window.view.selectSession(session);
        QVERIFY(window.panel.sequence().isVisible());
    }
};

OTA_PANEL_TEST_MAIN(TestGatewaySessions)
#include "tst_gatewaysessions.moc"
