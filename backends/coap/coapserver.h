// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/service.h"
#include "coap/coapblock.h"
#include "coap/coapevents.h"
#include "coap/coapfaults.h"
#include "coap/coapsecurity.h"
#include "coap/coaptree.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ota {

class CoapUploadSink;

/// Where a server listens.
struct CoapEndpoint
{
    QString address = QStringLiteral("127.0.0.1"); ///< An IP literal; `::` and `0.0.0.0` for all; `%zone` allowed.
    quint16 port = 0;                              ///< 0: any; CoapServer::endpoints() has the real one.
    bool secure = false;                           ///< coaps

    /// `coap://127.0.0.1:5683`
    QString uri() const;
};

/// A request to a dynamic resource.
struct CoapRequest
{
    CoapMethod method = CoapMethod::Get;
    QString path;  ///< Without a leading `/`.
    QString query; ///< Uri-Query options joined by `&`.
    QByteArray payload;
    std::optional<quint16> contentFormat;
    CoapPeer peer;
};

/// What a dynamic resource answers. A payload longer than a block is served block-wise to GET only.
struct CoapResponse
{
    CoapCode code = coapcode::content;
    QByteArray payload;
    std::optional<quint16> contentFormat; ///< Written where it is given.
    bool silent = false;                  ///< Answer nothing at all: a fault, or a device that is busy.
};

/// Called on the server's thread; must answer within milliseconds and may call any member of its server but stop().
using CoapHandler = std::function<CoapResponse(const CoapRequest&)>;

struct CoapServerOptions
{
    std::vector<CoapEndpoint> endpoints; ///< At least one.
    std::vector<CoapPsk> psk;            ///< For secure endpoints; others are refused. Can be changed while it runs.
    CoapCertificates certificates;       ///< For secure endpoints.
    QByteArray pskHint; ///< A fault: RIOT devices refuse a server that sends an identity hint. Empty: none is sent.
    BlockRules rules;
    /// /.well-known/core, where it is not made from the tree and the handlers.
    std::optional<QByteArray> links;
    /// As a RIOT device answers: 64-byte blocks with Block2 on /.well-known/core, no texts in errors, no ETag, no
    /// Size2.
    bool asRiot = false;
    /// Takes uploads with PUT; null: 4.05. Must outlive the server.
    CoapUploadSink* uploads = nullptr;
    quint64 maxUploadBytes = quint64{256} << 20;
    QString spoolFolder;
    /// Who is really behind a loopback address and port: a relay in between knows. Called on the server's thread.
    std::function<std::optional<CoapPeer>(const QString& address, quint16 port)> behind;
    std::size_t eventCapacity = 65'536;
};

struct CoapServerStatistics
{
    quint64 requests = 0;
    quint64 blocks = 0; ///< Answers that carried a part of a body.
    quint64 bytes = 0;  ///< Of bodies.
    quint64 repeats = 0;
    quint64 transfersDone = 0;
    quint64 refused = 0; ///< 4.xx and 5.xx
    quint64 uploads = 0;
    quint64 sessions = 0;        ///< Since the start.
    quint64 sessionsOpen = 0;    ///< Peers heard within the last minute.
    quint64 handshakeErrors = 0; ///< DTLS
    quint64 faults = 0;
};

/// A CoAP server (RFC 7252, 7641, 7959) with a thread of its own. All members may be called from any thread, start and
/// stop from one owner thread only. See spec/suit-coap.md 4 for what it does and why the library's block mode is not
/// used.
class CoapServer final : public Service
{
public:
    explicit CoapServer(CoapServerOptions options, QString name = QStringLiteral("coap"));
    ~CoapServer() override;

    /// Errors: Busy (port in use), Usage (not an address, no endpoint), Rejected (certificate), Unsupported (no DTLS).
    Result<> start() override;
    void stop() override;

    /// Those that are open, with their real ports, in the order of the options. Empty while it does not run.
    std::vector<CoapEndpoint> endpoints() const;
    /// The real port of the first (secure) endpoint; 0 when there is none.
    quint16 port(bool secure = false) const;

    /// What is served from the next request on. Transfers on their way keep their bytes. Observers of texts that differ
    /// are told.
    void setTree(std::shared_ptr<const CoapTree> tree);

    /// A dynamic resource; in front of the tree. Replaces the handler of the same method and path; an empty one removes
    /// it.
    void setHandler(CoapMethod method, const QString& path, CoapHandler handler);

    /// Handshakes from now on know these; sessions that exist stay.
    void setPskIdentities(std::vector<CoapPsk> psk);

    /// Replaces all faults and starts their counts anew.
    void setFaults(std::vector<CoapBlockFault> faults);

    CoapServerStatistics statistics() const;

    /// As CoapEventRing.
    std::vector<CoapServerEvent> eventsAfter(quint64 id, std::size_t limit = 10'000) const;
    void onEvents(std::function<void()> wake);

    /// Whether the machine's OpenSSL offers the cipher suite that TinyDTLS devices have (TLS_PSK_WITH_AES_128_CCM_8).
    /// From OpenSSL 3.2 on it is switched off at the usual security level; start() then warns in the log.
    static bool offersTinyDtlsCipher();

private:
    class Core;

    std::unique_ptr<Core> m_core;
};

} // namespace ota
