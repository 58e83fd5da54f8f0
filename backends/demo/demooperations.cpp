// SPDX-License-Identifier: Apache-2.0
#include "demo/demooperations.h"

#include "demo/demo.h"
#include "demo/demotraces.h"
#include "operations/operationregistry.h"

#include <QCoreApplication>

namespace ota {

namespace {

constexpr qint64 maximumClients = 50;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DemoOperations)
};

Result<Outcome> run(const Arguments& arguments, OperationContext& context)
{
    DemoOptions options;
    options.firmware = arguments.text(QStringLiteral("firmware"));
    options.clients = static_cast<int>(arguments.integer(QStringLiteral("clients")));
    options.coaps = arguments.flag(QStringLiteral("coaps"));
    options.lossPercent = static_cast<int>(arguments.integer(QStringLiteral("loss")));
    options.defects = arguments.list(QStringLiteral("defect"));
    options.keepDirectory = arguments.text(QStringLiteral("keep"));
    if (!arguments.flag(QStringLiteral("on-bench")))
        return runDemo(options, context.job());
    if (options.coaps)
        return failure(Error::Code::Usage, Tr::tr("--coaps and --on-bench can not be given together"), {},
                       Tr::tr("On a bench of its own the demo knows the devices' keys."));
    if (!options.keepDirectory.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("--keep and --on-bench can not be given together"), {},
                       Tr::tr("What the demo makes on this bench stays until otaw bench remove-demo."));
    return runDemoOnBench(options, context);
}

} // namespace

void registerDemoOperations(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("demo"),
                  .summary = Tr::tr("Watch an update from the file to the running board."),
                  .details = Tr::tr(
                      "Makes a bench of its own, a key, a signed SUIT release of a real file, serves it over CoAP, "
                      "starts virtual boards, tells them, and shows each step until they run the new version."),
                  .parameters = {{.name = QStringLiteral("firmware"),
                                  .type = ParameterType::File,
                                  .help = Tr::tr(
                                      "The file to bring to the boards. Without it: the file of this program itself."),
                                  .valueName = QStringLiteral("FILE")},
                                 {.name = QStringLiteral("clients"),
                                  .type = ParameterType::Integer,
                                  .help = Tr::tr("How many boards."),
                                  .valueName = QStringLiteral("N"),
                                  .defaultValue = 3,
                                  .minimum = 1,
                                  .maximum = maximumClients},
                                 {.name = QStringLiteral("coaps"),
                                  .type = ParameterType::Flag,
                                  .help = Tr::tr("Over DTLS with a key for each board.")},
                                 {.name = QStringLiteral("loss"),
                                  .type = ParameterType::Integer,
                                  .help = Tr::tr("That many of a hundred datagrams are lost, in either direction. "
                                                 "Without --firmware only the first 256 KiB of the program are sent "
                                                 "then."),
                                  .valueName = QStringLiteral("PERCENT"),
                                  .defaultValue = 0,
                                  .maximum = 30},
                                 {.name = QStringLiteral("defect"),
                                  .help = Tr::tr("What the last board does wrong; otaw board defects lists them."),
                                  .valueName = QStringLiteral("NAME"),
                                  .repeated = true},
                                 {.name = QStringLiteral("keep"),
                                  .type = ParameterType::Text,
                                  .help = Tr::tr("Keep the bench in this directory, to look at it afterwards."),
                                  .valueName = QStringLiteral("DIR")},
                                 {.name = QStringLiteral("on-bench"),
                                  .type = ParameterType::Flag,
                                  .help = Tr::tr("On this bench instead of one of its own, and served by what serves "
                                                 "it here. otaw bench remove-demo takes away what it makes.")}},
                  .returns = Tr::tr("`boards`: each with its result, bytes, time and rate."),
                  .run = run});
    registry.add(
        {.name = QStringLiteral("bench.remove-demo"),
         .summary = Tr::tr("Remove what the demo made on this bench."),
         .details = Tr::tr("Its key, its release and its virtual boards with their sessions. Nothing of it was "
                           "there before otaw demo --on-bench."),
         .returns = Tr::tr("`key`, `release`, `boards`, and how many `sessions` and `bytes` went."),
         .destructive = true,
         .run = [](const Arguments& /*arguments*/, OperationContext& context) {
             return removeDemoTraces(context);
         }});
}

} // namespace ota
