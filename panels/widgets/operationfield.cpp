// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/operationfield.h"

#include "panels/widgets/button.h"
#include "panels/widgets/chipedit.h"
#include "panels/widgets/look.h"
#include "panels/widgets/switch.h"

#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QMimeData>
#include <QSet>
#include <QStringListModel>

namespace ota {

namespace {

QString shown(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    return value.isDouble() ? QString::number(value.toInteger()) : QString();
}

} // namespace

QString titleOf(const Operation& operation)
{
    return operation.summary.endsWith(u'.') ? operation.summary.chopped(1) : operation.summary;
}

void askPathWithSystemDialog(QWidget* parent, const Parameter& parameter, std::function<void(const QString&)> answer)
{
    auto* dialog = new QFileDialog(parent, OperationField::labelOf(parameter));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (parameter.type == ParameterType::Folder)
        dialog->setFileMode(QFileDialog::Directory);
    else if (parameter.type == ParameterType::NewFile)
        dialog->setAcceptMode(QFileDialog::AcceptSave);
    else
        dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [answer = std::move(answer)](const QString& path) {
        if (!path.isEmpty())
            answer(path);
    });
    dialog->open();
}

QString OperationField::labelOf(const Parameter& parameter)
{
    static const QSet<QString> abbreviations{QStringLiteral("uri"),  QStringLiteral("url"),  QStringLiteral("id"),
                                             QStringLiteral("tls"),  QStringLiteral("psk"),  QStringLiteral("ecu"),
                                             QStringLiteral("http"), QStringLiteral("json"), QStringLiteral("szx"),
                                             QStringLiteral("pem"),  QStringLiteral("ip")};
    QStringList words =
        parameter.name == QStringLiteral("alg") ? QStringList{QStringLiteral("algorithm")} : parameter.name.split(u'-');
    for (QString& word : words) {
        if (abbreviations.contains(word))
            word = word.toUpper();
    }
    QString label = words.join(u' ');
    if (!label.isEmpty())
        label[0] = label.at(0).toUpper();
    return QCoreApplication::translate("Parameter", label.toUtf8().constData());
}

OperationField::OperationField(const Parameter& parameter, QWidget* parent)
    : QWidget(parent)
    , m_parameter(parameter)
    , m_askPath(askPathWithSystemDialog)
{
    setObjectName(QStringLiteral("field.") + parameter.name);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(tokens::space::xs);
    if (parameter.type == ParameterType::Flag) {
        m_switch = new Switch({}, this);
        layout->addWidget(m_switch);
        layout->addStretch(1);
        connect(m_switch, &QCheckBox::toggled, this, &OperationField::edited);
    } else if (parameter.repeated) {
        m_chips = new ChipEdit(this);
        layout->addWidget(m_chips, 1);
        if (parameter.type == ParameterType::Choice)
            m_chips->setSuggestions(parameter.choices);
        connect(m_chips, &ChipEdit::edited, this, &OperationField::edited);
    } else if (parameter.type == ParameterType::Choice) {
        makeChoice();
    } else {
        makeLine();
    }
    if (takesPath()) {
        addPicker();
        setAcceptDrops(true);
        input()->setAcceptDrops(false);
    }
    input()->setAccessibleName(labelOf(parameter));
    input()->setWhatsThis(parameter.help);
    if (QWidget* proxy = input()->focusProxy())
        proxy->setAccessibleName(labelOf(parameter));
    setFocusProxy(input());
}

void OperationField::makeLine()
{
    m_line = new QLineEdit(this);
    const bool technical = takesPath() || m_parameter.type == ParameterType::Address;
    setLook(m_line, technical ? QStringLiteral("mono") : QString());
    if (!m_parameter.defaultValue.isUndefined() && !m_parameter.defaultValue.isNull())
        m_line->setPlaceholderText(shown(m_parameter.defaultValue));
    else if (!m_parameter.valueName.isEmpty())
        m_line->setPlaceholderText(m_parameter.valueName);
    layout()->addWidget(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &OperationField::edited);
}

void OperationField::makeChoice()
{
    m_choice = new QComboBox(this);
    const bool given = !m_parameter.defaultValue.isUndefined() && !m_parameter.defaultValue.isNull();
    if (!given)
        m_choice->addItem(m_parameter.required ? tr("Choose …") : tr("not given"), QString());
    for (const QString& choice : m_parameter.choices)
        m_choice->addItem(choice, choice);
    if (given)
        m_choice->setCurrentIndex(m_choice->findData(m_parameter.defaultValue.toString()));
    m_choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    layout()->addWidget(m_choice);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &OperationField::edited);
}

bool OperationField::takesPath() const
{
    return m_parameter.type == ParameterType::File || m_parameter.type == ParameterType::Folder ||
           m_parameter.type == ParameterType::NewFile;
}

void OperationField::addPicker()
{
    auto* picker = new IconButton(QStringLiteral("folder"), tr("Choose a file"), this);
    if (m_parameter.type == ParameterType::Folder)
        picker->setTip(tr("Choose a folder"));
    setLook(picker, QStringLiteral("framed"));
    picker->setObjectName(QStringLiteral("picker"));
    layout()->addWidget(picker);
    connect(picker, &QAbstractButton::clicked, this, &OperationField::pick);
}

void OperationField::pick()
{
    m_askPath(this, m_parameter, [this](const QString& path) { takePath(path); });
}

void OperationField::takePath(const QString& path)
{
    if (m_chips)
        m_chips->addValue(path);
    else
        m_line->setText(path);
}

QWidget* OperationField::input() const
{
    if (m_line)
        return m_line;
    if (m_choice)
        return m_choice;
    return m_chips ? static_cast<QWidget*>(m_chips) : m_switch;
}

QJsonValue OperationField::value() const
{
    if (m_switch)
        return m_switch->isChecked() ? QJsonValue(true) : QJsonValue(QJsonValue::Undefined);
    if (m_chips) {
        const QStringList values = m_chips->values();
        return values.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(QJsonArray::fromStringList(values));
    }
    const QString text = m_choice ? m_choice->currentData().toString() : m_line->text().trimmed();
    return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
}

void OperationField::setValue(const QJsonValue& value)
{
    if (m_switch) {
        m_switch->setChecked(value.toBool());
    } else if (m_chips) {
        QStringList values;
        for (const QJsonValue& element : value.isArray() ? value.toArray() : QJsonArray{value})
            values << shown(element);
        values.removeAll(QString());
        m_chips->setValues(values);
        Q_EMIT edited();
    } else if (m_choice) {
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(shown(value))));
    } else {
        m_line->setText(shown(value));
    }
}

void OperationField::setSuggestions(const QStringList& values)
{
    if (m_chips) {
        m_chips->setSuggestions(values);
    } else if (m_line && !values.isEmpty()) {
        auto* completer = new QCompleter(values, m_line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        m_line->setCompleter(completer);
    }
}

void OperationField::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void OperationField::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            takePath(url.toLocalFile());
    }
    event->acceptProposedAction();
}

} // namespace ota
