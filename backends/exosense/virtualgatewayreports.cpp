// SPDX-License-Identifier: Apache-2.0
// What a virtual gateway writes: one after the other, at the pace of its profile.

#include "exosense/deviceform.h"
#include "exosense/virtualgateway.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <vector>

namespace ota {

namespace {

using namespace std::chrono_literals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualGateway)
};

QString aliasPath()
{
    return QStringLiteral("/onep:v1/stack/alias");
}

} // namespace

void VirtualGateway::acknowledge(const QByteArray& value, const Then& then)
{
    if (has(GatewayDefect::AckNever)) {
        if (then)
            then();
        return;
    }
    const QByteArray answer = has(GatewayDefect::AckText)    ? QByteArray("ACK")
                              : has(GatewayDefect::AckOther) ? QByteArray(R"({"version":"0","name":"other"})")
                                                             : value;
    write("config_otau", answer, then);
}

void VirtualGateway::report(OtauStatus status, const QString& message, Then then)
{
    if (!isReported(status)) {
        if (then)
            QTimer::singleShot(0, this, std::move(then));
        return;
    }
    QString version = m_config.version();
    if (status == OtauStatus::InstalledVersion)
        version = m_running;
    else if (has(GatewayDefect::WrongVersion))
        version = m_config.name();
    else if (has(GatewayDefect::StaleStatus))
        version = m_running;
    const QString text = keyOf(status) + u' ' + version + (message.isEmpty() ? QString() : QString(u' ' + message));
    write("otau_in", reportOf(status, version, message), [this, text, then = std::move(then)] {
        tell(GatewayEvent::Kind::Reported, text);
        if (then)
            then();
    });
}

QByteArray VirtualGateway::reportOf(OtauStatus status, const QString& version, const QString& message) const
{
    const QString word = has(GatewayDefect::LowerCase) ? keyOf(status).toLower() : keyOf(status);
    QJsonObject value{{QStringLiteral("version"), version}, {QStringLiteral("status"), word}};
    if (!message.isEmpty())
        value.insert(QStringLiteral("message"), message);
    return QJsonDocument(value).toJson(QJsonDocument::Compact);
}

void VirtualGateway::write(const QByteArray& alias, const QByteArray& value, Then then)
{
    m_writes.push_back({alias, value, QDateTime::currentMSecsSinceEpoch(), std::move(then)});
    if (!m_writing)
        sendNext();
}

void VirtualGateway::sendNext()
{
    m_writing = !m_writes.empty() && !m_frozen;
    if (!m_writing)
        return;
    if (isMqtt())
        return sendNextByMqtt();
    const std::size_t count = writesTogether();
    m_onTheWay = count;
    GatewayHttp::Request request;
    if (m_profile.reporting == GatewayProfile::Reporting::Record && m_writes.front().alias == "otau_in") {
        request = toCloud("POST", QStringLiteral("/onep:v1/stack/record"));
        request.body = recordBody();
    } else {
        const Write& write = m_writes.front();
        request = toCloud("POST", aliasPath());
        request.body = write.alias + '=' + (has(GatewayDefect::Unencoded) ? write.value : percentEncoded(write.value));
    }
    m_reports.send(std::move(request), [this, count](const GatewayHttp::Reply& reply) {
        if (reply.status / 100 == 2) {
            m_failures = 0;
            return written(count);
        }
        tell(GatewayEvent::Kind::Failed, Tr::tr("reporting: %1 %2").arg(reply.status).arg(reply.error));
        // What the cloud does not understand it will not understand later.
        if (reply.status / 100 == 4)
            return written(count);
        after(backoff(), [this] { sendNext(); });
    });
}

/// How many of the writes that wait go in one request.
std::size_t VirtualGateway::writesTogether() const
{
    std::size_t count = 1;
    if (m_profile.reporting != GatewayProfile::Reporting::Record || m_writes.front().alias != "otau_in")
        return count;
    while (count < m_writes.size() && m_writes[count].alias == "otau_in")
        ++count;
    return count;
}

void VirtualGateway::written(std::size_t count)
{
    m_onTheWay = 0;
    std::vector<Then> all;
    for (std::size_t i = 0; i < count && !m_writes.empty(); ++i) {
        all.push_back(std::move(m_writes.front().then));
        m_writes.pop_front();
    }
    after(has(GatewayDefect::FastWrites) ? 0ms : m_profile.pace, [this] { sendNext(); });
    for (const Then& then : all) {
        if (then && !m_frozen)
            then();
    }
}

/// All reports that wait, each with its time; the cloud takes one a second.
QByteArray VirtualGateway::recordBody()
{
    QByteArray body("alias=otau_in");
    for (const Write& write : m_writes) {
        if (write.alias != "otau_in")
            break;
        m_lastRecordMs = std::max(write.timeMs, m_lastRecordMs + 1000);
        body += '&' + QByteArray::number(m_lastRecordMs / 1000) + '.' +
                QByteArray::number(m_lastRecordMs % 1000).rightJustified(3, '0') + '=' + percentEncoded(write.value);
    }
    return body;
}

/// Says what the values of data_in are, and begins to write them.
void VirtualGateway::startHeartbeat()
{
    if (m_profile.heartbeat.count() <= 0 || m_beat.isActive())
        return;
    const QJsonObject channel{
        {QStringLiteral("display_name"), QStringLiteral("Uptime")},
        {QStringLiteral("properties"),
         QJsonObject{{QStringLiteral("data_type"), QStringLiteral("NUMBER")}, {QStringLiteral("precision"), 0}}},
        {QStringLiteral("protocol_config"),
         QJsonObject{{QStringLiteral("report_rate"), static_cast<qint64>(m_profile.heartbeat.count())}}}};
    const QJsonObject channels{{QStringLiteral("channels"), QJsonObject{{QStringLiteral("001"), channel}}}};
    write("config_io", QJsonDocument(channels).toJson(QJsonDocument::Compact), {});
    m_started = std::chrono::steady_clock::now();
    m_beat.start(m_profile.heartbeat);
    beat();
}

void VirtualGateway::beat()
{
    // One that the cloud does not take for now is not followed by more.
    const bool waits = std::ranges::any_of(m_writes, [](const Write& each) { return each.alias == "data_in"; });
    if (waits || m_frozen)
        return;
    const auto up = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - m_started);
    const QJsonObject values{{QStringLiteral("001"), static_cast<qint64>(up.count())}};
    write("data_in", QJsonDocument(values).toJson(QJsonDocument::Compact), {});
}

} // namespace ota
