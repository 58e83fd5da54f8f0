// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/otwstyle.h"
#include "panels/widgets/paint.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace ota {

void OtwStyle::drawInput(const QStyleOption& option, QPainter& painter, const QWidget* widget) const
{
    const tokens::Theme& t = m_look.theme();
    const bool enabled = option.state & State_Enabled;
    QRgb edge = t.line.control;
    qreal width = 1;
    if (!enabled) {
        edge = t.line.line;
    } else if (hasLook(widget, u"error")) {
        edge = t.bad.solid;
        width = 2;
    } else if (option.state & State_HasFocus) {
        edge = t.line.focus;
        width = tokens::width::focusRing;
    } else if (hasLook(widget, u"warning")) {
        edge = t.warn.solid;
    } else if (option.state & State_MouseOver) {
        edge = t.text.secondary;
    }
    paintBox(painter, option.rect, tokens::radius::control, enabled ? t.surface.base : t.surface.window, edge, width);
}

void OtwStyle::drawCombo(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget) const
{
    drawInput(option, painter, widget);
    const QRect arrow = subControlRect(CC_ComboBox, &option, SC_ComboBoxArrow, widget).adjusted(0, 0, -8, 0);
    m_look.paintIcon(painter, arrow, u"chevron-down",
                     option.state & State_Enabled ? m_look.theme().text.secondary : m_look.theme().text.disabled);
}

void OtwStyle::drawSpin(const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) const
{
    drawInput(option, painter, widget);
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(&option);
    if (!spin || spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const tokens::Theme& t = m_look.theme();
    const auto button = [&](SubControl part, QStringView icon, QAbstractSpinBox::StepEnabledFlag needed) {
        const QRect area = subControlRect(CC_SpinBox, spin, part, widget);
        if ((spin->activeSubControls & part) && (spin->state & State_MouseOver))
            painter.fillRect(area, colourOf(t.surface.hover));
        m_look.paintIcon(painter, area, icon, spin->stepEnabled & needed ? t.text.secondary : t.text.disabled);
    };
    button(SC_SpinBoxUp, u"chevron-up", QAbstractSpinBox::StepUpEnabled);
    button(SC_SpinBoxDown, u"chevron-down", QAbstractSpinBox::StepDownEnabled);
}

void OtwStyle::drawScrollBar(const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) const
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(&option);
    if (!slider)
        return;
    const tokens::Theme& t = m_look.theme();
    const QRgb paper = widget ? widget->palette().color(QPalette::Base).rgba() : t.surface.base;
    painter.fillRect(option.rect, colourOf(paper));
    if (slider->maximum <= slider->minimum)
        return;
    const QRect thumb = subControlRect(CC_ScrollBar, slider, SC_ScrollBarSlider, widget);
    const bool held = (slider->activeSubControls & SC_ScrollBarSlider) && (slider->state & State_Sunken);
    const bool hover = slider->state & State_MouseOver;
    const QRectF inner = slider->orientation == Qt::Horizontal ? QRectF(thumb).adjusted(1, 2, -1, -2)
                                                               : QRectF(thumb).adjusted(2, 1, -2, -1);
    paintBox(painter, hover || held ? QRectF(thumb).adjusted(1, 1, -1, -1) : inner, hover || held ? 3 : 2,
             held ? t.text.secondary : t.line.control);
}

} // namespace ota
