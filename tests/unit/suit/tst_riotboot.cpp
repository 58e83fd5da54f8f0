// SPDX-License-Identifier: Apache-2.0
#include "suit/riotboot.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ota;

class TestRiotboot final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVectorGetsItsVerdict_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        const auto vectors = QJsonDocument::fromJson(testData(QStringLiteral("suit/riotboot/index.json"))).array();
        for (const QJsonValue vector : vectors)
            QTest::newRow(qPrintable(vector["file"].toString())) << vector.toObject();
    }

    void everyVectorGetsItsVerdict()
    {
        QFETCH(QJsonObject, vector);
        const QByteArray bytes = testData(QStringLiteral("suit/") + vector["file"].toString());
        const RiotbootCheck check = checkRiotboot(bytesOf(bytes));
        QCOMPARE(riotbootVerdictCode(check.verdict), vector["verdict"].toString());
        if (check.verdict != RiotbootVerdict::Ok)
            return;
        QCOMPARE(qint64(check.header.version), vector["version"].toInteger());
        QCOMPARE(qint64(check.header.startAddress), vector["start_addr"].toInteger());
        QCOMPARE(qint64(check.checksum), vector["checksum"].toInteger());
        const auto written =
            writeRiotbootHeader(check.header, static_cast<std::uint32_t>(vector["header_len"].toInt()));
        QVERIFY_RESULT(written);
        QCOMPARE(*written, bytes);
    }

    void theCheckValueOfTheSpecification()
    {
        const auto bytes = writeRiotbootHeader({1632124156, 0x1100}, riotbootDefaultLength);
        QVERIFY_RESULT(bytes);
        QCOMPARE(toHex(bytes->first(16)), QStringLiteral("52494f54fc3c486100110000e64c4497"));
        QCOMPARE(bytes->sliced(16), QByteArray(240, '\0'));
    }

    void lengthsThatNoBoardHasAreRefused()
    {
        for (const std::uint32_t length : {0u, 15u, 17u, 0x10004u}) {
            const auto bytes = writeRiotbootHeader({1, 2}, length);
            QVERIFY(!bytes);
            QCOMPARE(bytes.error().code, Error::Code::Usage);
        }
    }

    void fletcherOfManyWordsStaysWithinItsBits()
    {
        // Ones all over: every fold is needed. Value from the textbook form with sums reduced modulo 65535.
        const QByteArray ones(1 << 20, '\xff');
        QCOMPARE(fletcher32(bytesOf(ones)), 0xffffffffu);
    }
};

QTEST_GUILESS_MAIN(TestRiotboot)
#include "tst_riotboot.moc"
