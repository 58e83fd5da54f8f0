// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QWidget>

class QAction;

namespace ota {

class FilterField;
class PanelHeader;

/// A panel of the window: what stands between rail and inspector. The window asks it for its head, its inspector and
/// its actions and puts them where they belong; it owns them through QWidget's parents.
class PanelPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PanelPage)

public:
    explicit PanelPage(QWidget* parent = nullptr)
        : QWidget(parent)
    {
    }
    ~PanelPage() override = default;

    virtual QString id() const = 0;    ///< `images`: the key of what is remembered, and of links.
    virtual QString title() const = 0; ///< The word in the rail.
    virtual QString icon() const = 0;  ///< A name of resources/icons.

    /// The head of the panel, 44 px. Never null.
    virtual PanelHeader* header() const = 0;
    /// What belongs to the selection; null when the panel has none. Never blank: without a selection it shows the
    /// facts of the whole panel.
    virtual QWidget* inspector() const { return nullptr; }
    virtual int inspectorWidth() const;
    /// Where Ctrl+F goes; may be null.
    virtual FilterField* filterField() const { return nullptr; }

    /// Actions for the palette and the menu, with their keys. Owned by the panel.
    virtual QList<QAction*> panelActions() const { return {}; }
    /// The new thing of this panel: Ctrl+N.
    virtual void createNew() {}
    /// F3 and Shift+F3.
    virtual void findNext(bool forward) { Q_UNUSED(forward); }
    /// The selection as `otaw` commands, for Ctrl+Shift+C; empty when there is nothing.
    virtual QString selectionCommand() const { return {}; }
    /// What F1 shows: sentences, paragraphs parted by an empty line.
    virtual QString helpText() const = 0;
    /// Opens a thing of this panel, as `session/12`. False when it is not here.
    virtual bool openThing(const QString& thing);

    /// Files were dropped on the window. True when this panel does something with them.
    virtual bool takeFiles(const QStringList& paths);

    /// The panel is seen from now on; others stop what costs while they are hidden.
    virtual void activated() {}
    virtual void deactivated() {}

Q_SIGNALS:
    /// How much here needs a person: the badge in the rail. 0 takes it away.
    void attentionChanged(int count);
};

} // namespace ota
