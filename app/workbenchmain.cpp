// SPDX-License-Identifier: Apache-2.0
// ota-workbench: the window.

#include "app/benchwindow.h"
#include "app/language.h"
#include "app/singleinstance.h"
#include "app/windowprotocol.h"
#include "app/windowverbs.h"
#include "base/logring.h"
#include "operations/shellcommand.h"
#include "panels/shell/stallwatchdog.h"
#include "panels/widgets/otwstyle.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>

#include <cstdio>

namespace {

constexpr std::chrono::milliseconds stallLimit{50};

struct Options
{
    QString benchDirectory;
    QString theme;
    bool ownFont = false;
};

Options parseOptions(const QApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "A workbench for over-the-air updates"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption bench(
        QStringLiteral("bench"), QCoreApplication::translate("main", "The bench's directory."), QStringLiteral("DIR"));
    const QCommandLineOption theme(
        QStringLiteral("theme"), QCoreApplication::translate("main", "light, dark or system."), QStringLiteral("NAME"));
    const QCommandLineOption ownFont(QStringLiteral("own-font"),
                                     QCoreApplication::translate("main", "Write with the program's own font."));
    const QCommandLineOption language(
        QStringLiteral("language"),
        QCoreApplication::translate("main", "The window's language, else the system's: %1.")
            .arg(ota::Language::known().join(QStringLiteral(", "))),
        QStringLiteral("NAME"));
    parser.addOptions({bench, theme, ownFont, language});
    parser.process(application);
    return {ota::benchDirectoryOr(parser.value(bench)), parser.value(theme), parser.isSet(ownFont)};
}

/// True when a window can be opened here. Where only help or version is asked for, no display is needed.
bool haveDisplay(int argc, char** argv)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    }
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument == "-platform")
            return true;
        if (argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v") {
            qputenv("QT_QPA_PLATFORM", "minimal");
            return true;
        }
    }
    return false;
#else
    Q_UNUSED(argc);
    Q_UNUSED(argv);
    return true;
#endif
}

void applyOptions(ota::Look& look, const Options& options)
{
    if (options.theme == QStringLiteral("dark"))
        look.setMode(ota::Look::Mode::Dark);
    else if (options.theme == QStringLiteral("light"))
        look.setMode(ota::Look::Mode::Light);
    else if (options.theme == QStringLiteral("system"))
        look.setMode(ota::Look::Mode::System);
    if (options.ownFont)
        look.setFonts(ota::Look::Fonts::Own);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("ota-workbench"));
    QCoreApplication::setApplicationVersion(QStringLiteral(OTA_VERSION));
    if (!haveDisplay(argc, argv)) {
        // Without an application there is no translation yet.
        std::fputs("There is no display (DISPLAY is not set). Start it in a desktop session, or over 'ssh -X'; "
                   "otaw does the same without a window.\n",
                   stderr);
        return 3;
    }
    const QApplication application(argc, argv);
    const ota::Language language(ota::Language::amongArguments(QCoreApplication::arguments()));
    const Options options = parseOptions(application);

    // A bench is made without a question.
    if (!QDir().mkpath(options.benchDirectory)) {
        qCritical(
            "%s",
            qUtf8Printable(
                QCoreApplication::translate("main", "The bench %1 can not be made.").arg(options.benchDirectory)));
        return 3;
    }
    // What is copied works in any shell: only the usual bench is found without its name.
    const QString bench = QDir::cleanPath(QDir::current().absoluteFilePath(options.benchDirectory));
    if (bench != QDir::cleanPath(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)))
        ota::nameBenchInCommands(bench);
    ota::SingleInstance instance(options.benchDirectory);
    if (instance.handOver())
        return 0;
    instance.listen();

    ota::LogRing log;
    log.install(true);
    ota::Look& look = ota::OtwStyle::install();
    QApplication::setWindowIcon(look.icon(QStringLiteral("logo")));
#ifndef NDEBUG
    const ota::StallWatchdog watchdog(stallLimit);
#endif

    ota::BenchWindow workbench(options.benchDirectory, QCoreApplication::applicationVersion(), log);
    applyOptions(look, options);
    QObject::connect(&instance, &ota::SingleInstance::raiseRequested, &workbench.window(),
                     &ota::MainWindow::raiseWindow);
    ota::WindowVerbs verbs(workbench.jobs());
    QObject::connect(&instance, &ota::SingleInstance::runRequested, &verbs, &ota::WindowVerbs::run);
    workbench.window().show();
    return QApplication::exec();
}
