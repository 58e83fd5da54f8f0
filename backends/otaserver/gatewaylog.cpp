// SPDX-License-Identifier: Apache-2.0
#include "otaserver/gatewaylog.h"

#include "base/bytes.h"
#include "otaserver/serverlog.h"

#include <QCoreApplication>

namespace ota {

namespace {

using Level = ServerLogLine::Level;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(GatewayLog)
};

QString textOf(const QJsonObject& data, const char* name)
{
    return data[QLatin1StringView(name)].toString();
}

Level levelOf(const QJsonObject& request)
{
    const int status = request[QStringLiteral("status")].toInt();
    return status >= 500                                                  ? Level::Bad
           : status >= 400 || request[QStringLiteral("refused")].toBool() ? Level::Warning
                                                                          : Level::Info;
}

/// `40 B in, 12 B out`
QString bytesText(const QJsonObject& request)
{
    const qint64 in = request[QStringLiteral("bytes_in")].toInteger();
    const qint64 out = request[QStringLiteral("bytes")].toInteger();
    QStringList parts;
    if (in > 0)
        parts << Tr::tr("%1 in").arg(humanSize(in));
    if (out > 0)
        parts << Tr::tr("%1 out").arg(humanSize(out));
    if (!request[QStringLiteral("complete")].toBool())
        parts << Tr::tr("cut off");
    return parts.join(QStringLiteral(", "));
}

void logRequest(ServerLog& log, const QJsonObject& request)
{
    const QString board = textOf(request, "board");
    const QString peer = textOf(request, "peer");
    const QString method = textOf(request, "method");
    const QString path = textOf(request, "path");
    const int status = request[QStringLiteral("status")].toInt();
    const QString answer = status > 0                                    ? QString::number(status)
                           : !textOf(request, "answer").isEmpty()        ? textOf(request, "answer")
                           : request[QStringLiteral("refused")].toBool() ? Tr::tr("closed")
                                                                         : QString();
    const QString who = board.isEmpty() ? peer : Tr::tr("%1 (%2)").arg(board, peer);
    const QString bytes = bytesText(request);
    QString text = Tr::tr("%1 %2 from %3: %4").arg(method, path, who, answer);
    if (!bytes.isEmpty())
        text += QStringLiteral(", ") + bytes;
    log.add(levelOf(request), textOf(request, "service"), text,
            {method, board.isEmpty() ? peer : board, path, answer, bytes});
}

} // namespace

void logGatewayEvent(ServerLog& log, const QString& kind, const QJsonObject& data)
{
    const QString area = QStringLiteral("exosense");
    if (kind == QStringLiteral("request"))
        return logRequest(log, data);
    if (kind == QStringLiteral("activated"))
        return log.add(Level::Good, area, Tr::tr("%1 was activated").arg(textOf(data, "board")));
    if (kind == QStringLiteral("finding"))
        log.add(Level::Warning, area,
                Tr::tr("%1: %2 %3").arg(textOf(data, "board"), textOf(data, "code"), textOf(data, "message")));
}

} // namespace ota
