// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/transferlist.h"

#include "panels/serving/transfermodel.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/searchtable.h"
#include "panels/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QVBoxLayout>

namespace ota {

TransferList::TransferList(std::function<QString(const QString&)> serviceName, Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_head(new SectionHeader(tr("Transfers in flight")))
    , m_order(new SegmentedControl(tr("Order"), {tr("By board"), tr("By service")}))
    , m_table(new SearchTable(tr("Transfers in flight")))
    , m_model(new TransferModel(this))
{
    m_head->setLines(true, true);
    setLook(m_head, QStringLiteral("window"));
    m_head->addAction(m_order);
    m_order->setObjectName(QStringLiteral("transferOrder"));
    m_order->segment(0)->setObjectName(QStringLiteral("orderByBoard"));
    m_order->segment(1)->setObjectName(QStringLiteral("orderByService"));
    m_model->setNames([](const FoundBoard& board) { return board.id.text(); }, std::move(serviceName));
    m_table->setObjectName(QStringLiteral("transfersTable"));
    m_table->setColumns({{tr("Board"), 160},
                         {tr("Service"), 72, {.type = Type::Small, .ink = Ink::Secondary}},
                         {tr("Object"), 220, {.type = Type::MonoSmall, .elide = Qt::ElideMiddle}, true},
                         {tr("Size"), 84, {.alignment = Qt::AlignRight}},
                         {tr("Sent"), 190, {.bar = CellStyle::Bar::Fill}},
                         {tr("Rate"), 84, {.alignment = Qt::AlignRight}},
                         {tr("Left"), 132, {.ink = Ink::Secondary}}});
    m_table->setSource(m_model);
    m_table->sortByColumn(TransferModel::Board, Qt::AscendingOrder);
    m_table->remember(memory, QStringLiteral("serving/transfers"));
    m_table->setRowAction([this](const QModelIndex& row) {
        return m_model->transfer(row.row()).session.isNull() ? QString() : tr("Open timeline");
    });
    m_table->setMinimumHeight(60);
    connect(m_table, &SearchTable::rowActionTriggered, this, &TransferList::open);
    connect(m_table, &SearchTable::rowOpened, this, &TransferList::open);
    connect(m_order, &SegmentedControl::chosen, this, [this](int order) {
        m_table->sortByColumn(order == 0 ? TransferModel::Board : TransferModel::Service, Qt::AscendingOrder);
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_table, 1);
    set({}, 0);
}

void TransferList::set(const std::vector<TransferView>& transfers, qint64 nowNs)
{
    m_model->set(transfers, nowNs);
    const int stalled = m_model->stalled();
    const int underWay = m_model->running() + stalled;
    m_head->setFacts(stalled > 0    ? tr("%1 · %2 without progress").arg(underWay).arg(stalled)
                     : underWay > 0 ? QString::number(underWay)
                                    : tr("boards that fetch stand here"));
}

void TransferList::open(const QModelIndex& row)
{
    if (!row.isValid())
        return;
    const SessionId session = m_model->transfer(row.row()).session;
    if (!session.isNull())
        Q_EMIT sessionRequested(session);
}

} // namespace ota
