// SPDX-License-Identifier: Apache-2.0
// Publishing a file of 1 GB next to what a shell would do by hand: sha256sum and cp of the same file, and openssl and
// cp. All in one run, in turn, the file in the cache; the medians count. Ours also syncs to the disk, the others do
// not.
//
//   bench_publish [MEGABYTES [ROUNDS]]

#include "store/bench.h"
#include "store/blobstore.h"
#include "store/releasestore.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

using namespace ota;

namespace {

struct Cost
{
    double cpuSeconds = 0;
    double wallSeconds = 0;
};

double cpuSecondsOf(int who)
{
    rusage usage{};
    ::getrusage(who, &usage);
    const auto seconds = [](const timeval& time) {
        return double(time.tv_sec) + double(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Cost measured(int who, const std::function<void()>& work)
{
    const double before = cpuSecondsOf(who);
    QElapsedTimer timer;
    timer.start();
    work();
    return {cpuSecondsOf(who) - before, double(timer.nsecsElapsed()) / 1e9};
}

void run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("%s failed", qPrintable(program));
}

void writeSource(const QString& path, qint64 megabytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s", qPrintable(file.errorString()));
    QByteArray piece(1'000'000, Qt::Uninitialized);
    QRandomGenerator random(1);
    for (qint64 i = 0; i < megabytes; ++i) {
        random.fillRange(reinterpret_cast<quint32*>(piece.data()), piece.size() / qsizetype(sizeof(quint32)));
        if (file.write(piece) != piece.size())
            qFatal("%s", qPrintable(file.errorString()));
    }
}

void publish(Bench& bench, const QString& source)
{
    auto stored = bench.blobs().importFile(source);
    if (!stored)
        qFatal("%s", qPrintable(stored.error().toString()));
    ReleaseDraft draft;
    draft.id = QStringLiteral("bench");
    draft.files.push_back({QStringLiteral("image"), stored->id, stored->sizeBytes, stored->pin});
    if (const auto published = bench.releases().publish(draft); !published)
        qFatal("%s", qPrintable(published.error().toString()));
}

Cost medianOf(std::vector<Cost> costs)
{
    std::sort(costs.begin(), costs.end(), [](const Cost& a, const Cost& b) { return a.cpuSeconds < b.cpuSeconds; });
    return costs[costs.size() / 2];
}

void print(const char* name, const Cost& cost, const Cost& ours)
{
    std::printf("%-22s %6.2f CPU s  %6.2f s   ours/theirs %.2f CPU, %.2f time\n", name, cost.cpuSeconds,
                cost.wallSeconds, ours.cpuSeconds / cost.cpuSeconds, ours.wallSeconds / cost.wallSeconds);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const qint64 megabytes = argc > 1 ? std::atoll(argv[1]) : 1000;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
    // Beside the program, since /tmp may be in memory.
    QTemporaryDir directory(QCoreApplication::applicationDirPath() + QStringLiteral("/bench_publish.XXXXXX"));
    const QString source = directory.filePath(QStringLiteral("source"));
    const QString copy = directory.filePath(QStringLiteral("copy"));
    writeSource(source, megabytes);

    std::vector<Cost> ours;
    std::vector<Cost> coreutils;
    std::vector<Cost> openssl;
    for (int round = 0; round < rounds; ++round) {
        const QString place = directory.filePath(QStringLiteral("bench%1").arg(round));
        ours.push_back(measured(RUSAGE_SELF, [&] {
            const auto bench = Bench::open(place, Bench::Access::Hold);
            if (!bench)
                qFatal("%s", qPrintable(bench.error().toString()));
            publish(**bench, source);
        }));
        QDir(place).removeRecursively();
        coreutils.push_back(measured(RUSAGE_CHILDREN, [&] {
            run(QStringLiteral("sha256sum"), {source});
            run(QStringLiteral("cp"), {source, copy});
        }));
        QFile::remove(copy);
        openssl.push_back(measured(RUSAGE_CHILDREN, [&] {
            run(QStringLiteral("openssl"), {QStringLiteral("dgst"), QStringLiteral("-sha256"), source});
            run(QStringLiteral("cp"), {source, copy});
        }));
        QFile::remove(copy);
    }
    const Cost us = medianOf(ours);
    std::printf("publish of %lld MB, median of %d\n", static_cast<long long>(megabytes), rounds);
    std::printf("%-22s %6.2f CPU s  %6.2f s   (with fsync)\n", "ours", us.cpuSeconds, us.wallSeconds);
    print("sha256sum + cp", medianOf(coreutils), us);
    print("openssl dgst + cp", medianOf(openssl), us);
    return 0;
}
