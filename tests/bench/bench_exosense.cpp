// SPDX-License-Identifier: Apache-2.0
// Gateways in long polls, and one request to all of them: memory for each that waits, the time until the last one has
// its answer, and that each has exactly one. The gateways are sockets of another process, so that what grows here is
// the service.
//
//   bench_exosense [GATEWAYS] [--tls]

#include "base/clock.h"
#include "exosense/exosensecloud.h"
#include "exosense/exosenseservice.h"
#include "exosense/exosensestore.h"
#include "gatewaycrowd.h"
#include "store/bench.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

using namespace ota;

namespace {

using namespace std::chrono_literals;
using Time = std::chrono::steady_clock::time_point;

constexpr double mostKiB = 4; ///< For a gateway that waits, without TLS.

[[noreturn]] void giveUp(const QString& what)
{
    std::fprintf(stderr, "bench_exosense: %s\n", qPrintable(what));
    std::exit(3);
}

template<typename T>
T need(Result<T> result)
{
    if (!result)
        giveUp(result.error().toString());
    return std::move(*result);
}

void need(const Result<>& result)
{
    if (!result)
        giveUp(result.error().toString());
}

double milliseconds(Time since)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - since).count();
}

/// Of this process, in KiB where it is a size.
qint64 statusValue(const char* name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (line.startsWith(name))
                return line.mid(qstrlen(name)).simplified().split(' ').first().toLongLong();
        }
    }
    giveUp(QStringLiteral("/proc/self/status says nothing of %1").arg(QLatin1StringView(name)));
}

} // namespace

int main(int argc, char** argv)
{
    int count = 5000;
    bool secure = false;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--tls") == 0)
            secure = true;
        else
            count = std::max(1, std::atoi(argv[i]));
    }
    GatewayCrowd crowd; // Before there are threads.
    const QCoreApplication application(argc, argv);

    const QTemporaryDir directory;
    BenchOptions options;
    options.schemas = {EventStore::schema(), ExosenseStore::schema()};
    const auto bench = need(Bench::open(directory.filePath(QStringLiteral("bench")), Bench::Access::Hold, options));
    const auto events = need(EventStore::open(bench->database(), bench->streamsPath(), bench->clock()));
    const auto timeline = need(Timeline::open(*events, bench->clock()));
    ExosenseServiceSettings settings;
    (secure ? settings.https : settings.http) = QStringList{QStringLiteral("127.0.0.1:0")};
    const auto service = need(ExosenseService::make(*bench, timeline.get(), settings));
    need(service->start());
    for (const QString& note : service->notes())
        std::printf("%s\n", qPrintable(note));
    const auto port = static_cast<quint16>(QUrl(service->listeners().front().address).port());

    QStringList names;
    QByteArrayList tokens;
    auto begin = std::chrono::steady_clock::now();
    need(bench->database().transaction([&]() -> Result<> {
        for (int i = 0; i < count; ++i) {
            names << QStringLiteral("gw-%1").arg(i);
            need(service->cloud().addIdentity(names.last(), true));
            tokens << need(service->cloud().reissue(names.last()));
        }
        return {};
    }));
    std::printf("%d gateways added                 %8.0f ms\n", count, milliseconds(begin));

    const qint64 before = statusValue("VmRSS:");
    const qint64 threadsBefore = statusValue("Threads:");
    begin = std::chrono::steady_clock::now();
    crowd.begin(port, secure, tokens);
    while (service->cloud().waiting() < static_cast<std::size_t>(count)) {
        if (milliseconds(begin) > 120'000)
            giveUp(QStringLiteral("only %1 wait").arg(service->cloud().waiting()));
        std::this_thread::sleep_for(1ms);
    }
    std::printf("all of them wait                 %8.0f ms\n", milliseconds(begin));
    const double each = static_cast<double>(statusValue("VmRSS:") - before) / count;
    if (secure)
        std::printf("memory for each that waits       %8.2f KiB\n", each);
    else
        std::printf("memory for each that waits       %8.2f KiB (bar %.0f)\n", each, mostKiB);
    std::printf("threads more                     %8lld\n",
                static_cast<long long>(statusValue("Threads:") - threadsBefore));

    begin = std::chrono::steady_clock::now();
    need(service->cloud().setDesired(names, "config_otau", R"({"version":"2","name":"n","type":"JSON","payload":{}})"));
    const GatewayCrowd::Answers answers = crowd.end();
    const auto since = [&](qint64 ns) {
        return static_cast<double>(ns - begin.time_since_epoch().count()) / 1e6;
    };
    std::printf("one request to all: first answer %8.0f ms\n", since(answers.firstNs));
    std::printf("                    last answer  %8.0f ms\n", since(answers.lastNs));
    std::printf("answered exactly once            %8d of %d\n", answers.once, count);
    if (answers.once != count || service->cloud().waiting() != 0)
        giveUp(QStringLiteral("%1 wrong answers, %2 wait still").arg(answers.wrong).arg(service->cloud().waiting()));
    service->stop();
    if (!secure && each >= mostKiB)
        giveUp(QStringLiteral("those that wait are too large"));
    return 0;
}
