// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/look.h"

#include <QLabel>

namespace ota {

/// A label with words of the look: `makeLabel(tr("Slots"), "section")`.
QLabel* makeLabel(const QString& text, const QString& look, QWidget* parent = nullptr);

/// A line between areas, 1 px.
QWidget* makeLine(Qt::Orientation orientation, QWidget* parent = nullptr);

/// An icon that only shows.
class IconView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IconView)

public:
    explicit IconView(const QString& icon, Ink ink = Ink::Secondary, int size = tokens::icon::small,
                      QWidget* parent = nullptr);
    void set(const QString& icon, Ink ink);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    Ink m_ink;
    int m_size;
};

/// Sentences, wrapped, with the line height of their kind of type.
class Paragraph final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Paragraph)

public:
    explicit Paragraph(const QString& text = {}, Type type = Type::Body, Ink ink = Ink::Secondary,
                       QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return m_text; }
    void setCentred(bool on);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, lineHeight()}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int lineHeight() const;
    QStringList lines(int width) const;

    QString m_text;
    Type m_type;
    Ink m_ink;
    bool m_centred = false;
};

/// One line of text that gives way: elided when there is no room, and then all of it in the tooltip.
class ElidedLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidedLabel)

public:
    explicit ElidedLabel(const QString& text = {}, const QString& look = {}, Qt::TextElideMode mode = Qt::ElideRight,
                         QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    Qt::TextElideMode m_mode;
};

} // namespace ota
