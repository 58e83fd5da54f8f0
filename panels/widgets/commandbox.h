// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace ota {

/// A command or another piece of code to read and copy: monospaced, wrapped, in a box.
class CommandBox final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandBox)

public:
    explicit CommandBox(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace ota
