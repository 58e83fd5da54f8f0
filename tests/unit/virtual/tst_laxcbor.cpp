// SPDX-License-Identifier: Apache-2.0
#include "virtual/laxcbor.h"

#include <QTest>

using namespace ota;

namespace {

/// The reader does not own its bytes.
struct Reader
{
    explicit Reader(const char* hex)
        : bytes(QByteArray::fromHex(hex))
        , cbor(bytesOf(bytes))
    {
    }
    QByteArray bytes;
    LaxCbor cbor;
};

} // namespace

class TestLaxCbor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersOfAnyLengthAreRead()
    {
        for (const char* hex : {"05", "1805", "190005", "1a00000005", "1b0000000000000005"}) {
            Reader reader(hex);
            std::uint32_t value = 0;
            QVERIFY2(reader.cbor.readUint32(value) > 0, hex);
            QCOMPARE(value, 5U);
            QVERIFY(reader.cbor.atEnd());
        }
        Reader negative("3903e7");
        std::int32_t value = 0;
        QVERIFY(negative.cbor.readInt32(value) > 0);
        QCOMPARE(value, -1000);
    }

    void whatDoesNotFitIsAnError()
    {
        Reader large("1b0000000100000000");
        std::uint32_t value = 0;
        QCOMPARE(large.cbor.readUint32(value), LaxCbor::overflow);
        Reader reserved("1c");
        QVERIFY(reserved.cbor.readUint32(value) < 0);
        Reader cut("19ff");
        QVERIFY(cut.cbor.readUint32(value) < 0);
        ByteSpan bytes;
        Reader longer("43aabb");
        QVERIFY(longer.cbor.readBytes(bytes) < 0);
        Reader endless("5f41aaff");
        QVERIFY(endless.cbor.readBytes(bytes) < 0);
        Reader wrong("61aa");
        QCOMPARE(wrong.cbor.readBytes(bytes), LaxCbor::wrongType);
        Reader nothing("");
        QCOMPARE(nothing.cbor.readBytes(bytes), LaxCbor::end);
    }

    void indefiniteMapsEndAtTheBreak()
    {
        Reader reader("bf0102ff07");
        LaxCbor map;
        QVERIFY(reader.cbor.enterMap(map) > 0);
        QVERIFY(map.skip() > 0);
        QVERIFY(map.skip() > 0);
        QVERIFY(map.atEnd());
        reader.cbor.leave(map);
        std::uint32_t after = 0;
        QVERIFY(reader.cbor.readUint32(after) > 0);
        QCOMPARE(after, 7U);
    }

    void aContainerThatPromisesTooMuchEndsWithTheBytes()
    {
        Reader reader("9a7fffffff01");
        LaxCbor array;
        QVERIFY(reader.cbor.enterArray(array) > 0);
        QVERIFY(array.skip() > 0);
        QVERIFY(array.atEnd());
        Reader map("ba80000000");
        LaxCbor members;
        QCOMPARE(map.cbor.enterMap(members), LaxCbor::overflow);
    }

    void nestingHasALimit()
    {
        Reader reader("8181818181818181818181818101");
        QVERIFY(reader.cbor.skip() < 0);
    }

    void anItemIsTakenWithItsHead()
    {
        Reader reader("58020102c103");
        QCOMPARE(toHex(reader.cbor.takeItem()), QStringLiteral("58020102"));
        QCOMPARE(toHex(reader.cbor.takeItem()), QStringLiteral("c103"));
        QVERIFY(reader.cbor.takeItem().empty());
    }
};

QTEST_GUILESS_MAIN(TestLaxCbor)
#include "tst_laxcbor.moc"
