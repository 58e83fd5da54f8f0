// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"
#include "virtual/boardprofile.h"

namespace ota {

/// Where a board's `settings` keep what board.virtual was told.
inline const QString boardRunSettings = QStringLiteral("run");

/// How a virtual board is built, as parameters of an operation. With or without the secrets, which no bench keeps.
std::vector<Parameter> boardSettingParameters(bool withSecrets);

/// What somebody gave of them.
QJsonObject givenBoardSettings(const Arguments& arguments);

/// The arguments with what the bench keeps of a board in place of what nobody gave.
Arguments withKeptBoardSettings(const Arguments& arguments, const QJsonObject& kept);

/// The profile of a board that is built so; name, directory and address are left open. Errors: Usage, those of keys.
Result<BoardProfile> boardProfileFrom(const Arguments& arguments, OperationContext& context);

} // namespace ota
