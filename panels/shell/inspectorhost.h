// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QStackedWidget;

namespace ota {

/// Where the inspectors of the panels stand: at the right of the panel, or over its right side when the window is
/// narrow.
class InspectorHost final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectorHost)

public:
    explicit InspectorHost(QWidget* parent = nullptr);

    void addInspector(QWidget* inspector);
    void setCurrent(QWidget* inspector);
    /// Has a line at its left edge, which a splitter draws otherwise.
    void setOverlaid(bool on);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStackedWidget* m_stack;
    bool m_overlaid = false;
};

} // namespace ota
