// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;

namespace ota {

class FilterField;
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
    /// Those that would change nothing now are not shown, and are not chosen.
    void setOffered(const QStringList& names, bool offered);

Q_SIGNALS:
    void edited();

private:
    void addDefect(const QString& prefix, const Defect& defect);
    void applyFilter();
    void refreshCount();

    std::vector<Defect> m_defects;
    QHash<QString, Switch*> m_switches;
    QHash<QString, QWidget*> m_rows;
    QStringList m_notOffered;
    FilterField* m_filter;
    QLabel* m_count;
    QLabel* m_none;
};

} // namespace ota
