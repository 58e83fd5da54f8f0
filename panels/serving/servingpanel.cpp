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
#include "panels/widgets/servicehost.h"
#include "panels/widgets/throughputgraph.h"

#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace ota {

namespace {

const Operation& setOperation(const Workbench& workbench)
{
    const Operation* set = workbench.jobs.registry().find(QStringLiteral("serving.set"));
    Q_ASSERT(set);
    return *set;
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
    , m_graph(new ThroughputGraph)
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
    auto* notify = new Button(QStringLiteral("notify"), tr("Notify boards"));
    notify->setObjectName(QStringLiteral("notifyBoards"));
    notify->setTip(tr("Tell boards where a release is"));
    connect(notify, &QAbstractButton::clicked, this, &ServingPanel::notifyBoards);
    m_header->addAction(notify);
    m_startAll = new Button(QStringLiteral("play"), tr("Start all"));
    m_startAll->setObjectName(QStringLiteral("startAll"));
    m_startAll->setTip(tr("Start every service that does not run"));
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
    QStringList names;
    for (const QString& service : ServeSettings::services())
        names << titleOf(service);
    m_graph->setObjectName(QStringLiteral("throughput"));
    m_graph->setAccessibleName(tr("Throughput of the last two minutes"));
    m_graph->setSeries(names);
    m_legend->set(names, QList<double>(names.size(), 0));
    m_graph->setMinimumHeight(96);
    column->addWidget(head);
    column->addWidget(m_graph, 1);
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
              "Below the cards: bytes sent in the last two minutes, who fetches what, and what was asked.");
}

QString ServingPanel::titleOf(const QString& service) const
{
    const ServiceHost::Entry* entry = m_workbench.services.entry(service.section(u'-', 0, 0));
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
    for (ServiceCard* card : m_grid->cards()) {
        refreshCard(card);
        const ServiceHost::Entry* entry = m_workbench.services.entry(card->service());
        failed += entry && entry->status.state == ServiceStatus::State::Failed ? 1 : 0;
    }
    const int running = m_workbench.services.runningCount();
    const auto count = static_cast<int>(m_grid->cards().size());
    m_header->setFacts(running == 0 ? tr("nothing runs") : tr("%1 of %2 services run").arg(running).arg(count));
    m_startAll->setWhyNot(running < count ? QString() : tr("All services run."));
    Q_EMIT attentionChanged(failed);
    m_transfers->set(m_feed->transfers(), m_workbench.clock.nowNs());
    refreshInspector();
}

void ServingPanel::onSampled(const QList<double>& rates)
{
    m_graph->append(rates);
    const QList<ServiceCard*>& cards = m_grid->cards();
    QStringList names;
    QList<double> values;
    for (qsizetype i = 0; i < cards.size() && i < rates.size(); ++i) {
        cards[i]->append(rates[i]);
        names << cards[i]->title();
        values << rates[i];
    }
    m_legend->set(names, values);
}

bool ServingPanel::openThing(const QString& thing)
{
    const QString service = thing.section(u'/', 1);
    if (!thing.startsWith(QStringLiteral("service/")) || !m_grid->card(service))
        return false;
    m_grid->select(service);
    m_grid->card(service)->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace ota
