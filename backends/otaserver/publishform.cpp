// SPDX-License-Identifier: Apache-2.0
#include "otaserver/publishform.h"

#include "otaserver/era.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(PublishForm)
};

} // namespace

PublishForm::PublishForm(BlobStore& blobs)
    : m_blobs(blobs)
{
}

std::optional<HttpRefusal> PublishForm::field(const QString& name, const QString& value)
{
    if (!m_fields.contains(name))
        m_fields.insert(name, value);
    return std::nullopt;
}

std::optional<HttpRefusal> PublishForm::fileBegins(const QString& name, const QString& fileName,
                                                   const QByteArray& mediaType)
{
    // The name of the field is the stored name; the file's own name and its type say nothing that is to be kept.
    Q_UNUSED(fileName)
    Q_UNUSED(mediaType)
    if (m_files.size() >= maxFiles)
        return HttpRefusal{413, Tr::tr("A release has at most %1 files.").arg(maxFiles)};
    auto writer = m_blobs.newBlob();
    if (!writer)
        return httpRefusal(writer.error());
    m_files.push_back({name, std::move(*writer)});
    return std::nullopt;
}

std::optional<HttpRefusal> PublishForm::fileBytes(ByteSpan bytes)
{
    if (const auto written = m_files.back().writer.write(bytes); !written)
        return httpRefusal(written.error());
    return std::nullopt;
}

std::optional<HttpRefusal> PublishForm::fileEnds()
{
    return std::nullopt;
}

std::optional<HttpRefusal> PublishForm::check() const
{
    if (!m_fields.contains(QStringLiteral("publish_id")))
        return HttpRefusal{400, QStringLiteral("Missing publish_id")};
    // Who says what is to stay, and who only prepares, needs no rule of an era.
    const auto missing = missingFiles(fileFields());
    const bool isBound = !m_fields.contains(QStringLiteral("keep")) && !m_fields.contains(QStringLiteral("draft"));
    if (missing && (m_files.empty() || isBound))
        return HttpRefusal{400, *missing};
    return std::nullopt;
}

QStringList PublishForm::fileFields() const
{
    QStringList names;
    for (const File& file : m_files)
        names << file.field;
    return names;
}

} // namespace ota
