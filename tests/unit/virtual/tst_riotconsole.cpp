// SPDX-License-Identifier: Apache-2.0
// The interpreter prints byte for byte what a real board printed.

#include "testsupport.h"
#include "virtualsupport.h"

#include <QTest>

using namespace ota;

namespace {

/// What legitimately differs is taken away on both sides: CR (the terminal's), the shell's prompt and the echo of typed
/// lines, which fall between the worker's lines wherever the other thread happens to be, and the stray blank and `)`
/// that RIOT prints after two of its messages in front of whatever follows.
QByteArray normalised(QByteArray console)
{
    console.replace('\r', "");
    QByteArrayList lines;
    for (QByteArray line : console.split('\n')) {
        while (line.startsWith("> ") || line.startsWith(' ') || line.startsWith(')'))
            line = line.mid(line.startsWith("> ") ? 2 : 1);
        if (line.isEmpty() || line == ">" || line.startsWith("suit fetch") || line.startsWith("suit seq_no"))
            continue;
        lines << line;
    }
    return lines.join('\n');
}

/// From the first `suit_worker: started.` to the end of what the last update printed.
QByteArray updatesOf(const QByteArray& recording)
{
    const qsizetype begin = recording.indexOf("suit_worker: started.");
    qsizetype end = std::max(recording.lastIndexOf("suit_worker: update successful"),
                             recording.lastIndexOf("suit_worker: update failed, hdr invalid"));
    end = recording.indexOf('\n', end);
    return recording.mid(begin, end - begin);
}

} // namespace

class TestRiotConsole final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsWhatTheBoardPrinted_data()
    {
        QTest::addColumn<QString>("recording");
        QTest::addColumn<QStringList>("manifests");
        const auto row = [](const char* recording, QStringList manifests) {
            QTest::newRow(recording) << QString::fromLatin1(recording) << std::move(manifests);
        };
        row("ok", {"p_base"});
        row("trigger", {"p_base"});
        row("replay", {"p_base", "p_base"});
        row("class_other", {"class_other"});
        row("digest_other", {"digest_other"});
        row("failed_after_install", {"text_member"});
        row("manifest_404", {"nothere"});
        row("payload_404", {"uri_404"});
        row("policy", {"class_condition_missing"});
        row("success_without_install", {"manifest_missing"});
        row("wrong_key", {"wrong_key"});
        row("scheme", {"http://x/y"});
    }

    void printsWhatTheBoardPrinted()
    {
        QFETCH(const QString, recording);
        QFETCH(const QStringList, manifests);
        Native64 board;
        board.served.insert("/fw/suit_update/native64/payload.bin",
                            testData(QStringLiteral("suit/riot-tool/payload.bin")));
        for (const QString& manifest : manifests) {
            const QByteArray name = manifest.toLatin1();
            if (manifest.contains(u':')) {
                board.run(name);
                continue;
            }
            if (manifest != QStringLiteral("nothere"))
                board.served.insert("/fw/v/" + name, testData(QStringLiteral("suit/riot-cases/%1.suit").arg(manifest)));
            board.run("coap://[2001:db8::1]/fw/v/" + name);
        }
        const QByteArray real = testData(QStringLiteral("suit/console/%1.console").arg(recording));
        QCOMPARE(normalised(board.console), normalised(updatesOf(real)));
    }

    // The manifest of that recording is not at hand; the bar itself is.
    void theProgressBarIsRiotsOwn()
    {
        QByteArray real = testData(QStringLiteral("suit/console/ok_progress.console"));
        real.replace('\r', "");
        const qsizetype begin = real.indexOf("\x1b[?25l");
        const qsizetype end = real.indexOf("Finalizing payload store");
        Native64 board;
        board.served.insert("/m", testData(QStringLiteral("suit/riot-cases/p_base.suit")));
        const QByteArray piece = board.console; // Nothing printed so far.
        QVERIFY(piece.isEmpty());
        QByteArray bars;
        RiotTarget target;
        for (quint64 done = 64; done < 2064; done += 64)
            bars += riotProgressBar(std::min<quint64>(done, 2000), 2000);
        bars.replace('\r', "");
        QCOMPARE(bars, real.mid(begin, end - begin));
    }
};

QTEST_GUILESS_MAIN(TestRiotConsole)
#include "tst_riotconsole.moc"
