// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/look.h"

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionComplex;
class QStyleOptionMenuItem;
class QStyleOptionToolButton;

namespace ota {

/// The window's style: Fusion underneath, every part that is seen drawn by us from the tokens. `QApplication::setStyle`
/// takes it. Roles of a widget are words of its property `look` (look.h).
class OtwStyle final : public QProxyStyle
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OtwStyle)

public:
    OtwStyle();
    ~OtwStyle() override;

    /// Makes it the style of the program, with its palette and fonts. The application owns it.
    static Look& install();

    Look& look() { return m_look; }

    using QProxyStyle::polish;
    void polish(QPalette& palette) override;
    void polish(QWidget* widget) override;
    QPalette standardPalette() const override;

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;

private:
    void refresh();
    void applyWords(QWidget* widget) const;

    // otwstylebuttons.cpp
    void drawPushButton(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const;
    void drawToolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget) const;
    void drawCheck(const QStyleOption& option, QPainter& painter, bool radio) const;

    // otwstyleinputs.cpp
    void drawInput(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawCombo(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget) const;
    void drawSpin(const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) const;
    void drawScrollBar(const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) const;

    // otwstyleviews.cpp
    void drawTab(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawHeaderSection(const QStyleOption& option, QPainter& painter) const;
    void drawHeaderLabel(const QStyleOption& option, QPainter& painter) const;
    void drawItem(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawItemPanel(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter) const;

    Look m_look;
};

} // namespace ota
