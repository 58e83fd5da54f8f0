// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/sessiontracker.h"

#include <QWidget>

#include <functional>
#include <vector>

namespace ota {

class Memory;
class SearchTable;
class SectionHeader;
class SegmentedControl;
class TransferModel;

/// Who fetches what, and how far each is.
class TransferList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransferList)

public:
    TransferList(std::function<QString(const QString&)> serviceName, Memory& memory, QWidget* parent = nullptr);

    void set(const std::vector<TransferView>& transfers, qint64 nowNs);
    TransferModel& model() const { return *m_model; }

Q_SIGNALS:
    /// A transfer's timeline is wanted.
    void sessionRequested(ota::SessionId session);

private:
    void open(const QModelIndex& row);

    SectionHeader* m_head;
    SegmentedControl* m_order;
    SearchTable* m_table;
    TransferModel* m_model;
};

} // namespace ota
