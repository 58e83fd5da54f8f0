// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIconEngine>
#include <QPointer>

namespace ota {

class Look;

/// An icon that is tinted when it is painted, so that it follows the theme.
class LookIcon final : public QIconEngine
{
public:
    LookIcon(const Look& look, QString name);

    void paint(QPainter* painter, const QRect& area, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QSize actualSize(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine* clone() const override;
    QString key() const override;
    QString iconName() override;
    bool isNull() override;

private:
    QRgb colour(QIcon::Mode mode, QIcon::State state) const;

    QPointer<const Look> m_look;
    QString m_name;
};

} // namespace ota
