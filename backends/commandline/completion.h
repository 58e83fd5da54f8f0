// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operationregistry.h"

#include <QString>

namespace ota {

/// A completion script for `otaw`, made from the registry: nouns, verbs, options, choices and files.
/// `shell` is `bash`, `zsh` or `fish`.
QString completionScript(const OperationRegistry& registry, const QString& shell);

} // namespace ota
