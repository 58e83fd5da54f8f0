// SPDX-License-Identifier: Apache-2.0
// The packaged command on a real X server: the window opens, answers to the pointer and to keys, and goes.

#include "x11display.h"

#include <QFileInfo>
#include <QSettings>
#include <QTest>

using namespace ota;

namespace {

constexpr QSize screen{1440, 900};
constexpr int startLimitMs = 60'000;
constexpr int answerLimitMs = 20'000;
// From the tokens of the look: the rail has its mark in the first 54 px and then 56 px an item.
constexpr QPoint secondInRail{46, 54 + 56 + 27};

QString packagingRun()
{
    return QStringLiteral(OTA_SOURCE_DIR "/packaging/run");
}

} // namespace

class TestGui final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_display.start(screen)); }

    void theWindowAnswersToClicksAndKeys()
    {
        const QTemporaryDir bench;
        RunningProgram program(packagingRun(), arguments(bench.path()), environment());
        int window = 0;
        QTRY_VERIFY2_WITH_TIMEOUT((window = m_display.window(QStringLiteral("OTA Workbench"))) != 0,
                                  program.process().readAllStandardError().constData(), startLimitMs);
        m_display.focus(window);
        // Painted: the screen is black where no window is.
        QTRY_VERIFY_WITH_TIMEOUT(colours() > 20, answerLimitMs);

        QVERIFY(panelOf(bench.path()) != QStringLiteral("images"));
        m_display.click(secondInRail);
        QTRY_COMPARE_WITH_TIMEOUT(panelOf(bench.path()), QStringLiteral("images"), answerLimitMs);

        // By keys alone: the palette, an operation, its form; what it did is on the disk.
        const QImage before = m_display.picture();
        m_display.key(QStringLiteral("ctrl+k"));
        // The scrim lies over the window.
        QTRY_VERIFY_WITH_TIMEOUT(m_display.picture().pixel(20, 880) != before.pixel(20, 880), answerLimitMs);
        m_display.type(QStringLiteral("key new"));
        m_display.key(QStringLiteral("Tab"));
        m_display.type(QStringLiteral("lab"));
        m_display.key(QStringLiteral("ctrl+Return"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(bench.filePath(QStringLiteral("keys/lab.pem"))), answerLimitMs);

        m_display.key(QStringLiteral("ctrl+q"));
        QVERIFY(program.process().waitForFinished(answerLimitMs));
        QCOMPARE(program.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.process().exitCode(), 0);
    }

    void aSecondOneRaisesTheFirstAndEnds()
    {
        const QTemporaryDir bench;
        RunningProgram first(packagingRun(), arguments(bench.path()), environment());
        QTRY_VERIFY_WITH_TIMEOUT(m_display.window(QStringLiteral("OTA Workbench")) != 0, startLimitMs);
        QCOMPARE(runProgram(packagingRun(), arguments(bench.path()), nullptr, nullptr, environment()), 0);
        QCOMPARE(first.process().state(), QProcess::Running);
        m_display.focus(m_display.window(QStringLiteral("OTA Workbench")));
        m_display.key(QStringLiteral("ctrl+q"));
        QVERIFY(first.process().waitForFinished(answerLimitMs));
        QCOMPARE(first.process().exitCode(), 0);
    }

    void withoutADisplayItSaysWhatToDo()
    {
        QProcessEnvironment bare = environment();
        bare.remove(QStringLiteral("DISPLAY"));
        const QTemporaryDir bench;
        QByteArray errors;
        QCOMPARE(runProgram(packagingRun(), arguments(bench.path()), nullptr, &errors, bare), 3);
        QVERIFY2(errors.contains("DISPLAY") && errors.contains("ssh -X"), errors.constData());
        // Nor does the program itself end with Qt's own words and a core.
        QCOMPARE(runProgram(QStringLiteral(OTA_WORKBENCH), {}, nullptr, &errors, bare), 3);
        QVERIFY2(errors.contains("ssh -X"), errors.constData());
        // What needs no window works.
        QByteArray help;
        QCOMPARE(runProgram(packagingRun(), {QStringLiteral("gui"), QStringLiteral("--help")}, &help, nullptr, bare),
                 0);
        QVERIFY2(help.contains("--bench"), help.constData());
    }

private:
    static QStringList arguments(const QString& bench)
    {
        return {QStringLiteral("gui"),        QStringLiteral("--bench"), bench,
                QStringLiteral("--theme"),    QStringLiteral("light"),   QStringLiteral("--own-font"),
                QStringLiteral("--language"), QStringLiteral("en")};
    }

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = m_display.environment();
        // The programs of this build, rather than another 300 files of the release preset.
        environment.insert(QStringLiteral("OTA_BIN"), QFileInfo(QStringLiteral(OTA_WORKBENCH)).path());
        return environment;
    }

    /// The panel that the window remembers.
    static QString panelOf(const QString& bench)
    {
        return QSettings(bench + QStringLiteral("/window.ini"), QSettings::IniFormat)
            .value(QStringLiteral("window/panel"))
            .toString();
    }

    qsizetype colours() const
    {
        const QImage picture = m_display.picture();
        QSet<QRgb> seen;
        for (int y = 0; y < picture.height(); y += 3) {
            for (int x = 0; x < picture.width(); x += 3)
                seen << picture.pixel(x, y);
        }
        return seen.size();
    }

    X11Display m_display;
};

QTEST_GUILESS_MAIN(TestGui)
#include "tst_gui.moc"
