// SPDX-License-Identifier: Apache-2.0
// The boards of a real bench, by clicks and keys.

#include "boardsdesk.h"
#include "panels/boards/boardform.h"
#include "panels/boards/boardinspector.h"
#include "panels/boards/sessionlist.h"
#include "panels/widgets/button.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QStackedWidget>

using namespace ota;

namespace {

Board boardNamed(const QString& name)
{
    Board board;
    board.id = BoardId(name);
    return board;
}

} // namespace

class TestBoardsPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyBenchOffersABoardAndATryWithoutHardware()
    {
        Desk desk;
        auto* first = desk.child<Button>("emptyAddBoard");
        QTRY_VERIFY(first->isVisible());
        picture(desk.window.window(), "boards-empty");
        QVERIFY(desk.panel->findChild<Button*>(QStringLiteral("tryDemoButton"))->isVisible());
        click(first);
        QTRY_VERIFY(desk.child<QLineEdit>("board.name")->hasFocus());
    }

    void aBoardIsAddedChangedAndRemovedByClicks()
    {
        Desk desk;
        QAbstractItemModelTester tester(desk.panel->model());
        QTRY_VERIFY(desk.child<Button>("emptyAddBoard")->isVisible());
        click(desk.child<Button>("addBoard"));
        auto* save = desk.child<Button>("saveBoard");
        QVERIFY(!save->isEnabled());
        QVERIFY(save->whyNot().contains(QStringLiteral("name")));
        type(desk.child<QLineEdit>("board.name"), QStringLiteral("samr21-xpro-a"));
        type(desk.child<QLineEdit>("board.address"), QStringLiteral("coap://[fd00:b::7]"));
        picture(desk.window.window(), "boards-add");
        click(save);
        QTRY_VERIFY(desk.row("samr21-xpro-a").isValid());
        QTRY_COMPARE(desk.child<QLabel>("boardName")->text(), QStringLiteral("samr21-xpro-a"));
        QCOMPARE(desk.row("samr21-xpro-a").siblingAtColumn(BoardsModel::Links).data().toString(),
                 QStringLiteral("fd00:b::7"));

        click(desk.child<IconButton>("editBoard"));
        QTRY_VERIFY(desk.child<QLineEdit>("board.serial")->isVisible());
        QVERIFY(save->whyNot().contains(QStringLiteral("nothing is changed")));
        type(desk.child<QLineEdit>("board.serial"), QStringLiteral("/dev/ttyACM1"));
        QCOMPARE(desk.panel->selectionCommand(), QStringLiteral("otaw board set --serial=/dev/ttyACM1 samr21-xpro-a"));
        click(save);
        QTRY_COMPARE(desk.row("samr21-xpro-a").siblingAtColumn(BoardsModel::Links).data().toString(),
                     QStringLiteral("ttyACM1 · fd00:b::7"));

        QTRY_COMPARE(desk.panel->model()->row(desk.panel->table()->currentIndex())->name(),
                     QStringLiteral("samr21-xpro-a"));
        ota::child<QAction>(desk.panel, "removeAction")->trigger();
        QTRY_VERIFY(desk.window.window().findChild<QDialog*>());
        click(desk.child<Button>("confirm"));
        QTRY_VERIFY(!desk.row("samr21-xpro-a").isValid());
        QTRY_VERIFY(desk.child<Button>("emptyAddBoard")->isVisible());
    }

    void aNameThatIsTakenIsSaidAtTheField()
    {
        Desk desk;
        click(desk.child<Button>("addBoard"));
        auto* name = desk.child<QLineEdit>("board.name");
        type(name, QStringLiteral("a/b"));
        auto* row = desk.child<FieldRow>("boardRow.name");
        QVERIFY(!row->error().isEmpty());
        QVERIFY(!desk.child<Button>("saveBoard")->isEnabled());
        type(name, QStringLiteral("lamp"));
        QVERIFY(row->error().isEmpty());
        QTest::keyClick(name, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(desk.row("lamp").isValid());
        click(desk.child<Button>("addBoard"));
        type(name, QStringLiteral("lamp"));
        QVERIFY(row->error().contains(QStringLiteral("already")));
    }

    void choiceAndTicksSurviveRefreshAndFilter()
    {
        BoardsModel model;
        QAbstractItemModelTester tester(&model);
        SearchTable table(QStringLiteral("boards"));
        table.setColumns({{QStringLiteral("Board"), 100}});
        table.setDirectModel(&model);
        model.setBoards({boardNamed(QStringLiteral("b2")), boardNamed(QStringLiteral("b10"))});
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("b2"));
        table.selectSource(model.indexOf(QStringLiteral("b10")));
        model.setData(model.indexOf(QStringLiteral("b10")), Qt::Checked, Qt::CheckStateRole);
        model.setBoards({boardNamed(QStringLiteral("a1")), boardNamed(QStringLiteral("b2")),
                         boardNamed(QStringLiteral("b10")), boardNamed(QStringLiteral("c"))});
        QCOMPARE(table.currentIndex().data().toString(), QStringLiteral("b10"));
        QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
        model.setFilter(QStringLiteral("B1"));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(table.currentIndex().data().toString(), QStringLiteral("b10"));
        model.setFilter({});
        model.sort(BoardsModel::Name, Qt::DescendingOrder);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("c"));
        QCOMPARE(table.currentIndex().data().toString(), QStringLiteral("b10"));
        QCOMPARE(model.checked(), QStringList{QStringLiteral("b10")});
        QSignalSpy ticks(&model, &BoardsModel::checkedChanged);
        model.setBoards({boardNamed(QStringLiteral("a1"))});
        QCOMPARE(ticks.count(), 1);
        QVERIFY(model.checked().isEmpty());
        QVERIFY(!table.currentIndex().isValid());
    }

    void aVirtualBoardIsAddedStartedAndStopped()
    {
        Desk desk;
        const QString name = Desk::ownName("native64-");
        click(desk.child<Button>("addBoard"));
        click(desk.child<QAbstractButton>("kindVirtual"));
        type(desk.child<QLineEdit>("board.name"), name);
        auto* defect = desk.child<QAbstractButton>("defect.torn-write");
        type(desk.child<QLineEdit>("defectFilter"), QStringLiteral("torn"));
        click(defect);
        QVERIFY(defect->isChecked());
        picture(desk.window.window(), "boards-add-virtual");
        QCOMPARE(desk.panel->selectionCommand(), QStringLiteral("otaw board virtual --defect=torn-write ") + name);
        click(desk.child<Button>("saveBoard"));
        QTRY_VERIFY(desk.row(name).isValid());
        QTRY_COMPARE(desk.child<QLabel>("boardName")->text(), name);
        auto* power = desk.child<Button>("powerBoard");
        click(power);
        QTRY_COMPARE(desk.panel->model()->row(desk.row(name))->power, BoardRow::Power::On);
        QTRY_VERIFY(!desk.panel->model()->row(desk.row(name))->board.links.serial.isEmpty());
        picture(desk.window.window(), "boards-running");
        click(power);
        QTRY_COMPARE(desk.panel->model()->row(desk.row(name))->power, BoardRow::Power::Off);
    }
};

OTA_PANEL_TEST_MAIN(TestBoardsPanel)
#include "tst_boardspanel.moc"
