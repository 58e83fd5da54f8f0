// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/badge.h"

#include <QFontMetrics>
#include <QPainter>

namespace ota {

Badge::Badge(const QString& text, Mark mark, BadgeKind kind, QWidget* parent)
    : QWidget(parent)
    , m_mark(mark)
    , m_kind(kind)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    set(text, mark, kind);
}

void Badge::set(const QString& text, Mark mark, BadgeKind kind)
{
    m_text = text;
    m_mark = mark;
    m_kind = kind;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return m_text.isEmpty() ? QSize(0, tokens::height::badge)
                            : QSize(badgeWidth(Look::of(this), m_text, m_mark, m_kind), tokens::height::badge);
}

void Badge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_text.isEmpty())
        return;
    paintBadge(painter, Look::of(this), {0, (height() - tokens::height::badge) / 2}, m_text, m_mark, m_kind);
}

MarkLine::MarkLine(Mark mark, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_text(text)
    , m_mark(mark)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(text);
    setHidden(text.isEmpty());
}

void MarkLine::set(Mark mark, const QString& text)
{
    if (m_mark == mark && m_text == text)
        return;
    m_mark = mark;
    m_text = text;
    setAccessibleName(text);
    setHidden(text.isEmpty());
    updateGeometry();
    update();
}

namespace {

constexpr int markWidth = 22;

} // namespace

QSize MarkLine::sizeHint() const
{
    const QFontMetrics metrics(Look::of(this).font(Type::Small));
    return {metrics.horizontalAdvance(m_text) + (m_mark == Mark::None ? 0 : markWidth) + 2, 20};
}

int MarkLine::heightForWidth(int width) const
{
    const QFontMetrics metrics(Look::of(this).font(Type::Small));
    const int room = std::max(20, width - (m_mark == Mark::None ? 0 : markWidth));
    return std::max(20, metrics.boundingRect(QRect(0, 0, room, 10'000), Qt::TextWordWrap, m_text).height() + 4);
}

void MarkLine::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const QFont font = look.font(Type::Small);
    const QFontMetrics metrics(font);
    const QRgb ink = m_mark == Mark::None ? look.ink(Ink::Tertiary) : look.ink(Look::inkOf(m_mark));
    QPainter painter(this);
    // One line stands in the middle of a row of controls.
    const int needed = heightForWidth(width());
    QRect area = rect().adjusted(0, needed <= 20 ? std::max(0, (height() - needed) / 2) : 0, 0, 0);
    if (m_mark != Mark::None) {
        look.paintIcon(painter, QRect(0, area.top(), 16, metrics.height() + 4), Look::markIcon(m_mark), ink);
        area.setLeft(markWidth);
    }
    painter.setFont(font);
    painter.setPen(colourOf(ink));
    painter.drawText(area.adjusted(0, 2, 0, 0), Qt::TextWordWrap, m_text);
}

} // namespace ota
