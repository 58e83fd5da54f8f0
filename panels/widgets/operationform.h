// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/fieldrow.h"
#include "panels/widgets/operationfield.h"

#include <QHash>
#include <QTimer>

#include <functional>

class QLabel;
class QVBoxLayout;

namespace ota {

class Button;

/// The names a parameter may take on this bench: boards, releases, keys. Empty: nothing to suggest.
using Suggest = std::function<QStringList(const Operation&, const Parameter&)>;

/// The form of an operation, made from its parameters and checked by the same rules as on the command line. Errors
/// stand at their field: at once for what is typed and wrong, for what is missing only when one tried to run.
class OperationForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OperationForm)

public:
    /// `operation` has to outlive the form.
    explicit OperationForm(const Operation& operation, FieldRow::Place place = FieldRow::Place::Above,
                           QWidget* parent = nullptr);

    const Operation& operation() const { return m_operation; }
    QJsonObject values() const;
    void setValues(const QJsonObject& values);
    void setSuggest(const Suggest& suggest);
    void setAskPath(const AskPath& ask);

    /// Why it can not run yet, as one sentence; empty when it can.
    QString whyNot() const;
    /// Marks everything that is missing or wrong and focuses the first of it. True when there is nothing.
    bool checkAll();
    /// What a shell would do the same with.
    QString command() const;

    FieldRow* row(const QString& parameter) const { return m_rows.value(parameter); }
    OperationField* field(const QString& parameter) const { return m_fields.value(parameter); }
    void focusFirst();

Q_SIGNALS:
    /// After each change of a value.
    void changed();
    /// 250 ms after the last change, when the fields have been checked.
    void checked();

private:
    void check(bool missingToo);
    QString errorOf(const Parameter& parameter) const;

    const Operation& m_operation;
    QHash<QString, FieldRow*> m_rows;
    QHash<QString, OperationField*> m_fields;
    QTimer m_lint;
    bool m_missingToo = false;
};

/// An operation ready to run: title, what it does, form, command and the buttons. For the palette, and for panels that
/// offer one operation in place.
class OperationCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OperationCard)

public:
    explicit OperationCard(const Operation& operation, QWidget* parent = nullptr);

    OperationForm& form() const { return *m_form; }
    Button* runButton() const { return m_run; }
    /// As Ctrl+Enter does: checks and, when all is right, tells `runRequested`.
    void run();
    void copyCommand();

Q_SIGNALS:
    void runRequested(const QString& operation, const QJsonObject& values);
    void commandCopied(const QString& command);

private:
    void refresh();

    OperationForm* m_form;
    QWidget* m_command;
    QLabel* m_commandText;
    MarkLine* m_whyNot;
    Button* m_run;
};

} // namespace ota
