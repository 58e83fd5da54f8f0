// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/look.h"
#include "timeline/eventstore.h"

#include <QWidget>

#include <array>

namespace ota {

/// Requested, installed and confirmed side by side, so that what a device claims and what is proven are not the same
/// thing.
class VersionStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VersionStrip)

public:
    /// One of the three.
    struct Cell
    {
        QString title;
        QString version; ///< Empty: unknown.
        QString words;   ///< What is known of it.
        Mark mark = Mark::None;

        bool operator==(const Cell&) const = default;
    };

    explicit VersionStrip(QWidget* parent = nullptr);

    void setSession(const SessionRow& session);
    const std::array<Cell, 3>& cells() const { return m_cells; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRect areaOf(std::size_t cell) const;

    std::array<Cell, 3> m_cells;
};

/// What the three cells say of a session.
std::array<VersionStrip::Cell, 3> versionCells(const SessionRow& session);

} // namespace ota
