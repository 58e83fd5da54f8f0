// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace ota {

/// The name of several things of a panel at once, for PanelPage::openThing: `apply/gw-1,gw%2C2`. Names may hold
/// anything.
QString thingOf(const QString& kind, const QStringList& names);
/// The names that stand in it.
QStringList namesInThing(const QString& thing);

} // namespace ota
