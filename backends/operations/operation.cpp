// SPDX-License-Identifier: Apache-2.0
#include "operations/operation.h"

#include "operations/shellcommand.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Operation)
};

Error usage(const Parameter& parameter, const QString& message)
{
    return {
        Error::Code::Usage, message, parameter.positional ? parameter.name : QStringLiteral("--") + parameter.name, {}};
}

QString shown(const QJsonValue& value)
{
    return value.isString() ? value.toString()
                            : QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

/// Decimal, or hexadecimal with 0x. A leading zero does not make it octal.
std::optional<qint64> integerFrom(const QJsonValue& value)
{
    if (value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger()))
        return value.toInteger();
    bool isNumber = false;
    const QString text = value.toString();
    const bool hexadecimal = text.startsWith(QLatin1String("0x"), Qt::CaseInsensitive);
    const qint64 number = hexadecimal ? text.mid(2).toLongLong(&isNumber, 16) : text.toLongLong(&isNumber, 10);
    return isNumber ? std::optional(number) : std::nullopt;
}

Result<QJsonValue> checkedInteger(const Parameter& parameter, const QJsonValue& value)
{
    const auto number = integerFrom(value);
    if (!number || *number < parameter.minimum || *number > parameter.maximum)
        return failure(usage(parameter, Tr::tr("'%1' is not a whole number from %2 to %3")
                                            .arg(shown(value))
                                            .arg(parameter.minimum)
                                            .arg(parameter.maximum)));
    return QJsonValue(*number);
}

Result<> checkPath(const Parameter& parameter, const QString& path)
{
    const QFileInfo info(path);
    switch (parameter.type) {
    case ParameterType::File:
        if (!info.exists())
            return failure(usage(parameter, Tr::tr("there is no file '%1'").arg(path)));
        if (info.isDir())
            return failure(usage(parameter, Tr::tr("'%1' is a directory, a file is needed").arg(path)));
        return {};
    case ParameterType::Folder:
        if (!info.isDir())
            return failure(usage(parameter, Tr::tr("there is no directory '%1'").arg(path)));
        return {};
    default:
        if (!QFileInfo(info.absolutePath()).isDir())
            return failure(
                usage(parameter, Tr::tr("there is no directory '%1' to write into").arg(info.absolutePath())));
        return {};
    }
}

Result<QJsonValue> checked(const Parameter& parameter, const QJsonValue& value)
{
    switch (parameter.type) {
    case ParameterType::Flag:
        if (!value.isBool())
            return failure(usage(parameter, Tr::tr("'%1' is neither true nor false").arg(shown(value))));
        return value;
    case ParameterType::Integer:
        return checkedInteger(parameter, value);
    case ParameterType::Text:
        if (!value.isString())
            return failure(usage(parameter, Tr::tr("'%1' is not a text").arg(shown(value))));
        return value;
    case ParameterType::Choice:
        if (!parameter.choices.contains(value.toString()))
            return failure(
                usage(parameter,
                      Tr::tr("'%1' is not one of %2").arg(shown(value), parameter.choices.join(QStringLiteral(", ")))));
        return value;
    case ParameterType::Address: {
        static const QRegularExpression form(QStringLiteral(R"(^((\[[0-9a-fA-F:.%\w]+\]|[^\[\]:\s]+):)?\d{1,5}$)"));
        if (!form.match(value.toString()).hasMatch() || value.toString().section(QLatin1Char(':'), -1).toInt() > 65535)
            return failure(
                usage(parameter,
                      Tr::tr("'%1' is not an address and port such as 127.0.0.1:8080 or [::1]:0").arg(shown(value))));
        return value;
    }
    case ParameterType::File:
    case ParameterType::Folder:
    case ParameterType::NewFile:
        if (!value.isString() || value.toString().isEmpty())
            return failure(usage(parameter, Tr::tr("a path is needed")));
        if (auto found = checkPath(parameter, value.toString()); !found)
            return failure(found.error());
        return value;
    }
    return value;
}

QJsonArray asList(const QJsonValue& value)
{
    return value.isArray() ? value.toArray() : QJsonArray{value};
}

} // namespace

Result<Arguments> validated(const Operation& operation, const QJsonObject& values)
{
    for (const auto& name : values.keys()) {
        if (std::ranges::none_of(operation.parameters, [&](const Parameter& p) { return p.name == name; }))
            return failure(Error::Code::Usage, Tr::tr("'%1' has no parameter '%2'").arg(operation.name, name));
    }
    QJsonObject complete;
    QStringList defaulted;
    for (const Parameter& parameter : operation.parameters) {
        const QJsonValue given = values.value(parameter.name);
        if (given.isUndefined() || given.isNull()) {
            if (parameter.required)
                return failure(usage(parameter, Tr::tr("must be given: %1").arg(parameter.help)));
            if (!parameter.defaultValue.isUndefined() && !parameter.defaultValue.isNull()) {
                complete.insert(parameter.name, parameter.defaultValue);
                defaulted << parameter.name;
            }
            continue;
        }
        if (!parameter.repeated) {
            auto value = checked(parameter, given);
            if (!value)
                return failure(value.error());
            complete.insert(parameter.name, *value);
            continue;
        }
        QJsonArray list;
        for (const QJsonValue& element : asList(given)) {
            auto value = checked(parameter, element);
            if (!value)
                return failure(value.error());
            list.append(*value);
        }
        if (parameter.required && list.isEmpty())
            return failure(usage(parameter, Tr::tr("must be given: %1").arg(parameter.help)));
        complete.insert(parameter.name, list);
    }
    return Arguments(complete, defaulted);
}

QString typeName(ParameterType type)
{
    switch (type) {
    case ParameterType::Text:
        return QStringLiteral("text");
    case ParameterType::Integer:
        return QStringLiteral("integer");
    case ParameterType::Flag:
        return QStringLiteral("flag");
    case ParameterType::Choice:
        return QStringLiteral("choice");
    case ParameterType::File:
        return QStringLiteral("file");
    case ParameterType::Folder:
        return QStringLiteral("folder");
    case ParameterType::NewFile:
        return QStringLiteral("new-file");
    case ParameterType::Address:
        break;
    }
    return QStringLiteral("address");
}

QJsonObject describe(const Parameter& parameter)
{
    QJsonObject object{
        {QStringLiteral("name"), parameter.name},         {QStringLiteral("type"), typeName(parameter.type)},
        {QStringLiteral("help"), parameter.help},         {QStringLiteral("required"), parameter.required},
        {QStringLiteral("repeated"), parameter.repeated}, {QStringLiteral("positional"), parameter.positional}};
    if (!parameter.valueName.isEmpty())
        object.insert(QStringLiteral("value"), parameter.valueName);
    if (!parameter.choices.isEmpty())
        object.insert(QStringLiteral("choices"), QJsonArray::fromStringList(parameter.choices));
    if (!parameter.defaultValue.isUndefined() && !parameter.defaultValue.isNull())
        object.insert(QStringLiteral("default"), parameter.defaultValue);
    if (parameter.type == ParameterType::Integer) {
        object.insert(QStringLiteral("minimum"), parameter.minimum);
        object.insert(QStringLiteral("maximum"), parameter.maximum);
    }
    return object;
}

QJsonObject describe(const Operation& operation)
{
    QJsonArray parameters;
    for (const Parameter& parameter : operation.parameters)
        parameters.append(describe(parameter));
    return {{QStringLiteral("name"), operation.name},       {QStringLiteral("summary"), operation.summary},
            {QStringLiteral("details"), operation.details}, {QStringLiteral("parameters"), parameters},
            {QStringLiteral("returns"), operation.returns}, {QStringLiteral("destructive"), operation.destructive}};
}

QString commandLine(const Operation& operation, const QJsonObject& values)
{
    QString verb = operation.name;
    QStringList words{shellProgram(), verb.replace(QLatin1Char('.'), QLatin1Char(' '))};
    QStringList positionals;
    bool looksLikeOption = false;
    for (const Parameter& parameter : operation.parameters) {
        const QJsonValue value = values.value(parameter.name);
        if (value.isUndefined() || value.isNull() || value == parameter.defaultValue)
            continue;
        const QString option = QStringLiteral("--") + parameter.name;
        if (parameter.type == ParameterType::Flag) {
            if (value.toBool())
                words << option;
            continue;
        }
        for (const QJsonValue& element : asList(value)) {
            const QString text = element.isString() ? element.toString() : QString::number(element.toInteger());
            if (parameter.positional) {
                looksLikeOption = looksLikeOption || text.startsWith(u'-');
                positionals << quotedForShell(text);
            } else {
                words << option + QLatin1Char('=') + quotedForShell(text);
            }
        }
    }
    if (looksLikeOption)
        words << QStringLiteral("--");
    return (words + positionals).join(QLatin1Char(' '));
}

} // namespace ota
