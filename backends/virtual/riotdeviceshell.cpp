// SPDX-License-Identifier: Apache-2.0
// The shell of a virtual RIOT device.
#include "virtual/riotdevice.h"

#include <QFile>

#include <algorithm>

namespace ota {

namespace {

constexpr qint64 contentLimit = 64 * 1024; ///< Shown at once.

} // namespace

void RiotDevice::type(const QByteArray& text)
{
    const std::scoped_lock lock(m_shellMutex);
    if (m_shell && m_power.isOn())
        m_shell->feed(text);
}

std::vector<RiotShell::Command> RiotDevice::shellCommands()
{
    std::vector<RiotShell::Command> commands{
        {"lsstorage", "Print the available storage paths",
         [this](const QByteArrayList&) {
             for (const auto& storage : m_storages) {
                 for (const QByteArray& line : storage->describe())
                     print(line + '\n');
             }
         }},
        {"storage_content", "Print the slot content",
         [this](const QByteArrayList& words) {
             onStorageContent(words);
         }},
        {"suit", "Trigger a SUIT firmware update",
         [this](const QByteArrayList& words) {
             onSuit(words);
         }},
        {"version", "Prints current RIOT_VERSION",
         [this](const QByteArrayList&) {
             print(QByteArray(riotVersion) + '\n');
         }},
    };
    if (!m_boot)
        return commands;
    commands.push_back({"current_slot", "Print current slot number", [this](const QByteArrayList&) {
                            print("Running from slot " + QByteArray::number(reportedSlot().value_or(-1)) + '\n');
                        }});
    commands.push_back({"riotboot_hdr", "Print current slot header", [this](const QByteArrayList&) {
                            const std::scoped_lock lock(m_device);
                            print(riotbootHeaderText(m_boot->state(reportedSlot().value_or(0))));
                        }});
    return commands;
}

void RiotDevice::onSuit(const QByteArrayList& words)
{
    const QByteArray verb = words.value(1);
    if (verb == "fetch" && words.size() == 3) {
        trigger(words[2]);
    } else if (verb == "seq_no" && words.size() == 2) {
        if (const auto highest = highestSequence())
            print("seq_no: 0x" + QByteArray::number(*highest, 16).rightJustified(8, '0') + '\n');
        else
            print("error: no sequence number found\n");
    } else if (verb == "revert" && m_boot && words.size() == 2) {
        onRevert();
    } else {
        print("usage: suit fetch <manifest url>\n       suit seq_no\n");
        if (m_boot)
            print("       suit revert\n");
    }
}

std::optional<quint32> RiotDevice::highestSequence() const
{
    std::optional<quint32> highest;
    for (const auto& storage : m_storages) {
        if (const auto known = storage->sequence())
            highest = std::max(highest.value_or(0), *known);
    }
    return highest;
}

/// Takes away the newest image; the other one runs after the next restart.
void RiotDevice::onRevert()
{
    const std::scoped_lock lock(m_device);
    const SlotState a = m_boot->state(0);
    const SlotState b = m_boot->state(1);
    if (!a.isValid() || !b.isValid()) {
        const int bad = a.isValid() ? 1 : 0;
        print("riotboot_flashwrite: abort, can not erase slot[" + QByteArray::number(1 - bad) + "], other slot[" +
              QByteArray::number(bad) + "] is invalid\n");
        return;
    }
    if (m_boot->invalidate(b.header.version > a.header.version ? 1 : 0))
        setReverted(true);
}

bool RiotDevice::isReverted() const
{
    return QFile::exists(path(QStringLiteral("reverted")));
}

void RiotDevice::setReverted(bool reverted)
{
    QFile mark(path(QStringLiteral("reverted")));
    if (reverted)
        (void)mark.open(QIODevice::WriteOnly);
    else
        mark.remove();
}

void RiotDevice::onStorageContent(const QByteArrayList& words)
{
    if (words.size() < 4) {
        print("usage: storage_content <storage_id> <addr> <len>\n");
        return;
    }
    const qint64 offset = std::max<qint64>(words[2].toLongLong(), 0);
    const qint64 length = std::clamp<qint64>(words[3].toLongLong(), 0, contentLimit);
    for (const auto& storage : m_storages) {
        if (storage->hasLocation(words[1])) {
            const QByteArray bytes = storage->content(words[1], offset, length);
            print(bytes.toHex().toUpper() + '\n');
            return;
        }
    }
    print("No storage with id \"" + words[1] + "\" present\n");
}

} // namespace ota
