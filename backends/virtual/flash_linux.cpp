// SPDX-License-Identifier: Apache-2.0
#include "virtual/flash.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace ota {

namespace {

constexpr int quartersOfAll = 4;

qint64 fileSize(int file)
{
    struct stat status = {};
    return ::fstat(file, &status) == 0 ? status.st_size : 0;
}

} // namespace

bool FlashPower::step(FlashStep step)
{
    if (!m_on)
        return false;
    step.number = ++m_steps;
    if (m_observer && !m_observer(step))
        m_on = false;
    return m_on;
}

FlashSlot::FlashSlot(int index, qint64 sizeBytes, FlashPower& power)
    : m_index(index)
    , m_size(sizeBytes)
    , m_power(power)
{
}

FlashSlot::~FlashSlot()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<std::unique_ptr<FlashSlot>> FlashSlot::open(const QString& path, int index, qint64 sizeBytes, FlashPower& power)
{
    std::unique_ptr<FlashSlot> slot(new FlashSlot(index, sizeBytes, power));
    slot->m_file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (slot->m_file < 0)
        return failure(Error::Code::Io, qt_error_string(errno), path);
    return slot;
}

QByteArray FlashSlot::read(qint64 offset, qint64 length) const
{
    Q_ASSERT(offset >= 0 && length >= 0);
    QByteArray bytes(std::clamp<qint64>(m_size - offset, 0, length), '\xff');
    qint64 done = 0;
    while (done < bytes.size()) {
        const auto got =
            ::pread(m_file, bytes.data() + done, static_cast<std::size_t>(bytes.size() - done), offset + done);
        if (got <= 0)
            break; // The rest was never written.
        done += got;
    }
    return bytes;
}

bool FlashSlot::eraseBlock(qint64 block)
{
    const qint64 offset = block * blockBytes;
    // What the file does not reach is erased already.
    const qint64 length = std::clamp<qint64>(fileSize(m_file) - offset, 0, blockBytes);
    const QByteArray erased(length, '\xff');
    return put(FlashStep::Kind::Erase, offset, bytesOf(erased));
}

bool FlashSlot::write(qint64 offset, ByteSpan bytes)
{
    Q_ASSERT(offset >= 0 && offset + static_cast<qint64>(bytes.size()) <= m_size);
    return put(FlashStep::Kind::Write, offset, bytes);
}

bool FlashSlot::put(FlashStep::Kind kind, qint64 offset, ByteSpan bytes)
{
    FlashStep step{.kind = kind, .slot = m_index, .offset = offset, .length = static_cast<qint64>(bytes.size())};
    if (!m_power.isObserved())
        return m_power.step(step) && putPiece(offset, bytes);
    for (; step.quarters < quartersOfAll; ++step.quarters) {
        if (!m_power.step(step))
            return false;
        const std::size_t begin = bytes.size() * static_cast<std::size_t>(step.quarters) / quartersOfAll;
        const std::size_t end = bytes.size() * static_cast<std::size_t>(step.quarters + 1) / quartersOfAll;
        if (!putPiece(offset + static_cast<qint64>(begin), bytes.subspan(begin, end - begin)))
            return false;
    }
    return m_power.step(step);
}

bool FlashSlot::putPiece(qint64 offset, ByteSpan bytes)
{
    while (!bytes.empty()) {
        const auto written = ::pwrite(m_file, bytes.data(), bytes.size(), offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        offset += written;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace ota
