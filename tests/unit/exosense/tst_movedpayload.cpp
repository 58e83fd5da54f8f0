// SPDX-License-Identifier: Apache-2.0
// Requests that point where the service of this bench was once.

#include "exosense/configotau.h"
#include "exosense/movedpayload.h"
#include "exosense/otaupackage.h"
#include "exosense/packagecontent.h"
#include "exosensefixture.h"
#include "testsupport.h"

#include <QTest>

using namespace ota;

namespace {

const QString oldBase = QStringLiteral("http://127.0.0.1:8090");
const QString newBase = QStringLiteral("http://127.0.0.1:9090");

QByteArray configOf(const QString& base, const QString& version = QStringLiteral("2.0"),
                    const QString& file = QStringLiteral("fw.bin"))
{
    ConfigDraft draft;
    draft.version = version;
    draft.name = QStringLiteral("prod");
    draft.urls = {contentUrl(base, file)};
    auto config = buildConfig(draft);
    CloudFixture::need(config);
    return *config;
}

QJsonObject served(const QString& address)
{
    return {{QStringLiteral("exosense"), address}};
}

} // namespace

class TestMovedPayload final : public QObject
{
    Q_OBJECT

private:
    struct Fixture final : CloudFixture
    {
    };
    std::unique_ptr<Fixture> m_cloud;

    void addPackage(const QString& id, const QString& base, bool follows)
    {
        JsonText info = JsonText::object();
        for (const char* name : {"author", "vendor", "product"})
            info.setMember(name, JsonText::string("x"));
        const auto config = JsonText::parse(configOf(base));
        CloudFixture::need(config);
        info.setMember("config_otau", *config);
        ContentEntry entry;
        entry.id = id;
        entry.tags.insert(QString(otauInfoTag), QString::fromLatin1(encodeOtauInfo(info)));
        if (follows)
            entry.tags.insert(QString(payloadBaseTag), base);
        CloudFixture::need(m_cloud->cloud->store().put({entry}));
    }
    PayloadAddresses addresses(const QJsonObject& services)
    {
        auto found = PayloadAddresses::of(m_cloud->cloud->store(), services);
        CloudFixture::need(found);
        return *found;
    }

private Q_SLOTS:
    void init() { m_cloud = std::make_unique<Fixture>(); }
    void cleanup() { m_cloud.reset(); }

    void whatWasAskedBeforeTheMoveIsFound()
    {
        addPackage(QStringLiteral("package_a"), oldBase, true);
        QVERIFY(!addresses(served(oldBase)).movedFrom(configOf(oldBase)));
        CloudFixture::need(followAddress(m_cloud->cloud->store(), newBase));
        const auto moved = addresses(served(newBase)).movedFrom(configOf(oldBase));
        QVERIFY(moved);
        QCOMPARE(moved->url, contentUrl(oldBase, QStringLiteral("fw.bin")));
        QCOMPARE(moved->nowAt, contentUrl(newBase, QStringLiteral("fw.bin")));
        QCOMPARE(moved->package, QStringLiteral("package_a"));
        QVERIFY(movedText(*moved).contains(oldBase));
        QVERIFY(movedHint(*moved, QStringLiteral("gw-1")).endsWith(QStringLiteral("apply package_a gw-1")));
        // Applied again it is right.
        QVERIFY(!addresses(served(newBase)).movedFrom(configOf(newBase)));
    }

    void allElseHasNotMoved_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("address");
        QTest::newRow("nothing is served") << configOf(oldBase) << QString();
        QTest::newRow("another version") << configOf(oldBase, QStringLiteral("3.0")) << newBase;
        QTest::newRow("another file") << configOf(oldBase, QStringLiteral("2.0"), QStringLiteral("other")) << newBase;
        QTest::newRow("cleared") << QByteArray() << newBase;
        QTest::newRow("no JSON") << QByteArray("/provision/download?id=") << newBase;
        QTest::newRow("served everywhere") << configOf(oldBase) << QStringLiteral("http://*:8090");
        QTest::newRow("everywhere, IPv6") << configOf(oldBase) << QStringLiteral("http://[::]:8090");
        QTest::newRow("the same by name") << configOf(QStringLiteral("http://localhost:9090")) << newBase;
        QTest::newRow("for good") << configOf(QStringLiteral("https://updates.example.org")) << newBase;
    }
    void allElseHasNotMoved()
    {
        QFETCH(QByteArray, config);
        QFETCH(QString, address);
        addPackage(QStringLiteral("package_a"), oldBase, true);
        addPackage(QStringLiteral("package_b"), QStringLiteral("https://updates.example.org"), false);
        CloudFixture::need(followAddress(m_cloud->cloud->store(), newBase));
        const auto moved = addresses(served(address)).movedFrom(config);
        QVERIFY2(!moved, qPrintable(moved ? movedText(*moved) : QString()));
    }

    void everywhereIsThisMachineAndThatPort_data()
    {
        QTest::addColumn<QString>("base");
        QTest::newRow("another machine") << QStringLiteral("http://203.0.113.7:9090"); // RFC 5737: nobody's.
        QTest::newRow("another port") << oldBase;
        QTest::newRow("another scheme") << QStringLiteral("https://127.0.0.1:9090");
    }
    void everywhereIsThisMachineAndThatPort()
    {
        QFETCH(QString, base);
        addPackage(QStringLiteral("package_a"), oldBase, true);
        CloudFixture::need(followAddress(m_cloud->cloud->store(), newBase));
        QVERIFY(addresses(served(QStringLiteral("http://*:9090"))).movedFrom(configOf(base)));
    }

    void whoRunsItNeedsNothing()
    {
        addPackage(QStringLiteral("package_a"), oldBase, true);
        CloudFixture::need(followAddress(m_cloud->cloud->store(), newBase));
        GatewayView view;
        view.desired = configOf(oldBase);
        view.running = QStringLiteral("1.0");
        QVERIFY(addresses(served(newBase)).movedOf(view));
        view.running = QStringLiteral("2.0");
        QVERIFY(!addresses(served(newBase)).movedOf(view));
    }
};

QTEST_GUILESS_MAIN(TestMovedPayload)
#include "tst_movedpayload.moc"
