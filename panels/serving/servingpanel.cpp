// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/servingpanel.h"

#include "panels/serving/requestlog.h"
#include "panels/serving/servicecard.h"
#include "panels/serving/serviceinspector.h"
#include "panels/serving/servingfeed.h"
#include "panels/serving/transfermodel.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/qrcode.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/servicehost.h"
#include "panels/widgets/throughputgraph.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QJsonArray>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int narrowestCard = 250;
constexpr int widestRow = 4;

QString schemeOf(const QString& service)
{
    return service + QStringLiteral("://");
}

} // namespace

ServingPanel::ServingPanel(Workbench& workbench, ServeDesk& desk, QWidget* parent)
    : PanelPage(parent)
    , m_workbench(workbench)
    , m_feed(new ServingFeed(desk, this))
    , m_header(new PanelHeader(title()))
    , m_banner(new Banner)
    , m_cardArea(new QWidget)
    , m_graph(new ThroughputGraph)
    , m_legend(new GraphLegend)
    , m_transferHead(new SectionHeader(tr("Transfers in flight")))
    , m_order(new SegmentedControl(tr("Order"), {tr("By board"), tr("By service")}))
    , m_transferTable(new SearchTable(tr("Transfers in flight")))
    , m_transfers(new TransferModel(this))
    , m_requests(new RequestLog([this](const QString& area) { return titleOf(area); }, workbench.memory))
    , m_inspector(new ServiceInspector)
    , m_startAll(nullptr)
{
    setObjectName(QStringLiteral("servingPanel"));
    setLook(this, QStringLiteral("base"));
    makeHeader();
    makeCards();
    auto* areas = new QSplitter(Qt::Vertical);
    areas->setObjectName(QStringLiteral("servingAreas"));
    areas->setChildrenCollapsible(false);
    areas->addWidget(makeThroughput());
    areas->addWidget(makeTransfers());
    areas->addWidget(m_requests);
    areas->setStretchFactor(0, 2);
    areas->setStretchFactor(1, 3);
    areas->setStretchFactor(2, 2);
    m_requests->setMinimumHeight(96);
    auto* page = new QWidget;
    setLook(page, QStringLiteral("base"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_cardArea);
    column->addWidget(areas, 1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    setLook(scroll, QStringLiteral("base"));
    scroll->setWidget(page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    m_banner->setObjectName(QStringLiteral("servingBanner"));
    m_banner->clear();

    connect(m_feed, &ServingFeed::changed, this, &ServingPanel::refresh);
    connect(m_feed, &ServingFeed::sampled, this, &ServingPanel::onSampled);
    connect(m_feed, &ServingFeed::logged, m_requests, &RequestLog::append);
    connect(&m_workbench.services, &ServiceHost::statusChanged, this, [this] {
        refresh();
        m_feed->look();
    });
    connect(&m_workbench.jobs, &JobCenter::finished, this, &ServingPanel::readKept);
    connect(&m_workbench.bench, &BenchFeed::failed, this,
            [this](const QString& why) { m_banner->set(Mark::Bad, tr("The bench can not be read."), why); });
    select(ServeSettings::services().constFirst());
    readKept();
}

ServingPanel::~ServingPanel() = default;

void ServingPanel::makeHeader()
{
    auto* notify = new Button(QStringLiteral("notify"), tr("Notify boards"));
    notify->setObjectName(QStringLiteral("notifyBoards"));
    notify->setTip(tr("Tell boards where a release is"));
    connect(notify, &QAbstractButton::clicked, this, [this] {
        if (m_workbench.form)
            m_workbench.form(QStringLiteral("notify"), {});
    });
    m_header->addAction(notify);
    m_startAll = new Button(QStringLiteral("play"), tr("Start all"));
    m_startAll->setObjectName(QStringLiteral("startAll"));
    connect(m_startAll, &QAbstractButton::clicked, this, &ServingPanel::startAll);
    m_header->addAction(m_startAll);
}

void ServingPanel::makeCards()
{
    auto* grid = new QGridLayout(m_cardArea);
    grid->setContentsMargins(tokens::space::l, tokens::space::m, tokens::space::l, tokens::space::m);
    grid->setSpacing(tokens::space::m);
    for (const QString& service : ServeSettings::services()) {
        auto* card = new ServiceCard(service, titleOf(service));
        m_cards << card;
        connect(card, &ServiceCard::selectRequested, this, [this, service] { select(service); });
        connect(card, &ServiceCard::toggleRequested, this, [this, service] { toggle(service); });
        connect(card, &ServiceCard::retryRequested, this, [this, service] { m_workbench.services.start(service); });
        connect(card, &ServiceCard::portRequested, this, [this, service](quint16 port) { usePort(service, port); });
        connect(card, &ServiceCard::copyRequested, this,
                [this, card] { copy(card->address(), tr("Copied: %1").arg(card->address())); });
        connect(card, &ServiceCard::qrRequested, this, [this, card] { showQr(card); });
        connect(card, &ServiceCard::moveRequested, this, &ServingPanel::moveSelection);
        connect(card, &ServiceCard::contextMenuRequested, this, [this, card](const QPoint& at) { showMenu(card, at); });
    }
    placeCards();
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
    m_graph->setSeries(names);
    m_legend->set(names, QList<double>(names.size(), 0));
    m_graph->setMinimumHeight(72);
    column->addWidget(head);
    column->addWidget(m_graph, 1);
    return box;
}

QWidget* ServingPanel::makeTransfers()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_transferHead->setLines(true, true);
    setLook(m_transferHead, QStringLiteral("window"));
    m_transferHead->addAction(m_order);
    m_transfers->setNames([](const FoundBoard& board) { return board.id.text(); },
                          [this](const QString& service) { return titleOf(service); });
    m_transferTable->setObjectName(QStringLiteral("transfersTable"));
    m_transferTable->setColumns({{tr("Board"), 160},
                                 {tr("Service"), 72, {.type = Type::Small, .ink = Ink::Secondary}},
                                 {tr("Object"), 220, {.type = Type::MonoSmall, .elide = Qt::ElideMiddle}, true},
                                 {tr("Size"), 84, {.alignment = Qt::AlignRight}},
                                 {tr("Sent"), 190},
                                 {tr("Rate"), 84, {.alignment = Qt::AlignRight}},
                                 {tr("Left"), 132, {.ink = Ink::Secondary}}});
    m_transferTable->setSource(m_transfers);
    m_transferTable->remember(m_workbench.memory, QStringLiteral("serving/transfers"));
    m_transferTable->setRowAction([this](const QModelIndex& row) {
        return m_transfers->transfer(row.row()).session.isNull() ? QString() : tr("Open timeline");
    });
    const auto openTimeline = [this](const QModelIndex& row) {
        const SessionId session = m_transfers->transfer(row.row()).session;
        if (!session.isNull() && m_workbench.open)
            m_workbench.open(QStringLiteral("timelines"), QStringLiteral("session/%1").arg(session.value));
    };
    connect(m_transferTable, &SearchTable::rowActionTriggered, this, openTimeline);
    connect(m_transferTable, &SearchTable::rowOpened, this, openTimeline);
    connect(m_order, &SegmentedControl::chosen, this, [this](int order) {
        m_transferTable->sortByColumn(order == 0 ? TransferModel::Board : TransferModel::Service, Qt::AscendingOrder);
    });
    m_transferTable->setMinimumHeight(60);
    column->addWidget(m_transferHead);
    column->addWidget(m_transferTable, 1);
    return box;
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
              "and otaw serve begins with it.\n\n"
              "Below the cards: bytes sent in the last two minutes, who fetches what, and what was asked.");
}

ServiceCard* ServingPanel::card(const QString& service) const
{
    const auto found = std::ranges::find(m_cards, service, [](const ServiceCard* card) { return card->service(); });
    return found == m_cards.end() ? nullptr : *found;
}

QString ServingPanel::titleOf(const QString& service) const
{
    const ServiceHost::Entry* entry = m_workbench.services.entry(service.section(u'-', 0, 0));
    return entry ? entry->title : service;
}

void ServingPanel::readKept()
{
    using Kept = std::pair<ServeSettings, int>;
    m_workbench.bench.read<Kept>(
        this,
        [](Bench& bench) -> Result<Kept> {
            const auto settings = ServeSettings::read(bench);
            if (!settings)
                return failure(settings.error());
            return Kept(*settings, 0);
        },
        [this](const Result<Kept>& kept) {
            if (!kept) {
                m_banner->set(Mark::Bad, tr("The settings can not be read."), errorText(kept.error()));
                return;
            }
            std::tie(m_settings, m_identities) = *kept;
            refresh();
        });
}

void ServingPanel::resizeEvent(QResizeEvent* event)
{
    PanelPage::resizeEvent(event);
    placeCards();
}

void ServingPanel::placeCards()
{
    const int count = static_cast<int>(m_cards.size());
    int columns = std::clamp((width() - tokens::space::l) / (narrowestCard + tokens::space::m), 1, widestRow);
    // Rows of one length: three and one would look as if something were missing.
    while (columns > 1 && count % columns != 0)
        --columns;
    if (columns == m_columns)
        return;
    m_columns = columns;
    auto* grid = static_cast<QGridLayout*>(m_cardArea->layout());
    for (int i = 0; i < count; ++i) {
        grid->removeWidget(m_cards[i]);
        grid->addWidget(m_cards[i], i / columns, i % columns);
    }
    for (int column = 0; column < widestRow; ++column)
        grid->setColumnStretch(column, column < columns ? 1 : 0);
}

QString ServingPanel::plannedAddress(const QString& service) const
{
    const auto listener = ServeListener::parse(m_settings.listeners(service).value(0));
    if (!listener)
        return {};
    ServeListener shown = *listener;
    if (shown.host == QStringLiteral("loopback"))
        shown.host = QStringLiteral("127.0.0.1");
    return schemeOf(service) + shown.text();
}

QString ServingPanel::factsOf(const ServeView& view) const
{
    const OtaServiceCounters& counters = view.counters;
    if (view.status.state == ServiceStatus::State::Running) {
        const bool coap = view.name.startsWith(QStringLiteral("coap"));
        const int open = static_cast<int>(counters.connections);
        return coap ? tr("%1 · %2").arg(tr("%n peers", nullptr, open),
                                        tr("%n transfers", nullptr, static_cast<int>(counters.transfersDone)))
                    : tr("%1 · %2 sent")
                          .arg(tr("%n connections", nullptr, open), sizeText(static_cast<qint64>(counters.bytesSent)));
    }
    QStringList facts;
    const auto listener = ServeListener::parse(m_settings.listeners(view.name).value(0));
    if (listener)
        facts << (listener->isLoopback()                  ? tr("loopback only")
                  : listener->host == QStringLiteral("*") ? tr("all interfaces")
                                                          : listener->host);
    return facts.join(QStringLiteral(" · "));
}

void ServingPanel::refreshCard(ServiceCard* card)
{
    const QString& service = card->service();
    const ServeView* view = m_feed->service(service);
    const ServiceHost::Entry* entry = m_workbench.services.entry(service);
    if (!view || !entry)
        return;
    ServiceStatus status = entry->status;
    if (status.state == ServiceStatus::State::Running && !view->status.address.isEmpty())
        status.address = view->status.address; // One that others reach.
    CardFacts facts;
    facts.address = plannedAddress(service);
    facts.facts = factsOf(*view);
    if (status.state == ServiceStatus::State::Running)
        facts.rate = rateText(m_feed->rate(service));
    if (status.state == ServiceStatus::State::Failed) {
        facts.cause =
            view->takenPort != 0 ? tr("Port %1 is taken by another program.").arg(view->takenPort) : entry->status.why;
        facts.step = entry->hint;
        facts.freePort = view->freePort;
    }
    card->set(status, facts);
}

void ServingPanel::refresh()
{
    int failed = 0;
    for (ServiceCard* card : std::as_const(m_cards)) {
        refreshCard(card);
        const ServiceHost::Entry* entry = m_workbench.services.entry(card->service());
        failed += entry && entry->status.state == ServiceStatus::State::Failed ? 1 : 0;
    }
    const int running = m_workbench.services.runningCount();
    const auto count = static_cast<int>(m_cards.size());
    m_header->setFacts(running == 0 ? tr("nothing runs") : tr("%1 of %2 services run").arg(running).arg(count));
    m_startAll->setEnabled(running < count);
    Q_EMIT attentionChanged(failed);

    m_transfers->set(m_feed->transfers(), m_workbench.clock.nowNs());
    const int stalled = m_transfers->stalled();
    const int underWay = m_transfers->running() + stalled;
    m_transferHead->setFacts(stalled > 0    ? tr("%1 · %2 without progress").arg(underWay).arg(stalled)
                             : underWay > 0 ? QString::number(underWay)
                                            : tr("boards that fetch stand here"));
    if (const ServeView* view = m_feed->service(m_selected))
        m_inspector->set(*view, titleOf(m_selected), card(m_selected)->address());
}

void ServingPanel::onSampled(const QList<double>& rates)
{
    m_graph->append(rates);
    QStringList names;
    QList<double> values;
    for (qsizetype i = 0; i < m_cards.size() && i < rates.size(); ++i) {
        m_cards[i]->append(rates[i]);
        names << m_cards[i]->title();
        values << rates[i];
    }
    m_legend->set(names, values);
}

void ServingPanel::select(const QString& service)
{
    m_selected = service;
    for (ServiceCard* card : std::as_const(m_cards))
        card->setSelected(card->service() == service);
    refresh();
}

void ServingPanel::moveSelection(int step)
{
    const auto current =
        std::ranges::find(m_cards, m_selected, [](const ServiceCard* card) { return card->service(); });
    const auto count = static_cast<int>(m_cards.size());
    const int by = std::abs(step) == 2 ? (step < 0 ? -m_columns : m_columns) : step;
    const int next = static_cast<int>(current - m_cards.begin()) + by;
    if (next < 0 || next >= count)
        return;
    m_cards[next]->setFocus(Qt::OtherFocusReason);
    select(m_cards[next]->service());
}

void ServingPanel::toggle(const QString& service)
{
    const ServiceHost::Entry* entry = m_workbench.services.entry(service);
    if (!entry || entry->status.state == ServiceStatus::State::Starting)
        return;
    if (entry->status.state == ServiceStatus::State::Running)
        m_workbench.services.stop(service);
    else
        m_workbench.services.start(service);
}

void ServingPanel::startAll()
{
    for (const ServiceCard* card : std::as_const(m_cards)) {
        const ServiceHost::Entry* entry = m_workbench.services.entry(card->service());
        if (entry && entry->status.state != ServiceStatus::State::Running &&
            entry->status.state != ServiceStatus::State::Starting)
            m_workbench.services.start(card->service());
    }
}

void ServingPanel::usePort(const QString& service, quint16 port)
{
    QJsonArray listeners;
    for (const QString& text : m_settings.listeners(service)) {
        auto listener = ServeListener::parse(text);
        if (!listener)
            continue;
        listener->port = port;
        listeners.append(listener->text());
    }
    const auto started = m_workbench.jobs.start(
        QStringLiteral("serving.set"), {{service, listeners}}, this, [this, service](const Result<Outcome>& outcome) {
            if (outcome)
                m_workbench.services.start(service);
            else
                m_banner->set(Mark::Bad, tr("The port was not changed."), errorText(outcome.error()));
        });
    if (!started)
        m_banner->set(Mark::Bad, tr("The port was not changed."), errorText(started.error()));
}

void ServingPanel::copy(const QString& text, const QString& news)
{
    QApplication::clipboard()->setText(text);
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, news, {}, {});
}

void ServingPanel::showQr(ServiceCard* card)
{
    select(card->service());
    auto* popup = new QrCode(this);
    popup->setWindowFlag(Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(QStringLiteral("qrPopup"));
    popup->setText(card->address());
    popup->resize(240, 240);
    popup->move(card->mapToGlobal(QPoint(card->width() - 240, card->height())));
    popup->show();
}

void ServingPanel::showMenu(ServiceCard* card, const QPoint& globalPosition)
{
    select(card->service());
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("cardMenu"));
    const ServiceHost::Entry* entry = m_workbench.services.entry(card->service());
    const bool running = entry && entry->status.state == ServiceStatus::State::Running;
    const Look& look = Look::of(this);
    menu->addAction(look.icon(running ? QStringLiteral("stop") : QStringLiteral("play")),
                    running ? tr("Stop %1").arg(card->title()) : tr("Start %1").arg(card->title()), this,
                    [this, card] { toggle(card->service()); });
    menu->addAction(look.icon(QStringLiteral("copy")), tr("Copy address"), this,
                    [this, card] { copy(card->address(), tr("Copied: %1").arg(card->address())); });
    menu->addAction(look.icon(QStringLiteral("qr")), tr("Show as QR code"), this, [this, card] { showQr(card); });
    menu->addSeparator();
    menu->addAction(look.icon(QStringLiteral("command")), tr("Copy as command"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this,
                    [this] { copy(selectionCommand(), tr("Copied as a command")); });
    menu->popup(globalPosition);
}

QString ServingPanel::selectionCommand() const
{
    const Operation* serve = m_workbench.jobs.registry().find(QStringLiteral("serve"));
    return serve ? commandLine(*serve, m_settings.serveArguments({m_selected})) : QString();
}

bool ServingPanel::openThing(const QString& thing)
{
    const QString service = thing.section(u'/', 1);
    if (!thing.startsWith(QStringLiteral("service/")) || !card(service))
        return false;
    select(service);
    card(service)->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace ota
