// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include <functional>

namespace ota {

/// The one question before something is destroyed: what goes, by name and number, with the verb on the button.
class ConfirmDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmDialog)

public:
    /// Shows the question over `parent`'s window and returns at once; `yes` runs when the verb is chosen.
    static ConfirmDialog* ask(QWidget* parent, const QString& question, const QString& explanation, const QString& verb,
                              std::function<void()> yes);

private:
    ConfirmDialog(QWidget* parent, const QString& question, const QString& explanation, const QString& verb);
};

} // namespace ota
