// SPDX-License-Identifier: Apache-2.0
#include "panels/images/manifesttree.h"

#include "panels/widgets/paint.h"

#include <QPainter>
#include <QRegularExpression>

namespace ota {

namespace {

constexpr int numberWidth = 22;
constexpr int gap = 6;

/// An identifier with a name is drawn as the name; all of it is in the tooltip.
QString shortValue(const SuitNode& node)
{
    static const QRegularExpression named(QStringLiteral("\\A[0-9a-f-]{36} \\((.+)\\)\\z"));
    if (const auto match = named.match(node.value); match.hasMatch())
        return match.captured(1);
    if (node.value.isEmpty() && !node.children.empty())
        return ManifestTreeModel::tr("%1 bytes").arg(node.length);
    return node.value.section(u'\n', 0, 0);
}

QRgb colourOfValue(const tokens::Theme& theme, const QString& value, bool isBranch)
{
    if (isBranch || value.isEmpty())
        return theme.text.tertiary;
    const QChar first = value.at(0);
    if (value.startsWith(QStringLiteral("policy")))
        return theme.text.secondary;
    return first.isDigit() || first == u'-' ? theme.code.number : theme.code.string;
}

} // namespace

ManifestTreeModel::ManifestTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void ManifestTreeModel::setManifest(ReleaseDetails::Pointer details, int manifest)
{
    beginResetModel();
    m_items.clear();
    m_details = std::move(details);
    if (m_details && manifest >= 0 && manifest < static_cast<int>(m_details->manifests.size()))
        add(m_details->manifests[static_cast<std::size_t>(manifest)].tree, -1, 0);
    endResetModel();
}

void ManifestTreeModel::add(const SuitNode& node, int parent, int row)
{
    const int own = static_cast<int>(m_items.size());
    m_items.push_back({&node, parent, row, {}});
    if (parent >= 0)
        m_items[static_cast<std::size_t>(parent)].children.push_back(own);
    int childRow = 0;
    for (const SuitNode& child : node.children)
        add(child, own, childRow++);
}

const ManifestTreeModel::Item* ManifestTreeModel::item(const QModelIndex& index) const
{
    return index.isValid() ? &m_items[index.internalId()] : nullptr;
}

QModelIndex ManifestTreeModel::indexAt(qint64 offset) const
{
    const auto holds = [offset](const SuitNode& node) {
        return offset >= static_cast<qint64>(node.offset) && offset < static_cast<qint64>(node.offset + node.length);
    };
    if (m_items.empty() || !holds(*m_items.front().node))
        return {};
    std::size_t at = 0;
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (const int child : m_items[at].children) {
            if (holds(*m_items[static_cast<std::size_t>(child)].node)) {
                at = static_cast<std::size_t>(child);
                deeper = true;
                break;
            }
        }
    }
    return createIndex(m_items[at].row, 0, at);
}

QModelIndex ManifestTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const int own = parent.isValid() ? item(parent)->children[static_cast<std::size_t>(row)] : 0;
    return createIndex(row, column, static_cast<quintptr>(own));
}

QModelIndex ManifestTreeModel::parent(const QModelIndex& index) const
{
    const Item* own = item(index);
    if (!own || own->parent < 0)
        return {};
    return createIndex(m_items[static_cast<std::size_t>(own->parent)].row, 0, static_cast<quintptr>(own->parent));
}

int ManifestTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return m_items.empty() ? 0 : 1;
    return parent.column() == 0 ? static_cast<int>(item(parent)->children.size()) : 0;
}

int ManifestTreeModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant ManifestTreeModel::data(const QModelIndex& index, int role) const
{
    const Item* own = item(index);
    if (!own)
        return {};
    const SuitNode& node = *own->node;
    switch (role) {
    case Qt::DisplayRole:
        return node.value.isEmpty() ? node.name : QString(node.name + u' ' + node.value);
    case Qt::ToolTipRole:
        return node.value.isEmpty() ? QVariant() : QVariant(node.value);
    case NumberRole:
        return node.number ? QVariant(static_cast<qint64>(*node.number)) : QVariant();
    case NameRole:
        return node.name;
    case ValueRole:
        return shortValue(node);
    case OffsetRole:
        return static_cast<qint64>(node.offset);
    case LengthRole:
        return static_cast<qint64>(node.length);
    default:
        return {};
    }
}

ManifestTreeDelegate::ManifestTreeDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
{
}

void ManifestTreeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Look& look = Look::of(option.widget);
    const tokens::Theme& theme = look.theme();
    const bool chosen = option.state & QStyle::State_Selected;
    QRect rest = option.rect.adjusted(tokens::space::xs, 0, -tokens::space::m, 0);
    const bool isBranch = index.model()->rowCount(index) > 0;
    if (chosen && !isBranch) { // A branch tells its length anyway.
        const QString length =
            ManifestTreeModel::tr("%1 bytes").arg(index.data(ManifestTreeModel::LengthRole).toLongLong());
        const int width =
            paintText(*painter, rest, length, look.font(Type::Small), theme.text.tertiary, Qt::AlignRight);
        rest.setRight(rest.right() - width - tokens::space::s);
    }
    const QVariant number = index.data(ManifestTreeModel::NumberRole);
    if (number.isValid()) {
        const QRect area(rest.left(), rest.top(), numberWidth, rest.height());
        paintText(*painter, area, QString::number(number.toLongLong()), look.font(Type::MonoSmall), theme.text.tertiary,
                  Qt::AlignLeft);
        rest.setLeft(area.right() + 1);
    }
    rest.setLeft(rest.left() +
                 paintText(*painter, rest, index.data(ManifestTreeModel::NameRole).toString(), look.font(Type::Body),
                           theme.text.primary) +
                 gap);
    const QString value = index.data(ManifestTreeModel::ValueRole).toString();
    if (rest.width() > numberWidth)
        paintText(*painter, rest, value, look.font(Type::Mono), colourOfValue(theme, value, isBranch), Qt::AlignLeft,
                  Qt::ElideRight);
}

QSize ManifestTreeDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {120, tokens::height::rowDense};
}

} // namespace ota
