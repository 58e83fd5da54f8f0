// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/gatewayfeed.h"

#include "exosense/configotau.h"
#include "exosense/gatewayreader.h"
#include "panels/widgets/benchfeed.h"
#include "store/bench.h"

#include <QJsonObject>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

namespace ota {

namespace {

constexpr std::chrono::milliseconds turn{250};
/// What no stamp tells is looked for this often: deliveries, revoked tokens, silence.
constexpr int turnsBetweenFullLooks = 4;

GatewayFeed::Served servedBy(const QJsonObject& services)
{
    const auto first = [&](std::initializer_list<const char*> names) {
        for (const char* name : names) {
            if (const QString address = services[QLatin1StringView(name)].toString(); !address.isEmpty())
                return address;
        }
        return QString();
    };
    return {first({"exosense", "exosense-tls"}), first({"exosense-mqtt", "exosense-mqtts"})};
}

bool isBefore(const GatewayPtr& gateway, const QString& name)
{
    return gateway->board < name;
}

} // namespace

/// What a look found; what is the same as before is not there.
struct GatewayFeed::News
{
    std::optional<std::vector<GatewayPtr>> gateways;
    QStringList changed;
    Served served;
};

/// What the last look found. One look at a time; any thread.
struct GatewayFeed::Reader
{
    WithCloud withCloud;
    std::mutex mutex;
    GatewayReader tables;
    QString stamp;
    int turnsToFullLook = 0;
    std::vector<GatewayPtr> known;
    PayloadAddresses addresses;
    QJsonObject servicesThen; ///< For which the addresses are.
    int turnsToAddresses = 0;

    Result<News> look(Bench& bench, bool full);
    Result<std::optional<std::vector<GatewayView>>> views(Bench& bench, bool full);
    void readAddresses(Bench& bench, const QJsonObject& now);
    void compare(std::vector<GatewayView> views, News& news);
};

/// Packages are not in the stamp, and there may be many of them: not at every turn.
void GatewayFeed::Reader::readAddresses(Bench& bench, const QJsonObject& now)
{
    if (servicesThen == now && turnsToAddresses-- > 0)
        return;
    ExosenseStore store(bench.database(), bench.clock());
    auto read = PayloadAddresses::of(store, now);
    if (!read)
        return; // At the next turn.
    addresses = std::move(*read);
    servicesThen = now;
    turnsToAddresses = turnsBetweenFullLooks - 1;
}

Result<std::optional<std::vector<GatewayView>>> GatewayFeed::Reader::views(Bench& bench, bool full)
{
    using Views = std::optional<std::vector<GatewayView>>;
    Views views;
    if (withCloud && withCloud([&views](ExosenseCloud& cloud) { views = cloud.newest(); }))
        return views;
    ExosenseStore store(bench.database(), bench.clock());
    const auto now = store.stamp();
    if (!now)
        return failure(now.error());
    if (!full && stamp == *now && turnsToFullLook-- > 0)
        return Views();
    auto read = tables.read(bench);
    if (!read)
        return failure(read.error());
    turnsToFullLook = turnsBetweenFullLooks - 1;
    stamp = *now;
    return Views(std::move(*read));
}

void GatewayFeed::Reader::compare(std::vector<GatewayView> views, News& news)
{
    std::ranges::sort(views, {}, &GatewayView::board);
    std::vector<GatewayPtr> now;
    now.reserve(views.size());
    auto before = known.cbegin();
    for (GatewayView& view : views) {
        for (; before != known.cend() && (*before)->board < view.board; ++before)
            news.changed << (*before)->board; // It has gone.
        const GatewayPtr old = before != known.cend() && (*before)->board == view.board ? *before++ : nullptr;
        GatewayFacts facts{std::move(view)};
        // Parsed only when it is another text.
        facts.wants = old && old->desired == facts.desired ? old->wants : checkConfig(facts.desired).version();
        if (facts.wants != facts.running)
            facts.moved = addresses.movedFrom(facts.desired);
        if (old && *old == facts) {
            now.push_back(old);
            continue;
        }
        news.changed << facts.board;
        now.push_back(std::make_shared<const GatewayFacts>(std::move(facts)));
    }
    for (; before != known.cend(); ++before)
        news.changed << (*before)->board;
    if (news.changed.isEmpty())
        return;
    known = now;
    news.gateways = std::move(now);
}

Result<GatewayFeed::News> GatewayFeed::Reader::look(Bench& bench, bool full)
{
    const std::scoped_lock lock(mutex);
    News news;
    const auto running = bench.services();
    if (!running)
        return failure(running.error());
    news.served = servedBy(*running);
    readAddresses(bench, *running);
    auto found = views(bench, full);
    if (!found)
        return failure(found.error());
    if (*found)
        compare(std::move(**found), news);
    return news;
}

GatewayFeed::GatewayFeed(BenchFeed& bench, WithCloud cloud, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_reader(std::make_shared<Reader>())
{
    m_reader->withCloud = std::move(cloud);
    m_turn.setSingleShot(true);
    m_turn.setInterval(turn);
    connect(&m_turn, &QTimer::timeout, this, &GatewayFeed::look);
}

GatewayFeed::~GatewayFeed() = default;

void GatewayFeed::watch(const QObject* who, bool on)
{
    if (!on) {
        disconnect(m_watchers.take(who));
        if (m_watchers.isEmpty())
            m_turn.stop();
        return;
    }
    if (m_watchers.contains(who))
        return;
    m_watchers.insert(who, connect(who, &QObject::destroyed, this, [this, who] { m_watchers.remove(who); }));
    look();
}

void GatewayFeed::refresh()
{
    m_again = true;
    look();
}

GatewayPtr GatewayFeed::gateway(const QString& name) const
{
    const auto found = std::lower_bound(m_gateways.cbegin(), m_gateways.cend(), name, isBefore);
    return found != m_gateways.cend() && (*found)->board == name ? *found : nullptr;
}

void GatewayFeed::look()
{
    if (m_reading)
        return;
    m_reading = true;
    const bool full = std::exchange(m_again, false);
    m_bench.read<News>(
        this, [reader = m_reader, full](Bench& bench) { return reader->look(bench, full); },
        [this](const Result<News>& news) {
            m_reading = false;
            // What can not be read now is read at the next turn; the feed of the bench tells why.
            if (news)
                take(*news);
            if (m_again)
                look();
            else if (!m_watchers.isEmpty())
                m_turn.start();
        });
}

void GatewayFeed::take(const News& news)
{
    const bool isFirst = !std::exchange(m_loaded, true);
    if (news.gateways)
        m_gateways = *news.gateways;
    if (!(m_served == news.served)) {
        m_served = news.served;
        Q_EMIT servedChanged();
    }
    if (!news.changed.isEmpty())
        Q_EMIT changed(news.changed);
    if (isFirst)
        Q_EMIT loaded();
}

} // namespace ota
