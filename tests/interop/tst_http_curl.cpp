// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"
#include "base/digest.h"
#include "base/files.h"
#include "crypto/certificates.h"
#include "http/httpfields.h"
#include "http/httpserver.h"
#include "http/multipartparser.h"
#include "interopprocess.h"
#include "testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

using namespace ota;

namespace {

constexpr qsizetype largeBytes = 20 * 1024 * 1024;

/// Takes a form as the ota-server API does: digests on the way, and an answer with all of it.
class FormSink final : public HttpBodySink, private MultipartSink
{
public:
    explicit FormSink(QByteArrayView contentType)
        : m_opened(FormReader::forType(contentType, *this))
    {
    }

    std::optional<HttpRefusal> write(ByteSpan bytes) override
    {
        if (const auto* refusal = std::get_if<HttpRefusal>(&m_opened))
            return *refusal;
        return std::get<std::unique_ptr<FormReader>>(m_opened)->write(bytes);
    }
    void finish(const HttpRequest& request, const HttpResponder& responder) override
    {
        const auto refusal = std::get<std::unique_ptr<FormReader>>(m_opened)->finish();
        responder.send(refusal ? HttpResponse::refusal(request, *refusal)
                               : HttpResponse::text(200, m_seen.join(QLatin1Char('\n'))));
    }

private:
    std::optional<HttpRefusal> field(const QString& name, const QString& value) override
    {
        m_seen << name + QLatin1Char('=') + value;
        return {};
    }
    std::optional<HttpRefusal> fileBegins(const QString& name, const QString& fileName, const QByteArray&) override
    {
        m_seen << name + QLatin1Char(':') + fileName;
        m_sha = std::make_unique<Sha256>();
        return {};
    }
    std::optional<HttpRefusal> fileBytes(ByteSpan bytes) override
    {
        m_sha->add(bytes);
        return {};
    }
    std::optional<HttpRefusal> fileEnds() override
    {
        m_seen << m_sha->result().hex();
        return {};
    }

    std::variant<std::unique_ptr<FormReader>, HttpRefusal> m_opened;
    QStringList m_seen;
    std::unique_ptr<Sha256> m_sha;
};

} // namespace

/// curl of the distribution against our server.
class TestHttpCurl final : public QObject
{
    Q_OBJECT

private:
    /// Runs curl quietly; its output.
    QByteArray curl(QStringList arguments, int expectedStatus = 0)
    {
        QByteArray output;
        QByteArray errors;
        arguments = QStringList{QStringLiteral("-sS"), QStringLiteral("--noproxy"), QStringLiteral("*")} + arguments;
        const int status = runProgram(QStringLiteral("curl"), arguments, &output, &errors);
        if (status != expectedStatus)
            qWarning("curl %s: %d %s", qPrintable(arguments.join(QLatin1Char(' '))), status, errors.constData());
        return status == expectedStatus ? output : QByteArray("curl failed");
    }

    QString url(const char* path) const { return m_server->status().address + QLatin1String(path); }
    QString local(const char* name) const { return m_directory.filePath(QLatin1String(name)); }
    static Digest digestOf(const QString& path)
    {
        const auto bytes = readFile(path, 4 * largeBytes);
        return bytes ? Digest::of(*bytes) : Digest();
    }

    HttpRouter makeRouter()
    {
        HttpRouter router;
        router.get("/large", [file = *HttpFile::open(local("large"))](const HttpRequest&) {
            return HttpResponse::file("application/octet-stream", file);
        });
        HttpRoute form;
        form.methods = {"POST", "PUT"};
        form.pattern = "/form";
        form.runOnPool = true;
        form.bodyLimit = 2 * largeBytes;
        form.receive = [](const HttpRequest& request) -> std::variant<std::unique_ptr<HttpBodySink>, HttpResponse> {
            return std::make_unique<FormSink>(request.header("Content-Type"));
        };
        router.add(form);
        HttpRoute raw;
        raw.methods = {"PUT"};
        raw.pattern = "/raw";
        raw.bodyLimit = 2 * largeBytes;
        raw.answer = [](const HttpRequest& r) {
            return HttpResponse::text(200, Digest::of(r.body).hex());
        };
        raw.check = requireToken("s3cret", "bench");
        router.add(raw);
        return router;
    }

    QTemporaryDir m_directory;
    QByteArray m_large;
    std::unique_ptr<HttpServer> m_server;

private Q_SLOTS:
    void initTestCase()
    {
        for (quint32 i = 0; m_large.size() < largeBytes; ++i)
            m_large += QByteArray::number(i * 2654435761U, 16) + '\n';
        m_large.truncate(largeBytes);
        QVERIFY_RESULT(writeFileDurably(local("large"), m_large));
        m_server = std::make_unique<HttpServer>(HttpServerSettings{}, makeRouter());
        QVERIFY_RESULT(m_server->start());
    }

    void rangesAreCutOut()
    {
        QCOMPARE(curl({QStringLiteral("-r"), QStringLiteral("1000-1999"), url("/large")}), m_large.mid(1000, 1000));
        QCOMPARE(curl({QStringLiteral("-r"), QStringLiteral("-10"), url("/large")}), m_large.right(10));
        // Several ranges are one whole answer.
        QVERIFY(curl({QStringLiteral("-r"), QStringLiteral("0-1,5-6"), url("/large")}) == m_large);
    }

    void aDownloadIsResumed()
    {
        QVERIFY_RESULT(writeFileDurably(local("part"), m_large.left(7'654'321)));
        curl({QStringLiteral("-C"), QStringLiteral("-"), QStringLiteral("-o"), local("part"), url("/large")});
        QCOMPARE(digestOf(local("part")), Digest::of(m_large));
        QTRY_COMPARE(m_server->log(0).back().status, 206); // Written when curl has got its last byte.
        QCOMPARE(m_server->log(0).back().bytes, largeBytes - 7'654'321);
    }

    void eightAtOnceAreEqual()
    {
        QStringList arguments{QStringLiteral("--parallel"), QStringLiteral("--parallel-immediate")};
        for (int i = 0; i < 8; ++i)
            arguments << QStringLiteral("-o") << local("copy") + QString::number(i) << url("/large");
        curl(arguments);
        for (int i = 0; i < 8; ++i)
            QCOMPARE(digestOf(local("copy") + QString::number(i)), Digest::of(m_large));
    }

    void headAndConditions()
    {
        const QByteArray head = curl({QStringLiteral("-I"), url("/large")});
        QVERIFY(head.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(head.contains(QByteArray("Content-Length: " + QByteArray::number(largeBytes) + "\r\n")));
        const QStringList known{QStringLiteral("--etag-compare"),
                                local("tag"),
                                QStringLiteral("--etag-save"),
                                local("tag"),
                                QStringLiteral("-o"),
                                QStringLiteral("/dev/null"),
                                QStringLiteral("-w"),
                                QStringLiteral("%{http_code} %{size_download}"),
                                url("/large")};
        QVERIFY_RESULT(writeFileDurably(local("tag"), {}));
        QCOMPARE(curl(known), "200 " + QByteArray::number(largeBytes));
        QCOMPARE(curl(known), "304 0");
        const QStringList dated{QStringLiteral("-z"), local("large"),
                                QStringLiteral("-o"), QStringLiteral("/dev/null"),
                                QStringLiteral("-w"), QStringLiteral("%{http_code}"),
                                url("/large")};
        QCOMPARE(curl(dated), "304");
    }

    void oldVersionsAndClosingClients()
    {
        QVERIFY(curl({QStringLiteral("-0"), url("/large")}) == m_large);
        QVERIFY(curl({QStringLiteral("-H"), QStringLiteral("Connection: close"), url("/large")}) == m_large);
    }

    void aLargeFormIsTakenApart_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("curl's own way (Expect)") << QStringList{};
        QTest::newRow("chunked") << QStringList{QStringLiteral("-H"), QStringLiteral("Transfer-Encoding: chunked")};
        QTest::newRow("without Expect") << QStringList{QStringLiteral("-H"), QStringLiteral("Expect:")};
    }
    void aLargeFormIsTakenApart()
    {
        QFETCH(QStringList, more);
        const QByteArray answer =
            curl(more + QStringList{QStringLiteral("-F"), QStringLiteral("publish_id=ä \"1\""), QStringLiteral("-F"),
                                    QStringLiteral("slot0=@%1;filename=a;b.bin").arg(local("large")), url("/form")});
        const QString expected = QStringLiteral("publish_id=ä \"1\"\nslot0:a\n%1").arg(Digest::of(m_large).hex());
        QCOMPARE(QString::fromUtf8(answer).replace(QStringLiteral("slot0:a;b.bin"), QStringLiteral("slot0:a")),
                 expected);
    }

    void anEncodedFormIsTakenApart()
    {
        const QByteArray answer = curl({QStringLiteral("-X"), QStringLiteral("PUT"), QStringLiteral("--data-urlencode"),
                                        QStringLiteral("urls=[2001:db8::2]/a b&c"), QStringLiteral("-d"),
                                        QStringLiteral("x=y"), url("/form")});
        QCOMPARE(answer, "urls=[2001:db8::2]/a b&c\nx=y");
    }

    void tooMuchIsRefusedBeforeItIsSent()
    {
        QFile sparse(local("sparse"));
        QVERIFY(sparse.open(QIODevice::WriteOnly) && sparse.resize(3 * largeBytes));
        const QByteArray sent = curl({QStringLiteral("-F"), QStringLiteral("f=@%1").arg(sparse.fileName()),
                                      QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("-w"),
                                      QStringLiteral("%{http_code} %{size_upload}"), url("/form")});
        QCOMPARE(sent, "413 0");
    }

    void uploadsNeedTheToken()
    {
        const QStringList upload{QStringLiteral("-T"), local("large"), QStringLiteral("-w"),
                                 QStringLiteral(" %{http_code}"), url("/raw")};
        QVERIFY(curl(upload).endsWith(" 401"));
        QVERIFY(curl(QStringList{QStringLiteral("-u"), QStringLiteral("otaw:wrong")} + upload).endsWith(" 401"));
        const QByteArray expected = Digest::of(m_large).hex().toLatin1() + " 200";
        QCOMPARE(curl(QStringList{QStringLiteral("-u"), QStringLiteral("otaw:s3cret")} + upload), expected);
        QCOMPARE(curl(QStringList{QStringLiteral("-H"), QStringLiteral("Authorization: Bearer s3cret")} + upload),
                 expected);
    }

    void theSameThroughTls()
    {
        const auto files = ensureServerCertificate(m_directory.filePath(QStringLiteral("tls")),
                                                   {QStringLiteral("127.0.0.1")}, SystemClock());
        QVERIFY_RESULT(files);
        HttpServerSettings settings;
        settings.tls = HttpTlsFiles{files->chain, files->privateKey};
        HttpServer server(settings, makeRouter());
        QVERIFY_RESULT(server.start());
        const QString large = server.status().address + QStringLiteral("/large");
        const QStringList trust{QStringLiteral("--cacert"), files->authority};
        QVERIFY(curl(trust + QStringList{large}) == m_large);
        QVERIFY(curl(trust + QStringList{QStringLiteral("-0"), large}) == m_large);
        QCOMPARE(curl(trust + QStringList{QStringLiteral("-r"), QStringLiteral("5-9"), large}), m_large.mid(5, 5));
        curl({large}, 60); // CURLE_PEER_FAILED_VERIFICATION
        curl(trust + QStringList{QStringLiteral("--tls-max"), QStringLiteral("1.1"), large},
             35); // CURLE_SSL_CONNECT_ERROR
        const QString url = server.status().address + QStringLiteral("/form");
        const QByteArray answer = curl(
            trust + QStringList{QStringLiteral("-F"), QStringLiteral("f=@%1;filename=x").arg(local("large")), url});
        QCOMPARE(answer, "f:x\n" + Digest::of(m_large).hex().toLatin1());
    }
};

QTEST_GUILESS_MAIN(TestHttpCurl)
#include "tst_http_curl.moc"
