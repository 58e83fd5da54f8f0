// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QJsonObject>

#include <vector>

namespace ota {

/// What became of the files that were imported last, one row each.
class ImportModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportModel)

public:
    enum Column
    {
        Name,
        Result,
        Why,
        ColumnCount
    };

    struct Line
    {
        QString name;   ///< The id that it has now, or the file's name.
        QString result; ///< `package`, `not applicable`, `content`, `refused`.
        QString why;
        int mark = 0; ///< Of Mark.
        bool isHere = false;
    };

    explicit ImportModel(QObject* parent = nullptr);

    void clear();
    /// Adds what `exosense.package.import` told.
    void add(const QJsonObject& outcome);
    const std::vector<Line>& lines() const { return m_lines; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<Line> m_lines;
};

} // namespace ota
