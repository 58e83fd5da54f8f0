// SPDX-License-Identifier: Apache-2.0
#include "coap/coapcode.h"

#include <array>

namespace ota {

QString CoapCode::text() const
{
    static constexpr std::array<const char*, 8> methods = {nullptr,  "GET",   "POST",  "PUT",
                                                           "DELETE", "FETCH", "PATCH", "iPATCH"};
    if (isRequest() && value < methods.size())
        return QString::fromLatin1(methods[value]);
    return QStringLiteral("%1.%2").arg(codeClass()).arg(detail(), 2, 10, QLatin1Char('0'));
}

QString CoapCode::meaning() const
{
    switch (value) {
    case 0x41:
        return QStringLiteral("Created");
    case 0x42:
        return QStringLiteral("Deleted");
    case 0x43:
        return QStringLiteral("Valid");
    case 0x44:
        return QStringLiteral("Changed");
    case 0x45:
        return QStringLiteral("Content");
    case 0x5f:
        return QStringLiteral("Continue");
    case 0x80:
        return QStringLiteral("Bad Request");
    case 0x81:
        return QStringLiteral("Unauthorized");
    case 0x82:
        return QStringLiteral("Bad Option");
    case 0x83:
        return QStringLiteral("Forbidden");
    case 0x84:
        return QStringLiteral("Not Found");
    case 0x85:
        return QStringLiteral("Method Not Allowed");
    case 0x86:
        return QStringLiteral("Not Acceptable");
    case 0x88:
        return QStringLiteral("Request Entity Incomplete");
    case 0x89:
        return QStringLiteral("Conflict");
    case 0x8c:
        return QStringLiteral("Precondition Failed");
    case 0x8d:
        return QStringLiteral("Request Entity Too Large");
    case 0x8f:
        return QStringLiteral("Unsupported Content-Format");
    case 0x96:
        return QStringLiteral("Unprocessable Entity");
    case 0x9d:
        return QStringLiteral("Too Many Requests");
    case 0xa0:
        return QStringLiteral("Internal Server Error");
    case 0xa1:
        return QStringLiteral("Not Implemented");
    case 0xa2:
        return QStringLiteral("Bad Gateway");
    case 0xa3:
        return QStringLiteral("Service Unavailable");
    case 0xa4:
        return QStringLiteral("Gateway Timeout");
    case 0xa5:
        return QStringLiteral("Proxying Not Supported");
    default:
        return {};
    }
}

} // namespace ota
