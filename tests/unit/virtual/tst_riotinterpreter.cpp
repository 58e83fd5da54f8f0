// SPDX-License-Identifier: Apache-2.0
#include "testsupport.h"
#include "virtualsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ota;

namespace {

const QByteArray payloadPath = "/fw/suit_update/native64/payload.bin";

} // namespace

class TestRiotInterpreter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The oracle is a real board: vectors/suit index.json, `riot_native64`.
    void endsAsTheRealBoard_data()
    {
        QTest::addColumn<QJsonObject>("entry");
        const QJsonArray index = QJsonDocument::fromJson(testData(QStringLiteral("suit/index.json"))).array();
        int rows = 0;
        for (const auto& value : index) {
            const QJsonObject entry = value.toObject();
            if (!entry.contains(QStringLiteral("riot_native64")))
                continue;
            QTest::newRow(qPrintable(entry.value(QStringLiteral("file")).toString())) << entry;
            ++rows;
        }
        QCOMPARE(rows, 45);
    }

    void endsAsTheRealBoard()
    {
        QFETCH(const QJsonObject, entry);
        const QJsonObject real = entry.value(QStringLiteral("riot_native64")).toObject();
        Native64 board;
        board.served.insert("/m", testData(QStringLiteral("suit/") + entry.value(QStringLiteral("file")).toString()));
        board.served.insert(payloadPath, testData(QStringLiteral("suit/riot-tool/payload.bin")));

        const RiotRun run = board.run("coap://[2001:db8::1]/m");

        const auto text = board.console.constData();
        QVERIFY2(run.success == (real.value(QStringLiteral("reports")).toString() == QStringLiteral("success")), text);
        QVERIFY2(run.installed == real.value(QStringLiteral("installed")).toBool(), text);
        const QJsonValue res = real.value(QStringLiteral("res"));
        QVERIFY2(run.res.has_value() != res.isNull(), text);
        if (run.res)
            QCOMPARE(*run.res, res.toInt());
        QCOMPARE(qint64{board.sequence()}, real.value(QStringLiteral("seq_after")).toInteger());
    }

    void aComponentsNameOf32BytesHasNoStorage()
    {
        // Measured with 45; the room is 31 and the closing NUL.
        Native64 board;
        QByteArray envelope = testData(QStringLiteral("suit/riot-tool/native64_vfs.signed.suit"));
        board.served.insert("/m", envelope);
        QVERIFY(board.run("coap://[2001:db8::1]/m").res.has_value()); // No payload served.
        QVERIFY(board.console.contains("Formatted component name: ./nvm0/SLOT0.txt\n"));
        QVERIFY(board.console.contains("Formatted component name: /nvm0/SLOT0.txt\n"));
    }

    void aManifestNestedTooDeepEndsInsteadOfTheStack()
    {
        Native64 board(DefectSet{BoardDefect::AcceptUnsigned});
        // [15, [ bstr([15, [ bstr(…) ]]) ]] as install sequence, many times.
        QByteArray sequence = QByteArray::fromHex("820301");
        for (int i = 0; i < 90; ++i) {
            QByteArray outer = QByteArray::fromHex("820f81");
            outer.append('\x59')
                .append(static_cast<char>(sequence.size() >> 8))
                .append(static_cast<char>(sequence.size()));
            sequence = outer + sequence;
        }
        QByteArray manifest = QByteArray::fromHex("a109");
        manifest.append('\x59')
            .append(static_cast<char>(sequence.size() >> 8))
            .append(static_cast<char>(sequence.size()));
        manifest += sequence;
        QByteArray envelope = QByteArray::fromHex("a103");
        envelope.append('\x59')
            .append(static_cast<char>(manifest.size() >> 8))
            .append(static_cast<char>(manifest.size()));
        envelope += manifest;
        QVERIFY(envelope.size() <= 640);
        board.served.insert("/m", envelope);
        QCOMPARE(board.run("coap://[2001:db8::1]/m").res.value_or(0), riotres::invalid);
    }

    void cutAnywhereTheWorkerStillEnds()
    {
        const QByteArray whole = testData(QStringLiteral("suit/riot-cases/p_base.suit"));
        for (qsizetype size = 0; size < whole.size(); ++size) {
            Native64 board;
            board.served.insert("/m", whole.left(size));
            board.served.insert(payloadPath, testData(QStringLiteral("suit/riot-tool/payload.bin")));
            QVERIFY2(!board.run("coap://[2001:db8::1]/m").installed || size == whole.size(),
                     qPrintable(QString::number(size)));
        }
    }

    void anyByteChangedTheWorkerStillEndsAndNothingForgedIsInstalled()
    {
        const QByteArray whole = testData(QStringLiteral("suit/riot-cases/p_base.suit"));
        const QByteArray payload = testData(QStringLiteral("suit/riot-tool/payload.bin"));
        for (qsizetype at = 0; at < whole.size(); at += 3) {
            for (const char with : {'\x00', '\x1f', '\x5f', '\xff'}) {
                QByteArray changed = whole;
                changed[at] = with;
                Native64 board;
                board.served.insert("/m", changed);
                board.served.insert(payloadPath, payload);
                if (board.run("coap://[2001:db8::1]/m").installed)
                    QCOMPARE(board.ram.content(".ram.0", 0, 64), payload);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRiotInterpreter)
#include "tst_riotinterpreter.moc"
