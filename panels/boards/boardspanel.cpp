// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/boardspanel.h"

#include "base/clock.h"
#include "panels/boards/boardform.h"
#include "panels/boards/boardinspector.h"
#include "panels/boards/boardresources.h"
#include "panels/boards/boardsessions.h"
#include "panels/boards/boardsmodel.h"
#include "panels/boards/discoverpane.h"
#include "panels/boards/gatewaycompare.h"
#include "panels/boards/gatewayrunform.h"
#include "panels/boards/notifypane.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/trydemo.h"

#include <QAction>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ota {

namespace {

constexpr std::chrono::seconds clockTurn{1};
constexpr int shownSessions = 6;
constexpr int shownPaneLines = 3;

} // namespace

BoardsPanel::BoardsPanel(Workbench& workbench, QWidget* parent)
    : PanelPage(parent)
    , m_workbench(workbench)
    , m_header(new PanelHeader(title()))
    , m_model(new BoardsModel(this))
    , m_sessions(new BoardSessions(workbench.bench, this))
    , m_runs(new BoardRuns(workbench.jobs, this))
    , m_resources(new BoardResources(workbench.jobs, workbench.clock, this))
    , m_notifyPane(new NotifyPane(workbench))
    , m_discoverPane(new DiscoverPane(workbench))
    , m_side(new QStackedWidget)
    , m_inspector(new BoardInspector)
    , m_form(new BoardForm(workbench))
    , m_runForm(new GatewayRunForm(workbench))
    , m_compare(new GatewayCompare)
{
    setObjectName(QStringLiteral("boardsPanel"));
    setLook(this, QStringLiteral("base"));
    m_side->addWidget(m_inspector);
    m_side->addWidget(m_form);
    m_side->addWidget(m_runForm);
    makeHeader();
    makeTable();
    makeActions();
    makeGateways();
    m_banner = new Banner;
    m_banner->setObjectName(QStringLiteral("boardsBanner"));
    m_banner->setClosable(true);
    makeEmpty();
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    makePanes();
    column->addWidget(m_rows, 1);
    connectFeeds();
    connectInspector();
    connectGateways();
    onBoardsChanged();
}

BoardsPanel::~BoardsPanel() = default;

QWidget* BoardsPanel::inspector() const
{
    return m_side;
}

qint64 BoardsPanel::nowNs() const
{
    return m_workbench.clock.nowNs();
}

void BoardsPanel::makeHeader()
{
    m_filter = new FilterField(tr("Name, world or address"));
    m_filter->setObjectName(QStringLiteral("boardsFilter"));
    m_header->addFilter(m_filter);
    m_scope = new SegmentedControl(tr("Scope"));
    m_scope->setObjectName(QStringLiteral("boardsScope"));
    m_scope->add(tr("All"));
    m_scope->add(tr("In session"));
    m_scope->add(tr("Need a look"));
    m_header->addScope(m_scope);
    m_discover = new Button(QStringLiteral("search"), tr("Discover"));
    m_discover->setObjectName(QStringLiteral("discoverBoards"));
    m_discover->setTip(tr("Look for boards on the network"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    m_header->addAction(m_discover);
    connect(m_discover, &QAbstractButton::clicked, this, &BoardsPanel::startDiscover);
    m_notify = new Button(QStringLiteral("notify"), tr("Notify"));
    m_notify->setObjectName(QStringLiteral("notifyChosen"));
    m_notify->setTip(tr("Tell them of a release"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    m_header->addAction(m_notify);
    connect(m_notify, &QAbstractButton::clicked, this, &BoardsPanel::startNotify);
    m_add = new Button(QStringLiteral("plus"), tr("Add board"), QStringLiteral("primary"));
    m_add->setObjectName(QStringLiteral("addBoard"));
    m_add->setTip(tr("Add a board"), QKeySequence(Qt::CTRL | Qt::Key_N));
    m_header->addAction(m_add);
    connect(m_add, &QAbstractButton::clicked, this, [this] { startAdd(BoardKind::Physical); });
    connect(m_filter, &QLineEdit::textChanged, m_model, &BoardsModel::setFilter);
    connect(m_scope, &SegmentedControl::chosen, this,
            [this](int scope) { m_model->setScope(static_cast<BoardsModel::Scope>(scope)); });
}

void BoardsPanel::makeTable()
{
    m_table = new SearchTable(tr("Boards"));
    m_table->setObjectName(QStringLiteral("boardsTable"));
    // As wide together as a window of 1280 has room for.
    m_table->setColumns({{tr("Board"), 190, {}, true},
                         {tr("World"), 80, {.ink = Ink::Secondary}},
                         {tr("Links"), 116, {.type = Type::MonoSmall, .ink = Ink::Secondary, .elide = Qt::ElideMiddle}},
                         {tr("Runs"), 80},
                         {tr("Target"), 138},
                         {tr("Last contact"), 88, {.ink = Ink::Secondary}},
                         {tr("Session"), 124}});
    m_table->setDirectModel(m_model);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setFilterField(m_filter, tr("No board matches “%1”."));
    m_table->remember(m_workbench.memory, QStringLiteral("boards/table"));
    m_table->setRowAction([this](const QModelIndex& index) {
        const BoardRow* row = m_model->row(index);
        return row && row->hasSession() ? tr("Open timeline") : QString();
    });
    connect(m_table, &SearchTable::currentSourceChanged, this, &BoardsPanel::onCurrentChanged);
    connect(m_table, &SearchTable::rowActionTriggered, this, [this](const QModelIndex& index) {
        m_table->selectSource(index);
        openTimeline();
    });
    connect(m_table, &SearchTable::rowOpened, this, &BoardsPanel::openTimeline);
    connect(m_table, &SearchTable::contextMenuRequested, this,
            [this](const QModelIndex&, const QPoint& position) { showMenu(position); });
    connect(m_model, &BoardsModel::checkedChanged, this, &BoardsPanel::refreshActions);
    connect(m_model, &BoardsModel::countsChanged, this, &BoardsPanel::refreshCounts);
}

void BoardsPanel::makeEmpty()
{
    m_empty = new EmptyState(EmptyState::Drawing::Boards, tr("Your boards appear here"),
                             tr("A board is a device that takes updates: on the desk, reached by CoAP and a serial "
                                "port, or virtual, running in this program."));
    Button* first = m_empty->addPrimary(QStringLiteral("plus"), tr("Add a board"));
    first->setObjectName(QStringLiteral("emptyAddBoard"));
    connect(first, &QAbstractButton::clicked, this, [this] { startAdd(BoardKind::Physical); });
    addTryDemo(*m_empty, m_workbench);
}

void BoardsPanel::makePanes()
{
    m_panes = new QStackedWidget;
    m_panes->addWidget(m_notifyPane);
    m_panes->addWidget(m_discoverPane);
    m_panes->addWidget(m_compare);
    m_panes->setMinimumHeight(tokens::height::panelHeader + shownPaneLines * tokens::height::row);
    m_panes->hide();
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->setChildrenCollapsible(false);
    m_rows->setHandleWidth(0);
    m_rows->addWidget(m_pages);
    m_rows->addWidget(m_panes);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    connect(m_notifyPane, &NotifyPane::closed, this, &BoardsPanel::closePane);
    connect(m_discoverPane, &DiscoverPane::closed, this, &BoardsPanel::closePane);
    connect(m_compare, &GatewayCompare::closed, this, &BoardsPanel::closePane);
    connect(m_discoverPane, &DiscoverPane::showRequested, this,
            [this](const QString& name) { openThing(QStringLiteral("board/") + name); });
    connect(m_discoverPane, &DiscoverPane::addRequested, this,
            [this](const QJsonObject& values) { startAdd(BoardKind::Physical, values); });
}

void BoardsPanel::connectFeeds()
{
    BenchFeed& bench = m_workbench.bench;
    connect(&bench, &BenchFeed::boardsChanged, this, &BoardsPanel::onBoardsChanged);
    connect(&bench, &BenchFeed::loaded, this, &BoardsPanel::onBoardsChanged);
    connect(&bench, &BenchFeed::failed, this,
            [this](const QString& why) { m_banner->set(Mark::Bad, tr("The bench can not be read"), why); });
    connect(m_sessions, &BoardSessions::changed, this, &BoardsPanel::onStatesChanged);
    connect(m_runs, &BoardRuns::powerChanged, this, [this](const QStringList& boards, BoardRow::Power power) {
        m_model->setPower(boards, power);
        refreshActions();
        refreshInspector();
    });
    connect(m_runs, &BoardRuns::changed, this, [this](const QString& board) {
        if (board == m_inspector->board())
            refreshInspector();
    });
    connect(m_runs, &BoardRuns::consoleLine, this, [this](const QString& board, const QString& line) {
        if (board == m_inspector->board())
            m_inspector->addConsoleLine(line);
    });
    m_clockTurn.setInterval(clockTurn);
    connect(&m_clockTurn, &QTimer::timeout, this, [this] {
        m_model->setNow(nowNs());
        m_inspector->setNow(nowNs());
        m_model->setHeld(m_table->viewport()->underMouse());
    });
    m_model->setNow(nowNs());
}

void BoardsPanel::connectInspector()
{
    connect(m_inspector, &BoardInspector::editRequested, this, &BoardsPanel::startEdit);
    connect(m_inspector, &BoardInspector::notifyRequested, this, [this] {
        m_model->setChecked({});
        startNotify();
    });
    connect(m_resources, &BoardResources::changed, this, &BoardsPanel::refreshInspector);
    connect(m_inspector, &BoardInspector::askRequested, this, [this] {
        if (const BoardRow* row = m_model->row(current()))
            m_resources->ask(row->board.links.address);
    });
    connect(m_inspector, &BoardInspector::startRequested, this, &BoardsPanel::togglePower);
    connect(m_inspector, &BoardInspector::stopRequested, this, &BoardsPanel::togglePower);
    connect(m_inspector, &BoardInspector::timelineRequested, this, &BoardsPanel::openTimeline);
    connect(m_inspector, &BoardInspector::moreRequested, this, &BoardsPanel::showMenu);
    connect(m_inspector, &BoardInspector::sessionOpened, this, [this](qint64 session) {
        m_workbench.open(QStringLiteral("timelines"), QStringLiteral("session/%1").arg(session));
    });
    connect(m_form, &BoardForm::cancelled, this, &BoardsPanel::endForm);
    connect(m_form, &BoardForm::done, this, [this](const QString& name) {
        m_wanted = name;
        endForm();
        onBoardsChanged();
    });
}

void BoardsPanel::activated()
{
    m_active = true;
    m_model->setNow(nowNs());
    m_clockTurn.start();
    m_sessions->setActive(true);
    if (m_workbench.gateways)
        m_workbench.gateways->watch(this, true);
}

void BoardsPanel::deactivated()
{
    m_active = false;
    m_clockTurn.stop();
    m_sessions->setActive(false);
    if (m_workbench.gateways)
        m_workbench.gateways->watch(this, false);
}

void BoardsPanel::onBoardsChanged()
{
    const BenchFeed& bench = m_workbench.bench;
    m_model->setBoards(bench.boards());
    m_pages->setCurrentWidget(bench.isLoaded() && bench.boards().empty() ? static_cast<QWidget*>(m_empty) : m_table);
    if (!m_wanted.isEmpty() && m_model->row(m_wanted)) {
        const QString wanted = std::exchange(m_wanted, {});
        openThing(QStringLiteral("board/") + wanted);
    }
    m_notifyPane->updateBoards([this](const QString& name) { return m_model->row(name); });
    refreshCounts();
    refreshInspector();
}

void BoardsPanel::onStatesChanged()
{
    m_model->setStates(m_sessions->states());
    m_notifyPane->follow(m_sessions->states());
    refreshInspector();
    readSessions();
}

void BoardsPanel::onCurrentChanged()
{
    refreshInspector();
    readSessions();
    refreshActions();
}

void BoardsPanel::refreshCounts()
{
    const int all = m_model->countOf(BoardsModel::Scope::All);
    const int inSession = m_model->countOf(BoardsModel::Scope::InSession);
    const int needLook = m_model->countOf(BoardsModel::Scope::NeedsLook);
    const auto virtualBoards =
        static_cast<int>(std::ranges::count_if(m_model->all(), [](const BoardRow& row) { return row.isVirtual(); }));
    m_header->setFacts(virtualBoards > 0 ? tr("%1, of them %2 virtual").arg(countText(all), countText(virtualBoards))
                                         : countText(all));
    const auto withCount = [](const QString& text, int count) {
        return count > 0 ? text + u' ' + countText(count) : text;
    };
    m_scope->setText(1, withCount(tr("In session"), inSession));
    m_scope->setText(2, withCount(tr("Need a look"), needLook));
    refreshActions();
}

QString BoardsPanel::current() const
{
    const BoardRow* row = m_model->row(m_table->currentIndex());
    return row ? row->name() : QString();
}

QStringList BoardsPanel::chosen() const
{
    QStringList names = m_model->checked();
    if (names.isEmpty()) {
        for (const QModelIndex& index : m_table->selectedSources())
            names << m_model->row(index)->name();
    }
    if (names.isEmpty() && !current().isEmpty())
        names << current();
    return names;
}

void BoardsPanel::refreshInspector()
{
    const BoardRow* row = m_model->row(current());
    if (!row) {
        int running = 0;
        int virtualBoards = 0;
        for (const BoardRow& board : m_model->all()) {
            running += board.power == BoardRow::Power::Off ? 0 : 1;
            virtualBoards += board.isVirtual() ? 1 : 0;
        }
        m_inspector->showBench(m_model->countOf(BoardsModel::Scope::All), virtualBoards,
                               m_model->countOf(BoardsModel::Scope::InSession),
                               m_model->countOf(BoardsModel::Scope::NeedsLook), running);
        return;
    }
    m_inspector->showBoard(*row, m_runs->run(row->name()), nowNs());
    const QString address = row->board.links.address;
    m_compare->show(row->gateway);
    m_inspector->setResources(m_resources->of(address), m_resources->isAsking(address));
}

void BoardsPanel::readSessions()
{
    const QString board = current();
    if (board.isEmpty())
        return;
    m_sessions->readSessions(board, shownSessions, this, [this, board](const std::vector<SessionRow>& sessions) {
        if (board == m_inspector->board())
            m_inspector->setSessions(sessions, nowNs());
    });
}

void BoardsPanel::startAdd(BoardKind kind, const QJsonObject& values)
{
    m_form->startAdd(kind, values);
    showSide(m_form);
    m_form->focusFirst();
}

void BoardsPanel::startEdit()
{
    const BoardRow* row = m_model->row(current());
    if (!row)
        return;
    if (row->gateway && row->isVirtual()) {
        startRunGateways(row->name());
        return;
    }
    m_form->startEdit(row->board);
    showSide(m_form);
    m_form->focusFirst();
}

std::vector<BoardRow> BoardsPanel::chosenRows() const
{
    std::vector<BoardRow> boards;
    for (const QString& name : chosen())
        boards.push_back(*m_model->row(name));
    return boards;
}

void BoardsPanel::startNotify()
{
    m_notifyPane->setBoards(chosenRows());
    m_notifyPane->follow(m_sessions->states());
    showPane(m_notifyPane, m_notifyPane->wantedHeight());
    m_notifyPane->focusFirst();
}

void BoardsPanel::startDiscover()
{
    m_discoverPane->listInterfaces();
    showPane(m_discoverPane, m_discoverPane->wantedHeight());
    m_discoverPane->focusFirst();
}

void BoardsPanel::showSide(QWidget* side)
{
    m_side->setCurrentWidget(side);
}

void BoardsPanel::showPane(QWidget* pane, int height)
{
    m_panes->setCurrentWidget(pane);
    m_panes->show();
    m_rows->setSizes({std::max(120, m_rows->height() - height), height});
}

void BoardsPanel::closePane()
{
    m_panes->hide();
    m_table->setFocus(Qt::OtherFocusReason);
}

void BoardsPanel::endForm()
{
    m_side->setCurrentWidget(m_inspector);
    m_table->setFocus(Qt::OtherFocusReason);
}

bool BoardsPanel::openThing(const QString& thing)
{
    const QString name = thing.section(u'/', 1);
    if (thing.startsWith(QStringLiteral("notify/"))) {
        m_notifyPane->chooseRelease(name);
        startNotify();
        return true;
    }
    if (thing == QStringLiteral("gateway/run")) {
        startRunGateways();
        return true;
    }
    if (!thing.startsWith(QStringLiteral("board/")) || name.isEmpty())
        return false;
    if (!m_model->row(name)) {
        if (m_workbench.bench.isLoaded())
            return false;
        m_wanted = name;
        return true;
    }
    QModelIndex index = m_model->indexOf(name);
    if (!index.isValid()) {
        m_filter->clear();
        m_scope->setCurrent(0);
        m_model->setScope(BoardsModel::Scope::All);
        index = m_model->indexOf(name);
    }
    m_table->selectSource(index);
    m_side->setCurrentWidget(m_inspector);
    return true;
}

} // namespace ota
