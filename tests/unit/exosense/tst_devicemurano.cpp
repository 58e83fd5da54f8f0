// SPDX-License-Identifier: Apache-2.0
// Content as the MuranoCLI manages it.

#include "base/digest.h"
#include "exosense/contenttickets.h"
#include "exosensefixture.h"
#include "rawclient.h"
#include "store/blobstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

using namespace ota;

namespace {

const QByteArray items = "/api:1/service/p1/content/item";
const QByteArray asManager = "Authorization: token " + CloudFixture::token + "\r\n";
const QByteArray boundary = "----x1";

QByteArray request(const QByteArray& method, const QByteArray& target, const QByteArray& fields = asManager,
                   const QByteArray& body = {})
{
    return method + ' ' + target +
           " HTTP/1.1\r\nHost: bench.example:8090\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" +
           fields + "\r\n" + body;
}

/// As HTTP::FormData writes it.
QByteArray form(const QByteArray& name, const QByteArray& bytes)
{
    return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nwhatever\r\n--" + boundary +
           "\r\nContent-Disposition: form-data; name=\"" + name +
           "\"; filename=\"fw.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes + "\r\n--" + boundary +
           "--\r\n";
}

const QByteArray formType = "Content-Type: multipart/form-data; boundary=" + boundary + "\r\n";

QByteArray hexOf(const QByteArray& bytes)
{
    return Digest::of(bytes).hex().toLatin1();
}

} // namespace

class TestDeviceMurano final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ServedCloud> m_cloud;

    RawResponse ask(const QByteArray& bytes) { return RawClient(m_cloud->port()).request(bytes); }
    QJsonObject json(const QByteArray& bytes) { return QJsonDocument::fromJson(ask(bytes).body).object(); }
    /// Path of the address that a descriptor gives.
    QByteArray place(const QJsonObject& descriptor)
    {
        const QUrl url(descriptor[QStringLiteral("url")].toString());
        return url.authority() == QStringLiteral("bench.example:8090") ? url.path().toLatin1() : QByteArray();
    }
    QByteArray uploadPlace(const QByteArray& id, const QByteArray& query = "expires_in=30")
    {
        return place(json(request("GET", items + '/' + id + "/upload?" + query)));
    }

private Q_SLOTS:
    void init()
    {
        CloudSettings settings;
        settings.model = QStringLiteral("p1");
        m_cloud = std::make_unique<ServedCloud>(settings);
    }
    void cleanup() { m_cloud.reset(); }

    void thePasswordIsTheBenchsToken()
    {
        const QByteArray right = "{\"email\":\"a@b.example\",\"password\":\"" + CloudFixture::token + "\"}";
        const QJsonObject answer = json(request("POST", "/api:1/token/", {}, right));
        QCOMPARE(answer[QStringLiteral("token")].toString().toLatin1(), CloudFixture::token);
        for (const char* wrong : {"{\"password\":\"x\"}", "{}", "no JSON", ""})
            QCOMPARE(ask(request("POST", "/api:1/token/", {}, wrong)).status, 401);
    }

    void strangersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("list") << QByteArray("GET") << items + "?full=true";
        QTest::newRow("item") << QByteArray("GET") << items + "/x";
        QTest::newRow("upload") << QByteArray("GET") << items + "/x/upload";
        QTest::newRow("download") << QByteArray("GET") << items + "/x/download";
        QTest::newRow("delete") << QByteArray("DELETE") << items + "/x";
    }
    void strangersAreRefused()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QCOMPARE(ask(request(method, target, {})).status, 401);
        QCOMPARE(ask(request(method, target, "Authorization: token wrong\r\n")).status, 401);
        const QByteArray other = QByteArray(target).replace("/p1/", "/p2/");
        QCOMPARE(ask(request(method, other)).status, 404);
    }

    void aPackageIsUploadedListedFetchedAndRemoved()
    {
        const QByteArray bytes = QByteArray("firmware\r\n").repeated(40'000);
        const QByteArray id = "package_acme_iotgw1_prod_1-0-1.json";
        // The tag's text is percent-encoded itself, and stays so.
        const QByteArray tags = QUrl::toPercentEncoding(QStringLiteral(R"({"otau_info":"%7B%22a%22%3A1%7D"})"));
        const QJsonObject descriptor = json(request("GET", items + '/' + id + "/upload?sha256=" + hexOf(bytes) +
                                                               "&expires_in=30&type=application%2Fjson&tags=" + tags));
        QCOMPARE(descriptor[QStringLiteral("method")].toString(), QStringLiteral("POST"));
        QCOMPARE(descriptor[QStringLiteral("enctype")].toString(), QStringLiteral("multipart/form-data"));
        QCOMPARE(descriptor[QStringLiteral("field")].toString(), QStringLiteral("file"));
        QVERIFY(descriptor[QStringLiteral("inputs")].isObject());
        // Nobody shows a credential there.
        QCOMPARE(ask(request("POST", place(descriptor), formType, form("file", bytes))).status, 204);

        const QJsonObject item = json(request("GET", items + '/' + id));
        QCOMPARE(item[QStringLiteral("id")].toString().toLatin1(), id);
        QCOMPARE(item[QStringLiteral("length")].toInt(), bytes.size());
        QCOMPARE(item[QStringLiteral("type")].toString(), QStringLiteral("application/json"));
        QVERIFY(item[QStringLiteral("last_modified")].isString());
        QCOMPARE(item[QStringLiteral("tags")][QStringLiteral("otau_info")].toString(),
                 QStringLiteral("%7B%22a%22%3A1%7D"));
        QCOMPARE(QJsonDocument::fromJson(ask(request("GET", items + "?full=true")).body).array(), QJsonArray{item});
        QCOMPARE(QJsonDocument::fromJson(ask(request("GET", items)).body).array(), QJsonArray{QString::fromLatin1(id)});

        const QJsonObject fetch = json(request("GET", items + '/' + id + "/download"));
        QCOMPARE(fetch[QStringLiteral("method")].toString(), QStringLiteral("GET"));
        const RawResponse fetched = ask(request("GET", place(fetch), {}));
        QCOMPARE(fetched.status, 200);
        QCOMPARE(fetched.body, bytes);

        QCOMPARE(ask(request("DELETE", items + '/' + id)).status, 204);
        QCOMPARE(ask(request("GET", items + '/' + id)).status, 404);
        QCOMPARE(ask(request("GET", items + '/' + id + "/download")).status, 404);
        QCOMPARE(ask(request("DELETE", items + '/' + id)).status, 404);
    }

    void aWrongDigestChangesNothing()
    {
        QCOMPARE(ask(request("POST", uploadPlace("fw"), formType, form("file", "good"))).status, 204);
        const QByteArray at = uploadPlace("fw", "sha256=" + hexOf("expected"));
        const RawResponse refused = ask(request("POST", at, formType, form("file", "sent")));
        QCOMPARE(refused.status, 400);
        QVERIFY(refused.body.contains(hexOf("sent")) && refused.body.contains(hexOf("expected")));
        QCOMPARE(m_cloud->cloud->store().content(QStringLiteral("fw"))->blob->hex().toLatin1(), hexOf("good"));
        // It may be tried again.
        QCOMPARE(ask(request("POST", at, formType, form("file", "expected"))).status, 204);
        QCOMPARE(m_cloud->cloud->store().content(QStringLiteral("fw"))->blob->hex().toLatin1(), hexOf("expected"));
        // And counts once.
        QCOMPARE(ask(request("POST", at, formType, form("file", "expected"))).status, 404);
    }

    void newBytesKeepTheTags()
    {
        const QByteArray tags = QUrl::toPercentEncoding(QStringLiteral(R"({"a":"b"})"));
        QCOMPARE(ask(request("POST", uploadPlace("fw", "tags=" + tags), formType, form("file", "1"))).status, 204);
        QCOMPARE(ask(request("POST", uploadPlace("fw"), formType, form("file", "22"))).status, 204);
        const auto entry = m_cloud->cloud->store().content(QStringLiteral("fw"));
        QCOMPARE(entry->tags, (QJsonObject{{QStringLiteral("a"), QStringLiteral("b")}}));
        QCOMPARE(entry->sizeBytes, 2);
    }

    void formsThatAreNoneAreRefused()
    {
        const QByteArray at = uploadPlace("fw");
        QCOMPARE(ask(request("POST", at, formType, form("other", "x"))).status, 400);
        QCOMPARE(ask(request("POST", at, "Content-Type: text/plain\r\n", "x")).status, 415);
        QCOMPARE(ask(request("POST", at, formType, "--" + boundary + "\r\n")).status, 400);
        QCOMPARE(ask(request("POST", "/api:1/transfer/" + QByteArray(32, '0'), formType, form("file", "x"))).status,
                 404);
        QVERIFY(!m_cloud->cloud->store().content(QStringLiteral("fw")));
    }

    void badDescriptorsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("rest");
        QTest::newRow("digest") << QByteArray("fw/upload?sha256=12");
        QTest::newRow("tags") << QByteArray("fw/upload?tags=%5B%5D");
        QTest::newRow("id") << QByteArray("a%2Fb/upload");
    }
    void badDescriptorsAreRefused()
    {
        QFETCH(QByteArray, rest);
        QCOMPARE(ask(request("GET", items + '/' + rest)).status, 400);
    }

    void aBlankInAnIdIsAPlusSign()
    {
        QCOMPARE(ask(request("POST", uploadPlace("a+b%2Bc"), formType, form("file", "x"))).status, 204);
        QVERIFY(m_cloud->cloud->store().content(QStringLiteral("a b+c")));
        QCOMPARE(ask(request("DELETE", items + "/a+b%2Bc")).status, 204);
    }

    void aTicketEnds()
    {
        ContentTickets tickets;
        const auto now = std::chrono::steady_clock::now();
        ContentTickets::Ticket ticket;
        ticket.id = QStringLiteral("fw");
        ticket.end = now + std::chrono::seconds(30);
        const QByteArray number = tickets.issue(ticket);
        QCOMPARE(number.size(), 32);
        QVERIFY(tickets.find(number, now));
        QVERIFY(!tickets.find(number, now + std::chrono::seconds(30)));
        // The one that ends first makes room.
        ticket.end = now + std::chrono::hours(1);
        for (std::size_t i = 0; i < ContentTickets::mostTickets; ++i)
            tickets.issue(ticket);
        QVERIFY(!tickets.find(number, now));
        QVERIFY(tickets.find(tickets.issue(ticket), now));
    }
};

QTEST_GUILESS_MAIN(TestDeviceMurano)
#include "tst_devicemurano.moc"
