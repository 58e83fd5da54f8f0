// SPDX-License-Identifier: Apache-2.0
#include "store/release.h"
#include "testsupport.h"

#include <QTest>

using namespace ota;

namespace {

ReleaseFile file(const QString& name, qint64 generation = 1)
{
    ReleaseFile result;
    result.name = name;
    result.version = fileVersion(name);
    result.generation = generation;
    return result;
}

} // namespace

class TestRelease final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIdIsOnePathSegment_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("id");
        QTest::newRow("plain") << "samr21-xpro_app"
                               << "samr21-xpro_app";
        QTest::newRow("slashes") << "a/b\\c"
                                 << "a_b_c";
        QTest::newRow("absolute") << "/etc/passwd"
                                  << "_etc_passwd";
        QTest::newRow("climbing") << "../../x"
                                  << ".._.._x";
        QTest::newRow("three dots") << "..."
                                    << "...";
        QTest::newRow("spaces and umlauts") << QStringLiteral("Gerät 1") << QStringLiteral("Gerät 1");
        QTest::newRow("64 bytes") << QString(64, QLatin1Char('x')) << QString(64, QLatin1Char('x'));
        QTest::newRow("well-known inside") << "x.well-known"
                                           << "x.well-known";
    }

    void anIdIsOnePathSegment()
    {
        QFETCH(QString, text);
        QFETCH(QString, id);
        const auto result = normalizedReleaseId(text);
        QVERIFY_RESULT(result);
        QCOMPARE(result->text(), id);
    }

    void aBadIdIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << "";
        QTest::newRow("dot") << ".";
        QTest::newRow("dots") << "..";
        QTest::newRow("well-known") << ".well-known";
        QTest::newRow("well-known core") << ".well-known/core";
        QTest::newRow("65 bytes") << QString(65, QLatin1Char('x'));
        QTest::newRow("33 characters of two bytes") << QString(33, QChar(0xe4));
        QTest::newRow("NUL") << QStringLiteral("a") + QChar(0) + QStringLiteral("b");
        QTest::newRow("line end") << "a\n";
        QTest::newRow("delete") << QString(QChar(0x7f));
        QTest::newRow("C1 control") << QString(QChar(0x85));
    }

    void aBadIdIsRefused()
    {
        QFETCH(QString, text);
        const auto result = normalizedReleaseId(text);
        QVERIFY(!result);
        QCOMPARE(result.error().code, Error::Code::BadInput);
        QVERIFY(!result.error().message.isEmpty());
    }

    void onlyTheLastPartOfAFileNameCounts()
    {
        QCOMPARE(*normalizedFileName(QStringLiteral("./app.bin")), QStringLiteral("app.bin"));
        QCOMPARE(*normalizedFileName(QStringLiteral("/tmp/../x/app.bin")), QStringLiteral("app.bin"));
        QCOMPARE(*normalizedFileName(QStringLiteral("manifest")), QStringLiteral("manifest"));
        QCOMPARE(*normalizedFileName(QStringLiteral("C:\\fw\\a.bin")), QStringLiteral("C:_fw_a.bin"));
        for (const char* bad : {"", "dir/", "a/..", ".", "x/.well-known", "a/\n"})
            QCOMPARE(normalizedFileName(QString::fromLatin1(bad)).error().code, Error::Code::BadInput);
    }

    void theVersionStandsInTheName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("latest");
        QTest::newRow("suit") << "board-riot.suit.1552.bin"
                              << "1552"
                              << "board-riot.suit.latest.bin";
        QTest::newRow("suitv4") << "b-riot.suitv4_signed.7.bin"
                                << "7"
                                << "b-riot.suitv4_signed.latest.bin";
        QTest::newRow("present RIOT") << "riot.suit.1632124156.bin"
                                      << "1632124156"
                                      << "riot.suit.latest.bin";
        QTest::newRow("slot") << "x-slot0.riot.suit.5.bin"
                              << "5"
                              << "x-slot0.riot.suit.latest.bin";
        QTest::newRow("slot image") << "x-slot0.1632124156.riot.bin"
                                    << "1632124156"
                                    << "";
        QTest::newRow("three parts") << "app.12.bin"
                                     << "12"
                                     << "";
        QTest::newRow("two parts") << "app.bin"
                                   << ""
                                   << "";
        QTest::newRow("one part") << "manifest"
                                  << ""
                                  << "";
        QTest::newRow("latest itself") << "riot.suit.latest.bin"
                                       << "latest"
                                       << "";
        QTest::newRow("just suit") << "suit.1.bin"
                                   << "1"
                                   << "suit.latest.bin";
        QTest::newRow("dots only") << ".."
                                   << ""
                                   << "";
    }

    void theVersionStandsInTheName()
    {
        QFETCH(QString, name);
        QFETCH(QString, version);
        QFETCH(QString, latest);
        QCOMPARE(fileVersion(name), version);
        QCOMPARE(latestName(name), latest);
    }

    void latestIsTheNewestPublication()
    {
        const QString latest = QStringLiteral("r.suit.latest.bin");
        // A later publication wins over a higher number; of one publication the number counts, not its text.
        QCOMPARE(latestAliases({file(QStringLiteral("r.suit.20.bin"), 1), file(QStringLiteral("r.suit.3.bin"), 2)}),
                 (std::vector<ReleaseAlias>{{latest, QStringLiteral("r.suit.3.bin")}}));
        QCOMPARE(latestAliases({file(QStringLiteral("r.suit.10.bin")), file(QStringLiteral("r.suit.9.bin"))}),
                 (std::vector<ReleaseAlias>{{latest, QStringLiteral("r.suit.10.bin")}}));
        QCOMPARE(latestAliases({file(QStringLiteral("r.suit.1.bin")), file(latest)}), std::vector<ReleaseAlias>());
        QCOMPARE(latestAliases({file(QStringLiteral("manifest"))}), std::vector<ReleaseAlias>());
    }

    void aFileIsFoundByNameAliasOrRole()
    {
        Release release;
        release.files = {file(QStringLiteral("r.suit.3.bin")), file(QStringLiteral("fw.elf"))};
        release.files[0].role = FileRole::Manifest;
        release.aliases = {{QStringLiteral("r.suit.latest.bin"), QStringLiteral("r.suit.3.bin")}};
        QCOMPARE(release.find(u"fw.elf"), &release.files[1]);
        QCOMPARE(release.find(u"r.suit.latest.bin"), &release.files[0]);
        QCOMPARE(release.find(u"manifest"), &release.files[0]);
        QCOMPARE(release.find(u"slot0"), nullptr);
        QCOMPARE(release.find(u"other"), nullptr);
        QCOMPARE(release.find(u""), nullptr);
        release.files[1].role = FileRole::Manifest; // Now nobody can say which.
        QCOMPARE(release.find(u"manifest"), nullptr);
        release.files[1].name = QStringLiteral("manifest"); // But a name always wins.
        QCOMPARE(release.find(u"manifest"), &release.files[1]);
    }

    void theSequenceIsThatOfTheNewestManifest()
    {
        Release release;
        release.files = {file(QStringLiteral("a"), 1), file(QStringLiteral("b"), 2), file(QStringLiteral("c"), 2)};
        QVERIFY(!release.sequence());
        release.files[0].sequence = 100;
        QCOMPARE(*release.sequence(), quint64(100));
        release.files[1].sequence = 7;
        release.files[2].sequence = 6;
        QCOMPARE(*release.sequence(), quint64(7));
    }
};

QTEST_GUILESS_MAIN(TestRelease)
#include "tst_release.moc"
