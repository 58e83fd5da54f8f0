// SPDX-License-Identifier: Apache-2.0
#include "crypto/openssl.h"

namespace ota::openssl {

QString takeError()
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char* reason = ERR_reason_error_string(code);
    return reason ? QString::fromLatin1(reason) : QStringLiteral("OpenSSL %1").arg(code, 0, 16);
}

Bio reader(QByteArrayView bytes)
{
    return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

Bio secretWriter()
{
    return Bio(BIO_new(BIO_s_secmem()));
}

Bio writer()
{
    return Bio(BIO_new(BIO_s_mem()));
}

QByteArray content(const Bio& bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return size > 0 ? QByteArray(data, size) : QByteArray();
}

} // namespace ota::openssl
