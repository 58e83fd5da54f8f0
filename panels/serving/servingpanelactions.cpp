// SPDX-License-Identifier: Apache-2.0
// What the Serving panel does, and what it says of a service.
#include "operations/operation.h"
#include "panels/serving/cardgrid.h"
#include "panels/serving/requestlog.h"
#include "panels/serving/servicecard.h"
#include "panels/serving/servingfeed.h"
#include "panels/serving/servingkeeper.h"
#include "panels/serving/servingpanel.h"
#include "panels/widgets/banner.h"
#include "panels/widgets/button.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/qrcode.h"
#include "panels/widgets/servicehost.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QMenu>

namespace ota {

namespace {

constexpr int qrPopupSize = 240;

QString schemeOf(const QString& service)
{
    const QString scheme = service == QStringLiteral("exosense")         ? QStringLiteral("http")
                           : service == QStringLiteral("exosense-tls")   ? QStringLiteral("https")
                           : service == QStringLiteral("exosense-mqtt")  ? QStringLiteral("mqtt")
                           : service == QStringLiteral("exosense-mqtts") ? QStringLiteral("mqtts")
                                                                         : service;
    return scheme + QStringLiteral("://");
}

/// An error's words as they stand alone: with a capital and a full stop.
QString sentence(const QString& words)
{
    if (words.isEmpty())
        return words;
    const bool ends = words.endsWith(u'.') || words.endsWith(u'?');
    return words.left(1).toUpper() + words.sliced(1) + (ends ? QString() : QStringLiteral("."));
}

} // namespace

void ServingPanel::makeActions()
{
    const auto add = [this](const char* name, const QString& icon, const QString& text, auto run) {
        auto* action = new QAction(Look::of(this).icon(icon), text, this);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, run);
        m_actions << action;
    };
    add("startAllAction", QStringLiteral("play"), tr("Start all services shown here"), &ServingPanel::startAll);
    add("stopAllAction", QStringLiteral("stop"), tr("Stop all services"), &ServingPanel::stopAll);
    add("notifyAction", QStringLiteral("notify"), tr("Notify boards"), &ServingPanel::notifyBoards);
}

QString ServingPanel::plannedAddress(const QString& service) const
{
    const auto listener = ServeListener::parse(m_keeper->settings().listeners(service).value(0));
    if (!listener)
        return {};
    ServeListener shown = *listener;
    if (shown.host == QStringLiteral("loopback"))
        shown.host = QStringLiteral("127.0.0.1");
    return schemeOf(service) + shown.text();
}

QString ServingPanel::factsOf(const ServeView& view) const
{
    const OtaServiceCounters& counters = view.counters;
    const ServeSettings& settings = m_keeper->settings();
    if (statusOf(view).state == ServiceStatus::State::Running) {
        const bool coap = ServeSettings::isDatagram(view.name);
        const int open = static_cast<int>(counters.connections);
        if (ServeSettings::isForGateways(view.name))
            return tr("%1 · %2").arg(tr("%n connections", nullptr, open),
                                     tr("%n requests", nullptr, static_cast<int>(counters.requests)));
        return coap ? tr("%1 · %2").arg(tr("%n peers", nullptr, open),
                                        tr("%n transfers", nullptr, static_cast<int>(counters.transfersDone)))
                    : tr("%1 · %2 sent")
                          .arg(tr("%n connections", nullptr, open), sizeText(static_cast<qint64>(counters.bytesSent)));
    }
    QStringList facts;
    const auto listener = ServeListener::parse(settings.listeners(view.name).value(0));
    if (listener)
        facts << (listener->isLoopback()                  ? tr("loopback only")
                  : listener->host == QStringLiteral("*") ? tr("all interfaces")
                                                          : settings.hosts(view.name).join(QStringLiteral(", ")));
    const int identities = static_cast<int>(m_keeper->identities().size());
    if (view.name == QStringLiteral("coaps") && identities > 0)
        facts << tr("%n PSK identities", nullptr, identities);
    else if (ServeSettings::isSecure(view.name))
        facts << (settings.certificate.isEmpty() ? tr("certificate of the bench") : tr("own certificate"));
    if (ServeSettings::isForGateways(view.name))
        facts << (settings.gateways.addsUnknown ? tr("any gateway") : tr("listed gateways"));
    return facts.join(QStringLiteral(" · "));
}

ServiceStatus ServingPanel::statusOf(const ServeView& view) const
{
    const ServiceHost::Entry* entry = m_workbench.services.entry(view.name);
    ServiceStatus status = entry ? entry->status : view.status;
    if (status.state == ServiceStatus::State::Running && !view.status.address.isEmpty())
        status.address = view.status.address; // One that others reach.
    return status;
}

CardFacts ServingPanel::cardFactsOf(const ServeView& view) const
{
    const ServiceStatus status = statusOf(view);
    CardFacts facts;
    facts.address = plannedAddress(view.name);
    facts.facts = factsOf(view);
    if (status.state == ServiceStatus::State::Running)
        facts.rate = rateText(m_feed->rate(view.name));
    if (status.state == ServiceStatus::State::Failed) {
        const ServiceHost::Entry* entry = m_workbench.services.entry(view.name);
        facts.cause =
            view.takenPort != 0 ? tr("Port %1 is taken by another program.").arg(view.takenPort) : sentence(status.why);
        facts.step = view.takenPort != 0 ? tr("End that program, or take another port.")
                     : entry             ? sentence(entry->hint)
                                         : QString();
        facts.freePort = view.freePort;
    }
    return facts;
}

bool ServingPanel::runs(const QString& service) const
{
    const ServiceHost::Entry* entry = m_workbench.services.entry(service);
    return entry && entry->status.state == ServiceStatus::State::Running;
}

void ServingPanel::toggle(const QString& service)
{
    const ServiceHost::Entry* entry = m_workbench.services.entry(service);
    if (!entry || entry->status.state == ServiceStatus::State::Starting)
        return;
    if (runs(service))
        m_workbench.services.stop(service);
    else
        m_workbench.services.start(service);
}

void ServingPanel::startAll()
{
    for (const ServiceCard* card : m_grid->shownCards()) {
        const ServiceHost::Entry* entry = m_workbench.services.entry(card->service());
        if (entry && !runs(card->service()) && entry->status.state != ServiceStatus::State::Starting)
            m_workbench.services.start(card->service());
    }
}

void ServingPanel::stopAll()
{
    for (const ServiceCard* card : m_grid->cards()) {
        if (runs(card->service()))
            m_workbench.services.stop(card->service());
    }
}

void ServingPanel::notifyBoards()
{
    if (m_workbench.form)
        m_workbench.form(QStringLiteral("notify"), {});
}

void ServingPanel::usePort(const QString& service, quint16 port)
{
    QJsonArray listeners;
    for (const QString& host : m_keeper->settings().hosts(service))
        listeners.append(ServeListener{host, port}.text());
    m_keeper->set({{service, listeners}}, [this, service](const Result<>& result) {
        if (result)
            m_workbench.services.start(service);
        else
            m_banner->set(Mark::Bad, tr("The port was not changed."), errorText(result.error()));
    });
}

void ServingPanel::copy(const QString& text, const QString& news)
{
    QApplication::clipboard()->setText(text);
    if (m_workbench.tell)
        m_workbench.tell(Mark::Good, news, {}, {});
}

void ServingPanel::copyCommand(const QString& command)
{
    if (!command.isEmpty())
        copy(command, tr("Copied as a command"));
}

void ServingPanel::showQr(ServiceCard* card)
{
    m_grid->select(card->service());
    auto* popup = new QrCode(this);
    popup->setWindowFlag(Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setObjectName(QStringLiteral("qrPopup"));
    popup->setText(card->address());
    popup->resize(qrPopupSize, qrPopupSize);
    popup->move(card->mapToGlobal(QPoint(card->width() - qrPopupSize, card->height())));
    popup->show();
}

void ServingPanel::showMenu(const QString& service, const QPoint& globalPosition)
{
    m_grid->select(service);
    ServiceCard* card = m_grid->card(service);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("cardMenu"));
    const bool running = runs(service);
    const auto add = [this, menu](const char* name, const char* icon, const QString& text, std::function<void()> run) {
        QAction* action = menu->addAction(Look::of(this).icon(QString::fromLatin1(icon)), text, menu, std::move(run));
        action->setObjectName(QString::fromLatin1(name));
        return action;
    };
    add("toggle", running ? "stop" : "play",
        running ? tr("Stop %1").arg(card->title()) : tr("Start %1").arg(card->title()),
        [this, service] { toggle(service); });
    if (running)
        add("restart", "retry", tr("Restart %1").arg(card->title()),
            [this, service] { m_workbench.services.restart(service); });
    menu->addSeparator();
    add("copyAddress", "copy", tr("Copy address"), [this, card] {
        copy(card->address(), tr("Copied: %1").arg(card->address()));
    })->setShortcut(QKeySequence::Copy);
    add("showQr", "qr", tr("Show as QR code"), [this, card] { showQr(card); });
    add("showRequests", "filter", tr("Show its requests alone"),
        [this, card] { m_requests->setService(card->service(), card->title()); });
    menu->addSeparator();
    add("copyCommand", "command", tr("Copy as command"), [this] {
        copyCommand(selectionCommand());
    })->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    if (const ServeView* view = m_feed->service(service); view && view->freePort != 0) {
        const QJsonObject values{
            {service, QJsonArray{ServeListener{m_keeper->settings().hosts(service).value(0), view->freePort}.text()}}};
        add("copyPortCommand", "command", tr("Copy as command: use port %1").arg(view->freePort),
            [this, values] { copyCommand(m_keeper->command(QStringLiteral("serving.set"), values)); });
    }
    menu->popup(globalPosition);
}

QString ServingPanel::selectionCommand() const
{
    // One otaw serves for a bench: what runs here belongs to its command, too.
    QStringList services;
    for (const ServiceHost::Entry& entry : m_workbench.services.entries()) {
        if (entry.name == m_grid->selected() || entry.status.state == ServiceStatus::State::Running)
            services << entry.name;
    }
    return m_keeper->command(QStringLiteral("serve"), m_keeper->settings().serveArguments(services));
}

} // namespace ota
