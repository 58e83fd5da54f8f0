// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/images/releasedetails.h"
#include "panels/widgets/panelpage.h"

#include <QTimer>

class QSplitter;
class QStackedWidget;

namespace ota {

class Banner;
class Button;
class EmptyState;
class ReleaseActions;
class ReleaseBuilder;
class ReleaseInspector;
class ReleaseModel;
class SearchTable;
class SegmentedControl;
struct Error;
struct Workbench;

/// The releases and drafts of the bench: what is in them, who signed them, and how a new one is made.
class ImagesPanel final : public PanelPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImagesPanel)

public:
    /// `workbench` must outlive the panel.
    explicit ImagesPanel(Workbench& workbench, QWidget* parent = nullptr);
    ~ImagesPanel() override;

    QString id() const override { return QStringLiteral("images"); }
    QString title() const override { return tr("Images"); }
    QString icon() const override { return QStringLiteral("images"); }
    PanelHeader* header() const override { return m_header; }
    QWidget* inspector() const override;
    int inspectorWidth() const override;
    FilterField* filterField() const override { return m_filter; }
    QList<QAction*> panelActions() const override;
    void createNew() override;
    QString selectionCommand() const override;
    QString helpText() const override;
    /// `release/ID`, `draft/ID`, `key/NAME` (of what is signed by it).
    bool openThing(const QString& thing) override;
    /// Images of a new release; manifests that are ready are published as they are.
    bool takeFiles(const QStringList& paths) override;
    void activated() override;
    void deactivated() override;

private:
    void makeHeader();
    void makeTable();
    void makeEmpty();
    void connectAll();
    void refresh();
    void applyScope();
    void readCurrent();
    void updateActions();
    void importFiles();
    void buildNext(const QString& id);
    void showBuilder(bool on);
    void onBuilt(const QString& id, bool draft);
    void showPage();
    const Release* current() const;
    void showError(const QString& what, const Error& error);

    Workbench& m_workbench;
    PanelHeader* m_header;
    FilterField* m_filter;
    SegmentedControl* m_scope;
    Banner* m_banner;
    QStackedWidget* m_pages;
    EmptyState* m_empty;
    QSplitter* m_split;
    SearchTable* m_table;
    ReleaseBuilder* m_builder = nullptr; ///< Made when it is first asked for.
    ReleaseModel* m_model;
    ReleaseInspector* m_inspector;
    Button* m_compareButton = nullptr;
    ReleaseActions* m_actions;
    QTimer m_ages;
    bool m_chosen = false; ///< The first row was selected for the person once.
    QString m_wanted;      ///< Of openThing() before the bench had been read.
};

} // namespace ota
