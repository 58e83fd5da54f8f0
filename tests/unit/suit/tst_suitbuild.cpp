// SPDX-License-Identifier: Apache-2.0
#include "suit/identifiers.h"
#include "suit/riotjson.h"
#include "suittestkeys.h"
#include "testsupport.h"

#include <QTest>

using namespace ota;

namespace {

Result<ImageFacts> riotToolFile(const QString& file)
{
    const QByteArray bytes = suitFile(QStringLiteral("riot-tool/") + file);
    return ImageFacts{Digest::of(QByteArrayView(bytes)), static_cast<quint64>(bytes.size())};
}

Result<SuitBuild> imported(const QString& file, SuitDialect dialect)
{
    return readRiotToolJson(suitFile(file), dialect, riotToolFile);
}

SuitImage image(const char* id)
{
    const QByteArray vendor = vendorIdentifier(QStringLiteral("riot-os.org"));
    return {.id = {id},
            .vendor = vendor,
            .classId = classIdentifier(vendor, QStringLiteral("native64")),
            .digest = Digest::of(QByteArrayView("x")),
            .size = 1,
            .uri = QStringLiteral("coap://[2001:db8::1]/x")};
}

SuitKeys trust(const QString& file)
{
    return {{{file, suitPublicKey(QStringLiteral("keys/") + file + QStringLiteral(".pub.pem")), true}}, {}};
}

} // namespace

class TestSuitBuild final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void riotsToolIsMatchedByteForByte_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("key");
        QTest::newRow("native64_ram0") << QStringLiteral("native64_ram0") << QStringLiteral("ed25519_test");
        QTest::newRow("native64_vfs") << QStringLiteral("native64_vfs") << QStringLiteral("ed25519_test");
        QTest::newRow("samr21_two_slots") << QStringLiteral("samr21_two_slots") << QStringLiteral("ed25519_test");
        QTest::newRow("two_components") << QStringLiteral("two_components") << QStringLiteral("ed25519_test");
        QTest::newRow("wrong_key") << QStringLiteral("wrong_key") << QStringLiteral("ed25519_other");
    }

    void riotsToolIsMatchedByteForByte()
    {
        QFETCH(QString, name);
        QFETCH(QString, key);
        const auto build = imported(QStringLiteral("riot-tool/") + name + QStringLiteral(".json"), SuitDialect::Riot09);
        QVERIFY_RESULT(build);
        const auto envelope = buildSuit(*build);
        QVERIFY_RESULT(envelope);
        if (name != QLatin1String("wrong_key"))
            QCOMPARE(toHex(*envelope),
                     toHex(suitFile(QStringLiteral("riot-tool/") + name + QStringLiteral(".unsigned.suit"))));
        const auto complete = signSuit(bytesOf(*envelope), suitPrivateKey(key));
        QVERIFY_RESULT(complete);
        QCOMPARE(toHex(*complete),
                 toHex(suitFile(QStringLiteral("riot-tool/") + name + QStringLiteral(".signed.suit"))));
    }

    void theEs256VectorIsMatchedUpToItsRandomPart()
    {
        const auto build = imported(QStringLiteral("riot-tool/es256.json"), SuitDialect::Riot09);
        const auto complete = signSuit(bytesOf(*buildSuit(*build)), suitPrivateKey(QStringLiteral("es256_test")));
        QVERIFY_RESULT(complete);
        const QByteArray vector = suitFile(QStringLiteral("riot-tool/es256.signed.suit"));
        QCOMPARE(complete->size(), vector.size());
        const SuitEnvelope envelope = readSuitEnvelope(bytesOf(vector));
        const auto end = static_cast<qsizetype>(envelope.blocks.at(0).slice.end());
        QCOMPARE(complete->first(end - 64), vector.first(end - 64));
        QCOMPARE(complete->sliced(end), vector.sliced(end));
        QVERIFY(verifySuit(bytesOf(*complete), trust(QStringLiteral("es256_test"))).isOk());
    }

    void theDraftsExamplesAreMatchedByteForByte_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"example0", "example1", "example3", "example5"})
            QTest::newRow(name) << QStringLiteral("draft37/") + QString::fromLatin1(name);
    }

    void theDraftsExamplesAreMatchedByteForByte()
    {
        QFETCH(QString, name);
        const auto build = imported(name + QStringLiteral(".json"), SuitDialect::Draft37);
        QVERIFY_RESULT(build);
        const auto envelope = buildSuit(*build);
        QVERIFY_RESULT(envelope);
        QCOMPARE(toHex(*envelope), toHex(suitFile(name + QStringLiteral(".unsigned.suit"))));
        const auto complete = signSuit(bytesOf(*envelope), suitPrivateKey(QStringLiteral("draft37_es256")));
        QVERIFY_RESULT(complete);
        QCOMPARE(complete->size(), suitFile(name + QStringLiteral(".signed.suit")).size());
        QVERIFY(verifySuit(bytesOf(*complete), trust(QStringLiteral("draft37_es256"))).isOk());
    }

    void copyingAndLoadingMatchTheDraftsExample()
    {
        const auto build = imported(QStringLiteral("draft37/example4.json"), SuitDialect::Draft37);
        QVERIFY_RESULT(build);
        const auto envelope = buildSuit(*build);
        QVERIFY_RESULT(envelope);
        QCOMPARE(toHex(*envelope), toHex(suitFile(QStringLiteral("draft37/example4.unsigned.suit"))));
    }

    void severableSectionsAndTextsMatchTheDraftsExample()
    {
        // The tool that made the example has left these words out, and we would not.
        QByteArray json = suitFile(QStringLiteral("draft37/example2.json"));
        for (const char* lost : {R"("component-version" : "v1.0.1",)", R"(,
                    "model-info" : "suit")",
                                 R"(,
    "include-json" : true)"}) {
            QVERIFY2(json.contains(lost), lost);
            json.replace(lost, "");
        }
        const auto build = readRiotToolJson(json, SuitDialect::Draft37, riotToolFile);
        QVERIFY_RESULT(build);
        const auto envelope = buildSuit(*build);
        QVERIFY_RESULT(envelope);
        const QByteArray whole = suitFile(QStringLiteral("draft37/example2.signed-with-severable-members.suit"));
        const SuitEnvelope read = readSuitEnvelope(bytesOf(whole));
        const auto behind = static_cast<qsizetype>(read.authenticationItem.end());
        const SuitEnvelope ours = readSuitEnvelope(bytesOf(*envelope));
        QCOMPARE(toHex(envelope->sliced(static_cast<qsizetype>(ours.authenticationItem.end()))),
                 toHex(whole.sliced(behind)));
        // Severed, before and after signing.
        const auto severed = severSuit(bytesOf(*envelope));
        QVERIFY_RESULT(severed);
        QCOMPARE(toHex(*severed), toHex(suitFile(QStringLiteral("draft37/example2.unsigned-severed.suit"))));
        const auto signedSevered = severSuit(bytesOf(whole));
        QVERIFY_RESULT(signedSevered);
        QVERIFY(verifySuit(bytesOf(*signedSevered), trust(QStringLiteral("draft37_es256"))).isOk());
        QCOMPARE(signedSevered->size(), suitFile(QStringLiteral("draft37/example2.signed-severed.suit")).size());
        const auto again = severSuit(bytesOf(*severed));
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Usage);
        const auto damaged = severSuit(bytesOf(QByteArray(whole).replace("Example 2", "Example 4")));
        QVERIFY(!damaged);
        QCOMPARE(damaged.error().code, Error::Code::Rejected);
    }

    void allThatIsNewTogetherPassesOurOwnCheck()
    {
        SuitImage first = image("\x01");
        first.stagingId = SuitComponentId{"\x02"};
        first.load = SuitLoad{{"\x03"}, {}, {}};
        first.bootable = true;
        SuitImage second = image("\x04");
        second.stagingId = SuitComponentId{"\x02"}; // One place for both, in turn.
        SuitBuild build{.dialect = SuitDialect::Draft37, .sequenceNumber = 7, .images = {first, second}};
        build.severable = true;
        build.texts.push_back({QStringLiteral("de"), {{1, QStringLiteral("Lampe")}}, {}});
        build.texts.push_back(
            {QStringLiteral("en"), {{1, QStringLiteral("lamp")}}, {{first.id, {{6, QStringLiteral("v7")}}}}});
        const auto bytes = buildSuit(build);
        QVERIFY_RESULT(bytes);
        const SuitEnvelope envelope = readSuitEnvelope(bytesOf(*bytes));
        QVERIFY(envelope.faults.empty());
        const SuitManifest manifest = readSuitManifest(bytesOf(*bytes), envelope);
        QVERIFY(manifest.faults.empty());
        QCOMPARE(manifest.components, (std::vector<SuitComponentId>{{"\x01"}, {"\x02"}, {"\x03"}, {"\x04"}}));
        for (const std::int64_t number : {16, 20, 23})
            QVERIFY(manifest.member(number)->severed.has_value());
        QVERIFY(manifest.member(16)->sequence && manifest.member(20)->sequence && manifest.member(8)->sequence);
        const auto complete = signSuit(bytesOf(*bytes), suitPrivateKey(QStringLiteral("ed25519_test")));
        QVERIFY_RESULT(complete);
        QVERIFY(verifySuit(bytesOf(*complete), trust(QStringLiteral("ed25519_test"))).isOk());
        const auto severed = severSuit(bytesOf(*complete));
        QVERIFY_RESULT(severed);
        QVERIFY(verifySuit(bytesOf(*severed), trust(QStringLiteral("ed25519_test"))).isOk());
    }

    void aSecondSignatureLeavesTheFirstAsItIs_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("first");
        QTest::newRow("riot-09") << QStringLiteral("riot-cases/p_empty_unprotected_kid.suit")
                                 << QStringLiteral("ed25519_test");
        QTest::newRow("draft-37") << QStringLiteral("draft37/example2.signed-with-severable-members.suit")
                                  << QStringLiteral("draft37_es256");
    }

    void aSecondSignatureLeavesTheFirstAsItIs()
    {
        QFETCH(QString, file);
        QFETCH(QString, first);
        const QByteArray before = suitFile(file);
        const auto after = signSuit(bytesOf(before), suitPrivateKey(QStringLiteral("ed25519_other")));
        QVERIFY_RESULT(after);
        QVERIFY(verifySuit(bytesOf(*after), trust(first)).isOk());
        QVERIFY(verifySuit(bytesOf(*after), trust(QStringLiteral("ed25519_other"))).isOk());
        const SuitEnvelope old = readSuitEnvelope(bytesOf(before));
        const SuitEnvelope fresh = readSuitEnvelope(bytesOf(*after));
        QCOMPARE(fresh.authElements.size(), old.authElements.size() + 1);
        for (std::size_t i = 0; i < old.authElements.size(); ++i) {
            const auto a = old.authElements[i].of(bytesOf(before));
            const auto b = fresh.authElements[i].of(bytesOf(*after));
            QVERIFY(std::ranges::equal(a, b));
        }
        QCOMPARE(after->sliced(static_cast<qsizetype>(fresh.authenticationItem.end())),
                 before.sliced(static_cast<qsizetype>(old.authenticationItem.end())));
    }

    void whatIsNotInOrderIsNotSigned_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("code");
        for (const auto& [file, code] :
             {std::pair{"trailing_byte", "trailing-bytes"}, std::pair{"truncated", "malformed"},
              std::pair{"dup_seq", "duplicate-key"}, std::pair{"order_manifest", "non-canonical"},
              std::pair{"odd_sequence", "odd-sequence"}, std::pair{"manifest_bit", "digest-mismatch"},
              std::pair{"cose_untagged", "cose-tag"}, std::pair{"param_digest_array", "wrong-type"},
              std::pair{"manifest_missing", "no-manifest"}})
            QTest::newRow(file) << QStringLiteral("riot-cases/%1.suit").arg(QLatin1String(file))
                                << QString::fromLatin1(code);
    }

    void whatIsNotInOrderIsNotSigned()
    {
        QFETCH(QString, file);
        QFETCH(QString, code);
        const auto signedBytes = signSuit(bytesOf(suitFile(file)), suitPrivateKey(QStringLiteral("ed25519_test")));
        QVERIFY(!signedBytes);
        QCOMPARE(signedBytes.error().code, Error::Code::Rejected);
        QVERIFY2(signedBytes.error().message.contains(code), qPrintable(signedBytes.error().message));
    }

    void aManifestOfTheNewDraftIsNotSignedWithAnOldDigest()
    {
        QByteArray bytes = suitFile(QStringLiteral("draft37/example1.unsigned.suit"));
        bytes.replace("file.bin", "fire.bin");
        const auto signedBytes = signSuit(bytesOf(bytes), suitPrivateKey(QStringLiteral("ed25519_test")));
        QVERIFY(!signedBytes);
        QVERIFY(signedBytes.error().message.contains("digest-mismatch"));
    }

    void aManifestWithASeveredSectionOfAnotherIsNotSigned()
    {
        QByteArray bytes = suitFile(QStringLiteral("draft37/example2.signed-with-severable-members.suit"));
        bytes.replace("Example 2", "Example 4");
        const auto signedBytes = signSuit(bytesOf(bytes), suitPrivateKey(QStringLiteral("ed25519_test")));
        QVERIFY(!signedBytes);
        QVERIFY(signedBytes.error().message.contains("digest-mismatch"));
    }

    void thereIsRoomForSixteenSignatures()
    {
        QByteArray bytes = suitFile(QStringLiteral("riot-cases/unsigned.suit"));
        const PrivateKey key = suitPrivateKey(QStringLiteral("ed25519_test"));
        for (int i = 0; i < 16; ++i) {
            const auto more = signSuit(bytesOf(bytes), key);
            QVERIFY_RESULT(more);
            bytes = *more;
        }
        QVERIFY(verifySuit(bytesOf(bytes), trust(QStringLiteral("ed25519_test"))).isOk());
        QCOMPARE(signSuit(bytesOf(bytes), key).error().code, Error::Code::Usage);
    }

    void twoSlotsOfDifferentSizeShareNothingElse()
    {
        SuitImage a = image("\x01");
        SuitImage b = a;
        a.offset = 0x1000;
        b.offset = 0x20000;
        b.size = 2;
        b.digest = Digest::of(QByteArrayView("y"));
        b.uri += QLatin1String("2");
        const auto bytes = buildSuit({.sequenceNumber = 1, .images = {a, b}});
        QVERIFY_RESULT(bytes);
        const SuitManifest manifest = readSuitManifest(bytesOf(*bytes), readSuitEnvelope(bytesOf(*bytes)));
        QVERIFY(manifest.faults.empty());
        QCOMPARE(manifest.components.size(), 1u);
        const auto& tryEach = manifest.shared.commands.at(1);
        QCOMPARE(tryEach.number, 15);
        QCOMPARE(tryEach.sequences.size(), 2u);
        QCOMPARE(tryEach.sequences[1].commands.at(2).parameters.numbers, (std::vector<std::int64_t>{3, 14}));
    }

    void whatCanNotBecomeAManifestIsRefused_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("part");
        const char* parts[] = {"one component", "vendor",        "class",           "no image",        "offset",
                               "two images",    "URI",           "16 bytes",        "no identifier",   "draft-37",
                               "has slots",     "another image", "no URI to fetch", "and not invoked", "severable"};
        for (int i = 0; i < 15; ++i)
            QTest::newRow(parts[i]) << i << QString::fromLatin1(parts[i]);
    }

    void whatCanNotBecomeAManifestIsRefused()
    {
        QFETCH(int, which);
        QFETCH(QString, part);
        SuitImage a = image("a");
        SuitImage b = image("a");
        SuitBuild build;
        switch (which) {
        case 0:
            break;
        case 1:
            a.vendor.reset();
            build.images = {a};
            break;
        case 2:
            a.classId.reset();
            build.images = {a};
            break;
        case 3:
            a.digest.reset();
            build.images = {a};
            break;
        case 4:
            a.offset = 1;
            build.images = {a, b};
            break;
        case 5:
            a.offset = b.offset = 1;
            build.images = {a, b};
            break;
        case 6:
            a.offset = 1;
            b.offset = 2;
            b.uri.clear();
            build.images = {a, b};
            break;
        case 7:
            a.vendor = QByteArray("short");
            build.images = {a};
            break;
        case 8:
            a.id.clear();
            build.images = {a};
            break;
        case 9:
            a.stagingId = SuitComponentId{"s"};
            build.images = {a};
            break;
        case 10:
            build.dialect = SuitDialect::Draft37;
            a.offset = 1;
            b.offset = 2;
            b.stagingId = SuitComponentId{"s"};
            build.images = {a, b};
            break;
        case 11:
            build.dialect = SuitDialect::Draft37;
            a.stagingId = a.id;
            build.images = {a};
            break;
        case 12:
            build.dialect = SuitDialect::Draft37;
            a.stagingId = SuitComponentId{"s"};
            a.uri.clear();
            build.images = {a};
            break;
        case 13:
            build.dialect = SuitDialect::Draft37;
            a.load = SuitLoad{{"s"}, {}, {}};
            build.images = {a};
            break;
        case 14:
            build.severable = true;
            build.images = {a};
            break;
        default:
            QFAIL("no such case");
        }
        const auto bytes = buildSuit(build);
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, Error::Code::Usage);
        QVERIFY2(bytes.error().message.contains(part), qPrintable(bytes.error().message));
    }

    void theToolsTextsBecomeItsBytes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* text, const char* hex) {
            QTest::newRow(text) << QString::fromUtf8(text) << QByteArray::fromHex(hex);
        };
        // From RIOT's suit_tool/manifest.py to_bytes(), run with Python 3.11.
        row("", "");
        row("00", "00");
        row("abcd", "abcd");
        row("ABCD", "abcd");
        row("data", "75ab5a");
        row("ram", "72616d");
        row("0", "30");
        row("1", "31");
        row("/nvm0/SLOT0.txt", "2f6e766d302f534c4f54302e747874");
        row("/nvm0/SLOT100.txt", "fe7be6d3f48b393d74d2dc6d"); // a path of the wrong length is taken for base64
        row("ä", "c3a4");
        row("YQ==", "61");
        row("YQ=x=", "610c");
        row("YWI=c", "6162");
        row("=", "");
        row("A=", "413d");
        row("YQ", "5951");
        row("..", "");
    }

    void theToolsTextsBecomeItsBytes()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, bytes);
        QCOMPARE(toHex(riotToolBytes(text)), toHex(bytes));
    }

    void jsonThatLosesSomethingIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("part");
        QTest::newRow("no json") << QByteArray("{") << "JSON";
        QTest::newRow("a list") << QByteArray("[]") << "JSON";
        QTest::newRow("no sequence") << QByteArray("{\"components\":[]}") << "manifest-sequence-number";
        QTest::newRow("no components") << QByteArray("{\"manifest-sequence-number\":1}") << "components";
        QTest::newRow("its own source") << suitFile(QStringLiteral("draft37/example2.json"))
                                        << "'include-json' can not";
        QTest::newRow("text")
            << QByteArray(R"({"manifest-sequence-number":1,"description":{"en":{"joke":"x"}},"components":[]})")
            << "'joke' can not be taken over";
        QTest::newRow("no id") << QByteArray("{\"manifest-sequence-number\":1,\"components\":[{}]}") << "install-id";
        QTest::newRow("uuid")
            << QByteArray(R"({"manifest-sequence-number":1,"components":[{"install-id":["a"],"vendor-id":"x"}]})")
            << "UUID";
        QTest::newRow("no image") << QByteArray(R"({"manifest-sequence-number":1,"components":[{"install-id":["a"]}]})")
                                  << "file";
        QTest::newRow("offset")
            << QByteArray(R"({"manifest-sequence-number":1,"components":[{"install-id":["a"],"offset":-1}]})")
            << "offset";
    }

    void jsonThatLosesSomethingIsRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, part);
        const auto build = readRiotToolJson(json, SuitDialect::Riot09, riotToolFile);
        QVERIFY(!build);
        QVERIFY2(build.error().message.contains(part), qPrintable(build.error().message));
    }

    void identifiersComeFromNames()
    {
        const QByteArray vendor = vendorIdentifier(QStringLiteral("riot-os.org"));
        QCOMPARE(uuidText(bytesOf(vendor)), QStringLiteral("547d0d74-6d3a-5a92-9662-4881afd9407b"));
        for (const auto& [board, uuid] : {std::pair{"native64", "9251dc23-fd9d-503f-94c4-bfb95f3167b1"},
                                          std::pair{"native", "bcc90984-fe7d-562b-b4c9-a24f26a3a9cd"},
                                          std::pair{"samr21-xpro", "8818989e-a257-5994-ac9a-554b77898083"}}) {
            const QByteArray id = classIdentifier(vendor, QString::fromLatin1(board));
            QCOMPARE(uuidText(bytesOf(id)), QString::fromLatin1(uuid));
            QCOMPARE(KnownIdentifiers::standard().className(id), QString::fromLatin1(board));
            QCOMPARE(*uuidFromText(QString::fromLatin1(uuid)), id);
        }
        QCOMPARE(KnownIdentifiers::standard().vendorName(vendor), QStringLiteral("riot-os.org"));
    }
};

QTEST_GUILESS_MAIN(TestSuitBuild)
#include "tst_suitbuild.moc"
