// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace ota {

/// Writes packages as the vendor's command line uploads them, and a file that one of them names: applicable ones of
/// every type, one with a warning, and two that can not be applied. Ends the program on any error.
void writePackages(const QString& folder);

} // namespace ota
