// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/cardgrid.h"

#include "panels/serving/servicecard.h"
#include "panels/widgets/look.h"

#include <QGridLayout>

#include <algorithm>
#include <cstdlib>

namespace ota {

namespace {

constexpr int narrowestCard = 250;
constexpr int widestRow = 4;

} // namespace

CardGrid::CardGrid(QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(tokens::space::l, tokens::space::m, tokens::space::l, tokens::space::m);
    grid->setSpacing(tokens::space::m);
}

void CardGrid::add(ServiceCard* card)
{
    m_cards << card;
    card->setParent(this);
    connect(card, &ServiceCard::selectRequested, this, [this, card] { select(card->service()); });
    connect(card, &ServiceCard::moveRequested, this, &CardGrid::move);
    m_columns = 0;
    place();
}

ServiceCard* CardGrid::card(const QString& service) const
{
    const auto found = std::ranges::find(m_cards, service, [](const ServiceCard* card) { return card->service(); });
    return found == m_cards.end() ? nullptr : *found;
}

void CardGrid::select(const QString& service)
{
    if (service == m_selected || !card(service))
        return;
    m_selected = service;
    for (ServiceCard* card : std::as_const(m_cards))
        card->setSelected(card->service() == service);
    Q_EMIT selectionChanged(service);
}

QList<ServiceCard*> CardGrid::shownCards() const
{
    QList<ServiceCard*> cards = m_cards;
    if (!m_shown.isEmpty())
        cards.removeIf([this](const ServiceCard* card) { return !m_shown.contains(card->service()); });
    return cards;
}

void CardGrid::setShown(const QStringList& services)
{
    if (services == m_shown)
        return;
    m_shown = services;
    m_columns = 0;
    place();
    if (!m_shown.contains(m_selected) && !shownCards().isEmpty())
        select(shownCards().constFirst()->service());
}

void CardGrid::move(int step)
{
    const int by = std::abs(step) == 2 ? (step < 0 ? -m_columns : m_columns) : step;
    const QList<ServiceCard*> cards = shownCards();
    const auto next = cards.indexOf(card(m_selected)) + by;
    if (next < 0 || next >= cards.size())
        return;
    cards[next]->setFocus(Qt::OtherFocusReason);
    select(cards[next]->service());
}

void CardGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void CardGrid::place()
{
    const QList<ServiceCard*> cards = shownCards();
    const int count = static_cast<int>(cards.size());
    int columns = std::clamp((width() - tokens::space::l) / (narrowestCard + tokens::space::m), 1, widestRow);
    // Rows of one length: three and one would look as if something were missing.
    while (columns > 1 && count % columns != 0)
        --columns;
    if (columns == m_columns)
        return;
    m_columns = columns;
    auto* grid = static_cast<QGridLayout*>(layout());
    for (ServiceCard* card : std::as_const(m_cards)) {
        grid->removeWidget(card);
        card->setVisible(cards.contains(card));
    }
    for (int i = 0; i < count; ++i)
        grid->addWidget(cards[i], i / columns, i % columns);
    for (int column = 0; column < widestRow; ++column)
        grid->setColumnStretch(column, column < columns ? 1 : 0);
}

} // namespace ota
