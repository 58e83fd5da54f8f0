// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/servicelight.h"

#include "panels/widgets/look.h"
#include "panels/widgets/paint.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace ota {

namespace {

constexpr int longestWords = 260;

} // namespace

QString stateWord(ServiceStatus::State state)
{
    switch (state) {
    case ServiceStatus::State::Stopped:
        return QCoreApplication::translate("ServiceLight", "stopped");
    case ServiceStatus::State::Starting:
        return QCoreApplication::translate("ServiceLight", "starting");
    case ServiceStatus::State::Running:
        return QCoreApplication::translate("ServiceLight", "running");
    case ServiceStatus::State::Failed:
        break;
    }
    return QCoreApplication::translate("ServiceLight", "failed");
}

QString shortAddress(const QString& address)
{
    const auto at = address.indexOf(QStringLiteral("://"));
    return at < 0 ? address : address.mid(at + 3);
}

ServiceLight::ServiceLight(const QString& title, QWidget* parent)
    : QAbstractButton(parent)
    , m_title(title)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setStatus({});
}

void ServiceLight::setStatus(const ServiceStatus& status)
{
    m_status = status;
    QStringList name{m_title, stateWord(status.state)};
    if (!status.address.isEmpty())
        name << status.address;
    else if (!status.why.isEmpty())
        name << status.why;
    setAccessibleName(name.join(QStringLiteral(", ")));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

void ServiceLight::setTerse(bool on)
{
    if (on == m_terse)
        return;
    m_terse = on;
    updateGeometry();
    update();
}

QString ServiceLight::words() const
{
    switch (m_status.state) {
    case ServiceStatus::State::Running:
        return shortAddress(m_status.address);
    case ServiceStatus::State::Failed:
        return m_status.why.isEmpty() ? stateWord(m_status.state) : m_status.why;
    default:
        return stateWord(m_status.state);
    }
}

int ServiceLight::fullWidth() const
{
    const Look& look = Look::of(this);
    const bool failed = m_status.state == ServiceStatus::State::Failed;
    const int title = QFontMetrics(look.font(Type::Small)).horizontalAdvance(m_title);
    const int rest = QFontMetrics(look.font(failed ? Type::Small : Type::MonoSmall)).horizontalAdvance(words());
    return 24 + title + 7 + std::min(rest, longestWords) + 11;
}

int ServiceLight::terseWidth() const
{
    if (m_status.state == ServiceStatus::State::Failed)
        return fullWidth();
    return 24 + QFontMetrics(Look::of(this).font(Type::Small)).horizontalAdvance(m_title) + 11;
}

QSize ServiceLight::sizeHint() const
{
    return {m_terse ? terseWidth() : fullWidth(), tokens::height::statusBar - 1};
}

void ServiceLight::paintEvent(QPaintEvent*)
{
    const Look& look = Look::of(this);
    const tokens::Theme& t = look.theme();
    QPainter painter(this);
    if (isDown())
        painter.fillRect(rect(), colourOf(t.surface.pressed));
    else if (underMouse())
        painter.fillRect(rect(), colourOf(t.surface.hover));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), colourOf(t.line.line));
    paintLight(painter, look, QRect(10, 0, 8, height()), m_status.state);
    const bool failed = m_status.state == ServiceStatus::State::Failed;
    QRect area = rect().adjusted(24, 0, -10, 0);
    const int title = paintText(painter, area, m_title, look.font(Type::Small), t.text.primary);
    area.setLeft(area.left() + title + 7);
    if (!m_terse || failed)
        paintText(painter, area, words(), look.font(failed ? Type::Small : Type::MonoSmall),
                  failed ? t.bad.text : t.text.tertiary, Qt::AlignLeft, failed ? Qt::ElideRight : Qt::ElideMiddle);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocusRing(painter, look, rect().adjusted(1, 1, -2, -1), tokens::radius::badge);
}

} // namespace ota
