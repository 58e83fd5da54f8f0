// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "riot/riotconsole.h"
#include "riot/riotmapper.h"
#include "timeline/timeline.h"

namespace ota {

/// Records the console of one RIOT board: raw bytes first, then what they say. One thread at a time.
class RiotRecorder
{
public:
    RiotRecorder(Timeline& timeline, BoardId board, bool simulated);

    /// Bytes as they came.
    void take(QByteArrayView bytes);

    /// Bytes were lost before the next ones: an overrun, a port that was opened again.
    void gap(const QString& why);

    /// The URL that this board was told to fetch. A console line with a longer one is told as the fault that it is: the
    /// board's trigger handler takes what follows in its buffer for a part of the URL (spec/suit-coap.md 1.6).
    void setSentUrl(const QString& url) { m_sentUrl = url; }

    /// Lines are given to the listener as well, after their event.
    void onLine(std::function<void(const RiotLine&)> listener) { m_listener = std::move(listener); }

private:
    void takeLine(const RiotLine& line, const RawRef& chunk, qint64 chunkBegin);
    void attribute(Event& event);

    Timeline& m_timeline;
    const BoardId m_board;
    const bool m_simulated;
    RiotConsoleParser m_parser;
    RiotMapper m_mapper;
    qint64 m_taken = 0;
    SessionId m_session; ///< Of the worker's present or last run.
    QString m_sentUrl;
    std::function<void(const RiotLine&)> m_listener;
};

} // namespace ota
