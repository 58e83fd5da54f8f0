// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "operations/operation.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace ota {

/// Lets the window that has the bench run the operation, as if it had been started there: it is in the window's list of
/// jobs and asks there what it has to ask. Progress and records come to `job`; to cancel that one ends it in the
/// window. For worker threads: waits. Nothing when no window of this bench is open. Errors: the operation's; Io when
/// the window is closed meanwhile.
std::optional<Result<Outcome>> runInWindow(const QString& benchDirectory, const Operation& operation,
                                           const Arguments& arguments, JobContext& job);

/// The values that somebody gave, with files named in a way that holds for a program in another folder than `folder`.
QJsonObject valuesFrom(const QString& folder, const Operation& operation, const Arguments& arguments);

} // namespace ota
