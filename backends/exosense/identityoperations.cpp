// SPDX-License-Identifier: Apache-2.0
// exosense.identity.*

#include "exosense/exosenseoperations_p.h"
#include "operations/texttable.h"
#include "timeline/event.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(IdentityOperations)
};

Parameter identityParameter()
{
    return {.name = QStringLiteral("id"),
            .help = Tr::tr("The gateway's identity: its serial number. It is the name of the board, too."),
            .valueName = QStringLiteral("ID"),
            .required = true,
            .positional = true};
}

QString idOf(const Arguments& arguments)
{
    return arguments.text(QStringLiteral("id"));
}

Result<Outcome> outcomeOf(ExosenseCloud& cloud, const QString& name, const QString& text, const QByteArray& token = {})
{
    const auto identity = cloud.store().identity(name);
    if (!identity)
        return failure(identity.error());
    QJsonObject json = identity->toJson();
    // The only time that anybody sees it: only its digest is kept.
    if (!token.isEmpty())
        json.insert(QStringLiteral("token"), QString::fromLatin1(token));
    return Outcome{json, token.isEmpty() ? text
                                         : QString(text + u'\n' + Tr::tr("Token: %1").arg(QString::fromLatin1(token)))};
}

Result<Outcome> runAdd(const Arguments& arguments, ExosenseCloud& cloud)
{
    const QString name = idOf(arguments);
    auto added = cloud.addIdentity(name, arguments.flag(QStringLiteral("virtual")),
                                   arguments.text(QStringLiteral("fingerprint")));
    if (!added)
        return failure(added.error());
    if (arguments.has(QStringLiteral("token"))) {
        if (auto adopted = cloud.adoptToken(name, arguments.text(QStringLiteral("token")).toUtf8()); !adopted)
            return failure(adopted.error());
        return outcomeOf(cloud, name, Tr::tr("%1 has the token that it was given elsewhere").arg(name));
    }
    return outcomeOf(cloud, name, Tr::tr("%1 may activate now").arg(name));
}

Result<Outcome> runList(const Arguments& /*arguments*/, ExosenseCloud& cloud)
{
    const auto identities = cloud.store().identities();
    if (!identities)
        return failure(identities.error());
    QJsonArray list;
    std::vector<QStringList> rows;
    for (const DeviceIdentity& identity : *identities) {
        list.append(identity.toJson());
        rows.push_back({identity.name, stateName(identity.state),
                        identity.issuedNs > 0 ? isoTime(identity.issuedNs) : QStringLiteral("–")});
    }
    return Outcome{{{QStringLiteral("identities"), list}},
                   textTable({Tr::tr("IDENTITY"), Tr::tr("STATE"), Tr::tr("TOKEN ISSUED")}, rows)};
}

Result<Outcome> runReissue(const Arguments& arguments, ExosenseCloud& cloud)
{
    const auto token = cloud.reissue(idOf(arguments));
    if (!token)
        return failure(token.error());
    return outcomeOf(cloud, idOf(arguments), Tr::tr("%1 has a new token; the one before is dead").arg(idOf(arguments)),
                     *token);
}

Result<Outcome> runRevoke(const Arguments& arguments, ExosenseCloud& cloud)
{
    if (auto revoked = cloud.revoke(idOf(arguments)); !revoked)
        return failure(revoked.error());
    return outcomeOf(cloud, idOf(arguments), Tr::tr("The token of %1 is dead").arg(idOf(arguments)));
}

Result<Outcome> runRelist(const Arguments& arguments, ExosenseCloud& cloud)
{
    if (auto listed = cloud.relist(idOf(arguments)); !listed)
        return failure(listed.error());
    return outcomeOf(cloud, idOf(arguments), Tr::tr("%1 may activate once more").arg(idOf(arguments)));
}

Result<Outcome> runRemove(const Arguments& arguments, ExosenseCloud& cloud)
{
    if (auto removed = cloud.remove(idOf(arguments)); !removed)
        return failure(removed.error());
    return Outcome{{{QStringLiteral("identity"), idOf(arguments)}},
                   Tr::tr("%1 is gone, with all that it wrote").arg(idOf(arguments))};
}

} // namespace

std::vector<CloudOperation> identityOperations()
{
    return {
        {{.name = QStringLiteral("exosense.identity.add"),
          .summary = Tr::tr("Let a gateway activate."),
          .parameters = {identityParameter(),
                         {.name = QStringLiteral("token"),
                          .help = Tr::tr("The token that it has already, from elsewhere."),
                          .valueName = QStringLiteral("TOKEN")},
                         {.name = QStringLiteral("fingerprint"),
                          .help = Tr::tr("SHA-256 of the certificate that it shows, hexadecimal."),
                          .valueName = QStringLiteral("HEX")},
                         {.name = QStringLiteral("virtual"),
                          .type = ParameterType::Flag,
                          .help = Tr::tr("It is simulated: everything that shows it says so.")}},
          .returns = Tr::tr("`identity`, `state`, `created`.")},
         true,
         runAdd},
        {{.name = QStringLiteral("exosense.identity.list"),
          .summary = Tr::tr("List the gateways that may speak with the bench."),
          .returns = Tr::tr("`identities`.")},
         false,
         runList},
        {{.name = QStringLiteral("exosense.identity.reissue"),
          .summary = Tr::tr("Give a gateway a new token; the one before is dead."),
          .parameters = {identityParameter()},
          .returns = Tr::tr("The identity and `token`, which nobody sees again."),
          .destructive = true},
         true,
         runReissue},
        {{.name = QStringLiteral("exosense.identity.revoke"),
          .summary = Tr::tr("Refuse a gateway until it gets a new token."),
          .parameters = {identityParameter()},
          .returns = Tr::tr("The identity."),
          .destructive = true},
         true,
         runRevoke},
        {{.name = QStringLiteral("exosense.identity.relist"),
          .summary = Tr::tr("Let a gateway activate once more; its token is dead."),
          .parameters = {identityParameter()},
          .returns = Tr::tr("The identity."),
          .destructive = true},
         true,
         runRelist},
        {{.name = QStringLiteral("exosense.identity.remove"),
          .summary = Tr::tr("Forget a gateway: identity, board, what was asked of it and what it wrote."),
          .details = Tr::tr("Its sessions stay on the timeline."),
          .parameters = {identityParameter()},
          .returns = Tr::tr("`identity`."),
          .destructive = true},
         true,
         runRemove},
    };
}

} // namespace ota
