// SPDX-License-Identifier: Apache-2.0
#include "http/httpserver.h"

#include "http/httpservercore.h"

namespace ota {

HttpServer::HttpServer(HttpServerSettings settings, HttpRouter router)
    : Service(settings.name)
    , m_settings(std::move(settings))
    , m_router(std::move(router))
{
}

HttpServer::~HttpServer()
{
    stop();
}

Result<> HttpServer::start()
{
    if (status().state == ServiceStatus::State::Running)
        return {};
    setStatus({ServiceStatus::State::Starting, {}, {}});
    const auto core = std::make_shared<Core>(m_settings);
    if (const auto opened = core->open(); !opened) {
        setStatus({ServiceStatus::State::Failed, {}, opened.error().toString()});
        return opened;
    }
    core->begin(m_router, m_settings.clock ? m_settings.clock : &m_systemClock,
                {m_requestDone, m_fetching, m_handshakeFailed});
    {
        const std::lock_guard lock(m_coreMutex);
        m_core = core;
    }
    const QString scheme = m_settings.tls ? QStringLiteral("https://") : QStringLiteral("http://");
    setStatus({ServiceStatus::State::Running, scheme % core->address(), {}});
    return {};
}

void HttpServer::stop()
{
    std::shared_ptr<Core> core;
    {
        const std::lock_guard lock(m_coreMutex);
        core = m_core;
    }
    if (!core)
        return;
    core->stop();
    {
        const std::lock_guard lock(m_coreMutex);
        m_core.reset();
    }
    setStatus({});
}

quint16 HttpServer::port() const
{
    const std::lock_guard lock(m_coreMutex);
    return m_core ? m_core->port() : quint16{0};
}

HttpCounters HttpServer::counters() const
{
    const std::lock_guard lock(m_coreMutex);
    return m_core ? m_core->counters() : HttpCounters{};
}

std::vector<HttpTransfer> HttpServer::transfers() const
{
    std::shared_ptr<Core> core;
    {
        const std::lock_guard lock(m_coreMutex);
        core = m_core;
    }
    return core ? core->transfers() : std::vector<HttpTransfer>{};
}

std::vector<HttpLogEntry> HttpServer::log(quint64 id) const
{
    const std::lock_guard lock(m_coreMutex);
    return m_core ? m_core->log(id) : std::vector<HttpLogEntry>{};
}

void HttpServer::onRequestDone(std::function<void(const HttpLogEntry&)> listener)
{
    m_requestDone = std::move(listener);
}

void HttpServer::onFetching(std::function<void(const std::vector<HttpTransfer>&)> listener)
{
    m_fetching = std::move(listener);
}

void HttpServer::onHandshakeFailed(std::function<void(const HttpTlsFailure&)> listener)
{
    m_handshakeFailed = std::move(listener);
}

QString HttpServer::note() const
{
    const std::lock_guard lock(m_coreMutex);
    return m_core ? m_core->note() : QString();
}

} // namespace ota
