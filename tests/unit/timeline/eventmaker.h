// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/event.h"
#include "timeline/sessionfold.h"

#include <vector>

namespace ota {

/// Writes the log of one session for a test, line by line: one event a second unless told.
class EventMaker
{
public:
    explicit EventMaker(World world = World::Suit, SessionId session = SessionId{1})
        : m_world(world)
        , m_session(session)
    {
    }

    /// The event that opens it.
    EventMaker& open(const QString& target, const QString& before = {})
    {
        Event event = base(Origin::Host, Stream::Action, Confidence::Measured);
        event.code = code::sessionOpen;
        event.phase = Phase::Offered;
        event.edge = Edge::Enter;
        event.targetVersion = target;
        event.runningVersion = before;
        return add(event);
    }

    EventMaker& enter(Phase phase) { return phaseEvent(phase, Edge::Enter, {}, {}); }
    EventMaker& progress(Phase phase, int percent)
    {
        phaseEvent(phase, Edge::Progress, {}, {});
        m_events.back().centipercent = percent * 100;
        return *this;
    }
    EventMaker& leave(Phase phase, SessionResult result = SessionResult::Success, const QString& reason = {})
    {
        return phaseEvent(phase, Edge::Leave, result, reason);
    }
    EventMaker& runs(const QString& version)
    {
        phaseEvent(Phase::Confirm, Edge::Note, {}, {});
        m_events.back().runningVersion = version;
        return *this;
    }
    EventMaker& reboot()
    {
        enter(Phase::Reboot);
        return leave(Phase::Reboot);
    }
    /// A line of the console that only says something.
    EventMaker& line(const QString& eventCode)
    {
        phaseEvent(Phase::Check, Edge::Note, {}, {});
        m_events.back().code = eventCode;
        return *this;
    }
    /// What our server counted.
    EventMaker& transfer(QLatin1StringView eventCode, quint64 done, quint64 total, quint64 bytes, quint64 requests)
    {
        Event event = base(Origin::Server, Stream::Transfer, Confidence::Measured);
        event.code = eventCode;
        event.phase = Phase::Download;
        event.edge = eventCode == code::transferBegin      ? Edge::Enter
                     : eventCode == code::transferProgress ? Edge::Progress
                     : eventCode == code::transferEnd      ? Edge::Leave
                                                           : Edge::Note;
        event.done = done;
        event.total = total;
        event.details[detail::object] = QStringLiteral("/fw");
        event.details[detail::bytes] = static_cast<qint64>(bytes);
        event.details[detail::requests] = static_cast<qint64>(requests);
        event.details[detail::size] = static_cast<qint64>(total);
        return add(event);
    }
    /// Any other event; seq, time and session are filled in.
    EventMaker& add(Event event)
    {
        m_nowNs += m_stepNs;
        event.seq = m_events.size() + 1;
        event.hostNs = m_nowNs;
        event.session = m_session;
        event.world = m_world;
        event.board = BoardId(QStringLiteral("b1"));
        m_events.push_back(std::move(event));
        return *this;
    }
    EventMaker& wait(qint64 seconds)
    {
        m_nowNs += seconds * 1'000'000'000;
        return *this;
    }
    EventMaker& step(qint64 milliseconds)
    {
        m_stepNs = milliseconds * 1'000'000;
        return *this;
    }

    Event base(Origin origin, Stream stream, Confidence confidence) const
    {
        Event event;
        event.origin = origin;
        event.stream = stream;
        event.confidence = confidence;
        return event;
    }
    Event& last() { return m_events.back(); }
    const std::vector<Event>& events() const { return m_events; }
    SessionState state() const { return foldSession(m_events); }

private:
    EventMaker& phaseEvent(Phase phase, Edge edge, std::optional<SessionResult> result, const QString& reason)
    {
        Event event = base(Origin::Console, Stream::Console, Confidence::Reported);
        event.phase = phase;
        event.edge = edge;
        event.result = result;
        event.reason = reason;
        return add(event);
    }

    World m_world;
    SessionId m_session;
    qint64 m_nowNs = 1'700'000'000'000'000'000;
    qint64 m_stepNs = 1'000'000'000;
    std::vector<Event> m_events;
};

} // namespace ota
