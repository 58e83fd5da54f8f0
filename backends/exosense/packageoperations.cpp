// SPDX-License-Identifier: Apache-2.0
// exosense.package.*

#include "exosense/deviceform.h"
#include "exosense/exosenseoperations_p.h"
#include "exosense/otaupackage.h"
#include "exosense/packageimport.h"
#include "operations/texttable.h"
#include "store/bench.h"
#include "store/blobstore.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PackageOperations)
};

QJsonObject jsonOf(const ContentEntry& entry)
{
    QJsonObject json = entry.toJson();
    const PackageCheck check = checkPackage(entry.id, entry.tag(QString(otauInfoTag)));
    json.insert(QStringLiteral("package"), check.isListed);
    if (!check.isListed)
        return json;
    json.insert(QStringLiteral("applicable"), check.isApplicable);
    if (!check.problem.isEmpty())
        json.insert(QStringLiteral("problem"), check.problem);
    const OtauInfo info = check.info();
    json.insert(QStringLiteral("author"), info.author);
    json.insert(QStringLiteral("vendor"), info.vendor);
    json.insert(QStringLiteral("product"), info.product);
    json.insert(QStringLiteral("version"), check.config.version());
    json.insert(QStringLiteral("name"), check.config.name());
    if (const auto type = check.config.type())
        json.insert(QStringLiteral("payload_type"), keyOf(*type));
    json.insert(QStringLiteral("config_otau"), QString::fromUtf8(check.configText()));
    ExosenseFindings findings = check.findings;
    findings.insert(findings.end(), check.config.findings.begin(), check.config.findings.end());
    json.insert(QStringLiteral("findings"), ota::toJson(findings));
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

Result<Outcome> runShow(const Arguments& arguments, ExosenseCloud& cloud)
{
    const auto entry = cloud.store().content(arguments.text(QStringLiteral("id")));
    if (!entry)
        return failure(entry.error());
    const QJsonObject json = jsonOf(*entry);
    QString text = rowOf(json).join(QStringLiteral("  "));
    for (const QJsonValue& finding : json[QStringLiteral("findings")].toArray())
        text += u'\n' + finding[QStringLiteral("code")].toString() + QStringLiteral("  ") +
                finding[QStringLiteral("message")].toString();
    return Outcome{json, text};
}

Result<Outcome> runLint(const Arguments& arguments, ExosenseCloud& cloud)
{
    auto outcome = runShow(arguments, cloud);
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

/// Where gateways fetch content of this bench.
Result<QString> contentBase(const Arguments& arguments, ExosenseCloud& cloud)
{
    if (arguments.has(QStringLiteral("base")))
        return arguments.text(QStringLiteral("base"));
    const auto services = cloud.bench().services();
    if (!services)
        return failure(services.error());
    const QString address = (*services)[QStringLiteral("exosense")].toString();
    if (address.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("nobody serves gateways now, so that the address is not known"), {},
                       Tr::tr("Give it with --base, or start otaw exosense serve first."));
    return address;
}

/// The request for a file of ours, with its digest and size.
Result<QByteArray> builtConfig(const Arguments& arguments, ExosenseCloud& cloud, const ContentEntry& file)
{
    const auto base = contentBase(arguments, cloud);
    if (!base)
        return failure(base.error());
    ConfigDraft draft;
    draft.version = arguments.text(QStringLiteral("version"));
    draft.name = arguments.text(QStringLiteral("name"));
    draft.urls = {*base + QStringLiteral("/provision/download?id=") +
                  QString::fromLatin1(percentEncoded(file.id.toUtf8()))};
    draft.sha256 = file.blob->hex();
    draft.size = static_cast<quint64>(file.sizeBytes);
    return buildConfig(draft);
}

Result<ContentEntry> packageOf(const Arguments& arguments, const QByteArray& text)
{
    const ConfigCheck check = checkConfig(text);
    if (!check.isValid() || !check.value)
        return failure(Error::Code::BadInput, Tr::tr("this is no valid config_otau"),
                       arguments.text(QStringLiteral("config")),
                       Tr::tr("otaw exosense config lint tells what is wrong."));
    const OtauInfo info{arguments.text(QStringLiteral("author")), arguments.text(QStringLiteral("vendor")),
                        arguments.text(QStringLiteral("product")), *check.value};
    ContentEntry entry;
    entry.id = arguments.has(QStringLiteral("id"))
                   ? arguments.text(QStringLiteral("id"))
                   : packageIdFor(info.vendor, info.product, check.name(), check.version());
    entry.tags.insert(QString(otauInfoTag), QString::fromLatin1(encodeOtauInfo(info)));
    if (!isPackageId(entry.id))
        return failure(Error::Code::Usage, Tr::tr("the id of a package begins with package_"), entry.id);
    return entry;
}

/// The package and the file that it points at, in one transaction.
Result<Outcome> runAdd(const Arguments& arguments, ExosenseCloud& cloud)
{
    const bool hasConfig = arguments.has(QStringLiteral("config"));
    const bool hasFile = arguments.has(QStringLiteral("file"));
    const bool isNamed = arguments.has(QStringLiteral("version")) && arguments.has(QStringLiteral("name"));
    if (!hasConfig && !(hasFile && isNamed))
        return failure(Error::Code::Usage,
                       Tr::tr("give a file with config_otau, or --file, --version and --name to make one"));
    std::vector<ContentEntry> entries;
    BlobPin pin; // Until the entry refers to it.
    if (hasFile) {
        const QString path = arguments.text(QStringLiteral("file"));
        const auto blob = cloud.bench().blobs().importFile(path);
        if (!blob)
            return failure(blob.error());
        pin = blob->pin;
        ContentEntry file;
        file.id = QFileInfo(path).fileName();
        file.blob = blob->id;
        file.sizeBytes = blob->sizeBytes;
        entries.push_back(std::move(file));
    }
    const auto text = hasConfig ? configFrom(arguments.text(QStringLiteral("config")))
                                : builtConfig(arguments, cloud, entries.front());
    if (!text)
        return failure(text.error());
    auto entry = packageOf(arguments, *text);
    if (!entry)
        return failure(entry.error());
    const QString id = entry->id;
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
    const auto imported = importPackages(arguments.text(QStringLiteral("folder")), cloud);
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

Parameter idParameter()
{
    return {.name = QStringLiteral("id"),
            .help = Tr::tr("The package's id."),
            .valueName = QStringLiteral("PACKAGE"),
            .required = true,
            .positional = true};
}

std::vector<Parameter> addParameters()
{
    return {{.name = QStringLiteral("config"),
             .type = ParameterType::File,
             .help = Tr::tr("A file with config_otau, as exosense config build makes it."),
             .valueName = QStringLiteral("FILE"),
             .positional = true},
            {.name = QStringLiteral("version"),
             .help = Tr::tr("Without FILE: what shall run."),
             .valueName = QStringLiteral("TEXT")},
            {.name = QStringLiteral("name"),
             .help = Tr::tr("Without FILE: what people call it."),
             .valueName = QStringLiteral("TEXT")},
            {.name = QStringLiteral("base"),
             .help = Tr::tr("Without FILE: where gateways reach this bench; the address that is served now."),
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
          .parameters = {idParameter()},
          .returns = Tr::tr("As package show; exit status 1 when it can not be applied.")},
         false,
         runLint},
        {{.name = QStringLiteral("exosense.package.add"),
          .summary = Tr::tr("Make a package of a config_otau, or of a file that is to be installed."),
          .parameters = addParameters(),
          .returns = Tr::tr("The entry.")},
         true,
         runAdd},
        {{.name = QStringLiteral("exosense.package.import"),
          .summary = Tr::tr("Import a folder of packages, as the vendor's command line uploads them."),
          .details = Tr::tr("Files named package_….json hold otau_info or config_otau; all others are content."),
          .parameters = {{.name = QStringLiteral("folder"),
                          .type = ParameterType::Folder,
                          .help = Tr::tr("Where they are."),
                          .valueName = QStringLiteral("DIR"),
                          .required = true,
                          .positional = true}},
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
