// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/releasepreview.h"

#include <QWidget>

class QGridLayout;

namespace ota {

/// What the board that gets the release will do, step by step. Hidden when that is not known.
class BoardSteps final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardSteps)

public:
    explicit BoardSteps(QWidget* parent = nullptr);

    void setSteps(const std::vector<BoardStep>& steps);

private:
    QGridLayout* m_grid;
    std::vector<BoardStep> m_steps;
};

} // namespace ota
