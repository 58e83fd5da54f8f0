// SPDX-License-Identifier: Apache-2.0
#include "otaserver/era.h"

#include <QTest>

using namespace ota;

class TestEra final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFileFieldsTellTheEra_data()
    {
        QTest::addColumn<QStringList>("fields");
        QTest::addColumn<bool>("isB");
        QTest::addColumn<QString>("missing");
        const QString none = QStringLiteral("No file found in request");
        QTest::newRow("nothing") << QStringList{} << false << none;
        QTest::newRow("the seed's three") << QStringList{"manifest", "slot0", "slot1"} << true << QString();
        QTest::newRow("any order") << QStringList{"slot1", "manifest", "slot0"} << true << QString();
        QTest::newRow("one missing") << QStringList{"manifest", "slot0"} << true << "Missing slot1 file";
        QTest::newRow("two missing") << QStringList{"slot1"} << true << "Missing manifest, slot0 file";
        QTest::newRow("a manifest alone is no seed release") << QStringList{"manifest"} << false << QString();
        QTest::newRow("more than the seed's") << QStringList{"manifest", "slot0", "slot1", "x"} << false << QString();
        QTest::newRow("names of today") << QStringList{"riot.suit.7.bin"} << false << QString();
        QTest::newRow("case counts") << QStringList{"Slot0", "manifest", "slot1"} << false << QString();
    }

    void theFileFieldsTellTheEra()
    {
        QFETCH(QStringList, fields);
        QFETCH(bool, isB);
        QFETCH(QString, missing);
        QCOMPARE(eraOf(fields) == Era::B, isB);
        QCOMPARE(missingFiles(fields).value_or(QString()), missing);
    }
};

QTEST_GUILESS_MAIN(TestEra)
#include "tst_era.moc"
