// SPDX-License-Identifier: Apache-2.0
#include "virtual/flashstorage.h"

#include <algorithm>
#include <utility>

namespace ota {

namespace {

constexpr qint64 headerBytes = RiotbootHeader::size;
constexpr qint64 pieceBytes = 256 * 1024;
constexpr QByteArrayView magicText("RIOT");

QByteArray hex8(quint32 value)
{
    return QByteArray::number(value, 16).rightJustified(8, '0');
}

} // namespace

QByteArray riotbootHeaderText(const SlotState& state)
{
    const quint32 magic = state.verdict == RiotbootVerdict::Magic ? 0xffffffff : RiotbootHeader::magic;
    return "Image magic_number: 0x" + hex8(magic) + "\nImage Version: 0x" + hex8(state.header.version) +
           "\nImage start address: 0x" + hex8(state.header.startAddress) + "\nHeader chksum: 0x" +
           hex8(state.checksum) + "\n\n";
}

FlashStorage::FlashStorage(BootModel& boot, DefectSet defects, RiotPrint print)
    : m_boot(boot)
    , m_defects(defects)
    , m_print(std::move(print))
{
}

int FlashStorage::start(quint64 sizeBytes)
{
    if (sizeBytes > static_cast<quint64>(m_boot.slot(0).size()) && !m_defects.has(BoardDefect::NoSpaceCheck))
        return riotres::storageExceeded;
    m_slot = m_boot.other();
    m_print("riotboot_flashwrite: initializing update to target slot " + QByteArray::number(m_slot) + '\n');
    m_header.clear();
    m_block.clear();
    m_next = 0;
    // The header goes first: from here on the slot is not valid until its image is complete.
    if (!target().eraseBlock(0) || !m_boot.beginImage(m_slot))
        return riotres::powerLost;
    if (m_defects.has(BoardDefect::BothSlotsDead) && m_boot.current() >= 0 && !m_boot.invalidate(m_boot.current()))
        return riotres::powerLost;
    return riotres::ok;
}

int FlashStorage::write(quint64 offset, ByteSpan bytes)
{
    if (static_cast<qint64>(offset) != m_next) {
        m_print("Unexpected offset: " + QByteArray::number(offset) + " - expected: " + QByteArray::number(m_next) +
                '\n');
        return riotres::storage;
    }
    if (m_next + static_cast<qint64>(bytes.size()) > target().size())
        return riotres::storageExceeded;
    while (!bytes.empty()) {
        const auto room = static_cast<std::size_t>(FlashSlot::blockBytes - m_block.size());
        const ByteSpan piece = bytes.first(std::min(room, bytes.size()));
        m_block.append(reinterpret_cast<const char*>(piece.data()), static_cast<qsizetype>(piece.size()));
        m_next += static_cast<qint64>(piece.size());
        bytes = bytes.subspan(piece.size());
        if (m_block.size() == FlashSlot::blockBytes && !flushBlock())
            return riotres::powerLost;
    }
    return riotres::ok;
}

/// Writes the block that was filled last.
bool FlashStorage::flushBlock()
{
    const qint64 begin = m_next - m_block.size();
    ByteSpan bytes = bytesOf(m_block);
    qint64 at = begin;
    if (begin == 0) {
        m_header = m_block.left(headerBytes);
        // As the board does: the magic is not taken from what was received.
        m_header.replace(0, std::min<qsizetype>(magicText.size(), m_header.size()), magicText.toByteArray());
        if (!m_defects.has(BoardDefect::TornWrite)) {
            at = std::min<qint64>(headerBytes, m_block.size());
            bytes = bytes.subspan(static_cast<std::size_t>(at));
        }
    } else if (!target().eraseBlock(begin / FlashSlot::blockBytes)) {
        return false;
    }
    const bool written = target().write(at, bytes);
    m_block.clear();
    return written;
}

int FlashStorage::finish()
{
    if (!m_block.isEmpty() && !flushBlock())
        return riotres::powerLost;
    return riotres::ok;
}

int FlashStorage::digest(quint64 sizeBytes, Digest& digest)
{
    const auto size = static_cast<qint64>(sizeBytes);
    if (size > target().size())
        return riotres::storageExceeded;
    Sha256 sha;
    sha.add(bytesOf(m_header.left(std::min(size, headerBytes))));
    for (qint64 at = headerBytes; at < size; at += pieceBytes)
        sha.add(bytesOf(target().read(at, std::min(pieceBytes, size - at))));
    digest = sha.result();
    m_digest = digest;
    m_written = size;
    return riotres::ok;
}

int FlashStorage::install(quint32 /*sequence*/)
{
    // What counts is what is in the slot now, whatever was promised: that is what will run, or not.
    if (!m_boot.completeImage(m_slot, m_written, m_digest))
        return riotres::storage;
    if (!m_defects.has(BoardDefect::TornWrite) && !target().write(0, bytesOf(m_header)))
        return riotres::powerLost;
    m_print("riotboot_flashwrite: riotboot flashing completed successfully\n");
    activate();
    return riotres::ok;
}

/// The boot loader takes the highest version. A board that installs what is not newer must take the newer one away.
void FlashStorage::activate()
{
    const bool takesAny = m_defects.has(BoardDefect::AcceptOlder) || m_defects.has(BoardDefect::ReinstallSame) ||
                          m_defects.has(BoardDefect::AcceptOlderInRevert) || m_defects.has(BoardDefect::SeqNotStored);
    const int running = m_boot.current();
    if (takesAny && running >= 0 && m_boot.state(m_slot).header.version <= m_boot.state(running).header.version)
        (void)m_boot.invalidate(running);
}

void FlashStorage::purge()
{
    for (qint64 block = 0; block * FlashSlot::blockBytes < m_next; ++block) {
        if (!target().eraseBlock(block))
            return;
    }
    m_next = 0;
}

std::optional<bool> FlashStorage::matchesOffset(quint32 offset) const
{
    return offset == m_boot.offsetOf(m_boot.other());
}

std::optional<bool> FlashStorage::isFreeSlot(quint64 slot) const
{
    return slot == static_cast<quint64>(m_boot.other());
}

std::optional<quint32> FlashStorage::sequence() const
{
    const auto highest = m_boot.highestVersion();
    return m_defects.has(BoardDefect::SeqNotStored) ? std::optional<quint32>(0) : highest;
}

QByteArray FlashStorage::content(const QByteArray& name, qint64 offset, qint64 length) const
{
    return hasLocation(name) ? m_boot.slot(m_boot.other()).read(offset, length) : QByteArray();
}

int FlashStorage::finishSlot()
{
    const SlotState state = m_boot.state(m_boot.other());
    m_print(riotbootHeaderText(state));
    return state.isValid() ? riotres::ok : riotres::invalid;
}

} // namespace ota
