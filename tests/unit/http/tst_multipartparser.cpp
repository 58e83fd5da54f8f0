// SPDX-License-Identifier: Apache-2.0
#include "http/multipartparser.h"

#include <QStringList>
#include <QTest>

#include <algorithm>

using namespace ota;

namespace {

/// The order of what comes, as lines; refuses when it is told to.
class LoggingSink final : public MultipartSink
{
public:
    std::optional<HttpRefusal> field(const QString& name, const QString& value) override
    {
        log << QStringLiteral("field %1=%2").arg(name, value);
        return refusal(u"field");
    }
    std::optional<HttpRefusal> fileBegins(const QString& name, const QString& fileName, const QByteArray& type) override
    {
        log << QStringLiteral("file %1 %2 %3").arg(name, fileName, QString::fromLatin1(type)).trimmed();
        m_bytes.clear();
        return refusal(u"begin");
    }
    std::optional<HttpRefusal> fileBytes(ByteSpan bytes) override
    {
        m_bytes.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        return refusal(u"bytes");
    }
    std::optional<HttpRefusal> fileEnds() override
    {
        log << QStringLiteral("end %1").arg(QString::fromLatin1(m_bytes.toHex()));
        return refusal(u"end");
    }

    QStringList log;
    QString refuseAt;

private:
    std::optional<HttpRefusal> refusal(QStringView at) const
    {
        return refuseAt == at ? std::optional(HttpRefusal{418, QStringLiteral("no")}) : std::nullopt;
    }
    QByteArray m_bytes;
};

std::optional<HttpRefusal> readForm(const QByteArray& form, LoggingSink& sink, qsizetype pieceSize,
                                    MultipartLimits limits = {})
{
    MultipartParser parser("B", sink, limits);
    for (qsizetype at = 0; at < form.size(); at += pieceSize) {
        if (auto refusal =
                parser.write(bytesOf(QByteArrayView(form).sliced(at, std::min(pieceSize, form.size() - at)))))
            return refusal;
    }
    return parser.finish();
}

QByteArray part(const QByteArray& parameters, const QByteArray& body, const QByteArray& more = {})
{
    return "--B\r\nContent-Disposition: form-data; " + parameters + "\r\n" + more + "\r\n" + body + "\r\n";
}

} // namespace

/// multipart/form-data in every way a network can cut it.
class TestMultipartParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsTheSameWhereverItIsCut()
    {
        const QByteArray tricky = "\r\n--A\r\n--\r\r\n-\n--B\r\n--"; // Almost boundaries.
        const QByteArray form = "preamble, ignored\r\n" + part("name=\"id\"", "v1") +
                                part("name=\"f\"; filename=\"a.bin\"", tricky, "Content-Type: x/y\r\n") +
                                part("name=\"e\"; filename=\"\"", "") + part("name=empty", "") + "--B--\r\nepilogue";
        const QStringList expected = {
            QStringLiteral("field id=v1"),
            QStringLiteral("file f a.bin x/y"),
            QStringLiteral("end %1").arg(QString::fromLatin1(tricky.toHex())),
            QStringLiteral("file e"),
            QStringLiteral("end "),
            QStringLiteral("field empty="),
        };
        for (qsizetype pieceSize = 1; pieceSize <= form.size(); ++pieceSize) {
            LoggingSink sink;
            QVERIFY(!readForm(form, sink, pieceSize));
            QCOMPARE(sink.log, expected);
        }
    }

    void namesAreReadAsClientsWriteThem_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QString>("line");
        QTest::newRow("escaped quote") << QByteArray("name=\"a\\\"b\"") << QStringLiteral("field a\"b=x");
        QTest::newRow("percent quote") << QByteArray("name=\"a%22b%0D%0A\"") << QStringLiteral("field a\"b\r\n=x");
        QTest::newRow("other percent stays") << QByteArray("name=\"a%20b\"") << QStringLiteral("field a%20b=x");
        QTest::newRow("UTF-8") << QByteArray("name=\"\xc3\xa4\"") << QStringLiteral("field ä=x");
        QTest::newRow("RFC 8187") << QByteArray("name*=utf-8''%C3%A4%20b") << QStringLiteral("field ä b=x");
        QTest::newRow("token") << QByteArray("name=abc") << QStringLiteral("field abc=x");
        QTest::newRow("semicolon inside") << QByteArray("name=\"a;b\"") << QStringLiteral("field a;b=x");
    }
    void namesAreReadAsClientsWriteThem()
    {
        QFETCH(QByteArray, parameters);
        LoggingSink sink;
        const auto refusal = readForm(part(parameters, "x") + "--B--", sink, 1000);
        QVERIFY2(!refusal, qPrintable(refusal ? refusal->text : QString()));
        QTEST(sink.log.value(0), "line");
    }

    void aBadFormIsRefused_data()
    {
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const QByteArray& form, int status = 400) {
            QTest::newRow(name) << form << status;
        };
        row("empty", "");
        row("no boundary", "abc");
        row("no last boundary", part("name=a", "x"));
        row("cut in a file", "--B\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\nabc");
        row("cut in a header", "--B\r\nContent-Disp");
        row("no disposition", "--B\r\nA: b\r\n\r\nx\r\n--B--");
        row("no header at all", "--B\r\n\r\nx\r\n--B--");
        row("two dispositions", part("name=a", "x", "Content-Disposition: form-data; name=b\r\n") + "--B--");
        row("no name", part("x=y", "x") + "--B--");
        row("two names", part("name=a; name=b", "x") + "--B--");
        row("attachment", "--B\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--B--");
        row("name is not UTF-8", part("name=\"\xff\"", "x") + "--B--");
        row("value is not UTF-8", part("name=a", "\xff") + "--B--");
        row("bad RFC 8187", part("name*=latin-1''x", "x") + "--B--");
        row("base64", part("name=a; filename=b", "eA==", "Content-Transfer-Encoding: base64\r\n") + "--B--");
        row("line without colon", part("name=a", "x", "nonsense\r\n") + "--B--");
        row("text behind a boundary", "--Bx\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B--");
        row("endless padding", "--B" + QByteArray(1000, ' ') + "\r\n");
        row("too many parts", part("name=a", "x").repeated(5) + "--B--", 413);
        row("field too long", part("name=a", QByteArray(101, 'x')) + "--B--", 413);
        row("header too long", part("name=a", "x", "A: " + QByteArray(500, 'x') + "\r\n") + "--B--", 413);
        row("header without end", "--B\r\n" + QByteArray(600, 'x'), 413);
    }
    void aBadFormIsRefused()
    {
        QFETCH(QByteArray, form);
        QFETCH(int, status);
        const MultipartLimits limits{.parts = 4, .fieldBytes = 100, .headerBytes = 400};
        for (const qsizetype pieceSize : {qsizetype{1}, qsizetype{64}, std::max<qsizetype>(1, form.size())}) {
            LoggingSink sink;
            const auto refusal = readForm(form, sink, pieceSize, limits);
            QVERIFY(refusal);
            QCOMPARE(refusal->status, status);
        }
    }

    void aRefusalOfTheSinkStopsTheForm_data()
    {
        QTest::addColumn<QString>("at");
        for (const char* at : {"field", "begin", "bytes", "end"})
            QTest::newRow(at) << QString::fromLatin1(at);
    }
    void aRefusalOfTheSinkStopsTheForm()
    {
        QFETCH(QString, at);
        LoggingSink sink;
        sink.refuseAt = at;
        const QByteArray form = part("name=f; filename=g", "abc") + part("name=a", "b") + part("name=c", "d") + "--B--";
        MultipartParser parser("B", sink);
        const auto refusal = parser.write(bytesOf(form));
        QVERIFY(refusal);
        QCOMPARE(refusal->status, 418);
        const auto lines = sink.log.size();
        QVERIFY(parser.write(bytesOf(form)));
        QCOMPARE(parser.finish()->status, 418);
        QCOMPARE(sink.log.size(), lines);
    }

    void aFileIsNeverHeld()
    {
        LoggingSink sink;
        MultipartParser parser("B", sink);
        QVERIFY(!parser.write(bytesOf("--B\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n")));
        const QByteArray piece(64 * 1024, '\r'); // The beginning of a boundary, again and again.
        for (int i = 0; i < 64; ++i)
            QVERIFY(!parser.write(bytesOf(piece)));
        QVERIFY(parser.heldBytes() < 100);
    }

    void boundariesAreChecked()
    {
        QVERIFY(MultipartParser::isBoundary("------------------------7b37c7aff5425ab2"));
        QVERIFY(MultipartParser::isBoundary("a b'()+_,-./:=?c"));
        QVERIFY(!MultipartParser::isBoundary(""));
        QVERIFY(!MultipartParser::isBoundary("a "));
        QVERIFY(!MultipartParser::isBoundary("a\r\nb"));
        QVERIFY(!MultipartParser::isBoundary(QByteArray(71, 'a')));
    }

    void theKindOfFormFollowsFromItsType()
    {
        LoggingSink sink;
        const auto status = [&](QByteArrayView type) {
            const auto opened = FormReader::forType(type, sink);
            const auto* refusal = std::get_if<HttpRefusal>(&opened);
            return refusal ? refusal->status : 200;
        };
        QCOMPARE(status("multipart/form-data; boundary=x"), 200);
        QCOMPARE(status("application/x-www-form-urlencoded; charset=utf-8"), 200);
        QCOMPARE(status("multipart/form-data"), 400);
        QCOMPARE(status("multipart/form-data; boundary=\"\xc3\xa4\""), 400);
        QCOMPARE(status("application/json"), 415);
        QCOMPARE(status(""), 415);
    }

    void anEncodedFormHasALimitToo()
    {
        LoggingSink sink;
        auto opened = FormReader::forType("application/x-www-form-urlencoded", sink, {.fieldBytes = 10});
        const auto reader = std::get<std::unique_ptr<FormReader>>(std::move(opened));
        QVERIFY(!reader->write(bytesOf("a=1&b=")));
        const auto refusal = reader->write(bytesOf(QByteArray(100, 'x')));
        QVERIFY(refusal);
        QCOMPARE(refusal->status, 413);
    }
};

QTEST_GUILESS_MAIN(TestMultipartParser)
#include "tst_multipartparser.moc"
