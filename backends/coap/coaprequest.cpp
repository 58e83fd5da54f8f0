// SPDX-License-Identifier: Apache-2.0
#include "coap/coaprequest.h"

#include <QStringList>

#include <algorithm>
#include <cstring>

namespace ota {

namespace {

bool isGoodSegment(ByteSpan value)
{
    if (value.empty() || (value.size() == 1 && value[0] == '.') ||
        (value.size() == 2 && value[0] == '.' && value[1] == '.'))
        return false;
    return std::none_of(value.begin(), value.end(), [](std::uint8_t byte) { return byte == 0 || byte == '/'; });
}

} // namespace

void CoapRequestReader::once(bool& seen)
{
    if (seen)
        m_badOption = true;
    seen = true;
}

void CoapRequestReader::option(quint16 number, ByteSpan value)
{
    switch (number) {
    case coapoption::uriPath:
        pathSegment(value);
        break;
    case coapoption::uriQuery:
        querySegment(value);
        break;
    case coapoption::etag:
        if (m_block.etagCount < m_block.etags.size())
            m_block.etags[m_block.etagCount++] = value;
        break;
    case coapoption::accept:
        once(m_acceptSeen);
        m_block.accept = readCoapUint(value);
        m_badOption = m_badOption || value.size() > 2;
        break;
    case coapoption::block2:
        once(m_block2Seen);
        m_block.block2 = BlockOption::read(value);
        m_block.badBlock2 = !m_block.block2;
        break;
    case coapoption::block1:
        once(m_block1Seen);
        m_block1 = BlockOption::read(value);
        m_badBlock1 = !m_block1;
        break;
    case coapoption::size1:
        m_size1 = readCoapUint(value);
        break;
    case coapoption::contentFormat:
        m_contentFormat = readCoapUint(value);
        break;
    case coapoption::observe:
        m_observe = readCoapUint(value);
        break;
    case coapoption::ifNoneMatch:
        m_ifNoneMatch = true;
        break;
    case coapoption::ifMatch:
        m_ifMatch = true;
        break;
    default:
        break; // Unknown critical options are the library's business, elective ones nobody's.
    }
}

void CoapRequestReader::pathSegment(ByteSpan value)
{
    const std::size_t separator = m_pathStarted ? 1 : 0;
    m_pathStarted = true;
    if (m_badPath)
        return;
    if (!isGoodSegment(value) || m_pathLength + separator + value.size() > m_path.size()) {
        m_badPath = true;
        return;
    }
    if (separator)
        m_path[m_pathLength++] = '/';
    std::memcpy(m_path.data() + m_pathLength, value.data(), value.size());
    m_pathLength += value.size();
}

void CoapRequestReader::querySegment(ByteSpan value)
{
    const auto room = [this] {
        return m_query.size() - m_queryLength;
    };
    if (m_queryLength > 0 && room() > 0)
        m_query[m_queryLength++] = '&';
    const std::size_t length = std::min(value.size(), room());
    std::copy_n(value.begin(), length, m_query.begin() + static_cast<std::ptrdiff_t>(m_queryLength));
    m_queryLength += length;
}

std::optional<QByteArray> coapPathKey(const QString& path)
{
    QStringView rest = path;
    if (rest.startsWith(QLatin1Char('/')))
        rest = rest.mid(1);
    CoapRequestReader reader;
    if (!rest.isEmpty()) {
        for (const QStringView segment : rest.split(QLatin1Char('/'))) {
            const QByteArray bytes = segment.toUtf8();
            if (bytes.size() > 255) // RFC 7252 5.10: the longest Uri-Path option
                return std::nullopt;
            reader.option(coapoption::uriPath, bytesOf(bytes));
        }
    }
    if (reader.badPath())
        return std::nullopt;
    return QByteArray(reader.path().data(), static_cast<qsizetype>(reader.path().size()));
}

} // namespace ota
