// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/servicehost.h"

#include <QHash>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace ota {

class ElidedLabel;
class ServiceLight;

/// The status bar: each service as a light with its address, who can reach us, and the bench. Where not all has room
/// the lights say less.
class StatusLights final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusLights)

public:
    explicit StatusLights(ServiceHost& services, QWidget* parent = nullptr);

    void setBench(const QString& name, const QString& facts);
    /// Of its terse form, so that it never keeps a window from getting narrow.
    QSize minimumSizeHint() const override;
    ServiceLight* light(const QString& service) const { return m_lights.value(service); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void add(const QString& name);
    void refresh(const QString& name);
    int othersWidth() const;
    void fit();
    void showMenu(const QString& name);
    void tellReach();

    ServiceHost& m_services;
    QHBoxLayout* m_row;
    QHash<QString, ServiceLight*> m_lights;
    QLabel* m_reach;
    QLabel* m_bench;
};

} // namespace ota
