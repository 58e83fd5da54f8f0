// SPDX-License-Identifier: Apache-2.0
// The shared widgets, by clicks and keys.

#include "panels/widgets/badge.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/chipedit.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/keyvaluelist.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/servicelight.h"
#include "panels/widgets/switch.h"
#include "panels/widgets/toast.h"
#include "panelsupport.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace ota;

namespace {

/// Shows a widget in a window of its own that has the keyboard.
void showActive(QWidget& widget)
{
    widget.show();
    QApplication::setActiveWindow(&widget);
    QVERIFY(QTest::qWaitForWindowActive(&widget));
}

} // namespace

class TestControls final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aButtonSaysWhyNot()
    {
        Button button(QStringLiteral("key"), QStringLiteral("Build and sign"));
        button.setTip(QStringLiteral("Signs with the chosen key"), QKeySequence(Qt::CTRL | Qt::Key_B));
        QCOMPARE(button.toolTip(), QStringLiteral("Signs with the chosen key (Ctrl+B)"));
        button.setWhyNot(QStringLiteral("Not yet: Payload URI is too long"));
        QVERIFY(!button.isEnabled());
        QCOMPARE(button.toolTip(), QStringLiteral("Not yet: Payload URI is too long"));
        button.setWhyNot({});
        QVERIFY(button.isEnabled());
        QCOMPARE(button.toolTip(), QStringLiteral("Signs with the chosen key (Ctrl+B)"));
    }

    void aBusyButtonKeepsItsPlace()
    {
        QWidget window;
        QVBoxLayout layout(&window);
        Button button(QStringLiteral("upload"), QStringLiteral("Publish the release"));
        layout.addWidget(&button);
        window.show();
        const int before = button.width();
        button.setBusy(true, QStringLiteral("Writing …"));
        QCOMPARE(button.text(), QStringLiteral("Publish the release")); // Not before 150 ms.
        QTRY_COMPARE(button.text(), QStringLiteral("Writing …"));
        QCoreApplication::sendPostedEvents();
        QVERIFY(button.width() >= before);
        button.setBusy(false);
        QCOMPARE(button.text(), QStringLiteral("Writing …")); // For 300 ms at least.
        QTRY_COMPARE(button.text(), QStringLiteral("Publish the release"));
    }

    void workThatEndsAtOnceShowsNoArc()
    {
        Button button({}, QStringLiteral("Publish"));
        button.setBusy(true, QStringLiteral("Writing …"));
        button.setBusy(false);
        QVERIFY(!button.property("busy").toBool());
        // One that begins later and goes on shows its word: by then this one would have, too.
        Button other({}, QStringLiteral("Publish"));
        other.setBusy(true, QStringLiteral("Writing …"));
        QTRY_COMPARE(other.text(), QStringLiteral("Writing …"));
        QCOMPARE(button.text(), QStringLiteral("Publish"));
    }

    void aCompactButtonKeepsItsWordsAsTooltip()
    {
        Button button(QStringLiteral("search"), QStringLiteral("Discover"));
        const int wide = button.sizeHint().width();
        button.setCompact(true);
        QCOMPARE(button.sizeHint().width(), 28);
        QCOMPARE(button.toolTip(), QStringLiteral("Discover"));
        button.setCompact(false);
        QCOMPARE(button.sizeHint().width(), wide);
    }

    void segmentsAreChosenByClickAndByArrows()
    {
        SegmentedControl control(QStringLiteral("Levels"),
                                 {QStringLiteral("All"), QStringLiteral("Warnings"), QStringLiteral("Errors")});
        QSignalSpy chosen(&control, &SegmentedControl::chosen);
        showActive(control);
        QCOMPARE(control.current(), 0);
        QTest::mouseClick(control.segment(1), Qt::LeftButton);
        QCOMPARE(control.current(), 1);
        QCOMPARE(chosen.takeFirst().at(0).toInt(), 1);
        control.segment(1)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(control.segment(1), Qt::Key_Right);
        QCOMPARE(control.current(), 2);
        QCOMPARE(chosen.takeFirst().at(0).toInt(), 2);
        control.setCurrent(0);
        QVERIFY(chosen.isEmpty()); // Only people choose.
        QCOMPARE(control.currentText(), QStringLiteral("All"));
    }

    void aSwitchTakesClicksAndSpace()
    {
        Switch control(QStringLiteral("serve fw/"));
        showActive(control);
        QTest::mouseClick(&control, Qt::LeftButton);
        QVERIFY(control.isChecked());
        control.setFocus();
        QTest::keyClick(&control, Qt::Key_Space);
        QVERIFY(!control.isChecked());
    }

    void aBannerTellsCauseAndStepAndActs()
    {
        Banner banner;
        QVERIFY(banner.isHidden());
        QSignalSpy acted(&banner, &Banner::actionTriggered);
        banner.set(Mark::Bad, QStringLiteral("Port 5684 is taken."), QStringLiteral("Another program listens."),
                   QStringLiteral("Use port 5694"));
        banner.resize(600, 60);
        showActive(banner);
        QCOMPARE(banner.text(), QStringLiteral("Port 5684 is taken. Another program listens. Use port 5694"));
        auto* label = child<QLabel>(&banner, "bannerText");
        label->setFocus();
        QTest::keyClick(label, Qt::Key_Tab); // Into the link.
        QTest::keyClick(label, Qt::Key_Return);
        QCOMPARE(acted.count(), 1);
        banner.clear();
        QVERIFY(banner.isHidden());
    }

    void angleBracketsInABannerAreText()
    {
        Banner banner(Mark::Warn, QStringLiteral("<b>name</b> is unknown."));
        QVERIFY(child<QLabel>(&banner, "bannerText")->text().contains(QStringLiteral("&lt;b&gt;")));
    }

    void theSameNewsIsToldOnce()
    {
        QWidget window;
        ToastHost host(&window);
        host.show(Mark::Good, QStringLiteral("Command copied"));
        host.show(Mark::Good, QStringLiteral("Removed 1"), QStringLiteral("Undo"));
        host.show(Mark::Good, QStringLiteral("Command copied"));
        QCOMPARE(host.toasts().size(), 2);
        QCOMPARE(host.toasts().last()->text(), QStringLiteral("Command copied"));
        host.show(Mark::Good, QStringLiteral("Removed 1"), QStringLiteral("Undo")); // Each can be undone.
        QCOMPARE(host.toasts().size(), 3);
    }

    void toastsAreThreeAtMostAndCanBeUndone()
    {
        QWidget window;
        window.resize(800, 600);
        ToastHost host(&window);
        host.setBottomMargin(56);
        window.show();
        int undone = 0;
        for (int i = 0; i < 4; ++i)
            host.show(Mark::Good, QStringLiteral("Removed %1").arg(i), QStringLiteral("Undo"), [&undone] { ++undone; });
        QCOMPARE(host.toasts().size(), 3);
        QCOMPARE(host.toasts().first()->text(), QStringLiteral("Removed 1"));
        const Toast* last = host.toasts().last();
        QCOMPARE(last->geometry().bottomRight(), QPoint(800 - 12 - 1, 600 - 56 - 12 - 1));
        QTest::mouseClick(host.toasts().last()->actionButton(), Qt::LeftButton);
        QCOMPARE(undone, 1);
        QCOMPARE(host.toasts().size(), 2);
        window.resize(700, 500);
        QCOMPARE(host.toasts().last()->geometry().right(), 700 - 12 - 1);
    }

    void aFieldRowSaysWhatIsWrongAtItsField()
    {
        auto* line = new QLineEdit;
        FieldRow row(QStringLiteral("Port"), line);
        row.setHint(QStringLiteral("1 to 65535"));
        auto* message = child<MarkLine>(&row, "message");
        QCOMPARE(message->text(), QStringLiteral("1 to 65535"));
        row.setError(QStringLiteral("99999 is not a port; 1 to 65535"));
        QVERIFY(hasLook(line, u"error"));
        QCOMPARE(message->mark(), Mark::Bad);
        QCOMPARE(line->accessibleDescription(), QStringLiteral("99999 is not a port; 1 to 65535"));
        row.setWarning(QStringLiteral("below 1024 needs rights"));
        QCOMPARE(message->mark(), Mark::Bad); // The worse one stays.
        row.setError({});
        QCOMPARE(message->mark(), Mark::Warn);
        QVERIFY(hasLook(line, u"warning"));
        row.setWarning({});
        QVERIFY(!hasLook(line, u"error") && !hasLook(line, u"warning"));
        QCOMPARE(message->text(), QStringLiteral("1 to 65535"));
        QCOMPARE(row.label()->buddy(), line);
        QCOMPARE(line->accessibleName(), QStringLiteral("Port"));
    }

    void aLongErrorMakesItsRowHigher()
    {
        FieldRow row(QStringLiteral("Payload URI"), new QLineEdit);
        const int before = row.heightForWidth(400);
        row.setError(QStringLiteral(
            "131 bytes with the file name; this target takes 127 and answers res=-9. Shorten the path by 4."));
        QVERIFY(row.layout()->heightForWidth(400) >= 28 + 30);
        QVERIFY(row.layout()->heightForWidth(400) > before);
    }

    void escClearsTheFilterFirstAndThenLeaves()
    {
        FilterField field(QStringLiteral("Name"));
        QSignalSpy left(&field, &FilterField::leaveRequested);
        showActive(field);
        QTest::keyClicks(&field, QStringLiteral("samr"));
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
        QVERIFY(left.isEmpty());
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
        QTest::keyClick(&field, Qt::Key_Down);
        QCOMPARE(left.count(), 2);
    }

    void factsAreChosenAndCopiedByKeys()
    {
        KeyValueList list;
        list.setRows({{QStringLiteral("Vendor"), QStringLiteral("riot-os.org")},
                      {QStringLiteral("Digest"), QStringLiteral("c41f9a07…"), Type::Mono, Ink::Primary, Mark::None,
                       QStringLiteral("c41f9a07ffff")}});
        list.resize(300, list.sizeHint().height());
        QCOMPARE(list.height(), 48);
        showActive(list);
        list.setFocus(Qt::TabFocusReason);
        QCOMPARE(list.accessibleDescription(), QStringLiteral("Vendor: riot-os.org"));
        QTest::keyClick(&list, Qt::Key_Down);
        QTest::keyClick(&list, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("c41f9a07ffff"));
        QTest::keyClick(&list, Qt::Key_Down); // The last one stays.
        QTest::keyClick(&list, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("c41f9a07ffff"));
        list.setValue(QStringLiteral("Vendor"), QStringLiteral("example.org"));
        QCOMPARE(list.rows().first().value, QStringLiteral("example.org"));
    }

    void chipsAreMadeAndTakenBack()
    {
        ChipEdit edit;
        edit.resize(300, 28);
        QSignalSpy edited(&edit, &ChipEdit::edited);
        showActive(edit);
        QLineEdit* line = edit.line();
        QTest::keyClicks(line, QStringLiteral("one"));
        QTest::keyClick(line, Qt::Key_Return);
        QTest::keyClicks(line, QStringLiteral("two,"));
        QCOMPARE(edit.values(), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
        QTest::keyClicks(line, QStringLiteral("two"));
        QTest::keyClick(line, Qt::Key_Return); // Once is enough.
        QCOMPARE(edit.values().size(), 2);
        QTest::keyClicks(line, QStringLiteral("thr"));
        QCOMPARE(edit.values().last(), QStringLiteral("thr")); // What is typed counts.
        line->clear();
        QTest::keyClick(line, Qt::Key_Backspace);
        QCOMPARE(line->text(), QStringLiteral("two"));
        QVERIFY(!edited.isEmpty());
        line->clear();
        // The cross of the only chip left.
        QTest::mouseClick(
            &edit, Qt::LeftButton, {},
            QPoint(5 + QFontMetrics(Look::of(&edit).font(Type::Small)).horizontalAdvance(QStringLiteral("one")) + 18,
                   14));
        QVERIFY(edit.values().isEmpty());
    }

    void manyChipsMakeMoreLines()
    {
        ChipEdit edit;
        edit.resize(160, 28);
        const int one = edit.heightForWidth(160);
        edit.setValues(
            {QStringLiteral("samr21-xpro-a"), QStringLiteral("samr21-xpro-b"), QStringLiteral("samr21-xpro-c")});
        QVERIFY(edit.heightForWidth(160) >= one + 2 * 22);
    }

    void aQuestionNamesTheVerbAndEscDoesNothing()
    {
        QWidget window;
        showActive(window);
        int done = 0;
        ConfirmDialog* dialog =
            ConfirmDialog::ask(&window, QStringLiteral("Remove 3 releases, 41.2 MiB, two of them published"), {},
                               QStringLiteral("Remove 3 releases"), [&done] { ++done; });
        QVERIFY(dialog->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCOMPARE(done, 0);
        dialog = ConfirmDialog::ask(&window, QStringLiteral("Remove?"), {}, QStringLiteral("Remove 3 releases"),
                                    [&done] { ++done; });
        auto* yes = child<QPushButton>(dialog, "confirm");
        QCOMPARE(yes->text(), QStringLiteral("Remove 3 releases"));
        QVERIFY(!yes->hasFocus()); // Enter by chance keeps.
        QTest::mouseClick(yes, Qt::LeftButton);
        QCOMPARE(done, 1);
    }

    void aLightTellsItsStateInWords()
    {
        ServiceLight light(QStringLiteral("CoAP"));
        QCOMPARE(light.accessibleName(), QStringLiteral("CoAP, stopped"));
        light.setStatus({ServiceStatus::State::Running, QStringLiteral("coap://[fd00:b::1]:5683"), {}});
        QCOMPARE(light.accessibleName(), QStringLiteral("CoAP, running, coap://[fd00:b::1]:5683"));
        light.setStatus({ServiceStatus::State::Failed, {}, QStringLiteral("port 5684 is taken")});
        QCOMPARE(light.accessibleName(), QStringLiteral("CoAP, failed, port 5684 is taken"));
        QCOMPARE(shortAddress(QStringLiteral("http://10.0.0.5:8080")), QStringLiteral("10.0.0.5:8080"));
    }

    void aNarrowHeaderKeepsItsActionsReachable()
    {
        PanelHeader header(QStringLiteral("Boards"));
        header.setFacts(QStringLiteral("16, of them 4 virtual"));
        auto* filter = new FilterField(QStringLiteral("Name"));
        header.addFilter(filter);
        auto* discover = new Button(QStringLiteral("search"), QStringLiteral("Discover"));
        auto* add = new Button(QStringLiteral("plus"), QStringLiteral("Add board"), QStringLiteral("primary"));
        header.addAction(discover);
        header.addAction(add);
        header.resize(900, 44);
        header.show();
        QCoreApplication::sendPostedEvents();
        QVERIFY(discover->width() > 60);
        header.resize(380, 44);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(discover->width(), 28);
        QVERIFY(add->geometry().right() < 380);
        QVERIFY(filter->width() < 200);
    }

    void aParagraphIsAsHighAsItsLines()
    {
        Paragraph words(QStringLiteral("A release is the files of one version, published under one id."), Type::Body);
        QCOMPARE(words.heightForWidth(2000), 20);
        QCOMPARE(words.heightForWidth(220) % 20, 0);
        QVERIFY(words.heightForWidth(220) >= 40);
    }

    void anElidedLabelAsksForLittle()
    {
        ElidedLabel label(QStringLiteral("coap://[fd00:b::1]/fw/suit_update/samr21-xpro/slot0.riot.bin"),
                          QStringLiteral("mono"), Qt::ElideMiddle);
        QVERIFY(label.minimumSizeHint().width() < 40);
        QVERIFY(label.sizeHint().width() > 300);
    }

    void anEmptyStateOffersItsActions()
    {
        EmptyState empty(EmptyState::Drawing::Boards, QStringLiteral("No board yet"), QStringLiteral("Add one."));
        Button* primary = empty.addPrimary(QStringLiteral("plus"), QStringLiteral("Add board"));
        Button* demo =
            empty.addCard(QStringLiteral("virtual"), QStringLiteral("Try it"), QStringLiteral("Runs a virtual board."),
                          QStringLiteral("play"), QStringLiteral("Run the demo"));
        empty.resize(1000, 700);
        empty.show();
        QSignalSpy first(primary, &QAbstractButton::clicked);
        QSignalSpy second(demo, &QAbstractButton::clicked);
        QTest::mouseClick(primary, Qt::LeftButton);
        QTest::mouseClick(demo, Qt::LeftButton);
        QCOMPARE(first.count(), 1);
        QCOMPARE(second.count(), 1);
    }

    void aBadgeKeepsToItsText()
    {
        Badge badge(QStringLiteral("verified"), Mark::Good);
        QCOMPARE(badge.sizeHint().height(), 18);
        const int wide = badge.sizeHint().width();
        badge.set(QStringLiteral("ok"), Mark::Good);
        QVERIFY(badge.sizeHint().width() < wide);
        QCOMPARE(badge.accessibleName(), QStringLiteral("ok"));
        badge.set({}, Mark::None);
        QCOMPARE(badge.sizeHint().width(), 0);
    }
};

OTA_PANEL_TEST_MAIN(TestControls)
#include "tst_controls.moc"
