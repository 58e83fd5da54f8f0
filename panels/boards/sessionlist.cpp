// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/sessionlist.h"

#include "panels/boards/boardrow.h"
#include "panels/widgets/format.h"
#include "panels/widgets/meaning.h"
#include "panels/widgets/paint.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace ota {

namespace {

constexpr int rowHeight = tokens::height::row;
constexpr qint64 dayNs = Q_INT64_C(86'400'000'000'000);

/// `21:18` today, `Mon 14:20` within a week, else the day.
QString whenText(qint64 timeNs, qint64 nowNs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowNs / 1'000'000);
    if (time.date() == now.date())
        return time.toString(QStringLiteral("HH:mm"));
    if (nowNs - timeNs < 6 * dayNs)
        return QLocale().toString(time, QStringLiteral("ddd HH:mm"));
    return time.toString(QStringLiteral("yyyy-MM-dd"));
}

QString outcomeText(const SessionRow& session)
{
    if (session.result == SessionResult::Running)
        return sessionWords({session.board, session.id, session.phase, session.centipercent, session.result}).text;
    QString text = label(session.result);
    if (!session.reason.isEmpty() && session.result != SessionResult::Success)
        text += QStringLiteral(", ") + session.reason;
    else if (session.closedNs)
        text += QStringLiteral(", ") +
                durationText(std::chrono::milliseconds((*session.closedNs - session.openedNs) / 1'000'000));
    return text;
}

} // namespace

SessionList::SessionList(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("lastSessions"));
    setAccessibleName(tr("Last sessions"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SessionList::setSessions(std::vector<SessionRow> sessions, qint64 nowNs)
{
    m_sessions = std::move(sessions);
    m_nowNs = nowNs;
    m_current = std::min(m_current, static_cast<int>(m_sessions.size()) - 1);
    QStringList spoken;
    for (const SessionRow& session : m_sessions)
        spoken << session.target + u' ' + outcomeText(session);
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QRect SessionList::rowArea(int row) const
{
    return {0, row * rowHeight, width(), rowHeight};
}

QSize SessionList::sizeHint() const
{
    return {280, std::max(1, static_cast<int>(m_sessions.size())) * rowHeight};
}

QSize SessionList::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

int SessionList::rowAt(int y) const
{
    const int row = y / rowHeight;
    return y >= 0 && row < static_cast<int>(m_sessions.size()) ? row : -1;
}

void SessionList::setCurrent(int row)
{
    m_current = row;
    update();
}

void SessionList::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    QPainter painter(this);
    const int inset = tokens::space::m;
    if (m_sessions.empty()) {
        paintText(painter, rect().adjusted(inset, 0, -inset, 0), tr("No session yet"), look.font(Type::Small),
                  t.text.tertiary);
        return;
    }
    for (int i = 0; i < static_cast<int>(m_sessions.size()); ++i) {
        const SessionRow& session = m_sessions[static_cast<std::size_t>(i)];
        const QRect area = rowArea(i);
        if (i == m_hover)
            painter.fillRect(area, colourOf(t.surface.hover));
        painter.fillRect(QRect(inset, area.top(), width() - 2 * inset, 1), colourOf(t.line.hair));
        QRect rest = area.adjusted(inset, 0, -inset, 0);
        const Mark mark = markOf(session.result);
        look.paintIcon(painter, {rest.left(), rest.top(), tokens::icon::small, rest.height()},
                       mark == Mark::None ? QStringLiteral("wave") : Look::markIcon(mark), look.meaning(mark).text);
        rest.setLeft(rest.left() + tokens::icon::small + tokens::space::s);
        const QString when = whenText(session.openedNs, m_nowNs);
        const int whenWidth = QFontMetrics(look.font(Type::Small)).horizontalAdvance(when);
        paintText(painter, rest, when, look.font(Type::Small), t.text.tertiary, Qt::AlignRight);
        rest.setRight(rest.right() - whenWidth - tokens::space::s);
        const QString target = session.target.isEmpty() ? unknownText : session.target;
        const int used =
            paintText(painter, rest, target, look.font(Type::Body), t.text.primary, Qt::AlignLeft, Qt::ElideMiddle);
        rest.setLeft(rest.left() + used + tokens::space::s);
        if (rest.width() > 24)
            paintText(painter, rest, outcomeText(session), look.font(Type::Small), t.text.secondary);
        if (hasFocus() && i == m_current)
            paintFocusRing(painter, look, area, tokens::radius::mark);
    }
}

void SessionList::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_sessions.size()) - 1;
    if (event->key() == Qt::Key_Down && m_current < last)
        setCurrent(m_current + 1);
    else if (event->key() == Qt::Key_Up && m_current > 0)
        setCurrent(m_current - 1);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0 && m_current <= last)
        Q_EMIT opened(m_sessions[static_cast<std::size_t>(m_current)].id.value);
    else
        QWidget::keyPressEvent(event);
}

void SessionList::mouseMoveEvent(QMouseEvent* event)
{
    m_hover = rowAt(static_cast<int>(event->position().y()));
    setCursor(m_hover >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void SessionList::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(static_cast<int>(event->position().y()));
    if (row < 0 || event->button() != Qt::LeftButton)
        return;
    setCurrent(row);
    Q_EMIT opened(m_sessions[static_cast<std::size_t>(row)].id.value);
}

void SessionList::leaveEvent(QEvent*)
{
    m_hover = -1;
    update();
}

} // namespace ota
