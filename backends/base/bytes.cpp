// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"

#include <QCoreApplication>

#include <array>

namespace ota {

namespace {

int hexValue(char16_t c)
{
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    if (c >= u'a' && c <= u'f')
        return c - u'a' + 10;
    if (c >= u'A' && c <= u'F')
        return c - u'A' + 10;
    return -1;
}

template<typename T>
T readLe(const std::uint8_t* at)
{
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = static_cast<T>(value | static_cast<T>(static_cast<T>(at[i]) << (8 * i)));
    return value;
}

template<typename T>
T readBe(const std::uint8_t* at)
{
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = static_cast<T>(value | static_cast<T>(static_cast<T>(at[i]) << (8 * (sizeof(T) - 1 - i))));
    return value;
}

template<typename T>
void writeLe(std::uint8_t* at, T value)
{
    for (std::size_t i = 0; i < sizeof(T); ++i)
        at[i] = static_cast<std::uint8_t>(value >> (8 * i));
}

} // namespace

ByteSpan bytesOf(QByteArrayView bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}

QString toHex(ByteSpan bytes)
{
    static constexpr char16_t digits[] = u"0123456789abcdef";
    QString text(static_cast<qsizetype>(bytes.size()) * 2, Qt::Uninitialized);
    QChar* out = text.data();
    for (const std::uint8_t byte : bytes) {
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
    }
    return text;
}

QString toHex(QByteArrayView bytes)
{
    return toHex(bytesOf(bytes));
}

Result<QByteArray> fromHex(QStringView text)
{
    QByteArray bytes;
    bytes.reserve(text.size() / 2);
    int high = -1;
    for (const QChar c : text) {
        if (high < 0 && (c.isSpace() || c == u':'))
            continue;
        const int value = hexValue(c.unicode());
        if (value < 0)
            return failure(Error::Code::BadInput,
                           QCoreApplication::translate("bytes", "'%1' is not a hexadecimal digit").arg(c));
        if (high < 0) {
            high = value;
            continue;
        }
        bytes.append(static_cast<char>(high << 4 | value));
        high = -1;
    }
    if (high >= 0)
        return failure(Error::Code::BadInput,
                       QCoreApplication::translate("bytes", "an odd number of hexadecimal digits"));
    return bytes;
}

std::uint16_t readLe16(const std::uint8_t* at)
{
    return readLe<std::uint16_t>(at);
}

std::uint32_t readLe32(const std::uint8_t* at)
{
    return readLe<std::uint32_t>(at);
}

std::uint64_t readLe64(const std::uint8_t* at)
{
    return readLe<std::uint64_t>(at);
}

std::uint16_t readBe16(const std::uint8_t* at)
{
    return readBe<std::uint16_t>(at);
}

std::uint32_t readBe32(const std::uint8_t* at)
{
    return readBe<std::uint32_t>(at);
}

std::uint64_t readBe64(const std::uint8_t* at)
{
    return readBe<std::uint64_t>(at);
}

void writeLe16(std::uint8_t* at, std::uint16_t value)
{
    writeLe(at, value);
}

void writeLe32(std::uint8_t* at, std::uint32_t value)
{
    writeLe(at, value);
}

void writeLe64(std::uint8_t* at, std::uint64_t value)
{
    writeLe(at, value);
}

QString humanSize(qint64 bytes)
{
    static const std::array units{"B", "KiB", "MiB", "GiB", "TiB"};
    if (bytes < 1024)
        return QStringLiteral("%1 B").arg(bytes);
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return QString::number(value, 'f', value < 100 ? 1 : 0) + QLatin1Char(' ') + QLatin1String(units[unit]);
}

} // namespace ota
