// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/lookicon.h"

#include "panels/widgets/look.h"

#include <QPainter>

#include <utility>

namespace ota {

LookIcon::LookIcon(const Look& look, QString name)
    : m_look(&look)
    , m_name(std::move(name))
{
}

void LookIcon::paint(QPainter* painter, const QRect& area, QIcon::Mode mode, QIcon::State state)
{
    if (m_look)
        m_look->paintIcon(*painter, area, m_name, colour(mode, state), qMin(area.width(), area.height()));
}

QPixmap LookIcon::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state)
{
    return m_look ? m_look->iconPixmap(m_name, qMin(size.width(), size.height()), colour(mode, state), 1.0) : QPixmap();
}

QSize LookIcon::actualSize(const QSize& size, QIcon::Mode, QIcon::State)
{
    const int side = qMin(size.width(), size.height());
    const int known = side >= tokens::icon::large    ? tokens::icon::large
                      : side >= tokens::icon::medium ? tokens::icon::medium
                                                     : tokens::icon::small;
    return {known, known};
}

QIconEngine* LookIcon::clone() const
{
    return new LookIcon(*this);
}

QString LookIcon::key() const
{
    return QStringLiteral("ota::LookIcon");
}

QString LookIcon::iconName()
{
    return m_name;
}

bool LookIcon::isNull()
{
    return !m_look || !Look::hasIcon(m_name);
}

QRgb LookIcon::colour(QIcon::Mode mode, QIcon::State state) const
{
    if (mode == QIcon::Disabled)
        return m_look->ink(Ink::Disabled);
    return m_look->ink(state == QIcon::On ? Ink::Accent : Ink::Secondary);
}

} // namespace ota
