// SPDX-License-Identifier: Apache-2.0
#include "demo/demo.h"

#include "base/bytes.h"
#include "crypto/keystore.h"
#include "demo/demorelease.h"
#include "demo/demoview.h"
#include "otaserver/otaserver.h"
#include "otaserver/publishcheck.h"
#include "store/bench.h"
#include "timeline/eventstore.h"
#include "timeline/sentence.h"
#include "timeline/timeline.h"
#include "virtual/bootmodel.h"
#include "virtual/virtualboards.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <deque>
#include <mutex>
#include <utility>

namespace ota {

namespace {

using namespace std::chrono_literals;

constexpr quint32 factoryVersion = 1;
constexpr quint32 newVersion = 2;
constexpr qint64 lossyLimit = 256 * 1024; ///< With losses a whole program would take minutes.
constexpr auto stepTime = 60ms;
constexpr auto silenceLimit = 60s; ///< Nothing happens to any board for so long: given up.
/// The boards' own waits are short: nobody is far away. Handshakes are done in real time.
constexpr double timeScale = 0.02;
constexpr double secureTimeScale = 0.2;
constexpr qsizetype pskBytes = 16;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Demo)
};

/// Events of the timeline on their way from the threads that record them to the one that prints.
class EventQueue
{
public:
    void push(const Event& event)
    {
        const std::scoped_lock lock(m_mutex);
        m_events.push_back(event);
    }

    std::deque<Event> take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_events, {});
    }

private:
    std::mutex m_mutex;
    std::deque<Event> m_events;
};

QString boardsText(int count)
{
    return count == 1 ? Tr::tr("one board") : Tr::tr("%1 boards").arg(count);
}

QByteArray randomKey()
{
    QByteArray key(pskBytes, '\0');
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32*>(key.data()), pskBytes / 4);
    return key;
}

/// One run: what is made first is taken down last.
class Demo
{
public:
    Demo(const DemoOptions& options, JobContext& job)
        : m_options(options)
        , m_job(job)
        , m_names(namesFor(options))
        , m_view(job, m_names)
    {
    }

    Result<Outcome> run()
    {
        for (const auto& stage :
             {&Demo::openBench, &Demo::startBoards, &Demo::startServer, &Demo::publish, &Demo::notify}) {
            if (auto done = (this->*stage)(); !done)
                return failure(done.error());
            if (m_job.isCancelled())
                return failure(Error::Code::Cancelled, Tr::tr("The demo was ended."));
        }
        if (auto watched = watch(); !watched)
            return failure(watched.error());
        return summary();
    }

private:
    /// A kept bench may have boards of an earlier demo, with their own history: these are others.
    static QStringList namesFor(const DemoOptions& options)
    {
        QStringList names;
        for (int i = 1; names.size() < options.clients; ++i) {
            const QString name = QStringLiteral("board%1").arg(i);
            const bool taken = !options.keepDirectory.isEmpty() &&
                               QDir(options.keepDirectory + QStringLiteral("/boards/") + name).exists();
            if (!taken)
                names << name;
        }
        return names;
    }

    Result<> openBench()
    {
        QString directory = m_options.keepDirectory;
        if (directory.isEmpty()) {
            m_temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/otaw-demo-XXXXXX"));
            if (!m_temporary->isValid())
                return failure(Error::Code::Io, m_temporary->errorString());
            directory = m_temporary->path();
        }
        BenchOptions options;
        options.holderName = QStringLiteral("otaw demo");
        options.schemas = {EventStore::schema()};
        auto bench = Bench::open(directory, Bench::Access::Hold, std::move(options));
        if (!bench)
            return failure(bench.error());
        m_bench = std::move(*bench);
        installSuitPublishCheck(*m_bench);
        auto events = EventStore::open(m_bench->database(), m_bench->streamsPath(), m_bench->clock());
        if (!events)
            return failure(events.error());
        m_store = std::move(*events);
        auto timeline = Timeline::open(*m_store, m_bench->clock());
        if (!timeline)
            return failure(timeline.error());
        m_timeline = std::move(*timeline);
        m_timeline->onRecorded([this](const Event& event) { m_events.push(event); });
        m_view.title(Tr::tr("An update from a file to %1, over %2")
                         .arg(boardsText(m_options.clients),
                              m_options.coaps ? QStringLiteral("CoAP with DTLS") : QStringLiteral("CoAP")));
        m_view.step(QStringLiteral("bench"), m_temporary ? Tr::tr("%1, removed at the end").arg(directory) : directory,
                    {{QStringLiteral("directory"), directory}});
        return makeKey();
    }

    Result<> makeKey()
    {
        auto key = PrivateKey::generate(KeyAlgorithm::Ed25519);
        if (!key)
            return failure(key.error());
        const QString name = QStringLiteral("demo");
        KeyStore keys(m_bench->keysPath());
        if (auto known = keys.privateKey(name, {}); known) {
            key = std::move(known); // A bench that was kept.
        } else if (auto added = keys.add(name, *key); !added) {
            return failure(added.error());
        }
        m_key = std::make_unique<PrivateKey>(std::move(*key));
        m_view.step(
            QStringLiteral("key"),
            Tr::tr("Ed25519, %1…; the boards hold its public half").arg(m_key->publicKey().fingerprint().left(16)),
            {{QStringLiteral("fingerprint"), m_key->publicKey().fingerprint()}});
        return {};
    }

    Result<> startServer()
    {
        OtaServerSettings settings;
        const QString anyPort = QStringLiteral("127.0.0.1:0");
        if (m_options.coaps) {
            settings.coaps << anyPort;
            for (qsizetype i = 0; i < m_names.size(); ++i)
                settings.psk.push_back({m_names[i], m_psk[static_cast<std::size_t>(i)]});
        } else {
            settings.coap << anyPort;
        }
        auto server = OtaServer::make(*m_bench, *m_timeline, std::move(settings));
        if (!server)
            return failure(server.error());
        m_server = std::move(*server);
        return m_server->start();
    }

    QString firmware() const
    {
        return m_options.firmware.isEmpty() ? QCoreApplication::applicationFilePath() : m_options.firmware;
    }

    Result<> publish()
    {
        DemoTarget target;
        target.firmware = firmware();
        target.limitBytes = m_options.lossPercent > 0 && m_options.firmware.isEmpty() ? lossyLimit : 0;
        target.sequence = newVersion;
        target.slotBytes = m_slotBytes;
        target.slotOffset = static_cast<quint32>(BootModel::firstOffset + m_slotBytes); // Of slot 1: slot 0 runs.
        target.uriBase = m_server->coapUrl(QStringLiteral("127.0.0.1")) + u'/' + demoReleaseId;
        const auto release = publishDemoRelease(*m_bench, *m_key, target, m_job);
        if (!release)
            return failure(release.error());
        m_release = *release;
        if (auto served = m_server->refresh(); !served)
            return failure(served.error());
        const QString part = m_release.shortened ? Tr::tr("the first %1 of %2") : Tr::tr("%2, %1");
        m_view.step(QStringLiteral("firmware"),
                    part.arg(humanSize(m_release.fileBytes), m_release.fileName) +
                        Tr::tr(", behind a riotboot header: version %1").arg(newVersion),
                    {{QStringLiteral("file"), firmware()}, {QStringLiteral("bytes"), m_release.imageBytes}});
        m_view.step(
            QStringLiteral("manifest"),
            Tr::tr("SUIT, %1 bytes, sequence number %2, signed; the linter %3")
                .arg(m_release.manifestBytes)
                .arg(newVersion)
                .arg(m_release.findings == 0 ? Tr::tr("finds no fault") : Tr::tr("notes %1").arg(m_release.findings)),
            {{QStringLiteral("bytes"), m_release.manifestBytes}, {QStringLiteral("findings"), m_release.findings}});
        m_view.step(QStringLiteral("release"),
                    Tr::tr("'%1' at %2, sha256 %3").arg(demoReleaseId, target.uriBase, m_release.imageDigest.brief()),
                    {{QStringLiteral("url"), target.uriBase}, {QStringLiteral("sha256"), m_release.imageDigest.hex()}});
        return {};
    }

    /// Room for the firmware behind its header.
    qint64 slotBytes() const
    {
        const qint64 needed = (QFileInfo(firmware()).size() + BootModel::headerLength) / FlashSlot::blockBytes + 1;
        return std::max<qint64>(needed, 4) * FlashSlot::blockBytes;
    }

    /// Before the server: it learns of the boards when it starts.
    Result<> startBoards()
    {
        m_slotBytes = slotBytes();
        std::generate_n(std::back_inserter(m_psk), m_options.clients, randomKey);
        VirtualBoards::Options options;
        options.directory = m_bench->path(QStringLiteral("boards"));
        options.names = m_names;
        options.timeline = m_timeline.get();
        options.boards = &m_bench->boards();
        BoardProfile& profile = options.profile;
        profile.boardName = demoBoard;
        profile.vendorDomain = demoVendor;
        profile.keys = {m_key->publicKey()};
        profile.slotBytes = m_slotBytes;
        profile.factoryVersion = factoryVersion;
        profile.blockSize = 1024;
        profile.progressEachBlock = false;
        profile.timeScale = m_options.coaps ? secureTimeScale : timeScale;
        profile.lossPercent = m_options.lossPercent;
        const auto defects = DefectSet::fromNames(m_options.defects);
        if (!defects)
            return failure(defects.error());
        options.adjust = [this, defects = *defects](BoardProfile& each) {
            if (each.name == m_names.constLast())
                each.defects = defects;
            const qsizetype index = m_names.indexOf(each.name);
            if (m_options.coaps)
                each.psk = {each.name.toUtf8(), m_psk[static_cast<std::size_t>(index)]};
        };
        auto boards = VirtualBoards::start(std::move(options));
        if (!boards)
            return failure(boards.error());
        m_boards = std::move(*boards);
        QJsonArray list;
        for (const auto& board : m_boards->all())
            list.append(QJsonObject{{QStringLiteral("board"), board->profile().name},
                                    {QStringLiteral("coap"), board->coapUri()},
                                    {QStringLiteral("console"), board->consolePath()}});
        const QString loss = m_options.lossPercent > 0
                                 ? Tr::tr(", on a link that loses %1 % of the datagrams").arg(m_options.lossPercent)
                                 : QString();
        m_view.step(QStringLiteral("boards"),
                    Tr::tr("%1, virtual, RIOT's real update logic; version %2, first console at %3")
                            .arg(boardsText(m_options.clients))
                            .arg(factoryVersion)
                            .arg(m_boards->all().front()->consolePath()) +
                        loss + defectText(),
                    {{QStringLiteral("boards"), list}});
        return {};
    }

    QString defectText() const
    {
        return m_options.defects.isEmpty()
                   ? QString()
                   : Tr::tr("; %1 with the defect %2")
                         .arg(m_names.constLast(), m_options.defects.join(QStringLiteral(", ")));
    }

    Result<> notify()
    {
        OtaServer::Order order;
        order.releaseId = demoReleaseId;
        for (const auto& board : m_boards->all())
            order.devices << board->coapUri();
        m_events.take(); // How the boards started is no part of the update.
        m_view.begin(m_bench->clock().nowNs());
        const auto told = m_server->notify(order, {}, m_job.stopToken());
        if (!told)
            return failure(told.error());
        for (const DeviceNotification& device : *told) {
            if (!device.isAccepted())
                return failure(Error::Code::Rejected, device.text, device.device);
        }
        return {};
    }

    /// Prints what happens until each board has come to its end.
    Result<> watch()
    {
        auto lastSign = std::chrono::steady_clock::now();
        quint64 lastBytes = 0;
        while (!allEnded()) {
            if (m_job.waitCancelled(stepTime))
                return failure(Error::Code::Cancelled, Tr::tr("The demo was ended."));
            const quint64 bytes = showProgress();
            const auto now = std::chrono::steady_clock::now();
            if (showEvents() || bytes != lastBytes)
                lastSign = now;
            lastBytes = bytes;
            if (now - lastSign > silenceLimit)
                break;
        }
        showEvents();
        return {};
    }

    bool showEvents()
    {
        std::deque<Event> events = m_events.take();
        std::ranges::stable_sort(events, {}, [](const Event& event) { return keyOf(event); });
        for (const Event& event : events)
            m_view.event(event);
        return !events.empty();
    }

    /// Bytes of payload that all boards have together.
    quint64 showProgress()
    {
        quint64 done = 0;
        for (const TransferView& transfer : m_server->transfers())
            done += transfer.isManifest ? 0 : transfer.doneBytes;
        const auto total = static_cast<quint64>(m_release.imageBytes) * static_cast<quint64>(m_options.clients);
        if (done < total)
            m_job.progress(
                {done, total, QStringLiteral("bytes"), Tr::tr("Download to %1").arg(boardsText(m_options.clients))});
        return done;
    }

    std::optional<SessionState> sessionOf(const QString& board) const
    {
        SessionFilter filter;
        filter.board = BoardId(board);
        filter.limit = 1;
        const auto rows = m_store->sessions(filter);
        if (!rows || rows->empty())
            return std::nullopt;
        return m_timeline->session(rows->front().id);
    }

    bool allEnded()
    {
        const auto open = m_timeline->openSessions();
        const bool working = std::ranges::any_of(
            open, [](const SessionState& state) { return state.verdict.result != SessionResult::Unconfirmed; });
        const bool busy = std::ranges::any_of(m_boards->all(), [](const auto& board) {
            return board->status().state == BoardStatus::State::Updating || board->status().updates == 0;
        });
        return !working && !busy;
    }

    Outcome summary()
    {
        m_timeline->tick();
        m_timeline->flush();
        std::vector<DemoView::Row> rows;
        int good = 0;
        for (const auto& board : m_boards->all()) {
            DemoView::Row row;
            row.board = board->profile().name;
            const BoardStatus status = board->status();
            if (const auto session = sessionOf(row.board))
                row.session = *session;
            row.version = status.version;
            row.versionBefore = factoryVersion;
            row.good = status.version == newVersion && board->imageDigest() == m_release.imageDigest &&
                       row.session.verdict.result == SessionResult::Success;
            good += row.good ? 1 : 0;
            rows.push_back(std::move(row));
        }
        Outcome outcome;
        outcome.good = good == m_options.clients;
        outcome.data = {{QStringLiteral("boards"), m_view.json(rows)},
                        {QStringLiteral("good"), good},
                        {QStringLiteral("of"), m_options.clients}};
        outcome.text = u'\n' + m_view.table(rows) + QStringLiteral("\n\n") + verdict(rows, good);
        if (!m_options.keepDirectory.isEmpty())
            outcome.text +=
                Tr::tr("\nThe bench stays in %1: otaw --bench %1 timeline list").arg(m_options.keepDirectory);
        return outcome;
    }

    QString verdict(const std::vector<DemoView::Row>& rows, int good) const
    {
        if (good == m_options.clients)
            return Tr::tr("Proven: %1 of %2 run version %3 and have the release's digest in flash.")
                .arg(good)
                .arg(boardsText(m_options.clients))
                .arg(newVersion);
        QStringList sentences;
        for (const DemoView::Row& row : rows) {
            if (!row.good)
                sentences << row.board + QStringLiteral(": ") + resultSentence(row.session);
        }
        return Tr::tr("%1 of %2 boards run version %3.").arg(good).arg(m_options.clients).arg(newVersion) + u'\n' +
               sentences.join(u'\n');
    }

    const DemoOptions& m_options;
    JobContext& m_job;
    QStringList m_names;
    DemoView m_view;
    EventQueue m_events;
    std::vector<QByteArray> m_psk;
    qint64 m_slotBytes = 0;
    DemoRelease m_release;
    std::unique_ptr<PrivateKey> m_key;
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<EventStore> m_store;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<OtaServer> m_server;
    std::unique_ptr<VirtualBoards> m_boards;
};

} // namespace

Result<Outcome> runDemo(const DemoOptions& options, JobContext& job)
{
    return Demo(options, job).run();
}

} // namespace ota
