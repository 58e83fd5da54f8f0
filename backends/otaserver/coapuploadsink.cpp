// SPDX-License-Identifier: Apache-2.0
#include "otaserver/coapuploadsink.h"

#include "otaserver/era.h"
#include "otaserver/otaservercore.h"
#include "otaserver/publishform.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "store/releasestore.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServer)
};

const QString area = QStringLiteral("publish");

/// `release/file`, both as they would be stored; nothing when they would be something else.
std::optional<std::pair<QString, QString>> target(const QString& path)
{
    const QString release = path.section(u'/', 0, 0);
    const QString file = path.section(u'/', 1);
    const auto id = normalizedReleaseId(release);
    const auto name = normalizedFileName(file);
    if (!id || !name || id->text() != release || *name != file)
        return std::nullopt;
    return std::pair{release, file};
}

CoapCode codeOf(const Error& error)
{
    switch (error.code) {
    case Error::Code::BadInput:
    case Error::Code::Usage:
        return coapcode::badRequest;
    case Error::Code::Rejected:
        return coapcode::forbidden;
    case Error::Code::NotFound:
        return coapcode::notFound;
    case Error::Code::Busy:
        return coapcode::unavailable;
    default:
        return coapcode::internalError;
    }
}

} // namespace

PublishingUploadSink::PublishingUploadSink(OtaServerCore& core)
    : m_core(core)
{
}

bool PublishingUploadSink::isAllowed(const CoapPeer& peer) const
{
    return peer.loopback ||
           (peer.secure && !peer.identity.isEmpty() && m_core.settings().uploadIdentities.contains(peer.identity));
}

CoapCode PublishingUploadSink::mayUpload(const CoapPeer& peer, const QString& path)
{
    if (!isAllowed(peer))
        return coapcode::unauthorized;
    const auto place = target(path);
    if (!place)
        return coapcode::badRequest;
    const std::lock_guard lock(m_mutex);
    const auto pending = m_pending.constFind(place->first);
    if (pending == m_pending.constEnd() ? m_pending.size() >= maxReleases
                                        : pending->size() >= std::size_t(PublishForm::maxFiles))
        return coapcode::tooLarge;
    return coapcode::created;
}

bool PublishingUploadSink::exists(const QString& path)
{
    return m_core.tree.current()->files.contains(path);
}

CoapCode PublishingUploadSink::store(const Upload& upload)
{
    const auto place = target(upload.path);
    if (!place)
        return coapcode::badRequest;
    auto blob = m_core.bench.blobs().importFile(upload.fileName);
    if (!blob) {
        m_core.log.add(ServerLogLine::Level::Bad, area, blob.error().toString());
        return codeOf(blob.error());
    }
    DraftFile file;
    file.name = place->second;
    file.blob = blob->id;
    file.sizeBytes = blob->sizeBytes;
    file.pin = std::move(blob->pin);
    const std::lock_guard lock(m_mutex);
    auto& files = m_pending[place->first];
    const bool replaces = std::erase_if(files, [&](const DraftFile& known) { return known.name == file.name; }) > 0;
    files.push_back(std::move(file));
    return replaces || exists(upload.path) ? coapcode::changed : coapcode::created;
}

CoapCode PublishingUploadSink::commit(const CoapPeer& peer, const QString& release)
{
    if (!isAllowed(peer))
        return coapcode::unauthorized;
    ReleaseDraft draft;
    {
        const std::lock_guard lock(m_mutex);
        const auto pending = m_pending.constFind(release);
        if (pending == m_pending.constEnd())
            return coapcode::notFound;
        draft.files = *pending;
    }
    QStringList names;
    for (const DraftFile& file : draft.files)
        names << file.name;
    draft.id = release;
    draft.keepOthers = eraOf(names) == Era::C;
    const auto published = m_core.bench.releases().publish(draft);
    if (!published) {
        m_core.log.add(ServerLogLine::Level::Bad, area,
                       Tr::tr("refused from %1: %2").arg(peer.text(), published.error().toString()));
        return codeOf(published.error());
    }
    {
        const std::lock_guard lock(m_mutex);
        m_pending.remove(release);
    }
    m_core.refreshTree();
    m_core.log.add(ServerLogLine::Level::Good, area,
                   Tr::tr("%1 published by %2 over CoAP: %3 files").arg(release, peer.text()).arg(draft.files.size()));
    return coapcode::changed;
}

} // namespace ota
