// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/defectswitches.h"

#include "panels/widgets/filterfield.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/switch.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

constexpr int belowSwitch = 36; ///< Where the words of a switch begin.

QVBoxLayout* columnOf(QWidget* box, int spacing)
{
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

} // namespace

DefectSwitches::DefectSwitches(const QString& prefix, std::vector<Defect> defects, QWidget* parent)
    : QWidget(parent)
    , m_defects(std::move(defects))
    , m_filter(new FilterField(tr("Name, case or what it does")))
    , m_count(makeLabel({}, QStringLiteral("smallText secondary")))
    , m_none(makeLabel({}, QStringLiteral("smallText tertiary")))
{
    auto* column = columnOf(this, tokens::space::s);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Defects"), QStringLiteral("section")));
    m_count->setObjectName(prefix + QStringLiteral("Count"));
    head->addWidget(m_count);
    head->addStretch(1);
    column->addLayout(head);
    m_filter->setObjectName(prefix + QStringLiteral("Filter"));
    column->addWidget(m_filter);
    connect(m_filter, &QLineEdit::textChanged, this, &DefectSwitches::applyFilter);
    for (const Defect& defect : m_defects)
        addDefect(prefix, defect);
    m_none->setWordWrap(true);
    m_none->hide();
    column->addWidget(m_none);
    refreshCount();
}

void DefectSwitches::addDefect(const QString& prefix, const Defect& defect)
{
    auto* row = new QWidget;
    auto* column = columnOf(row, 0);
    auto* toggle = new Switch(defect.name);
    toggle->setObjectName(prefix + u'.' + defect.name);
    toggle->setAccessibleDescription(defect.description);
    auto* top = new QHBoxLayout;
    top->addWidget(toggle);
    top->addStretch(1);
    top->addWidget(makeLabel(defect.cases.join(u' '), QStringLiteral("caption tertiary")));
    column->addLayout(top);
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(belowSwitch + tokens::space::s, 0, 0, tokens::space::xs);
    indented->addWidget(new Paragraph(defect.description, Type::Small, Ink::Secondary));
    column->addLayout(indented);
    layout()->addWidget(row);
    m_switches.insert(defect.name, toggle);
    m_rows.insert(defect.name, row);
    connect(toggle, &QCheckBox::toggled, this, [this] {
        refreshCount();
        Q_EMIT edited();
    });
}

void DefectSwitches::applyFilter()
{
    const QString text = m_filter->text();
    const QStringList words = text.toLower().split(u' ', Qt::SkipEmptyParts);
    int shown = 0;
    for (const Defect& defect : m_defects) {
        const QString all = QString(defect.name + u' ' + defect.cases.join(u' ') + u' ' + defect.description).toLower();
        const bool fits = !m_notOffered.contains(defect.name) &&
                          std::ranges::all_of(words, [&all](const QString& word) { return all.contains(word); });
        m_rows.value(defect.name)->setVisible(fits);
        shown += fits ? 1 : 0;
    }
    m_none->setText(tr("No defect matches “%1”.").arg(text));
    m_none->setVisible(shown == 0);
}

void DefectSwitches::setOffered(const QStringList& names, bool offered)
{
    const qsizetype before = m_notOffered.size();
    for (const QString& name : names) {
        if (offered != m_notOffered.contains(name))
            continue; // It is so already.
        if (offered)
            m_notOffered.removeAll(name);
        else
            m_notOffered << name;
        if (!offered)
            m_switches.value(name)->setChecked(false);
    }
    if (m_notOffered.size() != before)
        applyFilter();
}

void DefectSwitches::refreshCount()
{
    const qsizetype on = chosen().size();
    m_count->setText(on == 0 ? tr("none: it does everything right") : tr("%1 on").arg(on));
}

QStringList DefectSwitches::chosen() const
{
    QStringList names;
    for (const Defect& defect : m_defects) {
        if (m_switches.value(defect.name)->isChecked())
            names << defect.name;
    }
    return names;
}

void DefectSwitches::setChosen(const QStringList& names)
{
    for (auto toggle = m_switches.begin(); toggle != m_switches.end(); ++toggle)
        (*toggle)->setChecked(names.contains(toggle.key()));
}

} // namespace ota
