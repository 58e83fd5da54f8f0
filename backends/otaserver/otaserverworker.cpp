// SPDX-License-Identifier: Apache-2.0
#include "otaserver/otaserverworker.h"

#include "coap/coapserver.h"
#include "exosense/exosensecloud.h"
#include "exosense/exosensedesk.h"
#include "http/httpserver.h"
#include "otaserver/gatewaylog.h"
#include "otaserver/otaservercore.h"
#include "store/bench.h"

#include <QCoreApplication>
#include <QFileSystemWatcher>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>

namespace ota {

namespace {

using namespace std::chrono_literals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(OtaServer)
};

constexpr auto drainDelay = 20ms; ///< Between a server's first event and taking them: many come at once.
constexpr auto tickEvery = 100ms;
constexpr int ticksPerLook = 5; ///< Whether something was published by another process.
constexpr std::size_t eventsAtOnce = 10'000;
constexpr int ticksPerRescan = 10; ///< Changes inside files that the watcher does not see.

const QString getName = QStringLiteral("GET"); ///< The only method that the files of releases know.
const QString dtlsName = QStringLiteral("DTLS");
const QString releasesPrefix = QStringLiteral("/releases/");

/// `[::1]:4711` → `::1`
QString addressOf(const QString& peer)
{
    return unbracketedHost(peer.left(peer.lastIndexOf(u':')));
}

ServerLogLine::Level levelOf(int status)
{
    return status >= 500   ? ServerLogLine::Level::Bad
           : status >= 400 ? ServerLogLine::Level::Warning
                           : ServerLogLine::Level::Info;
}

} // namespace

class OtaServerWorker::Loop final : public QObject
{
public:
    Loop(OtaServerCore& core, ExosenseDesk& gateways, std::vector<Known>& sources)
        : m_core(core)
        , m_gateways(gateways)
        , m_sources(sources)
    {
    }

    // Any thread.

    void wake()
    {
        if (!m_woken.exchange(true))
            QMetaObject::invokeMethod(
                this,
                [this] {
                    if (m_drainTimer) // Else it comes between two runs, and begin() looks by itself.
                        m_drainTimer->start(drainDelay);
                },
                Qt::QueuedConnection);
    }

    void requestDone(const QString& service, const HttpLogEntry& entry)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_requests.emplace_back(service, entry);
        }
        wake();
    }

    void gatewayEvent(const QString& kind, const QJsonObject& data)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_gatewayEvents.emplace_back(kind, data);
        }
        wake();
    }

    void fetchDone(const QString& service, const HttpLogEntry& entry)
    {
        queue({{fetchOf(service, entry.subject, entry.peer, entry.fetch, entry.bytes, entry.timeNs), entry.status,
                entry.complete}});
    }

    void fetching(const QString& service, const std::vector<HttpTransfer>& transfers)
    {
        const qint64 nowNs = m_core.bench.clock().nowNs();
        std::vector<Fetched> all;
        for (const HttpTransfer& each : transfers)
            all.push_back({fetchOf(service, each.subject, each.peer, each.fetch, each.doneBytes, nowNs), 0, false});
        queue(std::move(all));
    }

    // The worker's thread.

    void begin()
    {
        m_drainTimer = std::make_unique<QTimer>();
        m_drainTimer->setSingleShot(true);
        connect(m_drainTimer.get(), &QTimer::timeout, this, [this] { drain(); });
        m_tickTimer = std::make_unique<QTimer>();
        connect(m_tickTimer.get(), &QTimer::timeout, this, [this] { tick(); });
        m_tickTimer->start(tickEvery);
        m_drainTimer->start(drainDelay);
        watchFolders();
    }

    void end()
    {
        drain();
        m_core.desk.tick();
        m_watcher.reset();
        m_tickTimer.reset();
        m_drainTimer.reset();
    }

private:
    void drain()
    {
        m_woken = false;
        const auto served = m_core.tree.current();
        for (Known& known : m_sources) {
            while (known.source.coap && takeEvents(known, *served)) {
            }
        }
        takeRequests(*served);
        takeFetches();
        takeGatewayEvents();
    }

    /// What a gateway fetched; status 0: it is under way.
    struct Fetched
    {
        SessionTracker::Fetch fetch;
        int status = 0;
        bool isComplete = false;
    };

    static SessionTracker::Fetch fetchOf(const QString& service, const QString& board, const QString& peer,
                                         const std::shared_ptr<const HttpFetch>& what, qint64 sentBytes, qint64 timeNs)
    {
        return {service, BoardId(board), peer, what, static_cast<quint64>(sentBytes), timeNs};
    }

    void queue(std::vector<Fetched> fetched)
    {
        {
            const std::lock_guard lock(m_mutex);
            std::ranges::move(fetched, std::back_inserter(m_fetches));
        }
        wake();
    }

    void takeFetches()
    {
        std::vector<Fetched> fetches;
        {
            const std::lock_guard lock(m_mutex);
            fetches.swap(m_fetches);
        }
        for (const Fetched& each : fetches)
            take(each);
    }

    void take(const Fetched& fetched)
    {
        const SessionTracker::Fetch& fetch = fetched.fetch;
        if (fetch.board.isEmpty() || !fetch.what)
            return;
        if (fetched.status >= 400)
            return m_core.tracker.fetchRefused(fetch, fetched.status);
        if (fetch.what->length == 0)
            return; // Of an empty file, or not changed since.
        const bool isMore = fetched.status == 0 ? m_core.tracker.fetchProgress(fetch)
                                                : m_core.tracker.fetchEnd(fetch, fetched.isComplete);
        if (isMore)
            (void)m_gateways.use([&](ExosenseCloud& cloud) { cloud.noteFetched(fetch.board.text(), fetch.timeNs); });
    }

    void takeGatewayEvents()
    {
        std::vector<std::pair<QString, QJsonObject>> events;
        {
            const std::lock_guard lock(m_mutex);
            events.swap(m_gatewayEvents);
        }
        for (const auto& [kind, data] : events) {
            logGatewayEvent(m_core.log, kind, data);
            if (m_core.listener)
                m_core.listener(kind, data); // Not for the page: it shows what the bench publishes.
        }
    }

    /// True when there may be more.
    bool takeEvents(Known& known, const ServedTree& served)
    {
        const QString& name = known.source.name;
        quint64& seen = known.seen;
        const auto events = known.source.coap->eventsAfter(seen, eventsAtOnce);
        if (!events.empty() && events.front().id > seen + 1)
            m_core.log.add(
                ServerLogLine::Level::Warning, name,
                Tr::tr("%1 events came faster than they could be counted").arg(events.front().id - seen - 1));
        for (const CoapServerEvent& event : events) {
            m_core.tracker.coapEvent(known.number, name, event, served);
            logEvent(name, event);
            seen = event.id;
        }
        return events.size() == eventsAtOnce;
    }

    void takeRequests(const ServedTree& served)
    {
        std::vector<std::pair<QString, HttpLogEntry>> requests;
        {
            const std::lock_guard lock(m_mutex);
            requests.swap(m_requests);
        }
        for (const auto& [service, entry] : requests) {
            const bool isFile = entry.path.startsWith(releasesPrefix);
            if (const auto gateway = gatewayOf(entry.peer, entry.fetch))
                take({fetchOf(service, gateway->id.text(), entry.peer, entry.fetch, entry.bytes, entry.timeNs),
                      entry.status, entry.complete});
            else if (isFile && entry.method == "GET" && (entry.status == 200 || entry.status == 206)) {
                SessionTracker::Download download = downloadOf(service, entry.peer, entry.path);
                download.doneBytes = static_cast<quint64>(entry.bytes);
                m_core.tracker.httpEnd(download, entry.complete, entry.status, served);
            }
            // The page asks often; what people look for in a log is what changed something.
            if (entry.method != "GET" || isFile || entry.status >= 400)
                m_core.log.add(
                    levelOf(entry.status), service,
                    Tr::tr("%1 %2 from %3: %4%5")
                        .arg(QString::fromLatin1(entry.method), entry.path, entry.peer)
                        .arg(entry.status)
                        .arg(entry.complete ? QString() : Tr::tr(", cut off")),
                    {QString::fromLatin1(entry.method), entry.peer, entry.path, QString::number(entry.status),
                     entry.complete ? humanSize(entry.bytes) : Tr::tr("cut off after %1").arg(humanSize(entry.bytes))});
        }
    }

    static SessionTracker::Download downloadOf(const QString& service, const QString& peer, const QString& path)
    {
        return {service,         QString(service + u' ' + peer + u' ' + path), peer,
                addressOf(peer), path.sliced(releasesPrefix.size()),           0};
    }

    /// A file that is fetched from where a gateway is.
    std::optional<FoundBoard> gatewayOf(const QString& peer, const std::shared_ptr<const HttpFetch>& what) const
    {
        return what ? m_core.boards.gatewayAt(addressOf(peer)) : std::nullopt;
    }

    void pollDownloads()
    {
        const auto served = m_core.tree.current();
        for (const Known& known : m_sources) {
            const Source& source = known.source;
            if (!source.http)
                continue;
            for (const HttpTransfer& transfer : source.http->transfers()) {
                if (transfer.incoming || !transfer.path.startsWith(releasesPrefix))
                    continue;
                if (const auto gateway = gatewayOf(transfer.peer, transfer.fetch)) {
                    take({fetchOf(source.name, gateway->id.text(), transfer.peer, transfer.fetch, transfer.doneBytes,
                                  m_core.bench.clock().nowNs()),
                          0, false});
                    continue;
                }
                SessionTracker::Download download = downloadOf(source.name, transfer.peer, transfer.path);
                download.doneBytes = static_cast<quint64>(transfer.doneBytes);
                m_core.tracker.httpProgress(download, *served);
            }
        }
    }

    void logEvent(const QString& service, const CoapServerEvent& event)
    {
        using Kind = CoapServerEvent::Kind;
        const QString peer = event.peer                               ? event.peer->text()
                             : event.transfer && event.transfer->peer ? event.transfer->peer->text()
                                                                      : QString();
        const QString path = event.transfer ? event.transfer->path : event.path;
        const auto add = [&](ServerLogLine::Level level, const QString& text, const QString& answer,
                             const QString& facts) {
            m_core.log.add(level, service, text, {getName, peer, path, answer, facts});
        };
        const auto addHandshake = [&](ServerLogLine::Level level, const QString& text, const QString& answer,
                                      const QString& facts) {
            m_core.log.add(level, service, text, {dtlsName, peer, {}, answer, facts});
        };
        const QString size = event.transfer ? humanSize(qint64(event.transfer->total)) : QString();
        const QString content = coapcode::content.text();
        switch (event.kind) {
        case Kind::TransferStarted:
            add(ServerLogLine::Level::Info, Tr::tr("%1 asks for %2").arg(peer, path), content,
                Tr::tr("of %1").arg(size));
            break;
        case Kind::TransferDone:
            add(ServerLogLine::Level::Good, Tr::tr("%1 has all of %2 (%3)").arg(peer, path, size), content,
                Tr::tr("all %1").arg(size));
            break;
        case Kind::TransferStalled:
            add(ServerLogLine::Level::Warning, Tr::tr("%1 asks for no more blocks of %2").arg(peer, path), {},
                Tr::tr("no more blocks"));
            break;
        case Kind::TransferResumed:
            add(ServerLogLine::Level::Info, Tr::tr("%1 goes on with %2 at byte %3").arg(peer, path).arg(event.offset),
                content, Tr::tr("goes on at byte %1").arg(event.offset));
            break;
        case Kind::SessionConnected:
            if (event.peer && !event.peer->identity.isEmpty())
                m_core.noteIdentity(event.peer->identity, event.timeNs);
            addHandshake(ServerLogLine::Level::Info,
                         Tr::tr("%1 connected as %2").arg(peer, event.peer ? event.peer->identity : QString()),
                         Tr::tr("ok"), event.peer ? event.peer->identity : QString());
            break;
        case Kind::SessionError:
            addHandshake(ServerLogLine::Level::Warning, Tr::tr("DTLS with %1 failed: %2").arg(peer, event.detail),
                         Tr::tr("failed"), event.detail);
            break;
        case Kind::RequestRefused:
            add(ServerLogLine::Level::Warning,
                Tr::tr("%1 asked for %2: %3 %4").arg(peer, path, event.code.text(), event.detail), event.code.text(),
                event.detail);
            break;
        case Kind::FaultActed:
            add(ServerLogLine::Level::Info, Tr::tr("fault on purpose: %1 for %2, %3").arg(event.detail, peer, path), {},
                Tr::tr("fault on purpose: %1").arg(event.detail));
            break;
        default:
            break;
        }
    }

    void tick()
    {
        ++m_ticks;
        if (m_ticks % 2 == 0)
            pollDownloads();
        m_core.tracker.tick();
        if (m_ticks % 3 == 0)
            m_core.desk.tick();
        if (m_ticks % ticksPerLook == 0)
            look(m_ticks % ticksPerRescan == 0);
    }

    void look(bool rescan)
    {
        report(m_core.boards.refresh());
        const auto refreshed = m_core.tree.refresh(rescan);
        report(refreshed ? Result<>() : Result<>(failure(refreshed.error())));
        watchFolders();
    }

    /// Once, not at every look.
    void report(const Result<>& result)
    {
        const QString text = result ? QString() : result.error().toString();
        if (!text.isEmpty() && text != m_lastProblem)
            m_core.log.add(ServerLogLine::Level::Bad, QStringLiteral("serve"), text);
        if (!text.isEmpty())
            m_lastProblem = text;
    }

    void watchFolders()
    {
        const QStringList folders = m_core.tree.exportedFolders();
        if (folders.isEmpty()) {
            if (m_watcher)
                m_watcher.release()->deleteLater(); // It may be what calls us.
            return;
        }
        if (!m_watcher) {
            m_watcher = std::make_unique<QFileSystemWatcher>();
            connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, [this] { look(true); });
        }
        const QStringList watched = m_watcher->directories();
        for (const QString& folder : folders) {
            if (!watched.contains(folder))
                m_watcher->addPath(folder);
        }
        for (const QString& folder : watched) {
            if (!folders.contains(folder))
                m_watcher->removePath(folder);
        }
    }

    OtaServerCore& m_core;
    ExosenseDesk& m_gateways;
    std::vector<Known>& m_sources; ///< Changed by the owner while the worker does not run.
    std::atomic<bool> m_woken{false};
    std::mutex m_mutex;
    std::vector<std::pair<QString, HttpLogEntry>> m_requests;
    std::vector<std::pair<QString, QJsonObject>> m_gatewayEvents;
    std::vector<Fetched> m_fetches;
    std::unique_ptr<QTimer> m_drainTimer;
    std::unique_ptr<QTimer> m_tickTimer;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
    quint64 m_ticks = 0;
    QString m_lastProblem;
};

OtaServerWorker::OtaServerWorker(OtaServerCore& core, ExosenseDesk& gateways)
    : m_core(core)
    , m_loop(std::make_unique<Loop>(core, gateways, m_sources))
{
    core.tree.onChanged([this](const std::shared_ptr<const ServedTree>& served) {
        const std::lock_guard lock(m_sourcesMutex);
        for (const Known& known : m_sources) {
            if (known.source.coap)
                known.source.coap->setTree(served->tree);
        }
    });
}

void OtaServerWorker::gatewayEvent(const QString& kind, const QJsonObject& data)
{
    m_loop->gatewayEvent(kind, data);
}

void OtaServerWorker::fetchDone(const QString& service, const HttpLogEntry& entry)
{
    m_loop->fetchDone(service, entry);
}

void OtaServerWorker::fetching(const QString& service, const std::vector<HttpTransfer>& transfers)
{
    m_loop->fetching(service, transfers);
}

OtaServerWorker::~OtaServerWorker()
{
    stop();
}

void OtaServerWorker::setSources(const std::vector<Source>& sources)
{
    const bool ran = m_thread != nullptr;
    stop();
    std::vector<Known> all;
    for (const Source& source : sources) {
        const auto old = std::ranges::find_if(m_sources, [&](const Known& known) {
            return known.source.http == source.http && known.source.coap == source.coap;
        });
        if (old != m_sources.end()) {
            all.push_back(*old);
            continue;
        }
        all.push_back({source, m_lastNumber++, 0});
        if (source.coap)
            source.coap->onEvents([this] { m_loop->wake(); });
        if (source.http)
            source.http->onRequestDone(
                [this, name = source.name](const HttpLogEntry& entry) { m_loop->requestDone(name, entry); });
    }
    {
        const std::lock_guard lock(m_sourcesMutex);
        m_sources = std::move(all);
    }
    if (ran)
        start();
}

void OtaServerWorker::start()
{
    if (m_thread)
        return;
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(QStringLiteral("otaserver"));
    m_loop->moveToThread(m_thread.get());
    m_thread->start();
    QMetaObject::invokeMethod(
        m_loop.get(), [this] { m_loop->begin(); }, Qt::BlockingQueuedConnection);
}

void OtaServerWorker::stop()
{
    if (!m_thread)
        return;
    // Timers end in their own thread, and the object comes back to ours for its own end.
    QThread* const home = QThread::currentThread();
    QMetaObject::invokeMethod(
        m_loop.get(),
        [this, home] {
            m_loop->end();
            m_loop->moveToThread(home);
        },
        Qt::BlockingQueuedConnection);
    m_thread->quit();
    m_thread->wait();
    m_thread.reset();
}

} // namespace ota
