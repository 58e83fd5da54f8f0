// SPDX-License-Identifier: Apache-2.0
// Palette, roles, metrics and sizes, and the table of who draws what.
#include "panels/widgets/otwstyle.h"

#include "panels/widgets/paint.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFrame>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>
#include <QToolTip>

namespace ota {

namespace {

int controlHeight(const QWidget* widget)
{
    if (hasLook(widget, u"small"))
        return tokens::height::controlSmall;
    return hasLook(widget, u"large") ? tokens::height::controlLarge : tokens::height::control;
}

std::optional<Type> typeWord(const QWidget* widget)
{
    static constexpr std::pair<QStringView, Type> words[]{
        {u"title", Type::Title},        {u"section", Type::Section}, {u"strong", Type::Strong},
        {u"body", Type::Body},          {u"smallText", Type::Small}, {u"caption", Type::Caption},
        {u"overline", Type::Overline},  {u"figure", Type::Figure},   {u"mono", Type::Mono},
        {u"monoSmall", Type::MonoSmall}};
    for (const auto& [word, type] : words) {
        if (hasLook(widget, word))
            return type;
    }
    return std::nullopt;
}

std::optional<Ink> inkWord(const QWidget* widget)
{
    static constexpr std::pair<QStringView, Ink> words[]{{u"secondary", Ink::Secondary}, {u"tertiary", Ink::Tertiary},
                                                         {u"accent", Ink::Accent},       {u"good", Ink::Good},
                                                         {u"warn", Ink::Warn},           {u"bad", Ink::Bad},
                                                         {u"info", Ink::Info},           {u"neutral", Ink::Neutral}};
    for (const auto& [word, ink] : words) {
        if (hasLook(widget, word))
            return ink;
    }
    return std::nullopt;
}

std::optional<QRgb> surfaceWord(const Look& look, const QWidget* widget)
{
    const tokens::Surface& surface = look.theme().surface;
    if (hasLook(widget, u"sunken"))
        return surface.sunken;
    if (hasLook(widget, u"window"))
        return surface.window;
    if (hasLook(widget, u"base"))
        return surface.base;
    if (hasLook(widget, u"raised"))
        return surface.raised;
    return std::nullopt;
}

} // namespace

OtwStyle::OtwStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
    connect(&m_look, &Look::changed, this, &OtwStyle::refresh);
}

OtwStyle::~OtwStyle() = default;

Look& OtwStyle::install()
{
    auto* style = new OtwStyle;
    QApplication::setStyle(style);
    style->refresh();
    return style->look();
}

void OtwStyle::polish(QPalette& palette)
{
    // What comes in is the platform's own palette, also when it changes later.
    const QColor window = palette.color(QPalette::Window);
    m_look.setPlatformDark(window.lightnessF() < palette.color(QPalette::WindowText).lightnessF());
    palette = m_look.palette();
}

QPalette OtwStyle::standardPalette() const
{
    return QProxyStyle::standardPalette();
}

void OtwStyle::refresh()
{
    QApplication::setFont(m_look.font(Type::Body));
    QApplication::setPalette(m_look.palette());
    QToolTip::setPalette(m_look.palette());
    QToolTip::setFont(m_look.font(Type::Small));
    for (QWidget* widget : QApplication::allWidgets()) {
        applyWords(widget);
        widget->updateGeometry();
        widget->update();
    }
}

void OtwStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
        qobject_cast<QLineEdit*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QTabBar*>(widget) ||
        qobject_cast<QHeaderView*>(widget) || qobject_cast<QScrollBar*>(widget) ||
        qobject_cast<QPlainTextEdit*>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto* view = qobject_cast<QAbstractItemView*>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
    applyWords(widget);
}

void OtwStyle::applyWords(QWidget* widget) const
{
    if (qobject_cast<QHeaderView*>(widget))
        widget->setFont(m_look.font(Type::Overline));
    else if (qobject_cast<QTabBar*>(widget) || (qobject_cast<QAbstractButton*>(widget) && !hasLook(widget, u"plain")))
        widget->setFont(m_look.font(hasLook(widget, u"link") ? Type::Body : Type::Strong));
    if (const auto type = typeWord(widget))
        widget->setFont(m_look.font(*type));
    const auto ink = inkWord(widget);
    const auto surface = surfaceWord(m_look, widget);
    // Of an earlier word that was taken away.
    static constexpr const char* coloured = "lookColoured";
    if (!ink && !surface) {
        if (widget->property(coloured).toBool()) {
            widget->setProperty(coloured, false);
            widget->setPalette({});
        }
        return;
    }
    widget->setProperty(coloured, true);
    QPalette palette = m_look.palette();
    if (ink) {
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
            palette.setColor(role, colourOf(m_look.ink(*ink)));
            palette.setColor(QPalette::Disabled, role, colourOf(m_look.ink(Ink::Disabled)));
        }
    }
    if (surface) {
        palette.setColor(QPalette::Window, colourOf(*surface));
        if (!qobject_cast<QAbstractItemView*>(widget))
            widget->setAutoFillBackground(true);
        palette.setColor(QPalette::Base, colourOf(*surface));
    }
    widget->setPalette(palette);
}

int OtwStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ButtonMargin:
        return 2 * tokens::space::m;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
    case PM_HeaderMargin:
    case PM_ToolTipLabelFrameWidth:
        return metric == PM_ToolTipLabelFrameWidth ? 4 : 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_LineEditIconSize:
    case PM_TabBarIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return tokens::icon::small;
    case PM_LineEditIconMargin:
        return 2;
    case PM_ToolBarIconSize:
        return tokens::icon::medium;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return tokens::space::s;
    case PM_ScrollBarExtent:
        return tokens::width::scrollBar;
    case PM_ScrollBarSliderMin:
        return 24;
    case PM_SplitterWidth:
        return tokens::width::hairline; // Qt widens the grip of a 1 px splitter to 5 by itself.
    case PM_TabBarTabHSpace:
        return 20;
    case PM_TabBarTabVSpace:
        return 0;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return tokens::space::xs;
    case PM_MenuButtonIndicator:
        return tokens::icon::small;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return tokens::space::s;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return tokens::space::m;
    case PM_TreeViewIndentation:
        return 14;
    case PM_HeaderDefaultSectionSizeHorizontal:
        return 100;
    case PM_HeaderGripMargin:
        return 4;
    case PM_HeaderMarkSize:
        return 12;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int OtwStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                        QStyleHintReturn* returnData) const
{
    switch (hint) {
    case SH_ItemView_ChangeHighlightOnFocus:
    case SH_ItemView_ShowDecorationSelected:
    case SH_ComboBox_ListMouseTracking:
    case SH_Menu_MouseTracking:
    case SH_MenuBar_MouseTracking:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_ScrollBar_Transient:
    case SH_TabBar_ElideMode:
    case SH_UnderlineShortcut:
        return 0;
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_Header_ArrowAlignment:
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize OtwStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                 const QWidget* widget) const
{
    switch (type) {
    case CT_PushButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (!button)
            break;
        const bool link = hasLook(widget, u"link");
        const bool icon = !button->icon.isNull();
        int width = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
        if (icon)
            width += tokens::icon::small + (button->text.isEmpty() ? 0 : 6);
        if (button->features & QStyleOptionButton::HasMenu)
            width += tokens::icon::small + 2;
        const int padding = link ? 0 : button->text.isEmpty() ? 6 : hasLook(widget, u"small") ? 8 : tokens::space::m;
        return {width + 2 * padding, link ? 20 : controlHeight(widget)};
    }
    case CT_ToolButton: {
        const int height = controlHeight(widget);
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        if (!button || button->toolButtonStyle == Qt::ToolButtonIconOnly || button->text.isEmpty())
            return {height, height};
        const int text = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
        return {text + 2 * tokens::space::s + (button->icon.isNull() ? 0 : 22), height};
    }
    case CT_LineEdit:
        return {size.width() + 12, controlHeight(widget)};
    case CT_ComboBox:
        return {size.width() + 2 * tokens::space::s + tokens::icon::small + 8, controlHeight(widget)};
    case CT_SpinBox:
        return {size.width() + 24, controlHeight(widget)};
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize own = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {own.width(), std::max(own.height(), 20)};
    }
    case CT_TabBarTab:
        return {size.width(), tokens::height::tab};
    case CT_HeaderSection: {
        const QSize own = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {own.width() + 2 * tokens::space::s + 12, tokens::height::tableHeader};
    }
    case CT_ItemViewItem: {
        const QSize own = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {own.width() + tokens::space::s, std::max(own.height(), tokens::height::row)};
    }
    case CT_MenuItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (!item)
            break;
        if (item->menuItemType == QStyleOptionMenuItem::Separator)
            return {size.width(), 9};
        const int shortcut = item->text.contains(u'\t') ? tokens::space::xl : 0;
        return {size.width() + 28 + 24 + shortcut, tokens::height::control};
    }
    case CT_ProgressBar:
        return {size.width(), 16};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect OtwStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    switch (element) {
    case SE_LineEditContents: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(6, 1, -6, -1) : option->rect;
    }
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return option->rect;
    case SE_ProgressBarLabel:
        return {};
    case SE_HeaderArrow: {
        return {option->rect.right() - 15, option->rect.top(), 12, option->rect.height()};
    }
    case SE_TabBarTabText:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect OtwStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                               const QWidget* widget) const
{
    const QRect all = option->rect;
    if (control == CC_ComboBox) {
        switch (part) {
        case SC_ComboBoxEditField:
            return all.adjusted(6, 1, -tokens::icon::small - 12, -1);
        case SC_ComboBoxArrow:
            return {all.right() - tokens::icon::small - 9, all.top(), tokens::icon::small + 9, all.height()};
        default:
            return all;
        }
    }
    if (control == CC_SpinBox) {
        const QRect buttons(all.right() - 23, all.top() + 1, 22, all.height() - 2);
        switch (part) {
        case SC_SpinBoxEditField:
            return all.adjusted(6, 1, -26, -1);
        case SC_SpinBoxUp:
            return {buttons.x(), buttons.y(), buttons.width(), buttons.height() / 2};
        case SC_SpinBoxDown:
            return {buttons.x(), buttons.y() + buttons.height() / 2, buttons.width(), buttons.height() / 2};
        default:
            return all;
        }
    }
    if (control == CC_ScrollBar) {
        const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!slider)
            return {};
        const bool horizontal = slider->orientation == Qt::Horizontal;
        const int length = horizontal ? all.width() : all.height();
        const qint64 range = static_cast<qint64>(slider->maximum) - slider->minimum;
        int thumb = length;
        if (range > 0)
            thumb =
                std::max(pixelMetric(PM_ScrollBarSliderMin, option, widget),
                         static_cast<int>(length * static_cast<qint64>(slider->pageStep) / (range + slider->pageStep)));
        thumb = std::min(thumb, length);
        const int start = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                                  length - thumb, slider->upsideDown);
        const auto along = [&](int from, int size) {
            return horizontal ? QRect(all.x() + from, all.y(), size, all.height())
                              : QRect(all.x(), all.y() + from, all.width(), size);
        };
        switch (part) {
        case SC_ScrollBarGroove:
            return all;
        case SC_ScrollBarSlider:
            return along(start, thumb);
        case SC_ScrollBarSubPage:
            return along(0, start);
        case SC_ScrollBarAddPage:
            return along(start + thumb, length - start - thumb);
        default:
            return {};
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void OtwStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    const tokens::Theme& theme = m_look.theme();
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            drawInput(*option, *painter, widget);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheck(*option, *painter, false);
        return;
    case PE_IndicatorRadioButton:
        drawCheck(*option, *painter, true);
        return;
    case PE_FrameFocusRect:
        if (option->state & State_KeyboardFocusChange)
            paintFocusRing(*painter, m_look, option->rect, tokens::radius::badge);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        drawItemPanel(*option, *painter, widget);
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            m_look.paintIcon(*painter, option->rect,
                             option->state & State_Open ? QStringView(u"chevron-down") : QStringView(u"chevron-right"),
                             theme.text.tertiary);
        return;
    case PE_IndicatorHeaderArrow: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (header && header->sortIndicator != QStyleOptionHeader::None)
            m_look.paintIcon(*painter, option->rect,
                             header->sortIndicator == QStyleOptionHeader::SortUp ? QStringView(u"chevron-up")
                                                                                 : QStringView(u"chevron-down"),
                             theme.text.tertiary);
        return;
    }
    case PE_FrameTabBarBase: {
        const QRect area = option->rect;
        painter->fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colourOf(theme.line.line));
        return;
    }
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_FrameButtonTool:
        return;
    case PE_PanelMenu:
    case PE_FrameMenu:
        paintBox(*painter, option->rect, 0, theme.surface.raised, theme.line.line);
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, colourOf(theme.surface.tooltip));
        return;
    case PE_Frame: {
        const bool focus = (option->state & State_HasFocus) != 0;
        if (widget && widget->inherits("QComboBoxPrivateContainer")) {
            paintBox(*painter, option->rect, 0, noColour, theme.line.control);
            return;
        }
        if (hasLook(widget, u"card")) {
            paintBox(*painter, option->rect, tokens::radius::card, noColour, theme.line.line);
            return;
        }
        paintBox(*painter, option->rect, tokens::radius::control, noColour, focus ? theme.line.focus : theme.line.line,
                 focus ? tokens::width::focusRing : 1);
        return;
    }
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        paintBox(*painter, option->rect, tokens::radius::control,
                 m_look.isDark() ? theme.surface.raised : theme.surface.base, theme.line.line);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        m_look.paintIcon(*painter, option->rect, u"chevron-down", theme.text.secondary);
        return;
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        m_look.paintIcon(*painter, option->rect, u"chevron-up", theme.text.secondary);
        return;
    case PE_IndicatorArrowRight:
        m_look.paintIcon(*painter, option->rect, u"chevron-right", theme.text.secondary);
        return;
    case PE_IndicatorArrowLeft:
        m_look.paintIcon(*painter, option->rect, u"chevron-left", theme.text.secondary);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void OtwStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                           const QWidget* widget) const
{
    const tokens::Theme& theme = m_look.theme();
    switch (element) {
    case CE_PushButton:
    case CE_PushButtonBevel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            drawPushButton(*button, *painter, widget);
        return;
    case CE_TabBarTabShape:
        drawTab(*option, *painter, widget);
        return;
    case CE_TabBarTabLabel:
        return; // With the shape.
    case CE_HeaderSection:
        drawHeaderSection(*option, *painter);
        return;
    case CE_HeaderEmptyArea:
        drawHeaderSection(*option, *painter);
        return;
    case CE_HeaderLabel:
        drawHeaderLabel(*option, *painter);
        return;
    case CE_ItemViewItem:
        drawItem(*option, *painter, widget);
        return;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            drawMenuItem(*item, *painter);
        return;
    case CE_MenuEmptyArea:
    case CE_MenuHMargin:
    case CE_MenuVMargin:
    case CE_ToolBar:
        return;
    case CE_ComboBoxLabel: {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (!combo || combo->editable)
            return;
        QRect area = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget).adjusted(2, 0, 0, 0);
        const QRgb ink = combo->state & State_Enabled ? theme.text.primary : theme.text.disabled;
        if (!combo->currentIcon.isNull()) {
            const QRect iconArea(area.left(), area.top(), tokens::icon::small, area.height());
            if (const QString name = combo->currentIcon.name(); Look::hasIcon(name))
                m_look.paintIcon(*painter, iconArea, name, ink);
            else
                combo->currentIcon.paint(painter, iconArea);
            area.setLeft(area.left() + tokens::icon::small + 6);
        }
        paintText(*painter, area, combo->currentText, painter->font(), ink);
        return;
    }
    case CE_ProgressBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            CellProgress progress;
            if (bar->maximum > bar->minimum)
                progress.fraction = static_cast<double>(bar->progress - bar->minimum) / (bar->maximum - bar->minimum);
            paintProgress(*painter, m_look, bar->rect, progress);
        }
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, colourOf(theme.line.line));
        return;
    case CE_RubberBand:
        painter->fillRect(option->rect, faded(theme.accent.fill, 0.10));
        return;
    case CE_ShapedFrame:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            if (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine) {
                painter->fillRect(option->rect, colourOf(theme.line.line));
                return;
            }
            if (frame->frameShape == QFrame::StyledPanel || frame->frameShape == QFrame::Box)
                drawPrimitive(PE_Frame, option, painter, widget);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void OtwStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                  const QWidget* widget) const
{
    switch (control) {
    case CC_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option))
            drawToolButton(*button, *painter, widget);
        return;
    case CC_ComboBox:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            drawCombo(*combo, *painter, widget);
        return;
    case CC_SpinBox:
        drawSpin(*option, *painter, widget);
        return;
    case CC_ScrollBar:
        drawScrollBar(*option, *painter, widget);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace ota
