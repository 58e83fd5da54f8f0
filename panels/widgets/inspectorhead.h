// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/badge.h"

#include <QWidget>

namespace ota {

class ElidedLabel;

/// The head of an inspector: the id of the chosen thing, to be copied, its menu, and below what is to be thought of it.
class InspectorHead final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectorHead)

public:
    /// Of the parts that tests and screen readers touch.
    struct Names
    {
        const char* name;
        const char* copy;
        const char* more;
        const char* badge;
        const char* sentence;
    };

    /// `mode`: where a long id is elided.
    InspectorHead(const Names& names, Qt::TextElideMode mode, QWidget* parent = nullptr);

    void setName(const QString& name);
    void setState(const QString& word, Mark mark, BadgeKind kind = BadgeKind::Tint);
    void setSentence(const QString& sentence);

Q_SIGNALS:
    void copyRequested(const QString& name);
    void menuRequested(const QPoint& globalPosition);

private:
    ElidedLabel* m_name;
    Badge* m_badge;
    ElidedLabel* m_sentence;
};

} // namespace ota
