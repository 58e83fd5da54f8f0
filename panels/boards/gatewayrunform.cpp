// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/gatewayrunform.h"

#include "exosense/gatewaydefects.h"
#include "panels/boards/boardruns.h"
#include "panels/boards/defectswitches.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/benchfeed.h"
#include "panels/widgets/button.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/segmentedcontrol.h"
#include "panels/widgets/servicehost.h"
#include "panels/widgets/workbench.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ota {

namespace {

const QString runOperation = QStringLiteral("exosense.gateway.run");
const QString httpService = QStringLiteral("exosense");
const QString mqttService = QStringLiteral("exosense-mqtt");
const QString usualBase = QStringLiteral("gateway");
const QString defectKey = QStringLiteral("defect");
constexpr int mostHere = 1000;
constexpr int usualPace = 1000;
constexpr int usualStep = 10;

QWidget* leftOf(QWidget* control)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(control);
    row->addStretch(1);
    box->setFocusProxy(control);
    return box;
}

/// `stall@download` and its kind, with a sentence.
std::vector<std::pair<QString, QString>> endChoices()
{
    struct Words
    {
        const char* name;
        QString text;
    };
    const std::array<Words, 4> ends{{{"stall", GatewayRunForm::tr("falls silent in %1")},
                                     {"error", GatewayRunForm::tr("fails in %1")},
                                     {"abort", GatewayRunForm::tr("gives up in %1")},
                                     {"reboot", GatewayRunForm::tr("reboots in %1, old version")}}};
    std::vector<std::pair<QString, QString>> all{{QString(), GatewayRunForm::tr("as the install goes")}};
    for (const Words& end : ends) {
        for (const auto* phase : {"test", "download", "install"})
            all.emplace_back(QString::fromLatin1(end.name) + u'@' + QString::fromLatin1(phase),
                             end.text.arg(QString::fromLatin1(phase).toUpper()));
    }
    return all;
}

} // namespace

GatewayRunForm::GatewayRunForm(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_workbench(workbench)
{
    setObjectName(QStringLiteral("gatewayRunForm"));
    setLook(this, QStringLiteral("window"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(scroll, QStringLiteral("window"));
    auto* content = new QWidget;
    setLook(content, QStringLiteral("window"));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    column->setSpacing(tokens::space::m);
    column->addWidget(makeLabel(tr("Run virtual gateways"), QStringLiteral("title")));
    column->addWidget(new Paragraph(tr("They run in this program, download, check and report as real ones do. What "
                                       "they are shows everywhere: SIMULATED."),
                                    Type::Small));
    m_banner = new Banner;
    m_banner->setObjectName(QStringLiteral("gatewayRunBanner"));
    column->addWidget(m_banner);
    addNames(*column);
    addBuild(*column);
    addDefects(*column);
    column->addStretch(1);
    scroll->setWidget(content);
    all->addWidget(scroll, 1);
    all->addWidget(makeLine(Qt::Horizontal));
    all->addWidget(makeFoot());
    connect(m_banner, &Banner::actionTriggered, this, &GatewayRunForm::startService);
    connect(&workbench.services, &ServiceHost::statusChanged, this, &GatewayRunForm::onServiceChanged);
    connect(&workbench.jobs, &JobCenter::recorded, this,
            [this](int job, const QJsonObject& record) { onRecorded(job, record); });
    if (workbench.gateways)
        connect(workbench.gateways, &GatewayFeed::servedChanged, this, &GatewayRunForm::refresh);
    refresh();
}

void GatewayRunForm::addNames(QVBoxLayout& column)
{
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("gateway.name"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(usualBase);
    m_nameRow = new FieldRow(tr("Name"), m_name, FieldRow::Place::Above);
    m_nameRow->setObjectName(QStringLiteral("gatewayRow.name"));
    column.addWidget(m_nameRow);
    m_count = new QSpinBox;
    m_count->setObjectName(QStringLiteral("gateway.count"));
    m_count->setRange(1, mostHere);
    m_count->setAccessibleName(tr("How many"));
    column.addWidget(new FieldRow(tr("How many"), m_count, FieldRow::Place::Above));
    connect(m_name, &QLineEdit::textEdited, this, &GatewayRunForm::checkNames);
    connect(m_name, &QLineEdit::returnPressed, this, &GatewayRunForm::submit);
    connect(m_count, &QSpinBox::valueChanged, this, &GatewayRunForm::checkNames);
}

void GatewayRunForm::addBuild(QVBoxLayout& column)
{
    const auto segments = [this](const char* name, const QString& title,
                                 std::initializer_list<std::pair<QString, const char*>> choices) {
        auto* control = new SegmentedControl(title);
        control->setObjectName(QString::fromLatin1(name));
        for (const auto& [text, value] : choices) {
            const int index = control->add(text, QString::fromLatin1(value));
            control->segment(index)->setObjectName(QString::fromLatin1(name) + u'.' + QString::fromLatin1(value));
        }
        control->setCurrent(0);
        connect(control, &SegmentedControl::chosen, this, &GatewayRunForm::refresh);
        return control;
    };
    const auto add = [&column](const QString& title, QWidget* field) {
        auto* row = new FieldRow(title, field, FieldRow::Place::Above);
        column.addWidget(row);
        return row;
    };
    m_transport = segments("gateway.transport", tr("Speaks"),
                           {{tr("HTTP, legacy"), "legacy"}, {tr("HTTP, Murano"), "murano"}, {tr("MQTT"), "mqtt"}});
    add(tr("Speaks"), leftOf(m_transport));
    m_delivery = segments("gateway.delivery", tr("Learns of a request by"),
                          {{tr("Long poll"), "poll"}, {tr("Asking now and then"), "interval"}});
    m_deliveryRow = add(tr("Learns of a request by"), leftOf(m_delivery));
    m_reporting = segments("gateway.reporting", tr("Reports"),
                           {{tr("Everything"), "full"}, {tr("The least"), "minimal"}, {tr("Records"), "record"}});
    add(tr("Reports"), leftOf(m_reporting));
    m_version = new QLineEdit;
    m_version->setObjectName(QStringLiteral("gateway.version"));
    m_version->setAccessibleName(tr("Runs at first"));
    m_version->setPlaceholderText(QStringLiteral("1.0"));
    add(tr("Runs at first"), m_version)->setOptional(true);
    connect(m_version, &QLineEdit::textEdited, this, &GatewayRunForm::refresh);
    connect(m_version, &QLineEdit::returnPressed, this, &GatewayRunForm::submit);
    const auto number = [&](const char* name, const QString& title, int lowest, int highest, const QString& unit) {
        auto* spin = new QSpinBox;
        spin->setObjectName(QString::fromLatin1(name));
        spin->setRange(lowest, highest);
        spin->setSuffix(unit);
        spin->setAccessibleName(title);
        add(title, spin);
        connect(spin, &QSpinBox::valueChanged, this, &GatewayRunForm::refresh);
        return spin;
    };
    m_pace = number("gateway.pace", tr("Time between two writes"), 0, 3'600'000, QStringLiteral(" ms"));
    m_step = number("gateway.step", tr("Download steps of"), 1, 100, QStringLiteral(" %"));
}

void GatewayRunForm::addDefects(QVBoxLayout& column)
{
    m_end = new QComboBox;
    m_end->setObjectName(QStringLiteral("gateway.end"));
    m_end->setAccessibleName(tr("Ends"));
    for (const auto& [name, text] : endChoices())
        m_end->addItem(text, name);
    column.addWidget(new FieldRow(tr("Ends"), m_end, FieldRow::Place::Above));
    connect(m_end, &QComboBox::activated, this, &GatewayRunForm::refresh);
    std::vector<DefectSwitches::Defect> defects;
    for (const GatewayDefectInfo& info : gatewayDefects()) {
        // Gateways of the window do not expect the lab header: those defects would change nothing.
        if (!info.needsLabHeader)
            defects.push_back({info.name, info.description});
    }
    m_defects = new DefectSwitches(QStringLiteral("gatewayDefect"), std::move(defects));
    column.addWidget(m_defects);
    connect(m_defects, &DefectSwitches::edited, this, &GatewayRunForm::refresh);
}

QWidget* GatewayRunForm::makeFoot()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(tokens::space::m, tokens::space::s, tokens::space::m, tokens::space::s);
    column->setSpacing(tokens::space::xs);
    m_whyNot = new MarkLine;
    m_whyNot->setObjectName(QStringLiteral("gatewayRunWhyNot"));
    column->addWidget(m_whyNot);
    auto* line = new QHBoxLayout;
    line->setSpacing(tokens::space::s);
    m_run = new Button(QStringLiteral("play"), tr("Run"), QStringLiteral("primary"));
    m_run->setObjectName(QStringLiteral("runGateways"));
    m_run->setTip(tr("They run until they are stopped"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    auto* cancel = new Button({}, tr("Cancel"), QStringLiteral("flat"));
    cancel->setObjectName(QStringLiteral("cancelGateways"));
    cancel->setTip(tr("Nothing happens"), QKeySequence(Qt::Key_Escape));
    auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy as command"));
    copy->setObjectName(QStringLiteral("copyGatewayCommand"));
    line->addWidget(m_run);
    line->addWidget(cancel);
    line->addStretch(1);
    line->addWidget(copy);
    column->addLayout(line);
    connect(m_run, &QAbstractButton::clicked, this, &GatewayRunForm::submit);
    connect(cancel, &QAbstractButton::clicked, this, &GatewayRunForm::cancelled);
    connect(copy, &QAbstractButton::clicked, this, [this] {
        QApplication::clipboard()->setText(command());
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
    });
    return box;
}

void GatewayRunForm::start(const QString& name, const QJsonObject& values)
{
    take(values);
    m_count->setValue(1);
    QString free = name;
    for (int i = 1; free.isEmpty(); ++i) {
        const QString next = usualBase + QString::number(i);
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
    if (m_count->value() > 1 && m_name->text().trimmed() == usualBase)
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
    if (!isServed())
        return isMqtt() ? tr("Not yet: nothing serves gateways over HTTP and MQTT")
                        : tr("Not yet: nothing serves gateways");
    return {};
}

void GatewayRunForm::refresh()
{
    m_deliveryRow->setVisible(!isMqtt());
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
    m_run->setWhyNot(why);
    m_whyNot->set(Mark::None, why);
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
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (enter && event->modifiers() == Qt::ControlModifier)
        submit();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ota
