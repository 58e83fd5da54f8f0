// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;

namespace ota {

class Switch;

/// What a virtual device can be told to do wrong: a switch and a sentence for each, and a filter above them.
class DefectSwitches final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DefectSwitches)

public:
    struct Defect
    {
        QString name;
        QString description;
        QStringList cases = {}; ///< Of the campaign.
    };

    /// The filter is named `PREFIXFilter`, the count `PREFIXCount`, a switch `PREFIX.NAME`.
    DefectSwitches(const QString& prefix, std::vector<Defect> defects, QWidget* parent = nullptr);

    QStringList chosen() const; ///< In the order of the list.
    void setChosen(const QStringList& names);

Q_SIGNALS:
    void edited();

private:
    void addDefect(const QString& prefix, const Defect& defect);
    void applyFilter(const QString& text);
    void refreshCount();

    std::vector<Defect> m_defects;
    QHash<QString, Switch*> m_switches;
    QHash<QString, QWidget*> m_rows;
    QLabel* m_count;
    QLabel* m_none;
};

} // namespace ota
