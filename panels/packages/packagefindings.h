// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensefinding.h"

#include <QAbstractButton>

class QVBoxLayout;

namespace ota {

/// One finding: mark, code, JSON pointer, and what the code means. A click goes to the place, where there is one.
class PackageFindingItem final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackageFindingItem)

public:
    explicit PackageFindingItem(const ExosenseFinding& finding, QWidget* parent = nullptr);

    const ExosenseFinding& finding() const { return m_finding; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 40}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ExosenseFinding m_finding;
};

/// What is odd about a package, one under the other.
class PackageFindings final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackageFindings)

public:
    explicit PackageFindings(QWidget* parent = nullptr);

    void setFindings(const ExosenseFindings& findings);
    const ExosenseFindings& findings() const { return m_findings; }

Q_SIGNALS:
    /// Of the finding that was clicked; may be empty.
    void chosen(const QString& pointer);

private:
    QVBoxLayout* m_column;
    ExosenseFindings m_findings;
    QList<PackageFindingItem*> m_items;
};

} // namespace ota
