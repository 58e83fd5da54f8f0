// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/servedesk.h"

#include <QWidget>

namespace ota {

class Button;
class KeyValueList;
class Paragraph;
class QrCode;
class ElidedLabel;

/// The selected service: address with QR code, and what went through it.
class ServiceInspector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceInspector)

public:
    explicit ServiceInspector(QWidget* parent = nullptr);

    void set(const ServeView& view, const QString& title, const QString& address);

Q_SIGNALS:
    void toggleRequested();
    void copyRequested(const QString& text);
    void commandRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ServeView m_view;
    QString m_title;
    QrCode* m_qr;
    ElidedLabel* m_address;
    Paragraph* m_reach;
    Button* m_copy;
    KeyValueList* m_counters;
};

} // namespace ota
