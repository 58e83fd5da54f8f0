// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "look_tokens.h"

#include <QColor>
#include <QFont>
#include <QHash>
#include <QIcon>
#include <QImage>
#include <QObject>
#include <QPalette>
#include <QPixmap>

#include <memory>

class QPainter;
class QWidget;

namespace ota {

class Heartbeat;

/// A class of meaning. Colour never stands alone: each has its mark.
enum class Mark
{
    None,
    Good,
    Warn,
    Bad,
    Info,
    Neutral
};

/// What a text is written with.
enum class Ink
{
    Primary,
    Secondary,
    Tertiary,
    Disabled,
    Link,
    Accent, ///< On accent.tint: what is chosen.
    OnAccent,
    Good,
    Warn,
    Bad,
    Info,
    Neutral
};

/// The kinds of type of the window.
enum class Type
{
    Title,
    Section,
    Strong,
    Body,
    Small,
    Caption,
    Overline,
    Figure,
    Mono,
    MonoSmall
};

/// The present look of the window: theme, fonts, icons, motion. Owned by OtwStyle; `Look::of(widget)` finds it.
/// A widget that paints asks it in paintEvent and keeps nothing, so that a change of theme is one update(), which the
/// change of palette brings by itself. GUI thread.
class Look final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Look)

public:
    enum class Mode
    {
        System,
        Light,
        Dark
    };
    enum class Fonts
    {
        System, ///< The desktop's font at its size.
        Own     ///< `OTA Workbench UI`, 13 px.
    };

    explicit Look(QObject* parent = nullptr);
    ~Look() override;

    /// The look of the program; `widget` says for whom. Ends the program when the style is not OtwStyle.
    static Look& of(const QWidget* widget);

    const tokens::Theme& theme() const { return m_dark ? tokens::dark : tokens::light; }
    bool isDark() const { return m_dark; }
    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    Fonts fonts() const { return m_fonts; }
    void setFonts(Fonts fonts);

    /// Off: all durations are 0, stripes, arcs and dots stand still.
    bool motion() const { return m_motion; }
    void setMotion(bool on);
    /// `milliseconds` or 0 when motion is off.
    int duration(int milliseconds) const { return m_motion ? milliseconds : 0; }

    /// Rows of 22 instead of 26 px.
    bool dense() const { return m_dense; }
    void setDense(bool on);

    Heartbeat& heartbeat() const { return *m_heartbeat; }

    QRgb ink(Ink ink) const;
    const tokens::Meaning& meaning(Mark mark) const; ///< Neutral for None.
    static Ink inkOf(Mark mark);                     ///< Primary for None.
    /// The phase of that name (`DOWNLOAD`); IDLE when there is none.
    const tokens::Phase& phase(QStringView name) const;

    QFont font(Type type) const;
    QPalette palette() const;

    /// An icon of resources/icons by its name, tinted when it is painted: secondary, or what the style says.
    QIcon icon(const QString& name) const;
    static bool hasIcon(QStringView name);
    static QString markIcon(Mark mark); ///< `good`, `warn`, …; empty for None.
    /// The icon tinted, at 14, 16, 20 or 24 px; its device pixel ratio is set.
    QPixmap iconPixmap(QStringView name, int size, QRgb colour, qreal devicePixelRatio) const;
    /// Paints the icon in the middle of `area`.
    void paintIcon(QPainter& painter, const QRect& area, QStringView name, QRgb colour,
                   int size = tokens::icon::small) const;

    /// What the platform says of itself; the style calls it. In Mode::System the theme follows.
    void setPlatformDark(bool dark);

Q_SIGNALS:
    /// Theme, fonts, density or motion. The palette and fonts of all widgets follow by themselves.
    void changed();
    /// Light, dark or as the system was chosen, whether or not one sees a difference.
    void modeChanged();

private:
    void update();
    void loadFonts();

    Mode m_mode = Mode::System;
    Fonts m_fonts = Fonts::System;
    bool m_platformDark = false;
    bool m_dark = false;
    bool m_settled = false; ///< The platform has said what it is.
    bool m_motion = true;
    bool m_dense = false;
    QFont m_systemFont;
    int m_basePixels = tokens::type::body.pixels;
    std::unique_ptr<Heartbeat> m_heartbeat;
    mutable QHash<QString, QPixmap> m_pixmaps; ///< Tinted icons by name, size, colour and scale.
    mutable QHash<int, QImage> m_sheets;       ///< By size × 10 + scale.
};

/// Gives a widget words of the look, which the style reads: `primary`, `flat`, `danger`, `link`, `small`, `large` for
/// buttons; `title`, `section`, `strong`, `smallText`, `caption`, `overline`, `figure`, `mono`, `monoSmall` and
/// `secondary`, `tertiary`, `good`, `warn`, `bad`, `info` for labels; `sunken`, `window`, `base`, `raised`, `card` for
/// surfaces; `error`, `warning`, `mono` for inputs. Several are parted by spaces.
void setLook(QWidget* widget, const QString& words);
bool hasLook(const QWidget* widget, QStringView word);
/// Adds or takes away one word.
void setLookWord(QWidget* widget, const QString& word, bool on);

} // namespace ota
