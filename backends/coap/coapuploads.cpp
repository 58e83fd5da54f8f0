// SPDX-License-Identifier: Apache-2.0
#include "coap/coapuploads.h"

#include <QDir>
#include <QTemporaryFile>

#include <algorithm>
#include <utility>

namespace ota {

struct CoapUploads::Upload
{
    CoapPeerKey peer;
    std::string path;
    CoapPeer who;
    std::shared_ptr<QTemporaryFile> file;
    Sha256 hash;
    quint64 received = 0;
    std::optional<BlockOption> lastBlock;
    QByteArray lastBytes;
    Reply lastReply;
    Time lastRequest;
    std::optional<quint64> ticket; ///< It is being stored.
    bool done = false;
};

namespace {

QString textOf(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

CoapUploads::Reply refusal(CoapCode code, const char* text)
{
    CoapUploads::Reply reply;
    reply.code = code;
    reply.text = text;
    return reply;
}

bool sameBytes(const QByteArray& a, ByteSpan b)
{
    const ByteSpan view = bytesOf(a);
    return std::equal(view.begin(), view.end(), b.begin(), b.end());
}

} // namespace

CoapUploads::CoapUploads(CoapUploadSink& sink, quint64 maxBytes, QString spoolFolder)
    : m_sink(sink)
    , m_maxBytes(maxBytes)
    , m_spoolFolder(spoolFolder.isEmpty() ? QDir::tempPath() : std::move(spoolFolder))
{
}

CoapUploads::~CoapUploads() = default;

CoapUploads::Reply CoapUploads::put(const CoapPeerKey& key, const CoapPeer& peer, const CoapRequestReader& request,
                                    ByteSpan payload, Time now)
{
    // Anybody who reaches the port could write otherwise.
    if (!peer.loopback && !(peer.secure && !peer.identity.isEmpty()))
        return refusal(coapcode::unauthorized, "uploads need a DTLS identity");
    if (request.badBlock1())
        return refusal(coapcode::badOption, "unusable Block1");
    const BlockOption block = request.block1().value_or(BlockOption{});
    auto upload = std::find_if(m_uploads.begin(), m_uploads.end(),
                               [&](const Upload& each) { return each.peer == key && each.path == request.path(); });
    if (upload != m_uploads.end() && upload->lastBlock && upload->lastBlock->offset() == block.offset()) {
        // The same block again: the answer got lost. With other bytes it is another upload, or an error.
        if (sameBytes(upload->lastBytes, payload) && upload->lastBlock == block) {
            upload->lastRequest = now;
            return upload->lastReply;
        }
        if (block.number != 0)
            return refusal(coapcode::incomplete, "the same block with other bytes");
    }
    if (block.number == 0) {
        if (upload != m_uploads.end())
            m_uploads.erase(upload);
        Reply refused = begin(key, peer, request, upload);
        if (!refused.code.isEmpty())
            return refused;
    }
    if (upload == m_uploads.end() || upload->done || upload->ticket || block.offset() != upload->received)
        return refusal(coapcode::incomplete, "not the block that follows");
    upload->lastRequest = now;
    upload->who = peer;
    Reply reply = append(*upload, block, payload, request.block1().has_value());
    if (reply.code.isSuccess() || reply.waits) {
        upload->lastReply = reply;
        upload->lastReply.ticket.reset(); // Told once.
        upload->lastBlock = block;
        upload->lastBytes =
            QByteArray(reinterpret_cast<const char*>(payload.data()), static_cast<qsizetype>(payload.size()));
    } else {
        m_uploads.erase(upload);
    }
    return reply;
}

CoapUploads::Reply CoapUploads::begin(const CoapPeerKey& key, const CoapPeer& peer, const CoapRequestReader& request,
                                      Uploads::iterator& upload)
{
    const QString path = textOf(request.path());
    if (request.size1() && *request.size1() > m_maxBytes) {
        Reply reply = refusal(coapcode::tooLarge, "larger than the limit");
        reply.size1 = static_cast<quint32>(m_maxBytes);
        return reply;
    }
    if (const CoapCode code = m_sink.mayUpload(peer, path); !code.isSuccess())
        return refusal(code, "not here");
    if (request.ifNoneMatch() && m_sink.exists(path))
        return refusal(coapcode::preconditionFailed, "it exists");
    // Finished ones only wait for a repetition of their last block.
    const auto done = std::find_if(m_uploads.begin(), m_uploads.end(), [](const Upload& each) { return each.done; });
    if (m_uploads.size() >= maxUploads && done != m_uploads.end())
        m_uploads.erase(done);
    if (m_uploads.size() >= maxUploads)
        return refusal(coapcode::unavailable, "too many uploads at once");
    auto file = std::make_shared<QTemporaryFile>(m_spoolFolder + QStringLiteral("/coap-upload-XXXXXX"));
    if (!file->open())
        return refusal(coapcode::internalError, "no room to spool");
    m_uploads.emplace_back();
    upload = std::prev(m_uploads.end());
    upload->peer = key;
    upload->path = std::string(request.path());
    upload->file = std::move(file);
    return {};
}

CoapUploads::Reply CoapUploads::append(Upload& upload, const BlockOption& block, ByteSpan payload, bool blockwise)
{
    if (blockwise && (payload.size() > block.size() || (block.more && payload.size() != block.size())))
        return refusal(coapcode::badRequest, "not the size that Block1 says");
    if (upload.received + payload.size() > m_maxBytes) {
        Reply reply = refusal(coapcode::tooLarge, "larger than the limit");
        reply.size1 = static_cast<quint32>(m_maxBytes);
        return reply;
    }
    const auto length = static_cast<qint64>(payload.size());
    if (upload.file->write(reinterpret_cast<const char*>(payload.data()), length) != length)
        return refusal(coapcode::internalError, "no room to spool");
    upload.hash.add(payload);
    upload.received += payload.size();
    Reply reply;
    if (blockwise)
        reply.block1 = block;
    if (block.more) {
        reply.code = coapcode::continues;
        return reply;
    }
    if (!upload.file->flush())
        return refusal(coapcode::internalError, "no room to spool");
    upload.ticket = ++m_lastTicket;
    reply.waits = true;
    reply.ticket = upload.ticket;
    return reply;
}

CoapUploads::Finished CoapUploads::finished(quint64 ticket)
{
    const auto upload = std::ranges::find(m_uploads, std::optional(ticket), &Upload::ticket);
    if (upload == m_uploads.end())
        return {};
    return {upload->who, textOf(upload->path), std::exchange(upload->file, nullptr), upload->received,
            upload->hash.result()};
}

CoapUploads::Reply CoapUploads::stored(quint64 ticket, CoapCode code)
{
    const auto upload = std::ranges::find(m_uploads, std::optional(ticket), &Upload::ticket);
    if (!code.isSuccess()) {
        if (upload != m_uploads.end())
            m_uploads.erase(upload);
        return refusal(code, "not stored");
    }
    Reply reply;
    reply.code = code;
    if (upload == m_uploads.end())
        return reply; // The same path was begun anew meanwhile.
    reply.block1 = upload->lastReply.block1;
    upload->ticket.reset();
    upload->done = true;
    upload->lastReply = reply; // A repetition of the last block gets it, without the bytes.
    reply.storedBytes = upload->received;
    return reply;
}

void CoapUploads::sweep(Time now)
{
    m_uploads.remove_if(
        [now](const Upload& upload) { return !upload.ticket && now - upload.lastRequest >= idleLimit; });
}

} // namespace ota
