// SPDX-License-Identifier: Apache-2.0
#include "store/benchlock.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace ota {

namespace {

tl::unexpected<Error> ioFailure(const QString& path)
{
    return failure(Error::Code::Io, qt_error_string(errno), path);
}

// Open-file-description locks: they belong to this open file alone, end with the process, work on NFS, and can be
// looked at without being taken.
struct flock wholeFile(short type)
{
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return lock;
}

Result<bool> isLockedByAnother(int descriptor, const QString& path)
{
    struct flock lock = wholeFile(F_WRLCK);
    if (::fcntl(descriptor, F_OFD_GETLK, &lock) != 0)
        return ioFailure(path);
    return lock.l_type != F_UNLCK;
}

} // namespace

BenchLock::BenchLock(QString path)
    : m_path(std::move(path))
{
}

BenchLock::~BenchLock()
{
    if (m_descriptor < 0)
        return;
    if (m_ours)
        (void)::ftruncate(m_descriptor, 0);
    ::close(m_descriptor);
}

Result<> BenchLock::openFile()
{
    if (m_descriptor < 0)
        m_descriptor = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_descriptor < 0)
        return ioFailure(m_path);
    return {};
}

Result<bool> BenchLock::tryLock()
{
    if (m_ours)
        return true;
    if (auto opened = openFile(); !opened)
        return failure(opened.error());
    struct flock lock = wholeFile(F_WRLCK);
    if (::fcntl(m_descriptor, F_OFD_SETLK, &lock) != 0) {
        if (errno == EAGAIN || errno == EACCES)
            return false;
        return ioFailure(m_path);
    }
    m_ours = true;
    return true;
}

Result<> BenchLock::writeText(const QByteArray& text)
{
    Q_ASSERT(m_ours);
    // In place, since the lock is on this very file. The old text is covered with line ends before it is cut off, so
    // that a reader in between finds the new one and never a mixture.
    struct stat status = {};
    if (::fstat(m_descriptor, &status) != 0)
        return ioFailure(m_path);
    const QByteArray padded = text.leftJustified(qMax(text.size(), static_cast<qsizetype>(status.st_size)), '\n');
    if (::pwrite(m_descriptor, padded.constData(), static_cast<size_t>(padded.size()), 0) != padded.size() ||
        ::ftruncate(m_descriptor, text.size()) != 0)
        return ioFailure(m_path);
    return {};
}

Result<QByteArray> BenchLock::readText() const
{
    const int descriptor = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ENOENT ? Result<QByteArray>(QByteArray()) : ioFailure(m_path);
    const auto locked = isLockedByAnother(descriptor, m_path);
    QByteArray text;
    if (locked && *locked) {
        std::array<char, 64 * 1024> buffer{};
        const ssize_t count = ::pread(descriptor, buffer.data(), buffer.size(), 0);
        if (count > 0)
            text = QByteArray(buffer.data(), count).trimmed();
        if (text.isEmpty())
            text = "{}"; // Held by one that has not yet said who it is.
    }
    ::close(descriptor);
    if (!locked)
        return failure(locked.error());
    return text;
}

} // namespace ota
