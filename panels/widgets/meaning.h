// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/vocabulary.h"

namespace ota {

enum class Mark;

/// With what mark a finding is shown, and with what a result; a running session has none.
Mark markOf(Severity severity);
Mark markOf(ResultClass result);
inline Mark markOf(SessionResult result)
{
    return markOf(classOf(result));
}

} // namespace ota
