// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace ota {

class Banner;
class Button;
class DefectSwitches;
class GatewayLabFields;
class FieldRow;
class FormFoot;
class SegmentedControl;
struct Error;
struct Workbench;

/// Runs virtual gateways in this window: the fields of `exosense.gateway.run`. Offers to start what they need to speak
/// with, and says beside the field what is wrong.
class GatewayRunForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayRunForm)

public:
    explicit GatewayRunForm(Workbench& workbench, QWidget* parent = nullptr);

    /// With a new name, or that of a gateway that is to run again, and what is known of how it ran.
    void start(const QString& name = {}, const QJsonObject& values = {});
    void focusFirst();

    QJsonObject values() const;
    QStringList names() const;
    QString command() const;
    /// Why it can not run yet; empty when it can.
    QString whyNot() const;

Q_SIGNALS:
    /// They run.
    void done(const QStringList& names);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addNames(QVBoxLayout& column);
    void addBuild(QVBoxLayout& column);
    void addDefects(QVBoxLayout& column);
    QWidget* makeFoot();
    static QString usualBase() { return QStringLiteral("gateway"); } ///< Of names.
    bool isMqtt() const;
    bool isServed() const;
    void take(const QJsonObject& values);
    void checkNames();
    void offerDefects();
    void refresh();
    void startService();
    void onServiceChanged(const QString& service);
    void submit();
    void onRecorded(int job, const QJsonObject& record);
    void showError(const Error& error);
    void showServiceError(const QString& why);

    Workbench& m_workbench;
    Banner* m_banner = nullptr;
    QLineEdit* m_name = nullptr;
    FieldRow* m_nameRow = nullptr;
    QSpinBox* m_count = nullptr;
    SegmentedControl* m_transport = nullptr;
    FieldRow* m_deliveryRow = nullptr;
    SegmentedControl* m_delivery = nullptr;
    SegmentedControl* m_reporting = nullptr;
    QLineEdit* m_version = nullptr;
    QSpinBox* m_pace = nullptr;
    QSpinBox* m_step = nullptr;
    QComboBox* m_end = nullptr;
    GatewayLabFields* m_lab = nullptr;
    DefectSwitches* m_defects = nullptr;
    FormFoot* m_foot = nullptr;
    Button* m_run = nullptr;
    bool m_isStarting = false; ///< The service was asked to start.
    bool m_isUnserved = false; ///< The banner says so.
    int m_job = 0;
};

} // namespace ota
