// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/asiotransport.h"
#include "http/httpconnection.h"
#include "http/httpserver.h"
#include "http/httpworkers.h"
#include "http/tlscontext.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <thread>
#include <unordered_set>

namespace ota {

class HttpGuestConnection;

/// The I/O thread and all it owns.
class HttpServer::Core final : public HttpIoThread, public std::enable_shared_from_this<HttpServer::Core>
{
public:
    explicit Core(const HttpServerSettings& settings);
    ~Core() override;
    Q_DISABLE_COPY_MOVE(Core)

    Result<> open();
    struct Listeners
    {
        std::function<void(const HttpLogEntry&)> requestDone;
        std::function<void(const std::vector<HttpTransfer>&)> fetching;
        std::function<void(const HttpTlsFailure&)> handshakeFailed;
    };
    void begin(HttpRouter router, const Clock* clock, Listeners listeners);
    void stop();

    bool post(std::function<void()> work) override;
    quint16 port() const { return m_port; }
    QString address() const; ///< HOST:PORT
    HttpCounters counters() const;
    std::vector<HttpTransfer> transfers();
    std::vector<HttpLogEntry> log(quint64 id) const;
    const QString& note() const { return m_note; }

private:
    void limitConnections();
    Result<> listenOn(const boost::asio::ip::tcp::endpoint& endpoint);
    void accept();
    void onAccepted(HttpSocket socket);
    void admit(const std::shared_ptr<HttpGuestConnection>& guest);
    std::size_t clients() const { return m_connections.size() + m_guests.size(); }
    bool makeRoom();
    void scheduleTick();
    void onTick();
    void scheduleFetchTick();
    void onFetchTick();
    void onRequestDone(HttpLogEntry entry);
    void beginStop();
    void endWhenIdle();
    std::vector<HttpTransfer> collectTransfers() const;

    const HttpServerSettings m_settings;
    HttpServing m_serving; // Before the context: what is pending there refers to it.
    HttpWorkers m_pool;
    TlsContext m_tls; ///< Null: none.
    boost::asio::io_context m_context;
    std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> m_work;
    boost::asio::ip::tcp::acceptor m_acceptor;
    boost::asio::steady_timer m_timer;
    boost::asio::steady_timer m_acceptTimer;
    std::chrono::milliseconds m_tickPeriod{};
    std::unordered_set<std::shared_ptr<HttpConnection>> m_connections; // Shared with what is under way for them.
    std::unordered_set<std::shared_ptr<HttpGuestConnection>> m_guests;
    boost::asio::steady_timer m_fetchTimer;
    std::unordered_set<const HttpConnection*> m_fetching; ///< Those of m_connections that send something named.
    bool m_fetchesTold = false;                           ///< The timer runs.
    std::thread m_thread;
    quint16 m_port = 0;
    std::size_t m_mostClients = 0;
    QString m_note;

    std::mutex m_postMutex;
    bool m_ended = false;
    bool m_stopping = false; ///< I/O thread.
    HttpConnection::TimePoint m_stopDeadline;

    std::atomic<quint64> m_accepted = 0;
    std::atomic<quint64> m_open = 0;
    std::atomic<quint64> m_refused = 0;
    mutable std::mutex m_logMutex;
    std::vector<HttpLogEntry> m_log; ///< A ring: id n at (n - 1) modulo the capacity.
    quint64 m_lastLogId = 0;
    std::array<quint64, 6> m_byClass{};
    Listeners m_listeners;
};

} // namespace ota
