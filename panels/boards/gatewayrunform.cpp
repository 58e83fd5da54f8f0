// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/gatewayrunform.h"

#include "exosense/gatewaydefects.h"
#include "panels/boards/defectswitches.h"
#include "panels/boards/gatewaylabfields.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/formfoot.h"
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
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <array>

namespace ota {

namespace {

constexpr int mostHere = 1000;

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
    m_name->setPlaceholderText(usualBase());
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
    m_lab = new GatewayLabFields(m_workbench.bench);
    column.addWidget(m_lab);
    connect(m_lab, &GatewayLabFields::edited, this, &GatewayRunForm::refresh);
    m_end = new QComboBox;
    m_end->setObjectName(QStringLiteral("gateway.end"));
    m_end->setAccessibleName(tr("Ends"));
    for (const auto& [name, text] : endChoices())
        m_end->addItem(text, name);
    column.addWidget(new FieldRow(tr("Ends"), m_end, FieldRow::Place::Above));
    connect(m_end, &QComboBox::activated, this, &GatewayRunForm::refresh);
    std::vector<DefectSwitches::Defect> defects;
    for (const GatewayDefectInfo& info : gatewayDefects())
        defects.push_back({info.name, info.description});
    m_defects = new DefectSwitches(QStringLiteral("gatewayDefect"), std::move(defects));
    column.addWidget(m_defects);
    connect(m_defects, &DefectSwitches::edited, this, &GatewayRunForm::refresh);
}

QWidget* GatewayRunForm::makeFoot()
{
    m_foot = new FormFoot(QStringLiteral("play"), tr("Run"), tr("They run until they are stopped"),
                          {"gatewayRunWhyNot", "runGateways", "cancelGateways", "copyGatewayCommand"});
    m_run = m_foot->submit();
    connect(m_foot, &FormFoot::submitted, this, &GatewayRunForm::submit);
    connect(m_foot, &FormFoot::cancelled, this, &GatewayRunForm::cancelled);
    connect(m_foot, &FormFoot::copyRequested, this, [this] {
        QApplication::clipboard()->setText(command());
        if (m_workbench.tell)
            m_workbench.tell(Mark::Good, tr("Command copied"), {}, {});
    });
    return m_foot;
}

} // namespace ota
