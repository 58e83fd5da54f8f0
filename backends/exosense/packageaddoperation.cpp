// SPDX-License-Identifier: Apache-2.0
// exosense.package.add

#include "crypto/keyarguments.h"
#include "crypto/keystore.h"
#include "exosense/exosenseoperations_p.h"
#include "exosense/labcontent.h"
#include "exosense/otaupackage.h"
#include "exosense/packagecontent.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

#include <algorithm>
#include <iterator>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PackageOperations)
};

Result<QByteArray> configFrom(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::Io, file.errorString(), path);
    return file.readAll();
}

/// What the payload is: content that goes with it, the address it is fetched from, and what release it is of.
struct Payload
{
    NewContent content;
    QString base;
    bool follows = false; ///< The address is the service's own.
    QString version;      ///< Of the release.
};

QString givenOr(const Arguments& arguments, const QString& name, const QString& other)
{
    return arguments.has(name) ? arguments.text(name) : other;
}

/// The key is one of the bench: where this runs nobody can be asked.
Result<LabSigning> signingFrom(const Arguments& arguments, ExosenseCloud& cloud)
{
    const auto deviceType = labUuid(arguments.text(QStringLiteral("device-type")));
    if (!deviceType)
        return failure(deviceType.error());
    const QString name = arguments.text(QStringLiteral("lab-sign"));
    const auto ask = [&]() -> Result<Secret> {
        if (arguments.has(passwordFileName))
            return passwordFrom(arguments.text(passwordFileName));
        return failure(Error::Code::Usage, Tr::tr("the key %1 has a password").arg(name), {},
                       Tr::tr("Give it with --password-file."));
    };
    auto key = KeyStore(cloud.bench().keysPath()).privateKey(name, ask);
    if (!key)
        return failure(key.error());
    LabSigning signing{std::move(*key), *deviceType};
    if (arguments.has(QStringLiteral("lab-number")))
        signing.versionNumber = static_cast<quint64>(arguments.integer(QStringLiteral("lab-number")));
    return signing;
}

bool hasConfig(const Arguments& arguments)
{
    return arguments.has(QStringLiteral("config")) || arguments.has(QStringLiteral("text"));
}

Result<Payload> payloadFrom(const Arguments& arguments, ExosenseCloud& cloud)
{
    Payload payload;
    QString prefix;
    payload.follows = !arguments.has(QStringLiteral("base"));
    const auto base = payload.follows ? contentBase(cloud.bench())
                                      : Result<QString>(reachableBase(arguments.text(QStringLiteral("base"))));
    if (!base)
        return failure(base.error());
    payload.base = *base;
    if (arguments.has(QStringLiteral("release"))) {
        auto made = contentOfRelease(cloud.bench(), cloud.store(), arguments.text(QStringLiteral("release")),
                                     arguments.list(QStringLiteral("release-file")));
        if (!made)
            return failure(made.error());
        payload.content = std::move(made->content);
        payload.version = made->version;
        prefix = QString(arguments.text(QStringLiteral("release"))).replace(u'/', u'-');
    } else if (arguments.has(QStringLiteral("file"))) {
        prefix = givenOr(arguments, QStringLiteral("version"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
        auto made = contentOfFile(cloud.bench(), cloud.store(), arguments.text(QStringLiteral("file")), prefix);
        if (!made)
            return failure(made.error());
        payload.content = std::move(*made);
    }
    if (arguments.has(QStringLiteral("lab-sign")) && !hasConfig(arguments)) {
        const auto signing = signingFrom(arguments, cloud);
        if (!signing)
            return failure(signing.error());
        auto made = labSigned(cloud.bench(), cloud.store(), std::move(payload.content), *signing, prefix);
        if (!made)
            return failure(made.error());
        payload.content = std::move(*made);
    }
    return payload;
}

/// The request for content of ours, with digest and size where it is one file.
Result<QByteArray> builtConfig(const Arguments& arguments, const Payload& payload)
{
    ConfigDraft draft;
    draft.version = givenOr(arguments, QStringLiteral("version"), payload.version);
    draft.name = givenOr(arguments, QStringLiteral("name"), arguments.text(QStringLiteral("release")));
    draft.description = arguments.text(QStringLiteral("description"));
    if (draft.version.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("the release says no version"), {},
                       Tr::tr("Give one with --version."));
    for (const ContentEntry& entry : payload.content.entries)
        draft.urls << contentUrl(payload.base, entry.id);
    if (payload.content.entries.size() > 1) {
        draft.type = PayloadType::UrlList;
    } else {
        draft.sha256 = payload.content.entries.front().blob->hex();
        draft.size = static_cast<quint64>(payload.content.entries.front().sizeBytes);
    }
    return buildConfig(draft);
}

/// The otau_info that a text stands for: it is one, or a config_otau that the arguments say the rest of.
Result<JsonText> infoFrom(const Arguments& arguments, const QByteArray& text)
{
    const auto parsed = JsonText::parse(text);
    const JsonText* member = parsed && parsed->isObject() ? parsed->member("config_otau") : nullptr;
    const ConfigCheck check = member ? checkConfig(*member) : checkConfig(text);
    if (!check.isValid() || !check.value)
        return failure(Error::Code::BadInput, Tr::tr("this is no valid config_otau"),
                       arguments.text(QStringLiteral("config")),
                       Tr::tr("otaw exosense config lint tells what is wrong."));
    JsonText info = member ? *parsed : JsonText::object();
    for (const char* name : {"author", "vendor", "product"}) {
        const QString argument = QString::fromLatin1(name);
        if (arguments.has(argument) || !info.member(name))
            info.setMember(name, JsonText::string(arguments.text(argument).toUtf8()));
    }
    info.setMember("config_otau", *check.value);
    return info;
}

Result<QString> idFrom(const Arguments& arguments, const JsonText& info)
{
    const PackageCheck check = checkPackage(QStringLiteral("package_"), encodeOtauInfo(info));
    const QString id = arguments.has(QStringLiteral("id")) ? arguments.text(QStringLiteral("id"))
                                                           : packageIdFor(check.info().vendor, check.info().product,
                                                                          check.config.name(), check.config.version());
    if (!isPackageId(id))
        return failure(Error::Code::Usage, Tr::tr("the id of a package begins with package_"), id);
    return id;
}

/// Where the request was given, what it asks for is signed. Named after the package: what another one asks for stays.
Result<> signRequested(const Arguments& arguments, ExosenseCloud& cloud, const QString& id, JsonText& info,
                       NewContent& content)
{
    const auto signing = signingFrom(arguments, cloud);
    if (!signing)
        return failure(signing.error());
    const QString prefix = id.section(u'_', 1);
    auto made = labSignedConfig(cloud.bench(), cloud.store(), *info.member("config_otau"), *signing, prefix, content);
    if (!made)
        return failure(made.error());
    info.setMember("config_otau", std::move(made->config));
    std::ranges::move(made->content.entries, std::back_inserter(content.entries));
    std::ranges::move(made->content.pins, std::back_inserter(content.pins));
    return {};
}

/// Of what is in `payload`, and, where it is to be signed, more of it.
Result<ContentEntry> packageOf(const Arguments& arguments, ExosenseCloud& cloud, Payload& payload,
                               const QByteArray& text)
{
    auto info = infoFrom(arguments, text);
    if (!info)
        return failure(info.error());
    const auto id = idFrom(arguments, *info);
    if (!id)
        return failure(id.error());
    if (arguments.has(QStringLiteral("lab-sign")) && hasConfig(arguments)) {
        if (auto done = signRequested(arguments, cloud, *id, *info, payload.content); !done)
            return failure(done.error());
    }
    ContentEntry entry;
    entry.id = *id;
    entry.tags.insert(QString(otauInfoTag), QString::fromLatin1(encodeOtauInfo(*info)));
    return entry;
}

/// Says of what it is to be made, in one way.
Result<> checkSource(const Arguments& arguments)
{
    const bool isGiven = hasConfig(arguments);
    const bool hasFile = arguments.has(QStringLiteral("file"));
    const bool hasRelease = arguments.has(QStringLiteral("release"));
    const bool isNamed = arguments.has(QStringLiteral("version")) && arguments.has(QStringLiteral("name"));
    if (hasRelease && (isGiven || hasFile))
        return failure(Error::Code::Usage, Tr::tr("a package of a release takes no other file"));
    if (arguments.has(QStringLiteral("config")) && arguments.has(QStringLiteral("text")))
        return failure(Error::Code::Usage, Tr::tr("give config_otau as a file or as --text, not both"));
    if (arguments.has(QStringLiteral("lab-sign")) != arguments.has(QStringLiteral("device-type")))
        return failure(Error::Code::Usage, Tr::tr("--lab-sign and --device-type go together"));
    if (!isGiven && !hasRelease && !(hasFile && isNamed))
        return failure(Error::Code::Usage,
                       Tr::tr("give a file with config_otau, or --file, --version and --name to make one, or "
                              "--release"));
    return {};
}

Result<QByteArray> textFrom(const Arguments& arguments, const Payload& payload)
{
    if (arguments.has(QStringLiteral("text")))
        return arguments.text(QStringLiteral("text")).toUtf8();
    return arguments.has(QStringLiteral("config")) ? configFrom(arguments.text(QStringLiteral("config")))
                                                   : builtConfig(arguments, payload);
}

/// The package and what it points at, in one transaction.
Result<Outcome> runAdd(const Arguments& arguments, ExosenseCloud& cloud)
{
    if (auto checked = checkSource(arguments); !checked)
        return failure(checked.error());
    auto payload = payloadFrom(arguments, cloud);
    if (!payload)
        return failure(payload.error());
    const auto text = textFrom(arguments, *payload);
    if (!text)
        return failure(text.error());
    auto entry = packageOf(arguments, cloud, *payload, *text);
    if (!entry)
        return failure(entry.error());
    const QString id = entry->id;
    const QStringList urls = checkPackage(id, entry->tag(QString(otauInfoTag))).config.urls();
    const bool isOurs =
        std::ranges::any_of(urls, [&](const QString& url) { return url.startsWith(contentUrl(payload->base, {})); });
    if (isOurs && payload->follows)
        entry->tags.insert(QString(payloadBaseTag), payload->base);
    std::vector<ContentEntry> entries = std::move(payload->content.entries);
    entries.push_back(std::move(*entry));
    if (auto put = cloud.store().put(std::move(entries)); !put)
        return failure(put.error());
    const auto stored = cloud.store().content(id);
    if (!stored)
        return failure(stored.error());
    return Outcome{packageJson(*stored), Tr::tr("%1 is a package now").arg(id)};
}

std::vector<Parameter> addParameters()
{
    return {{.name = QStringLiteral("config"),
             .type = ParameterType::File,
             .help = Tr::tr("A file with config_otau, as exosense config build makes it."),
             .valueName = QStringLiteral("FILE"),
             .positional = true},
            {.name = QStringLiteral("text"),
             .help = Tr::tr("The text of config_otau itself, or of otau_info with it."),
             .valueName = QStringLiteral("JSON")},
            {.name = QStringLiteral("release"),
             .help = Tr::tr("A published release of the bench: its files are what is fetched."),
             .valueName = QStringLiteral("RELEASE")},
            {.name = QStringLiteral("release-file"),
             .help = Tr::tr("Which of its files. Without any: all but manifests."),
             .valueName = QStringLiteral("NAME"),
             .repeated = true},
            {.name = QStringLiteral("version"),
             .help = Tr::tr("Without FILE: what shall run. By default the version of the release."),
             .valueName = QStringLiteral("TEXT")},
            {.name = QStringLiteral("name"),
             .help = Tr::tr("Without FILE: what people call it. By default the id of the release."),
             .valueName = QStringLiteral("TEXT")},
            {.name = QStringLiteral("description"),
             .help = Tr::tr("Without FILE: more about it."),
             .valueName = QStringLiteral("TEXT")},
            {.name = QStringLiteral("base"),
             .help = Tr::tr("Where gateways reach this bench, for good. Without it the package follows the address "
                            "that is served."),
             .valueName = QStringLiteral("URL")},
            {.name = QStringLiteral("vendor"),
             .help = Tr::tr("Who made the product."),
             .valueName = QStringLiteral("TEXT")},
            {.name = QStringLiteral("product"), .help = Tr::tr("For what it is."), .valueName = QStringLiteral("TEXT")},
            {.name = QStringLiteral("author"),
             .help = Tr::tr("Who made the package."),
             .valueName = QStringLiteral("TEXT")},
            {.name = QStringLiteral("id"),
             .help = Tr::tr("Without it one is made of vendor, product, name and version."),
             .valueName = QStringLiteral("ID")},
            {.name = QStringLiteral("file"),
             .type = ParameterType::File,
             .help = Tr::tr("Content that goes with it, under its file name."),
             .valueName = QStringLiteral("FILE")},
            {.name = QStringLiteral("lab-sign"),
             .help = Tr::tr("Puts the lab header in front of each file, signed with this key of the bench; where "
                            "config_otau is given, of the content of this bench that its payload names. It is a "
                            "format of ours, for gateways that expect it."),
             .valueName = QStringLiteral("KEY")},
            {.name = QStringLiteral("device-type"),
             .help = Tr::tr("With --lab-sign: for what type of device it is."),
             .valueName = QStringLiteral("UUID")},
            {.name = QStringLiteral("lab-number"),
             .type = ParameterType::Integer,
             .help = Tr::tr("With --lab-sign: the number that has to rise with each release. By default the time, in "
                            "milliseconds."),
             .valueName = QStringLiteral("N"),
             .minimum = 0},
            {.name = passwordFileName,
             .type = ParameterType::File,
             .help = Tr::tr("With --lab-sign: a file whose first line is the key's password."),
             .valueName = QStringLiteral("FILE")}};
}

} // namespace

CloudOperation packageAddOperation()
{
    return {{.name = QStringLiteral("exosense.package.add"),
             .summary = Tr::tr("Make a package of a config_otau, of a file or of a release that is to be installed."),
             .parameters = addParameters(),
             .returns = Tr::tr("The entry.")},
            true,
            runAdd};
}

} // namespace ota
