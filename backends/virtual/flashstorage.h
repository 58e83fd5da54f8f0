// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "virtual/bootmodel.h"
#include "virtual/riotstorage.h"

namespace ota {

/// RIOT's flash writer: the component with the empty name goes into the slot that does not run. The header is held back
/// until the digest is good, so that a power cut leaves the old or the new slot and nothing between
/// (spec/suit-coap.md 2.10).
class FlashStorage final : public RiotStorage
{
public:
    FlashStorage(BootModel& boot, DefectSet defects, RiotPrint print);

    char separator() const override { return 0; }
    bool hasLocation(const QByteArray& name) const override { return name.isEmpty(); }
    void setActive(const QByteArray& /*name*/) override {}
    int start(quint64 sizeBytes) override;
    int write(quint64 offset, ByteSpan bytes) override;
    int finish() override;
    int digest(quint64 sizeBytes, Digest& digest) override;
    int install(quint32 sequence) override;
    void erase() override {}
    void purge() override;
    std::optional<bool> matchesOffset(quint32 offset) const override;
    std::optional<bool> isFreeSlot(quint64 slot) const override;
    std::optional<quint32> known() const override { return m_boot.highestVersion(); }
    std::optional<quint32> sequence() const override;
    QByteArrayList describe() const override { return {QByteArrayLiteral("Flashwrite slot 0: \"\"")}; }
    QByteArray content(const QByteArray& name, qint64 offset, qint64 length) const override;

    /// After an update: the header of the slot that was not running, as the board prints it. 0 when it is valid.
    int finishSlot();

private:
    FlashSlot& target() { return m_boot.slot(m_slot); }
    bool flushBlock();
    void activate();

    BootModel& m_boot;
    DefectSet m_defects;
    RiotPrint m_print;
    int m_slot = 1;
    QByteArray m_header;  ///< Held back.
    QByteArray m_block;   ///< The block that is being filled, from its beginning.
    qint64 m_next = 0;    ///< Where the next byte goes.
    qint64 m_written = 0; ///< Size of the image that was hashed last.
    Digest m_digest;
};

/// What riotboot prints of a header.
QByteArray riotbootHeaderText(const SlotState& state);

} // namespace ota
