// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "crypto/cryptooperations.h"
#include "fakeclock.h"
#include "operationrunner.h"
#include "store/blobstore.h"
#include "store/boardstore.h"
#include "store/releasestore.h"
#include "suit/cborwriter.h"
#include "suit/componentspec.h"
#include "suit/riotboot.h"
#include "suit/suitoperations.h"
#include "suittestkeys.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace ota;

namespace {

QStringList codesOf(const QJsonValue& findings)
{
    QStringList codes;
    for (const QJsonValue finding : findings.toArray())
        codes << finding.toObject()["code"].toString();
    return codes;
}

} // namespace

class TestSuitOperations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        registerCryptoOperations(m_registry);
        registerSuitOperations(m_registry);
    }

    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_clock.setNs(Q_INT64_C(1'700'000'000'000'000'000));
        m_runner = std::make_unique<OperationRunner>(m_registry, path("bench"), &m_clock);
        for (const char* file : {"payload.bin", "slot0.bin", "slot1.bin"})
            write(file, suitFile(QStringLiteral("riot-tool/") + QString::fromLatin1(file)));
        write("test.pem", *suitPrivateKey(QStringLiteral("ed25519_test")).toPem());
    }

    void theCommandLineOfTheIssueMakesRiotsBytes()
    {
        const auto built = build({{"component", QJsonArray{at("ram,0=", "payload.bin")}},
                                  {"vendor", "riot-os.org"},
                                  {"class", "native64"},
                                  {"sequence", 1},
                                  {"uri-base", "coap://[2001:db8::1]/fw/suit_update/native64"},
                                  {"key", path("test.pem")}});
        QVERIFY_RESULT(built);
        QCOMPARE(toHex(*readFile(path("m.suit"), 1000)),
                 toHex(suitFile(QStringLiteral("riot-tool/native64_ram0.signed.suit"))));
        QCOMPARE(codesOf(built->data["lint"]), QStringList());
        QVERIFY2(built->text.contains("300 bytes") && built->text.contains("ram,0"), qPrintable(built->text));
        QVERIFY(!m_runner->benchOpened); // nothing of it was asked for
    }

    void twoSlotsAreTwoOffsetsOfOneComponent()
    {
        const auto built = build(
            {{"component", QJsonArray{at("hex:00=", "slot0.bin", "@4096"), at("hex:00=", "slot1.bin", "@0x20800")}},
             {"vendor", "547d0d74-6d3a-5a92-9662-4881afd9407b"},
             {"class", "samr21-xpro"},
             {"sequence", 1632124156},
             {"uri-base", "coap://[2001:db8::1]/fw/suit_update/samr21-xpro/"},
             {"key", path("test.pem")}});
        QVERIFY_RESULT(built);
        QCOMPARE(toHex(*readFile(path("m.suit"), 1000)),
                 toHex(suitFile(QStringLiteral("riot-tool/samr21_two_slots.signed.suit"))));
        QCOMPARE(built->data["components"].toArray().size(), 2);
    }

    void namesOfTheBenchAreShown()
    {
        QVERIFY_RESULT(run("key.new", {{"name", "lab"}}));
        QVERIFY_RESULT(build(base({{"key", "lab"}, {"vendor", "acme.example"}, {"class", "lamp"}})));
        const auto shown = [&] {
            return run("suit.show", {{"manifest", path("m.suit")}})->text;
        };
        QVERIFY2(shown().contains("acme.example") && shown().contains("lamp"), qPrintable(shown()));
        const auto lint =
            run("suit.lint", {{"manifest", path("m.suit")}, {"vendor", "acme.example"}, {"class", "door"}});
        QVERIFY_RESULT(lint);
        QVERIFY2(lint->text.contains("(lamp)") && lint->text.contains("(door)"), qPrintable(lint->text));
        // Kept once, and RIOT's own not at all.
        QVERIFY_RESULT(build(base({{"key", "lab"}, {"vendor", "acme.example"}, {"class", "lamp"}})));
        QVERIFY_RESULT(build(base({{"key", "lab"}})));
        QCOMPARE(*readFile(path("bench/identifiers.txt"), 1000), QByteArray("acme.example lamp\n"));
    }

    void boardsAndReleasesGiveNames()
    {
        QVERIFY_RESULT(build(base({{"key", path("test.pem")}, {"vendor", "acme.example"}, {"class", "bulb"}})));
        const auto shows = [&](const char* text) {
            return run("suit.show", {{"manifest", path("m.suit")}})->text.contains(QLatin1String(text));
        };
        QVERIFY(!shows("acme.example"));
        {
            const auto bench = Bench::open(path("bench"), Bench::Access::Hold);
            QVERIFY_RESULT(bench);
            Board board;
            board.id = BoardId(QStringLiteral("desk-3"));
            board.settings = {{"run", QJsonObject{{"vendor", "acme.example"}, {"class", "door"}}}};
            QVERIFY_RESULT((*bench)->boards().add(board));
        }
        QVERIFY(shows("acme.example"));
        QVERIFY(!shows("bulb"));
        {
            const auto bench = Bench::open(path("bench"), Bench::Access::Hold);
            QVERIFY_RESULT(bench);
            auto writer = (*bench)->blobs().newBlob();
            QVERIFY_RESULT(writer);
            QVERIFY_RESULT(writer->write(bytesOf(QByteArray("x"))));
            const auto blob = writer->commit();
            QVERIFY_RESULT(blob);
            ReleaseDraft draft;
            draft.id = QStringLiteral("bulb_v1");
            draft.files.push_back({QStringLiteral("f"), blob->id, blob->sizeBytes, blob->pin});
            QVERIFY_RESULT((*bench)->releases().publish(draft));
        }
        QVERIFY(shows("bulb"));
    }

    void riotsJsonIsTakenOver()
    {
        for (const char* file : {"two_components.json", "slot0.bin"})
            write(file, suitFile(QStringLiteral("riot-tool/") + QString::fromLatin1(file)));
        const auto built = build({{"riot-json", path("two_components.json")}, {"key", path("test.pem")}});
        QVERIFY_RESULT(built);
        QCOMPARE(toHex(*readFile(path("m.suit"), 1000)),
                 toHex(suitFile(QStringLiteral("riot-tool/two_components.signed.suit"))));
        QCOMPARE(codesOf(built->data["lint"]), QStringList{"riot-components"});
    }

    void anImageMayHaveAnotherDigestThanSha256()
    {
        QVERIFY_RESULT(run("key.new", {{"name", "lab"}}));
        QVERIFY_RESULT(build(base({{"key", "lab"}, {"draft", "37"}})));
        // SHAKE128 for SHA-256: a number of the same length and as many bytes.
        const QByteArray payload = suitFile(QStringLiteral("riot-tool/payload.bin"));
        QByteArray bytes = *readFile(path("m.suit"), 10'000);
        const SuitEnvelope before = readSuitEnvelope(bytesOf(bytes));
        const auto digestItem = [](std::int64_t algorithm, const QByteArray& digest) {
            return CborWriter().array(2).integer(algorithm).bytes(digest).result();
        };
        const QByteArray sha = digestItem(-16, Digest::of(QByteArrayView(payload)).toByteArray());
        const QByteArray shake = digestItem(-18, *suitDigest(SuitDialect::Draft37, -18, bytesOf(payload)));
        QCOMPARE(bytes.count(sha), 1);
        bytes.replace(sha, shake);
        const SuitEnvelope after = readSuitEnvelope(bytesOf(bytes));
        bytes.replace(before.digest->bytes,
                      *suitDigest(SuitDialect::Draft37, -16, after.manifest->item.of(bytesOf(bytes))));
        QVERIFY_RESULT(writeFileDurably(path("shake.suit"), bytes));
        // The signature is for the manifest as it was; what counts here is the image.
        const auto verified = run("suit.verify", {{"manifest", path("shake.suit")}, {"payload", path("payload.bin")}});
        QVERIFY_RESULT(verified);
        QVERIFY2(verified->text.contains("is an image of this manifest"), qPrintable(verified->text));
        const auto other = run("suit.verify", {{"manifest", path("shake.suit")}, {"payload", path("slot0.bin")}});
        QVERIFY_RESULT(other);
        QVERIFY2(other->text.contains("is not an image"), qPrintable(other->text));
    }

    void aManifestIsBuiltSignedShownVerifiedAndLinted()
    {
        QVERIFY_RESULT(run("key.new", {{"name", "lab"}}));
        QVERIFY_RESULT(run("key.new", {{"name", "second"}, {"alg", "es256"}}));
        const auto built = build(base({{"key", "lab"}}));
        QVERIFY_RESULT(built);
        QCOMPARE(built->data["sequence"].toInteger(), 1'700'000'000);
        QVERIFY(built->data["warnings"].toArray().isEmpty());
        const auto verified = run("suit.verify", {{"manifest", path("m.suit")}, {"payload", path("payload.bin")}});
        QVERIFY_RESULT(verified);
        QVERIFY2(verified->good, qPrintable(verified->text));
        QCOMPARE(verified->data["signed-by"].toString(), QStringLiteral("lab"));
        const auto other = run("suit.verify", {{"manifest", path("m.suit")}, {"payload", path("slot0.bin")}});
        QVERIFY(!other->good);
        QVERIFY2(other->text.contains("is not an image"), qPrintable(other->text));
        const auto untrusted = run("suit.verify", {{"manifest", path("m.suit")}, {"key", "second"}});
        QVERIFY(!untrusted->good);
        QCOMPARE(untrusted->data["verdict"].toString(), QStringLiteral("untrusted-key"));
        const auto more =
            run("suit.sign", {{"manifest", path("m.suit")}, {"key", "second"}, {"output", path("m.suit")}});
        QVERIFY_RESULT(more);
        QCOMPARE(more->data["signatures"].toInteger(), 2);
        QVERIFY(run("suit.verify", {{"manifest", path("m.suit")}, {"key", "second"}})->good);
        const auto shown = run("suit.show", {{"manifest", path("m.suit")}});
        QVERIFY(shown->text.contains("riot-os.org") && shown->text.contains("ES256"));
        const auto lint = run("suit.lint", {{"manifest", path("m.suit")},
                                            {"vendor", "riot-os.org"},
                                            {"class", "native64"},
                                            {"stored-sequence", 1},
                                            {"url", "coap://[2001:db8::1]/lamp/m.suit"},
                                            {"payload", path("payload.bin")}});
        QVERIFY_RESULT(lint);
        QVERIFY2(lint->good, qPrintable(lint->text));
        const auto wrong = run("suit.lint", {{"manifest", path("m.suit")},
                                             {"vendor", "riot-os.org"},
                                             {"class", "native"},
                                             {"published-sequence", 1'700'000'000},
                                             {"payload", at("coap://[2001:db8::1]/lamp/payload.bin=", "slot0.bin")}});
        QVERIFY(!wrong->good);
        QCOMPARE(codesOf(wrong->data["findings"]), (QStringList{"seq-not-greater", "class-mismatch", "payload-size"}));
    }

    void aSignerThatIsOnlyKnownIsNamed()
    {
        QVERIFY_RESULT(run("key.new", {{"name", "lab"}}));
        QVERIFY_RESULT(run("key.new", {{"name", "other"}}));
        QVERIFY_RESULT(build(base({{"key", "other"}})));
        const auto verified = run("suit.verify", {{"manifest", path("m.suit")}, {"key", "lab"}});
        QCOMPARE(verified->data["verdict"].toString(), QStringLiteral("untrusted-key"));
        QVERIFY(verified->text.contains("signed by other"));
    }

    void anEncryptedKeySignsWithItsPassword()
    {
        write("pw.txt", "secret");
        QVERIFY_RESULT(run("key.new", {{"name", "lab"}, {"password-file", path("pw.txt")}}));
        QVERIFY_RESULT(build(base({{"key", "lab"}, {"password-file", path("pw.txt")}})));
        m_runner->secrets = {"secret"};
        QVERIFY_RESULT(build(base({{"key", "lab"}})));
        m_runner->secrets = {"wrong"};
        QCOMPARE(build(base({{"key", "lab"}})).error().code, Error::Code::Rejected);
        QCOMPARE(build(base({{"key", "lab"}})).error().code, Error::Code::Usage);
    }

    void aClockAt1970IsWarnedOf()
    {
        m_clock.setNs(5'000'000'000);
        const auto built = build(base({{"key", path("test.pem")}}));
        QVERIFY_RESULT(built);
        QCOMPARE(built->data["sequence"].toInteger(), 5);
        QVERIFY2(built->text.contains("1970-01-01"), qPrintable(built->text));
        QCOMPARE(built->data["warnings"].toArray().size(), 1);
    }

    void anUnsignedManifestIsSaidToBe()
    {
        const auto built = build(base({}));
        QVERIFY_RESULT(built);
        QVERIFY(built->text.contains("not signed"));
        QCOMPARE(codesOf(run("suit.lint", {{"manifest", path("m.suit")}})->data["findings"]), QStringList{"unsigned"});
    }

    void theNewDraftIsBuiltOnRequest()
    {
        QJsonObject values = base(
            {{"key", path("test.pem")}, {"draft", "37"}, {"bootable", true}, {"reference-uri", "https://bench.lab/m"}});
        const auto built = build(values);
        QVERIFY_RESULT(built);
        QCOMPARE(built->data["dialect"].toString(), QStringLiteral("draft-37"));
        QCOMPARE(codesOf(built->data["lint"]), QStringList());
        QVERIFY(run("suit.verify", {{"manifest", path("m.suit")}, {"key", path("test.pem")}})->good);
        QCOMPARE(codesOf(run("suit.lint", {{"manifest", path("m.suit")}, {"target", "riot"}})->data["findings"]),
                 QStringList{"wrong-dialect"});
        QVERIFY(run("suit.lint", {{"manifest", path("m.suit")}})->good);
        QVERIFY(run("suit.show", {{"manifest", path("m.suit")}})->text.contains("invoke (9)"));
    }

    void everyBadRequestIsRefusedWithItsReason_data()
    {
        QTest::addColumn<QJsonObject>("change");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const QJsonObject& change, const char* part) {
            QTest::newRow(name) << change << QString::fromLatin1(part);
        };
        row("no components", {{"component", QJsonValue::Null}}, "--component");
        row("no vendor", {{"vendor", QJsonValue::Null}}, "--vendor");
        row("no class", {{"class", QJsonValue::Null}}, "--class");
        row("no base", {{"uri-base", QJsonValue::Null}}, "--uri-base");
        row("no file", {{"component", "ram,0=/nowhere/x.bin"}}, "/nowhere/x.bin");
        row("no equals", {{"component", "ram"}}, "NAME=FILE");
        row("no name", {{"component", "=x"}}, "empty");
        row("bad hex", {{"component", "hex:0=x"}}, "hexadecimal");
        row("unknown key", {{"key", "nobody"}}, "nobody");
        row("no key file", {{"key", "/nowhere/key.pem"}}, "/nowhere/key.pem");
        row("both", {{"riot-json", "/dev/null"}}, "either");
        row("no directory", {{"output", "/nowhere/m.suit"}}, "/nowhere");
    }

    void everyBadRequestIsRefusedWithItsReason()
    {
        QFETCH(QJsonObject, change);
        QFETCH(QString, part);
        QJsonObject values = base({{"output", path("m.suit")}, {"sequence", 1}});
        for (auto i = change.begin(); i != change.end(); ++i) {
            if (i.value().isNull())
                values.remove(i.key());
            else
                values.insert(i.key(), i.value());
        }
        const auto built = run("suit.build", values);
        QVERIFY(!built);
        QVERIFY2(built.error().toString().contains(part), qPrintable(built.error().toString()));
        QVERIFY(!QFile::exists(path("m.suit")));
    }

    void aFileWithAnImpossibleNameIsRefused()
    {
        write("my app%.bin", "x");
        QJsonObject values = base({{"sequence", 1}});
        values.insert("component", at("ram,0=", "my app%.bin"));
        QVERIFY(build(values).error().message.contains("my app%.bin"));
    }

    void aRiotbootHeaderGoesRoundAndIsCompared()
    {
        const QJsonObject make{
            {"image", path("payload.bin")}, {"version", 7}, {"start", "0x1100"}, {"output", path("slot.bin")}};
        const auto made = run("riotboot.make", make);
        QVERIFY_RESULT(made);
        QCOMPARE(readFile(path("slot.bin"), 1000)->size(), 256 + 9);
        const auto shown = run("riotboot.show", {{"image", path("slot.bin")}});
        QVERIFY(shown->good);
        QCOMPARE(shown->data["version"].toInteger(), 7);
        QVERIFY(!run("riotboot.show", {{"image", path("payload.bin")}})->good);
        QJsonObject again = make;
        again.insert("image", path("slot.bin"));
        QVERIFY(run("riotboot.make", again)->text.contains("now it has two"));
        QJsonObject values = base({{"sequence", 8}, {"key", path("test.pem")}});
        values.insert("component", at("hex:00=", "slot.bin"));
        QVERIFY(build(values)->text.contains("version 7"));
        values.insert("sequence", 7);
        QVERIFY(build(values)->data["warnings"].toArray().isEmpty());
        QJsonObject bad = make;
        bad.insert("start", "here");
        QCOMPARE(run("riotboot.make", bad).error().code, Error::Code::Usage);
        bad.insert("start", "0x100000000");
        QCOMPARE(run("riotboot.make", bad).error().code, Error::Code::Usage);
    }

    void whatIsNoManifestIsShownAsFarAsItGoes()
    {
        write("rubbish", "rubbish");
        const auto shown = run("suit.show", {{"manifest", path("rubbish")}});
        QVERIFY_RESULT(shown);
        QVERIFY2(shown->text.contains("malformed"), qPrintable(shown->text));
        const auto verified = run("suit.verify", {{"manifest", path("rubbish")}, {"key", path("test.pem")}});
        QVERIFY(!verified->good);
        const auto signedBytes =
            run("suit.sign", {{"manifest", path("rubbish")}, {"key", path("test.pem")}, {"output", path("out")}});
        QCOMPARE(signedBytes.error().code, Error::Code::Rejected);
        QVERIFY(!QFile::exists(path("out")));
    }

    void withoutAnyKeyThereIsNothingToVerifyWith()
    {
        QVERIFY_RESULT(build(base({{"key", path("test.pem")}})));
        QCOMPARE(run("suit.verify", {{"manifest", path("m.suit")}}).error().code, Error::Code::Usage);
    }

    void componentNamesAreReadAsTheyAreShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArrayList>("id");
        QTest::newRow("two") << "ram,0" << QByteArrayList{"ram", "0"};
        QTest::newRow("console") << ".ram.0" << QByteArrayList{"ram", "0"};
        QTest::newRow("hex") << "hex:00" << QByteArrayList{QByteArray("\0", 1)};
        QTest::newRow("path") << "/nvm0/SLOT0.txt" << QByteArrayList{"/nvm0/SLOT0.txt"};
        QTest::newRow("text") << "text:.config" << QByteArrayList{".config"};
        QTest::newRow("text of hex") << "text:hex:00" << QByteArrayList{"hex:00"};
        QTest::newRow("empty") << "text:" << QByteArrayList{""};
    }

    void componentNamesAreReadAsTheyAreShown()
    {
        QFETCH(QString, text);
        QFETCH(QByteArrayList, id);
        const auto parsed = parseComponentId(text);
        QVERIFY_RESULT(parsed);
        QCOMPARE(*parsed, id);
        QCOMPARE(*parseComponentId(componentIdText(*parsed)), id);
    }

    void anAtSignMayBelongToTheFile()
    {
        QCOMPARE(parseComponentSpec(QStringLiteral("a=b@1"))->offset, std::optional<quint64>(1));
        QCOMPARE(parseComponentSpec(QStringLiteral("a=b@x"))->file, QStringLiteral("b@x"));
        QCOMPARE(parseComponentSpec(QStringLiteral("a=b=c"))->file, QStringLiteral("b=c"));
        QCOMPARE(parseComponentSpec(QStringLiteral("a=b@010"))->offset, std::optional<quint64>(10));
        QVERIFY(!parseComponentSpec(QStringLiteral("a=b@0x100000000")));
        QVERIFY(!parseComponentSpec(QStringLiteral("a=")));
    }

private:
    QString path(const char* name) const { return m_directory->filePath(QString::fromLatin1(name)); }
    QString at(const char* before, const char* file, const char* after = "") const
    {
        return QString::fromLatin1(before) + path(file) + QString::fromLatin1(after);
    }
    Result<Outcome> run(const char* name, const QJsonObject& values)
    {
        return m_runner->run(QString::fromLatin1(name), values);
    }
    void write(const char* name, const QByteArray& content) { QVERIFY_RESULT(writeFileDurably(path(name), content)); }

    QJsonObject base(const QJsonObject& more) const
    {
        QJsonObject values{{"component", at("ram,0=", "payload.bin")},
                           {"vendor", "riot-os.org"},
                           {"class", "native64"},
                           {"uri-base", "coap://[2001:db8::1]/lamp"}};
        for (auto i = more.begin(); i != more.end(); ++i)
            values.insert(i.key(), i.value());
        return values;
    }

    Result<Outcome> build(QJsonObject values)
    {
        values.insert("output", path("m.suit"));
        return run("suit.build", values);
    }

    OperationRegistry m_registry;
    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<OperationRunner> m_runner;
};

QTEST_GUILESS_MAIN(TestSuitOperations)
#include "tst_suitoperations.moc"
