// SPDX-License-Identifier: Apache-2.0
// A window that is killed loses nothing: neither what was made nor what was set nor how it stood. The victim is this
// program itself, started again with --victim BENCH.

#include "app/benchwindow.h"
#include "base/logring.h"
#include "panels/shell/drawer.h"
#include "panels/widgets/operationform.h"
#include "panels/widgets/panelpage.h"
#include "panelsupport.h"

#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QProcess>
#include <QTableView>
#include <QTemporaryDir>

#include <cstdio>

using namespace ota;

namespace {

constexpr int limitMs = 30'000;
constexpr int worldColumn = 96;
const QString draftId = QStringLiteral("half-done");
const QString typedId = QStringLiteral("not-yet-built");
const QByteArray readyWord = QByteArrayLiteral("ready");

QTableView* boardsTable(const MainWindow& window)
{
    return child<QTableView>(&window, "boardsTable");
}

void beginRelease(const MainWindow& window)
{
    window.currentPanel()->createNew();
}

QLineEdit* releaseId(const MainWindow& window)
{
    return qobject_cast<QLineEdit*>(child<OperationForm>(&window, "releaseForm")->field(QStringLiteral("id"))->input());
}

/// What a person does before the power goes.
void doThings(BenchWindow& bench, const QString& firmware)
{
    MainWindow& window = bench.window();
    window.resize(1300, 820);
    window.show();
    QApplication::setActiveWindow(&window);
    window.openThing(QStringLiteral("images"), {});
    beginRelease(window);
    QTest::keyClicks(releaseId(window), typedId);
    window.openThing(QStringLiteral("boards"), {});
    QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier);
    QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    boardsTable(window)->horizontalHeader()->resizeSection(1, worldColumn);
    const std::pair<const char*, QJsonObject> jobs[]{
        {"key.new", {{QStringLiteral("name"), QStringLiteral("lab-key")}}},
        {"board.virtual", {{QStringLiteral("name"), QStringLiteral("desk-1")}}},
        {"serving.set", {{QStringLiteral("notify-timeout"), 7}}},
        {"release.add", {{QStringLiteral("id"), draftId}, {QStringLiteral("file"), QJsonArray{firmware}}}}};
    for (const auto& [operation, values] : jobs) {
        const auto id = bench.jobs().start(QString::fromLatin1(operation), values);
        if (!id)
            qFatal("%s: %s", operation, qPrintable(id.error().toString()));
        if (!QTest::qWaitFor([&] { return !bench.jobs().job(*id)->running(); }, limitMs) ||
            !*bench.jobs().job(*id)->result)
            qFatal("%s: %s", operation, qPrintable(bench.jobs().job(*id)->words()));
    }
}

int beVictim(const QString& bench)
{
    LogRing log;
    BenchWindow desk(bench, QStringLiteral("test"), log);
    doThings(desk, QDir(bench).filePath(QStringLiteral("../slot0.bin")));
    // Only what is on the disk counts.
    const bool kept = QTest::qWaitFor(
        [bench] {
            QFile file(QDir(bench).filePath(QStringLiteral("window.ini")));
            const QByteArray written = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            return written.contains("drawer=log") && written.contains("theme=dark") &&
                   written.contains(typedId.toUtf8());
        },
        limitMs);
    std::fputs(kept ? readyWord.constData() : "nothing is kept", stdout);
    std::fflush(stdout);
    return QApplication::exec();
}

} // namespace

class TestKill final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKilledWindowLosesNothing()
    {
        const QTemporaryDir folder;
        const QString bench = folder.filePath(QStringLiteral("bench"));
        QVERIFY(QDir().mkpath(bench));
        QFile firmware(folder.filePath(QStringLiteral("slot0.bin")));
        QVERIFY(firmware.open(QIODevice::WriteOnly));
        firmware.write(QByteArray(4000, 'x'));
        firmware.close();

        QProcess victim;
        victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        victim.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--victim"), bench});
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT(!(said += victim.readAllStandardOutput()).isEmpty(), 4 * limitMs);
        QCOMPARE(said, readyWord);
        victim.kill();
        QVERIFY(victim.waitForFinished());
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit);

        LogRing log;
        BenchWindow again(bench, QStringLiteral("test"), log);
        MainWindow& window = again.window();
        window.show();
        QTRY_VERIFY(again.feed().isLoaded());
        QCOMPARE(again.feed().keys().size(), 1U);
        QVERIFY(again.feed().board(QStringLiteral("desk-1")));
        QVERIFY(again.feed().draft(draftId));
        QCOMPARE(window.currentPanel()->id(), QStringLiteral("boards"));
        QCOMPARE(window.size(), QSize(1300, 820));
        QVERIFY(window.drawer().isOpen());
        QCOMPARE(window.drawer().page(), Drawer::Page::Log);
        QVERIFY(Look::of(&window).isDark());
        QCOMPARE(boardsTable(window)->horizontalHeader()->sectionSize(1), worldColumn);
        window.openThing(QStringLiteral("images"), {});
        beginRelease(window);
        QCOMPARE(releaseId(window)->text(), typedId);
        std::optional<Result<Outcome>> serving;
        QVERIFY_RESULT(again.jobs().start(QStringLiteral("serving.show"), {}, &window,
                                          [&serving](const Result<Outcome>& result) { serving = result; }));
        QTRY_VERIFY(serving);
        QVERIFY_RESULT(*serving);
        QCOMPARE((*serving)->data[QStringLiteral("notify-timeout")].toInt(), 7);
        Look::of(&window).setMode(Look::Mode::Light);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const Language language(QStringLiteral("en"));
    installTestLook();
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--victim"))
        return beVictim(arguments.value(2));
    TestKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_kill.moc"
