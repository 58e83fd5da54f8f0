// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/tablefilter.h"

#include <QList>
#include <QTableView>

namespace ota {

class Button;
class FilterField;
class Memory;

/// The table of the panels: rows of 26 px (22 when dense), hairlines only, header menu for columns, filter, copy.
///
///     table->setColumns({{tr("Release"), 206}, {tr("Size"), 80, {.alignment = Qt::AlignRight}}, …});
///     table->setSource(model);
///     table->setFilterField(field, tr("No release matches “%1”."));
///     table->remember(memory, "images/releases");
class SearchTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchTable)

public:
    struct Column
    {
        QString title;
        int width = 100;
        CellStyle style = {};
        bool stretch = false; ///< Takes the room that is left; one column.
        bool hidden = false;  ///< Until somebody asks for it in the header's menu.
    };

    /// `name` is the accessible name.
    explicit SearchTable(const QString& name, QWidget* parent = nullptr);

    void setColumns(const QList<Column>& columns);
    /// Shows the model through a TableFilter. Header texts come from setColumns.
    void setSource(QAbstractItemModel* model);
    /// For models that filter and sort themselves.
    void setDirectModel(QAbstractItemModel* model);
    TableFilter* filter() const { return m_filter; }

    /// The field's text filters; Down goes into the table. `noMatch` has a %1 for the text.
    void setFilterField(FilterField* field, const QString& noMatch);
    /// Widths, order, visibility and sorting of the columns are kept under `key`.
    void remember(Memory& memory, const QString& key);

    /// The row under the pointer shows this at its right end, and a click on it tells `rowActionTriggered`. An empty
    /// text for a row: nothing there.
    void setRowAction(std::function<QString(const QModelIndex& source)> text);

    int hoverRow() const { return m_hoverRow; }
    /// The delegate says while painting that something it painted moves.
    void keepMoving() const;
    /// Of the source model; invalid without one.
    QModelIndex currentSource() const;
    QList<QModelIndex> selectedSources() const;
    void selectSource(const QModelIndex& source);
    /// As it is shown.
    void chooseRow(int row);
    /// What Ctrl+C takes: the chosen rows, columns parted by tabs.
    QString selectedText() const;

Q_SIGNALS:
    void currentSourceChanged(const QModelIndex& source);
    void rowOpened(const QModelIndex& source); ///< Enter or double click.
    void rowActionTriggered(const QModelIndex& source);
    void contextMenuRequested(const QModelIndex& source, const QPoint& globalPosition);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QModelIndex toSource(const QModelIndex& index) const;
    void applyLook();
    void updateNoMatch();
    void showHeaderMenu(const QPoint& position);
    void resetColumns();
    void saveColumns();
    void stretchColumn();
    void setHoverRow(int row);
    QRect rowArea(int row) const;
    QRect rowActionArea() const;

    QList<Column> m_columns;
    CellDelegate* m_delegate;
    TableFilter* m_filter = nullptr;
    FilterField* m_field = nullptr;
    QString m_noMatchText;
    QWidget* m_noMatch;
    Memory* m_memory = nullptr;
    QString m_memoryKey;
    std::function<QString(const QModelIndex&)> m_rowAction;
    int m_hoverRow = -1;
    bool m_stretching = false;
    mutable bool m_moving = false;
};

} // namespace ota
