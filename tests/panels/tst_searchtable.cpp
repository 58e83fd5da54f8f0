// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/gallery.h"
#include "panels/widgets/searchtable.h"
#include "panelsupport.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace ota;

namespace {

/// A window with a table, its filter and a model of a few rows.
struct Bed
{
    QWidget window;
    FilterField* field = new FilterField(QStringLiteral("Name"));
    SearchTable* table = new SearchTable(QStringLiteral("Boards"));
    QStandardItemModel model{0, 3};

    Bed()
    {
        const auto add = [this](const char* name, const char* size, qint64 bytes) {
            auto* sized = new QStandardItem(QString::fromLatin1(size));
            sized->setData(bytes, cell::SortRole);
            auto* digest = new QStandardItem(QStringLiteral("c41f9a07…"));
            digest->setData(QString(QStringLiteral("c41f9a07") + QString::fromLatin1(name)), cell::CopyRole);
            model.appendRow({new QStandardItem(QString::fromLatin1(name)), sized, digest});
        };
        add("board-10", "1.06 MiB", 1111490);
        add("board-9", "59.2 KiB", 60620);
        add("gateway", "22.6 MiB", 23698000);
        auto* layout = new QVBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(field);
        layout->addWidget(table);
        table->setColumns({{QStringLiteral("Name"), 160, {}, true},
                           {QStringLiteral("Size"), 90, {.alignment = Qt::AlignRight}},
                           {QStringLiteral("Digest"), 120, {.type = Type::Mono}}});
        table->setSource(&model);
        table->setFilterField(field, QStringLiteral("No board matches “%1”."));
        window.resize(600, 300);
        window.show();
        QApplication::setActiveWindow(&window);
    }

    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            names << table->model()->index(row, 0).data().toString();
        return names;
    }
};

} // namespace

class TestSearchTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelsKeepTheRules()
    {
        GalleryModel gallery;
        QAbstractItemModelTester galleryTester(&gallery, QAbstractItemModelTester::FailureReportingMode::QtTest);
        TableFilter filter;
        filter.setSourceModel(&gallery);
        QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setText(QStringLiteral("suit"));
        QCOMPARE(filter.rowCount(), 4);
        filter.setPredicate([](const QModelIndex& index) { return index.row() > 1; });
        QCOMPARE(filter.rowCount(), 2);
        filter.setText({});
        filter.setPredicate({});
        QCOMPARE(filter.rowCount(), gallery.rowCount());
    }

    void eachWordHasToOccurSomewhere()
    {
        Bed bed;
        QTest::keyClicks(bed.field, QStringLiteral("kib board"));
        QCOMPARE(bed.names(), QStringList({QStringLiteral("board-9")}));
        bed.field->setText(QStringLiteral("c41f9a07gate")); // Also in what is only copied: a whole digest.
        QCOMPARE(bed.names(), QStringList({QStringLiteral("gateway")}));
    }

    void noMatchSaysSoAndOffersToClear()
    {
        Bed bed;
        auto* clear = child<Button>(bed.table, "clearFilter");
        QVERIFY(!clear->isVisible());
        QTest::keyClicks(bed.field, QStringLiteral("zzz"));
        QVERIFY(clear->isVisible());
        QTest::mouseClick(clear, Qt::LeftButton);
        QVERIFY(bed.field->text().isEmpty());
        QVERIFY(!clear->isVisible());
        QCOMPARE(bed.names().size(), 3);
    }

    void sortingKnowsNumbers()
    {
        Bed bed;
        QCOMPARE(bed.names().first(), QStringLiteral("board-10")); // As it came.
        bed.table->sortByColumn(0, Qt::AscendingOrder);
        QCOMPARE(bed.names(),
                 QStringList({QStringLiteral("board-9"), QStringLiteral("board-10"), QStringLiteral("gateway")}));
        bed.table->sortByColumn(1, Qt::DescendingOrder);
        QCOMPARE(bed.names(),
                 QStringList({QStringLiteral("gateway"), QStringLiteral("board-10"), QStringLiteral("board-9")}));
    }

    void rowsDoNotChangePlacesUnderThePointer()
    {
        Bed bed;
        bed.table->sortByColumn(0, Qt::AscendingOrder);
        QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
        QCoreApplication::sendEvent(bed.table, &enter);
        bed.model.item(0)->setText(QStringLiteral("zebra"));
        QCOMPARE(bed.names().last(), QStringLiteral("gateway"));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(bed.table, &leave);
        QCOMPARE(bed.names().last(), QStringLiteral("zebra"));
    }

    void keysChooseOpenAndCopy()
    {
        Bed bed;
        QSignalSpy opened(bed.table, &SearchTable::rowOpened);
        QSignalSpy current(bed.table, &SearchTable::currentSourceChanged);
        bed.field->setFocus();
        QTest::keyClick(bed.field, Qt::Key_Down);
        QVERIFY(bed.table->hasFocus());
        QCOMPARE(bed.table->currentSource().data().toString(), QStringLiteral("board-10"));
        QTest::keyClick(bed.table, Qt::Key_Down);
        QCOMPARE(current.last().at(0).toModelIndex().data().toString(), QStringLiteral("board-9"));
        QTest::keyClick(bed.table, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().at(0).toModelIndex().model(), &bed.model);
        QTest::keyClick(bed.table, Qt::Key_Up, Qt::ShiftModifier);
        QTest::keyClick(bed.table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("board-10\t1.06 MiB\tc41f9a07board-10\nboard-9\t59.2 KiB\tc41f9a07board-9"));
    }

    void spaceTicksTheRow()
    {
        QWidget window;
        QVBoxLayout layout(&window);
        SearchTable table(QStringLiteral("Boards"));
        layout.addWidget(&table);
        GalleryModel model;
        table.setColumns({{QStringLiteral("Board"), 200}});
        table.setSource(&model);
        window.resize(500, 300);
        window.show();
        table.selectRow(2);
        table.setFocus();
        QCOMPARE(model.index(2, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QTest::keyClick(&table, Qt::Key_Space);
        QCOMPARE(model.index(2, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        // And a click on the tick itself.
        const QRect row = table.visualRect(table.model()->index(2, 0));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(row.left() + 22, row.center().y()));
        QCOMPARE(model.index(2, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    }

    void theRowUnderThePointerOffersItsAction()
    {
        Bed bed;
        QSignalSpy acted(bed.table, &SearchTable::rowActionTriggered);
        bed.table->setRowAction(
            [](const QModelIndex& source) { return source.row() == 1 ? QString() : QStringLiteral("Show"); });
        const auto at = [&bed](int row) {
            return QPoint(bed.table->viewport()->width() - 30, bed.table->rowViewportPosition(row) + 10);
        };
        QTest::mouseMove(bed.table->viewport(), at(0));
        QTest::mouseClick(bed.table->viewport(), Qt::LeftButton, {}, at(0));
        QCOMPARE(acted.count(), 1);
        QCOMPARE(acted.first().at(0).toModelIndex().data().toString(), QStringLiteral("board-10"));
        QTest::mouseMove(bed.table->viewport(), at(1));
        QTest::mouseClick(bed.table->viewport(), Qt::LeftButton, {}, at(1));
        QCOMPARE(acted.count(), 1);
        QCOMPARE(bed.table->currentSource().row(), 1); // A click like any other.
    }

    void columnsAreRemembered()
    {
        ShortMemory memory;
        {
            Bed bed;
            bed.table->remember(memory, QStringLiteral("boards"));
            bed.table->horizontalHeader()->resizeSection(1, 133);
            bed.table->horizontalHeader()->moveSection(2, 1);
            bed.table->setColumnHidden(2, true);
            bed.table->horizontalHeader()->resizeSection(1, 134);
        }
        Bed bed;
        bed.table->remember(memory, QStringLiteral("boards"));
        QCOMPARE(bed.table->columnWidth(1), 134);
        QVERIFY(bed.table->isColumnHidden(2));
        QCOMPARE(bed.table->horizontalHeader()->visualIndex(2), 1);
    }

    void oneColumnTakesTheRest()
    {
        Bed bed;
        const int all = bed.table->columnWidth(0) + bed.table->columnWidth(1) + bed.table->columnWidth(2);
        QCOMPARE(all, bed.table->viewport()->width());
        bed.window.resize(900, 300);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(bed.table->columnWidth(0), bed.table->viewport()->width() - 210);
    }

    void headersTakeTheirWordsFromTheColumns()
    {
        Bed bed;
        // The model says 1, 2, 3; the picture must not.
        const QImage before = bed.table->horizontalHeader()->grab().toImage();
        bed.table->setColumns(
            {{QStringLiteral("Name"), 160, {}, true}, {QStringLiteral("Weight"), 90}, {QStringLiteral("Digest"), 120}});
        QVERIFY(bed.table->horizontalHeader()->grab().toImage() != before);
    }

    void denseRowsAreLower()
    {
        Bed bed;
        QCOMPARE(bed.table->rowHeight(0), 26);
        Look::of(bed.table).setDense(true);
        QCOMPARE(bed.table->rowHeight(0), 22);
        Look::of(bed.table).setDense(false);
        QCOMPARE(bed.table->rowHeight(0), 26);
    }

    void theHeadersMenuShowsAndHidesColumns()
    {
        Bed bed;
        Q_EMIT bed.table->horizontalHeader()->customContextMenuRequested(QPoint(10, 10));
        auto* menu = bed.table->findChild<QMenu*>();
        QVERIFY(menu && menu->isVisible());
        QAction* size = menu->actions().first();
        QCOMPARE(size->text(), QStringLiteral("Size")); // The first column names the row and stays.
        size->toggle();
        QVERIFY(bed.table->isColumnHidden(1));
        menu->close();
    }
};

OTA_PANEL_TEST_MAIN(TestSearchTable)
#include "tst_searchtable.moc"
