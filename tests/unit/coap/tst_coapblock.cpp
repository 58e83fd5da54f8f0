// SPDX-License-Identifier: Apache-2.0
#include "coap/coapblock.h"
#include "coap/coapfaults.h"
#include "coap/coaprequest.h"
#include "coap/coaptree.h"
#include "coapprobe.h"
#include "testsupport.h"

#include <QTest>

using namespace ota;

namespace {

QByteArray bytesOfReply(const BlockReply& answer)
{
    return {reinterpret_cast<const char*>(answer.payload.data()), static_cast<qsizetype>(answer.payload.size())};
}

BlockRequest asking(quint32 number, quint8 szx)
{
    BlockRequest request;
    request.block2 = BlockOption{number, false, szx};
    return request;
}

/// Bytes of any length that are all there without being in memory: what a terabyte release would look like.
class HugeBytes final : public SharedBytes
{
public:
    explicit HugeBytes(std::size_t size) { m_bytes = {reinterpret_cast<const std::uint8_t*>(this), size}; }
};

} // namespace

class TestCoapBlock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBlockOptionIsReadAndWrittenAlike()
    {
        for (const quint32 number : {0U, 1U, 15U, 16U, 4095U, 4096U, 0xf'ffffU}) {
            for (quint8 szx = 0; szx <= 6; ++szx) {
                for (const bool more : {false, true}) {
                    const BlockOption block{number, more, szx};
                    QCOMPARE(BlockOption::read(block.value().bytes()), std::optional(block));
                }
            }
        }
        QVERIFY(!BlockOption::read(bytesOf(QByteArrayView("\x07"))));
        QVERIFY(!BlockOption::read(bytesOf(QByteArrayView("\x01\x01\x01\x01"))));
        QCOMPARE(BlockOption::szxOf(64), std::optional<quint8>(2));
        QVERIFY(!BlockOption::szxOf(65) && !BlockOption::szxOf(2048) && !BlockOption::szxOf(0));
    }

    void everyBlockCarriesWhatAClientNeedsToGoOn()
    {
        const CoapBody body = patternBody(300);
        QByteArray whole;
        for (quint32 number = 0; number < 5; ++number) {
            const BlockReply answer = reply(body, asking(number, 2));
            QCOMPARE(answer.code, coapcode::content);
            QCOMPARE(answer.etag, std::optional(body.etag()));
            QCOMPARE(answer.size2, std::optional<quint32>(300));
            QCOMPARE(answer.contentFormat, std::optional(coapformat::octets));
            QCOMPARE(answer.block2, std::optional(BlockOption{number, number < 4, 2}));
            QCOMPARE(answer.last, number == 4);
            QCOMPARE(answer.offset, quint64{number} * 64);
            whole += bytesOfReply(answer);
        }
        QCOMPARE(whole, patternBytes(300));
    }

    void withoutBlock2AShortBodyGoesOutWhole()
    {
        const BlockReply whole = reply(patternBody(1024), {});
        QVERIFY(!whole.block2);
        QVERIFY(whole.last);
        QCOMPARE(whole.payload.size(), std::size_t{1024});
        const BlockReply first = reply(patternBody(1025), {});
        QCOMPARE(first.block2, std::optional(BlockOption{0, true, 6}));
    }

    void aSmallerBlockThanAskedScalesItsNumber()
    {
        BlockRules rules;
        rules.maxSzx = 2;
        const CoapBody body = patternBody(5000);
        const BlockReply answer = reply(body, asking(3, 6), rules);
        QCOMPARE(answer.block2, std::optional(BlockOption{48, true, 2}));
        QCOMPARE(bytesOfReply(answer), patternBytes(5000).mid(3072, 64));
    }

    void theEdgesAreRefused()
    {
        QCOMPARE(reply(patternBody(300), asking(5, 2)).code, coapcode::badRequest);
        QCOMPARE(reply(patternBody(256), asking(4, 2)).code, coapcode::badRequest); // Just behind the end.
        QCOMPARE(reply(patternBody(0), asking(0, 2)).code, coapcode::content);
        QCOMPARE(reply(patternBody(0), asking(1, 2)).code, coapcode::badRequest);
        QCOMPARE(reply(patternBody(300), asking(0xf'ffff, 6)).code, coapcode::badRequest);
        BlockRequest bad;
        bad.badBlock2 = true;
        QCOMPARE(reply(patternBody(300), bad).code, coapcode::badRequest);
        BlockRequest accept;
        accept.accept = coapformat::text;
        QCOMPARE(reply(patternBody(300), accept).code, coapcode::notAcceptable);
        accept.accept = coapformat::octets;
        QCOMPARE(reply(patternBody(300), accept).code, coapcode::content);
    }

    void moreThanTwoToTheTwentyBlocksAreRefusedFromTheStart()
    {
        CoapBody body;
        body.bytes = std::make_shared<HugeBytes>((std::size_t{64} << 20) + 1);
        QVERIFY(!body.fits(2));
        QCOMPARE(reply(body, asking(0, 2)).code, coapcode::badRequest);
        QVERIFY(body.fits(3));
        QCOMPARE(reply(body, asking(1 << 19, 3)).block2, std::optional(BlockOption{1 << 19, false, 3}));
        body.bytes = std::make_shared<HugeBytes>(std::size_t{64} << 20);
        const BlockReply last = reply(body, asking(0xf'ffff, 2));
        QVERIFY(last.last);
        QCOMPARE(last.payload.size(), std::size_t{64});
    }

    void aMatchingEtagIsValidAtTheFirstBlockOnly()
    {
        const CoapBody body = patternBody(300);
        const CoapEtag etag = body.etag();
        BlockRequest request = asking(0, 2);
        request.etags = {ByteSpan(), ByteSpan(etag)};
        request.etagCount = 2;
        const BlockReply answer = reply(body, request);
        QCOMPARE(answer.code, coapcode::valid);
        QVERIFY(answer.payload.empty());
        request.block2->number = 1;
        QCOMPARE(reply(body, request).code, coapcode::content);
        QCOMPARE(reply(patternBody(300, 2), request).code, coapcode::content);
    }

    void pathsAreKeysOnlyWhenTheyAreSafe_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("good");
        for (const auto& [path, good] : std::initializer_list<std::pair<QString, bool>>{
                 {"a", true},
                 {"/a/b c/%41/ü", true},
                 {"...", true},
                 {"a/..b", true},
                 {"a//b", false},
                 {"a/", false},
                 {"..", false},
                 {"a/../b", false},
                 {"a/./b", false},
                 {QString(QChar(0)), false},
                 {QString(255, 'x'), true},
                 {QString(256, 'x'), false},
                 {QString(200, 'x') + "/" + QString(200, 'y') + "/" + QString(110, 'z'), true},
                 {QString(200, 'x') + "/" + QString(200, 'y') + "/" + QString(111, 'z'), false}})
            QTest::addRow("%s", qPrintable(path.left(20) + QString::number(path.size()))) << path << good;
    }

    void pathsAreKeysOnlyWhenTheyAreSafe()
    {
        QFETCH(const QString, path);
        QFETCH(const bool, good);
        const auto key = coapPathKey(path);
        QCOMPARE(key.has_value(), good);
        if (good)
            QCOMPARE(QString::fromUtf8(*key), path.startsWith('/') ? path.mid(1) : path);
    }

    void theTreeKeepsWhatCameFirst()
    {
        CoapTree tree;
        QVERIFY_RESULT(tree.add(QStringLiteral("fw/version"), patternBody(10, 1)));
        QVERIFY_RESULT(tree.addText(QStringLiteral("fw/version"), QStringLiteral("7"), true));
        QVERIFY(tree.find(QStringLiteral("fw/version")));
        QVERIFY(!tree.find(QStringLiteral("fw/version"))->observable);
        QVERIFY(!tree.find(QStringLiteral("fw")));
        QVERIFY(!tree.add(QStringLiteral("fw/../x"), patternBody(1)));
        QVERIFY(!tree.addText(QStringLiteral("fw/name"), QString(17, 'x'), true));
        QVERIFY_RESULT(tree.addText(QStringLiteral("fw/name"), QString(17, 'x')));
    }

    void linksAreReadAsDevicesWriteThem()
    {
        const auto links = readLinkFormat(
            "</riot/board>,</suit/version>;obs,</suit/trigger>;ct=\"0\";title=\"a,b;c\",</my%20fw>;sz=12, <bad");
        QCOMPARE(links.size(), std::size_t{4});
        QCOMPARE(links[0].path, QStringLiteral("riot/board"));
        QVERIFY(links[1].observable);
        QCOMPARE(links[2].path, QStringLiteral("suit/trigger"));
        QCOMPARE(links[2].contentFormat, std::optional<quint16>(0));
        QCOMPARE(links[3].path, QStringLiteral("my fw"));
        QCOMPARE(links[3].size, std::optional<quint64>(12));
        QCOMPARE((CoapLink{QStringLiteral("my fw/a,b"), 42, 300, true}).toLinkFormat(),
                 QByteArray("</my%20fw/a%2Cb>;ct=42;sz=300;obs"));
    }

    void faultsHaveNamesThatAreReadBack()
    {
        int count = 0;
        for (int kind = 0; kind <= static_cast<int>(CoapBlockFault::Kind::Endless); ++kind) {
            const QString name = faultName(static_cast<CoapBlockFault::Kind>(kind));
            QVERIFY(!name.isEmpty());
            QCOMPARE(faultByName(name), std::optional(static_cast<CoapBlockFault::Kind>(kind)));
            ++count;
        }
        QCOMPARE(count, 25);
        QVERIFY(!faultByName(QStringLiteral("no-such-fault")));
    }
};

QTEST_GUILESS_MAIN(TestCoapBlock)
#include "tst_coapblock.moc"
