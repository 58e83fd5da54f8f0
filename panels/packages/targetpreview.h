// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/configotau.h"
#include "exosense/exosensecloud.h"
#include "panels/widgets/look.h"

#include <QString>

namespace ota {

/// What applying a package would mean for one gateway.
struct TargetPreview
{
    QString runs;  ///< The version that it said last; empty: unknown.
    QString gets;  ///< The package's version.
    QString asked; ///< What it is asked for now and how far that came; empty: nothing.
    QString words; ///< What comes of it.
    Mark mark = Mark::None;

    bool operator==(const TargetPreview&) const = default;
};

/// `config`: of the package, `desired`: of what the gateway is asked for now. Pure.
TargetPreview previewOf(const GatewayView& gateway, const ConfigCheck& config, const ConfigCheck& desired);
/// What a gateway is asked for; without a value when nothing.
ConfigCheck desiredOf(const GatewayView& gateway);

/// How far a request came: `not fetched yet`, `told`, `acknowledged`, …; empty for None.
QString requestWords(AckState state);

} // namespace ota
