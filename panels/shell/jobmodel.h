// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace ota {

class JobCenter;

/// The jobs of the window, newest first.
class JobModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobModel)

public:
    enum Column
    {
        Name,
        Bar,
        Words,
        Started,
        ColumnCount
    };
    static constexpr int idRole = Qt::UserRole;

    explicit JobModel(JobCenter& jobs, QObject* parent = nullptr);

    int idAt(int row) const { return m_ids.at(static_cast<std::size_t>(row)); }
    int rowOf(int id) const; ///< -1 when it is not there.

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    JobCenter& m_jobs;
    std::vector<int> m_ids; ///< Newest first.
};

} // namespace ota
