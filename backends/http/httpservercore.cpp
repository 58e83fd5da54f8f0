// SPDX-License-Identifier: Apache-2.0
#include "http/httpservercore.h"

#include "http/filelimit.h"
#include "http/filesender.h"
#include "http/httpguestconnection.h"
#include "http/tlstransport.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <future>

namespace ota {

Q_LOGGING_CATEGORY(httpServerLog, "ota.http")

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using namespace std::chrono_literals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpServer)
};

constexpr std::size_t logCapacity = 1000;
constexpr std::chrono::milliseconds longestTick = 500ms;
constexpr std::chrono::milliseconds shortestTick = 5ms;
constexpr std::chrono::milliseconds acceptPause = 100ms; ///< When the system has no descriptor left.
/// Between two looks at the fetches, of few and of many.
constexpr std::chrono::milliseconds fetchTick = 200ms;
constexpr std::chrono::milliseconds slowFetchTick = 1s;
constexpr std::size_t fewFetches = 100;
constexpr qint64 otherFiles = 256; ///< That are open beside the connections.

QString textOf(const ErrorCode& error)
{
    return QString::fromLocal8Bit(error.message().c_str());
}

QString addressOf(const QString& host, quint16 port)
{
    const bool isV6 = host.contains(QLatin1Char(':'));
    return (isV6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host).arg(port);
}

Result<tcp::endpoint> endpointOf(const HttpListen& listen)
{
    if (listen.host == QLatin1String("*"))
        return tcp::endpoint(tcp::v6(), listen.port);
    const QString host = listen.host == QLatin1String("localhost") ? QStringLiteral("127.0.0.1") : listen.host;
    ErrorCode error;
    const auto address = asio::ip::make_address(host.toStdString(), error);
    if (error)
        return failure(Error::Code::Usage, Tr::tr("%1 is not an address to listen on").arg(listen.host), {},
                       Tr::tr("Give an IPv4 or IPv6 address of this machine, or * for all."));
    return tcp::endpoint(address, listen.port);
}

HttpPeer peerOf(const tcp::endpoint& endpoint, bool isSecure)
{
    asio::ip::address address = endpoint.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    return {QString::fromStdString(address.to_string()), endpoint.port(), address.is_loopback(), isSecure};
}

} // namespace

HttpServer::Core::Core(const HttpServerSettings& settings)
    : m_settings(settings)
    , m_pool(settings.poolThreads)
    // One thread runs it, so the reactor needs no locks; posting from others stays safe.
    , m_context(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO)
    , m_acceptor(m_context)
    , m_timer(m_context)
    , m_acceptTimer(m_context)
    , m_tickPeriod(longestTick)
    , m_fetchTimer(m_context)
{
}

HttpServer::Core::~Core() = default;

QString HttpServer::Core::address() const
{
    return addressOf(m_settings.listen.host, m_port);
}

/// As many as were asked for, or as the system lets there be.
void HttpServer::Core::limitConnections()
{
    const qint64 wanted = m_settings.limits.connections;
    const qint64 files = raiseFileLimit();
    const qint64 possible = std::max<qint64>(1, files - otherFiles);
    m_mostClients = static_cast<std::size_t>(std::min(wanted, possible));
    if (wanted <= possible)
        return;
    m_note = Tr::tr("%1 can serve %2 clients at once and not %3: this process may open %4 files. Raise its hard limit "
                    "(ulimit -Hn).")
                 .arg(m_settings.name)
                 .arg(possible)
                 .arg(wanted)
                 .arg(files);
    qCWarning(httpServerLog).noquote() << m_note;
}

Result<> HttpServer::Core::open()
{
    limitConnections();
    if (m_settings.tls) {
        auto tls = makeTlsContext(*m_settings.tls);
        if (!tls)
            return failure(tls.error());
        m_tls = std::move(*tls);
    }
    const auto endpoint = endpointOf(m_settings.listen);
    if (!endpoint)
        return failure(endpoint.error());
    auto listening = listenOn(*endpoint);
    const bool isAny = m_settings.listen.host == QLatin1String("*");
    if (!listening && isAny && listening.error().code == Error::Code::Io) // A machine without IPv6.
        return listenOn(tcp::endpoint(tcp::v4(), m_settings.listen.port));
    return listening;
}

Result<> HttpServer::Core::listenOn(const tcp::endpoint& endpoint)
{
    ErrorCode error;
    m_acceptor.close(error);
    m_acceptor.open(endpoint.protocol(), error);
    if (!error) {
        m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (endpoint.protocol() == tcp::v6())
            m_acceptor.set_option(asio::ip::v6_only(m_settings.listen.host != QLatin1String("*")), error);
        m_acceptor.bind(endpoint, error);
    }
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) {
        m_port = m_acceptor.local_endpoint(error).port();
        return {};
    }
    const QString where = addressOf(m_settings.listen.host, endpoint.port());
    if (error == asio::error::address_in_use)
        return failure(Error::Code::Busy, Tr::tr("port %1 is in use by another program").arg(endpoint.port()), where,
                       Tr::tr("Choose another port, or 0 for any free one."));
    if (error == asio::error::access_denied)
        return failure(Error::Code::Io, Tr::tr("port %1 may not be opened by this user").arg(endpoint.port()), where,
                       Tr::tr("Choose a port above 1023."));
    return failure(Error::Code::Io, Tr::tr("can not listen there: %1").arg(textOf(error)), where);
}

void HttpServer::Core::begin(HttpRouter router, const Clock* clock, Listeners listeners)
{
    m_listeners = std::move(listeners);
    m_serving.router = std::move(router);
    m_serving.limits = m_settings.limits;
    m_serving.leanHeads = m_settings.leanHeads;
    m_serving.strictLengths = m_settings.strictLengths;
    m_serving.matchesServerName = m_settings.tls && m_settings.tls->serverName == HttpTlsFiles::ServerName::Match;
    m_serving.guests = m_settings.guests;
    m_serving.clock = clock;
    m_serving.pool = &m_pool;
    m_serving.io = weak_from_this();
    m_serving.closed = [this](HttpConnection& connection) {
        m_connections.erase(connection.shared_from_this());
        m_open = clients();
        endWhenIdle();
    };
    m_serving.guestClosed = [this](HttpGuestConnection& guest) {
        m_guests.erase(guest.shared_from_this());
        m_open = clients();
        endWhenIdle();
    };
    m_serving.guestCame = [this](std::unique_ptr<HttpTransport> transport, const HttpPeer& peer, QByteArray bytes) {
        const auto guest = std::make_shared<HttpGuestConnection>(m_serving, std::move(transport), peer);
        admit(guest);
        guest->takeOver(std::move(bytes));
    };
    m_serving.handshakeFailed = [this](const HttpTlsFailure& failed) {
        if (m_listeners.handshakeFailed)
            m_listeners.handshakeFailed(failed);
    };
    m_serving.requestDone = [this](HttpLogEntry entry) {
        onRequestDone(std::move(entry));
    };
    m_serving.fetchBegan = [this](const HttpConnection& connection) {
        m_fetching.insert(&connection);
        if (m_listeners.fetching && !std::exchange(m_fetchesTold, true))
            scheduleFetchTick();
    };
    m_serving.fetchEnded = [this](const HttpConnection& connection) {
        m_fetching.erase(&connection);
    };
    const HttpLimits& limits = m_settings.limits;
    const auto shortest = std::min({limits.head, limits.bodyIdle, limits.writeIdle, limits.keepAlive, limits.linger,
                                    limits.stopGrace, limits.heartbeat});
    m_tickPeriod = std::clamp(shortest / 4, shortestTick, longestTick);
    m_work.emplace(m_context.get_executor());
    accept();
    scheduleTick();
    m_thread = std::thread([this] {
        ignoreBrokenPipes();
        m_context.run();
        {
            const std::lock_guard lock(m_postMutex);
            m_ended = true;
        }
        m_context.restart(); // What was posted in between still runs: somebody may wait for it.
        m_context.poll();
    });
}

void HttpServer::Core::accept()
{
    m_acceptor.async_accept(m_context, [this](const ErrorCode& error, HttpSocket socket) {
        if (m_stopping || error == asio::error::operation_aborted)
            return;
        if (!error) {
            onAccepted(std::move(socket));
            return accept();
        }
        if (error != asio::error::connection_aborted)
            qCWarning(httpServerLog) << "accept:" << textOf(error);
        m_acceptTimer.expires_after(acceptPause);
        m_acceptTimer.async_wait([this](const ErrorCode& cancelled) {
            if (!cancelled && !m_stopping)
                accept();
        });
    });
}

void HttpServer::Core::onAccepted(HttpSocket socket)
{
    ErrorCode error;
    const tcp::endpoint endpoint = socket.remote_endpoint(error);
    if (error)
        return;
    ++m_accepted;
    if (!makeRoom()) {
        ++m_refused;
        static const QByteArray busy = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\n"
                                       "Connection: close\r\n\r\n";
        if (!m_tls && !(m_settings.guests && m_settings.guests->areAlone))
            socket.write_some(asio::buffer(busy.constData(), static_cast<std::size_t>(busy.size())), error);
        return;
    }
    socket.set_option(tcp::no_delay(true), error);
    auto transport = m_tls ? makeTlsTransport(std::move(socket), m_tls.get())
                           : makePlainTransport(std::move(socket), m_settings.copyBodies);
    const HttpPeer peer = peerOf(endpoint, m_tls != nullptr);
    if (m_settings.guests && m_settings.guests->areAlone) {
        const auto guest = std::make_shared<HttpGuestConnection>(m_serving, std::move(transport), peer);
        admit(guest);
        return guest->start();
    }
    const auto connection = std::make_shared<HttpConnection>(m_serving, std::move(transport), peer);
    m_connections.insert(connection);
    m_open = clients();
    connection->start();
}

void HttpServer::Core::admit(const std::shared_ptr<HttpGuestConnection>& guest)
{
    m_guests.insert(guest);
    m_open = clients();
}

/// Over the limit the connection goes that has waited longest between two requests. False: all are at work.
bool HttpServer::Core::makeRoom()
{
    if (clients() < m_mostClients)
        return true;
    std::shared_ptr<HttpConnection> oldest;
    for (const auto& connection : m_connections) {
        const auto since = connection->idleSince();
        if (since && (!oldest || *since < *oldest->idleSince()))
            oldest = connection;
    }
    if (oldest)
        oldest->abort();
    return oldest != nullptr;
}

void HttpServer::Core::scheduleTick()
{
    m_timer.expires_after(m_tickPeriod);
    m_timer.async_wait([this](const ErrorCode& error) {
        if (!error)
            onTick();
    });
}

void HttpServer::Core::onTick()
{
    const auto now = std::chrono::steady_clock::now();
    const std::vector<std::shared_ptr<HttpConnection>> connections(m_connections.begin(), m_connections.end());
    const bool cut = m_stopping && now >= m_stopDeadline;
    for (const auto& connection : connections)
        cut ? connection->abort() : connection->tick(now);
    const std::vector<std::shared_ptr<HttpGuestConnection>> guests(m_guests.begin(), m_guests.end());
    for (const auto& guest : guests)
        guest->tick(now);
    if (!m_stopping || clients() > 0)
        scheduleTick();
}

void HttpServer::Core::scheduleFetchTick()
{
    m_fetchTimer.expires_after(m_fetching.size() > fewFetches ? slowFetchTick : fetchTick);
    m_fetchTimer.async_wait([this](const ErrorCode& error) {
        if (!error)
            onFetchTick();
    });
}

void HttpServer::Core::onFetchTick()
{
    m_fetchesTold = !m_fetching.empty();
    if (!m_fetchesTold)
        return;
    std::vector<HttpTransfer> transfers;
    for (const HttpConnection* connection : m_fetching) {
        if (auto transfer = connection->transfer())
            transfers.push_back(std::move(*transfer));
    }
    m_listeners.fetching(transfers);
    scheduleFetchTick();
}

void HttpServer::Core::onRequestDone(HttpLogEntry entry)
{
    {
        const std::lock_guard lock(m_logMutex);
        entry.id = ++m_lastLogId;
        ++m_byClass.at(static_cast<std::size_t>(std::clamp(entry.status / 100, 0, 5)));
        if (m_log.size() < logCapacity)
            m_log.push_back(entry);
        else
            m_log[(entry.id - 1) % logCapacity] = entry;
    }
    if (m_listeners.requestDone)
        m_listeners.requestDone(entry);
}

bool HttpServer::Core::post(std::function<void()> work)
{
    const std::lock_guard lock(m_postMutex);
    if (m_ended)
        return false;
    asio::post(m_context, std::move(work));
    return true;
}

HttpCounters HttpServer::Core::counters() const
{
    HttpCounters counters;
    counters.connections = m_accepted;
    counters.connectionsOpen = m_open;
    counters.connectionsRefused = m_refused;
    counters.bytesIn = m_serving.bytesIn;
    counters.bytesOut = m_serving.bytesOut;
    const std::lock_guard lock(m_logMutex);
    counters.requests = m_lastLogId;
    counters.byClass = m_byClass;
    return counters;
}

std::vector<HttpTransfer> HttpServer::Core::collectTransfers() const
{
    std::vector<HttpTransfer> transfers;
    for (const auto& connection : m_connections) {
        if (auto transfer = connection->transfer())
            transfers.push_back(std::move(*transfer));
    }
    return transfers;
}

std::vector<HttpTransfer> HttpServer::Core::transfers()
{
    if (m_thread.get_id() == std::this_thread::get_id())
        return collectTransfers();
    const auto answer = std::make_shared<std::promise<std::vector<HttpTransfer>>>();
    std::future<std::vector<HttpTransfer>> future = answer->get_future();
    if (!post([this, answer] { answer->set_value(collectTransfers()); }))
        return {};
    return future.get();
}

std::vector<HttpLogEntry> HttpServer::Core::log(quint64 id) const
{
    const std::lock_guard lock(m_logMutex);
    std::vector<HttpLogEntry> entries;
    const quint64 oldest = m_lastLogId - m_log.size();
    for (quint64 i = std::max(id, oldest); i < m_lastLogId; ++i)
        entries.push_back(m_log[i % logCapacity]);
    return entries;
}

void HttpServer::Core::beginStop()
{
    m_stopping = true;
    m_serving.stopping = true;
    m_stopDeadline = std::chrono::steady_clock::now() + m_settings.limits.stopGrace;
    ErrorCode ignored;
    m_acceptor.close(ignored);
    m_acceptTimer.cancel();
    const std::vector<std::shared_ptr<HttpConnection>> connections(m_connections.begin(), m_connections.end());
    for (const auto& connection : connections)
        connection->finishSoon();
    const std::vector<std::shared_ptr<HttpGuestConnection>> guests(m_guests.begin(), m_guests.end());
    for (const auto& guest : guests)
        guest->end();
    endWhenIdle();
}

void HttpServer::Core::endWhenIdle()
{
    if (!m_stopping || clients() > 0)
        return;
    m_timer.cancel();
    m_fetchTimer.cancel();
    m_work.reset();
}

void HttpServer::Core::stop()
{
    if (m_thread.joinable()) {
        post([this] { beginStop(); });
        m_thread.join();
    }
    m_pool.waitForDone();
}

} // namespace ota
