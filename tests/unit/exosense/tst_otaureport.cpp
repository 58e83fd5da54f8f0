// SPDX-License-Identifier: Apache-2.0
#include "exosense/otaureport.h"
#include "exosensevectors.h"

using namespace ota;

class TestOtauReport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVectorHasItsFindings_data()
    {
        QTest::addColumn<QJsonObject>("entry");
        const auto entries = exosenseJson(QStringLiteral("cases.json"))[QStringLiteral("otau_in")].toArray();
        QVERIFY(entries.size() >= 25);
        for (const QJsonValue& entry : entries)
            QTest::newRow(qPrintable(entry[QStringLiteral("file")].toString())) << entry.toObject();
    }

    void everyVectorHasItsFindings()
    {
        QFETCH(QJsonObject, entry);
        const OtauReport report = parseOtauReport(exosenseData(entry[QStringLiteral("file")].toString()));
        QCOMPARE(linesOf(report.findings), linesOf(entry[QStringLiteral("findings")].toArray()));
        QCOMPARE(report.isValid(), entry[QStringLiteral("valid")].toBool());
    }

    void everyStatusIsKnownByItsName()
    {
        for (int i = 0; i < otauStatusCount; ++i) {
            const auto status = static_cast<OtauStatus>(i);
            QCOMPARE(otauStatusFromKey(keyOf(status)), status);
        }
        QVERIFY(!otauStatusFromKey(u"init"));
    }

    void progressIsReadOnlyWhereItIsSure_data()
    {
        QTest::addColumn<QJsonObject>("entry");
        for (const QJsonValue& entry : exosenseJson(QStringLiteral("otau_in/progress_from_message.json")).array())
            QTest::addRow("%s: %s", qPrintable(entry[QStringLiteral("status")].toString()),
                          qPrintable(entry[QStringLiteral("message")].toString()))
                << entry.toObject();
    }

    void progressIsReadOnlyWhereItIsSure()
    {
        QFETCH(QJsonObject, entry);
        const auto status = otauStatusFromKey(entry[QStringLiteral("status")].toString());
        QVERIFY(status);
        const auto progress = progressOf(*status, entry[QStringLiteral("message")].toString());
        const QJsonValue expected = entry[QStringLiteral("expect")];
        QCOMPARE(progress.has_value(), !expected.isNull());
        if (!progress)
            return;
        QCOMPARE(progress->percent, expected[QStringLiteral("percent")].toDouble());
        QCOMPARE(progress->done.has_value(), !expected[QStringLiteral("done")].isUndefined());
        QCOMPARE(progress->done.value_or(0), static_cast<quint64>(expected[QStringLiteral("done")].toInteger()));
        QCOMPARE(progress->total.value_or(0), static_cast<quint64>(expected[QStringLiteral("total")].toInteger()));
    }
};

QTEST_GUILESS_MAIN(TestOtauReport)
#include "tst_otaureport.moc"
