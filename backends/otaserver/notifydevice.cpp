// SPDX-License-Identifier: Apache-2.0
#include "otaserver/notifydevice.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(NotifyDevice)
};

/// The literal in its shortest form; empty when it is none. QHostAddress alone would take `1` for 0.0.0.1.
QString ipLiteral(const QString& host)
{
    static const QRegularExpression dotted(QStringLiteral("^\\d{1,3}(\\.\\d{1,3}){3}$"));
    if (!host.contains(u':') && !dotted.match(host).hasMatch())
        return {};
    QHostAddress address;
    return address.setAddress(host) ? address.toString() : QString();
}

/// What CoAP would take as a name, and no name server can know.
bool isName(const QString& host)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?$"));
    static const QRegularExpression numbers(QStringLiteral("^[0-9.]+$"));
    return name.match(host).hasMatch() && !numbers.match(host).hasMatch();
}

} // namespace

NotifyDevice readNotifyDevice(const QString& text)
{
    NotifyDevice device;
    device.given = text.trimmed();
    auto uri = CoapUri::readDevice(device.given);
    if (!uri) {
        device.wrong = uri.error().message;
        return device;
    }
    device.uri = std::move(*uri);
    if (const QString literal = ipLiteral(device.uri.host); !literal.isEmpty())
        device.uri.host = literal;
    else if (!isName(device.uri.host))
        device.wrong = Tr::tr("\"%1\" is neither an IP address nor a host name").arg(device.uri.host);
    while (!device.uri.path.isEmpty() && device.uri.path.constLast().isEmpty())
        device.uri.path.removeLast(); // `host/` and `host` are the same device.
    return device;
}

Result<std::vector<NotifyDevice>> readNotifyDevices(const QString& list)
{
    std::vector<NotifyDevice> devices;
    const QStringList elements = list.split(u',');
    for (const QString& element : elements) {
        if (element.trimmed().isEmpty())
            continue;
        NotifyDevice device = readNotifyDevice(element);
        const bool twice = std::any_of(devices.begin(), devices.end(), [&](const NotifyDevice& other) {
            return device.wrong.isEmpty() && other.wrong.isEmpty() ? other.uri == device.uri
                                                                   : other.given == device.given;
        });
        if (twice)
            return failure(Error::Code::BadInput, Tr::tr("the device %1 is named twice").arg(device.given));
        devices.push_back(std::move(device));
    }
    return devices;
}

QString unbracketedHost(const QString& host)
{
    return host.startsWith(u'[') && host.endsWith(u']') ? host.sliced(1, host.size() - 2) : host;
}

QString bracketedHost(const QString& host)
{
    const QString bare = unbracketedHost(host);
    return bare.contains(u':') ? QString(u'[' + bare + u']') : bare;
}

bool isLoopbackHost(const QString& host)
{
    const QString bare = unbracketedHost(host);
    return bare.compare(QStringLiteral("localhost"), Qt::CaseInsensitive) == 0 ||
           (!ipLiteral(bare).isEmpty() && QHostAddress(bare).isLoopback());
}

} // namespace ota
