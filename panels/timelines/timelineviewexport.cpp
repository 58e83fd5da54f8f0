// SPDX-License-Identifier: Apache-2.0
// The picture that leaves the window.
#include "panels/timelines/lanepainter.h"
#include "panels/timelines/timelineview.h"
#include "panels/timelines/timelineview_p.h"
#include "panels/widgets/meaning.h"
#include "panels/widgets/paint.h"

namespace ota {

using namespace timelineview;

QPixmap TimelineView::picture()
{
    return viewport()->grab();
}

QByteArray TimelineView::svg() const
{
    QString out = QStringLiteral(
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%2\" font-family=\"sans-serif\" "
                      "font-size=\"11\">\n")
                      .arg(viewport()->width())
                      .arg(rulerHeight + static_cast<int>(m_shown.size()) * tokens::height::lane);
    const auto hex = [](QRgb rgb) {
        return QColor::fromRgba(rgb).name();
    };
    const auto& theme = look().theme();
    out += QStringLiteral("<rect width=\"100%\" height=\"100%\" fill=\"%1\"/>\n").arg(hex(theme.surface.base));
    for (const AxisTick& tick : m_axis.ticks(labelWidth, m_relative)) {
        if (tick.major)
            out += QStringLiteral("<text x=\"%1\" y=\"24\" fill=\"%2\">%3</text>\n")
                       .arg(headWidth + tick.x, 0, 'f', 1)
                       .arg(hex(theme.text.secondary), tick.label);
    }
    int top = rulerHeight;
    for (const std::size_t index : m_shown) {
        const Lane& lane = m_lanes->all()[index];
        QString head = lane.board.text().toHtmlEscaped();
        if (lane.newest()) {
            head += QStringLiteral(" · ") + label(lane.newest()->result).toHtmlEscaped();
            if (lane.newest()->simulated)
                head += QStringLiteral(" · ") + tr("virtual");
        }
        out += QStringLiteral("<text x=\"12\" y=\"%1\" fill=\"%2\">%3</text>\n")
                   .arg(top + 22)
                   .arg(hex(theme.text.primary), head);
        const LaneGeometry geometry = geometryOf(lane, m_axis);
        for (const PhaseBar& bar : geometry.bars) {
            const auto& phase = lookOf(look(), bar.phase);
            out += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"16\" fill=\"%4\" "
                                  "stroke=\"%5\"><title>%6</title></rect>\n")
                       .arg(headWidth + bar.x0, 0, 'f', 1)
                       .arg(top + 9)
                       .arg(std::max(1.0, bar.width()), 0, 'f', 1)
                       .arg(hex(phase.fill), hex(phase.edge), label(bar.phase));
        }
        for (const FoldedBars& folded : geometry.folded)
            out += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"16\" fill=\"%4\"/>\n")
                       .arg(headWidth + folded.x0, 0, 'f', 1)
                       .arg(top + 9)
                       .arg(folded.x1 - folded.x0, 0, 'f', 1)
                       .arg(hex(theme.neutral.solid));
        for (const EndMark& end : geometry.ends)
            out += QStringLiteral("<text x=\"%1\" y=\"%2\" fill=\"%3\">%4</text>\n")
                       .arg(headWidth + end.x - 6, 0, 'f', 1)
                       .arg(top + 21)
                       .arg(hex(look().meaning(markOf(end.result)).text), label(end.result).toHtmlEscaped());
        top += tokens::height::lane;
    }
    return (out + QStringLiteral("</svg>\n")).toUtf8();
}

} // namespace ota
