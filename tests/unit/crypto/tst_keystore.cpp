// SPDX-License-Identifier: Apache-2.0
#include "crypto/keystore.h"
#include "testsupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

namespace {

const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                                        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestKeyStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void aKeyIsThereAfterwardsWithItsHalves()
    {
        KeyStore store = newStore();
        const auto key = PrivateKey::generate(KeyAlgorithm::Ed25519);
        const auto info = store.add(QStringLiteral("lab-1"), *key);
        QVERIFY_RESULT(info);
        QCOMPARE(info->fingerprint, key->publicKey().fingerprint());
        QVERIFY(info->hasPrivate && !info->encrypted);
        QVERIFY(!(QFile::permissions(store.privatePath(QStringLiteral("lab-1"))) & others));
        QVERIFY(!(QFile::permissions(m_directory->filePath(QStringLiteral("keys"))) & others));
        const auto back = newStore().privateKey(QStringLiteral("lab-1"), {});
        QVERIFY_RESULT(back);
        QVERIFY(back->publicKey() == key->publicKey());
        QVERIFY(*newStore().publicKey(QStringLiteral("lab-1")) == key->publicKey());
    }

    void anExistingKeyIsNeverOverwritten()
    {
        KeyStore store = newStore();
        const auto key = PrivateKey::generate(KeyAlgorithm::Es256);
        QVERIFY_RESULT(store.add(QStringLiteral("a"), *key));
        const auto again = store.add(QStringLiteral("a"), *PrivateKey::generate(KeyAlgorithm::Es256));
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Busy);
        QVERIFY(!store.addPublic(QStringLiteral("a"), key->publicKey()));
        QVERIFY(*store.publicKey(QStringLiteral("a")) == key->publicKey());
    }

    void namesThatWouldLeaveTheDirectoryAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"", ".", "..", "../a", "a/b", "a\\b", "-a", ".a", "a b", "a\n", "ä", "a.pem", "a.pub", "a.pub.pem"})
            QTest::newRow(name) << QString::fromUtf8(name);
        QTest::newRow("65") << QString(65, u'a');
        QTest::newRow("nul") << QString(QChar(0));
    }

    void namesThatWouldLeaveTheDirectoryAreRefused()
    {
        QFETCH(QString, name);
        KeyStore store = newStore();
        const auto added = store.add(name, *PrivateKey::generate(KeyAlgorithm::Ed25519));
        QVERIFY(!added);
        QCOMPARE(added.error().code, Error::Code::Usage);
        QVERIFY(!store.info(name));
        QVERIFY(!store.remove(name));
        QVERIFY(QDir(m_directory->path()).isEmpty());
    }

    void theListIsSortedAndSaysWhatIsWrong()
    {
        KeyStore store = newStore();
        QVERIFY(store.list().empty());
        QVERIFY_RESULT(store.add(QStringLiteral("b"), *PrivateKey::generate(KeyAlgorithm::Es256),
                                 Secret::fromText(QStringLiteral("pw"))));
        QVERIFY_RESULT(store.addPublic(QStringLiteral("a"), PrivateKey::generate(KeyAlgorithm::Ed25519)->publicKey()));
        write(store.publicPath(QStringLiteral("c")), "rubbish");
        write(m_directory->filePath(QStringLiteral("keys/d.pem.Xy12")), "left over");
        const auto keys = store.list();
        QCOMPARE(keys.size(), 3u);
        QCOMPARE(keys[0].name, QStringLiteral("a"));
        QVERIFY(!keys[0].hasPrivate);
        QVERIFY(keys[1].encrypted && keys[1].algorithm == KeyAlgorithm::Es256);
        QVERIFY(keys[2].fault.contains("PUBLIC KEY"));
    }

    void aPrivateKeyPutThereByHandIsUsable()
    {
        KeyStore store = newStore();
        QVERIFY(QDir(m_directory->path()).mkpath(QStringLiteral("keys")));
        const auto key = PrivateKey::generate(KeyAlgorithm::Ed25519);
        write(store.privatePath(QStringLiteral("hand")), *key->toPem());
        const auto found = store.publicKey(QStringLiteral("hand"));
        QVERIFY_RESULT(found);
        QVERIFY(*found == key->publicKey());
    }

    void halvesOfDifferentKeysAreRefused()
    {
        KeyStore store = newStore();
        QVERIFY_RESULT(store.add(QStringLiteral("a"), *PrivateKey::generate(KeyAlgorithm::Ed25519)));
        write(store.publicPath(QStringLiteral("a")), PrivateKey::generate(KeyAlgorithm::Ed25519)->publicKey().toPem());
        const auto key = store.privateKey(QStringLiteral("a"), {});
        QVERIFY(!key);
        QVERIFY(key.error().message.contains("different keys"));
    }

    void anUnreadableKeySaysWhy()
    {
        KeyStore store = newStore();
        QVERIFY_RESULT(store.add(QStringLiteral("a"), *PrivateKey::generate(KeyAlgorithm::Ed25519)));
        // A directory in its place can not be read, whoever the test runs as.
        QVERIFY(QFile::remove(store.privatePath(QStringLiteral("a"))));
        QVERIFY(QDir().mkpath(store.privatePath(QStringLiteral("a"))));
        const auto key = store.privateKey(QStringLiteral("a"), {});
        QVERIFY(!key);
        QVERIFY(key.error().toString().contains(store.privatePath(QStringLiteral("a"))));
    }

    void aMissingKeyNamesThoseThatAreThere()
    {
        KeyStore store = newStore();
        QVERIFY(store.info(QStringLiteral("x")).error().hint.contains("otaw key new"));
        QVERIFY_RESULT(store.add(QStringLiteral("lab"), *PrivateKey::generate(KeyAlgorithm::Ed25519)));
        const auto missing = store.info(QStringLiteral("x"));
        QCOMPARE(missing.error().code, Error::Code::NotFound);
        QVERIFY(missing.error().hint.contains("lab"));
        QVERIFY_RESULT(store.remove(QStringLiteral("lab")));
        QVERIFY(store.list().empty());
        QCOMPARE(store.remove(QStringLiteral("lab")).error().code, Error::Code::NotFound);
    }

private:
    KeyStore newStore() const { return KeyStore(m_directory->filePath(QStringLiteral("keys"))); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

QTEST_GUILESS_MAIN(TestKeyStore)
#include "tst_keystore.moc"
