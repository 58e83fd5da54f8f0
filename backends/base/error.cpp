// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

namespace ota {

QString Error::toString() const
{
    QString text = context.isEmpty() ? message : context + QStringLiteral(": ") + message;
    if (!hint.isEmpty())
        text += QStringLiteral("\n  ") + hint;
    return text;
}

QString codeName(Error::Code code)
{
    switch (code) {
    case Error::Code::Cancelled:
        return QStringLiteral("cancelled");
    case Error::Code::Timeout:
        return QStringLiteral("timeout");
    case Error::Code::NotFound:
        return QStringLiteral("not-found");
    case Error::Code::BadInput:
        return QStringLiteral("bad-input");
    case Error::Code::Usage:
        return QStringLiteral("usage");
    case Error::Code::Io:
        return QStringLiteral("io");
    case Error::Code::Busy:
        return QStringLiteral("busy");
    case Error::Code::Protocol:
        return QStringLiteral("protocol");
    case Error::Code::Rejected:
        return QStringLiteral("rejected");
    case Error::Code::Unsupported:
        return QStringLiteral("unsupported");
    case Error::Code::Internal:
        break;
    }
    return QStringLiteral("internal");
}

int exitStatus(Error::Code code)
{
    switch (code) {
    case Error::Code::Cancelled:
        return 130;
    case Error::Code::Usage:
        return 2;
    case Error::Code::Io:
    case Error::Code::Busy:
        return 3;
    case Error::Code::Internal:
        return 5;
    default:
        return 1;
    }
}

} // namespace ota
