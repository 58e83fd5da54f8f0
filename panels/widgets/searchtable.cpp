// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/searchtable.h"

#include "panels/widgets/button.h"
#include "panels/widgets/filterfield.h"
#include "panels/widgets/heartbeat.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/memory.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace ota {

namespace {

constexpr int alternateFrom = 1200; ///< Wide tables shade every second row.
constexpr int smallestColumn = 40;

/// Takes its words from the columns, so that a model need not know how it is shown.
class TableHeader final : public QHeaderView
{
public:
    TableHeader(const QList<SearchTable::Column>& columns, QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_columns(columns)
    {
        setSectionsClickable(true);
    }

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override
    {
        QHeaderView::initStyleOptionForIndex(option, section);
        if (section >= m_columns.size())
            return;
        option->text = m_columns.at(section).title;
        option->textAlignment = m_columns.at(section).style.alignment | Qt::AlignVCenter;
    }

private:
    const QList<SearchTable::Column>& m_columns; ///< The table's; it owns this header.
};

} // namespace

SearchTable::SearchTable(const QString& name, QWidget* parent)
    : QTableView(parent)
    , m_delegate(new CellDelegate(this))
    , m_noMatch(new QWidget(viewport()))
{
    setAccessibleName(name);
    setHorizontalHeader(new TableHeader(m_columns, this));
    setFrameShape(NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setItemDelegate(m_delegate);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(tokens::height::rowDense);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = horizontalHeader();
    header->setFixedHeight(tokens::height::tableHeader);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(smallestColumn);
    header->setSectionsMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setFocusPolicy(Qt::NoFocus);
    connect(header, &QWidget::customContextMenuRequested, this, &SearchTable::showHeaderMenu);
    connect(header, &QHeaderView::sectionResized, this, [this] {
        stretchColumn();
        saveColumns();
    });
    connect(header, &QHeaderView::sectionMoved, this, &SearchTable::saveColumns);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &SearchTable::saveColumns);
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT rowOpened(toSource(index)); });
    connect(&Look::of(this), &Look::changed, this, &SearchTable::applyLook);
    connect(&Look::of(this).heartbeat(), &Heartbeat::beat, this, [this] {
        if (m_moving)
            viewport()->update();
    });

    auto* line = new QHBoxLayout(m_noMatch);
    line->setContentsMargins(tokens::space::l, 0, tokens::space::l, 0);
    line->setSpacing(tokens::space::m);
    line->addWidget(new ElidedLabel({}, QStringLiteral("secondary"), Qt::ElideRight, m_noMatch));
    auto* clear = new Button({}, tr("Clear filter"), QStringLiteral("link"), m_noMatch);
    clear->setObjectName(QStringLiteral("clearFilter"));
    line->addWidget(clear);
    line->addStretch(1);
    connect(clear, &QAbstractButton::clicked, this, [this] {
        if (m_field)
            m_field->clear();
    });
    m_noMatch->hide();
    applyLook();
}

void SearchTable::setColumns(const QList<Column>& columns)
{
    m_columns = columns;
    for (int i = 0; i < columns.size(); ++i) {
        CellStyle style = columns.at(i).style;
        if (i == 0 && style.type == Type::Body)
            style.type = Type::Strong;
        m_delegate->setColumnStyle(i, style);
    }
    if (model())
        resetColumns();
}

void SearchTable::setSource(QAbstractItemModel* source)
{
    m_filter = new TableFilter(this);
    m_filter->setSourceModel(source);
    setDirectModel(m_filter);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
}

void SearchTable::setDirectModel(QAbstractItemModel* direct)
{
    setModel(direct);
    connect(direct, &QAbstractItemModel::modelReset, this, &SearchTable::updateNoMatch);
    connect(direct, &QAbstractItemModel::rowsInserted, this, &SearchTable::updateNoMatch);
    connect(direct, &QAbstractItemModel::rowsRemoved, this, &SearchTable::updateNoMatch);
    resetColumns();
}

void SearchTable::setFilterField(FilterField* field, const QString& noMatch)
{
    m_field = field;
    m_noMatchText = noMatch;
    connect(field, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (m_filter)
            m_filter->setText(text);
        updateNoMatch();
    });
    connect(field, &FilterField::leaveRequested, this, [this] {
        setFocus(Qt::TabFocusReason);
        if (!currentIndex().isValid() && model() && model()->rowCount() > 0)
            chooseRow(0);
    });
}

void SearchTable::remember(Memory& memory, const QString& key)
{
    m_memoryKey = key + QStringLiteral("/columns");
    const QByteArray state = memory.value(m_memoryKey).toByteArray();
    if (!state.isEmpty())
        horizontalHeader()->restoreState(state);
    m_memory = &memory;
    stretchColumn();
}

void SearchTable::saveColumns()
{
    if (m_memory && !m_stretching)
        m_memory->setValue(m_memoryKey, horizontalHeader()->saveState());
}

void SearchTable::resetColumns()
{
    QHeaderView* header = horizontalHeader();
    for (int i = 0; i < m_columns.size() && i < header->count(); ++i) {
        header->moveSection(header->visualIndex(i), i);
        header->resizeSection(i, m_columns.at(i).width);
        header->setSectionHidden(i, m_columns.at(i).hidden);
    }
    stretchColumn();
}

void SearchTable::stretchColumn()
{
    const auto found = std::ranges::find(m_columns, true, &Column::stretch);
    if (found == m_columns.end() || m_stretching || !model())
        return;
    const int column = static_cast<int>(found - m_columns.begin());
    int others = 0;
    for (int i = 0; i < horizontalHeader()->count(); ++i)
        others += i == column ? 0 : columnWidth(i);
    m_stretching = true;
    setColumnWidth(column, std::max(found->width, viewport()->width() - others));
    m_stretching = false;
}

void SearchTable::showHeaderMenu(const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 1; i < m_columns.size(); ++i) {
        QAction* action = menu->addAction(m_columns.at(i).title);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(i));
        connect(action, &QAction::toggled, this, [this, i](bool shown) {
            setColumnHidden(i, !shown);
            if (shown && columnWidth(i) < smallestColumn)
                setColumnWidth(i, m_columns.at(i).width);
            stretchColumn();
            saveColumns();
        });
    }
    menu->addSeparator();
    QAction* dense = menu->addAction(tr("Dense rows"));
    dense->setCheckable(true);
    dense->setChecked(Look::of(this).dense());
    connect(dense, &QAction::toggled, this, [this](bool on) { Look::of(this).setDense(on); });
    menu->addAction(tr("Reset columns"), this, [this] {
        sortByColumn(-1, Qt::AscendingOrder);
        resetColumns();
        saveColumns();
    });
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

void SearchTable::setRowAction(std::function<QString(const QModelIndex&)> text)
{
    m_rowAction = std::move(text);
}

QModelIndex SearchTable::toSource(const QModelIndex& index) const
{
    return m_filter ? m_filter->mapToSource(index) : index;
}

QModelIndex SearchTable::currentSource() const
{
    return toSource(currentIndex()).siblingAtColumn(0);
}

QList<QModelIndex> SearchTable::selectedSources() const
{
    QList<QModelIndex> sources;
    if (selectionModel()) {
        for (const QModelIndex& index : selectionModel()->selectedRows())
            sources << toSource(index);
    }
    std::ranges::sort(sources, {}, &QModelIndex::row);
    return sources;
}

void SearchTable::selectSource(const QModelIndex& source)
{
    const QModelIndex index = m_filter ? m_filter->mapFromSource(source) : source;
    if (!index.isValid())
        return;
    chooseRow(index.row());
    scrollTo(index);
}

// Not selectRow(): it asks the header which column stands at the left edge, and before the first layout there is none.
void SearchTable::chooseRow(int row)
{
    selectionModel()->setCurrentIndex(model()->index(row, 0),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QString SearchTable::selectedText() const
{
    QStringList lines;
    QList<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows << index.row();
    std::ranges::sort(rows);
    for (const int row : std::as_const(rows)) {
        QStringList cells;
        for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
            const int column = horizontalHeader()->logicalIndex(visual);
            if (isColumnHidden(column))
                continue;
            const QModelIndex index = model()->index(row, column);
            const QString copy = index.data(cell::CopyRole).toString();
            cells << (copy.isEmpty() ? index.data().toString() : copy);
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void SearchTable::applyLook()
{
    verticalHeader()->setDefaultSectionSize(Look::of(this).dense() ? tokens::height::rowDense : tokens::height::row);
    updateNoMatch();
    viewport()->update();
}

void SearchTable::updateNoMatch()
{
    const bool filtered = (m_field && !m_field->text().isEmpty()) || (m_filter && m_filter->hasFilter());
    const bool nothing = model() && model()->rowCount() == 0 && filtered && m_field;
    if (nothing) {
        auto* label = m_noMatch->findChild<ElidedLabel*>();
        label->setText(m_noMatchText.arg(m_field->text()));
        m_noMatch->setGeometry(0, 0, viewport()->width(), verticalHeader()->defaultSectionSize());
    }
    m_noMatch->setVisible(nothing);
}

void SearchTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || !current.isValid())
        Q_EMIT currentSourceChanged(toSource(current).siblingAtColumn(0));
    viewport()->update();
}

void SearchTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(selectedText());
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier &&
        currentIndex().isValid()) {
        Q_EMIT rowOpened(currentSource());
        return;
    }
    if (event->key() == Qt::Key_Space && currentIndex().isValid()) {
        // The tick of the row, wherever the cursor stands in it.
        const QModelIndex first = currentIndex().siblingAtColumn(0);
        if (first.flags() & Qt::ItemIsUserCheckable) {
            const bool on = first.data(Qt::CheckStateRole).toInt() == Qt::Checked;
            model()->setData(first, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
            return;
        }
    }
    QTableView::keyPressEvent(event);
}

void SearchTable::contextMenuEvent(QContextMenuEvent* event)
{
    const bool mouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = mouse ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid())
        return;
    const QPoint at = mouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(index).bottomLeft());
    Q_EMIT contextMenuRequested(toSource(index).siblingAtColumn(0), at);
}

void SearchTable::keepMoving() const
{
    m_moving = true;
}

void SearchTable::setHoverRow(int row)
{
    if (std::exchange(m_hoverRow, row) != row)
        viewport()->update();
}

QRect SearchTable::rowArea(int row) const
{
    return {0, rowViewportPosition(row), viewport()->width(), rowHeight(row)};
}

QRect SearchTable::rowActionArea() const
{
    if (!m_rowAction || m_hoverRow < 0 || m_hoverRow >= model()->rowCount())
        return {};
    const QString text = m_rowAction(toSource(model()->index(m_hoverRow, 0)));
    if (text.isEmpty())
        return {};
    const QRect row = rowArea(m_hoverRow);
    const int width = QFontMetrics(Look::of(this).font(Type::Body)).horizontalAdvance(text) + 2 * tokens::space::l;
    return {row.right() - width + 1, row.top(), width, row.height() - 1};
}

void SearchTable::mouseMoveEvent(QMouseEvent* event)
{
    setHoverRow(rowAt(static_cast<int>(event->position().y())));
    viewport()->setCursor(rowActionArea().contains(event->position().toPoint()) ? Qt::PointingHandCursor
                                                                                : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void SearchTable::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rowActionArea().contains(event->position().toPoint())) {
        Q_EMIT rowActionTriggered(toSource(model()->index(m_hoverRow, 0)));
        return;
    }
    QTableView::mousePressEvent(event);
}

void SearchTable::enterEvent(QEnterEvent* event)
{
    // Rows do not change places under the pointer.
    if (m_filter)
        m_filter->setDynamicSortFilter(false);
    QTableView::enterEvent(event);
}

void SearchTable::leaveEvent(QEvent* event)
{
    setHoverRow(-1);
    if (m_filter)
        m_filter->setDynamicSortFilter(true);
    QTableView::leaveEvent(event);
}

void SearchTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    setAlternatingRowColors(viewport()->width() >= alternateFrom);
    stretchColumn();
    updateNoMatch();
}

void SearchTable::paintEvent(QPaintEvent* event)
{
    m_moving = false;
    QTableView::paintEvent(event);
    const Look& look = Look::of(this);
    if (m_moving && look.motion() && isVisible())
        look.heartbeat().join(viewport());
    else
        look.heartbeat().leave(viewport());
    QPainter painter(viewport());
    if (const QRect action = rowActionArea(); !action.isNull()) {
        const bool chosen = selectionModel()->isRowSelected(m_hoverRow, rootIndex());
        painter.fillRect(action, colourOf(chosen ? look.theme().surface.selected : look.theme().surface.hover));
        paintText(painter, action.adjusted(0, 0, -tokens::space::l, 0),
                  m_rowAction(toSource(model()->index(m_hoverRow, 0))), look.font(Type::Body), look.ink(Ink::Link),
                  Qt::AlignRight, Qt::ElideNone);
    }
    if (hasFocus() && currentIndex().isValid() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocusRing(painter, look, rowArea(currentIndex().row()).adjusted(0, 0, 0, -1), tokens::radius::mark);
}

void SearchTable::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
}

void SearchTable::focusOutEvent(QFocusEvent* event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

} // namespace ota
