// SPDX-License-Identifier: Apache-2.0
#include "benchcontent.h"

#include "app/composition.h"
#include "app/programcontext.h"
#include "base/logring.h"
#include "benchpackages.h"
#include "fakeclock.h"
#include "operations/operationregistry.h"
#include "otaserver/servesettings.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "timeline/eventstore.h"
#include "timeline/reason.h"
#include "timeline/timeline.h"
#include "timeline/transferevents.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <algorithm>

namespace ota {

namespace {

using std::chrono::seconds;

constexpr qint64 nsPerSecond = 1'000'000'000;

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("the bench of the tests can not be filled: %s", qPrintable(result.error().toString()));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

QString written(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

/// Bytes that look like firmware: neither all the same nor random.
QByteArray firmware(quint32 seed, int size)
{
    QByteArray bytes;
    bytes.reserve(size);
    quint32 state = seed;
    for (int i = 0; i < size; ++i) {
        state = state * 1'664'525U + 1'013'904'223U;
        bytes.append(static_cast<char>(i % 7 == 0 ? 0 : state >> 24));
    }
    return bytes;
}

/// A private Ed25519 key as PKCS#8 (RFC 8410 7): always the same one for a seed.
QByteArray ed25519Pem(char seed)
{
    const QByteArray der = QByteArray::fromHex("302e020100300506032b657004220420") + QByteArray(32, seed);
    return "-----BEGIN PRIVATE KEY-----\n" + der.toBase64() + "\n-----END PRIVATE KEY-----\n";
}

class QuietJob final : public JobContext
{
public:
    void progress(const Progress&) override {}
    void record(const QJsonObject&, const QString&) override {}
    std::stop_token stopToken() const override { return {}; }
};

class Filler
{
public:
    Filler(const QString& directory, FakeClock& clock)
        : m_directory(directory)
        , m_clock(clock)
        , m_program(directory, QStringLiteral("tests"), m_log, &clock)
    {
        registerAllOperations(m_registry, QStringLiteral("0.1.0"));
    }

    void fill()
    {
        addKeys();
        addReleases();
        addPackages();
        addBoards();
        addSessions();
        setServices();
    }

private:
    struct Image
    {
        QString id;
        QString classId;
        qint64 sequence = 0;
        int size = 0;
        QString key; ///< Empty: not signed.
        seconds age{};
    };

    void run(const QString& name, const QJsonObject& values)
    {
        const Operation* operation = m_registry.find(name);
        if (!operation)
            qFatal("there is no operation %s", qPrintable(name));
        QuietJob job;
        const auto context = m_program.contextFor(job, {});
        must(operation->run(must(validated(*operation, values)), *context));
    }

    Bench& bench() { return *must(m_program.open(OperationContext::Access::Hold)); }

    void addKeys()
    {
        for (const auto& [name, seed] : {std::pair{QStringLiteral("bench-ed25519-1"), '\x11'},
                                         {QStringLiteral("other-ed25519"), '\x22'},
                                         {QStringLiteral("lab-spare"), '\x33'}}) {
            const QString file = written(QDir::temp().filePath(name + QStringLiteral(".pem")), ed25519Pem(seed));
            run(QStringLiteral("key.import"), {{QStringLiteral("name"), name}, {QStringLiteral("file"), file}});
            QFile::remove(file);
        }
    }

    void addPackages()
    {
        const QTemporaryDir folder;
        writePackages(folder.path());
        run(QStringLiteral("exosense.package.import"), {{QStringLiteral("folder"), folder.path()}});
    }

    void addReleases()
    {
        const std::vector<Image> images{
            {"samr21-xpro_suit_update", "samr21-xpro", 1632120411, 10'342, "bench-ed25519-1", std::chrono::hours(74)},
            {"nrf52840dk_gw", "nrf52840dk", 2026111, 402'700, "bench-ed25519-1", std::chrono::hours(51)},
            {"lamp-kitchen", "lamp-v2", 1'632'099'001, 59'240, "bench-ed25519-1", std::chrono::hours(27)},
            {"door-lock", "lock-a1", 5, 84'212, "lab-spare", std::chrono::hours(20)},
            {"native64_negative_tests", "native64", 79, 41'000, "other-ed25519", std::chrono::minutes(72)},
            {"native64_suit_update", "native64", 78, 41'000, "bench-ed25519-1", std::chrono::minutes(65)},
            {"valve-radio", "valve", 31, 22'600, {}, std::chrono::minutes(48)},
            {"samr21-xpro_suit_update", "samr21-xpro", 1632124156, 10'444, "bench-ed25519-1", std::chrono::minutes(44)},
        };
        const qint64 now = m_clock.nowNs();
        for (const Image& image : images) {
            m_clock.setNs(now - image.age.count() * nsPerSecond);
            addRelease(image, QStringLiteral("release.publish"));
        }
        m_clock.setNs(now - 240 * nsPerSecond);
        addRelease({"lamp-hall", "lamp-v2", 1'632'124'200, 60'116, "bench-ed25519-1", {}},
                   QStringLiteral("release.add"));
        m_clock.setNs(now);
    }

    void addRelease(const Image& image, const QString& operation)
    {
        const QDir folder(m_directory + QStringLiteral("/../files"));
        folder.mkpath(QStringLiteral("."));
        const QString name = image.classId + u'-' + QString::number(image.sequence);
        const QString binary = written(folder.filePath(name + QStringLiteral(".bin")),
                                       firmware(static_cast<quint32>(image.sequence), image.size));
        const QString manifest = folder.filePath(name + QStringLiteral(".suit"));
        QJsonObject values{{QStringLiteral("component"), QJsonArray{QString(QStringLiteral("hex:00=") + binary)}},
                           {QStringLiteral("vendor"), QStringLiteral("example.org")},
                           {QStringLiteral("class"), image.classId},
                           {QStringLiteral("sequence"), image.sequence},
                           {QStringLiteral("uri-base"), QString(QStringLiteral("coap://[fd00:b::1]/") + image.id)},
                           {QStringLiteral("output"), manifest}};
        if (!image.key.isEmpty())
            values.insert(QStringLiteral("key"), QJsonArray{image.key});
        run(QStringLiteral("suit.build"), values);
        run(operation, {{QStringLiteral("id"), image.id},
                        {QStringLiteral("allow-invalid"), image.key.isEmpty()},
                        {QStringLiteral("file"), QJsonArray{manifest, binary}}});
    }

    void addBoards()
    {
        const qint64 now = m_clock.nowNs();
        m_clock.setNs(now - 80 * 3600 * nsPerSecond);
        BoardStore& boards = bench().boards();
        const auto add = [&](const char* name, BoardKind kind, const char* address, const char* serial = "",
                             const char* identity = "") {
            Board board;
            board.id = BoardId(QString::fromLatin1(name));
            board.kind = kind;
            board.links.address = QString::fromLatin1(address);
            board.links.serial = QString::fromLatin1(serial);
            board.links.pskIdentity = QString::fromLatin1(identity);
            must(boards.add(board));
        };
        add("samr21-xpro-a", BoardKind::Physical, "coap://[fd00:b::7]:5683", "/dev/ttyACM0");
        add("samr21-xpro-b", BoardKind::Physical, "coap://[fd00:b::8]:5683", "/dev/ttyACM1");
        add("samr21-xpro-c", BoardKind::Physical, "coap://[fd00:b::9]:5683");
        add("lamp-4", BoardKind::Physical, "coap://[fd00:b::14]:5683");
        add("door-lock-1", BoardKind::Physical, "coaps://[fd00:b::21]:5684", "", "door-lock-1");
        add("native64-1", BoardKind::Virtual, "coap://127.94.3.1:5683");
        add("native64-defect", BoardKind::Virtual, "coap://127.94.3.2:5683");
        add("nrf52840dk-1", BoardKind::Physical, "", "/dev/ttyACM3");
        m_clock.setNs(now);
        const auto contact = [&](const char* name, const char* version, int secondsAgo) {
            m_clock.setNs(now - secondsAgo * nsPerSecond);
            must(boards.noteContact(BoardId(QString::fromLatin1(name)), QString::fromLatin1(version)));
            m_clock.setNs(now);
        };
        contact("samr21-xpro-a", "1632120411", 1);
        contact("samr21-xpro-b", "1632124156", 12);
        contact("samr21-xpro-c", "1632120411", 2);
        contact("lamp-4", "1632099001", 40);
        contact("door-lock-1", "4", 310);
        contact("native64-1", "78", 130);
        contact("native64-defect", "78", 415);
    }

    /// At an address of loopback that nothing else takes.
    void setServices()
    {
        ServeSettings settings;
        const auto at = [](quint16 port) {
            return QStringList{QStringLiteral("127.94.7.1:%1").arg(port)};
        };
        settings.http = at(8080);
        settings.https = at(8443);
        settings.coap = at(5683);
        settings.coaps = at(5684);
        must(settings.write(bench()));
    }

    // Sessions. Everything that happens is gathered first and then played in the order of time.

    using Act = std::function<void(Timeline&)>;

    void at(double second, Act act)
    {
        m_acts.emplace_back(m_begin + static_cast<qint64>(second * 1e9), std::move(act));
    }

    static Event event(const QString& board, Phase phase, Edge edge, const QString& message)
    {
        Event event;
        event.board = BoardId(board);
        event.world = World::Suit;
        event.stream = Stream::Console;
        event.origin = Origin::Console;
        event.confidence = Confidence::Reported;
        event.phase = phase;
        event.edge = edge;
        event.message = message;
        return event;
    }

    void say(double second, const QString& board, Phase phase, Edge edge, const QString& message,
             std::function<void(Event&)> more = {})
    {
        Event said = event(board, phase, edge, message);
        if (more)
            more(said);
        at(second, [said](Timeline& timeline) {
            Event draft = said;
            draft.raw = timeline.appendRaw(said.board, QStringLiteral("console"),
                                           QByteArray("suit_worker: " + said.message.toUtf8() + "\r\n"));
            timeline.append(std::move(draft));
        });
    }

    struct Run
    {
        QString board;
        QString before;
        QString target;
        QString release;
        int size = 0;
        double start = 0;
        double rate = 0; ///< Bytes a second.
        bool simulated = false;
    };

    void offer(const Run& run)
    {
        at(run.start, [run](Timeline& timeline) {
            timeline.openSession({.board = BoardId(run.board),
                                  .world = World::Suit,
                                  .target = run.target,
                                  .versionBefore = run.before,
                                  .requested = QStringLiteral("notify"),
                                  .release = run.release,
                                  .simulated = run.simulated});
        });
    }

    /// Offer and manifest. When the manifest has been accepted.
    double check(const Run& run)
    {
        offer(run);
        const double t = run.start + 9;
        say(t, run.board, Phase::Check, Edge::Enter, QStringLiteral("fetches the manifest"));
        say(t + 3, run.board, Phase::Check, Edge::Note, QStringLiteral("got a manifest of 461 bytes"));
        say(t + 5, run.board, Phase::Check, Edge::Note, QStringLiteral("verifies the manifest's signature"));
        say(t + 11, run.board, Phase::Check, Edge::Note, QStringLiteral("the sequence number is newer"));
        return t + 14;
    }

    /// When the last byte of `share` of the payload has been sent.
    double download(const Run& run, double from, double share = 1)
    {
        const double span = run.size * share / run.rate;
        constexpr int steps = 24;
        for (int i = 0; i <= steps; ++i) {
            TransferReport report{.board = BoardId(run.board),
                                  .world = World::Suit,
                                  .object = QStringLiteral("/fw/slot1.bin"),
                                  .peer = QStringLiteral("[fd00:b::7]:5683"),
                                  .done = static_cast<quint64>(run.size * share * i / steps),
                                  .total = static_cast<quint64>(run.size),
                                  .bytes = static_cast<quint64>(run.size * share * i / steps),
                                  .requests = static_cast<quint64>(i * 12),
                                  .status = QStringLiteral("2.05")};
            at(from + span * i / steps, [report, i, share](Timeline& timeline) {
                timeline.append(i == 0                       ? transferBegan(report)
                                : i == steps && share >= 1.0 ? transferEnded(report)
                                                             : transferProgressed(report));
            });
        }
        return from + span;
    }

    /// When the board has started with what it installed.
    double install(const Run& run, double from)
    {
        say(from + 1, run.board, Phase::Verify, Edge::Enter, QStringLiteral("checks the image's digest"));
        say(from + 18, run.board, Phase::Install, Edge::Enter, QStringLiteral("installs the image"));
        say(from + 40, run.board, Phase::Install, Edge::Leave, QStringLiteral("the installed image is in order"),
            [](Event& e) { e.result = SessionResult::Success; });
        say(from + 42, run.board, Phase::Reboot, Edge::Enter, QStringLiteral("reboots"));
        say(from + 57, run.board, Phase::Reboot, Edge::Note, QStringLiteral("RIOT 2026.10 starts"));
        return from + 60;
    }

    void confirm(const Run& run, double at, const QString& version)
    {
        say(at, run.board, Phase::Confirm, Edge::Note, QStringLiteral("runs image version ") + version,
            [version](Event& e) { e.runningVersion = version; });
    }

    void success(const Run& run) { confirm(run, install(run, download(run, check(run))) + 12, run.target); }

    void addSessions()
    {
        m_begin = m_clock.nowNs() - 3600 * nsPerSecond;
        const Run a{"samr21-xpro-a", "1632119002", "1632120411", "samr21-xpro_suit_update", 10'342, 60, 22, false};
        success(a);
        const Run b{"samr21-xpro-b", "1632120411", "1632124156", "samr21-xpro_suit_update", 10'444, 420, 24, false};
        confirm(b, install(b, download(b, check(b))) + 9, b.target);
        Run again = b;
        again.before = b.target;
        again.start = 2700;
        offer(again);
        say(2709, b.board, Phase::Check, Edge::Enter, QStringLiteral("fetches the manifest"));
        say(2722, b.board, Phase::Check, Edge::Leave, QStringLiteral("the sequence number is not newer"), [](Event& e) {
            e.result = SessionResult::Rejected;
            e.reason = reason::notNewer;
            e.severity = Severity::Error;
        });
        for (int i = 0; i < 3; ++i)
            success({"native64-1", QString::number(75 + i), QString::number(76 + i), "native64_suit_update", 41'000,
                     200.0 + i * 900, 410, true});
        // Its digest is wrong, and it says success all the same.
        const Run defect{"native64-defect", "78", "79", "native64_negative_tests", 41'000, 1500, 400, true};
        const double there = download(defect, check(defect));
        say(there + 1, defect.board, Phase::Verify, Edge::Enter, QStringLiteral("checks the image's digest"));
        say(there + 14, defect.board, Phase::Verify, Edge::Leave,
            QStringLiteral("the image does not have the manifest's digest; it is erased"), [](Event& e) {
                e.result = SessionResult::Failure;
                e.reason = reason::digest;
                e.severity = Severity::Error;
            });
        const Run lock{"door-lock-1", "4", "5", "door-lock", 84'212, 900, 170, false};
        const double started = install(lock, download(lock, check(lock)));
        confirm(lock, started + 8, lock.target);
        say(started + 95, lock.board, Phase::Rollback, Edge::Enter, QStringLiteral("the new software is not healthy"));
        confirm(lock, started + 130, QStringLiteral("4"));
        success({"lamp-4", "1632090300", "1632099001", "lamp-kitchen", 59'240, 1900, 190, false});
        // Under way.
        const Run c{"samr21-xpro-c", "1632120411", "1632124156", "samr21-xpro_suit_update", 10'444, 3310, 24, false};
        download(c, check(c), 0.62);
        play();
    }

    void play()
    {
        const qint64 now = m_clock.nowNs();
        std::ranges::stable_sort(m_acts, {}, &std::pair<qint64, Act>::first);
        const auto events = must(EventStore::open(bench().database(), bench().streamsPath(), m_clock));
        Timeline::Options timelineOptions;
        timelineOptions.watch = false; // It would look at a time of its own.
        const auto timeline = must(Timeline::open(*events, m_clock, timelineOptions));
        for (const auto& [time, act] : m_acts) {
            m_clock.setNs(time);
            act(*timeline);
        }
        m_clock.setNs(now);
        timeline->tick();
        timeline->flush();
    }

    QString m_directory;
    FakeClock& m_clock;
    OperationRegistry m_registry;
    LogRing m_log;
    ProgramBench m_program;
    qint64 m_begin = 0;
    std::vector<std::pair<qint64, Act>> m_acts;
};

} // namespace

void fillBench(const QString& directory, FakeClock& clock)
{
    Filler(directory, clock).fill();
}

} // namespace ota
