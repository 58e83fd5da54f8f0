// SPDX-License-Identifier: Apache-2.0
#include "exosense/virtualgateway.h"

#include "exosense/deviceform.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace ota {

namespace {

using namespace std::chrono_literals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualGateway)
};

const QByteArray formType("application/x-www-form-urlencoded; charset=utf-8");
constexpr std::chrono::milliseconds longestRetry = 60s;
constexpr int smallBuffer = 512; ///< Of the C library, for head and body together.

QString aliasPath()
{
    return QStringLiteral("/onep:v1/stack/alias");
}

} // namespace

QString keyOf(GatewayEvent::Kind kind)
{
    static constexpr std::array<QLatin1StringView, 6> keys{
        QLatin1StringView("activated"), QLatin1StringView("requested"), QLatin1StringView("reported"),
        QLatin1StringView("installed"), QLatin1StringView("failed"),    QLatin1StringView("stopped")};
    return QString(keys[static_cast<std::size_t>(kind)]);
}

VirtualGateway::VirtualGateway(GatewayProfile profile, Listener listener, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_listener(std::move(listener))
    , m_cloud(m_profile.tls)
    , m_reports(m_profile.tls)
    , m_fetch(m_profile.tls)
    , m_mqtt(m_profile.tls, mqttListener())
{
}

VirtualGateway::~VirtualGateway() = default;

Result<> VirtualGateway::start()
{
    if (auto read = readState(); !read)
        return read;
    if (isMqtt())
        m_mqtt.open(m_profile.cloud, m_token, m_profile.keepAlive);
    else if (m_token.isEmpty())
        activate();
    else
        boot();
    return {};
}

Result<> VirtualGateway::readState()
{
    m_running = m_profile.version;
    if (!QDir().mkpath(m_profile.directory))
        return failure(Error::Code::Io, Tr::tr("the folder can not be made"), m_profile.directory);
    QFile file(m_profile.directory + QStringLiteral("/state.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {}; // It is new.
    const QJsonObject state = QJsonDocument::fromJson(file.readAll()).object();
    m_token = state[QStringLiteral("token")].toString().toLatin1();
    m_running = state[QStringLiteral("running")].toString(m_profile.version);
    m_handled = state[QStringLiteral("handled")].toString().toUtf8();
    return {};
}

void VirtualGateway::saveState()
{
    QSaveFile file(m_profile.directory + QStringLiteral("/state.json"));
    const QJsonObject state{{QStringLiteral("token"), QString::fromLatin1(m_token)},
                            {QStringLiteral("running"), m_running},
                            {QStringLiteral("handled"), QString::fromUtf8(m_handled)}};
    if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(state).toJson()) > 0 && file.commit())
        return;
    tell(GatewayEvent::Kind::Failed, file.errorString());
}

void VirtualGateway::tell(GatewayEvent::Kind kind, const QString& text) const
{
    if (m_listener)
        m_listener(m_profile.name, {kind, text});
}

void VirtualGateway::after(Milliseconds time, Then then)
{
    QTimer::singleShot(time, this, [this, then = std::move(then)] {
        if (!m_frozen)
            then();
    });
}

std::chrono::milliseconds VirtualGateway::backoff()
{
    const Milliseconds wait = m_profile.retryAfter * (1 << std::min(m_failures, 6));
    ++m_failures;
    return has(GatewayDefect::NoBackoff) ? Milliseconds(0)
                                         : std::min(wait, std::max(longestRetry, m_profile.retryAfter));
}

GatewayHttp::Request VirtualGateway::toCloud(const QByteArray& method, const QString& path, const QString& query) const
{
    GatewayHttp::Request request;
    request.method = method;
    request.url = m_profile.cloud;
    request.url.setPath(path);
    request.url.setQuery(query.isEmpty() ? QString() : query);
    request.fields.emplace_back("X-Ota-Simulated", "1");
    if (method == "POST")
        request.fields.emplace_back("Content-Type", formType);
    if (m_token.isEmpty())
        return request;
    if (m_profile.isMurano)
        request.fields.emplace_back("Authorization", "token " + m_token);
    else
        request.fields.emplace_back("X-Exosite-CIK", m_token);
    return request;
}

void VirtualGateway::activate()
{
    GatewayHttp::Request request = toCloud("POST", QStringLiteral("/provision/activate"));
    const QByteArray name = percentEncoded(m_profile.name.toUtf8());
    request.body = m_profile.isMurano ? QByteArray("id=" + name) : QByteArray("vendor=&model=&sn=" + name);
    m_cloud.send(std::move(request), [this](const GatewayHttp::Reply& reply) {
        if (reply.status == 200 && !reply.body.isEmpty()) {
            m_failures = 0;
            m_token = reply.body;
            saveState();
            tell(GatewayEvent::Kind::Activated);
            return boot();
        }
        tell(GatewayEvent::Kind::Failed, Tr::tr("activation: %1 %2").arg(reply.status).arg(reply.error));
        after(backoff(), [this] { activate(); });
    });
}

/// It says what it runs, as at every boot, and waits.
void VirtualGateway::boot()
{
    report(OtauStatus::InstalledVersion, {}, [this] { wait(); });
}

void VirtualGateway::wait()
{
    if (m_frozen || m_cloud.isBusy())
        return;
    m_isIdle = true;
    if (isMqtt()) {
        if (const QByteArray pushed = std::exchange(m_pending, {}); !pushed.isEmpty() && pushed != m_handled)
            onConfig(pushed);
        return;
    }
    GatewayHttp::Request request = toCloud("GET", aliasPath(), QStringLiteral("config_otau"));
    if (m_profile.delivery == GatewayProfile::Delivery::LongPoll) {
        request.fields.emplace_back("Request-Timeout", QByteArray::number(qint64{m_profile.pollLimit.count()}));
        request.fields.emplace_back("If-Modified-Since", m_modified);
        request.limit = m_profile.pollLimit + 30s;
    }
    m_cloud.send(std::move(request), [this](const GatewayHttp::Reply& reply) {
        if (m_frozen)
            return;
        const bool isPoll = m_profile.delivery == GatewayProfile::Delivery::LongPoll;
        if (reply.status != 200 && reply.status != 204 && reply.status != 304) {
            tell(GatewayEvent::Kind::Failed, Tr::tr("waiting: %1 %2").arg(reply.status).arg(reply.error));
            return after(backoff(), [this] { wait(); });
        }
        m_failures = 0;
        if (const QByteArray modified = reply.field("last-modified"); !modified.isEmpty())
            m_modified = modified;
        QByteArray body = reply.body;
        if (has(GatewayDefect::Rx512)) {
            qsizetype head = 40;
            for (const auto& [name, value] : reply.fields)
                head += name.size() + value.size() + 4;
            body.truncate(std::max<qsizetype>(smallBuffer - head, 0));
        }
        const QByteArray value =
            body.startsWith("config_otau=") ? formDecoded(QByteArrayView(body).sliced(12)) : QByteArray();
        if (!value.isEmpty() && value != m_handled)
            return onConfig(value);
        // A poll that ended without news begins anew; a bare read waits its time.
        after(isPoll && reply.status == 304 ? 0ms
              : isPoll                      ? m_profile.retryAfter
                                            : m_profile.interval,
              [this] { wait(); });
    });
}

void VirtualGateway::onConfig(const QByteArray& value)
{
    m_isIdle = false;
    m_handled = value;
    m_config = checkConfig(value);
    saveState();
    tell(GatewayEvent::Kind::Requested, m_config.version());
    if (has(GatewayDefect::SilentFreeze))
        return freeze();
    acknowledge(value, [this] {
        if (m_config.version() == m_running && !has(GatewayDefect::ReinstallSame))
            return report(OtauStatus::InstalledVersion, {}, [this] { wait(); });
        begin();
    });
}

void VirtualGateway::acknowledge(const QByteArray& value, const Then& then)
{
    if (has(GatewayDefect::AckNever))
        return then();
    const QByteArray answer = has(GatewayDefect::AckText)    ? QByteArray("ACK")
                              : has(GatewayDefect::AckOther) ? QByteArray(R"({"version":"0","name":"other"})")
                                                             : value;
    write("config_otau", answer, then);
}

/// Nothing is said any more.
void VirtualGateway::freeze()
{
    m_frozen = true;
    m_writes.clear();
    m_cloud.abort();
    m_fetch.abort();
    m_mqtt.close();
    tell(GatewayEvent::Kind::Stopped);
}

// Writing: one after the other, at the pace of the profile.

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
    const QString word = has(GatewayDefect::LowerCase) ? keyOf(status).toLower() : keyOf(status);
    QJsonObject value{{QStringLiteral("version"), version}, {QStringLiteral("status"), word}};
    if (!message.isEmpty())
        value.insert(QStringLiteral("message"), message);
    const QString text = word + u' ' + version + (message.isEmpty() ? QString() : QString(u' ' + message));
    write("otau_in", QJsonDocument(value).toJson(QJsonDocument::Compact), [this, text, then = std::move(then)] {
        tell(GatewayEvent::Kind::Reported, text);
        if (then)
            then();
    });
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

} // namespace ota
