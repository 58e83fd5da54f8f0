// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/comparison.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace ota {

/// The phases of one session as rows: mark of the phase, its length, a bar of its share, what it moved. With a second
/// session its length, its bar and the difference stand beside.
class PhaseTable final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PhaseTable)

public:
    explicit PhaseTable(QWidget* parent = nullptr);

    void setSession(const SessionRow& session, qint64 nowNs);
    void setSessions(const SessionRow& session, const SessionRow& other, qint64 nowNs);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row
    {
        Phase phase = Phase::Idle;
        std::optional<qint64> lengthNs;
        std::optional<qint64> otherNs;
        QString words;
    };

    void show(std::vector<Row> rows);
    void paintRow(QPainter& painter, const Row& row, int y, qint64 longest) const;
    void paintShare(QPainter& painter, const QRect& groove, Phase phase, qint64 lengthNs, qint64 longest) const;

    std::vector<Row> m_rows;
    bool m_compared = false;
};

} // namespace ota
