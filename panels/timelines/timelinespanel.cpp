// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/timelinespanel.h"

#include "panels/timelines/comparestrip.h"
#include "panels/timelines/eventlist.h"
#include "panels/timelines/lanepainter.h"
#include "panels/timelines/sequenceview.h"
#include "panels/timelines/sessioninspector.h"
#include "panels/timelines/timelineview.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/emptystate.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/meaning.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/trydemo.h"
#include "panels/widgets/workbench.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr std::chrono::milliseconds frame{16};
constexpr std::chrono::milliseconds hiddenFrame{250}; ///< While another panel is seen.

const QString relativeKey = QStringLiteral("timelines/relative");
const QString sequenceKey = QStringLiteral("timelines/sequenceShown");
const QString followKey = QStringLiteral("timelines/follow");
/// What takes away from the timeline: what is read on from the newest event would not see it.
const QStringList removing{QStringLiteral("timeline.remove"), QStringLiteral("timeline.remove-note"),
                           QStringLiteral("timeline.prune")};
const QString splitterKey = QStringLiteral("timelines/splitter");

bool needsPerson(const SessionRow& session)
{
    const ResultClass result = classOf(session.result);
    return result == ResultClass::Bad || result == ResultClass::Attention;
}

} // namespace

TimelinesPanel::TimelinesPanel(Workbench& workbench, OpenEvents open, QWidget* parent)
    : PanelPage(parent)
    , m_workbench(workbench)
    , m_feed(std::move(open))
    , m_header(new PanelHeader(tr("Timelines")))
    , m_filter(new FilterField(tr("Board, phase or version")))
    , m_scope(new SegmentedControl(tr("Time"), {tr("Host time"), tr("From offer")}))
    , m_fit(new Button(QStringLiteral("fit"), tr("Fit")))
    , m_followButton(new Button(QStringLiteral("follow"), tr("Follow")))
    , m_anomaly(new Button(QStringLiteral("anomaly"), tr("First anomaly")))
    , m_compare(new IconButton(QStringLiteral("compare"), tr("Compare two sessions")))
    , m_export(new IconButton(QStringLiteral("export"), tr("Export")))
    , m_stack(new QStackedWidget)
    , m_banner(new Banner)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_view(new TimelineView)
    , m_strip(new CompareStrip)
    , m_events(new EventList(m_feed, m_lanes, workbench.memory))
    , m_sequence(new SequenceView(m_feed, workbench.memory))
    , m_lower(new QStackedWidget)
    , m_inspector(new SessionInspector(this))
    , m_sessionMenu(new QMenu(this))
    , m_eventMenu(new QMenu(this))
{
    setObjectName(QStringLiteral("timelinesPanel"));
    setLook(this, QStringLiteral("base"));
    m_inspector->hide();
    makeHeader();
    makeBody();
    makeActions();
    connectParts();
    setRelative(workbench.memory.value(relativeKey, false).toBool());
    setFollow(workbench.memory.value(followKey, true).toBool());
    m_wantsSequence = workbench.memory.value(sequenceKey, false).toBool();
    showFacts();
    updateActions();
    m_feed.start();
}

TimelinesPanel::~TimelinesPanel()
{
    // The lanes go before the widgets that show them.
    m_view->setLanes(nullptr);
}

QWidget* TimelinesPanel::inspector() const
{
    return m_inspector;
}

void TimelinesPanel::makeHeader()
{
    m_filter->setObjectName(QStringLiteral("timelinesFilter"));
    m_filter->setAccessibleName(tr("Filter the lanes"));
    m_scope->setObjectName(QStringLiteral("timelinesScope"));
    m_scope->segment(0)->setToolTip(tr("The clock of this computer"));
    m_scope->segment(1)->setToolTip(tr("Time since each session was offered"));
    m_fit->setObjectName(QStringLiteral("fitButton"));
    m_fit->setTip(tr("Show the whole run"), QKeySequence(Qt::Key_0));
    m_followButton->setObjectName(QStringLiteral("followButton"));
    m_followButton->setCheckable(true);
    m_followButton->setTip(tr("Keep what happens now in sight"), QKeySequence(Qt::Key_End));
    m_anomaly->setObjectName(QStringLiteral("anomalyButton"));
    m_anomaly->setTip(tr("Go to the first warning or error"), QKeySequence(Qt::Key_A));
    m_compare->setObjectName(QStringLiteral("compareButton"));
    m_compare->setCheckable(true);
    m_compare->setTip(tr("Compare two sessions"), QKeySequence(Qt::Key_C));
    m_export->setObjectName(QStringLiteral("exportButton"));
    m_header->addFilter(m_filter);
    m_header->addScope(m_scope);
    for (QWidget* action :
         {static_cast<QWidget*>(m_fit), static_cast<QWidget*>(m_followButton), static_cast<QWidget*>(m_anomaly),
          static_cast<QWidget*>(m_compare), static_cast<QWidget*>(m_export)})
        m_header->addAction(action);
}

void TimelinesPanel::makeBody()
{
    m_banner->setObjectName(QStringLiteral("timelinesBanner"));
    m_banner->setClosable(true);
    m_banner->hide();
    m_view->setLanes(&m_lanes);
    m_view->setMinimumHeight(140);
    m_strip->hide();
    auto* below = new QWidget;
    auto* belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(0, 0, 0, 0);
    belowColumn->setSpacing(0);
    belowColumn->addWidget(m_strip);
    m_lower->addWidget(m_events);
    m_lower->addWidget(m_sequence);
    belowColumn->addWidget(m_lower, 1);
    m_splitter->setObjectName(QStringLiteral("timelinesSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_view);
    m_splitter->addWidget(below);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({500, 280});
    if (const QByteArray state = m_workbench.memory.value(splitterKey).toByteArray(); !state.isEmpty())
        m_splitter->restoreState(state);

    auto* empty = new EmptyState(
        EmptyState::Drawing::Timelines, tr("Sessions appear here"),
        tr("A session is one attempt of a board to take an update: what it was told, what it fetched, what it runs "
           "now. The first begins when a board is notified or fetches a release."));
    empty->setObjectName(QStringLiteral("timelinesEmpty"));
    Button* notify = empty->addPrimary(QStringLiteral("notify"), tr("Notify a board"));
    notify->setObjectName(QStringLiteral("emptyNotify"));
    Button* boards = empty->addOther(QStringLiteral("boards"), tr("Go to the boards"));
    boards->setObjectName(QStringLiteral("emptyBoards"));
    connect(notify, &QAbstractButton::clicked, this, [this] { m_workbench.form(QStringLiteral("notify"), {}); });
    connect(boards, &QAbstractButton::clicked, this, [this] { m_workbench.open(QStringLiteral("boards"), {}); });
    addTryDemo(*empty, m_workbench);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_splitter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
}

void TimelinesPanel::connectParts()
{
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &TimelinesPanel::onFrame);
    connect(&m_feed, &TimelineFeed::ready, this, [this] {
        const auto wait = m_active || !m_loaded ? frame : hiddenFrame;
        if (!m_frame.isActive() || m_frame.remainingTimeAsDuration() > wait)
            m_frame.start(wait);
    });
    connect(&m_feed, &TimelineFeed::failed, this,
            [this](const QString& why) { m_banner->set(Mark::Bad, tr("The timeline can not be read."), why); });
    connect(&m_feed, &TimelineFeed::recovered, m_banner, &Banner::clear);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_view->setFilter({text.trimmed()});
        m_filter->setFacts(
            text.trimmed().isEmpty() ? QString() : tr("%1 of %2").arg(m_view->laneCount()).arg(m_lanes.all().size()));
    });
    connect(m_filter, &FilterField::leaveRequested, this, [this] { m_view->setFocus(Qt::ShortcutFocusReason); });
    connect(m_scope, &SegmentedControl::chosen, this, [this](int scope) { setRelative(scope == 1); });
    connect(m_fit, &QAbstractButton::clicked, m_view, &TimelineView::fit);
    connect(m_followButton, &QAbstractButton::clicked, this, &TimelinesPanel::setFollow);
    connect(m_anomaly, &QAbstractButton::clicked, m_view, &TimelineView::firstAnomaly);
    connect(m_compare, &QAbstractButton::clicked, this, &TimelinesPanel::setComparing);
    connect(m_view, &TimelineView::followChanged, this, &TimelinesPanel::setFollow);
    connect(m_view, &TimelineView::sessionSelected, this, &TimelinesPanel::onSessionSelected);
    connect(m_view, &TimelineView::eventSelected, this, &TimelinesPanel::onEventSelected);
    connect(m_view, &TimelineView::markTipRequested, this, &TimelinesPanel::showMarkTip);
    connect(m_view, &TimelineView::compareRequested, this, &TimelinesPanel::compareWith);
    connect(m_strip, &CompareStrip::otherChosen, this, &TimelinesPanel::compareWith);
    connect(m_strip, &CompareStrip::alignChosen, this, &TimelinesPanel::showComparison);
    connect(m_strip, &CompareStrip::closeRequested, this, [this] { setComparing(false); });
    connect(m_events, &EventList::eventChosen, this, &TimelinesPanel::chooseEvent);
    connect(m_events, &EventList::eventOpened, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_sequence, &SequenceView::eventChosen, this, &TimelinesPanel::chooseEvent);
    connect(m_sequence, &SequenceView::eventOpened, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_sequence, &SequenceView::eventsRequested, this, [this] { setSequence(false); });
    connect(m_sequence, &SequenceView::copyRequested, m_copySequenceAction, &QAction::trigger);
    connect(m_sequence, &SequenceView::changed, this, &TimelinesPanel::showSequence);
    connect(m_inspector, &SessionInspector::sequenceRequested, this,
            [this] { setSequence(m_lower->currentWidget() != m_sequence); });
    connect(m_inspector, &SessionInspector::findingChosen, this, &TimelinesPanel::chooseEvent);
    connect(m_inspector, &SessionInspector::notifyAgainRequested, this, &TimelinesPanel::notifyAgain);
    connect(m_inspector, &SessionInspector::exportRequested, this,
            [this] { askExport(QStringLiteral("html"), false); });
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_workbench.memory.setValue(splitterKey, m_splitter->saveState()); });
    connect(&m_workbench.jobs, &JobCenter::finished, this, [this](int id) {
        const JobEntry* job = m_workbench.jobs.job(id);
        if (job && removing.contains(job->operation))
            m_feed.reload();
    });
}

void TimelinesPanel::activated()
{
    m_active = true;
    m_frame.start(frame);
}

void TimelinesPanel::deactivated()
{
    m_active = false;
}

void TimelinesPanel::onFrame()
{
    if (auto batch = m_feed.take()) {
        const bool all = batch->all != nullptr;
        m_lanes.apply(std::move(*batch));
        if (all) {
            if (m_loaded) // Numbers of rows are others now.
                m_view->forgetRows();
            forgetRemoved();
            m_events->reload();
        } else {
            m_events->refresh();
        }
        if (const auto session = m_view->selectedSession(); session && !m_lanes.session(*session))
            m_view->selectSession(std::nullopt);
        if (!m_loaded) {
            m_loaded = true;
            for (const Lane& lane : m_lanes.all()) {
                if (lane.newest() && needsPerson(*lane.newest()))
                    m_seen.insert(lane.newest()->id);
            }
        }
        showFacts();
        showSession();
        showAttention();
        updateActions();
    }
    m_stack->setCurrentIndex(m_lanes.all().empty() ? 0 : 1);
    if (!m_pending.isEmpty() && openPending())
        m_pending.clear();
    if (m_active) {
        m_view->refresh(m_workbench.clock.nowNs());
        m_frame.start(m_view->untilNextFrame());
    }
}

void TimelinesPanel::showFacts()
{
    const auto boards = static_cast<int>(m_lanes.all().size());
    const auto sessions = static_cast<int>(m_lanes.sessionCount());
    const auto events = static_cast<qint64>(m_lanes.columns().size());
    if (boards == 0) {
        m_header->setFacts({});
        m_inspector->setFacts(tr("No session yet"), tr("What a session says of itself stands here."), {});
        return;
    }
    m_header->setFacts(QStringLiteral("%1 · %2 · %3")
                           .arg(tr("%n boards", nullptr, boards), tr("%n sessions", nullptr, sessions),
                                tr("%1 events").arg(countText(events))));
    std::array<int, 5> counts{};
    for (const Lane& lane : m_lanes.all()) {
        for (const SessionRow& session : lane.sessions)
            ++counts[static_cast<std::size_t>(classOf(session.result))];
    }
    const auto row = [&](const QString& key, ResultClass result) {
        const int count = counts[static_cast<std::size_t>(result)];
        const Mark mark = count > 0 && result != ResultClass::Running ? markOf(result) : Mark::None;
        return KeyValue{.key = key, .value = countText(count), .mark = mark};
    };
    m_inspector->setFacts(tr("All boards"), tr("Choose a session to see its phases, and an event to see what it says."),
                          {{.key = tr("Boards"), .value = countText(boards)},
                           {.key = tr("Sessions"), .value = countText(sessions)},
                           row(tr("Running"), ResultClass::Running),
                           row(tr("Ended well"), ResultClass::Good),
                           row(tr("Need a look"), ResultClass::Attention),
                           row(tr("Failed"), ResultClass::Bad),
                           row(tr("Ended by us"), ResultClass::EndedByUs),
                           {.key = tr("Events"), .value = countText(events)}});
}

void TimelinesPanel::showAttention()
{
    int count = 0;
    for (const Lane& lane : m_lanes.all()) {
        if (lane.newest() && needsPerson(*lane.newest()) && !m_seen.contains(lane.newest()->id))
            ++count;
    }
    if (count != std::exchange(m_attention, count))
        Q_EMIT attentionChanged(count);
}

void TimelinesPanel::setRelative(bool relative)
{
    m_scope->setCurrent(relative ? 1 : 0);
    m_view->setRelative(relative);
    m_workbench.memory.setValue(relativeKey, relative);
}

void TimelinesPanel::setSequence(bool on)
{
    m_wantsSequence = on;
    m_workbench.memory.setValue(sequenceKey, on);
    const bool hadFocus = m_lower->isAncestorOf(QApplication::focusWidget());
    showSession();
    if (on || hadFocus) {
        const bool isShown = m_lower->currentWidget() == m_sequence;
        (isShown ? m_sequence->table() : m_events->table())->setFocus(Qt::ShortcutFocusReason);
    }
}

void TimelinesPanel::setFollow(bool follow)
{
    m_view->setFollow(follow);
    m_events->setFollow(follow);
    m_followButton->setChecked(follow);
    m_followAction->setChecked(follow);
    m_workbench.memory.setValue(followKey, follow);
}

QString TimelinesPanel::helpText() const
{
    return tr("One lane is one board, one row of bars one attempt of it to take an update. Colours and letters are the "
              "phases: O offered, C check, D download, V verify, I install, R reboot, F confirm. The mark behind the "
              "last bar is the result. Virtual boards are hatched.\n\n"
              "Wheel zooms about the pointer, dragging moves in time, Shift+wheel scrolls in time, Shift+drag measures "
              "and zooms into a range. The strip above shows the whole run; a double click on it brings it back.\n\n"
              "← → go from event to event, with Ctrl from phase to phase; N and Shift+N to the next and previous "
              "problem, A to the first one; + − 0 zoom in, out and fit; End follows what happens now; C compares the "
              "chosen session with another, Ctrl+click says with which.\n\n"
              "The table below lists the events of the chosen session, of its board, or all of them. For a gateway's "
              "session S shows what it reported beside what is expected: what was left out, repeated or out of order, "
              "and the rule that it is about. The inspector "
              "shows what a session has proven, and the bytes that an event came from.");
}

} // namespace ota
