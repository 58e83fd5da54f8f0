// SPDX-License-Identifier: Apache-2.0
#include "timeline/reason.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ota::reason {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Reason)
};

struct Entry
{
    QLatin1StringView key;
    const char* label;
};

constexpr std::array entries{
    Entry{notNewer, QT_TRANSLATE_NOOP("Reason", "not newer than what runs")},
    Entry{sameVersion, QT_TRANSLATE_NOOP("Reason", "the same version runs already")},
    Entry{wrongTarget, QT_TRANSLATE_NOOP("Reason", "made for another device")},
    Entry{wrongSlot, QT_TRANSLATE_NOOP("Reason", "made for the other slot")},
    Entry{wrongPrecursor, QT_TRANSLATE_NOOP("Reason", "made for another base version")},
    Entry{signature, QT_TRANSLATE_NOOP("Reason", "the signature was not accepted")},
    Entry{key, QT_TRANSLATE_NOOP("Reason", "the key is not trusted")},
    Entry{algorithm, QT_TRANSLATE_NOOP("Reason", "the algorithm is not supported")},
    Entry{expired, QT_TRANSLATE_NOOP("Reason", "expired")},
    Entry{digest, QT_TRANSLATE_NOOP("Reason", "the digest does not match")},
    Entry{size, QT_TRANSLATE_NOOP("Reason", "the size is wrong")},
    Entry{format, QT_TRANSLATE_NOOP("Reason", "the form is wrong")},
    Entry{noSpace, QT_TRANSLATE_NOOP("Reason", "not enough space")},
    Entry{notFound, QT_TRANSLATE_NOOP("Reason", "not found")},
    Entry{auth, QT_TRANSLATE_NOOP("Reason", "not authorised")},
    Entry{network, QT_TRANSLATE_NOOP("Reason", "a network fault")},
    Entry{timeout, QT_TRANSLATE_NOOP("Reason", "no answer in time")},
    Entry{tls, QT_TRANSLATE_NOOP("Reason", "the secure connection failed")},
    Entry{redirect, QT_TRANSLATE_NOOP("Reason", "a redirect was not followed")},
    Entry{busy, QT_TRANSLATE_NOOP("Reason", "busy")},
    Entry{consent, QT_TRANSLATE_NOOP("Reason", "waiting for the user's consent")},
    Entry{power, QT_TRANSLATE_NOOP("Reason", "the power was cut")},
    Entry{user, QT_TRANSLATE_NOOP("Reason", "ended by a person")},
    Entry{boot, QT_TRANSLATE_NOOP("Reason", "the new software did not boot")},
    Entry{health, QT_TRANSLATE_NOOP("Reason", "the new software is not healthy")},
    Entry{notApplied, QT_TRANSLATE_NOOP("Reason", "installed, but the old software runs")},
    Entry{loop, QT_TRANSLATE_NOOP("Reason", "the same update again and again")},
    Entry{providerGone, QT_TRANSLATE_NOOP("Reason", "the provider has gone")},
    Entry{sysupgradeMissing, QT_TRANSLATE_NOOP("Reason", "sysupgrade is not there")},
    Entry{pathTooLong, QT_TRANSLATE_NOOP("Reason", "the path is too long")},
    Entry{internal, QT_TRANSLATE_NOOP("Reason", "an internal fault of the device")},
    Entry{unknown, QT_TRANSLATE_NOOP("Reason", "no reason given")},
};

bool isNumber(QStringView text)
{
    bool good = false;
    (void)text.toInt(&good);
    return good;
}

bool isCoapCode(QStringView text)
{
    return text.size() == 4 && text[0].isDigit() && text[1] == u'.' && text[2].isDigit() && text[3].isDigit();
}

bool isHex(QStringView text)
{
    bool good = false;
    (void)text.toUInt(&good, 16);
    return good;
}

} // namespace

QString http(int status)
{
    return QStringLiteral("HTTP_%1").arg(status);
}

QString curl(int code)
{
    return QStringLiteral("CURL_%1").arg(code);
}

QString coap(int codeClass, int code)
{
    return QStringLiteral("COAP_%1.%2").arg(codeClass).arg(code, 2, 10, QLatin1Char('0'));
}

QString bdx(quint32 code)
{
    return QStringLiteral("BDX_%1").arg(code, 4, 16, QLatin1Char('0'));
}

QString verify(int code)
{
    return QStringLiteral("VERIFY_%1").arg(code);
}

QString err(const QString& text)
{
    return QStringLiteral("ERR_") + text;
}

QStringList all()
{
    QStringList keys;
    for (const Entry& entry : entries)
        keys << QString(entry.key);
    return keys;
}

bool isKnown(QStringView text)
{
    if (std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) { return text == entry.key; }))
        return true;
    if (text.startsWith(u"HTTP_"))
        return isNumber(text.mid(5));
    if (text.startsWith(u"CURL_"))
        return isNumber(text.mid(5));
    if (text.startsWith(u"COAP_"))
        return isCoapCode(text.mid(5));
    if (text.startsWith(u"BDX_"))
        return isHex(text.mid(4));
    if (text.startsWith(u"VERIFY_"))
        return isNumber(text.mid(7));
    return text.startsWith(u"ERR_") && text.size() > 4;
}

QString label(const QString& text)
{
    for (const Entry& entry : entries) {
        if (text == entry.key)
            return Tr::tr(entry.label);
    }
    if (text.startsWith(u"HTTP_"))
        return Tr::tr("HTTP status %1").arg(text.mid(5));
    if (text.startsWith(u"COAP_"))
        return Tr::tr("CoAP answer %1").arg(text.mid(5));
    return text;
}

} // namespace ota::reason
