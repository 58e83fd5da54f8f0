// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(files)
};

Error ioError(const QString& path)
{
    return {Error::Code::Io, qt_error_string(errno), path, {}};
}

} // namespace

Result<QByteArray> readFile(const QString& path, qint64 limit)
{
    QFile file(path);
    if (!file.exists())
        return failure(Error::Code::NotFound, Tr::tr("there is no such file"), path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Code::Io, file.errorString(), path);
    if (QFileInfo(file).isDir())
        return failure(Error::Code::BadInput, Tr::tr("this is a directory, a file is needed"), path);
    QByteArray content = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(Error::Code::Io, file.errorString(), path);
    if (content.size() > limit)
        return failure(Error::Code::BadInput,
                       Tr::tr("the file has %1 bytes, at most %2 are allowed").arg(file.size()).arg(limit), path);
    return content;
}

Result<> writeFileDurably(const QString& path, QByteArrayView content, QFileDevice::Permissions permissions)
{
    QTemporaryFile file(path + QStringLiteral(".XXXXXX"));
    if (!file.open())
        return failure(Error::Code::Io, file.errorString(), path);
    if (!file.setPermissions(permissions) || file.write(content.data(), content.size()) != content.size() ||
        !file.flush())
        return failure(Error::Code::Io, file.errorString(), path);
    if (auto synced = syncFile(file.handle(), path); !synced)
        return synced;
    // QFile::rename refuses to replace; rename(2) replaces atomically.
    if (std::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) != 0)
        return failure(ioError(path));
    file.setAutoRemove(false);
    return syncDirectory(QFileInfo(path).absolutePath());
}

Result<> syncFile(int fileDescriptor, const QString& path)
{
    if (::fsync(fileDescriptor) != 0)
        return failure(ioError(path));
    return {};
}

Result<> syncDirectory(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return failure(ioError(path));
    const bool synced = ::fsync(descriptor) == 0;
    const int reason = errno;
    ::close(descriptor);
    errno = reason;
    if (!synced)
        return failure(ioError(path));
    return {};
}

} // namespace ota
