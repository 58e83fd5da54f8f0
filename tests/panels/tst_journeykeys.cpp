// SPDX-License-Identifier: Apache-2.0
// The first journey with the keyboard: the mouse is not touched.

#include "journey.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/panelpage.h"
#include "panels/widgets/servicehost.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QLabel>

using namespace ota;

class TestJourneyKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstJourneyByKeysAlone()
    {
        BenchDesk desk;
        QVERIFY(desk.useFreePorts());
        const journey::Firmware firmware(desk);
        desk.start();
        QTRY_VERIFY(desk.workbench().bench.isLoaded());

        beginRelease(desk);
        OTA_STEP();
        makeKey(desk);
        OTA_STEP();
        publish(desk, firmware);
        OTA_STEP();
        serve(desk);
        OTA_STEP();
        addBoard(desk);
        OTA_STEP();
        notify(desk);
        OTA_STEP();
        report(desk);
    }

private:
    static QWidget* fieldOf(const BenchDesk& desk, const char* parameter)
    {
        return desk.line("releaseForm", parameter);
    }

    void beginRelease(BenchDesk& desk)
    {
        desk.press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(desk.window().currentPanel()->id(), QStringLiteral("images"));
        desk.press(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(desk.child<QWidget>("releaseBuilder")->isVisible());
        QTRY_VERIFY(fieldOf(desk, "id")->hasFocus());
        desk.press(Qt::Key_Return, Qt::ControlModifier); // Too early: each field says what is missing.
        desk.picture("keys-early");
        QTRY_VERIFY(!desk.child<OperationForm>("releaseForm")->row(QStringLiteral("id"))->error().isEmpty());
        QVERIFY(fieldOf(desk, "id")->hasFocus());
        QVERIFY(desk.workbench().jobs.ids().empty());
        BenchDesk::type(journey::releaseId);
    }

    void makeKey(BenchDesk& desk)
    {
        QVERIFY(desk.tabTo("newKeyButton"));
        desk.press(Qt::Key_Space);
        QTRY_VERIFY(desk.line("newKeyForm", "name")->hasFocus());
        BenchDesk::type(journey::keyName);
        QCOMPARE(desk.line("newKeyForm", "name")->text(), journey::keyName);
        QVERIFY(desk.tabTo("makeKeyButton"));
        desk.press(Qt::Key_Space);
        QTRY_COMPARE(desk.workbench().bench.keys().size(), 1U);
    }

    void publish(BenchDesk& desk, const journey::Firmware& firmware)
    {
        const std::pair<const char*, QString> values[]{{"vendor", QStringLiteral("riot-os.org")},
                                                       {"class", QStringLiteral("native64")},
                                                       {"sequence", QStringLiteral("2")},
                                                       {"uri-base", journey::uriBase(desk)}};
        for (const auto& [parameter, value] : values) {
            QVERIFY(desk.tabTo(fieldOf(desk, parameter)));
            desk.press(Qt::Key_A, Qt::ControlModifier);
            BenchDesk::type(value);
            QCOMPARE(desk.line("releaseForm", parameter)->text(), value);
        }
        for (const QString& image : firmware.images()) {
            QVERIFY(desk.tabTo("addImageButton"));
            desk.press(Qt::Key_Space);
            QVERIFY(desk.typeFile("imagesDialog", image));
        }
        const auto offsets = desk.child<QWidget>("imageList")->findChildren<QLineEdit*>(QStringLiteral("imageOffset"));
        QCOMPARE(offsets.size(), 2);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(desk.tabTo(offsets.at(i)));
            BenchDesk::type(firmware.offsets().at(i));
        }
        auto* publish = desk.child<Button>("publishButton");
        QTRY_VERIFY2(publish->isEnabled(), qPrintable(publish->whyNot()));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(desk.jobHasEnded("release.build"));
        QVERIFY_RESULT(*desk.job("release.build")->result);
        QTRY_VERIFY(desk.workbench().bench.release(journey::releaseId));
    }

    void serve(BenchDesk& desk)
    {
        desk.press(Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(desk.window().currentPanel()->id(), QStringLiteral("serving"));
        QVERIFY(desk.tabTo("card.http"));
        desk.press(Qt::Key_Down); // Two in a row.
        QVERIFY(desk.child<QWidget>("card.coap")->hasFocus());
        desk.press(Qt::Key_Space);
        QTRY_COMPARE(desk.workbench().services.entry(QStringLiteral("coap"))->status.state,
                     ServiceStatus::State::Running);
    }

    void addBoard(BenchDesk& desk)
    {
        desk.press(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(desk.window().currentPanel()->id(), QStringLiteral("boards"));
        desk.press(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(desk.child<QLineEdit>("board.name")->hasFocus());
        QVERIFY(desk.tabTo("kindPhysical"));
        desk.press(Qt::Key_Right); // The other one of the two.
        QVERIFY(desk.child<QAbstractButton>("kindVirtual")->isChecked());
        QVERIFY(desk.tabTo("board.name"));
        BenchDesk::type(journey::boardName);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(desk.workbench().bench.board(journey::boardName));
        QCOMPARE(desk.workbench().bench.board(journey::boardName)->kind, BoardKind::Virtual);
        QTRY_COMPARE(desk.child<QLabel>("boardName")->text(), journey::boardName);
        desk.press(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(journey::boardListens(desk));
    }

    void notify(BenchDesk& desk)
    {
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        auto* send = desk.child<Button>("notifySend");
        QTRY_VERIFY2(send->isVisible() && send->isEnabled(), qPrintable(send->whyNot()));
        QVERIFY(desk.tabTo(send));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(desk.jobHasEnded("notify"));
        QVERIFY_RESULT(*desk.job("notify")->result);
        QVERIFY2((*desk.job("notify")->result)->good, qPrintable(desk.job("notify")->words()));
    }

    void report(BenchDesk& desk)
    {
        QTRY_VERIFY(desk.child<Button>("openTimeline")->isEnabled());
        QVERIFY(desk.tabTo("boardsTable"));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window().currentPanel()->id(), QStringLiteral("timelines"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.child<Badge>("sessionVerdict")->text(), QStringLiteral("success"),
                                  journey::limitMs);
        QVERIFY(desk.tabTo("sessionReport"));
        desk.press(Qt::Key_Space);
        QVERIFY(desk.typeFile("exportDialog", desk.path("report.html")));
        QTRY_VERIFY(desk.jobHasEnded("timeline.export"));
        QVERIFY_RESULT(*desk.job("timeline.export")->result);
        journey::checkReport(desk.path("report.html"));
    }
};

OTA_PANEL_TEST_MAIN(TestJourneyKeys)
#include "tst_journeykeys.moc"
