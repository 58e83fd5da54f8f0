// SPDX-License-Identifier: Apache-2.0
#include "operations/operationregistry.h"
#include "otaserver/boarddiscovery.h"
#include "otaserver/boardfinder.h"
#include "otaserver/otaserveroperations.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DiscoveryOperations)
};

constexpr qint64 usualSeconds = 3;
constexpr qint64 longestSeconds = 60;

std::vector<Parameter> discoverParameters()
{
    return {{.name = QStringLiteral("interface"),
             .help = Tr::tr("Ask all CoAP nodes there. Without it and without an address: on every interface."),
             .valueName = QStringLiteral("NAME"),
             .repeated = true},
            {.name = QStringLiteral("address"),
             .help = Tr::tr("Ask this one itself: host[:port], with brackets around IPv6."),
             .valueName = QStringLiteral("HOST"),
             .repeated = true},
            {.name = QStringLiteral("port"),
             .type = ParameterType::Integer,
             .help = Tr::tr("At which nodes are asked on the interfaces."),
             .valueName = QStringLiteral("PORT"),
             .defaultValue = CoapUri::plainPort,
             .minimum = 1,
             .maximum = 65'535},
            {.name = QStringLiteral("wait"),
             .type = ParameterType::Integer,
             .help = Tr::tr("How long answers are waited for, in seconds."),
             .valueName = QStringLiteral("SECONDS"),
             .defaultValue = usualSeconds,
             .minimum = 1,
             .maximum = longestSeconds}};
}

Result<DiscoveryWish> wishOf(const Arguments& arguments)
{
    DiscoveryWish wish;
    wish.interfaces = arguments.list(QStringLiteral("interface"));
    for (const QString& text : arguments.list(QStringLiteral("address"))) {
        auto uri = CoapUri::readDevice(text);
        if (!uri)
            return failure(Error::Code::Usage, uri.error().message, QStringLiteral("--address"));
        wish.addresses.push_back(uri->at({}));
    }
    if (wish.interfaces.isEmpty() && wish.addresses.empty()) {
        wish.interfaces = discoveryInterfaces();
        if (wish.interfaces.isEmpty())
            return failure(Error::Code::NotFound, Tr::tr("no network interface is up"), {},
                           Tr::tr("Name a board with --address."));
    }
    wish.port = static_cast<quint16>(arguments.integer(QStringLiteral("port")));
    wish.wait = std::chrono::seconds(arguments.integer(QStringLiteral("wait")));
    return wish;
}

QJsonObject jsonOf(const DiscoveredBoard& node, const FoundBoard& board)
{
    QJsonObject json{{QStringLiteral("device"), node.uri.text()}};
    if (!node.interface.isEmpty())
        json.insert(QStringLiteral("interface"), node.interface);
    if (!node.error.isEmpty())
        json.insert(QStringLiteral("error"), node.error);
    else
        json.insert(QStringLiteral("resources"), QJsonArray::fromStringList(node.resources));
    json.insert(QStringLiteral("suit"), node.takesUpdates());
    if (board.known)
        json.insert(QStringLiteral("board"), board.id.text());
    return json;
}

QString lineOf(const DiscoveredBoard& node, const FoundBoard& board)
{
    QStringList parts{node.uri.text()};
    if (!node.interface.isEmpty())
        parts << node.interface;
    if (board.known)
        parts << Tr::tr("is %1").arg(board.id.text());
    parts << (!node.error.isEmpty()      ? node.error
              : node.resources.isEmpty() ? Tr::tr("shows no resources")
                                         : node.resources.join(u' '));
    return parts.join(QStringLiteral("  "));
}

Result<Outcome> runDiscover(const Arguments& arguments, OperationContext& context)
{
    const auto wish = wishOf(arguments);
    if (!wish)
        return failure(wish.error());
    const auto bench = context.bench(OperationContext::Access::Read);
    if (!bench)
        return failure(bench.error());
    BoardFinder boards((*bench)->boards());
    if (auto known = boards.refresh(); !known)
        return failure(known.error());
    JobContext& job = context.job();
    job.progress({0, std::nullopt, {}, Tr::tr("Asking for /.well-known/core")});
    QJsonArray nodes;
    int answered = 0;
    const auto searched = discoverBoards(
        *wish,
        [&](const DiscoveredBoard& node) {
            const FoundBoard board = boards.atEndpoint(node.uri.host, node.uri.port);
            const QJsonObject json = jsonOf(node, board);
            nodes.append(json);
            answered += node.error.isEmpty() ? 1 : 0;
            job.record(json, lineOf(node, board));
        },
        job.stopToken());
    if (!searched)
        return failure(searched.error());
    return Outcome{{{QStringLiteral("devices"), nodes}, {QStringLiteral("answered"), answered}},
                   Tr::tr("%n node(s) answered", nullptr, answered)};
}

} // namespace

void registerDiscoveryOperations(OperationRegistry& registry)
{
    registry.add(
        {.name = QStringLiteral("board.discover"),
         .summary = Tr::tr("Look for boards: ask CoAP nodes what they have."),
         .details = Tr::tr("GET of /.well-known/core to all CoAP nodes of an interface (RFC 7252 8), over IPv6 and "
                           "IPv4, or to single addresses. Nothing is added to the bench: board.add does that."),
         .parameters = discoverParameters(),
         .returns = Tr::tr("`devices`: one object a node with its address, its resources, whether it takes SUIT "
                           "updates, and its board on this bench where it has one."),
         .run = runDiscover});
}

} // namespace ota
