// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/serverlog.h"
#include "panels/widgets/look.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <deque>
#include <functional>
#include <vector>

namespace ota {

/// What the servers were asked and did, for a table: filters on indices of its own.
class RequestModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestModel)

public:
    enum Column
    {
        Time,
        Method,
        Area,
        Peer,
        Target, ///< Or the whole text, where a line is of no request.
        Answer,
        Facts,
        ColumnCount
    };
    static constexpr std::size_t capacity = 5000;

    explicit RequestModel(std::function<QString(const QString&)> areaName, QObject* parent = nullptr);

    /// Lines that are newer than all before. Returns how many of them are shown.
    int append(const std::vector<ServerLogLine>& lines);
    /// Rows in which each word occurs, and of this service alone; empty: of all.
    void setFilter(const QString& text);
    void setService(const QString& service);
    const QString& service() const { return m_service; }
    int total() const { return static_cast<int>(m_lines.size()); }
    const ServerLogLine& line(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QString text(const ServerLogLine& line, Column column) const;
    Ink ink(const ServerLogLine& line, Column column) const;
    bool accepts(const ServerLogLine& line) const;
    void rebuild();
    void dropOldest();

    std::function<QString(const QString&)> m_areaName;
    std::deque<ServerLogLine> m_lines;
    quint64 m_dropped = 0;      ///< Lines taken away from the front so far; m_rows counts them.
    std::deque<quint64> m_rows; ///< Positions since the beginning of lines that are shown.
    QStringList m_words;
    QString m_service;
};

} // namespace ota
