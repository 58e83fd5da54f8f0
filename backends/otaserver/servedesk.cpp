// SPDX-License-Identifier: Apache-2.0
#include "otaserver/servedesk.h"

#include "otaserver/notifydevice.h"
#include "otaserver/pskstore.h"
#include "store/bench.h"

#include <QUrl>

#include <algorithm>

namespace ota {

namespace {

/// What others type for an address that was bound: for all interfaces one address each.
QStringList reachable(const QString& address)
{
    const auto scheme = address.indexOf(QStringLiteral("://"));
    const auto listener = ServeListener::parse(address.mid(scheme + 3));
    if (scheme < 0 || !listener)
        return {address};
    QStringList all;
    for (const QString& host : reachableHosts(listener->host))
        all << QString(address.left(scheme + 3) + ServeListener{host, listener->port}.text());
    return all;
}

} // namespace

ServeDesk::ServeDesk(Source source)
    : m_source(std::move(source))
{
}

ServeDesk::~ServeDesk() = default;

Result<OtaServer*> ServeDesk::open()
{
    if (m_server)
        return m_server.get();
    const auto timeline = m_source.timeline();
    if (!timeline)
        return failure(timeline.error());
    const auto bench = m_source.bench();
    if (!bench)
        return failure(bench.error());
    auto made = OtaServer::make(**bench, **timeline, {}, m_source.gateways);
    if (!made)
        return failure(made.error());
    (*made)->onEvent([this](const QString&, const QJsonObject&) { tell(); });
    const std::lock_guard lock(m_mutex);
    m_server = std::move(*made);
    return m_server.get();
}

Result<> ServeDesk::configure(OtaServer& server)
{
    const auto bench = m_source.bench();
    if (!bench)
        return failure(bench.error());
    const auto settings = ServeSettings::read(**bench);
    if (!settings)
        return failure(settings.error());
    auto identities = PskStore((*bench)->directory()).list();
    if (!identities)
        return failure(identities.error());
    const auto token = (*bench)->token();
    if (!token)
        return failure(token.error());
    m_settings = *settings;
    server.setToken(*token);
    server.configure(settings->forServer(ServeSettings::services(), std::move(*identities)));
    return {};
}

Result<ServiceStatus> ServeDesk::start(const QString& service)
{
    const auto server = open();
    auto begun = server ? configure(**server) : Result<>(failure(server.error()));
    if (begun)
        begun = (*server)->startService(service);
    if (!begun) {
        noteFailure(service, begun.error());
        tell();
        return failure(begun.error());
    }
    {
        const auto bench = m_source.bench();
        const std::lock_guard lock(m_mutex);
        m_notes[service] = {bench ? (*bench)->clock().nowNs() : 0, std::nullopt, 0, 0, m_settings};
    }
    tell();
    for (const ServeView& view : services()) {
        if (view.name == service)
            return view.status;
    }
    return ServiceStatus{};
}

void ServeDesk::stop(const QString& service)
{
    {
        const std::lock_guard lock(m_mutex);
        m_notes.remove(service);
    }
    if (m_server)
        m_server->stopService(service);
    tell();
}

Result<> ServeDesk::reload()
{
    if (!m_server)
        return {};
    auto configured = configure(*m_server);
    tell();
    return configured;
}

void ServeDesk::noteFailure(const QString& service, const Error& error)
{
    Note note;
    note.error = error;
    if (error.code == Error::Code::Busy) {
        QList<quint16> taken;
        for (const QString& other : ServeSettings::services()) {
            for (const QString& text : m_settings.listeners(other)) {
                if (const auto listener = ServeListener::parse(text))
                    taken << listener->port;
            }
        }
        if (const auto listener = ServeListener::parse(m_settings.listeners(service).value(0))) {
            note.takenPort = listener->port;
            note.freePort = nextFreePort(listener->host, listener->port, ServeSettings::isDatagram(service), taken);
        }
    }
    note.startedWith = m_settings;
    const std::lock_guard lock(m_mutex);
    m_notes[service] = note;
}

std::shared_ptr<OtaServer> ServeDesk::server() const
{
    const std::lock_guard lock(m_mutex);
    return m_server;
}

std::vector<ServeView> ServeDesk::services() const
{
    const auto running = server();
    std::vector<ServeView> views;
    const auto infos = running ? running->services() : std::vector<OtaServiceInfo>();
    for (const QString& name : ServeSettings::services()) {
        ServeView view;
        view.name = name;
        for (const OtaServiceInfo& info : infos) {
            if (ServeSettings::serviceOf(info.name) != name)
                continue;
            if (view.status.state == ServiceStatus::State::Stopped)
                view.status = info.status;
            for (const QString& address : info.addresses)
                view.addresses << reachable(address);
        }
        view.addresses.removeDuplicates();
        if (view.status.state == ServiceStatus::State::Running && !view.addresses.isEmpty())
            view.status.address = view.addresses.first();
        if (running)
            view.counters = running->counters(name);
        const std::lock_guard lock(m_mutex);
        if (const auto note = m_notes.constFind(name); note != m_notes.constEnd()) {
            view.sinceNs = note->sinceNs;
            view.error = note->error;
            view.takenPort = note->takenPort;
            view.freePort = note->freePort;
            view.startedWith = note->startedWith;
            if (note->error)
                view.status = {ServiceStatus::State::Failed, {}, note->error->message};
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<TransferView> ServeDesk::transfers() const
{
    const auto running = server();
    return running ? running->transfers() : std::vector<TransferView>();
}

QHash<QString, qint64> ServeDesk::identitiesSeen() const
{
    const auto running = server();
    return running ? running->identitiesSeen() : QHash<QString, qint64>();
}

std::vector<ServerLogLine> ServeDesk::logAfter(quint64 id) const
{
    const auto running = server();
    return running ? running->log().after(id) : std::vector<ServerLogLine>();
}

int ServeDesk::onChanged(std::function<void()> listener)
{
    const std::lock_guard lock(m_listenersMutex);
    m_listeners.emplace(++m_lastListener, std::move(listener));
    return m_lastListener;
}

void ServeDesk::forget(int listener)
{
    const std::lock_guard lock(m_listenersMutex);
    m_listeners.erase(listener);
}

void ServeDesk::tell()
{
    const std::lock_guard lock(m_listenersMutex);
    for (const auto& [number, listener] : m_listeners)
        listener();
}

} // namespace ota
