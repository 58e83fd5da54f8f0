// SPDX-License-Identifier: Apache-2.0
#include "riot/riotconsole.h"
#include "testsupport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ota;

namespace {

QJsonObject recordings()
{
    return QJsonDocument::fromJson(testData(QStringLiteral("riot/console/events.json"))).object();
}

QJsonArray eventsOf(const std::vector<RiotLine>& lines)
{
    QJsonArray events;
    for (const RiotLine& line : lines) {
        if (!line.event)
            continue;
        QJsonObject event = line.event->fields;
        event["event"] = line.event->name;
        events.append(event);
    }
    return events;
}

QJsonArray parsed(const QByteArray& bytes, qsizetype piece)
{
    RiotConsoleParser parser;
    std::vector<RiotLine> lines;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        for (RiotLine& line : parser.take(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at))))
            lines.push_back(std::move(line));
    }
    for (RiotLine& line : parser.finish())
        lines.push_back(std::move(line));
    return eventsOf(lines);
}

} // namespace

class TestRiotConsoleParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRecordingGivesItsEvents_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("piece");
        const QStringList names = recordings().keys();
        for (const QString& name : names) {
            for (const int piece : {1, 7, 64, 1'000'000})
                QTest::addRow("%s in pieces of %d", qPrintable(name), piece) << name << piece;
        }
    }

    void everyRecordingGivesItsEvents()
    {
        QFETCH(QString, name);
        QFETCH(int, piece);
        const QJsonArray expected = recordings()[name].toArray();
        const QJsonArray found = parsed(testData(QStringLiteral("riot/console/") + name), piece);
        for (qsizetype i = 0; i < std::min(expected.size(), found.size()); ++i)
            QCOMPARE(found[i].toObject(), expected[i].toObject());
        QCOMPARE(found.size(), expected.size());
    }

    void everyLineOfTheTableIsKnown_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonObject>("fields");
        const auto row = [](const char* line, const char* name, const QJsonObject& fields = {}) {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(name) << fields;
        };
        row("main(): This is RIOT! (Version: 2026.10 (x))", "boot", {{"version", "2026.10 (x)"}});
        row("Running from slot 1", "slot", {{"slot", 1}});
        row("suit: received URL: \"coap://h/a\"", "trigger", {{"url", "coap://h/a"}});
        row("Ignoring SUIT trigger: worker is still busy.", "busy");
        row("suit_worker: started.", "start");
        row("suit_coap: started.", "start");
        row("suit_worker: downloading \"coap://h/m\"", "manifest.get", {{"url", "coap://h/m"}});
        row("suit_worker: got manifest with size 300", "manifest.got", {{"size", 300}});
        row("suit_worker: error getting manifest", "manifest.failed");
        row("suit_worker: unsupported URL scheme!", "scheme");
        row("suit: unsupported URL scheme!", "scheme");
        row("suit: verifying manifest signature", "signature.check");
        row("Unable to validate signature: -2", "signature.bad", {{"code", -2}});
        row("Unable to parse COSE signature", "signature.bad");
        row("Unable to get auth container", "signature.bad");
        row("Unable to enter COSE signatures", "signature.bad");
        row("SUIT manifest digest and COSE digest mismatch", "digest.mismatch");
        row("suit: validated manifest version", "version.ok");
        row("Manifest seq_no: 4294967295, highest available: 12", "seq.compare",
            {{"manifest", 4294967295.0}, {"stored", 12}});
        row("suit: validated sequence number", "seq.ok");
        row("seq_nr <= running image", "seq.old");
        row("Formatted component name: .ram.0", "component", {{"name", ".ram.0"}});
        row("Formatted component name: ", "component", {{"name", ""}});
        row("No storage handler found for component", "component.none");
        row("Too many components found: 2, Supported: 1", "component.many", {{"found", 2}, {"max", 1}});
        row("Comparing manifest offset 1100 with other slot offset", "offset", {{"offset", "1100"}});
        row("offset does not match", "offset.bad");
        row("Comparing a-b to c-d from manifest", "uuid", {{"own", "a-b"}, {"manifest", "c-d"}});
        row("validating vendor ID: OK", "vendor.ok");
        row("validating class id: OK", "class.ok");
        row("SUIT policy check OK.", "policy.ok");
        row("SUIT policy check failed!", "policy.failed");
        row("Unable to start storage backend", "storage.failed");
        row("riotboot_flashwrite: initializing update to target slot 1", "flash.start", {{"slot", 1}});
        row("riotboot_flashwrite: riotboot flashing completed successfully", "flash.done");
        row("riotboot_flashwrite: error writing flashpage 17!", "flash.error");
        row("riotboot_flashwrite: abort, no space", "flash.error");
        row("Fetching firmware |██   |  41%", "progress", {{"percent", 41}});
        row("image download (coap://h/a(b)) failed with code -6", "payload.failed",
            {{"url", "coap://h/a(b)"}, {"code", -6}});
        row("Incorrect size received, got 9, expected 10", "payload.size", {{"got", 9}, {"expected", 10}});
        row("_suit_coap(): Image beyond size, offset + len=12, image_size=10", "payload.size",
            {{"got", 12}, {"expected", 10}});
        row("Finalizing payload store", "payload.stored");
        row("Starting digest verification against image", "image.check");
        row("Erasing bad payload", "image.bad");
        row("Install correct payload", "install");
        row("Stored sequence number: 7", "seq.stored", {{"seq", 7}});
        row("Verified installed payload", "image.ok");
        row("Image Version: 0x613d8c7c", "header.version", {{"version", "0x613d8c7c"}});
        row("seq_no: 0x0000000a", "answer.seq_no", {{"seq", "0x0000000a"}});
        row("suit_worker: update successful", "result.ok");
        row("suit_worker: suit_parse() failed. res=-139", "result.error", {{"res", -139}});
        row("suit_coap: suit_v4_parse() failed. res=-6", "result.error", {{"res", -6}});
        row("suit_worker: update failed, hdr invalid", "result.failed");
        row("suit_worker: rebooting...", "reboot");
    }

    void everyLineOfTheTableIsKnown()
    {
        QFETCH(QString, line);
        QFETCH(QString, name);
        QFETCH(QJsonObject, fields);
        const auto event = riotEventOf(line);
        QVERIFY(event);
        QCOMPARE(event->name, name);
        QCOMPARE(event->fields, fields);
    }

    void whatIsNoneOfThemSaysNothing_data()
    {
        QTest::addColumn<QString>("line");
        for (const char* line :
             {"suit fetch coap://h/suit_worker: started.", "suit seq_no", "Retrieved sequence number: 0",
              "Manifest seq_no: x, highest available: 1", "Fetching firmware 100%", "Fetching firmware |█| 101%",
              "validating vendor ID", "Comparing a", "hello"})
            QTest::newRow(line) << QString::fromUtf8(line);
    }

    void whatIsNoneOfThemSaysNothing()
    {
        QFETCH(QString, line);
        QVERIFY(!riotEventOf(line));
    }

    void promptsStrayBracketsAndEscapesAreTakenAway_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("prompt") << QByteArray("> suit_worker: started.") << "suit_worker: started.";
        QTest::newRow("bracket") << QByteArray(")suit_worker: started.") << "suit_worker: started.";
        QTest::newRow("both") << QByteArray(" > )> x") << "x";
        QTest::newRow("escape") << QByteArray("\x1b[1;31ma\x1b[0mb\x1b[?25l") << "ab";
        QTest::newRow("unfinished") << QByteArray("a\x1b[12") << "a";
        QTest::newRow("lone") << QByteArray("a\x1b"
                                            "b")
                              << "ab";
        QTest::newRow("not UTF-8") << QByteArray("a\xff"
                                                 "b")
                                   << QString::fromUtf8("a\xef\xbf\xbd"
                                                        "b");
    }

    void promptsStrayBracketsAndEscapesAreTakenAway()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QCOMPARE(riotLineText(bytes), text);
    }

    void aLineKnowsItsBytes()
    {
        RiotConsoleParser parser;
        const QByteArray bytes("hello\r\n\r\n> suit_worker: started.\r\ntail");
        auto lines = parser.take(bytes);
        QCOMPARE(lines.size(), std::size_t(2));
        QCOMPARE(bytes.mid(lines[1].begin, lines[1].end - lines[1].begin), QByteArray("> suit_worker: started."));
        lines = parser.finish();
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(bytes.mid(lines[0].begin, lines[0].end - lines[0].begin), QByteArray("tail"));
    }

    void aLineWithoutEndDoesNotFillTheMemory()
    {
        RiotConsoleParser parser;
        for (int i = 0; i < 100; ++i)
            QVERIFY(parser.take(QByteArray(1000, 'x')).empty());
        const auto lines = parser.take("\n");
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(lines[0].text.size(), RiotConsoleParser::longestLine);
    }

    void aSecondPayloadCountsFromItsStart()
    {
        RiotConsoleParser parser;
        const QByteArray bar("Fetching firmware |x| 100%\n");
        QCOMPARE(eventsOf(parser.take(QByteArray(bar + bar + "Finalizing payload store\n" + bar))).size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestRiotConsoleParser)
#include "tst_riotconsoleparser.moc"
