// SPDX-License-Identifier: Apache-2.0
#include "virtual/boardsettings.h"

#include "coap/coapserver.h"
#include "crypto/keyarguments.h"
#include "suit/identifiers.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualOperations)
};

/// Those that were named, else all public keys of the bench that the board can use.
Result<std::vector<PublicKey>> keysOf(const Arguments& arguments, bool exact, OperationContext& context)
{
    std::vector<PublicKey> keys;
    const QStringList named = arguments.list(QStringLiteral("key"));
    for (const QString& name : named) {
        auto key = publicKeyArgument(name, context);
        if (!key)
            return failure(key.error());
        keys.push_back(std::move(*key));
    }
    if (!named.isEmpty())
        return keys;
    const auto store = benchKeys(context, Access::Read);
    if (!store)
        return failure(store.error());
    for (const KeyInfo& info : store->list()) {
        const bool usable = info.fault.isEmpty() && (exact || info.algorithm == KeyAlgorithm::Ed25519);
        if (auto key = usable ? store->publicKey(info.name) : Result<PublicKey>(failure(Error{})); key)
            keys.push_back(std::move(*key));
    }
    if (keys.empty())
        context.job().record({{QStringLiteral("warning"), QStringLiteral("no-key")}},
                             Tr::tr("The boards hold no key, because the bench has none: they will refuse every "
                                    "manifest. otaw key new NAME --alg ed25519 makes one."));
    return keys;
}

} // namespace

Result<BoardProfile> boardProfileFrom(const Arguments& arguments, OperationContext& context)
{
    BoardProfile profile;
    profile.exact = arguments.flag(QStringLiteral("exact"));
    auto keys = keysOf(arguments, profile.exact, context);
    if (!keys)
        return failure(keys.error());
    profile.keys = std::move(*keys);
    profile.boardName = arguments.text(QStringLiteral("class"));
    profile.vendorDomain = arguments.text(QStringLiteral("vendor"));
    if (const auto uuid = uuidFromText(profile.boardName))
        profile.classId = *uuid;
    profile.kind = arguments.text(QStringLiteral("slots")) == QStringLiteral("ram") ? BoardProfile::Slots::Ram
                                                                                    : BoardProfile::Slots::Riotboot;
    profile.slotBytes = arguments.integer(QStringLiteral("slot-size")) * 1024;
    profile.ramBytes = profile.slotBytes;
    profile.blockSize = arguments.text(QStringLiteral("block-size")).toLongLong();
    profile.progressEachBlock = profile.blockSize == 64;
    if (arguments.has(QStringLiteral("power-loss")))
        profile.powerLossPercent = static_cast<int>(arguments.integer(QStringLiteral("power-loss")));
    profile.timeScale = static_cast<double>(arguments.integer(QStringLiteral("waits"))) / 100;
    profile.lossPercent = static_cast<int>(arguments.integer(QStringLiteral("loss")));
    auto defects = DefectSet::fromNames(arguments.list(QStringLiteral("defect")));
    if (!defects)
        return failure(defects.error());
    profile.defects = *defects;
    if (arguments.has(QStringLiteral("psk"))) {
        auto psk = CoapPsk::read(arguments.text(QStringLiteral("psk")));
        if (!psk)
            return failure(psk.error());
        profile.psk = {psk->identity.toUtf8(), psk->key};
        profile.coaps = true;
    }
    return profile;
}

std::vector<Parameter> boardSettingParameters(bool withSecrets)
{
    QStringList defects;
    for (const BoardDefectInfo& info : boardDefects())
        defects << info.name;
    std::vector<Parameter> parameters{
        {.name = QStringLiteral("defect"),
         .type = ParameterType::Choice,
         .help = Tr::tr("What the boards do wrong; otaw board defects explains them."),
         .repeated = true,
         .choices = defects},
        {.name = QStringLiteral("key"),
         .help = Tr::tr("A key that is compiled in: of the bench, or a PEM file. Without it: all Ed25519 keys of the "
                        "bench (all keys with --exact)."),
         .valueName = QStringLiteral("NAME|PEM"),
         .repeated = true},
        {.name = QStringLiteral("vendor"),
         .help = Tr::tr("The vendor's domain."),
         .valueName = QStringLiteral("DOMAIN"),
         .defaultValue = QStringLiteral("riot-os.org")},
        {.name = QStringLiteral("class"),
         .help = Tr::tr("The board's name, or its class as a UUID."),
         .valueName = QStringLiteral("NAME"),
         .defaultValue = QStringLiteral("native64")},
        {.name = QStringLiteral("slots"),
         .type = ParameterType::Choice,
         .help = Tr::tr("Two flash slots with a boot loader, or RAM regions and files as on native64."),
         .defaultValue = QStringLiteral("riotboot"),
         .choices = {QStringLiteral("riotboot"), QStringLiteral("ram")}},
        {.name = QStringLiteral("slot-size"),
         .type = ParameterType::Integer,
         .help = Tr::tr("Room for one image, in KiB."),
         .valueName = QStringLiteral("KIB"),
         .defaultValue = 1024,
         .minimum = 8,
         .maximum = 1024 * 1024},
        {.name = QStringLiteral("block-size"),
         .type = ParameterType::Choice,
         .help = Tr::tr("Bytes the boards ask for at once; 1024 is RIOT's LARGE_BLOCKS."),
         .defaultValue = QStringLiteral("64"),
         .choices = {QStringLiteral("16"), QStringLiteral("32"), QStringLiteral("64"), QStringLiteral("128"),
                     QStringLiteral("256"), QStringLiteral("512"), QStringLiteral("1024")}},
        {.name = QStringLiteral("exact"),
         .type = ParameterType::Flag,
         .help = Tr::tr("Checks everything a device should check, reads draft-37 too, and goes back from an image that "
                        "does not start. Without it: as lenient as RIOT.")},
        {.name = QStringLiteral("power-loss"),
         .type = ParameterType::Integer,
         .help = Tr::tr("The power goes once, when that much of a payload is there."),
         .valueName = QStringLiteral("PERCENT"),
         .maximum = 100},
        {.name = QStringLiteral("waits"),
         .type = ParameterType::Integer,
         .help = Tr::tr("How long they wait for answers and before a restart, in percent of what RIOT does."),
         .valueName = QStringLiteral("PERCENT"),
         .defaultValue = 100,
         .minimum = 1,
         .maximum = 1000},
        {.name = QStringLiteral("loss"),
         .type = ParameterType::Integer,
         .help = Tr::tr("That many of a hundred datagrams of its downloads are lost, in either direction."),
         .valueName = QStringLiteral("PERCENT"),
         .defaultValue = 0,
         .maximum = 90},
    };
    if (withSecrets)
        parameters.push_back({.name = QStringLiteral("psk"),
                              .help = Tr::tr("The boards' identity and key for coaps."),
                              .valueName = QStringLiteral("ID:HEXKEY")});
    return parameters;
}

QJsonObject givenBoardSettings(const Arguments& arguments)
{
    QJsonObject given;
    for (const Parameter& parameter : boardSettingParameters(false)) {
        if (arguments.isGiven(parameter.name) && arguments.values()[parameter.name] != parameter.defaultValue)
            given.insert(parameter.name, arguments.values()[parameter.name]);
    }
    return given;
}

Arguments withKeptBoardSettings(const Arguments& arguments, const QJsonObject& kept)
{
    QJsonObject values = arguments.values();
    QStringList defaulted;
    for (const Parameter& parameter : boardSettingParameters(true)) {
        const QString& name = parameter.name;
        if (arguments.isGiven(name))
            continue;
        if (kept.contains(name))
            values.insert(name, kept[name]);
        else
            defaulted << name;
    }
    return Arguments(values, defaulted);
}

} // namespace ota
