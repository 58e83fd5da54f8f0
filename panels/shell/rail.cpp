// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/rail.h"

#include "panels/widgets/button.h"
#include "panels/widgets/paint.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

namespace {

/// The program's mark; a click opens the menu.
class Logo final : public QAbstractButton
{
public:
    explicit Logo(QWidget* parent)
        : QAbstractButton(parent)
    {
        setFixedSize(30, 30);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Look& look = Look::of(this);
        const tokens::Theme& t = look.theme();
        QPainter painter(this);
        paintBox(painter, rect(), tokens::radius::card,
                 isDown()       ? t.accent.pressed
                 : underMouse() ? t.accent.hover
                                : t.accent.fill);
        look.paintIcon(painter, rect(), u"logo", t.text.onAccent, tokens::icon::medium);
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paintFocusRing(painter, look, rect(), tokens::radius::card, true);
    }
};

class RailItem final : public QAbstractButton
{
public:
    RailItem(QString icon, const QString& word, QWidget* parent)
        : QAbstractButton(parent)
        , m_icon(std::move(icon))
    {
        setText(word);
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        tell();
    }

    void setAttention(int count)
    {
        m_attention = count;
        tell();
        update();
    }

    void setIconOnly(bool on)
    {
        m_iconOnly = on;
        updateGeometry();
        update();
    }

    int wordWidth() const { return QFontMetrics(wordFont(true)).horizontalAdvance(text()); }
    QSize sizeHint() const override
    {
        return m_iconOnly ? QSize(tokens::width::railIcons, 44) : QSize(tokens::width::rail, tokens::height::railItem);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Look& look = Look::of(this);
        const tokens::Theme& t = look.theme();
        QPainter painter(this);
        const QRect box = rect().adjusted(5, 0, -5, 0);
        if (isChecked()) {
            paintBox(painter, box, tokens::radius::card, t.surface.base, t.line.line);
            // Half of a rounded bar: its left side lies outside.
            paintBox(painter, QRectF(-3, (height() - 30) / 2.0, 6, 30), 2, t.accent.fill);
        } else if (underMouse()) {
            paintBox(painter, box, tokens::radius::card, t.surface.pressed);
        }
        const QRgb ink = isChecked() ? t.accent.text : t.text.secondary;
        const QRect iconArea = m_iconOnly ? box : QRect(box.left(), box.top() + 8, box.width(), tokens::icon::medium);
        look.paintIcon(painter, iconArea, m_icon, ink, tokens::icon::medium);
        if (!m_iconOnly)
            paintText(painter, QRect(box.left(), box.top() + 30, box.width(), 18), text(), wordFont(isChecked()), ink,
                      Qt::AlignHCenter);
        if (m_attention > 0)
            paintAttention(painter, look, box);
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            paintFocusRing(painter, look, box, tokens::radius::card);
    }

private:
    QFont wordFont(bool active) const
    {
        QFont font = Look::of(this).font(Type::Caption);
        if (active)
            font.setWeight(QFont::Medium);
        return font;
    }

    void paintAttention(QPainter& painter, const Look& look, const QRect& box) const
    {
        const QString count = m_attention > 99 ? QStringLiteral("99+") : QString::number(m_attention);
        QFont font = look.font(Type::Caption);
        font.setPixelSize(10);
        font.setWeight(QFont::DemiBold);
        const int width = std::max(16, QFontMetrics(font).horizontalAdvance(count) + 8);
        const QRect plate(std::min(box.center().x() + 14, box.right() - width + 4), box.top() + 2, width, 16);
        paintBox(painter, plate, 8, look.theme().bad.solid);
        paintText(painter, plate, count, font, look.theme().bad.onSolid, Qt::AlignHCenter, Qt::ElideNone);
    }

    void tell()
    {
        setAccessibleName(
            m_attention > 0 ? QCoreApplication::translate("Rail", "%1, %n to look at", nullptr, m_attention).arg(text())
                            : text());
    }

    QString m_icon;
    int m_attention = 0;
    bool m_iconOnly = false;
};

} // namespace

Rail::Rail(QWidget* parent)
    : QWidget(parent)
    , m_logo(new Logo(this))
    , m_column(new QVBoxLayout)
    , m_theme(new IconButton(QStringLiteral("moon"), tr("Light or dark"), this))
    , m_help(new IconButton(QStringLiteral("help"), tr("Help"), this))
{
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Panels"));
    m_logo->setAccessibleName(tr("Menu"));
    m_logo->setToolTip(tr("Menu"));
    m_logo->setObjectName(QStringLiteral("menuButton"));
    m_theme->setObjectName(QStringLiteral("themeButton"));
    m_help->setObjectName(QStringLiteral("helpButton"));
    m_theme->setTip(tr("Light, dark, system"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    m_help->setTip(tr("Help"), QKeySequence(Qt::Key_F1));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 13, 1, 8);
    layout->setSpacing(0);
    layout->addWidget(m_logo, 0, Qt::AlignHCenter);
    layout->addSpacing(13);
    m_column->setSpacing(2);
    layout->addLayout(m_column);
    layout->addStretch(1);
    auto* feet = new QHBoxLayout;
    feet->setSpacing(5);
    feet->addStretch(1);
    feet->addWidget(m_theme);
    feet->addWidget(m_help);
    feet->addStretch(1);
    layout->addLayout(feet);
    connect(m_theme, &QAbstractButton::clicked, this, &Rail::themeRequested);
    connect(m_help, &QAbstractButton::clicked, this, &Rail::helpRequested);
    connect(m_logo, &QAbstractButton::clicked, this, [this] {
        if (m_menu)
            m_menu->popup(m_logo->mapToGlobal(QPoint(m_logo->width() + 6, 0)));
    });
    updateWidth();
    m_theme->setIconName(Look::of(this).isDark() ? QStringLiteral("sun") : QStringLiteral("moon"));
}

void Rail::addPanel(const QString& icon, const QString& word, const QKeySequence& key)
{
    const int index = count();
    auto* item = new RailItem(icon, word, this);
    item->setToolTip(withKey(word, key));
    item->setObjectName(QStringLiteral("rail.") + icon);
    item->installEventFilter(this);
    m_items << item;
    m_column->addWidget(item);
    connect(item, &QAbstractButton::clicked, this, [this, index] { Q_EMIT chosen(index); });
    updateWidth();
}

void Rail::setCurrent(int index)
{
    m_items.at(index)->setChecked(true);
    // Tab leads to the panel that is shown, and the arrows from there.
    for (QAbstractButton* item : std::as_const(m_items))
        item->setFocusPolicy(item->isChecked() ? Qt::TabFocus : Qt::NoFocus);
}

void Rail::setAttention(int index, int count)
{
    static_cast<RailItem*>(m_items.at(index))->setAttention(count);
}

void Rail::setIconsOnly(bool on)
{
    if (std::exchange(m_iconsOnly, on) == on)
        return;
    for (QAbstractButton* item : std::as_const(m_items))
        static_cast<RailItem*>(item)->setIconOnly(on);
    m_help->setVisible(!on);
    updateWidth();
}

void Rail::setMenu(QMenu* menu)
{
    m_menu = menu;
}

void Rail::updateWidth()
{
    int widest = 0;
    for (QAbstractButton* item : std::as_const(m_items))
        widest = std::max(widest, static_cast<RailItem*>(item)->wordWidth());
    setFixedWidth(m_iconsOnly ? tokens::width::railIcons
                              : std::clamp(widest + 20, tokens::width::rail, tokens::width::railMax));
}

bool Rail::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const auto at = static_cast<int>(m_items.indexOf(qobject_cast<QAbstractButton*>(watched)));
        if (at >= 0 && (key == Qt::Key_Down || key == Qt::Key_Up)) {
            moveFocus(at, key == Qt::Key_Down ? 1 : -1);
            return true;
        }
        if (at >= 0 && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            m_items.at(at)->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Rail::moveFocus(int from, int step)
{
    const int to = from + step;
    if (to >= 0 && to < count())
        m_items.at(to)->setFocus(Qt::TabFocusReason);
}

void Rail::paintEvent(QPaintEvent*)
{
    const tokens::Theme& t = Look::of(this).theme();
    QPainter painter(this);
    painter.fillRect(rect(), colourOf(t.surface.sunken));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), colourOf(t.line.line));
}

void Rail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_theme)
        m_theme->setIconName(Look::of(this).isDark() ? QStringLiteral("sun") : QStringLiteral("moon"));
    if (event->type() == QEvent::FontChange && m_theme)
        updateWidth();
}

} // namespace ota
