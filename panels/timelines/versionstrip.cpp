// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/versionstrip.h"

#include "panels/widgets/format.h"
#include "panels/widgets/paint.h"
#include "timeline/sentence.h"
#include "timeline/sessionversions.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace ota {

namespace {

constexpr int stripHeight = 56;
constexpr int lineHeight = 17;
constexpr int markWidth = 14;

QString timeOf(std::optional<qint64> ns)
{
    return ns ? clockTime(*ns) : QString();
}

VersionStrip::Cell installedCell(const SessionRow& session, const SessionVersions& versions)
{
    VersionStrip::Cell cell{VersionStrip::tr("Installed"), versions.installed, {}, Mark::None};
    if (!versions.installed.isEmpty())
        cell.words = VersionStrip::tr("reported %1").arg(timeOf(versions.installedNs));
    else if (!versions.confirmed.isEmpty())
        cell.words = VersionStrip::tr("not reported");
    else
        cell.words = isOpen(session.result) ? VersionStrip::tr("not yet") : VersionStrip::tr("never reported");
    return cell;
}

VersionStrip::Cell confirmedCell(const SessionRow& session, const SessionVersions& versions)
{
    VersionStrip::Cell cell{VersionStrip::tr("Confirmed"), {}, {}, Mark::None};
    const bool runsOther = !versions.running.isEmpty() && versions.running != versions.requested;
    if (!versions.confirmed.isEmpty() && !versions.isTakenBack) {
        cell.version = versions.confirmed;
        cell.words = VersionStrip::tr("seen %1").arg(timeOf(versions.confirmedNs));
        cell.mark = Mark::Good;
    } else if (versions.isTakenBack || (runsOther && !isOpen(session.result))) {
        cell.words = VersionStrip::tr("no: %1 runs").arg(versions.running);
        cell.mark = classOf(session.result) == ResultClass::Bad ? Mark::Bad : Mark::Warn;
    } else if (session.result == SessionResult::Unconfirmed) {
        cell.words = VersionStrip::tr("nothing heard");
        cell.mark = Mark::Warn;
    } else {
        cell.words = isOpen(session.result) ? VersionStrip::tr("not yet") : VersionStrip::tr("never");
    }
    return cell;
}

} // namespace

std::array<VersionStrip::Cell, 3> versionCells(const SessionRow& session)
{
    const SessionVersions versions = versionsOf(session);
    VersionStrip::Cell requested{VersionStrip::tr("Requested"), versions.requested,
                                 versions.before.isEmpty() ? VersionStrip::tr("before: unknown")
                                                           : VersionStrip::tr("before: %1").arg(versions.before),
                                 Mark::None};
    if (session.adopted)
        requested.title = VersionStrip::tr("Under way");
    return {requested, installedCell(session, versions), confirmedCell(session, versions)};
}

VersionStrip::VersionStrip(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("versionStrip"));
    setAccessibleName(tr("Versions"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void VersionStrip::setSession(const SessionRow& session)
{
    const auto cells = versionCells(session);
    if (cells == m_cells)
        return;
    m_cells = cells;
    QStringList spoken;
    for (const Cell& cell : m_cells)
        spoken << QStringLiteral("%1: %2, %3")
                      .arg(cell.title, cell.version.isEmpty() ? tr("none") : cell.version, cell.words);
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    update();
}

QSize VersionStrip::sizeHint() const
{
    return {320, stripHeight};
}

QRect VersionStrip::areaOf(std::size_t cell) const
{
    const int width = this->width() / static_cast<int>(m_cells.size());
    return {static_cast<int>(cell) * width, 0, width, stripHeight};
}

void VersionStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look& look = Look::of(this);
    const auto& theme = look.theme();
    paintBox(painter, rect(), tokens::radius::control, theme.surface.base, theme.line.hair);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const Cell& cell = m_cells[i];
        const QRect area = areaOf(i).adjusted(tokens::space::s, 2, -tokens::space::xs, 0);
        if (i > 0)
            painter.fillRect(QRect(areaOf(i).left(), tokens::space::s, 1, stripHeight - 2 * tokens::space::s),
                             colourOf(theme.line.hair));
        paintText(painter, {area.left(), area.top(), area.width(), lineHeight}, cell.title, look.font(Type::Caption),
                  theme.text.tertiary);
        paintText(painter, {area.left(), area.top() + lineHeight, area.width(), lineHeight},
                  cell.version.isEmpty() ? unknownText : cell.version, look.font(Type::Mono), theme.text.primary,
                  Qt::AlignLeft, Qt::ElideMiddle);
        int left = area.left();
        QRgb ink = theme.text.secondary;
        if (cell.mark != Mark::None) {
            ink = look.ink(Look::inkOf(cell.mark));
            look.paintIcon(painter, {left, area.top() + 2 * lineHeight, markWidth, lineHeight},
                           Look::markIcon(cell.mark), ink, 14);
            left += markWidth + tokens::space::xs;
        }
        paintText(painter, {left, area.top() + 2 * lineHeight, area.right() - left, lineHeight}, cell.words,
                  look.font(Type::Caption), ink);
    }
}

bool VersionStrip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        if (areaOf(i).contains(help->pos()))
            QToolTip::showText(help->globalPos(),
                               QStringLiteral("%1: %2\n%3")
                                   .arg(m_cells[i].title,
                                        m_cells[i].version.isEmpty() ? unknownText : m_cells[i].version,
                                        m_cells[i].words),
                               this);
    }
    return true;
}

} // namespace ota
