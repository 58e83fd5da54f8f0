// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

/// Internal to backends/http.
namespace ota {

/// Every connection takes a file of the process. Raises what it may open to the most that the system lets it, and says
/// how many that are.
qint64 raiseFileLimit();

} // namespace ota
