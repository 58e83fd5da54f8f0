// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"
#include "base/digest.h"

#include <QTest>

using namespace ota;

class TestBytes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hexGoesThereAndBack()
    {
        const QByteArray bytes = QByteArray::fromRawData("\x00\x7f\xff", 3);
        QCOMPARE(toHex(QByteArrayView(bytes)), QStringLiteral("007fff"));
        QCOMPARE(*fromHex(u"00 7f:FF"), bytes);
    }

    void wrongHexNamesTheCharacter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("letter") << "0g"
                                << "'g'";
        QTest::newRow("odd") << "012"
                             << "odd";
        QTest::newRow("space inside a byte") << "0 1"
                                             << "' '";
    }

    void wrongHexNamesTheCharacter()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const auto bytes = fromHex(text);
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, Error::Code::BadInput);
        QVERIFY(bytes.error().message.contains(part));
    }

    void aDigestGrowsWithTheBytes()
    {
        // FIPS 180-4 examples.
        const QString abc = QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        const QString none = QStringLiteral("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QCOMPARE(Digest::of(QByteArrayView("abc")).hex(), abc);
        Sha256 hash;
        QCOMPARE(hash.result().hex(), none);
        hash.add(bytesOf("a"));
        QCOMPARE(hash.result(), Digest::of(QByteArrayView("a")));
        Sha256 moved = std::move(hash);
        moved.add(bytesOf("bc"));
        QCOMPARE(moved.result().hex(), abc);
        QCOMPARE(moved.result().hex(), abc);
    }

    void integersHaveTheirByteOrder()
    {
        std::uint8_t bytes[8] = {1, 2, 3, 4, 5, 6, 7, 8};
        QCOMPARE(readLe32(bytes), 0x04030201U);
        QCOMPARE(readBe32(bytes), 0x01020304U);
        QCOMPARE(readLe64(bytes), Q_UINT64_C(0x0807060504030201));
        QCOMPARE(readBe16(bytes), std::uint16_t{0x0102});
        writeLe32(bytes, 0xa1b2c3d4U);
        QCOMPARE(readLe32(bytes), 0xa1b2c3d4U);
    }

    void sizesReadWell()
    {
        QCOMPARE(humanSize(0), QStringLiteral("0 B"));
        QCOMPARE(humanSize(1023), QStringLiteral("1023 B"));
        QCOMPARE(humanSize(43'200'000), QStringLiteral("41.2 MiB"));
        QCOMPARE(humanSize(300LL << 30), QStringLiteral("300 GiB"));
    }

    void aDigestIsTheOneOfTheBytes()
    {
        const Digest digest = Digest::of(QByteArrayView("abc"));
        QCOMPARE(digest.hex(), QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(*Digest::fromHex(digest.hex()), digest);
        QVERIFY(!Digest::fromHex(u"ba78"));
        QVERIFY(Digest().isNull());
    }
};

QTEST_GUILESS_MAIN(TestBytes)
#include "tst_bytes.moc"
