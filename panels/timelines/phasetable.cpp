// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/phasetable.h"

#include "panels/timelines/lanepainter.h"
#include "panels/widgets/figures.h"
#include "panels/widgets/format.h"
#include "panels/widgets/paint.h"

#include <QPainter>

#include <algorithm>

namespace ota {

namespace {

constexpr int rowHeight = 24;
constexpr int nameLeft = 30;
constexpr int nameWidth = 90;
constexpr int wideTime = 72;
constexpr int narrowTime = 60; ///< Where there is no room for bars either.
constexpr int narrow = 420;
constexpr int inset = 12;

QString textOf(std::optional<qint64> lengthNs)
{
    return lengthNs ? lengthText(*lengthNs) : unknownText;
}

QString bytesText(const PhaseShare& share)
{
    return share.bytes.value_or(0) > 0 ? sizeText(static_cast<qint64>(*share.bytes)) : QString();
}

} // namespace

PhaseTable::PhaseTable(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("phaseTable"));
    setAccessibleName(tr("Phases"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PhaseTable::setSession(const SessionRow& session, qint64 nowNs)
{
    m_compared = false;
    std::vector<Row> rows;
    for (const PhaseSpan& span : session.phases) {
        if (span.phase == Phase::Idle)
            continue;
        QString words = !span.done || *span.done == 0 ? QString()
                        : span.unit == Unit::Bytes    ? sizeText(static_cast<qint64>(*span.done))
                                                      : countText(static_cast<qint64>(*span.done));
        if (!span.reason.isEmpty())
            words = words.isEmpty() ? span.reason : words + QStringLiteral(" · ") + span.reason;
        else if (!span.endNs && isOpen(session.result) && words.isEmpty())
            words = label(session.result);
        rows.push_back({span.phase, lengthOf(session, span, nowNs), std::nullopt, words});
    }
    show(std::move(rows));
}

void PhaseTable::setSessions(const SessionRow& session, const SessionRow& other, qint64 nowNs)
{
    m_compared = true;
    std::vector<Row> rows;
    for (const PhaseComparison& row : comparePhases(session, other, nowNs)) {
        const QString ours = row.a ? bytesText(*row.a) : QString();
        const QString theirs = row.b ? bytesText(*row.b) : QString();
        rows.push_back({row.phase, row.a ? std::optional(row.a->lengthNs) : std::nullopt,
                        row.b ? std::optional(row.b->lengthNs) : std::nullopt,
                        ours == theirs ? ours
                                       : QStringLiteral("%1 · %2").arg(ours.isEmpty() ? unknownText : ours,
                                                                       theirs.isEmpty() ? unknownText : theirs)});
    }
    show(std::move(rows));
}

void PhaseTable::show(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    QStringList spoken;
    for (const Row& row : m_rows) {
        QString text = QStringLiteral("%1 %2").arg(label(row.phase), textOf(row.lengthNs));
        if (m_compared)
            text += u' ' + tr("against %1").arg(textOf(row.otherNs));
        spoken << text;
    }
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize PhaseTable::sizeHint() const
{
    return {320, static_cast<int>(m_rows.size()) * rowHeight + 8};
}

void PhaseTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    qint64 longest = 1;
    for (const Row& row : m_rows)
        longest = std::max({longest, row.lengthNs.value_or(0), row.otherNs.value_or(0)});
    int y = 4;
    for (const Row& row : m_rows) {
        paintRow(painter, row, y, longest);
        y += rowHeight;
    }
}

void PhaseTable::paintRow(QPainter& painter, const Row& row, int y, qint64 longest) const
{
    const Look& look = Look::of(this);
    const auto& theme = look.theme();
    const auto& phase = lookOf(look, row.phase);
    const QFont font = look.font(Type::Small);
    paintBox(painter, QRect(inset, y + 7, 10, 10), tokens::radius::mark, phase.fill, phase.edge);
    paintText(painter, {nameLeft, y, nameWidth, rowHeight}, keyOf(row.phase).toUpper(), font, theme.text.primary);
    int x = nameLeft + nameWidth;
    const int timeWidth = m_compared && width() < narrow ? narrowTime : wideTime;
    const auto time = [&](std::optional<qint64> ns) {
        paintFigures(painter, {x, y, timeWidth, rowHeight}, textOf(ns), font,
                     ns ? theme.text.primary : theme.text.tertiary, Qt::AlignRight);
        x += timeWidth + tokens::space::s;
    };
    time(row.lengthNs);
    if (!m_compared) {
        const int width = std::clamp((this->width() - x - inset) / 2, 40, 120);
        paintShare(painter, {x, y + 9, width, 6}, row.phase, row.lengthNs.value_or(0), longest);
        x += width + tokens::space::s;
        paintText(painter, {x, y, this->width() - x - inset, rowHeight}, row.words, font, theme.text.secondary);
        return;
    }
    time(row.otherNs);
    const qint64 difference = row.lengthNs && row.otherNs ? *row.lengthNs - *row.otherNs : 0;
    const QString words = differenceText(difference);
    paintFigures(painter, {x, y, timeWidth, rowHeight}, words.isEmpty() ? unknownText : words, font,
                 words.isEmpty()  ? theme.text.tertiary
                 : difference > 0 ? theme.warn.text
                                  : theme.good.text,
                 Qt::AlignRight);
    x += timeWidth + tokens::space::l;
    const int left = this->width() - x - inset;
    if (left < 60)
        return;
    const int width = std::min(left, 240);
    paintShare(painter, {x, y + 6, width, 5}, row.phase, row.lengthNs.value_or(0), longest);
    paintShare(painter, {x, y + 13, width, 5}, row.phase, row.otherNs.value_or(0), longest);
    x += width + tokens::space::m;
    paintText(painter, {x, y, this->width() - x - inset, rowHeight}, row.words, font, theme.text.secondary);
}

void PhaseTable::paintShare(QPainter& painter, const QRect& groove, Phase phase, qint64 lengthNs, qint64 longest) const
{
    const auto& theme = Look::of(this).theme();
    const auto& colours = lookOf(Look::of(this), phase);
    paintBox(painter, groove, 0, theme.surface.pressed);
    if (lengthNs <= 0)
        return;
    QRect filled = groove;
    filled.setWidth(std::max(2, static_cast<int>(groove.width() * lengthNs / longest)));
    paintBox(painter, filled, 0, colours.fill, colours.edge);
}

} // namespace ota
