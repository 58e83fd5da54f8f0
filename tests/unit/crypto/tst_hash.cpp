// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.h"

#include <QTest>

using namespace ota;

class TestHash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // FIPS 180-4 and 202, the examples of NIST: of nothing and of "abc".
    void theExamplesOfNistAreMet_data()
    {
        QTest::addColumn<HashAlgorithm>("algorithm");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("digest");
        const auto row = [](const char* name, HashAlgorithm algorithm, const char* message, const char* digest) {
            QTest::newRow(name) << algorithm << QByteArray(message) << QByteArray(digest);
        };
        row("sha-224", HashAlgorithm::Sha224, "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
        row("sha-256", HashAlgorithm::Sha256, "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        row("sha-384", HashAlgorithm::Sha384, "abc",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
        row("sha-512", HashAlgorithm::Sha512, "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
        row("shake128", HashAlgorithm::Shake128, "",
            "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
        row("shake256", HashAlgorithm::Shake256, "",
            "46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f"
            "d75dc4ddd8c0f200cb05019d67b592f6fc821c49479ab48640292eacb3b7c4be");
    }

    void theExamplesOfNistAreMet()
    {
        QFETCH(const HashAlgorithm, algorithm);
        QFETCH(const QByteArray, message);
        QFETCH(const QByteArray, digest);
        const QByteArray hash = hashOf(algorithm, bytesOf(message));
        QCOMPARE(hash.toHex(), digest);
        QCOMPARE(hash.size(), hashSize(algorithm));
    }
};

QTEST_GUILESS_MAIN(TestHash)
#include "tst_hash.moc"
