// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace ota {

/// Serial ports that a board may hang on, under names that stay when it is plugged in again where the system has such:
/// `/dev/serial/by-id/…`, else `/dev/ttyACM0`.
QStringList serialPorts();

} // namespace ota
