// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/paint.h"

#include <QWidget>

namespace ota {

/// A small plate with a word: a verdict, a kind, a count. 18 px.
class Badge final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Badge)

public:
    explicit Badge(const QString& text, Mark mark = Mark::None, BadgeKind kind = BadgeKind::Tint,
                   QWidget* parent = nullptr);

    void set(const QString& text, Mark mark, BadgeKind kind = BadgeKind::Tint);
    const QString& text() const { return m_text; }
    Mark mark() const { return m_mark; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Mark m_mark;
    BadgeKind m_kind;
};

/// A mark and a sentence beside it, wrapped: the reason why not yet, the evidence of a verdict.
class MarkLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkLine)

public:
    explicit MarkLine(Mark mark = Mark::None, const QString& text = {}, QWidget* parent = nullptr);

    /// An empty text hides it.
    void set(Mark mark, const QString& text);
    const QString& text() const { return m_text; }
    Mark mark() const { return m_mark; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {60, 16}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Mark m_mark;
};

} // namespace ota
