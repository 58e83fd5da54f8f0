// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/comparison.h"

#include <QWidget>

class QComboBox;

namespace ota {

class Lanes;
class PhaseTable;
class SectionHeader;

/// Two sessions beside each other: which ones, where they are laid over each other, and their phases as a table.
class CompareStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompareStrip)

public:
    explicit CompareStrip(QWidget* parent = nullptr);

    /// `others` are what one may choose from.
    void show(const SessionRow& session, const SessionRow& other, const std::vector<const SessionRow*>& others,
              qint64 nowNs);
    Phase alignAt() const;

Q_SIGNALS:
    void otherChosen(ota::SessionId other);
    void alignChosen(ota::Phase phase);
    void closeRequested();

private:
    SectionHeader* m_head;
    QComboBox* m_other;
    QComboBox* m_align;
    PhaseTable* m_phases;
    QStringList m_names; ///< Of the choices as they stand.
};

/// `#12 hub-a5d2 → 7112, attempt 2, success`
QString sessionName(const SessionRow& session);

} // namespace ota
