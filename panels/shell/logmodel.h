// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/logring.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace ota {

/// The program's log for a list: takes what is new from the ring in one insert, filters on indices of its own.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogModel)

public:
    enum Column
    {
        Time,
        Area,
        Text,
        ColumnCount
    };
    enum class Least
    {
        Everything,
        Warnings,
        Errors
    };
    static constexpr int capacity = 10'000;

    explicit LogModel(const LogRing& ring, QObject* parent = nullptr);

    /// Takes over what the ring has since the last time. Returns how many lines that were.
    int update();
    void setFilter(const QString& text);
    void setLeast(Least least);
    /// Lines of warning or worse since markSeen().
    int unseenWarnings() const { return m_unseen; }
    void markSeen();
    const LogLine& line(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void unseenChanged();

private:
    bool accepts(const LogLine& line) const;
    void rebuild();
    void dropOldest();

    const LogRing& m_ring;
    std::deque<LogLine> m_lines;
    quint64 m_lastId = 0;
    quint64 m_dropped = 0;      ///< Lines taken away from the front so far; m_rows counts them.
    std::deque<quint64> m_rows; ///< Positions since the beginning of lines that are shown.
    QStringList m_words;
    Least m_least = Least::Everything;
    int m_unseen = 0;
};

} // namespace ota
