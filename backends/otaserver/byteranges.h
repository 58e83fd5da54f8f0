// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <map>

namespace ota {

/// Which bytes of a file somebody has got: ranges that come in any order, again, and over each other. It has a bound:
/// who takes a file in very many pieces with gaps between is not followed into each of them.
class ByteRanges final
{
public:
    static constexpr std::size_t mostRanges = 256;

    /// Bytes [begin, end).
    void add(quint64 begin, quint64 end);
    bool contains(quint64 byte) const;
    /// Without repeats.
    quint64 total() const { return m_total; }

private:
    std::map<quint64, quint64> m_ranges; ///< Begin → end; they do not touch each other.
    quint64 m_total = 0;
};

} // namespace ota
