// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/deviceapi.h"
#include "exosense/exosensecloud.h"
#include "exosense/exosensestore.h"
#include "fakeclock.h"
#include "http/httpserver.h"
#include "store/bench.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QTemporaryDir>

#include <memory>
#include <mutex>

namespace ota {

/// A bench with the world's tables, its cloud, and what that told.
class CloudFixture
{
public:
    static inline const QByteArray token = QByteArray(40, 'a');

    explicit CloudFixture(CloudSettings settings = {})
        : m_settings(std::move(settings))
    {
        open();
    }

    /// Ends all and begins anew on the same directory, as after a restart.
    void reopen()
    {
        close();
        open();
    }

    /// A gateway with `token`.
    void addGateway(const QString& name, const QByteArray& credential = token)
    {
        need(cloud->addIdentity(name, false));
        need(cloud->adoptToken(name, credential));
    }

    QStringList codes() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_codes;
    }

    template<typename T>
    static void need(const Result<T>& result)
    {
        if (!result)
            qFatal("%s", qPrintable(result.error().toString()));
    }

    FakeClock clock;
    std::unique_ptr<Bench> bench;
    std::unique_ptr<ExosenseCloud> cloud;

protected:
    virtual ~CloudFixture() { close(); }

    void close()
    {
        cloud.reset();
        bench.reset();
    }

    void open()
    {
        BenchOptions options;
        options.clock = &clock;
        options.schemas = {EventStore::schema(), ExosenseStore::schema()};
        auto opened = Bench::open(m_directory.filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        need(opened);
        bench = std::move(*opened);
        auto made = ExosenseCloud::open(*bench, nullptr, m_settings);
        need(made);
        cloud = std::move(*made);
        cloud->onEvent([this](const QString& kind, const QJsonObject& data) {
            const std::scoped_lock lock(m_mutex);
            if (kind == QStringLiteral("finding"))
                m_codes << data[QStringLiteral("code")].toString();
        });
    }

private:
    QTemporaryDir m_directory;
    CloudSettings m_settings;
    mutable std::mutex m_mutex;
    QStringList m_codes;
};

/// With the device API on a loopback port.
class ServedCloud final : public CloudFixture
{
public:
    explicit ServedCloud(CloudSettings settings = {}, const QByteArray& managementToken = token)
        : CloudFixture(std::move(settings))
        , m_managementToken(managementToken)
    {
        serve();
    }
    ~ServedCloud() override { end(); }

    void restart()
    {
        end();
        reopen();
        serve();
    }

    quint16 port() const { return m_server->port(); }

private:
    void end()
    {
        cloud->endPolls(); // Nobody waits for those who wait.
        m_server.reset();
    }

    void serve()
    {
        m_api = std::make_unique<DeviceApi>(*cloud, m_managementToken);
        HttpRouter router;
        m_api->addRoutes(router);
        HttpServerSettings settings;
        settings.leanHeads = true;
        settings.clock = &clock;
        m_server = std::make_unique<HttpServer>(settings, router);
        need(m_server->start());
    }

    QByteArray m_managementToken;
    std::unique_ptr<DeviceApi> m_api;
    std::unique_ptr<HttpServer> m_server;
};

} // namespace ota
