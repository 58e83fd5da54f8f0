// SPDX-License-Identifier: Apache-2.0
#include "demo/demo.h"

#include "base/bytes.h"
#include "crypto/keystore.h"
#include "demo/demorelease.h"
#include "demo/demostage.h"
#include "demo/demotraces.h"
#include "demo/demoview.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "store/releasestore.h"
#include "timeline/eventstore.h"
#include "timeline/sentence.h"
#include "timeline/timeline.h"
#include "virtual/boardsettings.h"
#include "virtual/bootmodel.h"
#include "virtual/virtualboards.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace ota {

namespace {

using namespace std::chrono_literals;

constexpr quint32 factoryVersion = 1;
constexpr qint64 lossyLimit = 256 * 1024; ///< With losses a whole program would take minutes.
constexpr auto stepTime = 60ms;
constexpr auto silenceLimit = 60s; ///< Nothing happens to any board for so long: given up.
/// The boards' own waits are short: nobody is far away. Handshakes are done in real time.
constexpr double timeScale = 0.02;
constexpr double secureTimeScale = 0.2;
constexpr qsizetype pskBytes = 16;
constexpr qint64 blockSize = 1024;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Demo)
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
    /// Without a context on a bench of its own.
    Demo(const DemoOptions& options, JobContext& job, OperationContext* context = nullptr)
        : m_options(options)
        , m_job(job)
        , m_context(context)
        , m_view(job)
    {
    }

    Result<Outcome> run()
    {
        for (const auto& stage : {&Demo::openBench, &Demo::makeKey, &Demo::startBoards, &Demo::startServer,
                                  &Demo::publish, &Demo::notify}) {
            const auto done = (this->*stage)();
            if (m_job.isCancelled())
                return failure(Error::Code::Cancelled, Tr::tr("The demo was ended."));
            if (!done)
                return failure(done.error());
        }
        if (auto watched = watch(); !watched)
            return failure(watched.error());
        return summary();
    }

private:
    Bench& bench() const { return m_stage->bench(); }
    Timeline& timeline() const { return m_stage->timeline(); }
    bool isOnBench() const { return m_context != nullptr; }

    void doing(const QString& what) const { m_job.progress({0, std::nullopt, {}, what}); }

    Result<> openBench()
    {
        auto stage = isOnBench() ? DemoStage::inUse(*m_context) : DemoStage::make(m_options.keepDirectory);
        if (!stage)
            return failure(stage.error());
        m_stage = std::move(*stage);
        if (isOnBench()) {
            auto traces = DemoTraces::read(bench());
            if (!traces)
                return failure(traces.error());
            m_traces = std::move(*traces);
            if (auto named = m_traces.nameThings(bench()); !named)
                return named;
        } else {
            m_traces.key = QStringLiteral("demo");
            m_traces.release = demoReleaseId;
        }
        m_view.title(Tr::tr("An update from a file to %1, over %2")
                         .arg(boardsText(m_options.clients),
                              m_options.coaps ? QStringLiteral("CoAP with DTLS") : QStringLiteral("CoAP")));
        const QString& directory = bench().directory();
        m_view.step(QStringLiteral("bench"),
                    m_stage->isTemporary() ? Tr::tr("%1, removed at the end").arg(directory) : directory,
                    {{QStringLiteral("directory"), directory}});
        return {};
    }

    Result<> makeKey()
    {
        doing(Tr::tr("Making a key"));
        KeyStore keys(bench().keysPath());
        auto key = keys.privateKey(m_traces.key, {}); // Of a bench that was kept.
        const bool isNew = !key;
        if (isNew)
            key = PrivateKey::generate(KeyAlgorithm::Ed25519);
        if (!key)
            return failure(key.error());
        m_traces.keyFingerprint = key->publicKey().fingerprint();
        if (auto noted = note(); !noted)
            return noted;
        if (isNew) {
            if (auto added = keys.add(m_traces.key, *key); !added)
                return failure(added.error());
        }
        m_key = std::make_unique<PrivateKey>(std::move(*key));
        m_view.step(
            QStringLiteral("key"),
            Tr::tr("Ed25519, %1…; the boards hold its public half").arg(m_key->publicKey().fingerprint().left(16)),
            {{QStringLiteral("name"), m_traces.key},
             {QStringLiteral("fingerprint"), m_key->publicKey().fingerprint()}});
        return {};
    }

    /// Before something is made on a bench that is in use.
    Result<> note() const { return isOnBench() ? m_traces.write(bench()) : Result<>(); }

    /// Boards with a past of their own that can take the firmware.
    QStringList knownBoards() const
    {
        QStringList names;
        for (const QString& name : m_traces.boards) {
            const auto board = bench().boards().find(BoardId(name));
            const auto kib =
                board ? board->settings[boardRunSettings].toObject()[QStringLiteral("slot-size")].toInteger() : 0;
            if (kib * 1024 == m_slotBytes && names.size() < m_options.clients)
                names << name;
        }
        return names;
    }

    /// A kept bench may have boards of an earlier demo, with their own history: these are others.
    QStringList freshNames() const
    {
        QStringList names;
        for (int i = 1; names.size() < m_options.clients; ++i) {
            const QString name = QStringLiteral("board%1").arg(i);
            const bool taken = !m_options.keepDirectory.isEmpty() &&
                               QDir(m_options.keepDirectory + QStringLiteral("/boards/") + name).exists();
            if (!taken)
                names << name;
        }
        return names;
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
        doing(Tr::tr("Starting CoAP"));
        const auto server = m_stage->serve(std::move(settings));
        if (!server)
            return failure(server.error());
        m_server = *server;
        return {};
    }

    QString firmware() const
    {
        return m_options.firmware.isEmpty() ? QCoreApplication::applicationFilePath() : m_options.firmware;
    }

    /// Greater than all that these boards and this release have had.
    Result<> chooseVersion()
    {
        const auto last = bench().releases().lastSequence(ReleaseId(m_traces.release));
        if (!last)
            return failure(last.error());
        quint32 newest = std::max(factoryVersion, static_cast<quint32>(last->value_or(0)));
        for (const quint32 version : m_versionsBefore)
            newest = std::max(newest, version);
        m_version = newest + 1;
        return {};
    }

    Result<> publish()
    {
        if (auto chosen = chooseVersion(); !chosen)
            return chosen;
        doing(Tr::tr("Publishing version %1").arg(m_version));
        DemoTarget target;
        target.releaseId = m_traces.release;
        target.firmware = firmware();
        target.limitBytes = m_options.lossPercent > 0 && m_options.firmware.isEmpty() ? lossyLimit : 0;
        target.sequence = m_version;
        target.slotBytes = m_slotBytes;
        target.slotOffset = static_cast<quint32>(BootModel::firstOffset + m_slotBytes * m_freeSlot);
        target.uriBase = m_server->coapUrl(QStringLiteral("127.0.0.1")) + u'/' + m_traces.release;
        const auto release = publishDemoRelease(bench(), *m_key, target, m_job);
        if (!release)
            return failure(release.error());
        m_release = *release;
        if (auto served = m_server->refresh(); !served)
            return failure(served.error());
        m_view.step(QStringLiteral("firmware"), firmwareText(),
                    {{QStringLiteral("file"), firmware()},
                     {QStringLiteral("bytes"), m_release.imageBytes},
                     {QStringLiteral("file_bytes"), m_release.wholeBytes},
                     {QStringLiteral("used_bytes"), m_release.fileBytes},
                     {QStringLiteral("shortened"), m_release.shortened}});
        m_view.step(
            QStringLiteral("manifest"),
            Tr::tr("SUIT, %1 bytes, sequence number %2, signed; the linter %3")
                .arg(m_release.manifestBytes)
                .arg(m_version)
                .arg(m_release.findings == 0 ? Tr::tr("finds no fault") : Tr::tr("notes %1").arg(m_release.findings)),
            {{QStringLiteral("bytes"), m_release.manifestBytes}, {QStringLiteral("findings"), m_release.findings}});
        m_view.step(
            QStringLiteral("release"),
            Tr::tr("'%1' at %2, sha256 %3").arg(m_traces.release, target.uriBase, m_release.imageDigest.brief()),
            {{QStringLiteral("url"), target.uriBase}, {QStringLiteral("sha256"), m_release.imageDigest.hex()}});
        return {};
    }

    QString firmwareText() const
    {
        const QString header = Tr::tr(", behind a riotboot header: version %1").arg(m_version);
        if (!m_release.shortened)
            return Tr::tr("%2, %1").arg(humanSize(m_release.fileBytes), m_release.fileName) + header;
        return Tr::tr("the first %1 of %2, which has %3; with losses all of it would take minutes, and "
                      "--firmware FILE sends a whole file")
                   .arg(humanSize(m_release.fileBytes), m_release.fileName, humanSize(m_release.wholeBytes)) +
               header;
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
        doing(Tr::tr("Starting %1").arg(boardsText(m_options.clients)));
        m_slotBytes = slotBytes();
        std::generate_n(std::back_inserter(m_psk), m_options.clients, randomKey);
        auto started = isOnBench() ? startKnownBoards() : startBoardsNamed(freshNames());
        if (!started)
            return started;
        m_view.setBoards(m_names);
        for (const auto& board : m_boards->all())
            m_versionsBefore << board->status().version;
        tellBoards();
        return {};
    }

    /// The boards of the last demo go on, if they can all write to the same slot and nobody else runs them.
    Result<> startKnownBoards()
    {
        if (const QStringList known = knownBoards(); known.size() == m_options.clients) {
            const auto started = startBoardsNamed(known);
            const auto slotOf = [](const auto& board) {
                return board->status().slot;
            };
            if (started && std::ranges::adjacent_find(m_boards->all(), std::ranges::not_equal_to(), slotOf) ==
                               m_boards->all().end()) {
                m_freeSlot = m_boards->all().front()->status().slot == 1 ? 0 : 1;
                return {};
            }
            m_boards.reset();
        }
        const auto names = m_traces.nameBoards(bench(), m_options.clients);
        if (!names)
            return failure(names.error());
        if (auto noted = note(); !noted)
            return noted;
        if (auto started = startBoardsNamed(*names); !started)
            return started;
        return keepSettings();
    }

    /// How they are built, so that `board.run` builds them so again.
    Result<> keepSettings()
    {
        for (const QString& name : std::as_const(m_names)) {
            auto board = bench().boards().find(BoardId(name));
            if (!board)
                return failure(board.error());
            board->settings.insert(boardRunSettings,
                                   QJsonObject{{QStringLiteral("key"), QJsonArray{m_traces.key}},
                                               {QStringLiteral("slot-size"), m_slotBytes / 1024},
                                               {QStringLiteral("block-size"), QString::number(blockSize)},
                                               {QStringLiteral("waits"), qRound(timeScale * 100)}});
            if (auto kept = bench().boards().update(*board); !kept)
                return kept;
        }
        return {};
    }

    Result<> startBoardsNamed(const QStringList& names)
    {
        m_names = names;
        VirtualBoards::Options options;
        options.directory = bench().path(QStringLiteral("boards"));
        options.names = m_names;
        options.timeline = &timeline();
        options.boards = &bench().boards();
        BoardProfile& profile = options.profile;
        profile.boardName = demoBoard;
        profile.vendorDomain = demoVendor;
        profile.keys = {m_key->publicKey()};
        profile.slotBytes = m_slotBytes;
        profile.factoryVersion = factoryVersion;
        profile.blockSize = blockSize;
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
        return {};
    }

    void tellBoards()
    {
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
                            .arg(m_versionsBefore.constFirst())
                            .arg(m_boards->all().front()->consolePath()) +
                        loss + defectText(),
                    {{QStringLiteral("boards"), list}});
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
        order.releaseId = m_traces.release;
        for (const auto& board : m_boards->all())
            order.devices << board->coapUri();
        doing(Tr::tr("Telling %1").arg(boardsText(m_options.clients)));
        timeline().flush();
        const auto before = timeline().store().lastSeq(); // How the boards started is no part of the update.
        if (!before)
            return failure(before.error());
        m_lastSeq = *before;
        m_view.begin(bench().clock().nowNs());
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
            const auto news = showEvents();
            if (!news)
                return failure(news.error());
            if (*news || bytes != lastBytes)
                lastSign = now;
            lastBytes = bytes;
            if (now - lastSign > silenceLimit)
                break;
        }
        timeline().flush();
        if (auto shown = showEvents(); !shown)
            return failure(shown.error());
        return {};
    }

    /// Whether something new has happened to the boards.
    Result<bool> showEvents()
    {
        bool news = false;
        EventFilter filter;
        filter.order = EventFilter::Order::Seq;
        while (true) {
            filter.after = EventKey{0, m_lastSeq};
            auto events = timeline().store().events(filter);
            if (!events)
                return failure(events.error());
            if (events->empty())
                return news;
            m_lastSeq = events->back().seq;
            std::ranges::stable_sort(*events, {}, [](const Event& event) { return keyOf(event); });
            for (const Event& event : *events) {
                news = news || m_names.contains(event.board.text());
                m_view.event(event);
            }
        }
    }

    /// Bytes of payload that all boards have together.
    quint64 showProgress()
    {
        quint64 done = 0;
        for (const TransferView& transfer : m_server->transfers())
            done += transfer.isManifest || !m_names.contains(transfer.board.id.text()) ? 0 : transfer.doneBytes;
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
        const auto rows = timeline().store().sessions(filter);
        if (!rows || rows->empty())
            return std::nullopt;
        return timeline().session(rows->front().id);
    }

    bool allEnded()
    {
        const auto open = timeline().openSessions();
        const bool working = std::ranges::any_of(open, [this](const SessionState& state) {
            return m_names.contains(state.board.text()) && state.verdict.result != SessionResult::Unconfirmed;
        });
        const bool busy = std::ranges::any_of(m_boards->all(), [](const auto& board) {
            return board->status().state == BoardStatus::State::Updating || board->status().updates == 0;
        });
        return !working && !busy;
    }

    Result<Outcome> summary()
    {
        timeline().tick();
        timeline().flush();
        std::vector<DemoView::Row> rows;
        int good = 0;
        for (const auto& board : m_boards->all()) {
            DemoView::Row row;
            row.board = board->profile().name;
            const BoardStatus status = board->status();
            if (const auto session = sessionOf(row.board))
                row.session = *session;
            row.version = status.version;
            row.versionBefore = m_versionsBefore[rows.size()];
            row.good = status.version == m_version && board->imageDigest() == m_release.imageDigest &&
                       row.session.verdict.result == SessionResult::Success;
            good += row.good ? 1 : 0;
            if (const auto noted = bench().boards().noteContact(BoardId(row.board), QString::number(row.version));
                !noted)
                return failure(noted.error());
            rows.push_back(std::move(row));
        }
        Outcome outcome;
        outcome.good = good == m_options.clients;
        outcome.data = {{QStringLiteral("boards"), m_view.json(rows)},
                        {QStringLiteral("good"), good},
                        {QStringLiteral("of"), m_options.clients}};
        if (isOnBench())
            return onBench(std::move(outcome), rows, good);
        outcome.text = u'\n' + m_view.table(rows) + QStringLiteral("\n\n") + verdict(rows, good);
        if (!m_options.keepDirectory.isEmpty())
            outcome.text +=
                Tr::tr("\nThe bench stays in %1: otaw --bench %1 timeline list").arg(m_options.keepDirectory);
        return outcome;
    }

    /// What comes of it is said first, and what it made, so that one finds it.
    Outcome onBench(Outcome outcome, const std::vector<DemoView::Row>& rows, int good) const
    {
        outcome.text = verdict(rows, good) + QStringLiteral("\n\n") + m_view.table(rows) +
                       Tr::tr("\n\nIt made the key %1, the release %2 and %n boards: %3. otaw bench remove-demo takes "
                              "them away.",
                              nullptr, m_options.clients)
                           .arg(m_traces.key, m_traces.release, m_names.join(QStringLiteral(", ")));
        outcome.data.insert(QStringLiteral("key"), m_traces.key);
        outcome.data.insert(QStringLiteral("release"), m_traces.release);
        outcome.data.insert(QStringLiteral("session"), rows.front().session.id.value);
        return outcome;
    }

    QString verdict(const std::vector<DemoView::Row>& rows, int good) const
    {
        if (good == m_options.clients && good == 1)
            return Tr::tr("Proven: %1 runs version %2 and has the release's digest in flash.")
                .arg(m_names.constFirst())
                .arg(m_version);
        if (good == m_options.clients)
            return Tr::tr("Proven: %1 of %2 run version %3 and have the release's digest in flash.")
                .arg(good)
                .arg(boardsText(m_options.clients))
                .arg(m_version);
        QStringList sentences;
        for (const DemoView::Row& row : rows) {
            if (!row.good)
                sentences << row.board + QStringLiteral(": ") + resultSentence(row.session);
        }
        return Tr::tr("%1 of %2 boards run version %3.").arg(good).arg(m_options.clients).arg(m_version) + u'\n' +
               sentences.join(u'\n');
    }

    const DemoOptions& m_options;
    JobContext& m_job;
    OperationContext* m_context;
    QStringList m_names;
    DemoView m_view;
    DemoTraces m_traces; ///< On a bench of its own only names.
    quint64 m_lastSeq = 0;
    std::vector<QByteArray> m_psk;
    qint64 m_slotBytes = 0;
    int m_freeSlot = 1; ///< The boards run from the other one.
    QList<quint32> m_versionsBefore;
    quint32 m_version = 0;
    DemoRelease m_release;
    std::unique_ptr<PrivateKey> m_key;
    std::unique_ptr<DemoStage> m_stage;
    OtaServer* m_server = nullptr; ///< Of the stage.
    std::unique_ptr<VirtualBoards> m_boards;
};

} // namespace

Result<Outcome> runDemo(const DemoOptions& options, JobContext& job)
{
    return Demo(options, job).run();
}

Result<Outcome> runDemoOnBench(const DemoOptions& options, OperationContext& context)
{
    return Demo(options, context.job(), &context).run();
}

} // namespace ota
