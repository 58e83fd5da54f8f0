// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/panelpage.h"
#include "panels/widgets/workbench.h"

#include <QList>

class QStackedWidget;

namespace ota {

class Banner;
class Button;
class CardGrid;
class GraphLegend;
class RequestLog;
class SegmentedControl;
class ServeDesk;
class ServiceCard;
class ServiceInspector;
class ServingFeed;
class ServingKeeper;
class ThroughputGraph;
class TransferList;
struct CardFacts;
struct ServeView;
struct ServiceStatus;

/// The services of the bench: what runs and where, who fetches what and how fast, and what was asked. Those for
/// releases and those for gateways are two groups, of which one is shown.
class ServingPanel final : public PanelPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServingPanel)

public:
    /// Both must outlive the panel.
    ServingPanel(Workbench& workbench, ServeDesk& desk, QWidget* parent = nullptr);
    ~ServingPanel() override;

    QString id() const override { return QStringLiteral("serving"); }
    QString title() const override { return tr("Serving"); }
    QString icon() const override { return QStringLiteral("serving"); }
    PanelHeader* header() const override { return m_header; }
    QWidget* inspector() const override;
    FilterField* filterField() const override;
    QList<QAction*> panelActions() const override { return m_actions; }
    QString selectionCommand() const override;
    QString helpText() const override;
    /// `service/coap`
    bool openThing(const QString& thing) override;
    void activated() override;
    void deactivated() override;

    ServingFeed& feed() const { return *m_feed; }
    ServingKeeper& keeper() const { return *m_keeper; }

private:
    void makeCards();
    QWidget* makeThroughput();
    QWidget* makePage();
    void makeHeader();
    void makeActions();
    void connectFeeds();
    void connectInspector();
    void refresh();
    void refreshCard(ServiceCard* card);
    void refreshInspector();
    void onSampled(const QList<double>& rates);
    /// The group of this service.
    void showGroupOf(const QString& service);
    void onGroupChosen(int group);
    bool runs(const QString& service) const;
    void toggle(const QString& service);
    void usePort(const QString& service, quint16 port);
    void startAll();
    void stopAll();
    void notifyBoards();
    void copy(const QString& text, const QString& news);
    void copyCommand(const QString& command);
    void showQr(ServiceCard* card);
    void showMenu(const QString& service, const QPoint& globalPosition);
    QString titleOf(const QString& service) const;
    QString plannedAddress(const QString& service) const;
    QString factsOf(const ServeView& view) const;
    ServiceStatus statusOf(const ServeView& view) const;
    CardFacts cardFactsOf(const ServeView& view) const;

    Workbench& m_workbench;
    ServingFeed* m_feed;
    ServingKeeper* m_keeper;
    PanelHeader* m_header;
    Banner* m_banner;
    CardGrid* m_grid;
    SegmentedControl* m_group;
    QStackedWidget* m_graphs; ///< One of each group: each has its own two minutes.
    GraphLegend* m_legend;
    TransferList* m_transfers;
    RequestLog* m_requests;
    ServiceInspector* m_inspector;
    Button* m_startAll = nullptr;
    QList<QAction*> m_actions;
};

} // namespace ota
