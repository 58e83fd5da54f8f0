// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/fieldrow.h"

#include <QHash>
#include <QJsonObject>
#include <QWidget>

class QLineEdit;
class QSpinBox;

namespace ota {

class DefectSwitches;
class SegmentedControl;
class Switch;

/// A line of the form of a board: `board.PARAMETER` in `boardRow.PARAMETER`. What is typed takes its error away.
struct BoardLine
{
    QLineEdit* line;
    FieldRow* row;
};
BoardLine makeBoardLine(const QString& parameter, const QString& label, const QString& placeholder);

/// How a virtual board is built and what it does wrong: the parameters of `board.virtual` but its name.
class VirtualFields final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VirtualFields)

public:
    explicit VirtualFields(QWidget* parent = nullptr);

    /// Shows what is kept of a board; what has no field here stays as it is.
    void take(const QJsonObject& run);
    /// What differs from a board as it usually is.
    QJsonObject values() const;
    /// By parameter, for those that can be wrong.
    const QHash<QString, FieldRow*>& rows() const { return m_rows; }
    void focusFirst();

Q_SIGNALS:
    void edited();
    void submitted(); ///< Enter in a line.

private:
    void addLine(const QString& parameter, const QString& label, const QString& placeholder);
    void addBuild();
    void addDefects();

    QHash<QString, QLineEdit*> m_lines;
    QHash<QString, FieldRow*> m_rows;
    SegmentedControl* m_slots = nullptr;
    SegmentedControl* m_blocks = nullptr;
    QSpinBox* m_slotSize = nullptr;
    Switch* m_exact = nullptr;
    DefectSwitches* m_defects = nullptr;
    QJsonObject m_other; ///< Settings without a field.
};

} // namespace ota
