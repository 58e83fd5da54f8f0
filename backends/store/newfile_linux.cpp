// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "store/newfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(NewFile)
};

// Begin to write to the disk while more arrives, so that the final sync has little left to wait for.
constexpr qint64 flushStepBytes = 8 * 1024 * 1024;

} // namespace

Result<NewFile> NewFile::create(const QString& directory)
{
    NewFile file;
    QByteArray name = QFile::encodeName(directory + QStringLiteral("/blob.XXXXXX"));
    file.m_path = directory;
    file.m_descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (file.m_descriptor < 0) {
        auto failed = file.ioFailure();
        file.m_path.clear();
        return failed;
    }
    file.m_path = QFile::decodeName(name);
    return file;
}

NewFile::NewFile(NewFile&& other) noexcept
    : m_path(std::exchange(other.m_path, {}))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_written(other.m_written)
    , m_reserved(other.m_reserved)
    , m_flushing(other.m_flushing)
{
}

NewFile& NewFile::operator=(NewFile&& other) noexcept
{
    if (this != &other) {
        close();
        m_path = std::exchange(other.m_path, {});
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_written = other.m_written;
        m_reserved = other.m_reserved;
        m_flushing = other.m_flushing;
    }
    return *this;
}

NewFile::~NewFile()
{
    close();
}

void NewFile::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_path.isEmpty())
        ::unlink(QFile::encodeName(m_path).constData());
    m_descriptor = -1;
    m_path.clear();
}

tl::unexpected<Error> NewFile::ioFailure() const
{
    const int reason = errno;
    Error error{Error::Code::Io, qt_error_string(reason), m_path, {}};
    if (reason == ENOSPC || reason == EDQUOT) {
        const QStorageInfo storage(QFileInfo(m_path).absolutePath());
        error.message = Tr::tr("the disk is full: %1 are free at %2, %3 of the file were written")
                            .arg(humanSize(storage.bytesAvailable()), storage.rootPath(), humanSize(m_written));
        error.hint =
            Tr::tr("Make room, remove releases that are not needed, or choose another bench with --bench DIR.");
    } else if (reason == EFBIG) {
        error.message = Tr::tr("the system allows no file of this size; %1 were written").arg(humanSize(m_written));
    }
    return failure(error);
}

Result<> NewFile::reserve(qint64 sizeBytes)
{
    // Not posix_fallocate(): it writes zeros where the file system can not reserve.
    if (sizeBytes <= 0 || ::fallocate(m_descriptor, FALLOC_FL_KEEP_SIZE, 0, sizeBytes) == 0) {
        m_reserved = qMax<qint64>(sizeBytes, 0);
        return {};
    }
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
        return ioFailure();
    return {};
}

Result<> NewFile::write(ByteSpan bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return ioFailure();
        m_written += count;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    if (m_written - m_flushing >= flushStepBytes) {
        (void)::sync_file_range(m_descriptor, m_flushing, m_written - m_flushing, SYNC_FILE_RANGE_WRITE);
        m_flushing = m_written;
    }
    return {};
}

Result<> NewFile::sync()
{
    if (m_reserved > m_written && ::ftruncate(m_descriptor, m_written) != 0)
        return ioFailure();
    if (::fchmod(m_descriptor, 0444) != 0)
        return ioFailure();
    return syncFile(m_descriptor, m_path);
}

Result<> NewFile::moveTo(const QString& path)
{
    if (std::rename(QFile::encodeName(m_path).constData(), QFile::encodeName(path).constData()) != 0)
        return ioFailure();
    m_path.clear();
    close();
    return {};
}

} // namespace ota
