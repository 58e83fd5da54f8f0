// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/packages/packagesread.h"
#include "panels/widgets/panelpage.h"

#include <QTimer>

class QSplitter;
class QStackedWidget;

namespace ota {

class ApplyPane;
class Banner;
class Button;
class ContentModel;
class EmptyState;
class ImportPane;
class PackageActions;
class PackageEditor;
class PackageInspector;
class PackagesModel;
class SearchTable;
class SegmentedControl;
struct Error;
struct Workbench;

/// The packages of the ExoSense world and the content that gateways download: what is wrong with them, how a new one is
/// made, and which gateways are asked for it.
class PackagesPanel final : public PanelPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackagesPanel)

public:
    /// `workbench` must outlive the panel.
    explicit PackagesPanel(Workbench& workbench, QWidget* parent = nullptr);
    ~PackagesPanel() override;

    QString id() const override { return QStringLiteral("packages"); }
    QString title() const override { return tr("Packages"); }
    QString icon() const override { return QStringLiteral("packages"); }
    PanelHeader* header() const override { return m_header; }
    QWidget* inspector() const override;
    FilterField* filterField() const override { return m_filter; }
    QList<QAction*> panelActions() const override;
    void createNew() override;
    QString selectionCommand() const override;
    QString helpText() const override;
    /// `package/ID`, `content/ID`; `apply/NAME,NAME` asks which package these gateways get (thingOf()).
    bool openThing(const QString& thing) override;
    /// Folders and files are imported.
    bool takeFiles(const QStringList& paths) override;
    void activated() override;
    void deactivated() override;

private:
    enum Scope
    {
        Packages,
        Broken,
        Files
    };

    void makeHeader();
    void makeTables();
    void makeEmpty();
    void makePanes();
    void connectAll();
    void read();
    void take(const PackagesPointer& news);
    void takeGateways();
    void tellFacts();
    void showScope();
    void showPage();
    void readCurrent();
    bool choose(const QString& thing); ///< False when it is not there.
    void importFolder();
    void edit(const QString& pointer);
    void startApply();
    void startApplyFor(const QStringList& gateways);
    void choosePackageToApply(const QString& id);
    void showPane(QWidget* pane);
    void closePane();
    void showError(const QString& what, const Error& error);
    SearchTable* table() const;
    const PackageRow* currentPackage() const;

    Workbench& m_workbench;
    PanelHeader* m_header;
    FilterField* m_filter;
    SegmentedControl* m_scope;
    Button* m_apply = nullptr;
    Banner* m_banner;
    QStackedWidget* m_pages;  ///< The tables, or the empty state.
    QStackedWidget* m_tables; ///< Packages, or other content.
    EmptyState* m_empty = nullptr;
    QSplitter* m_split;
    QStackedWidget* m_panes; ///< Form, import, apply: at the lower edge.
    SearchTable* m_packageTable;
    SearchTable* m_fileTable;
    PackagesModel* m_packages;
    ContentModel* m_files;
    PackageInspector* m_inspector;
    PackageActions* m_actions;
    PackageEditor* m_editor;
    ApplyPane* m_applyPane;
    ImportPane* m_import;
    QTimer m_turn; ///< Others change the bench, too.
    PackagesPointer m_news;
    PackagesContext m_context;
    bool m_reading = false;
    bool m_again = false;
    bool m_chosen = false;      ///< The first row was selected for the person once.
    bool m_backToApply = false; ///< It waits for the package that is made or imported.
    QString m_wanted;           ///< Of openThing(), or what was made: to be chosen as soon as it is there.
};

} // namespace ota
