// SPDX-License-Identifier: Apache-2.0
#include "app/windowprotocol.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace ota {

namespace {

template<typename... Visitors>
struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};

QByteArray lineOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject toJson(const Progress& progress)
{
    QJsonObject json{
        {QStringLiteral("done"), QString::number(progress.done)}, // As text: 64 bits.
        {QStringLiteral("unit"), progress.unit},
        {QStringLiteral("what"), progress.what},
    };
    if (progress.total)
        json.insert(QStringLiteral("total"), QString::number(*progress.total));
    return json;
}

Progress progressFrom(const QJsonObject& json)
{
    Progress progress;
    progress.done = json.value(QStringLiteral("done")).toString().toULongLong();
    if (json.contains(QStringLiteral("total")))
        progress.total = json.value(QStringLiteral("total")).toString().toULongLong();
    progress.unit = json.value(QStringLiteral("unit")).toString();
    progress.what = json.value(QStringLiteral("what")).toString();
    return progress;
}

QJsonObject toJson(const Error& error)
{
    return {{QStringLiteral("code"), codeName(error.code)},
            {QStringLiteral("message"), error.message},
            {QStringLiteral("context"), error.context},
            {QStringLiteral("hint"), error.hint}};
}

Error errorFrom(const QJsonObject& json)
{
    Error error;
    const QString name = json.value(QStringLiteral("code")).toString();
    for (int code = 0; code <= static_cast<int>(Error::Code::Internal); ++code) {
        if (codeName(static_cast<Error::Code>(code)) == name)
            error.code = static_cast<Error::Code>(code);
    }
    error.message = json.value(QStringLiteral("message")).toString();
    error.context = json.value(QStringLiteral("context")).toString();
    error.hint = json.value(QStringLiteral("hint")).toString();
    return error;
}

QJsonObject parsed(const QByteArray& line)
{
    return QJsonDocument::fromJson(line).object();
}

} // namespace

QString windowSocketName(const QString& benchDirectory)
{
    const QFileInfo info(QDir::cleanPath(QDir::current().absoluteFilePath(benchDirectory)));
    const QString place = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    const QByteArray digest = QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return QStringLiteral("ota-workbench-") + QString::fromLatin1(digest);
}

QByteArray WindowRequest::toLine() const
{
    return lineOf({{QStringLiteral("run"), operation}, {QStringLiteral("values"), values}});
}

std::optional<WindowRequest> WindowRequest::fromLine(const QByteArray& line)
{
    const QJsonObject json = parsed(line);
    const QString operation = json.value(QStringLiteral("run")).toString();
    if (operation.isEmpty() || !json.value(QStringLiteral("values")).isObject())
        return std::nullopt;
    return WindowRequest{operation, json.value(QStringLiteral("values")).toObject()};
}

QByteArray toLine(const WindowAnswer& answer)
{
    return std::visit(
        Overloaded{[](const Progress& progress) {
                       return lineOf({{QStringLiteral("progress"), toJson(progress)}});
                   },
                   [](const WindowRecord& record) {
                       return lineOf({{QStringLiteral("record"), record.data}, {QStringLiteral("text"), record.text}});
                   },
                   [](const Result<Outcome>& result) {
                       if (!result)
                           return lineOf({{QStringLiteral("error"), toJson(result.error())}});
                       return lineOf({{QStringLiteral("outcome"), result->data},
                                      {QStringLiteral("text"), result->text},
                                      {QStringLiteral("good"), result->good}});
                   }},
        answer);
}

std::optional<WindowAnswer> answerFromLine(const QByteArray& line)
{
    const QJsonObject json = parsed(line);
    const QString text = json.value(QStringLiteral("text")).toString();
    if (const auto progress = json.constFind(QStringLiteral("progress")); progress != json.constEnd())
        return progressFrom(progress->toObject());
    if (const auto record = json.constFind(QStringLiteral("record")); record != json.constEnd())
        return WindowRecord{record->toObject(), text};
    if (const auto error = json.constFind(QStringLiteral("error")); error != json.constEnd())
        return Result<Outcome>(failure(errorFrom(error->toObject())));
    if (const auto outcome = json.constFind(QStringLiteral("outcome")); outcome != json.constEnd())
        return Result<Outcome>(Outcome{outcome->toObject(), text, json.value(QStringLiteral("good")).toBool()});
    return std::nullopt;
}

} // namespace ota
