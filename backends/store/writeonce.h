// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QString>

namespace ota {

/// Makes a file of mode 0600 that is whole when it appears. When it exists already, also by a race, it stays as it is.
/// Error: Io.
Result<> writeFileOnce(const QString& path, QByteArrayView content);

} // namespace ota
