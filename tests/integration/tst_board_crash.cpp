// SPDX-License-Identifier: Apache-2.0
// kill -9 while a board installs. The program runs itself again as the child that is killed: at fifty of the steps that
// the flash makes, before, inside and after its operations, and at moments that have nothing to do with the steps. What
// the kill leaves in the slot's file is what a power cut leaves in the flash.

#include "virtualsupport.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>
#include <unistd.h>

#include <cstdio>
#include <thread>

using namespace ota;

namespace {

constexpr int points = 50;
constexpr int randomPoints = 12;
constexpr int childDone = 0;
constexpr qint64 imageBytes = 60'000;

const ReleaseOptions oldRelease{.sequence = 1, .imageBytes = imageBytes};
const ReleaseOptions newRelease{.sequence = 2, .imageBytes = imageBytes};

/// Updates the board in `arguments[1]` and kills itself at the flash step of that number; 0 does not kill.
int childMain(const QStringList& arguments)
{
    const quint64 killAt = arguments.value(2).toULongLong();
    const auto defects = DefectSet::fromNames(arguments.mid(3));
    quint64 steps = 0;
    Bench64 bench(*defects, [&](BoardProfile& profile) { profile.directory = arguments.value(1); });
    bench.flash = [&](const FlashStep&) {
        if (++steps == killAt)
            ::kill(::getpid(), SIGKILL);
        return true;
    };
    std::printf("begin\n");
    std::fflush(stdout);
    const RiotRun run = bench.update(newRelease);
    std::printf("steps %llu installed %d\n", static_cast<unsigned long long>(steps), run.installed ? 1 : 0);
    return childDone;
}

void copyFolder(const QString& from, const QString& to)
{
    QDir().mkpath(to);
    const auto files = QDir(from).entryInfoList(QDir::Files);
    for (const QFileInfo& file : files) {
        QFile::remove(to + u'/' + file.fileName());
        QVERIFY(QFile::copy(file.filePath(), to + u'/' + file.fileName()));
    }
}

/// The child's output; `crashed` tells whether the kill came before the end.
QByteArray runChild(const QStringList& arguments, bool& crashed, const std::function<void(QProcess&)>& meanwhile = {})
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), QStringList{QStringLiteral("--child")} + arguments);
    if (meanwhile)
        meanwhile(child);
    if (!child.waitForFinished(60'000))
        child.kill();
    crashed = child.exitStatus() == QProcess::CrashExit;
    return child.readAllStandardOutput();
}

} // namespace

class TestBoardCrash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        Bench64 bench({}, [&](BoardProfile& profile) { profile.directory = path("base"); });
        bench.update(oldRelease);
        QCOMPARE(bench.device->status().version, 1U);
        m_old = Digest::of(makeRelease(oldRelease).image);
        m_new = Digest::of(makeRelease(newRelease).image);

        bool crashed = false;
        copyFolder(path("base"), path("clean"));
        const QByteArray said = runChild({path("clean"), QStringLiteral("0")}, crashed);
        QVERIFY(!crashed);
        m_steps = said.mid(said.indexOf("steps ") + 6).split(' ').value(0).toInt();
        QVERIFY2(m_steps > points, said.constData());
        QVERIFY(said.contains("installed 1"));
    }

    void atEachStepTheSlotsAreOldOrNewAndTheBoardBoots_data()
    {
        QTest::addColumn<int>("step");
        for (int i = 0; i < points; ++i) {
            const int step = 1 + i * (m_steps - 1) / (points - 1);
            QTest::addRow("step %d of %d", step, m_steps) << step;
        }
    }

    void atEachStepTheSlotsAreOldOrNewAndTheBoardBoots()
    {
        QFETCH(const int, step);
        copyFolder(path("base"), path("board"));
        bool crashed = false;
        runChild({path("board"), QString::number(step)}, crashed);
        QVERIFY(crashed);
        checkBoard(path("board"));
    }

    void atAnyOtherMomentToo()
    {
        int killed = 0;
        // Where the machine is busy some are done before they are killed: those do not count.
        for (int i = 0; killed < randomPoints && i < 10 * randomPoints; ++i) {
            copyFolder(path("base"), path("board"));
            bool crashed = false;
            runChild({path("board"), QStringLiteral("0")}, crashed, [](QProcess& child) {
                while (!child.canReadLine() && child.waitForReadyRead(20'000)) {
                }
                std::this_thread::sleep_for(std::chrono::microseconds(QRandomGenerator::global()->bounded(12'000)));
                child.kill();
            });
            killed += crashed ? 1 : 0;
            checkBoard(path("board"));
        }
        QVERIFY(killed > 0);
    }

    // The test can tell a bad board from a good one.
    void aBoardThatTearsItsWritesIsFound_data()
    {
        QTest::addColumn<QString>("defect");
        QTest::newRow("torn-write") << QStringLiteral("torn-write");
        QTest::newRow("both-slots-dead") << QStringLiteral("both-slots-dead");
    }

    void aBoardThatTearsItsWritesIsFound()
    {
        QFETCH(const QString, defect);
        copyFolder(path("base"), path("board"));
        bool crashed = false;
        runChild({path("board"), QString::number(m_steps / 2), defect}, crashed);
        QVERIFY(crashed);
        Bench64 bench({}, [&](BoardProfile& profile) { profile.directory = path("board"); });
        QCOMPARE(bench.device->status().state, BoardStatus::State::Dead);
    }

private:
    QString path(const char* name) const { return m_folder.path() + u'/' + QString::fromLatin1(name); }

    void checkBoard(const QString& directory) const
    {
        {
            // No slot is anything between: its header is not valid, or its image is wholly old or new.
            FlashPower power;
            const auto boot = BootModel::open({.directory = directory, .slotBytes = 64 * 1024, .defects = {}}, power);
            QVERIFY(boot);
            for (int slot = 0; slot < BootModel::slotCount; ++slot) {
                const SlotState state = (*boot)->state(slot);
                if (!state.isValid() || state.header.version == 0) // 0: the factory's.
                    continue;
                const QByteArray image = (*boot)->slot(slot).read(0, imageBytes);
                QVERIFY((*boot)->isWhole(slot));
                QVERIFY(Digest::of(image) == (state.header.version == 1 ? m_old : m_new));
            }
        }
        Bench64 bench({}, [&](BoardProfile& profile) { profile.directory = directory; });
        const BoardStatus status = bench.device->status();
        QCOMPARE(status.state, BoardStatus::State::Idle);
        QVERIFY(status.version == 1 || status.version == 2);
        QCOMPARE(bench.device->imageDigest(), std::optional(status.version == 1 ? m_old : m_new));
        // And the next good update works.
        bench.update({.sequence = 3, .imageBytes = imageBytes});
        QCOMPARE(bench.device->status().version, 3U);
    }

    QTemporaryDir m_folder;
    Digest m_old;
    Digest m_new;
    int m_steps = 0;
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--child"))
        return childMain(arguments.mid(1));
    TestBoardCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_board_crash.moc"
