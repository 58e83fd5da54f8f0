// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/servesettings.h"
#include "panels/widgets/panelpage.h"
#include "panels/widgets/workbench.h"

#include <QHash>
#include <QList>

class QScrollArea;
class QSplitter;

namespace ota {

class Banner;
class Button;
class GraphLegend;
class RequestLog;
class SearchTable;
class SectionHeader;
class SegmentedControl;
class ServeDesk;
class ServiceCard;
class ServiceInspector;
class ServingFeed;
class ThroughputGraph;
class TransferModel;
struct ServeView;

/// The services of the bench: what runs and where, who fetches what and how fast, and what was asked.
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

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeCards();
    QWidget* makeThroughput();
    QWidget* makeTransfers();
    void makeHeader();
    void makeActions();
    void readKept();
    void placeCards();
    void refresh();
    void refreshCard(ServiceCard* card);
    void onSampled(const QList<double>& rates);
    void select(const QString& service);
    void moveSelection(int step);
    void toggle(const QString& service);
    void usePort(const QString& service, quint16 port);
    void startAll();
    void copy(const QString& text, const QString& news);
    void showQr(ServiceCard* card);
    void showMenu(ServiceCard* card, const QPoint& globalPosition);
    QString titleOf(const QString& service) const;
    QString plannedAddress(const QString& service) const;
    QString factsOf(const ServeView& view) const;
    ServiceCard* card(const QString& service) const;

    Workbench& m_workbench;
    ServingFeed* m_feed;
    PanelHeader* m_header;
    Banner* m_banner;
    QWidget* m_cardArea;
    QList<ServiceCard*> m_cards;
    ThroughputGraph* m_graph;
    GraphLegend* m_legend;
    SectionHeader* m_transferHead;
    SegmentedControl* m_order;
    SearchTable* m_transferTable;
    TransferModel* m_transfers;
    RequestLog* m_requests;
    ServiceInspector* m_inspector;
    Button* m_startAll;
    QList<QAction*> m_actions;
    QString m_selected;
    int m_columns = 0;

    ServeSettings m_settings; ///< As the bench keeps them.
    int m_identities = 0;
};

} // namespace ota
