// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/look.h"

#include "look_icons.h"
#include "panels/widgets/heartbeat.h"
#include "panels/widgets/lookicon.h"
#include "panels/widgets/otwstyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPainter>
#include <QStyle>
#include <QVariant>
#include <QWidget>

#include <algorithm>

// Q_INIT_RESOURCE has to stand outside of any namespace.
static void initLookResources()
{
    Q_INIT_RESOURCE(look_icons);
    Q_INIT_RESOURCE(look_fonts);
}

namespace ota {

namespace {

const QString lookProperty = QStringLiteral("look");

tokens::Type sizeOf(Type type)
{
    switch (type) {
    case Type::Title:
        return tokens::type::title;
    case Type::Section:
        return tokens::type::section;
    case Type::Strong:
        return tokens::type::strong;
    case Type::Small:
        return tokens::type::small;
    case Type::Caption:
        return tokens::type::caption;
    case Type::Overline:
        return tokens::type::overline;
    case Type::Figure:
        return tokens::type::figure;
    case Type::Mono:
        return tokens::type::mono;
    case Type::MonoSmall:
        return tokens::type::monoSmall;
    case Type::Body:
        break;
    }
    return tokens::type::body;
}

} // namespace

Look::Look(QObject* parent)
    : QObject(parent)
    , m_systemFont(QApplication::font())
    , m_heartbeat(std::make_unique<Heartbeat>())
{
    initLookResources();
    loadFonts();
    // 9 to 10 pt are what desktops say when nobody has chosen: 13 px is our size for that.
    const int pixels = QFontInfo(m_systemFont).pixelSize();
    m_basePixels = pixels >= 12 && pixels <= 14 ? tokens::type::body.pixels : std::clamp(pixels, 11, 22);
}

Look::~Look() = default;

Look& Look::of(const QWidget* widget)
{
    auto* style = qobject_cast<OtwStyle*>(QApplication::style());
    if (!style)
        qFatal("the style of %s is not OtwStyle", widget ? widget->metaObject()->className() : "the program");
    return style->look();
}

void Look::setMode(Mode mode)
{
    const bool other = std::exchange(m_mode, mode) != mode;
    update();
    if (other)
        Q_EMIT modeChanged();
}

void Look::setFonts(Fonts fonts)
{
    if (std::exchange(m_fonts, fonts) != fonts)
        Q_EMIT changed();
}

void Look::setMotion(bool on)
{
    if (std::exchange(m_motion, on) != on)
        Q_EMIT changed();
}

void Look::setDense(bool on)
{
    if (std::exchange(m_dense, on) != on)
        Q_EMIT changed();
}

void Look::setPlatformDark(bool dark)
{
    // Comes in the middle of a change of palette: what follows from it has to wait until that is over.
    if (std::exchange(m_platformDark, dark) != dark)
        QMetaObject::invokeMethod(this, &Look::update, Qt::QueuedConnection);
    if (m_mode == Mode::System && !m_settled)
        m_dark = dark;
    m_settled = true;
}

void Look::update()
{
    const bool dark = m_mode == Mode::Dark || (m_mode == Mode::System && m_platformDark);
    if (std::exchange(m_dark, dark) != dark)
        Q_EMIT changed();
}

void Look::loadFonts()
{
    for (const auto* file : {"OTAWorkbenchUI-Regular.otf", "OTAWorkbenchUI-Medium.otf", "OTAWorkbenchUI-SemiBold.otf",
                             "JetBrainsMono-Regular.ttf", "JetBrainsMono-SemiBold.ttf"})
        QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/") + QLatin1String(file));
}

QRgb Look::ink(Ink ink) const
{
    const tokens::Theme& t = theme();
    switch (ink) {
    case Ink::Secondary:
        return t.text.secondary;
    case Ink::Tertiary:
        return t.text.tertiary;
    case Ink::Disabled:
        return t.text.disabled;
    case Ink::Link:
        return t.text.link;
    case Ink::Accent:
        return t.accent.text;
    case Ink::OnAccent:
        return t.text.onAccent;
    case Ink::Good:
        return t.good.text;
    case Ink::Warn:
        return t.warn.text;
    case Ink::Bad:
        return t.bad.text;
    case Ink::Info:
        return t.info.text;
    case Ink::Neutral:
        return t.neutral.text;
    case Ink::Primary:
        break;
    }
    return t.text.primary;
}

const tokens::Meaning& Look::meaning(Mark mark) const
{
    const tokens::Theme& t = theme();
    switch (mark) {
    case Mark::Good:
        return t.good;
    case Mark::Warn:
        return t.warn;
    case Mark::Bad:
        return t.bad;
    case Mark::Info:
        return t.info;
    case Mark::None:
    case Mark::Neutral:
        break;
    }
    return t.neutral;
}

Ink Look::inkOf(Mark mark)
{
    switch (mark) {
    case Mark::Good:
        return Ink::Good;
    case Mark::Warn:
        return Ink::Warn;
    case Mark::Bad:
        return Ink::Bad;
    case Mark::Info:
        return Ink::Info;
    case Mark::Neutral:
        return Ink::Neutral;
    case Mark::None:
        break;
    }
    return Ink::Primary;
}

const tokens::Phase& Look::phase(QStringView name) const
{
    const auto& phases = theme().phases;
    const auto found = std::ranges::find_if(phases, [&](const auto& p) { return QStringView(p.name) == name; });
    return found == phases.end() ? phases.front() : *found;
}

QFont Look::font(Type type) const
{
    const tokens::Type size = sizeOf(type);
    const bool mono = type == Type::Mono || type == Type::MonoSmall;
    QFont font;
    if (mono) {
        font.setFamilies(
            {QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
        font.setStyleHint(QFont::Monospace);
        font.setStyleStrategy(QFont::PreferNoShaping); // No ligatures: '->' is two characters of a log.
    } else if (m_fonts == Fonts::Own) {
        font.setFamilies({QStringLiteral("OTA Workbench UI"), QStringLiteral("DejaVu Sans")});
    } else {
        font = m_systemFont;
    }
    const int base = m_fonts == Fonts::Own ? tokens::type::body.pixels : m_basePixels;
    font.setPixelSize(size.pixels * base / tokens::type::body.pixels);
    font.setWeight(static_cast<QFont::Weight>(size.weight));
    if (type == Type::Title || type == Type::Figure)
        font.setLetterSpacing(QFont::PercentageSpacing, 99);
    return font;
}

QPalette Look::palette() const
{
    const tokens::Theme& t = theme();
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb colour) {
        palette.setColor(role, QColor::fromRgba(colour));
    };
    set(QPalette::Window, t.surface.window);
    set(QPalette::WindowText, t.text.primary);
    set(QPalette::Base, t.surface.base);
    set(QPalette::AlternateBase, t.surface.alternate);
    set(QPalette::Text, t.text.primary);
    set(QPalette::Button, m_dark ? t.surface.raised : t.surface.base);
    set(QPalette::ButtonText, t.text.primary);
    set(QPalette::PlaceholderText, t.text.tertiary);
    set(QPalette::BrightText, t.bad.text);
    set(QPalette::Highlight, t.surface.selected);
    set(QPalette::HighlightedText, t.text.primary);
    set(QPalette::Link, t.text.link);
    set(QPalette::LinkVisited, t.text.link);
    set(QPalette::ToolTipBase, t.surface.tooltip);
    set(QPalette::ToolTipText, t.text.onTooltip);
    set(QPalette::Light, t.surface.base);
    set(QPalette::Midlight, t.surface.hover);
    set(QPalette::Mid, t.line.line);
    set(QPalette::Dark, t.line.control);
    set(QPalette::Shadow, t.line.control);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, QColor::fromRgba(t.surface.selectedInactive));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText,
                            QPalette::HighlightedText, QPalette::Link})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgba(t.text.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgba(t.surface.selectedInactive));
    return palette;
}

QIcon Look::icon(const QString& name) const
{
    return QIcon(new LookIcon(*this, name)); // QIcon owns it.
}

bool Look::hasIcon(QStringView name)
{
    return std::ranges::any_of(iconNames, [name](std::u16string_view known) { return QStringView(known) == name; });
}

QString Look::markIcon(Mark mark)
{
    switch (mark) {
    case Mark::Good:
        return QStringLiteral("good");
    case Mark::Warn:
        return QStringLiteral("warn");
    case Mark::Bad:
        return QStringLiteral("bad");
    case Mark::Info:
        return QStringLiteral("info");
    case Mark::Neutral:
        return QStringLiteral("neutral");
    case Mark::None:
        break;
    }
    return {};
}

QPixmap Look::iconPixmap(QStringView name, int size, QRgb colour, qreal devicePixelRatio) const
{
    const int known = size >= tokens::icon::large    ? tokens::icon::large
                      : size >= tokens::icon::medium ? tokens::icon::medium
                      : size >= tokens::icon::small  ? tokens::icon::small
                                                     : tokens::icon::mark;
    const int scale = std::clamp(static_cast<int>(std::ceil(devicePixelRatio - 0.05)), 1, 3);
    const QString key = QStringLiteral("%1/%2/%3/%4").arg(name).arg(known).arg(scale).arg(colour, 8, 16);
    if (const auto found = m_pixmaps.constFind(key); found != m_pixmaps.constEnd())
        return *found;
    const auto at = std::ranges::find_if(iconNames, [name](auto icon) { return QStringView(icon) == name; });
    if (at == iconNames.end())
        return {};
    QImage& sheet = m_sheets[known * 10 + scale];
    if (sheet.isNull())
        sheet.load(QStringLiteral(":/look/icons-%1@%2.png").arg(known).arg(scale));
    const int side = known * scale;
    QImage image = sheet.copy(static_cast<int>(at - iconNames.begin()) * side, 0, side, side)
                       .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), QColor::fromRgba(colour));
    painter.end();
    QPixmap pixmap = QPixmap::fromImage(std::move(image));
    pixmap.setDevicePixelRatio(scale);
    m_pixmaps.insert(key, pixmap);
    return pixmap;
}

void Look::paintIcon(QPainter& painter, const QRect& area, QStringView name, QRgb colour, int size) const
{
    const QPixmap pixmap = iconPixmap(name, size, colour, painter.device()->devicePixelRatioF());
    if (pixmap.isNull())
        return;
    const QSize logical = pixmap.deviceIndependentSize().toSize();
    painter.drawPixmap(QRect(QPoint(area.x() + (area.width() - logical.width()) / 2,
                                    area.y() + (area.height() - logical.height()) / 2),
                             logical),
                       pixmap);
}

void setLook(QWidget* widget, const QString& words)
{
    if (widget->property("look").toString() == words)
        return;
    widget->setProperty("look", words);
    widget->style()->polish(widget);
    widget->updateGeometry();
    widget->update();
}

bool hasLook(const QWidget* widget, QStringView word)
{
    if (!widget)
        return false;
    const QVariant words = widget->property("look");
    if (!words.isValid())
        return false;
    const QString text = words.toString();
    return QStringView(text).split(u' ').contains(word);
}

void setLookWord(QWidget* widget, const QString& word, bool on)
{
    QStringList words = widget->property("look").toString().split(u' ', Qt::SkipEmptyParts);
    if (words.contains(word) == on)
        return;
    if (on)
        words << word;
    else
        words.removeAll(word);
    setLook(widget, words.join(u' '));
}

} // namespace ota
