// SPDX-License-Identifier: Apache-2.0
// A million events: append through the Timeline with raw bytes, open, load, pages, jumps, density, statistics. CPU
// seconds are of the whole process (user and system); the bars are those of spec/timeline.md 9 and DESIGN.md 5.

#include "base/bytes.h"
#include "base/clock.h"
#include "store/database.h"
#include "timeline/eventcolumns.h"
#include "timeline/eventstore.h"
#include "timeline/statistics.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>

using namespace ota;

namespace {

constexpr int boards = 200;
constexpr int sessionsPerBoard = 5;
constexpr int eventsPerSession = 1000;
constexpr quint64 total = quint64(boards) * sessionsPerBoard * eventsPerSession;

bool allGood = true;

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Cost
{
    double cpu = 0;
    double wall = 0;
};

Cost measured(const std::function<void()>& work)
{
    const double cpu = cpuSeconds();
    const auto begin = std::chrono::steady_clock::now();
    work();
    return {cpuSeconds() - cpu, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()};
}

/// The middle of several runs, in milliseconds of CPU.
double milliseconds(int runs, const std::function<void()>& work)
{
    std::vector<double> costs;
    for (int i = 0; i < runs; ++i)
        costs.push_back(measured(work).cpu * 1000);
    std::sort(costs.begin(), costs.end());
    return costs[costs.size() / 2];
}

void row(const char* what, double value, const char* unit, double bar, bool atLeast)
{
    const bool good = atLeast ? value >= bar : value <= bar;
    allGood = allGood && good;
    std::printf("%-46s %12.2f %-12s bar %s %.2f  %s\n", what, value, unit, atLeast ? ">=" : "<=", bar,
                good ? "ok" : "MISSED");
}

Event eventOf(int board, int number)
{
    Event event;
    event.board = BoardId(QStringLiteral("board-%1").arg(board));
    event.world = World::Suit;
    event.stream = number % 3 == 0 ? Stream::Console : Stream::Transfer;
    event.origin = number % 3 == 0 ? Origin::Console : Origin::Server;
    event.confidence = Confidence::Reported;
    event.phase = static_cast<Phase>(2 + number * 4 / eventsPerSession);
    event.edge = number % (eventsPerSession / 4) == 0 ? Edge::Enter : Edge::Note;
    event.severity = number % 97 == 0 ? Severity::Warning : Severity::Info;
    event.code = QStringLiteral("step.%1").arg(number % 40);
    event.message = QStringLiteral("message %1 of what the board said").arg(number);
    return event;
}

void append(EventStore& store, const Clock& clock)
{
    Timeline::Options options;
    options.watch = false;
    const auto timeline = Timeline::open(store, clock, options);
    const QByteArray line("a line of the console as it came from the board, sixty bytes\r\n");
    // All boards at once, as on a bench, each through its sessions.
    for (int session = 0; session < sessionsPerBoard; ++session) {
        for (int board = 0; board < boards; ++board)
            (void)(*timeline)->openSession({.board = BoardId(QStringLiteral("board-%1").arg(board)),
                                            .world = World::Suit,
                                            .target = QString::number(session + 1)});
        for (int number = 1; number < eventsPerSession; ++number) {
            for (int board = 0; board < boards; ++board) {
                Event event = eventOf(board, number);
                if (number % 3 == 0)
                    event.raw = (*timeline)->appendRaw(event.board, QStringLiteral("console"), line);
                (*timeline)->append(std::move(event));
            }
        }
    }
    (*timeline)->flush();
}

void pages(const EventStore& store, const EventColumns& columns)
{
    const qint64 begin = columns.timeRange()->first;
    const qint64 end = columns.timeRange()->second;
    const BoardId board(QStringLiteral("board-77"));
    const auto page = [&](const char* what, const EventFilter& filter, double bar = 20) {
        std::size_t found = 0;
        const double cost = milliseconds(9, [&] {
            const auto events = store.events(filter);
            found = events ? events->size() : 0;
        });
        row(QStringLiteral("%1 (%2 rows)").arg(QLatin1StringView(what)).arg(found).toUtf8().constData(), cost, "ms CPU",
            bar, false);
    };
    const qint64 middle = begin + (end - begin) / 2;
    page("page of a session", {.session = SessionId{500}});
    page("page of a board from the middle on", {.board = board, .fromNs = middle});
    page("page from a moment on", {.fromNs = middle});
    page("page of problems", {.atLeast = Severity::Warning});
    page("page of a code", {.code = QStringLiteral("step.7")});
    page("newest page", {.order = EventFilter::Order::Newest});
    page("tail by seq", {.after = EventKey{0, total - 500}, .order = EventFilter::Order::Seq});
    page("text in messages, found at once", {.text = QStringLiteral("what the BOARD said")}, 500);
    page("text in messages, found nowhere", {.text = QStringLiteral("no such words")}, 500);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir directory;
    const SystemClock clock;
    auto database = Database::open(directory.filePath(QStringLiteral("bench.sqlite")), true);
    if (!database || !(*database)->migrate({EventStore::schema()}))
        return 3;
    auto store = EventStore::open(**database, directory.filePath(QStringLiteral("streams")), clock);
    if (!store)
        return 3;

    std::printf("%llu events, %d boards, %d sessions\n\n", static_cast<unsigned long long>(total), boards,
                boards * sessionsPerBoard);
    const Cost appended = measured([&] { append(**store, clock); });
    row("append with raw bytes, fold, checkers", static_cast<double>(total) / appended.wall, "events/s", 20'000, true);
    std::printf("%-46s %12.2f events/CPU s (%.1f s CPU, %.1f s)\n", "", static_cast<double>(total) / appended.cpu,
                appended.cpu, appended.wall);
    std::printf("%-46s %12s\n", "size of the tables", qPrintable(humanSize((*database)->sizeBytes().value_or(0))));

    store->reset();
    database->reset();
    std::vector<Event> newest;
    EventColumns columns;
    const Cost opened = measured([&] {
        database = Database::open(directory.filePath(QStringLiteral("bench.sqlite")), true);
        store = EventStore::open(**database, directory.filePath(QStringLiteral("streams")), clock);
        newest = (*store)->events({.order = EventFilter::Order::Newest}).value_or(std::vector<Event>());
    });
    row("open, newest page", opened.wall, "s", 1, false);
    const Cost loaded = measured([&] { columns = (*store)->columns().value_or(EventColumns()); });
    row("load of the columns", loaded.cpu, "s CPU", 0.5, false);
    if (columns.endSeq() < total || newest.size() != 500)
        return 1;

    std::printf("\n");
    pages(**store, columns);

    std::printf("\n");
    const auto [begin, end] = *columns.timeRange();
    row("density in 1000 parts, whole run",
        milliseconds(9, [&, b = begin, e = end] { (void)columns.density(b, e, 1000); }), "ms CPU", 8, false);
    row("jump to a moment", milliseconds(9, [&, b = begin, e = end] { (void)columns.rowAt(b + (e - b) / 3); }),
        "ms CPU", 5, false);
    row("next problem of a board (none left)",
        milliseconds(9, [&] { (void)columns.nextProblem(0, Severity::Error, 77); }), "ms CPU", 5, false);
    row("next phase change (none of this board)", milliseconds(9, [&] { (void)columns.nextPhaseChange(0, 99'999); }),
        "ms CPU", 5, false);
    row("statistics of 1000 sessions",
        milliseconds(5,
                     [&] {
                         const auto rows = (*store)->sessions({.limit = 1000});
                         (void)statisticsOf(*rows);
                     }),
        "ms CPU", 200, false);
    const auto rows = (*store)->sessions({.limit = 3});
    std::size_t next = 0;
    row("remove a session", milliseconds(3, [&] { (void)(*store)->remove((*rows)[next++].id); }), "ms CPU", 100, false);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%-46s %12s\n", "largest memory of this program",
                qPrintable(humanSize(qint64(usage.ru_maxrss) * 1024)));
    return allGood ? 0 : 1;
}
