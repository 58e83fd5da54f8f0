// SPDX-License-Identifier: Apache-2.0
#include "virtual/ramstorage.h"

#include <algorithm>
#include <utility>

namespace ota {

namespace {

constexpr QByteArrayView prefix(".ram.");

} // namespace

RamStorage::RamStorage(int regions, qint64 regionBytes, DefectSet defects, RiotPrint print)
    : m_regionBytes(regionBytes)
    , m_defects(defects)
    , m_print(std::move(print))
    , m_regions(static_cast<std::size_t>(regions))
{
    for (Region& region : m_regions)
        region.bytes = QByteArray(regionBytes, '\0');
}

std::optional<std::size_t> RamStorage::regionOf(const QByteArray& name) const
{
    if (!name.startsWith(prefix))
        return std::nullopt;
    bool number = false;
    const uint index = name.sliced(prefix.size()).toUInt(&number);
    if (!number || index >= m_regions.size())
        return std::nullopt;
    return index;
}

void RamStorage::setActive(const QByteArray& name)
{
    if (const auto region = regionOf(name))
        m_active = *region;
}

int RamStorage::start(quint64 sizeBytes)
{
    if (sizeBytes > static_cast<quint64>(m_regionBytes) && !m_defects.has(BoardDefect::NoSpaceCheck))
        return riotres::storageExceeded;
    active().occupied = 0;
    return riotres::ok;
}

int RamStorage::write(quint64 offset, ByteSpan bytes)
{
    if (offset + bytes.size() > static_cast<quint64>(m_regionBytes))
        return riotres::storageExceeded;
    std::copy(bytes.begin(), bytes.end(), active().bytes.data() + offset);
    active().occupied += static_cast<qint64>(bytes.size());
    return riotres::ok;
}

int RamStorage::digest(quint64 sizeBytes, Digest& digest)
{
    const bool surplus = m_defects.has(BoardDefect::WritesSurplus);
    if (static_cast<quint64>(active().occupied) != sizeBytes && !surplus)
        return riotres::storageExceeded;
    digest = Digest::of(bytesOf(active().bytes).first(static_cast<std::size_t>(sizeBytes)));
    return riotres::ok;
}

int RamStorage::install(quint32 sequence)
{
    if (m_defects.has(BoardDefect::SeqNotStored))
        return riotres::ok;
    const bool forced = m_defects.has(BoardDefect::AcceptOlder) || m_defects.has(BoardDefect::AcceptOlderInRevert);
    if (m_sequence >= sequence && !forced)
        return riotres::sequence;
    m_print("Stored sequence number: " + QByteArray::number(sequence) + '\n');
    m_sequence = sequence;
    return riotres::ok;
}

void RamStorage::erase()
{
    active().bytes.fill('\0');
}

void RamStorage::purge()
{
    erase();
    active().occupied = 0;
}

std::optional<quint32> RamStorage::sequence() const
{
    m_print("Retrieved sequence number: " + QByteArray::number(m_sequence) + '\n');
    return m_sequence;
}

QByteArrayList RamStorage::describe() const
{
    QByteArrayList lines;
    for (std::size_t i = 0; i < m_regions.size(); ++i) {
        const QByteArray number = QByteArray::number(i);
        lines << "RAM slot " + number + ": \".ram." + number + '"';
    }
    return lines;
}

QByteArray RamStorage::content(const QByteArray& name, qint64 offset, qint64 length) const
{
    const auto region = regionOf(name);
    if (!region)
        return {};
    const Region& found = m_regions[*region];
    const qint64 begin = std::clamp<qint64>(offset, 0, found.occupied);
    return found.bytes.mid(begin, std::min(length, found.occupied - begin));
}

} // namespace ota
