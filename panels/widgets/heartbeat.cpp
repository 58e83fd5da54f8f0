// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/heartbeat.h"

#include "look_tokens.h"

namespace ota {

Heartbeat::Heartbeat(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1000 / tokens::motion::heartbeatHz);
    connect(&m_timer, &QTimer::timeout, this, [this] { Q_EMIT beat(elapsedMs()); });
}

void Heartbeat::join(QObject* who)
{
    if (m_members.contains(who))
        return;
    m_members.insert(who);
    connect(who, &QObject::destroyed, this, &Heartbeat::forget);
    if (!m_timer.isActive()) {
        m_since.start();
        m_timer.start();
    }
}

void Heartbeat::leave(QObject* who)
{
    if (!m_members.contains(who))
        return;
    disconnect(who, &QObject::destroyed, this, &Heartbeat::forget);
    forget(who);
}

qint64 Heartbeat::elapsedMs() const
{
    return m_beforeMs + (m_timer.isActive() ? m_since.elapsed() : 0);
}

void Heartbeat::forget(QObject* who)
{
    m_members.remove(who);
    if (!m_members.isEmpty() || !m_timer.isActive())
        return;
    m_beforeMs = elapsedMs();
    m_timer.stop();
}

} // namespace ota
