// SPDX-License-Identifier: Apache-2.0
#include "timeline/sessionstate.h"

#include "timeline/reason.h"

#include <QJsonArray>

#include <algorithm>

namespace ota {

namespace {

std::optional<quint64> versionNumber(QStringView text)
{
    bool good = false;
    const bool hex = text.startsWith(u"0x", Qt::CaseInsensitive);
    const quint64 number = hex ? text.mid(2).toULongLong(&good, 16) : text.toULongLong(&good, 10);
    return good ? std::optional(number) : std::nullopt;
}

QJsonObject toJson(const PhaseSpan& span)
{
    QJsonObject json{{"phase", keyOf(span.phase)}, {"begin", isoTime(span.beginNs)}};
    if (span.endNs) {
        json["end"] = isoTime(*span.endNs);
        json["ms"] = static_cast<double>((*span.endNs - span.beginNs) / 1000) / 1000.0;
    }
    if (span.result)
        json["result"] = keyOf(*span.result);
    if (!span.reason.isEmpty())
        json["reason"] = span.reason;
    if (!span.step.isEmpty())
        json["step"] = span.step;
    if (const auto percent = span.centipercent())
        json["percent"] = *percent / 100.0;
    if (span.done)
        json["done"] = static_cast<qint64>(*span.done);
    if (span.total)
        json["total"] = static_cast<qint64>(*span.total);
    if (span.unit)
        json["unit"] = keyOf(*span.unit);
    return json;
}

} // namespace

bool SessionState::hasReached(Phase phase) const
{
    return std::any_of(phases.begin(), phases.end(), [&](const PhaseSpan& span) { return span.phase == phase; });
}

quint64 SessionState::payloadBytes() const
{
    quint64 sum = 0;
    for (const TransferState& transfer : transfers)
        sum += transfer.payload ? transfer.bytes : 0;
    return sum;
}

std::optional<TransferRate> transferRate(const SessionState& state, qint64 nowNs)
{
    if (!state.isOpen() || state.phase() != Phase::Download)
        return std::nullopt;
    std::optional<TransferRate> sum;
    bool known = true;
    for (const TransferState& transfer : state.transfers) {
        const auto rate = transfer.payload && !transfer.complete ? transfer.window.perSecond(nowNs) : std::nullopt;
        if (!rate)
            continue;
        if (!sum)
            sum = TransferRate{};
        sum->bytesPerSecond += *rate;
        const auto left = transfer.size ? transfer.window.remaining(*transfer.size, nowNs) : std::nullopt;
        known = known && left;
        if (left)
            sum->remaining = std::max(sum->remaining.value_or(*left), *left); // They come side by side.
    }
    if (sum && !known)
        sum->remaining.reset();
    return sum;
}

bool isSameVersion(World world, QStringView a, QStringView b)
{
    if (a == b)
        return true;
    if (world != World::Suit && world != World::Matter)
        return false;
    const auto first = versionNumber(a);
    return first && first == versionNumber(b);
}

SessionVerdict verdictOfParts(std::span<const SessionState> parts)
{
    SessionVerdict verdict;
    bool first = true;
    bool mixed = false;
    bool allGood = true;
    for (const SessionState& part : parts) {
        if (first || rankOf(part.verdict.result) > rankOf(verdict.result))
            verdict = part.verdict;
        first = false;
        allGood = allGood && classOf(part.verdict.result) == ResultClass::Good;
        const QString& here = part.versionRunning;
        const QString& there = parts.front().versionRunning;
        mixed = mixed || (!here.isEmpty() && !there.isEmpty() && !isSameVersion(part.world, here, there));
    }
    // Parts of a set that ended well, but on different versions: nobody asked for that mixture.
    if (mixed && allGood && !parts.empty()) {
        verdict.result = SessionResult::Failure;
        verdict.reason = reason::wrongTarget;
    }
    return verdict;
}

QJsonObject toJson(const SessionState& state)
{
    QJsonObject json{{"session", state.id.value},
                     {"board", state.board.text()},
                     {"world", keyOf(state.world)},
                     {"target", state.target},
                     {"attempt", state.attempt},
                     {"opened", isoTime(state.openedNs)},
                     {"phase", keyOf(state.phase())},
                     {"result", keyOf(state.verdict.result)},
                     {"class", keyOf(classOf(state.verdict.result))},
                     {"reason", state.verdict.reason},
                     {"requested", state.requested},
                     {"simulated", state.simulated},
                     {"adopted", state.adopted},
                     {"events", static_cast<qint64>(state.events)},
                     {"severity", keyOf(state.worst)}};
    if (state.closedNs)
        json["closed"] = isoTime(*state.closedNs);
    if (!state.parent.isNull())
        json["parent"] = state.parent.value;
    if (!state.release.isEmpty())
        json["release"] = state.release;
    if (const auto percent = state.centipercent())
        json["percent"] = *percent / 100.0;
    if (!state.versionBefore.isEmpty())
        json["version_before"] = state.versionBefore;
    if (!state.versionRunning.isEmpty())
        json["version_running"] = state.versionRunning;
    json["payload_bytes"] = static_cast<qint64>(state.payloadBytes());
    QJsonArray phases;
    for (const PhaseSpan& span : state.phases)
        phases.append(toJson(span));
    json["phases"] = phases;
    return json;
}

} // namespace ota
