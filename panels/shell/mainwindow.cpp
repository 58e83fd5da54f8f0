// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/mainwindow.h"

#include "panels/shell/drawer.h"
#include "panels/shell/inspectorhost.h"
#include "panels/shell/jobsview.h"
#include "panels/shell/overlays.h"
#include "panels/shell/palette.h"
#include "panels/shell/rail.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/panelpage.h"
#include "panels/widgets/servicehost.h"
#include "panels/widgets/toast.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QStackedWidget>

#include <algorithm>

namespace ota {

namespace {

constexpr std::chrono::seconds toastAfter{2};

} // namespace

MainWindow::MainWindow(const WindowParts& parts)
    : m_parts(parts)
    , m_workbench{parts.jobs, parts.services, parts.bench, parts.memory, parts.clock, parts.suggest}
{
    m_workbench.tell = [this](Mark mark, const QString& text, const QString& action, std::function<void()> undo) {
        tell(mark, text, action, std::move(undo));
    };
    m_workbench.open = [this](const QString& panel, const QString& thing) {
        openThing(panel, thing);
    };
    m_workbench.form = [this](const QString& operation, const QJsonObject& values) {
        openForm(operation, values);
    };
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("%1 – OTA Workbench").arg(parts.benchName));
    setAcceptDrops(true);
    setMinimumSize(720, 480);
    makeLayout();
    makeActions();

    connect(m_rail, &Rail::chosen, this, &MainWindow::showPanel);
    connect(m_rail, &Rail::themeRequested, this, &MainWindow::cycleTheme);
    connect(m_rail, &Rail::helpRequested, this, &MainWindow::showHelp);
    connect(m_paletteField, &QAbstractButton::clicked, this, &MainWindow::openPalette);
    connect(m_palette, &Palette::runRequested, this, &MainWindow::run);
    connect(m_palette, &Palette::commandCopied, this, [this] { tell(Mark::Good, tr("Command copied")); });
    connect(m_drawer, &Drawer::openChanged, this, &MainWindow::slideDrawer);
    connect(&m_drawer->jobs(), &JobsView::openRequested, this, &MainWindow::openThing);
    connect(m_secret, &SecretOverlay::answered, &parts.jobs, &JobCenter::answerSecret);
    connect(&parts.jobs, &JobCenter::secretAsked, m_secret, &SecretOverlay::ask);
    connect(&parts.jobs, &JobCenter::finished, this, &MainWindow::onJobFinished);
    connect(&parts.jobs, &JobCenter::showRequested, this, [this](int id) {
        m_drawer->open(Drawer::Page::Jobs);
        m_drawer->jobs().show(id);
    });
    connect(&parts.services, &ServiceHost::openRequested, this,
            [this](const QString& name) { openThing(QStringLiteral("serving"), QStringLiteral("service/") + name); });
    resize(1440, 900);
}

MainWindow::~MainWindow() = default;

void MainWindow::addPanel(PanelPage* panel)
{
    const int index = panelCount();
    m_panels.push_back(panel);
    if (panel->accessibleName().isEmpty())
        panel->setAccessibleName(panel->title());
    const QKeySequence key(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index));
    m_rail->addPanel(panel->icon(), panel->title(), key);
    m_headers->addWidget(panel->header());
    m_pages->addWidget(panel);
    if (QWidget* inspector = panel->inspector())
        m_inspector->addInspector(inspector);
    connect(panel, &PanelPage::attentionChanged, this,
            [this, index](int count) { m_rail->setAttention(index, count); });
    addWindowAction(panel->title(), key, [this, index] { showPanel(index); });
    buildMenu();
    if (index == 0)
        setPanel(0);
}

PanelPage* MainWindow::panel(const QString& id) const
{
    const auto found = std::ranges::find_if(m_panels, [&id](const PanelPage* page) { return page->id() == id; });
    return found == m_panels.end() ? nullptr : *found;
}

PanelPage* MainWindow::currentPanel() const
{
    return m_panels.empty() ? nullptr : m_panels[static_cast<std::size_t>(m_pages->currentIndex())];
}

void MainWindow::showPanel(int index)
{
    if (m_rememberSoon.isActive())
        remember(); // The width of the inspector is that of the panel that goes.
    setPanel(index);
    m_parts.memory.setValue(QStringLiteral("window/panel"), currentPanel()->id());
}

void MainWindow::setPanel(int index)
{
    PanelPage* before = currentPanel();
    PanelPage* page = m_panels.at(static_cast<std::size_t>(index));
    m_rail->setCurrent(index);
    m_headers->setCurrentIndex(index);
    m_pages->setCurrentIndex(index);
    if (page->inspector())
        m_inspector->setCurrent(page->inspector());
    applyWidth();
    if (before && before != page)
        before->deactivated();
    page->activated();
    buildMenu();
}

bool MainWindow::openThing(const QString& id, const QString& thing)
{
    for (int i = 0; i < panelCount(); ++i) {
        if (m_panels[static_cast<std::size_t>(i)]->id() != id)
            continue;
        showPanel(i);
        return thing.isEmpty() || m_panels[static_cast<std::size_t>(i)]->openThing(thing);
    }
    return false;
}

void MainWindow::openPalette()
{
    m_palette->openWith(paletteEntries());
}

void MainWindow::openForm(const QString& operation, const QJsonObject& values)
{
    m_palette->openForm(paletteEntries(), operation, values);
}

void MainWindow::tell(Mark mark, const QString& text, const QString& action, std::function<void()> undo)
{
    m_toasts->show(mark, text, action, std::move(undo));
}

void MainWindow::run(const QString& name, const QJsonObject& values)
{
    const Operation* operation = m_parts.jobs.registry().find(name);
    if (!operation || !operation->destructive) {
        start(name, values);
        return;
    }
    ConfirmDialog::ask(this, titleOf(*operation), commandLine(*operation, values), tr("Do it"),
                       [this, name, values] { start(name, values); });
}

void MainWindow::start(const QString& operation, const QJsonObject& values)
{
    const auto id = m_parts.jobs.start(operation, values);
    if (!id) {
        // The form has checked the same before: only a value that changed meanwhile comes here.
        openForm(operation, values);
        return;
    }
    m_drawer->open(Drawer::Page::Jobs);
    m_drawer->jobs().show(*id);
}

void MainWindow::onJobFinished(int id)
{
    const JobEntry* job = m_parts.jobs.job(id);
    const bool seen = m_drawer->isOpen() && m_drawer->page() == Drawer::Page::Jobs;
    const bool good = job->result && *job->result && (*job->result)->good;
    const bool longWork = job->endedNs - job->startedNs > std::chrono::nanoseconds(toastAfter).count();
    // What one sees, and errors, are no news for a toast.
    if (good && longWork && !seen)
        tell(Mark::Good, job->title + QStringLiteral(": ") + job->words(), tr("Show"),
             [this, id] { Q_EMIT m_parts.jobs.showRequested(id); });
}

void MainWindow::raiseWindow()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    applyWidth();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const int running = m_parts.jobs.runningCount();
    if (running == 0 || property("closing").toBool()) {
        remember();
        event->accept();
        return;
    }
    event->ignore();
    ConfirmDialog::ask(this, tr("Stop %n jobs and close?", nullptr, running),
                       tr("%1 is still running.").arg(m_parts.jobs.newestRunning()->title), tr("Stop and close"),
                       [this] {
                           setProperty("closing", true);
                           close();
                       });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    if (currentPanel() && currentPanel()->takeFiles(paths))
        return;
    for (int i = 0; i < panelCount(); ++i) {
        if (m_panels[static_cast<std::size_t>(i)]->takeFiles(paths)) {
            showPanel(i);
            return;
        }
    }
}

} // namespace ota
