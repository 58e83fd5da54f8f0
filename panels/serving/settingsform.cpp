// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/settingsform.h"

#include "operations/operation.h"
#include "otaserver/servedesk.h"
#include "panels/serving/interfacefield.h"
#include "panels/serving/servingkeeper.h"
#include "panels/serving/settingkeys.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/chipedit.h"
#include "panels/widgets/operationfield.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/switch.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace ota {

using namespace setting;

namespace {

constexpr int portWidth = 88;
constexpr int switchAtLeast = 80; ///< Then its words are elided.

const Parameter& parameterOf(const Operation& operation, const QString& name)
{
    const auto found = std::ranges::find(operation.parameters, name, &Parameter::name);
    Q_ASSERT(found != operation.parameters.end());
    return *found;
}

} // namespace

SettingsForm::SettingsForm(ServingKeeper& keeper, const Operation& set, QWidget* parent)
    : QWidget(parent)
    , m_keeper(keeper)
    , m_set(set)
    , m_head(new SectionHeader(tr("Settings")))
    , m_more(new IconButton(QStringLiteral("more"), tr("More")))
    , m_pending(new Banner)
    , m_interfaces(new InterfaceField)
    , m_port(new QLineEdit)
    , m_block(new SegmentedControl(tr("Largest block")))
    , m_certificateKind(new SegmentedControl(tr("Certificate"), {tr("Of the bench"), tr("Own files")}))
    , m_policy(new SegmentedControl(tr("Who may come")))
    , m_serverName(new SegmentedControl(tr("Host in TLS")))
    , m_hosts(new ChipEdit)
{
    setObjectName(QStringLiteral("servingSettings"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeHead(column);
    auto* rows = new QVBoxLayout;
    rows->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::m);
    rows->setSpacing(tokens::space::xs);
    rows->addWidget(m_pending);
    makeRows(rows);
    column->addLayout(rows);
    connect(&keeper, &ServingKeeper::changed, this, &SettingsForm::refresh);
}

void SettingsForm::makeHead(QVBoxLayout* column)
{
    m_head->setInset(tokens::space::m);
    m_head->setLines(true, false);
    m_head->addAction(m_more);
    m_more->setObjectName(QStringLiteral("moreSettings"));
    column->addWidget(m_head);
    m_pending->setObjectName(QStringLiteral("pendingSettings"));
    connect(m_more, &QAbstractButton::clicked, this, &SettingsForm::showMenu);
    connect(m_pending, &Banner::actionTriggered, this, &SettingsForm::restartRequested);
}

void SettingsForm::makeRows(QVBoxLayout* column)
{
    m_interfaces->setObjectName(QStringLiteral("setting.interfaces"));
    addRow(column, interfacesKey, tr("Interfaces"), m_interfaces);
    connect(m_interfaces, &InterfaceField::chosen, this, &SettingsForm::applyListeners);
    m_port->setObjectName(QStringLiteral("setting.port"));
    m_port->setMaximumWidth(portWidth);
    addRow(column, portKey, tr("Port"), m_port);
    connect(m_port, &QLineEdit::editingFinished, this, &SettingsForm::applyListeners);
    connect(m_port, &QLineEdit::textEdited, this, [this] { row(portKey)->setError({}); });
    addField(column, hostKey, tr("Address in URLs"), tr("What boards get to hear. Loopback reaches no other machine."));
    lineOf(m_fields.value(hostKey))->setPlaceholderText(tr("as each reaches us"));
    for (const auto* size : {"64", "256", "512", "1024"})
        m_block->add(QString::fromLatin1(size), QString::fromLatin1(size));
    m_block->setObjectName(QStringLiteral("setting.coap-block"));
    addRow(column, blockKey, tr("Largest block"), m_block);
    connect(m_block, &SegmentedControl::chosen, this, [this] { apply(blockKey, m_block->currentData().toString()); });
    addSwitch(column, uploadsKey, tr("Uploads"), tr("PUT from loopback publishes"));
    addField(column, treeKey, tr("File tree"), tr("Served as it is, for RIOT’s make."));
    lineOf(m_fields.value(treeKey))->setPlaceholderText(tr("none"));
    makeCertificate(column);
    makeGatewayRules(column);
    addSwitch(column, writesKey, tr("Old scripts"), tr("write without a token"));
}

void SettingsForm::makeGatewayRules(QVBoxLayout* column)
{
    m_serverName->add(tr("Any"), QStringLiteral("any"));
    m_serverName->add(tr("Ours"), QStringLiteral("require"));
    m_serverName->add(tr("As asked"), QStringLiteral("match"));
    m_serverName->setObjectName(QStringLiteral("setting.sni"));
    m_serverName->setToolTip(tr("What a gateway must name in its handshake (SNI)"));
    addRow(column, sniKey, tr("Host in TLS"), m_serverName);
    connect(m_serverName, &SegmentedControl::chosen, this,
            [this] { apply(sniKey, QJsonValue(m_serverName->currentData().toString())); });
    makeProductHosts(column);
    addSwitch(column, strictHttpKey, tr("RFC 9110"), tr("to the letter"));
    m_policy->add(tr("The list"), QStringLiteral("list"));
    m_policy->add(tr("Everybody"), QStringLiteral("open"));
    m_policy->setObjectName(QStringLiteral("setting.policy"));
    addRow(column, policyKey, tr("Who may come"), m_policy,
           tr("This and what follows holds at once, for all ExoSense services."));
    connect(m_policy, &SegmentedControl::chosen, this,
            [this] { apply(policyKey, QJsonValue(m_policy->currentData().toString())); });
    addSwitch(column, reissueKey, tr("Once more"), tr("gives a new token"));
    addSwitch(column, singleValueKey, tr("One value"), tr("whoever wrote it last"));
    addField(column, vendorKey, tr("Vendor"), {});
    addField(column, modelKey, tr("Model"), {});
    for (const QString& name : {vendorKey, modelKey})
        lineOf(m_fields.value(name))->setPlaceholderText(tr("any"));
    m_switches.value(reissueKey)
        ->setToolTip(tr("A gateway that activates a second time gets a new token; else it is refused."));
    m_switches.value(strictHttpKey)
        ->setToolTip(tr("Answers of 204, 205 and 304 have no Content-Length. Old gateways look for it."));
    m_switches.value(singleValueKey)
        ->setToolTip(tr("A read gives what either side wrote last, as the old platform did."));
}

void SettingsForm::makeCertificate(QVBoxLayout* column)
{
    m_certificateKind->setObjectName(QStringLiteral("setting.certificateKind"));
    addRow(column, QStringLiteral("certificate-kind"), tr("Certificate"), m_certificateKind);
    m_certificateKind->segment(0)->setObjectName(QStringLiteral("certificateOfBench"));
    m_certificateKind->segment(ownFiles)->setObjectName(QStringLiteral("certificateOfFiles"));
    addField(column, certificateKey, tr("Its file"), tr("PEM, with its chain."));
    addField(column, privateKeyKey, tr("Private key"), tr("PEM."));
    connect(m_certificateKind, &SegmentedControl::chosen, this, [this](int kind) {
        if (kind != ownFiles && !m_keeper.settings().certificate.isEmpty())
            apply(certificateKey, QJsonObject{{resetKey, QJsonArray{certificateKey}}});
        for (const QString& name : {certificateKey, privateKeyKey}) {
            m_rows.value(name)->setVisible(kind == ownFiles && isSecure(m_service));
            m_rows.value(name)->setError({});
        }
        if (kind == ownFiles)
            lineOf(m_fields.value(certificateKey))->setFocus();
    });
}

void SettingsForm::addRow(QVBoxLayout* column, const QString& parameter, const QString& label, QWidget* field,
                          const QString& hint)
{
    auto* row = new FieldRow(label, field);
    row->setObjectName(QStringLiteral("settingRow.") + parameter);
    row->setLabelWidth(labelWidth);
    row->setHint(hint);
    m_rows.insert(parameter, row);
    column->addWidget(row);
}

OperationField* SettingsForm::addField(QVBoxLayout* column, const QString& parameter, const QString& label,
                                       const QString& hint)
{
    auto* field = new OperationField(parameterOf(m_set, parameter));
    m_fields.insert(parameter, field);
    addRow(column, parameter, label, field, hint);
    QLineEdit* line = lineOf(field);
    line->setObjectName(QStringLiteral("setting.") + parameter);
    line->setAccessibleName(label);
    const auto take = [this, parameter] {
        if (parameter == certificateKey || parameter == privateKeyKey)
            applyCertificate();
        else
            apply(parameter, m_fields.value(parameter)->value());
    };
    connect(line, &QLineEdit::editingFinished, this, take);
    connect(field, &OperationField::edited, this, [this, parameter, line, take] {
        if (m_refreshing)
            return;
        row(parameter)->setError({});
        if (!line->hasFocus()) // Picked or dropped: there is no field to leave.
            take();
    });
    return field;
}

void SettingsForm::addSwitch(QVBoxLayout* column, const QString& parameter, const QString& label, const QString& text)
{
    auto* onOff = new Switch(text);
    onOff->setObjectName(QStringLiteral("setting.") + parameter);
    onOff->setAccessibleName(tr("%1: %2").arg(label, text));
    onOff->setToolTip(text);
    onOff->setMinimumWidth(switchAtLeast);
    m_switches.insert(parameter, onOff);
    addRow(column, parameter, label, onOff);
    connect(onOff, &QCheckBox::clicked, this,
            [this, parameter](bool on) { apply(parameter, on ? QStringLiteral("on") : QStringLiteral("off")); });
}

void SettingsForm::setService(const QString& service)
{
    if (m_service == service)
        return;
    m_service = service;
    for (FieldRow* row : std::as_const(m_rows))
        row->setError({});
    m_port->setModified(false);
    for (const OperationField* field : std::as_const(m_fields))
        lineOf(field)->setModified(false);
    m_hosts->line()->clear();
    refresh();
}

void SettingsForm::setView(const ServeView& view)
{
    // Without the time of its start nobody knows yet what it was started with.
    const bool running = view.status.state == ServiceStatus::State::Running && view.sinceNs > 0;
    if (running == m_isRunning && view.startedWith == m_startedWith)
        return;
    m_isRunning = running;
    m_startedWith = view.startedWith;
    refreshPending();
}

bool SettingsForm::isWrong(const QString& parameter) const
{
    const FieldRow* found = row(parameter);
    return found && !found->error().isEmpty();
}

void SettingsForm::refresh()
{
    if (m_service.isEmpty())
        return;
    m_refreshing = true;
    for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row)
        row.value()->setVisible(concerns(row.key(), m_service));
    m_rows.value(QStringLiteral("certificate-kind"))->setVisible(isSecure(m_service));
    refreshPort();
    refreshFields();
    refreshCertificate();
    refreshProductHosts();
    m_refreshing = false;
    refreshPending();
}

void SettingsForm::refreshPort()
{
    QStringList ports;
    for (const QString& text : m_keeper.settings().listeners(m_service)) {
        if (const auto listener = ServeListener::parse(text))
            ports << QString::number(listener->port);
    }
    ports.removeDuplicates();
    m_interfaces->setHosts(m_keeper.settings().hosts(m_service));
    if (!m_port->isModified() && !isWrong(portKey))
        m_port->setText(ports.value(0));
    row(portKey)->setHint(ports.size() > 1
                              ? tr("There are %1; a change sets them all.")
                                    .arg(m_keeper.settings().listeners(m_service).join(QStringLiteral(", ")))
                          : ports.value(0) == QStringLiteral("0") ? tr("0: any free one.")
                                                                  : QString());
}

void SettingsForm::refreshFields()
{
    const ServeSettings& settings = m_keeper.settings();
    const QHash<QString, QString> texts{
        {hostKey, settings.coapHost},           {treeKey, settings.tree},
        {vendorKey, settings.gateways.vendor},  {modelKey, settings.gateways.model},
        {certificateKey, settings.certificate}, {privateKeyKey, settings.certificateKey}};
    for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
        OperationField* field = m_fields.value(text.key());
        if (!lineOf(field)->isModified() && !isWrong(text.key()))
            field->setValue(text.value());
    }
    m_block->setCurrentData(QString::number(settings.largestBlock));
    m_switches.value(uploadsKey)->setChecked(settings.coapUploads);
    m_switches.value(writesKey)->setChecked(settings.unauthenticatedWrites);
    m_policy->setCurrentData(settings.policy());
    m_serverName->setCurrentData(keyOf(settings.gatewayTls.serverName));
    m_switches.value(strictHttpKey)->setChecked(settings.strictHttp);
    m_switches.value(reissueKey)->setChecked(settings.gateways.reissues);
    m_switches.value(singleValueKey)->setChecked(settings.gateways.singleValue);
}

void SettingsForm::refreshCertificate()
{
    const bool half = std::ranges::any_of(QStringList{certificateKey, privateKeyKey}, [this](const QString& name) {
        return m_fields.value(name)->value().isString();
    });
    const bool own = half || !m_keeper.settings().certificate.isEmpty();
    m_certificateKind->setCurrent(own ? ownFiles : 0);
    for (const QString& name : {certificateKey, privateKeyKey})
        m_rows.value(name)->setVisible(own && isSecure(m_service));
}

void SettingsForm::refreshPending()
{
    const bool pending = m_isRunning && !m_keeper.settings().isSameFor(m_service, m_startedWith);
    if (pending)
        m_pending->set(Mark::Info, {}, tr("Not taken yet: the service runs with what it was started with."),
                       tr("Restart"));
    else
        m_pending->clear();
    m_head->setFacts(pending ? QString() : m_isRunning ? tr("in use") : tr("taken at the next start"));
}

} // namespace ota
