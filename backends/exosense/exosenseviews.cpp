// SPDX-License-Identifier: Apache-2.0
// What the cloud tells of its gateways.

#include "exosense/exosensecloud.h"
#include "store/bench.h"
#include "timeline/timeline.h"

#include <QCoreApplication>

#include <array>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseCloud)
};

const QByteArray configAlias("config_otau");

QString textOf(const QByteArray& value)
{
    return QString::fromUtf8(value);
}

} // namespace

QString keyOf(AckState state)
{
    static constexpr std::array<QLatin1StringView, 6> keys{
        QLatin1StringView("none"),         QLatin1StringView("pending"), QLatin1StringView("delivered"),
        QLatin1StringView("acknowledged"), QLatin1StringView("cleared"), QLatin1StringView("different")};
    return QString(keys[static_cast<std::size_t>(state)]);
}

QJsonObject GatewayView::toJson(bool allSessions) const
{
    QJsonObject json{{QStringLiteral("board"), board},
                     {QStringLiteral("identity"), stateName(identity)},
                     {QStringLiteral("acknowledged"), keyOf(ack)},
                     {QStringLiteral("waiting"), isWaiting},
                     {QStringLiteral("connected"), isConnected}};
    const auto put = [&](const QString& key, const QString& text) {
        if (!text.isEmpty())
            json.insert(key, text);
    };
    const auto putTime = [&](const QString& key, qint64 ns) {
        if (ns > 0)
            json.insert(key, isoTime(ns));
    };
    if (simulated)
        json.insert(QStringLiteral("simulated"), true);
    put(QStringLiteral("desired"), textOf(desired));
    put(QStringLiteral("reported"), textOf(reported));
    put(QStringLiteral("running"), running);
    putTime(QStringLiteral("desiredAt"), desiredNs);
    putTime(QStringLiteral("deliveredAt"), deliveredNs);
    putTime(QStringLiteral("lastContact"), lastContactNs);
    if (lastReport) {
        json.insert(QStringLiteral("lastReport"),
                    QJsonObject{{QStringLiteral("version"), lastReport->version},
                                {QStringLiteral("status"), lastReport->statusText},
                                {QStringLiteral("message"), lastReport->message},
                                {QStringLiteral("at"), isoTime(lastReportNs)},
                                {QStringLiteral("findings"), ota::toJson(lastReport->findings)}});
    }
    QJsonArray list;
    for (std::size_t i = allSessions || sessions.empty() ? 0 : sessions.size() - 1; i < sessions.size(); ++i) {
        const StatusSession& session = sessions[i];
        QJsonObject entry{{QStringLiteral("version"), session.version},
                          {QStringLiteral("attempt"), session.attempt},
                          {QStringLiteral("requested"), session.requested},
                          {QStringLiteral("result"), keyOf(session.result)},
                          {QStringLiteral("opened"), isoTime(session.openedNs)},
                          {QStringLiteral("findings"), ota::toJson(session.findings)}};
        if (session.lastStatus)
            entry.insert(QStringLiteral("lastStatus"), keyOf(*session.lastStatus));
        if (session.percent)
            entry.insert(QStringLiteral("percent"), *session.percent);
        list.append(entry);
    }
    json.insert(QStringLiteral("sessions"), list);
    return json;
}

// Telling.

void ExosenseCloud::tell(const QString& board, const ExosenseFindings& findings, const QString& what)
{
    for (const ExosenseFinding& finding : findings) {
        tellEvent(QStringLiteral("finding"), {{QStringLiteral("board"), board},
                                              {QStringLiteral("code"), finding.code},
                                              {QStringLiteral("severity"), keyOf(finding.severity)},
                                              {QStringLiteral("path"), finding.path},
                                              {QStringLiteral("message"), finding.message}});
        if (!m_timeline)
            continue;
        Event event;
        event.board = BoardId(board);
        event.world = World::Exosense;
        event.stream = Stream::Protocol;
        event.origin = Origin::Server;
        event.severity = finding.severity;
        event.code = finding.code;
        event.message =
            finding.path.isEmpty() ? finding.message : QString(finding.path + QStringLiteral(": ") + finding.message);
        if (!what.isEmpty())
            event.details.insert(detail::object, what);
        m_timeline->append(std::move(event));
    }
}

void ExosenseCloud::noteMessage(const QString& board, const QByteArray& topic, const QByteArray& payload)
{
    noteContact(board);
    tellEvent(QStringLiteral("message"), {{QStringLiteral("board"), board},
                                          {QStringLiteral("topic"), textOf(topic)},
                                          {QStringLiteral("value"), textOf(payload)}});
    if (!m_timeline)
        return;
    Event event;
    event.board = BoardId(board);
    event.world = World::Exosense;
    event.stream = Stream::Protocol;
    event.origin = Origin::Device;
    event.code = QStringLiteral("mqtt.message");
    event.message = Tr::tr("published to %1").arg(textOf(topic));
    event.rawStatus = textOf(topic);
    event.raw = m_timeline->appendRaw(event.board, QStringLiteral("mqtt"), payload);
    m_timeline->append(std::move(event));
}

void ExosenseCloud::onEvent(std::function<void(const QString&, const QJsonObject&)> listener)
{
    m_listener = std::move(listener);
}

void ExosenseCloud::tellEvent(const QString& kind, const QJsonObject& data) const
{
    if (m_listener)
        m_listener(kind, data);
}

// Views.

void GatewayView::take(const DeviceIdentity& gateway)
{
    board = gateway.name;
    identity = gateway.state;
    createdNs = gateway.createdNs;
    issuedNs = gateway.issuedNs;
    fingerprint = gateway.fingerprint;
}

void GatewayView::take(const ResourceRow& configOtau)
{
    desired = configOtau.desired;
    reported = configOtau.reported;
    ack = static_cast<AckState>(configOtau.ack);
    desiredNs = configOtau.desiredNs;
    deliveredNs = configOtau.deliveredSeq == configOtau.desiredSeq ? configOtau.deliveredNs : 0;
    reportedNs = configOtau.reportedNs;
}

void GatewayView::take(const GatewayStatus& status, bool allSessions)
{
    running = status.checker().running();
    if (allSessions)
        sessions = status.checker().sessions();
    else if (const StatusSession* newest = status.newest())
        sessions.assign(1, *newest);
    lastReport = status.lastReport();
    lastReportNs = status.lastReportNs();
}

GatewayView ExosenseCloud::viewOf(const Gateway& gateway, bool allSessions) const
{
    GatewayView view;
    view.take(gateway.identity);
    view.simulated = gateway.simulated;
    view.lastContactNs = gateway.lastContactNs;
    if (const auto config = gateway.resources.find(configAlias); config != gateway.resources.end())
        view.take(config->second.row);
    const auto connected = static_cast<std::size_t>(m_connected.value(view.board));
    view.isConnected = connected > 0;
    view.isWaiting = m_room.waitingFor(view.board) > connected;
    if (const auto status = m_statuses.find(view.board); status != m_statuses.end())
        view.take(status->second, allSessions);
    return view;
}

std::vector<GatewayView> ExosenseCloud::views(bool allSessions) const
{
    const std::scoped_lock lock(m_statusMutex, m_mutex);
    std::vector<GatewayView> views;
    views.reserve(m_gateways.size());
    for (const auto& [name, gateway] : m_gateways)
        views.push_back(viewOf(gateway, allSessions));
    return views;
}

Result<GatewayView> ExosenseCloud::gateway(const QString& board) const
{
    const std::scoped_lock lock(m_statusMutex, m_mutex);
    const Gateway* found = find(board);
    if (!found)
        return failure(Error::Code::NotFound, Tr::tr("there is no gateway \"%1\"").arg(board), {},
                       Tr::tr("otaw exosense identity list shows what there is."));
    return viewOf(*found, true);
}

} // namespace ota
