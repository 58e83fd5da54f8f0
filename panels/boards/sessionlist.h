// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventstore.h"

#include <QWidget>

#include <vector>

namespace ota {

/// The last sessions of a board as rows of 26 px: mark, target, how it ended, when. A click or Enter opens one.
class SessionList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionList)

public:
    explicit SessionList(QWidget* parent = nullptr);

    void setSessions(std::vector<SessionRow> sessions, qint64 nowNs);
    const std::vector<SessionRow>& sessions() const { return m_sessions; }
    QRect rowArea(int row) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void opened(qint64 session);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    int rowAt(int y) const;
    void setCurrent(int row);

    std::vector<SessionRow> m_sessions;
    qint64 m_nowNs = 0;
    int m_current = -1;
    int m_hover = -1;
};

} // namespace ota
