// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/servedesk.h"
#include "panels/widgets/keyvaluelist.h"

#include <QWidget>

class QVBoxLayout;

namespace ota {

class Banner;
class Button;
class ElidedLabel;
class FieldRow;
class IconButton;
class Memory;
class Paragraph;
class PskIdentities;
class QrCode;
class ServingKeeper;
class SettingsForm;
class Switch;
class TokenView;
struct CardFacts;
struct Operation;

/// The selected service: address with QR code, why it failed, its settings in place, its keys or the token, and what
/// went through it.
class ServiceInspector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceInspector)

public:
    /// `set` is the operation `serving.set`. All must outlive it.
    ServiceInspector(ServingKeeper& keeper, const Operation& set, Memory& memory, QWidget* parent = nullptr);

    /// `view` with the status that the window knows; `address` as the card has it.
    void set(const ServeView& view, const QString& title, const QString& address, const CardFacts& facts);
    void setIdentitiesUsed(const QHash<QString, qint64>& used);
    SettingsForm& settings() const { return *m_settings; }
    PskIdentities& identities() const { return *m_identities; }
    TokenView& token() const { return *m_token; }

Q_SIGNALS:
    void toggleRequested();
    void copyRequested(const QString& text);
    void portRequested(quint16 port);
    void retryRequested();
    void menuRequested(const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeAddress();
    QWidget* makeAgain();
    void showCounters();
    QString reachText() const;

    const ServingKeeper& m_keeper;
    Memory& m_memory;
    ServeView m_view;
    quint16 m_freePort = 0;
    QWidget* m_light;
    ElidedLabel* m_title;
    ElidedLabel* m_state;
    Button* m_start;
    Button* m_stop;
    IconButton* m_more;
    Banner* m_failure;
    QrCode* m_qr;
    ElidedLabel* m_address;
    Paragraph* m_reach;
    Button* m_copy;
    SettingsForm* m_settings;
    Switch* m_again;
    PskIdentities* m_identities;
    TokenView* m_token;
    KeyValueList* m_counters;
};

/// What went through a service since it was started, as rows.
QList<KeyValue> counterRows(const ServeView& view);

} // namespace ota
