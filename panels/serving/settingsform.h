// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/servesettings.h"
#include "panels/widgets/fieldrow.h"

#include <QHash>
#include <QJsonObject>
#include <QWidget>

#include <functional>

class QLineEdit;
class QVBoxLayout;

namespace ota {

class Banner;
class ChipEdit;
class IconButton;
class InterfaceField;
class OperationField;
class SectionHeader;
class SegmentedControl;
class ServingKeeper;
class Switch;
struct Operation;
struct ServeView;

/// How the selected service is set, in place: each change goes to the bench when its field is left or a choice is made,
/// and is refused at its field. A service that runs takes it when it is started anew, which is offered then.
class SettingsForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsForm)

public:
    static constexpr int labelWidth = 100;

    /// `set` is the operation `serving.set`. All must outlive the form.
    SettingsForm(ServingKeeper& keeper, const Operation& set, QWidget* parent = nullptr);

    void setService(const QString& service);
    /// What the selected service runs with, so that one sees what is not taken yet.
    void setView(const ServeView& view);
    /// To what most likely keeps the service from starting: the certificate, else the port.
    void focusCause();
    FieldRow* row(const QString& parameter) const { return m_rows.value(parameter); }

Q_SIGNALS:
    void restartRequested();
    void commandCopied(const QString& command);

private:
    void makeHead(QVBoxLayout* column);
    void makeRows(QVBoxLayout* column);
    void makeCertificate(QVBoxLayout* column);
    void makeGatewayRules(QVBoxLayout* column);
    void makeProductHosts(QVBoxLayout* column);
    void addRow(QVBoxLayout* column, const QString& parameter, const QString& label, QWidget* field,
                const QString& hint = {});
    OperationField* addField(QVBoxLayout* column, const QString& parameter, const QString& label, const QString& hint);
    void addSwitch(QVBoxLayout* column, const QString& parameter, const QString& label, const QString& text);
    void refresh();
    void refreshFields();
    void refreshPort();
    void refreshCertificate();
    void refreshProductHosts();
    void takeProductHosts(const QStringList& kept);
    void refreshPending();
    bool isWrong(const QString& parameter) const;
    void applyListeners();
    void applyCertificate();
    void apply(const QString& parameter, const QJsonValue& value);
    void apply(const QString& parameter, const QJsonObject& values);
    void refuse(const QString& parameter, const QString& why);
    QJsonObject resetValues() const;
    void showMenu();

    ServingKeeper& m_keeper;
    const Operation& m_set;
    QString m_service;
    ServeSettings m_startedWith;
    bool m_isRunning = false;
    bool m_refreshing = false;
    bool m_isSettingHosts = false;
    SectionHeader* m_head;
    IconButton* m_more;
    Banner* m_pending;
    InterfaceField* m_interfaces;
    QLineEdit* m_port;
    SegmentedControl* m_block;
    SegmentedControl* m_certificateKind;
    SegmentedControl* m_policy;
    SegmentedControl* m_serverName;
    ChipEdit* m_hosts;
    QHash<QString, FieldRow*> m_rows; ///< By the parameter of serving.set; that of the listeners is `port`.
    QHash<QString, OperationField*> m_fields;
    QHash<QString, Switch*> m_switches;
};

} // namespace ota
