// SPDX-License-Identifier: Apache-2.0
#include "http/httpserver.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpListen)
};

} // namespace

Result<HttpListen> HttpListen::parse(const QString& text)
{
    HttpListen listen;
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    QString host = colon < 0 ? QString() : text.left(colon);
    bool isNumber = false;
    listen.port = text.mid(colon + 1).toUShort(&isNumber);
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    else if (host.contains(QLatin1Char(':')))
        isNumber = false; // An IPv6 address without brackets: nobody can tell where the port begins.
    if (!isNumber)
        return failure(Error::Code::Usage, Tr::tr("%1 is not ADDRESS:PORT").arg(text), {},
                       Tr::tr("For example 127.0.0.1:8080, [::1]:8080 or *:8080; port 0 is any free one."));
    if (!host.isEmpty())
        listen.host = host;
    return listen;
}

} // namespace ota
