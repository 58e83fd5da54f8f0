// SPDX-License-Identifier: Apache-2.0
// HTTP downloads of 64 KB and 100 MB files: our server next to nginx, each in a process of its own with one worker, the
// files in the cache, the same clients, in turn. What counts is work per CPU second of the server, because client and
// server share the machine. Ours opens the file for each request, as nginx does; a second row keeps it open, as a
// release does.
//
//   bench_http [SECONDS [ROUNDS]]      seconds for each measurement
//   bench_http --serve DIR             ours alone, for a profiler; prints its port

#include "http/httpserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using namespace ota;

namespace {

constexpr qint64 smallBytes = 64 * 1024;
constexpr qint64 largeBytes = 100 * 1024 * 1024;

/// One child process, and what it has used.
struct Server
{
    QString name;
    qint64 pid = 0; ///< Of the process that does the work.
    quint16 port = 0;
};

[[noreturn]] void giveUp(const char* what)
{
    std::fprintf(stderr, "bench_http: %s\n", what);
    std::exit(3);
}

QByteArray procFile(qint64 pid, const char* name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        giveUp("a server has ended");
    return file.readAll();
}

struct CpuSeconds
{
    double all = 0;  ///< To the nanosecond.
    double user = 0; ///< In ticks.
};

/// proc(5): stat counts ticks of 10 ms, schedstat of each thread nanoseconds.
CpuSeconds cpuSeconds(qint64 pid)
{
    const QByteArray text = procFile(pid, "stat");
    CpuSeconds seconds;
    seconds.user = text.mid(text.lastIndexOf(')') + 2).split(' ').at(11).toDouble() / double(::sysconf(_SC_CLK_TCK));
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(pid));
    for (const QString& task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        seconds.all +=
            procFile(pid, qPrintable(QStringLiteral("task/%1/schedstat").arg(task))).split(' ').first().toDouble() /
            1e9;
    return seconds;
}

double peakMegabytes(qint64 pid)
{
    for (const QByteArray& line : procFile(pid, "status").split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

/// A keep-alive connection that asks for one path again and again, and throws the bytes away in the kernel.
class Client
{
public:
    Client(quint16 port, const std::string& path)
        : m_request("GET " + path + " HTTP/1.1\r\nHost: bench\r\n\r\n")
        , m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            giveUp("can not connect");
    }
    ~Client() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(Client)

    /// Bytes of the body; gives up when they are not `expected`.
    void fetch(qint64 expected)
    {
        if (::send(m_socket, m_request.data(), m_request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(m_request.size()))
            giveUp("a server closed a connection");
        std::array<char, 4096> head{};
        std::size_t have = 0;
        const char* end = nullptr;
        while (!end) {
            const ssize_t n = ::recv(m_socket, head.data() + have, head.size() - 1 - have, 0);
            if (n <= 0)
                giveUp("a server closed a connection");
            have += static_cast<std::size_t>(n);
            head.at(have) = '\0';
            end = std::strstr(head.data(), "\r\n\r\n");
        }
        if (std::strncmp(head.data(), "HTTP/1.1 200", 12) != 0)
            giveUp("a server did not answer 200");
        qint64 left = expected - (head.data() + have - end - 4);
        while (left > 0) {
            const auto most = static_cast<std::size_t>(std::min<qint64>(left, 8 * 1024 * 1024));
            const ssize_t n = ::recv(m_socket, nullptr, most, MSG_TRUNC); // tcp(7): throws them away.
            if (n <= 0)
                giveUp("a body was short");
            left -= n;
        }
    }

private:
    std::string m_request;
    int m_socket;
};

struct Figure
{
    double perCpuSecond = 0; ///< Requests.
    double userShare = 0;    ///< Of the CPU time: what is ours to improve; the rest is the kernel's.
};

Figure measure(const Server& server, const std::string& path, qint64 size, int clients, double seconds)
{
    std::atomic<bool> stop = false;
    std::atomic<qint64> requests = 0;
    std::vector<std::thread> threads;
    const CpuSeconds before = cpuSeconds(server.pid);
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&] {
            Client client(server.port, path);
            while (!stop) {
                client.fetch(size);
                ++requests;
            }
        });
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    stop = true;
    for (std::thread& thread : threads)
        thread.join();
    const CpuSeconds after = cpuSeconds(server.pid);
    const double user = after.user - before.user;
    const double all = after.all - before.all;
    return {double(requests) / all, user / all};
}

quint16 freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        giveUp("no free port");
    return server.serverPort();
}

bool answers(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool ok = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return ok;
}

Server startOurs(QProcess& process, const QString& directory)
{
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--serve"), directory});
    if (!process.waitForStarted() || !process.waitForReadyRead(10'000))
        giveUp("our server did not start");
    return {QStringLiteral("ours"), process.processId(), process.readLine().trimmed().toUShort()};
}

Server startNginx(QProcess& process, const QString& directory)
{
    const quint16 port = freePort();
    QFile config(directory + QStringLiteral("/nginx.conf"));
    if (!config.open(QIODevice::WriteOnly))
        giveUp("can not write nginx.conf");
    QString text = QStringLiteral("daemon off; worker_processes 1; pid %1/nginx.pid; error_log %1/error.log;\n"
                                  "events { worker_connections 1024; }\n"
                                  "http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;\n"
                                  "  client_body_temp_path %1/t; proxy_temp_path %1/t; fastcgi_temp_path %1/t;\n"
                                  "  uwsgi_temp_path %1/t; scgi_temp_path %1/t;\n"
                                  "  server { listen 127.0.0.1:%2; root %1; } }\n")
                       .arg(directory)
                       .arg(port);
    if (::geteuid() == 0)
        text.prepend(QStringLiteral("user root;\n"));
    config.write(text.toUtf8());
    config.close();
    process.start(QStringLiteral("nginx"), {QStringLiteral("-c"), config.fileName()});
    if (!process.waitForStarted())
        giveUp("nginx is not installed (package nginx-light)");
    const qint64 master = process.processId();
    const QByteArray list = "task/" + QByteArray::number(master) + "/children";
    qint64 worker = 0;
    for (int i = 0; i < 1000 && (worker == 0 || !answers(port)); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        worker = procFile(master, list.constData()).simplified().split(' ').first().toLongLong();
    }
    if (worker == 0)
        giveUp("nginx has no worker");
    return {QStringLiteral("nginx"), worker, port};
}

void writeFile(const QString& path, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        giveUp("can not write the files");
    const QByteArray block(64 * 1024, 'x');
    for (qint64 left = size; left > 0; left -= block.size())
        file.write(block.constData(), std::min<qint64>(left, block.size()));
}

int serveUntilClosed(const QString& directory)
{
    HttpRouter router;
    router.get("/open/{name}", [directory](const HttpRequest& request) {
        const auto file = HttpFile::open(directory + QLatin1Char('/') + request.parameter(u"name"));
        if (!file)
            return HttpResponse::refusal(request, httpRefusal(file.error()));
        return HttpResponse::file(QByteArrayLiteral("application/octet-stream"), *file);
    });
    for (const char* name : {"small", "large"}) {
        const auto file = HttpFile::open(directory + QLatin1Char('/') + QLatin1String(name));
        if (!file)
            giveUp("the files are not there");
        router.get(QByteArray("/kept/") + name, [file = *file](const HttpRequest&) {
            return HttpResponse::file(QByteArrayLiteral("application/octet-stream"), file);
        });
    }
    HttpServer server({}, router);
    if (const auto started = server.start(); !started)
        giveUp(qPrintable(started.error().toString()));
    std::printf("%d\n", int(server.port()));
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
}

struct Case
{
    const char* title;
    const char* ourPath;
    const char* theirPath;
    qint64 size;
    int clients;
};

/// What the least disturbed rounds gave: others use the machine too, and they only ever make a round worse.
double best(const std::vector<Figure>& figures)
{
    double most = 0;
    for (const Figure& figure : figures)
        most = std::max(most, figure.perCpuSecond);
    return most;
}

double medianOf(std::vector<Figure> figures, double Figure::*value)
{
    std::sort(figures.begin(), figures.end(), [&](const Figure& a, const Figure& b) { return a.*value < b.*value; });
    return figures[figures.size() / 2].*value;
}

bool compare(const Case& one, const Server& ours, const Server& nginx, double seconds, int rounds)
{
    std::vector<Figure> our;
    std::vector<Figure> their;
    for (int round = 0; round < rounds; ++round) {
        our.push_back(measure(ours, one.ourPath, one.size, one.clients, seconds));
        their.push_back(measure(nginx, one.theirPath, one.size, one.clients, seconds));
    }
    const double scale = one.size == largeBytes ? double(largeBytes) / 1e9 : 1e-3;
    const char* unit = one.size == largeBytes ? "GB" : "k requests";
    const double ratio = best(our) / best(their);
    const double medians = medianOf(our, &Figure::perCpuSecond) / medianOf(their, &Figure::perCpuSecond);
    std::printf("%-24s %8.2f %8.2f %s per CPU second, ratio %.2f (bar 1.00), of the medians %.2f\n", one.title,
                best(our) * scale, best(their) * scale, unit, ratio, medians);
    std::printf("%-24s %8.0f %8.0f %% of it in user space\n", "", medianOf(our, &Figure::userShare) * 100,
                medianOf(their, &Figure::userShare) * 100);
    std::fflush(stdout);
    return ratio >= 1.0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--serve"))
        return serveUntilClosed(arguments.value(2));
    const double seconds = std::max(0.2, arguments.value(1, QStringLiteral("0.25")).toDouble());
    const int rounds = std::max(1, arguments.value(2, QStringLiteral("24")).toInt());

    const QTemporaryDir directory;
    writeFile(directory.filePath(QStringLiteral("small")), smallBytes);
    writeFile(directory.filePath(QStringLiteral("large")), largeBytes);
    QProcess ourProcess;
    QProcess nginxProcess;
    const Server ours = startOurs(ourProcess, directory.path());
    const Server nginx = startNginx(nginxProcess, directory.path());

    std::printf("%-24s %8s %8s\n", "", "ours", "nginx");
    const std::array cases = {
        Case{"64 KB, 8 clients", "/open/small", "/small", smallBytes, 8},
        Case{"64 KB, file kept open", "/kept/small", "/small", smallBytes, 8},
        Case{"100 MB, 1 client", "/open/large", "/large", largeBytes, 1},
        Case{"100 MB, 8 clients", "/open/large", "/large", largeBytes, 8},
    };
    bool good = true;
    for (const Case& one : cases)
        good = compare(one, ours, nginx, seconds, rounds) && good;
    const double memory = peakMegabytes(ours.pid);
    std::printf("%-24s %8.1f %8.1f MB (bar 20)\n", "peak memory", memory, peakMegabytes(nginx.pid));
    good = good && memory < 20;
    std::printf(good ? "the bars hold\n" : "a bar does not hold\n");

    ourProcess.closeWriteChannel();
    nginxProcess.terminate();
    ourProcess.waitForFinished();
    nginxProcess.waitForFinished();
    return good ? 0 : 1;
}
