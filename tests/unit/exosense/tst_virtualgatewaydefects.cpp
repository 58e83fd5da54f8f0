// SPDX-License-Identifier: Apache-2.0
// Each defect of virtual gateways shows: in what the checker finds, on the wire, or in what is installed; and a gateway
// without it does better. Those of downloads have a program of their own.

#include "gatewaylab.h"

#include <QJsonDocument>

using namespace ota;

namespace {

using namespace std::chrono_literals;

} // namespace

class TestVirtualGatewayDefects final : public QObject
{
    Q_OBJECT

private:
    using Request = LabFileServer::Request;
    using Answer = LabFileServer::Answer;

    std::unique_ptr<GatewayLab> m_lab;

private Q_SLOTS:
    void init() { m_lab = std::make_unique<GatewayLab>(); }
    void cleanup() { m_lab.reset(); }

    void aLoopIsFound()
    {
        m_lab->run({QStringLiteral("loop")});
        m_lab->ask({});
        QTRY_VERIFY(m_lab->codes().contains(QStringLiteral("LOOP")));
        QCOMPARE(m_lab->view().running, QStringLiteral("1.0"));
    }

    void stepsThatAreSkippedAreNotReported()
    {
        m_lab->run({QStringLiteral("skip-steps")});
        m_lab->ask({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QCOMPARE(m_lab->statuses(), (QStringList{QStringLiteral("INSTALLED_VERSION"), QStringLiteral("INIT"),
                                                 QStringLiteral("INSTALLED_VERSION")}));
    }

    void fastWritesDoNotKeepThePace()
    {
        // The pace is an hour, and it is done nevertheless.
        m_lab->run({QStringLiteral("fast-writes")}, [](GatewayProfile& profile) { profile.pace = 1h; });
        m_lab->ask({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
        QVERIFY(m_lab->cloud->codes().contains(QStringLiteral("XW-RATE")));
    }

    void whatRunsIsInstalledAgain()
    {
        m_lab->run({QStringLiteral("reinstall-same")}, {}, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({.version = QStringLiteral("1.0")}, {GatewayLab::gateway, GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("1.0"), GatewayLab::other), QStringLiteral("already_installed"));
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("1.0")), QStringLiteral("success"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), GatewayLab::firmware);
        QVERIFY(m_lab->contentOf(QStringLiteral("installed"), GatewayLab::other).isEmpty());
    }

    void anOlderVersionIsInstalled()
    {
        m_lab->run({QStringLiteral("accept-older")}, {}, {GatewayLab::gateway, GatewayLab::other});
        m_lab->ask({.version = QStringLiteral("0.9.12")}, {GatewayLab::gateway, GatewayLab::other});
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("0.9.12"), GatewayLab::other), QStringLiteral("failure"));
        QCOMPARE(m_lab->view(GatewayLab::other).lastReport->statusText, QStringLiteral("TEST_ERROR"));
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("0.9.12")), QStringLiteral("success"));
    }

    void aPowerCutFindsTheOldImage()
    {
        m_lab->run({QStringLiteral("reboot@install")});
        m_lab->ask({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("interrupted"));
        QVERIFY(m_lab->codes().contains(QStringLiteral("XS-REBOOT-MID")));
        QCOMPARE(m_lab->view().running, QStringLiteral("1.0"));
        QVERIFY(m_lab->contentOf(QStringLiteral("installed")).isEmpty());
    }

    void aPowerCutFindsATornImage()
    {
        m_lab->run({QStringLiteral("torn-write"), QStringLiteral("reboot@install")});
        m_lab->ask({});
        QTRY_COMPARE(m_lab->view().running, QStringLiteral("2.0"));
        QCOMPARE(m_lab->contentOf(QStringLiteral("installed")), GatewayLab::half);
        QVERIFY(!m_lab->statuses().contains(QStringLiteral("INSTALL_SUCCESS")));
    }

    void aPowerCutFindsNoImage()
    {
        m_lab->run({QStringLiteral("both-slots-dead"), QStringLiteral("reboot@install")},
                   [](GatewayProfile& profile) { profile.slots = 2; });
        m_lab->ask({});
        QTRY_VERIFY(m_lab->happened(GatewayLab::gateway + QStringLiteral(" stopped")));
        m_lab->cloud->clock.advance(std::chrono::seconds(601));
        m_lab->cloud->cloud->tick();
        QCOMPARE(m_lab->resultOf(), QStringLiteral("stalled"));
        QCOMPARE(m_lab->view().lastReport->statusText, QStringLiteral("INSTALL_STEP"));
    }

    void anImageThatDoesNotStartIsLeft_data()
    {
        QTest::addColumn<int>("slotCount");
        QTest::addColumn<QStringList>("defects");
        QTest::addColumn<bool>("returns");
        QTest::newRow("two slots") << 2 << QStringList() << true;
        QTest::newRow("one slot") << 1 << QStringList() << false;
        QTest::newRow("no-rollback") << 2 << QStringList{QStringLiteral("no-rollback")} << false;
    }
    void anImageThatDoesNotStartIsLeft()
    {
        QFETCH(int, slotCount);
        QFETCH(QStringList, defects);
        QFETCH(bool, returns);
        const QByteArray broken = "  " + VirtualGateway::crashMark.toByteArray() + GatewayLab::firmware;
        m_lab->serve(broken);
        m_lab->run(defects, [slotCount](GatewayProfile& profile) { profile.slots = slotCount; });
        m_lab->ask({.image = broken});
        if (returns) {
            QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("rolled_back"));
            QVERIFY(m_lab->codes().contains(QStringLiteral("XS-ROLLBACK")));
            // It still can be updated.
            m_lab->serve(GatewayLab::firmware);
            m_lab->ask({.version = QStringLiteral("3.0")});
            QTRY_COMPARE(m_lab->resultOf(QStringLiteral("3.0")), QStringLiteral("success"));
            return;
        }
        QTRY_VERIFY(m_lab->happened(GatewayLab::gateway + QStringLiteral(" stopped")));
        m_lab->cloud->clock.advance(std::chrono::seconds(601));
        m_lab->cloud->cloud->tick();
        QCOMPARE(m_lab->resultOf(), QStringLiteral("unconfirmed"));
    }

    void aSupersededUpdateEnds_data()
    {
        QTest::addColumn<bool>("zombie");
        QTest::newRow("ends") << false;
        QTest::newRow("goes on") << true;
    }
    void aSupersededUpdateEnds()
    {
        QFETCH(bool, zombie);
        m_lab->files->answer = [](const Request& request) {
            if (request.method == "HEAD" || request.path == "/next")
                return Answer{GatewayLab::whole(GatewayLab::firmware)};
            return Answer{.bytes = GatewayLab::begun(), .rest = GatewayLab::firmware.mid(GatewayLab::half.size())};
        };
        m_lab->run(zombie ? QStringList{QStringLiteral("zombie-job")} : QStringList());
        m_lab->ask({});
        QTRY_VERIFY(m_lab->statuses().contains(QStringLiteral("DOWNLOAD_STEP")));
        m_lab->ask({.version = QStringLiteral("3.0"), .url = m_lab->files->url(QStringLiteral("/next"))});
        if (zombie) {
            QTRY_VERIFY(m_lab->statuses().count(QStringLiteral("INIT")) == 2);
            m_lab->files->sendRests();
            QTRY_VERIFY(m_lab->codes().contains(QStringLiteral("XS-AFTER-SUPERSEDE")));
            return;
        }
        QTRY_COMPARE(m_lab->resultOf(QStringLiteral("3.0")), QStringLiteral("success"));
        QCOMPARE(m_lab->resultOf(), QStringLiteral("superseded"));
        QVERIFY2(!m_lab->codes().contains(QStringLiteral("XS-AFTER-SUPERSEDE")), qPrintable(m_lab->codes().join(u' ')));
    }

    void aHeartbeatIsWritten()
    {
        m_lab->run({}, [](GatewayProfile& profile) { profile.heartbeat = 5ms; });
        QByteArrayList beats;
        const auto count = [&](const char* alias) {
            beats.clear();
            CloudFixture::need(
                m_lab->cloud->cloud->store().forEachWrite(GatewayLab::gateway, alias, 0, [&](const WriteRow& row) {
                    beats << row.value;
                    return Result<>();
                }));
            return beats.size();
        };
        QTRY_VERIFY(count("data_in") >= 3);
        QCOMPARE(QJsonDocument::fromJson(beats.first()).object().keys(), QStringList{QStringLiteral("001")});
        QCOMPARE(count("config_io"), 1);
        QVERIFY(QJsonDocument::fromJson(beats.first()).object().contains(QStringLiteral("channels")));
        m_lab->ask({});
        QTRY_COMPARE(m_lab->resultOf(), QStringLiteral("success"));
    }

    void anUnknownDefectNamesAllThereAre()
    {
        const auto wrong = GatewayDefects::fromNames({QStringLiteral("no-such")});
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, Error::Code::Usage);
        for (const GatewayDefectInfo& info : gatewayDefects()) {
            QVERIFY2(wrong.error().hint.contains(info.name), qPrintable(info.name));
            QVERIFY(info.description.endsWith(u'.'));
            QVERIFY(GatewayDefects::fromNames({info.name})->has(info.defect));
        }
        QVERIFY(!GatewayDefects::fromNames({QStringLiteral("stall@lunch")}));
    }
};

QTEST_GUILESS_MAIN(TestVirtualGatewayDefects)
#include "tst_virtualgatewaydefects.moc"
