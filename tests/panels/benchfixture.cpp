// SPDX-License-Identifier: Apache-2.0
#include "benchfixture.h"

#include "benchcontent.h"
#include "panels/serving/servingfeed.h"
#include "panels/serving/servingpanel.h"
#include "store/bench.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <cmath>

namespace ota {

namespace {

// 2026-11-20 10:26:06 UTC: a Friday morning.
constexpr qint64 presentNs = Q_INT64_C(1'795'170'366'000'000'000);
constexpr int stillLimitMs = 30'000;
constexpr qint64 stillForMs = 400;

/// Two minutes of traffic, the same each time, in place of what is really sent each second.
void playTraffic(BenchWindow& window, bool filled)
{
    auto* panel = qobject_cast<ServingPanel*>(window.window().panel(QStringLiteral("serving")));
    if (!panel)
        qFatal("there is no panel serving");
    for (int second = 0; filled && second < 120; ++second) {
        const bool isDone = second > 112;
        const double wave = std::sin(second * 0.21) + 0.6 * std::sin(second * 0.57 + 1);
        Q_EMIT panel->feed().sampled({second < 30 || isDone ? 0 : 3800 + 900 * wave, 0,
                                      isDone ? 0 : 1500 + 260 * std::sin(second * 0.83) + (second > 70 ? 1100 : 0), 0});
    }
    QObject::disconnect(&panel->feed(), &ServingFeed::sampled, panel, nullptr);
}

} // namespace

BenchFixture::BenchFixture(Content content)
    : clock(presentNs)
    , m_content(content)
{
    if (!QDir().mkpath(directory()))
        qFatal("cannot make %s", qPrintable(directory()));
    if (content == Content::Filled) {
        fillBench(directory(), clock);
    } else {
        BenchOptions options;
        options.clock = &clock;
        if (const auto made = Bench::open(directory(), Bench::Access::Hold, std::move(options)); !made)
            qFatal("%s", qPrintable(made.error().toString()));
    }
    // Its beginning is shown.
    QFile token(directory() + QStringLiteral("/token"));
    if (!token.open(QIODevice::WriteOnly) || token.write("tbLK2vXw9cRfYm4sQe7hJd1nUp6gZa3T\n") < 0 ||
        !token.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        qFatal("cannot write %s", qPrintable(token.fileName()));
}

BenchFixture::~BenchFixture() = default;

QString BenchFixture::directory() const
{
    return m_folder.filePath(QStringLiteral("lab-3"));
}

BenchWindow& BenchFixture::make()
{
    m_window = std::make_unique<BenchWindow>(directory(), QStringLiteral("0.1.0"), log, &clock);
    playTraffic(*m_window, m_content == Content::Filled);
    return *m_window;
}

MainWindow& BenchFixture::show(QSize size)
{
    MainWindow& window = make().window();
    window.resize(size);
    window.show();
    if (!QTest::qWaitFor([this] { return m_window->feed().isLoaded(); }, stillLimitMs))
        qFatal("the bench is not read");
    if (m_content == Content::Filled)
        startServices();
    return window;
}

void BenchFixture::startServices()
{
    ServiceHost& services = m_window->services();
    for (const char* name : {"http", "coap"}) {
        const QString service = QString::fromLatin1(name);
        const auto running = [&] {
            return services.entry(service)->status.state == ServiceStatus::State::Running;
        };
        if (!running())
            services.start(service);
        if (!QTest::qWaitFor(running, stillLimitMs))
            qFatal("%s does not run: %s", name, qPrintable(services.entry(service)->status.why));
    }
}

QImage stillPicture(QWidget& widget)
{
    QImage last;
    QElapsedTimer same;
    same.start();
    const bool still = QTest::qWaitFor(
        [&] {
            const QImage now = widget.grab().toImage();
            if (now != last)
                same.restart();
            last = now;
            return same.elapsed() >= stillForMs;
        },
        stillLimitMs);
    if (!still)
        qFatal("the window does not stand still");
    return last;
}

} // namespace ota
