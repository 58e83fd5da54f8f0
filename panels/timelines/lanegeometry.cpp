// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/lanegeometry.h"

#include <algorithm>
#include <cmath>

namespace ota {

namespace {

/// Bars far outside the window are cut, so that no coordinate leaves what a painter can count in.
constexpr double overhang = 64;

int rankOf(ResultClass worst)
{
    switch (worst) {
    case ResultClass::Bad:
        return 4;
    case ResultClass::Attention:
        return 3;
    case ResultClass::EndedByUs:
        return 2;
    case ResultClass::Running:
        return 1;
    case ResultClass::Good:
        break;
    }
    return 0;
}

/// Collects narrow bars until a wide one or a gap ends the run.
class Folder
{
public:
    explicit Folder(std::vector<FoldedBars>& folded)
        : m_folded(folded)
    {
    }

    void add(double x0, double x1, ResultClass result)
    {
        if (m_run.count > 0 && x0 - m_run.x1 > lane::foldBelow)
            flush();
        if (m_run.count == 0)
            m_run = {x0, x1, 0, result};
        m_run.x1 = std::max(m_run.x1, x1);
        ++m_run.count;
        if (rankOf(result) > rankOf(m_run.worst))
            m_run.worst = result;
    }

    void flush()
    {
        if (m_run.count > 0) {
            m_run.x1 = std::max(m_run.x1, m_run.x0 + lane::foldBelow);
            m_folded.push_back(m_run);
        }
        m_run = {};
    }

private:
    std::vector<FoldedBars>& m_folded;
    FoldedBars m_run;
};

PhaseBar barOf(const SessionRow& session, const PhaseSpan& span, bool last)
{
    PhaseBar bar;
    bar.phase = span.phase;
    bar.session = session.id;
    if (span.endNs || !last)
        return bar;
    if (session.result == SessionResult::Stalled)
        bar.form = PhaseBar::Form::Stalled;
    else if (session.result == SessionResult::Deferred || session.result == SessionResult::Unconfirmed)
        bar.form = PhaseBar::Form::Waiting;
    else if (session.result != SessionResult::Running)
        bar.form = PhaseBar::Form::Solid;
    else if (const auto percent = session.centipercent ? session.centipercent : span.centipercent()) {
        bar.form = PhaseBar::Form::Percent;
        bar.fill = std::clamp(*percent / 10'000.0, 0.0, 1.0);
    } else
        bar.form = PhaseBar::Form::Active;
    return bar;
}

bool isRunning(const SessionRow& session)
{
    return !session.closedNs && isOpen(session.result);
}

void layOutSession(const SessionRow& session, const TimeAxis& axis, qint64 nowNs, qint64 shiftNs,
                   LaneGeometry& geometry, Folder& folder)
{
    const double width = axis.width();
    const auto retry = [&](qint64 ns) {
        const double x = axis.xOf(ns - shiftNs);
        const bool near = !geometry.retries.empty() && x - geometry.retries.back().x < lane::markGap;
        if (x > -lane::markGap && x < width + lane::markGap && !near)
            geometry.retries.push_back({x, session.id});
    };
    if (session.attempt > 1)
        retry(session.openedNs);
    std::uint32_t seen = 0; // A bit for each phase.
    double end = axis.xOf(session.openedNs - shiftNs);
    for (std::size_t i = 0; i < session.phases.size(); ++i) {
        const PhaseSpan& span = session.phases[i];
        if (span.phase == Phase::Idle)
            continue;
        const bool last = i + 1 == session.phases.size();
        const std::uint32_t bit = 1U << static_cast<unsigned>(span.phase);
        if ((seen & bit) != 0)
            retry(span.beginNs);
        seen |= bit;
        const qint64 endNs = span.endNs           ? *span.endNs
                             : isRunning(session) ? std::max(nowNs, span.beginNs)
                                                  : session.lastNs;
        const double x0 = axis.xOf(span.beginNs - shiftNs);
        const double x1 = axis.xOf(endNs - shiftNs);
        end = std::max(end, x1);
        if (x1 < -overhang || x0 > width + overhang)
            continue;
        if (x1 - x0 < lane::foldBelow) {
            folder.add(x0, x1, classOf(session.result));
            continue;
        }
        folder.flush();
        PhaseBar bar = barOf(session, span, last);
        bar.x0 = std::max(x0, -overhang);
        bar.x1 = std::min(x1, width + overhang);
        if (bar.form == PhaseBar::Form::Percent)
            bar.fill = std::clamp((x0 + bar.fill * (x1 - x0) - bar.x0) / bar.width(), 0.0, 1.0);
        geometry.bars.push_back(bar);
    }
    if (!isRunning(session) && end > -overhang && end < width + overhang)
        geometry.ends.push_back({end + lane::endMarkOffset, session.result, session.id});
}

/// The first of `rows` whose event is not before `ns`.
std::size_t firstAt(std::span<const EventCell> cells, std::span<const std::uint32_t> rows, std::size_t begin, qint64 ns)
{
    const auto found = std::lower_bound(rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.end(), ns,
                                        [&](std::uint32_t row, qint64 time) { return cells[row].hostNs < time; });
    return static_cast<std::size_t>(found - rows.begin());
}

void addMark(std::vector<EventMark>& marks, double x, Severity severity, std::size_t row)
{
    if (marks.empty() || x - marks.back().x >= lane::markGap) {
        marks.push_back({x, severity, 1, row});
        return;
    }
    EventMark& mark = marks.back();
    ++mark.count;
    if (severity > mark.severity) {
        mark.severity = severity;
        mark.row = row;
    }
}

} // namespace

void layOutSessions(std::span<const SessionRow> sessions, const TimeAxis& axis, qint64 nowNs, qint64 shiftNs,
                    LaneGeometry& geometry)
{
    Folder folder(geometry.folded);
    for (const SessionRow& session : sessions) {
        if (axis.xOf(session.openedNs - shiftNs) > axis.width() + overhang)
            break;
        layOutSession(session, axis, nowNs, shiftNs, geometry, folder);
    }
    folder.flush();
}

void layOutEvents(std::span<const EventCell> cells, std::span<const std::uint32_t> rows,
                  std::span<const std::uint32_t> problems, const TimeAxis& axis, qint64 shiftNs, LaneGeometry& geometry)
{
    std::size_t at = firstAt(cells, rows, 0, axis.fromNs() + shiftNs);
    while (at < rows.size()) {
        const double x = axis.xOf(cells[rows[at]].hostNs - shiftNs);
        if (x >= axis.width())
            break;
        const int column = static_cast<int>(std::floor(x));
        geometry.ticks.push_back(column);
        // The next column's first moment: everything before it falls on the same pixel.
        at = std::max(at + 1, firstAt(cells, rows, at, axis.timeAt(column + 1) + shiftNs));
    }
    for (std::size_t i = firstAt(cells, problems, 0, axis.timeAt(-lane::markGap) + shiftNs); i < problems.size(); ++i) {
        const EventCell& cell = cells[problems[i]];
        const double x = axis.xOf(cell.hostNs - shiftNs);
        if (x > axis.width() + lane::markGap)
            break;
        addMark(geometry.marks, x, cell.severity(), problems[i]);
    }
}

} // namespace ota
