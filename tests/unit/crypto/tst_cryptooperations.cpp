// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "crypto/cryptooperations.h"
#include "crypto/keystore.h"
#include "operationrunner.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

class TestCryptoOperations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerCryptoOperations(m_registry); }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_runner = std::make_unique<OperationRunner>(m_registry, path("bench"));
    }

    void aKeyIsMadeListedAndExported()
    {
        const auto made = run("key.new", {{"name", "lab"}, {"alg", "es256"}});
        QVERIFY_RESULT(made);
        QCOMPARE(made->data["algorithm"].toString(), QStringLiteral("es256"));
        QVERIFY_RESULT(run("key.new", {{"name", "board"}}));
        const auto list = run("key.list", {});
        QVERIFY_RESULT(list);
        QCOMPARE(list->data["keys"].toArray().size(), 2);
        QCOMPARE(list->data["keys"][0].toObject()["algorithm"].toString(), QStringLiteral("ed25519"));
        QVERIFY(list->text.contains("lab") && list->text.contains("plain"));
        const auto pem = run("key.export", {{"name", "lab"}, {"public", true}});
        QVERIFY_RESULT(pem);
        QVERIFY(PublicKey::fromPem(pem->text.toLatin1()));
        const auto raw =
            run("key.export", {{"name", "board"}, {"public", true}, {"form", "raw"}, {"output", path("key.raw")}});
        QVERIFY_RESULT(raw);
        QCOMPARE(readFile(path("key.raw"), 100)->toHex(), raw->data["hex"].toString().toLatin1());
        const auto c = run("key.export", {{"name", "board"}, {"public", true}, {"form", "c"}});
        QCOMPARE(c->text.count("0x"), 32);
    }

    void thePrivateHalfIsNeverExported()
    {
        QVERIFY_RESULT(run("key.new", {{"name", "lab"}}));
        const auto refused = run("key.export", {{"name", "lab"}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Usage);
        QVERIFY(!run("key.export", {{"name", "lab"}, {"public", true}})->text.contains("PRIVATE"));
    }

    void anEncryptedKeyAsksTwiceWhenMade()
    {
        m_runner->secrets = {"one", "two"};
        const auto refused = run("key.new", {{"name", "lab"}, {"encrypt", true}});
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains("differ"));
        m_runner->secrets = {QString()};
        QVERIFY(!run("key.new", {{"name", "lab"}, {"encrypt", true}}));
        QVERIFY(!run("key.new", {{"name", "lab"}, {"encrypt", true}})); // nobody to ask
        m_runner->secrets = {"one", "one"};
        const auto made = run("key.new", {{"name", "lab"}, {"encrypt", true}});
        QVERIFY_RESULT(made);
        QVERIFY(made->data["encrypted"].toBool());
    }

    void anImportedKeyKeepsItsPassword()
    {
        const auto key = PrivateKey::generate(KeyAlgorithm::Ed25519);
        write("their.pem", *key->toPem(Secret::fromText(QStringLiteral("pw"))));
        write("wrong.txt", "nope\n");
        write("right.txt", "pw\r\nsecond line\n");
        write("empty.txt", "\n");
        const QJsonObject values{{"name", "theirs"}, {"file", path("their.pem")}};
        const auto import = [&](const char* passwordFile) {
            QJsonObject all = values;
            all.insert("password-file", path(passwordFile));
            return run("key.import", all);
        };
        QCOMPARE(import("wrong.txt").error().code, Error::Code::Rejected);
        QCOMPARE(import("empty.txt").error().code, Error::Code::Usage);
        QCOMPARE(run("key.import", values).error().code, Error::Code::Usage); // nobody to ask
        m_runner->secrets = {"nope"};
        QCOMPARE(run("key.import", values).error().code, Error::Code::Rejected);
        const auto imported = import("right.txt");
        QVERIFY_RESULT(imported);
        QVERIFY(imported->data["encrypted"].toBool());
        QCOMPARE(imported->data["fingerprint"].toString(), key->publicKey().fingerprint());
        const KeyStore store(path("bench/keys"));
        QVERIFY_RESULT(
            store.privateKey(QStringLiteral("theirs"), []() -> Result<Secret> { return Secret::fromText(u"pw"); }));
    }

    void aPublicKeyIsTakenForChecking()
    {
        write("their.pub", PrivateKey::generate(KeyAlgorithm::Es256)->publicKey().toPem());
        const auto imported = run("key.import", {{"name", "theirs"}, {"file", path("their.pub")}});
        QVERIFY_RESULT(imported);
        QVERIFY(!imported->data["private"].toBool(true));
        write("rubbish", "rubbish");
        QCOMPARE(run("key.import", {{"name", "x"}, {"file", path("rubbish")}}).error().code, Error::Code::BadInput);
        QVERIFY(!run("key.import", {{"name", "x"}, {"file", path("missing")}}));
    }

    void aRemovedKeyIsGone()
    {
        QVERIFY_RESULT(run("key.new", {{"name", "lab"}}));
        QVERIFY_RESULT(run("key.remove", {{"name", "lab"}}));
        QCOMPARE(run("key.remove", {{"name", "lab"}}).error().code, Error::Code::NotFound);
        QVERIFY(run("key.list", {})->text.contains("otaw key new"));
    }

    void aTakenOrImpossibleNameIsRefusedBeforeAnythingIsAsked()
    {
        QVERIFY_RESULT(run("key.new", {{"name", "lab"}}));
        QCOMPARE(run("key.new", {{"name", "lab"}}).error().code, Error::Code::Busy);
        QCOMPARE(run("key.new", {{"name", "../lab"}, {"encrypt", true}}).error().code, Error::Code::Usage);
        QVERIFY(m_runner->asked.isEmpty());
    }

private:
    QString path(const char* name) const { return m_directory->filePath(QString::fromLatin1(name)); }
    Result<Outcome> run(const char* name, const QJsonObject& values)
    {
        return m_runner->run(QString::fromLatin1(name), values);
    }
    void write(const char* name, const QByteArray& content) { QVERIFY_RESULT(writeFileDurably(path(name), content)); }

    OperationRegistry m_registry;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<OperationRunner> m_runner;
};

QTEST_GUILESS_MAIN(TestCryptoOperations)
#include "tst_cryptooperations.moc"
