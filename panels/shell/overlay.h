// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QWidget>

namespace ota {

/// A raised plate over the window with the scrim around it. Esc or a click beside it closes it, Tab stays inside, and
/// the keys of the window behind sleep meanwhile.
class Overlay : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Overlay)

public:
    /// A height of 0 is that of the plate's layout.
    Overlay(QSize size, QWidget* window);
    /// With a plate that paints itself; place() says where it lies.
    Overlay(QWidget* plate, QWidget* window);

    void open();
    void close();
    bool isOpen() const { return m_open; }
    QWidget* plate() const { return m_plate; }

Q_SIGNALS:
    void closed();

protected:
    /// Puts the plate into the overlay, which already covers the window.
    virtual void place();

    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool event(QEvent* event) override;

private:
    void cover();

    QSize m_size;
    QWidget* m_plate;
    QPointer<QWidget> m_focusBefore;
    bool m_open = false;
};

} // namespace ota
