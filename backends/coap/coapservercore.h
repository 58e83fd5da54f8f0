// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder.

#include "coap/coapchain.h"
#include "coap/coaploop.h"
#include "coap/coaprequest.h"
#include "coap/coapserver.h"
#include "coap/coaptransfers.h"
#include "coap/coapuploads.h"
#include "coap/coapuploadworker.h"

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>

namespace ota {

/// The part of the server that knows the library. What has no other comment belongs to the server's thread once it
/// runs.
class CoapServer::Core
{
public:
    explicit Core(CoapServerOptions options);
    ~Core();
    Q_DISABLE_COPY_MOVE(Core)

    /// What can be changed while the server runs; each change makes a new one.
    struct Config
    {
        std::shared_ptr<const CoapTree> tree = std::make_shared<CoapTree>();
        std::map<std::string, std::map<CoapMethod, CoapHandler>, std::less<>> handlers;
        std::vector<CoapPsk> psk;
        std::shared_ptr<const std::vector<CoapBlockFault>> faults;
    };

    Result<> open();
    void startThread();
    void stopThread();
    /// After stopThread(), or when open() failed: the server can be opened again.
    void close();
    /// Any thread.
    std::vector<CoapEndpoint> bound() const;
    /// Any thread.
    void change(const std::function<void(Config&)>& edit);
    CoapServerStatistics statistics() const;

    CoapEventRing m_ring; ///< Any thread.

private:
    using Kind = CoapServerEvent::Kind;

    struct Session
    {
        std::shared_ptr<const CoapPeer> peer;
        CoapPeerKey key;
        std::optional<quint16> handledMessageId; ///< Of the last request that a handler did and that is not a GET.
        CoapResponse handledResponse;
    };

    struct Call; ///< One request and its answer, as the library hands them over.

    /// An answer that waits for its moment; the library calls again.
    struct Delayed
    {
        const coap_session_t* session = nullptr;
        QByteArray token;
        BlockReply reply;
        QByteArray bytes; ///< Of the reply.
        CoapTransfers::Time until;
    };

    /// An upload that is complete, or a commit, on its way to where it is kept.
    struct Storing
    {
        quint64 id = 0;
        coap_session_t* session = nullptr; ///< Held.
        QByteArray token;
        quint16 messageId = 0;
        bool confirmable = true;
        QString path;
        std::optional<quint64> ticket; ///< Of the upload; nothing: a commit.
    };

    struct Observed
    {
        coap_resource_t* resource = nullptr;
        Digest digest;
        std::set<std::pair<const coap_session_t*, QByteArray>> observers;
    };

    // coapservercore.cpp: set-up, sessions, the thread
    Result<> openEndpoints();
    void addResources();
    void run();
    void takeConfig();
    void tick();
    void syncObserved();
    void rebuildLinks();
    int onEvent(coap_session_t* session, coap_event_t event);
    Session& sessionOf(coap_session_t* session);
    std::shared_ptr<const CoapPeer> makePeer(coap_session_t* session) const;
    CoapServerEvent newEvent(Kind kind, const std::shared_ptr<const CoapPeer>& peer) const;

    static void onRequestStatic(coap_resource_t*, coap_session_t*, const coap_pdu_t*, const coap_string_t*,
                                coap_pdu_t*);
    static int onEventStatic(coap_session_t* session, coap_event_t event);

    // coapserverrequest.cpp: requests and answers
    void onRequest(Call& call);
    bool answerDelayed(Call& call);
    bool answerHandler(Call& call);
    void answerGet(Call& call, const CoapTree::Node* node);
    void answerBody(Call& call, const CoapBody* body);
    void tellHandled(const Call& call, const CoapResponse& response);
    void writeHandled(Call& call, const CoapResponse& response);
    bool mayObserve(Call& call);
    void refuse(Call& call, CoapCode code, const char* text);
    void actFaults(Call& call, const CoapTransfers::Transfer& transfer, BlockReply& reply, CoapDelivery& delivery,
                   QByteArray& storage);
    void deliver(Call& call, const BlockReply& reply, const CoapDelivery& delivery);
    void tellBlock(Call& call, const CoapTransfers::Step& step, const BlockReply& reply, bool done);
    static void write(coap_pdu_t* pdu, const BlockReply& reply);

    // coapserversecurity.cpp
    Result<> openSecurity();
    const coap_bin_const_t* onIdentity(const coap_bin_const_t& identity);
    static const coap_bin_const_t* onIdentityStatic(coap_bin_const_t* identity, coap_session_t*, void* core);
    static int onHandshakeStatic(void* tlsSession, coap_dtls_pki_t* setup);
    static int onCertificateStatic(const char* name, const uint8_t*, size_t, coap_session_t*, unsigned depth, int,
                                   void* core);

    // coapserveruploads.cpp
    void answerUpload(Call& call);
    void answerCommit(Call& call);
    void storeLater(const Call& call, std::optional<quint64> ticket, std::function<CoapCode()> store);
    void takeStored();
    void answerStored(const Storing& storing, CoapCode code);
    void dropStoring();
    static void writeUpload(coap_pdu_t* pdu, const CoapUploads::Reply& answer);

    const CoapServerOptions m_options;
    const SystemClock m_clock;
    const CoapBody m_links; ///< From the options.

    mutable std::mutex m_mutex;
    std::vector<CoapEndpoint> m_bound;                  ///< Under the mutex.
    std::shared_ptr<const Config> m_nextConfig;         ///< Under the mutex.
    std::vector<std::pair<quint64, CoapCode>> m_stored; ///< Under the mutex: what came of Storing::id.
    std::atomic<quint64> m_configVersion = 1;
    std::shared_ptr<const Config> m_config;
    quint64 m_takenVersion = 0;
    quint64 m_syncedVersion = 0;
    CoapBody m_ownLinks;
    quint64 m_linksVersion = 0;

    coap_context_t* m_context = nullptr;
    CoapLoop m_loop;
    std::thread m_thread;
    std::atomic<bool> m_stopping = false;

    std::unordered_map<const coap_session_t*, Session> m_sessions;
    CoapTransfers m_transfers;
    std::unique_ptr<CoapUploads> m_uploads;
    std::vector<Storing> m_storing;
    quint64 m_lastStoring = 0;
    std::unique_ptr<CoapUploadWorker> m_uploadWorker; ///< While the thread runs.
    std::map<std::string, Observed> m_observed;
    std::vector<Delayed> m_delayed;
    std::shared_ptr<const std::vector<CoapBlockFault>> m_faults;
    std::vector<int> m_faultActs;
    CoapTransfers::Time m_now;
    CoapTransfers::Time m_nextTick;

    // What the library points to for as long as the context lives.
    CoapCertificateChain m_chain;
    QByteArray m_certificateFile;
    QByteArray m_keyFile;
    QByteArray m_authoritiesFile;
    std::array<std::uint8_t, 32> m_unusedKey{};
    QByteArray m_pskKey;
    coap_bin_const_t m_pskBinary{};
    std::unordered_map<const coap_session_t*, QString> m_certificateNames;

    struct Counters
    {
        std::atomic<quint64> requests = 0, blocks = 0, bytes = 0, repeats = 0, transfersDone = 0, refused = 0,
                             uploads = 0, sessions = 0, sessionsOpen = 0, handshakeErrors = 0, faults = 0;
    };
    Counters m_counters;
};

/// One request and its answer.
struct CoapServer::Core::Call
{
    coap_resource_t* resource = nullptr;
    coap_session_t* session = nullptr;
    const coap_pdu_t* request = nullptr;
    coap_pdu_t* response = nullptr;
    Session* from = nullptr;
    CoapMethod method = CoapMethod::Get;
    CoapRequestReader options;
    ByteSpan payload;

    QString path() const
    {
        return QString::fromUtf8(options.path().data(), static_cast<qsizetype>(options.path().size()));
    }
};

} // namespace ota
