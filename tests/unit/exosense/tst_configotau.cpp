// SPDX-License-Identifier: Apache-2.0
#include "exosense/configotau.h"
#include "exosensevectors.h"

using namespace ota;

class TestConfigOtau final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVectorHasItsFindings_data()
    {
        QTest::addColumn<QJsonObject>("entry");
        const auto entries = exosenseJson(QStringLiteral("cases.json"))[QStringLiteral("config_otau")].toArray();
        QVERIFY(entries.size() >= 40);
        for (const QJsonValue& entry : entries)
            QTest::newRow(qPrintable(entry[QStringLiteral("file")].toString())) << entry.toObject();
    }

    void everyVectorHasItsFindings()
    {
        QFETCH(QJsonObject, entry);
        const ConfigCheck check = checkConfig(exosenseData(entry[QStringLiteral("file")].toString()));
        QCOMPARE(linesOf(check.findings), linesOf(entry[QStringLiteral("findings")].toArray()));
        QCOMPARE(check.isValid(), entry[QStringLiteral("valid")].toBool());
        for (const ExosenseFinding& finding : check.findings)
            QVERIFY(!finding.message.isEmpty());
    }

    void unknownMembersAreNotedAndSurvive()
    {
        const QByteArray text = R"({"version":"1","name":"n","zone":{"b":1,"a":2.50},"type":"JSON","payload":{}})";
        const ConfigCheck check = checkConfig(text);
        QCOMPARE(linesOf(check.findings), QStringList{QStringLiteral("CO-EXTRA note /zone")});
        QCOMPARE(check.value->compact(), text);
    }

    void moreThanAMebibyteIsAnError()
    {
        const QByteArray text = QByteArray(R"({"version":"1","name":"NAME","type":"JSON","payload":{}})")
                                    .replace("NAME", QByteArray(1024 * 1024, 'x'));
        QCOMPARE(linesOf(checkConfig(text).findings), QStringList{QStringLiteral("CO-SIZE-MAX error")});
    }

    void theEmptyTextAsksForNothing()
    {
        const ConfigCheck check = checkConfig(QByteArrayView(""));
        QVERIFY(check.isCleared);
        QVERIFY(check.isValid());
    }

    void whatWasBuiltIsWhatTheSchemaShows()
    {
        const ConfigDraft draft{.version = QStringLiteral("1.0.1"),
                                .name = QStringLiteral("Production 1.0.1 Package"),
                                .description = QStringLiteral("Updated production units with bug fixes"),
                                .type = PayloadType::File,
                                .urls = {QStringLiteral("https://www.example.com/otau.txt")},
                                .json = {},
                                .sha256 = {},
                                .size = {}};
        const auto built = buildConfig(draft);
        QVERIFY_RESULT(built);
        QCOMPARE(*built, exosenseData(QStringLiteral("config_otau/valid/seed_file.json")));
    }

    void listsAndObjectsAreBuiltAndValid()
    {
        ConfigDraft draft{.version = QStringLiteral("2"),
                          .name = QStringLiteral("n"),
                          .description = {},
                          .type = PayloadType::UrlList,
                          .urls = {QStringLiteral("https://a/b"), QStringLiteral("http://127.0.0.1:1/c")},
                          .json = {},
                          .sha256 = QString(64, u'a'),
                          .size = 12};
        const auto list = buildConfig(draft);
        QVERIFY_RESULT(list);
        const ConfigCheck checked = checkConfig(*list);
        QCOMPARE(linesOf(checked.findings), QStringList());
        QCOMPARE(checked.urls(), draft.urls);
        QCOMPARE(checked.type(), PayloadType::UrlList);
        draft.type = PayloadType::Json;
        draft.json = R"({"key": [1, 2]})";
        const auto json = buildConfig(draft);
        QVERIFY_RESULT(json);
        QVERIFY(json->contains(R"("payload":{"key":[1,2]})"));
        draft.json = "{";
        QCOMPARE(buildConfig(draft).error().code, Error::Code::BadInput);
    }

    void faultsThatCanBeMendedAre_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"invalid/double_encoded", "invalid/type_lowercase", "valid/bom",
                                 "valid/json_payload_as_string", "valid/url_list_as_string"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }

    void faultsThatCanBeMendedAre()
    {
        QFETCH(QString, file);
        const QByteArray text = exosenseData(QStringLiteral("config_otau/%1.json").arg(file));
        const auto repaired = repairedConfig(text);
        QVERIFY(repaired);
        const QStringList left = linesOf(checkConfig(*repaired).findings);
        QVERIFY2(left.isEmpty() || left == QStringList{QStringLiteral("CO-NO-DIGEST note")},
                 qPrintable(left.join(u'\n')));
    }

    void aSoundTextNeedsNoMending()
    {
        QVERIFY(!repairedConfig(exosenseData(QStringLiteral("config_otau/valid/seed_file.json"))));
        QVERIFY(!repairedConfig(exosenseData(QStringLiteral("config_otau/invalid/truncated.json"))));
    }
};

QTEST_GUILESS_MAIN(TestConfigOtau)
#include "tst_configotau.moc"
