// SPDX-License-Identifier: Apache-2.0
#include "operations/operation.h"
#include "operations/shellcommand.h"

#include <QJsonArray>
#include <QTest>

using namespace ota;

namespace {

Operation sample()
{
    return {.name = QStringLiteral("thing.make"),
            .summary = QStringLiteral("Makes a thing"),
            .details = {},
            .parameters =
                {{.name = QStringLiteral("id"),
                  .type = ParameterType::Text,
                  .help = QStringLiteral("Its name"),
                  .required = true,
                  .positional = true},
                 {.name = QStringLiteral("count"),
                  .type = ParameterType::Integer,
                  .help = QStringLiteral("How many"),
                  .defaultValue = 1,
                  .minimum = 1,
                  .maximum = 10},
                 {.name = QStringLiteral("alg"),
                  .type = ParameterType::Choice,
                  .help = QStringLiteral("Algorithm"),
                  .choices = {QStringLiteral("ed25519"), QStringLiteral("es256")}},
                 {.name = QStringLiteral("tag"),
                  .type = ParameterType::Text,
                  .help = QStringLiteral("Tags"),
                  .repeated = true},
                 {.name = QStringLiteral("force"), .type = ParameterType::Flag, .help = QStringLiteral("Force")},
                 {.name = QStringLiteral("listen"), .type = ParameterType::Address, .help = QStringLiteral("Address")}},
            .returns = {},
            .destructive = false,
            .run = {}};
}

} // namespace

class TestOperation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreFilledIn()
    {
        const auto arguments = validated(sample(), {{"id", "a"}});
        QVERIFY(arguments);
        QCOMPARE(arguments->integer("count"), 1);
        QVERIFY(!arguments->has("alg"));
        QVERIFY(!arguments->flag("force"));
    }

    void eachWrongValueIsNamed_data()
    {
        QTest::addColumn<QJsonObject>("values");
        QTest::addColumn<QString>("part");
        QTest::newRow("missing") << QJsonObject{} << "must be given";
        QTest::newRow("unknown") << QJsonObject{{"id", "a"}, {"colour", "red"}} << "colour";
        QTest::newRow("too large") << QJsonObject{{"id", "a"}, {"count", 11}} << "1 to 10";
        QTest::newRow("fraction") << QJsonObject{{"id", "a"}, {"count", 1.5}} << "whole number";
        QTest::newRow("choice") << QJsonObject{{"id", "a"}, {"alg", "rsa"}} << "ed25519, es256";
        QTest::newRow("not a flag") << QJsonObject{{"id", "a"}, {"force", "yes"}} << "neither";
        QTest::newRow("not a text") << QJsonObject{{"id", 5}} << "not a text";
        QTest::newRow("address") << QJsonObject{{"id", "a"}, {"listen", "nowhere"}} << "nowhere";
        QTest::newRow("port") << QJsonObject{{"id", "a"}, {"listen", "127.0.0.1:70000"}} << "70000";
    }

    void eachWrongValueIsNamed()
    {
        QFETCH(QJsonObject, values);
        QFETCH(QString, part);
        const auto arguments = validated(sample(), values);
        QVERIFY(!arguments);
        QCOMPARE(arguments.error().code, Error::Code::Usage);
        QVERIFY2(arguments.error().toString().contains(part), qPrintable(arguments.error().toString()));
    }

    void addressesOfBothKindsAreTaken()
    {
        for (const char* address : {"8080", "127.0.0.1:0", "[::1]:5683", "[fe80::1%eth0]:1", "localhost:80"})
            QVERIFY2(validated(sample(), {{"id", "a"}, {"listen", address}}), address);
    }

    void aCopiedCommandIsQuotedForTheShell()
    {
        const QJsonObject values{{"id", "-it's"}, {"count", 1}, {"tag", QJsonArray{"a b", "c"}}, {"force", true}};
        QCOMPARE(commandLine(sample(), values),
                 QStringLiteral("otaw thing make --tag='a b' --tag=c --force -- '-it'\\''s'"));
    }

    void aCopiedCommandCanNameItsBench()
    {
        nameBenchInCommands(QStringLiteral("/a b"));
        const QString command = commandLine(sample(), {{"id", "x"}});
        qunsetenv("OTAW_COMMAND");
        QCOMPARE(command, QStringLiteral("otaw --bench='/a b' thing make x"));
    }

    void theDescriptionNamesEverything()
    {
        const QJsonObject object = describe(sample());
        QCOMPARE(object["name"].toString(), QStringLiteral("thing.make"));
        QCOMPARE(object["parameters"].toArray().size(), 6);
        QCOMPARE(object["parameters"][1].toObject()["maximum"].toInteger(), 10);
    }
};

QTEST_GUILESS_MAIN(TestOperation)
#include "tst_operation.moc"
