// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coap/coapblock.h"
#include "coap/coapcode.h"

#include <array>
#include <string_view>

namespace ota {

/// Reads the options of a request, one after the other, without allocating: the part of the server that foreign bytes
/// reach. The spans it keeps point into the message, which must outlive it.
class CoapRequestReader
{
public:
    static constexpr std::size_t maxPathBytes = 512;

    /// Called for each option in the order of the message.
    void option(quint16 number, ByteSpan value);

    /// The Uri-Path options joined by `/`, as raw bytes: the key into a CoapTree. No escape is decoded: CoAP has none.
    std::string_view path() const { return {m_path.data(), m_pathLength}; }

    /// A segment is empty, `.` or `..`, holds NUL or `/`, or the path is over-long: no resource of ours can have it.
    bool badPath() const { return m_badPath; }

    /// An option that must be understood stands there twice, or can not be read: 4.02 (RFC 7252 5.4.5).
    bool badOption() const { return m_badOption; }

    const BlockRequest& block() const { return m_block; }
    const std::optional<BlockOption>& block1() const { return m_block1; }
    bool badBlock1() const { return m_badBlock1; }
    std::optional<quint32> size1() const { return m_size1; }
    std::optional<quint32> contentFormat() const { return m_contentFormat; }
    std::optional<quint32> observe() const { return m_observe; }
    bool ifNoneMatch() const { return m_ifNoneMatch; }
    bool hasIfMatch() const { return m_ifMatch; }
    /// The Uri-Query options joined by `&`; cut at 255 bytes.
    std::string_view query() const { return {m_query.data(), m_queryLength}; }

private:
    void pathSegment(ByteSpan value);
    void querySegment(ByteSpan value);
    void once(bool& seen);

    std::array<char, maxPathBytes> m_path;
    std::array<char, 255> m_query;
    std::size_t m_pathLength = 0;
    std::size_t m_queryLength = 0;
    bool m_pathStarted = false;
    bool m_badPath = false;
    bool m_badOption = false;
    bool m_badBlock1 = false;
    bool m_ifNoneMatch = false;
    bool m_ifMatch = false;
    bool m_acceptSeen = false;
    bool m_block2Seen = false;
    bool m_block1Seen = false;
    BlockRequest m_block;
    std::optional<BlockOption> m_block1;
    std::optional<quint32> m_size1;
    std::optional<quint32> m_contentFormat;
    std::optional<quint32> m_observe;
};

/// The key of a path given as text, with or without a leading `/`; nothing when a request could never name it.
std::optional<QByteArray> coapPathKey(const QString& path);

} // namespace ota
