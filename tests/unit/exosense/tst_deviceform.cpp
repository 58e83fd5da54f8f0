// SPDX-License-Identifier: Apache-2.0
#include "exosense/deviceform.h"
#include "exosensevectors.h"

#include <map>

using namespace ota;

namespace {

QByteArrayList aliasesOf(const QJsonArray& names)
{
    QByteArrayList aliases;
    for (const QJsonValue& name : names)
        aliases << name.toString().toUtf8();
    return aliases;
}

const QByteArrayList known{"config_otau", "otau_in", "config_io", "data_in", "data_out"};

QByteArray valueOf(const AliasBody& body, const QByteArray& alias)
{
    for (const AliasWrite& write : body.writes) {
        if (write.alias == alias)
            return write.value;
    }
    return QByteArray();
}

} // namespace

class TestDeviceForm final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWireVectorIsRead_data()
    {
        QTest::addColumn<QJsonObject>("entry");
        for (const QJsonValue& entry : exosenseJson(QStringLiteral("wire/cases.json")).array())
            QTest::newRow(qPrintable(entry[QStringLiteral("file")].toString())) << entry.toObject();
    }

    void everyWireVectorIsRead()
    {
        QFETCH(QJsonObject, entry);
        const QByteArray bytes = exosenseData(entry[QStringLiteral("file")].toString());
        const QJsonObject expect = entry[QStringLiteral("expect")].toObject();
        const QString kind = entry[QStringLiteral("kind")].toString();
        if (kind == QStringLiteral("alias_body"))
            checkAliases(parseAliasBody(bytes, aliasesOf(entry[QStringLiteral("known_aliases")].toArray())), expect);
        else if (kind == QStringLiteral("record_body"))
            checkRecords(parseRecordBody(bytes), expect);
        else if (kind == QStringLiteral("mqtt_batch"))
            checkBatch(bytes, expect);
        else
            QFAIL("a kind that this test does not know");
    }

    void aPartWithoutEqualsIsAnEmptyValue()
    {
        const AliasBody body = parseAliasBody("config_otau&&otau_in=", known);
        QCOMPARE(body.writes, (std::vector<AliasWrite>{{"config_otau", ""}, {"otau_in", ""}}));
        QCOMPARE(linesOf(body.findings), QStringList{QStringLiteral("XW-NO-VALUE note config_otau")});
        QVERIFY(parseAliasBody("", known).writes.empty());
    }

    void bytesThatAreNotUtf8AreKept()
    {
        const AliasBody body = parseAliasBody("note=%ff%fe", known);
        QCOMPARE(body.writes.at(0).value, QByteArray("\xff\xfe"));
        QCOMPARE(linesOf(body.findings), QStringList{QStringLiteral("XW-UTF8 warning note")});
    }

    void aBadEscapeLosesNothing() { QCOMPARE(formDecoded("100%+%4x%"), QByteArray("100% %4x%")); }

    void jsonThatOnlyBeginsSoIsReadAsAForm()
    {
        const AliasBody body = parseAliasBody("otau_in={not+json&data_in=1", known);
        QCOMPARE(valueOf(body, "otau_in"), QByteArray("{not json"));
        QCOMPARE(valueOf(body, "data_in"), QByteArray("1"));
        QCOMPARE(codesOf(body.findings), QStringList{QStringLiteral("XW-NOT-JSON")});
    }

    void manyValuesThatBeginLikeJsonCostNoMoreThanOne()
    {
        QByteArray body;
        while (body.size() < 1024 * 1024)
            body += "x={&";
        QBENCHMARK_ONCE
        {
            QCOMPARE(parseAliasBody(body, known).writes.size(), static_cast<std::size_t>(body.size() / 4));
        }
    }

    void repliesUseNoPlus()
    {
        QCOMPARE(aliasReply({{"a b", "1 + 2&\xc3\xa4~"}, {"c", ""}}), QByteArray("a%20b=1%20%2B%202%26%C3%A4~&c="));
        QCOMPARE(parseAliasQuery("config_otau&a%20b&&x=1"), (QByteArrayList{"config_otau", "a b", "x"}));
    }

    void everyByteSurvivesTheWayThereAndBack()
    {
        QByteArray all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        QCOMPARE(formDecoded(percentEncoded(all)), all);
    }

    void timesAreSecondsWithDecimals()
    {
        QCOMPARE(parseUnixSeconds("1526046488.5"), Q_INT64_C(1'526'046'488'500'000'000));
        QCOMPARE(parseUnixSeconds("0"), 0);
        QCOMPARE(parseUnixSeconds("1.1234567891"), Q_INT64_C(1'123'456'789));
        for (const char* bad : {"", "-1", "+1", "1.", ".5", "1e3", "abc", "1 ", "99999999999", "99999999999999999999"})
            QVERIFY2(!parseUnixSeconds(bad), bad);
    }

    void recordsWithoutAnAliasOrWithABadTimeAreRefused()
    {
        QCOMPARE(parseRecordBody("1=a").status, 400);
        QCOMPARE(parseRecordBody("alias=a&x=1").status, 400);
        QCOMPARE(parseRecordBody("alias=a").status, 400);
        QCOMPARE(parseRecordBody("").status, 400);
        QCOMPARE(parseRecordBody("alias=a&1").points.size(), std::size_t{1});
    }

    void aSingleAliasCanStandInThePath()
    {
        const RecordBody body = parseRecordBody("10=a&12=b", "otau_in");
        QCOMPARE(body.status, 204);
        QCOMPARE(body.points.size(), std::size_t{2});
        QCOMPARE(body.points.at(1), (RecordPoint{"otau_in", "b", 12'000'000'000}));
        QCOMPARE(parseRecordBody("alias=b&1=c", "otau_in").status, 400);
    }

    void pointsCloserThanASecondConflict()
    {
        const RecordBody body = parseRecordBody("alias=a&1=x&1.9=y&2=z&alias=b&1=x&alias=a&0.5=w");
        QCOMPARE(body.status, 409);
        QCOMPARE(body.conflict, QByteArray("a=1.9,0.5"));
        QVERIFY(body.points.empty());
    }

    void anUnencodedRecordKeepsItsAmpersands()
    {
        const RecordBody body = parseRecordBody(R"(alias=otau_in&5={"m":"a & b"}&7={"m":"c+d"})");
        QCOMPARE(body.status, 204);
        QCOMPARE(body.points.at(0).value, QByteArray(R"({"m":"a & b"})"));
        QCOMPARE(body.points.at(1).value, QByteArray(R"({"m":"c+d"})"));
    }

    void theUnitOfABatchFollowsFromTheSize()
    {
        QCOMPARE(timeOfBatch(1)->unit, TimeUnit::Seconds);
        QVERIFY(!timeOfBatch(99'999'999'999)); // Year 5138: more than nanoseconds can count.
        QCOMPARE(timeOfBatch(1'526'046'488'000)->unit, TimeUnit::Milliseconds);
        QCOMPARE(timeOfBatch(1'526'046'488'000'000)->unit, TimeUnit::Microseconds);
        QCOMPARE(timeOfBatch(1'526'046'488'000'000'000)->unit, TimeUnit::Nanoseconds);
        for (const qint64 number : {Q_INT64_C(1'526'046'488), Q_INT64_C(1'526'046'488'000),
                                    Q_INT64_C(1'526'046'488'000'000), Q_INT64_C(1'526'046'488'000'000'000)})
            QCOMPARE(timeOfBatch(number)->timeNs, Q_INT64_C(1'526'046'488'000'000'000));
        QVERIFY(!timeOfBatch(-1));
    }

private:
    static void checkAliases(const AliasBody& body, const QJsonObject& expect)
    {
        const QJsonObject values = expect[QStringLiteral("values")].toObject();
        QCOMPARE(body.writes.size(), static_cast<std::size_t>(values.size()));
        for (auto value = values.begin(); value != values.end(); ++value)
            QCOMPARE(valueOf(body, value.key().toUtf8()), value.value().toString().toUtf8());
        QCOMPARE(codesOf(body.findings), textsOf(expect[QStringLiteral("warnings")].toArray()));
    }

    static void checkRecords(const RecordBody& body, const QJsonObject& expect)
    {
        QCOMPARE(body.status, expect[QStringLiteral("status")].toInt());
        QCOMPARE(QString::fromUtf8(body.conflict), expect[QStringLiteral("body")].toString());
        const QJsonArray points = expect[QStringLiteral("points")].toArray();
        QCOMPARE(body.points.size(), static_cast<std::size_t>(points.size()));
        for (std::size_t i = 0; i < body.points.size(); ++i) {
            const QJsonValue point = points[static_cast<qsizetype>(i)];
            QCOMPARE(QString::fromUtf8(body.points[i].alias), point[QStringLiteral("alias")].toString());
            QCOMPARE(QString::fromUtf8(body.points[i].value), point[QStringLiteral("value")].toString());
            QCOMPARE(body.points[i].timeNs, point[QStringLiteral("timestamp")].toInteger() * 1'000'000'000);
        }
    }

    static void checkBatch(const QByteArray& bytes, const QJsonObject& expect)
    {
        const auto points = parseBatch(bytes);
        QVERIFY_RESULT(points);
        const QJsonArray times = expect[QStringLiteral("times_ms")].toArray();
        QCOMPARE(points->size(), static_cast<std::size_t>(times.size()));
        for (std::size_t i = 0; i < points->size(); ++i)
            QCOMPARE((*points)[i].timeNs / 1'000'000, times[static_cast<qsizetype>(i)].toInteger());
    }
};

QTEST_GUILESS_MAIN(TestDeviceForm)
#include "tst_deviceform.moc"
