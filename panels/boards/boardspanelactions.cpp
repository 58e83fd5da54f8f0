// SPDX-License-Identifier: Apache-2.0
// What one can do in the panel: keys, menus, questions.
#include "panels/boards/boardform.h"
#include "panels/boards/boardsmodel.h"
#include "panels/boards/boardspanel.h"
#include "panels/boards/discoverpane.h"
#include "panels/boards/gatewayactions.h"
#include "panels/boards/gatewaycompare.h"
#include "panels/boards/gatewayrunform.h"
#include "panels/boards/notifypane.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/searchtable.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QMenu>
#include <QStackedWidget>

#include <memory>

namespace ota {

namespace {

constexpr int namedInQuestion = 8;

/// What puts a removed board back: an operation and its values.
std::pair<QString, QJsonObject> restoring(const Board& board)
{
    QJsonObject values;
    if (board.kind == BoardKind::Virtual) {
        values = board.settings[QStringLiteral("run")].toObject();
    } else {
        const BoardLinks& links = board.links;
        for (const auto& [key, value] :
             {std::pair{"address", links.address}, std::pair{"serial", links.serial},
              std::pair{"profile", links.profile}, std::pair{"psk-identity", links.pskIdentity},
              std::pair{"world", board.world}}) {
            if (!value.isEmpty())
                values.insert(QString::fromLatin1(key), value);
        }
    }
    values.insert(QStringLiteral("name"), board.id.text());
    return {board.kind == BoardKind::Virtual ? QStringLiteral("board.virtual") : QStringLiteral("board.add"), values};
}

} // namespace

QAction* BoardsPanel::addPanelAction(const QString& name, const QString& text, const QString& tip,
                                     const QKeySequence& key, std::function<void()> run)
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setToolTip(tip);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_actions << action;
    return action;
}

void BoardsPanel::makeActions()
{
    addPanelAction(QStringLiteral("addBoardAction"), tr("Add a board"), tr("One on the desk"), {},
                   [this] { startAdd(BoardKind::Physical); });
    addPanelAction(QStringLiteral("addVirtualAction"), tr("Add a virtual board"), tr("One that runs in this program"),
                   {}, [this] { startAdd(BoardKind::Virtual); });
    m_powerAction =
        addPanelAction(QStringLiteral("powerAction"), tr("Start or stop the virtual board"),
                       tr("Runs it in this window"), QKeySequence(Qt::CTRL | Qt::Key_R), [this] { togglePower(); });
    m_discoverAction =
        addPanelAction(QStringLiteral("discoverAction"), tr("Discover boards"), tr("Asks CoAP nodes what they have"),
                       QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), [this] { startDiscover(); });
    m_notifyAction = addPanelAction(QStringLiteral("notifyBoardsAction"), tr("Notify boards"),
                                    tr("Tells what is ticked, else what is selected, of a release"),
                                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), [this] { startNotify(); });
    m_editAction = addPanelAction(QStringLiteral("editAction"), tr("Change the board"), tr("Its links and settings"),
                                  QKeySequence(Qt::Key_F2), [this] { startEdit(); });
    m_timelineAction = addPanelAction(QStringLiteral("timelineAction"), tr("Open the board's timeline"),
                                      tr("Its newest session"), {}, [this] { openTimeline(); });
    m_removeAction = addPanelAction(QStringLiteral("removeAction"), tr("Remove boards"), tr("Asks first"),
                                    QKeySequence(Qt::Key_Delete), [this] { removeChosen(); });
}

void BoardsPanel::refreshActions()
{
    const BoardRow* row = m_model->row(current());
    const qsizetype count = chosen().size();
    m_notify->setText(count > 1 ? tr("Notify %1").arg(count) : tr("Notify"));
    m_notify->setWhyNot(count == 0 ? tr("Not yet: no board is chosen") : QString());
    m_notifyAction->setEnabled(count > 0);
    m_editAction->setEnabled(row != nullptr);
    m_removeAction->setEnabled(count > 0);
    m_timelineAction->setEnabled(row && row->hasSession());
    m_powerAction->setEnabled(row && row->isVirtual());
    m_gatewayActions->refresh();
    // A pane that was opened with nothing chosen takes what is chosen now.
    if (count > 0 && m_panes && m_panes->isVisible() && m_panes->currentWidget() == m_notifyPane &&
        m_notifyPane->isEmpty())
        m_notifyPane->setBoards(chosenRows());
}

void BoardsPanel::removeChosen()
{
    const QStringList names = chosen();
    const QStringList gateways = chosenGateways();
    if (names.isEmpty())
        return;
    if (gateways.size() == names.size()) {
        m_gatewayActions->remove(gateways);
        return;
    }
    const auto count = static_cast<int>(names.size());
    QString explanation = tr("Their sessions stay on the timeline.");
    if (count > 1)
        explanation = names.mid(0, namedInQuestion).join(QStringLiteral(", ")) +
                      (count > namedInQuestion ? tr(" and %n more", nullptr, count - namedInQuestion) : QString()) +
                      QStringLiteral(". ") + explanation;
    ConfirmDialog::ask(this, count == 1 ? tr("Remove %1").arg(names.first()) : tr("Remove %n board(s)", nullptr, count),
                       explanation, tr("Remove"), [this, names] { remove(names); });
}

void BoardsPanel::remove(const QStringList& names)
{
    // What is left to be told, and what can be put back. Shared by the jobs.
    struct Removal
    {
        qsizetype open = 0;
        std::vector<Board> gone;
    };
    auto removal = std::make_shared<Removal>();
    const auto end = [this, removal](const QString& name, const QString& error) {
        --removal->open;
        if (!error.isEmpty())
            m_banner->set(Mark::Bad, tr("%1 was not removed").arg(name), error);
        m_workbench.bench.refresh();
        if (removal->open > 0 || removal->gone.empty() || !m_workbench.tell)
            return;
        const auto count = static_cast<int>(removal->gone.size());
        m_workbench.tell(Mark::Good,
                         count == 1 ? tr("Removed %1").arg(removal->gone.front().id.text())
                                    : tr("Removed %n board(s)", nullptr, count),
                         tr("Undo"), [this, gone = removal->gone] { putBack(gone); });
    };
    removal->open = names.size();
    for (const QString& name : names) {
        const BoardRow* row = m_model->row(name);
        if (!row) {
            end(name, {});
            continue;
        }
        m_runs->stop(name);
        const auto started =
            m_workbench.jobs.start(QStringLiteral("board.remove"), {{QStringLiteral("name"), name}}, this,
                                   [end, removal, name, board = row->board](const Result<Outcome>& outcome) {
                                       if (outcome)
                                           removal->gone.push_back(board);
                                       end(name, outcome ? QString() : errorText(outcome.error()));
                                   });
        if (!started)
            end(name, errorText(started.error()));
    }
}

void BoardsPanel::putBack(const std::vector<Board>& boards)
{
    for (const Board& board : boards) {
        const QString name = board.id.text();
        const auto [operation, values] = restoring(board);
        const auto done = [this, name](const Result<Outcome>& outcome) {
            if (!outcome)
                m_banner->set(Mark::Bad, tr("%1 was not put back").arg(name), errorText(outcome.error()));
            m_workbench.bench.refresh();
        };
        if (const auto started = m_workbench.jobs.start(operation, values, this, done); !started)
            done(failure(started.error()));
    }
}

void BoardsPanel::togglePower()
{
    const BoardRow* row = m_model->row(current());
    if (!row || !row->isVirtual())
        return;
    if (m_runs->run(row->name()).job != 0)
        m_runs->stop(row->name());
    else if (row->gateway)
        startRunGateways(row->name());
    else
        m_runs->start(row->name());
}

void BoardsPanel::openTimeline()
{
    const BoardRow* row = m_model->row(current());
    if (row && row->hasSession() && m_workbench.open)
        m_workbench.open(QStringLiteral("timelines"), QStringLiteral("session/%1").arg(row->state.session.value));
}

QString BoardsPanel::commandOf(const QString& operation, const QJsonObject& values) const
{
    return commandLine(*m_workbench.jobs.registry().find(operation), values);
}

void BoardsPanel::copyCommand(const QString& command)
{
    QApplication::clipboard()->setText(command);
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
}

void BoardsPanel::showMenu(const QPoint& globalPosition)
{
    const BoardRow* row = m_model->row(current());
    if (!row)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("boardMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action : {m_notifyAction, m_powerAction, m_editAction, m_timelineAction}) {
        if (action->isEnabled() && !(action == m_notifyAction && row->gateway))
            menu->addAction(action);
    }
    if (row->gateway) {
        menu->addSeparator();
        menu->addActions(m_gatewayActions->all());
    }
    const QString name = row->name();
    QMenu* copy = menu->addMenu(tr("Copy as command"));
    const auto command = [&](const QString& text, const QString& operation, const QJsonObject& values) {
        copy->addAction(text, this, [this, operation, values] { copyCommand(commandOf(operation, values)); });
    };
    command(tr("Show it"), QStringLiteral("board.show"), {{QStringLiteral("name"), name}});
    for (QAction* action : row->gateway ? m_gatewayActions->all() : QList<QAction*>()) {
        const QString line = m_gatewayActions->command(action->objectName());
        copy->addAction(action->text(), this, [this, line] { copyCommand(line); });
    }
    if (row->isVirtual() && !row->gateway)
        command(tr("Start it"), QStringLiteral("board.run"), BoardRuns::startValues(name));
    if (!row->board.links.address.isEmpty())
        command(tr("Ask what it has"), QStringLiteral("board.discover"),
                {{QStringLiteral("address"), QJsonArray{row->board.links.address}}});
    if (row->gateway)
        command(tr("Remove it"), QStringLiteral("exosense.identity.remove"), {{QStringLiteral("id"), name}});
    else
        command(tr("Remove it"), QStringLiteral("board.remove"), {{QStringLiteral("name"), name}});
    menu->addSeparator();
    menu->addAction(m_removeAction);
    menu->popup(globalPosition);
}

void BoardsPanel::findNext(bool forward)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : (forward ? -1 : rows);
    m_table->selectSource(m_model->index((row + (forward ? 1 : -1) + rows) % rows, 0));
}

QString BoardsPanel::selectionCommand() const
{
    if (m_side->currentWidget() == m_form)
        return m_form->command();
    if (m_side->currentWidget() == m_runForm)
        return m_runForm->command();
    if (const QStringList gateways = chosenGateways(); !gateways.isEmpty() && gateways.size() == chosen().size())
        return m_gatewayActions->command({});
    if (m_panes->isVisible() && m_panes->currentWidget() != m_compare &&
        m_panes->isAncestorOf(QApplication::focusWidget()))
        return m_panes->currentWidget() == m_notifyPane ? m_notifyPane->command() : m_discoverPane->command();
    const QString name = current();
    return name.isEmpty() ? QString() : commandOf(QStringLiteral("board.show"), {{QStringLiteral("name"), name}});
}

QString BoardsPanel::helpText() const
{
    return tr("Boards are what you update: devices on the desk, and virtual ones that run in this program with the "
              "real client logic.\n\nA tick chooses a board for Notify and Remove. The last column tells how the "
              "newest session stands; Enter opens it on the timeline.\n\nA virtual board can be told to misbehave: its "
              "defects are switches in its form, and they hold from its next start on.\n\nGateways are the devices of "
              "the ExoSense and Murano world. Target is what config_otau asks for, with how far that has come; "
              "‘not confirmed’ means that it is installed and it has not said yet that the new version runs.");
}

} // namespace ota
