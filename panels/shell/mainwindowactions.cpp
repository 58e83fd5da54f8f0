// SPDX-License-Identifier: Apache-2.0
// The keys, the menu and the entries of the palette.
#include "panels/shell/drawer.h"
#include "panels/shell/inspectorhost.h"
#include "panels/shell/jobsview.h"
#include "panels/shell/logview.h"
#include "panels/shell/mainwindow.h"
#include "panels/shell/overlays.h"
#include "panels/shell/palette.h"
#include "panels/shell/rail.h"
#include "panels/shell/statuslights.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/panelpage.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QToolTip>

#include <algorithm>

namespace ota {

namespace {

/// The first widget inside that takes the keyboard by Tab.
QWidget* firstFocusable(QWidget* area)
{
    if (area->focusPolicy() & Qt::TabFocus && area->isEnabled())
        return area;
    for (QWidget* widget = area->nextInFocusChain(); widget && widget != area; widget = widget->nextInFocusChain()) {
        if (area->isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() &&
            (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy())
            return widget;
    }
    return nullptr;
}

} // namespace

QAction* MainWindow::addWindowAction(const QString& text, const QKeySequence& key, std::function<void()> run)
{
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_actions.push_back(action);
    return action;
}

void MainWindow::makeActions()
{
    const auto key = [](const QKeySequence& sequence) {
        return sequence;
    };
    addWindowAction(tr("Run an operation"), key(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    addWindowAction(tr("Filter or search"), key(Qt::CTRL | Qt::Key_F), [this] {
        FilterField* field = currentPanel() ? currentPanel()->filterField() : nullptr;
        if (m_drawer->isOpen() && m_drawer->page() == Drawer::Page::Log &&
            m_drawer->isAncestorOf(QApplication::focusWidget()))
            field = m_drawer->log().filterField();
        if (field) {
            field->setFocus(Qt::ShortcutFocusReason);
            field->selectAll();
        }
    });
    addWindowAction(tr("Find next"), key(Qt::Key_F3), [this] {
        if (currentPanel())
            currentPanel()->findNext(true);
    });
    addWindowAction(tr("Find previous"), key(Qt::SHIFT | Qt::Key_F3), [this] {
        if (currentPanel())
            currentPanel()->findNext(false);
    });
    addWindowAction(tr("New"), key(Qt::CTRL | Qt::Key_N), [this] {
        if (currentPanel())
            currentPanel()->createNew();
    });
    addWindowAction(tr("Copy as command"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { copySelectionCommand(); });
    addWindowAction(tr("Inspector"), key(Qt::CTRL | Qt::Key_I), [this] { setInspectorShown(!isInspectorShown()); });
    addWindowAction(tr("Jobs"), key(Qt::CTRL | Qt::Key_J), [this] { m_drawer->toggle(Drawer::Page::Jobs); });
    addWindowAction(tr("Log"), key(Qt::CTRL | Qt::Key_L), [this] { m_drawer->toggle(Drawer::Page::Log); });
    addWindowAction(tr("Cancel the job"), key(Qt::CTRL | Qt::Key_Period), [this] { m_drawer->jobs().cancelCurrent(); });
    addWindowAction(tr("Next area"), key(Qt::Key_F6), [this] { cycleArea(1); });
    addWindowAction(tr("Previous area"), key(Qt::SHIFT | Qt::Key_F6), [this] { cycleArea(-1); });
    addWindowAction(tr("Light, dark, system"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_L), [this] { cycleTheme(); });
    addWindowAction(tr("Help"), key(Qt::Key_F1), [this] { showHelp(); });
    addWindowAction(tr("Help of the field"), key(Qt::SHIFT | Qt::Key_F1), [] {
        QWidget* focus = QApplication::focusWidget();
        for (QWidget* widget = focus; widget; widget = widget->parentWidget()) {
            const QString help = widget->whatsThis().isEmpty() ? widget->toolTip() : widget->whatsThis();
            if (!help.isEmpty()) {
                QToolTip::showText(focus->mapToGlobal(QPoint(0, focus->height())), help, focus);
                return;
            }
        }
    });
    addWindowAction(tr("Close the window"), key(Qt::CTRL | Qt::Key_Q), [this] { close(); });
    m_menu = new QMenu(this);
    m_menu->setObjectName(QStringLiteral("mainMenu"));
    m_rail->setMenu(m_menu);
    buildMenu();
}

void MainWindow::buildMenu()
{
    m_menu->clear();
    const auto named = [this](const QString& text) {
        const auto found = std::ranges::find(m_actions, text, &QAction::text);
        return found == m_actions.end() ? nullptr : *found;
    };
    const auto put = [&](QMenu* menu, const QString& text) {
        if (QAction* action = named(text))
            menu->addAction(action);
    };
    put(m_menu, tr("Run an operation"));
    m_menu->addSeparator();
    for (const PanelPage* page : m_panels)
        put(m_menu, page->title());
    m_menu->addSeparator();
    if (const PanelPage* page = currentPanel(); page && !page->panelActions().isEmpty()) {
        QMenu* actions = m_menu->addMenu(page->title());
        for (QAction* action : page->panelActions())
            actions->addAction(action);
        m_menu->addSeparator();
    }
    for (const QString& text : {tr("New"), tr("Filter or search"), tr("Find next"), tr("Find previous"),
                                tr("Copy as command"), tr("Cancel the job")})
        put(m_menu, text);
    m_menu->addSeparator();
    QMenu* view = m_menu->addMenu(tr("View"));
    for (const QString& text : {tr("Inspector"), tr("Jobs"), tr("Log"), tr("Next area"), tr("Previous area")})
        put(view, text);
    view->addSeparator();
    put(view, tr("Light, dark, system"));
    Look& look = Look::of(this);
    auto* themes = new QActionGroup(view);
    for (const auto& [mode, text] : {std::pair{Look::Mode::System, tr("As the system")},
                                     {Look::Mode::Light, tr("Light")},
                                     {Look::Mode::Dark, tr("Dark")}}) {
        QAction* action = view->addAction(text);
        action->setCheckable(true);
        action->setActionGroup(themes);
        action->setChecked(look.mode() == mode);
        connect(action, &QAction::triggered, this, [this, mode = mode] { Look::of(this).setMode(mode); });
    }
    view->addSeparator();
    const auto toggle = [&](const QString& text, bool on, std::function<void(bool)> set) {
        QAction* action = view->addAction(text);
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::toggled, this, std::move(set));
    };
    toggle(tr("Dense rows"), look.dense(), [this](bool on) { Look::of(this).setDense(on); });
    toggle(tr("Own font"), look.fonts() == Look::Fonts::Own,
           [this](bool on) { Look::of(this).setFonts(on ? Look::Fonts::Own : Look::Fonts::System); });
    toggle(tr("Motion"), look.motion(), [this](bool on) { Look::of(this).setMotion(on); });
    m_menu->addSeparator();
    put(m_menu, tr("Help"));
    put(m_menu, tr("Help of the field"));
    m_menu->addSeparator();
    put(m_menu, tr("Close the window"));
}

std::vector<PaletteEntry> MainWindow::paletteEntries() const
{
    std::vector<PaletteEntry> entries;
    if (m_findEntries)
        entries = m_findEntries();
    if (const PanelPage* page = currentPanel()) {
        for (QAction* action : page->panelActions()) {
            if (action->isEnabled())
                entries.push_back({page->title(), page->icon(), action->text(),
                                   action->toolTip() == action->text() ? QString() : action->toolTip(),
                                   action->shortcut().toString(QKeySequence::NativeText), [action] {
                                       action->trigger();
                                   }});
        }
    }
    const QString window = tr("Window");
    for (QAction* action : m_actions) {
        const auto page =
            std::ranges::find_if(m_panels, [action](const PanelPage* p) { return p->title() == action->text(); });
        const QString icon = page == m_panels.end() ? QStringLiteral("command") : (*page)->icon();
        if (action->text() == tr("Run an operation"))
            continue;
        entries.push_back({window, icon, action->text(), page == m_panels.end() ? QString() : tr("Go to the panel"),
                           action->shortcut().toString(QKeySequence::NativeText), [action] {
                               action->trigger();
                           }});
    }
    return entries;
}

std::vector<QWidget*> MainWindow::areas() const
{
    std::vector<QWidget*> all{m_rail};
    if (currentPanel()) {
        all.push_back(currentPanel());
        all.push_back(currentPanel()->header());
    }
    if (isInspectorShown())
        all.push_back(m_inspector);
    all.push_back(m_drawer);
    all.push_back(m_lights);
    return all;
}

void MainWindow::cycleArea(int step)
{
    const std::vector<QWidget*> all = areas();
    QWidget* focus = QApplication::focusWidget();
    const auto at = std::ranges::find_if(
        all, [focus](QWidget* area) { return focus && (area == focus || area->isAncestorOf(focus)); });
    const auto count = static_cast<int>(all.size());
    int index = at == all.end() ? (step > 0 ? -1 : count) : static_cast<int>(at - all.begin());
    for (int tried = 0; tried < count; ++tried) {
        index = (index + step + count) % count;
        QWidget* area = all[static_cast<std::size_t>(index)];
        QWidget* target = firstFocusable(area);
        if (area == m_rail) // Not the mark above, but the panel where one is.
            target = m_rail->item(m_pages->currentIndex());
        if (target) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void MainWindow::cycleTheme()
{
    Look& look = Look::of(this);
    switch (look.mode()) {
    case Look::Mode::System: // First what one sees a difference with.
        look.setMode(look.isDark() ? Look::Mode::Light : Look::Mode::Dark);
        break;
    case Look::Mode::Light:
        look.setMode(Look::Mode::Dark);
        break;
    case Look::Mode::Dark:
        look.setMode(Look::Mode::System);
        break;
    }
    buildMenu();
}

void MainWindow::copySelectionCommand()
{
    const QString command = currentPanel() ? currentPanel()->selectionCommand() : QString();
    if (command.isEmpty())
        return;
    QApplication::clipboard()->setText(command);
    tell(Mark::Good, tr("Command copied"));
}

void MainWindow::showHelp()
{
    const auto text = [](const QKeySequence& sequence) {
        return sequence.toString(QKeySequence::NativeText);
    };
    const HelpOverlay::Keys ofWindow{
        {text(Qt::CTRL | Qt::Key_K), tr("all operations")},
        {QStringLiteral("Ctrl+1 … %1").arg(std::max(1, panelCount())), tr("panels")},
        {text(Qt::CTRL | Qt::Key_F), tr("filter or search")},
        {QStringLiteral("F3, Shift+F3"), tr("next, previous hit")},
        {QStringLiteral("F6, Shift+F6"), tr("next, previous area")},
        {text(Qt::CTRL | Qt::Key_N), tr("new thing of this panel")},
        {text(Qt::CTRL | Qt::Key_I), tr("inspector")},
        {text(Qt::CTRL | Qt::Key_J), tr("jobs")},
        {text(Qt::CTRL | Qt::Key_L), tr("log")},
        {text(Qt::CTRL | Qt::Key_Period), tr("cancel the job that is shown")},
        {tr("Enter"), tr("open")},
        {tr("Space"), tr("primary toggle")},
        {tr("Esc"), tr("leave the field, close, clear the filter")},
        {text(Qt::CTRL | Qt::Key_C), tr("copy value or rows")},
        {text(Qt::CTRL | Qt::SHIFT | Qt::Key_C), tr("copy as command")},
        {tr("Ctrl+Enter"), tr("run the form")},
        {text(Qt::CTRL | Qt::SHIFT | Qt::Key_L), tr("light, dark, system")},
        {QStringLiteral("Shift+F1"), tr("help of the field")},
        {text(Qt::CTRL | Qt::Key_Q), tr("close the window")},
    };
    const PanelPage* page = currentPanel();
    HelpOverlay::Keys ofPanel;
    if (page) {
        for (const QAction* action : page->panelActions()) {
            if (!action->shortcut().isEmpty())
                ofPanel.append({text(action->shortcut()), action->text()});
        }
    }
    m_help->show({.title = page ? page->title() : tr("OTA Workbench"),
                  .text = page ? page->helpText() : QString(),
                  .keysOfPanel = ofPanel,
                  .keysOfWindow = ofWindow});
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_overlaid && m_overlayWanted) {
        setInspectorShown(false);
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace ota
