// SPDX-License-Identifier: Apache-2.0
#include "coap/coapsecurity.h"

#include "base/bytes.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapPsk)
};

// What the library takes.
constexpr qsizetype maxIdentityBytes = 63;
constexpr qsizetype maxKeyBytes = 64;

} // namespace

Result<CoapPsk> CoapPsk::read(const QString& text)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    if (colon <= 0)
        return failure(Error::Code::Usage, Tr::tr("a pre-shared key is written as IDENTITY:HEX"));
    CoapPsk psk;
    psk.identity = text.left(colon);
    const auto key = fromHex(QStringView(text).mid(colon + 1));
    // The message must not repeat the key.
    if (!key || key->isEmpty() || key->size() > maxKeyBytes)
        return failure(Error::Code::Usage, Tr::tr("a pre-shared key has 1 to %1 bytes in hexadecimal").arg(maxKeyBytes),
                       psk.identity);
    if (psk.identity.toUtf8().size() > maxIdentityBytes)
        return failure(Error::Code::Usage, Tr::tr("a PSK identity has at most %1 bytes").arg(maxIdentityBytes),
                       psk.identity);
    psk.key = *key;
    return psk;
}

} // namespace ota
