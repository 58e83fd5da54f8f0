// SPDX-License-Identifier: Apache-2.0
// Our CoAP server against libcoap's own example server: blocks per second and per second of the server's CPU time, from
// one run. Plain CoAP against coap-server-notls, DTLS with a pre-shared key against coap-server-openssl. Then our
// client against coap-client-notls, both fetching from our server, each a process that starts, fetches once and ends:
// as many blocks of either size, so that the start weighs alike.
//
//   bench_coap [SECONDS]          for each cell and server; default 2
//   bench_coap --serve SECURE     what it starts itself: our server in a process of its own
//   bench_coap --fetch PORT SZX   the same for our client

#include "coap/coapclient.h"
#include "coap/coapserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QUdpSocket>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <future>
#include <thread>

using namespace ota;

namespace {

constexpr qsizetype bodyBytes = 1 << 20;
const QString path = QStringLiteral("example_data"); // The one that libcoap's server lets one PUT.
const QString keyText = QStringLiteral("bench:7365637265742d6b6579");
constexpr int slices = 4;
constexpr quint32 clientBlocks = 16'384;
constexpr const char* keyWord = "secret-key";

/// What the clients fetch in blocks of this size.
QString clientPath(quint8 szx)
{
    return QStringLiteral("client%1").arg(szx);
}

QByteArray bodyOf(qsizetype bytes = bodyBytes)
{
    QByteArray body(bytes, Qt::Uninitialized);
    for (qsizetype i = 0; i < body.size(); ++i)
        body[i] = static_cast<char>(i * 7 + i / 251);
    return body;
}

/// Our server, until standard input ends. Prints its port. Events are read as a front end would, ten times a second.
int serve(bool secure)
{
    CoapServerOptions options;
    options.endpoints = {CoapEndpoint{QStringLiteral("127.0.0.1"), 0, secure}};
    options.psk = {CoapPsk::read(keyText).value()};
    CoapServer server(options);
    auto tree = std::make_shared<CoapTree>();
    if (!tree->add(path, CoapBody::of(SharedBytes::fromBuffer(bodyOf()))) || !server.start())
        return 3;
    for (const quint8 szx : {quint8{2}, quint8{6}}) {
        if (!tree->add(clientPath(szx), CoapBody::of(SharedBytes::fromBuffer(bodyOf(clientBlocks << (szx + 4))))))
            return 3;
    }
    server.setTree(tree);
    std::printf("%d\n", int{server.port(secure)});
    std::fflush(stdout);
    std::atomic<bool> ended = false;
    std::thread reader([&] {
        for (quint64 last = 0; !ended;) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            for (const CoapServerEvent& event : server.eventsAfter(last, 100'000))
                last = event.id;
        }
    });
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) {
    }
    ended = true;
    reader.join();
    return 0;
}

double cpuSeconds(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QByteArrayList fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return (fields[11].toDouble() + fields[12].toDouble()) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

struct Rate
{
    quint64 blocks = 0;
    double seconds = 0;
    double cpu = 0;
    void add(const Rate& other)
    {
        blocks += other.blocks;
        seconds += other.seconds;
        cpu += other.cpu;
    }
    double perCpu() const { return cpu > 0 ? static_cast<double>(blocks) / cpu : 0; }
    double perSecond() const { return static_cast<double>(blocks) / seconds; }
};

/// One client of the plain load: a socket with one request in flight.
struct Load
{
    int fd = -1;
    quint32 number = 0;
    quint16 messageId = 0;
    qint64 sentAt = 0;
    std::array<std::uint8_t, 64> request{};
    std::size_t length = 0;
};

void ask(Load& load, quint8 szx, qint64 now)
{
    ++load.messageId;
    std::uint8_t* out = load.request.data();
    *out++ = 0x41;
    *out++ = 0x01;
    *out++ = static_cast<std::uint8_t>(load.messageId >> 8);
    *out++ = static_cast<std::uint8_t>(load.messageId);
    *out++ = 't';
    const QByteArray segment = path.toLatin1();
    *out++ = static_cast<std::uint8_t>(0xb0 | (segment.size() < 13 ? segment.size() : 13));
    if (segment.size() >= 13)
        *out++ = static_cast<std::uint8_t>(segment.size() - 13);
    std::memcpy(out, segment.constData(), static_cast<std::size_t>(segment.size()));
    out += segment.size();
    const CoapUint value = BlockOption{load.number, false, szx}.value();
    *out++ = static_cast<std::uint8_t>(0xc0 | value.length);
    std::memcpy(out, value.buffer.data(), value.length);
    load.length = static_cast<std::size_t>(out - load.request.data()) + value.length;
    load.sentAt = now;
    [[maybe_unused]] const ssize_t sent = ::send(load.fd, load.request.data(), load.length, 0);
}

/// Asks for one block after the other from `clients` sockets in one thread, repeating what got lost.
Rate plainLoad(quint16 port, qint64 pid, int clients, quint8 szx, double seconds)
{
    const quint32 blocks = static_cast<quint32>(bodyBytes >> (szx + 4));
    const int poller = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<Load> loads(static_cast<std::size_t>(clients));
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QElapsedTimer timer;
    timer.start();
    for (std::size_t i = 0; i < loads.size(); ++i) {
        loads[i].fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        [[maybe_unused]] const int connected =
            ::connect(loads[i].fd, reinterpret_cast<const sockaddr*>(&server), sizeof server);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(poller, EPOLL_CTL_ADD, loads[i].fd, &event);
    }
    Rate rate;
    const double cpuBefore = cpuSeconds(pid);
    for (Load& load : loads)
        ask(load, szx, timer.nsecsElapsed());
    std::array<std::uint8_t, 2048> buffer;
    std::array<epoll_event, 128> events;
    qint64 nextCheck = 0;
    while (static_cast<double>(timer.nsecsElapsed()) < seconds * 1e9) {
        const int count = ::epoll_wait(poller, events.data(), static_cast<int>(events.size()), 50);
        const qint64 now = timer.nsecsElapsed();
        for (int i = 0; i < count; ++i) {
            Load& load = loads[static_cast<std::size_t>(events[static_cast<std::size_t>(i)].data.u64)];
            ssize_t got = 0;
            while ((got = ::recv(load.fd, buffer.data(), buffer.size(), 0)) > 0) {
                if (got < 16 || buffer[1] != 0x45 || readBe16(buffer.data() + 2) != load.messageId)
                    continue;
                ++rate.blocks;
                load.number = (load.number + 1) % blocks;
                ask(load, szx, now);
            }
        }
        if (now > nextCheck) {
            nextCheck = now + 50'000'000;
            for (Load& load : loads) {
                if (now - load.sentAt > 300'000'000)
                    ask(load, szx, now);
            }
        }
    }
    rate.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    rate.cpu = cpuSeconds(pid) - cpuBefore;
    for (const Load& load : loads)
        ::close(load.fd);
    ::close(poller);
    return rate;
}

CoapCall callTo(quint16 port, bool secure)
{
    CoapCall call;
    call.uri.host = QStringLiteral("127.0.0.1");
    call.uri.port = port;
    call.uri.secure = secure;
    call.uri = call.uri.at(path);
    if (secure)
        call.psk = CoapPsk::read(keyText).value();
    return call;
}

/// The same with sessions of our own client; the handshakes happen before the clock starts.
Rate secureLoad(quint16 port, qint64 pid, int clients, quint8 szx, double seconds)
{
    CoapClient client;
    std::atomic<quint64> blocks = 0;
    std::atomic<int> ready = 0;
    std::atomic<bool> ended = false;
    std::vector<std::future<void>> done;
    std::function<void(std::shared_ptr<std::promise<void>>, bool)> begin =
        [&](std::shared_ptr<std::promise<void>> promise, bool first) {
            CoapCall call = callTo(port, true);
            call.szx = szx;
            call.keepBody = false;
            call.checkBody = false;
            call.onBlock = [&, first](const CoapBlock& block) {
                if (first && block.offset == 0)
                    ++ready;
                ++blocks;
                return !ended;
            };
            client.start(call, [&, promise](const CoapAnswer&) {
                if (ended)
                    promise->set_value();
                else
                    begin(promise, false);
            });
        };
    for (int i = 0; i < clients; ++i) {
        auto promise = std::make_shared<std::promise<void>>();
        done.push_back(promise->get_future());
        begin(promise, true);
    }
    QElapsedTimer timer;
    timer.start();
    while (ready < clients && timer.elapsed() < 20'000)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    Rate rate;
    const double cpuBefore = cpuSeconds(pid);
    const quint64 blocksBefore = blocks;
    timer.restart();
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    rate.blocks = blocks - blocksBefore;
    rate.cpu = cpuSeconds(pid) - cpuBefore;
    rate.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    ended = true;
    for (auto& each : done)
        each.wait_for(std::chrono::seconds(5));
    return rate;
}

quint16 freePort()
{
    QUdpSocket socket;
    socket.bind(QHostAddress::LocalHost, 0, QAbstractSocket::DontShareAddress);
    return socket.localPort();
}

/// libcoap's server with our body in it.
bool startPeer(QProcess& process, bool secure, quint16& port)
{
    const quint16 base = static_cast<quint16>(freePort() & 0xfffe);
    QStringList arguments = {QStringLiteral("-A"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                             QString::number(base)};
    if (secure)
        arguments << QStringLiteral("-k") << QString::fromLatin1(keyWord);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(secure ? QStringLiteral("coap-server-openssl") : QStringLiteral("coap-server-notls"), arguments);
    if (!process.waitForStarted())
        return false;
    port = secure ? static_cast<quint16>(base + 1) : base;
    CoapClient client;
    CoapCall call = callTo(base, false);
    call.method = CoapMethod::Put;
    call.payload = bodyOf();
    call.contentFormat = coapformat::octets;
    call.endOnUnreachable = false;
    call.timing.ackTimeout = std::chrono::milliseconds(200);
    call.timing.maxRetransmit = 8;
    return client.run(call).accepted();
}

bool startOurs(QProcess& process, bool secure, quint16& port)
{
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--serve"), QString::number(secure ? 1 : 0)});
    if (!process.waitForStarted() || !process.waitForReadyRead(10'000))
        return false;
    port = process.readLine().trimmed().toUShort();
    return port != 0;
}

/// CPU seconds of all processes that were started and have ended.
double childrenSeconds()
{
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

int fetch(quint16 port, quint8 szx)
{
    CoapClient client;
    CoapCall call = callTo(port, false);
    call.uri = call.uri.at(clientPath(szx));
    call.szx = szx;
    call.keepBody = false; // The peer writes it to /dev/null.
    return client.run(call).received == clientBlocks << (szx + 4) ? 0 : 1;
}

/// One whole body, by a process of its own.
bool fetchOnce(const QString& program, const QStringList& arguments, Rate& rate)
{
    QElapsedTimer timer;
    timer.start();
    const double before = childrenSeconds();
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return false;
    rate.add({clientBlocks, static_cast<double>(timer.nsecsElapsed()) / 1e9, childrenSeconds() - before});
    return true;
}

void stop(QProcess& process)
{
    process.closeWriteChannel();
    process.terminate();
    if (!process.waitForFinished(3000)) {
        process.kill();
        process.waitForFinished();
    }
}

int measure(bool secure, double seconds)
{
    QProcess ours;
    QProcess peer;
    quint16 ourPort = 0;
    quint16 peerPort = 0;
    if (!startOurs(ours, secure, ourPort) || !startPeer(peer, secure, peerPort)) {
        std::fprintf(stderr, "a server does not start: %s\n", qPrintable(peer.errorString()));
        return 3;
    }
    const auto load = secure ? secureLoad : plainLoad;
    for (const int clients : {1, 10, 100}) {
        for (const quint8 szx : {quint8{2}, quint8{6}}) {
            // In turns, so that what else runs on the machine meets both alike.
            Rate mine;
            Rate theirs;
            for (int slice = 0; slice < slices; ++slice) {
                mine.add(load(ourPort, ours.processId(), clients, szx, seconds / slices));
                theirs.add(load(peerPort, peer.processId(), clients, szx, seconds / slices));
            }
            std::printf("%-6s %5d %5d | %10.0f %10.0f | %10.0f %10.0f | %6.2f\n", secure ? "coaps" : "coap", 16 << szx,
                        clients, mine.perSecond(), mine.perCpu(), theirs.perSecond(), theirs.perCpu(),
                        theirs.perCpu() > 0 ? mine.perCpu() / theirs.perCpu() : 0);
            std::fflush(stdout);
        }
    }
    stop(ours);
    stop(peer);
    return 0;
}

int measureClients()
{
    QProcess server;
    quint16 port = 0;
    if (!startOurs(server, false, port))
        return 3;
    constexpr int rounds = 5;
    for (const quint8 szx : {quint8{2}, quint8{6}}) {
        Rate mine;
        Rate theirs;
        for (int round = 0; round < rounds; ++round) {
            const bool fetched =
                fetchOnce(QCoreApplication::applicationFilePath(),
                          {QStringLiteral("--fetch"), QString::number(port), QString::number(szx)}, mine) &&
                fetchOnce(QStringLiteral("coap-client-notls"),
                          {QStringLiteral("-B"), QStringLiteral("60"), QStringLiteral("-b"), QString::number(16 << szx),
                           QStringLiteral("-o"), QStringLiteral("/dev/null"),
                           QStringLiteral("coap://127.0.0.1:%1/%2").arg(port).arg(clientPath(szx))},
                          theirs);
            if (!fetched) {
                std::fprintf(stderr, "a client does not fetch\n");
                return 3;
            }
        }
        std::printf("%-6s %5d %5s | %10.0f %10.0f | %10.0f %10.0f | %6.2f\n", "client", 16 << szx, "1",
                    mine.perSecond(), mine.perCpu(), theirs.perSecond(), theirs.perCpu(),
                    theirs.perCpu() > 0 ? mine.perCpu() / theirs.perCpu() : 0);
        std::fflush(stdout);
    }
    stop(server);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--serve"))
        return serve(arguments.value(2) == QLatin1String("1"));
    if (arguments.value(1) == QLatin1String("--fetch"))
        return fetch(arguments.value(2).toUShort(), static_cast<quint8>(arguments.value(3).toUInt()));
    const double seconds = arguments.size() > 1 ? arguments[1].toDouble() : 2.0;
    std::printf("1 MiB body; blocks per second, and per second of the server's CPU time\n");
    std::printf("%-6s %5s %5s | %21s | %21s | %6s\n", "", "block", "peers", "ours    per s  per CPU",
                "libcoap per s  per CPU", "ratio");
    for (const bool secure : {false, true}) {
        if (const int failed = measure(secure, seconds))
            return failed;
    }
    return measureClients();
}
