// SPDX-License-Identifier: Apache-2.0
// One cloud of a bench in a program, whoever serves it or acts on it.

#include "exosense/exosensecloud.h"
#include "exosense/exosensedesk.h"
#include "exosense/exosensestore.h"
#include "store/bench.h"
#include "testsupport.h"
#include "timeline/eventstore.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <mutex>
#include <semaphore>

using namespace ota;

class TestExosenseDesk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        BenchOptions options;
        options.schemas = {EventStore::schema(), ExosenseStore::schema()};
        auto opened = Bench::open(m_directory->filePath(QStringLiteral("bench")), Bench::Access::Hold, options);
        QVERIFY_RESULT(opened);
        m_bench = std::move(*opened);
    }

    void cleanup() { m_bench.reset(); }

    void nobodyFindsACloudThatIsNotServed()
    {
        ExosenseDesk desk;
        QVERIFY(!desk.isServed());
        QVERIFY(!desk.use([](ExosenseCloud&) { QFAIL("there is none"); }));
        QVERIFY_RESULT(desk.open(*m_bench, nullptr, {}));
        bool used = false;
        QVERIFY(desk.use([&](ExosenseCloud&) { used = true; }));
        QVERIFY(used);
        desk.close();
        QVERIFY(!desk.use([](ExosenseCloud&) { QFAIL("it has ended"); }));
    }

    void whatIsChangedOnTheTablesIsKnownToWhatIsServedNext()
    {
        ExosenseDesk desk;
        QVERIFY_RESULT(desk.act(*m_bench, nullptr, [](ExosenseCloud& cloud) -> Result<Outcome> {
            if (const auto added = cloud.addIdentity(QStringLiteral("gw-1"), false); !added)
                return failure(added.error());
            return Outcome{};
        }));
        const auto served = desk.open(*m_bench, nullptr, {});
        QVERIFY_RESULT(served);
        QVERIFY((*served)->knows(QStringLiteral("gw-1")));
    }

    void aVerbActsOnTheCloudThatIsServed()
    {
        ExosenseDesk desk;
        const auto served = desk.open(*m_bench, nullptr, {});
        QVERIFY_RESULT(served);
        const ExosenseCloud* seen = nullptr;
        QVERIFY_RESULT(desk.act(*m_bench, nullptr, [&](ExosenseCloud& cloud) -> Result<Outcome> {
            seen = &cloud;
            return Outcome{};
        }));
        QCOMPARE(seen, *served);
    }

    void servingWaitsForAVerbOnTheTables()
    {
        ExosenseDesk desk;
        std::binary_semaphore inside{0};
        std::binary_semaphore goOn{0};
        auto verb = std::async(std::launch::async, [&] {
            return desk.act(*m_bench, nullptr, [&](ExosenseCloud& cloud) -> Result<Outcome> {
                inside.release();
                goOn.acquire();
                (void)cloud.addIdentity(QStringLiteral("gw-late"), false);
                return Outcome{};
            });
        });
        inside.acquire();
        auto opening = std::async(std::launch::async, [&] { return desk.open(*m_bench, nullptr, {}); });
        QVERIFY(!desk.isServed());
        goOn.release();
        QVERIFY_RESULT(verb.get());
        const auto served = opening.get();
        QVERIFY_RESULT(served);
        QVERIFY((*served)->knows(QStringLiteral("gw-late")));
    }

    void whoListensHearsWhatHappens()
    {
        std::mutex mutex;
        QStringList heard;
        ExosenseDesk desk;
        const int listener = desk.onEvent([&](const QString& kind, const QJsonObject&) {
            const std::scoped_lock lock(mutex);
            heard << kind;
        });
        const auto served = desk.open(*m_bench, nullptr, {.addsUnknown = true});
        QVERIFY_RESULT(served);
        QVERIFY_RESULT((*served)->activate(QStringLiteral("gw-1"), {}, {}, false));
        desk.close();
        desk.forget(listener);
        QVERIFY_RESULT(desk.open(*m_bench, nullptr, {}));
        QCOMPARE(heard, (QStringList{QStringLiteral("served"), QStringLiteral("activated"), QStringLiteral("ended")}));
    }

    void rulesHoldAtOnce()
    {
        ExosenseDesk desk;
        const auto served = desk.open(*m_bench, nullptr, {});
        QVERIFY_RESULT(served);
        QCOMPARE((*served)->activate(QStringLiteral("gw-1"), {}, {}, false).error().code, Error::Code::NotFound);
        (*served)->setSettings({.addsUnknown = true, .vendor = QStringLiteral("Acme")});
        QCOMPARE((*served)->activate(QStringLiteral("gw-1"), QStringLiteral("Other"), {}, false).error().code,
                 Error::Code::NotFound);
        QVERIFY_RESULT((*served)->activate(QStringLiteral("gw-1"), QStringLiteral("Acme"), {}, false));
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Bench> m_bench;
};

QTEST_GUILESS_MAIN(TestExosenseDesk)
#include "tst_exosensedesk.moc"
