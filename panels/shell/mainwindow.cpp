// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/mainwindow.h"

#include "panels/shell/drawer.h"
#include "panels/shell/inspectorhost.h"
#include "panels/shell/jobsview.h"
#include "panels/shell/logview.h"
#include "panels/shell/overlays.h"
#include "panels/shell/palette.h"
#include "panels/shell/rail.h"
#include "panels/shell/statuslights.h"
#include "panels/widgets/confirm.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/panelpage.h"
#include "panels/widgets/servicehost.h"
#include "panels/widgets/toast.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QVariantAnimation>

#include <algorithm>

namespace ota {

namespace {

constexpr int overlayBelow = 1200;  ///< Below this width the inspector lies over the panel.
constexpr int iconsOnlyBelow = 960; ///< Below this one the rail has no words.
constexpr std::chrono::seconds toastAfter{2};

/// The line of 44 px over panel and inspector.
class TopBar final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const tokens::Theme& t = Look::of(this).theme();
        QPainter painter(this);
        painter.fillRect(rect(), colourOf(t.surface.window));
        painter.fillRect(QRect(0, height() - 1, width(), 1), colourOf(t.line.line));
    }
};

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

void MainWindow::makeLayout()
{
    m_rail = new Rail(this);
    m_headers = new QStackedWidget;
    m_paletteField = new PaletteField;
    m_top = new TopBar;
    m_top->setFixedHeight(tokens::height::panelHeader);
    auto* topRow = new QHBoxLayout(m_top);
    topRow->setContentsMargins(0, 0, tokens::space::m, 0);
    topRow->setSpacing(tokens::space::m);
    topRow->addWidget(m_headers, 1);
    QWidget* divider = makeLine(Qt::Vertical);
    divider->setFixedHeight(20);
    topRow->addWidget(divider);
    topRow->addWidget(m_paletteField);

    m_pages = new QStackedWidget;
    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->setMinimumWidth(360);
    m_inspector = new InspectorHost;
    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_pages);
    m_columns->addWidget(m_inspector);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 0);
    m_body = new QWidget;
    auto* bodyRow = new QHBoxLayout(m_body);
    bodyRow->setContentsMargins(0, 0, 0, 0);
    bodyRow->addWidget(m_columns);
    m_drawer = new Drawer(m_parts.jobs, m_parts.log, m_parts.memory);
    m_drawer->setMinimumHeight(tokens::height::drawerTabs + 1);
    m_drawer->setMaximumHeight(tokens::height::drawerTabs + 1);
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->setHandleWidth(0);
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(m_body);
    m_rows->addWidget(m_drawer);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    m_lights = new StatusLights(m_parts.services);
    m_lights->setBench(m_parts.benchName, m_parts.benchFacts);

    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_top);
    right->addWidget(m_rows, 1);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(right, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(middle, 1);
    all->addWidget(m_lights);

    m_palette = new Palette(m_parts.jobs.registry(), m_parts.memory, this);
    if (m_parts.suggest)
        m_palette->setSuggest(m_parts.suggest);
    m_help = new HelpOverlay(this);
    m_secret = new SecretOverlay(this);
    m_toasts = new ToastHost(this);
    m_toasts->setBottomMargin(tokens::height::statusBar + tokens::height::drawerTabs);
    m_drawerHeight =
        m_parts.memory.value(QStringLiteral("window/drawerHeight"), tokens::height::drawerOpen + 30).toInt();
    m_slide = new QVariantAnimation(this);
    m_slide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_slide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& height) { setDrawerHeight(height.toInt()); });
    connect(m_slide, &QVariantAnimation::finished, this, &MainWindow::onDrawerSettled);
    connect(m_rows, &QSplitter::splitterMoved, this, [this] {
        if (m_drawer->isOpen())
            m_drawerHeight = m_drawer->height();
    });
}

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

bool MainWindow::isInspectorShown() const
{
    return !m_inspector->isHidden();
}

void MainWindow::setInspectorShown(bool on)
{
    if (m_overlaid)
        m_overlayWanted = on;
    else
        m_inspectorWanted = on;
    m_rememberSoon.start();
    applyWidth();
}

void MainWindow::applyWidth()
{
    const PanelPage* page = currentPanel();
    m_rail->setIconsOnly(width() < iconsOnlyBelow);
    m_paletteField->setIconOnly(width() < iconsOnlyBelow);
    const bool overlaid = width() < overlayBelow;
    if (std::exchange(m_overlaid, overlaid) != overlaid) {
        m_inspector->setOverlaid(overlaid);
        if (overlaid)
            m_inspector->setParent(m_body);
        else
            m_columns->addWidget(m_inspector);
    }
    const bool has = page && page->inspector();
    m_inspector->setVisible(has && (overlaid ? m_overlayWanted : m_inspectorWanted));
    if (!has)
        return;
    const int wanted = rememberedInspectorWidth(*page);
    if (overlaid) {
        const int inspectorWidth = std::min(wanted, m_body->width() - tokens::width::railIcons);
        m_inspector->setGeometry(m_body->width() - inspectorWidth, 0, inspectorWidth, m_body->height());
        m_inspector->raise();
    } else {
        m_columns->setSizes({std::max(100, m_columns->width() - wanted - 1), wanted});
    }
}

void MainWindow::slideDrawer(bool open)
{
    const int closed = tokens::height::drawerTabs + 1;
    const int from = m_drawer->height();
    m_drawerHeight = std::clamp(m_drawerHeight, 120, std::max(120, m_rows->height() - 200));
    const int to = open ? m_drawerHeight : closed;
    const int duration = isVisible() ? Look::of(this).duration(tokens::motion::normal) : 0;
    m_slide->stop();
    if (duration == 0) {
        setDrawerHeight(to);
        onDrawerSettled();
        return;
    }
    m_slide->setStartValue(from);
    m_slide->setEndValue(to);
    m_slide->setDuration(duration);
    m_slide->start();
}

void MainWindow::setDrawerHeight(int height)
{
    m_drawer->setFixedHeight(height);
    m_rows->setSizes({m_rows->height() - height, height});
    m_toasts->setBottomMargin(tokens::height::statusBar + height);
}

void MainWindow::onDrawerSettled()
{
    if (!m_drawer->isOpen())
        return;
    // From now on a person may drag its edge.
    m_drawer->setMinimumHeight(90);
    m_drawer->setMaximumHeight(QWIDGETSIZE_MAX);
    m_rows->setSizes({m_rows->height() - m_drawerHeight, m_drawerHeight});
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
