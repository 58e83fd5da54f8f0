// SPDX-License-Identifier: Apache-2.0
#include "otaserver/byteranges.h"

#include <algorithm>
#include <iterator>

namespace ota {

void ByteRanges::add(quint64 begin, quint64 end)
{
    if (begin >= end)
        return;
    auto next = m_ranges.upper_bound(begin);
    if (next != m_ranges.begin() && std::prev(next)->second >= begin)
        --next;
    const bool isAlone = next == m_ranges.end() || next->first > end;
    if (isAlone && m_ranges.size() >= mostRanges)
        return;
    while (next != m_ranges.end() && next->first <= end) {
        begin = std::min(begin, next->first);
        end = std::max(end, next->second);
        m_total -= next->second - next->first;
        next = m_ranges.erase(next);
    }
    m_ranges.emplace_hint(next, begin, end);
    m_total += end - begin;
}

bool ByteRanges::contains(quint64 byte) const
{
    const auto next = m_ranges.upper_bound(byte);
    return next != m_ranges.begin() && std::prev(next)->second > byte;
}

} // namespace ota
