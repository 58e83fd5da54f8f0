// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/button.h"

#include "panels/widgets/heartbeat.h"
#include "panels/widgets/look.h"

#include <QStyleOptionButton>

#include <utility>

namespace ota {

namespace {

constexpr std::chrono::milliseconds busyAfter{150};
constexpr std::chrono::milliseconds busyAtLeast{300};

} // namespace

QString withKey(const QString& text, const QKeySequence& key)
{
    return key.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText));
}

Button::Button(const QString& icon, const QString& text, const QString& look, QWidget* parent)
    : QPushButton(text, parent)
    , m_text(text)
{
    if (!icon.isEmpty())
        setIcon(Look::of(this).icon(icon));
    setLook(this, look);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoDefault(false);
    if (hasLook(this, u"link"))
        setCursor(Qt::PointingHandCursor);
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, [this] { showBusy(m_busy); });
}

void Button::setTip(const QString& tip, const QKeySequence& key)
{
    m_tip = withKey(tip, key);
    if (m_whyNot.isEmpty())
        setToolTip(m_tip);
}

void Button::setBusy(bool busy, const QString& words)
{
    if (!words.isEmpty())
        m_busyText = words;
    if (m_busy == busy)
        return;
    m_busy = busy;
    const bool shown = property("busy").toBool();
    if (shown == busy)
        m_delay.stop();
    else if (!m_delay.isActive())
        m_delay.start(busy ? busyAfter : busyAtLeast);
}

void Button::showBusy(bool shown)
{
    if (property("busy").toBool() == shown)
        return;
    Heartbeat& heartbeat = Look::of(this).heartbeat();
    if (shown) {
        m_text = text();
        setMinimumWidth(width());
        if (Look::of(this).motion()) {
            heartbeat.join(this);
            connect(&heartbeat, &Heartbeat::beat, this, qOverload<>(&QWidget::update));
        }
    } else {
        heartbeat.leave(this);
        heartbeat.disconnect(this);
    }
    setProperty("busy", shown);
    setText(shown && !m_busyText.isEmpty() ? m_busyText : m_text);
    if (!shown)
        setMinimumWidth(0);
    update();
}

void Button::setCompact(bool on)
{
    if (icon().isNull() || std::exchange(m_compact, on) == on)
        return;
    if (m_whyNot.isEmpty())
        setToolTip(on && m_tip.isEmpty() ? text() : m_tip);
    updateGeometry();
    update();
}

QSize Button::sizeHint() const
{
    // Not the cached one of the base class, which knows nothing of compact.
    QStyleOptionButton option;
    initStyleOption(&option);
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, QSize(), this);
}

void Button::initStyleOption(QStyleOptionButton* option) const
{
    QPushButton::initStyleOption(option);
    if (m_compact)
        option->text.clear();
}

void Button::setWhyNot(const QString& reason)
{
    m_whyNot = reason;
    setEnabled(reason.isEmpty());
    setToolTip(reason.isEmpty() ? m_tip : reason);
    setAccessibleDescription(reason);
}

IconButton::IconButton(const QString& icon, const QString& name, QWidget* parent)
    : QToolButton(parent)
{
    setIconName(icon);
    setTip(name);
    setFocusPolicy(Qt::TabFocus);
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    setPopupMode(QToolButton::InstantPopup);
}

void IconButton::setIconName(const QString& icon)
{
    setIcon(Look::of(this).icon(icon));
}

void IconButton::setTip(const QString& name, const QKeySequence& key)
{
    setToolTip(withKey(name, key));
    setAccessibleName(name);
}

} // namespace ota
