// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/event.h"

#include <functional>
#include <vector>

namespace ota {

/// What a checker found in a session (spec/timeline.md 8), with the events that prove it.
struct Finding
{
    /// Of the events that prove a finding only the first are kept by number; all are counted.
    static constexpr std::size_t keptEvidence = 16;

    SessionId session = {};
    QString checker = {}; ///< `SEQ`, `RETRY-STORM` …
    QString code = {}; ///< Which of the checker's findings: `backward`; a finding is one of (session, checker, code).
    Severity severity = Severity::Error;
    QString message = {};
    std::vector<quint64> evidence = {}; ///< seq of events, oldest first.
    quint64 firstSeq = 0;
    quint64 count = 1; ///< How often it was seen.

    bool operator==(const Finding&) const = default;
};

/// Rule and next step for a finding's code, in sentences; empty where nobody has any. A world gives it for its codes.
using FindingExplainer = std::function<QString(const QString& code)>;

QJsonObject toJson(const Finding& finding);

/// The event that tells of a finding.
Event eventOf(const Finding& finding);

} // namespace ota
