// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/throughputgraph.h"

#include "panels/widgets/figures.h"
#include "panels/widgets/format.h"
#include "panels/widgets/paint.h"

#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ota {

namespace {

constexpr int axisWidth = 76;
constexpr int axisHeight = 20;
constexpr int rescaleAfter = 2; ///< Seconds.

QRgb seriesColour(const tokens::Theme& t, int series)
{
    const QRgb colours[]{t.graph.series1, t.graph.series2, t.graph.series3, t.graph.series4};
    return colours[series % 4];
}

/// The line style differs with the colour: solid, solid thin, dashed, dotted.
QPen seriesPen(const tokens::Theme& t, int series)
{
    QPen pen(colourOf(seriesColour(t, series)), series == 1 ? 1.2 : 1.5);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    if (series == 2)
        pen.setDashPattern({4, 2});
    else if (series == 3)
        pen.setDashPattern({1.2, 2});
    return pen;
}

} // namespace

double niceCeiling(double value)
{
    if (value <= 0)
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0, 10.0}) {
        if (value <= step * power * (1 + 1e-9))
            return step * power;
    }
    return 10 * power;
}

ThroughputGraph::ThroughputGraph(Kind kind, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
{
    setMouseTracking(kind == Kind::Full);
    setSizePolicy(QSizePolicy::Expanding, kind == Kind::Full ? QSizePolicy::Preferred : QSizePolicy::Fixed);
    setAccessibleName(tr("Throughput of the last two minutes"));
}

void ThroughputGraph::setSeries(const QStringList& names)
{
    m_given = static_cast<int>(names.size());
    m_series.clear();
    for (int i = 0; i < std::min(m_given, seriesAtMost); ++i)
        m_series.append({i == seriesAtMost - 1 && m_given > seriesAtMost ? tr("other") : names.at(i), {}});
    update();
}

void ThroughputGraph::append(const QList<double>& bytesPerSecond)
{
    for (int i = 0; i < m_series.size(); ++i) {
        double value = i < bytesPerSecond.size() ? bytesPerSecond.at(i) : 0;
        if (i == seriesAtMost - 1)
            value = std::accumulate(bytesPerSecond.begin() + std::min(static_cast<qsizetype>(i), bytesPerSecond.size()),
                                    bytesPerSecond.end(), 0.0);
        QList<double>& samples = m_series[i].samples;
        samples.append(value);
        if (samples.size() > seconds + 1)
            samples.removeFirst();
    }
    for (Note& note : m_notes)
        ++note.age;
    m_notes.removeIf([](const Note& note) { return note.age > seconds; });
    chooseScale();
    QStringList words;
    for (const Series& series : std::as_const(m_series))
        words << series.name + u' ' + rateText(series.samples.last());
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void ThroughputGraph::addNote(const QString& text)
{
    m_notes.append({text, 0});
    update();
}

double ThroughputGraph::last(int series) const
{
    const QList<double>& samples = m_series.at(series).samples;
    return samples.isEmpty() ? 0 : samples.last();
}

QSize ThroughputGraph::sizeHint() const
{
    return m_kind == Kind::Full ? QSize(480, 136) : QSize(160, 24);
}

void ThroughputGraph::chooseScale()
{
    double highest = 0;
    for (const Series& series : std::as_const(m_series)) {
        for (const double sample : series.samples)
            highest = std::max(highest, sample);
    }
    // Four lines of the grid: a quarter is a round number.
    const double wanted = std::max(niceCeiling(highest / 4) * 4, 4.0);
    ++m_sinceScale;
    const bool mayChange = m_sinceScale >= rescaleAfter && !m_pointerX;
    if (wanted != m_top && (mayChange || highest > m_top || m_series.value(0).samples.size() <= 1)) {
        m_top = wanted;
        m_sinceScale = 0;
    }
}

QRect ThroughputGraph::plotArea() const
{
    return m_kind == Kind::Full ? rect().adjusted(axisWidth, 10, -tokens::space::m, -axisHeight)
                                : rect().adjusted(0, 2, 0, 0);
}

double ThroughputGraph::x(const QRect& plot, double age) const
{
    return plot.left() + plot.width() * (1 - age / seconds);
}

double ThroughputGraph::y(const QRect& plot, double value) const
{
    return plot.bottom() + 0.5 - (plot.height() - 1) * std::min(1.0, value / m_top);
}

void ThroughputGraph::paintGrid(QPainter& painter, const QRect& plot) const
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    const QFont font = look.font(Type::Caption);
    for (int i = 0; i <= 4; ++i) {
        const double value = m_top * i / 4;
        const int at = static_cast<int>(y(plot, value));
        painter.fillRect(QRect(plot.left(), at, plot.width(), 1), colourOf(i == 0 ? t.line.line : t.graph.grid));
        // Only the top line says the unit, and the steps are round numbers.
        QString text = rateText(value).replace(QStringLiteral(".0") + QChar(0x00A0), QString(QChar(0x00A0)));
        if (i < 4 && text.section(QChar(0x00A0), 1) == rateText(m_top).section(QChar(0x00A0), 1))
            text = text.section(QChar(0x00A0), 0, 0);
        paintFigures(painter, QRect(0, at - 8, axisWidth - 8, 16), i == 0 ? QStringLiteral("0") : text, font,
                     t.graph.axis, Qt::AlignRight);
    }
    painter.setPen(colourOf(t.graph.axis));
    for (const int age : {120, 90, 60, 30, 0}) {
        const int at = static_cast<int>(x(plot, age));
        if (age != 0 && age != seconds)
            painter.fillRect(QRect(at, plot.top(), 1, plot.height()), colourOf(t.graph.grid));
        const QRect area(at - 50, plot.bottom() + 4, 100, 16);
        if (age == seconds)
            paintText(painter, area.translated(50, 0), tr("2 min ago"), font, t.graph.axis);
        else if (age == 0)
            paintText(painter, area.translated(-50, 0), tr("now"), font, t.graph.axis, Qt::AlignRight);
        else
            paintText(painter, area, tr("%1 s").arg(age), font, t.graph.axis, Qt::AlignHCenter);
    }
}

void ThroughputGraph::paintSeries(QPainter& painter, const QRect& plot) const
{
    const tokens::Theme& t = Look::of(this).theme();
    int largest = 0;
    for (int i = 1; i < m_series.size(); ++i) {
        const auto sum = [](const Series& s) {
            return std::accumulate(s.samples.begin(), s.samples.end(), 0.0);
        };
        if (sum(m_series.at(i)) > sum(m_series.at(largest)))
            largest = i;
    }
    painter.save();
    painter.setClipRect(plot.adjusted(0, -2, 1, 1));
    painter.setRenderHint(QPainter::Antialiasing);
    // The largest first: its area must not cover the others.
    QList<int> order;
    for (int i = 0; i < m_series.size(); ++i)
        order.append(i);
    std::ranges::stable_sort(order, {}, [largest](int i) { return i == largest ? 0 : 1; });
    for (const int i : std::as_const(order)) {
        const QList<double>& samples = m_series.at(i).samples;
        if (samples.size() < 2)
            continue;
        QPolygonF line;
        for (int s = 0; s < samples.size(); ++s)
            line << QPointF(x(plot, static_cast<double>(samples.size() - 1 - s)), y(plot, samples.at(s)));
        if (i == largest) {
            QPolygonF area = line;
            area << QPointF(line.last().x(), plot.bottom() + 1) << QPointF(line.first().x(), plot.bottom() + 1);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colourOf(t.graph.series1Area));
            painter.drawPolygon(area);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(seriesPen(t, i));
        painter.drawPolyline(line);
    }
    painter.restore();
}

void ThroughputGraph::paintNotes(QPainter& painter, const QRect& plot) const
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    const QFont font = look.font(Type::Caption);
    for (const Note& note : m_notes) {
        const int at = static_cast<int>(x(plot, note.age));
        QPen pen(colourOf(t.warn.solid), 1);
        pen.setDashPattern({2, 2});
        painter.setPen(pen);
        painter.drawLine(at, plot.top() + 1, at, plot.bottom());
        const int width = QFontMetrics(font).horizontalAdvance(note.text) + 12;
        const int left = std::min(at, plot.right() - width);
        const QRect plate(left, plot.top() + 1, width, 16);
        paintBox(painter, plate, tokens::radius::mark, t.warn.tint, t.warn.line);
        paintText(painter, plate.adjusted(6, 0, 0, 0), note.text, font, t.warn.text, Qt::AlignLeft, Qt::ElideNone);
    }
}

void ThroughputGraph::paintPointer(QPainter& painter, const QRect& plot) const
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    const int at = std::clamp(*m_pointerX, plot.left(), plot.right());
    const int age = static_cast<int>(std::lround((1 - static_cast<double>(at - plot.left()) / plot.width()) * seconds));
    painter.fillRect(QRect(at, plot.top(), 1, plot.height()), colourOf(t.line.control));
    QStringList lines{age == 0 ? tr("now") : tr("%1 s ago").arg(age)};
    for (const Series& series : m_series) {
        const auto index = series.samples.size() - 1 - age;
        lines << series.name + QStringLiteral("  ") +
                     rateText(index >= 0 ? std::optional(series.samples.at(index)) : std::nullopt);
    }
    const QFont font = look.font(Type::Caption);
    const QFontMetrics metrics(font);
    int width = 0;
    for (const QString& line : std::as_const(lines))
        width = std::max(width, metrics.horizontalAdvance(line));
    QRect plate(at + 8, plot.top() + 4, width + 16, static_cast<int>(lines.size()) * 16 + 6);
    if (plate.right() > plot.right())
        plate.moveRight(at - 8);
    paintBox(painter, plate, tokens::radius::badge, t.surface.tooltip);
    for (int i = 0; i < lines.size(); ++i)
        paintText(painter, QRect(plate.left() + 8, plate.top() + 3 + i * 16, width + 4, 16), lines.at(i), font,
                  t.text.onTooltip, Qt::AlignLeft, Qt::ElideNone);
}

void ThroughputGraph::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect plot = plotArea();
    if (m_kind == Kind::Full)
        paintGrid(painter, plot);
    paintSeries(painter, plot);
    if (m_kind == Kind::Spark)
        return;
    paintNotes(painter, plot);
    if (m_pointerX)
        paintPointer(painter, plot);
}

void ThroughputGraph::mouseMoveEvent(QMouseEvent* event)
{
    const int at = static_cast<int>(event->position().x());
    m_pointerX = plotArea().contains(at, plotArea().center().y()) ? std::optional(at) : std::nullopt;
    update();
}

void ThroughputGraph::leaveEvent(QEvent* event)
{
    m_pointerX.reset();
    update();
    QWidget::leaveEvent(event);
}

GraphLegend::GraphLegend(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void GraphLegend::set(const QStringList& names, const QList<double>& values)
{
    m_names = names;
    m_values = values;
    updateGeometry();
    update();
}

namespace {

constexpr int legendLine = 14;
constexpr int legendGap = 14;

/// Room for the widest rate, so that the legend stands still.
int rateRoom(const QFont& font)
{
    return figuresWidth(font, QStringLiteral("000.0 MB/s"));
}

} // namespace

QSize GraphLegend::sizeHint() const
{
    const Look& look = Look::of(this);
    const QFontMetrics names(look.font(Type::Caption));
    QFont bold = look.font(Type::Overline);
    int width = 0;
    for (const QString& name : m_names)
        width += legendLine + 4 + names.horizontalAdvance(name) + 5 + rateRoom(bold) + legendGap;
    return {std::max(0, width - legendGap), 16};
}

void GraphLegend::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    QPainter painter(this);
    const QFont font = look.font(Type::Caption);
    const QFont bold = look.font(Type::Overline);
    int at = 0;
    for (int i = 0; i < m_names.size(); ++i) {
        painter.setPen(seriesPen(t, i));
        painter.drawLine(QPointF(at, height() / 2.0), QPointF(at + legendLine, height() / 2.0));
        at += legendLine + 4;
        at += paintText(painter, QRect(at, 0, 200, height()), m_names.at(i), font, t.text.secondary) + 5;
        paintFigures(painter, QRect(at, 0, rateRoom(bold), height()), rateText(m_values.value(i)), bold, t.text.primary,
                     Qt::AlignLeft);
        at += rateRoom(bold) + legendGap;
    }
}

} // namespace ota
