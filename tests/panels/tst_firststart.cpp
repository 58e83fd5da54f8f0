// SPDX-License-Identifier: Apache-2.0
// The first minutes: an empty folder becomes a bench, and the demo runs in its window.

#include "benchdesk.h"
#include "panels/shell/drawer.h"
#include "panels/shell/overlays.h"
#include "panels/shell/palette.h"
#include "panels/shell/statuslights.h"
#include "panels/widgets/button.h"
#include "panels/widgets/chipedit.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/panelpage.h"
#include "panels/widgets/toast.h"
#include "panels/widgets/trydemo.h"

#include <QComboBox>
#include <QCompleter>
#include <QFileInfo>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringListModel>
#include <QUdpSocket>

using namespace ota;

namespace {

constexpr int demoLimitMs = 90'000;

/// The card on the panel that is seen.
TryDemoCard* cardOf(const BenchDesk& desk)
{
    return desk.window().currentPanel()->findChild<TryDemoCard*>();
}

/// What stands in the status bar.
QString statusWords(const BenchDesk& desk)
{
    QStringList words;
    for (const QLabel* label : desk.window().lights().findChildren<QLabel*>())
        words << label->text();
    return words.join(u' ');
}

QStringList suggestionsOf(const BenchDesk& desk, const char* operation, const char* parameter)
{
    desk.window().openForm(QString::fromLatin1(operation), {});
    const OperationField* field = desk.window().palette().card()->form().field(QString::fromLatin1(parameter));
    auto* line = qobject_cast<QLineEdit*>(field->input());
    if (const auto* chips = qobject_cast<ChipEdit*>(field->input()))
        line = chips->line();
    QStringList found;
    if (const QCompleter* completer = line->completer()) {
        for (int row = 0; row < completer->model()->rowCount(); ++row)
            found << completer->model()->index(row, 0).data().toString();
    }
    desk.window().palette().close();
    return found;
}

} // namespace

class TestFirstStart final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFolderBecomesABenchWithoutAQuestion()
    {
        BenchDesk desk;
        desk.start();
        QTRY_VERIFY(desk.workbench().bench.isLoaded());
        QVERIFY(QFileInfo::exists(desk.benchPath() + QStringLiteral("/bench.json")));
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY2(statusWords(desk).contains(QStringLiteral("made just now")), qPrintable(statusWords(desk)));
        for (int i = 0; i < desk.window().panelCount(); ++i) {
            desk.window().showPanel(i);
            desk.picture(qPrintable(QStringLiteral("first-") + desk.window().currentPanel()->id()));
        }
        desk.stop();
        desk.start();
        QTRY_VERIFY(desk.workbench().bench.isLoaded());
        QVERIFY(!statusWords(desk).contains(QStringLiteral("made just now")));
    }

    void everyPanelHasHelpAndSaysWhatComesThere()
    {
        BenchDesk desk;
        desk.start();
        QTRY_VERIFY(desk.workbench().bench.isLoaded());
        for (int i = 0; i < desk.window().panelCount(); ++i) {
            desk.press(static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
            const PanelPage* panel = desk.window().currentPanel();
            QVERIFY2(panel->helpText().size() > 100, qPrintable(panel->id()));
            QVERIFY2(!panel->accessibleName().isEmpty(), qPrintable(panel->id()));
            desk.press(Qt::Key_F1);
            QVERIFY(desk.window().help().isOpen());
            desk.picture(qPrintable(QStringLiteral("help-") + panel->id()));
            desk.press(Qt::Key_Escape);
            QVERIFY(!desk.window().help().isOpen());
        }
    }

    void theDemoRunsInTheWindowAndGoesAgain()
    {
        BenchDesk desk;
        QVERIFY(desk.useFreePorts());
        desk.start();
        QTRY_VERIFY(cardOf(desk) && cardOf(desk)->isVisible());
        QVERIFY(desk.click(cardOf(desk)->button()));
        QTRY_COMPARE(cardOf(desk)->button()->text(), QStringLiteral("Cancel"));
        desk.picture("demo-runs");
        QTRY_VERIFY_WITH_TIMEOUT(desk.jobHasEnded("demo"), demoLimitMs);
        // The news stays for some seconds only.
        QVERIFY(!desk.window().toasts().toasts().isEmpty());
        desk.picture("demo-done");
        QVERIFY(desk.click(desk.window().toasts().toasts().constLast()->actionButton()));
        const JobEntry* demo = desk.job("demo");
        QVERIFY_RESULT(*demo->result);
        QVERIFY2((*demo->result)->good, qPrintable(demo->words()));
        QCOMPARE(desk.window().currentPanel()->id(), QStringLiteral("timelines"));
        QVERIFY(desk.job("board.run"));
        QTRY_COMPARE(desk.workbench().bench.boards().size(), 1U);
        QTRY_COMPARE(desk.workbench().bench.releases().size(), 1U);

        QTRY_VERIFY(desk.window().findChild<ConfirmDialog*>());
        desk.picture("demo-shown");
        QVERIFY(desk.click("confirm"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.jobHasEnded("bench.remove-demo"), demoLimitMs);
        QVERIFY_RESULT(*desk.job("bench.remove-demo")->result);
        QTRY_VERIFY(desk.workbench().bench.boards().empty());
        QTRY_VERIFY(desk.workbench().bench.releases().empty());
        QTRY_VERIFY(desk.workbench().bench.keys().empty());
        desk.window().showPanel(0);
        QTRY_VERIFY(cardOf(desk)->isVisible());
        QCOMPARE(cardOf(desk)->button()->text(), QStringLiteral("Run the demo"));
    }

    void theDemoIsCancelledFromItsCard()
    {
        BenchDesk desk;
        QVERIFY(desk.useFreePorts());
        desk.start();
        QTRY_VERIFY(cardOf(desk) && cardOf(desk)->isVisible());
        QVERIFY(desk.click(cardOf(desk)->button()));
        QVERIFY(desk.click(cardOf(desk)->button()));
        QTRY_VERIFY_WITH_TIMEOUT(desk.jobHasEnded("demo"), demoLimitMs);
        const JobEntry* demo = desk.job("demo");
        QVERIFY(!*demo->result);
        QCOMPARE((*demo->result).error().code, Error::Code::Cancelled);
        QCOMPARE(cardOf(desk)->button()->text(), QStringLiteral("Run the demo"));
        QVERIFY(!cardOf(desk)->words().contains(QStringLiteral("ancel")));
    }

    void whatKeepsTheDemoFromRunningStandsOnItsCard()
    {
        BenchDesk desk;
        QUdpSocket other;
        QVERIFY(other.bind(QHostAddress::LocalHost, 0, QAbstractSocket::DontShareAddress));
        const QString taken = QStringLiteral("127.0.0.1:%1").arg(other.localPort());
        desk.start();
        QVERIFY_RESULT(desk.run("serving.set", {{QStringLiteral("coap"), QJsonArray{taken}}}));
        QTRY_VERIFY(cardOf(desk) && cardOf(desk)->isVisible());
        QVERIFY(desk.click(cardOf(desk)->button()));
        QTRY_VERIFY_WITH_TIMEOUT(desk.jobHasEnded("demo"), demoLimitMs);
        QVERIFY2(cardOf(desk)->words().contains(QString::number(other.localPort())), qPrintable(cardOf(desk)->words()));
        QCOMPARE(cardOf(desk)->button()->text(), QStringLiteral("Try again"));
        // And in the drawer, because the board that is there already has taken the card's place.
        QTRY_VERIFY(desk.window().drawer().isOpen());
        QVERIFY(desk.child<QPlainTextEdit>("jobText")->toPlainText().contains(QString::number(other.localPort())));
        desk.picture("demo-failed");
    }

    void formsOfferWhatTheBenchHas()
    {
        BenchDesk desk;
        desk.start();
        QVERIFY_RESULT(desk.run("key.new", {{QStringLiteral("name"), QStringLiteral("lab-key")}}));
        QVERIFY_RESULT(desk.run("board.add", {{QStringLiteral("name"), QStringLiteral("samr21")},
                                              {QStringLiteral("address"), QStringLiteral("coap://[fd00:b::7]")}}));
        QVERIFY_RESULT(desk.run("board.virtual", {{QStringLiteral("name"), QStringLiteral("native64-1")}}));
        QTRY_COMPARE(desk.workbench().bench.boards().size(), 2U);
        QTRY_COMPARE(desk.workbench().bench.keys().size(), 1U);
        QCOMPARE(suggestionsOf(desk, "key.remove", "name"), QStringList{QStringLiteral("lab-key")});
        QVERIFY(suggestionsOf(desk, "key.new", "name").isEmpty());
        QCOMPARE(suggestionsOf(desk, "suit.build", "key"), QStringList{QStringLiteral("lab-key")});
        QCOMPARE(suggestionsOf(desk, "board.run", "name"), QStringList{QStringLiteral("native64-1")});
        QVERIFY(suggestionsOf(desk, "notify", "urls").contains(QStringLiteral("coap://[fd00:b::7]")));
        QVERIFY(suggestionsOf(desk, "serve", "coap").contains(QStringLiteral("127.0.0.1:5683")));
    }

    void filesOfEarlierRunsAreOfferedAgain()
    {
        BenchDesk desk;
        const QString firmware = desk.file("slot0.bin", 4000);
        desk.start();
        QVERIFY(suggestionsOf(desk, "riotboot.make", "image").isEmpty());
        QVERIFY_RESULT(desk.run("riotboot.make", {{QStringLiteral("image"), firmware},
                                                  {QStringLiteral("start"), QStringLiteral("0x1100")},
                                                  {QStringLiteral("output"), desk.path("slot0.riot.bin")}}));
        QVERIFY(suggestionsOf(desk, "riotboot.show", "image").contains(firmware));
        desk.stop();
        desk.start();
        QVERIFY(suggestionsOf(desk, "riotboot.show", "image").contains(firmware));
    }

    void thePaletteFindsBoardsAndReleases()
    {
        BenchDesk desk;
        desk.start();
        QVERIFY_RESULT(desk.run("board.virtual", {{QStringLiteral("name"), QStringLiteral("native64-1")}}));
        QTRY_COMPARE(desk.workbench().bench.boards().size(), 1U);
        desk.window().showPanel(1);
        desk.press(Qt::Key_K, Qt::ControlModifier);
        BenchDesk::type(QStringLiteral("native64-1"));
        desk.picture("palette-things");
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window().currentPanel()->id(), QStringLiteral("boards"));
        QTRY_COMPARE(desk.child<QLabel>("boardName")->text(), QStringLiteral("native64-1"));
    }
};

OTA_PANEL_TEST_MAIN(TestFirstStart)
#include "tst_firststart.moc"
