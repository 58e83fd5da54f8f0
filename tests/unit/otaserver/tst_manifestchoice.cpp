// SPDX-License-Identifier: Apache-2.0
#include "otaserver/manifestchoice.h"

#include <QTest>

using namespace ota;

namespace {

Release releaseWith(const QStringList& files, const QStringList& manifests = {})
{
    Release release;
    release.id = ReleaseId(QStringLiteral("samr21-xpro_app"));
    for (const QString& name : files) {
        ReleaseFile file;
        file.name = name;
        file.version = fileVersion(name);
        file.role = manifests.contains(name) ? FileRole::Manifest : FileRole::Other;
        release.files.push_back(file);
    }
    release.aliases = latestAliases(release.files);
    return release;
}

ManifestWish wish(ManifestWish::Rule rule, const QString& version = QStringLiteral("latest"))
{
    return {rule, version, {}};
}

using Rule = ManifestWish::Rule;

} // namespace

class TestManifestChoice final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eraBTakesTheManifest()
    {
        const Release release = releaseWith({"manifest", "slot0", "slot1"});
        QCOMPARE(chooseManifest(release, wish(Rule::EraB), {}).value(), QStringLiteral("manifest"));
    }

    void theInactiveSlotDecides()
    {
        const Release release =
            releaseWith({"app-slot0.riot.suit.7.bin", "app-slot1.riot.suit.7.bin", "app-slot0.7.riot.bin"});
        QVERIFY(dependsOnSlot(release, wish(Rule::BySlot)));
        QVERIFY(!dependsOnSlot(release, wish(Rule::ByVersion)));
        QCOMPARE(chooseManifest(release, wish(Rule::BySlot), 0).value(),
                 QStringLiteral("app-slot0.riot.suit.latest.bin"));
        QCOMPARE(chooseManifest(release, wish(Rule::BySlot), 1).value(),
                 QStringLiteral("app-slot1.riot.suit.latest.bin"));
        QVERIFY(!chooseManifest(release, wish(Rule::BySlot), {}));
    }

    void v4TakesItsVersion()
    {
        const Release release = releaseWith({"app-riot.suitv4_signed.7.bin", "app-riot.suitv4_signed.9.bin"});
        QCOMPARE(chooseManifest(release, wish(Rule::ByVersion), {}).value(),
                 QStringLiteral("app-riot.suitv4_signed.latest.bin"));
        QCOMPARE(chooseManifest(release, wish(Rule::ByVersion, QStringLiteral("7")), {}).value(),
                 QStringLiteral("app-riot.suitv4_signed.7.bin"));
        const auto none = chooseManifest(release, wish(Rule::ByVersion, QStringLiteral("8")), {});
        QVERIFY(!none);
        QCOMPARE(none.error().code, Error::Code::NotFound);
    }

    void riotsPresentNamesWork()
    {
        const Release release = releaseWith({"riot.suit.1632124156.bin", "slot0.1632124156.bin"});
        for (const Rule rule : {Rule::BySlot, Rule::ByVersion})
            QCOMPARE(chooseManifest(release, wish(rule), {}).value(), QStringLiteral("riot.suit.latest.bin"));
        QCOMPARE(chooseManifest(release, wish(Rule::ByVersion, QStringLiteral("1632124156")), {}).value(),
                 QStringLiteral("riot.suit.1632124156.bin"));
    }

    void aReleaseWithOneManifestHasNoChoice()
    {
        const Release release = releaseWith({"my.suit", "image"}, {"my.suit"});
        for (const Rule rule : {Rule::EraB, Rule::BySlot, Rule::ByVersion})
            QCOMPARE(chooseManifest(release, wish(rule), {}).value(), QStringLiteral("my.suit"));
        QVERIFY2(!chooseManifest(release, wish(Rule::ByVersion, QStringLiteral("3")), {}),
                 "a wanted version is never replaced by another");
    }

    void severalAreNeverGuessed()
    {
        const Release release = releaseWith({"a.suit", "b.suit"}, {"a.suit", "b.suit"});
        const auto choice = chooseManifest(release, wish(Rule::BySlot), {});
        QVERIFY(!choice);
        QCOMPARE(choice.error().code, Error::Code::BadInput);
        ManifestWish named = wish(Rule::BySlot);
        named.file = QStringLiteral("b.suit");
        QCOMPARE(chooseManifest(release, named, {}).value(), QStringLiteral("b.suit"));
        named.file = QStringLiteral("c.suit");
        QCOMPARE(chooseManifest(release, named, {}).error().code, Error::Code::NotFound);
    }

    void aReleaseWithoutManifestHasNone()
    {
        const auto choice = chooseManifest(releaseWith({"file1", "file2"}), wish(Rule::BySlot), {});
        QVERIFY(!choice);
        QVERIFY(choice.error().hint.contains(QStringLiteral("file1")));
    }
};

QTEST_GUILESS_MAIN(TestManifestChoice)
#include "tst_manifestchoice.moc"
