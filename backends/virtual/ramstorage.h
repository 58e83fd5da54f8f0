// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "virtual/boarddefects.h"
#include "virtual/riotstorage.h"

#include <vector>

namespace ota {

/// RIOT's RAM regions `.ram.0`, `.ram.1` …: gone with the power, sequence number included.
class RamStorage final : public RiotStorage
{
public:
    RamStorage(int regions, qint64 regionBytes, DefectSet defects, RiotPrint print);

    char separator() const override { return '.'; }
    bool hasLocation(const QByteArray& name) const override { return regionOf(name).has_value(); }
    void setActive(const QByteArray& name) override;
    int start(quint64 sizeBytes) override;
    int write(quint64 offset, ByteSpan bytes) override;
    int finish() override { return riotres::ok; }
    int digest(quint64 sizeBytes, Digest& digest) override;
    int install(quint32 sequence) override;
    void erase() override;
    void purge() override;
    std::optional<quint32> known() const override { return m_sequence; }
    std::optional<quint32> sequence() const override;
    QByteArrayList describe() const override;
    QByteArray content(const QByteArray& name, qint64 offset, qint64 length) const override;

    /// How many bytes of a region are in use.
    qint64 occupied(int region) const { return m_regions[static_cast<std::size_t>(region)].occupied; }

private:
    struct Region
    {
        QByteArray bytes;
        qint64 occupied = 0;
    };

    std::optional<std::size_t> regionOf(const QByteArray& name) const;
    Region& active() { return m_regions[m_active]; }

    qint64 m_regionBytes;
    DefectSet m_defects;
    RiotPrint m_print;
    std::vector<Region> m_regions;
    std::size_t m_active = 0;
    quint32 m_sequence = 0;
};

} // namespace ota
