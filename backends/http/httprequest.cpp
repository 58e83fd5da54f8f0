// SPDX-License-Identifier: Apache-2.0
#include "http/httprequest.h"

#include "http/httpfields.h"

namespace ota {

QString HttpPeer::toString() const
{
    const bool isV6 = address.contains(QLatin1Char(':'));
    return (isV6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(address).arg(port);
}

QString HttpRequest::parameter(QStringView name) const
{
    for (const auto& [key, value] : parameters) {
        if (key == name)
            return value;
    }
    return {};
}

std::optional<QString> HttpRequest::queryItem(QStringView name) const
{
    const auto items = parseUrlEncoded(rawQuery);
    if (!items)
        return std::nullopt;
    for (const auto& [key, value] : *items) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

bool HttpRequest::wantsJson() const
{
    return acceptsJson(headers.joined("Accept"));
}

} // namespace ota
