// SPDX-License-Identifier: Apache-2.0
#include "commandline/manual.h"

#include "commandline/commandline.h"

namespace ota {

namespace {

/// Text in which roff sees no commands: backslashes, leading dots and quotes, hyphens.
QString roff(QString text)
{
    text.replace(u'\\', QStringLiteral("\\e")).replace(u'-', QStringLiteral("\\-"));
    QStringList lines = text.split(u'\n');
    for (QString& line : lines) {
        if (line.startsWith(u'.') || line.startsWith(u'\''))
            line.prepend(QStringLiteral("\\&"));
    }
    return lines.join(u'\n');
}

QString synopsis(const Operation& operation)
{
    QString verb = operation.name;
    QString text = QStringLiteral(".SS otaw ") + roff(verb.replace(u'.', u' ')) + u'\n' + roff(operation.summary) +
                   QStringLiteral(".\n");
    if (!operation.details.isEmpty())
        text += QStringLiteral(".PP\n") + roff(operation.details) + u'\n';
    return text;
}

QString entry(const Parameter& parameter)
{
    QString head = parameter.positional ? parameter.name.toUpper() : QStringLiteral("--") + parameter.name;
    if (!parameter.positional && parameter.type != ParameterType::Flag)
        head += u' ' + (parameter.valueName.isEmpty() ? typeName(parameter.type).toUpper() : parameter.valueName);
    if (parameter.repeated)
        head += QStringLiteral(" …");
    QString text = parameter.help;
    if (!parameter.choices.isEmpty())
        text += QStringLiteral(" One of ") + parameter.choices.join(QStringLiteral(", ")) + u'.';
    if (parameter.required)
        text += QStringLiteral(" Required.");
    return QStringLiteral(".TP\n.B ") + roff(head) + u'\n' + roff(text) + u'\n';
}

} // namespace

QString manualPage(const OperationRegistry& registry, const QString& version)
{
    QString page = QStringLiteral(".TH OTAW 1 \"\" \"OTA Workbench %1\" \"User Commands\"\n"
                                  ".SH NAME\notaw \\- prove over\\-the\\-air updates from a shell\n"
                                  ".SH SYNOPSIS\n.B otaw\n[\\-\\-bench DIR] [\\-\\-json] [\\-\\-quiet] NOUN VERB …\n"
                                  ".SH OPERATIONS\n")
                       .arg(version);
    for (const Operation* operation : registry.all()) {
        page += synopsis(*operation);
        for (const Parameter& parameter : operation->parameters)
            page += entry(parameter);
    }
    page += QStringLiteral(".SH EXIT STATUS\n.nf\n") + roff(exitStatusTable().section(u'\n', 1)) +
            QStringLiteral("\n.fi\n");
    page += QStringLiteral(".SH ENVIRONMENT\n.TP\n.B OTA_BENCH\nThe bench directory when \\-\\-bench is not given.\n");
    return page;
}

} // namespace ota
