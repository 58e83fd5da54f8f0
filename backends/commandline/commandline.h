// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "operations/operationregistry.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace ota {

/// What `otaw` was asked for.
struct Command
{
    QString benchDirectory; ///< Empty: the default one.
    bool json = false;
    bool quiet = false;
    QString operation;  ///< The name in the registry.
    QJsonObject values; ///< As typed; not yet validated.
};

/// Either a command, or text to print and the status to end with (help, version, a usage error).
struct Parsed
{
    std::optional<Command> command;
    QString text;
    int status = 0;
};

/// Reads `otaw [--bench DIR] [--json] [--quiet] NOUN VERB …`. The grammar is made from the registry: an operation `a.b`
/// is the verb `b` of the noun `a`. `words` is argv without the program's name.
Parsed parseCommandLine(const OperationRegistry& registry, const QStringList& words, const QString& version);

/// The table of exit statuses, as help and manual print it.
QString exitStatusTable();

} // namespace ota
