// SPDX-License-Identifier: Apache-2.0
#include "panels/serving/serviceinspector.h"

#include "panels/serving/autostart.h"
#include "panels/serving/interfacefield.h"
#include "panels/serving/pskidentities.h"
#include "panels/serving/servicecard.h"
#include "panels/serving/servingkeeper.h"
#include "panels/serving/settingsform.h"
#include "panels/serving/tokenview.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/fieldrow.h"
#include "panels/widgets/format.h"
#include "panels/widgets/labels.h"
#include "panels/widgets/paint.h"
#include "panels/widgets/panelheader.h"
#include "panels/widgets/qrcode.h"
#include "panels/widgets/servicelight.h"
#include "panels/widgets/switch.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ota {

namespace {

/// The light beside the title.
class Light final : public QWidget
{
public:
    explicit Light(const ServeView& view)
        : m_view(view)
    {
        setFixedSize(10, tokens::height::control);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintLight(painter, Look::of(this), rect(), m_view.status.state);
    }

private:
    const ServeView& m_view;
};

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ServiceInspector)
};

QString count(quint64 value)
{
    return countText(static_cast<qint64>(value));
}

} // namespace

QList<KeyValue> counterRows(const ServeView& view)
{
    const OtaServiceCounters& counters = view.counters;
    const bool isCoap = ServeSettings::isDatagram(view.name);
    const bool isMqtt = view.name.contains(QStringLiteral("mqtt"));
    QList<KeyValue> rows;
    if (isCoap) {
        const double share = counters.blocks > 0
                                 ? 100.0 * static_cast<double>(counters.repeats) / static_cast<double>(counters.blocks)
                                 : 0;
        rows << KeyValue{Tr::tr("Peers"), Tr::tr("%1 now").arg(count(counters.connections))}
             << KeyValue{Tr::tr("Transfers"), count(counters.transfersDone)}
             << KeyValue{Tr::tr("Blocks sent"), count(counters.blocks)}
             << KeyValue{Tr::tr("Repeated"),
                         counters.repeats == 0 ? count(0)
                                               : Tr::tr("%1 (%2 %)").arg(count(counters.repeats)).arg(share, 0, 'f', 1)}
             << KeyValue{Tr::tr("4.xx and 5.xx"), count(counters.refused)};
    } else {
        rows << KeyValue{Tr::tr("Connections"),
                         Tr::tr("%1 now, %2 in all").arg(count(counters.connections), count(counters.connectionsEver))}
             << KeyValue{isMqtt ? Tr::tr("Packets") : Tr::tr("Requests"), count(counters.requests)}
             << KeyValue{isMqtt ? Tr::tr("Refused") : Tr::tr("4xx and 5xx"), count(counters.refused)}
             << KeyValue{Tr::tr("Received"), sizeText(static_cast<qint64>(counters.bytesReceived))};
    }
    if (view.name == QStringLiteral("coaps"))
        rows << KeyValue{Tr::tr("Failed handshakes"), count(counters.handshakeErrors)};
    rows << KeyValue{Tr::tr("Sent"), sizeText(static_cast<qint64>(counters.bytesSent))};
    return rows;
}

ServiceInspector::ServiceInspector(ServingKeeper& keeper, const Operation& set, Memory& memory, QWidget* parent)
    : QWidget(parent)
    , m_keeper(keeper)
    , m_memory(memory)
    , m_light(new Light(m_view))
    , m_title(new ElidedLabel({}, QStringLiteral("title")))
    , m_state(new ElidedLabel({}, QStringLiteral("smallText")))
    , m_start(new Button(QStringLiteral("play"), tr("Start")))
    , m_stop(new Button(QStringLiteral("stop"), tr("Stop")))
    , m_more(new IconButton(QStringLiteral("more"), tr("More")))
    , m_failure(new Banner)
    , m_qr(new QrCode)
    , m_address(new ElidedLabel({}, QStringLiteral("mono"), Qt::ElideMiddle))
    , m_reach(new Paragraph({}, Type::Small, Ink::Tertiary))
    , m_copy(new Button(QStringLiteral("copy"), tr("Copy address")))
    , m_settings(new SettingsForm(keeper, set))
    , m_again(new Switch(tr("again with the next window")))
    , m_identities(new PskIdentities(keeper))
    , m_token(new TokenView(keeper))
    , m_counters(new KeyValueList)
{
    setObjectName(QStringLiteral("serviceInspector"));
    auto* content = new QWidget;
    setLook(content, QStringLiteral("window"));
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(makeAddress());
    column->addWidget(m_settings);
    column->addWidget(makeAgain());
    column->addWidget(m_identities);
    column->addWidget(m_token);
    auto* head = new SectionHeader(tr("Counters since start"));
    head->setInset(tokens::space::m);
    head->setLines(true, false);
    column->addWidget(head);
    m_counters->setObjectName(QStringLiteral("serviceCounters"));
    m_counters->setAccessibleName(tr("Counters since start"));
    m_counters->setContentsMargins(tokens::space::m, 0, tokens::space::m, 0);
    column->addWidget(m_counters);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    setLook(scroll, QStringLiteral("window"));
    scroll->setWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
}

QWidget* ServiceInspector::makeHead()
{
    auto* box = new QWidget;
    auto* line = new QHBoxLayout;
    line->setSpacing(tokens::space::s);
    line->addWidget(m_light);
    line->addWidget(m_title);
    line->addWidget(m_state, 1);
    line->addWidget(m_start);
    line->addWidget(m_stop);
    line->addWidget(m_more);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, 0);
    column->setSpacing(tokens::space::s);
    column->addLayout(line);
    column->addWidget(m_failure);
    m_title->setObjectName(QStringLiteral("serviceTitle"));
    m_state->setObjectName(QStringLiteral("serviceState"));
    m_start->setObjectName(QStringLiteral("startService"));
    m_stop->setObjectName(QStringLiteral("stopService"));
    m_more->setObjectName(QStringLiteral("moreService"));
    m_failure->setObjectName(QStringLiteral("serviceFailure"));
    connect(m_start, &QAbstractButton::clicked, this, &ServiceInspector::toggleRequested);
    connect(m_stop, &QAbstractButton::clicked, this, &ServiceInspector::toggleRequested);
    connect(m_more, &QAbstractButton::clicked, this,
            [this] { Q_EMIT menuRequested(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_failure, &Banner::actionTriggered, this, [this] {
        if (m_freePort != 0)
            Q_EMIT portRequested(m_freePort);
        else
            Q_EMIT retryRequested();
    });
    return box;
}

QWidget* ServiceInspector::makeAddress()
{
    auto* box = new QWidget;
    m_qr->setFixedSize(120, 120);
    m_qr->setObjectName(QStringLiteral("serviceQr"));
    m_address->setObjectName(QStringLiteral("serviceAddress"));
    m_copy->setObjectName(QStringLiteral("copyServiceAddress"));
    auto* beside = new QVBoxLayout;
    beside->setSpacing(tokens::space::s);
    beside->addWidget(m_address);
    beside->addWidget(m_reach);
    beside->addWidget(m_copy, 0, Qt::AlignLeft);
    beside->addStretch(1);
    auto* top = new QHBoxLayout(box);
    top->setContentsMargins(tokens::space::m, tokens::space::m, tokens::space::m, tokens::space::m);
    top->setSpacing(tokens::space::m);
    top->addWidget(m_qr, 0, Qt::AlignTop);
    top->addLayout(beside, 1);
    connect(m_copy, &QAbstractButton::clicked, this, [this] { Q_EMIT copyRequested(m_address->text()); });
    return box;
}

QWidget* ServiceInspector::makeAgain()
{
    auto* row = new FieldRow(tr("When it runs"), m_again);
    row->setLabelWidth(SettingsForm::labelWidth);
    row->setContentsMargins(tokens::space::m, 0, tokens::space::m, tokens::space::m);
    m_again->setObjectName(QStringLiteral("setting.again"));
    m_again->setAccessibleName(tr("Starts again with the next window when it runs"));
    connect(m_again, &QCheckBox::clicked, this, [this](bool on) { setStartedAgain(m_memory, m_view.name, on); });
    return row;
}

void ServiceInspector::set(const ServeView& view, const QString& title, const QString& address, const CardFacts& facts)
{
    const bool isOther = m_view.name != view.name;
    m_view = view;
    m_freePort = facts.freePort;
    const ServiceStatus::State state = view.status.state;
    const bool running = state == ServiceStatus::State::Running;
    m_light->update();
    m_title->setText(title);
    m_state->setText(running && view.sinceNs > 0 ? tr("running since %1").arg(clockText(view.sinceNs, false))
                                                 : stateWord(state));
    setLook(m_state, running                                 ? QStringLiteral("smallText good")
                     : state == ServiceStatus::State::Failed ? QStringLiteral("smallText bad")
                                                             : QStringLiteral("smallText tertiary"));
    const bool hadFocus = m_start->hasFocus() || m_stop->hasFocus();
    m_start->setVisible(!running);
    m_stop->setVisible(running);
    m_start->setBusy(state == ServiceStatus::State::Starting, tr("Starting …"));
    if (hadFocus)
        (running ? m_stop : m_start)->setFocus();
    m_start->setAccessibleName(tr("Start %1").arg(title));
    m_stop->setAccessibleName(tr("Stop %1").arg(title));
    if (state == ServiceStatus::State::Failed)
        m_failure->set(Mark::Bad, facts.cause, facts.step,
                       facts.freePort != 0 ? tr("Use port %1").arg(facts.freePort) : tr("Try again"));
    else
        m_failure->clear();
    if (m_qr->text() != address)
        m_qr->setText(address);
    m_address->setText(address);
    m_reach->setText(reachText());
    m_settings->setService(view.name);
    m_settings->setView(view);
    if (isOther) {
        m_again->setChecked(isStartedAgain(m_memory, view.name));
        m_identities->setVisible(view.name == QStringLiteral("coaps"));
        m_token->setVisible(view.name.startsWith(QStringLiteral("http")));
    }
    m_counters->setRows(counterRows(view));
}

void ServiceInspector::setIdentitiesUsed(const QHash<QString, qint64>& used)
{
    m_identities->setUsed(used);
}

QString ServiceInspector::reachText() const
{
    const bool running = m_view.status.state == ServiceStatus::State::Running;
    const QStringList hosts = (running ? m_view.startedWith : m_keeper.settings()).hosts(m_view.name);
    if (hosts.contains(QStringLiteral("*")))
        return running ? tr("Whoever reaches this computer reaches it.")
                       : tr("Whoever reaches this computer will reach it.");
    if (hosts == QStringList{QStringLiteral("loopback")})
        return running ? tr("Only this computer reaches it. Boards need an interface.")
                       : tr("Only this computer will reach it. Boards need an interface.");
    return running ? tr("Boards on %1 reach it.").arg(hosts.join(QStringLiteral(", ")))
                   : tr("Boards on %1 will reach it.").arg(hosts.join(QStringLiteral(", ")));
}

void ServiceInspector::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colourOf(Look::of(this).theme().surface.window));
}

} // namespace ota
