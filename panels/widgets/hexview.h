// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/sharedbytes.h"

#include <QAbstractScrollArea>

namespace ota {

/// Bytes as hexadecimal: 16 a row (8 in narrow places) with a gap after 8, offsets left, characters right. One item is
/// marked, its parent behind it. Arrows move the cursor, Shift selects, Ctrl+C copies hexadecimal digits. Only visible
/// rows are painted.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HexView)

public:
    /// A range of bytes; a length of 0 is no range.
    struct Range
    {
        qint64 offset = 0;
        qint64 length = 0;
        bool contains(qint64 at) const { return at >= offset && at < offset + length; }
        friend bool operator==(const Range&, const Range&) = default;
    };

    explicit HexView(QWidget* parent = nullptr);

    void setBytes(SharedBytes::Pointer bytes); ///< Null: nothing.
    void setBytes(const QByteArray& bytes);
    /// The marked item and what it is in; scrolls to it.
    void setMark(Range mark, Range parent);
    void setMark(Range mark) { setMark(mark, Range()); }
    Range mark() const { return m_mark; }
    Range selection() const;
    qint64 cursor() const { return m_cursor; }
    int bytesPerRow() const { return m_perRow; } ///< 16, or 8 where there is no room.
    int rowHeight() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    /// A person chose a byte: a tree opens its node.
    void byteChosen(qint64 offset);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Layout
    {
        qreal cell = 0;    ///< Width of two digits and the gap behind them.
        qreal digit = 0;   ///< Width of one character.
        qreal hexLeft = 0; ///< Where the first byte stands.
        qreal charLeft = 0;
        int offsetDigits = 4;
    };

    Layout layoutNow() const;
    Layout layoutFor(int perRow) const;
    qreal byteX(const Layout& layout, int column) const;
    int widthFor(int perRow) const;
    void chooseBytesPerRow();
    qint64 byteAt(const QPoint& position) const;
    qint64 size() const { return m_bytes ? m_bytes->size() : 0; }
    void moveCursor(qint64 to, bool select);
    void showByte(qint64 offset);
    void updateScrollBars();
    void paintRow(QPainter& painter, const Layout& layout, qint64 row, int y) const;
    void copy() const;

    SharedBytes::Pointer m_bytes;
    Range m_mark;
    Range m_parent;
    qint64 m_cursor = 0;
    qint64 m_anchor = 0;
    int m_perRow = 16;
};

} // namespace ota
