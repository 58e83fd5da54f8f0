// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace ota {

/// The text as one word for a POSIX shell.
QString quotedForShell(const QString& text);

/// How a command line of otaw begins: `otaw`, or what the environment's OTAW_COMMAND says, as it is, for a program that
/// lies elsewhere or works on another bench than the usual one.
QString shellProgram();

/// Lets all commands of this program name the bench in that directory. Before anything else runs.
void nameBenchInCommands(const QString& directory);

} // namespace ota
