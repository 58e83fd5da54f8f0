// SPDX-License-Identifier: Apache-2.0
#include "crypto/hmac.h"
#include "crypto/key.h"
#include "testsupport.h"

#include <QTest>

using namespace ota;

namespace {

Result<Secret> nobody()
{
    return failure(Error::Code::Internal, QStringLiteral("a password was asked for"));
}

AskPassword answer(const QString& text)
{
    return [text]() -> Result<Secret> {
        return Secret::fromText(text);
    };
}

PrivateKey fresh(KeyAlgorithm algorithm)
{
    return *PrivateKey::generate(algorithm);
}

// 'openssl genpkey -algorithm RSA', 1024 bits, public half: a kind of key we have no use for.
const QByteArray rsaPublic = "-----BEGIN PUBLIC KEY-----\n"
                             "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQChUyzvsHLWciZgtJ1oq6YVeTzq\n"
                             "IYr/c24+eOsVJdgnRGz9IgFJy/+vDM0wd247m4Z+K3W2V61E9GbBeAIVvzjzNYzg\n"
                             "SM2rEbYRP12RW8fEtipeBJuGjhAMe1kHOXZkP8FzHzoPFKy4kDcFSaxjkd/mqm1o\n"
                             "6MjoksUqVC1BukXxFQIDAQAB\n"
                             "-----END PUBLIC KEY-----\n";

// Made by openssl: ecparam -name secp384r1; pkcs8 -topk8 -v1 PBE-SHA1-3DES; ecparam -name prime256v1 -genkey.
const QByteArray p384Public = "-----BEGIN PUBLIC KEY-----\n"
                              "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEMeogPTmHS/XXKurbPTguZ1Q/tASrY01C\n"
                              "2ZpRTAM3SpRbWlmlHrBQxpuOY9Is8/2LiZgfVj7jQRu/1Mv93DttZthv7Nxydn8J\n"
                              "lgMfbeNmcYriKFkrn6PTlSjeOiIl2URC\n"
                              "-----END PUBLIC KEY-----\n";
const QByteArray oldEncryption = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                                 "MFgwHAYKKoZIhvcNAQwBAzAOBAj1lvGbjtx4MwICCAAEOLxY7gh54jpS04GmLKd9\n"
                                 "Hlzs7AhbJ70raL+DfSCk9cFlJDCb1sxYbIb3nd01mrlr174g0lyWOmmQ\n"
                                 "-----END ENCRYPTED PRIVATE KEY-----\n";
// openssl ec -aes256 -passout pass:secret; genrsa -traditional 1024
const QByteArray traditionalEncrypted = "-----BEGIN EC PRIVATE KEY-----\n"
                                        "Proc-Type: 4,ENCRYPTED\n"
                                        "DEK-Info: AES-256-CBC,001056A9A1FE504F6656EC059008FD46\n"
                                        "\n"
                                        "lK0sbc5QBcLX7QiJgbiGY4psscJyL8pvVnCdZHD3xQH20o4zWd4FPxPkV4Hv36nO\n"
                                        "m/O/nVvuWiEOQpLUBwpM70sw3eqSLj+oDVPhZfRILBSsrPowFn+lFx9uAZzABlLa\n"
                                        "wnFNCXXFWaGSzBI9QUaazxw//alyArvH5WBsk0WaPN8=\n"
                                        "-----END EC PRIVATE KEY-----\n";
const QByteArray rsaPrivate = "-----BEGIN RSA PRIVATE KEY-----\n"
                              "MIICXQIBAAKBgQDUOOGlREkVJxweE80KzGaVJbVYEyIxDR4QEIZkVPhYc8FeVlk2\n"
                              "K3bYVNNpWFWj9fem/Wn7Eec2bnvCBeya+TdhW9PG3KnkfAdfilqXxWEFOw/6jGI5\n"
                              "PQEVT9nX9CAcl/mi6PFMc2yIiL1gKxgEOE8UzpFdyU31y0S6B3i6vYQF1wIDAQAB\n"
                              "AoGBALEzdaYLaIKTD3VFz1WO6rDqtYr/HvOaIloDklPAZ0VkEjf1HbSPgkKMQaKa\n"
                              "sZegT9NNkeqkPk1C329YhwG3yjapsfLjPwsDjQ4ReWTg6lJy161YjFA0lkRLrDVD\n"
                              "t5BE2JV7TMnBercBTvGivOSWQrbT4tkNY3TyJvA40/96lb+hAkEA68Exc9f1I16e\n"
                              "HKrO21cn1bWuM05B2s2Sk/LmyIwEGV1cnEeZlHddeg+ZZvsG/cR0kTfK2G/GP3Rd\n"
                              "i0cZDpc5WQJBAOZyWlPhe+nx3j5fut5r8QBeYtbzdXAcqIPuDGz8L32a9pMDJAtj\n"
                              "kj1K5M0yIN8Afhhr+T4TDDfg2tW298v2Iq8CQEQFWNxgufT7jskcq1Rz4CV0Jw/c\n"
                              "i3mzCJCxa87/PwuGeXsJ2ZERo6HdMFibIxhC/5MKsvchwOR8EaVm3R7tmPkCQQDf\n"
                              "gIUO2aBe05BjGmGZG0OQwfpG07VQ2Nqvqg8vHJ/KyKLhDqjEyvuoqpyiTz4GSuoB\n"
                              "Mad4huzQvSpBIMXQcZZNAkA1DmPBQWPCJZ6uA723VoqEo9Bac0K+QPW3gh8pQFAb\n"
                              "ULmYSoLlNk2H1FDAFPSHECgn8w9R8wMO3a6HLPjN1jEp\n"
                              "-----END RSA PRIVATE KEY-----\n";
const QByteArray traditional = "-----BEGIN EC PARAMETERS-----\n"
                               "BggqhkjOPQMBBw==\n"
                               "-----END EC PARAMETERS-----\n"
                               "-----BEGIN EC PRIVATE KEY-----\n"
                               "MHcCAQEEIOZUD4tRLjhB1+jvVz0nnc38y2sKJRRrK8oVOYru2ugNoAoGCCqGSM49\n"
                               "AwEHoUQDQgAEASKyGsSo042JDDaLmOTwa1E67wGcqLeIoScp7WyUetn6XifQINOk\n"
                               "CTp1hnoUtkW9eRcDM+OakVq/mDKmta+F7g==\n"
                               "-----END EC PRIVATE KEY-----\n";

} // namespace

Q_DECLARE_METATYPE(ota::KeyAlgorithm)

class TestKey final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothAlgorithmsSignAndVerify_data()
    {
        QTest::addColumn<KeyAlgorithm>("algorithm");
        QTest::newRow("ed25519") << KeyAlgorithm::Ed25519;
        QTest::newRow("es256") << KeyAlgorithm::Es256;
    }

    void bothAlgorithmsSignAndVerify()
    {
        QFETCH(KeyAlgorithm, algorithm);
        const PrivateKey key = fresh(algorithm);
        const QByteArray message("the bytes as received");
        for (int i = 0; i < 20; ++i) { // r and s of ES256 differ in length from time to time
            const auto signature = key.sign(bytesOf(message));
            QVERIFY_RESULT(signature);
            QCOMPARE(signature->size(), signatureSize);
            QVERIFY(key.publicKey().verify(bytesOf(message), bytesOf(*signature)));
            for (const int at : {0, 31, 32, 63}) {
                QByteArray changed = *signature;
                changed[at] = static_cast<char>(changed[at] ^ 1);
                QVERIFY(!key.publicKey().verify(bytesOf(message), bytesOf(changed)));
            }
            QVERIFY(!key.publicKey().verify(bytesOf(message), bytesOf(signature->chopped(1))));
            QVERIFY(!key.publicKey().verify(bytesOf(QByteArray(message + "x")), bytesOf(*signature)));
            QVERIFY(!fresh(algorithm).publicKey().verify(bytesOf(message), bytesOf(*signature)));
        }
        QVERIFY(!key.publicKey().verify(bytesOf(message), {}));
        QVERIFY(!key.publicKey().verify(bytesOf(message), bytesOf(QByteArray(64, '\0'))));
    }

    void pemComesBackAsTheSameKey_data() { bothAlgorithmsSignAndVerify_data(); }

    void pemComesBackAsTheSameKey()
    {
        QFETCH(KeyAlgorithm, algorithm);
        const PrivateKey key = fresh(algorithm);
        const auto pem = key.toPem();
        QVERIFY_RESULT(pem);
        QCOMPARE(pemKind(*pem), PemKind::PrivateKey);
        const auto again = PrivateKey::fromPem(*pem, nobody);
        QVERIFY_RESULT(again);
        QVERIFY(again->publicKey() == key.publicKey());
        const auto publicAgain = PublicKey::fromPem(key.publicKey().toPem());
        QVERIFY_RESULT(publicAgain);
        QCOMPARE(publicAgain->fingerprint(), key.publicKey().fingerprint());
        QCOMPARE(publicAgain->algorithm(), algorithm);
        const auto raw = PublicKey::fromRaw(algorithm, bytesOf(key.publicKey().raw()));
        QVERIFY_RESULT(raw);
        QVERIFY(*raw == key.publicKey());
    }

    void anEncryptedKeyOpensWithItsPasswordOnly_data() { bothAlgorithmsSignAndVerify_data(); }

    void anEncryptedKeyOpensWithItsPasswordOnly()
    {
        QFETCH(KeyAlgorithm, algorithm);
        const PrivateKey key = fresh(algorithm);
        const auto pem = key.toPem(Secret::fromText(QStringLiteral("pässword")));
        QVERIFY_RESULT(pem);
        QCOMPARE(pemKind(*pem), PemKind::EncryptedPrivateKey);
        QVERIFY(!pem->contains("BEGIN PRIVATE"));
        const auto opened = PrivateKey::fromPem(*pem, answer(QStringLiteral("pässword")));
        QVERIFY_RESULT(opened);
        QVERIFY(opened->publicKey() == key.publicKey());
        const auto refused = PrivateKey::fromPem(*pem, answer(QStringLiteral("password")));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Rejected);
        const auto unasked = PrivateKey::fromPem(*pem, nobody);
        QVERIFY(!unasked);
        QCOMPARE(unasked.error().message, QStringLiteral("a password was asked for"));
        const auto silent = PrivateKey::fromPem(*pem, {});
        QVERIFY(!silent);
        QCOMPARE(silent.error().code, Error::Code::Usage);
    }

    void theTestKeysOfTheDraftsAreReproduced()
    {
        const QByteArray seed = QByteArray::fromHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        const auto ed = PrivateKey::fromRaw(KeyAlgorithm::Ed25519, bytesOf(seed));
        QVERIFY_RESULT(ed);
        QCOMPARE(toHex(ed->publicKey().raw()),
                 QStringLiteral("03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"));
        const QByteArray scalar =
            QByteArray::fromHex("0296588d909418b339d150420a3612b57fb4f631a69f224fae90cb4f3fe18973");
        const auto es = PrivateKey::fromRaw(KeyAlgorithm::Es256, bytesOf(scalar));
        QVERIFY_RESULT(es);
        QCOMPARE(
            toHex(es->publicKey().raw()),
            QStringLiteral("048496811aae0baaabd26157189eecda26beaa8bf11b6f3fe6e2b5659c85dbc0ad3b1f2a4b6c098131c0a36"
                           "dacd1d78bd381dcdfb09c052db33991db7338b4a896"));
    }

    void whatIsNoUsableKeyIsNamed_data()
    {
        QTest::addColumn<QByteArray>("pem");
        QTest::addColumn<bool>("secret");
        QTest::addColumn<QString>("part");
        const QByteArray good = fresh(KeyAlgorithm::Ed25519).publicKey().toPem();
        QByteArray cut = good;
        cut.remove(40, 8);
        QTest::newRow("nothing") << QByteArray() << false << "PUBLIC KEY";
        QTest::newRow("nothing, private") << QByteArray() << true << "PRIVATE KEY";
        QTest::newRow("text") << QByteArray("hello\n") << true << "BEGIN";
        QTest::newRow("public for private") << good << true << "PRIVATE KEY";
        QTest::newRow("private for public") << *fresh(KeyAlgorithm::Es256).toPem() << false << "private key";
        QTest::newRow("cut") << cut << false << "damaged";
        QTest::newRow("rsa") << rsaPublic << false << "RSA";
        QTest::newRow("rsa private") << rsaPrivate << true << "RSA PRIVATE KEY";
        QTest::newRow("p-384") << p384Public << false << "secp384r1";
        QTest::newRow("too long") << QByteArray(70000, '-') << true << "65536";
        QTest::newRow("damaged private") << QByteArray("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
                                         << true << "damaged";
        QTest::newRow("damaged encrypted")
            << QByteArray("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n") << true
            << "damaged";
        QTest::newRow("old encryption") << oldEncryption << true << "PBES2";
    }

    void aTraditionalEcKeyAfterItsParametersIsRead()
    {
        QCOMPARE(pemKind(traditional), PemKind::PrivateKey);
        const auto key = PrivateKey::fromPem(traditional, nobody);
        QVERIFY_RESULT(key);
        QCOMPARE(key->algorithm(), KeyAlgorithm::Es256);
    }

    void whatIsNoUsableKeyIsNamed()
    {
        QFETCH(QByteArray, pem);
        QFETCH(bool, secret);
        QFETCH(QString, part);
        Error error;
        if (secret) {
            const auto key = PrivateKey::fromPem(pem, nobody);
            QVERIFY(!key);
            error = key.error();
        } else {
            const auto key = PublicKey::fromPem(pem);
            QVERIFY(!key);
            error = key.error();
        }
        QVERIFY2(error.toString().contains(part), qPrintable(error.toString()));
        QVERIFY(error.code == Error::Code::BadInput || error.code == Error::Code::Unsupported);
    }

    void anEndlessPasswordStretchIsRefusedBeforeAsking()
    {
        const auto pem = fresh(KeyAlgorithm::Ed25519).toPem(Secret::fromText(QStringLiteral("x")));
        QVERIFY_RESULT(pem);
        const auto start = pem->indexOf('\n') + 1;
        QByteArray der = QByteArray::fromBase64(pem->mid(start, pem->lastIndexOf("-----END") - start));
        const auto count = der.indexOf(QByteArray::fromHex("02030927c0")); // 600 000
        QVERIFY(count > 0);
        // One byte longer: the sequences around it grow as well (PBKDF2 parameters, its algorithm, PBES2, the scheme,
        // all).
        der.replace(count, 5, QByteArray::fromHex("02047fffffff"));
        const auto grow = [&](qsizetype at) {
            der[at] = static_cast<char>(der[at] + 1);
        };
        // 30 81/len … 30 len 06 09 (PBES2) 30 len 30 len 06 09 (PBKDF2) 30 len 04 08 salt
        const auto pbkdf2 = der.indexOf(QByteArray::fromHex("06092a864886f70d01050c"));
        const auto pbes2 = der.indexOf(QByteArray::fromHex("06092a864886f70d01050d"));
        QVERIFY(pbes2 > 0 && pbkdf2 > pbes2);
        grow(pbkdf2 + 12); // PBKDF2-params
        grow(pbkdf2 - 1);  // its AlgorithmIdentifier
        grow(pbkdf2 - 3);  // PBES2-params
        grow(pbes2 - 1);   // encryptionAlgorithm
        grow(pbes2 - 3);   // EncryptedPrivateKeyInfo, long form
        const QByteArray slow =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + der.toBase64() + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
        const auto key = PrivateKey::fromPem(slow, nobody);
        QVERIFY(!key);
        QCOMPARE(key.error().code, Error::Code::Unsupported);
        QVERIFY2(key.error().message.contains("iteration"), qPrintable(key.error().message));
    }

    void hmacAnswersRfc4231()
    {
        QCOMPARE(toHex(hmacSha256(bytesOf(QByteArray("Jefe")), bytesOf(QByteArray("what do ya want for nothing?")))),
                 QStringLiteral("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        QCOMPARE(hmacSha256({}, {}).size(), 32);
    }

    void aSecretMovesAndIsEmptyAfterwards()
    {
        Secret secret = Secret::fromText(QStringLiteral("abc"));
        Secret other = std::move(secret);
        QCOMPARE(other.view(), QByteArrayView("abc"));
        QVERIFY(secret.isEmpty()); // NOLINT(bugprone-use-after-move): that is what is tested
        QVERIFY(equalInConstantTime("abc", other.view()));
        QVERIFY(!equalInConstantTime("abd", other.view()));
        QVERIFY(!equalInConstantTime("ab", other.view()));
    }
};

QTEST_GUILESS_MAIN(TestKey)
#include "tst_key.moc"
