// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/servingpanel.h"

#include "panels/serving/cardgrid.h"
#include "panels/serving/pskidentities.h"
#include "panels/serving/requestlog.h"
#include "panels/serving/servicecard.h"
#include "panels/serving/serviceinspector.h"
#include "panels/serving/servingfeed.h"
#include "panels/serving/servingkeeper.h"
#include "panels/serving/settingsform.h"
#include "panels/serving/tokenview.h"
#include "panels/serving/transferlist.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/servicehost.h"
#include "panels/widgets/throughputgraph.h"

#include <QAbstractButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ota {

namespace {

const Operation& setOperation(const Workbench& workbench)
{
    const Operation* set = workbench.jobs.registry().find(QStringLiteral("serving.set"));
    Q_ASSERT(set);
    return *set;
}

constexpr int gatewayGroup = 1;
const QString groupKey = QStringLiteral("serving/group");

QStringList servicesOf(int group)
{
    QStringList services = ServeSettings::services();
    services.removeIf(
        [&](const QString& service) { return ServeSettings::isForGateways(service) != (group == gatewayGroup); });
    return services;
}

} // namespace

ServingPanel::ServingPanel(Workbench& workbench, ServeDesk& desk, QWidget* parent)
    : PanelPage(parent)
    , m_workbench(workbench)
    , m_feed(new ServingFeed(desk, this))
    , m_keeper(new ServingKeeper(workbench, this))
    , m_header(new PanelHeader(title()))
    , m_banner(new Banner)
    , m_grid(new CardGrid)
    , m_group(new SegmentedControl(tr("Services"), {tr("HTTP and CoAP"), tr("ExoSense")}))
    , m_graphs(new QStackedWidget)
    , m_legend(new GraphLegend)
    , m_transfers(new TransferList([this](const QString& service) { return titleOf(service); }, workbench.memory))
    , m_requests(new RequestLog([this](const QString& area) { return titleOf(area); }, workbench.memory))
    , m_inspector(new ServiceInspector(*m_keeper, setOperation(workbench), workbench.memory))
{
    setObjectName(QStringLiteral("servingPanel"));
    setLook(this, QStringLiteral("base"));
    makeHeader();
    makeCards();
    makeActions();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    setLook(scroll, QStringLiteral("base"));
    scroll->setWidget(makePage());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(scroll, 1);
    connectFeeds();
    connectInspector();
    m_grid->select(ServeSettings::services().constFirst());
    m_group->setCurrent(workbench.memory.value(groupKey).toInt() == gatewayGroup ? gatewayGroup : 0);
    onGroupChosen(m_group->current());
}

ServingPanel::~ServingPanel() = default;

QWidget* ServingPanel::makePage()
{
    auto* areas = new QSplitter(Qt::Vertical);
    areas->setObjectName(QStringLiteral("servingAreas"));
    areas->setChildrenCollapsible(false);
    areas->addWidget(makeThroughput());
    areas->addWidget(m_transfers);
    areas->addWidget(m_requests);
    areas->setStretchFactor(0, 2);
    areas->setStretchFactor(1, 3);
    areas->setStretchFactor(2, 2);
    const QString sizesKey = QStringLiteral("serving/areas");
    areas->restoreState(m_workbench.memory.value(sizesKey).toByteArray());
    connect(areas, &QSplitter::splitterMoved, this,
            [this, areas, sizesKey] { m_workbench.memory.setValue(sizesKey, areas->saveState()); });
    m_requests->setMinimumHeight(96);
    m_banner->setObjectName(QStringLiteral("servingBanner"));
    m_banner->setClosable(true);
    m_banner->clear();
    auto* page = new QWidget;
    setLook(page, QStringLiteral("base"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_grid);
    column->addWidget(areas, 1);
    return page;
}

void ServingPanel::makeHeader()
{
    m_group->setObjectName(QStringLiteral("serviceGroup"));
    m_group->segment(0)->setObjectName(QStringLiteral("groupReleases"));
    m_group->segment(gatewayGroup)->setObjectName(QStringLiteral("groupGateways"));
    m_group->segment(0)->setToolTip(tr("What people, scripts and boards fetch releases from"));
    m_group->segment(gatewayGroup)->setToolTip(tr("The cloud of gateways that were made for ExoSense and Murano"));
    connect(m_group, &SegmentedControl::chosen, this, &ServingPanel::onGroupChosen);
    m_header->addScope(m_group);
    auto* notify = new Button(QStringLiteral("notify"), tr("Notify boards"));
    notify->setObjectName(QStringLiteral("notifyBoards"));
    notify->setTip(tr("Tell boards where a release is"));
    connect(notify, &QAbstractButton::clicked, this, &ServingPanel::notifyBoards);
    m_header->addAction(notify);
    m_startAll = new Button(QStringLiteral("play"), tr("Start all"));
    m_startAll->setObjectName(QStringLiteral("startAll"));
    m_startAll->setTip(tr("Start every service shown here that does not run"));
    connect(m_startAll, &QAbstractButton::clicked, this, &ServingPanel::startAll);
    m_header->addAction(m_startAll);
}

void ServingPanel::makeCards()
{
    for (const QString& service : ServeSettings::services()) {
        auto* card = new ServiceCard(service, titleOf(service));
        m_grid->add(card);
        connect(card, &ServiceCard::toggleRequested, this, [this, service] { toggle(service); });
        connect(card, &ServiceCard::retryRequested, this, [this, service] { m_workbench.services.start(service); });
        connect(card, &ServiceCard::portRequested, this, [this, service](quint16 port) { usePort(service, port); });
        connect(card, &ServiceCard::settingsRequested, this, [this, service] {
            m_grid->select(service);
            m_inspector->settings().focusCause();
        });
        connect(card, &ServiceCard::copyRequested, this,
                [this, card] { copy(card->address(), tr("Copied: %1").arg(card->address())); });
        connect(card, &ServiceCard::qrRequested, this, [this, card] { showQr(card); });
        connect(card, &ServiceCard::contextMenuRequested, this,
                [this, service](const QPoint& at) { showMenu(service, at); });
    }
}

QWidget* ServingPanel::makeThroughput()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new SectionHeader(tr("Throughput"), tr("last two minutes, bytes sent"));
    head->setLines(true, false);
    head->addAction(m_legend);
    for (const int group : {0, gatewayGroup}) {
        QStringList names;
        for (const QString& service : servicesOf(group))
            names << titleOf(service);
        auto* graph = new ThroughputGraph;
        graph->setObjectName(group == 0 ? QStringLiteral("throughput") : QStringLiteral("throughputGateways"));
        graph->setAccessibleName(tr("Throughput of the last two minutes"));
        graph->setSeries(names);
        graph->setMinimumHeight(96);
        m_graphs->addWidget(graph);
    }
    column->addWidget(head);
    column->addWidget(m_graphs, 1);
    return box;
}

void ServingPanel::connectFeeds()
{
    connect(m_feed, &ServingFeed::changed, this, &ServingPanel::refresh);
    connect(m_feed, &ServingFeed::sampled, this, &ServingPanel::onSampled);
    connect(m_feed, &ServingFeed::logged, m_requests, &RequestLog::append);
    connect(m_keeper, &ServingKeeper::changed, this, &ServingPanel::refresh);
    connect(m_keeper, &ServingKeeper::failed, this,
            [this](const QString& why) { m_banner->set(Mark::Bad, tr("That did not work."), why); });
    connect(&m_workbench.services, &ServiceHost::statusChanged, this, [this] {
        refresh();
        m_feed->look();
    });
    connect(&m_workbench.bench, &BenchFeed::failed, this,
            [this](const QString& why) { m_banner->set(Mark::Bad, tr("The bench can not be read."), why); });
    connect(m_grid, &CardGrid::selectionChanged, this, &ServingPanel::refreshInspector);
    connect(m_transfers, &TransferList::sessionRequested, this, [this](SessionId session) {
        if (m_workbench.open)
            m_workbench.open(QStringLiteral("timelines"), QStringLiteral("session/%1").arg(session.value));
    });
}

void ServingPanel::connectInspector()
{
    const auto copied = [this](const QString& command) {
        copyCommand(command);
    };
    connect(m_inspector, &ServiceInspector::toggleRequested, this, [this] { toggle(m_grid->selected()); });
    connect(m_inspector, &ServiceInspector::retryRequested, this,
            [this] { m_workbench.services.start(m_grid->selected()); });
    connect(m_inspector, &ServiceInspector::portRequested, this,
            [this](quint16 port) { usePort(m_grid->selected(), port); });
    connect(m_inspector, &ServiceInspector::menuRequested, this,
            [this](const QPoint& at) { showMenu(m_grid->selected(), at); });
    connect(m_inspector, &ServiceInspector::copyRequested, this,
            [this](const QString& text) { copy(text, tr("Copied: %1").arg(text)); });
    connect(&m_inspector->settings(), &SettingsForm::restartRequested, this,
            [this] { m_workbench.services.restart(m_grid->selected()); });
    connect(&m_inspector->settings(), &SettingsForm::commandCopied, this, copied);
    PskIdentities& identities = m_inspector->identities();
    connect(&identities, &PskIdentities::commandCopied, this, copied);
    connect(&identities, &PskIdentities::keyCopied, this,
            [this](const QString& identity, const QString& key) { copy(key, tr("Copied: key of %1").arg(identity)); });
    connect(&identities, &PskIdentities::added, this, [this](const QString& identity) {
        if (!m_workbench.tell)
            return;
        m_workbench.tell(Mark::Good, tr("%1 may use CoAPS").arg(identity), tr("Copy key"), [this, identity] {
            m_keeper->readKey(
                identity, [this, identity](const QString& key) { copy(key, tr("Copied: key of %1").arg(identity)); });
        });
    });
    TokenView& token = m_inspector->token();
    connect(&token, &TokenView::commandCopied, this, copied);
    connect(&token, &TokenView::tokenCopied, this, [this](const QString& secret) { copy(secret, tr("Token copied")); });
    connect(&token, &TokenView::renewed, this, [this] {
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("The bench has a new token"), {}, {});
    });
}

QWidget* ServingPanel::inspector() const
{
    return m_inspector;
}

FilterField* ServingPanel::filterField() const
{
    return m_requests->filterField();
}

void ServingPanel::activated()
{
    m_feed->setHurried(true);
}

void ServingPanel::deactivated()
{
    m_feed->setHurried(false);
}

QString ServingPanel::helpText() const
{
    return tr("The services that boards and people fetch from. A card shows where one listens; Space starts and stops "
              "it.\n\n"
              "Everything listens on loopback until you choose an interface. What is set here is kept in the bench, "
              "and otaw serve begins with it. What runs when you close the window runs again with the next one.\n\n"
              "ExoSense is the cloud of gateways that were made for ExoSense and Murano, over HTTP and MQTT. It is "
              "there while one of its services runs.\n\n"
              "Below the cards: bytes sent in the last two minutes, who fetches what, and what was asked.");
}

QString ServingPanel::titleOf(const QString& service) const
{
    const ServiceHost::Entry* entry = m_workbench.services.entry(ServeSettings::serviceOf(service));
    return entry ? entry->title : service;
}

void ServingPanel::refreshCard(ServiceCard* card)
{
    const ServeView* view = m_feed->service(card->service());
    if (view)
        card->set(statusOf(*view), cardFactsOf(*view));
}

void ServingPanel::refreshInspector()
{
    const ServeView* known = m_feed->service(m_grid->selected());
    const ServiceCard* card = m_grid->card(m_grid->selected());
    if (!known || !card)
        return;
    ServeView view = *known;
    view.status = statusOf(view);
    m_inspector->set(view, card->title(), card->address(), cardFactsOf(view));
    m_inspector->setIdentitiesUsed(m_feed->identitiesSeen());
}

void ServingPanel::refresh()
{
    int failed = 0;
    QStringList failedElsewhere;
    bool allRun = true;
    const QList<ServiceCard*> shown = m_grid->shownCards();
    for (ServiceCard* card : m_grid->cards()) {
        refreshCard(card);
        const ServiceHost::Entry* entry = m_workbench.services.entry(card->service());
        const bool hasFailed = entry && entry->status.state == ServiceStatus::State::Failed;
        failed += hasFailed ? 1 : 0;
        if (!shown.contains(card) && hasFailed)
            failedElsewhere << card->title();
        allRun = allRun && (!shown.contains(card) || runs(card->service()));
    }
    const int running = m_workbench.services.runningCount();
    const auto count = static_cast<int>(m_grid->cards().size());
    QStringList facts{running == 0 ? tr("nothing runs") : tr("%1 of %2 services run").arg(running).arg(count)};
    if (!failedElsewhere.isEmpty())
        facts << tr("%1 failed").arg(failedElsewhere.join(QStringLiteral(", ")));
    m_header->setFacts(facts.join(QStringLiteral(" · ")));
    m_startAll->setWhyNot(allRun ? tr("All services shown here run.") : QString());
    Q_EMIT attentionChanged(failed);
    m_transfers->set(m_feed->transfers(), m_workbench.clock.nowNs());
    refreshInspector();
}

void ServingPanel::onSampled(const QList<double>& rates)
{
    const QList<ServiceCard*>& cards = m_grid->cards();
    const QList<ServiceCard*> shown = m_grid->shownCards();
    QList<double> ofGroup[2];
    QStringList names;
    QList<double> values;
    for (qsizetype i = 0; i < cards.size() && i < rates.size(); ++i) {
        cards[i]->append(rates[i]);
        ofGroup[ServeSettings::isForGateways(cards[i]->service()) ? gatewayGroup : 0] << rates[i];
        if (!shown.contains(cards[i]))
            continue;
        names << cards[i]->title();
        values << rates[i];
    }
    for (const int group : {0, gatewayGroup})
        static_cast<ThroughputGraph*>(m_graphs->widget(group))->append(ofGroup[group]);
    m_legend->set(names, values);
}

void ServingPanel::onGroupChosen(int group)
{
    m_grid->setShown(servicesOf(group));
    m_graphs->setCurrentIndex(group);
    QStringList names;
    QList<double> values;
    for (const ServiceCard* card : m_grid->shownCards()) {
        names << card->title();
        values << m_feed->rate(card->service());
    }
    m_legend->set(names, values);
    m_workbench.memory.setValue(groupKey, group);
    refresh();
}

void ServingPanel::showGroupOf(const QString& service)
{
    m_group->setCurrent(ServeSettings::isForGateways(service) ? gatewayGroup : 0);
    onGroupChosen(m_group->current());
}

bool ServingPanel::openThing(const QString& thing)
{
    const QString service = thing.section(u'/', 1);
    if (!thing.startsWith(QStringLiteral("service/")) || !m_grid->card(service))
        return false;
    showGroupOf(service);
    m_grid->select(service);
    m_grid->card(service)->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace ota
