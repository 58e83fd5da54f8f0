// SPDX-License-Identifier: Apache-2.0
#include "http/httpfile.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpFile)
};

QByteArray etagOf(qint64 size, qint64 modified)
{
    std::array<char, 40> text{};
    char* const last = text.data() + text.size();
    char* end = std::to_chars(text.data(), last, modified, 16).ptr;
    *end++ = '-';
    end = std::to_chars(end, last, size, 16).ptr;
    return {text.data(), end - text.data()};
}

} // namespace

class HttpFile::Open
{
public:
    Open(int descriptor, qint64 size, qint64 modified)
        : fd(descriptor)
        , sizeBytes(size)
        , modifiedNs(modified)
        , etag(etagOf(size, modified))
    {
    }
    ~Open() { ::close(fd); }
    Q_DISABLE_COPY_MOVE(Open)

    const int fd;
    const qint64 sizeBytes;
    const qint64 modifiedNs;
    const QByteArray etag;
};

Result<HttpFile> HttpFile::open(const QString& path)
{
    // Qt 6 encodes file names as UTF-8 on Unix; toUtf8 is the fast way to the same bytes.
    // Non-blocking, so that a pipe of that name does not stop the server; for regular files it means nothing.
    const int fd = ::open(path.toUtf8().constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        const int error = errno;
        const auto code = error == ENOENT || error == ENOTDIR ? Error::Code::NotFound : Error::Code::Io;
        return failure(code, QString::fromLocal8Bit(std::strerror(error)), path);
    }
    return adopt(fd, path);
}

Result<HttpFile> HttpFile::adopt(int fileDescriptor, const QString& name)
{
    struct stat info = {};
    if (::fstat(fileDescriptor, &info) != 0) {
        const int error = errno;
        ::close(fileDescriptor);
        return failure(Error::Code::Io, QString::fromLocal8Bit(std::strerror(error)), name);
    }
    if (!S_ISREG(info.st_mode)) {
        ::close(fileDescriptor);
        return failure(Error::Code::BadInput, Tr::tr("this is not a regular file"), name);
    }
    HttpFile file;
    file.m_open = std::make_shared<const Open>(fileDescriptor, info.st_size,
                                               info.st_mtim.tv_sec * Q_INT64_C(1'000'000'000) + info.st_mtim.tv_nsec);
    return file;
}

qint64 HttpFile::sizeBytes() const
{
    return m_open->sizeBytes;
}

qint64 HttpFile::modifiedNs() const
{
    return m_open->modifiedNs;
}

QByteArray HttpFile::etag() const
{
    return m_open->etag;
}

int HttpFile::descriptor() const
{
    return m_open->fd;
}

Result<std::size_t> HttpFile::read(qint64 offset, std::span<std::uint8_t> into) const
{
    std::size_t done = 0;
    while (done < into.size()) {
        const ssize_t n =
            ::pread(m_open->fd, into.data() + done, into.size() - done, offset + static_cast<qint64>(done));
        if (n == 0)
            break;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failure(Error::Code::Io, QString::fromLocal8Bit(std::strerror(errno)));
        done += static_cast<std::size_t>(n);
    }
    return done;
}

} // namespace ota
