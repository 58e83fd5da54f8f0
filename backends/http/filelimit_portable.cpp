// SPDX-License-Identifier: Apache-2.0
#include "http/filelimit.h"

#include <limits>

namespace ota {

qint64 raiseFileLimit()
{
    return std::numeric_limits<qint64>::max();
}

} // namespace ota
