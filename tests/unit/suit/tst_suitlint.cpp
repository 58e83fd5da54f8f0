// SPDX-License-Identifier: Apache-2.0
#include "suit/build.h"
#include "suit/cborwriter.h"
#include "suit/identifiers.h"
#include "suit/lint.h"
#include "suittestkeys.h"

#include <QJsonArray>
#include <QTest>

using namespace ota;

namespace {

const QByteArray vendor = vendorIdentifier(QStringLiteral("riot-os.org"));

QByteArray classOf(const char* board)
{
    return classIdentifier(vendor, QString::fromLatin1(board));
}

/// As the vectors say: riot-os.org, native64, stored sequence 0, URL buffer 128, one component, payload.bin behind the
/// URI.
LintProfile vectorProfile()
{
    LintProfile profile;
    profile.vendor = vendor;
    profile.classId = classOf("native64");
    profile.storedSequence = 0;
    profile.payload = [](const QString& uri) -> std::optional<LintProfile::Payload> {
        if (!uri.endsWith(QLatin1String("/payload.bin")))
            return std::nullopt;
        const QByteArray bytes = suitFile(QStringLiteral("riot-tool/payload.bin"));
        return LintProfile::Payload{static_cast<quint64>(bytes.size()), Digest::of(QByteArrayView(bytes))};
    };
    return profile;
}

QStringList codes(const QByteArray& bytes, const LintProfile& profile)
{
    const SuitEnvelope envelope = readSuitEnvelope(bytesOf(bytes));
    QStringList list;
    for (const LintFinding& finding :
         lintSuit(bytesOf(bytes), envelope, readSuitManifest(bytesOf(bytes), envelope), profile)) {
        if (!list.contains(finding.code))
            list << finding.code;
    }
    list.sort();
    return list;
}

SuitBuild base()
{
    return {.sequenceNumber = 5,
            .images = {{.id = {"ram", "0"},
                        .vendor = vendor,
                        .classId = classOf("native64"),
                        .digest = Digest::of(QByteArrayView("x")),
                        .size = 1,
                        .uri = QStringLiteral("coap://[2001:db8::1]/fw/x")}}};
}

/// Sequences by hand around one component.
QByteArray manifest(const CborWriter& shared, const CborWriter& install)
{
    const QByteArray common = CborMap()
                                  .insert(2, CborWriter().array(1).array(1).bytes(QByteArray("x")))
                                  .insert(4, CborWriter().bytes(shared.result()))
                                  .encoded()
                                  .result();
    const QByteArray bytes = CborMap()
                                 .insert(1, CborWriter().integer(1))
                                 .insert(2, CborWriter().integer(1))
                                 .insert(3, CborWriter().bytes(common))
                                 .insert(9, CborWriter().bytes(install.result()))
                                 .encoded()
                                 .result();
    return CborWriter().map(2).integer(2).bytes(QByteArray("\x80", 1)).integer(3).bytes(bytes).result();
}

CborWriter parameters(const CborMap& map)
{
    return CborWriter().raw(map.encoded().result());
}

CborMap identity()
{
    CborMap map;
    map.insert(1, CborWriter().bytes(vendor)).insert(2, CborWriter().bytes(classOf("native64")));
    return map;
}

} // namespace

class TestSuitLint final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVectorGetsItsFindings_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        for (const QJsonObject& vector : suitVectors()) {
            if (vector.contains(QLatin1String("lint")))
                QTest::newRow(qPrintable(vector["file"].toString())) << vector;
        }
    }

    void everyVectorGetsItsFindings()
    {
        QFETCH(QJsonObject, vector);
        LintProfile profile = vectorProfile();
        // Made for another board than the rest of the vectors; nothing is wrong with it for that one.
        if (vector["file"].toString().contains(QLatin1String("samr21")))
            profile.classId = classOf("samr21-xpro");
        QStringList wanted;
        for (const QJsonValue code : vector["lint"].toArray())
            wanted << code.toString();
        wanted.sort();
        const QByteArray bytes = suitFile(vector["file"].toString());
        // The vectors take lint for the stage behind a good verdict.
        const bool reached = verifySuit(bytesOf(bytes), suitKeysOf(vector)).isOk();
        QCOMPARE(reached ? codes(bytes, profile) : QStringList(), wanted);
    }

    void whatAUnsignedManifestWouldSufferIsToldBeforeSigning()
    {
        const QByteArray bytes = suitFile(QStringLiteral("riot-tool/two_components.unsigned.suit"));
        QCOMPARE(codes(bytes, vectorProfile()), QStringList{"riot-components"});
    }

    void everyRuleHasItsFinding_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("wanted");
        const auto row = [](const char* name, const SuitBuild& build, const QStringList& wanted) {
            QTest::newRow(name) << buildSuit(build).value() << wanted;
        };
        row("good", base(), {});
        SuitBuild build = base();
        build.sequenceNumber = 0x100000000;
        row("seq-u32", build, {"seq-u32"});
        build = base();
        build.images[0].uri = QStringLiteral("http://[2001:db8::1]/x");
        row("scheme", build, {"riot-uri-scheme"});
        build.images[0].uri = QStringLiteral("coaps://[2001:db8::1]/x");
        row("coaps", build, {"riot-uri-scheme"});
        build.images[0].uri = QStringLiteral("coap://192.0.2.1/x");
        row("IPv4", build, {"riot-host"});
        build.images[0].uri = QStringLiteral("coap://bench.lab/x");
        row("name", build, {"riot-host"});
        build.images[0].uri = QStringLiteral("coap://[fe80::1%") + QString(60, u'a') + QStringLiteral("]/x");
        row("long host", build, {"riot-host"});
        build = base();
        build.images[0].uri = QStringLiteral("coap://[2001:db8::1]/") + QString(72, u'a');
        row("path of 72 for one block", build, {});
        build.images[0].size = 16 * 64;
        row("path of 72 for 16 blocks", build, {});
        build.images[0].size = 16 * 64 + 1;
        row("path of 72 for 17 blocks", build, {"riot-path"});
        build.images[0].uri.chop(1);
        row("path of 71 for 17 blocks", build, {});
        build.images[0].size = 4096 * 64 + 1;
        row("path of 71 for 4097 blocks", build, {"riot-path"});
        build = base();
        build.images[0].id = {QByteArray(30, 'a')};
        row("name of 31", build, {});
        build.images[0].id = {QByteArray(31, 'a')};
        row("name of 32", build, {"riot-component-name"});
        build = base();
        build.images[0].vendor = vendorIdentifier(QStringLiteral("example.org"));
        row("vendor", build, {"vendor-mismatch"});
        build = base();
        build.images[0].classId = classOf("native");
        row("native", build, {"class-mismatch"});
        build = base();
        build.images[0].bootable = true;
        row("run section", build, {"riot-unsupported:12", "riot-unsupported:23"});
        build = base();
        build.referenceUri = QStringLiteral("https://example.org");
        row("reference", build, {"riot-unsupported:4"});
        build = base();
        build.images[0].uri.clear();
        row("nothing to fetch", build, {});
        build = base();
        build.images[0].uri = QStringLiteral("coap://[2001:db8::1]/payload.bin");
        row("size behind the uri", build, {"payload-size"});
        build.images[0].size = 9;
        row("digest behind the uri", build, {"payload-digest"});
        build = base();
        build.dialect = SuitDialect::Draft37;
        row("draft-37", build, {"wrong-dialect"});

        const CborMap digest512 =
            CborMap(identity())
                .insert(3, CborWriter().bytes(CborWriter().array(2).integer(4).bytes(QByteArray(64, 'x')).result()))
                .insert(14, CborWriter().integer(1));
        const auto checks = [&](const CborMap& map) {
            return CborWriter()
                .array(6)
                .integer(20)
                .raw(parameters(map).result())
                .integer(1)
                .integer(15)
                .integer(2)
                .integer(15);
        };
        const CborMap uri = CborMap().insert(21, CborWriter().text(QStringLiteral("coap://[2001:db8::1]/x")));
        const CborWriter install = CborWriter()
                                       .array(6)
                                       .integer(19)
                                       .raw(parameters(uri).result())
                                       .integer(21)
                                       .integer(2)
                                       .integer(3)
                                       .integer(15);
        QTest::newRow("sha-512") << manifest(checks(digest512), install) << QStringList{"riot-digest-alg"};
        const CborMap sized = CborMap(identity()).insert(14, CborWriter().integer(1));
        QTest::newRow("no uri") << manifest(checks(sized),
                                            CborWriter().array(4).integer(21).integer(2).integer(3).integer(15))
                                << QStringList{"fetch-without-uri"};
        QTest::newRow("twice") << manifest(checks(sized), CborWriter()
                                                              .array(8)
                                                              .integer(19)
                                                              .raw(parameters(uri).result())
                                                              .integer(21)
                                                              .integer(2)
                                                              .integer(21)
                                                              .integer(2)
                                                              .integer(3)
                                                              .integer(15))
                               << QStringList{"riot-double-fetch"};
        QTest::newRow("nil policy") << manifest(checks(sized), CborWriter()
                                                                   .array(6)
                                                                   .integer(19)
                                                                   .raw(parameters(uri).result())
                                                                   .integer(21)
                                                                   .null()
                                                                   .integer(3)
                                                                   .integer(15))
                                    << QStringList{"policy-nil"};
        QTest::newRow("nothing checked") << manifest(CborWriter().array(2).integer(20).raw(parameters(sized).result()),
                                                     install)
                                         << QStringList{"riot-policy:class", "riot-policy:vendor"};
        QTest::newRow("checked after the fetch")
            << manifest(CborWriter().array(2).integer(20).raw(parameters(sized).result()),
                        CborWriter()
                            .array(10)
                            .integer(19)
                            .raw(parameters(uri).result())
                            .integer(21)
                            .integer(2)
                            .integer(1)
                            .integer(15)
                            .integer(2)
                            .integer(15)
                            .integer(3)
                            .integer(15))
            << QStringList{"riot-policy:class", "riot-policy:vendor"};
        const CborMap soft = CborMap(sized).insert(13, CborWriter().raw(QByteArray("\xf5", 1)));
        QTest::newRow("unknown parameter") << manifest(checks(soft), install) << QStringList{"riot-unsupported:13"};
        // Both branches are for other boards.
        const auto branch = [&](const char* board) {
            const CborMap map =
                CborMap().insert(1, CborWriter().bytes(vendor)).insert(2, CborWriter().bytes(classOf(board)));
            return CborWriter().array(4).integer(20).raw(parameters(map).result()).integer(2).integer(15).result();
        };
        const auto tryEach = [&](const QList<QByteArray>& branches) {
            CborWriter list;
            list.array(static_cast<std::size_t>(branches.size()));
            for (const QByteArray& one : branches)
                list.bytes(one);
            const CborMap size = CborMap().insert(14, CborWriter().integer(1));
            return CborWriter()
                .array(6)
                .integer(20)
                .raw(parameters(size).result())
                .integer(15)
                .raw(list.result())
                .integer(1)
                .integer(15);
        };
        QTest::newRow("no branch") << manifest(tryEach({branch("native"), branch("samr21-xpro")}), install)
                                   << QStringList{"class-mismatch"};
        QTest::newRow("second branch") << manifest(tryEach({branch("native"), branch("native64")}), install)
                                       << QStringList{};
    }

    void everyRuleHasItsFinding()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, wanted);
        QCOMPARE(codes(bytes, vectorProfile()), wanted);
    }

    void whatTheProfileKnowsIsUsed()
    {
        const QByteArray bytes = *buildSuit(base());
        LintProfile profile;
        QCOMPARE(codes(bytes, profile), QStringList());
        profile.storedSequence = 5;
        QCOMPARE(codes(bytes, profile), QStringList{"seq-not-greater"});
        profile.storedSequence = 4;
        profile.publishedSequence = 5;
        QCOMPARE(codes(bytes, profile), QStringList{"seq-not-greater"});
        profile = {};
        profile.storageSize = 0;
        QCOMPARE(codes(bytes, profile), QStringList{"riot-storage-size"});
        profile = {};
        profile.manifestUrl = QStringLiteral("coap://[2001:db8::1]/") + QString(110, u'm');
        QCOMPARE(codes(bytes, profile), (QStringList{"riot-path", "riot-uri"}));
        profile = {};
        profile.urlBuffer = 20;
        QCOMPARE(codes(bytes, profile), QStringList{"riot-uri"});
        SuitBuild native = base();
        native.images[0].classId = classOf("native");
        QCOMPARE(codes(*buildSuit(native), {}), QStringList{"riot-native-class"});
    }

    void bothSlotsAreLookedAtWhereTheFreeOneIsNotKnown()
    {
        SuitBuild build = base();
        SuitImage other = build.images[0];
        build.images[0].offset = 0x1000;
        other.offset = 0x20000;
        other.digest = Digest::of(QByteArrayView("y"));
        other.uri = QStringLiteral("http://[2001:db8::1]/y");
        build.images.push_back(other);
        const QByteArray bytes = *buildSuit(build);
        LintProfile profile = vectorProfile();
        QCOMPARE(codes(bytes, profile), QStringList{"riot-uri-scheme"});
        profile.slotOffset = 0x1000;
        QCOMPARE(codes(bytes, profile), QStringList());
        profile.slotOffset = 0x20000;
        QCOMPARE(codes(bytes, profile), QStringList{"riot-uri-scheme"});
        profile.slotOffset = 0x30000;
        QVERIFY(codes(bytes, profile).contains("offset-mismatch"));
        // The digest of one slot is never compared with the image of the other.
        profile = vectorProfile();
        profile.payload = [](const QString& uri) -> std::optional<LintProfile::Payload> {
            return LintProfile::Payload{1, Digest::of(QByteArrayView(uri.endsWith(u'y') ? "y" : "x"))};
        };
        QCOMPARE(codes(bytes, profile), QStringList{"riot-uri-scheme"});
    }

    void theStandardsTargetHasItsOwnRules()
    {
        SuitBuild build = base();
        build.dialect = SuitDialect::Draft37;
        build.images[0].uri = QStringLiteral("https://bench.lab/x");
        LintProfile profile = vectorProfile();
        profile.target = LintTarget::Standard;
        profile.storedSequence = 5; // equal is allowed here
        QCOMPARE(codes(*buildSuit(build), profile), QStringList());
        profile.storedSequence = 6;
        profile.classId = classOf("native32");
        QCOMPARE(codes(*buildSuit(build), profile), (QStringList{"class-mismatch", "seq-not-greater"}));
    }

    void manyBranchesEndInTime()
    {
        CborWriter list;
        list.array(16);
        for (int i = 0; i < 16; ++i)
            list.bytes(CborWriter().array(2).integer(1).integer(15).result());
        CborWriter shared;
        shared.array(2 + 2 * 40).integer(20).raw(parameters(identity()).result());
        for (int i = 0; i < 40; ++i)
            shared.integer(15).raw(list.result());
        const QByteArray bytes = manifest(shared, CborWriter().array(0));
        QCOMPARE(codes(bytes, {}).contains("riot-size-640"), true);
    }
};

QTEST_GUILESS_MAIN(TestSuitLint)
#include "tst_suitlint.moc"
