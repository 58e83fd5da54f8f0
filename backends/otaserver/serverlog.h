// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

#include <QJsonObject>
#include <QString>

#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace ota {

/// What a line of the log says of one request, in parts for a table. Empty for a line that is of none.
struct ServerRequest
{
    QString method; ///< `GET`, `DTLS` for a handshake.
    QString peer;   ///< `[2001:db8::2]:49152`
    QString target; ///< Path, as it was asked for.
    QString answer; ///< `200`, `4.04`; empty while there is none.
    QString facts;  ///< What else is to be said: `59.2 KiB`.

    bool isEmpty() const { return method.isEmpty(); }
};

/// One line of what a server did, for the people beside it.
struct ServerLogLine
{
    enum class Level
    {
        Info,
        Good,
        Warning,
        Bad
    };

    quint64 id = 0;    ///< Strictly rising from 1.
    qint64 timeNs = 0; ///< Since 1970 UTC.
    Level level = Level::Info;
    QString area; ///< `http`, `coap`, `notify`, `publish`
    QString text;
    ServerRequest request = {};

    QJsonObject toJson() const;
};

/// The last lines of a server. Any thread.
class ServerLog final
{
public:
    static constexpr std::size_t capacity = 2000;

    explicit ServerLog(const Clock& clock);
    Q_DISABLE_COPY_MOVE(ServerLog)

    void add(ServerLogLine::Level level, const QString& area, const QString& text, const ServerRequest& request = {});

    /// Lines with an id above `id`, oldest first.
    std::vector<ServerLogLine> after(quint64 id) const;

    /// Called with each line on the thread that wrote it; must be quick. Set before lines come.
    void onLine(std::function<void(const ServerLogLine&)> listener);

private:
    const Clock& m_clock;
    mutable std::mutex m_mutex;
    std::deque<ServerLogLine> m_lines;
    quint64 m_lastId = 0;
    std::function<void(const ServerLogLine&)> m_listener;
};

/// `2026-08-01T21:13:09.123Z`; the empty text for 0.
QString isoMilliseconds(qint64 ns);

} // namespace ota
