// SPDX-License-Identifier: Apache-2.0
// The first journey with the mouse: key, release, CoAP, virtual board, notification, session, report. Each action is
// copied as a command, and a shell does the same with it on another bench.

#include "journey.h"
#include "panels/shell/drawer.h"
#include "panels/shell/jobsview.h"
#include "panels/shell/palette.h"
#include "panels/widgets/badge.h"
#include "panels/widgets/button.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/servicehost.h"

#include <QClipboard>
#include <QFile>
#include <QJsonArray>
#include <QLabel>

using namespace ota;

class TestJourneyClicks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstJourneyByClicksAlone()
    {
        BenchDesk desk;
        QVERIFY(desk.useFreePorts());
        const journey::Firmware firmware(desk);
        desk.start();
        QTRY_VERIFY(desk.workbench().bench.isLoaded());

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
        OTA_STEP();

        const QStringList commands = copiedFromDrawer(desk);
        const QJsonObject here = journey::effects(desk);
        QVERIFY(desk.window().close() || desk.click("confirm"));
        desk.stop();
        doTheSame(desk, commands, here);
    }

    void whatIsCopiedFindsItsBench()
    {
        BenchDesk desk;
        desk.nameBenchInCommands();
        desk.start();
        QVERIFY_RESULT(desk.run("key.new", {{QStringLiteral("name"), journey::keyName}}));
        QVERIFY(desk.click("paletteField"));
        BenchDesk::type(QStringLiteral("key.list"));
        QVERIFY(desk.click(child<QWidget>(desk.window().palette().card(), "copyCommand")));
        const QString copied = QApplication::clipboard()->text();
        const journey::Shell elsewhere(desk.path("elsewhere"));
        QVERIFY2(elsewhere.answer(copied).contains(journey::keyName.toUtf8()), qPrintable(copied));
        QVERIFY(!elsewhere.answer(QStringLiteral("otaw key list")).contains(journey::keyName.toUtf8()));
    }

private:
    void makeKey(BenchDesk& desk)
    {
        QVERIFY(desk.click("rail.images"));
        QTRY_VERIFY(desk.child<QWidget>("buildReleaseButton")->isVisible());
        QVERIFY(desk.click("buildReleaseButton"));
        QTRY_VERIFY(desk.child<QWidget>("releaseBuilder")->isVisible());
        QVERIFY(desk.click("newKeyButton"));
        const FieldRow* row = desk.child<OperationForm>("newKeyForm")->row(QStringLiteral("name"));
        QVERIFY(desk.fill(desk.line("newKeyForm", "name"), QStringLiteral("../lab")));
        QVERIFY(desk.click("makeKeyButton"));
        QTRY_VERIFY(!row->error().isEmpty()); // Refused where it was typed.
        desk.picture("journey-key-refused");
        QVERIFY(desk.workbench().bench.keys().empty());
        QVERIFY(desk.fill(desk.line("newKeyForm", "name"), journey::keyName));
        QVERIFY(desk.click("makeKeyButton"));
        QTRY_COMPARE(desk.workbench().bench.keys().size(), 1U);
    }

    void publish(BenchDesk& desk, const journey::Firmware& firmware)
    {
        auto* publish = desk.child<Button>("publishButton");
        QVERIFY(desk.fill(desk.line("releaseForm", "id"), journey::releaseId));
        QVERIFY(desk.fill(desk.line("releaseForm", "vendor"), QStringLiteral("riot-os.org")));
        QVERIFY(desk.fill(desk.line("releaseForm", "class"), QStringLiteral("native64")));
        QVERIFY(desk.fill(desk.line("releaseForm", "sequence"), QStringLiteral("2")));
        for (const QString& image : firmware.images()) {
            QVERIFY(desk.click("addImageButton"));
            QVERIFY(desk.clickFile("imagesDialog", image));
        }
        const auto offsets = desk.child<QWidget>("imageList")->findChildren<QLineEdit*>(QStringLiteral("imageOffset"));
        QCOMPARE(offsets.size(), 2);
        for (int i = 0; i < 2; ++i)
            QVERIFY(desk.fill(offsets.at(i), firmware.offsets().at(i)));
        const FieldRow* base = desk.child<OperationForm>("releaseForm")->row(QStringLiteral("uri-base"));
        // RIOT takes 127 bytes: said at the field, and the button says why not yet.
        QVERIFY(desk.fill(desk.line("releaseForm", "uri-base"), journey::uriBase(desk) + QString(110, u'x')));
        QTRY_VERIFY2(!base->error().isEmpty(), qPrintable(publish->whyNot()));
        QTRY_VERIFY(!publish->isEnabled());
        QVERIFY(!publish->whyNot().isEmpty());
        desk.picture("journey-release-refused");
        QVERIFY(desk.fill(desk.line("releaseForm", "uri-base"), journey::uriBase(desk)));
        QTRY_VERIFY2(publish->isEnabled(), qPrintable(publish->whyNot()));
        QVERIFY(base->error().isEmpty());
        QVERIFY(desk.click("copyBuildCommand"));
        const QString copied = QApplication::clipboard()->text();
        desk.picture("journey-release");
        QVERIFY(desk.click(publish));
        QTRY_VERIFY2(desk.jobHasEnded("release.build"), "the release is built");
        QVERIFY_RESULT(*desk.job("release.build")->result);
        QCOMPARE(desk.workbench().jobs.command(desk.job("release.build")->id), copied);
        QTRY_VERIFY(desk.workbench().bench.release(journey::releaseId));
        QTRY_COMPARE(desk.child<QLabel>("inspectorName")->text(), journey::releaseId);
        desk.picture("journey-published");
    }

    void serve(BenchDesk& desk)
    {
        QVERIFY(desk.click("rail.serving"));
        auto* card = desk.child<QWidget>("card.coap");
        QTRY_VERIFY(card->isVisible());
        // HTTP as well: by it another otaw asks the one that serves.
        QVERIFY(desk.click(child<QWidget>(desk.child<QWidget>("card.http"), "start")));
        QTRY_COMPARE(desk.workbench().services.entry(QStringLiteral("http"))->status.state,
                     ServiceStatus::State::Running);
        QVERIFY(desk.click(child<QWidget>(card, "start")));
        QTRY_COMPARE(desk.workbench().services.entry(QStringLiteral("coap"))->status.state,
                     ServiceStatus::State::Running);
        QTest::mouseClick(card, Qt::LeftButton, {}, {card->width() / 2, card->height() - 8});
        desk.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        m_serve = QApplication::clipboard()->text();
        desk.picture("journey-serving");
    }

    void addBoard(BenchDesk& desk)
    {
        QVERIFY(desk.click("rail.boards"));
        QVERIFY(desk.click("addBoard"));
        QVERIFY(desk.click("kindVirtual"));
        auto* save = desk.child<Button>("saveBoard");
        QVERIFY(!save->isEnabled() && !save->whyNot().isEmpty());
        QVERIFY(desk.fill("board.name", QStringLiteral("a/b")));
        QTRY_VERIFY(!desk.child<FieldRow>("boardRow.name")->error().isEmpty());
        QVERIFY(!save->isEnabled());
        QVERIFY(desk.fill("board.name", journey::boardName));
        QTRY_VERIFY2(save->isEnabled(), qPrintable(save->whyNot()));
        QVERIFY(desk.click("copyBoardCommand"));
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(desk.click(save));
        QTRY_VERIFY(desk.workbench().bench.board(journey::boardName));
        QCOMPARE(desk.workbench().jobs.command(desk.job("board.virtual")->id), copied);
        QTRY_COMPARE(desk.child<QLabel>("boardName")->text(), journey::boardName);
        QVERIFY(desk.click("powerBoard"));
        QTRY_VERIFY(journey::boardListens(desk));
        desk.picture("journey-board");
    }

    void notify(BenchDesk& desk)
    {
        QVERIFY(desk.click("notifyBoard"));
        auto* send = desk.child<Button>("notifySend");
        QTRY_VERIFY2(send->isVisible() && send->isEnabled(), qPrintable(send->whyNot()));
        QVERIFY(desk.click("notifyCopy"));
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(desk.click(send));
        QTRY_VERIFY(desk.jobHasEnded("notify"));
        QVERIFY_RESULT(*desk.job("notify")->result);
        QVERIFY2((*desk.job("notify")->result)->good, qPrintable(desk.job("notify")->words()));
        QCOMPARE(desk.workbench().jobs.command(desk.job("notify")->id), copied);
        desk.picture("journey-notified");
    }

    void report(BenchDesk& desk)
    {
        auto* open = desk.child<QWidget>("openTimeline");
        QTRY_VERIFY(open->isVisible() && open->isEnabled());
        QVERIFY(desk.click(open));
        auto* verdict = desk.child<Badge>("sessionVerdict");
        QTRY_COMPARE_WITH_TIMEOUT(verdict->text(), QStringLiteral("success"), journey::limitMs);
        desk.picture("journey-session");
        QVERIFY(desk.click("sessionReport"));
        QVERIFY(desk.clickFile("exportDialog", desk.path("report.html")));
        QTRY_VERIFY(desk.jobHasEnded("timeline.export"));
        QVERIFY_RESULT(*desk.job("timeline.export")->result);
        journey::checkReport(desk.path("report.html"));
    }

    /// Every job of the window as a command, in the order in which they began.
    QStringList copiedFromDrawer(BenchDesk& desk)
    {
        QStringList commands;
        const QStringList wanted{QStringLiteral("key.new"),       QStringLiteral("release.build"),
                                 QStringLiteral("board.virtual"), QStringLiteral("board.run"),
                                 QStringLiteral("notify"),        QStringLiteral("timeline.export")};
        desk.window().drawer().open(Drawer::Page::Jobs);
        for (const QString& operation : wanted) {
            desk.window().drawer().jobs().show(desk.job(qPrintable(operation))->id);
            if (!desk.click("copyJobCommand"))
                return {};
            commands << QApplication::clipboard()->text();
        }
        desk.picture("journey-jobs");
        return commands;
    }

    void doTheSame(BenchDesk& desk, const QStringList& commands, const QJsonObject& here)
    {
        QCOMPARE(commands.size(), 6);
        QVERIFY(QFile::remove(desk.path("report.html")));
        journey::Shell shell(desk.path("other bench"));
        QVERIFY(shell.does(commands.at(0)));
        QVERIFY(shell.does(commands.at(1)));
        QVERIFY(shell.does(commands.at(2)));
        QVERIFY(shell.goesOn(m_serve, QStringLiteral("coap://")));
        // Recording holds the bench, as serving does; in the window both are one program.
        QVERIFY(shell.goesOn(QString(commands.at(3)).remove(QStringLiteral(" --record")), journey::boardName));
        QVERIFY(shell.does(commands.at(4)));
        QTRY_VERIFY_WITH_TIMEOUT(shell.hasFetched(), journey::limitMs);
        QVERIFY(shell.does(commands.at(5)));
        journey::checkReport(desk.path("report.html"));
        QCOMPARE(shell.effects(), here);
    }

    QString m_serve;
};

OTA_PANEL_TEST_MAIN(TestJourneyClicks)
#include "tst_journeyclicks.moc"
