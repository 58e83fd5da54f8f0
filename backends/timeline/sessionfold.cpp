// SPDX-License-Identifier: Apache-2.0
#include "timeline/sessionfold.h"

#include "timeline/reason.h"

#include <QJsonObject>

#include <algorithm>

namespace ota {

namespace {

Evidence evidenceOf(const Event& event)
{
    return {event.hostNs, event.seq, event.origin, event.code};
}

bool isSignOfLife(const Event& event)
{
    return event.origin != Origin::Host && event.origin != Origin::Checker && event.stream != Stream::Action &&
           event.stream != Stream::Fault && event.stream != Stream::Power && event.stream != Stream::Checker;
}

/// Not measured means that the device, or somebody who speaks for it, said so.
bool isReported(const Event& event)
{
    return event.confidence == Confidence::Reported;
}

class Step
{
public:
    Step(SessionState& state, const Event& event)
        : m_state(state)
        , m_event(event)
    {
    }

    void take()
    {
        count();
        if (m_event.code == code::sessionOpen)
            open();
        if (isForeign()) {
            ++m_state.foreign;
            return;
        }
        if (m_state.target.isEmpty() && !m_event.targetVersion.isEmpty()) {
            m_state.target = m_event.targetVersion;
            m_state.attempt = m_event.details.value(u"attempt").toInt(m_state.attempt);
        }
        if (isSignOfLife(m_event))
            wake();
        if (m_event.details.value(detail::starts).toBool())
            m_state.startedBy |= 1U << static_cast<unsigned>(m_event.origin);
        if (m_event.stream == Stream::Transfer)
            takeTransfer();
        if (m_event.stream == Stream::Transfer && m_event.origin == Origin::Server && !m_event.reason.isEmpty())
            m_state.serverReason = m_event.reason;
        if (m_event.stream == Stream::Checker)
            takeVerdict();
        else if (m_event.phase && *m_event.phase != Phase::Idle)
            takePhase();
        if (!m_event.runningVersion.isEmpty())
            takeVersion();
    }

private:
    void count()
    {
        if (m_state.events == 0) {
            m_state.id = m_event.session;
            m_state.board = m_event.board;
            m_state.world = m_event.world;
            m_state.openedNs = m_event.hostNs;
            m_state.verdict.by = evidenceOf(m_event);
        }
        ++m_state.events;
        m_state.lastNs = m_event.hostNs;
        m_state.lastSeq = m_event.seq;
        m_state.worst = std::max(m_state.worst, m_event.severity);
    }

    void open()
    {
        const QJsonObject& details = m_event.details;
        m_state.world = m_event.world;
        m_state.target = m_event.targetVersion;
        m_state.versionBefore = m_event.runningVersion;
        m_state.attempt = details.value(u"attempt").toInt(1);
        m_state.parent = SessionId{details.value(u"parent").toInteger()};
        m_state.requested = details.value(u"requested").toString();
        m_state.release = details.value(u"release").toString();
        m_state.simulated = details.value(u"simulated").toBool();
        m_state.adopted = details.value(u"adopted").toBool();
    }

    // spec/timeline.md 5.5: status of another target never changes this session.
    bool isForeign() const
    {
        return !m_event.targetVersion.isEmpty() && !m_state.target.isEmpty() &&
               !isSameVersion(m_state.world, m_event.targetVersion, m_state.target);
    }

    /// A sign of life withdraws what silence made of the session.
    void wake()
    {
        m_state.lastSignNs = m_event.hostNs;
        const SessionResult result = m_state.verdict.result;
        const bool works = m_event.phase && m_event.edge != Edge::Note;
        const bool ends = m_event.edge == Edge::Leave && m_event.result && ota::isOpen(*m_event.result) &&
                          *m_event.result != SessionResult::Running;
        if (ends)
            return;
        if (result == SessionResult::Stalled ||
            (works && (result == SessionResult::Interrupted || result == SessionResult::Deferred ||
                       result == SessionResult::Unconfirmed)))
            setVerdict(SessionResult::Running, {});
    }

    void setVerdict(SessionResult result, const QString& reason)
    {
        if (m_state.verdict.result == result && (m_state.verdict.reason == reason || reason.isEmpty()))
            return;
        m_state.earlier.push_back(m_state.verdict);
        m_state.verdict = {result, reason, evidenceOf(m_event)};
        if (ota::isOpen(result))
            m_state.closedNs.reset();
        else if (!m_state.closedNs)
            m_state.closedNs = m_event.hostNs;
    }

    /// Final results stay, but for those that later evidence takes back (spec/timeline.md 5.6).
    void conclude(SessionResult result, const QString& reason)
    {
        if (m_state.isOpen())
            setVerdict(result, classOf(result) == ResultClass::Bad ? exactReason(reason) : reason);
    }

    /// What our own service answered is more exact than a device's general word.
    QString exactReason(const QString& reason) const
    {
        const bool general =
            reason.isEmpty() || reason == reason::unknown || reason == reason::notFound || reason == reason::network;
        return general && !m_state.serverReason.isEmpty() ? m_state.serverReason : reason;
    }

    void takeVerdict()
    {
        if (m_event.result && m_event.edge == Edge::Leave)
            conclude(*m_event.result, m_event.reason);
    }

    PhaseSpan* newest(Phase phase)
    {
        for (auto span = m_state.phases.rbegin(); span != m_state.phases.rend(); ++span) {
            if (span->phase == phase)
                return &*span;
        }
        return nullptr;
    }

    /// A device that tells its phases by itself has not said that this one is over; we have counted the last byte.
    bool isOnlyMeasured(Phase phase) const
    {
        return m_state.world == World::Exosense && phase == Phase::Download && m_state.downloaded &&
               m_state.downloaded->origin == Origin::Server;
    }

    /// The span that the event speaks of, made when it must be.
    PhaseSpan& spanFor(Phase phase)
    {
        PhaseSpan* const last = m_state.phases.empty() ? nullptr : &m_state.phases.back();
        const bool begins = m_event.edge == Edge::Enter;
        // Another file, or the device's own word of what we have counted already: it says when this phase is over.
        if (last && last->phase == phase && (begins || isReported(m_event)) && isOnlyMeasured(phase)) {
            last->endNs.reset();
            last->result.reset();
            return *last;
        }
        if (last && last->phase == phase && (!last->endNs || !begins))
            return *last;
        // What our own service counts says how far the phase is that it belongs to; the device alone goes back.
        if (last && !isReported(m_event) && phase < last->phase) {
            if (PhaseSpan* const earlier = newest(phase))
                return *earlier;
        }
        // A late `leave` of a phase that the device has already gone on from.
        if (m_event.edge == Edge::Leave) {
            if (PhaseSpan* const earlier = newest(phase); earlier && last->beginNs >= earlier->beginNs)
                return *earlier;
        }
        if (last && !last->endNs)
            last->endNs = m_event.hostNs;
        m_state.phases.push_back({.phase = phase, .beginNs = m_event.hostNs, .firstSeq = m_event.seq});
        if (phase == Phase::Reboot)
            ++m_state.reboots;
        return m_state.phases.back();
    }

    void takePhase()
    {
        if (m_event.edge == Edge::Note)
            return;
        const Phase before = m_state.phase();
        PhaseSpan& span = spanFor(*m_event.phase);
        span.lastSeq = m_event.seq;
        if (!m_event.step.isEmpty())
            span.step = m_event.step;
        if (m_event.centipercent)
            (isReported(m_event) ? span.deviceCentipercent : span.measuredCentipercent) = m_event.centipercent;
        if (m_event.done)
            span.done = m_event.done;
        if (m_event.total)
            span.total = m_event.total;
        if (m_event.unit)
            span.unit = m_event.unit;
        if (m_event.edge == Edge::Leave)
            leave(span, before);
    }

    void leave(PhaseSpan& span, Phase before)
    {
        const SessionResult result = m_event.result.value_or(SessionResult::Success);
        if (!ota::isOpen(result)) {
            if (!span.endNs)
                span.endNs = m_event.hostNs;
            span.result = result;
            span.reason = m_event.reason;
        }
        if (result == SessionResult::Success)
            succeed(span.phase, before);
        else
            conclude(result, m_event.reason);
    }

    void succeed(Phase phase, Phase before)
    {
        switch (phase) {
        case Phase::Download:
            m_state.downloaded = evidenceOf(m_event);
            break;
        case Phase::Install:
            m_state.installed = evidenceOf(m_event);
            break;
        case Phase::Reboot:
            boot(before);
            break;
        case Phase::Confirm:
            if (m_state.isOpen()) {
                m_state.confirmed = evidenceOf(m_event);
                setVerdict(SessionResult::Success, {});
            }
            break;
        case Phase::Rollback:
            rollBack(m_event.reason);
            break;
        case Phase::Cancel:
            conclude(SessionResult::Aborted, m_event.reason);
            break;
        default:
            break;
        }
    }

    // spec/timeline.md 5.8: a restart before anything was installed breaks the work off; a resumed download goes on.
    void boot(Phase before)
    {
        m_state.booted = evidenceOf(m_event);
        if (m_state.installed || before < Phase::Check)
            return;
        conclude(SessionResult::Interrupted, m_event.reason);
    }

    void rollBack(const QString& reason)
    {
        if (m_state.isOpen() || m_state.verdict.result == SessionResult::Success)
            setVerdict(SessionResult::RolledBack, reason.isEmpty() ? QString(reason::unknown) : reason);
    }

    void takeVersion()
    {
        if (m_event.code == code::sessionOpen || m_event.confidence == Confidence::Inferred)
            return;
        const bool worked = m_state.installed || m_state.hasReached(Phase::Install);
        if (m_state.versionBefore.isEmpty() && !worked && m_state.isOpen())
            m_state.versionBefore = m_event.runningVersion;
        m_state.versionRunning = m_event.runningVersion;
        if (m_state.target.isEmpty())
            return;
        if (isSameVersion(m_state.world, m_event.runningVersion, m_state.target))
            runsTarget(worked);
        else
            runsOther();
    }

    bool ranTargetBefore() const { return isSameVersion(m_state.world, m_state.versionBefore, m_state.target); }

    // spec/timeline.md 5.6. Where the install was not seen, a version that has changed to the target proves it as well.
    void runsTarget(bool worked)
    {
        if (!m_state.isOpen())
            return;
        const bool changed = !m_state.versionBefore.isEmpty() && !ranTargetBefore();
        if (!worked && !changed)
            return;
        if (m_state.phase() != Phase::Confirm) {
            if (!m_state.phases.back().endNs)
                m_state.phases.back().endNs = m_event.hostNs;
            m_state.phases.push_back({.phase = Phase::Confirm, .beginNs = m_event.hostNs, .firstSeq = m_event.seq});
        }
        PhaseSpan& span = m_state.phases.back();
        span.endNs = m_event.hostNs;
        span.result = SessionResult::Success;
        span.lastSeq = m_event.seq;
        m_state.confirmed = evidenceOf(m_event);
        setVerdict(SessionResult::Success, {});
    }

    // spec/timeline.md 5.6 and 5.7.
    void runsOther()
    {
        const bool old = !m_state.versionBefore.isEmpty() &&
                         isSameVersion(m_state.world, m_event.runningVersion, m_state.versionBefore);
        const bool wrong = !m_state.versionBefore.isEmpty() && !old;
        if (m_state.verdict.result == SessionResult::Success) {
            setVerdict(wrong ? SessionResult::Failure : SessionResult::RolledBack, reason::unknown);
            return;
        }
        const bool bootedSince =
            m_state.installed && m_state.booted && m_state.booted->hostNs >= m_state.installed->hostNs;
        if (!m_state.isOpen() || !bootedSince)
            return;
        if (old)
            setVerdict(SessionResult::RolledBack, reason::notApplied);
        else
            setVerdict(SessionResult::Failure, wrong ? reason::unknown : reason::notApplied);
    }

    void takeTransfer()
    {
        const QJsonObject& details = m_event.details;
        const QString object = details.value(detail::object).toString();
        if (object.isEmpty())
            return;
        const QString peer = details.value(detail::peer).toString();
        const bool begins = m_event.code == code::transferBegin;
        const bool goesOn = begins && details.value(detail::bytes).toInteger() > 0; // From elsewhere, perhaps.
        TransferState* transfer = nullptr;
        for (auto it = m_state.transfers.rbegin(); it != m_state.transfers.rend() && !transfer; ++it) {
            if (it->object == object && (it->peer == peer || goesOn))
                transfer = &*it;
        }
        if (transfer && goesOn)
            transfer->peer = peer;
        if (!transfer || (begins && !goesOn)) {
            shrinkTransfers();
            m_state.transfers.push_back({.object = object,
                                         .peer = peer,
                                         .payload = details.value(detail::payload).toBool(true),
                                         .beginNs = m_event.hostNs});
            transfer = &m_state.transfers.back();
        }
        transfer->lastNs = m_event.hostNs;
        transfer->bytes = static_cast<quint64>(details.value(detail::bytes).toInteger(qint64(transfer->bytes)));
        transfer->requests =
            static_cast<quint64>(details.value(detail::requests).toInteger(qint64(transfer->requests)));
        if (details.contains(detail::size))
            transfer->size = static_cast<quint64>(details.value(detail::size).toInteger());
        if (m_event.done) {
            transfer->done = m_event.done;
            transfer->window.add(m_event.hostNs, *m_event.done);
        }
        if (m_event.code == code::transferEnd)
            transfer->complete = true;
    }

    /// A device that asks again and again must not fill the memory: the oldest two become one, their sums stay.
    void shrinkTransfers()
    {
        constexpr std::size_t most = 64;
        if (m_state.transfers.size() < most)
            return;
        m_state.transfers[1].bytes += m_state.transfers[0].bytes;
        m_state.transfers[1].requests += m_state.transfers[0].requests;
        m_state.transfers.erase(m_state.transfers.begin());
    }

    SessionState& m_state;
    const Event& m_event;
};

bool isBefore(const Event& a, const Event& b)
{
    return keyOf(a) < keyOf(b);
}

} // namespace

void foldInto(SessionState& state, const Event& event)
{
    Step(state, event).take();
}

SessionState foldSession(std::span<const Event> ordered)
{
    SessionState state;
    for (const Event& event : ordered)
        foldInto(state, event);
    return state;
}

std::map<SessionId, SessionState> foldSessions(std::vector<Event> events)
{
    std::sort(events.begin(), events.end(), isBefore);
    std::map<SessionId, SessionState> sessions;
    for (const Event& event : events) {
        if (!event.session.isNull())
            foldInto(sessions[event.session], event);
    }
    return sessions;
}

void SessionFold::View::take(const Event& event)
{
    const SessionState before = state;
    foldInto(state, event);
    checks.take(event, before, state);
}

SessionFold::SessionFold(std::vector<Event> ordered)
    : m_events(std::move(ordered))
{
    for (const Event& event : m_events)
        m_now.take(event);
    trim();
}

void SessionFold::insert(const Event& event)
{
    if (m_checkpoint.state.events > 0 && keyOf(event) < m_checkpointKey) {
        m_stale = true;
        return;
    }
    if (m_events.empty() || isBefore(m_events.back(), event)) {
        m_events.push_back(event);
        m_now.take(event);
    } else {
        m_events.insert(std::upper_bound(m_events.begin(), m_events.end(), event, isBefore), event);
        m_now = m_checkpoint;
        for (const Event& kept : m_events)
            m_now.take(kept);
    }
    trim();
}

void SessionFold::settle()
{
    if (m_events.empty())
        return;
    m_checkpoint = m_now;
    m_checkpointKey = keyOf(m_events.back());
    m_events = {};
}

void SessionFold::trim()
{
    if (m_events.size() < 2 * keptEvents)
        return;
    const auto end = m_events.end() - static_cast<std::ptrdiff_t>(keptEvents);
    for (auto event = m_events.begin(); event != end; ++event)
        m_checkpoint.take(*event);
    m_checkpointKey = keyOf(*(end - 1));
    m_events.erase(m_events.begin(), end);
}

} // namespace ota
