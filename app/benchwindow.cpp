// SPDX-License-Identifier: Apache-2.0
#include "app/benchwindow.h"

#include "app/benchservices.h"
#include "app/composition.h"
#include "base/logring.h"
#include "devices/serial/serialports.h"
#include "panels/boards/boardspanel.h"
#include "panels/images/imagespanel.h"
#include "panels/packages/packagespanel.h"
#include "panels/serving/autostart.h"
#include "panels/serving/servingpanel.h"
#include "panels/timelines/timelinespanel.h"
#include "panels/widgets/trydemo.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace ota {

namespace {

/// The registry fills itself once, before anything uses it.
OperationRegistry allOperations(const QString& programVersion, ExosenseDesk& gateways)
{
    OperationRegistry registry;
    registerAllOperations(registry, programVersion, &gateways);
    return registry;
}

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BenchWindow)
};

QString nameOf(const QString& benchDirectory)
{
    return benchDirectory == benchDirectoryOr({}) ? Tr::tr("default") : QFileInfo(benchDirectory).fileName();
}

/// Asked before anything opens the bench.
QString factsOf(const QString& benchDirectory)
{
    return QFileInfo::exists(QDir(benchDirectory).filePath(QStringLiteral("bench.json"))) ? QString()
                                                                                          : Tr::tr("made just now");
}

} // namespace

BenchWindow::BenchWindow(const QString& benchDirectory, const QString& programVersion, LogRing& log, const Clock* clock)
    : m_facts(factsOf(benchDirectory))
    , m_registry(allOperations(programVersion, m_gateways))
    , m_clock(clock ? *clock : m_systemClock)
    , m_memory(QDir(benchDirectory).filePath(QStringLiteral("window.ini")))
    , m_bench(benchDirectory, QStringLiteral("ota-workbench"), log, clock)
    , m_desk({[this] { return m_bench.open(OperationContext::Access::Hold); }, [this] { return m_bench.timeline(); },
              &m_gateways})
    , m_jobs(
          m_registry,
          [this](JobContext& job, JobCenter::AskSecret ask) { return m_bench.contextFor(job, std::move(ask)); },
          m_clock)
    , m_feed([this] { return m_bench.open(OperationContext::Access::Read); })
    , m_gatewayFeed(m_feed, [this](const ExosenseDesk::Use& use) { return m_gateways.use(use); })
    , m_names(m_feed, m_jobs, m_memory,
              {[this]() -> Result<const EventStore*> { return m_bench.events(); }, &serialPorts})
    , m_window({m_jobs, m_services, m_feed, m_memory, log, m_clock, nameOf(benchDirectory), m_facts,
                [this](const Operation& operation, const Parameter& parameter) {
                    return m_names.suggest(operation, parameter);
                }})
{
    addBenchServices(m_services, m_desk, m_bench);
    reloadAfterJobs(m_jobs, m_services, m_desk);
    QObject::connect(&m_jobs, &JobCenter::finished, &m_feed, &BenchFeed::refresh);
    QObject::connect(&m_jobs, &JobCenter::finished, &m_gatewayFeed, &GatewayFeed::refresh);
    m_window.workbench().gateways = &m_gatewayFeed;
    m_window.addPanel(new BoardsPanel(m_window.workbench()));
    m_window.addPanel(new ImagesPanel(m_window.workbench()));
    m_window.addPanel(new PackagesPanel(m_window.workbench()));
    m_window.addPanel(new ServingPanel(m_window.workbench(), m_desk));
    m_window.addPanel(new TimelinesPanel(m_window.workbench(), [this] { return m_bench.events(); }));
    m_window.setFindEntries([this] { return m_names.entries(m_window.workbench().open); });
    new DemoGuide(m_window.workbench(), &m_window);
    m_window.restore();
    startRemembered(m_services, m_memory);
}

BenchWindow::~BenchWindow() = default;

} // namespace ota
