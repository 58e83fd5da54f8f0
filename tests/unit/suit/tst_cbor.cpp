// SPDX-License-Identifier: Apache-2.0
#include "suit/cbor.h"
#include "suit/cborwriter.h"

#include <QTest>

#include <limits>

using namespace ota;

Q_DECLARE_METATYPE(ota::CborFault::Kind)

class TestCbor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsCanonicalHasNoFault_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* hex, const char* text) {
            QTest::newRow(hex) << QByteArray::fromHex(hex) << QString::fromUtf8(text);
        };
        row("00", "0");
        row("17", "23");
        row("1818", "24");
        row("190100", "256");
        row("1a00010000", "65536");
        row("1bffffffffffffffff", "18446744073709551615");
        row("20", "-1");
        row("3bffffffffffffffff", "-18446744073709551616");
        row("40", "h''");
        row("4401020304", "h'01020304'");
        row("62c3bc", "\"ü\"");
        row("80", "[]");
        row("83010203", "[1, 2, 3]");
        row("a0", "{}");
        row("a2010203f6", "{1: 2, 3: null}");
        row("a3010120024003", "{1: 1, -1: 2, h'': 3}"); // bytewise order of the encodings
        row("d86b80", "107([])");
        row("f4", "false");
        row("f8ff", "simple(255)");
        row("f97e00", "float(0x7e00)");
    }

    void whatIsCanonicalHasNoFault()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        const CborScan scan = scanCbor(bytesOf(bytes));
        QVERIFY(scan.complete);
        QVERIFY2(scan.faults.empty(), scan.faults.empty() ? "" : qPrintable(scan.faults[0].message));
        QCOMPARE(scan.root->end, static_cast<std::size_t>(bytes.size()));
        QCOMPARE(cborDiagnostic(*scan.root, bytesOf(bytes)), text);
    }

    void eachFaultIsFoundWhereItIs_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<CborFault::Kind>("kind");
        QTest::addColumn<int>("offset");
        QTest::addColumn<bool>("complete");
        const auto row = [](const char* name, const char* hex, CborFault::Kind kind, int offset, bool complete) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << kind << offset << complete;
        };
        using Kind = CborFault::Kind;
        row("nothing", "", Kind::Malformed, 0, false);
        row("head cut", "19ff", Kind::Malformed, 0, false);
        row("string cut", "4401", Kind::Malformed, 0, false);
        row("string of 2^64-1", "5bffffffffffffffff00", Kind::Malformed, 0, false);
        row("array cut", "8201", Kind::Malformed, 2, false);
        row("array of 2^64-1", "9bffffffffffffffff01", Kind::Malformed, 10, false);
        row("map without value", "a101", Kind::Malformed, 2, false);
        row("tag of nothing", "d86b", Kind::Malformed, 2, false);
        row("reserved", "1c", Kind::Malformed, 0, false);
        row("break", "ff", Kind::Malformed, 0, false);
        row("indefinite number", "1f", Kind::Malformed, 0, false);
        row("simple in two", "f814", Kind::Malformed, 0, false);
        row("no utf-8", "61ff", Kind::Malformed, 0, false);
        row("wrong chunk", "5f6161ff", Kind::NonCanonical, 0, false);
        row("trailing", "0000", Kind::TrailingBytes, 1, true);
        row("long number", "1817", Kind::NonCanonical, 0, true);
        row("long number 16", "1900ff", Kind::NonCanonical, 0, true);
        row("long length", "580101", Kind::NonCanonical, 0, true);
        row("long key", "a1180100", Kind::NonCanonical, 1, true);
        row("indefinite map", "bf0102ff", Kind::NonCanonical, 0, true);
        row("indefinite bytes", "5f4101ff", Kind::NonCanonical, 0, true);
        row("order", "a202010102", Kind::NonCanonical, 1, true);
        row("duplicate", "a201010102", Kind::DuplicateKey, 3, true);
        row("duplicate apart", "a3010102010103", Kind::DuplicateKey, 5, true);
        row("deep", "8181818181818181818181818181818181818100", Kind::Malformed, 17, false);
    }

    void eachFaultIsFoundWhereItIs()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(CborFault::Kind, kind);
        QFETCH(int, offset);
        QFETCH(bool, complete);
        const CborScan scan = scanCbor(bytesOf(bytes));
        QVERIFY(!scan.faults.empty());
        QCOMPARE(scan.faults[0].kind, kind);
        QCOMPARE(scan.faults[0].offset, static_cast<std::size_t>(offset));
        QCOMPARE(scan.complete, complete);
    }

    void aLongListEndsInTime()
    {
        const QByteArray bytes = CborWriter().array(70000).raw(QByteArray(70000, '\0')).result();
        const CborScan scan = scanCbor(bytesOf(bytes));
        QVERIFY(!scan.complete);
        QCOMPARE(scan.faults[0].kind, CborFault::Kind::Malformed);
        // All keys descending: the check of the order must not compare each with each.
        CborWriter map;
        map.map(30000);
        for (int i = 30000; i > 0; --i)
            map.integer(i).integer(0);
        QCOMPARE(scanCbor(bytesOf(map.result())).faults[0].kind, CborFault::Kind::NonCanonical);
    }

    void aPartIsScannedByItself()
    {
        const QByteArray bytes = QByteArray::fromHex("ffff820102ff");
        const CborScan scan = scanCbor(bytesOf(bytes), 2, 5);
        QVERIFY(scan.complete && scan.faults.empty());
        QCOMPARE(scan.root->offset, std::size_t(2));
        QCOMPARE(scan.root->children[1].offset, std::size_t(4));
    }

    void whatIsWrittenIsShortestAndInOrder()
    {
        CborWriter writer;
        for (const std::int64_t value :
             {std::int64_t(23), std::int64_t(24), std::int64_t(255), std::int64_t(256), std::int64_t(65536),
              std::int64_t(1) << 32, std::int64_t(-1), std::int64_t(-500), std::numeric_limits<std::int64_t>::min()})
            writer.integer(value);
        QCOMPARE(toHex(writer.result()), QStringLiteral("17181818ff1901001a000100001b000000010000000020"
                                                        "3901f33b7fffffffffffffff"));
        CborMap map;
        map.insert(24, CborWriter().text(QStringLiteral("b")))
            .insert(-1, CborWriter().null())
            .insert(1, CborWriter().tag(18).array(0));
        QCOMPARE(toHex(map.encoded().result()), QStringLiteral("a301d280181861622"
                                                               "0f6"));
        QVERIFY(scanCbor(bytesOf(map.encoded().result())).faults.empty());
    }
};

QTEST_GUILESS_MAIN(TestCbor)
#include "tst_cbor.moc"
