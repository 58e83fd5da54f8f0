// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/hexview.h"

#include "panels/widgets/paint.h"

#include <QApplication>
#include <QClipboard>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace ota {

namespace {

constexpr int margin = tokens::space::m;
constexpr int topMargin = tokens::space::s;
constexpr int groupGap = 7; ///< After 8 bytes.

} // namespace

HexView::HexView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Bytes"));
    viewport()->setCursor(Qt::IBeamCursor);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void HexView::setBytes(SharedBytes::Pointer bytes)
{
    m_bytes = std::move(bytes);
    m_mark = {};
    m_parent = {};
    m_cursor = 0;
    m_anchor = 0;
    chooseBytesPerRow();
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void HexView::setBytes(const QByteArray& bytes)
{
    setBytes(SharedBytes::fromBuffer(bytes));
}

void HexView::setMark(Range mark, Range parent)
{
    m_mark = mark;
    m_parent = parent;
    if (mark.length > 0) {
        m_cursor = m_anchor = mark.offset;
        showByte(mark.offset + mark.length - 1);
        showByte(mark.offset);
    }
    viewport()->update();
}

HexView::Range HexView::selection() const
{
    if (m_cursor == m_anchor)
        return {};
    return {std::min(m_cursor, m_anchor), std::abs(m_cursor - m_anchor) + 1};
}

void HexView::chooseBytesPerRow()
{
    const int count = viewport()->width() >= widthFor(16) ? 16 : 8;
    if (std::exchange(m_perRow, count) != count)
        viewport()->update();
    updateScrollBars();
}

int HexView::rowHeight() const
{
    return 17;
}

QSize HexView::sizeHint() const
{
    return {widthFor(16), 12 * rowHeight() + 2 * topMargin};
}

int HexView::widthFor(int perRow) const
{
    const Layout layout = layoutFor(perRow);
    return static_cast<int>(layout.charLeft + perRow * layout.digit) + margin;
}

HexView::Layout HexView::layoutNow() const
{
    return layoutFor(m_perRow);
}

HexView::Layout HexView::layoutFor(int perRow) const
{
    const QFontMetricsF metrics(Look::of(this).font(Type::MonoSmall));
    Layout layout;
    layout.digit = metrics.horizontalAdvance(u'0');
    layout.cell = 2 * layout.digit + 3;
    const qint64 last = size() - 1;
    layout.offsetDigits = last > 0xFFFFFF ? 8 : last > 0xFFFF ? 6 : 4;
    layout.hexLeft = margin + layout.offsetDigits * layout.digit + 10;
    layout.charLeft = byteX(layout, perRow - 1) + layout.cell + 6;
    return layout;
}

qreal HexView::byteX(const Layout& layout, int column) const
{
    return layout.hexLeft + column * layout.cell + (column >= 8 ? groupGap : 0);
}

qint64 HexView::byteAt(const QPoint& position) const
{
    const Layout layout = layoutNow();
    const qint64 row = std::max<qint64>(0, (position.y() - topMargin) / rowHeight() +
                                               static_cast<qint64>(verticalScrollBar()->value()));
    int column = 0;
    if (position.x() >= layout.charLeft) {
        column = static_cast<int>((position.x() - layout.charLeft) / layout.digit);
    } else {
        for (int c = 0; c < m_perRow; ++c) {
            if (position.x() >= byteX(layout, c))
                column = c;
        }
    }
    return std::clamp<qint64>(row * m_perRow + std::min(column, m_perRow - 1), 0, std::max<qint64>(0, size() - 1));
}

void HexView::updateScrollBars()
{
    const qint64 rows = (size() + m_perRow - 1) / m_perRow;
    const int visible = std::max(1, (viewport()->height() - topMargin) / rowHeight());
    verticalScrollBar()->setRange(0, static_cast<int>(std::max<qint64>(0, rows - visible)));
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setSingleStep(1);
}

void HexView::showByte(qint64 offset)
{
    updateScrollBars();
    const int row = static_cast<int>(offset / m_perRow);
    const int first = verticalScrollBar()->value();
    const int visible = verticalScrollBar()->pageStep();
    if (row < first)
        verticalScrollBar()->setValue(row);
    else if (row >= first + visible)
        verticalScrollBar()->setValue(row - visible + 1);
}

void HexView::paintRow(QPainter& painter, const Layout& layout, qint64 row, int y) const
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    const qint64 start = row * m_perRow;
    const qint64 end = std::min(start + m_perRow, size());
    const int height = rowHeight();
    const Range chosen = selection();
    const auto band = [&](qint64 at, QRgb colour) {
        // Bands of neighbours touch, also over the gap in the middle.
        const int column = static_cast<int>(at - start);
        const qreal left = byteX(layout, column) - 1.5;
        const bool ends = column + 1 == m_perRow || at + 1 == end;
        const qreal right = ends ? left + layout.cell : byteX(layout, column + 1) - 1.5;
        painter.fillRect(QRectF(left, y, right - left, height).toAlignedRect(), colourOf(colour));
        painter.fillRect(QRectF(layout.charLeft + column * layout.digit, y, layout.digit, height).toAlignedRect(),
                         colourOf(colour));
    };
    painter.setPen(colourOf(t.text.tertiary));
    painter.drawText(QRectF(margin, y, layout.hexLeft, height), Qt::AlignVCenter,
                     QStringLiteral("%1").arg(start, layout.offsetDigits, 16, QLatin1Char('0')));
    for (qint64 at = start; at < end; ++at) {
        const int column = static_cast<int>(at - start);
        QRgb ink = t.text.primary;
        QRgb charInk = t.text.secondary;
        if (chosen.contains(at)) {
            band(at, t.surface.selected);
        } else if (m_mark.contains(at)) {
            band(at, t.code.hexMark);
            ink = charInk = t.text.link;
        } else if (m_parent.contains(at)) {
            band(at, t.code.hexParent);
        }
        const std::uint8_t byte = m_bytes->bytes()[static_cast<std::size_t>(at)];
        painter.setPen(colourOf(ink));
        painter.drawText(QRectF(byteX(layout, column), y, layout.cell, height), Qt::AlignVCenter,
                         QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')));
        const bool printable = byte >= 0x20 && byte < 0x7F;
        painter.setPen(colourOf(printable ? charInk : t.text.tertiary));
        painter.drawText(QRectF(layout.charLeft + column * layout.digit, y, layout.digit + 1, height), Qt::AlignVCenter,
                         printable ? QString(QLatin1Char(static_cast<char>(byte))) : QStringLiteral("·"));
        if (at == m_cursor && hasFocus())
            paintFocusRing(painter, look,
                           QRectF(byteX(layout, column) - 2, y, 2 * layout.digit + 4, height).toAlignedRect(),
                           tokens::radius::mark);
    }
}

void HexView::paintEvent(QPaintEvent* event)
{
    const Look& look = Look::of(this);
    QPainter painter(viewport());
    painter.fillRect(event->rect(), colourOf(look.theme().surface.base));
    painter.setFont(look.font(Type::MonoSmall));
    const Layout layout = layoutNow();
    const qint64 rows = (size() + m_perRow - 1) / m_perRow;
    int y = topMargin;
    for (qint64 row = verticalScrollBar()->value(); row < rows && y < viewport()->height(); ++row, y += rowHeight())
        paintRow(painter, layout, row, y);
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    chooseBytesPerRow();
}

void HexView::moveCursor(qint64 to, bool select)
{
    m_cursor = std::clamp<qint64>(to, 0, std::max<qint64>(0, size() - 1));
    if (!select)
        m_anchor = m_cursor;
    showByte(m_cursor);
    viewport()->update();
    Q_EMIT byteChosen(m_cursor);
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    const bool select = event->modifiers() & Qt::ShiftModifier;
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(m_cursor - 1, select);
    case Qt::Key_Right:
        return moveCursor(m_cursor + 1, select);
    case Qt::Key_Up:
        return moveCursor(m_cursor >= m_perRow ? m_cursor - m_perRow : m_cursor, select);
    case Qt::Key_Down:
        return moveCursor(m_cursor + m_perRow < size() ? m_cursor + m_perRow : m_cursor, select);
    case Qt::Key_PageUp:
        return moveCursor(m_cursor - static_cast<qint64>(m_perRow) * verticalScrollBar()->pageStep(), select);
    case Qt::Key_PageDown:
        return moveCursor(m_cursor + static_cast<qint64>(m_perRow) * verticalScrollBar()->pageStep(), select);
    case Qt::Key_Home:
        return moveCursor(event->modifiers() & Qt::ControlModifier ? 0 : m_cursor / m_perRow * m_perRow, select);
    case Qt::Key_End:
        return moveCursor(event->modifiers() & Qt::ControlModifier ? size() - 1
                                                                   : m_cursor / m_perRow * m_perRow + m_perRow - 1,
                          select);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && size() > 0)
        moveCursor(byteAt(event->position().toPoint()), event->modifiers() & Qt::ShiftModifier);
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton && size() > 0)
        moveCursor(byteAt(event->position().toPoint()), true);
}

void HexView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        viewport()->update();
}

void HexView::copy() const
{
    Range range = selection();
    if (range.length == 0)
        range = m_mark.length > 0 ? m_mark : Range{m_cursor, 1};
    if (size() == 0)
        return;
    const auto from = static_cast<std::size_t>(range.offset);
    const auto count = static_cast<std::size_t>(std::min(range.length, size() - range.offset));
    QApplication::clipboard()->setText(toHex(m_bytes->bytes().subspan(from, count)));
}

} // namespace ota
