// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"
#include "coap/coaprequest.h"
#include "coap/coaptransfers.h"

#include <QString>

#include <chrono>
#include <list>
#include <memory>
#include <string>

class QTemporaryFile;

namespace ota {

/// Where uploads end: the engine that publishes implements it. What only asks is called on the server's thread and
/// answers at once; `store` and `commit` are called on a thread of their own, one after the other, and may take their
/// time.
class CoapUploadSink
{
public:
    struct Upload
    {
        CoapPeer peer;
        QString path;     ///< `release/file`
        QString fileName; ///< Spooled there; the sink moves or copies it, what is left is removed afterwards.
        quint64 size = 0;
        Digest digest;
    };

    virtual ~CoapUploadSink() = default;

    /// Whether this peer may put here at all; asked before the first byte. Success, or the code to refuse with
    /// (4.03, 4.04 …).
    virtual CoapCode mayUpload(const CoapPeer& peer, const QString& path) = 0;
    /// For If-None-Match.
    virtual bool exists(const QString& path) = 0;
    /// 2.01 or 2.04 when the bytes are durable; else the code to refuse with.
    virtual CoapCode store(const Upload& upload) = 0;
    /// `POST /<release>?commit`: makes what was put visible, atomically. 2.04, or the code to refuse with.
    virtual CoapCode commit(const CoapPeer& peer, const QString& release) = 0;
};

/// Puts bodies together that come in blocks with Block1 (RFC 7959 2.5). Not thread-safe.
class CoapUploads
{
public:
    using Time = std::chrono::steady_clock::time_point;

    static constexpr std::size_t maxUploads = 8;
    static constexpr std::chrono::seconds idleLimit{30};

    struct Reply
    {
        CoapCode code;
        std::optional<BlockOption> block1;
        std::optional<quint32> size1;
        QByteArray text;               ///< Diagnostic payload.
        quint64 storedBytes = 0;       ///< With the last block.
        bool waits = false;            ///< Complete, and not stored yet: the answer is for later.
        std::optional<quint64> ticket; ///< The first time it waits: it is to be stored now.
    };

    /// What is to be stored.
    struct Finished
    {
        CoapPeer peer;
        QString path;
        std::shared_ptr<QTemporaryFile> file; ///< Goes with the last who knows it.
        quint64 size = 0;
        Digest digest;
    };

    /// `spoolFolder` must exist; empty: the system's folder for temporary files.
    CoapUploads(CoapUploadSink& sink, quint64 maxBytes, QString spoolFolder);
    ~CoapUploads();
    Q_DISABLE_COPY_MOVE(CoapUploads)

    Reply put(const CoapPeerKey& key, const CoapPeer& peer, const CoapRequestReader& request, ByteSpan payload,
              Time now);

    /// What a ticket stands for; once.
    Finished finished(quint64 ticket);
    /// What the sink said. The answer to the last block.
    Reply stored(quint64 ticket, CoapCode code);

    /// Drops what has been idle too long.
    void sweep(Time now);
    bool isActive() const { return !m_uploads.empty(); }

private:
    struct Upload;
    using Uploads = std::list<Upload>;

    Reply begin(const CoapPeerKey& key, const CoapPeer& peer, const CoapRequestReader& request,
                Uploads::iterator& upload);
    Reply append(Upload& upload, const BlockOption& block, ByteSpan payload, bool blockwise);

    CoapUploadSink& m_sink;
    quint64 m_maxBytes;
    QString m_spoolFolder;
    Uploads m_uploads;
    quint64 m_lastTicket = 0;
};

} // namespace ota
