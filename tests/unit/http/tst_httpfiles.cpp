// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "http/httpfields.h"
#include "http/httpserver.h"
#include "rawclient.h"
#include "serving.h"
#include "testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

/// Files and shared bytes that go out, whole and in part, by sendfile and through a buffer.
class TestHttpFiles final : public QObject
{
    Q_OBJECT

private:
    QString write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_directory.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can not write a test file");
        return file.fileName();
    }

    std::unique_ptr<HttpServer> serveFile(const HttpFile& file, bool copies)
    {
        HttpRouter router;
        router.get("/f", [file](const HttpRequest&) { return HttpResponse::file("application/octet-stream", file); });
        router.get("/part", [file](const HttpRequest&) {
            HttpResponse response = HttpResponse::file("x/y", file);
            response.body = HttpResponse::FilePart{file, 10, 20};
            return response;
        });
        router.get("/shared", [](const HttpRequest&) {
            HttpResponse response = HttpResponse::shared("x/y", SharedBytes::fromBuffer("0123456789"));
            response.etag = "tag";
            return response;
        });
        router.get("/plain", [](const HttpRequest&) { return HttpResponse::bytes("x/y", "0123456789"); });
        HttpServerSettings settings;
        settings.copyBodies = copies;
        return serve(std::move(router), settings);
    }

    static void bothWays()
    {
        QTest::addColumn<bool>("copies");
        QTest::newRow("sendfile") << false;
        QTest::newRow("buffer") << true;
    }

    QTemporaryDir m_directory;

private Q_SLOTS:
    void aFileIsSentWhole_data() { bothWays(); }
    void aFileIsSentWhole()
    {
        QFETCH(bool, copies);
        QByteArray content;
        for (int i = 0; content.size() < 5'000'000; ++i)
            content += QByteArray::number(i) + ' ';
        const auto file = HttpFile::open(write(QStringLiteral("whole"), content));
        QVERIFY_RESULT(file);
        const auto server = serveFile(*file, copies);
        RawClient client(server->port());
        for (int i = 0; i < 3; ++i) {
            const RawResponse response = client.request(get("/f"));
            QCOMPARE(response.status, 200);
            QVERIFY(response.complete);
            QCOMPARE(Digest::of(response.body), Digest::of(content));
            QCOMPARE(response.field("ETag"), '"' + file->etag() + '"');
            QCOMPARE(response.field("Accept-Ranges"), "bytes");
            QCOMPARE(response.field("Last-Modified"), httpDate(file->modifiedNs() / 1'000'000'000));
        }
        QCOMPARE(client.request(get("/part")).body, content.mid(10, 20));
        QCOMPARE(client.request(get("/part", "Range: bytes=5-9\r\n")).body, content.mid(15, 5));
    }

    void anEmptyFileIsEmpty_data() { bothWays(); }
    void anEmptyFileIsEmpty()
    {
        QFETCH(bool, copies);
        const auto file = HttpFile::open(write(QStringLiteral("empty"), {}));
        const auto server = serveFile(*file, copies);
        RawClient client(server->port());
        RawResponse response = client.request(get("/f"));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.field("Content-Length"), "0");
        response = client.request(get("/f", "Range: bytes=0-\r\n"));
        QCOMPARE(response.status, 416);
        QCOMPARE(response.field("Content-Range"), "bytes */0");
    }

    void partsAreSent_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("contentRange");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* name, const QByteArray& fields, int status, const char* range,
                            const char* body) {
            QTest::newRow(name) << fields << status << QByteArray(range) << QByteArray(body);
        };
        row("first", "Range: bytes=0-0\r\n", 206, "bytes 0-0/10", "0");
        row("middle", "Range: bytes=3-5\r\n", 206, "bytes 3-5/10", "345");
        row("resume", "Range: bytes=7-\r\n", 206, "bytes 7-9/10", "789");
        row("end", "Range: bytes=-2\r\n", 206, "bytes 8-9/10", "89");
        row("behind the end", "Range: bytes=10-\r\n", 416, "bytes */10", "");
        row("several: all of it", "Range: bytes=0-1,4-5\r\n", 200, "", "0123456789");
        row("two fields: all of it", "Range: bytes=0-1\r\nRange: bytes=4-5\r\n", 200, "", "0123456789");
        row("other unit", "Range: lines=0-1\r\n", 200, "", "0123456789");
        row("if it is the same", "Range: bytes=3-5\r\nIf-Range: \"tag\"\r\n", 206, "bytes 3-5/10", "345");
        row("it is another", "Range: bytes=3-5\r\nIf-Range: \"old\"\r\n", 200, "", "0123456789");
        row("a weak tag proves nothing", "Range: bytes=3-5\r\nIf-Range: W/\"tag\"\r\n", 200, "", "0123456789");
        row("no such date", "Range: bytes=3-5\r\nIf-Range: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 200, "", "0123456789");
    }
    void partsAreSent()
    {
        QFETCH(QByteArray, fields);
        QFETCH(int, status);
        QFETCH(QByteArray, contentRange);
        QFETCH(QByteArray, body);
        const auto server = serveFile(*HttpFile::open(write(QStringLiteral("x"), "x")), false);
        RawClient client(server->port());
        const RawResponse response = client.request(get("/shared", fields));
        QCOMPARE(response.status, status);
        QCOMPARE(response.field("Content-Range"), contentRange);
        QCOMPARE(response.body, body);
        // HEAD knows no ranges.
        QCOMPARE(client.request("HEAD /shared HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n").status, 200);
    }

    void conditionsAreAnswered_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const QByteArray& fields, int status) {
            QTest::newRow(name) << fields << status;
        };
        row("the same tag", "If-None-Match: \"tag\"\r\n", 304);
        row("the same, weak", "If-None-Match: \"a\", W/\"tag\"\r\n", 304);
        row("any", "If-None-Match: *\r\n", 304);
        row("another tag", "If-None-Match: \"a\"\r\n", 200);
        row("tag before date", "If-None-Match: \"a\"\r\nIf-Modified-Since: Fri, 01 Jan 2038 00:00:00 GMT\r\n", 200);
        row("tag before range", "If-None-Match: \"tag\"\r\nRange: bytes=0-0\r\n", 304);
        row("must match and does", "If-Match: \"tag\"\r\n", 200);
        row("must match and does not", "If-Match: \"a\"\r\n", 412);
    }
    void conditionsAreAnswered()
    {
        QFETCH(QByteArray, fields);
        const auto server = serveFile(*HttpFile::open(write(QStringLiteral("x"), "x")), false);
        RawClient client(server->port());
        const RawResponse response = client.request(get("/shared", fields));
        QTEST(response.status, "status");
        if (response.status == 304) {
            QCOMPARE(response.field("ETag"), "\"tag\"");
            QVERIFY(response.field("Content-Length").isNull());
        }
        QCOMPARE(client.request(get("/plain")).body, "0123456789"); // The connection is in step.
    }

    void datesAreConditionsToo()
    {
        const auto file = HttpFile::open(write(QStringLiteral("dated"), "0123456789"));
        const auto server = serveFile(*file, false);
        RawClient client(server->port());
        const QByteArray date = client.request(get("/f")).field("Last-Modified");
        QCOMPARE(client.request(get("/f", "If-Modified-Since: " + date + "\r\n")).status, 304);
        const QByteArray older = httpDate(file->modifiedNs() / 1'000'000'000 - 1);
        QCOMPARE(client.request(get("/f", "If-Modified-Since: " + older + "\r\n")).status, 200);
        QCOMPARE(client.request(get("/f", "If-Unmodified-Since: " + older + "\r\n")).status, 412);
        QCOMPARE(client.request(get("/f", "Range: bytes=0-1\r\nIf-Range: " + date + "\r\n")).body, "01");
        QCOMPARE(client.request(get("/f", "Range: bytes=0-1\r\nIf-Range: " + older + "\r\n")).status, 200);
    }

    void bytesWithoutATagHaveNoRanges()
    {
        const auto server = serveFile(*HttpFile::open(write(QStringLiteral("x"), "x")), false);
        RawClient client(server->port());
        const RawResponse response = client.request(get("/plain", "Range: bytes=0-1\r\nIf-None-Match: *\r\n"));
        QCOMPARE(response.status, 200);
        QVERIFY(response.field("Accept-Ranges").isNull());
    }

    void aShortBodyIsNeverServedAsComplete_data() { bothWays(); }
    void aShortBodyIsNeverServedAsComplete()
    {
        QFETCH(bool, copies);
        const QByteArray content(3'000'000, 'x');
        const QString path = write(QStringLiteral("short"), content);
        const auto file = HttpFile::open(path);
        const auto server = serveFile(*file, copies);
        QVERIFY(QFile::resize(path, 1'000'000)); // Somebody cuts it under our hands.
        RawClient client(server->port());
        const RawResponse response = client.request(get("/f"));
        QCOMPARE(response.field("Content-Length"), "3000000");
        QVERIFY(!response.complete);
        QVERIFY(response.body.size() <= 1'000'000);
        QTRY_COMPARE(server->log(0).size(), std::size_t{1});
        QVERIFY(!server->log(0)[0].complete);
    }

    void aReplacedFileKeepsItsOldBytes_data() { bothWays(); }
    void aReplacedFileKeepsItsOldBytes()
    {
        QFETCH(bool, copies);
        const QString path = write(QStringLiteral("old"), QByteArray(100'000, 'o'));
        const auto file = HttpFile::open(path);
        const auto server = serveFile(*file, copies);
        const QString next = write(QStringLiteral("new"), QByteArray(100'000, 'n'));
        QVERIFY(QFile::remove(path) && QFile::rename(next, path));
        RawClient client(server->port());
        QCOMPARE(client.request(get("/f")).body, QByteArray(100'000, 'o'));
    }

    void whatIsNoFileIsNotOpened()
    {
        QCOMPARE(HttpFile::open(m_directory.filePath(QStringLiteral("none"))).error().code, Error::Code::NotFound);
        QCOMPARE(HttpFile::open(m_directory.path()).error().code, Error::Code::BadInput);
        QCOMPARE(HttpFile::open(QStringLiteral("/dev/null")).error().code, Error::Code::BadInput);
    }

    void aTransferIsSeenWhileItRuns_data() { bothWays(); }
    void aTransferIsSeenWhileItRuns()
    {
        QFETCH(bool, copies);
        const qint64 size = 200'000'000;
        const QString path = write(QStringLiteral("sparse"), "x");
        QVERIFY(QFile::resize(path, size));
        const auto file = HttpFile::open(path);
        const auto server = serveFile(*file, copies);
        RawClient client(server->port());
        client.socket().setReadBufferSize(1000); // A client that does not take it.
        client.send(get("/f"));
        QTRY_COMPARE(server->transfers().size(), std::size_t{1});
        const HttpTransfer transfer = server->transfers()[0];
        QVERIFY(!transfer.incoming);
        QCOMPARE(transfer.path, QStringLiteral("/f"));
        QCOMPARE(transfer.totalBytes, size);
        QTRY_VERIFY(server->transfers()[0].doneBytes > 0);
        QVERIFY(server->transfers()[0].doneBytes < size);
        client.closeNow();
        QTRY_VERIFY(server->transfers().empty());
        QTRY_COMPARE(server->log(0).size(), std::size_t{1});
        QVERIFY(!server->log(0)[0].complete);
    }
};

QTEST_GUILESS_MAIN(TestHttpFiles)
#include "tst_httpfiles.moc"
