// SPDX-License-Identifier: Apache-2.0
// exosense.config.*

#include "exosense/configotau.h"
#include "exosense/deviceform.h"
#include "exosense/exosenseoperations_p.h"
#include "operations/operationregistry.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ConfigOperations)
};

Result<QByteArray> contentsOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::Io, file.errorString(), path);
    return file.readAll();
}

QString textOf(const ExosenseFindings& findings)
{
    QStringList lines;
    for (const ExosenseFinding& finding : findings)
        lines << QStringLiteral("%1  %2  %3%4")
                     .arg(keyOf(finding.severity).leftJustified(7), finding.code.leftJustified(18),
                          finding.path.isEmpty() ? QString() : finding.path + u' ', finding.message);
    return lines.join(u'\n');
}

Outcome outcomeOf(const QByteArray& text, const ConfigCheck& check)
{
    const QByteArray encoded = percentEncoded(text);
    QJsonObject data{{QStringLiteral("valid"), check.isValid()},
                     {QStringLiteral("config_otau"), QString::fromUtf8(text)},
                     {QStringLiteral("encoded"), QString::fromLatin1(encoded)},
                     {QStringLiteral("encoded_length"), encoded.size()},
                     {QStringLiteral("findings"), ota::toJson(check.findings)}};
    if (const auto repaired = repairedConfig(text))
        data.insert(QStringLiteral("repaired"), QString::fromUtf8(*repaired));
    return {data, textOf(check.findings), check.isValid()};
}

Result<Outcome> runLint(const Arguments& arguments, OperationContext& /*context*/)
{
    if (arguments.has(QStringLiteral("file")) == arguments.has(QStringLiteral("text")))
        return failure(Error::Code::Usage, Tr::tr("give a file, or the text with --text"));
    const auto text = arguments.has(QStringLiteral("text"))
                          ? Result<QByteArray>(arguments.text(QStringLiteral("text")).toUtf8())
                          : contentsOf(arguments.text(QStringLiteral("file")));
    if (!text)
        return failure(text.error());
    Outcome outcome = outcomeOf(*text, checkConfig(*text));
    if (outcome.text.isEmpty())
        outcome.text = Tr::tr("Nothing is odd about it");
    return outcome;
}

Result<ConfigDraft> draftFrom(const Arguments& arguments)
{
    ConfigDraft draft;
    draft.version = arguments.text(QStringLiteral("version"));
    draft.name = arguments.text(QStringLiteral("name"));
    draft.description = arguments.text(QStringLiteral("description"));
    draft.type = payloadTypeFromKey(arguments.text(QStringLiteral("type"))).value_or(PayloadType::File);
    draft.urls = arguments.list(QStringLiteral("url"));
    draft.sha256 = arguments.text(QStringLiteral("sha256"));
    if (arguments.has(QStringLiteral("size")))
        draft.size = static_cast<quint64>(arguments.integer(QStringLiteral("size")));
    if (draft.type != PayloadType::Json)
        return draft;
    if (!arguments.has(QStringLiteral("payload")))
        return failure(Error::Code::Usage, Tr::tr("--payload is missing: the file with the object"));
    auto json = contentsOf(arguments.text(QStringLiteral("payload")));
    if (!json)
        return failure(json.error());
    draft.json = std::move(*json);
    return draft;
}

Result<Outcome> runBuild(const Arguments& arguments, OperationContext& /*context*/)
{
    const auto draft = draftFrom(arguments);
    if (!draft)
        return failure(draft.error());
    const auto text = buildConfig(*draft);
    if (!text)
        return failure(text.error());
    Outcome outcome = outcomeOf(*text, checkConfig(*text));
    const QString path = arguments.text(QStringLiteral("output"));
    if (!path.isEmpty()) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(*text) != text->size() || !file.commit())
            return failure(Error::Code::Io, file.errorString(), path);
    }
    const QString findings = outcome.text;
    outcome.text = QString::fromUtf8(*text) + (findings.isEmpty() ? QString() : QString(u'\n' + findings));
    return outcome;
}

std::vector<Parameter> buildParameters()
{
    return {
        {.name = QStringLiteral("version"),
         .help = Tr::tr("What shall run: any text."),
         .valueName = QStringLiteral("TEXT"),
         .required = true},
        {.name = QStringLiteral("name"),
         .help = Tr::tr("What people call it."),
         .valueName = QStringLiteral("TEXT"),
         .required = true},
        {.name = QStringLiteral("description"), .help = Tr::tr("More about it."), .valueName = QStringLiteral("TEXT")},
        {.name = QStringLiteral("type"),
         .type = ParameterType::Choice,
         .help = Tr::tr("What the payload is."),
         .defaultValue = QStringLiteral("FILE"),
         .choices = {QStringLiteral("FILE"), QStringLiteral("JSON"), QStringLiteral("URL_LIST")}},
        {.name = QStringLiteral("url"),
         .help = Tr::tr("Where the device fetches it: one for FILE, any number for URL_LIST."),
         .valueName = QStringLiteral("URL"),
         .repeated = true},
        {.name = QStringLiteral("payload"),
         .type = ParameterType::File,
         .help = Tr::tr("For JSON: a file with the object."),
         .valueName = QStringLiteral("FILE")},
        {.name = QStringLiteral("sha256"),
         .help = Tr::tr("Of the file: an extension that few devices check."),
         .valueName = QStringLiteral("HEX")},
        {.name = QStringLiteral("size"),
         .type = ParameterType::Integer,
         .help = Tr::tr("Of the file in bytes: an extension, too."),
         .valueName = QStringLiteral("BYTES")},
        {.name = QStringLiteral("output"),
         .type = ParameterType::NewFile,
         .help = Tr::tr("Writes it there as well."),
         .valueName = QStringLiteral("FILE"),
         .shortOption = QStringLiteral("o")}};
}

} // namespace

void registerConfigOperations(OperationRegistry& registry)
{
    registry.add({.name = QStringLiteral("exosense.config.build"),
                  .summary = Tr::tr("Write a config_otau and check it."),
                  .parameters = buildParameters(),
                  .returns = Tr::tr("`config_otau`, `encoded`, `valid`, `findings`."),
                  .run = runBuild});
    registry.add({.name = QStringLiteral("exosense.config.lint"),
                  .summary = Tr::tr("Check a config_otau as it would be told to a device."),
                  .parameters = {{.name = QStringLiteral("file"),
                                  .type = ParameterType::File,
                                  .help = Tr::tr("A file with the text of the resource."),
                                  .valueName = QStringLiteral("FILE"),
                                  .positional = true},
                                 {.name = QStringLiteral("text"),
                                  .help = Tr::tr("The text itself, in place of a file."),
                                  .valueName = QStringLiteral("JSON")}},
                  .returns = Tr::tr("`valid`, `findings`, `encoded_length`, and `repaired` where that can be offered."),
                  .run = runLint});
}

} // namespace ota
