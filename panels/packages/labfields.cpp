// SPDX-License-Identifier: Apache-2.0
#include "panels/packages/labfields.h"

#include "crypto/keyarguments.h"
#include "crypto/labheader.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/keychoice.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/operationfield.h"
#include "panels/widgets/switch.h"
#include "panels/widgets/workbench.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QUuid>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

const QString addOperation = QStringLiteral("exosense.package.add");
const QString signName = QStringLiteral("lab-sign");
const QString deviceTypeName = QStringLiteral("device-type");
const QString numberName = QStringLiteral("lab-number");
const QString memoryKey = QStringLiteral("packages/lab/");
const QString exampleType = QStringLiteral("7d444840-9dc0-11d1-b245-5ffdce74fad2");

/// As the operation declares it, so that file fields look and behave as everywhere.
Parameter parameterOf(const Workbench& workbench, const QString& name)
{
    const auto& parameters = workbench.jobs.registry().find(addOperation)->parameters;
    return *std::ranges::find(parameters, name, &Parameter::name);
}

} // namespace

LabFields::LabFields(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
    , m_switch(new Switch(tr("Sign with the lab header")))
    , m_key(new KeyChoice(workbench, {.names = QStringLiteral("lab."), .onlyEd25519 = true, .asksPassword = false}))
    , m_type(new QLineEdit)
    , m_number(new QLineEdit)
    , m_password(new OperationField(parameterOf(workbench, passwordFileName)))
    , m_details(new QWidget)
    , m_switchRow(new FieldRow(tr("Signature"), m_switch))
{
    setObjectName(QStringLiteral("labFields"));
    m_switch->setObjectName(QStringLiteral("lab.sign"));
    m_switch->setAccessibleName(tr("Sign with the lab header"));
    m_switch->setToolTip(parameterOf(workbench, signName).help);
    m_type->setObjectName(QStringLiteral("lab.deviceType"));
    m_type->setPlaceholderText(exampleType);
    setLook(m_type, QStringLiteral("mono"));
    m_number->setObjectName(QStringLiteral("lab.number"));
    m_number->setPlaceholderText(tr("the time, in milliseconds"));
    m_number->setAccessibleDescription(tr("optional"));
    m_password->setObjectName(QStringLiteral("lab.password"));
    m_password->input()->setObjectName(QStringLiteral("lab.passwordFile"));
    makeRows();
    connect(m_switch, &QCheckBox::toggled, this, &LabFields::refresh);
    connect(m_switch, &QCheckBox::toggled, this, &LabFields::edited);
    connect(m_key, &KeyChoice::edited, this, &LabFields::refresh);
    connect(m_type, &QLineEdit::textEdited, this, &LabFields::refresh);
    connect(m_number, &QLineEdit::textEdited, this, &LabFields::refresh);
    connect(m_password, &OperationField::edited, this, &LabFields::refresh);
    recall();
    refresh();
}

void LabFields::makeRows()
{
    auto* details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(tokens::space::s);
    m_keyRow = addRow(tr("Key"), m_key);
    m_typeRow = addRow(tr("Device type"), m_type);
    m_numberRow = addRow(tr("Number"), m_number);
    m_number->setToolTip(parameterOf(m_workbench, numberName).help);
    m_passwordRow = addRow(tr("Password file"), m_password);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space::s);
    column->addWidget(m_switchRow);
    column->addWidget(m_details);
}

FieldRow* LabFields::addRow(const QString& label, QWidget* field)
{
    auto* row = new FieldRow(label, field);
    m_details->layout()->addWidget(row);
    return row;
}

void LabFields::setLabelWidth(int pixels)
{
    for (FieldRow* row : {m_switchRow, m_keyRow, m_typeRow, m_numberRow, m_passwordRow})
        row->setLabelWidth(pixels);
}

bool LabFields::isOn() const
{
    return m_switch->isChecked();
}

void LabFields::setOn(bool on)
{
    m_switch->setChecked(on);
}

void LabFields::setProblem(const QString& problem)
{
    m_switchRow->setError(isOn() ? problem : QString());
}

bool LabFields::needsPassword() const
{
    const KeyInfo* key = m_key->key();
    return key && key->encrypted;
}

QString LabFields::typeProblem() const
{
    const QString type = m_type->text().trimmed();
    return type.isEmpty() || !QUuid(type).isNull() ? QString()
                                                   : tr("This is no UUID. One looks like %1.").arg(exampleType);
}

QString LabFields::numberProblem() const
{
    const QString number = m_number->text().trimmed();
    bool isNumber = false;
    const bool isGood = number.toLongLong(&isNumber) >= 0 && isNumber;
    return number.isEmpty() || isGood ? QString() : tr("This is no whole number from 0 on.");
}

QString LabFields::passwordProblem() const
{
    const QString path = m_password->value().toString();
    return !needsPassword() || path.isEmpty() || QFileInfo(path).isFile() ? QString() : tr("There is no such file.");
}

QString LabFields::whyNot() const
{
    if (!isOn())
        return {};
    if (m_key->value().isEmpty())
        return tr("Not yet: there is no key to sign with");
    if (m_type->text().trimmed().isEmpty())
        return tr("Not yet: the device type is missing");
    if (!typeProblem().isEmpty())
        return tr("Not yet: the device type is wrong");
    if (!numberProblem().isEmpty())
        return tr("Not yet: the number is wrong");
    if (needsPassword() && m_password->value().toString().isEmpty())
        return tr("Not yet: the key's password file is missing");
    return passwordProblem().isEmpty() ? QString() : tr("Not yet: the password file is not there");
}

void LabFields::addTo(QJsonObject& values) const
{
    if (!isOn())
        return;
    values.insert(signName, m_key->value().value(0));
    values.insert(deviceTypeName, m_type->text().trimmed());
    if (const QString number = m_number->text().trimmed(); !number.isEmpty())
        values.insert(numberName, number.toLongLong());
    if (needsPassword())
        values.insert(passwordFileName, m_password->value());
}

void LabFields::remember()
{
    if (!isOn())
        return;
    m_workbench.memory.setValue(memoryKey + signName, m_key->value().value(0));
    m_workbench.memory.setValue(memoryKey + deviceTypeName, m_type->text().trimmed());
    m_workbench.memory.setValue(memoryKey + passwordFileName, m_password->value().toString());
    // It has to rise: the same one again is never meant.
    m_number->clear();
}

void LabFields::recall()
{
    const auto remembered = [this](const QString& name) {
        return m_workbench.memory.value(memoryKey + name).toString();
    };
    m_key->prefer(remembered(signName));
    m_type->setText(remembered(deviceTypeName));
    if (const QString path = remembered(passwordFileName); !path.isEmpty())
        m_password->setValue(path);
}

void LabFields::refresh()
{
    m_details->setVisible(isOn());
    m_passwordRow->setVisible(needsPassword());
    const bool hasKey = !m_key->value().isEmpty();
    m_keyRow->setError(hasKey ? QString() : tr("This bench has no Ed25519 key. Make one with New key."));
    m_typeRow->setError(typeProblem());
    m_numberRow->setError(numberProblem());
    const bool isZero = numberProblem().isEmpty() && !m_number->text().isEmpty() && m_number->text().toLongLong() == 0;
    m_numberRow->setWarning(isZero ? tr("To a board 0 means that there is no header.") : QString());
    m_passwordRow->setError(passwordProblem());
    // Keys come and go: as long as nothing is signed that is no change of the package.
    if (isOn())
        Q_EMIT edited();
}

} // namespace ota
