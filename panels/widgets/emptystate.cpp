// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/emptystate.h"

#include "panels/widgets/button.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace ota {

namespace {

constexpr QSize drawingSize{256, 124};

/// Paints the drawings: `line.control` for things, accent for what happens.
class Picture final : public QWidget
{
public:
    Picture(EmptyState::Drawing drawing, QWidget* parent)
        : QWidget(parent)
        , m_drawing(drawing)
    {
        setFixedSize(drawingSize);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const tokens::Theme& t = Look::of(this).theme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        m_thing = QPen(colourOf(t.line.control), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        m_faint = QPen(colourOf(t.line.line), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        m_act = QPen(colourOf(t.accent.fill), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        m_tint = colourOf(t.accent.tint);
        painter.setPen(m_faint);
        painter.drawLine(QPointF(13, 113.5), QPointF(243, 113.5));
        switch (m_drawing) {
        case EmptyState::Drawing::Releases:
            document(painter, {36, 34.5});
            arrow(painter, {104, 68}, {144, 68});
            chip(painter, {166, 40.5}, 54, true);
            break;
        case EmptyState::Drawing::Boards:
            chip(painter, {48, 40.5}, 54, false);
            chip(painter, {154, 40.5}, 54, false, true);
            break;
        case EmptyState::Drawing::Serving:
            waves(painter, {128, 66});
            break;
        case EmptyState::Drawing::Timelines:
            bars(painter);
            break;
        }
    }

private:
    void document(QPainter& painter, QPointF at) const
    {
        QPainterPath page;
        page.moveTo(at);
        page.lineTo(at + QPointF(36, 0));
        page.lineTo(at + QPointF(50, 14));
        page.lineTo(at + QPointF(50, 66));
        page.lineTo(at + QPointF(0, 66));
        page.closeSubpath();
        page.moveTo(at + QPointF(36, 0));
        page.lineTo(at + QPointF(36, 14));
        page.lineTo(at + QPointF(50, 14));
        painter.setPen(m_thing);
        painter.drawPath(page);
        painter.setPen(m_faint);
        for (const auto& [y, length] : {std::pair{28.0, 30.0}, {37.0, 22.0}, {46.0, 28.0}})
            painter.drawLine(at + QPointF(10, y), at + QPointF(10 + length, y));
    }

    void arrow(QPainter& painter, QPointF from, QPointF to) const
    {
        QPen dashed = m_act;
        dashed.setDashPattern({3.5, 3.0});
        painter.setPen(dashed);
        painter.drawLine(from, to);
        painter.setPen(m_act);
        painter.drawPolyline(QPolygonF{to + QPointF(-6, -5), to, to + QPointF(-6, 5)});
    }

    void chip(QPainter& painter, QPointF at, qreal side, bool ticked, bool dashed = false) const
    {
        QPen pen = m_thing;
        if (dashed)
            pen.setDashPattern({3.0, 3.0});
        painter.setPen(pen);
        painter.drawRoundedRect(QRectF(at, QSizeF(side, side)), 4, 4);
        painter.setPen(m_thing);
        for (int pin = 0; pin < 4; ++pin) {
            const qreal along = 12 + pin * (side - 24) / 3;
            painter.drawLine(at + QPointF(along, -8), at + QPointF(along, -1));
            painter.drawLine(at + QPointF(along, side + 1), at + QPointF(along, side + 8));
            painter.drawLine(at + QPointF(-8, along), at + QPointF(-1, along));
            painter.drawLine(at + QPointF(side + 1, along), at + QPointF(side + 8, along));
        }
        const QRectF core(at + QPointF(14, 14), QSizeF(side - 28, side - 28));
        painter.setPen(ticked ? m_act : m_faint);
        painter.setBrush(ticked ? QBrush(m_tint) : Qt::NoBrush);
        painter.drawRoundedRect(core, 3, 3);
        painter.setBrush(Qt::NoBrush);
        if (ticked)
            painter.drawPolyline(QPolygonF{core.topLeft() + QPointF(7, 14), core.topLeft() + QPointF(11, 18),
                                           core.topLeft() + QPointF(19, 8)});
    }

    void waves(QPainter& painter, QPointF centre) const
    {
        painter.setPen(m_thing);
        painter.drawRoundedRect(QRectF(centre.x() - 30, centre.y() + 14, 60, 26), 4, 4);
        painter.drawLine(centre + QPointF(-18, 27), centre + QPointF(2, 27));
        painter.setPen(m_faint);
        painter.drawEllipse(centre + QPointF(18, 27), 2, 2);
        painter.setPen(m_act);
        painter.setBrush(m_tint);
        painter.drawEllipse(centre + QPointF(0, -8), 5, 5);
        painter.setBrush(Qt::NoBrush);
        for (const qreal radius : {15.0, 26.0}) {
            const QRectF ring(centre.x() - radius, centre.y() - 8 - radius, 2 * radius, 2 * radius);
            painter.drawArc(ring, 140 * 16, 80 * 16);
            painter.drawArc(ring, -40 * 16, 80 * 16);
        }
        painter.setPen(m_thing);
        painter.drawLine(centre + QPointF(0, -3), centre + QPointF(0, 14));
    }

    void bars(QPainter& painter) const
    {
        const auto bar = [&](qreal x, qreal y, qreal width, bool act) {
            painter.setPen(act ? m_act : m_thing);
            painter.setBrush(act ? QBrush(m_tint) : Qt::NoBrush);
            painter.drawRect(QRectF(x, y, width, 14));
            painter.setBrush(Qt::NoBrush);
        };
        painter.setPen(m_faint);
        for (const qreal y : {37.5, 65.5, 93.5})
            painter.drawLine(QPointF(28, y), QPointF(228, y));
        bar(44.5, 30.5, 20, false);
        bar(64.5, 30.5, 62, true);
        bar(126.5, 30.5, 26, false);
        bar(76.5, 58.5, 18, false);
        bar(94.5, 58.5, 84, true);
        bar(112.5, 86.5, 16, false);
        bar(128.5, 86.5, 44, true);
        painter.setPen(m_act);
        painter.drawLine(QPointF(200.5, 22), QPointF(200.5, 106));
    }

    EmptyState::Drawing m_drawing;
    QPen m_thing;
    QPen m_faint;
    QPen m_act;
    QColor m_tint;
};

class KeyHint final : public QWidget
{
public:
    KeyHint(QString key, QString what, QWidget* parent)
        : QWidget(parent)
        , m_key(std::move(key))
        , m_what(std::move(what))
    {
        setFixedSize(keyWidth(Look::of(this), m_key) + 6 +
                         QFontMetrics(Look::of(this).font(Type::Small)).horizontalAdvance(m_what) + 2,
                     20);
        setAccessibleName(m_key + u' ' + m_what);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Look& look = Look::of(this);
        QPainter painter(this);
        const int width = paintKey(painter, look, {0, 1}, m_key);
        paintText(painter, rect().adjusted(width + 6, 0, 0, 0), m_what, look.font(Type::Small),
                  look.theme().text.tertiary);
    }

private:
    QString m_key;
    QString m_what;
};

class Card final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        const tokens::Theme& t = Look::of(this).theme();
        QPainter painter(this);
        paintBox(painter, rect(), tokens::radius::card, t.surface.window, t.line.line);
    }
};

QLabel* centred(const QString& text, const QString& look, QWidget* parent)
{
    QLabel* label = makeLabel(text, look, parent);
    label->setAlignment(Qt::AlignHCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

EmptyState::EmptyState(Drawing drawing, const QString& headline, const QString& sentence, QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
    , m_buttons(new QHBoxLayout)
{
    setLook(this, QStringLiteral("base"));
    setAccessibleName(headline);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(tokens::space::xl, tokens::space::xl, tokens::space::xl, tokens::space::xl);
    outer->addStretch(1);
    outer->addLayout(m_column);
    outer->addStretch(2);
    m_column->setSpacing(0);
    m_column->addWidget(new Picture(drawing, this), 0, Qt::AlignHCenter);
    m_column->addSpacing(tokens::space::xl);
    m_column->addWidget(centred(headline, QStringLiteral("title"), this), 0, Qt::AlignHCenter);
    m_column->addSpacing(tokens::space::xs);
    auto* words = new Paragraph(sentence, Type::Body, Ink::Secondary, this);
    words->setCentred(true);
    // The layouts that centre ask for no height for a width.
    words->setFixedSize(420, words->heightForWidth(420));
    m_column->addWidget(words, 0, Qt::AlignHCenter);
    m_column->addSpacing(tokens::space::l);
    m_buttons->setSpacing(tokens::space::s);
    m_buttons->addStretch(1);
    m_buttons->addStretch(1);
    m_column->addLayout(m_buttons);
}

Button* EmptyState::addPrimary(const QString& icon, const QString& text)
{
    auto* button = new Button(icon, text, QStringLiteral("primary large"), this);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

Button* EmptyState::addOther(const QString& icon, const QString& text)
{
    auto* button = new Button(icon, text, QStringLiteral("large"), this);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

Button* EmptyState::addCard(const QString& icon, const QString& title, const QString& text, const QString& buttonIcon,
                            const QString& buttonText)
{
    auto* card = new Card(this);
    card->setFixedWidth(620);
    auto* layout = new QHBoxLayout(card);
    layout->setContentsMargins(tokens::space::l, tokens::space::l, tokens::space::l, tokens::space::l);
    layout->setSpacing(tokens::space::l);
    auto* picture = new IconView(icon, Ink::Secondary, tokens::icon::large, card);
    layout->addWidget(picture);
    auto* words = new QVBoxLayout;
    words->setSpacing(tokens::space::xxs);
    words->addWidget(makeLabel(title, QStringLiteral("section"), card));
    words->addWidget(new Paragraph(text, Type::Small, Ink::Secondary, card));
    layout->addLayout(words, 1);
    auto* button = new Button(buttonIcon, buttonText, QStringLiteral("large"), card);
    layout->addWidget(button, 0, Qt::AlignVCenter);
    layout->activate();
    card->setFixedHeight(layout->heightForWidth(620));
    m_column->addSpacing(48);
    m_column->addWidget(card, 0, Qt::AlignHCenter);
    return button;
}

void EmptyState::addCard(QWidget* card)
{
    // Not aligned: that would take its height for a width from it.
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(card, 1000);
    row->addStretch(1);
    m_column->addSpacing(48);
    m_column->addLayout(row);
}

void EmptyState::addKeys(const QList<std::pair<QString, QString>>& keys)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(20);
    row->addStretch(1);
    for (const auto& [key, what] : keys)
        row->addWidget(new KeyHint(key, what, this));
    row->addStretch(1);
    m_column->addSpacing(tokens::space::xl);
    m_column->addLayout(row);
}

void EmptyState::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colourOf(Look::of(this).theme().surface.base));
}

} // namespace ota
