// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QWidget>

class QLineEdit;

namespace ota {

class FieldRow;
class KeyChoice;
class OperationField;
class Switch;
struct Workbench;

/// Whether the files of a package get the lab header when it is saved, and what the header says: off until somebody
/// switches it on. Key and device type are remembered from one package to the next.
class LabFields final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LabFields)

public:
    /// `workbench` must outlive it.
    explicit LabFields(Workbench& workbench, QWidget* parent = nullptr);

    bool isOn() const;
    void setOn(bool on);
    /// Of the labels, those of the switch and of what it shows.
    void setLabelWidth(int pixels);
    /// What is wrong with signing as such: the payload is no file.
    void setProblem(const QString& problem);

    /// What is missing or wrong; empty: nothing.
    QString whyNot() const;
    /// Adds the parameters of `exosense.package.add` that it stands for.
    void addTo(QJsonObject& values) const;
    /// For the next package.
    void remember();

Q_SIGNALS:
    void edited();

private:
    void makeRows();
    FieldRow* addRow(const QString& label, QWidget* field);
    void recall();
    void refresh();
    bool needsPassword() const;
    QString typeProblem() const;
    QString numberProblem() const;
    QString passwordProblem() const;

    Workbench& m_workbench;
    Switch* m_switch;
    KeyChoice* m_key;
    QLineEdit* m_type;
    QLineEdit* m_number;
    OperationField* m_password;
    QWidget* m_details;
    FieldRow* m_switchRow;
    FieldRow* m_keyRow = nullptr;
    FieldRow* m_typeRow = nullptr;
    FieldRow* m_numberRow = nullptr;
    FieldRow* m_passwordRow = nullptr;
};

} // namespace ota
