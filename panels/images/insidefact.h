// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

class QLineEdit;

namespace ota {

/// A fact at the right end inside of an input: what is made of its text. Gives way where the input is narrow.
class InsideFact final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InsideFact)

public:
    /// The line owns it.
    explicit InsideFact(QLineEdit* line);

    void setFact(const QString& text, const QString& tip);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QLineEdit* m_line;
};

} // namespace ota
