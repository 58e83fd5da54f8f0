// SPDX-License-Identifier: Apache-2.0
#include "crypto/hmac.h"
#include "suit/cborwriter.h"
#include "suittestkeys.h"

#include <QTest>

using namespace ota;

namespace {

struct Block
{
    QByteArray protectedHeader = CborMap().insert(1, CborWriter().integer(-8)).encoded().result();
    QByteArray unprotected = QByteArray("\xa0", 1);
    std::optional<std::uint64_t> tag = 18;
    int digestAlgorithm = 2;
    int digestSize = 32;
    QString key = QStringLiteral("ed25519_test");
};

QByteArray baseManifest()
{
    const QByteArray bytes = suitFile(QStringLiteral("riot-cases/p_base.suit"));
    const SuitEnvelope envelope = readSuitEnvelope(bytesOf(bytes));
    const SuitSlice slice = envelope.manifest->content;
    return bytes.mid(static_cast<qsizetype>(slice.offset), static_cast<qsizetype>(slice.length));
}

QByteArray signedBlock(const QByteArray& manifest, const Block& block)
{
    const QByteArray item = CborWriter().bytes(manifest).result();
    QByteArray digest = *suitDigest(SuitDialect::Riot09, 2, bytesOf(item));
    digest = digest.leftJustified(block.digestSize, '\0', true);
    const QByteArray payload = CborWriter().array(2).integer(block.digestAlgorithm).bytes(digest).result();
    const QByteArray message = coseSign1Bytes(block.protectedHeader, bytesOf(payload));
    const QByteArray signature =
        block.tag == 17
            ? hmacSha256(bytesOf(QByteArray("secret")), bytesOf(coseMac0Bytes(block.protectedHeader, bytesOf(payload))))
            : suitPrivateKey(block.key).sign(bytesOf(message)).value();
    CborWriter cose;
    if (block.tag)
        cose.tag(*block.tag);
    cose.array(4).bytes(block.protectedHeader).raw(block.unprotected).bytes(payload).bytes(signature);
    return cose.result();
}

QByteArray envelopeOf(const QByteArray& manifest, const QList<QByteArray>& blocks)
{
    CborWriter list;
    list.array(static_cast<std::size_t>(blocks.size()));
    for (const QByteArray& block : blocks)
        list.bytes(block);
    return CborWriter().map(2).integer(2).bytes(list.result()).integer(3).bytes(manifest).result();
}

SuitKeys testKeys()
{
    return {{{QStringLiteral("test"), suitPublicKey(QStringLiteral("keys/ed25519_test.pub.pem")), true}}, {}};
}

QString verdictOf(const QByteArray& bytes, const SuitKeys& keys = testKeys())
{
    return verdictCode(verifySuit(bytesOf(bytes), keys).verdict);
}

CborWriter oneComponent()
{
    return CborWriter().array(1).array(1).bytes(QByteArray("x"));
}

QByteArray manifestWith(const CborWriter& sequence, const CborWriter& components = oneComponent())
{
    const QByteArray common =
        CborMap().insert(2, components).insert(4, CborWriter().bytes(sequence.result())).encoded().result();
    return CborMap()
        .insert(1, CborWriter().integer(1))
        .insert(2, CborWriter().integer(1))
        .insert(3, CborWriter().bytes(common))
        .encoded()
        .result();
}

} // namespace

class TestSuitVerify final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVectorGetsItsVerdict_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        for (const QJsonObject& vector : suitVectors())
            QTest::newRow(qPrintable(vector["file"].toString())) << vector;
    }

    void everyVectorGetsItsVerdict()
    {
        QFETCH(QJsonObject, vector);
        const QByteArray bytes = suitFile(vector["file"].toString());
        QCOMPARE(bytes.size(), vector["bytes"].toInteger());
        const SuitReport report = verifySuit(bytesOf(bytes), suitKeysOf(vector));
        QVERIFY2(verdictCode(report.verdict) == vector["verdict"].toString(),
                 qPrintable(verdictCode(report.verdict) + ": " + report.message));
        QCOMPARE(dialectName(report.dialect), vector["dialect"].toString());
        QCOMPARE(report.message.isEmpty(), report.isOk());
        if (report.isOk())
            QCOMPARE(report.signedBy, vector["key"].toString());
    }

    void anUntrustedSignerIsNamed()
    {
        const QByteArray bytes = suitFile(QStringLiteral("riot-cases/wrong_key.suit"));
        SuitKeys keys = testKeys();
        QCOMPARE(verdictOf(bytes, keys), QStringLiteral("bad-signature"));
        keys.signing.push_back(
            {QStringLiteral("other"), suitPublicKey(QStringLiteral("keys/ed25519_other.pub.pem")), false});
        const SuitReport report = verifySuit(bytesOf(bytes), keys);
        QCOMPARE(verdictCode(report.verdict), QStringLiteral("untrusted-key"));
        QVERIFY(report.message.contains("other"));
        QCOMPARE(report.blocks.at(0).keyName, QStringLiteral("other"));
    }

    void everyBlockIsReported()
    {
        const QByteArray bytes = suitFile(QStringLiteral("riot-cases/p_two_signatures_second_trusted.suit"));
        const SuitReport report = verifySuit(bytesOf(bytes), testKeys());
        QCOMPARE(report.blocks.size(), 2u);
        QCOMPARE(verdictCode(report.blocks[0].verdict), QStringLiteral("bad-signature"));
        QCOMPARE(verdictCode(report.blocks[1].verdict), QStringLiteral("ok"));
    }

    void blocksAreRefusedEachForItsReason_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("verdict");
        const QByteArray manifest = baseManifest();
        const auto row = [&](const char* name, const Block& block, const char* verdict) {
            QTest::newRow(name) << envelopeOf(manifest, {signedBlock(manifest, block)}) << QString::fromLatin1(verdict);
        };
        const auto header = [](const CborMap& map) {
            return map.encoded().result();
        };
        const CborWriter eddsa = CborWriter().integer(-8);
        row("good", {}, "ok");
        row("tag 16", {.tag = 16}, "cose-tag");
        row("tag 98", {.tag = 98}, "unsupported-cose");
        row("tag 97", {.tag = 97}, "unsupported-cose");
        row("mac without a key for it", {.tag = 17}, "alg-mismatch");
        row("alg es256", {.protectedHeader = header(CborMap().insert(1, CborWriter().integer(-7)))}, "alg-mismatch");
        row("alg unknown", {.protectedHeader = header(CborMap().insert(1, CborWriter().integer(-99)))}, "alg-mismatch");
        row("alg as text", {.protectedHeader = header(CborMap().insert(1, CborWriter().text(QStringLiteral("EdDSA"))))},
            "alg-mismatch");
        row("alg -19", {.protectedHeader = header(CborMap().insert(1, CborWriter().integer(-19)))}, "ok");
        row("alg unprotected", {.protectedHeader = {}, .unprotected = header(CborMap().insert(1, eddsa))},
            "alg-missing");
        row("empty map as header", {.protectedHeader = QByteArray("\xa0", 1)}, "alg-missing");
        row("header no map", {.protectedHeader = QByteArray("\x01", 1)}, "malformed-cose");
        row("label twice", {.unprotected = header(CborMap().insert(1, eddsa))}, "malformed-cose");
        row("crit unknown",
            {.protectedHeader = header(CborMap()
                                           .insert(1, eddsa)
                                           .insert(2, CborWriter().array(1).integer(99))
                                           .insert(99, CborWriter().null()))},
            "crit");
        row("crit absent",
            {.protectedHeader = header(CborMap().insert(1, eddsa).insert(2, CborWriter().array(1).integer(4)))},
            "crit");
        row("crit empty", {.protectedHeader = header(CborMap().insert(1, eddsa).insert(2, CborWriter().array(0)))},
            "crit");
        row("crit of alg",
            {.protectedHeader = header(CborMap().insert(1, eddsa).insert(2, CborWriter().array(1).integer(1)))}, "ok");
        row("crit unprotected", {.unprotected = header(CborMap().insert(2, CborWriter().array(1).integer(1)))}, "crit");
        row("header with a byte more", {.protectedHeader = header(CborMap().insert(1, eddsa)) + '\0'},
            "trailing-bytes");
        row("header key twice", {.protectedHeader = QByteArray::fromHex("a201270127")}, "duplicate-key");
        row("digest sha-512 number", {.digestAlgorithm = 4}, "digest-size");
        row("digest unknown", {.digestAlgorithm = 9}, "digest-alg");
        row("digest short", {.digestSize = 31}, "digest-size");
        QByteArray shortSignature = signedBlock(manifest, {});
        shortSignature = shortSignature.chopped(66) + QByteArray::fromHex("583f") + shortSignature.right(63);
        QTest::newRow("signature of 63") << envelopeOf(manifest, {shortSignature}) << QStringLiteral("bad-signature");
        QTest::newRow("block no list") << envelopeOf(manifest, {CborWriter().tag(18).map(0).result()})
                                       << QStringLiteral("malformed-cose");
        QTest::newRow("17 blocks") << envelopeOf(manifest, QList<QByteArray>(17, signedBlock(manifest, {})))
                                   << QStringLiteral("malformed");
        QTest::newRow("16 blocks") << envelopeOf(manifest, QList<QByteArray>(16, signedBlock(manifest, {})))
                                   << QStringLiteral("ok");
        QTest::newRow("bad and good") << envelopeOf(manifest,
                                                    {signedBlock(manifest, {.tag = 98}), signedBlock(manifest, {})})
                                      << QStringLiteral("ok");
        QTest::newRow("the furthest tells")
            << envelopeOf(manifest, {signedBlock(manifest, {.tag = 98}),
                                     signedBlock(manifest, {.key = QStringLiteral("ed25519_other")})})
            << QStringLiteral("bad-signature");
    }

    void blocksAreRefusedEachForItsReason()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, verdict);
        const SuitReport report = verifySuit(bytesOf(bytes), testKeys());
        QVERIFY2(verdictCode(report.verdict) == verdict,
                 qPrintable(verdictCode(report.verdict) + ": " + report.message));
    }

    void draft37DigestsMayBeOfAnyAlgorithmOfTheDraft_data()
    {
        QTest::addColumn<int>("algorithm");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("SHA-256") << -16 << 32 << "ok";
        QTest::newRow("SHA-384") << -43 << 48 << "ok";
        QTest::newRow("SHA-512") << -44 << 64 << "ok";
        QTest::newRow("SHAKE128") << -18 << 32 << "ok";
        QTest::newRow("SHAKE256") << -45 << 64 << "ok";
        QTest::newRow("SHAKE256 cut") << -45 << 32 << "digest-size";
        QTest::newRow("SHA-512/256, not of the draft") << -17 << 32 << "digest-alg";
    }

    void draft37DigestsMayBeOfAnyAlgorithmOfTheDraft()
    {
        QFETCH(const int, algorithm);
        QFETCH(const int, bytes);
        QFETCH(const QString, verdict);
        const QByteArray example = suitFile(QStringLiteral("draft37/example0.unsigned.suit"));
        const SuitSlice slice = readSuitEnvelope(bytesOf(example)).manifest->content;
        const QByteArray manifest =
            example.mid(static_cast<qsizetype>(slice.offset), static_cast<qsizetype>(slice.length));
        const auto envelope = [&](const QByteArray& digested) {
            const QByteArray item = CborWriter().bytes(digested).result();
            QByteArray digest =
                suitDigest(SuitDialect::Draft37, algorithm, bytesOf(item)).value_or(QByteArray(64, 'x'));
            digest.truncate(bytes);
            const QByteArray payload = CborWriter().array(2).integer(algorithm).bytes(digest).result();
            const QByteArray header = CborMap().insert(1, CborWriter().integer(-8)).encoded().result();
            const QByteArray signature = suitPrivateKey(QStringLiteral("ed25519_test"))
                                             .sign(bytesOf(coseSign1Bytes(header, bytesOf(payload))))
                                             .value();
            const QByteArray cose = CborWriter().tag(18).array(4).bytes(header).map(0).null().bytes(signature).result();
            const QByteArray list = CborWriter().array(2).bytes(payload).bytes(cose).result();
            return CborWriter().tag(107).map(2).integer(2).bytes(list).integer(3).bytes(manifest).result();
        };
        const SuitReport report = verifySuit(bytesOf(envelope(manifest)), testKeys());
        QVERIFY2(verdictCode(report.verdict) == verdict,
                 qPrintable(verdictCode(report.verdict) + ": " + report.message));
        if (verdict == QStringLiteral("ok"))
            QCOMPARE(verdictOf(envelope(manifest + '\0')), QStringLiteral("digest-mismatch"));
    }

    void aMacIsCheckedWithItsSecret()
    {
        const QByteArray manifest = baseManifest();
        const QByteArray header = CborMap().insert(1, CborWriter().integer(5)).encoded().result();
        const QByteArray bytes = envelopeOf(manifest, {signedBlock(manifest, {.protectedHeader = header, .tag = 17})});
        SuitKeys keys;
        keys.macs.push_back({QStringLiteral("shared"), QByteArray("secret"), true});
        QCOMPARE(verdictOf(bytes, keys), QStringLiteral("ok"));
        keys.macs[0].secret = "other";
        QCOMPARE(verdictOf(bytes, keys), QStringLiteral("bad-signature"));
        QCOMPARE(verdictOf(bytes), QStringLiteral("alg-mismatch"));
    }

    void envelopesAreRefusedEachForItsReason_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("verdict");
        const QByteArray manifest = baseManifest();
        const QByteArray block = signedBlock(manifest, {});
        const QByteArray good = envelopeOf(manifest, {block});
        const QByteArray list = CborWriter().array(1).bytes(block).result();
        const auto row = [](const char* name, const QByteArray& bytes, const char* verdict) {
            QTest::newRow(name) << bytes << QString::fromLatin1(verdict);
        };
        row("nothing", {}, "malformed");
        row("one byte", QByteArray("\xa2", 1), "malformed");
        row("a list", CborWriter().array(0).result(), "wrong-type");
        row("a number", CborWriter().integer(1).result(), "wrong-type");
        row("empty map", CborWriter().map(0).result(), "no-auth");
        row("only auth", CborWriter().map(1).integer(2).bytes(list).result(), "no-manifest");
        row("only manifest", CborWriter().map(1).integer(3).bytes(manifest).result(), "no-auth");
        row("auth no bytes", CborWriter().map(2).integer(2).array(0).integer(3).bytes(manifest).result(), "wrong-type");
        row("manifest no bytes", CborWriter().map(2).integer(2).bytes(list).integer(3).map(0).result(), "wrong-type");
        row("auth no list",
            CborWriter().map(2).integer(2).bytes(QByteArray("\xa0", 1)).integer(3).bytes(manifest).result(),
            "wrong-type");
        row("auth with a byte more",
            CborWriter().map(2).integer(2).bytes(QByteArray(list + '\0')).integer(3).bytes(manifest).result(),
            "trailing-bytes");
        row("block not wrapped",
            CborWriter()
                .map(2)
                .integer(2)
                .bytes(CborWriter().array(1).raw(block).result())
                .integer(3)
                .bytes(manifest)
                .result(),
            "wrong-type");
        row("block with a byte more", envelopeOf(manifest, {QByteArray(block + '\0')}), "trailing-bytes");
        row("key a list",
            CborWriter().map(3).integer(2).bytes(list).integer(3).bytes(manifest).array(0).bytes(QByteArray()).result(),
            "wrong-type");
        row("an integrated payload",
            CborWriter()
                .map(3)
                .integer(2)
                .bytes(list)
                .integer(3)
                .bytes(manifest)
                .text(QStringLiteral("#app"))
                .bytes(QByteArray("x"))
                .result(),
            "ok");
        for (qsizetype i = 0; i < good.size(); i += 7)
            row(qPrintable(QStringLiteral("cut at %1").arg(i)), good.first(i), "malformed");
    }

    void envelopesAreRefusedEachForItsReason()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, verdict);
        const SuitReport report = verifySuit(bytesOf(bytes), testKeys());
        QVERIFY2(verdictCode(report.verdict) == verdict,
                 qPrintable(verdictCode(report.verdict) + ": " + report.message));
    }

    void anEnvelopeOverTheLimitIsNotRead()
    {
        const QByteArray huge(SuitLimits::envelopeSize + 1, '\0');
        const SuitReport report = verifySuit(bytesOf(huge), testKeys());
        QCOMPARE(verdictCode(report.verdict), QStringLiteral("malformed"));
        QVERIFY(report.message.contains(QString::number(SuitLimits::envelopeSize)));
    }

    void manifestsAreRefusedEachForItsReason_data()
    {
        QTest::addColumn<QByteArray>("manifest");
        QTest::addColumn<QString>("verdict");
        const auto row = [](const char* name, const QByteArray& manifest, const char* verdict) {
            QTest::newRow(name) << manifest << QString::fromLatin1(verdict);
        };
        const auto parameters = [](int number, const CborWriter& value) {
            return manifestWith(
                CborWriter().array(2).integer(20).raw(CborMap().insert(number, value).encoded().result()));
        };
        const auto members = [](const CborMap& map) {
            return map.encoded().result();
        };
        const CborWriter one = CborWriter().integer(1);
        const CborWriter common = CborWriter().bytes(CborMap().insert(2, oneComponent()).encoded().result());
        row("smallest", members(CborMap().insert(1, one).insert(2, one).insert(3, common)), "ok");
        row("no map", CborWriter().array(0).result(), "wrong-type");
        row("a byte more", manifestWith(CborWriter().array(0)) + '\0', "trailing-bytes");
        row("no version", members(CborMap().insert(2, one).insert(3, common)), "version");
        row("version 2", members(CborMap().insert(1, CborWriter().integer(2)).insert(2, one).insert(3, common)),
            "version");
        row("version text",
            members(CborMap().insert(1, CborWriter().text(QStringLiteral("1"))).insert(2, one).insert(3, common)),
            "wrong-type");
        row("no sequence number", members(CborMap().insert(1, one).insert(3, common)), "wrong-type");
        row("sequence number negative",
            members(CborMap().insert(1, one).insert(2, CborWriter().integer(-1)).insert(3, common)), "wrong-type");
        row("no common", members(CborMap().insert(1, one).insert(2, one)), "wrong-type");
        row("common not wrapped", members(CborMap().insert(1, one).insert(2, one).insert(3, CborWriter().map(0))),
            "wrong-type");
        row("no components", manifestWith(CborWriter().array(0), CborWriter().array(0)), "wrong-type");
        row("component a text", manifestWith(CborWriter().array(0), CborWriter().array(1).text(QStringLiteral("x"))),
            "wrong-type");
        row("component empty", manifestWith(CborWriter().array(0), CborWriter().array(1).array(0)), "wrong-type");
        CborWriter many;
        many.array(257);
        for (int i = 0; i < 257; ++i)
            many.array(1).bytes(QByteArray("x"));
        row("257 components", manifestWith(CborWriter().array(2).integer(12).integer(0), many), "malformed");
        row("sequence no list", manifestWith(CborWriter().map(0)), "wrong-type");
        row("sequence with a byte more", manifestWith(CborWriter().array(0).integer(0)), "trailing-bytes");
        row("odd", manifestWith(CborWriter().array(1).integer(1)), "odd-sequence");
        row("command a text", manifestWith(CborWriter().array(2).text(QStringLiteral("x")).integer(1)), "wrong-type");
        row("policy nil", manifestWith(CborWriter().array(2).integer(1).null()), "ok");
        row("policy a text", manifestWith(CborWriter().array(2).integer(1).text(QStringLiteral("x"))), "wrong-type");
        row("custom command", manifestWith(CborWriter().array(2).integer(-5).text(QStringLiteral("x"))), "ok");
        row("index 1 of 1", manifestWith(CborWriter().array(2).integer(12).integer(1)), "component-index");
        row("index a text", manifestWith(CborWriter().array(2).integer(12).text(QStringLiteral("x"))), "wrong-type");
        CborWriter two = CborWriter().array(2).array(1).bytes(QByteArray("x")).array(1).bytes(QByteArray("y"));
        row("two components, no index", manifestWith(CborWriter().array(2).integer(1).integer(15), two),
            "component-index");
        row("two components, all",
            manifestWith(CborWriter().array(4).integer(12).raw(QByteArray("\xf5", 1)).integer(1).integer(15), two),
            "ok");
        row("parameters a list", manifestWith(CborWriter().array(2).integer(20).array(0)), "wrong-type");
        row("vendor of 15", parameters(1, CborWriter().bytes(QByteArray(15, 'x'))), "uuid-size");
        row("class of 17", parameters(2, CborWriter().bytes(QByteArray(17, 'x'))), "uuid-size");
        row("device of 0", parameters(24, CborWriter().bytes(QByteArray())), "uuid-size");
        row("class a text", parameters(2, CborWriter().text(QString(16, u'x'))), "wrong-type");
        row("size a text", parameters(14, CborWriter().text(QStringLiteral("9"))), "wrong-type");
        row("uri bytes", parameters(21, CborWriter().bytes(QByteArray("coap://x"))), "wrong-type");
        row("soft failure 1", parameters(13, one), "wrong-type");
        row("digest with a byte more",
            parameters(3, CborWriter().bytes(
                              QByteArray(CborWriter().array(2).integer(2).bytes(QByteArray(32, 'x')).result() + '\0'))),
            "trailing-bytes");
        row("digest of 31",
            parameters(3, CborWriter().bytes(CborWriter().array(2).integer(2).bytes(QByteArray(31, 'x')).result())),
            "digest-size");
        row("digest of three",
            parameters(3, CborWriter().bytes(CborWriter().array(3).integer(2).integer(2).integer(2).result())),
            "wrong-type");
        row("try-each not wrapped", manifestWith(CborWriter().array(2).integer(15).array(1).array(0)), "wrong-type");
        row("try-each no list", manifestWith(CborWriter().array(2).integer(15).integer(0)), "wrong-type");
        row("odd inside",
            manifestWith(CborWriter().array(2).integer(15).array(1).bytes(CborWriter().array(1).integer(1).result())),
            "odd-sequence");
        CborWriter deep = CborWriter().array(0);
        for (int i = 0; i < 20; ++i)
            deep = CborWriter().array(2).integer(30).bytes(deep.result());
        row("deep", manifestWith(deep), "malformed");
        CborWriter longSequence;
        longSequence.array(2 * 4097);
        for (int i = 0; i < 4097; ++i)
            longSequence.integer(1).integer(15);
        row("4097 commands", manifestWith(longSequence), "malformed");
        row("64 KiB", manifestWith(CborWriter().array(2).integer(-1).bytes(QByteArray(65536, 'x'))), "malformed");
        row("key a text", CborWriter().map(1).text(QStringLiteral("x")).integer(1).result(), "wrong-type");
    }

    void manifestsAreRefusedEachForItsReason()
    {
        QFETCH(QByteArray, manifest);
        QFETCH(QString, verdict);
        const SuitReport report = verifySuit(bytesOf(envelopeOf(manifest, {signedBlock(manifest, {})})), testKeys());
        QVERIFY2(verdictCode(report.verdict) == verdict,
                 qPrintable(verdictCode(report.verdict) + ": " + report.message));
    }

    void aSeveredSectionMustBeTheOneThatWasSigned()
    {
        QByteArray bytes = suitFile(QStringLiteral("draft37/example2.signed-with-severable-members.suit"));
        const SuitKeys keys{{{QStringLiteral("k"), suitPublicKey(QStringLiteral("keys/draft37_es256.pub.pem")), true}},
                            {}};
        QCOMPARE(verdictOf(bytes, keys), QStringLiteral("ok"));
        bytes.replace("long/path", "long/pith");
        const SuitReport report = verifySuit(bytesOf(bytes), keys);
        QCOMPARE(verdictCode(report.verdict), QStringLiteral("digest-mismatch"));
        QCOMPARE(report.failed, SuitStage::ManifestForm);
        QVERIFY(report.message.contains("install"));
        QVERIFY(report.manifest.member(20)->sequence->commands.size() == 3);
    }

    void anUntaggedEnvelopeOfTheNewDraftIsNoted()
    {
        const QByteArray bytes = suitFile(QStringLiteral("draft37/example1.signed.suit"));
        const SuitKeys keys{{{QStringLiteral("k"), suitPublicKey(QStringLiteral("keys/draft37_es256.pub.pem")), true}},
                            {}};
        const SuitReport report = verifySuit(bytesOf(bytes.sliced(2)), keys);
        QVERIFY(report.isOk());
        QCOMPARE(report.dialect, SuitDialect::Draft37);
        QCOMPARE(report.notes.size(), 1u);
    }

    void everySingleBitCounts()
    {
        const QByteArray good = suitFile(QStringLiteral("riot-cases/p_base.suit"));
        for (qsizetype i = 0; i < good.size(); ++i) {
            QByteArray changed = good;
            changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
            QVERIFY2(!verifySuit(bytesOf(changed), testKeys()).isOk(), qPrintable(QString::number(i)));
        }
    }
};

QTEST_GUILESS_MAIN(TestSuitVerify)
#include "tst_suitverify.moc"
