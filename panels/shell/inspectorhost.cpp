// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/inspectorhost.h"

#include "panels/widgets/paint.h"

#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ota {

InspectorHost::InspectorHost(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("inspector"));
    setAccessibleName(tr("Inspector"));
    setMinimumWidth(tokens::width::inspectorMin);
    setMaximumWidth(tokens::width::inspectorMax);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

void InspectorHost::addInspector(QWidget* inspector)
{
    m_stack->addWidget(inspector);
}

void InspectorHost::setCurrent(QWidget* inspector)
{
    m_stack->setCurrentWidget(inspector);
}

void InspectorHost::setOverlaid(bool on)
{
    m_overlaid = on;
    layout()->setContentsMargins(on ? 1 : 0, 0, 0, 0);
    update();
}

void InspectorHost::paintEvent(QPaintEvent*)
{
    const tokens::Theme& t = Look::of(this).theme();
    QPainter painter(this);
    painter.fillRect(rect(), colourOf(t.surface.window));
    if (m_overlaid)
        painter.fillRect(QRect(0, 0, 1, height()), colourOf(t.line.line));
}

} // namespace ota
