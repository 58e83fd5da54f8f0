// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/boards/boardruns.h"
#include "panels/widgets/panelpage.h"
#include "panels/widgets/workbench.h"
#include "store/boardstore.h"

#include <QTimer>

class QSplitter;
class QStackedWidget;

namespace ota {

class Banner;
class BoardForm;
class BoardInspector;
class BoardResources;
class BoardSessions;
class BoardsModel;
class Button;
class DiscoverPane;
class EmptyState;
class GatewayActions;
class GatewayCompare;
class GatewayRunForm;
class NotifyPane;
class SearchTable;
class SegmentedControl;

/// The boards of the bench, physical and virtual: what they run, when they were last heard of, how their session
/// stands; adding, changing, starting, notifying.
class BoardsPanel final : public PanelPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardsPanel)

public:
    explicit BoardsPanel(Workbench& workbench, QWidget* parent = nullptr);
    ~BoardsPanel() override;

    QString id() const override { return QStringLiteral("boards"); }
    QString title() const override { return tr("Boards"); }
    QString icon() const override { return QStringLiteral("boards"); }
    PanelHeader* header() const override { return m_header; }
    QWidget* inspector() const override;
    FilterField* filterField() const override { return m_filter; }
    QList<QAction*> panelActions() const override { return m_actions; }
    void createNew() override { startAdd(BoardKind::Physical); }
    void findNext(bool forward) override;
    QString selectionCommand() const override;
    QString helpText() const override;
    /// `board/NAME`; `notify/RELEASE` tells what is chosen of that release; `gateway/run` offers virtual gateways.
    bool openThing(const QString& thing) override;
    void activated() override;
    void deactivated() override;

    SearchTable* table() const { return m_table; }
    BoardsModel* model() const { return m_model; }

private:
    void makeHeader();
    void makeTable();
    void makeEmpty();
    void makePanes();
    void makeActions();
    QAction* addPanelAction(const QString& name, const QString& text, const QString& tip, const QKeySequence& key,
                            std::function<void()> run);
    void connectFeeds();
    void connectInspector();
    void makeGateways();
    void connectGateways();
    void onGatewaysChanged();
    void startAddGateway();
    void startRunGateways(const QString& name = {});
    void showCompare();
    QStringList chosenGateways() const;
    void onBoardsChanged();
    void onStatesChanged();
    void onCurrentChanged();
    void refreshCounts();
    void refreshActions();
    void refreshInspector();
    void readSessions();
    void startAdd(BoardKind kind, const QJsonObject& values = {});
    void startEdit();
    void startNotify();
    void startDiscover();
    void showSide(QWidget* side);
    void showPane(QWidget* pane, int height);
    void closePane();
    void endForm();
    void removeChosen();
    void remove(const QStringList& names);
    void putBack(const std::vector<Board>& boards);
    void togglePower();
    void openTimeline();
    void showMenu(const QPoint& globalPosition);
    void copyCommand(const QString& command);
    QString commandOf(const QString& operation, const QJsonObject& values) const;
    QString current() const;    ///< The name of the current board; empty when there is none.
    QStringList chosen() const; ///< What is ticked, else what is selected.
    std::vector<BoardRow> chosenRows() const;
    qint64 nowNs() const;

    Workbench& m_workbench;
    PanelHeader* m_header;
    FilterField* m_filter = nullptr;
    SegmentedControl* m_scope = nullptr;
    Button* m_discover = nullptr;
    Button* m_notify = nullptr;
    Button* m_add = nullptr;
    BoardsModel* m_model;
    BoardSessions* m_sessions;
    BoardRuns* m_runs;
    QStackedWidget* m_pages = nullptr; ///< The table, or the empty state.
    SearchTable* m_table = nullptr;
    EmptyState* m_empty = nullptr;
    Banner* m_banner = nullptr;
    QSplitter* m_rows = nullptr; ///< The page, and a pane at its lower edge.
    QStackedWidget* m_panes = nullptr;
    BoardResources* m_resources;
    NotifyPane* m_notifyPane;
    DiscoverPane* m_discoverPane;
    QStackedWidget* m_side; ///< Facts, or the form.
    BoardInspector* m_inspector;
    BoardForm* m_form;
    GatewayRunForm* m_runForm;
    GatewayCompare* m_compare;
    GatewayActions* m_gatewayActions = nullptr;
    QList<QAction*> m_actions;
    QAction* m_discoverAction = nullptr;
    QAction* m_notifyAction = nullptr;
    QAction* m_editAction = nullptr;
    QAction* m_removeAction = nullptr;
    QAction* m_powerAction = nullptr;
    QAction* m_timelineAction = nullptr;
    QTimer m_clockTurn;
    QString m_wanted; ///< A board to be chosen as soon as it is there.
    bool m_active = false;
};

} // namespace ota
