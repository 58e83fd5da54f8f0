// SPDX-License-Identifier: Apache-2.0
// How long until the window is painted for the first time, and until it shows what the bench has, next to an empty
// QMainWindow. All in one run, in turn, drawn into memory; the medians count.
//
//   bench_window [ROUNDS]

#include "benchfixture.h"
#include "fakeclock.h"
#include "panels/widgets/panelpage.h"
#include "panelsupport.h"
#include "pictures.h"
#include "store/bench.h"
#include "store/boardstore.h"

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

using namespace ota;

namespace {

constexpr int limitMs = 60'000;

/// Sees the first painting of a window.
class FirstPaint final : public QObject
{
public:
    explicit FirstPaint(QWidget& window) { window.installEventFilter(this); }
    bool isDone() const { return m_done; }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        // All of the window's widgets are painted within this one.
        m_done = m_done || event->type() == QEvent::Paint;
        return false;
    }

private:
    bool m_done = false;
};

void waitFor(const std::function<bool()>& ready)
{
    if (!QTest::qWaitFor(ready, limitMs))
        qFatal("it does not come");
}

double milliseconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

double emptyWindow()
{
    QElapsedTimer timer;
    timer.start();
    QMainWindow window;
    FirstPaint paint(window);
    window.resize(1440, 900);
    window.show();
    waitFor([&] { return paint.isDone(); });
    return milliseconds(timer);
}

struct Times
{
    std::vector<double> paint; ///< Milliseconds from the constructor to the first painting,
    std::vector<double> data;  ///< and until the bench was read and what it has was painted.
};

void ourWindow(const QString& bench, const FakeClock& clock, Times& times)
{
    LogRing log;
    QElapsedTimer timer;
    timer.start();
    BenchWindow ours(bench, QStringLiteral("0.1.0"), log, &clock);
    FirstPaint paint(ours.window());
    ours.window().resize(1440, 900);
    ours.window().show();
    waitFor([&] { return paint.isDone(); });
    times.paint.push_back(milliseconds(timer));
    waitFor([&] { return ours.feed().isLoaded(); });
    FirstPaint again(ours.window());
    ours.window().update();
    waitFor([&] { return again.isDone(); });
    times.data.push_back(milliseconds(timer));
}

void fillWithBoards(const QString& directory, const FakeClock& clock, int count)
{
    BenchOptions options;
    options.clock = &clock;
    const auto bench = Bench::open(directory, Bench::Access::Hold, std::move(options));
    if (!bench)
        qFatal("%s", qPrintable(bench.error().toString()));
    for (int i = 0; i < count; ++i) {
        Board board;
        board.id = BoardId(QStringLiteral("board-%1").arg(i, 5, 10, QChar(u'0')));
        board.links.address = QStringLiteral("coap://[fd00:b::%1]").arg(i, 0, 16);
        if (!(*bench)->boards().add(board))
            qFatal("a board is not taken");
    }
}

/// How long one picture of the panel takes while one scrolls through its boards.
std::vector<double> scrolledFrames(const QString& bench, const FakeClock& clock)
{
    LogRing log;
    BenchWindow ours(bench, QStringLiteral("0.1.0"), log, &clock);
    ours.window().resize(1440, 900);
    ours.window().openThing(QStringLiteral("boards"), {});
    ours.window().show();
    auto* table = ours.window().currentPanel()->findChild<QAbstractItemView*>(QStringLiteral("boardsTable"));
    if (!table)
        qFatal("there is no table of boards");
    waitFor([&] { return table->model()->rowCount() >= 10'000; });
    std::vector<double> frames;
    for (int i = 0; i < 200; ++i) {
        QElapsedTimer timer;
        timer.start();
        table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum() * i / 200);
        ours.window().grab();
        frames.push_back(milliseconds(timer));
    }
    return frames;
}

} // namespace

int main(int argc, char** argv)
{
    setPictureEnvironment();
    const QApplication application(argc, argv);
    setPictureLook();
    const int rounds = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 15;

    BenchFixture empty(BenchFixture::Content::Empty);
    BenchFixture lab(BenchFixture::Content::Filled);
    BenchFixture many(BenchFixture::Content::Empty);
    fillWithBoards(many.directory(), many.clock, 10'000);
    emptyWindow(); // Fonts and the style's pixmaps are loaded once.
    Times ignored;
    ourWindow(lab.directory(), lab.clock, ignored);

    std::vector<double> bare;
    Times withNothing;
    Times withLab;
    Times withMany;
    for (int i = 0; i < rounds; ++i) {
        bare.push_back(emptyWindow());
        ourWindow(empty.directory(), empty.clock, withNothing);
        ourWindow(lab.directory(), lab.clock, withLab);
        ourWindow(many.directory(), many.clock, withMany);
    }
    const double one = median(bare);
    std::printf("%-34s %8.1f ms\n", "empty QMainWindow, first paint", one);
    for (const auto& [name, times] :
         {std::pair{"new bench", &withNothing}, {"lab's bench", &withLab}, {"bench of 10 000 boards", &withMany}}) {
        std::printf("%-34s %8.1f ms  %5.1f x    with its content %8.1f ms\n", name, median(times->paint),
                    median(times->paint) / one, median(times->data));
    }
    auto frames = scrolledFrames(many.directory(), many.clock);
    std::ranges::sort(frames);
    std::printf("%-34s %8.1f ms  99 of 100 below %.1f ms\n", "10 000 boards, a scrolled frame",
                frames.at(frames.size() / 2), frames.at(frames.size() * 99 / 100));
    return 0;
}
