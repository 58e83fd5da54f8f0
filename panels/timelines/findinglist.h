// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/finding.h"

#include <QWidget>

class QVBoxLayout;

namespace ota {

/// Findings as sentences with their mark, each with a way to the event that proves it.
class FindingList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindingList)

public:
    explicit FindingList(QWidget* parent = nullptr);

    /// `nothing` stands there when there are none.
    void setFindings(const std::vector<Finding>& findings, const QString& nothing);
    int count() const { return m_count; }

Q_SIGNALS:
    void chosen(quint64 seq);

private:
    QVBoxLayout* m_column;
    int m_count = 0;
};

} // namespace ota
