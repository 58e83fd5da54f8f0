// SPDX-License-Identifier: Apache-2.0
#include "gatewaybench.h"

#include "app/composition.h"
#include "timeline/transferevents.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace ota {

namespace {

template<typename T>
void need(const Result<T>& result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
}

QByteArray reportOf(const QString& version, const QString& status, const QString& message)
{
    QJsonObject report{{QStringLiteral("version"), version}, {QStringLiteral("status"), status}};
    if (!message.isEmpty())
        report.insert(QStringLiteral("message"), message);
    return QJsonDocument(report).toJson(QJsonDocument::Compact);
}

} // namespace

GatewayBench::GatewayBench(qint64 beginNs)
    : clock(beginNs)
{
    BenchOptions options;
    options.clock = &clock;
    options.holderName = QStringLiteral("a test");
    options.schemas = allSchemas();
    auto bench = Bench::open(m_directory.path(), Bench::Access::Hold, std::move(options));
    need(bench);
    m_bench = std::move(*bench);
    auto store = EventStore::open(m_bench->database(), m_bench->streamsPath(), clock);
    need(store);
    m_store = std::move(*store);
    Timeline::Options recorder;
    recorder.watch = false;
    auto timeline = Timeline::open(*m_store, clock, recorder);
    need(timeline);
    m_timeline = std::move(*timeline);
    auto cloud = ExosenseCloud::open(*m_bench, m_timeline.get(), {});
    need(cloud);
    m_cloud = std::move(*cloud);
}

GatewayBench::~GatewayBench()
{
    close();
}

void GatewayBench::close()
{
    m_cloud.reset();
    m_timeline.reset();
    m_store.reset();
    m_bench.reset();
}

void GatewayBench::add(const QString& board, bool simulated)
{
    need(m_cloud->addIdentity(board, simulated));
}

void GatewayBench::ask(const QStringList& boards, const QString& version)
{
    const QByteArray config = QJsonDocument(QJsonObject{{QStringLiteral("version"), version},
                                                        {QStringLiteral("name"), QStringLiteral("firmware")},
                                                        {QStringLiteral("type"), QStringLiteral("JSON")},
                                                        {QStringLiteral("payload"), QJsonObject()}})
                                  .toJson(QJsonDocument::Compact);
    clock.advance(std::chrono::seconds(1));
    need(m_cloud->setDesired(boards, "config_otau", config));
    clock.advance(std::chrono::seconds(1));
    for (const QString& board : boards)
        need(m_cloud->write(board, m_cloud->read(board, {"config_otau"}), {}));
}

void GatewayBench::say(const QString& board, const QString& version, const QString& status, const QString& message)
{
    clock.advance(std::chrono::seconds(1));
    need(m_cloud->write(board, {{"otau_in", reportOf(version, status, message)}}, {}));
}

void GatewayBench::sayAll(const QString& board, const QString& version, const QStringList& statuses)
{
    for (const QString& status : statuses)
        say(board, version, status);
}

void GatewayBench::sayAt(const QString& board, qint64 deviceNs, const QString& version, const QString& status)
{
    clock.advance(std::chrono::seconds(1));
    need(m_cloud->record(board, {{"otau_in", reportOf(version, status, {}), deviceNs}}, {}));
}

void GatewayBench::saySteps(const QString& board, const QString& version, int count)
{
    std::vector<AliasWrite> writes;
    for (int i = 0; i < count; ++i) {
        const QString percent = QString::number(100.0 * i / std::max(1, count - 1), 'f', 2);
        writes.push_back({"otau_in", reportOf(version, QStringLiteral("DOWNLOAD_STEP"), percent + u'%')});
    }
    clock.advance(std::chrono::seconds(1));
    need(m_cloud->write(board, writes, {}));
}

void GatewayBench::send(const QString& board, const QString& file, quint64 bytes)
{
    clock.advance(std::chrono::seconds(1));
    TransferReport report;
    report.board = BoardId(board);
    report.session = m_timeline->sessionAt(report.board, World::Exosense, clock.nowNs()).value_or(SessionId());
    report.world = World::Exosense;
    report.object = file;
    report.peer = QStringLiteral("192.0.2.9");
    report.requests = 1;
    report.total = bytes;
    report.hostNs = clock.nowNs();
    m_timeline->append(transferBegan(report));
    clock.advance(std::chrono::seconds(1));
    report.done = report.bytes = bytes / 2;
    report.hostNs = clock.nowNs();
    m_timeline->append(transferProgressed(report));
    clock.advance(std::chrono::seconds(1));
    report.done = report.bytes = bytes;
    report.hostNs = clock.nowNs();
    m_timeline->append(transferEnded(report));
}

void GatewayBench::wait(std::chrono::seconds time)
{
    clock.advance(time);
    m_cloud->tick();
    m_timeline->tick();
}

void GatewayBench::flush()
{
    clock.advance(std::chrono::seconds(2)); // Findings settle.
    m_timeline->tick();
    m_timeline->flush();
}

SessionRow GatewayBench::newest(const QString& board)
{
    flush();
    auto rows = m_store->sessions({.board = BoardId(board)});
    need(rows);
    if (rows->empty())
        qFatal("%s has no session", qPrintable(board));
    return rows->front();
}

QStringList GatewayBench::wholeUpdate()
{
    return {QStringLiteral("INIT"),
            QStringLiteral("TEST"),
            QStringLiteral("TEST_SUCCESS"),
            QStringLiteral("DOWNLOAD"),
            QStringLiteral("DOWNLOAD_STEP"),
            QStringLiteral("DOWNLOAD_SUCCESS"),
            QStringLiteral("INSTALL"),
            QStringLiteral("INSTALL_STEP"),
            QStringLiteral("INSTALL_SUCCESS"),
            QStringLiteral("INSTALLED_VERSION")};
}

} // namespace ota
