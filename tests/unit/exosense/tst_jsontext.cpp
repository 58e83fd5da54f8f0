// SPDX-License-Identifier: Apache-2.0
#include "exosense/jsontext.h"
#include "testsupport.h"

#include <QTest>

using namespace ota;

class TestJsonText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orderDigitsAndDuplicatesSurvive()
    {
        const QByteArray text = R"({"z":1.50,"a":[true,false,null,-0,1e400],"z":"x"})";
        const auto json = JsonText::parse(text);
        QVERIFY_RESULT(json);
        QCOMPARE(json->compact(), text);
        QCOMPARE(json->duplicate(), QStringLiteral("/z"));
        QCOMPARE(json->member("z")->toString(), QStringLiteral("x"));
    }

    void aDuplicateDeepInsideIsNamedByItsPointer()
    {
        const auto json = JsonText::parse(R"([{"a/b":{"c":1,"c":2}}])");
        QVERIFY_RESULT(json);
        QCOMPARE(json->duplicate(), QStringLiteral("/0/a~1b/c"));
    }

    void escapesAreRead()
    {
        const auto json = JsonText::parse("\"\\u00e4\\ud83d\\ude80\\n\\\"\\\\\\/\\ud800x\"");
        QVERIFY_RESULT(json);
        QCOMPARE(json->text, QByteArray("\u00e4\U0001F680\n\"\\/\uFFFDx"));
    }

    void whatIsNoJsonIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"",   " ",  "{",  "[",   "\"",  "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]",   "[1 2]", "01",  "1.",
              ".5", "+1", "1e", "nul", "tru", "{'a':1}", "\"\\x\"",  "\"\\u12\"",  "\"\n\"", "1 1",   "{}}", "-"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("deep") << QByteArray(JsonText::maxDepth + 1, '[') + QByteArray(JsonText::maxDepth + 1, ']');
        QTest::newRow("nul") << QByteArray("1\0", 2);
    }

    void whatIsNoJsonIsRefused()
    {
        QFETCH(QByteArray, text);
        const auto json = JsonText::parse(text);
        QVERIFY(!json);
        QCOMPARE(json.error().code, Error::Code::BadInput);
    }

    void equalityDoesNotCareForOrder()
    {
        const auto same = [](const char* a, const char* b) {
            return sameJson(JsonText::parse(a).value(), JsonText::parse(b).value());
        };
        QVERIFY(same(R"({"a":1,"b":[2,{"c":"\u0041"}]})", R"({ "b" : [2.0, {"c":"A"}], "a": 1 })"));
        QVERIFY(!same(R"([1,2])", R"([2,1])"));
        QVERIFY(!same(R"({"a":1})", R"({"a":1,"b":1})"));
        QVERIFY(!same(R"({"a":1})", R"({"b":1})"));
        QVERIFY(!same("\"1\"", "1"));
    }
};

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
