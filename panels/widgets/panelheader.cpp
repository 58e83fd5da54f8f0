// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/panelheader.h"

#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/look.h"
#include "panels/widgets/paint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace ota {

PanelHeader::PanelHeader(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel(title, QStringLiteral("title"), this))
    , m_facts(new ElidedLabel({}, QStringLiteral("smallText tertiary"), Qt::ElideRight, this))
    , m_left(new QHBoxLayout)
    , m_right(new QHBoxLayout)
{
    m_title->setObjectName(QStringLiteral("panelTitle"));
    m_facts->setObjectName(QStringLiteral("panelFacts"));
    setFixedHeight(tokens::height::panelHeader);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(tokens::space::l, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(m_facts, 0);
    m_left->setContentsMargins(6, 0, 0, 0);
    m_left->setSpacing(tokens::space::s);
    layout->addLayout(m_left);
    layout->addStretch(1);
    m_right->setSpacing(tokens::space::s);
    layout->addLayout(m_right);
    m_facts->hide();
    layout->setSizeConstraint(QLayout::SetNoConstraint);
}

void PanelHeader::setFacts(const QString& facts)
{
    m_facts->setText(facts);
    if (m_facts->isHidden() == !facts.isEmpty()) {
        m_facts->setVisible(!facts.isEmpty());
        fit();
    }
}

QString PanelHeader::facts() const
{
    return m_facts->text();
}

void PanelHeader::addFilter(QWidget* filter, int width)
{
    m_filter = filter;
    m_filterWidth = width;
    filter->setFixedWidth(width);
    m_left->addWidget(filter);
}

void PanelHeader::addScope(QWidget* scope)
{
    m_left->addWidget(scope);
}

void PanelHeader::addAction(QWidget* action)
{
    m_right->addWidget(action);
}

void PanelHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void PanelHeader::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fit(); // Actions may have come or changed their words meanwhile.
}

QSize PanelHeader::minimumSizeHint() const
{
    return {240, tokens::height::panelHeader};
}

bool PanelHeader::event(QEvent* event)
{
    const bool taken = QWidget::event(event);
    // Words became longer. What gets shorter waits for the next size, so that nothing goes to and fro.
    if (event->type() == QEvent::LayoutRequest && !m_isCompact && neededWidth() > width())
        fit();
    return taken;
}

int PanelHeader::neededWidth() const
{
    return tokens::space::l + m_title->sizeHint().width() + m_left->sizeHint().width() + m_right->sizeHint().width() +
           (m_facts->isHidden() ? 0 : 60) + 3 * 10;
}

void PanelHeader::fit()
{
    // What gives way first: the facts (they elide), the filter, then the words of the actions.
    const auto compact = [this](bool on) {
        m_isCompact = on;
        for (int i = 0; i < m_right->count(); ++i) {
            if (auto* button = qobject_cast<Button*>(m_right->itemAt(i)->widget()))
                button->setCompact(on);
        }
    };
    compact(false);
    if (m_filter)
        m_filter->setFixedWidth(m_filterWidth);
    if (neededWidth() <= width())
        return;
    if (m_filter)
        m_filter->setFixedWidth(m_filterWidth * 2 / 3);
    if (neededWidth() > width())
        compact(true);
}

SectionHeader::SectionHeader(const QString& title, const QString& facts, QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel(title, QStringLiteral("section"), this))
    , m_facts(new ElidedLabel(facts, QStringLiteral("smallText tertiary"), Qt::ElideRight, this))
    , m_layout(new QHBoxLayout(this))
{
    setFixedHeight(tokens::height::sectionHeader);
    m_layout->setContentsMargins(tokens::space::l, 0, tokens::space::m, 0);
    m_layout->setSpacing(tokens::space::s);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_facts);
    m_layout->addStretch(1);
    m_facts->setVisible(!facts.isEmpty());
}

void SectionHeader::setTitle(const QString& title)
{
    m_title->setText(title);
}

void SectionHeader::setFacts(const QString& facts)
{
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
}

void SectionHeader::addAction(QWidget* action)
{
    m_layout->addWidget(action);
}

void SectionHeader::addBadge(QWidget* badge)
{
    m_layout->insertWidget(2 + m_badges++, badge);
}

void SectionHeader::setLines(bool above, bool below)
{
    m_above = above;
    m_below = below;
    update();
}

void SectionHeader::setInset(int pixels)
{
    m_layout->setContentsMargins(pixels, 0, std::min(pixels, static_cast<int>(tokens::space::m)), 0);
}

void SectionHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor line = colourOf(Look::of(this).theme().line.line);
    if (m_above)
        painter.fillRect(0, 0, width(), 1, line);
    if (m_below)
        painter.fillRect(0, height() - 1, width(), 1, line);
}

} // namespace ota
