// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/programcontext.h"
#include "base/clock.h"
#include "exosense/exosensedesk.h"
#include "operations/operationregistry.h"
#include "otaserver/servedesk.h"
#include "panels/shell/benchnames.h"
#include "panels/shell/mainwindow.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"
#include "panels/widgets/servicehost.h"

#include <QString>

namespace ota {

class LogRing;

/// The whole window on one bench: engines, services and panels put together, without a main. What is made first goes
/// last. GUI thread.
class BenchWindow
{
public:
    /// The directory must be there. `log` and `clock` must outlive it; without a clock it goes by the machine's.
    BenchWindow(const QString& benchDirectory, const QString& programVersion, LogRing& log,
                const Clock* clock = nullptr);
    ~BenchWindow();
    Q_DISABLE_COPY_MOVE(BenchWindow)

    MainWindow& window() { return m_window; }
    JobCenter& jobs() { return m_jobs; }
    ServiceHost& services() { return m_services; }
    BenchFeed& feed() { return m_feed; }
    GatewayFeed& gatewayFeed() { return m_gatewayFeed; }
    ServeDesk& desk() { return m_desk; }
    ExosenseDesk& gateways() { return m_gateways; }

private:
    // In this order: what stands below uses what stands above.
    QString m_facts;
    ExosenseDesk m_gateways;
    OperationRegistry m_registry;
    SystemClock m_systemClock;
    const Clock& m_clock;
    FileMemory m_memory;
    ProgramBench m_bench;
    ServeDesk m_desk;
    ServiceHost m_services;
    JobCenter m_jobs;
    BenchFeed m_feed;
    GatewayFeed m_gatewayFeed;
    BenchNames m_names;
    MainWindow m_window;
};

} // namespace ota
