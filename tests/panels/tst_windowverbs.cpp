// SPDX-License-Identifier: Apache-2.0
// What is copied as a command runs beside the window that holds the bench.

#include "app/singleinstance.h"
#include "app/windowcaller.h"
#include "app/windowprotocol.h"
#include "app/windowverbs.h"
#include "benchdesk.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QProcess>
#include <QProcessEnvironment>

#include <csignal>

using namespace ota;

namespace {

constexpr int limitMs = 60'000;

/// A window that holds its bench, with the door that the program opens.
struct Desk : BenchDesk
{
    Desk()
    {
        useFreePorts(); // Changes the bench: from now on this process has it.
        start();
        instance = std::make_unique<SingleInstance>(benchPath());
        verbs = std::make_unique<WindowVerbs>(workbench().jobs);
        QObject::connect(instance.get(), &SingleInstance::runRequested, verbs.get(), &WindowVerbs::run);
        instance->listen();
        const auto held = run("key.new", {{QStringLiteral("name"), QStringLiteral("first")}});
        if (!held)
            qFatal("%s", qPrintable(held.error().toString()));
    }

    std::unique_ptr<SingleInstance> instance;
    std::unique_ptr<WindowVerbs> verbs;
};

/// A command of a shell, while the window lives on.
class ShellCommand
{
public:
    ShellCommand(const BenchDesk& desk, const QString& command)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("OTA_BENCH"), desk.benchPath());
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("PATH"), QFileInfo(QStringLiteral(OTA_OTAW)).absolutePath() + u':' +
                                                       environment.value(QStringLiteral("PATH")));
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(desk.benchPath());
        m_process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("exec ") + command});
    }

    QProcess& process() { return m_process; }
    /// The exit status; -1 when it does not end.
    int status()
    {
        if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, limitMs))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QByteArray output() { return m_process.readAllStandardOutput(); }
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    QProcess m_process;
};

} // namespace

class TestWindowVerbs final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeIsMadeInTheWindow()
    {
        Desk desk;
        ShellCommand made(desk, QStringLiteral("otaw --json key new second --alg es256"));
        QCOMPARE(made.status(), 0);
        const QJsonObject answer = QJsonDocument::fromJson(made.output().trimmed()).object();
        QCOMPARE(answer.value(QStringLiteral("name")).toString(), QStringLiteral("second"));
        const auto keys = desk.run("key.list", {});
        QVERIFY(keys);
        QCOMPARE(keys->data.value(QStringLiteral("keys")).toArray().size(), 2);
        // The window has it among its jobs.
        const JobEntry* job = desk.job("key.new");
        QVERIFY(job);
        QCOMPARE(job->values.value(QStringLiteral("name")).toString(), QStringLiteral("second"));
    }

    void gatewaysAreChangedWhetherTheyAreServedOrNot()
    {
        Desk desk;
        ShellCommand first(desk, QStringLiteral("otaw exosense identity add gw-1"));
        const int firstStatus = first.status();
        QVERIFY2(firstStatus == 0, first.errors().constData());
        QVERIFY(desk.job("exosense.identity.add")); // In the window.
        desk.workbench().services.start(QStringLiteral("exosense-mqtt"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.workbench().services.entry(QStringLiteral("exosense-mqtt"))->status.state,
                                  ServiceStatus::State::Running, limitMs);
        ShellCommand second(desk, QStringLiteral("otaw exosense identity add gw-2"));
        const int secondStatus = second.status();
        QVERIFY2(secondStatus == 0, second.errors().constData());
        const auto list = desk.run("exosense.identity.list", {});
        QVERIFY(list);
        QCOMPARE(list->data.value(QStringLiteral("identities")).toArray().size(), 2);
    }

    void aRefusalKeepsItsStatusAndWords()
    {
        Desk desk;
        ShellCommand again(desk, QStringLiteral("otaw key new first"));
        QCOMPARE(again.status(), 3); // As without a window.
        const QByteArray words = again.errors();
        QVERIFY2(words.contains("first") && words.contains("already"), words.constData());
        ShellCommand wrong(desk, QStringLiteral("otaw key new third --alg rot13"));
        QCOMPARE(wrong.status(), 2);
    }

    void filesAreThoseOfTheShellsFolder()
    {
        Desk desk;
        QFile firmware(QDir(desk.benchPath()).filePath(QStringLiteral("fw.bin")));
        QVERIFY(firmware.open(QIODevice::WriteOnly) && firmware.write(QByteArray(5000, 'f')) == 5000);
        firmware.close();
        ShellCommand published(desk, QStringLiteral("otaw release publish lamp-1 fw.bin slot9=./fw.bin"));
        const int status = published.status();
        QVERIFY2(status == 0, published.errors().constData());
        const auto shown = desk.run("release.show", {{QStringLiteral("id"), QStringLiteral("lamp-1")}});
        QVERIFY(shown);
        QCOMPARE(shown->data.value(QStringLiteral("files")).toArray().size(), 2);
    }

    void anEndedCommandEndsItsJob()
    {
        Desk desk;
        const QString board = QStringLiteral("door-%1").arg(QCoreApplication::applicationPid());
        QVERIFY(desk.run("board.virtual", {{QStringLiteral("name"), board}}));
        ShellCommand running(desk, QStringLiteral("otaw board run --record ") + board);
        QTRY_VERIFY_WITH_TIMEOUT(desk.job("board.run") && !desk.job("board.run")->records.isEmpty(), limitMs);
        QVERIFY(desk.job("board.run")->running());
        QCOMPARE(::kill(static_cast<pid_t>(running.process().processId()), SIGINT), 0);
        QTRY_VERIFY_WITH_TIMEOUT(desk.jobHasEnded("board.run"), limitMs);
        QVERIFY(running.status() >= 0);
        QVERIFY(!running.output().isEmpty());
    }

    void aClosedWindowIsTold()
    {
        auto desk = std::make_unique<Desk>();
        const QString board = QStringLiteral("shut-%1").arg(QCoreApplication::applicationPid());
        QVERIFY(desk->run("board.virtual", {{QStringLiteral("name"), board}}));
        ShellCommand running(*desk, QStringLiteral("otaw board run --record ") + board);
        QTRY_VERIFY_WITH_TIMEOUT(desk->job("board.run") && !desk->job("board.run")->records.isEmpty(), limitMs);
        desk->verbs.reset();
        desk->instance.reset();
        desk->stop();
        QVERIFY(running.status() > 0);
    }

    void nonsenseIsTurnedAway_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no JSON") << QByteArray("{run\n");
        QTest::newRow("no operation") << QByteArray("{\"values\":{}}\n");
        QTest::newRow("values are a list") << QByteArray("{\"run\":\"key.list\",\"values\":[]}\n");
        QTest::newRow("no end") << QByteArray(WindowRequest::maximumBytes + 1, 'x');
    }

    void nonsenseIsTurnedAway()
    {
        QFETCH(const QByteArray, line);
        Desk desk;
        const std::size_t jobs = desk.workbench().jobs.ids().size();
        QLocalSocket socket;
        socket.connectToServer(windowSocketName(desk.benchPath()));
        QTRY_COMPARE(socket.state(), QLocalSocket::ConnectedState);
        socket.write(line);
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, limitMs);
        QCOMPARE(desk.workbench().jobs.ids().size(), jobs);
    }

    void answersComeAsTheyWereSent()
    {
        const Progress progress{.done = Q_UINT64_C(18446744073709551615),
                                .total = 7,
                                .unit = QStringLiteral("bytes"),
                                .what = QStringLiteral("reading")};
        const auto sent = answerFromLine(toLine(progress));
        QVERIFY(sent && std::get_if<Progress>(&*sent));
        QCOMPARE(std::get<Progress>(*sent).done, progress.done);
        QCOMPARE(std::get<Progress>(*sent).total, progress.total);
        QCOMPARE(std::get<Progress>(*sent).what, progress.what);
        const Result<Outcome> refused =
            failure(Error::Code::Rejected, QStringLiteral("no"), QStringLiteral("fw.bin"), QStringLiteral("do"));
        const auto error = answerFromLine(toLine(refused));
        QVERIFY(error && std::get_if<Result<Outcome>>(&*error));
        const Error& told = std::get<Result<Outcome>>(*error).error();
        QCOMPARE(told.code, Error::Code::Rejected);
        QCOMPARE(told.toString(), refused.error().toString());
        const Result<Outcome> no = Outcome{{{QStringLiteral("a"), 1}}, QStringLiteral("two\nlines"), false};
        const auto outcome = answerFromLine(toLine(no));
        QVERIFY(outcome && std::get_if<Result<Outcome>>(&*outcome) && std::get<Result<Outcome>>(*outcome));
        QCOMPARE(std::get<Result<Outcome>>(*outcome)->text, no->text);
        QCOMPARE(std::get<Result<Outcome>>(*outcome)->data, no->data);
        QVERIFY(!std::get<Result<Outcome>>(*outcome)->good);
        QVERIFY(!answerFromLine("{}\n"));
    }
};

OTA_PANEL_TEST_MAIN(TestWindowVerbs)
#include "tst_windowverbs.moc"
