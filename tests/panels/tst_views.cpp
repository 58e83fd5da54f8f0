// SPDX-License-Identifier: Apache-2.0
// Hex view and throughput graph.

#include "panels/widgets/hexview.h"
#include "panels/widgets/throughputgraph.h"
#include "panelsupport.h"

#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>

using namespace ota;

namespace {

QByteArray counted(int size)
{
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes.append(static_cast<char>(i & 0xFF));
    return bytes;
}

} // namespace

class TestViews final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesAreWalkedByKeysAndCopied()
    {
        HexView view;
        view.resize(480, 200);
        view.setBytes(counted(300));
        view.show();
        QSignalSpy chosen(&view, &HexView::byteChosen);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.cursor(), 17);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(view.selection(), (HexView::Range{17, 3}));
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("111213"));
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(view.cursor(), 299);
        QVERIFY(view.verticalScrollBar()->value() > 0);
        QTest::keyClick(&view, Qt::Key_Right); // Not beyond the end.
        QCOMPARE(view.cursor(), 299);
        QCOMPARE(chosen.last().at(0).toLongLong(), 299);
    }

    void aMarkIsScrolledToAndCopied()
    {
        HexView view;
        view.resize(480, 120);
        view.setBytes(counted(4096));
        view.show();
        view.setMark({2048, 4}, {2000, 100});
        QVERIFY(view.verticalScrollBar()->value() > 100);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("00010203"));
    }

    void theMouseChoosesABytePerCell()
    {
        HexView view;
        view.resize(480, 200);
        view.setBytes(counted(64));
        view.show();
        QSet<qint64> seen;
        for (int x = 40; x < 330; x += 4) {
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(x, 8 + 20));
            seen << view.cursor();
        }
        QCOMPARE(seen.size(), 16); // Each byte of the second row, no other.
        QVERIFY(seen.contains(16) && seen.contains(31));
    }

    void narrowPlacesHaveEightBytesARow()
    {
        HexView view;
        view.setBytes(counted(64));
        view.resize(480, 200);
        view.show();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(view.bytesPerRow(), 16);
        view.resize(300, 200);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(view.bytesPerRow(), 8);
    }

    void noBytesAreNoTrouble()
    {
        HexView view;
        view.resize(480, 200);
        view.show();
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QTest::mouseClick(view.viewport(), Qt::LeftButton);
        QCOMPARE(view.cursor(), 0);
        view.grab();
    }

    void scalesAreRoundNumbers_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("ceiling");
        QTest::newRow("0") << 0.0 << 1.0;
        QTest::newRow("1") << 1.0 << 1.0;
        QTest::newRow("1.01") << 1.01 << 2.0;
        QTest::newRow("4") << 4.0 << 5.0;
        QTest::newRow("51") << 51.0 << 100.0;
        QTest::newRow("12 M") << 12e6 << 20e6;
    }

    void scalesAreRoundNumbers()
    {
        QFETCH(const double, value);
        QFETCH(const double, ceiling);
        QCOMPARE(niceCeiling(value), ceiling);
    }

    void theScaleNeverCutsACurveAndCalmsDown()
    {
        ThroughputGraph graph;
        graph.setSeries({QStringLiteral("HTTP")});
        graph.append({1000});
        graph.append({48e6});
        QCOMPARE(graph.scaleTop(), 80e6); // At once upwards.
        for (int second = 0; second < ThroughputGraph::seconds; ++second)
            graph.append({1000});
        QCOMPARE(graph.scaleTop(), 80e6); // The peak is still to be seen.
        for (int second = 0; second < 3; ++second)
            graph.append({1000});
        QCOMPARE(graph.scaleTop(), 2000.0);
    }

    void moreThanFourSeriesAreSummedUp()
    {
        ThroughputGraph graph;
        graph.setSeries(
            {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e")});
        graph.append({1, 2, 3, 4, 5});
        QCOMPARE(graph.name(3), QStringLiteral("other"));
        QCOMPARE(graph.last(3), 9.0);
        QVERIFY(graph.accessibleDescription().startsWith(QStringLiteral("a ")));
    }

    void aGraphWithNothingIsPainted()
    {
        ThroughputGraph full;
        full.resize(400, 140);
        full.grab();
        ThroughputGraph spark(ThroughputGraph::Kind::Spark);
        spark.setSeries({QStringLiteral("HTTP")});
        spark.append({5});
        spark.resize(200, 24);
        spark.grab();
    }
};

OTA_PANEL_TEST_MAIN(TestViews)
#include "tst_views.moc"
