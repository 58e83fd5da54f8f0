// SPDX-License-Identifier: Apache-2.0
#include "commandline/commandlineoperations.h"

#include "commandline/completion.h"
#include "commandline/manual.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CommandLineOperations)
};

Result<Outcome> listOperations(const OperationRegistry& registry, JobContext& job)
{
    for (const Operation* operation : registry.all())
        job.record(describe(*operation), QStringLiteral("%1 %2").arg(operation->name, -20).arg(operation->summary));
    return Outcome{};
}

} // namespace

void registerCommandLineOperations(OperationRegistry& registry, const QString& version)
{
    registry.add({.name = QStringLiteral("operations"),
                  .summary = Tr::tr("List every operation with its parameters"),
                  .details = Tr::tr(
                      "With --json one object a line: the description that verbs, scenarios and forms are made from."),
                  .parameters = {},
                  .returns = Tr::tr("One record an operation: name, summary, parameters, returns."),
                  .run = [&registry](const Arguments&, OperationContext& context) {
                      return listOperations(registry, context.job());
                  }});
    registry.add({.name = QStringLiteral("completion"),
                  .summary = Tr::tr("Print a completion script for a shell"),
                  .details = Tr::tr("Example: source <(otaw completion bash)"),
                  .parameters = {{.name = QStringLiteral("shell"),
                                  .type = ParameterType::Choice,
                                  .help = Tr::tr("The shell"),
                                  .required = true,
                                  .positional = true,
                                  .choices = {QStringLiteral("bash"), QStringLiteral("zsh"), QStringLiteral("fish")}}},
                  .returns = Tr::tr("The script."),
                  .run = [&registry](const Arguments& arguments, OperationContext&) -> Result<Outcome> {
                      const QString script = completionScript(registry, arguments.text(QStringLiteral("shell")));
                      return Outcome{{{QStringLiteral("script"), script}}, script, true};
                  }});
    registry.add({.name = QStringLiteral("manual"),
                  .summary = Tr::tr("Print the manual page"),
                  .details = Tr::tr("Example: otaw manual | man -l -"),
                  .parameters = {},
                  .returns = Tr::tr("The page in man(7) macros."),
                  .run = [&registry, version](const Arguments&, OperationContext&) -> Result<Outcome> {
                      const QString page = manualPage(registry, version);
                      return Outcome{{{QStringLiteral("page"), page}}, page, true};
                  }});
}

} // namespace ota
