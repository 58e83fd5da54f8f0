// SPDX-License-Identifier: Apache-2.0
// A thousand gateways that are asked at once, and report all their statuses, in the panel of timelines; and one of them
// with ten thousand steps. CPU milliseconds of the window's thread; the bar is that of a frame.

#include "../panels/gatewaybench.h"
#include "panels/timelines/eventlist.h"
#include "panels/timelines/sequenceview.h"
#include "panels/timelines/timelinespanel.h"
#include "panels/timelines/timelineview.h"
#include "panelsupport.h"

#include <QAction>
#include <QScrollBar>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

using namespace ota;

namespace {

constexpr int gateways = 1000;
constexpr int steps = 10'000;
constexpr qint64 beginNs = Q_INT64_C(1'795'200'000'000'000'000);
constexpr double frameBar = 8;
constexpr int limitMs = 300'000;

bool allGood = true;

double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double cost(const std::function<void()>& work)
{
    const double begin = threadMs();
    work();
    return threadMs() - begin;
}

void frames(const char* what, int runs, const std::function<void(int)>& work)
{
    std::vector<double> costs;
    for (int i = 0; i < runs; ++i)
        costs.push_back(cost([&] { work(i); }));
    std::ranges::sort(costs);
    const double middle = costs[costs.size() / 2];
    allGood = allGood && middle <= frameBar;
    std::printf("%-52s %8.2f ms CPU, worst %7.2f   bar <= %.0f  %s\n", what, middle, costs.back(), frameBar,
                middle <= frameBar ? "ok" : "MISSED");
}

void wait(const char* what, const std::function<bool()>& until)
{
    if (!QTest::qWaitFor(until, limitMs))
        qFatal("waited in vain: %s", what);
}

QString nameOf(int gateway)
{
    return QStringLiteral("gw-%1").arg(gateway, 4, 10, QLatin1Char('0'));
}

void lanes(TimelineView& view)
{
    const auto paint = [&view](int) {
        view.viewport()->repaint();
    };
    view.fit();
    frames("frame, at rest", 60, paint);
    frames("frame, everything anew", 30, [&](int i) {
        view.setAxis(view.axis().moved(i % 2 == 0 ? 1 : -1));
        paint(i);
    });
    const TimeAxis whole = view.axis();
    frames("frame, zooming about the pointer", 60, [&](int i) {
        view.setAxis(whole.zoomed(300, std::pow(1.1, i)));
        paint(i);
    });
    view.setAxis(whole);
    frames("frame, lanes scrolled by one", 60, [&](int i) {
        view.verticalScrollBar()->setValue(i * tokens::height::lane);
        paint(i);
    });
}

/// Each report of all gateways, while the panel shows them.
void applyToAll(GatewayBench& bench, TimelinesPanel& panel)
{
    double worst = 0;
    const QStringList statuses = GatewayBench::wholeUpdate();
    const std::size_t before = panel.lanes().columns().size();
    QStringList all;
    for (int gateway = 0; gateway < gateways; ++gateway)
        all << nameOf(gateway);
    bench.ask(all, QStringLiteral("2.0"));
    std::size_t wanted = before + gateways;
    for (const QString& status : statuses) {
        for (int gateway = 0; gateway < gateways; ++gateway)
            bench.say(nameOf(gateway), QStringLiteral("2.0"), status);
        bench.flush();
        wanted += gateways;
        worst = std::max(worst,
                         cost([&] { wait("the reports", [&] { return panel.lanes().columns().size() >= wanted; }); }));
    }
    std::printf("%-52s %8.2f ms CPU\n", "1000 reports come: taking and painting, worst", worst);
}

void oneWithSteps(TimelinesPanel& panel, const SessionRow& session)
{
    panel.view().selectSession(session.id);
    wait("its events", [&] { return !panel.events().model().isBusy() && panel.events().model().eventCount() > 0; });
    panel.findChild<QAction*>(QStringLiteral("actionSequence"))->trigger();
    wait("its sequence", [&] { return !panel.sequence().sequence().rows.empty(); });
    const auto& rows = panel.sequence().sequence().rows;
    const auto found = std::ranges::find(rows, std::optional(OtauStatus::DownloadStep), &SequenceRow::expected);
    const auto bars = std::ranges::count(session.phases, Phase::Download, &PhaseSpan::phase);
    const bool isOne = found != rows.end() && found->count == steps && bars == 1;
    allGood = allGood && isOne;
    std::printf("%d steps: %td bar(s), %llu events kept, %zu lines of the sequence  %s\n", steps, bars,
                static_cast<unsigned long long>(session.events), rows.size(), isOne ? "ok" : "MISSED");
    frames("choosing another session", 60, [&](int i) {
        panel.view().selectSession(panel.lanes().all()[static_cast<std::size_t>(i)].newest()->id);
        panel.view().viewport()->repaint();
    });
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    installTestLook();
    GatewayBench bench(beginNs);
    for (int gateway = 0; gateway < gateways; ++gateway)
        bench.add(nameOf(gateway), gateway % 2 == 0);
    const QString many = QStringLiteral("gw-steps");
    bench.add(many);
    bench.ask(many, QStringLiteral("2.0"));
    bench.sayAll(many, QStringLiteral("2.0"), {QStringLiteral("INIT"), QStringLiteral("DOWNLOAD")});
    std::printf("%-52s %8.2f ms CPU\n", "recording 10 000 steps of one write",
                cost([&] { bench.saySteps(many, QStringLiteral("2.0"), steps); }));
    bench.say(many, QStringLiteral("2.0"), QStringLiteral("DOWNLOAD_SUCCESS"));
    const SessionRow session = bench.newest(many);

    WindowFixture fixture;
    MainWindow& window = fixture.show();
    fixture.clock.setNs(bench.clock.nowNs());
    auto* panel = new TimelinesPanel(window.workbench(), [&]() -> Result<const EventStore*> { return &bench.store(); });
    window.addPanel(panel);
    window.openThing(QStringLiteral("timelines"), {});
    wait("the first session", [&] { return panel->lanes().sessionCount() > 0; });
    applyToAll(bench, *panel);
    fixture.clock.setNs(bench.clock.nowNs());
    wait("all sessions", [&] { return panel->lanes().sessionCount() > gateways; });
    std::printf("%zu events, %zu sessions, %zu lanes\n", panel->lanes().columns().size(), panel->lanes().sessionCount(),
                panel->lanes().all().size());
    lanes(panel->view());
    oneWithSteps(*panel, session);
    fixture.window.reset(); // It reads from what goes now.
    return allGood ? 0 : 1;
}
