// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/look.h"

#include <QList>
#include <QWidget>

namespace ota {

/// One row of a KeyValueList.
struct KeyValue
{
    QString key;
    QString value;
    Type type = Type::Small; ///< Mono for digests, addresses, paths.
    Ink ink = Ink::Primary;
    Mark mark = Mark::None; ///< In front of the value.
    QString copy = {};      ///< What copying takes when it is more than the value: a whole digest.
    Qt::TextElideMode elide = Qt::ElideRight;
};

/// Facts as rows of 24 px: keys in a column of 112 px, values beside. Up and down choose a row, Ctrl+C copies its
/// value, a double click too. Its contents margins are where the rows begin and end.
class KeyValueList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyValueList)

public:
    explicit KeyValueList(QWidget* parent = nullptr);

    void setRows(QList<KeyValue> rows);
    /// Changes one value in place; adds the row when the key is new.
    void setValue(const QString& key, const QString& value);
    const QList<KeyValue>& rows() const { return m_rows; }
    void setKeyWidth(int pixels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void copied(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    int rowAt(int y) const;
    void copyCurrent();
    void tellCurrent();
    QRect valueArea(int row) const;

    QList<KeyValue> m_rows;
    int m_keyWidth = 112;
    int m_current = -1;
};

} // namespace ota
