// SPDX-License-Identifier: Apache-2.0
// otaw: the workbench without a window.

#include "app/composition.h"
#include "app/language.h"
#include "app/programcontext.h"
#include "app/windowcaller.h"
#include "base/logring.h"
#include "commandline/commandline.h"
#include "commandline/printer.h"
#include "commandline/terminal.h"
#include "commandline/verbrunner.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

int runCommand(const ota::OperationRegistry& registry, const ota::Command& command)
{
    const ota::Printer::Style style{.json = command.json,
                                    .quiet = command.quiet,
                                    .progressBar = ota::isTerminal(stderr),
                                    .columns = ota::terminalColumns(stderr)};
    ota::Printer printer(stdout, stderr, style);
    ota::LogRing log;
    log.install(true);
    ota::ProgramBench bench(command.benchDirectory, QStringLiteral("otaw ") + command.operation, log);
    bench.setElsewhere(
        [&command](const ota::Operation& operation, const ota::Arguments& arguments, ota::JobContext& job) {
            return ota::runInWindow(ota::benchDirectoryOr(command.benchDirectory), operation, arguments, job);
        });
    ota::VerbRunner runner(registry, printer);
    const ota::InterruptWatch interrupts([&runner] { runner.cancel(); });
    QObject::connect(&runner, &ota::VerbRunner::finished, &runner, [](int status) { QCoreApplication::exit(status); });
    runner.start(command, [&bench](ota::JobContext& job) { return bench.contextFor(job, ota::askOnTerminal); });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("ota-workbench"));
    const QString version = QStringLiteral(OTA_VERSION);
    QCoreApplication::setApplicationVersion(version);
    const ota::Language language; // The system's; codes and names of --json are the same in all.

    ota::OperationRegistry registry;
    ota::registerAllOperations(registry, version);
    const auto parsed = ota::parseCommandLine(registry, QCoreApplication::arguments().mid(1), version);
    if (!parsed.command) {
        std::fputs(parsed.text.toUtf8().constData(), parsed.status == 0 ? stdout : stderr);
        return parsed.status;
    }
    return runCommand(registry, *parsed.command);
}
