// SPDX-License-Identifier: Apache-2.0
#include "otaserver/serverlog.h"

#include <QDateTime>

#include <utility>

namespace ota {

namespace {

// The class marks of the page (and of every other front end).
QString levelName(ServerLogLine::Level level)
{
    switch (level) {
    case ServerLogLine::Level::Info:
        return QStringLiteral("info");
    case ServerLogLine::Level::Good:
        return QStringLiteral("good");
    case ServerLogLine::Level::Warning:
        return QStringLiteral("warn");
    case ServerLogLine::Level::Bad:
        break;
    }
    return QStringLiteral("bad");
}

} // namespace

QString isoMilliseconds(qint64 ns)
{
    if (ns == 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(ns / 1'000'000, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject ServerLogLine::toJson() const
{
    return {{QStringLiteral("id"), static_cast<qint64>(id)},
            {QStringLiteral("time"), isoMilliseconds(timeNs)},
            {QStringLiteral("level"), levelName(level)},
            {QStringLiteral("area"), area},
            {QStringLiteral("text"), text}};
}

ServerLog::ServerLog(const Clock& clock)
    : m_clock(clock)
{
}

void ServerLog::add(ServerLogLine::Level level, const QString& area, const QString& text, const ServerRequest& request)
{
    ServerLogLine line{0, m_clock.nowNs(), level, area, text, request};
    std::function<void(const ServerLogLine&)> listener;
    {
        const std::lock_guard lock(m_mutex);
        line.id = ++m_lastId;
        m_lines.push_back(line);
        if (m_lines.size() > capacity)
            m_lines.pop_front();
        listener = m_listener;
    }
    if (listener)
        listener(line);
}

std::vector<ServerLogLine> ServerLog::after(quint64 id) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<ServerLogLine> lines;
    for (const ServerLogLine& line : m_lines) {
        if (line.id > id)
            lines.push_back(line);
    }
    return lines;
}

void ServerLog::onLine(std::function<void(const ServerLogLine&)> listener)
{
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

} // namespace ota
