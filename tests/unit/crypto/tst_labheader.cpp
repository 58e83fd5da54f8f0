// SPDX-License-Identifier: Apache-2.0
// The lab header against its vectors, and what we make against what we read.

#include "crypto/labheader.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ota;

namespace {

/// As the vectors say their keys are made.
PrivateKey vectorKey(int number)
{
    const QByteArray seed = "ota-lab test key " + QByteArray::number(number) + " - NOT SECRET";
    const QByteArray digest = QByteArray::fromHex(Digest::of(seed).hex().toLatin1());
    auto key = PrivateKey::fromRaw(KeyAlgorithm::Ed25519, bytesOf(digest));
    if (!key)
        qFatal("no key");
    return *key;
}

QStringList keysOf(const std::vector<LabFault>& faults)
{
    QStringList keys;
    for (const LabFault fault : faults)
        keys << keyOf(fault);
    return keys;
}

LabHeader headerFor(const QByteArray& image)
{
    LabHeader header;
    header.versionNumber = 7;
    header.imageBytes = static_cast<std::uint64_t>(image.size());
    header.imageDigest = Digest::of(image);
    header.deviceType = QUuid(QStringLiteral("11112222-3333-4444-5555-666677778888"));
    header.partner = QUuid(QStringLiteral("aaaabbbb-cccc-dddd-eeee-ffff00001111"));
    header.createdMs = 1'700'000'000'123;
    return header;
}

} // namespace

class TestLabHeader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVectorsAreJudgedAsTheyShould_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("accept");
        QTest::addColumn<QStringList>("codes");
        const auto cases = QJsonDocument::fromJson(testData(QStringLiteral("afero/labhdr/cases.json"))).object();
        for (const QJsonValue& each : cases[QStringLiteral("cases")].toArray()) {
            QStringList codes;
            for (const QJsonValue& finding : each[QStringLiteral("findings")].toArray())
                codes << finding[QStringLiteral("code")].toString();
            const QString file = each[QStringLiteral("file")].toString();
            QTest::newRow(qPrintable(file)) << file << each[QStringLiteral("accept")].toBool() << codes;
        }
    }
    void theVectorsAreJudgedAsTheyShould()
    {
        QFETCH(QString, file);
        QFETCH(bool, accept);
        QFETCH(QStringList, codes);
        const auto trusted =
            PublicKey::fromRaw(KeyAlgorithm::Ed25519, bytesOf(testData(QStringLiteral("afero/labhdr/pubkey.raw"))));
        QVERIFY_RESULT(trusted);
        const QByteArray bytes = testData(QStringLiteral("afero/") + file);
        const QByteArray image = testData(QStringLiteral("afero/labhdr/image.img"));
        const LabCheck check = file.endsWith(QStringLiteral(".bin"))
                                   ? checkLabFile(bytesOf(bytes), {*trusted})
                                   : checkLab(bytesOf(bytes), bytesOf(image), {*trusted});
        QCOMPARE(keysOf(check.findings), codes);
        QCOMPARE(check.isGood(), accept);
        for (const LabFault fault : check.findings)
            QCOMPARE(isWarning(fault), accept);
    }

    /// Ed25519 signs the same bytes the same way: what others made comes out of ours again.
    void whatWasReadIsWrittenAgainByteForByte()
    {
        const QByteArray bytes = testData(QStringLiteral("afero/labhdr/good.hdr"));
        const LabReading reading = readLabHeader(bytesOf(bytes));
        QVERIFY(reading.header && !reading.fault);
        const auto again = signedLabHeader(*reading.header, vectorKey(1));
        QVERIFY_RESULT(again);
        QCOMPARE(again->toHex(), bytes.toHex());
    }

    void whatIsMadeIsGood()
    {
        const QByteArray image = QByteArray("image ").repeated(100);
        const PrivateKey key = vectorKey(2);
        const auto made = signedLabHeader(headerFor(image), key);
        QVERIFY_RESULT(made);
        QCOMPARE(made->size(), LabHeader::sizeBytes);
        const QByteArray file = *made + image;
        const LabCheck check = checkLabFile(bytesOf(file), {vectorKey(1).publicKey(), key.publicKey()});
        QVERIFY(check.isGood());
        QVERIFY(check.findings.empty());
        QCOMPARE(check.header->versionNumber, std::uint64_t{7});
        QCOMPARE(check.header->deviceType, headerFor(image).deviceType);
        QCOMPARE(check.header->partner, headerFor(image).partner);
        QCOMPARE(check.header->createdMs, std::uint64_t{1'700'000'000'123});
        QVERIFY(check.header->isSigned());
        // Nobody trusted, nothing good.
        QCOMPARE(keysOf(checkLabFile(bytesOf(file), {}).findings), QStringList{QStringLiteral("AH-KEY")});
    }

    void everySignedBitCounts()
    {
        const QByteArray image("image");
        const PrivateKey key = vectorKey(1);
        const auto made = signedLabHeader(headerFor(image), key);
        QVERIFY_RESULT(made);
        for (qsizetype i = 0; i < made->size(); ++i) {
            QByteArray file = *made + image;
            file[i] = static_cast<char>(file[i] ^ 1);
            QVERIFY2(!checkLabFile(bytesOf(file), {key.publicKey()}).isGood(), qPrintable(QString::number(i)));
        }
    }

    void anyPieceOfItIsTooShort()
    {
        const QByteArray bytes = testData(QStringLiteral("afero/labhdr/good.hdr"));
        for (qsizetype size = 0; size < LabHeader::sizeBytes; ++size) {
            const LabReading reading = readLabHeader(bytesOf(QByteArrayView(bytes).first(size)));
            QVERIFY(!reading.header);
            QCOMPARE(reading.fault, std::optional(LabFault::Length));
        }
    }

    void aSignatureCanBeMissing()
    {
        QByteArray bytes = testData(QStringLiteral("afero/labhdr/good.hdr"));
        QVERIFY(readLabHeader(bytesOf(bytes)).header->isSigned());
        bytes.replace(LabHeader::signedBytes, signatureSize, QByteArray(signatureSize, '\0'));
        QVERIFY(!readLabHeader(bytesOf(bytes)).header->isSigned());
        // No algorithm: it can be read, and is at fault.
        bytes = testData(QStringLiteral("afero/labhdr/good.hdr"));
        bytes.replace(104, 2, QByteArray(2, '\0'));
        const LabReading reading = readLabHeader(bytesOf(bytes));
        QCOMPARE(reading.fault, std::optional(LabFault::Algorithm));
        QVERIFY(reading.header && !reading.header->isSigned());
    }

    void anotherKindOfKeyIsRefused()
    {
        const auto key = PrivateKey::generate(KeyAlgorithm::Es256);
        QVERIFY_RESULT(key);
        const auto made = signedLabHeader({}, *key);
        QVERIFY(!made);
        QCOMPARE(made.error().code, Error::Code::Unsupported);
        QVERIFY(made.error().message.contains(QStringLiteral("es256")));
    }
};

QTEST_GUILESS_MAIN(TestLabHeader)
#include "tst_labheader.moc"
