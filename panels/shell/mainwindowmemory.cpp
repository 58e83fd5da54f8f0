// SPDX-License-Identifier: Apache-2.0
// What the window remembers of itself. It is written soon after each change, not only at the end: a window that is
// killed comes back as it was, too.
#include "panels/shell/drawer.h"
#include "panels/shell/inspectorhost.h"
#include "panels/shell/mainwindow.h"
#include "panels/shell/rail.h"
#include "panels/widgets/look.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/panelpage.h"

#include <QEvent>
#include <QSplitter>

namespace ota {

namespace {

constexpr std::chrono::milliseconds rememberAfter{300};

QString nameOf(Look::Mode mode)
{
    return mode == Look::Mode::Dark    ? QStringLiteral("dark")
           : mode == Look::Mode::Light ? QStringLiteral("light")
                                       : QStringLiteral("system");
}

Look::Mode modeOf(const QString& name)
{
    return name == QStringLiteral("dark")    ? Look::Mode::Dark
           : name == QStringLiteral("light") ? Look::Mode::Light
                                             : Look::Mode::System;
}

QString widthKey(const PanelPage& page)
{
    return QStringLiteral("window/inspectorWidth/") + page.id();
}

} // namespace

int MainWindow::rememberedInspectorWidth(const PanelPage& page) const
{
    return m_parts.memory.value(widthKey(page), page.inspectorWidth()).toInt();
}

void MainWindow::restore()
{
    const Memory& memory = m_parts.memory;
    if (const QByteArray geometry = memory.value(QStringLiteral("window/geometry")).toByteArray(); !geometry.isEmpty())
        restoreGeometry(geometry);
    m_inspectorWanted = memory.value(QStringLiteral("window/inspector"), true).toBool();
    const QString last = memory.value(QStringLiteral("window/panel")).toString();
    for (int i = 0; i < panelCount(); ++i) {
        if (m_panels[static_cast<std::size_t>(i)]->id() == last)
            showPanel(i);
    }
    const QString drawer = memory.value(QStringLiteral("window/drawer")).toString();
    if (!drawer.isEmpty())
        m_drawer->open(drawer == QStringLiteral("log") ? Drawer::Page::Log : Drawer::Page::Jobs);
    Look& look = Look::of(this);
    const QString theme = memory.value(QStringLiteral("window/theme")).toString();
    if (!theme.isEmpty())
        look.setMode(modeOf(theme));
    look.setDense(memory.value(QStringLiteral("window/dense"), look.dense()).toBool());
    look.setMotion(memory.value(QStringLiteral("window/motion"), look.motion()).toBool());
    if (memory.value(QStringLiteral("window/ownFont"), false).toBool())
        look.setFonts(Look::Fonts::Own);
    applyWidth();
    watchChanges();
}

void MainWindow::watchChanges()
{
    m_rememberSoon.setSingleShot(true);
    m_rememberSoon.setInterval(rememberAfter);
    connect(&m_rememberSoon, &QTimer::timeout, this, &MainWindow::remember);
    const auto soon = [this] {
        m_rememberSoon.start();
    };
    connect(m_columns, &QSplitter::splitterMoved, this, soon);
    connect(m_rows, &QSplitter::splitterMoved, this, soon);
    connect(m_drawer, &Drawer::openChanged, this, soon);
    connect(m_drawer, &Drawer::pageChanged, this, soon);
    connect(&Look::of(this), &Look::changed, this, soon);
    connect(&Look::of(this), &Look::modeChanged, this, soon);
    installEventFilter(this);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    const bool changes =
        event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::WindowStateChange;
    if (watched == this && changes && isVisible())
        m_rememberSoon.start();
    return QWidget::eventFilter(watched, event);
}

void MainWindow::remember()
{
    Memory& memory = m_parts.memory;
    const Look& look = Look::of(this);
    memory.setValue(QStringLiteral("window/geometry"), saveGeometry());
    memory.setValue(QStringLiteral("window/inspector"), m_inspectorWanted);
    memory.setValue(QStringLiteral("window/drawerHeight"), m_drawerHeight);
    memory.setValue(QStringLiteral("window/drawer"), !m_drawer->isOpen()                     ? QString()
                                                     : m_drawer->page() == Drawer::Page::Log ? QStringLiteral("log")
                                                                                             : QStringLiteral("jobs"));
    memory.setValue(QStringLiteral("window/theme"), nameOf(look.mode()));
    memory.setValue(QStringLiteral("window/dense"), look.dense());
    memory.setValue(QStringLiteral("window/motion"), look.motion());
    memory.setValue(QStringLiteral("window/ownFont"), look.fonts() == Look::Fonts::Own);
    if (!m_overlaid && m_inspector->isVisible() && currentPanel())
        memory.setValue(widthKey(*currentPanel()), m_inspector->width());
}

} // namespace ota
