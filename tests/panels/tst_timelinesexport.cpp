// SPDX-License-Identifier: Apache-2.0
// What leaves the timelines: files, pictures, commands.
#include "panels/timelines/eventlist.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "timelineswindow.h"

#include <QClipboard>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QXmlStreamReader>

using namespace ota;

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestTimelinesExport final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_files;

private Q_SLOTS:
    void init() { QVERIFY(m_files.isValid()); }

    void everythingIsExported()
    {
        TimelineBench bench(minutesAgo(20));
        const SessionId session = bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        bench.playWell(QStringLiteral("beta"), QStringLiteral("1"), QStringLiteral("2"), 40, 60, true);
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_COMPARE(window.view.laneCount(), 2);
        const auto file = [this](const char* name) {
            return m_files.filePath(QString::fromLatin1(name));
        };
        QSignalSpy finished(&window.all.jobs(), &JobCenter::finished);

        window.trigger("exportAllhtml");
        window.save(file("all.html"));
        QTRY_COMPARE(finished.count(), 1);
        const QByteArray html = bytesOf(file("all.html"));
        QCOMPARE(html.count("<svg class=\"lane\""), 2);
        QVERIFY(html.contains("Simulated board"));
        for (const char* outside : {"http:", "https:", "src=", "@import", "url("})
            QVERIFY2(!html.contains(outside), outside);

        window.view.selectSession(session);
        const auto events = static_cast<qsizetype>(window.session(session)->events);
        window.trigger("exportSessioncsv");
        window.save(file("one.csv"));
        QTRY_COMPARE(finished.count(), 2);
        const QList<QByteArray> lines = bytesOf(file("one.csv")).trimmed().split('\n');
        QCOMPARE(lines.size(), events + 1);
        QVERIFY(lines.first().startsWith("seq,time,"));

        window.trigger("exportSessionjsonl");
        window.save(file("one.jsonl"));
        QTRY_COMPARE(finished.count(), 3);
        qsizetype seen = 0;
        for (const QByteArray& line : bytesOf(file("one.jsonl")).trimmed().split('\n'))
            seen += QJsonDocument::fromJson(line).object()["kind"].toString() == QStringLiteral("event") ? 1 : 0;
        QCOMPARE(seen, events);

        window.trigger("exportPicturepng");
        window.save(file("lanes.png"));
        QTRY_VERIFY(QFileInfo::exists(file("lanes.png")));
        const QImage image(file("lanes.png"));
        QCOMPARE(image.width(), window.view.viewport()->width());
        window.trigger("exportPicturesvg");
        window.save(file("lanes.svg"));
        QTRY_VERIFY(QFileInfo::exists(file("lanes.svg")));
        QXmlStreamReader svg(bytesOf(file("lanes.svg")));
        int bars = 0;
        while (!svg.atEnd()) {
            if (svg.readNext() == QXmlStreamReader::StartElement && svg.name() == u"title")
                ++bars;
        }
        QVERIFY2(!svg.hasError(), qPrintable(svg.errorString()));
        QVERIFY(bars >= 10);

        // What can not be written is said in the panel, with the reason.
        window.trigger("exportAllcsv");
        window.save(file("no/such/folder.csv"));
        QTRY_VERIFY(window.find<Banner>("timelinesBanner")->isVisible());
        QVERIFY(window.find<Banner>("timelinesBanner")->text().contains(QStringLiteral("folder.csv")));
    }

    void copiedCommandsDoTheSame()
    {
        TimelineBench bench(minutesAgo(20));
        const SessionId session = bench.playWell(QStringLiteral("alpha"), QStringLiteral("1"), QStringLiteral("2"), 10);
        bench.say(session, QStringLiteral("alpha"), 50, Severity::Warning, QStringLiteral("it's \"odd\" $HOME"));
        bench.close();
        TimelinesWindow window(bench.path());
        QTRY_VERIFY(window.session(session));
        window.view.selectSession(session);
        window.find<FilterField>("eventsFilter")->setText(QStringLiteral("it's \"odd\" $HOME"));
        QTRY_COMPARE(window.model().rowCount(), 1);
        QTest::keyClick(&window.view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QString command = QApplication::clipboard()->text();
        QVERIFY2(command.startsWith(QStringLiteral("otaw timeline show")), qPrintable(command));
        const auto run = [&](const QString& line) {
            QProcess shell;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("OTA_BENCH"), bench.path());
            environment.insert(QStringLiteral("PATH"), QFileInfo(QStringLiteral(OTAW)).absolutePath() + u':' +
                                                           environment.value(QStringLiteral("PATH")));
            shell.setProcessEnvironment(environment);
            shell.setWorkingDirectory(m_files.path());
            shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line});
            shell.waitForFinished(20'000);
            return QString::fromUtf8(shell.readAllStandardOutput() + shell.readAllStandardError());
        };
        const QString shown = run(command);
        QVERIFY2(shown.contains(QStringLiteral("it's \"odd\" $HOME")), qPrintable(shown));
        QVERIFY(!shown.contains(QStringLiteral("VERIFY    enter")));
        // The export of the menu and that of the shell are the same file.
        window.trigger("copy-timeline.export");
        const QString made = run(QApplication::clipboard()->text());
        const QString name = QStringLiteral("session-%1.html").arg(session.value);
        const QByteArray byShell = bytesOf(m_files.filePath(name));
        QVERIFY2(!byShell.isEmpty(), qPrintable(made));
        QSignalSpy finished(&window.all.jobs(), &JobCenter::finished);
        QTest::mouseClick(window.find<Button>("sessionReport"), Qt::LeftButton);
        window.save(m_files.filePath(QStringLiteral("by-window.html")));
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(bytesOf(m_files.filePath(QStringLiteral("by-window.html"))), byShell);
    }
};

OTA_PANEL_TEST_MAIN(TestTimelinesExport)
#include "tst_timelinesexport.moc"
