// SPDX-License-Identifier: Apache-2.0
// What becomes of a change in the SettingsForm.
#include "operations/operation.h"
#include "panels/serving/interfacefield.h"
#include "panels/serving/servingkeeper.h"
#include "panels/serving/settingkeys.h"
#include "panels/serving/settingsform.h"
#include "panels/widgets/button.h"
#include "panels/widgets/jobcenter.h"

#include <QJsonArray>
#include <QMenu>

#include <algorithm>

namespace ota {

using namespace setting;

void SettingsForm::focusCause()
{
    const bool own = isSecure(m_service) && !m_keeper.settings().certificate.isEmpty();
    QLineEdit* line = own ? lineOf(m_fields.value(certificateKey)) : m_port;
    line->setFocus(Qt::OtherFocusReason);
    line->selectAll();
}

void SettingsForm::applyListeners()
{
    bool isNumber = false;
    const int port = m_port->text().trimmed().toInt(&isNumber);
    if (!isNumber || port < 0 || port > ServeListener::highestPort) {
        refuse(portKey, tr("A port is a number from 1 to %1, or 0 for any free one.").arg(ServeListener::highestPort));
        return;
    }
    QJsonArray listeners;
    for (const QString& host : m_interfaces->hosts())
        listeners.append(ServeListener{host, static_cast<quint16>(port)}.text());
    m_port->setModified(false);
    if (listeners == QJsonArray::fromStringList(m_keeper.settings().listeners(m_service)))
        return;
    apply(portKey, QJsonObject{{m_service, listeners}});
}

void SettingsForm::applyCertificate()
{
    QJsonObject values;
    for (const QString& name : {certificateKey, privateKeyKey}) {
        const QJsonValue value = m_fields.value(name)->value();
        if (!value.isString())
            return; // One without the other is no certificate: it waits for its key.
        values.insert(name, value);
    }
    const ServeSettings& kept = m_keeper.settings();
    if (values[certificateKey] == kept.certificate && values[privateKeyKey] == kept.certificateKey)
        return;
    apply(certificateKey, values);
}

void SettingsForm::apply(const QString& parameter, const QJsonValue& value)
{
    if (OperationField* field = m_fields.value(parameter)) {
        const ServeSettings& settings = m_keeper.settings();
        const QString kept = parameter == hostKey     ? settings.coapHost
                             : parameter == vendorKey ? settings.gateways.vendor
                             : parameter == modelKey  ? settings.gateways.model
                                                      : settings.tree;
        lineOf(field)->setModified(false);
        if (value.toString() == kept && !isWrong(parameter))
            return;
    }
    if (value.isUndefined())
        apply(parameter, QJsonObject{{resetKey, QJsonArray{parameter}}});
    else
        apply(parameter, QJsonObject{{parameter, value}});
}

void SettingsForm::apply(const QString& parameter, const QJsonObject& values)
{
    m_keeper.set(values, [this, parameter](const Result<>& result) {
        if (!result) {
            const QString named = result.error().context;
            refuse(m_rows.contains(named) ? named : parameter, errorText(result.error()));
            refresh(); // Switches and choices go back to what holds.
            return;
        }
        for (const QString& name : {parameter, parameter == certificateKey ? privateKeyKey : parameter}) {
            if (FieldRow* done = row(name))
                done->setError({});
            if (const OperationField* field = m_fields.value(name))
                lineOf(field)->setModified(false);
        }
    });
}

void SettingsForm::refuse(const QString& parameter, const QString& why)
{
    if (FieldRow* wrong = row(parameter)) {
        wrong->setError(why);
        wrong->show();
    }
}

QJsonObject SettingsForm::resetValues() const
{
    QStringList names{m_service};
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row) {
        const bool isParameter = std::ranges::count(m_set.parameters, row.key(), &Parameter::name) > 0;
        if (isParameter && row.key() != privateKeyKey && concerns(row.key(), m_service))
            names << row.key();
    }
    names.sort();
    return {{resetKey, QJsonArray::fromStringList(names)}};
}

void SettingsForm::showMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("settingsMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QJsonObject kept = m_keeper.settings().setArguments(m_service);
    menu->addAction(tr("Copy settings as command"), this,
                    [this, kept] { Q_EMIT commandCopied(m_keeper.command(m_set.name, kept)); })
        ->setObjectName(QStringLiteral("copySettings"));
    menu->addSeparator();
    menu->addAction(tr("Take back to those of a new bench"), this, [this] { apply(portKey, resetValues()); })
        ->setObjectName(QStringLiteral("resetSettings"));
    menu->addAction(tr("Copy that as command"), this,
                    [this] { Q_EMIT commandCopied(m_keeper.command(m_set.name, resetValues())); })
        ->setObjectName(QStringLiteral("copyReset"));
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

} // namespace ota
