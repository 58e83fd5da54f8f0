// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/multipartparser.h"
#include "store/blobstore.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace ota {

/// Takes the form of a publication and writes its files into the blob store as they come. Nothing of it stays unless
/// take() is called: an upload that is cut off leaves no trace. One thread at a time.
class PublishForm final : public MultipartSink
{
public:
    static constexpr int maxFiles = 64;

    struct File
    {
        QString field;
        BlobWriter writer;
    };

    explicit PublishForm(BlobStore& blobs);

    std::optional<HttpRefusal> field(const QString& name, const QString& value) override;
    std::optional<HttpRefusal> fileBegins(const QString& name, const QString& fileName,
                                          const QByteArray& mediaType) override;
    std::optional<HttpRefusal> fileBytes(ByteSpan bytes) override;
    std::optional<HttpRefusal> fileEnds() override;

    /// The form is whole. What is missing in it, in the words of the original: `Missing publish_id`, or missingFiles().
    std::optional<HttpRefusal> check() const;

    /// Empty when it was not sent; the first one counts.
    QString value(const QString& name) const { return m_fields.value(name); }
    QStringList fileFields() const;
    /// Hands over the files, whose bytes have all come and are not in the store yet.
    std::vector<File> takeFiles() { return std::move(m_files); }

private:
    BlobStore& m_blobs;
    QMap<QString, QString> m_fields;
    std::vector<File> m_files; ///< The last one is being written.
};

} // namespace ota
