// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace ota {

/// What an ExosenseCloud is strict about.
struct CloudSettings
{
    bool addsUnknown = false; ///< Policy `open`: unknown identities are added when they activate.
    bool reissues = false;    ///< A second activation gives a new token, else it is refused.
    /// A read gives what was written last, by whichever side, as the old platform did.
    bool singleValue = false;
    QString vendor = {}; ///< Empty: any vendor and model are right.
    QString model = {};

    friend bool operator==(const CloudSettings&, const CloudSettings&) = default;
};

} // namespace ota
