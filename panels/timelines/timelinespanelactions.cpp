// SPDX-License-Identifier: Apache-2.0
// What one can do in the panel: keys, menus, questions.
#include "panels/timelines/eventlist.h"
#include "panels/timelines/sequenceview.h"
#include "panels/timelines/sessioninspector.h"
#include "panels/timelines/timelinespanel.h"
#include "panels/timelines/timelineview.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/workbench.h"
#include "timeline/sessionfold.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QStackedWidget>

namespace ota {

QAction* TimelinesPanel::addPanelAction(const char* name, const QString& text, const QString& icon,
                                        const QKeySequence& key, QWidget* where, std::function<void()> run)
{
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    if (!icon.isEmpty())
        action->setIcon(Look::of(this).icon(icon));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    where->addAction(action);
    connect(action, &QAction::triggered, this, std::move(run));
    m_actions.append(action);
    return action;
}

void TimelinesPanel::makeActions()
{
    // Arrows and End belong to the lanes: in the table they move its cursor.
    const auto add = [this](const char* name, const QString& text, const QKeySequence& key, QWidget* where,
                            std::function<void()> run) {
        return addPanelAction(name, text, {}, key, where, std::move(run));
    };
    add("actionPreviousEvent", tr("Previous event"), Qt::Key_Left, m_view, [this] { m_view->stepEvent(-1); });
    add("actionNextEvent", tr("Next event"), Qt::Key_Right, m_view, [this] { m_view->stepEvent(+1); });
    add("actionPreviousPhase", tr("Previous phase"), Qt::CTRL | Qt::Key_Left, m_view,
        [this] { m_view->stepPhase(-1); });
    add("actionNextPhase", tr("Next phase"), Qt::CTRL | Qt::Key_Right, m_view, [this] { m_view->stepPhase(+1); });
    add("actionNextProblem", tr("Next problem"), Qt::Key_N, this, [this] { m_view->stepProblem(+1); });
    add("actionPreviousProblem", tr("Previous problem"), Qt::SHIFT | Qt::Key_N, this,
        [this] { m_view->stepProblem(-1); });
    add("actionFirstAnomaly", tr("First anomaly"), Qt::Key_A, this, [this] { m_view->firstAnomaly(); });
    add("actionZoomIn", tr("Zoom in"), Qt::Key_Plus, this, [this] { m_view->zoom(1.5); });
    add("actionZoomOut", tr("Zoom out"), Qt::Key_Minus, this, [this] { m_view->zoom(1 / 1.5); });
    add("actionFit", tr("Fit"), Qt::Key_0, this, [this] { m_view->fit(); });
    m_followAction =
        add("actionFollow", tr("Follow"), Qt::Key_End, m_view, [this] { setFollow(m_followAction->isChecked()); });
    m_followAction->setCheckable(true);
    m_compareAction = add("actionCompare", tr("Compare two sessions"), Qt::Key_C, this,
                          [this] { setComparing(m_compareAction->isChecked()); });
    m_compareAction->setCheckable(true);
    m_sequenceAction = add("actionSequence", tr("Expected and reported"), Qt::Key_S, this,
                           [this] { setSequence(m_sequenceAction->isChecked()); });
    m_sequenceAction->setCheckable(true);
    m_copySequenceAction = addPanelAction("actionCopySequence", tr("Copy the sequence as text"), QStringLiteral("copy"),
                                          {}, this, [this] { QApplication::clipboard()->setText(m_sequence->text()); });
    m_notifyAction = addPanelAction("actionNotifyAgain", tr("Notify again …"), QStringLiteral("retry"), {}, this,
                                    [this] { notifyAgain(); });
    m_noteAction =
        addPanelAction("actionAddNote", tr("Add a note …"), QStringLiteral("note"), {}, this, [this] { addNote(); });
    m_removeAction = addPanelAction("actionRemoveSession", tr("Remove session …"), QStringLiteral("trash"), {}, this,
                                    [this] { askRemove(); });
    m_removeNoteAction = addPanelAction("actionRemoveNote", tr("Remove note …"), QStringLiteral("trash"), {}, this,
                                        [this] { askRemoveNote(); });
    makeExportMenu();
    makeSessionMenu();
    makeEventMenu();
}

void TimelinesPanel::makeSessionMenu()
{
    m_sessionMenu->setObjectName(QStringLiteral("sessionMenu"));
    for (QAction* action : {m_notifyAction, m_compareAction, m_sequenceAction, m_copySequenceAction, m_noteAction})
        m_sessionMenu->addAction(action);
    m_sessionMenu->addSeparator();
    m_sessionMenu->addAction(m_removeAction);
    m_sessionMenu->addSeparator();
    QMenu* copy = m_sessionMenu->addMenu(Look::of(this).icon(QStringLiteral("copy")), tr("Copy as command"));
    for (const auto& [text, operation] : {std::pair{tr("Show"), QStringLiteral("timeline.show")},
                                          {tr("Expected and reported"), QStringLiteral("timeline.sequence")},
                                          {tr("Follow"), QStringLiteral("timeline.follow")},
                                          {tr("HTML report"), QStringLiteral("timeline.export")},
                                          {tr("Remove"), QStringLiteral("timeline.remove")}}) {
        QAction* action = copy->addAction(text);
        action->setObjectName(QStringLiteral("copy-") + operation);
        connect(action, &QAction::triggered, this, [this, operation = operation] {
            if (!chosen())
                return;
            QJsonObject values{{"session", chosen()->id.value}};
            if (operation == QStringLiteral("timeline.export")) {
                values = exportValues(QStringLiteral("html"), false);
                values["output"] = QStringLiteral("session-%1.html").arg(chosen()->id.value);
            }
            copyCommand(operation, values);
        });
    }
    m_inspector->setMenu(m_sessionMenu);
}

void TimelinesPanel::makeEventMenu()
{
    m_eventMenu->setObjectName(QStringLiteral("eventMenu"));
    QAction* copyRows = m_eventMenu->addAction(Look::of(this).icon(QStringLiteral("copy")), tr("Copy rows"));
    copyRows->setObjectName(QStringLiteral("copyRows"));
    connect(copyRows, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(m_events->table()->selectedText()); });
    m_eventMenu->addAction(m_noteAction);
    m_eventMenu->addAction(m_removeNoteAction);
    m_eventMenu->addSeparator();
    QMenu* copy = m_eventMenu->addMenu(Look::of(this).icon(QStringLiteral("copy")), tr("Copy as command"));
    QAction* list = copy->addAction(tr("These events"));
    list->setObjectName(QStringLiteral("copyEvents"));
    connect(list, &QAction::triggered, this, [this] {
        QJsonObject values = m_events->filterValues();
        if (chosen())
            values["session"] = chosen()->id.value;
        copyCommand(chosen() ? QStringLiteral("timeline.show") : QStringLiteral("timeline.follow"), values);
    });
    m_copyRemoveNote = copy->addAction(tr("Remove note"));
    m_copyRemoveNote->setObjectName(QStringLiteral("copy-timeline.remove-note"));
    connect(m_copyRemoveNote, &QAction::triggered, this, [this] {
        if (m_event)
            copyCommand(QStringLiteral("timeline.remove-note"), {{"event", static_cast<qint64>(m_event->seq)}});
    });
    connect(m_events->table(), &SearchTable::contextMenuRequested, this,
            [this](const QModelIndex&, const QPoint& at) { m_eventMenu->popup(at); });
    connect(m_view, &TimelineView::menuRequested, this, [this](const QPoint& at) {
        if (chosen())
            m_sessionMenu->popup(at);
    });
}

void TimelinesPanel::updateActions()
{
    const SessionRow* session = chosen();
    const bool several = m_lanes.sessionCount() > 1;
    m_compare->setEnabled(several);
    m_compareAction->setEnabled(several);
    m_compare->setToolTip(several ? withKey(tr("Compare two sessions"), Qt::Key_C)
                                  : tr("Not yet: it takes two sessions"));
    m_notifyAction->setEnabled(session && !session->release.isEmpty());
    m_noteAction->setEnabled(session);
    const bool isNote = m_event && m_event->code == code::personNote;
    m_removeNoteAction->setEnabled(isNote);
    m_removeNoteAction->setToolTip(isNote ? m_removeNoteAction->text()
                                          : tr("Not yet: choose a note that a person wrote"));
    m_copyRemoveNote->setEnabled(isNote);
    const bool runs = session && session->result == SessionResult::Running;
    m_removeAction->setEnabled(session && !runs);
    m_removeAction->setToolTip(runs ? tr("Not yet: the session is running") : m_removeAction->text());
    m_anomaly->setWhyNot(m_lanes.all().empty() ? tr("Not yet: there are no events") : QString());
    m_fit->setWhyNot(m_lanes.all().empty() ? tr("Not yet: there are no events") : QString());
    m_export->setEnabled(!m_lanes.all().empty());
}

QString TimelinesPanel::commandOf(const QString& operation, const QJsonObject& values) const
{
    const Operation* found = m_workbench.jobs.registry().find(operation);
    return found ? commandLine(*found, values) : QString();
}

void TimelinesPanel::copyCommand(const QString& operation, const QJsonObject& values)
{
    QApplication::clipboard()->setText(commandOf(operation, values));
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
}

QString TimelinesPanel::selectionCommand() const
{
    const SessionRow* session = chosen();
    if (!session)
        return commandOf(QStringLiteral("timeline.list"), {});
    if (m_view->compared())
        return commandOf(QStringLiteral("timeline.compare"),
                         {{"session", session->id.value}, {"other", m_view->compared()->value}});
    if (m_lower->currentWidget() == m_sequence)
        return commandOf(QStringLiteral("timeline.sequence"), {{"session", session->id.value}});
    QJsonObject values = m_events->filterValues();
    values["session"] = session->id.value;
    return commandOf(QStringLiteral("timeline.show"), values);
}

void TimelinesPanel::askRemove()
{
    const SessionRow* session = chosen();
    if (!session)
        return;
    const qint64 id = session->id.value;
    ConfirmDialog::ask(
        this, tr("Remove session %1 of %2").arg(id).arg(session->board.text()),
        tr("Its %1 events and their raw bytes go with it. This can not be undone.")
            .arg(countText(static_cast<qint64>(session->events))),
        tr("Remove"), [this, id] {
            const auto started = m_workbench.jobs.start(
                QStringLiteral("timeline.remove"), {{"session", id}}, this, [this, id](const Result<Outcome>& outcome) {
                    if (!outcome)
                        m_banner->set(Mark::Bad, tr("Session %1 was not removed.").arg(id), errorText(outcome.error()));
                });
            if (!started)
                m_banner->set(Mark::Bad, tr("Session %1 was not removed.").arg(id), errorText(started.error()));
        });
}

void TimelinesPanel::notifyAgain()
{
    const SessionRow* session = chosen();
    if (!session)
        return;
    const Board* board = m_workbench.bench.board(session->board.text());
    // A board that nobody added is known by its address.
    const QString url = board && !board->links.address.isEmpty() ? board->links.address : session->board.text();
    m_workbench.form(QStringLiteral("notify"), {{"id", session->release}, {"urls", url}});
}

void TimelinesPanel::askRemoveNote()
{
    if (!m_event)
        return;
    const auto seq = static_cast<qint64>(m_event->seq);
    ConfirmDialog::ask(
        this, tr("Remove a note from session %1").arg(m_event->session.value),
        tr("“%1” goes from the timeline and from reports. This can not be undone.").arg(m_event->message), tr("Remove"),
        [this, seq] {
            const auto told = [this](const Result<Outcome>& outcome) {
                if (!outcome)
                    m_banner->set(Mark::Bad, tr("The note was not removed."), errorText(outcome.error()));
            };
            const auto started =
                m_workbench.jobs.start(QStringLiteral("timeline.remove-note"), {{"event", seq}}, this, told);
            if (!started)
                told(failure(started.error()));
        });
}

void TimelinesPanel::addNote()
{
    if (chosen())
        m_workbench.form(QStringLiteral("timeline.note"), {{"session", chosen()->id.value}});
}

} // namespace ota
