// SPDX-License-Identifier: Apache-2.0
// What becomes of what one enters in the GatewayRunForm.
#include "exosense/gatewaydefects.h"
#include "panels/boards/boardruns.h"
#include "panels/boards/defectswitches.h"
#include "panels/boards/gatewaylabfields.h"
#include "panels/boards/gatewayrunform.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/formfoot.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/servicehost.h"
#include "panels/widgets/workbench.h"

#include <QComboBox>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSpinBox>

namespace ota {

namespace {

const QString runOperation = QStringLiteral("exosense.gateway.run");
const QString httpService = QStringLiteral("exosense");
const QString mqttService = QStringLiteral("exosense-mqtt");
const QString defectKey = QStringLiteral("defect");
constexpr int usualPace = 1000;
constexpr int usualStep = 10;

} // namespace

void GatewayRunForm::start(const QString& name, const QJsonObject& values)
{
    take(values);
    m_count->setValue(1);
    QString free = name;
    for (int i = 1; free.isEmpty(); ++i) {
        const QString next = usualBase() + QString::number(i);
        if (!m_workbench.bench.board(next))
            free = next;
    }
    m_name->setText(free);
    m_banner->clear();
    m_isUnserved = false;
    m_isStarting = false;
    checkNames();
}

void GatewayRunForm::take(const QJsonObject& values)
{
    const bool mqtt = values[QStringLiteral("mqtt")].toBool();
    m_transport->setCurrentData(mqtt ? QStringLiteral("mqtt")
                                     : values[QStringLiteral("form")].toString(QStringLiteral("legacy")));
    m_delivery->setCurrentData(values[QStringLiteral("delivery")].toString(QStringLiteral("poll")));
    m_reporting->setCurrentData(values[QStringLiteral("reporting")].toString(QStringLiteral("full")));
    const QString version = values[QStringLiteral("version")].toString();
    m_version->setText(version);
    m_pace->setValue(values[QStringLiteral("pace")].toInt(usualPace));
    m_step->setValue(values[QStringLiteral("step")].toInt(usualStep));
    m_lab->take(values);
    QStringList defects;
    m_end->setCurrentIndex(0);
    for (const QJsonValue& each : values[defectKey].toArray()) {
        if (const int end = m_end->findData(each.toString()); end > 0)
            m_end->setCurrentIndex(end);
        else
            defects << each.toString();
    }
    m_defects->setChosen(defects);
}

void GatewayRunForm::focusFirst()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

bool GatewayRunForm::isMqtt() const
{
    return m_transport->currentData().toString() == QStringLiteral("mqtt");
}

bool GatewayRunForm::isServed() const
{
    if (!m_workbench.gateways)
        return false;
    const GatewayFeed::Served& served = m_workbench.gateways->served();
    // Those who speak MQTT are put on the list over HTTP.
    return !served.http.isEmpty() && (!isMqtt() || !served.mqtt.isEmpty());
}

QStringList GatewayRunForm::names() const
{
    const QString base = m_name->text().trimmed();
    if (m_count->value() == 1)
        return {base};
    QStringList all;
    for (int i = 1; i <= m_count->value(); ++i)
        all << base + QString::number(i);
    return all;
}

QJsonObject GatewayRunForm::values() const
{
    QJsonObject values{{QStringLiteral("list"), true}};
    if (m_count->value() > 1 && m_name->text().trimmed() == usualBase())
        values.insert(QStringLiteral("count"), m_count->value());
    else
        values.insert(QStringLiteral("name"), QJsonArray::fromStringList(names()));
    const auto put = [&values](const QString& key, const QString& value, const char* usual) {
        if (value != QLatin1StringView(usual))
            values.insert(key, value);
    };
    if (isMqtt()) {
        values.insert(QStringLiteral("mqtt"), true);
    } else {
        put(QStringLiteral("form"), m_transport->currentData().toString(), "legacy");
        put(QStringLiteral("delivery"), m_delivery->currentData().toString(), "poll");
    }
    put(QStringLiteral("reporting"), m_reporting->currentData().toString(), "full");
    put(QStringLiteral("version"), m_version->text().trimmed(), "");
    if (m_pace->value() != usualPace)
        values.insert(QStringLiteral("pace"), m_pace->value());
    if (m_step->value() != usualStep)
        values.insert(QStringLiteral("step"), m_step->value());
    QStringList defects = m_defects->chosen();
    if (const QString end = m_end->currentData().toString(); !end.isEmpty())
        defects << end;
    m_lab->addTo(values);
    if (!defects.isEmpty())
        values.insert(defectKey, QJsonArray::fromStringList(defects));
    return values;
}

QString GatewayRunForm::command() const
{
    return commandLine(*m_workbench.jobs.registry().find(runOperation), values());
}

void GatewayRunForm::checkNames()
{
    QString error;
    const QStringList all = names();
    const QString base = m_name->text().trimmed();
    if (!base.isEmpty()) {
        if (const auto checked = BoardStore::checkedId(all.last()); !checked)
            error = errorText(checked.error());
    }
    for (const QString& name : all) {
        const Board* board = m_workbench.bench.board(name);
        if (error.isEmpty() && board && board->world != QStringLiteral("exosense"))
            error = tr("%1 is a board of another world. Choose another name.").arg(name);
        const GatewayPtr known = m_workbench.gateways ? m_workbench.gateways->gateway(name) : nullptr;
        if (error.isEmpty() && known && !known->simulated)
            error = tr("%1 is a real gateway. Choose another name.").arg(name);
    }
    m_nameRow->setError(error);
    m_nameRow->setHint(all.size() == 1 ? QString() : tr("%1 to %2").arg(all.first(), all.last()));
    setLookWord(m_name, QStringLiteral("error"), !error.isEmpty());
    refresh();
}

QString GatewayRunForm::whyNot() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr("Not yet: the name is missing");
    if (!m_nameRow->error().isEmpty())
        return tr("Not yet: the name is wrong");
    if (const QString why = m_lab->whyNot(); !why.isEmpty())
        return why;
    if (!isServed())
        return isMqtt() ? tr("Not yet: nothing serves gateways over HTTP and MQTT")
                        : tr("Not yet: nothing serves gateways");
    return {};
}

/// Those who check nothing can leave nothing out.
void GatewayRunForm::offerDefects()
{
    QStringList needing;
    for (const GatewayDefectInfo& info : gatewayDefects()) {
        if (info.needsLabHeader)
            needing << info.name;
    }
    m_defects->setOffered(needing, m_lab->isExpected());
}

void GatewayRunForm::refresh()
{
    m_deliveryRow->setVisible(!isMqtt());
    offerDefects();
    const bool served = isServed();
    if (served && (m_isUnserved || m_isStarting)) {
        m_banner->clear();
        m_isUnserved = false;
        m_isStarting = false;
    } else if (!served && !m_isUnserved && !m_isStarting) {
        m_isUnserved = true;
        m_banner->set(Mark::Info, tr("Gateways are not served yet"),
                      tr("The ExoSense service of this bench is what they speak with."), tr("Start it"));
    }
    const QString why = m_job != 0 ? QString() : whyNot();
    m_foot->setWhyNot(why);
    m_run->setText(m_count->value() > 1 ? tr("Run %1").arg(m_count->value()) : tr("Run"));
}

void GatewayRunForm::startService()
{
    if (isServed() || m_isStarting)
        return;
    m_isStarting = true;
    m_isUnserved = false;
    m_banner->set(Mark::Info, tr("The ExoSense service is starting"), tr("Run is ready as soon as it is there."));
    m_workbench.services.start(httpService);
    if (isMqtt())
        m_workbench.services.start(mqttService);
}

void GatewayRunForm::showServiceError(const QString& why)
{
    m_isUnserved = true; // What the banner says is the reason.
    m_banner->set(Mark::Bad, tr("The ExoSense service does not start"), why, tr("Try again"));
}

void GatewayRunForm::onServiceChanged(const QString& service)
{
    const ServiceHost::Entry* entry = m_workbench.services.entry(service);
    if (!entry || (service != httpService && service != mqttService))
        return;
    if (entry->status.state == ServiceStatus::State::Failed && m_isStarting) {
        m_isStarting = false;
        showServiceError(entry->status.why + u' ' + entry->hint);
    } else if (m_workbench.gateways) {
        m_workbench.gateways->refresh();
    }
}

void GatewayRunForm::submit()
{
    if (m_job != 0 || !whyNot().isEmpty())
        return;
    m_banner->clear();
    const auto started = m_workbench.jobs.start(runOperation, values(), this, [this](const Result<Outcome>& outcome) {
        // Those that run have told so; this is the end of those that do not.
        if (m_job == 0)
            return;
        m_job = 0;
        m_run->setBusy(false);
        refresh();
        if (!outcome)
            showError(outcome.error());
    });
    if (!started) {
        showError(started.error());
        return;
    }
    m_job = *started;
    m_run->setBusy(true, tr("Starting …"));
}

void GatewayRunForm::onRecorded(int job, const QJsonObject& record)
{
    if (job != m_job || m_job == 0 || !record[QStringLiteral("ready")].toBool())
        return;
    m_job = 0;
    m_run->setBusy(false);
    const QStringList all = names();
    refresh();
    Q_EMIT done(all);
}

void GatewayRunForm::showError(const Error& error)
{
    m_banner->set(Mark::Bad, tr("The gateways do not run"), errorText(error));
}

void GatewayRunForm::keyPressEvent(QKeyEvent* event)
{
    if (!m_foot->takeKey(*event))
        QWidget::keyPressEvent(event);
}

} // namespace ota
