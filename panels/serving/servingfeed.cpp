// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/servingfeed.h"

#include <algorithm>

namespace ota {

namespace {

constexpr std::chrono::milliseconds frame{33};
constexpr std::chrono::milliseconds whileHidden{500};
constexpr std::chrono::milliseconds second{1000};

} // namespace

ServingFeed::ServingFeed(ServeDesk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
{
    m_state.services = desk.services(); // Nothing runs yet, so this does not wait.
    m_pool.setMaxThreadCount(1);
    m_frame.setSingleShot(true);
    m_frame.setInterval(whileHidden);
    connect(&m_frame, &QTimer::timeout, this, [this] { look(); });
    m_second.setTimerType(Qt::PreciseTimer);
    connect(&m_second, &QTimer::timeout, this, [this] { look(true); });
    m_second.start(second);
    m_sinceSample.start();
    m_listener = desk.onChanged([this] {
        if (!m_pending.exchange(true))
            QMetaObject::invokeMethod(this, &ServingFeed::schedule, Qt::QueuedConnection);
    });
    look();
}

ServingFeed::~ServingFeed()
{
    m_desk.forget(m_listener);
    m_pool.waitForDone();
}

const ServeView* ServingFeed::service(const QString& name) const
{
    const auto found = std::ranges::find(m_state.services, name, &ServeView::name);
    return found == m_state.services.end() ? nullptr : &*found;
}

void ServingFeed::setHurried(bool on)
{
    m_frame.setInterval(on ? frame : whileHidden);
    if (on)
        look();
}

void ServingFeed::schedule()
{
    if (!m_frame.isActive())
        m_frame.start();
}

void ServingFeed::look(bool sample)
{
    if (m_reading) {
        m_again = true;
        m_againAsk = m_againAsk || sample;
        return;
    }
    m_reading = true;
    m_pending = false;
    m_pool.start([this, sample, after = m_lastLine] {
        State state{m_desk.services(), m_desk.transfers(), m_desk.identitiesSeen(), m_desk.logAfter(after)};
        QMetaObject::invokeMethod(
            this, [this, sample, state = std::move(state)]() mutable { take(std::move(state), sample); },
            Qt::QueuedConnection);
    });
}

void ServingFeed::take(State state, bool sampleToo)
{
    m_reading = false;
    std::vector<ServerLogLine> lines = std::move(state.lines);
    m_state = std::move(state);
    if (sampleToo)
        sample(m_state.services);
    if (!lines.empty()) {
        m_lastLine = lines.back().id;
        Q_EMIT logged(lines);
    }
    Q_EMIT changed();
    if (std::exchange(m_again, false))
        look(std::exchange(m_againAsk, false));
}

void ServingFeed::sample(const std::vector<ServeView>& now)
{
    const double seconds = std::max(1e-3, static_cast<double>(m_sinceSample.restart()) / 1000);
    QList<double> rates;
    for (const ServeView& view : now) {
        const quint64 before = m_sent.value(view.name);
        // A service that was started anew counts from nothing again.
        const quint64 sent =
            view.counters.bytesSent >= before ? view.counters.bytesSent - before : view.counters.bytesSent;
        m_sent.insert(view.name, view.counters.bytesSent);
        m_rates.insert(view.name, static_cast<double>(sent) / seconds);
        rates << m_rates.value(view.name);
    }
    Q_EMIT sampled(rates);
}

} // namespace ota
