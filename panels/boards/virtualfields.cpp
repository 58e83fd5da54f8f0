// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/virtualfields.h"

#include "panels/boards/defectswitches.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/switch.h"
#include "virtual/boarddefects.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <vector>

namespace ota {

namespace {

const QString classKey = QStringLiteral("class");
const QString vendorKey = QStringLiteral("vendor");
const QString slotsKey = QStringLiteral("slots");
const QString slotSizeKey = QStringLiteral("slot-size");
const QString blockSizeKey = QStringLiteral("block-size");
const QString exactKey = QStringLiteral("exact");
const QString defectKey = QStringLiteral("defect");
const QString usualSlots = QStringLiteral("riotboot");
const QString usualBlocks = QStringLiteral("64");
constexpr int usualSlotSize = 1024;
constexpr int smallestSlot = 8;
constexpr int largestSlot = 1024 * 1024;

/// Keeps a control at its own width, at the left.
QWidget* leftOf(QWidget* control)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(control);
    row->addStretch(1);
    box->setFocusProxy(control);
    return box;
}

QVBoxLayout* columnOf(QWidget* box, int spacing)
{
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

} // namespace

BoardLine makeBoardLine(const QString& parameter, const QString& label, const QString& placeholder)
{
    auto* line = new QLineEdit;
    line->setObjectName(QStringLiteral("board.") + parameter);
    line->setAccessibleName(label);
    line->setPlaceholderText(placeholder);
    auto* row = new FieldRow(label, line, FieldRow::Place::Above);
    row->setObjectName(QStringLiteral("boardRow.") + parameter);
    QObject::connect(line, &QLineEdit::textEdited, row, [line, row] {
        row->setError({});
        setLookWord(line, QStringLiteral("error"), false);
    });
    return {line, row};
}

VirtualFields::VirtualFields(QWidget* parent)
    : QWidget(parent)
{
    columnOf(this, tokens::space::m);
    addLine(classKey, tr("Class"), QStringLiteral("native64"));
    addLine(vendorKey, tr("Vendor"), QStringLiteral("riot-os.org"));
    addBuild();
    addDefects();
}

void VirtualFields::addLine(const QString& parameter, const QString& label, const QString& placeholder)
{
    const BoardLine made = makeBoardLine(parameter, label, placeholder);
    made.row->setOptional(true);
    layout()->addWidget(made.row);
    m_lines.insert(parameter, made.line);
    m_rows.insert(parameter, made.row);
    connect(made.line, &QLineEdit::textEdited, this, &VirtualFields::edited);
    connect(made.line, &QLineEdit::returnPressed, this, &VirtualFields::submitted);
}

void VirtualFields::addBuild()
{
    const auto add = [this](const QString& label, QWidget* field) {
        layout()->addWidget(new FieldRow(label, field, FieldRow::Place::Above));
    };
    m_slots = new SegmentedControl(tr("Slots"));
    m_slots->setObjectName(QStringLiteral("board.slots"));
    m_slots->add(tr("Two in flash"), usualSlots);
    m_slots->add(tr("RAM and files"), QStringLiteral("ram"));
    add(tr("Slots"), leftOf(m_slots));
    m_slotSize = new QSpinBox;
    m_slotSize->setObjectName(QStringLiteral("board.slot-size"));
    m_slotSize->setRange(smallestSlot, largestSlot);
    m_slotSize->setSuffix(QStringLiteral(" KiB"));
    m_slotSize->setAccessibleName(tr("Room for one image"));
    add(tr("Room for one image"), m_slotSize);
    m_blocks = new SegmentedControl(tr("Block size"));
    m_blocks->setObjectName(QStringLiteral("board.block-size"));
    for (const auto* size : {"64", "256", "512", "1024"})
        m_blocks->add(QString::fromLatin1(size), QString::fromLatin1(size));
    add(tr("Bytes it asks for at once"), leftOf(m_blocks));
    m_exact = new Switch(tr("Checks all, goes back from a bad image"));
    m_exact->setObjectName(QStringLiteral("board.exact"));
    layout()->addWidget(m_exact);
    connect(m_slots, &SegmentedControl::chosen, this, &VirtualFields::edited);
    connect(m_blocks, &SegmentedControl::chosen, this, &VirtualFields::edited);
    connect(m_slotSize, &QSpinBox::valueChanged, this, &VirtualFields::edited);
    connect(m_exact, &QCheckBox::toggled, this, &VirtualFields::edited);
}

void VirtualFields::addDefects()
{
    std::vector<DefectSwitches::Defect> defects;
    for (const BoardDefectInfo& info : boardDefects())
        defects.push_back({info.name, info.description, info.cases});
    m_defects = new DefectSwitches(QStringLiteral("defect"), std::move(defects));
    layout()->addWidget(m_defects);
    connect(m_defects, &DefectSwitches::edited, this, &VirtualFields::edited);
}

void VirtualFields::focusFirst()
{
    m_lines.value(classKey)->setFocus(Qt::OtherFocusReason);
}

void VirtualFields::take(const QJsonObject& run)
{
    m_other = run;
    for (const QString& shown : {classKey, vendorKey, slotsKey, slotSizeKey, blockSizeKey, exactKey, defectKey})
        m_other.remove(shown);
    m_lines.value(classKey)->setText(run[classKey].toString());
    m_lines.value(vendorKey)->setText(run[vendorKey].toString());
    m_slots->setCurrentData(run[slotsKey].toString(usualSlots));
    m_slotSize->setValue(run[slotSizeKey].toInt(usualSlotSize));
    m_blocks->setCurrentData(run[blockSizeKey].toString(usualBlocks));
    m_exact->setChecked(run[exactKey].toBool());
    QStringList defects;
    for (const QJsonValue& name : run[defectKey].toArray())
        defects << name.toString();
    m_defects->setChosen(defects);
    Q_EMIT edited();
}

QJsonObject VirtualFields::values() const
{
    QJsonObject values = m_other;
    for (const QString& key : {classKey, vendorKey}) {
        const QString text = m_lines.value(key)->text().trimmed();
        if (!text.isEmpty())
            values.insert(key, text);
    }
    if (m_slots->currentData().toString() != usualSlots)
        values.insert(slotsKey, m_slots->currentData().toString());
    if (m_slotSize->value() != usualSlotSize)
        values.insert(slotSizeKey, m_slotSize->value());
    if (m_blocks->current() >= 0 && m_blocks->currentData().toString() != usualBlocks)
        values.insert(blockSizeKey, m_blocks->currentData().toString());
    if (m_exact->isChecked())
        values.insert(exactKey, true);
    if (const QStringList defects = m_defects->chosen(); !defects.isEmpty())
        values.insert(defectKey, QJsonArray::fromStringList(defects));
    return values;
}

} // namespace ota
