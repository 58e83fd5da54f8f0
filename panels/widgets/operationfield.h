// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;

namespace ota {

class ChipEdit;
class Switch;

/// The summary as a title: without the full stop.
QString titleOf(const Operation& operation);

/// Asks the person for a path; the answer is told later. The program's default is the system's dialog; a test puts in
/// its own.
using AskPath =
    std::function<void(QWidget* parent, const Parameter& parameter, std::function<void(const QString&)> answer)>;
void askPathWithSystemDialog(QWidget* parent, const Parameter& parameter, std::function<void(const QString&)> answer);

/// The input of one parameter: a line, a switch, a choice, chips for several values, a path with its picker.
class OperationField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OperationField)

public:
    explicit OperationField(const Parameter& parameter, QWidget* parent = nullptr);

    const Parameter& parameter() const { return m_parameter; }
    /// Undefined when nothing is given.
    QJsonValue value() const;
    void setValue(const QJsonValue& value);
    void setSuggestions(const QStringList& values);
    void setAskPath(AskPath ask) { m_askPath = std::move(ask); }
    /// The widget that takes the keyboard and shows an error's edge.
    QWidget* input() const;

    /// `uri-base` → `URI base`, translated where a translation has it.
    static QString labelOf(const Parameter& parameter);

Q_SIGNALS:
    void edited();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeLine();
    void makeChoice();
    void addPicker();
    bool takesPath() const;
    void pick();
    void takePath(const QString& path);

    Parameter m_parameter;
    QLineEdit* m_line = nullptr;
    QComboBox* m_choice = nullptr;
    Switch* m_switch = nullptr;
    ChipEdit* m_chips = nullptr;
    AskPath m_askPath;
};

} // namespace ota
