// SPDX-License-Identifier: Apache-2.0
// Gateways in long polls, and one request to all of them: memory for each that waits, and the time until the last one
// has its answer. The clients are bare sockets of the same process, so that what grows is the service.
//
//   bench_exosense [GATEWAYS]

#include "base/clock.h"
#include "exosense/exosenseservice.h"
#include "exosense/exosensestore.h"
#include "store/bench.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QUrl>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

using namespace ota;

namespace {

using namespace std::chrono_literals;
using Time = std::chrono::steady_clock::time_point;

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

/// Of this process, in KiB.
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

int connectTo(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        giveUp(QStringLiteral("can not connect"));
    return socket;
}

void ask(int socket, const QByteArray& token)
{
    const QByteArray request = "GET /onep:v1/stack/alias?config_otau HTTP/1.1\r\nHost: m2.exosite.com\r\n"
                               "X-Exosite-CIK: " +
                               token + "\r\nRequest-Timeout: 300000\r\n\r\n";
    if (::send(socket, request.constData(), static_cast<std::size_t>(request.size()), MSG_NOSIGNAL) != request.size())
        giveUp(QStringLiteral("the service closed a connection"));
}

struct Answers
{
    double firstMs = 0;
    double lastMs = 0;
};

/// Until each socket has one whole answer with a value.
Answers collect(const std::vector<int>& sockets, Time since)
{
    Answers answers;
    std::vector<pollfd> waiting;
    for (const int socket : sockets)
        waiting.push_back({socket, POLLIN, 0});
    while (!waiting.empty()) {
        if (::poll(waiting.data(), waiting.size(), 60'000) <= 0)
            giveUp(QStringLiteral("%1 gateways got no answer").arg(waiting.size()));
        std::erase_if(waiting, [&](const pollfd& each) {
            if (each.revents == 0)
                return false;
            std::array<char, 4096> bytes{};
            const ssize_t n = ::recv(each.fd, bytes.data(), bytes.size(), 0);
            if (n <= 0 || !std::string(bytes.data(), static_cast<std::size_t>(n)).starts_with("HTTP/1.1 200"))
                giveUp(QStringLiteral("a gateway got another answer than its value"));
            answers.lastMs = milliseconds(since);
            if (answers.firstMs == 0)
                answers.firstMs = answers.lastMs;
            return true;
        });
        for (pollfd& each : waiting)
            each.revents = 0;
    }
    return answers;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5000;
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);

    const QTemporaryDir directory;
    BenchOptions options;
    options.schemas = {EventStore::schema(), ExosenseStore::schema()};
    const auto bench = need(Bench::open(directory.filePath(QStringLiteral("bench")), Bench::Access::Hold, options));
    const auto events = need(EventStore::open(bench->database(), bench->streamsPath(), bench->clock()));
    const auto timeline = need(Timeline::open(*events, bench->clock()));
    ExosenseServiceSettings settings;
    settings.http = QStringList{QStringLiteral("127.0.0.1:0")};
    const auto service = need(ExosenseService::make(*bench, timeline.get(), settings));
    need(service->start());
    const auto port = static_cast<quint16>(QUrl(service->listeners().front().address).port());

    QStringList names;
    std::vector<QByteArray> tokens;
    auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
        names << QStringLiteral("gw-%1").arg(i);
        need(service->cloud().addIdentity(names.last(), true));
        tokens.push_back(need(service->cloud().reissue(names.last())));
    }
    std::printf("%d gateways added                 %8.0f ms\n", count, milliseconds(begin));

    const qint64 before = statusValue("VmRSS:");
    const qint64 threadsBefore = statusValue("Threads:");
    begin = std::chrono::steady_clock::now();
    std::vector<int> sockets;
    for (const QByteArray& token : tokens) {
        sockets.push_back(connectTo(port));
        ask(sockets.back(), token);
    }
    while (service->cloud().waiting() < static_cast<std::size_t>(count))
        std::this_thread::sleep_for(1ms);
    std::printf("all of them wait                 %8.0f ms\n", milliseconds(begin));
    std::printf("memory for each that waits       %8.2f KiB\n",
                static_cast<double>(statusValue("VmRSS:") - before) / count);
    std::printf("threads more                     %8lld\n",
                static_cast<long long>(statusValue("Threads:") - threadsBefore));

    begin = std::chrono::steady_clock::now();
    std::jthread writer([&] {
        need(service->cloud().setDesired(names, "config_otau",
                                         R"({"version":"2","name":"n","type":"JSON","payload":{}})"));
    });
    const Answers answers = collect(sockets, begin);
    writer.join();
    std::printf("one request to all: first answer %8.0f ms\n", answers.firstMs);
    std::printf("                    last answer  %8.0f ms\n", answers.lastMs);
    if (service->cloud().waiting() != 0)
        giveUp(QStringLiteral("some wait still"));
    for (const int socket : sockets)
        ::close(socket);
    service->stop();
    return 0;
}
