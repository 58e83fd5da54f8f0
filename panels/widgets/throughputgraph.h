// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QWidget>

#include <chrono>
#include <optional>

namespace ota {

/// Rates over the last two minutes, one sample a second and series. At most four series are drawn; the largest has an
/// area. The owner appends once a second and so decides what a second is.
class ThroughputGraph final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ThroughputGraph)

public:
    static constexpr int seconds = 120;
    static constexpr int seriesAtMost = 4;

    enum class Kind
    {
        Full,  ///< Axes, grid, values under the pointer.
        Spark, ///< Only the curve, for the lower edge of a card.
    };

    explicit ThroughputGraph(Kind kind = Kind::Full, QWidget* parent = nullptr);

    /// Replaces the series and their samples. From the fifth on they are summed up in 'other'.
    void setSeries(const QStringList& names);
    /// One second is over: bytes per second of each series, in the order of setSeries.
    void append(const QList<double>& bytesPerSecond);
    /// A plate and a dashed line at the present second, moving left with it: a fault that was switched on.
    void addNote(const QString& text);
    QString name(int series) const { return m_series.at(series).name; }
    double last(int series) const;
    double scaleTop() const { return m_top; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Series
    {
        QString name;
        QList<double> samples; ///< Oldest first, at most `seconds` + 1.
    };
    struct Note
    {
        QString text;
        int age = 0; ///< In seconds.
    };

    QRect plotArea() const;
    double x(const QRect& plot, double age) const;
    double y(const QRect& plot, double value) const;
    void chooseScale();
    void paintGrid(QPainter& painter, const QRect& plot) const;
    void paintSeries(QPainter& painter, const QRect& plot) const;
    void paintNotes(QPainter& painter, const QRect& plot) const;
    void paintPointer(QPainter& painter, const QRect& plot) const;

    Kind m_kind;
    int m_given = 0; ///< How many series the owner has.
    QList<Series> m_series;
    QList<Note> m_notes;
    double m_top = 1000;
    int m_sinceScale = 0;
    std::optional<int> m_pointerX;
};

/// The next of 1, 2, 5 × 10ⁿ that is not below `value`.
double niceCeiling(double value);

/// Names, line styles and present values of a graph's series.
class GraphLegend final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GraphLegend)

public:
    explicit GraphLegend(QWidget* parent = nullptr);
    void set(const QStringList& names, const QList<double>& values);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_names;
    QList<double> m_values;
};

} // namespace ota
