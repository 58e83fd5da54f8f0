// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "crypto/cryptooperations.h"
#include "crypto/keystore.h"
#include "fakeclock.h"
#include "operationrunner.h"
#include "otaserver/publishcheck.h"
#include "store/releasestore.h"
#include "store/storeoperations.h"
#include "suit/releasecompare.h"
#include "suit/releasepreview.h"
#include "suit/suitoperations.h"
#include "suit/verify.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace ota;

namespace {

constexpr qint64 firstSecond = 1'700'000'000;

QByteArray bytes(int size, int seed)
{
    QByteArray result(size, Qt::Uninitialized);
    quint32 state = static_cast<quint32>(seed) * 2654435761U + 1;
    for (char& byte : result) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24);
    }
    return result;
}

const ReleaseRemark* remark(const ReleasePreview& preview, const char* code)
{
    const auto found = std::ranges::find(preview.remarks, QString::fromLatin1(code), &ReleaseRemark::code);
    return found == preview.remarks.end() ? nullptr : &*found;
}

QJsonObject file(const Outcome& outcome, int index)
{
    return outcome.data["files"].toArray().at(index).toObject();
}

} // namespace

class TestReleaseOperations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        registerCryptoOperations(m_registry);
        registerStoreOperations(m_registry);
        registerSuitOperations(m_registry);
    }

    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_clock.setNs(firstSecond * 1'000'000'000);
        m_runner = std::make_unique<OperationRunner>(m_registry, path("bench"), &m_clock);
        m_runner->prepare = [](Bench& bench) {
            installSuitPublishCheck(bench);
        };
        write("app.bin", bytes(10'000, 1));
        QVERIFY_RESULT(m_runner->run(QStringLiteral("key.new"), {{"name", "lab"}}));
    }

    void oneStepMakesAReleaseThatVerifies()
    {
        const auto built = m_runner->run(QStringLiteral("release.build"), lamp());
        QVERIFY_RESULT(built);
        QCOMPARE(built->data["id"].toString(), "lamp");
        QCOMPARE(built->data["sequence"].toInteger(), firstSecond);
        QCOMPARE(built->data["dialect"].toString(), "riot-09");
        const auto bench = openBench();
        const auto release = bench->releases().find(ReleaseId(QStringLiteral("lamp")));
        QVERIFY_RESULT(release);
        QCOMPARE(release->sequence(), std::optional<quint64>(firstSecond));
        const ReleaseFile* image = release->find(u"app.bin");
        QVERIFY(image);
        QCOMPARE(image->role, FileRole::Payload);
        QCOMPARE(image->blob, Digest::of(QByteArrayView(bytes(10'000, 1))));
        const ReleaseFile* manifest = release->find(u"manifest");
        QVERIFY(manifest);
        QCOMPARE(manifest->notes["verdict"].toString(), "ok");
        QCOMPARE(manifest->notes["signer"].toString(), "lab");
    }

    void twoImagesOfOneComponentAreItsSlots()
    {
        write("slot1.bin", bytes(9'000, 2));
        QJsonObject values = lamp();
        values["component"] = QJsonArray{QString(at("hex:00=", "app.bin") + QStringLiteral("@0x1000")),
                                         QString(at("hex:00=", "slot1.bin") + QStringLiteral("@0x20800"))};
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), values));
        const auto release = openBench()->releases().find(ReleaseId(QStringLiteral("lamp")));
        QVERIFY_RESULT(release);
        QCOMPARE(release->find(u"app.bin")->role, FileRole::Slot0);
        QCOMPARE(release->find(u"slot1.bin")->role, FileRole::Slot1);
    }

    void aPreparedOneIsADraftUntilItIsPublished()
    {
        QJsonObject values = lamp();
        values["prepare"] = true;
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), values));
        {
            const auto bench = openBench();
            QVERIFY(!bench->releases().find(ReleaseId(QStringLiteral("lamp"))));
            QVERIFY_RESULT(bench->releases().draft(ReleaseId(QStringLiteral("lamp"))));
        }
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.publish"), {{"id", "lamp"}}));
        QVERIFY_RESULT(openBench()->releases().find(ReleaseId(QStringLiteral("lamp"))));
    }

    void aDryRunWritesNothing()
    {
        QJsonObject values = lamp();
        values["dry-run"] = true;
        const auto told = m_runner->run(QStringLiteral("release.build"), values);
        QVERIFY_RESULT(told);
        QVERIFY(told->good);
        QVERIFY(openBench()->releases().all()->empty());
        values.remove("key");
        const auto unsignedOne = m_runner->run(QStringLiteral("release.build"), values);
        QVERIFY_RESULT(unsignedOne);
        QVERIFY(!unsignedOne->good);
    }

    void whatABoardWouldRefuseIsNotPublished_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("parameter");
        QTest::newRow("sequence of before") << "sequence" << QJsonValue(firstSecond) << "sequence";
        QTest::newRow("no key") << "key" << QJsonValue() << "key";
        QTest::newRow("long URI") << "uri-base" << QJsonValue(QStringLiteral("coap://[::1]/") + QString(120, u'x'))
                                  << "uri-base";
        QTest::newRow("http") << "uri-base" << QJsonValue(QStringLiteral("http://[::1]/lamp")) << "uri-base";
        QTest::newRow("reference") << "reference-uri" << QJsonValue(QStringLiteral("coap://[::1]/x"))
                                   << "reference-uri";
    }

    void whatABoardWouldRefuseIsNotPublished()
    {
        QFETCH(QString, name);
        QFETCH(QJsonValue, value);
        QFETCH(QString, parameter);
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), lamp()));
        m_clock.setNs((firstSecond + 60) * 1'000'000'000);
        QJsonObject values = lamp();
        values[name] = value;
        if (value.isNull())
            values.remove(name);
        const auto refused = m_runner->run(QStringLiteral("release.build"), values);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Rejected);
        QCOMPARE(refused.error().context, parameter);
        // The preview of a form says the same, at the same field.
        ImageFactsCache cache;
        const ReleasePreview preview =
            previewRelease(*m_registry.find(QStringLiteral("release.build")), values, *openBench(), cache, {});
        QVERIFY(!preview.fault);
        QVERIFY(preview.refusal());
        QCOMPARE(preview.refusal()->message, refused.error().message);
        QCOMPARE(preview.refusal()->parameter, parameter);
        QCOMPARE(openBench()->releases().history(ReleaseId(QStringLiteral("lamp")))->size(), std::size_t(0));
        values["allow-invalid"] = true;
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), values));
    }

    void twoWithinASecondHaveTwoNumbers()
    {
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), lamp()));
        const auto second = m_runner->run(QStringLiteral("release.build"), lamp());
        QVERIFY_RESULT(second);
        QCOMPARE(second->data["sequence"].toInteger(), firstSecond + 1);
    }

    void aPreviewTellsWhatIsGoodAndHowMuchRoomThereIs()
    {
        ImageFactsCache cache;
        const ReleasePreview preview =
            previewRelease(*m_registry.find(QStringLiteral("release.build")), lamp(), *openBench(), cache, {});
        QVERIFY(!preview.fault);
        QVERIFY(!preview.refusal());
        const auto built = m_runner->run(QStringLiteral("release.build"), lamp());
        QVERIFY_RESULT(built);
        // Signed with a stand-in: of the same length.
        QCOMPARE(preview.envelopeBytes, built->data["manifest-bytes"].toInteger());
        QVERIFY(remark(preview, "riot-size-640"));
        QCOMPARE(remark(preview, "riot-size-640")->kind, ReleaseRemark::Kind::Passed);
        QVERIFY(remark(preview, "riot-size-640")->message.contains(QString::number(preview.envelopeBytes)));
        QCOMPARE(remark(preview, "seq-not-greater")->kind, ReleaseRemark::Kind::Passed);
        QVERIFY(preview.steps.size() >= 4);
    }

    void aPreviewOfHalfAFormNamesTheFirstGap_data()
    {
        QTest::addColumn<QString>("missing");
        for (const char* name : {"component", "vendor", "class", "uri-base"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void aPreviewOfHalfAFormNamesTheFirstGap()
    {
        QFETCH(QString, missing);
        QJsonObject values = lamp();
        values.remove(missing);
        ImageFactsCache cache;
        const ReleasePreview preview =
            previewRelease(*m_registry.find(QStringLiteral("release.build")), values, *openBench(), cache, {});
        QVERIFY(preview.fault);
        QCOMPARE(preview.fault->parameter, missing);
    }

    void aPreviewTakesNumbersAsAFormGivesThem()
    {
        QJsonObject values = lamp();
        values["sequence"] = "77";
        values["max-components"] = "1";
        ImageFactsCache cache;
        const ReleasePreview preview =
            previewRelease(*m_registry.find(QStringLiteral("release.build")), values, *openBench(), cache, {});
        QVERIFY(!preview.refusal());
        QCOMPARE(preview.sequence, quint64(77));
    }

    void anotherVendorOrClassUnderAnIdIsTold()
    {
        const auto look = [this](const char* name, const char* value) {
            QJsonObject values = lamp();
            values[QString::fromLatin1(name)] = QString::fromLatin1(value);
            ImageFactsCache cache;
            return previewRelease(*m_registry.find(QStringLiteral("release.build")), values, *openBench(), cache, {});
        };
        QVERIFY(!remark(look("vendor", "acme.example"), "vendor-changed"));
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), lamp()));
        const ReleasePreview vendor = look("vendor", "acme.example");
        QVERIFY(remark(vendor, "vendor-changed"));
        QCOMPARE(remark(vendor, "vendor-changed")->kind, ReleaseRemark::Kind::Trap);
        QCOMPARE(remark(vendor, "vendor-changed")->parameter, QStringLiteral("vendor"));
        const ReleasePreview board = look("class", "another");
        QVERIFY(remark(board, "class-changed"));
        QVERIFY(!remark(board, "vendor-changed"));
    }

    void aPlaceThatIsNotTheReleasesIsTold()
    {
        QJsonObject values = lamp();
        values["uri-base"] = "coap://[::1]/lump";
        ImageFactsCache cache;
        const ReleasePreview preview =
            previewRelease(*m_registry.find(QStringLiteral("release.build")), values, *openBench(), cache, {});
        QVERIFY(remark(preview, "uri-elsewhere"));
        QCOMPARE(remark(preview, "uri-elsewhere")->kind, ReleaseRemark::Kind::Trap);
    }

    void aFileThatChangedIsReadAgain()
    {
        ImageFactsCache cache;
        const auto before = cache.of(path("app.bin"), {});
        QVERIFY_RESULT(before);
        QCOMPARE(before->digest, Digest::of(QByteArrayView(bytes(10'000, 1))));
        write("app.bin", bytes(10'001, 3));
        const auto after = cache.of(path("app.bin"), {});
        QVERIFY_RESULT(after);
        QCOMPARE(after->digest, Digest::of(QByteArrayView(bytes(10'001, 3))));
    }

    void releasesAreComparedFieldByFieldAndByTheirBytes()
    {
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), lamp()));
        QByteArray changed = bytes(10'000, 1);
        changed[5000] = static_cast<char>(changed[5000] ^ 1);
        write("app.bin", changed);
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), lamp()));
        const auto compared = m_runner->run(QStringLiteral("release.compare"), {{"a", "lamp@1"}, {"b", "lamp"}});
        QVERIFY_RESULT(compared);
        QStringList paths;
        for (const QJsonValue field : compared->data["fields"].toArray())
            paths << field.toObject()["path"].toString().section(QStringLiteral(" / "), -1);
        QCOMPARE(paths, (QStringList{"payload", "signature", "manifest-sequence-number", "image-digest"}));
        QCOMPARE(file(*compared, 1)["name"].toString(), "app.bin");
        QCOMPARE(file(*compared, 1)["blocks"].toInteger(), 10);
        QCOMPARE(file(*compared, 1)["differing-blocks"].toInteger(), 1);
        QCOMPARE(file(*compared, 1)["differing-bytes"].toInteger(), 1024);
        QCOMPARE(file(*compared, 1)["new-bytes"].toInteger(), 1024);
    }

    void aReleaseIsTheSameAsItself()
    {
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), lamp()));
        const auto compared = m_runner->run(QStringLiteral("release.compare"), {{"a", "lamp"}, {"b", "lamp"}});
        QVERIFY_RESULT(compared);
        QVERIFY(compared->data["fields"].toArray().isEmpty());
        QVERIFY(compared->data["equal-fields"].toInt() > 10);
        QVERIFY(file(*compared, 0)["same"].toBool());
        QVERIFY(!m_runner->run(QStringLiteral("release.compare"), {{"a", "lamp"}, {"b", "lamp@7"}}));
    }

    void bytesAreComparedAtTheirPlaceAndAnywhere_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<int>("differingBlocks");
        QTest::addColumn<int>("newBytes");
        const QByteArray base = bytes(8192, 5);
        QTest::newRow("same") << base << base << 0 << 0;
        QTest::newRow("both empty") << QByteArray() << QByteArray() << 0 << 0;
        QTest::newRow("from nothing") << QByteArray() << base << 8 << 8192;
        QTest::newRow("to nothing") << base << QByteArray() << 8 << 0;
        QTest::newRow("one byte put in front") << base << QByteArray(QByteArray(1, 'x') + base) << 9 << 1;
        QTest::newRow("longer by 100") << base << QByteArray(base + bytes(100, 6)) << 1 << 100;
        QTest::newRow("shorter by 100") << base << base.first(8092) << 1 << 924;
        QTest::newRow("all else") << base << bytes(8192, 7) << 8 << 8192;
        QTest::newRow("an odd end stays")
            << base.first(2500) << QByteArray(bytes(1024, 8) + base.first(2500)) << 4 << 1024;
        QTest::newRow("zeros") << QByteArray(1 << 20, '\0') << QByteArray((1 << 20) + 5, '\0') << 1 << 0;
    }

    void bytesAreComparedAtTheirPlaceAndAnywhere()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(int, differingBlocks);
        QFETCH(int, newBytes);
        const auto difference = compareBytes(bytesOf(a), bytesOf(b));
        QVERIFY(difference);
        QCOMPARE(difference->differingBlocks, static_cast<quint64>(differingBlocks));
        QCOMPARE(difference->newBytes, static_cast<quint64>(newBytes));
    }

    void aStoppedComparisonHasNoResult()
    {
        std::stop_source stop;
        stop.request_stop();
        const QByteArray some = bytes(4096, 9);
        QVERIFY(!compareBytes(bytesOf(some), bytesOf(some), stop.get_token()));
    }

    void filesAreExportedAsTheyWerePublished()
    {
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.build"), lamp()));
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.export"),
                                     {{"id", "lamp"}, {"file", "app.bin"}, {"output", path("one.bin")}}));
        QCOMPARE(*readFile(path("one.bin"), 20'000), bytes(10'000, 1));
        QVERIFY_RESULT(m_runner->run(QStringLiteral("release.export"), {{"id", "lamp"}, {"output", path("all")}}));
        QCOMPARE(*readFile(path("all/app.bin"), 20'000), bytes(10'000, 1));
        const auto manifest = readFile(path("all/manifest"), 20'000);
        QVERIFY_RESULT(manifest);
        QCOMPARE(verifySuit(bytesOf(*manifest), trustedKeys(KeyStore(openBench()->keysPath()))).signedBy, "lab");
        QVERIFY(!m_runner->run(QStringLiteral("release.export"),
                               {{"id", "lamp"}, {"file", "nope"}, {"output", path("x")}}));
    }

private:
    QString path(const char* name) const { return m_directory->filePath(QString::fromLatin1(name)); }
    QString at(const char* prefix, const char* name) const { return QString::fromLatin1(prefix) + path(name); }
    void write(const char* name, const QByteArray& content) { QVERIFY_RESULT(writeFileDurably(path(name), content)); }
    std::unique_ptr<Bench> openBench() const
    {
        return std::move(
            *Bench::open(path("bench"), Bench::Access::Read,
                         {.databaseUrl = {}, .clock = &m_clock, .holderName = {}, .schemas = {}, .onStep = {}}));
    }
    /// The values of a good release.
    QJsonObject lamp() const
    {
        return {{"id", "lamp"},
                {"component", QJsonArray{at("hex:00=", "app.bin")}},
                {"vendor", "riot-os.org"},
                {"class", "native64"},
                {"uri-base", "coap://[::1]/lamp"},
                {"key", QJsonArray{"lab"}}};
    }

    OperationRegistry m_registry;
    FakeClock m_clock{0};
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<OperationRunner> m_runner;
};

QTEST_GUILESS_MAIN(TestReleaseOperations)
#include "tst_releaseoperations.moc"
