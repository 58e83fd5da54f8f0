// SPDX-License-Identifier: Apache-2.0
#include "coap/coapservercore.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapServer)
};

constexpr std::chrono::milliseconds tickInterval{1000};
constexpr unsigned idleSessionSeconds = 60;
constexpr unsigned maxIdleSessions = 4096;

constexpr std::string_view linksPath = ".well-known/core";

} // namespace

CoapServer::Core::Core(CoapServerOptions options)
    : m_ring(options.eventCapacity)
    , m_options(std::move(options))
    , m_links(m_options.links ? CoapBody::of(SharedBytes::fromBuffer(*m_options.links), coapformat::linkFormat)
                              : CoapBody())
{
    auto config = std::make_shared<Config>();
    config->psk = m_options.psk;
    m_nextConfig = std::move(config);
    if (m_options.uploads)
        m_uploads = std::make_unique<CoapUploads>(*m_options.uploads, m_options.maxUploadBytes, m_options.spoolFolder);
}

CoapServer::Core::~Core()
{
    stopThread();
    close();
}

void CoapServer::Core::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_bound.clear();
    }
    if (m_context)
        coap_free_context(m_context);
    m_context = nullptr;
    m_sessions.clear();
    m_counters.sessionsOpen = 0;
    m_certificateNames.clear();
    m_observed.clear();
    m_delayed.clear();
    m_syncedVersion = 0;
}

std::vector<CoapEndpoint> CoapServer::Core::bound() const
{
    const std::lock_guard lock(m_mutex);
    return m_bound;
}

void CoapServer::Core::change(const std::function<void(Config&)>& edit)
{
    {
        const std::lock_guard lock(m_mutex);
        auto config = std::make_shared<Config>(*m_nextConfig);
        edit(*config);
        m_nextConfig = std::move(config);
        m_configVersion.fetch_add(1, std::memory_order_release);
    }
    m_loop.wake(); // Observers are told at once.
}

void CoapServer::Core::takeConfig()
{
    if (m_configVersion.load(std::memory_order_acquire) == m_takenVersion)
        return;
    const std::lock_guard lock(m_mutex);
    m_config = m_nextConfig;
    m_takenVersion = m_configVersion.load(std::memory_order_relaxed);
    if (m_config->faults != m_faults) {
        m_faults = m_config->faults;
        m_faultActs.assign(m_faults ? m_faults->size() : 0, 0);
    }
}

CoapServerStatistics CoapServer::Core::statistics() const
{
    return {m_counters.requests,      m_counters.blocks,          m_counters.bytes,   m_counters.repeats,
            m_counters.transfersDone, m_counters.refused,         m_counters.uploads, m_counters.sessions,
            m_counters.sessionsOpen,  m_counters.handshakeErrors, m_counters.faults};
}

Result<> CoapServer::Core::open()
{
    startCoapLibrary();
    m_context = coap_new_context(nullptr);
    if (!m_context)
        return failure(Error::Code::Io, Tr::tr("the CoAP library gives no context"));
    // Never coap_context_set_block_mode(): the library's own block state can answer one path with another's bytes.
    coap_set_app_data(m_context, this);
    coap_register_event_handler(m_context, onEventStatic);
    coap_context_set_session_timeout(m_context, idleSessionSeconds);
    coap_context_set_max_idle_sessions(m_context, maxIdleSessions);
    if (auto opened = m_loop.open(m_context); !opened)
        return opened;
    if (auto secured = openSecurity(); !secured)
        return secured;
    if (auto opened = openEndpoints(); !opened)
        return opened;
    addResources();
    return {};
}

Result<> CoapServer::Core::openEndpoints()
{
    if (m_options.endpoints.empty())
        return failure(Error::Code::Usage, Tr::tr("a server needs at least one address to listen on"));
    std::vector<coap_address_t> addresses;
    for (const CoapEndpoint& endpoint : m_options.endpoints) {
        coap_address_t address;
        if (!readAddress(endpoint.address, endpoint.port, address))
            return failure(Error::Code::Usage, Tr::tr("not an IP address"), endpoint.address);
        const auto port = findUdpPort(address);
        if (!port)
            return failureIn(endpoint.uri(), port.error());
        coap_address_set_port(&address, *port);
        addresses.push_back(address);
    }
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        CoapEndpoint endpoint = m_options.endpoints[i];
        endpoint.port = coap_address_get_port(&addresses[i]);
        if (!coap_new_endpoint(m_context, &addresses[i], endpoint.secure ? COAP_PROTO_DTLS : COAP_PROTO_UDP))
            return failure(Error::Code::Busy, Tr::tr("the port can not be opened"), endpoint.uri());
        const std::lock_guard lock(m_mutex);
        m_bound.push_back(endpoint);
    }
    return {};
}

void CoapServer::Core::addResources()
{
    const auto handleAll = [](coap_resource_t* resource) {
        for (int method = COAP_REQUEST_GET; method <= COAP_REQUEST_IPATCH; ++method)
            coap_register_request_handler(resource, static_cast<coap_request_t>(method), onRequestStatic);
    };
    coap_resource_t* any = coap_resource_unknown_init2(onRequestStatic, 0);
    handleAll(any);
    coap_add_resource(m_context, any);
    // Else the library would answer with its own list and its own blocks.
    coap_str_const_t path{linksPath.size(), reinterpret_cast<const uint8_t*>(linksPath.data())};
    coap_resource_t* links = coap_resource_init(&path, 0);
    handleAll(links);
    coap_add_resource(m_context, links);
}

void CoapServer::Core::startThread()
{
    m_thread = std::thread([this] { run(); });
}

void CoapServer::Core::stopThread()
{
    if (!m_thread.joinable())
        return;
    m_stopping = true;
    m_loop.wake();
    m_thread.join();
    m_stopping = false;
}

void CoapServer::Core::run()
{
    m_now = std::chrono::steady_clock::now();
    m_nextTick = m_now + tickInterval;
    m_uploadWorker = std::make_unique<CoapUploadWorker>();
    const std::function<void()> takeChanges = [this] {
        takeConfig();
        syncObserved(); // The library decides before our handlers whether a resource can be observed.
    };
    while (!m_stopping) {
        takeChanges();
        takeStored();
        const bool busy = m_transfers.isActive() || (m_uploads && m_uploads->isActive()) || !m_delayed.empty();
        m_loop.turn(busy ? tickInterval : std::chrono::milliseconds(-1), takeChanges);
        if (busy)
            tick();
    }
    dropStoring();
    coap_free_context(m_context);
    m_context = nullptr;
}

void CoapServer::Core::tick()
{
    m_now = std::chrono::steady_clock::now();
    if (m_now < m_nextTick)
        return;
    m_nextTick = m_now + tickInterval;
    for (const auto& info : m_transfers.sweep(m_now)) {
        CoapServerEvent event = newEvent(Kind::TransferStalled, info->peer);
        event.transfer = info;
        event.path = info->path;
        m_ring.push(std::move(event));
    }
    if (m_uploads)
        m_uploads->sweep(m_now);
    std::erase_if(m_delayed, [this](const Delayed& delayed) { return delayed.until < m_now; });
}

void CoapServer::Core::syncObserved()
{
    if (m_syncedVersion == m_takenVersion)
        return;
    m_syncedVersion = m_takenVersion;
    for (auto each = m_observed.begin(); each != m_observed.end();) {
        const CoapTree::Node* node = m_config->tree->find(each->first);
        if (node && node->observable) {
            ++each;
            continue;
        }
        coap_delete_resource(m_context, each->second.resource); // Tells the observers 4.04.
        each = m_observed.erase(each);
    }
    m_config->tree->forEach([this](const std::string& key, const CoapTree::Node& node) {
        if (!node.observable)
            return;
        Observed& observed = m_observed[key];
        if (!observed.resource) {
            // The library looks paths up in an escaped form of its own: let it make it.
            coap_pdu_t* pdu = coap_pdu_init(COAP_MESSAGE_CON, COAP_REQUEST_CODE_GET, 0, 1024);
            for (std::size_t from = 0; from <= key.size();) {
                const std::size_t to = std::min(key.find('/', from), key.size());
                coap_add_option(pdu, COAP_OPTION_URI_PATH, to - from,
                                reinterpret_cast<const uint8_t*>(key.data()) + from);
                from = to + 1;
            }
            coap_string_t* path = coap_get_uri_path(pdu);
            coap_str_const_t name{path->length, path->s};
            observed.resource = coap_resource_init(&name, 0);
            coap_delete_string(path);
            coap_delete_pdu(pdu);
            coap_resource_set_get_observable(observed.resource, 1);
            for (int method = COAP_REQUEST_GET; method <= COAP_REQUEST_IPATCH; ++method)
                coap_register_request_handler(observed.resource, static_cast<coap_request_t>(method), onRequestStatic);
            coap_add_resource(m_context, observed.resource);
        } else if (observed.digest != node.body.digest) {
            observed.observers.clear(); // Each one that is told counts itself again.
            coap_resource_notify_observers(observed.resource, nullptr);
        }
        observed.digest = node.body.digest;
    });
    m_loop.flush();
}

void CoapServer::Core::rebuildLinks()
{
    if (m_linksVersion == m_takenVersion)
        return;
    m_linksVersion = m_takenVersion;
    QByteArrayList links;
    for (const auto& [path, methods] : m_config->handlers)
        links << CoapLink{QString::fromStdString(path), std::nullopt, std::nullopt, false}.toLinkFormat();
    QByteArrayList files;
    m_config->tree->forEach([&files](const std::string&, const CoapTree::Node& node) {
        if (node.listed)
            files << CoapLink{node.path, node.body.contentFormat, node.body.size(), node.observable}.toLinkFormat();
    });
    std::sort(files.begin(), files.end());
    m_ownLinks = CoapBody::of(SharedBytes::fromBuffer((links + files).join(',')), coapformat::linkFormat);
}

CoapServerEvent CoapServer::Core::newEvent(Kind kind, const std::shared_ptr<const CoapPeer>& peer) const
{
    CoapServerEvent event;
    event.kind = kind;
    event.timeNs = m_clock.nowNs();
    event.peer = peer;
    return event;
}

std::shared_ptr<const CoapPeer> CoapServer::Core::makePeer(coap_session_t* session) const
{
    const coap_address_t& remote = *coap_session_get_addr_remote(session);
    CoapPeer peer;
    peer.address = addressText(remote);
    peer.port = coap_address_get_port(&remote);
    peer.loopback = isLoopback(remote);
    peer.secure = coap_session_get_proto(session) == COAP_PROTO_DTLS;
    if (m_options.behind && peer.loopback) {
        if (const auto real = m_options.behind(peer.address, peer.port)) {
            peer.address = real->address;
            peer.port = real->port;
            peer.loopback = real->loopback;
        }
    }
    if (const auto name = m_certificateNames.find(session); name != m_certificateNames.end())
        peer.identity = name->second;
    else if (const coap_bin_const_t* identity = coap_session_get_psk_identity(session); identity && identity->s)
        peer.identity =
            QString::fromUtf8(reinterpret_cast<const char*>(identity->s), static_cast<qsizetype>(identity->length));
    return std::make_shared<const CoapPeer>(std::move(peer));
}

CoapServer::Core::Session& CoapServer::Core::sessionOf(coap_session_t* session)
{
    if (void* known = coap_session_get_app_data(session))
        return *static_cast<Session*>(known);
    const quint16 endpoint = coap_address_get_port(coap_session_get_addr_local(session));
    Session& made = m_sessions[session];
    m_counters.sessionsOpen = m_sessions.size();
    made = Session{makePeer(session), peerKey(*coap_session_get_addr_remote(session), endpoint), std::nullopt, {}};
    coap_session_set_app_data(session, &made);
    return made;
}

int CoapServer::Core::onEvent(coap_session_t* session, coap_event_t event)
{
    switch (event) {
    case COAP_EVENT_SERVER_SESSION_NEW: {
        ++m_counters.sessions;
        m_certificateNames.erase(session);
        coap_session_set_app_data(session, nullptr);
        m_ring.push(newEvent(Kind::SessionNew, sessionOf(session).peer));
        break;
    }
    case COAP_EVENT_SERVER_SESSION_DEL: {
        for (auto& [path, observed] : m_observed)
            std::erase_if(observed.observers, [session](const auto& observer) { return observer.first == session; });
        m_counters.sessionsOpen -= m_sessions.erase(session);
        m_certificateNames.erase(session);
        coap_session_set_app_data(session, nullptr);
        break;
    }
    case COAP_EVENT_DTLS_CONNECTED: {
        Session& known = sessionOf(session);
        known.peer = makePeer(session); // Now with its identity.
        m_ring.push(newEvent(Kind::SessionConnected, known.peer));
        break;
    }
    case COAP_EVENT_DTLS_CLOSED:
        m_ring.push(newEvent(Kind::SessionClosed, sessionOf(session).peer));
        break;
    case COAP_EVENT_DTLS_ERROR: {
        ++m_counters.handshakeErrors;
        Session& known = sessionOf(session);
        if (coap_session_get_state(session) != COAP_SESSION_STATE_ESTABLISHED)
            known.peer = makePeer(session); // The identity that was tried.
        m_ring.push(newEvent(Kind::SessionError, known.peer));
        break;
    }
    default:
        break;
    }
    return 0;
}

int CoapServer::Core::onEventStatic(coap_session_t* session, coap_event_t event)
{
    return static_cast<Core*>(coap_get_app_data(coap_session_get_context(session)))->onEvent(session, event);
}

} // namespace ota
