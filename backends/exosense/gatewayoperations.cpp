// SPDX-License-Identifier: Apache-2.0
// exosense.apply, exosense.status

#include "exosense/configotau.h"
#include "exosense/exosenseoperations_p.h"
#include "exosense/gatewayfilter.h"
#include "exosense/movedpayload.h"
#include "exosense/otaupackage.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "timeline/event.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GatewayOperations)
};

/// The gateways that are named, or chosen by `all` and `filter`.
Result<QStringList> chosenBoards(const Arguments& arguments, const ExosenseCloud& cloud)
{
    const QStringList named = arguments.list(QStringLiteral("board"));
    const bool all = arguments.flag(QStringLiteral("all"));
    const QString filterText = arguments.text(QStringLiteral("filter"));
    const int ways = (named.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (filterText.isEmpty() ? 0 : 1);
    if (ways != 1)
        return failure(Error::Code::Usage, Tr::tr("say which gateways in one way: by name, --all or --filter"));
    for (const QString& name : named) {
        if (const auto known = cloud.gateway(name); !known)
            return failure(known.error());
    }
    if (!named.isEmpty())
        return named;
    const auto filter = GatewayFilter::parse(filterText);
    if (!filter)
        return failure(filter.error());
    QStringList chosen;
    for (const GatewayView& view : cloud.gateways()) {
        if (view.identity != DeviceIdentity::State::Revoked && filter->matches(view))
            chosen << view.board;
    }
    if (chosen.isEmpty())
        return failure(Error::Code::NotFound, Tr::tr("no gateway is meant by this"), filterText);
    return chosen;
}

/// What a package tells its gateways. Errors: NotFound, Rejected (it can not be applied).
Result<QByteArray> configOf(const QString& id, ExosenseCloud& cloud)
{
    const auto entry = cloud.store().content(id);
    if (!entry)
        return failure(entry.error());
    const PackageCheck check = checkPackage(entry->id, entry->tag(QString(otauInfoTag)));
    if (!check.isListed)
        return failure(Error::Code::Rejected, Tr::tr("\"%1\" is no package").arg(id), {},
                       Tr::tr("The id of a package begins with package_."));
    if (!check.isApplicable)
        return failure(Error::Code::Rejected,
                       Tr::tr("%1 can not be applied: %2").arg(id, explainExosenseCode(check.problem)), check.problem,
                       Tr::tr("otaw exosense package lint %1 tells more.").arg(id));
    return check.configText();
}

Outcome appliedOutcome(const QString& id, const QByteArray& config, const QStringList& boards, bool isPreview)
{
    const ConfigCheck check = checkConfig(config);
    const QJsonObject data{{QStringLiteral("package"), id},
                           {QStringLiteral("version"), check.version()},
                           {QStringLiteral("config_otau"), QString::fromUtf8(config)},
                           {QStringLiteral("boards"), QJsonArray::fromStringList(boards)},
                           {QStringLiteral("written"), !isPreview}};
    const QString names = boards.size() <= 5 ? boards.join(QStringLiteral(", "))
                                             : Tr::tr("%n gateway(s)", nullptr, static_cast<int>(boards.size()));
    return {data, isPreview ? Tr::tr("Version %1 would be asked of %2").arg(check.version(), names)
                            : Tr::tr("Version %1 is asked of %2").arg(check.version(), names)};
}

Result<Outcome> runApply(const Arguments& arguments, ExosenseCloud& cloud)
{
    const QString id = arguments.text(QStringLiteral("package"));
    const auto config = configOf(id, cloud);
    if (!config)
        return failure(config.error());
    const auto boards = chosenBoards(arguments, cloud);
    if (!boards)
        return failure(boards.error());
    const bool isPreview = arguments.flag(QStringLiteral("dry-run"));
    if (!isPreview) {
        if (auto written = cloud.setDesired(*boards, "config_otau", *config); !written)
            return failure(written.error());
    }
    return appliedOutcome(id, *config, *boards, isPreview);
}

Result<Outcome> runClear(const Arguments& arguments, ExosenseCloud& cloud)
{
    const auto boards = chosenBoards(arguments, cloud);
    if (!boards)
        return failure(boards.error());
    if (auto written = cloud.setDesired(*boards, "config_otau", ""); !written)
        return failure(written.error());
    return Outcome{{{QStringLiteral("boards"), QJsonArray::fromStringList(*boards)}},
                   Tr::tr("config_otau is empty for %n gateway(s)", nullptr, static_cast<int>(boards->size()))};
}

QString versionText(const QString& version)
{
    return version.isEmpty() ? QStringLiteral("–") : version;
}

QStringList rowOf(const GatewayView& view)
{
    const QString reported = view.lastReport
                                 ? QString(view.lastReport->statusText + QStringLiteral(" ") + view.lastReport->version)
                                 : QStringLiteral("–");
    const QString result = view.sessions.empty() ? QStringLiteral("–") : keyOf(view.sessions.back().result);
    return {view.board,
            versionText(checkConfig(view.desired).version()),
            keyOf(view.ack),
            reported,
            versionText(view.running),
            result,
            view.lastContactNs > 0 ? isoTime(view.lastContactNs) : QStringLiteral("–")};
}

Result<PayloadAddresses> addressesOf(ExosenseCloud& cloud)
{
    const auto services = cloud.bench().services();
    if (!services)
        return failure(services.error());
    return PayloadAddresses::of(cloud.store(), *services);
}

Result<Outcome> runStatus(const Arguments& arguments, ExosenseCloud& cloud)
{
    const QStringList named = arguments.list(QStringLiteral("board"));
    std::vector<GatewayView> views;
    for (const QString& name : named) {
        auto view = cloud.gateway(name);
        if (!view)
            return failure(view.error());
        views.push_back(std::move(*view));
    }
    if (named.isEmpty())
        views = cloud.gateways();
    const bool allSessions = arguments.flag(QStringLiteral("all"));
    const auto addresses = addressesOf(cloud);
    if (!addresses)
        return failure(addresses.error());
    QJsonArray list;
    std::vector<QStringList> rows;
    QString warnings;
    for (const GatewayView& view : views) {
        QJsonObject json = view.toJson(allSessions);
        if (const auto moved = addresses->movedOf(view)) {
            json.insert(QStringLiteral("moved"), moved->toJson());
            warnings += QStringLiteral("\n%1: %2 %3").arg(view.board, movedText(*moved), movedHint(*moved, view.board));
        }
        list.append(json);
        rows.push_back(rowOf(view));
    }
    QString text = textTable({Tr::tr("GATEWAY"), Tr::tr("DESIRED"), Tr::tr("ACKNOWLEDGED"), Tr::tr("REPORTED"),
                              Tr::tr("RUNNING"), Tr::tr("SESSION"), Tr::tr("LAST CONTACT")},
                             rows);
    text += warnings;
    for (const GatewayView& view : views) {
        if (named.isEmpty() || view.sessions.empty())
            continue;
        for (const ExosenseFinding& finding : view.sessions.back().findings)
            text += QStringLiteral("\n%1: %2  %3").arg(view.board, finding.code, finding.message);
    }
    return Outcome{{{QStringLiteral("gateways"), list}}, text};
}

std::vector<Parameter> choosingParameters()
{
    return {{.name = QStringLiteral("board"),
             .help = Tr::tr("The gateways' names."),
             .valueName = QStringLiteral("BOARD"),
             .positional = true,
             .repeated = true},
            {.name = QStringLiteral("all"), .type = ParameterType::Flag, .help = Tr::tr("All that may speak with us.")},
            {.name = QStringLiteral("filter"),
             .help = Tr::tr("Those of which this holds: words like name=gw-*, running!=2.0, result=failure, "
                            "simulated=no, joined by commas."),
             .valueName = QStringLiteral("EXPR")}};
}

std::vector<Parameter> applyParameters()
{
    std::vector<Parameter> parameters{{.name = QStringLiteral("package"),
                                       .help = Tr::tr("The id of the package."),
                                       .valueName = QStringLiteral("PACKAGE"),
                                       .required = true,
                                       .positional = true}};
    for (Parameter& parameter : choosingParameters())
        parameters.push_back(std::move(parameter));
    parameters.push_back({.name = QStringLiteral("dry-run"),
                          .type = ParameterType::Flag,
                          .help = Tr::tr("Only tells what would be written, and to whom.")});
    return parameters;
}

} // namespace

std::vector<CloudOperation> gatewayOperations()
{
    return {
        {{.name = QStringLiteral("exosense.apply"),
          .summary = Tr::tr("Ask gateways to install a package."),
          .details = Tr::tr("Writes the package's config_otau to the resource of each, for all or for none of them. "
                            "Those who wait get it at once."),
          .parameters = applyParameters(),
          .returns = Tr::tr("`package`, `version`, `boards`, `config_otau`, `written`.")},
         true,
         runApply},
        {{.name = QStringLiteral("exosense.clear"),
          .summary = Tr::tr("Empty config_otau: no update is asked for any more."),
          .parameters = choosingParameters(),
          .returns = Tr::tr("`boards`."),
          .destructive = true},
         true,
         runClear},
        {{.name = QStringLiteral("exosense.status"),
          .summary = Tr::tr("Tell what gateways were asked, what they reported and what follows from it."),
          .parameters = {{.name = QStringLiteral("board"),
                          .help = Tr::tr("Their names. Without any: all."),
                          .valueName = QStringLiteral("BOARD"),
                          .positional = true,
                          .repeated = true},
                         {.name = QStringLiteral("all"),
                          .type = ParameterType::Flag,
                          .help = Tr::tr("Every session, not only the newest.")}},
          .returns =
              Tr::tr("`gateways`: desired, acknowledged, reported, running, sessions with their findings, moved.")},
         false,
         runStatus},
    };
}

} // namespace ota
