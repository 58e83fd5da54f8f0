// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/labels.h"

#include "panels/widgets/paint.h"

#include <QFontMetrics>
#include <QFrame>
#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>

namespace ota {

QLabel* makeLabel(const QString& text, const QString& look, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setLook(label, look);
    return label;
}

QWidget* makeLine(Qt::Orientation orientation, QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setFrameShape(orientation == Qt::Horizontal ? QFrame::HLine : QFrame::VLine);
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

IconView::IconView(const QString& icon, Ink ink, int size, QWidget* parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_ink(ink)
    , m_size(size)
{
    setFixedSize(size, size);
}

void IconView::set(const QString& icon, Ink ink)
{
    m_icon = icon;
    m_ink = ink;
    update();
}

void IconView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look& look = Look::of(this);
    look.paintIcon(painter, rect(), m_icon, look.ink(isEnabled() ? m_ink : Ink::Disabled), m_size);
}

Paragraph::Paragraph(const QString& text, Type type, Ink ink, QWidget* parent)
    : QWidget(parent)
    , m_type(type)
    , m_ink(ink)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setText(text);
}

void Paragraph::setText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Paragraph::setCentred(bool on)
{
    m_centred = on;
    update();
}

int Paragraph::lineHeight() const
{
    switch (m_type) {
    case Type::Title:
        return tokens::lineHeight::title;
    case Type::Small:
        return tokens::lineHeight::small + 1; // 17 for 12 px: it is read, not only looked at.
    case Type::Caption:
    case Type::Overline:
        return tokens::lineHeight::caption;
    case Type::Mono:
    case Type::MonoSmall:
        return tokens::lineHeight::mono;
    default:
        return tokens::lineHeight::body;
    }
}

QStringList Paragraph::lines(int width) const
{
    QStringList all;
    for (const QString& part : m_text.split(u'\n')) {
        QTextLayout layout(part, Look::of(this).font(m_type));
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            all << part.mid(line.textStart(), line.textLength()).trimmed();
        }
        layout.endLayout();
    }
    return all;
}

QSize Paragraph::sizeHint() const
{
    constexpr int comfortable = 360;
    const int width = std::min(comfortable, QFontMetrics(Look::of(this).font(m_type)).horizontalAdvance(m_text) + 2);
    return {width, heightForWidth(width)};
}

int Paragraph::heightForWidth(int width) const
{
    return static_cast<int>(lines(width).size()) * lineHeight();
}

void Paragraph::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    QPainter painter(this);
    int y = 0;
    for (const QString& line : lines(width())) {
        paintText(painter, QRect(0, y, width(), lineHeight()), line, look.font(m_type), look.ink(m_ink),
                  m_centred ? Qt::AlignHCenter : Qt::AlignLeft, Qt::ElideNone);
        y += lineHeight();
    }
}

ElidedLabel::ElidedLabel(const QString& text, const QString& look, Qt::TextElideMode mode, QWidget* parent)
    : QLabel(text, parent)
    , m_mode(mode)
{
    setTextFormat(Qt::PlainText);
    setLook(this, look);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {24, QLabel::minimumSizeHint().height()};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2, QLabel::sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto role = foregroundRole();
    paintText(painter, contentsRect(), text(), font(), palette().color(role).rgba(),
              alignment() & Qt::AlignHorizontal_Mask, m_mode);
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() &&
        fontMetrics().horizontalAdvance(text()) > contentsRect().width()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace ota
