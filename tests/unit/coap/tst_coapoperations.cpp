// SPDX-License-Identifier: Apache-2.0
#include "coap/coapoperations.h"
#include "coap/coapserver.h"
#include "coapprobe.h"
#include "operations/operationregistry.h"
#include "testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace ota;

namespace {

class NoBench final : public OperationContext, public JobContext
{
public:
    JobContext& job() override { return *this; }
    Result<Bench*> bench(Access) override { return failure(Error::Code::Internal, {}); }
    Result<Timeline*> timeline() override { return failure(Error::Code::Internal, {}); }
    Result<QString> askSecret(const QString&) override { return secret; }
    void progress(const Progress& progress) override { last = progress; }
    void record(const QJsonObject& data, const QString& text) override
    {
        const std::lock_guard lock(mutex);
        records << data;
        if (onRecord)
            onRecord(text);
    }
    std::stop_token stopToken() const override { return {}; }

    QString secret;
    Progress last;
    std::mutex mutex;
    QList<QJsonObject> records;
    std::function<void(const QString&)> onRecord;
};

} // namespace

class TestCoapOperations final : public QObject
{
    Q_OBJECT

    OperationRegistry m_registry;
    NoBench m_context;

    Result<Outcome> run(const QString& name, const QJsonObject& values)
    {
        const Operation* operation = m_registry.find(name);
        const auto arguments = validated(*operation, values);
        if (!arguments)
            return failure(arguments.error());
        return operation->run(*arguments, m_context);
    }

private Q_SLOTS:
    void initTestCase() { registerCoapOperations(m_registry); }

    void getWritesAFileAndTellsItsDigest()
    {
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{}, CoapEndpoint{QStringLiteral("127.0.0.1"), 0, true}};
        options.psk = {CoapPsk::read(QStringLiteral("b:0011")).value()};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        auto tree = std::make_shared<CoapTree>();
        QVERIFY_RESULT(tree->add(QStringLiteral("r/slot0"), patternBody(5000)));
        QVERIFY_RESULT(tree->addText(QStringLiteral("r/version"), QStringLiteral("17")));
        server.setTree(tree);
        QTemporaryDir dir;
        const QString base = server.endpoints()[0].uri();
        const auto outcome =
            run(QStringLiteral("coap.get"), {{"uri", QString(base + "/r/slot0")}, {"output", dir.filePath("out")}});
        QVERIFY_RESULT(outcome);
        QFile file(dir.filePath("out"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), patternBytes(5000));
        QCOMPARE(outcome->data["sha256"].toString(), Digest::of(QByteArrayView(patternBytes(5000))).hex());
        QCOMPARE(outcome->data["code"].toString(), QStringLiteral("2.05"));
        QCOMPARE(m_context.last.done, quint64{5000});
        QCOMPARE(m_context.last.total, std::optional<quint64>(5000));
        const auto text =
            run(QStringLiteral("coap.get"), {{"uri", QString(base + "/r/version")}, {"block-size", "64"}});
        QVERIFY_RESULT(text);
        QCOMPARE(text->text, QStringLiteral("17"));
        m_context.secret = QStringLiteral("0011");
        for (const QString& key : {QStringLiteral("b:0011"), QStringLiteral("b")}) {
            const auto secure = run(QStringLiteral("coap.get"),
                                    {{"uri", QString(server.endpoints()[1].uri() + "/r/version")}, {"psk", key}});
            QVERIFY_RESULT(secure);
            QCOMPARE(secure->data["text"].toString(), QStringLiteral("17"));
        }
    }

    void postSendsTextFilesAndTheNul()
    {
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{}};
        std::mutex mutex;
        QByteArrayList seen;
        CoapServer server(options);
        server.setHandler(CoapMethod::Post, QStringLiteral("suit/trigger"), [&](const CoapRequest& request) {
            const std::lock_guard lock(mutex);
            seen << request.payload;
            return CoapResponse{coapcode::created, {}, {}};
        });
        QVERIFY_RESULT(server.start());
        const QString uri = server.endpoints()[0].uri() + "/suit/trigger";
        QVERIFY_RESULT(run(QStringLiteral("coap.post"), {{"uri", uri}, {"payload", "coap://h/m"}, {"nul", true}}));
        QTemporaryDir dir;
        QFile file(dir.filePath("in"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("a\0b", 3));
        file.close();
        QVERIFY_RESULT(run(QStringLiteral("coap.post"), {{"uri", uri}, {"file", file.fileName()}}));
        {
            const std::lock_guard lock(mutex);
            QCOMPARE(seen, QByteArrayList({QByteArray("coap://h/m\0", 11), QByteArray("a\0b", 3)}));
        }
        const auto refused = run(QStringLiteral("coap.put"), {{"uri", uri}, {"payload", "x"}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Rejected);
        QVERIFY(refused.error().hint.contains(QStringLiteral("POST")));
    }

    void observeTellsEveryVersionUntilThereAreEnough()
    {
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{}};
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        const auto serve = [&server](int version) {
            auto tree = std::make_shared<CoapTree>();
            if (!tree->addText(QStringLiteral("r/version"), QString::number(version), true) ||
                !tree->addText(QStringLiteral("r/name"), QStringLiteral("pump")))
                qFatal("a test path is not usable");
            server.setTree(tree);
        };
        serve(1);
        // Each state makes the next one: none is skipped and none awaited in vain.
        m_context.records.clear();
        m_context.onRecord = [&serve](const QString& text) {
            serve(text.toInt() + 1);
        };
        const QString base = server.endpoints()[0].uri();
        const auto outcome = run(QStringLiteral("coap.observe"), {{"uri", QString(base + "/r/version")}, {"count", 4}});
        m_context.onRecord = {};
        QVERIFY_RESULT(outcome);
        QCOMPARE(outcome->data["notifications"].toInteger(), 4);
        QStringList texts;
        for (const QJsonObject& record : std::as_const(m_context.records))
            texts << record["text"].toString();
        QCOMPARE(texts, QStringList({"1", "2", "3", "4"}));

        const auto name = run(QStringLiteral("coap.observe"), {{"uri", QString(base + "/r/name")}});
        QVERIFY(!name);
        QCOMPARE(name.error().code, Error::Code::Unsupported);
        const auto nothing = run(QStringLiteral("coap.observe"), {{"uri", QString(base + "/r/nothing")}});
        QVERIFY(!nothing);
        QCOMPARE(nothing.error().code, Error::Code::NotFound);
        const auto over = run(QStringLiteral("coap.observe"), {{"uri", QString(base + "/r/version")}, {"for", 1}});
        QVERIFY_RESULT(over);
        QCOMPARE(over->data["notifications"].toInteger(), 1);
    }

    void wrongParametersAreUsage()
    {
        for (const QJsonObject& values : {QJsonObject{{"uri", "http://h/"}}, QJsonObject{{"uri", "coaps://127.0.0.1/"}},
                                          QJsonObject{{"uri", "coaps://127.0.0.1/"}, {"psk", "a:zz"}},
                                          QJsonObject{{"uri", "coap://h/"}, {"block-size", "100"}}}) {
            const auto outcome = run(QStringLiteral("coap.get"), values);
            QVERIFY(!outcome);
            QCOMPARE(outcome.error().code, Error::Code::Usage);
        }
    }
};

QTEST_GUILESS_MAIN(TestCoapOperations)
#include "tst_coapoperations.moc"
