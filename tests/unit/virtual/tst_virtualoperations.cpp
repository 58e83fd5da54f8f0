// SPDX-License-Identifier: Apache-2.0
#include "coap/coapclient.h"
#include "operations/operationregistry.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"
#include "virtual/virtualboards.h"
#include "virtual/virtualoperations.h"
#include "virtualsupport.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace ota;

namespace {

/// An operation that runs on another thread until it is told to end.
class RunningOperation final : public OperationContext, public JobContext
{
public:
    RunningOperation(const OperationRegistry& registry, Bench& bench, const QString& name, const QJsonObject& values)
        : m_bench(bench)
    {
        const Operation* operation = registry.find(name);
        const auto arguments = validated(*operation, values);
        if (!arguments)
            qFatal("%s", qPrintable(arguments.error().toString()));
        m_thread = std::thread([this, operation, given = *arguments] {
            result = operation->run(given, *this);
            m_ended = true;
        });
    }

    ~RunningOperation() override { end(); }

    void end()
    {
        m_stop.request_stop();
        if (m_thread.joinable())
            m_thread.join();
    }

    /// The records of this event so far.
    QList<QJsonObject> records(const QString& event) const
    {
        const std::scoped_lock lock(m_mutex);
        QList<QJsonObject> found;
        for (const QJsonObject& each : m_records) {
            if (each.value(QStringLiteral("event")).toString() == event)
                found << each;
        }
        return found;
    }

    bool hasEnded() const { return m_ended; }

    JobContext& job() override { return *this; }
    Result<Bench*> bench(Access access) override
    {
        asked = access;
        return &m_bench;
    }
    Result<Timeline*> timeline() override
    {
        if (!m_timeline) {
            m_store = std::move(*EventStore::open(m_bench.database(), m_bench.streamsPath(), m_bench.clock()));
            m_timeline = std::move(*Timeline::open(*m_store, m_bench.clock()));
        }
        return m_timeline.get();
    }
    Result<QString> askSecret(const QString&) override { return failure(Error::Code::Usage, {}); }
    void progress(const Progress&) override {}
    void record(const QJsonObject& data, const QString&) override
    {
        const std::scoped_lock lock(m_mutex);
        m_records << data;
    }
    std::stop_token stopToken() const override { return m_stop.get_token(); }

    std::optional<Result<Outcome>> result;
    std::atomic<Access> asked = Access::Hold;

private:
    Bench& m_bench;
    std::unique_ptr<EventStore> m_store;
    std::unique_ptr<Timeline> m_timeline;
    std::stop_source m_stop;
    mutable std::mutex m_mutex;
    QList<QJsonObject> m_records;
    std::atomic<bool> m_ended = false;
    std::thread m_thread;
};

} // namespace

class TestVirtualOperations final : public QObject
{
    Q_OBJECT

    OperationRegistry m_registry;

private Q_SLOTS:
    void initTestCase() { registerVirtualOperations(m_registry); }

    void defectsAreListed()
    {
        const QTemporaryDir folder;
        const auto bench = Bench::open(folder.path(), Bench::Access::Hold, {});
        QVERIFY_RESULT(bench);
        RunningOperation run(m_registry, **bench, QStringLiteral("board.defects"), {});
        QTRY_VERIFY(run.hasEnded());
        run.end();
        QVERIFY_RESULT(*run.result);
        const QJsonArray listed = (*run.result)->data.value(QStringLiteral("defects")).toArray();
        QCOMPARE(listed.size(), qsizetype(boardDefects().size()));
        QCOMPARE(listed.first().toObject().value(QStringLiteral("name")).toString(), QStringLiteral("lie-success"));
        QVERIFY((*run.result)->text.contains(QStringLiteral("torn-write")));
    }

    void boardsRunUntilTheyAreCancelledAndNeedOnlyToRead()
    {
        const QTemporaryDir folder;
        const auto bench = Bench::open(folder.path(), Bench::Access::Read, {});
        QVERIFY_RESULT(bench);
        RunningOperation run(m_registry, **bench, QStringLiteral("board.run"),
                             {{"name", QJsonArray{"a"}}, {"count", 2}, {"slot-size", 64}, {"console", true}});
        QTRY_COMPARE(run.records(QStringLiteral("ready")).size(), 3);
        QVERIFY(run.asked == OperationContext::Access::Read);
        QStringList addresses;
        for (const QJsonObject& ready : run.records(QStringLiteral("ready"))) {
            const QString uri = ready.value(QStringLiteral("coap")).toString();
            QVERIFY(!addresses.contains(uri));
            addresses << uri;
            QVERIFY(QFile::exists(ready.value(QStringLiteral("console")).toString()));
            CoapClient client;
            CoapCall call;
            call.uri = *CoapUri::read(uri + QStringLiteral("/suit/slot/active"));
            QCOMPARE(client.run(call).payload, QByteArray("0"));
        }
        QCOMPARE(run.records(QStringLiteral("booted")).size(), 3);
        QVERIFY(!run.records(QStringLiteral("console")).isEmpty());
        run.end();
        QVERIFY_RESULT(*run.result);
        QVERIFY(QFile::exists(folder.path() + QStringLiteral("/boards/virtual2/slot0.bin")));
    }

    void aBoardThatRunsAlreadyIsSaid()
    {
        const QTemporaryDir folder;
        const auto bench = Bench::open(folder.path(), Bench::Access::Read, {});
        QVERIFY_RESULT(bench);
        RunningOperation first(m_registry, **bench, QStringLiteral("board.run"), {{"slot-size", 64}});
        QTRY_COMPARE(first.records(QStringLiteral("ready")).size(), 1);
        RunningOperation second(m_registry, **bench, QStringLiteral("board.run"), {{"slot-size", 64}});
        QTRY_VERIFY(second.hasEnded());
        second.end();
        QVERIFY(!*second.result);
        QCOMPARE(second.result->error().code, Error::Code::Busy);
        QVERIFY(second.result->error().message.contains(QStringLiteral("virtual1")));
    }

    void recordedBoardsAreKnownToTheBenchAsSimulated()
    {
        const QTemporaryDir folder;
        BenchOptions options;
        options.schemas = {EventStore::schema()};
        const auto bench = Bench::open(folder.path(), Bench::Access::Hold, options);
        QVERIFY_RESULT(bench);
        RunningOperation run(m_registry, **bench, QStringLiteral("board.run"),
                             {{"name", QJsonArray{"dev"}}, {"slot-size", 64}, {"record", true}});
        QTRY_COMPARE(run.records(QStringLiteral("ready")).size(), 1);
        const auto board = (*bench)->boards().find(BoardId(QStringLiteral("dev")));
        QVERIFY_RESULT(board);
        QVERIFY(board->kind == BoardKind::Virtual);
        QCOMPARE(board->links.address,
                 run.records(QStringLiteral("ready")).first().value(QStringLiteral("coap")).toString());
        run.end();
        QVERIFY_RESULT(*run.result);
        (*run.timeline())->flush();
        EventFilter filter;
        filter.board = BoardId(QStringLiteral("dev"));
        const auto events = (*run.timeline())->store().events(filter);
        QVERIFY_RESULT(events);
        QStringList codes;
        for (const Event& event : *events)
            codes << event.code;
        QVERIFY2(codes.contains(QStringLiteral("riot.boot")), qPrintable(codes.join(u' ')));
    }

    void aNameIsAlwaysTheSameLoopbackAddress()
    {
        QCOMPARE(VirtualBoards::addressOf(QStringLiteral("dev1")), QStringLiteral("127.79.75.157"));
        QVERIFY(VirtualBoards::addressOf(QStringLiteral("dev2")) != VirtualBoards::addressOf(QStringLiteral("dev1")));
    }

    void aNameThatIsNoFolderIsRefused()
    {
        const QTemporaryDir folder;
        VirtualBoards::Options options;
        options.directory = folder.path();
        options.names = QStringList{QStringLiteral("../escape")};
        QCOMPARE(VirtualBoards::start(options).error().code, Error::Code::BadInput);
    }
};

QTEST_GUILESS_MAIN(TestVirtualOperations)
#include "tst_virtualoperations.moc"
