// SPDX-License-Identifier: Apache-2.0
#include "timeline/timeline.h"

#include "timeline/recorder_p.h"

namespace ota {

Timeline::Timeline(std::unique_ptr<Recorder> recorder)
    : m_recorder(std::move(recorder))
{
}

Timeline::~Timeline() = default;

Result<std::unique_ptr<Timeline>> Timeline::open(EventStore& store, const Clock& clock)
{
    return open(store, clock, Options());
}

Result<std::unique_ptr<Timeline>> Timeline::open(EventStore& store, const Clock& clock, Options options)
{
    auto recorder = std::make_unique<Recorder>(store, clock, std::move(options));
    if (auto begun = recorder->begin(); !begun)
        return failure(begun.error());
    return std::unique_ptr<Timeline>(new Timeline(std::move(recorder)));
}

SessionId Timeline::openSession(const SessionRequest& request)
{
    return m_recorder->openSession(request);
}

SessionId Timeline::sessionFor(const SessionRequest& what, Work work, Origin origin)
{
    return m_recorder->sessionFor(what, work, origin);
}

quint64 Timeline::append(Event draft)
{
    return m_recorder->append(std::move(draft));
}

void Timeline::closeSession(SessionId session, SessionResult result, const QString& reason, const QString& message)
{
    m_recorder->closeSession(session, result, reason, message);
}

void Timeline::report(const Finding& finding)
{
    m_recorder->report(finding);
}

quint64 Timeline::note(const BoardId& board, SessionId session, Severity severity, const QString& message)
{
    Event event;
    event.board = board;
    event.session = session;
    event.severity = severity;
    event.message = message;
    event.code = QStringLiteral("note");
    return m_recorder->append(std::move(event));
}

Result<> Timeline::removeNote(const Event& note)
{
    return m_recorder->removeNote(note);
}

RawRef Timeline::appendRaw(const BoardId& board, const QString& kind, QByteArrayView bytes)
{
    return m_recorder->appendRaw(board, kind, bytes);
}

std::optional<SessionState> Timeline::session(SessionId id) const
{
    return m_recorder->session(id);
}

std::vector<SessionState> Timeline::openSessions() const
{
    return m_recorder->openSessions();
}

std::optional<SessionId> Timeline::sessionAt(const BoardId& board, World world, qint64 hostNs) const
{
    return m_recorder->sessionAt(board, world, hostNs);
}

void Timeline::onRecorded(std::function<void(const Event&)> listener)
{
    m_recorder->onRecorded(std::move(listener));
}

void Timeline::tick()
{
    m_recorder->tick();
}

void Timeline::flush()
{
    m_recorder->flush();
}

EventStore& Timeline::store()
{
    return m_recorder->store();
}

} // namespace ota
