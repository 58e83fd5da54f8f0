// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/event.h"
#include "timeline/ratewindow.h"

#include <QString>

#include <span>
#include <vector>

namespace ota {

/// What proves something: when, which event, who said it.
struct Evidence
{
    qint64 hostNs = 0;
    quint64 seq = 0;
    Origin origin = Origin::Host;
    QString code = {};

    bool operator==(const Evidence&) const = default;
};

/// One phase of a session. A phase that is entered again later has a span of its own.
struct PhaseSpan
{
    Phase phase = Phase::Idle;
    qint64 beginNs = 0;
    std::optional<qint64> endNs = {};         ///< Null while it lasts.
    std::optional<SessionResult> result = {}; ///< As its `leave` said.
    QString reason = {};
    QString step = {};
    std::optional<int> deviceCentipercent = {};   ///< As the device said.
    std::optional<int> measuredCentipercent = {}; ///< As we counted.
    std::optional<quint64> done = {};
    std::optional<quint64> total = {};
    std::optional<Unit> unit = {};
    quint64 firstSeq = 0;
    quint64 lastSeq = 0;

    /// The device's own figure where there is one.
    std::optional<int> centipercent() const { return deviceCentipercent ? deviceCentipercent : measuredCentipercent; }

    bool operator==(const PhaseSpan&) const = default;
};

/// A result that a session had from some moment on.
struct SessionVerdict
{
    SessionResult result = SessionResult::Running;
    QString reason = {};
    Evidence by = {};

    bool operator==(const SessionVerdict&) const = default;
};

/// One object on its way to the device, as our service counts it.
struct TransferState
{
    QString object = {};
    QString peer = {};
    bool payload = true;
    quint64 bytes = 0; ///< Sent, repeats counted.
    quint64 requests = 0;
    std::optional<quint64> done = {}; ///< Without gaps and repeats.
    std::optional<quint64> size = {};
    qint64 beginNs = 0;
    qint64 lastNs = 0;
    bool complete = false;
    RateWindow window = {}; ///< Of `done`.

    bool operator==(const TransferState&) const = default;
};

/// What is known of one session: a pure function of its ordered events (spec/timeline.md 5), see `foldInto`.
struct SessionState
{
    // Identity, from the event that opened it.
    SessionId id = {};
    BoardId board = {};
    World world = World::Host;
    QString target = {}; ///< Text version, number or digest: whatever the world compares by. Empty: not known yet.
    int attempt = 1;
    SessionId parent = {};
    QString requested = {}; ///< Who asked for it.
    QString release = {};   ///< What is to be brought there; may be empty.
    bool simulated = false;
    bool adopted = false; ///< Not started here.

    qint64 openedNs = 0;
    std::optional<qint64> closedNs = {}; ///< When the result became final.
    qint64 lastNs = 0;                   ///< Newest event.
    qint64 lastSignNs = 0;               ///< Newest sign of life: not what we did or concluded ourselves.

    std::vector<PhaseSpan> phases = {};
    SessionVerdict verdict = {};
    std::vector<SessionVerdict> earlier = {}; ///< Results it had before, oldest first; they stay readable.
    std::vector<TransferState> transfers = {};

    QString versionBefore = {};  ///< What ran when it began.
    QString versionRunning = {}; ///< Reported last.
    std::optional<Evidence> downloaded = {};
    std::optional<Evidence> installed = {}; ///< Reported, which proves nothing yet.
    std::optional<Evidence> confirmed = {};
    std::optional<Evidence> booted = {}; ///< First sign of life after the newest restart.
    int reboots = 0;
    quint32 startedBy = 0; ///< Bit per Origin that reported the start of this attempt.

    quint64 events = 0;
    quint64 lastSeq = 0; ///< Of the newest event in order.
    Severity worst = Severity::Debug;
    QString serverReason = {}; ///< Why our own service answered a request of this session with an error, last.
    quint64 foreign = 0;       ///< Events that spoke of another target; they change nothing here.

    bool operator==(const SessionState&) const = default;

    const PhaseSpan* current() const { return phases.empty() ? nullptr : &phases.back(); }
    Phase phase() const { return phases.empty() ? Phase::Idle : phases.back().phase; }
    std::optional<int> centipercent() const { return phases.empty() ? std::nullopt : phases.back().centipercent(); }
    bool isOpen() const { return ota::isOpen(verdict.result); }
    bool hasReached(Phase phase) const;
    quint64 payloadBytes() const; ///< Sent by us, repeats counted.
};

/// How fast a session's payload comes, as our own service counts it (spec/timeline.md 7).
struct TransferRate
{
    double bytesPerSecond = 0;
    std::optional<std::chrono::nanoseconds> remaining = {}; ///< Null where nobody can tell.
};

/// Nothing outside DOWNLOAD, in a session that has ended, or when nothing has been counted.
std::optional<TransferRate> transferRate(const SessionState& state, qint64 nowNs);

/// Whether two versions of a world are the same software. SUIT and Matter compare numbers, decimal or hexadecimal;
/// elsewhere the texts must be equal.
bool isSameVersion(World world, QStringView a, QStringView b);

/// The result of a session with parts: the worst of them; parts that ended well on different versions of one set are a
/// failure with reason WRONG_TARGET (spec/timeline.md 5.9).
SessionVerdict verdictOfParts(std::span<const SessionState> parts);

/// For lists and JSON.
QJsonObject toJson(const SessionState& state);

} // namespace ota
