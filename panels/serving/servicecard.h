// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/servedesk.h"
#include "panels/widgets/servicehost.h"

#include <QWidget>

class QHBoxLayout;

namespace ota {

class Button;
class ElidedLabel;
class IconButton;
class MarkLine;
class ThroughputGraph;

/// What a card is to show besides the state of its service.
struct CardFacts
{
    QString address;      ///< What it will listen at while it does not run: `coap://127.0.0.1:5683`.
    QString facts;        ///< `6 peers · 1 204 transfers`
    QString rate;         ///< `808 B/s`; empty while it does not run.
    QString cause;        ///< When it failed.
    QString step;         ///< The sentence of the next step.
    quint16 freePort = 0; ///< Of the offered step; 0: none.
};

/// One service: light, name, state, start or stop; address with copy and QR code; facts, rate and the curve of the last
/// two minutes. When it failed the cause and the step that repairs it stand in place of the curve.
class ServiceCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceCard)

public:
    static constexpr int cardHeight = 122;

    ServiceCard(const QString& service, const QString& title, QWidget* parent = nullptr);

    const QString& service() const { return m_service; }
    const QString& title() const { return m_title; }
    void set(const ServiceStatus& status, const CardFacts& facts);
    void append(double bytesPerSecond);
    void setSelected(bool selected);
    bool isSelected() const { return m_selected; }
    QString address() const; ///< As it stands there.

    QSize sizeHint() const override { return {300, cardHeight}; }
    QSize minimumSizeHint() const override { return {220, cardHeight}; }

Q_SIGNALS:
    void toggleRequested();
    void selectRequested();
    void copyRequested();
    void qrRequested();
    void retryRequested();
    void portRequested(quint16 port);
    void settingsRequested();
    /// The arrow keys: -1 and 1 for the neighbours, -2 and 2 for the rows.
    void moveRequested(int step);
    void contextMenuRequested(const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void makeLayout();

    QString m_service;
    QString m_title;
    ServiceStatus m_status;
    CardFacts m_facts;
    bool m_selected = false;
    Button* m_start;
    IconButton* m_stop;
    ElidedLabel* m_address;
    IconButton* m_copy;
    IconButton* m_qr;
    ElidedLabel* m_words;
    ThroughputGraph* m_curve;
    QWidget* m_failure;
    MarkLine* m_cause;
    Button* m_usePort;
    Button* m_change;
    Button* m_retry;
};

} // namespace ota
