// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/release.h"

#include <QString>

#include <optional>

namespace ota {

/// Which manifest a device is told of (spec/suit-coap.md 1.6).
struct ManifestWish
{
    enum class Rule
    {
        EraB,     ///< `manifest`
        BySlot,   ///< POST /notify: the one for the slot that the device does not run from.
        ByVersion ///< POST /notifyv4
    };

    Rule rule = Rule::BySlot;
    QString version = QStringLiteral("latest");
    QString file = {}; ///< Named by a person: then no rule counts.
};

/// Whether it makes a difference from which slot the device runs: then it is asked.
bool dependsOnSlot(const Release& release, const ManifestWish& wish);

/// The name to put into the URL: a file's or an alias. `inactiveSlot` is the device's answer, nothing when it was not
/// asked or has no slots. Error: NotFound, naming what there is; BadInput when several fit.
Result<QString> chooseManifest(const Release& release, const ManifestWish& wish, std::optional<int> inactiveSlot);

} // namespace ota
