// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "store/writeonce.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <unistd.h>

#include <cerrno>

namespace ota {

Result<> writeFileOnce(const QString& path, QByteArrayView content)
{
    QTemporaryFile file(path + QStringLiteral(".XXXXXX")); // Mode 0600.
    if (!file.open() || file.write(content.data(), content.size()) != content.size() || !file.flush())
        return failure(Error::Code::Io, file.errorString(), path);
    if (auto synced = syncFile(file.handle(), path); !synced)
        return synced;
    // link(2) refuses to replace, unlike rename(2).
    if (::link(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) != 0 &&
        errno != EEXIST)
        return failure(Error::Code::Io, qt_error_string(errno), path);
    return syncDirectory(QFileInfo(path).absolutePath());
}

} // namespace ota
