// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/look.h"

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace ota {

class Button;

/// What stands where nothing is yet: a drawing, one bold line, one sentence, one primary action and at most one other.
///
///     auto* empty = new EmptyState(EmptyState::Drawing::Releases, tr("Your releases appear here"), tr("A release is
///     …")); connect(empty->addPrimary("plus", tr("Build a release")), &QPushButton::clicked, …);
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    enum class Drawing
    {
        Releases,
        Boards,
        Serving,
        Timelines
    };

    EmptyState(Drawing drawing, const QString& headline, const QString& sentence, QWidget* parent = nullptr);

    Button* addPrimary(const QString& icon, const QString& text);
    Button* addOther(const QString& icon, const QString& text);
    /// A card under it, as 'Try it without hardware'. Returns its button.
    Button* addCard(const QString& icon, const QString& title, const QString& text, const QString& buttonIcon,
                    const QString& buttonText);
    /// A card of one's own, as wide as it wants to be.
    void addCard(QWidget* card);
    /// Keys and what they do, on the last line.
    void addKeys(const QList<std::pair<QString, QString>>& keys);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
    QHBoxLayout* m_buttons;
};

} // namespace ota
