// SPDX-License-Identifier: Apache-2.0
#include "exosense/gatewaydefects.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GatewayDefects)
};

struct Row
{
    GatewayDefect defect;
    QLatin1StringView name;
    const char* description;
    bool needsLabHeader = false;
};

constexpr std::array rows{
    Row{GatewayDefect::NoInit, QLatin1StringView("no-init"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It does not report INIT.")},
    Row{GatewayDefect::SkipSteps, QLatin1StringView("skip-steps"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It reports nothing between the phases.")},
    Row{GatewayDefect::OutOfOrder, QLatin1StringView("out-of-order"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It reports TEST after DOWNLOAD.")},
    Row{GatewayDefect::LowerCase, QLatin1StringView("lower-case"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It writes its statuses in lower case.")},
    Row{GatewayDefect::WrongVersion, QLatin1StringView("wrong-version"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It reports the name of the package as version.")},
    Row{GatewayDefect::FastWrites, QLatin1StringView("fast-writes"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It writes more often than once a second.")},
    Row{GatewayDefect::Unencoded, QLatin1StringView("unencoded"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It does not encode the JSON that it writes.")},
    Row{GatewayDefect::ProgressBack, QLatin1StringView("progress-back"),
        QT_TRANSLATE_NOOP("GatewayDefects", "Its progress falls in the middle of the download.")},
    Row{GatewayDefect::AckText, QLatin1StringView("ack-text"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It acknowledges with the text ACK.")},
    Row{GatewayDefect::AckNever, QLatin1StringView("ack-never"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It never acknowledges.")},
    Row{GatewayDefect::AckOther, QLatin1StringView("ack-other"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It writes back something else than what it was asked.")},
    Row{GatewayDefect::Rx512, QLatin1StringView("rx-512"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It keeps only 512 bytes of a reply.")},
    Row{GatewayDefect::LieSuccess, QLatin1StringView("lie-success"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It claims the new version and goes on with the old one.")},
    Row{GatewayDefect::Loop, QLatin1StringView("loop"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It installs, comes back old and begins again, without end.")},
    Row{GatewayDefect::StaleStatus, QLatin1StringView("stale-status"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It reports the old version while it installs the new one.")},
    Row{GatewayDefect::ReinstallSame, QLatin1StringView("reinstall-same"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It installs what it already runs.")},
    Row{GatewayDefect::SilentFreeze, QLatin1StringView("silent-freeze"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It takes the request and says nothing more.")},
    Row{GatewayDefect::NoVerify, QLatin1StringView("no-verify"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It does not check the digest.")},
    Row{GatewayDefect::NoBackoff, QLatin1StringView("no-backoff"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It asks again at once after an error.")},
    Row{GatewayDefect::RetryForever, QLatin1StringView("retry-forever"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It tries a failing download without end.")},
    Row{GatewayDefect::Ignore206, QLatin1StringView("ignore-206"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It takes a part for the whole.")},
    Row{GatewayDefect::Append200, QLatin1StringView("append-200"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It appends a whole file to the part that it has.")},
    Row{GatewayDefect::NoSpaceCheck, QLatin1StringView("no-space-check"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It begins a download for which it has no room.")},
    Row{GatewayDefect::LeavePartial, QLatin1StringView("leave-partial"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It leaves the part of a failed download behind.")},
    Row{GatewayDefect::AcceptOlder, QLatin1StringView("accept-older"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It installs a version that is older than the one that runs.")},
    Row{GatewayDefect::NoExpiryCheck, QLatin1StringView("no-expiry-check"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It takes a server certificate that has expired.")},
    Row{GatewayDefect::NoTlsVerify, QLatin1StringView("no-tls-verify"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It takes any server certificate.")},
    Row{GatewayDefect::NoTimeout, QLatin1StringView("no-timeout"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It waits without end for a server that falls silent in a download.")},
    Row{GatewayDefect::NoRateLimit, QLatin1StringView("no-rate-limit"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It goes on with a download however slow that is.")},
    Row{GatewayDefect::WritesSurplus, QLatin1StringView("writes-surplus"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It installs what a file has beyond its size, too.")},
    Row{GatewayDefect::ReadToEnd, QLatin1StringView("read-to-end"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It reads on beyond the size of a file until the server ends.")},
    Row{GatewayDefect::MixParts, QLatin1StringView("mix-parts"),
        QT_TRANSLATE_NOOP("GatewayDefects",
                          "It puts parts of two files together when the file changes in mid-download.")},
    Row{GatewayDefect::FollowAnyRedirect, QLatin1StringView("follow-any-redirect"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It follows a redirect to any host and shows its token there.")},
    Row{GatewayDefect::TornWrite, QLatin1StringView("torn-write"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It counts an image as valid before it is complete.")},
    Row{GatewayDefect::BothSlotsDead, QLatin1StringView("both-slots-dead"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It has no valid image while it installs.")},
    Row{GatewayDefect::NoRollback, QLatin1StringView("no-rollback"),
        QT_TRANSLATE_NOOP("GatewayDefects", "With two slots it stays with an image that does not start.")},
    Row{GatewayDefect::ZombieJob, QLatin1StringView("zombie-job"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It goes on with an update that another request has superseded.")},
    Row{GatewayDefect::AcceptUnsigned, QLatin1StringView("accept-unsigned"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It installs a file that nobody has signed."), true},
    Row{GatewayDefect::AnyKey, QLatin1StringView("any-key"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It takes a signature by any key."), true},
    Row{GatewayDefect::WrongDeviceOk, QLatin1StringView("wrong-device-ok"),
        QT_TRANSLATE_NOOP("GatewayDefects", "It installs what is signed for another type of device."), true},
};

constexpr std::array<std::pair<ScriptedEnd, QLatin1StringView>, 4> endNames{
    {{ScriptedEnd::Stall, QLatin1StringView("stall")},
     {ScriptedEnd::Error, QLatin1StringView("error")},
     {ScriptedEnd::Abort, QLatin1StringView("abort")},
     {ScriptedEnd::Reboot, QLatin1StringView("reboot")}}};

constexpr std::array<std::pair<OtauStage, QLatin1StringView>, 3> stageNames{
    {{OtauStage::Test, QLatin1StringView("test")},
     {OtauStage::Download, QLatin1StringView("download")},
     {OtauStage::Install, QLatin1StringView("install")}}};

template<typename Value, std::size_t count>
std::optional<Value> byName(const std::array<std::pair<Value, QLatin1StringView>, count>& names, QStringView name)
{
    const auto found = std::ranges::find_if(names, [&](const auto& each) { return name == each.second; });
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

template<typename Value, std::size_t count>
QString nameOf(const std::array<std::pair<Value, QLatin1StringView>, count>& names, Value value)
{
    const auto found = std::ranges::find_if(names, [&](const auto& each) { return each.first == value; });
    return QString(found->second);
}

QString allNames()
{
    QStringList names;
    for (const Row& row : rows)
        names << QString(row.name);
    names << QStringLiteral("stall@PHASE") << QStringLiteral("error@PHASE") << QStringLiteral("abort@PHASE")
          << QStringLiteral("reboot@PHASE");
    return names.join(QStringLiteral(", "));
}

} // namespace

std::vector<GatewayDefectInfo> gatewayDefects()
{
    std::vector<GatewayDefectInfo> infos;
    for (const Row& row : rows)
        infos.push_back({row.defect, QString(row.name), Tr::tr(row.description), row.needsLabHeader});
    return infos;
}

std::vector<std::pair<QString, QString>> scriptedEnds()
{
    return {{QStringLiteral("stall@PHASE"), Tr::tr("In that phase it says nothing more.")},
            {QStringLiteral("error@PHASE"), Tr::tr("In that phase it reports its error.")},
            {QStringLiteral("abort@PHASE"), Tr::tr("In that phase it reports INSTALL_ABORTED.")},
            {QStringLiteral("reboot@PHASE"),
             Tr::tr("In that phase it loses its power. PHASE is test, download or install.")}};
}

Result<GatewayDefects> GatewayDefects::fromNames(const QStringList& names)
{
    GatewayDefects defects;
    for (const QString& name : names) {
        const auto row = std::ranges::find_if(rows, [&](const Row& each) { return name == each.name; });
        if (row != rows.end()) {
            defects.m_defects.insert(row->defect);
            continue;
        }
        const auto end = byName(endNames, name.section(u'@', 0, 0));
        const auto stage = byName(stageNames, name.section(u'@', 1));
        if (!end || !stage)
            return failure(Error::Code::Usage, Tr::tr("there is no defect \"%1\" of gateways").arg(name), {},
                           Tr::tr("There are: %1; PHASE is test, download or install.").arg(allNames()));
        defects.m_ends[*stage] = *end;
    }
    return defects;
}

std::optional<ScriptedEnd> GatewayDefects::endAt(OtauStage stage) const
{
    const auto found = m_ends.find(stage);
    return found == m_ends.end() ? std::nullopt : std::optional(found->second);
}

QStringList GatewayDefects::names() const
{
    QStringList names;
    for (const Row& row : rows) {
        if (has(row.defect))
            names << QString(row.name);
    }
    for (const auto& [stage, end] : m_ends)
        names << QString(nameOf(endNames, end) + u'@' + nameOf(stageNames, stage));
    return names;
}

QString GatewayDefects::needingLabHeader() const
{
    const auto found =
        std::ranges::find_if(rows, [this](const Row& row) { return row.needsLabHeader && has(row.defect); });
    return found == rows.end() ? QString() : QString(found->name);
}

} // namespace ota
