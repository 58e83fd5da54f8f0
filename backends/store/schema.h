// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/database.h"

namespace ota {

/// The tables of the store itself.
MigrationSet storeSchema();

} // namespace ota
