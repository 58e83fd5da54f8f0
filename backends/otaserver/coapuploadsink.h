// SPDX-License-Identifier: Apache-2.0
// For this folder only.
#pragma once

#include "coap/coapuploads.h"
#include "store/release.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <mutex>
#include <vector>

namespace ota {

struct OtaServerCore;

/// Publishing over CoAP (spec/suit-coap.md 4.7): `PUT /<release>/<file>` stores a file, `POST /<release>?commit`
/// publishes what was put, at once. Allowed to peers on loopback and to the DTLS identities that were named. Called on
/// the servers' threads.
class PublishingUploadSink final : public CoapUploadSink
{
public:
    static constexpr qsizetype maxReleases = 8; ///< Put together at the same time.

    explicit PublishingUploadSink(OtaServerCore& core);

    CoapCode mayUpload(const CoapPeer& peer, const QString& path) override;
    bool exists(const QString& path) override;
    CoapCode store(const Upload& upload) override;
    CoapCode commit(const CoapPeer& peer, const QString& release) override;

private:
    bool isAllowed(const CoapPeer& peer) const;

    OtaServerCore& m_core;
    std::mutex m_mutex;
    QMap<QString, std::vector<DraftFile>> m_pending; ///< By release id.
};

} // namespace ota
