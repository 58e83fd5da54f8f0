// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/meaning.h"

#include "panels/widgets/look.h"

namespace ota {

Mark markOf(Severity severity)
{
    return severity >= Severity::Error ? Mark::Bad : severity >= Severity::Warning ? Mark::Warn : Mark::Info;
}

Mark markOf(ResultClass result)
{
    switch (result) {
    case ResultClass::Good:
        return Mark::Good;
    case ResultClass::Attention:
        return Mark::Warn;
    case ResultClass::Bad:
        return Mark::Bad;
    case ResultClass::EndedByUs:
        return Mark::Neutral;
    case ResultClass::Running:
        break;
    }
    return Mark::None;
}

} // namespace ota
