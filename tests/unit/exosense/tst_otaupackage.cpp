// SPDX-License-Identifier: Apache-2.0
#include "exosense/otaupackage.h"
#include "exosensevectors.h"

using namespace ota;

class TestOtauPackage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEntryIsJudgedAsExpected_data()
    {
        QTest::addColumn<QJsonObject>("entry");
        for (const QJsonValue& entry : exosenseJson(QStringLiteral("content/cases.json")).array())
            QTest::newRow(qPrintable(entry[QStringLiteral("why")].toString())) << entry.toObject();
    }

    void everyEntryIsJudgedAsExpected()
    {
        QFETCH(QJsonObject, entry);
        const QJsonValue tag = entry[QStringLiteral("tag")];
        const PackageCheck check = checkPackage(entry[QStringLiteral("id")].toString(),
                                                tag.isString() ? std::optional(tag.toString().toUtf8()) : std::nullopt);
        QCOMPARE(check.isListed, entry[QStringLiteral("listed")].toBool());
        QCOMPARE(check.isApplicable, entry[QStringLiteral("applicable")].toBool());
        QCOMPARE(check.problem, entry[QStringLiteral("problem")].toString());
        QCOMPARE(codesOf(check.findings), textsOf(entry[QStringLiteral("warnings")].toArray()));
        if (entry.contains(QStringLiteral("decoded"))) {
            QVERIFY(check.decoded);
            const auto expected = JsonText::parse(
                QJsonDocument(entry[QStringLiteral("decoded")].toObject()).toJson(QJsonDocument::Compact));
            QVERIFY_RESULT(expected);
            QVERIFY2(sameJson(*check.decoded, *expected), check.decoded->compact().constData());
        }
    }

    void thePublishedTagIsWrittenByteForByte()
    {
        const QByteArray tag = exosenseData(QStringLiteral("content/otau_info_seed.txt"));
        const PackageCheck check = checkPackage(QStringLiteral("package_x"), tag);
        QVERIFY(check.isApplicable);
        QCOMPARE(encodeOtauInfo(*check.decoded), tag);
        QCOMPARE(encodeOtauInfo(check.info()), tag);
        QCOMPARE(check.info().author, QStringLiteral("Rob Updater"));
        QCOMPARE(check.configText(), exosenseData(QStringLiteral("config_otau/valid/seed_file.json")));
    }

    void idsFollowTheCommandLineOfTheVendor()
    {
        QCOMPARE(packageIdFor(QStringLiteral("Acme"), QStringLiteral("iotgw1"), QStringLiteral("prod"),
                              QStringLiteral("1.0.1")),
                 QStringLiteral("package_acme_iotgw1_prod_1-0-1"));
        QCOMPARE(packageIdFor(QStringLiteral("Ac/me Ü"), QStringLiteral("IoT Gateway1"), {}, QStringLiteral("1.0+b5")),
                 QStringLiteral("package_acme_iot-gateway1_1-0-b5"));
    }

    void idsThatCanNotBeServedAreRefused()
    {
        for (const QString& id : {QString(), QStringLiteral("."), QStringLiteral(".."), QStringLiteral("a/b"),
                                  QString(QStringLiteral("a") + QChar(7)), QString(129, u'a')})
            QVERIFY2(!checkContentId(id), qPrintable(id));
        QVERIFY_RESULT(checkContentId(QString(128, u'a')));
        QVERIFY_RESULT(checkContentId(QStringLiteral("fw 1.bin")));
    }
};

QTEST_GUILESS_MAIN(TestOtauPackage)
#include "tst_otaupackage.moc"
