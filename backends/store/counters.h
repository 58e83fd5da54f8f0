// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/database.h"

namespace ota {

/// Raises the named counter and returns its new value. Inside the transaction of the change that it counts, so that who
/// sees the number sees the change.
Result<qint64> raiseCounter(Database& database, const QString& name);

/// 0 when it was never raised.
Result<qint64> readCounter(Database& database, const QString& name);

} // namespace ota
