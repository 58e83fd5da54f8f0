// SPDX-License-Identifier: Apache-2.0
// exosense.package.*, but for what makes one

#include "exosense/exosenseoperations_p.h"
#include "exosense/otaupackage.h"
#include "exosense/packagecontent.h"
#include "exosense/packageimport.h"
#include "operations/texttable.h"
#include "store/bench.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PackageOperations)
};

/// What a tag makes of an entry of this id, stored or not.
QJsonObject tagJson(const QString& id, const std::optional<QByteArray>& tag)
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
        const QJsonObject json = packageJson(entry);
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
    return shownOutcome(packageJson(*entry));
}

Result<Outcome> runLint(const Arguments& arguments, ExosenseCloud& cloud)
{
    const QString id = arguments.text(QStringLiteral("id"));
    Result<Outcome> outcome = Outcome();
    if (arguments.has(QStringLiteral("tag")))
        outcome = shownOutcome(
            tagJson(id.isEmpty() ? QStringLiteral("package_") : id, arguments.text(QStringLiteral("tag")).toUtf8()));
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
        list.append(packageJson(*entry));
        rows.push_back(rowOf(packageJson(*entry)));
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

} // namespace

QJsonObject packageJson(const ContentEntry& entry)
{
    QJsonObject json = entry.toJson();
    const QJsonObject package = tagJson(entry.id, entry.tag(QString(otauInfoTag)));
    for (auto member = package.begin(); member != package.end(); ++member)
        json.insert(member.key(), member.value());
    return json;
}

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
        packageAddOperation(),
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
