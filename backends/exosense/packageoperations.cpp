// SPDX-License-Identifier: Apache-2.0
// exosense.package.*

#include "exosense/exosenseoperations_p.h"
#include "exosense/otaupackage.h"
#include "exosense/packagecontent.h"
#include "exosense/packageimport.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "store/blobstore.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PackageOperations)
};

/// What a tag makes of an entry of this id, stored or not.
QJsonObject packageJson(const QString& id, const std::optional<QByteArray>& tag)
{
    const PackageCheck check = checkPackage(id, tag);
    QJsonObject json{{QStringLiteral("id"), id}, {QStringLiteral("package"), check.isListed}};
    if (!check.isListed)
        return json;
    json.insert(QStringLiteral("applicable"), check.isApplicable);
    if (!check.problem.isEmpty()) {
        json.insert(QStringLiteral("problem"), check.problem);
        json.insert(QStringLiteral("explanation"), explainExosenseCode(check.problem));
    }
    const OtauInfo info = check.info();
    const QByteArray config = check.configText();
    json.insert(QStringLiteral("author"), info.author);
    json.insert(QStringLiteral("vendor"), info.vendor);
    json.insert(QStringLiteral("product"), info.product);
    json.insert(QStringLiteral("version"), check.config.version());
    json.insert(QStringLiteral("name"), check.config.name());
    if (const auto type = check.config.type())
        json.insert(QStringLiteral("payload_type"), keyOf(*type));
    json.insert(QStringLiteral("urls"), QJsonArray::fromStringList(check.config.urls()));
    json.insert(QStringLiteral("config_otau"), QString::fromUtf8(config));
    if (check.decoded)
        json.insert(QStringLiteral("encoded"), QString::fromLatin1(encodeOtauInfo(*check.decoded)));
    if (const auto repaired = repairedConfig(config))
        json.insert(QStringLiteral("repaired"), QString::fromUtf8(*repaired));
    ExosenseFindings findings = check.findings;
    findings.insert(findings.end(), check.config.findings.begin(), check.config.findings.end());
    json.insert(QStringLiteral("findings"), ota::toJson(findings));
    return json;
}

QJsonObject jsonOf(const ContentEntry& entry)
{
    QJsonObject json = entry.toJson();
    const QJsonObject package = packageJson(entry.id, entry.tag(QString(otauInfoTag)));
    for (auto member = package.begin(); member != package.end(); ++member)
        json.insert(member.key(), member.value());
    return json;
}

QStringList rowOf(const QJsonObject& json)
{
    const QString state = !json[QStringLiteral("package")].toBool()     ? Tr::tr("file")
                          : json[QStringLiteral("applicable")].toBool() ? Tr::tr("applicable")
                                                                        : json[QStringLiteral("problem")].toString();
    return {json[QStringLiteral("id")].toString(),           json[QStringLiteral("vendor")].toString(),
            json[QStringLiteral("product")].toString(),      json[QStringLiteral("version")].toString(),
            json[QStringLiteral("payload_type")].toString(), state};
}

Result<Outcome> runList(const Arguments& arguments, ExosenseCloud& cloud)
{
    const auto entries = cloud.store().content();
    if (!entries)
        return failure(entries.error());
    QJsonArray list;
    std::vector<QStringList> rows;
    for (const ContentEntry& entry : *entries) {
        if (!isPackageId(entry.id) && !arguments.flag(QStringLiteral("files")))
            continue;
        const QJsonObject json = jsonOf(entry);
        list.append(json);
        rows.push_back(rowOf(json));
    }
    return Outcome{{{QStringLiteral("packages"), list}},
                   textTable({Tr::tr("ID"), Tr::tr("VENDOR"), Tr::tr("PRODUCT"), Tr::tr("VERSION"), Tr::tr("TYPE"),
                              Tr::tr("STATE")},
                             rows)};
}

Outcome shownOutcome(const QJsonObject& json)
{
    QString text = rowOf(json).join(QStringLiteral("  "));
    for (const QJsonValue& finding : json[QStringLiteral("findings")].toArray())
        text += u'\n' + finding[QStringLiteral("code")].toString() + QStringLiteral("  ") +
                finding[QStringLiteral("message")].toString();
    return {json, text};
}

Result<Outcome> runShow(const Arguments& arguments, ExosenseCloud& cloud)
{
    const auto entry = cloud.store().content(arguments.text(QStringLiteral("id")));
    if (!entry)
        return failure(entry.error());
    return shownOutcome(jsonOf(*entry));
}

Result<Outcome> runLint(const Arguments& arguments, ExosenseCloud& cloud)
{
    const QString id = arguments.text(QStringLiteral("id"));
    Result<Outcome> outcome = Outcome();
    if (arguments.has(QStringLiteral("tag")))
        outcome = shownOutcome(packageJson(id.isEmpty() ? QStringLiteral("package_") : id,
                                           arguments.text(QStringLiteral("tag")).toUtf8()));
    else if (id.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("name a package, or give the text of a tag with --tag"));
    else
        outcome = runShow(arguments, cloud);
    if (outcome && outcome->data[QStringLiteral("package")].toBool())
        outcome->good = outcome->data[QStringLiteral("applicable")].toBool();
    return outcome;
}

Result<Outcome> runRemove(const Arguments& arguments, ExosenseCloud& cloud)
{
    const QString id = arguments.text(QStringLiteral("id"));
    if (auto removed = cloud.store().removeContent(id); !removed)
        return failure(removed.error());
    return Outcome{{{QStringLiteral("id"), id}}, Tr::tr("%1 is removed").arg(id)};
}

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

Result<Payload> payloadFrom(const Arguments& arguments, ExosenseCloud& cloud)
{
    Payload payload;
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
    } else if (arguments.has(QStringLiteral("file"))) {
        const QString prefix =
            givenOr(arguments, QStringLiteral("version"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
        auto made = contentOfFile(cloud.bench(), cloud.store(), arguments.text(QStringLiteral("file")), prefix);
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

Result<ContentEntry> packageOf(const Arguments& arguments, const QByteArray& text)
{
    const auto object = infoFrom(arguments, text);
    if (!object)
        return failure(object.error());
    ContentEntry entry;
    entry.tags.insert(QString(otauInfoTag), QString::fromLatin1(encodeOtauInfo(*object)));
    const PackageCheck check = checkPackage(QStringLiteral("package_"), entry.tag(QString(otauInfoTag)));
    entry.id = arguments.has(QStringLiteral("id")) ? arguments.text(QStringLiteral("id"))
                                                   : packageIdFor(check.info().vendor, check.info().product,
                                                                  check.config.name(), check.config.version());
    if (!isPackageId(entry.id))
        return failure(Error::Code::Usage, Tr::tr("the id of a package begins with package_"), entry.id);
    return entry;
}

/// Says of what it is to be made, in one way.
Result<> checkSource(const Arguments& arguments)
{
    const bool hasConfig = arguments.has(QStringLiteral("config")) || arguments.has(QStringLiteral("text"));
    const bool hasFile = arguments.has(QStringLiteral("file"));
    const bool hasRelease = arguments.has(QStringLiteral("release"));
    const bool isNamed = arguments.has(QStringLiteral("version")) && arguments.has(QStringLiteral("name"));
    if (hasRelease && (hasConfig || hasFile))
        return failure(Error::Code::Usage, Tr::tr("a package of a release takes no other file"));
    if (arguments.has(QStringLiteral("config")) && arguments.has(QStringLiteral("text")))
        return failure(Error::Code::Usage, Tr::tr("give config_otau as a file or as --text, not both"));
    if (!hasConfig && !hasRelease && !(hasFile && isNamed))
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
    const auto payload = payloadFrom(arguments, cloud);
    if (!payload)
        return failure(payload.error());
    const auto text = textFrom(arguments, *payload);
    if (!text)
        return failure(text.error());
    auto entry = packageOf(arguments, *text);
    if (!entry)
        return failure(entry.error());
    const QString id = entry->id;
    const QStringList urls = checkPackage(id, entry->tag(QString(otauInfoTag))).config.urls();
    const bool isOurs =
        std::ranges::any_of(urls, [&](const QString& url) { return url.startsWith(contentUrl(payload->base, {})); });
    if (isOurs && payload->follows)
        entry->tags.insert(QString(payloadBaseTag), payload->base);
    std::vector<ContentEntry> entries = payload->content.entries;
    entries.push_back(std::move(*entry));
    if (auto put = cloud.store().put(std::move(entries)); !put)
        return failure(put.error());
    const auto stored = cloud.store().content(id);
    if (!stored)
        return failure(stored.error());
    return Outcome{jsonOf(*stored), Tr::tr("%1 is a package now").arg(id)};
}

Result<Outcome> runImport(const Arguments& arguments, ExosenseCloud& cloud)
{
    const bool hasFolder = arguments.has(QStringLiteral("folder"));
    const bool hasOther = arguments.has(QStringLiteral("file")) || arguments.has(QStringLiteral("release"));
    if (hasFolder == hasOther)
        return failure(Error::Code::Usage, Tr::tr("say what to import: a folder, or --file or --release"));
    const auto imported =
        hasFolder ? importPackages(arguments.text(QStringLiteral("folder")), cloud)
                  : importFiles(arguments.list(QStringLiteral("file")), arguments.text(QStringLiteral("release")),
                                arguments.list(QStringLiteral("release-file")), cloud);
    if (!imported)
        return failure(imported.error());
    QJsonArray list;
    std::vector<QStringList> rows;
    for (const QString& id : imported->ids) {
        const auto entry = cloud.store().content(id);
        if (!entry)
            return failure(entry.error());
        list.append(jsonOf(*entry));
        rows.push_back(rowOf(jsonOf(*entry)));
    }
    QString text = textTable(
        {Tr::tr("ID"), Tr::tr("VENDOR"), Tr::tr("PRODUCT"), Tr::tr("VERSION"), Tr::tr("TYPE"), Tr::tr("STATE")}, rows);
    for (const QString& skipped : imported->skipped)
        text += u'\n' + Tr::tr("Left out: %1").arg(skipped);
    return Outcome{{{QStringLiteral("imported"), list},
                    {QStringLiteral("skipped"), QJsonArray::fromStringList(imported->skipped)}},
                   text,
                   imported->skipped.isEmpty()};
}

Parameter idParameter(bool required = true)
{
    return {.name = QStringLiteral("id"),
            .help = Tr::tr("The package's id."),
            .valueName = QStringLiteral("PACKAGE"),
            .required = required,
            .positional = true};
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
             .valueName = QStringLiteral("FILE")}};
}

} // namespace

std::vector<CloudOperation> packageOperations()
{
    return {
        {{.name = QStringLiteral("exosense.package.list"),
          .summary = Tr::tr("List the packages, also those that can not be applied."),
          .parameters = {{.name = QStringLiteral("files"),
                          .type = ParameterType::Flag,
                          .help = Tr::tr("The other content, too.")}},
          .returns = Tr::tr("`packages`.")},
         false,
         runList},
        {{.name = QStringLiteral("exosense.package.show"),
          .summary = Tr::tr("Show a package with what is odd about it."),
          .parameters = {idParameter()},
          .returns = Tr::tr("The entry, `applicable`, `config_otau`, `findings`.")},
         false,
         runShow},
        {{.name = QStringLiteral("exosense.package.lint"),
          .summary = Tr::tr("Check whether a package can be applied."),
          .parameters = {idParameter(false),
                         {.name = QStringLiteral("tag"),
                          .help = Tr::tr("The text of otau_info that it would have; nothing needs to be stored."),
                          .valueName = QStringLiteral("TEXT")}},
          .returns = Tr::tr("As package show; exit status 1 when it can not be applied.")},
         false,
         runLint},
        {{.name = QStringLiteral("exosense.package.add"),
          .summary = Tr::tr("Make a package of a config_otau, of a file or of a release that is to be installed."),
          .parameters = addParameters(),
          .returns = Tr::tr("The entry.")},
         true,
         runAdd},
        {{.name = QStringLiteral("exosense.package.import"),
          .summary = Tr::tr("Import packages and content, as the vendor's command line uploads them."),
          .details = Tr::tr("Files named package_….json hold otau_info or config_otau; all others are content."),
          .parameters = {{.name = QStringLiteral("folder"),
                          .type = ParameterType::Folder,
                          .help = Tr::tr("Where they are."),
                          .valueName = QStringLiteral("DIR"),
                          .positional = true},
                         {.name = QStringLiteral("file"),
                          .type = ParameterType::File,
                          .help = Tr::tr("In place of a folder: files."),
                          .valueName = QStringLiteral("FILE"),
                          .repeated = true},
                         {.name = QStringLiteral("release"),
                          .help = Tr::tr("In place of a folder: a published release, whose files become content."),
                          .valueName = QStringLiteral("RELEASE")},
                         {.name = QStringLiteral("release-file"),
                          .help = Tr::tr("Which of its files. Without any: all but manifests."),
                          .valueName = QStringLiteral("NAME"),
                          .repeated = true}},
          .returns = Tr::tr("`imported`, `skipped` with reasons.")},
         true,
         runImport},
        {{.name = QStringLiteral("exosense.package.remove"),
          .summary = Tr::tr("Remove a package or other content."),
          .parameters = {idParameter()},
          .returns = Tr::tr("`id`."),
          .destructive = true},
         true,
         runRemove},
    };
}

} // namespace ota
