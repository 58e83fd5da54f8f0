// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "coap/coapuri.h"

#include <QString>

#include <vector>

namespace ota {

/// A device as somebody wrote it in a notification: `[2001:db8::2]`, `2001:db8::2`, `192.0.2.7:5683/notify`,
/// `coaps://board.lan`, `[fe80::1%eth0]`.
struct NotifyDevice
{
    QString given; ///< Trimmed.
    CoapUri uri;   ///< An IPv6 literal in its shortest form.
    QString wrong; ///< Why this is no address; empty when it is one.

    bool isIpv6() const { return uri.host.contains(QLatin1Char(':')); }
};

/// One element. Never fails: what is wrong is in the result, because the other devices are notified all the same.
NotifyDevice readNotifyDevice(const QString& text);

/// The comma separated list of a request: trimmed, empty elements dropped. Error: BadInput when the same device stands
/// there twice; it would be told twice.
Result<std::vector<NotifyDevice>> readNotifyDevices(const QString& list);

/// `host` with brackets exactly where it is an IPv6 literal; brackets that are there already are kept once.
QString bracketedHost(const QString& host);
QString unbracketedHost(const QString& host);

/// 127.0.0.0/8, ::1, localhost. With or without brackets.
bool isLoopbackHost(const QString& host);

} // namespace ota
