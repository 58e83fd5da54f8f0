// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/service.h"

#include <QAbstractButton>

namespace ota {

/// A service as a light with its name and address, in the status bar. A click opens its menu.
class ServiceLight final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceLight)

public:
    /// `title` as people write it: `CoAP`.
    explicit ServiceLight(const QString& title, QWidget* parent = nullptr);

    void setStatus(const ServiceStatus& status);
    const ServiceStatus& status() const { return m_status; }
    const QString& title() const { return m_title; }
    /// Light and title only, for a bar that is too narrow; a failure keeps its words.
    void setTerse(bool on);
    bool isTerse() const { return m_terse; }
    int fullWidth() const;
    int terseWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString words() const;

    QString m_title;
    ServiceStatus m_status;
    bool m_terse = false;
};

/// `running`, `stopped`, … for people.
QString stateWord(ServiceStatus::State state);
/// The address without its scheme: `[fd00:b::1]:5683`.
QString shortAddress(const QString& address);

} // namespace ota
