// SPDX-License-Identifier: Apache-2.0
#include "app/windowcaller.h"

#include "app/windowprotocol.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocalSocket>

namespace ota {

namespace {

constexpr int connectLimitMs = 5000;
constexpr int lookForCancelMs = 100;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(WindowCaller)
};

/// `FILE`, `NAME=FILE` and `NAME=FILE@OFFSET`. What names no file here stays as it is: a name, a URI.
QString inFolder(const QDir& folder, const QString& value)
{
    const qsizetype nameEnd = value.indexOf(u'=') + 1;
    const QString file = value.mid(nameEnd);
    const QString beforeOffset = file.left(file.lastIndexOf(u'@'));
    if (QDir::isAbsolutePath(file) || !(folder.exists(file) || folder.exists(beforeOffset)))
        return value;
    return value.left(nameEnd) + folder.absoluteFilePath(file);
}

QString resolved(const QDir& folder, const Parameter& parameter, const QString& value)
{
    switch (parameter.type) {
    case ParameterType::File:
    case ParameterType::Folder:
    case ParameterType::NewFile:
        return value == QStringLiteral("-") ? value : folder.absoluteFilePath(value);
    case ParameterType::Text:
        return parameter.valueName.contains(QStringLiteral("FILE")) ||
                       parameter.valueName.contains(QStringLiteral("PEM"))
                   ? inFolder(folder, value)
                   : value;
    default:
        return value;
    }
}

QJsonValue resolved(const QDir& folder, const Parameter& parameter, const QJsonValue& value)
{
    if (value.isString())
        return resolved(folder, parameter, value.toString());
    if (!value.isArray())
        return value;
    QJsonArray all;
    const QJsonArray given = value.toArray();
    for (const QJsonValue& one : given)
        all.append(resolved(folder, parameter, one));
    return all;
}

} // namespace

QJsonObject valuesFrom(const QString& folder, const Operation& operation, const Arguments& arguments)
{
    const QDir here(folder);
    QJsonObject values;
    for (const Parameter& parameter : operation.parameters) {
        if (arguments.isGiven(parameter.name))
            values.insert(parameter.name, resolved(here, parameter, arguments.values().value(parameter.name)));
    }
    return values;
}

std::optional<Result<Outcome>> runInWindow(const QString& benchDirectory, const Operation& operation,
                                           const Arguments& arguments, JobContext& job)
{
    QLocalSocket socket;
    socket.connectToServer(windowSocketName(benchDirectory));
    if (!socket.waitForConnected(connectLimitMs))
        return std::nullopt;
    socket.write(WindowRequest{operation.name, valuesFrom(QDir::currentPath(), operation, arguments)}.toLine());
    while (true) {
        while (socket.canReadLine()) {
            const auto answer = answerFromLine(socket.readLine());
            if (!answer)
                return failure(Error::Code::Protocol, Tr::tr("the window answers in a way that is not understood"), {},
                               Tr::tr("Start the window anew: it may be of another version."));
            if (const auto* progress = std::get_if<Progress>(&*answer))
                job.progress(*progress);
            else if (const auto* record = std::get_if<WindowRecord>(&*answer))
                job.record(record->data, record->text);
            else
                return std::get<Result<Outcome>>(*answer);
        }
        if (socket.state() != QLocalSocket::ConnectedState)
            return failure(Error::Code::Io, Tr::tr("the window was closed before it was done"));
        if (job.isCancelled()) {
            socket.abort();
            return failure(Error::Code::Cancelled, Tr::tr("cancelled"));
        }
        socket.waitForReadyRead(lookForCancelMs);
    }
}

} // namespace ota
