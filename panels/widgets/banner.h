// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/look.h"

#include <QFrame>

class QLabel;

namespace ota {

class IconButton;

/// A cause, the next step and one action, at the thing it is about. Stays until the cause is gone or it is closed.
class Banner final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)

public:
    explicit Banner(QWidget* parent = nullptr);
    Banner(Mark mark, const QString& cause, const QString& step = {}, const QString& action = {},
           QWidget* parent = nullptr);

    /// Shows itself, too. The cause may be empty for plain news.
    void set(Mark mark, const QString& cause, const QString& step = {}, const QString& action = {});
    void clear();
    void setClosable(bool closable);
    QString text() const; ///< As a person reads it.

Q_SIGNALS:
    void actionTriggered();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void write();

    Mark m_mark = Mark::None;
    QString m_cause;
    QString m_step;
    QString m_action;
    QLabel* m_label;
    IconButton* m_close;
};

} // namespace ota
