// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/operationform.h"

#include "panels/widgets/button.h"
#include "panels/widgets/commandbox.h"
#include "panels/widgets/labels.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ota {

namespace {

constexpr std::chrono::milliseconds lintAfter{250};

} // namespace

OperationForm::OperationForm(const Operation& operation, FieldRow::Place place, QWidget* parent)
    : QWidget(parent)
    , m_operation(operation)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space::m);
    QHBoxLayout* pair = nullptr; ///< A line that has room for one more short field.
    for (const Parameter& parameter : operation.parameters) {
        auto* field = new OperationField(parameter, this);
        auto* row = new FieldRow(OperationField::labelOf(parameter), field, place, this);
        row->setObjectName(QStringLiteral("row.") + parameter.name);
        row->label()->setBuddy(field->input());
        row->setOptional(!parameter.required && parameter.type != ParameterType::Flag &&
                         (parameter.defaultValue.isUndefined() || parameter.defaultValue.isNull()));
        row->setHint(parameter.help);
        const bool isShort = place == FieldRow::Place::Above && !parameter.repeated &&
                             (parameter.type == ParameterType::Integer || parameter.type == ParameterType::Choice ||
                              parameter.type == ParameterType::Flag);
        if (isShort && pair) {
            pair->addWidget(row, 1, Qt::AlignTop);
            pair = nullptr;
        } else if (isShort) {
            pair = new QHBoxLayout;
            pair->setSpacing(tokens::space::m);
            pair->addWidget(row, 1, Qt::AlignTop);
            column->addLayout(pair);
        } else {
            pair = nullptr;
            column->addWidget(row);
        }
        m_rows.insert(parameter.name, row);
        m_fields.insert(parameter.name, field);
        connect(field, &OperationField::edited, this, [this] {
            m_lint.start();
            Q_EMIT changed();
        });
    }
    m_lint.setSingleShot(true);
    m_lint.setInterval(lintAfter);
    connect(&m_lint, &QTimer::timeout, this, [this] { check(m_missingToo); });
}

QJsonObject OperationForm::values() const
{
    QJsonObject values;
    for (const Parameter& parameter : m_operation.parameters) {
        const QJsonValue value = m_fields.value(parameter.name)->value();
        if (!value.isUndefined())
            values.insert(parameter.name, value);
    }
    return values;
}

void OperationForm::setValues(const QJsonObject& values)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (OperationField* field = m_fields.value(it.key()))
            field->setValue(it.value());
    }
    check(false);
}

void OperationForm::setSuggest(const Suggest& suggest)
{
    for (const Parameter& parameter : m_operation.parameters)
        m_fields.value(parameter.name)->setSuggestions(suggest(m_operation, parameter));
}

void OperationForm::setAskPath(const AskPath& ask)
{
    for (OperationField* field : std::as_const(m_fields))
        field->setAskPath(ask);
}

QString OperationForm::errorOf(const Parameter& parameter) const
{
    // One parameter alone is checked by the same function as all of them, so that each field gets its own error.
    Operation alone;
    alone.name = m_operation.name;
    alone.parameters = {parameter};
    QJsonObject value;
    if (const QJsonValue given = m_fields.value(parameter.name)->value(); !given.isUndefined())
        value.insert(parameter.name, given);
    const auto result = validated(alone, value);
    if (result)
        return {};
    QString message = result.error().message;
    if (!message.isEmpty())
        message[0] = message.at(0).toUpper();
    return message;
}

QString OperationForm::whyNot() const
{
    for (const Parameter& parameter : m_operation.parameters) {
        if (const QString error = errorOf(parameter); !error.isEmpty()) {
            const QString label = OperationField::labelOf(parameter);
            return m_fields.value(parameter.name)->value().isUndefined() ? tr("Not yet: %1 is missing").arg(label)
                                                                         : tr("Not yet: %1 is wrong").arg(label);
        }
    }
    return {};
}

void OperationForm::check(bool missingToo)
{
    m_missingToo = missingToo;
    for (const Parameter& parameter : m_operation.parameters) {
        const bool missing = m_fields.value(parameter.name)->value().isUndefined();
        const QString error = missing && !missingToo ? QString() : errorOf(parameter);
        FieldRow* row = m_rows.value(parameter.name);
        row->setError(error);
        QWidget* input = m_fields.value(parameter.name)->input();
        setLookWord(input, QStringLiteral("error"), !error.isEmpty());
        input->setAccessibleDescription(error.isEmpty() ? parameter.help : error);
    }
    Q_EMIT checked();
}

bool OperationForm::checkAll()
{
    m_lint.stop();
    check(true);
    for (const Parameter& parameter : m_operation.parameters) {
        if (!m_rows.value(parameter.name)->error().isEmpty()) {
            m_fields.value(parameter.name)->input()->setFocus(Qt::OtherFocusReason);
            return false;
        }
    }
    return true;
}

QString OperationForm::command() const
{
    return commandLine(m_operation, values());
}

void OperationForm::focusFirst()
{
    if (!m_operation.parameters.empty())
        m_fields.value(m_operation.parameters.front().name)->input()->setFocus(Qt::TabFocusReason);
}

OperationCard::OperationCard(const Operation& operation, QWidget* parent)
    : QWidget(parent)
    , m_form(new OperationForm(operation, FieldRow::Place::Above))
    , m_command(new QWidget(this))
    , m_whyNot(new MarkLine(Mark::None, {}, this))
    , m_run(
          new Button({}, tr("Run"), operation.destructive ? QStringLiteral("danger") : QStringLiteral("primary"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(tokens::space::l, tokens::space::l, tokens::space::l, tokens::space::m);
    column->setSpacing(tokens::space::m);
    auto* head = new QVBoxLayout;
    head->setSpacing(tokens::space::xs);
    QLabel* title = makeLabel(titleOf(operation), QStringLiteral("section"), this);
    title->setWordWrap(true);
    head->addWidget(title);
    if (!operation.details.isEmpty()) {
        auto* details = new Paragraph(operation.details.section(u'\n', 0, 0), Type::Small, Ink::Secondary, this);
        details->setToolTip(operation.details);
        head->addWidget(details);
    }
    column->addLayout(head);

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    setLook(scroll, QStringLiteral("raised"));
    setLook(scroll->viewport(), QStringLiteral("raised"));
    auto* inside = new QWidget;
    setLook(inside, QStringLiteral("raised"));
    auto* insideColumn = new QVBoxLayout(inside);
    insideColumn->setContentsMargins(0, 0, tokens::space::xs, 0);
    insideColumn->setSpacing(tokens::space::m);
    insideColumn->addWidget(m_form);
    auto* commandColumn = new QVBoxLayout(m_command);
    commandColumn->setContentsMargins(0, 0, 0, 0);
    commandColumn->setSpacing(tokens::space::xs);
    commandColumn->addWidget(makeLabel(tr("Command"), QStringLiteral("smallText secondary"), m_command));
    m_commandText = new CommandBox(m_command);
    commandColumn->addWidget(m_commandText);
    insideColumn->addWidget(m_command);
    insideColumn->addStretch(1);
    scroll->setWidget(inside);
    column->addWidget(scroll, 1);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space::s);
    auto* copy = new Button(QStringLiteral("copy"), tr("Copy as command"), QStringLiteral("flat"), this);
    copy->setObjectName(QStringLiteral("copyCommand"));
    copy->setTip(tr("Copy as command"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    buttons->addWidget(copy);
    buttons->addWidget(m_whyNot, 1);
    m_run->setObjectName(QStringLiteral("run"));
    m_run->setTip(tr("Run"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    buttons->addWidget(m_run);
    column->addLayout(buttons);

    // The form was made first and put in later: the order of Tab is not that of the eye by itself.
    if (!operation.parameters.empty())
        setTabOrder(m_form->field(operation.parameters.back().name)->input(), copy);
    setTabOrder(copy, m_run);

    connect(copy, &QAbstractButton::clicked, this, &OperationCard::copyCommand);
    connect(m_run, &QAbstractButton::clicked, this, &OperationCard::run);
    connect(m_form, &OperationForm::changed, this, &OperationCard::refresh);
    connect(m_form, &OperationForm::checked, this, &OperationCard::refresh);
    refresh();
}

void OperationCard::refresh()
{
    m_commandText->setText(m_form->command());
    const QString whyNot = m_form->whyNot();
    m_whyNot->set(Mark::None, whyNot);
}

void OperationCard::run()
{
    if (m_form->checkAll())
        Q_EMIT runRequested(m_form->operation().name, m_form->values());
}

void OperationCard::copyCommand()
{
    QApplication::clipboard()->setText(m_form->command());
    Q_EMIT commandCopied(m_form->command());
}

} // namespace ota
