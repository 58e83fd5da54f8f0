// SPDX-License-Identifier: Apache-2.0
#include "operations/operationregistry.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "store/storeoperations_p.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BoardOperations)
};

const QString nameName = QStringLiteral("name");
const QString worldName = QStringLiteral("world");
const QString kindParameter = QStringLiteral("kind");
const QString addressName = QStringLiteral("address");
const QString serialName = QStringLiteral("serial");
const QString profileName = QStringLiteral("profile");
const QString pskIdentityName = QStringLiteral("psk-identity");

QString orDash(const QString& text)
{
    return text.isEmpty() ? QStringLiteral("-") : text;
}

QString localTime(qint64 timeNs)
{
    return timeNs == 0
               ? QStringLiteral("-")
               : QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

Parameter nameParameter()
{
    return {.name = nameName,
            .help = Tr::tr("The board's name on this bench."),
            .valueName = QStringLiteral("NAME"),
            .required = true,
            .positional = true};
}

std::vector<Parameter> addParameters()
{
    return {
        nameParameter(),
        {.name = addressName,
         .help = Tr::tr("Where the board is reached, with brackets around IPv6."),
         .valueName = QStringLiteral("URL")},
        {.name = serialName, .help = Tr::tr("The serial port of its console."), .valueName = QStringLiteral("PATH")},
        {.name = kindParameter,
         .type = ParameterType::Choice,
         .help = Tr::tr("A board on the desk, or one that runs inside the workbench."),
         .defaultValue = kindName(BoardKind::Physical),
         .choices = {kindName(BoardKind::Physical), kindName(BoardKind::Virtual)}},
        {.name = profileName,
         .help = Tr::tr("How it wants to be notified: auto asks it."),
         .valueName = QStringLiteral("PROFILE"),
         .defaultValue = QStringLiteral("auto")},
        {.name = pskIdentityName,
         .help = Tr::tr("The identity that it uses for coaps."),
         .valueName = QStringLiteral("ID")},
        {.name = worldName,
         .help = Tr::tr("The world whose updates it takes."),
         .valueName = QStringLiteral("WORLD"),
         .defaultValue = QStringLiteral("suit")}};
}

QString boardText(const Board& board)
{
    std::vector<QStringList> facts{{Tr::tr("Board"), board.id.text()},
                                   {Tr::tr("World"), board.world},
                                   {Tr::tr("Kind"), kindName(board.kind)},
                                   {Tr::tr("Address"), orDash(board.links.address)},
                                   {Tr::tr("Serial port"), orDash(board.links.serial)},
                                   {Tr::tr("Profile"), board.links.profile},
                                   {Tr::tr("PSK identity"), orDash(board.links.pskIdentity)},
                                   {Tr::tr("Running"), orDash(board.runningVersion)},
                                   {Tr::tr("Last contact"), localTime(board.lastContactNs)}};
    return textTable({}, facts);
}

Result<Outcome> runAdd(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    Board board;
    board.id = BoardId(arguments.text(nameName));
    board.world = arguments.text(worldName);
    board.kind =
        arguments.text(kindParameter) == kindName(BoardKind::Virtual) ? BoardKind::Virtual : BoardKind::Physical;
    board.links = {arguments.text(addressName), arguments.text(serialName), arguments.text(profileName),
                   arguments.text(pskIdentityName)};
    const auto added = (*bench)->boards().add(std::move(board));
    if (!added)
        return failure(added.error());
    return Outcome{added->toJson(), boardText(*added)};
}

Result<Outcome> runList(const Arguments&, OperationContext& context)
{
    auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto boards = (*bench)->boards().list();
    if (!boards)
        return failure(boards.error());
    QJsonArray array;
    std::vector<QStringList> rows;
    for (const Board& board : *boards) {
        array.append(board.toJson());
        rows.push_back({board.id.text(), board.world, kindName(board.kind),
                        orDash(board.links.address.isEmpty() ? board.links.serial : board.links.address),
                        orDash(board.runningVersion), localTime(board.lastContactNs)});
    }
    const QString text = rows.empty() ? Tr::tr("No boards. otaw board add NAME adds one.")
                                      : textTable({Tr::tr("NAME"), Tr::tr("WORLD"), Tr::tr("KIND"), Tr::tr("LINK"),
                                                   Tr::tr("RUNNING"), Tr::tr("LAST CONTACT")},
                                                  rows);
    return Outcome{{{QStringLiteral("boards"), array}}, text};
}

Result<Outcome> runShow(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto board = (*bench)->boards().find(BoardId(arguments.text(nameName)));
    if (!board)
        return failure(board.error());
    return Outcome{board->toJson(), boardText(*board)};
}

std::vector<Parameter> setParameters()
{
    return {
        nameParameter(),
        {.name = addressName,
         .help = Tr::tr("Where the board is reached, with brackets around IPv6."),
         .valueName = QStringLiteral("URL")},
        {.name = serialName, .help = Tr::tr("The serial port of its console."), .valueName = QStringLiteral("PATH")},
        {.name = profileName,
         .help = Tr::tr("How it wants to be notified: auto asks it."),
         .valueName = QStringLiteral("PROFILE")},
        {.name = pskIdentityName,
         .help = Tr::tr("The identity that it uses for coaps."),
         .valueName = QStringLiteral("ID")},
        {.name = worldName, .help = Tr::tr("The world whose updates it takes."), .valueName = QStringLiteral("WORLD")}};
}

Result<Outcome> runSet(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    auto board = (*bench)->boards().find(BoardId(arguments.text(nameName)));
    if (!board)
        return failure(board.error());
    const auto take = [&](const QString& parameter, QString& field, const QString& whenEmpty = {}) {
        if (!arguments.has(parameter))
            return;
        const QString given = arguments.text(parameter);
        field = given.isEmpty() ? whenEmpty : given;
    };
    take(addressName, board->links.address);
    take(serialName, board->links.serial);
    take(profileName, board->links.profile, QStringLiteral("auto"));
    take(pskIdentityName, board->links.pskIdentity);
    take(worldName, board->world, QStringLiteral("suit"));
    if (auto written = (*bench)->boards().update(*board); !written)
        return failure(written.error());
    return Outcome{board->toJson(), boardText(*board)};
}

Result<Outcome> runRemove(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    const QString name = arguments.text(nameName);
    if (auto removed = (*bench)->boards().remove(BoardId(name)); !removed)
        return failure(removed.error());
    return Outcome{{{nameName, name}}, Tr::tr("Removed the board %1").arg(name)};
}

} // namespace

void registerBoardOperations(OperationRegistry& registry, const BenchForwarding& forwarding)
{
    addHolding(registry, forwarding,
               {.name = QStringLiteral("board.add"),
                .summary = Tr::tr("Add a board to the bench."),
                .parameters = addParameters(),
                .returns = Tr::tr("The board."),
                .run = runAdd});
    registry.add({.name = QStringLiteral("board.list"),
                  .summary = Tr::tr("List the boards of the bench."),
                  .returns = Tr::tr("`boards`, each with its links and what it runs."),
                  .run = runList});
    registry.add({.name = QStringLiteral("board.show"),
                  .summary = Tr::tr("Show a board."),
                  .parameters = {nameParameter()},
                  .returns = Tr::tr("The board."),
                  .run = runShow});
    addHolding(registry, forwarding,
               {.name = QStringLiteral("board.set"),
                .summary = Tr::tr("Change what the bench knows of a board."),
                .details = Tr::tr("What is not named stays as it is; an empty value takes a link away."),
                .parameters = setParameters(),
                .returns = Tr::tr("The board."),
                .run = runSet});
    addHolding(registry, forwarding,
               {.name = QStringLiteral("board.remove"),
                .summary = Tr::tr("Take a board off the bench."),
                .parameters = {nameParameter()},
                .returns = Tr::tr("The name."),
                .destructive = true,
                .run = runRemove});
}

} // namespace ota
