// SPDX-License-Identifier: Apache-2.0
#include "commandline/commandline.h"
#include "commandline/commandlineoperations.h"
#include "commandline/completion.h"
#include "commandline/manual.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace ota;

namespace {

Result<Outcome> nothing(const Arguments&, OperationContext&)
{
    return Outcome{};
}

void fill(OperationRegistry& registry)
{
    registry.add(
        {.name = "suit.build",
         .summary = "Build a manifest",
         .details = "Then sign it.",
         .parameters = {{.name = "component", .help = "A component", .valueName = "NAME=FILE", .repeated = true},
                        {.name = "sequence", .type = ParameterType::Integer, .help = "Number"},
                        {.name = "draft",
                         .type = ParameterType::Choice,
                         .help = "Dialect",
                         .defaultValue = "09",
                         .choices = {"09", "37"}},
                        {.name = "output", .type = ParameterType::NewFile, .help = "Where to", .shortOption = "o"},
                        {.name = "force", .type = ParameterType::Flag, .help = "Overwrite"}},
         .returns = {},
         .run = nothing});
    registry.add(
        {.name = "notify",
         .summary = "Tell devices",
         .details = {},
         .parameters = {{.name = "id", .help = "Release", .required = true, .positional = true},
                        {.name = "url", .help = "Device", .required = true, .positional = true, .repeated = true}},
         .returns = {},
         .run = nothing});
    registry.add({.name = "cloud.identity.add",
                  .summary = "Let a gateway come",
                  .details = {},
                  .parameters = {{.name = "id", .help = "Who", .required = true, .positional = true},
                                 {.name = "token", .help = "Its token"}},
                  .returns = {},
                  .run = nothing});
    registerCommandLineOperations(registry, "1.2.3");
}

} // namespace

class TestCommandLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { fill(m_registry); }

    void nounAndVerbBecomeAnOperation()
    {
        const Parsed parsed = parse({"--bench", "/b", "suit", "build", "--component", "a=b@1", "--component=c=d",
                                     "--sequence", "7", "-o", "out", "--force", "--json"});
        QVERIFY2(parsed.command, qPrintable(parsed.text));
        QCOMPARE(parsed.command->operation, QString("suit.build"));
        QCOMPARE(parsed.command->benchDirectory, QString("/b"));
        QVERIFY(parsed.command->json);
        const QJsonObject expected{
            {"component", QJsonArray{"a=b@1", "c=d"}}, {"sequence", "7"}, {"output", "out"}, {"force", true}};
        QCOMPARE(parsed.command->values, expected);
    }

    void positionalsMayRepeatAndMayLookLikeOptions()
    {
        const Parsed parsed = parse({"notify", "rel", "[::1]:5683", "192.0.2.1"});
        QVERIFY2(parsed.command, qPrintable(parsed.text));
        QCOMPARE(parsed.command->values, (QJsonObject{{"id", "rel"}, {"url", QJsonArray{"[::1]:5683", "192.0.2.1"}}}));
        const Parsed dashed = parse({"notify", "--", "-rel", "-x"});
        QVERIFY2(dashed.command, qPrintable(dashed.text));
        QCOMPARE(dashed.command->values.value("id").toString(), QString("-rel"));
    }

    void wrongWordsEndWithStatusTwoAndAHint()
    {
        const Parsed typo = parse({"suit", "biuld"});
        QVERIFY(!typo.command);
        QCOMPARE(typo.status, 2);
        QVERIFY2(typo.text.contains("otaw suit build"), qPrintable(typo.text));
        QCOMPARE(parse({}).status, 2);
        QCOMPARE(parse({"suit", "build", "--colour"}).status, 2);
    }

    void nounsMayHaveNouns()
    {
        const Parsed parsed = parse({"cloud", "identity", "add", "gw-1", "--token", "x"});
        QVERIFY2(parsed.command, qPrintable(parsed.text));
        QCOMPARE(parsed.command->operation, QString("cloud.identity.add"));
        QCOMPARE(parsed.command->values, (QJsonObject{{"id", "gw-1"}, {"token", "x"}}));
        QVERIFY2(parse({"cloud", "identity"}).text.contains("'cloud identity' needs a verb: add"),
                 qPrintable(parse({"cloud", "identity"}).text));
        QVERIFY2(parse({"cloud", "identity", "ad"}).text.contains("otaw cloud identity add"),
                 qPrintable(parse({"cloud", "identity", "ad"}).text));
        QCOMPARE(parse({"cloud", "identity", "--help"}).status, 0);
    }

    void helpAndVersionEndWithStatusZero()
    {
        const Parsed help = parse({"suit", "build", "--help"});
        QCOMPARE(help.status, 0);
        QVERIFY(help.text.contains("--component"));
        QVERIFY(help.text.contains("Then sign it."));
        QVERIFY(parse({"--help"}).text.contains("130"));
        QCOMPARE(parse({"--version"}).text.trimmed(), QString("otaw 1.2.3"));
    }

    void completionScriptsAreReadByTheirShell()
    {
        QProcess bash;
        bash.start("bash", {"-n", "-c", completionScript(m_registry, "bash")});
        QVERIFY(bash.waitForFinished());
        QCOMPARE(bash.exitCode(), 0);
        bash.start("bash",
                   {"-c", completionScript(m_registry, "bash") +
                              "\nCOMP_WORDS=(otaw suit build --dra); COMP_CWORD=3; _otaw; echo ${COMPREPLY[@]}"
                              "\nCOMP_WORDS=(otaw suit build --draft 3); COMP_CWORD=4; _otaw; echo ${COMPREPLY[@]}"
                              "\nCOMP_WORDS=(otaw cloud i); COMP_CWORD=2; _otaw; echo ${COMPREPLY[@]}"
                              "\nCOMP_WORDS=(otaw cloud identity a); COMP_CWORD=3; _otaw; echo ${COMPREPLY[@]}"
                              "\nCOMP_WORDS=(otaw cloud identity add --to); COMP_CWORD=4; _otaw; echo ${COMPREPLY[@]}"
                              "\nCOMP_WORDS=(otaw no); COMP_CWORD=1; _otaw; echo ${COMPREPLY[@]}"});
        QVERIFY(bash.waitForFinished());
        QCOMPARE(bash.readAllStandardOutput(), QByteArray("--draft\n37\nidentity\nadd\n--token\nnotify\n"));
    }

    void theManualNamesEveryOperationAndStatus()
    {
        const QString page = manualPage(m_registry, "1.2.3");
        for (const Operation* operation : m_registry.all())
            QVERIFY(page.contains(QString(operation->name).replace(u'.', u' ')));
        QVERIFY(page.contains("130"));
    }

private:
    Parsed parse(const QStringList& words) { return parseCommandLine(m_registry, words, "1.2.3"); }

    OperationRegistry m_registry;
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
