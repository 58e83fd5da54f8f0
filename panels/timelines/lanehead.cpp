// SPDX-License-Identifier: Apache-2.0
// The heads of the lanes, and how they say things.
#include "panels/timelines/lanepainter.h"
#include "panels/widgets/figures.h"
#include "panels/widgets/format.h"
#include "panels/widgets/meaning.h"
#include "panels/widgets/paint.h"
#include "timeline/sentence.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace ota {

namespace {

constexpr qint64 silence = 15'000'000'000; ///< From then on the head says that nothing comes.

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(LanePainter)
};

} // namespace

QString worldName(World world)
{
    switch (world) {
    case World::Suit:
        return QStringLiteral("SUIT");
    case World::Exosense:
        return QStringLiteral("ExoSense");
    default: {
        QString name = keyOf(world);
        name[0] = name[0].toUpper();
        return name;
    }
    }
}

QString lengthText(qint64 ns)
{
    constexpr qint64 second = 1'000'000'000;
    return ns < second ? humanDuration(ns) : durationText(std::chrono::milliseconds(ns / 1'000'000));
}

QString differenceText(qint64 ns)
{
    constexpr qint64 noticed = 10'000'000;
    if (std::abs(ns) < noticed)
        return {};
    return QString(ns > 0 ? u'+' : QChar(0x2212)) + lengthText(std::abs(ns));
}

QString versionsText(const SessionRow& session)
{
    const auto known = [](const QString& version) {
        return version.isEmpty() ? unknownText : version;
    };
    // Once it is over one wants to know what it was that was replaced; what has replaced it was not there before.
    const bool isNew = isSameVersion(session.world, session.versionRunning, session.target);
    const QString running = isNew ? QString() : session.versionRunning;
    return known(session.versionBefore.isEmpty() ? running : session.versionBefore) + QStringLiteral(" → ") +
           known(session.target);
}

QString paceText(const SessionRow& session, const RateWindow& pace, qint64 nowNs)
{
    const PhaseSpan* phase = session.phases.empty() ? nullptr : &session.phases.back();
    const bool loads = session.result == SessionResult::Running && phase && phase->phase == Phase::Download;
    const auto rate = loads ? pace.perSecond(nowNs) : std::nullopt;
    if (!rate || *rate <= 0)
        return {};
    const auto left = phase->total ? pace.remaining(*phase->total, nowNs) : std::nullopt;
    return left ? Tr::tr("%1 · %2 left").arg(rateText(*rate), lengthText(left->count())) : rateText(*rate);
}

QString progressWords(const SessionRow& session, const RateWindow& pace, qint64 nowNs)
{
    const auto since = [&](qint64 ns) {
        return lengthText(std::max<qint64>(0, nowNs - ns));
    };
    const bool running = session.result == SessionResult::Running;
    if (!running && !session.reason.isEmpty())
        return session.reason;
    if (session.attempt > 1 && !running)
        return Tr::tr("attempt %1").arg(session.attempt);
    if (!running)
        return session.closedNs ? lengthText(*session.closedNs - session.openedNs)
                                : Tr::tr("%1 ago").arg(since(session.lastNs));
    if (session.phases.empty())
        return {};
    const QString how = paceText(session, pace, nowNs);
    if (!how.isEmpty())
        return how;
    // Silence is what one should see first.
    const qint64 silentNs = nowNs - session.lastNs;
    return silentNs < silence ? since(session.phases.back().beginNs)
                              : Tr::tr("silent for %1").arg(ageText(std::chrono::milliseconds(silentNs / 1'000'000)));
}

void LanePainter::paintHead(QPainter& painter, const QRect& area, const Lane& lane, qint64 nowNs, bool selected,
                            bool hovered) const
{
    const auto& theme = m_look.theme();
    painter.fillRect(area, colourOf(selected  ? theme.surface.selected
                                    : hovered ? theme.surface.hover
                                              : theme.surface.base));
    const QRect inner = area.adjusted(tokens::space::m, 3, -tokens::space::m, -3);
    const QRect top(inner.left(), inner.top(), inner.width(), 16);
    const QRect bottom(inner.left(), inner.bottom() - 14, inner.width(), 14);
    const SessionRow* newest = lane.newest();

    int right = 0;
    if (newest) {
        const Mark mark = markOf(newest->result);
        QString words =
            newest->result == SessionResult::Running ? keyOf(newest->phase).toUpper() : label(newest->result);
        if (newest->result == SessionResult::Running && newest->centipercent)
            words += QStringLiteral(" %1 %").arg(*newest->centipercent / 100);
        const QRgb ink = mark == Mark::None ? theme.text.primary : m_look.meaning(mark).text;
        right = figuresWidth(m_look.font(Type::Small), words);
        paintFigures(painter, top, words, m_look.font(Type::Small), ink, Qt::AlignRight);
        const QRect place(top.right() - right - 20, top.top(), 16, 16);
        if (mark == Mark::None)
            paintBox(painter, QRectF(place.center().x() - 3, place.center().y() - 3, 8, 8), 4, theme.accent.fill);
        else
            m_look.paintIcon(painter, place, Look::markIcon(mark), m_look.meaning(mark).text);
        right += 24;
    }
    const QRect left(top.left(), top.top(), std::max(0, top.width() - right), top.height());
    int x =
        left.left() + paintText(painter, left, lane.board.text(), m_look.font(Type::Strong), theme.text.primary) + 6;
    if (newest && left.right() - x > 30) {
        x += paintText(painter, {x, left.top(), left.right() - x, left.height()}, worldName(newest->world),
                       m_look.font(Type::Caption), theme.text.tertiary) +
             6;
        const QString word = Tr::tr("virtual");
        if (newest->simulated && left.right() - x > badgeWidth(m_look, word, Mark::None, BadgeKind::Outline))
            paintBadge(painter, m_look, {x, left.top() - 1}, word, Mark::None, BadgeKind::Outline);
    }
    if (!newest)
        return;
    const QString progress = progressWords(*newest, lane.pace, nowNs);
    const QFont small = m_look.font(Type::Caption);
    const int progressWidth = std::min(figuresWidth(small, progress), bottom.width() * 2 / 3);
    paintFigures(painter, bottom, progress, small, theme.text.secondary, Qt::AlignRight);
    paintText(painter, bottom.adjusted(0, 0, -progressWidth - 8, 0), versionsText(*newest), small,
              theme.text.secondary);
}

} // namespace ota
