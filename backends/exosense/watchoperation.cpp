// SPDX-License-Identifier: Apache-2.0
// exosense.watch

#include "exosense/exosenseoperations.h"
#include "exosense/exosenseoperations_p.h"
#include "exosense/exosenseremote.h"
#include "operations/operationregistry.h"
#include "store/bench.h"

#include <QCoreApplication>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseWatch)
};

Result<Outcome> runWatch(const Arguments& arguments, OperationContext& context)
{
    const auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto remote = ExosenseRemote::find(**bench);
    if (!remote)
        return failure(remote.error());
    if (!*remote)
        return failure(Error::Code::NotFound, Tr::tr("nothing serves gateways on this bench"), {},
                       Tr::tr("otaw exosense serve does, and so does the Serving panel."));
    const QStringList boards = arguments.list(QStringLiteral("board"));
    JobContext& job = context.job();
    const auto watched = (*remote)->watch(
        [&](const QString& kind, const QJsonObject& data) {
            if (!boards.isEmpty() && !boards.contains(data[QStringLiteral("board")].toString()))
                return;
            QJsonObject record = data;
            record.insert(QStringLiteral("event"), kind);
            job.record(record, lineOfCloudEvent(kind, data));
        },
        job.stopToken());
    if (!watched)
        return failure(watched.error());
    return Outcome{{{QStringLiteral("stopped"), true}}, Tr::tr("Stopped")};
}

} // namespace

/// `gw-1  otau_in = {"version": …}`
QString lineOfCloudEvent(const QString& kind, const QJsonObject& data)
{
    const QString board = data[QStringLiteral("board")].toString();
    const QString alias = data[QStringLiteral("alias")].toString();
    if (kind == QStringLiteral("activated"))
        return Tr::tr("%1  activated").arg(board);
    if (kind == QStringLiteral("delivered"))
        return Tr::tr("%1  %2 was delivered").arg(board, alias);
    if (kind == QStringLiteral("finding"))
        return board + QStringLiteral("  ") + data[QStringLiteral("code")].toString() + QStringLiteral("  ") +
               data[QStringLiteral("message")].toString();
    if (kind == QStringLiteral("written") || kind == QStringLiteral("desired"))
        return board + QStringLiteral("  ") + alias +
               (kind == QStringLiteral("desired") ? QStringLiteral(" := ") : QStringLiteral(" = ")) +
               data[QStringLiteral("value")].toString().left(200);
    return {};
}

void registerWatchOperation(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("exosense.watch"),
                  .summary = Tr::tr("Show what gateways and the cloud of this bench do, as it happens."),
                  .parameters = {{.name = QStringLiteral("board"),
                                  .help = Tr::tr("Only of these gateways."),
                                  .valueName = QStringLiteral("BOARD"),
                                  .positional = true,
                                  .repeated = true}},
                  .returns = Tr::tr("One record an event: `activated`, `written`, `desired`, `delivered`, `finding`, "
                                    "`message`, `request`."),
                  .run = runWatch});
}

} // namespace ota
