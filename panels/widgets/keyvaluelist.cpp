// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/keyvaluelist.h"

#include "panels/widgets/paint.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace ota {

KeyValueList::KeyValueList(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Facts"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void KeyValueList::setRows(QList<KeyValue> rows)
{
    const bool grown = rows.size() != m_rows.size();
    m_rows = std::move(rows);
    m_current = std::min(m_current, static_cast<int>(m_rows.size()) - 1);
    tellCurrent();
    if (grown)
        updateGeometry();
    update();
}

void KeyValueList::setValue(const QString& key, const QString& value)
{
    const auto found = std::ranges::find(m_rows, key, &KeyValue::key);
    if (found != m_rows.end()) {
        found->value = value;
    } else {
        m_rows.append({key, value});
        updateGeometry();
    }
    tellCurrent();
    update();
}

void KeyValueList::setKeyWidth(int pixels)
{
    m_keyWidth = pixels;
    update();
}

QSize KeyValueList::sizeHint() const
{
    const QMargins margins = contentsMargins();
    return {240 + margins.left() + margins.right(), static_cast<int>(m_rows.size()) * tokens::height::keyValueRow};
}

QSize KeyValueList::minimumSizeHint() const
{
    return {contentsMargins().left() + m_keyWidth + 60, sizeHint().height()};
}

QRect KeyValueList::valueArea(int row) const
{
    const int height = tokens::height::keyValueRow;
    const int marked = m_rows.at(row).mark == Mark::None ? 0 : 20;
    const QRect inside = contentsRect();
    return QRect(inside.left() + m_keyWidth + marked, row * height, inside.width() - m_keyWidth - marked, height);
}

void KeyValueList::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    QPainter painter(this);
    const int height = tokens::height::keyValueRow;
    const int left = contentsRect().left();
    for (int row = 0; row < m_rows.size(); ++row) {
        const KeyValue& item = m_rows.at(row);
        const int top = row * height;
        paintText(painter, QRect(left, top, m_keyWidth - 8, height), item.key, look.font(Type::Small),
                  look.ink(Ink::Tertiary));
        if (item.mark != Mark::None)
            look.paintIcon(painter, QRect(left + m_keyWidth, top, 16, height), Look::markIcon(item.mark),
                           look.meaning(item.mark).text);
        paintText(painter, valueArea(row), item.value, look.font(item.type), look.ink(item.ink), Qt::AlignLeft,
                  item.elide);
    }
    if (hasFocus() && m_current >= 0 && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocusRing(painter, look, QRect(0, m_current * height, width(), height), tokens::radius::badge);
}

int KeyValueList::rowAt(int y) const
{
    const int row = y / tokens::height::keyValueRow;
    return row >= 0 && row < m_rows.size() ? row : -1;
}

void KeyValueList::copyCurrent()
{
    if (m_current < 0)
        return;
    const KeyValue& item = m_rows.at(m_current);
    const QString text = item.copy.isEmpty() ? item.value : item.copy;
    QApplication::clipboard()->setText(text);
    Q_EMIT copied(text);
}

void KeyValueList::tellCurrent()
{
    if (m_current >= 0)
        setAccessibleDescription(m_rows.at(m_current).key + QStringLiteral(": ") + m_rows.at(m_current).value);
}

void KeyValueList::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyCurrent();
        return;
    }
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int next = m_current + step;
    if (step == 0 || next < 0 || next >= m_rows.size()) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_current = next;
    tellCurrent();
    update();
}

void KeyValueList::mousePressEvent(QMouseEvent* event)
{
    m_current = rowAt(static_cast<int>(event->position().y()));
    tellCurrent();
    QWidget::mousePressEvent(event);
}

void KeyValueList::mouseDoubleClickEvent(QMouseEvent*)
{
    copyCurrent();
}

void KeyValueList::focusInEvent(QFocusEvent* event)
{
    if (m_current < 0 && !m_rows.isEmpty())
        m_current = 0;
    tellCurrent();
    QWidget::focusInEvent(event);
}

void KeyValueList::contextMenuEvent(QContextMenuEvent* event)
{
    m_current = event->reason() == QContextMenuEvent::Mouse ? rowAt(event->pos().y()) : m_current;
    if (m_current < 0)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(Look::of(this).icon(QStringLiteral("copy")), tr("Copy value"), this, &KeyValueList::copyCurrent);
    menu->popup(event->globalPos());
}

bool KeyValueList::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos().y());
        if (row >= 0) {
            const KeyValue& item = m_rows.at(row);
            const bool elided =
                QFontMetrics(Look::of(this).font(item.type)).horizontalAdvance(item.value) > valueArea(row).width();
            if (!item.copy.isEmpty() || elided)
                QToolTip::showText(help->globalPos(), item.copy.isEmpty() ? item.value : item.copy, this);
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace ota
