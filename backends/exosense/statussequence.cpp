// SPDX-License-Identifier: Apache-2.0
#include "exosense/statussequence.h"

#include "exosense/findingtexts.h"
#include "exosense/gatewaystatus.h"
#include "timeline/deviceclock.h"
#include "timeline/event.h"
#include "timeline/eventstore.h"
#include "timeline/sessionfold.h"

#include <algorithm>
#include <array>
#include <set>

namespace ota {

namespace {

constexpr int lastRank = 10;

constexpr std::array<OtauStatus, lastRank + 1> ranked{
    OtauStatus::Init,        OtauStatus::Test,           OtauStatus::TestStep,        OtauStatus::TestSuccess,
    OtauStatus::Download,    OtauStatus::DownloadStep,   OtauStatus::DownloadSuccess, OtauStatus::Install,
    OtauStatus::InstallStep, OtauStatus::InstallSuccess, OtauStatus::InstalledVersion};

void addCode(SequenceRow& row, const QString& code)
{
    if (!row.codes.contains(code))
        row.codes << code;
}

/// Builds the rows report by report; what each finding is about it finds by the events that prove it.
class Builder
{
public:
    Builder(const std::vector<SeenStatus>& seen, const SequenceSubject& subject)
        : m_subject(subject)
    {
        for (const SeenStatus& each : seen) {
            if (const auto rank = each.status && !isForeign(each) ? rankOf(*each.status) : std::nullopt)
                m_reportedLater.insert(*rank);
        }
    }

    void take(const SeenStatus& seen)
    {
        if (!joinsLast(seen))
            begin(seen);
        SequenceRow& row = m_rows.back();
        row.count += seen.count;
        row.lastNs = seen.timeNs();
        row.lastSeq = seen.seq;
        row.message = seen.message;
        if (const auto progress = seen.status ? progressOf(*seen.status, seen.message) : std::nullopt) {
            if (row.untilPercent && progress->percent < *row.untilPercent)
                addCode(row, QStringLiteral("XS-PROGRESS-BACK"));
            if (!row.fromPercent)
                row.fromPercent = progress->percent;
            row.untilPercent = progress->percent;
        }
        for (const Finding& finding : m_subject.findings) {
            // What the timeline's own checkers say of it has no explanation here.
            const bool isProof =
                seen.seq > 0 && std::ranges::find(finding.evidence, seen.seq) != finding.evidence.end();
            if (isProof && !findingText(finding.code).isEmpty())
                addCode(row, finding.code);
        }
        m_lastNs = seen.timeNs();
    }

    void take(const SeenSilence& silence)
    {
        SequenceRow row;
        row.kind = SequenceRow::Kind::Silence;
        row.firstNs = row.lastNs = silence.hostNs;
        row.firstSeq = row.lastSeq = silence.seq;
        row.message = silence.message;
        row.codes << silence.code;
        if (m_lastNs)
            row.sinceNs = silence.hostNs - *m_lastNs;
        m_rows.push_back(std::move(row));
    }

    std::vector<SequenceRow> finish()
    {
        if (m_rank == lastRank)
            return std::move(m_rows);
        const bool isAwaited = isOpen(m_subject.result);
        for (int rank = m_rank + 1; rank <= lastRank; ++rank) {
            if (m_reported.contains(rank))
                continue;
            SequenceRow row;
            row.kind = isAwaited ? SequenceRow::Kind::Awaited : SequenceRow::Kind::NotReached;
            row.expected = ranked[static_cast<std::size_t>(rank)];
            m_rows.push_back(std::move(row));
        }
        return std::move(m_rows);
    }

private:
    bool isForeign(const SeenStatus& seen) const
    {
        return !m_subject.version.isEmpty() && !seen.version.isEmpty() && seen.version != m_subject.version;
    }

    /// Steps of one kind are one line.
    bool joinsLast(const SeenStatus& seen) const
    {
        if (m_rows.empty() || isForeign(seen))
            return false;
        const SequenceRow& last = m_rows.back();
        if (!seen.status)
            return last.order == SequenceRow::Order::Unknown && last.reported == seen.text;
        if (!isStep(*seen.status))
            return false;
        return last.kind == SequenceRow::Kind::Reported && last.expected == seen.status && !isLate(seen);
    }

    bool isLate(const SeenStatus& seen) const
    {
        return m_subject.supersededNs && seen.hostNs > *m_subject.supersededNs;
    }

    bool has(const char* code) const
    {
        return std::ranges::any_of(m_subject.findings,
                                   [&](const Finding& finding) { return finding.code == QLatin1StringView(code); });
    }

    void begin(const SeenStatus& seen)
    {
        SequenceRow row;
        row.reported = seen.text.isEmpty() && seen.status ? keyOf(*seen.status) : seen.text;
        row.firstNs = seen.timeNs();
        row.firstSeq = seen.seq;
        row.deviceNs = seen.deviceNs;
        if (m_lastNs)
            row.sinceNs = seen.timeNs() - *m_lastNs;
        if (isForeign(seen)) {
            row.order = SequenceRow::Order::Foreign;
            row.version = seen.version;
        } else if (!seen.status) {
            row.order = SequenceRow::Order::Unknown;
            addCode(row, otauStatusFromKey(seen.text.toUpper()) ? QStringLiteral("OI-ENUM-CASE")
                                                                : QStringLiteral("OI-ENUM"));
        } else if (isLate(seen)) {
            row.expected = rankOf(*seen.status) ? seen.status : std::nullopt;
            row.order = SequenceRow::Order::Late;
            addCode(row, QStringLiteral("XS-AFTER-SUPERSEDE"));
        } else if (const auto rank = rankOf(*seen.status)) {
            row.expected = seen.status;
            place(row, *rank);
        } else {
            end(row, *seen.status);
        }
        m_rows.push_back(std::move(row));
    }

    void place(SequenceRow& row, int rank)
    {
        const bool isFirst = !m_last;
        const bool isBegun = has("XS-SEQ-AFTER-TERMINAL") || m_subject.result == SessionResult::AlreadyInstalled;
        if (isFirst && rank > 0 && !isBegun)
            addCode(row, QStringLiteral("XS-SEQ-NO-INIT"));
        if (rank > m_rank) {
            leaveOut(m_rank + 1, rank);
        } else if (rank < m_rank) {
            row.order = SequenceRow::Order::Backward;
            addCode(row, QStringLiteral("XS-SEQ-BACKWARD"));
        } else if (rank == lastRank) {
            row.order = SequenceRow::Order::Repeated;
            addCode(row, QStringLiteral("XS-HEARTBEAT"));
        } else if (!isStep(*row.expected)) {
            row.order = SequenceRow::Order::Repeated;
            addCode(row, QStringLiteral("XS-SEQ-REPEAT"));
        }
        m_rank = rank;
        m_reported.insert(rank);
        m_last = row.expected;
    }

    /// What has no place: it ends the attempt.
    void end(SequenceRow& row, OtauStatus status)
    {
        row.order = SequenceRow::Order::Ended;
        if (!m_last && !has("XS-SEQ-AFTER-TERMINAL"))
            addCode(row, QStringLiteral("XS-SEQ-NO-INIT"));
        if (m_last && status == OtauStatus::InstallError && *m_last == OtauStatus::InstallSuccess)
            addCode(row, QStringLiteral("XS-ERR-AFTER-SUCCESS"));
        else if (m_last && isError(status) && stageOf(status) < stageOf(*m_last))
            addCode(row, QStringLiteral("XS-ERR-STAGE"));
        m_last = status;
    }

    void leaveOut(int from, int until)
    {
        for (int rank = from; rank < until; ++rank) {
            if (m_reported.contains(rank))
                continue;
            SequenceRow row;
            row.kind = m_reportedLater.contains(rank) ? SequenceRow::Kind::CameLater : SequenceRow::Kind::LeftOut;
            row.expected = ranked[static_cast<std::size_t>(rank)];
            m_rows.push_back(std::move(row));
        }
    }

    const SequenceSubject& m_subject;
    std::vector<SequenceRow> m_rows;
    int m_rank = -1;
    std::optional<OtauStatus> m_last;
    std::optional<qint64> m_lastNs;
    std::set<int> m_reported;      ///< Ranks, so far.
    std::set<int> m_reportedLater; ///< All of the session.
};

std::optional<SeenStatus> seenIn(const Event& event)
{
    if (event.code != QStringLiteral("otau.status"))
        return std::nullopt;
    SeenStatus seen;
    seen.seq = event.seq;
    seen.hostNs = event.hostNs;
    seen.deviceNs = event.deviceNs;
    seen.version = event.targetVersion.isEmpty() ? event.runningVersion : event.targetVersion;
    seen.status = otauStatusFromKey(event.rawStatus);
    seen.text = event.rawStatus;
    // The event's sentence begins with the status.
    seen.message = event.message.startsWith(event.rawStatus + QStringLiteral(": "))
                       ? event.message.mid(event.rawStatus.size() + 2)
                       : QString();
    seen.count = event.folded + 1;
    return seen;
}

void follow(RequestTrail& trail, const Event& event)
{
    if (event.code == code::sessionOpen && event.origin == Origin::Host)
        trail.requestedNs = event.hostNs;
    if (event.code == QStringLiteral("otau.delivered") && trail.deliveredNs == 0)
        trail.deliveredNs = event.hostNs;
    const bool isOdd = event.code == QStringLiteral("XA-CLEARED") || event.code == QStringLiteral("XA-DIFFERENT");
    if (event.code == QStringLiteral("otau.acknowledged") || isOdd) {
        trail.answeredNs = event.hostNs;
        trail.answerCode = isOdd ? event.code : QString();
    }
}

} // namespace

qint64 SeenStatus::timeNs() const
{
    const bool isUsable =
        deviceNs && std::abs(*deviceNs - hostNs) <= std::chrono::nanoseconds(GatewayStatus::maxClockOffset).count();
    return isUsable ? *deviceNs : hostNs;
}

StatusSequence statusSequence(std::vector<SeenStatus> seen, const SequenceSubject& subject)
{
    std::ranges::stable_sort(seen, {}, [](const SeenStatus& each) { return std::pair(each.timeNs(), each.seq); });
    Builder builder(seen, subject);
    auto silence = subject.silences.begin();
    for (const SeenStatus& each : seen) {
        for (; silence != subject.silences.end() && silence->hostNs <= each.hostNs; ++silence)
            builder.take(*silence);
        builder.take(each);
    }
    for (; silence != subject.silences.end(); ++silence)
        builder.take(*silence);
    return {builder.finish(), {}, {}};
}

StatusSequence statusSequence(const SessionRow& session, std::span<const Event> events,
                              const std::vector<Finding>& findings)
{
    SequenceSubject subject{.version = session.target, .result = session.result, .findings = findings};
    std::vector<SeenStatus> seen;
    RequestTrail trail;
    for (const Event& event : events) {
        if (auto status = seenIn(event))
            seen.push_back(std::move(*status));
        follow(trail, event);
        if (event.edge != Edge::Leave || event.stream == Stream::Protocol)
            continue;
        if (event.result == SessionResult::Superseded)
            subject.supersededNs = event.hostNs;
        if (event.result == SessionResult::Stalled || event.result == SessionResult::Unconfirmed)
            subject.silences.push_back(
                {event.seq, event.hostNs,
                 event.result == SessionResult::Stalled ? QStringLiteral("XS-STALL") : QStringLiteral("XS-UNCONFIRMED"),
                 event.message});
    }
    StatusSequence sequence = statusSequence(std::move(seen), subject);
    trail.isEarlier = trail.requestedNs == 0 && session.requested == QStringLiteral("config_otau");
    sequence.trail = trail;
    if (const auto fit = deviceClockOf(events).fit())
        sequence.deviceClock = fit->text();
    return sequence;
}

quint64 StatusSequence::reports() const
{
    quint64 sum = 0;
    for (const SequenceRow& row : rows)
        sum += row.count;
    return sum;
}

int StatusSequence::leftOut() const
{
    return static_cast<int>(std::ranges::count(rows, SequenceRow::Kind::LeftOut, &SequenceRow::kind));
}

int StatusSequence::odd() const
{
    return static_cast<int>(std::ranges::count_if(
        rows, [](const SequenceRow& row) { return !row.codes.isEmpty() || (row.order != SequenceRow::Order::Fine); }));
}

} // namespace ota
