// SPDX-License-Identifier: Apache-2.0
// The content of a bench: files and packages.

#include "base/clock.h"
#include "exosense/exosensestore.h"
#include "exosense/otaupackage.h"
#include "timeline/event.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseStore)
};

const QString contentColumns = QStringLiteral("id, media_type, blob, size, updated, meta, tags, protected");

tl::unexpected<Error> noContent(const QString& id)
{
    return failure(Error::Code::NotFound, Tr::tr("there is no content \"%1\"").arg(id), {},
                   Tr::tr("otaw exosense package list shows what there is."));
}

ContentEntry contentFrom(const Query& row)
{
    ContentEntry entry;
    entry.id = row.text(0);
    entry.mediaType = row.text(1);
    if (const auto blob = Digest::fromHex(row.text(2)))
        entry.blob = *blob;
    entry.sizeBytes = row.integer(3);
    entry.updatedNs = row.integer(4);
    entry.meta = row.text(5);
    entry.tags = row.json(6);
    entry.isProtected = row.integer(7) != 0;
    return entry;
}

} // namespace

std::optional<QByteArray> ContentEntry::tag(const QString& name) const
{
    const QJsonValue value = tags[name];
    return value.isString() ? std::optional(value.toString().toUtf8()) : std::nullopt;
}

QJsonObject ContentEntry::toJson() const
{
    QJsonObject json{{QStringLiteral("id"), id},
                     {QStringLiteral("type"), mediaType},
                     {QStringLiteral("length"), sizeBytes},
                     {QStringLiteral("updated"), isoTime(updatedNs)}};
    if (blob)
        json.insert(QStringLiteral("sha256"), blob->hex());
    if (!meta.isEmpty())
        json.insert(QStringLiteral("meta"), meta);
    if (!tags.isEmpty())
        json.insert(QStringLiteral("tags"), tags);
    if (isProtected)
        json.insert(QStringLiteral("protected"), true);
    return json;
}

Result<> ExosenseStore::write(const ContentEntry& entry, bool replace)
{
    if (auto checked = checkContentId(entry.id); !checked)
        return checked;
    const QString conflict =
        replace ? QStringLiteral("DO UPDATE SET media_type = excluded.media_type, blob = excluded.blob, size = "
                                 "excluded.size, updated = excluded.updated, meta = excluded.meta, tags = "
                                 "excluded.tags, protected = excluded.protected")
                : QStringLiteral("DO NOTHING");
    const auto text = [](const QString& value) {
        return value.isNull() ? QString(QLatin1StringView("")) : value;
    };
    const auto written = m_database.execute(
        QStringLiteral("INSERT INTO exo_content (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) %2")
            .arg(contentColumns, conflict),
        {entry.id, text(entry.mediaType), text(entry.blob ? entry.blob->hex() : QString()), entry.sizeBytes,
         m_clock.nowNs(), text(entry.meta), QString::fromUtf8(QJsonDocument(entry.tags).toJson(QJsonDocument::Compact)),
         entry.isProtected ? 1 : 0});
    if (!written)
        return failure(written.error());
    if (*written == 0)
        return failure(Error::Code::Rejected, Tr::tr("there is content \"%1\" already").arg(entry.id));
    return {};
}

Result<> ExosenseStore::put(std::vector<ContentEntry> entries)
{
    return m_database.transaction([&]() -> Result<> {
        for (const ContentEntry& entry : entries) {
            if (auto written = write(entry, true); !written)
                return written;
        }
        return {};
    });
}

Result<> ExosenseStore::create(ContentEntry entry)
{
    return write(entry, false);
}

Result<> ExosenseStore::setBlob(const QString& id, const QString& mediaType, const BlobId& blob, qint64 sizeBytes)
{
    const auto changed = m_database.execute(
        QStringLiteral("UPDATE exo_content SET media_type = ?, blob = ?, size = ?, updated = ? WHERE id = ?"),
        {mediaType, blob.hex(), sizeBytes, m_clock.nowNs(), id});
    if (!changed)
        return failure(changed.error());
    if (*changed == 0)
        return noContent(id);
    return {};
}

Result<std::vector<ContentEntry>> ExosenseStore::content()
{
    std::vector<ContentEntry> all;
    auto done = m_database.forEach(QStringLiteral("SELECT %1 FROM exo_content ORDER BY id").arg(contentColumns), {},
                                   [&](const Query& row) {
                                       all.push_back(contentFrom(row));
                                       return Result<>();
                                   });
    if (!done)
        return failure(done.error());
    return all;
}

Result<ContentEntry> ExosenseStore::content(const QString& id)
{
    std::optional<ContentEntry> found;
    auto done = m_database.forEach(QStringLiteral("SELECT %1 FROM exo_content WHERE id = ?").arg(contentColumns), {id},
                                   [&](const Query& row) {
                                       found = contentFrom(row);
                                       return Result<>();
                                   });
    if (!done)
        return failure(done.error());
    if (!found)
        return noContent(id);
    return *found;
}

Result<> ExosenseStore::removeContent(const QString& id)
{
    const auto removed = m_database.execute(QStringLiteral("DELETE FROM exo_content WHERE id = ?"), {id});
    if (!removed)
        return failure(removed.error());
    if (*removed == 0)
        return noContent(id);
    return {};
}

} // namespace ota
