// SPDX-License-Identifier: Apache-2.0
// The verbs, on a bench and through the process that serves it.

#include "exosense/configotau.h"
#include "exosense/exosenseoperations.h"
#include "exosenseprogram.h"
#include "exosensevectors.h"
#include "otaserver/serveoperation.h"
#include "rawclient.h"
#include "store/blobstore.h"
#include "store/releasestore.h"
#include "testsupport.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

class TestExosenseOperations final : public QObject
{
    Q_OBJECT

private:
    OperationRegistry m_registry;
    std::unique_ptr<QTemporaryDir> m_directory;

    QString path(const QString& name) const { return m_directory->filePath(name); }

    Result<Outcome> run(const char* name, const QJsonObject& values)
    {
        Program program(m_registry, path(QStringLiteral("bench")));
        return program.runner.run(QString::fromLatin1(name), values);
    }

    void writeFile(const QString& name, const QByteArray& bytes)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    void addPackage()
    {
        const auto built = run("exosense.config.build", {{"version", "2.0"},
                                                         {"name", "prod"},
                                                         {"url", "https://example.org/fw"},
                                                         {"output", path(QStringLiteral("config.json"))}});
        QVERIFY_RESULT(built);
        QVERIFY(built->good);
        const auto added =
            run("exosense.package.add",
                {{"config", path(QStringLiteral("config.json"))}, {"vendor", "Acme"}, {"product", "GW 1"}});
        QVERIFY_RESULT(added);
        QCOMPARE(added->data[QStringLiteral("id")].toString(), QStringLiteral("package_acme_gw-1_prod_2-0"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        registerExosenseOperations(m_registry);
        registerServeOperations(m_registry);
    }
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void identitiesAreMadeAndTakenAway()
    {
        QVERIFY_RESULT(run("exosense.identity.add", {{"id", "gw-1"}}));
        QCOMPARE(run("exosense.identity.add", {{"id", "gw-1"}}).error().code, Error::Code::Rejected);
        const auto issued = run("exosense.identity.reissue", {{"id", "gw-1"}});
        QVERIFY_RESULT(issued);
        QCOMPARE(issued->data[QStringLiteral("token")].toString().size(), 40);
        QVERIFY_RESULT(run("exosense.identity.revoke", {{"id", "gw-1"}}));
        const auto list = run("exosense.identity.list", {});
        QVERIFY_RESULT(list);
        const QJsonObject identity = list->data[QStringLiteral("identities")][0].toObject();
        QCOMPARE(identity[QStringLiteral("state")].toString(), QStringLiteral("revoked"));
        QVERIFY(!identity.contains(QStringLiteral("token")));
    }

    void aPackageIsBuiltListedAndApplied()
    {
        addPackage();
        for (const char* name : {"gw-1", "gw-2", "other"})
            QVERIFY_RESULT(run("exosense.identity.add", {{"id", name}}));
        const auto preview = run(
            "exosense.apply", {{"package", "package_acme_gw-1_prod_2-0"}, {"filter", "name=gw-*"}, {"dry-run", true}});
        QVERIFY_RESULT(preview);
        QCOMPARE(preview->data[QStringLiteral("boards")].toArray(), (QJsonArray{"gw-1", "gw-2"}));
        const auto before = run("exosense.status", {{"board", "gw-1"}});
        QVERIFY_RESULT(before);
        QVERIFY(!before->data[QStringLiteral("gateways")][0].toObject().contains(QStringLiteral("desired")));
        QVERIFY_RESULT(run("exosense.apply", {{"package", "package_acme_gw-1_prod_2-0"}, {"filter", "name=gw-*"}}));
        const auto status = run("exosense.status", {});
        QVERIFY_RESULT(status);
        const QJsonArray gateways = status->data[QStringLiteral("gateways")].toArray();
        QCOMPARE(gateways.size(), 3);
        QCOMPARE(gateways[0][QStringLiteral("acknowledged")].toString(), QStringLiteral("pending"));
        QCOMPARE(gateways[2][QStringLiteral("acknowledged")].toString(), QStringLiteral("none"));
        QCOMPARE(gateways[0][QStringLiteral("sessions")][0][QStringLiteral("version")].toString(),
                 QStringLiteral("2.0"));
    }

    void aPackageIsMadeOfAFile()
    {
        writeFile(QStringLiteral("fw 1.bin"), "FIRMWARE");
        const QJsonObject values{{"file", path(QStringLiteral("fw 1.bin"))}, {"version", "2.0"}, {"name", "prod"}};
        const auto added = run("exosense.package.add", values);
        QVERIFY_RESULT(added);
        QVERIFY(added->data[QStringLiteral("applicable")].toBool());
        const ConfigCheck config = checkConfig(added->data[QStringLiteral("config_otau")].toString().toUtf8());
        QCOMPARE(config.urls(), QStringList{QStringLiteral("http://127.0.0.1:8090/provision/download?id=fw%201.bin")});
        QVERIFY(config.findings.empty());
        QCOMPARE(run("exosense.package.add", {{"version", "2.0"}}).error().code, Error::Code::Usage);
    }

    /// The next version under the same file name does not take the bytes of the one before.
    void aSecondFileOfTheSameNameKeepsTheFirst()
    {
        for (const QString& version : {QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("2")}) {
            writeFile(QStringLiteral("fw.bin"), "FIRMWARE " + version.toUtf8());
            QVERIFY_RESULT(run("exosense.package.add",
                               {{"file", path(QStringLiteral("fw.bin"))}, {"version", version}, {"name", "prod"}}));
        }
        const auto list = run("exosense.package.list", {{"files", true}});
        QVERIFY_RESULT(list);
        QHash<QString, QString> digests;
        QStringList files;
        for (const QJsonValue& each : list->data[QStringLiteral("packages")].toArray()) {
            const QString id = each[QStringLiteral("id")].toString();
            digests.insert(id, each[QStringLiteral("sha256")].toString());
            if (!each[QStringLiteral("package")].toBool())
                files << id;
        }
        QCOMPARE(files, (QStringList{QStringLiteral("2_fw.bin"), QStringLiteral("fw.bin")}));
        const auto first = run("exosense.package.show", {{"id", "package_prod_1"}});
        QVERIFY_RESULT(first);
        QVERIFY(first->data[QStringLiteral("config_otau")].toString().contains(digests[QStringLiteral("fw.bin")]));
    }

    void aReleaseBecomesAPackage()
    {
        {
            const auto bench = Bench::open(path(QStringLiteral("bench")), Bench::Access::Hold,
                                           {.databaseUrl = {},
                                            .clock = nullptr,
                                            .holderName = {},
                                            .schemas = {EventStore::schema(), ExosenseStore::schema()},
                                            .onStep = {}});
            QVERIFY_RESULT(bench);
            ReleaseDraft draft{.id = QStringLiteral("gw"), .world = QStringLiteral("raw"), .version = {}};
            for (const char* name : {"kernel.bin", "root.bin"}) {
                const auto blob = (*bench)->blobs().importBytes(name);
                QVERIFY_RESULT(blob);
                draft.files.push_back({.name = QString::fromLatin1(name),
                                       .blob = blob->id,
                                       .sizeBytes = blob->sizeBytes,
                                       .pin = blob->pin});
            }
            draft.version = QStringLiteral("3.1");
            QVERIFY_RESULT((*bench)->releases().publish(draft));
        }
        const auto whole = run("exosense.package.add", {{"release", "gw"}, {"vendor", "Acme"}});
        QVERIFY_RESULT(whole);
        QCOMPARE(whole->data[QStringLiteral("id")].toString(), QStringLiteral("package_acme_gw_3-1"));
        QCOMPARE(whole->data[QStringLiteral("payload_type")].toString(), QStringLiteral("URL_LIST"));
        const auto one =
            run("exosense.package.add", {{"release", "gw"}, {"release-file", "kernel.bin"}, {"id", "package_kernel"}});
        QVERIFY_RESULT(one);
        QVERIFY(one->data[QStringLiteral("applicable")].toBool());
        QCOMPARE(one->data[QStringLiteral("version")].toString(), QStringLiteral("3.1"));
        const auto fixed = run("exosense.package.add", {{"release", "gw"},
                                                        {"release-file", "kernel.bin"},
                                                        {"id", "package_fixed"},
                                                        {"base", "http://gate.example:80"}});
        QVERIFY_RESULT(fixed);
        QCOMPARE(run("exosense.package.add", {{"release", "other"}}).error().code, Error::Code::NotFound);
        QCOMPARE(run("exosense.package.add", {{"release", "gw"}, {"release-file", "x"}}).error().code,
                 Error::Code::NotFound);
        QCOMPARE(run("exosense.package.add", {{"release", "gw"}, {"file", testDataPath(QStringLiteral("exosense"))}})
                     .error()
                     .code,
                 Error::Code::Usage);
        // It is served there, and the package points at it; one with an address of its own does not move.
        const Serving serving(m_registry, path(QStringLiteral("bench")), {{"http", "127.0.0.1:0"}});
        QTRY_VERIFY_WITH_TIMEOUT(serving.isReady(), 20'000);
        QVERIFY2(serving.error().isEmpty(), qPrintable(serving.error()));
        const auto urlsOf = [&](const char* id) {
            const auto shown = run("exosense.package.show", {{"id", id}});
            return shown ? shown->data[QStringLiteral("urls")].toArray() : QJsonArray();
        };
        const QString base = QStringLiteral("http://127.0.0.1:%1/provision/download?id=").arg(serving.port());
        QCOMPARE(urlsOf("package_kernel"), QJsonArray{QString(base + QStringLiteral("kernel.bin"))});
        QCOMPARE(urlsOf("package_acme_gw_3-1"), (QJsonArray{QString(base + QStringLiteral("kernel.bin")),
                                                            QString(base + QStringLiteral("root.bin"))}));
        QCOMPARE(urlsOf("package_fixed"),
                 QJsonArray{QStringLiteral("http://gate.example:80/provision/download?id=kernel.bin")});
        QVERIFY_RESULT(run("exosense.identity.add", {{"id", "gw-1"}}));
        RawClient client(serving.port());
        const RawResponse activated =
            client.request("POST /provision/activate HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nid=gw-1");
        const RawResponse fetched = client.request("GET /provision/download?id=root.bin HTTP/1.1\r\nHost: x\r\n"
                                                   "X-Exosite-CIK: " +
                                                   activated.body + "\r\n\r\n");
        QCOMPARE(fetched.status, 200);
        QCOMPARE(fetched.body, "root.bin");
    }

    void aTextIsLintedBeforeItIsStored()
    {
        const auto config = run("exosense.config.lint", {{"text", R"({"version":"1","name":"n","type":"file"})"}});
        QVERIFY_RESULT(config);
        QVERIFY(!config->good);
        const QJsonObject odd = config->data[QStringLiteral("findings")][0].toObject();
        QCOMPARE(odd[QStringLiteral("code")].toString(), QStringLiteral("CO-ENUM-CASE"));
        QCOMPARE(odd[QStringLiteral("path")].toString(), QStringLiteral("/type"));
        QCOMPARE(odd[QStringLiteral("severity")].toString(), QStringLiteral("error"));
        QVERIFY(!odd[QStringLiteral("repair")].toString().isEmpty());
        QVERIFY(config->data[QStringLiteral("repaired")].toString().contains(QStringLiteral("FILE")));
        QCOMPARE(run("exosense.config.lint", {}).error().code, Error::Code::Usage);

        const auto tag = run("exosense.package.lint",
                             {{"tag", R"({"config_otau":{"version":"1","name":"n","type":"JSON","payload":{}}})"}});
        QVERIFY_RESULT(tag);
        QVERIFY(tag->good);
        QCOMPARE(tag->data[QStringLiteral("findings")][0][QStringLiteral("code")].toString(),
                 QStringLiteral("CT-NOT-ENCODED"));
        QVERIFY(tag->data[QStringLiteral("encoded")].toString().startsWith(QStringLiteral("%7B")));
        QVERIFY(!run("exosense.package.lint", {{"tag", "%7B"}})->good);
        QCOMPARE(run("exosense.package.lint", {}).error().code, Error::Code::Usage);
    }

    void whatCanNotBeAppliedIsRefusedForAll()
    {
        addPackage();
        QVERIFY_RESULT(run("exosense.identity.add", {{"id", "gw-1"}}));
        const QString package = QStringLiteral("package_acme_gw-1_prod_2-0");
        QCOMPARE(run("exosense.apply", {{"package", package}, {"board", QJsonArray{"gw-1", "none"}}}).error().code,
                 Error::Code::NotFound);
        QCOMPARE(run("exosense.apply", {{"package", package}}).error().code, Error::Code::Usage);
        QCOMPARE(run("exosense.apply", {{"package", package}, {"all", true}, {"board", "gw-1"}}).error().code,
                 Error::Code::Usage);
        QCOMPARE(run("exosense.apply", {{"package", package}, {"filter", "colour=red"}}).error().code,
                 Error::Code::Usage);
        QCOMPARE(run("exosense.apply", {{"package", package}, {"filter", "running=9"}}).error().code,
                 Error::Code::NotFound);
        const auto status = run("exosense.status", {{"board", "gw-1"}});
        QVERIFY_RESULT(status);
        QCOMPARE(status->data[QStringLiteral("gateways")][0][QStringLiteral("acknowledged")].toString(),
                 QStringLiteral("none"));
    }

    void aFolderIsImportedAsTheVendorsToolWouldUploadIt()
    {
        QVERIFY(QDir(m_directory->path()).mkpath(QStringLiteral("in/sub")));
        writeFile(
            QStringLiteral("in/package_a.json"),
            R"({"author":"x","vendor":"v","product":"p","config_otau":{"version":"1","name":"n","type":"JSON","payload":{}}})");
        writeFile(QStringLiteral("in/package_b.json"), R"({"version":"1","name":"n","type":"JSON","payload":{}})");
        writeFile(QStringLiteral("in/package_c.json"), R"({"author":"<name>","config_otau":{}})");
        writeFile(QStringLiteral("in/fw.bin"), "FIRMWARE");
        const auto imported = run("exosense.package.import", {{"folder", path(QStringLiteral("in"))}});
        QVERIFY_RESULT(imported);
        const auto list = run("exosense.package.list", {{"files", true}});
        QVERIFY_RESULT(list);
        const QJsonArray packages = list->data[QStringLiteral("packages")].toArray();
        QStringList lines;
        for (const QJsonValue& package : packages)
            lines << package[QStringLiteral("id")].toString() + u' ' +
                         (package[QStringLiteral("applicable")].toBool()
                              ? QStringLiteral("yes")
                              : package[QStringLiteral("problem")].toString());
        QCOMPARE(lines, (QStringList{QStringLiteral("fw.bin "), QStringLiteral("package_a yes"),
                                     QStringLiteral("package_b yes"), QStringLiteral("package_c CT-PLACEHOLDER")}));
        QVERIFY(!run("exosense.package.lint", {{"id", "package_c"}})->good);
        QVERIFY(run("exosense.package.lint", {{"id", "package_a"}})->good);
    }

    void everyVectorIsLintedAsItSays()
    {
        for (const QJsonValue& entry :
             exosenseJson(QStringLiteral("cases.json"))[QStringLiteral("config_otau")].toArray()) {
            const auto linted =
                run("exosense.config.lint",
                    {{"file", testDataPath(QStringLiteral("exosense/") + entry[QStringLiteral("file")].toString())}});
            QVERIFY_RESULT(linted);
            QCOMPARE(linted->good, entry[QStringLiteral("valid")].toBool());
        }
    }

    void verbsGoThroughTheProcessThatServes()
    {
        addPackage();
        const Serving serving(m_registry, path(QStringLiteral("bench")), {{"http", "127.0.0.1:0"}});
        QTRY_VERIFY_WITH_TIMEOUT(serving.isReady(), 20'000);
        QVERIFY2(serving.error().isEmpty(), qPrintable(serving.error()));
        QVERIFY_RESULT(run("exosense.identity.add", {{"id", "gw-1"}}));

        RawClient gateway(serving.port());
        const RawResponse activated =
            gateway.request("POST /provision/activate HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nid=gw-1");
        QCOMPARE(activated.status, 200);
        gateway.send("GET /onep:v1/stack/alias?config_otau HTTP/1.1\r\nHost: x\r\nRequest-Timeout: 60000\r\n"
                     "X-Exosite-CIK: " +
                     activated.body + "\r\n\r\n");
        const auto applied = run("exosense.apply", {{"package", "package_acme_gw-1_prod_2-0"}, {"board", "gw-1"}});
        QVERIFY_RESULT(applied);
        const RawResponse news = gateway.receive();
        QCOMPARE(news.status, 200);
        QVERIFY(news.body.startsWith("config_otau=%7B%22version%22%3A%222.0%22"));
        QTRY_VERIFY(serving.events().contains(QStringLiteral("delivered")));
        QCOMPARE(run("exosense.identity.add", {{"id", "gw-1"}}).error().code, Error::Code::Rejected);
        const auto status = run("exosense.status", {{"board", "gw-1"}});
        QVERIFY_RESULT(status);
        QCOMPARE(status->data[QStringLiteral("gateways")][0][QStringLiteral("acknowledged")].toString(),
                 QStringLiteral("delivered"));
    }

    void whoWatchesSeesWhatHappens()
    {
        QCOMPARE(run("exosense.watch", {}).error().code, Error::Code::NotFound);
        const Serving serving(m_registry, path(QStringLiteral("bench")), {{"http", "127.0.0.1:0"}});
        QTRY_VERIFY_WITH_TIMEOUT(serving.isReady(), 20'000);
        QVERIFY2(serving.error().isEmpty(), qPrintable(serving.error()));
        QVERIFY_RESULT(run("exosense.identity.add", {{"id", "gw-1"}}));
        std::mutex mutex;
        QStringList seen;
        Program program(m_registry, path(QStringLiteral("bench")));
        program.runner.recorded = [&](const QJsonObject& data) {
            const std::scoped_lock lock(mutex);
            seen << data[QStringLiteral("event")].toString() + u' ' + data[QStringLiteral("alias")].toString();
        };
        const std::jthread watching([&](const std::stop_token& ends) {
            const std::stop_callback stopped(ends, [&] { program.runner.stop.request_stop(); });
            (void)program.runner.run(QStringLiteral("exosense.watch"), {{"board", "gw-1"}});
        });
        // Asked again until the watcher is there.
        QTRY_VERIFY([&] {
            (void)run("exosense.clear", {{"board", "gw-1"}});
            const std::scoped_lock lock(mutex);
            return seen.contains(QStringLiteral("desired config_otau"));
        }());
    }

    /// The service comes back at another address: the package follows, the gateway that was told does not.
    void aRequestThatPointsNowhereIsSeen()
    {
        writeFile(QStringLiteral("fw.bin"), "firmware");
        QVERIFY_RESULT(run("exosense.identity.add", {{"id", "gw-1"}}));
        std::array<QTcpServer, 2> places; // Both ports are known before, and differ; each is kept until it is used.
        QVERIFY(places[0].listen(QHostAddress::LocalHost) && places[1].listen(QHostAddress::LocalHost));
        const quint16 firstPort = places[0].serverPort();
        QString package;
        const auto moved = [&] {
            const auto status = run("exosense.status", {{"board", QJsonArray{"gw-1"}}});
            return status ? std::pair(status->data[QStringLiteral("gateways")][0][QStringLiteral("moved")].toObject(),
                                      status->text)
                          : std::pair(QJsonObject{{"error", status.error().toString()}}, QString());
        };
        const auto apply = [&] {
            QVERIFY_RESULT(run("exosense.apply", {{"package", package}, {"board", QJsonArray{"gw-1"}}}));
        };
        for (QTcpServer& place : places) {
            const quint16 port = place.serverPort();
            place.close();
            const Serving serving(m_registry, path(QStringLiteral("bench")),
                                  {{"http", QStringLiteral("127.0.0.1:%1").arg(port)}});
            QTRY_VERIFY_WITH_TIMEOUT(serving.isReady(), 20'000);
            QCOMPARE(serving.error(), QString());
            if (package.isEmpty()) {
                const auto added =
                    run("exosense.package.add",
                        {{"file", path(QStringLiteral("fw.bin"))}, {"version", "2.0"}, {"name", "prod"}});
                QVERIFY_RESULT(added);
                package = added->data[QStringLiteral("id")].toString();
                apply();
                QCOMPARE(moved().first, QJsonObject());
                continue;
            }
            const auto [json, text] = moved();
            QCOMPARE(json[QStringLiteral("package")].toString(), package);
            QVERIFY(json[QStringLiteral("url")].toString().contains(QStringLiteral(":%1/").arg(firstPort)));
            QVERIFY(json[QStringLiteral("now")].toString().contains(QStringLiteral(":%1/").arg(port)));
            QVERIFY2(text.contains(QStringLiteral("otaw exosense apply %1 gw-1").arg(package)), qPrintable(text));
            apply();
            QCOMPARE(moved().first, QJsonObject());
        }
    }
};

QTEST_GUILESS_MAIN(TestExosenseOperations)
#include "tst_exosenseoperations.moc"
