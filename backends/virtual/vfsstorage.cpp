// SPDX-License-Identifier: Apache-2.0
#include "virtual/vfsstorage.h"

#include "base/files.h"

#include <QDir>
#include <QFile>

#include <array>
#include <utility>

namespace ota {

namespace {

constexpr std::array<QByteArrayView, 2> files{"/nvm0/SLOT0.txt", "/nvm0/SLOT1.txt"};
constexpr qint64 maximumSequenceFile = 64;

} // namespace

VfsStorage::VfsStorage(QString root, qint64 limitBytes, DefectSet defects, bool exact, RiotPrint print)
    : m_root(std::move(root))
    , m_limitBytes(limitBytes)
    , m_defects(defects)
    , m_exact(exact)
    , m_print(std::move(print))
{
    QDir().mkpath(m_root + QStringLiteral("/nvm0"));
}

QByteArray VfsStorage::fileOf(const QByteArray& name)
{
    for (const QByteArrayView file : files) {
        // As the board does: what begins with the name is the name.
        if (name.startsWith(file))
            return file.toByteArray();
    }
    return {};
}

QString VfsStorage::hostPath(const QByteArray& file) const
{
    return m_root + QString::fromLatin1(file);
}

QString VfsStorage::sequencePath() const
{
    return m_root + QStringLiteral("/nvm0/suit_seq_no");
}

void VfsStorage::setActive(const QByteArray& name)
{
    if (const QByteArray file = fileOf(name); !file.isEmpty())
        m_active = file;
}

int VfsStorage::start(quint64 sizeBytes)
{
    // RIOT asks nothing here, and an older and longer file keeps its end.
    if (!m_exact)
        return riotres::ok;
    if (sizeBytes > static_cast<quint64>(m_limitBytes) && !m_defects.has(BoardDefect::NoSpaceCheck))
        return riotres::storageExceeded;
    erase();
    return riotres::ok;
}

int VfsStorage::write(quint64 offset, ByteSpan bytes)
{
    if (offset + bytes.size() > static_cast<quint64>(m_limitBytes))
        return riotres::storageExceeded;
    QFile file(hostPath(m_active));
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) || !file.seek(static_cast<qint64>(offset)))
        return riotres::storage;
    const auto size = static_cast<qint64>(bytes.size());
    return file.write(reinterpret_cast<const char*>(bytes.data()), size) == size ? riotres::ok
                                                                                 : riotres::storageExceeded;
}

int VfsStorage::digest(quint64 sizeBytes, Digest& digest)
{
    QFile file(hostPath(m_active));
    if (!file.open(QIODevice::ReadOnly))
        return riotres::storage;
    Sha256 sha;
    qint64 left = static_cast<qint64>(sizeBytes);
    while (left > 0) {
        const QByteArray piece = file.read(std::min<qint64>(left, 65536));
        if (piece.isEmpty())
            break; // The board hashes what its buffer held; either way it does not match.
        sha.add(bytesOf(piece));
        left -= piece.size();
    }
    digest = sha.result();
    return riotres::ok;
}

quint32 VfsStorage::storedSequence() const
{
    const auto text = readFile(sequencePath(), maximumSequenceFile);
    return text ? text->trimmed().toUInt() : 0;
}

int VfsStorage::install(quint32 sequence)
{
    if (m_defects.has(BoardDefect::SeqNotStored))
        return riotres::ok;
    const bool forced = m_defects.has(BoardDefect::AcceptOlder) || m_defects.has(BoardDefect::AcceptOlderInRevert);
    if (storedSequence() >= sequence && !forced)
        return riotres::sequence;
    return writeFileDurably(sequencePath(), QByteArray::number(sequence)) ? riotres::ok : riotres::sequence;
}

void VfsStorage::erase()
{
    QFile::remove(hostPath(m_active));
}

std::optional<quint32> VfsStorage::sequence() const
{
    const quint32 stored = storedSequence();
    m_print("Retrieved sequence number: " + QByteArray::number(stored) + '\n');
    return stored;
}

QByteArrayList VfsStorage::describe() const
{
    QByteArrayList lines;
    for (std::size_t i = 0; i < files.size(); ++i)
        lines << "VFS " + QByteArray::number(i) + ": \"" + files[i].toByteArray() + '"';
    return lines;
}

QByteArray VfsStorage::content(const QByteArray& name, qint64 offset, qint64 length) const
{
    const QByteArray known = fileOf(name);
    QFile file(hostPath(known));
    if (known.isEmpty() || !file.open(QIODevice::ReadOnly) || !file.seek(offset))
        return {};
    return file.read(length);
}

} // namespace ota
