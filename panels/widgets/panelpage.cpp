// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/panelpage.h"

#include "look_tokens.h"

namespace ota {

int PanelPage::inspectorWidth() const
{
    return tokens::width::inspector;
}

bool PanelPage::openThing(const QString& thing)
{
    Q_UNUSED(thing);
    return false;
}

bool PanelPage::takeFiles(const QStringList& paths)
{
    Q_UNUSED(paths);
    return false;
}

} // namespace ota
