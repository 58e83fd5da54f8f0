// SPDX-License-Identifier: Apache-2.0
#include "http/httpfields.h"

#include <QTest>

using namespace ota;

/// Values of header fields as strangers write them.
class TestHttpFields final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRangeIsReadAsRfc9110Says_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("length");
        const auto row = [](const char* field, qint64 size, HttpRange::Kind kind, qint64 offset = 0,
                            qint64 length = 0) {
            QTest::addRow("%s of %lld", field, static_cast<long long>(size))
                << QByteArray(field) << size << static_cast<int>(kind) << offset << length;
        };
        using enum HttpRange::Kind;
        row("bytes=0-0", 10, Part, 0, 1);
        row("bytes=0-9", 10, Part, 0, 10);
        row("bytes=3-", 10, Part, 3, 7);
        row("bytes=3-99", 10, Part, 3, 7);
        row("bytes=-3", 10, Part, 7, 3);
        row("bytes=-99", 10, Part, 0, 10);
        row("BYTES= 1-2 ", 10, Part, 1, 2);
        row("bytes=10-", 10, Unsatisfiable);
        row("bytes=10-20", 10, Unsatisfiable);
        row("bytes=-0", 10, Unsatisfiable);
        row("bytes=0-", 0, Unsatisfiable);
        row("bytes=-1", 0, Unsatisfiable);
        row("bytes=5-4", 10, Whole);
        row("bytes=0-1,3-4", 10, Whole);
        row("bytes=", 10, Whole);
        row("bytes=-", 10, Whole);
        row("bytes=a-b", 10, Whole);
        row("bytes=+1-2", 10, Whole);
        row("bytes=1-2x", 10, Whole);
        row("bytes=99999999999999999999-", 10, Whole);
        row("bytes=0-99999999999999999999", 10, Whole);
        row("items=0-1", 10, Whole);
        row("", 10, Whole);
    }
    void aRangeIsReadAsRfc9110Says()
    {
        QFETCH(QByteArray, field);
        QFETCH(qint64, size);
        const HttpRange range = parseRange(field, size);
        QTEST(static_cast<int>(range.kind), "kind");
        QTEST(range.offset, "offset");
        QTEST(range.length, "length");
    }

    void jsonIsSentToThoseWhoNameIt_data()
    {
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<bool>("json");
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("all") << QByteArray("*/*") << false;
        QTest::newRow("named") << QByteArray("application/json") << true;
        QTest::newRow("named beside all") << QByteArray("application/json, */*;q=0.1") << true;
        QTest::newRow("problem") << QByteArray("application/problem+json") << true;
        QTest::newRow("refused") << QByteArray("application/json;q=0") << false;
        QTest::newRow("less than text") << QByteArray("text/plain, application/json;q=0.5") << false;
        QTest::newRow("more than text") << QByteArray("text/html;q=0.4,application/json;q=0.5") << true;
        QTest::newRow("browser") << QByteArray("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                                 << false;
        QTest::newRow("nonsense") << QByteArray(";;;,,=\"") << false;
    }
    void jsonIsSentToThoseWhoNameIt()
    {
        QFETCH(QByteArray, accept);
        QTEST(acceptsJson(accept), "json");
    }

    void theSecretIsTakenFromEitherScheme_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("bearer") << QByteArray("Bearer abc") << QByteArray("abc");
        QTest::newRow("basic") << QByteArray("Basic ") + QByteArray("otaw:s3cret").toBase64() << QByteArray("s3cret");
        QTest::newRow("colon in the password")
            << QByteArray("basic ") + QByteArray("u:a:b").toBase64() << QByteArray("a:b");
        QTest::newRow("no user") << QByteArray("Basic ") + QByteArray(":t").toBase64() << QByteArray("t");
        QTest::newRow("no colon") << QByteArray("Basic ") + QByteArray("abc").toBase64() << QByteArray();
        QTest::newRow("not base64") << QByteArray("Basic !!!") << QByteArray();
        QTest::newRow("other scheme") << QByteArray("Digest abc") << QByteArray();
        QTest::newRow("bare") << QByteArray("abc") << QByteArray();
        QTest::newRow("empty bearer") << QByteArray("Bearer ") << QByteArray();
    }
    void theSecretIsTakenFromEitherScheme()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, secret);
        const auto shown = parseAuthorization(field);
        QCOMPARE(shown.has_value(), !secret.isNull());
        if (shown)
            QCOMPARE(shown->secret, secret);
    }

    void aTokenIsNeededAndRightOrRefused()
    {
        const HttpCheck check = requireToken("s3cret", "ota-workbench");
        HttpRequest request;
        auto response = check(request);
        QVERIFY(response);
        QCOMPARE(response->status, 401);
        QCOMPARE(response->headers.value("WWW-Authenticate"), "Basic realm=\"ota-workbench\"");
        request.headers.set("Authorization", "Bearer s3creT");
        QVERIFY(check(request));
        request.headers.set("Authorization", "Bearer s3cret");
        QVERIFY(!check(request));
        // A bench without a token lets nobody in rather than everybody.
        request.headers.set("Authorization", QByteArray("Basic " + QByteArray("u:").toBase64()));
        QVERIFY(requireToken({}, "r")(request));
    }

    void aPageOfAnotherHostIsNotOurs_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<bool>("ours");
        QTest::newRow("none") << QByteArray() << true;
        QTest::newRow("same") << QByteArray("http://lab.example:8080") << true;
        QTest::newRow("same, other case") << QByteArray("http://LAB.example:8080") << true;
        QTest::newRow("other port") << QByteArray("http://lab.example:8081") << false;
        QTest::newRow("other host") << QByteArray("http://evil.example") << false;
        QTest::newRow("prefix") << QByteArray("http://lab.example:80801") << false;
        QTest::newRow("null") << QByteArray("null") << false;
        QTest::newRow("nonsense") << QByteArray("lab.example:8080") << false;
    }
    void aPageOfAnotherHostIsNotOurs()
    {
        QFETCH(QByteArray, origin);
        HttpRequest request;
        request.host = "lab.example:8080";
        if (!origin.isNull())
            request.headers.add("Origin", origin);
        QTEST(originIsOurs(request), "ours");
        QTEST(!refuseForeignOrigin(request).has_value(), "ours");
    }

    void twoOriginsAreNotOurs()
    {
        HttpRequest request;
        request.host = "a";
        request.headers.add("Origin", "http://a");
        request.headers.add("Origin", "http://b");
        QVERIFY(!originIsOurs(request));
    }

    void datesAreReadInAllThreeForms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("IMF-fixdate") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << Q_INT64_C(784111777);
        QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << Q_INT64_C(784111777);
        QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << Q_INT64_C(784111777);
        QTest::newRow("leap day") << QByteArray("Thu, 29 Feb 2024 00:00:00 GMT") << Q_INT64_C(1709164800);
        QTest::newRow("no such day") << QByteArray("Thu, 30 Feb 2024 00:00:00 GMT") << Q_INT64_C(-1);
        QTest::newRow("no such hour") << QByteArray("Sun, 06 Nov 1994 24:49:37 GMT") << Q_INT64_C(-1);
        QTest::newRow("no such month") << QByteArray("Sun, 06 Nox 1994 08:49:37 GMT") << Q_INT64_C(-1);
        QTest::newRow("other zone") << QByteArray("Sun, 06 Nov 1994 08:49:37 CET") << Q_INT64_C(-1);
        QTest::newRow("empty") << QByteArray() << Q_INT64_C(-1);
        QTest::newRow("long") << QByteArray(1000, 'S') << Q_INT64_C(-1);
    }
    void datesAreReadInAllThreeForms()
    {
        QFETCH(QByteArray, text);
        QTEST(parseHttpDate(text).value_or(-1), "seconds");
    }

    void aDateIsWrittenAndReadAgain()
    {
        QCOMPARE(httpDate(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
        QCOMPARE(httpDate(0), "Thu, 01 Jan 1970 00:00:00 GMT");
        QCOMPARE(parseHttpDate(httpDate(1709164800)).value(), Q_INT64_C(1709164800));
    }

    void entityTagsAreCompared_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("weak");
        QTest::addColumn<bool>("matches");
        QTest::newRow("same") << QByteArray("\"abc\"") << false << true;
        QTest::newRow("in a list") << QByteArray("\"x\", \"abc\"") << false << true;
        QTest::newRow("comma inside") << QByteArray("\"x,y\" , \"abc\"") << false << true;
        QTest::newRow("any") << QByteArray("*") << false << true;
        QTest::newRow("weak in a weak comparison") << QByteArray("W/\"abc\"") << true << true;
        QTest::newRow("weak in a strong comparison") << QByteArray("W/\"abc\"") << false << false;
        QTest::newRow("other") << QByteArray("\"abcd\"") << true << false;
        QTest::newRow("without quotes") << QByteArray("abc") << true << false;
        QTest::newRow("empty") << QByteArray() << true << false;
    }
    void entityTagsAreCompared()
    {
        QFETCH(QByteArray, field);
        QFETCH(bool, weak);
        QTEST(matchesEtag(field, "abc", weak), "matches");
    }

    void parametersAreReadWithAndWithoutQuotes()
    {
        const auto field = parseFieldValue("Multipart/Form-Data; Boundary=\"a;b\\\"c\\\\d\" ; charset=utf-8");
        QVERIFY(field);
        QCOMPARE(field->value, "multipart/form-data");
        QCOMPARE(field->parameter("boundary"), "a;b\"c\\d");
        QCOMPARE(field->parameter("charset"), "utf-8");
        QVERIFY(field->parameter("none").isNull());
        QCOMPARE(parseFieldValue("x; f=\"C:\\temp\"")->parameter("f"), "C:\\temp");
        QVERIFY(!parseFieldValue("x; f=\"\"")->parameter("f").isNull());
        for (const char* bad : {"", ";a=b", "x; a", "x; =b", "x; a=\"b", "x; a=b; a=c", "x; a=\"b\"c", "x; a="})
            QVERIFY2(!parseFieldValue(bad), bad);
    }

    void formsAreDecoded()
    {
        const auto items = parseUrlEncoded("a=1&b=%5B2001%3Adb8%3A%3A2%5D&c=x+y&&d&=e&a=2");
        QVERIFY(items);
        QCOMPARE(items->size(), std::size_t{6});
        QCOMPARE(items->at(1).second, QStringLiteral("[2001:db8::2]"));
        QCOMPARE(items->at(2).second, QStringLiteral("x y"));
        QCOMPARE(items->at(3).first, QStringLiteral("d"));
        QCOMPARE(items->at(5).second, QStringLiteral("2"));
        QCOMPARE(parseUrlEncoded("n=%C3%A4")->at(0).second, QStringLiteral("ä"));
        for (const char* bad : {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "a=%ED%A0%80"})
            QVERIFY2(!parseUrlEncoded(bad), bad);
    }

    void secretsAreComparedWhole()
    {
        QVERIFY(sameSecret("abc", "abc"));
        QVERIFY(sameSecret("", ""));
        QVERIFY(!sameSecret("abc", "abd"));
        QVERIFY(!sameSecret("abc", "ab"));
        QVERIFY(!sameSecret(QByteArray("a\0b", 3), QByteArray("a\0c", 3)));
    }
};

QTEST_GUILESS_MAIN(TestHttpFields)
#include "tst_httpfields.moc"
