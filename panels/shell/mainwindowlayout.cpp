// SPDX-License-Identifier: Apache-2.0
// Where the parts of the window stand, and how they give way to each other.
#include "panels/shell/drawer.h"
#include "panels/shell/inspectorhost.h"
#include "panels/shell/mainwindow.h"
#include "panels/shell/overlays.h"
#include "panels/shell/palette.h"
#include "panels/shell/rail.h"
#include "panels/shell/statuslights.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/panelpage.h"
#include "panels/widgets/toast.h"

#include <QHBoxLayout>
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

} // namespace ota
