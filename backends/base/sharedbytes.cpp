// SPDX-License-Identifier: Apache-2.0
#include "base/sharedbytes.h"

#include <QCoreApplication>
#include <QFile>

#include <utility>

namespace ota {

namespace {

class BufferBytes final : public SharedBytes
{
public:
    explicit BufferBytes(QByteArray buffer)
        : m_buffer(std::move(buffer))
    {
        m_bytes = bytesOf(m_buffer);
    }

private:
    QByteArray m_buffer;
};

class MappedBytes final : public SharedBytes
{
public:
    explicit MappedBytes(const QString& path)
        : m_file(path)
    {
    }

    Result<> open()
    {
        if (!m_file.exists())
            return failure(Error::Code::NotFound, QCoreApplication::translate("SharedBytes", "there is no such file"),
                           m_file.fileName());
        if (!m_file.open(QIODevice::ReadOnly))
            return failure(Error::Code::Io, m_file.errorString(), m_file.fileName());
        const qint64 size = m_file.size();
        if (size == 0)
            return {};
        const uchar* address = m_file.map(0, size);
        if (!address)
            return failure(Error::Code::Io, m_file.errorString(), m_file.fileName());
        m_bytes = {address, static_cast<std::size_t>(size)};
        return {};
    }

private:
    QFile m_file; // Unmaps when it goes.
};

} // namespace

SharedBytes::Pointer SharedBytes::fromBuffer(QByteArray buffer)
{
    return std::make_shared<BufferBytes>(std::move(buffer));
}

Result<SharedBytes::Pointer> SharedBytes::map(const QString& path)
{
    auto bytes = std::make_shared<MappedBytes>(path);
    if (auto opened = bytes->open(); !opened)
        return failure(opened.error());
    return Pointer(std::move(bytes));
}

} // namespace ota
