// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "http/httpfields.h"
#include "http/httprequestparser.h"
#include "http/multipartparser.h"
#include "testsupport.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace ota;

namespace {

constexpr qsizetype headLimit = 16 * 1024;

/// Everything of a form, as the ota-server API will see it.
class CollectingSink final : public MultipartSink
{
public:
    std::optional<HttpRefusal> field(const QString& name, const QString& value) override
    {
        fields.insert(name, value);
        return {};
    }
    std::optional<HttpRefusal> fileBegins(const QString& name, const QString&, const QByteArray&) override
    {
        m_file = name;
        m_hash = std::make_unique<Sha256>();
        return {};
    }
    std::optional<HttpRefusal> fileBytes(ByteSpan bytes) override
    {
        m_hash->add(bytes);
        return {};
    }
    std::optional<HttpRefusal> fileEnds() override
    {
        files.insert(m_file, m_hash->result().hex());
        return {};
    }

    QHash<QString, QString> fields;
    QHash<QString, QString> files;

private:
    QString m_file;
    std::unique_ptr<Sha256> m_hash;
};

/// Feeds the bytes in pieces of one size, as a network might; the parser keeps nothing of what it did not take.
struct Fed
{
    HttpRequest request;
    QByteArray body;
    HttpRequestParser::State state = HttpRequestParser::State::Head;
    HttpRefusal refusal;
    qsizetype rest = 0;
};

Fed feedInPieces(const QByteArray& bytes, qsizetype pieceSize, qint64 bodyLimit = 1024 * 1024)
{
    Fed fed;
    HttpRequestParser parser(headLimit);
    QByteArray pending;
    bool headSeen = false;
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        pending += bytes.mid(at, pieceSize);
        for (qsizetype used = 1; used > 0 && !pending.isEmpty();) {
            used = parser.feed(bytesOf(pending));
            pending.remove(0, used);
            if (!headSeen && (parser.state() == HttpRequestParser::State::Body ||
                              parser.state() == HttpRequestParser::State::Done)) {
                headSeen = true;
                fed.request = parser.takeRequest();
                parser.setBodyLimit(bodyLimit);
            }
            fed.body += parser.takeBody();
        }
    }
    fed.state = parser.state();
    fed.refusal = parser.refusal();
    fed.rest = pending.size();
    return fed;
}

QByteArray get(const QByteArray& target, const QByteArray& fields = "Host: x\r\n")
{
    return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
}

} // namespace

/// Requests as bytes: those of real clients, and those that nobody should send.
class TestHttpRequestParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void realClientsAreUnderstood_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        for (const auto& entry : QJsonDocument::fromJson(testData(QStringLiteral("http/index.json"))).array())
            QTest::newRow(qPrintable(entry.toObject().value(u"file").toString())) << entry.toObject();
    }
    void realClientsAreUnderstood()
    {
        QFETCH(QJsonObject, vector);
        const QByteArray bytes = testData(vector.value(u"file").toString());
        const QJsonObject expect = vector.value(u"expect").toObject();
        for (const qsizetype pieceSize : {qsizetype{1}, qsizetype{7}, qsizetype{100}, bytes.size()}) {
            const Fed fed = feedInPieces(bytes, pieceSize);
            QCOMPARE(fed.state, HttpRequestParser::State::Done);
            QCOMPARE(fed.rest, 0);
            const QString line = QString::fromLatin1(fed.request.method) + QLatin1Char(' ') + fed.request.path;
            QCOMPARE(line, vector.value(u"request").toString());
            checkForm(fed, expect, pieceSize);
            checkCredentials(fed, expect);
        }
    }

private:
    static void checkForm(const Fed& fed, const QJsonObject& expect, qsizetype pieceSize)
    {
        CollectingSink sink;
        if (fed.request.header("Content-Type").startsWith("application/json")) {
            const QJsonObject json = QJsonDocument::fromJson(fed.body).object();
            sink.fields.insert(QStringLiteral("publish_id"), json.value(u"publish_id").toString());
            sink.fields.insert(QStringLiteral("version"), json.value(u"version").toVariant().toString());
        } else if (!fed.body.isEmpty()) {
            auto opened = FormReader::forType(fed.request.header("Content-Type"), sink);
            QVERIFY(std::holds_alternative<std::unique_ptr<FormReader>>(opened));
            const auto reader = std::get<std::unique_ptr<FormReader>>(std::move(opened));
            for (qsizetype at = 0; at < fed.body.size(); at += pieceSize)
                QVERIFY(!reader->write(
                    bytesOf(QByteArrayView(fed.body).sliced(at, std::min(pieceSize, fed.body.size() - at)))));
            QVERIFY(!reader->finish());
        }
        if (expect.value(u"status").toInt() == 400) // Here the id is what is missing.
            QVERIFY(!sink.fields.contains(QStringLiteral("publish_id")));
        else if (expect.contains(u"release"))
            QCOMPARE(sink.fields.value(QStringLiteral("publish_id")), expect.value(u"release").toString());
        if (expect.contains(u"version") && sink.fields.contains(QStringLiteral("version")))
            QCOMPARE(sink.fields.value(QStringLiteral("version")), expect.value(u"version").toString());
        const QJsonObject files = expect.value(u"files").toObject();
        if (!files.isEmpty())
            QCOMPARE(sink.files.size(), files.size());
        for (auto it = files.begin(); it != files.end(); ++it) {
            const bool known = sink.files.contains(it.key()) || sink.files.contains(QStringLiteral("./") + it.key());
            QVERIFY2(known, qPrintable(it.key()));
            QCOMPARE(sink.files.value(it.key(), sink.files.value(QStringLiteral("./") + it.key())),
                     it.value().toString());
        }
        if (!expect.contains(u"devices"))
            return;
        const QString urls =
            sink.fields.value(QStringLiteral("device_urls"), sink.fields.value(QStringLiteral("urls")));
        QCOMPARE(QJsonArray::fromStringList(urls.split(QLatin1Char(','))), expect.value(u"devices").toArray());
    }

    static void checkCredentials(const Fed& fed, const QJsonObject& expect)
    {
        const auto shown = parseAuthorization(fed.request.header("Authorization"));
        QCOMPARE(shown.has_value(), expect.contains(u"token"));
        if (!shown)
            return;
        QCOMPARE(QString::fromUtf8(shown->secret), expect.value(u"token").toString());
        QCOMPARE(shown->user, expect.value(u"user").toString());
    }

private Q_SLOTS:
    void aBadHeadIsRefusedWithItsStatus_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const QByteArray& bytes, int status) {
            QTest::newRow(name) << bytes << status;
        };
        row("no method", " / HTTP/1.1\r\nHost: x\r\n\r\n", 400);
        row("not HTTP", "hello\r\n\r\n", 400);
        row("TLS to a plain port", QByteArray::fromHex("16030100f5010000f10303") + QByteArray(8, 'x') + "\r\n\r\n",
            400);
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
        row("version 0.9", "GET / HTTP/0.9\r\nHost: x\r\n\r\n", 505);
        row("no host", get("/", ""), 400);
        row("two hosts", get("/", "Host: a\r\nHost: b\r\n"), 400);
        row("host with blanks", get("/", "Host: a b\r\n"), 400);
        row("host with a path", get("/", "Host: a/b\r\n"), 400);
        row("two lengths", get("/", "Host: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n"), 400);
        row("length is no number", get("/", "Host: x\r\nContent-Length: 1x\r\n"), 400);
        row("negative length", get("/", "Host: x\r\nContent-Length: -1\r\n"), 400);
        row("length and chunks", get("/", "Host: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400);
        row("unknown coding", get("/", "Host: x\r\nTransfer-Encoding: gzip\r\n"), 501);
        row("coding under chunks", get("/", "Host: x\r\nTransfer-Encoding: gzip, chunked\r\n"), 501);
        row("chunks twice", get("/", "Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400);
        row("chunks in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
        row("blank before the colon", get("/", "Host : x\r\n"), 400);
        row("control character in a value",
            get("/", "Host: x\r\nA: a\x01"
                     "b\r\n"),
            400);
        row("bad escape", get("/%zz"), 400);
        row("cut escape", get("/%4"), 400);
        row("NUL in the path", get("/a%00b"), 400);
        row("not UTF-8", get("/%ff"), 400);
        row("overlong UTF-8", get("/%c0%af"), 400);
        row("fragment", get("/a#b"), 400);
        row("no slash", get("a"), 400);
        row("tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501);
        row("long line", get("/" + QByteArray(headLimit, 'a')), 431);
        row("many fields", get("/", "Host: x\r\n" + QByteArray("A: b\r\n").repeated(headLimit / 6)), 431);
        row("only empty lines", QByteArray(headLimit + 2, '\n'), 431);
    }
    void aBadHeadIsRefusedWithItsStatus()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        for (const qsizetype pieceSize : {bytes.size(), qsizetype{5}}) {
            const Fed fed = feedInPieces(bytes, pieceSize);
            QCOMPARE(fed.state, HttpRequestParser::State::Failed);
            QCOMPARE(fed.refusal.status, status);
            QVERIFY(!fed.refusal.text.isEmpty());
        }
    }

    void targetsAreTakenApart()
    {
        HttpRequest request = feedInPieces(get("/a%20b/%2F?c=d%20e&f#").replace("#", ""), 1000).request;
        QCOMPARE(request.path, QStringLiteral("/a b//"));
        QCOMPARE(request.rawPath, "/a%20b/%2F");
        QCOMPARE(request.queryItem(u"c").value(), QStringLiteral("d e"));
        QVERIFY(!request.queryItem(u"g"));
        request = feedInPieces(get("http://other:81/p?q"), 1000).request;
        QCOMPARE(request.host, "other:81");
        QCOMPARE(request.path, QStringLiteral("/p"));
        QCOMPARE(request.rawQuery, "q");
        request = feedInPieces(get("http://other"), 1000).request;
        QCOMPARE(request.path, QStringLiteral("/"));
        request = feedInPieces(get("/a/../b"), 1000).request;
        QCOMPARE(request.path, QStringLiteral("/a/../b")); // Nobody joins it to a directory; it is just unknown.
    }

    void emptyLinesInFrontAreSkipped()
    {
        for (const qsizetype pieceSize : {1, 2, 100}) {
            const Fed fed = feedInPieces("\r\n\r\n" + get("/a"), pieceSize);
            QCOMPARE(fed.state, HttpRequestParser::State::Done);
            QCOMPARE(fed.request.path, QStringLiteral("/a"));
        }
    }

    void chunksAreJoinedAndTrailersChangeNothing()
    {
        const QByteArray bytes =
            "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            "3;ext=1\r\nabc\r\n00A\r\n0123456789\r\n0\r\nHost: evil\r\nAuthorization: Bearer x\r\n\r\nREST";
        for (const qsizetype pieceSize : {qsizetype{1}, qsizetype{3}, qsizetype{50}, bytes.size()}) {
            const Fed fed = feedInPieces(bytes, pieceSize);
            QCOMPARE(fed.state, HttpRequestParser::State::Done);
            QCOMPARE(fed.body, "abc0123456789");
            QVERIFY(fed.request.header("Authorization").isNull());
            QCOMPARE(fed.rest, 4); // The next request's.
        }
    }

    void anEmptyChunkedBodyIsTakenHoweverItIsCut()
    {
        const QByteArray bytes = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        for (qsizetype pieceSize = 1; pieceSize <= bytes.size(); ++pieceSize)
            QCOMPARE(feedInPieces(bytes, pieceSize).state, HttpRequestParser::State::Done);
    }

    void aBadChunkIsRefused_data()
    {
        QTest::addColumn<QByteArray>("chunks");
        QTest::addColumn<int>("status");
        QTest::newRow("no number") << QByteArray("xyz\r\nabc\r\n") << 400;
        QTest::newRow("too large a number") << QByteArray("fffffffffffffffff\r\nabc\r\n") << 400;
        QTest::newRow("no line end behind") << QByteArray("3\r\nabcX\r\n0\r\n\r\n") << 400;
        QTest::newRow("endless extension") << QByteArray("3;a=") + QByteArray(20'000, 'x') << 400;
        QTest::newRow("over the limit") << QByteArray("6\r\nabcdef\r\n6\r\nabcdef\r\n0\r\n\r\n") << 413;
    }
    void aBadChunkIsRefused()
    {
        QFETCH(QByteArray, chunks);
        const Fed fed =
            feedInPieces("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks, 10'000, 10);
        QCOMPARE(fed.state, HttpRequestParser::State::Failed);
        QTEST(fed.refusal.status, "status");
    }

    void anUnfinishedRequestStaysUnfinished()
    {
        QCOMPARE(feedInPieces("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcd", 1000).state,
                 HttpRequestParser::State::Body);
        QCOMPARE(feedInPieces("GET / HTTP/1.1\r\nHost: x\r\n", 1000).state, HttpRequestParser::State::Head);
    }
};

QTEST_GUILESS_MAIN(TestHttpRequestParser)
#include "tst_httprequestparser.moc"
