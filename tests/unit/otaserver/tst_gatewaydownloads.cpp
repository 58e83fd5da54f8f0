// SPDX-License-Identifier: Apache-2.0
// What gateways download from the bench over real sockets is what their sessions say was sent.

#include "base/digest.h"
#include "exosense/configotau.h"
#include "exosense/exosensecloud.h"
#include "exosense/exosensedesk.h"
#include "exosense/exosensestore.h"
#include "exosense/virtualgateways.h"
#include "otaserver/otaserver.h"
#include "rawclient.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "store/boardstore.h"
#include "store/releasestore.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <atomic>

using namespace ota;

namespace {

const QString http = QStringLiteral("http");
const QString exosense = QStringLiteral("exosense");
const QString tls = QStringLiteral("exosense-tls");
const QString gateway = QStringLiteral("gw-1");
const QString file = QStringLiteral("fw.bin");
const QByteArray token(40, 'a');
/// More than the buffers of a connection hold.
const QByteArray firmware = QByteArray("0123456789abcdef").repeated(2 * 1024 * 1024);
constexpr int patienceMs = 30'000;
constexpr qint64 second = 1'000'000'000;

/// The real one, and ahead of it; connections do not notice.
class AheadClock final : public Clock
{
public:
    qint64 nowNs() const override { return m_real.nowNs() + aheadNs; }
    std::chrono::steady_clock::time_point steadyNow() const override { return m_real.steadyNow(); }

    std::atomic<qint64> aheadNs = 0;

private:
    SystemClock m_real;
};

QByteArray get(const QByteArray& path, const QByteArray& credential, const QByteArray& range = {})
{
    QByteArray request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n";
    if (!credential.isEmpty())
        request += "X-Exosite-CIK: " + credential + "\r\n";
    if (!range.isEmpty())
        request += "Range: bytes=" + range + "\r\n";
    return request + "\r\n";
}

QByteArray content(const QByteArray& range = {}, const QByteArray& credential = token)
{
    return get("/provision/download?id=fw.bin", credential, range);
}

} // namespace

class TestGatewayDownloads final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        BenchOptions options;
        options.clock = &m_clock;
        options.schemas = {EventStore::schema(), ExosenseStore::schema()};
        auto bench = Bench::open(m_directory->filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        QVERIFY_RESULT(bench);
        m_bench = std::move(*bench);
        auto events = EventStore::open(m_bench->database(), m_bench->streamsPath(), m_bench->clock());
        QVERIFY_RESULT(events);
        m_events = std::move(*events);
        auto timeline = Timeline::open(*m_events, m_bench->clock());
        QVERIFY_RESULT(timeline);
        m_timeline = std::move(*timeline);
        m_desk = std::make_unique<ExosenseDesk>();
        OtaServerSettings settings;
        settings.http = settings.exosense.http = settings.exosense.https = QStringList{QStringLiteral("127.0.0.1:0")};
        settings.exosense.cloud.addsUnknown = true;
        auto server = OtaServer::make(*m_bench, *m_timeline, settings, m_desk.get());
        QVERIFY_RESULT(server);
        m_server = std::move(*server);
        QVERIFY_RESULT(m_server->start());
        QVERIFY(m_desk->use([](ExosenseCloud& cloud) {
            QVERIFY_RESULT(cloud.addIdentity(gateway, true));
            QVERIFY_RESULT(cloud.adoptToken(gateway, token));
            const auto blob = cloud.bench().blobs().importBytes(firmware);
            QVERIFY_RESULT(blob);
            ContentEntry entry;
            entry.id = file;
            entry.blob = blob->id;
            entry.sizeBytes = blob->sizeBytes;
            QVERIFY_RESULT(cloud.store().create(entry));
        }));
    }

    void cleanup()
    {
        m_gateways.reset();
        m_server.reset();
        m_desk.reset();
        m_timeline.reset();
        m_events.reset();
        m_bench.reset();
    }

    void aVirtualGatewaysUpdateSaysWhatWasSent_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("reporting");
        QTest::newRow("http") << exosense << "full";
        QTest::newRow("https") << tls << "full";
        QTest::newRow("it tells little") << exosense << "minimal";
        QTest::newRow("it tells late") << exosense << "record";
    }
    void aVirtualGatewaysUpdateSaysWhatWasSent()
    {
        QFETCH(QString, service);
        QFETCH(QString, reporting);
        run(service, reporting);
        QTRY_COMPARE_WITH_TIMEOUT(runs(), QStringLiteral("1.0"), patienceMs);
        ask(QStringLiteral("2.0"), QStringLiteral("%1/provision/download?id=fw.bin").arg(base(service)));
        QTRY_COMPARE_WITH_TIMEOUT(stateNow().verdict.result, SessionResult::Success, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(stateNow().payloadBytes(), static_cast<quint64>(firmware.size()), patienceMs);
        const SessionState state = stateNow();
        QCOMPARE(state.transfers.size(), std::size_t{1});
        QCOMPARE(state.transfers.front().object, file);
        QVERIFY(state.transfers.front().complete);
        QCOMPARE(std::ranges::count(state.phases, Phase::Download, &PhaseSpan::phase), std::ptrdiff_t{1});
        QTRY_COMPARE(row().payloadBytes, static_cast<quint64>(firmware.size()));
        m_server->stop(); // What there is to find has been found.
        m_timeline->tick();
        m_timeline->flush();
        const auto findings = m_events->findings(state.id);
        QVERIFY_RESULT(findings);
        QVERIFY2(findings->empty(), findings->empty() ? "" : qPrintable(findings->front().code));
        const TransferView view = m_server->transfers().front();
        QCOMPARE(view.state, TransferView::State::Done);
        QCOMPARE(view.service, service);
        QVERIFY(view.board.known && view.board.simulated);
        QCOMPARE(view.board.id.text(), gateway);
    }

    void aDownloadIsInFlightBrokenOffAndResumed_data()
    {
        QTest::addColumn<QString>("service");
        QTest::newRow("http") << exosense;
        QTest::newRow("https") << tls;
    }
    void aDownloadIsInFlightBrokenOffAndResumed()
    {
        QFETCH(QString, service);
        ask(QStringLiteral("2.0"), base(service));
        {
            const auto client = connection(service);
            client->socket().setReadBufferSize(1024 * 1024);
            client->send(content());
            QVERIFY(client->receiveBytes(300'000).size() >= 300'000);
            // While it waits for more it is in flight, with what it has got.
            QTRY_VERIFY(!m_server->transfers().empty() && m_server->transfers().front().doneBytes >= 300'000);
            const TransferView view = m_server->transfers().front();
            QCOMPARE(view.state, TransferView::State::Running);
            QCOMPARE(view.totalBytes, static_cast<quint64>(firmware.size()));
            QVERIFY(view.doneBytes < view.totalBytes);
            QCOMPARE(view.board.id.text(), gateway);
            QCOMPARE(view.path, file);
            QCOMPARE(view.session, stateNow().id);
            QTRY_COMPARE(stateNow().phase(), Phase::Download);
            client->closeNow();
        }
        QTRY_COMPARE(m_server->transfers().front().state, TransferView::State::Broken);
        const quint64 sent = m_server->transfers().front().sentBytes;
        QVERIFY(sent >= 300'000 && sent < static_cast<quint64>(firmware.size()));
        QTRY_COMPARE(stateNow().payloadBytes(), sent);

        const RawResponse rest = connection(service)->request(content("300000-"));
        QCOMPARE(rest.status, 206);
        QCOMPARE(rest.body.size(), firmware.size() - 300'000);
        QTRY_COMPARE(m_server->transfers().front().state, TransferView::State::Done);
        QCOMPARE(m_server->transfers().size(), std::size_t{1});
        QTRY_COMPARE(stateNow().payloadBytes(), sent + static_cast<quint64>(firmware.size()) - 300'000);
        const SessionState state = stateNow();
        QCOMPARE(state.transfers.size(), std::size_t{1});
        QVERIFY(state.transfers.front().complete);
        const QStringList codes = codesOf(state.id);
        QCOMPARE(codes.count(QStringLiteral("transfer.begin")), 2);
        QCOMPARE(codes.count(QStringLiteral("transfer.broken")), 1);
        QCOMPARE(codes.count(QStringLiteral("transfer.end")), 1);
    }

    /// The gateway says nothing, and fetches: neither from the cloud nor from the releases it is silent.
    void whoDownloadsIsNotSilent()
    {
        const QString where = publish();
        auto board = m_bench->boards().find(BoardId(gateway));
        QVERIFY_RESULT(board);
        board->links.address = QStringLiteral("127.0.0.1");
        QVERIFY_RESULT(m_bench->boards().update(*board));
        ask(QStringLiteral("2.0"), base(exosense));
        const auto session = [&] {
            StatusSession found;
            (void)m_desk->use([&](ExosenseCloud& cloud) {
                cloud.tick();
                found = cloud.gateway(gateway)->sessions.back();
            });
            return found;
        };
        RawClient client(port(exosense));
        for (const char* range : {"0-99", "100-199", "200-299"}) {
            m_clock.aheadNs += 400 * second;
            QCOMPARE(client.request(content(range)).status, 206);
            QTRY_VERIFY(m_clock.nowNs() - session().lastNs < 300 * second);
        }
        QCOMPARE(session().result, SessionResult::Running);
        QVERIFY(session().findings.empty());
        m_clock.aheadNs += 601 * second;
        QTRY_COMPARE(session().result, SessionResult::Stalled);
        QTRY_VERIFY([&] { // The server looks now and then what boards there are.
            (void)RawClient(port(http)).request(get(where.toLatin1(), {}, "0-9"));
            return session().result == SessionResult::Running;
        }());
    }

    void rangesAreOneTransferAndNotAnEventEach()
    {
        ask(QStringLiteral("2.0"), base(exosense));
        RawClient client(port(exosense));
        constexpr qint64 piece = 128 * 1024;
        for (qint64 offset = 0; offset < firmware.size(); offset += piece) {
            const RawResponse part =
                client.request(content(QByteArray::number(offset) + '-' + QByteArray::number(offset + piece - 1)));
            QCOMPARE(part.status, 206);
            QCOMPARE(part.body, firmware.mid(offset, piece));
        }
        QTRY_COMPARE(stateNow().payloadBytes(), static_cast<quint64>(firmware.size()));
        QTRY_VERIFY(stateNow().transfers.front().complete);
        const SessionState state = stateNow();
        QCOMPARE(state.transfers.size(), std::size_t{1});
        QCOMPARE(state.transfers.front().requests, quint64(firmware.size() / piece));
        QCOMPARE(codesOf(state.id).count(QStringLiteral("transfer.begin")), 1);
        QCOMPARE(m_server->transfers().size(), std::size_t{1});
        QVERIFY(m_server->transfers().front().requests > 100);
    }

    void aRefusalIsToldAndStrangersAreNot()
    {
        ask(QStringLiteral("2.0"), base(exosense));
        RawClient client(port(exosense));
        QCOMPARE(client.request(content({}, "nobody")).status, 401);
        QCOMPARE(client.request(get("/provision/download?id=nothing", token)).status, 404);
        QCOMPARE(client.request(content("99999999999-")).status, 416);
        // Neither list nor facts are files, nor is a look at the head.
        QCOMPARE(client.request(get("/provision/download", token)).status, 200);
        QCOMPARE(client.request(get("/provision/download?id=fw.bin&info=true", token)).status, 200);
        client.send(QByteArray(content()).replace("GET", "HEAD"));
        QCOMPARE(client.receive(true).status, 200);
        QTRY_COMPARE(codesOf(stateNow().id).size(), 2);
        const auto events = m_events->events({.session = stateNow().id, .stream = Stream::Transfer});
        QVERIFY_RESULT(events);
        QCOMPARE(events->at(0).reason, QStringLiteral("HTTP_404"));
        QCOMPARE(events->at(0).board.text(), gateway);
        QCOMPARE(events->at(1).reason, QStringLiteral("HTTP_416"));
        QVERIFY(m_server->transfers().empty());
        QCOMPARE(stateNow().payloadBytes(), quint64{0}); // Which is shown as a dash.
    }

    void withoutASessionTheBoardHasIt()
    {
        QCOMPARE(RawClient(port(exosense)).request(content("0-99")).status, 206);
        QCOMPARE(RawClient(port(exosense)).request(content("100-")).body.size(), firmware.size() - 100);
        QTRY_VERIFY(!m_server->transfers().empty() && m_server->transfers().front().state == TransferView::State::Done);
        QVERIFY(m_timeline->openSessions().empty());
        m_timeline->flush();
        const auto events = m_events->events({.board = BoardId(gateway), .stream = Stream::Transfer});
        QVERIFY_RESULT(events);
        QCOMPARE(events->back().code, QStringLiteral("transfer.end"));
        QVERIFY(events->back().session.isNull());
    }

    void aReleaseIsAttributedByTheAddressAlone()
    {
        const QString where = publish();
        ask(QStringLiteral("2.0"), base(http) + where);
        QCOMPARE(RawClient(port(http)).request(get(where.toLatin1(), {})).body.size(), firmware.size());
        // Nobody knows who that was.
        QTRY_COMPARE(m_server->transfers().size(), std::size_t{1});
        QVERIFY(!m_server->transfers().front().board.known);
        QCOMPARE(stateNow().payloadBytes(), quint64{0});

        auto board = m_bench->boards().find(BoardId(gateway));
        QVERIFY_RESULT(board);
        board->links.address = QStringLiteral("127.0.0.1");
        QVERIFY_RESULT(m_bench->boards().update(*board));
        QTRY_VERIFY([&] { // The server looks now and then what boards there are.
            (void)RawClient(port(http)).request(get(where.toLatin1(), {}, "0-9"));
            return stateNow().payloadBytes() > 0;
        }());
        QCOMPARE(RawClient(port(http)).request(get(where.toLatin1(), {})).status, 200);
        QTRY_VERIFY(stateNow().payloadBytes() > static_cast<quint64>(firmware.size()));
        QVERIFY(stateNow().transfers.back().complete);
        QVERIFY(m_timeline->openSessions().size() == 1);
    }

private:
    QString base(const QString& service) const { return (*m_bench->services())[service].toString(); }
    quint16 port(const QString& service) const { return static_cast<quint16>(QUrl(base(service)).port(0)); }

    std::unique_ptr<RawClient> connection(const QString& service) const
    {
        if (service != tls)
            return std::make_unique<RawClient>(port(service));
        QSslConfiguration trusting;
        trusting.setPeerVerifyMode(QSslSocket::VerifyNone);
        return std::make_unique<RawClient>(port(service), trusting);
    }

    void ask(const QString& version, const QString& url)
    {
        ConfigDraft draft;
        draft.version = version;
        draft.name = QStringLiteral("prod");
        draft.urls = {url};
        draft.sha256 = Digest::of(firmware).hex();
        draft.size = static_cast<quint64>(firmware.size());
        const auto config = buildConfig(draft);
        QVERIFY_RESULT(config);
        QVERIFY(m_desk->use(
            [&](ExosenseCloud& cloud) { QVERIFY_RESULT(cloud.setDesired({gateway}, "config_otau", *config)); }));
    }

    void run(const QString& service, const QString& reporting)
    {
        VirtualGateways::Options options;
        options.names = {gateway};
        options.directory = m_directory->filePath(QStringLiteral("gateways"));
        options.profile.cloud = QUrl(base(service));
        options.profile.pace = options.profile.installTime = options.profile.bootTime = std::chrono::milliseconds(1);
        options.profile.reporting = reporting == QStringLiteral("minimal")  ? GatewayProfile::Reporting::Minimal
                                    : reporting == QStringLiteral("record") ? GatewayProfile::Reporting::Record
                                                                            : GatewayProfile::Reporting::Full;
        if (service == tls)
            options.profile.tls.setCaCertificates(
                QSslCertificate::fromPath(m_bench->path(QStringLiteral("tls/ca.pem"))));
        QVERIFY(m_desk->use([](ExosenseCloud& cloud) { QVERIFY_RESULT(cloud.relist(gateway)); })); // It activates.
        auto started = VirtualGateways::start(std::move(options));
        QVERIFY_RESULT(started);
        m_gateways = std::move(*started);
    }

    /// What the gateway last said to run.
    QString runs() const
    {
        QString version;
        (void)m_desk->use([&](ExosenseCloud& cloud) { version = cloud.gateway(gateway)->running; });
        return version;
    }

    /// Where its one file is.
    QString publish()
    {
        const auto blob = m_bench->blobs().importBytes(firmware);
        if (!blob)
            qFatal("%s", qPrintable(blob.error().toString()));
        ReleaseDraft draft;
        draft.id = QStringLiteral("gw_prod");
        draft.files = {{QStringLiteral("image.bin"), blob->id, blob->sizeBytes}};
        const auto stored = m_bench->releases().publish(draft);
        if (!stored)
            qFatal("%s", qPrintable(stored.error().toString()));
        (void)m_server->refresh();
        return QStringLiteral("/releases/gw_prod/image.bin");
    }

    /// Of the gateway's newest session.
    SessionState stateNow() const
    {
        const auto id = row().id;
        return m_timeline->session(id).value_or(SessionState());
    }

    SessionRow row() const
    {
        m_timeline->flush();
        const auto rows = m_events->sessions({.board = BoardId(gateway), .limit = 1});
        return rows && !rows->empty() ? rows->front() : SessionRow();
    }

    QStringList codesOf(SessionId session) const
    {
        m_timeline->flush();
        const auto events = m_events->events({.session = session, .stream = Stream::Transfer, .limit = 1000});
        QStringList codes;
        for (const Event& event : events ? *events : std::vector<Event>())
            codes << event.code;
        return codes;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    AheadClock m_clock;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<EventStore> m_events;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<ExosenseDesk> m_desk;
    std::unique_ptr<OtaServer> m_server;
    std::unique_ptr<VirtualGateways> m_gateways;
};

QTEST_GUILESS_MAIN(TestGatewayDownloads)
#include "tst_gatewaydownloads.moc"
