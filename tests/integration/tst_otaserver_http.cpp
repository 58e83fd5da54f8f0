// SPDX-License-Identifier: Apache-2.0
// The HTTP interface of both eras on a server that really runs: recorded requests of the original's clients, rules of
// writing, bad input.

#include "otaserver/releasetree.h"
#include "otaserverfixture.h"

#include <QDirIterator>
#include <QJsonArray>

using namespace ota;

namespace {

using Part = ServerFixture::Part;

QJsonArray recordedRequests()
{
    return QJsonDocument::fromJson(testData(QStringLiteral("http/index.json"))).array();
}

QByteArray requestOf(const QString& file)
{
    return testData(file);
}

int filesUnder(const QString& folder)
{
    int count = 0;
    for (QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext(); ++count)
        files.next();
    return count;
}

QByteArray suitCase(const char* name)
{
    return testData(QStringLiteral("suit/riot-cases/") + QLatin1String(name));
}

/// The devices of the recordings are in documentation ranges: here they are all one device on loopback.
std::function<CoapUri(const CoapUri&)> allTo(quint16 port)
{
    return [port](const CoapUri& uri) {
        CoapUri here = uri;
        here.host = QStringLiteral("127.0.0.1");
        here.port = port;
        return here;
    };
}

} // namespace

class TestOtaServerHttp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRecordedRequestIsUnderstood_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QJsonObject>("expect");
        const QJsonArray requests = recordedRequests();
        QCOMPARE(requests.size(), 14);
        for (const QJsonValue& request : requests) {
            const QString file = request[QStringLiteral("file")].toString();
            QTest::newRow(qPrintable(file)) << file << request[QStringLiteral("expect")].toObject();
        }
    }

    void everyRecordedRequestIsUnderstood()
    {
        QFETCH(QString, file);
        QFETCH(QJsonObject, expect);
        FakeDevice device;
        device.asRiot();
        device.offer(CoapMethod::Put, QStringLiteral("notify"), {coapcode::changed, {}, {}, false});
        QVERIFY_RESULT(device.start());
        ServerFixture fixture;
        const bool withToken = expect.contains(QStringLiteral("token"));
        fixture.settings.allowUnauthenticatedWrites = !withToken;
        fixture.settings.notifyRoute = allTo(device.port());
        QVERIFY_RESULT(fixture.open());
        if (withToken) {
            QFile token(fixture.bench().path(QStringLiteral("token")));
            QVERIFY(token.open(QIODevice::WriteOnly));
            token.write(expect[QStringLiteral("token")].toString().toLatin1());
        }
        QVERIFY_RESULT(fixture.start());
        const QByteArray request = requestOf(file);
        const bool publishes = request.startsWith("POST /publish");
        const QString release = expect[QStringLiteral("release")].toString();
        if (!publishes && !release.isEmpty()) {
            const QByteArray before =
                requestOf(release == QStringLiteral("version_12") ? QStringLiteral("http/publish_py_publish.raw")
                                                                  : QStringLiteral("http/otaclient_publish.raw"));
            QCOMPARE(fixture.raw(before).status, 200);
        }

        const TestAnswer answer = fixture.raw(request);

        if (withToken) {
            QCOMPARE(answer.status, 404); // The token was right; there is no release v1.
            return;
        }
        if (expect.contains(QStringLiteral("status")))
            QCOMPARE(answer.status, expect[QStringLiteral("status")].toInt());
        if (expect.contains(QStringLiteral("body"))) {
            QString body = expect[QStringLiteral("body")].toString();
            body.replace(QStringLiteral("<coap-host>"), QStringLiteral("127.0.0.1"))
                .replace(QStringLiteral("<coap-port>"), QString::number(fixture.coapPort()));
            QCOMPARE(QString::fromUtf8(answer.body), body);
            if (answer.status != 200)
                QCOMPARE(answer.reason, body);
        }
        if (publishes && answer.status == 200)
            checkPublication(fixture, expect, answer);
        if (expect.contains(QStringLiteral("devices")))
            checkNotification(fixture, device, expect, answer);
        if (file.endsWith(QStringLiteral("page_remove.raw"))) {
            QCOMPARE(answer.status, 200);
            QVERIFY2(fixture.server().served()->releases.empty(), "both files were of that version");
        }
    }

    void aPublicationIsServedByCoapAtOnceWithItsVersion()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        const QByteArray manifest = testData(QStringLiteral("suit/riot-tool/native64_ram0.signed.suit"));
        const QByteArray slot(3000, 'x');
        QCOMPARE(fixture.publish("native64_x", {{"manifest", manifest}, {"slot0", slot}, {"slot1", "one"}}).status,
                 200);
        QCOMPARE(fixture.fetch(QStringLiteral("native64_x/slot0"), 2).payload, slot);
        QCOMPARE(fixture.fetch(QStringLiteral("native64_x/slot1")).payload, QByteArray("one"));
        QCOMPARE(fixture.fetch(QStringLiteral("native64_x/manifest")).payload, manifest);
        const auto sequence = fixture.server().served()->releases.front().sequence();
        QVERIFY(sequence);
        QCOMPARE(fixture.fetch(QStringLiteral("native64_x/version")).payload, QByteArray::number(qint64(*sequence)));
        QCOMPARE(fixture.fetch(QStringLiteral("native64_x/nothing")).code, coapcode::notFound);
    }

    void aPublishedFileCalledVersionWins()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        const QByteArray manifest = testData(QStringLiteral("suit/riot-tool/native64_ram0.signed.suit"));
        QCOMPARE(fixture.publish("x", {{"my.suit", manifest}, {"version", "of mine"}}).status, 200);
        QCOMPARE(fixture.fetch(QStringLiteral("x/version")).payload, QByteArray("of mine"));
    }

    void whatIsMissingIsNamedInStatusReasonAndBody_data()
    {
        QTest::addColumn<QByteArrayList>("files");
        QTest::addColumn<QString>("text");
        QTest::newRow("slot1") << QByteArrayList{"manifest", "slot0"} << "Missing slot1 file";
        QTest::newRow("two") << QByteArrayList{"slot1"} << "Missing manifest, slot0 file";
        QTest::newRow("all") << QByteArrayList{} << "No file found in request";
    }

    void whatIsMissingIsNamedInStatusReasonAndBody()
    {
        QFETCH(QByteArrayList, files);
        QFETCH(QString, text);
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        std::vector<Part> parts;
        for (const QByteArray& name : files)
            parts.push_back({name, "x"});
        const TestAnswer answer = fixture.publish("v1", parts);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.reason, text);
        QCOMPARE(QString::fromUtf8(answer.body), text);
        QCOMPARE(
            fixture.publish("v1", parts, "Accept: application/json\r\n").json()[QStringLiteral("error")].toString(),
            text);
        QVERIFY(fixture.server().served()->releases.empty());
        QCOMPARE(filesUnder(fixture.bench().path(QStringLiteral("blobs"))), 0);
    }

    void aReleaseIdThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("parent") << QByteArray("..");
        QTest::newRow("here") << QByteArray(".");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("well-known") << QByteArray(".well-known/core");
        QTest::newRow("65 bytes") << QByteArray(65, 'a');
        QTest::newRow("65 bytes of UTF-8") << QByteArray("\xc3\xa4").repeated(33);
        QTest::newRow("line feed") << QByteArray("a\nb");
        QTest::newRow("escape") << QByteArray("a\x1b[31mb");
        QTest::newRow("not UTF-8") << QByteArray("a\xff");
    }

    void aReleaseIdThatIsNoneIsRefused()
    {
        QFETCH(QByteArray, id);
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        const TestAnswer answer = fixture.publish(id, {{"f", "x"}});
        QCOMPARE(answer.status, 400);
        QVERIFY(!answer.reason.contains(QLatin1Char('\x1b')));
        QVERIFY(fixture.server().served()->releases.empty());
        QCOMPARE(filesUnder(fixture.bench().path(QStringLiteral("blobs"))), 0);
    }

    void slashesOfAnIdBecomeUnderscoresAndNeverAPath()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        QCOMPARE(fixture.publish("/etc/passwd", {{"../../f", "x"}}).status, 200);
        const Release& release = fixture.server().served()->releases.front();
        QCOMPARE(release.id.text(), QStringLiteral("_etc_passwd"));
        QCOMPARE(release.files.front().name, QStringLiteral("f"));
        QCOMPARE(fixture.publish("a", {{"./f", "x"}, {"b/f", "y"}}).status, 400);
        QCOMPARE(fixture.publish("a", {{"..", "x"}}).status, 400);
    }

    void tooMuchIsRefusedAndLeavesNothing()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        std::vector<Part> many;
        for (int i = 0; i < 65; ++i)
            many.push_back({"f" + QByteArray::number(i), "x"});
        QCOMPARE(fixture.publish("a", many).status, 413);
        // Announced beyond the limit: refused before the body is read.
        const TestAnswer large =
            fixture.raw("POST /publish HTTP/1.1\r\nHost: x\r\n" + fixture.bearer() +
                        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 268435457\r\n\r\n");
        QCOMPARE(large.status, 413);
        QVERIFY(fixture.server().served()->releases.empty());
        QTRY_COMPARE(filesUnder(fixture.bench().tmpPath()), 0);
        QCOMPARE(filesUnder(fixture.bench().path(QStringLiteral("blobs"))), 0);
    }

    void anUploadThatIsCutOffLeavesNothing()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        const QByteArray body =
            ServerFixture::multipart({{"publish_id", "a", false}, {"f1", QByteArray(200'000, 'x')}, {"f2", "y"}});
        {
            QTcpSocket socket;
            socket.connectToHost(QStringLiteral("127.0.0.1"), fixture.httpPort());
            QVERIFY(socket.waitForConnected(20'000));
            socket.write("POST /publish HTTP/1.1\r\nHost: x\r\n" + fixture.bearer() +
                         "Content-Type: multipart/form-data; boundary=frontier\r\nContent-Length: " +
                         QByteArray::number(body.size()) + "\r\n\r\n" + body.first(body.size() - 20));
            QVERIFY(socket.waitForBytesWritten(20'000));
            // The bytes are on the disk before the connection goes.
            QTRY_VERIFY(filesUnder(fixture.bench().tmpPath()) > 0);
            socket.abort();
        }
        QTRY_COMPARE(filesUnder(fixture.bench().tmpPath()), 0);
        QCOMPARE(filesUnder(fixture.bench().path(QStringLiteral("blobs"))), 0);
        QVERIFY(fixture.server().served()->releases.empty());
        QCOMPARE(fixture.publish("a", {{"f1", "whole"}}).status, 200);
    }

    void writingNeedsTheToken_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("publish") << QByteArray("POST") << QByteArray("/publish");
        QTest::newRow("notify") << QByteArray("POST") << QByteArray("/notify");
        QTest::newRow("notify of 2019") << QByteArray("PUT") << QByteArray("/notify");
        QTest::newRow("notifyv4") << QByteArray("POST") << QByteArray("/notifyv4");
        QTest::newRow("remove") << QByteArray("POST") << QByteArray("/remove");
        QTest::newRow("delete") << QByteArray("DELETE") << QByteArray("/api/releases/x");
    }

    void writingNeedsTheToken()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        const QByteArray form = "Content-Type: application/x-www-form-urlencoded\r\n";
        const TestAnswer none = fixture.request(method, target, form);
        QCOMPARE(none.status, 401);
        QCOMPARE(none.field("WWW-Authenticate"), QByteArray("Basic realm=\"ota-workbench\""));
        QCOMPARE(fixture.request(method, target, form + "Authorization: Bearer wrong\r\n").status, 401);
        const QByteArray basic =
            "Authorization: Basic " + QByteArray("anybody:" + fixture.bench().token()->toLatin1()).toBase64() + "\r\n";
        for (const QByteArray& good : {basic, fixture.bearer()}) {
            const int status = fixture.request(method, target, form + good).status;
            QVERIFY2(status == 400 || status == 404, qPrintable(QString::number(status)));
        }
        // A page of another host must not write, not even with the token that a browser keeps.
        QCOMPARE(fixture.request(method, target, form + basic + "Origin: http://evil.example\r\n").status, 403);
        const QByteArray own = "Origin: http://127.0.0.1:" + QByteArray::number(fixture.httpPort()) + "\r\n";
        QVERIFY(fixture.request(method, target, form + basic + own).status != 403);
    }

    void unauthenticatedWritesAreForLoopbackOnly()
    {
        ServerFixture outside;
        outside.settings.http = QStringList{QStringLiteral("0.0.0.0:0")};
        outside.settings.allowUnauthenticatedWrites = true;
        const auto started = outside.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, Error::Code::Usage);

        ServerFixture fixture;
        fixture.settings.allowUnauthenticatedWrites = true;
        QVERIFY_RESULT(fixture.start());
        const QByteArray body = ServerFixture::multipart({{"publish_id", "a", false}, {"f", "x"}});
        const auto request = [&](const QByteArray& host, const QByteArray& fields) {
            return fixture
                .raw("POST /publish HTTP/1.1\r\nHost: " + host + "\r\n" + fields +
                     "Content-Type: multipart/form-data; boundary=frontier\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body)
                .status;
        };
        QCOMPARE(request("localhost:8080", {}), 200);
        QCOMPARE(request("[::1]:8080", {}), 200);
        // A name that an attacker lets point to 127.0.0.1: its page would be of the same origin.
        QCOMPARE(request("evil.example:8080", "Origin: http://evil.example:8080\r\n"), 401);
    }

    void removeTakesExactlyTheVersionAndTheNamesFollow()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        for (const QByteArray version : {"1", "10", "21"})
            QCOMPARE(fixture
                         .publish("b_a", {{"app-riot.suitv4_signed." + version + ".bin", "m" + version},
                                          {"app-slot0." + version + ".riot.bin", "s" + version}})
                         .status,
                     200);
        const auto latest = [&] {
            return fixture.fetch(QStringLiteral("b_a/app-riot.suitv4_signed.latest.bin")).payload;
        };
        QCOMPARE(latest(), QByteArray("m21"));
        const auto remove = [&](const QByteArray& json) {
            return fixture.request("POST", "/remove", fixture.bearer() + "Content-Type: application/json\r\n", json);
        };
        QCOMPARE(remove(R"({"publish_id":"b_a","version":1})").status, 200);
        QCOMPARE(fixture.fetch(QStringLiteral("b_a/app-slot0.1.riot.bin")).code, coapcode::notFound);
        QCOMPARE(fixture.fetch(QStringLiteral("b_a/app-slot0.10.riot.bin")).payload, QByteArray("s10"));
        QCOMPARE(remove(R"({"publish_id":"b_a","version":"21"})").status, 200);
        QCOMPARE(latest(), QByteArray("m10"));
        QCOMPARE(remove(R"({"publish_id":"b_a","version":"2"})").status, 404);
        QCOMPARE(remove(R"({"publish_id":"other","version":"10"})").status, 404);
        QCOMPARE(remove(R"({"publish_id":"..","version":"10"})").status, 404);
        for (const QByteArray bad :
             {"", "{", "[]", R"({"publish_id":"b_a"})", R"({"version":10})", R"({"publish_id":7,"version":10})",
              R"({"publish_id":"b_a","version":1.5})", R"({"publish_id":"b_a","version":null})"})
            QCOMPARE(remove(bad).status, 400);
        QCOMPARE(remove(R"({"publish_id":"b_a","version":10})").status, 200);
        QCOMPARE(fixture.fetch(QStringLiteral("b_a/app-slot0.10.riot.bin")).code, coapcode::notFound);
        QVERIFY(fixture.server().served()->releases.empty());
    }

    void aManifestOfBadFormIsRefusedUnlessItIsWanted_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<bool>("accepted");
        for (const char* bad :
             {"trailing_byte", "truncated", "tag107", "indefinite_envelope", "long_bstr_reencoded", "order_manifest",
              "dup_envelope_key", "dup_seq", "odd_sequence", "alg_missing", "cose_untagged", "param_digest_array"})
            QTest::newRow(bad) << QByteArray(bad) + ".suit" << false;
        // What is a board's to refuse is published: that is what negative tests are made of.
        for (const char* good :
             {"p_base", "unsigned", "wrong_key", "sig_bit", "manifest_bit", "class_other", "size_641"})
            QTest::newRow(good) << QByteArray(good) + ".suit" << true;
    }

    void aManifestOfBadFormIsRefusedUnlessItIsWanted()
    {
        QFETCH(QByteArray, file);
        QFETCH(bool, accepted);
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        const std::vector<Part> files{{"a.suit", suitCase(file.constData())}, {"payload.bin", "x"}};
        const TestAnswer answer = fixture.publish("native64_case", files, "Accept: application/json\r\n");
        QCOMPARE(answer.status, accepted ? 200 : 422);
        if (accepted) {
            const QJsonObject manifest =
                answer.json()[QStringLiteral("release")][QStringLiteral("files")][0][QStringLiteral("manifest")]
                    .toObject();
            QCOMPARE(manifest[QStringLiteral("dialect")].toString(), QStringLiteral("riot-09"));
            return;
        }
        QVERIFY(fixture.server().served()->releases.empty());
        std::vector<Part> wanted = files;
        wanted.push_back({"allow_invalid", "1", false});
        QCOMPARE(fixture.publish("native64_case", wanted).status, 200);
        QCOMPARE(fixture.fetch(QStringLiteral("native64_case/a.suit")).payload, suitCase(file.constData()));
    }

    void factsAndFindingsAreShown()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        QFile::copy(testDataPath(QStringLiteral("suit/keys/ed25519_test.pub.pem")),
                    fixture.bench().keysPath() + QStringLiteral("/lab.pub.pem"));
        QCOMPARE(fixture.publish("native64_x", {{"a.suit", suitCase("size_641.suit")}}).status, 200);
        const QJsonObject release = fixture.request("GET", "/api/releases/native64_x").json();
        const QJsonObject manifest = release[QStringLiteral("files")][0][QStringLiteral("manifest")].toObject();
        QCOMPARE(manifest[QStringLiteral("verdict")].toString(), QStringLiteral("ok"));
        QCOMPARE(manifest[QStringLiteral("signer")].toString(), QStringLiteral("lab"));
        QStringList codes;
        const QJsonArray lint = manifest[QStringLiteral("lint")].toArray();
        for (const QJsonValue& finding : lint)
            codes << finding[QStringLiteral("id")].toString();
        QVERIFY2(codes.contains(QStringLiteral("riot-size-640")), qPrintable(codes.join(QLatin1Char(' '))));
        QCOMPARE(release[QStringLiteral("board")].toString(), QStringLiteral("native64"));
    }

    void filesCanBeFetchedWithRanges()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        QCOMPARE(fixture.publish("r", {{"f.bin", "0123456789"}}).status, 200);
        const TestAnswer whole = fixture.request("GET", "/releases/r/f.bin");
        QCOMPARE(whole.status, 200);
        QCOMPARE(whole.body, QByteArray("0123456789"));
        const QByteArray etag = whole.field("ETag");
        QCOMPARE(etag, QByteArray('"' + Digest::of(QByteArrayView("0123456789")).hex().toLatin1() + '"'));
        const TestAnswer part =
            fixture.request("GET", "/releases/r/f.bin", "Range: bytes=3-5\r\nIf-Range: " + etag + "\r\n");
        QCOMPARE(part.status, 206);
        QCOMPARE(part.body, QByteArray("345"));
        QCOMPARE(fixture.request("GET", "/releases/r/f.bin", "If-None-Match: " + etag + "\r\n").status, 304);
        QCOMPARE(fixture.request("GET", "/releases/r/..%2Ff.bin").status, 404);
        QCOMPARE(fixture.request("GET", "/releases/r/none").status, 404);
        // Published anew under the same name: other bytes, other tag, at once.
        QCOMPARE(fixture.publish("r", {{"f.bin", "new"}}).status, 200);
        QCOMPARE(fixture.request("GET", "/releases/r/f.bin").body, QByteArray("new"));
    }

    void thePageIsWholeAndNeedsNothingFromElsewhere()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        const TestAnswer page = fixture.request("GET", "/");
        QCOMPARE(page.status, 200);
        QCOMPARE(page.field("Content-Type"), QByteArray("text/html; charset=utf-8"));
        QVERIFY(page.field("Content-Security-Policy").startsWith("default-src 'none'"));
        QVERIFY(!page.body.contains("http://") && !page.body.contains("https://"));
        QCOMPARE(fixture.request("GET", "/lab.js").field("Content-Type"), QByteArray("text/javascript; charset=utf-8"));
        QCOMPARE(fixture.request("GET", "/lab.css").status, 200);
    }

    void openPagesHearOfPublications()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), fixture.httpPort());
        QVERIFY(socket.waitForConnected(20'000));
        socket.write("GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n");
        QByteArray stream;
        const auto hears = [&](const QByteArray& text) {
            socket.waitForReadyRead(100);
            stream += socket.readAll();
            return stream.contains(text);
        };
        QTRY_VERIFY(hears("text/event-stream"));
        QCOMPARE(fixture.publish("r", {{"f.bin", "0123456789"}}).status, 200);
        QTRY_VERIFY(hears("event: releases"));
        QTRY_VERIFY(hears("r published by"));
    }

    void whatAnotherPartOfTheProgramPublishesIsServedSoon()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        const auto blob = fixture.bench().blobs().importBytes("elsewhere");
        QVERIFY_RESULT(blob);
        ReleaseDraft draft;
        draft.id = QStringLiteral("other");
        draft.files.push_back({QStringLiteral("f"), blob->id, blob->sizeBytes, blob->pin});
        QVERIFY_RESULT(fixture.bench().releases().publish(draft));
        QTRY_COMPARE(fixture.fetch(QStringLiteral("other/f")).payload, QByteArray("elsewhere"));
    }

    void aPortInUseFailsAndNothingRunsOn()
    {
        ServerFixture first;
        QVERIFY_RESULT(first.start());
        ServerFixture second;
        second.settings.coap = QStringList{QStringLiteral("127.0.0.1:%1").arg(first.coapPort())};
        const auto started = second.start();
        QVERIFY(!started);
        QCOMPARE(started.error().code, Error::Code::Busy);
        for (const OtaServiceInfo& service : second.server().services())
            QVERIFY(service.status.state != ServiceStatus::State::Running);
        QCOMPARE(second.bench().services().value(), QJsonObject());
    }

    void eachServiceStartsAndStopsAlone()
    {
        ServerFixture fixture;
        QVERIFY_RESULT(fixture.start());
        QCOMPARE(fixture.publish("r", {{"f", "x"}}).status, 200);
        const QJsonObject both = fixture.bench().services().value();
        QVERIFY(both.contains(QStringLiteral("http")) && both.contains(QStringLiteral("coap")));
        fixture.server().stopService(QStringLiteral("coap"));
        QVERIFY(!fixture.bench().services().value().contains(QStringLiteral("coap")));
        QCOMPARE(fixture.server().coapUrl(), QString());
        QCOMPARE(fixture.request("GET", "/coap/url/r").status, 503);
        QVERIFY_RESULT(fixture.server().startService(QStringLiteral("coap")));
        QCOMPARE(fixture.fetch(QStringLiteral("r/f")).payload, QByteArray("x"));
        QVERIFY(!fixture.server().startService(QStringLiteral("ftp")));
    }

private:
    static void checkPublication(ServerFixture& fixture, const QJsonObject& expect, const TestAnswer& answer)
    {
        QCOMPARE(answer.body, QByteArray());
        const auto served = fixture.server().served();
        QCOMPARE(served->releases.size(), std::size_t(1));
        const Release& release = served->releases.front();
        QCOMPARE(release.id.text(), expect[QStringLiteral("release")].toString());
        const QJsonObject files = expect[QStringLiteral("files")].toObject();
        QCOMPARE(qsizetype(release.files.size()), files.size());
        for (const ReleaseFile& file : release.files) {
            QCOMPARE(file.blob.hex(), files[file.name].toString());
            const CoapAnswer body = fixture.fetch(QString(release.id.text() + QLatin1Char('/') + file.name));
            QCOMPARE(Digest::of(body.payload).hex(), files[file.name].toString());
        }
        const QJsonObject aliases = expect[QStringLiteral("alias")].toObject();
        QCOMPARE(qsizetype(release.aliases.size()), aliases.size());
        for (const ReleaseAlias& alias : release.aliases)
            QCOMPARE(alias.target, aliases[alias.alias].toString());
    }

    static void checkNotification(ServerFixture& fixture, const FakeDevice& device, const QJsonObject& expect,
                                  const TestAnswer& answer)
    {
        QStringList wanted;
        const QJsonArray devices = expect[QStringLiteral("devices")].toArray();
        for (const QJsonValue& value : devices)
            wanted << value.toString();
        QStringList told;
        for (const DeviceNotification& notification : fixture.server().devices()) {
            told << notification.device;
            QCOMPARE(notification.release.text(), expect[QStringLiteral("release")].toString());
        }
        told.sort();
        wanted.sort();
        QCOMPARE(told, wanted);
        const QByteArray all = answer.head + answer.body;
        QVERIFY2(answer.status == 200, all.constData());
        QCOMPARE(device.got().size(), std::size_t(wanted.size()));
        for (const FakeDevice::Got& got : device.got())
            QVERIFY2(got.payload.contains(expect[QStringLiteral("release")].toString().toLatin1()),
                     got.payload.constData());
    }
};

QTEST_GUILESS_MAIN(TestOtaServerHttp)
#include "tst_otaserver_http.moc"
