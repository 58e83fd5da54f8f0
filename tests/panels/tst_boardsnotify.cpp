// SPDX-License-Identifier: Apache-2.0
// Boards are told of a release, by clicks and keys: one that takes it, one that is not there, one without an address.

#include "boardsdesk.h"
#include "panels/boards/notifymodel.h"
#include "panels/boards/notifypane.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QUrl>

using namespace ota;

namespace {

BoardRow rowOf(const char* name, const char* address)
{
    BoardRow row;
    row.board.id = BoardId(QString::fromLatin1(name));
    row.board.links.address = QString::fromLatin1(address);
    return row;
}

QJsonObject answerOf(const char* device, const char* result, const char* meaning, const char* text)
{
    return {{QStringLiteral("device"), QString::fromLatin1(device)},
            {QStringLiteral("result"), QString::fromLatin1(result)},
            {QStringLiteral("class"), QString::fromLatin1(meaning)},
            {QStringLiteral("text"), QString::fromLatin1(text)},
            {QStringLiteral("profile"), QStringLiteral("riot")},
            {QStringLiteral("url"), QStringLiteral("coap://127.0.0.1/fw/manifest")}};
}

QString cellText(const NotifyModel& model, int row, NotifyModel::Column column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestBoardsNotify final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theModelTellsHowEachBoardStands()
    {
        NotifyModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setBoards({rowOf("a", "coap://[fd00::1]"), rowOf("b", ""), rowOf("c", "coap://[fd00::1]"),
                         rowOf("d", "coap://[fd00::4]")});
        QCOMPARE(model.devices(),
                 (QStringList{QStringLiteral("coap://[fd00::1]"), QStringLiteral("coap://[fd00::4]")}));
        QVERIFY(cellText(model, 1, NotifyModel::Result).contains(QStringLiteral("no address")));
        QVERIFY(cellText(model, 2, NotifyModel::Result).contains(QStringLiteral("same address")));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setSending(model.devices());
        QCOMPARE(changes.count(), 2);
        QJsonObject refused = answerOf("coap://[fd00::1]", "refused", "bad", "refused (4.05 Method Not Allowed)");
        refused.insert(QStringLiteral("retry"), QStringLiteral("eraB"));
        model.setAnswer(refused);
        QCOMPARE(cellText(model, 0, NotifyModel::Action), QStringLiteral("Send as PUT"));
        QVERIFY(cellText(model, 2, NotifyModel::Action).isEmpty());
        QJsonObject accepted = answerOf("coap://[fd00::4]", "accepted", "good", "accepted (2.01)");
        accepted.insert(QStringLiteral("session"), 7);
        model.setAnswer(accepted);
        QCOMPARE(cellText(model, 3, NotifyModel::Action), QStringLiteral("Show"));
        BoardState state;
        state.session = SessionId{7};
        state.result = SessionResult::Running;
        state.phase = Phase::Download;
        state.centipercent = 6200;
        model.follow({{QStringLiteral("d"), state}});
        QCOMPARE(cellText(model, 3, NotifyModel::Result), QStringLiteral("accepted (2.01), DOWNLOAD 62 %"));
        // A session of another day is not what came of it.
        state.session = SessionId{8};
        state.centipercent = 100;
        model.follow({{QStringLiteral("d"), state}});
        QCOMPARE(cellText(model, 3, NotifyModel::Result), QStringLiteral("accepted (2.01), DOWNLOAD 62 %"));
        // Who stays keeps what it says.
        model.setBoards({rowOf("d", "coap://[fd00::4]"), rowOf("e", "coap://[fd00::5]")});
        QCOMPARE(cellText(model, 0, NotifyModel::Action), QStringLiteral("Show"));
        QCOMPARE(cellText(model, 1, NotifyModel::Result), QStringLiteral("not told yet"));
        // A job that ended without a word leaves nobody waiting.
        model.setSending({QStringLiteral("coap://[fd00::5]")});
        model.endSending({QStringLiteral("coap://[fd00::5]")});
        QCOMPARE(cellText(model, 1, NotifyModel::Result), QStringLiteral("not told yet"));
    }

    void tickedBoardsAreToldAndEachResultIsSeen()
    {
        Desk desk;
        const QString good = Desk::ownName("notify-");
        desk.prepare();
        desk.publish("fw", 9);
        desk.run("board.virtual", {{QStringLiteral("name"), good},
                                   {QStringLiteral("slots"), QStringLiteral("ram")},
                                   {QStringLiteral("waits"), 1}});
        // The discard port of a loopback address of its own: nobody listens there.
        desk.run("board.add", {{QStringLiteral("name"), QStringLiteral("absent")},
                               {QStringLiteral("address"), QStringLiteral("coap://127.9.9.9:9")}});
        desk.run("board.add", {{QStringLiteral("name"), QStringLiteral("mute")}});
        QTRY_VERIFY(desk.row(good).isValid() && desk.row("absent").isValid() && desk.row("mute").isValid());
        desk.choose(good);
        click(desk.child<Button>("powerBoard"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.panel->model()->row(good)->power, BoardRow::Power::On, longMs);
        QTRY_VERIFY(!desk.panel->model()->row(good)->board.links.address.isEmpty());

        // Space ticks the row that has the keyboard.
        auto* notify = desk.child<Button>("notifyChosen");
        for (const QString& name : {good, QStringLiteral("absent"), QStringLiteral("mute")}) {
            desk.panel->table()->selectSource(desk.row(name));
            desk.panel->table()->setFocus();
            QTest::keyClick(desk.panel->table(), Qt::Key_Space);
        }
        QCOMPARE(desk.panel->model()->checked().size(), 3);
        QCOMPARE(notify->text(), QStringLiteral("Notify 3"));
        click(notify);
        auto* pane = desk.child<NotifyPane>("notifyPane");
        auto* send = desk.child<Button>("notifySend");
        QTRY_VERIFY(pane->isVisible());
        QTRY_COMPARE(desk.child<QComboBox>("notifyRelease")->currentData().toString(), QStringLiteral("fw"));
        QVERIFY(desk.child<QLabel>("notifyFacts")->text().startsWith(QStringLiteral("→ 3 board")));

        // Nothing serves the release yet: that is said here, with the way out.
        click(send);
        auto* banner = desk.child<Banner>("notifyBanner");
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible() && banner->text().contains(QStringLiteral("Start CoAP and send")),
                                 longMs);
        picture(desk.window.window(), "boards-notify-refused");
        Q_EMIT banner->findChild<QLabel*>()->linkActivated(QStringLiteral("action"));
        const NotifyModel& model = *pane->model();
        const auto line = [&model](const QString& name) -> const NotifyModel::Line& {
            return *std::ranges::find(model.lines(), name, &NotifyModel::Line::board);
        };
        QTRY_VERIFY_WITH_TIMEOUT(line(good).isAccepted(), longMs);
        QTRY_COMPARE_WITH_TIMEOUT(line(QStringLiteral("absent")).mark(), Mark::Bad, longMs);
        QVERIFY(line(QStringLiteral("mute")).text().contains(QStringLiteral("no address")));
        QTRY_VERIFY(!banner->isVisible());
        const auto ended = [&line, &good] {
            const auto result = line(good).followed.result;
            return result && !isOpen(*result);
        };
        // The payload's port is wrong: the board says so, and the line with it.
        QTRY_VERIFY_WITH_TIMEOUT(ended(), longMs);
        QCOMPARE(line(good).mark(), Mark::Bad);
        const qint64 failed = line(good).session();
        const auto address = desk.window.services().entry(QStringLiteral("coap"))->status.address;
        desk.publish("fw", QUrl(address).port());
        click(send);
        QTRY_VERIFY_WITH_TIMEOUT(line(good).isAccepted() && line(good).session() != failed, longMs);
        // A board without slots installs and goes on: nothing restarts it.
        QTRY_VERIFY_WITH_TIMEOUT(line(good).text().contains(QStringLiteral("INSTALL")), longMs);
        QCOMPARE(line(good).mark(), Mark::Good);
        QCOMPARE(line(good).action(), QStringLiteral("Show"));
        picture(desk.window.window(), "boards-notify");

        // The copied command is what was run.
        click(desk.child<Button>("notifyCopy"));
        const QString device = addressText(desk.panel->model()->row(good)->board.links.address);
        const QString command = QApplication::clipboard()->text();
        QVERIFY2(command.startsWith(QStringLiteral("otaw notify fw ")), qPrintable(command));
        QVERIFY2(command.contains(device), qPrintable(command + u' ' + device));
        QVERIFY2(command.contains(QStringLiteral("coap://127.9.9.9:9")), qPrintable(command));
        auto* profile = desk.child<QComboBox>("notifyProfile");
        profile->setFocus();
        QTest::keyClick(profile, Qt::Key_Down);
        QCOMPARE(profile->currentData().toString(), QStringLiteral("riot"));
        QVERIFY(pane->command().contains(QStringLiteral("--profile=riot")));
        // A board that gets an address meanwhile can be told.
        desk.run("board.set", {{QStringLiteral("name"), QStringLiteral("mute")},
                               {QStringLiteral("address"), QStringLiteral("coap://127.9.9.8:9")}});
        QTRY_COMPARE(line(QStringLiteral("mute")).text(), QStringLiteral("not told yet"));
        QVERIFY(pane->command().contains(QStringLiteral("coap://127.9.9.8:9")));
        click(desk.child<IconButton>("notifyClose"));
        QTRY_VERIFY(!pane->isVisible());
    }

    void withoutAReleaseThePaneSaysWhyNot()
    {
        Desk desk;
        QVERIFY(desk.child<Button>("notifyChosen")->whyNot().contains(QStringLiteral("no board is chosen")));
        desk.run("board.add", {{QStringLiteral("name"), QStringLiteral("lamp")},
                               {QStringLiteral("address"), QStringLiteral("coap://127.9.9.9:9")}});
        QTRY_VERIFY(desk.row("lamp").isValid());
        desk.choose(QStringLiteral("lamp"));
        ota::child<QAction>(desk.panel, "notifyBoardsAction")->trigger();
        auto* send = desk.child<Button>("notifySend");
        QTRY_VERIFY(send->isVisible());
        QCOMPARE(send->whyNot(), QStringLiteral("Not yet: no release is published"));
        QVERIFY(!send->isEnabled());
        // Esc closes it, and the table has the keyboard again.
        auto* profile = desk.child<QComboBox>("notifyProfile");
        profile->setFocus();
        QTest::keyClick(profile, Qt::Key_Escape);
        QTRY_VERIFY(!send->isVisible());
        QVERIFY(desk.panel->table()->hasFocus());
        // Opened from elsewhere with nothing chosen, it takes what is ticked then.
        desk.panel->table()->clearSelection();
        desk.panel->table()->setCurrentIndex({});
        QVERIFY(desk.panel->openThing(QStringLiteral("notify/fw")));
        QTRY_VERIFY(send->isVisible());
        desk.panel->model()->setChecked({QStringLiteral("lamp")});
        QTRY_COMPARE(desk.child<NotifyPane>("notifyPane")->model()->rowCount(), 1);
    }
};

OTA_PANEL_TEST_MAIN(TestBoardsNotify)
#include "tst_boardsnotify.moc"
