// SPDX-License-Identifier: Apache-2.0
#include "coap/coapuri.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QStringList>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapUri)
};

constexpr qsizetype maxOptionBytes = 255; // RFC 7252 5.10

Result<QByteArray> unescaped(QStringView text)
{
    const QByteArray bytes = text.toUtf8();
    QByteArray out;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '%') {
            out += bytes[i];
            continue;
        }
        bool ok = false;
        const uint value = bytes.mid(i + 1, 2).toUInt(&ok, 16);
        if (!ok || i + 2 >= bytes.size())
            return failure(Error::Code::BadInput, Tr::tr("a %-escape that is none"), text.toString());
        out += static_cast<char>(value);
        i += 2;
    }
    return out;
}

Result<QByteArrayList> parts(QStringView text, QChar separator)
{
    QByteArrayList list;
    for (const QStringView part : text.split(separator)) {
        auto value = unescaped(part);
        if (!value)
            return failure(value.error());
        if (value->size() > maxOptionBytes)
            return failure(Error::Code::BadInput, Tr::tr("a part of %1 bytes; CoAP allows 255").arg(value->size()));
        list << *value;
    }
    return list;
}

QString escaped(const QByteArray& part, const char* allowed)
{
    // RFC 3986: unreserved and sub-delims stand as they are, except for the separators.
    return QString::fromLatin1(part.toPercentEncoding(QByteArray("!$'()*+,;=:@").append(allowed)));
}

Result<> readPort(QStringView text, quint16& port)
{
    bool ok = false;
    const uint value = text.toUInt(&ok);
    if (!ok || value == 0 || value > 65535)
        return failure(Error::Code::BadInput, Tr::tr("'%1' is no port: 1 to 65535").arg(text));
    port = static_cast<quint16>(value);
    return {};
}

Result<> checkLiteral(const QString& host)
{
    if (QHostAddress(host).protocol() != QAbstractSocket::IPv6Protocol)
        return failure(Error::Code::BadInput, Tr::tr("'%1' is no IPv6 address").arg(host));
    return {};
}

Result<> readAuthority(QStringView text, CoapUri& uri)
{
    if (text.contains(QLatin1Char('@')))
        return failure(Error::Code::BadInput, Tr::tr("CoAP has no user names"));
    if (text.startsWith(QLatin1Char('['))) {
        const qsizetype close = text.indexOf(QLatin1Char(']'));
        if (close < 0)
            return failure(Error::Code::BadInput, Tr::tr("'[' without ']'"));
        uri.host = text.mid(1, close - 1).toString();
        // RFC 6874 writes the zone's % as an escape.
        uri.host.replace(QStringLiteral("%25"), QStringLiteral("%"));
        if (auto good = checkLiteral(uri.host); !good)
            return good;
        const QStringView rest = text.mid(close + 1);
        if (rest.isEmpty())
            return {};
        if (!rest.startsWith(QLatin1Char(':')))
            return failure(Error::Code::BadInput, Tr::tr("'%1' behind ']'").arg(rest));
        return rest.size() == 1 ? Result<>() : readPort(rest.mid(1), uri.port);
    }
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    auto host = unescaped(colon < 0 ? text : text.first(colon));
    if (!host)
        return failure(host.error());
    uri.host = QString::fromUtf8(*host).toLower();
    const bool bad =
        std::any_of(uri.host.begin(), uri.host.end(), [](QChar c) { return c.isSpace() || c < QLatin1Char(' '); });
    if (uri.host.isEmpty() || bad || host->size() > maxOptionBytes)
        return failure(Error::Code::BadInput, Tr::tr("no host"));
    return colon < 0 || colon + 1 == text.size() ? Result<>() : readPort(text.mid(colon + 1), uri.port);
}

Result<CoapUri> readAfterScheme(QStringView text, bool secure)
{
    CoapUri uri;
    uri.secure = secure;
    uri.port = secure ? CoapUri::securePort : CoapUri::plainPort;
    if (text.contains(QLatin1Char('#')))
        return failure(Error::Code::BadInput, Tr::tr("a CoAP URI has no fragment"));
    const qsizetype question = text.indexOf(QLatin1Char('?'));
    const QStringView front = question < 0 ? text : text.first(question);
    const qsizetype slash = front.indexOf(QLatin1Char('/'));
    if (auto read = readAuthority(slash < 0 ? front : front.first(slash), uri); !read)
        return failure(read.error());
    const QStringView path = slash < 0 ? QStringView() : front.mid(slash + 1);
    if (!path.isEmpty()) {
        auto segments = parts(path, QLatin1Char('/'));
        if (!segments)
            return failure(segments.error());
        uri.path = *segments;
    }
    if (question >= 0 && question + 1 < text.size()) {
        auto query = parts(text.mid(question + 1), QLatin1Char('&'));
        if (!query)
            return failure(query.error());
        uri.query = *query;
    }
    return uri;
}

} // namespace

Result<CoapUri> CoapUri::read(const QString& text)
{
    const auto read = [&]() -> Result<CoapUri> {
        if (text.startsWith(QStringLiteral("coap://"), Qt::CaseInsensitive))
            return readAfterScheme(QStringView(text).mid(7), false);
        if (text.startsWith(QStringLiteral("coaps://"), Qt::CaseInsensitive))
            return readAfterScheme(QStringView(text).mid(8), true);
        return failure(Error::Code::BadInput, Tr::tr("it starts with neither coap:// nor coaps://"));
    }();
    return read ? read : Result<CoapUri>(failureIn(text, read.error()));
}

Result<CoapUri> CoapUri::readDevice(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.contains(QStringLiteral("://")))
        return read(trimmed);
    const qsizetype slash = trimmed.indexOf(QLatin1Char('/'));
    const QString front = slash < 0 ? trimmed : trimmed.left(slash);
    // More than one colon and no bracket: a bare IPv6 address, which can not have a port.
    const bool bare = front.count(QLatin1Char(':')) > 1 && !front.startsWith(QLatin1Char('['));
    const QString authority = bare ? QStringLiteral("[%1]").arg(front) : front;
    const auto uri = read(QStringLiteral("coap://%1%2").arg(authority, slash < 0 ? QString() : trimmed.mid(slash)));
    if (uri)
        return uri;
    Error error = uri.error();
    error.context = trimmed;
    error.hint = Tr::tr("Write host[:port][/path], with brackets around an IPv6 address that has a port.");
    return failure(error);
}

Result<std::vector<CoapUri>> CoapUri::readDevices(const QString& text)
{
    std::vector<CoapUri> devices;
    const QStringList entries = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& entry : entries) {
        if (entry.trimmed().isEmpty())
            continue;
        auto device = readDevice(entry);
        if (!device)
            return failure(device.error());
        if (std::find(devices.begin(), devices.end(), *device) != devices.end())
            return failure(Error::Code::BadInput, Tr::tr("this device is named twice"), device->text());
        devices.push_back(std::move(*device));
    }
    if (devices.empty())
        return failure(Error::Code::BadInput, Tr::tr("no device is named"));
    return devices;
}

QString CoapUri::authority() const
{
    QString text = host;
    if (host.contains(QLatin1Char(':'))) {
        text.replace(QLatin1Char('%'), QStringLiteral("%25"));
        text = QStringLiteral("[%1]").arg(text);
    } else {
        text = QString::fromLatin1(host.toUtf8().toPercentEncoding("!$&'()*+,;="));
    }
    if (port != (secure ? securePort : plainPort))
        text += QStringLiteral(":%1").arg(port);
    return text;
}

QString CoapUri::text() const
{
    QString text = QLatin1String(secure ? "coaps://" : "coap://") + authority();
    for (const QByteArray& segment : path)
        text += QLatin1Char('/') + escaped(segment, "&");
    for (qsizetype i = 0; i < query.size(); ++i)
        text += QLatin1Char(i == 0 ? '?' : '&') + escaped(query[i], "/?");
    return text;
}

QString CoapUri::pathText() const
{
    return QString::fromUtf8(path.join('/'));
}

CoapUri CoapUri::at(const QString& otherPath) const
{
    CoapUri uri = *this;
    uri.path.clear();
    uri.query.clear();
    return uri.appended(otherPath);
}

CoapUri CoapUri::appended(const QString& morePath) const
{
    CoapUri uri = *this;
    if (!uri.path.isEmpty() && uri.path.back().isEmpty())
        uri.path.removeLast(); // `host/prefix/` and `host/prefix` mean the same here.
    const QStringList segments = morePath.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString& segment : segments)
        uri.path << segment.toUtf8();
    return uri;
}

} // namespace ota
