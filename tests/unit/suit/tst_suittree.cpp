// SPDX-License-Identifier: Apache-2.0
#include "suit/suittree.h"
#include "suittestkeys.h"

#include <QJsonArray>
#include <QTest>

using namespace ota;

namespace {

SuitNode treeOf(const QByteArray& bytes)
{
    return suitTree(bytesOf(bytes), readSuitEnvelope(bytesOf(bytes)), KnownIdentifiers::standard());
}

SuitNode treeOf(const char* file)
{
    return treeOf(suitFile(QString::fromLatin1(file)));
}

/// Children lie within their parent, one behind the other.
bool isNested(const SuitNode& node)
{
    std::size_t at = node.offset;
    for (const SuitNode& child : node.children) {
        if (child.offset < at || child.offset + child.length > node.offset + node.length || !isNested(child))
            return false;
        at = child.offset + child.length;
    }
    return true;
}

} // namespace

class TestSuitTree final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesStandForNumbers()
    {
        const QString text = suitTreeText(treeOf("riot-tool/samr21_two_slots.signed.suit"));
        for (const char* part :
             {"riot-09, 461 bytes", "alg (1): EdDSA (-8)",
              "manifest-sequence-number (2): 1632124156 (2021-09-20T07:49:16Z)", "component 0: hex:00",
              "vendor-identifier (1): 547d0d74-6d3a-5a92-9662-4881afd9407b (riot-os.org)",
              "class-identifier (2): 8818989e-a257-5994-ac9a-554b77898083 (samr21-xpro)",
              "image-size (14): 5000 bytes (4.9 KiB)", "directive-try-each (15)", "try 2",
              "component-offset (5): 133120 (0x20800)", "image-digest (3): SHA-256 7965f323",
              "condition-component-offset (5): policy: record-success sysinfo-success",
              "uri (21): coap://[2001:db8::1]/fw/suit_update/samr21-xpro/slot1.bin",
              "directive-fetch (21): policy: record-failure", "validate (10)"})
            QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(QString::fromLatin1(part) + "\n" + text));
        QVERIFY(!text.contains("unknown"));
    }

    void theNewDraftIsNamedByItsOwnNumbers()
    {
        const QString text = suitTreeText(treeOf("draft37/example2.signed-with-severable-members.suit"));
        for (const char* part :
             {"manifest-digest: SHA-256 6a5197ed", "payload: detached", "alg (1): ES256 (-7)",
              "reference-uri (4): https://git.io/JJYoj", "invoke (9)", "install (20): severed, SHA-256 cfa90c5c",
              "en-US", "manifest-description (1): ## Example 2", "component hex:00", "vendor-domain (3): arm.com",
              "class-identifier (2): 1492af14-2569-5e48-bf42-9b2d51f2ab45 (suit)"})
            QVERIFY2(text.contains(QString::fromLatin1(part)), qPrintable(QString::fromLatin1(part) + "\n" + text));
        QVERIFY(!text.contains("not in the envelope"));
        QVERIFY(suitTreeText(treeOf("draft37/example2.signed-severed.suit")).contains("not in the envelope"));
    }

    void everyPlaceLiesWithinItsParent_data()
    {
        QTest::addColumn<QString>("file");
        for (const QJsonObject& vector : suitVectors())
            QTest::newRow(qPrintable(vector["file"].toString())) << vector["file"].toString();
    }

    void everyPlaceLiesWithinItsParent()
    {
        QFETCH(QString, file);
        const QByteArray bytes = suitFile(file);
        const SuitNode root = treeOf(bytes);
        QVERIFY(isNested(root));
        QVERIFY(!root.children.empty());
        // Whatever is cut off still shows what is left, and never crashes.
        for (qsizetype i = 0; i < bytes.size(); i += 3)
            QVERIFY(isNested(treeOf(bytes.first(i))));
    }

    void theJsonTreeSaysTheSame()
    {
        const QJsonObject root = suitTreeJson(treeOf("riot-cases/p_base.suit"));
        const QJsonObject manifest = root["children"][1].toObject();
        QCOMPARE(manifest["name"].toString(), QStringLiteral("manifest"));
        QCOMPARE(manifest["number"].toInteger(), 3);
        QCOMPARE(manifest["children"][1].toObject()["value"].toString(), QStringLiteral("1"));
    }

    void aTextCanNotSteerTheTerminal()
    {
        SuitNode node{QStringLiteral("a\x1b[31m"), {}, QStringLiteral("b\x07\nc"), 0, 0, {}};
        const QString text = suitTreeText(node);
        QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(QChar(7)));
        QVERIFY(text.contains("\\u001b"));
    }
};

QTEST_GUILESS_MAIN(TestSuitTree)
#include "tst_suittree.moc"
