// SPDX-License-Identifier: Apache-2.0
#include "http/filelimit.h"

#include <sys/resource.h>

#include <limits>

namespace ota {

qint64 raiseFileLimit()
{
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0)
        return std::numeric_limits<qint64>::max();
    // The soft limit is low for programs that use select; nothing here does.
    if (files.rlim_cur < files.rlim_max) {
        const rlimit wanted{files.rlim_max, files.rlim_max};
        if (::setrlimit(RLIMIT_NOFILE, &wanted) == 0)
            files = wanted;
    }
    if (files.rlim_cur == RLIM_INFINITY)
        return std::numeric_limits<qint64>::max();
    return static_cast<qint64>(files.rlim_cur);
}

} // namespace ota
