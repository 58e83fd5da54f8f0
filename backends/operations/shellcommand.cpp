// SPDX-License-Identifier: Apache-2.0
#include "operations/shellcommand.h"

#include <QRegularExpression>

namespace ota {

namespace {

constexpr const char* variable = "OTAW_COMMAND";

} // namespace

QString quotedForShell(const QString& text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (plain.match(text).hasMatch())
        return text;
    QString quoted = text;
    return QLatin1Char('\'') + quoted.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

QString shellProgram()
{
    const QString named = qEnvironmentVariable(variable);
    return named.isEmpty() ? QStringLiteral("otaw") : named;
}

void nameBenchInCommands(const QString& directory)
{
    const QString command = shellProgram() + QStringLiteral(" --bench=") + quotedForShell(directory);
    qputenv(variable, command.toLocal8Bit());
}

} // namespace ota
