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
constexpr QLatin1StringView leftUpdate("update");
constexpr QLatin1StringView leftReboot("reboot");
constexpr int smallBuffer = 512; ///< Of the C library, for head and body together.

QString aliasPath()
{
    return QStringLiteral("/onep:v1/stack/alias");
}

} // namespace

QString keyOf(GatewayEvent::Kind kind)
{
    static constexpr std::array<QLatin1StringView, 7> keys{
        QLatin1StringView("activated"), QLatin1StringView("requested"), QLatin1StringView("reported"),
        QLatin1StringView("refused"),   QLatin1StringView("installed"), QLatin1StringView("failed"),
        QLatin1StringView("stopped")};
    return QString(keys[static_cast<std::size_t>(kind)]);
}

VirtualGateway::VirtualGateway(GatewayProfile profile, Listener listener, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_listener(std::move(listener))
    , m_cloud(m_profile.tls, trust())
    , m_reports(m_profile.tls, trust())
    , m_fetch(m_profile.tls, trust())
    , m_mqtt(m_profile.tls, trust(), mqttListener())
{
    m_transfer.setSingleShot(true);
    connect(&m_transfer, &QTimer::timeout, this, [this] {
        m_fetch.abort();
        m_part.close();
        fail(OtauStatus::DownloadError, Tr::tr("it takes too long"));
    });
    connect(&m_beat, &QTimer::timeout, this, &VirtualGateway::beat);
}

VirtualGateway::~VirtualGateway() = default;

Result<> VirtualGateway::start()
{
    if (auto read = readState(); !read)
        return read;
    if (m_isDead)
        freeze(Tr::tr("no image is valid; it begins anew when its folder is removed"));
    else if (isMqtt())
        m_mqtt.open(m_profile.cloud, m_token, m_profile.keepAlive);
    else if (!isKnown())
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
    m_runningNumber = state[QStringLiteral("running_number")].toString().toULongLong();
    m_handled = state[QStringLiteral("handled")].toString().toUtf8();
    m_slot = state[QStringLiteral("slot")].toInt();
    const QString left = state[QStringLiteral("left")].toString();
    m_left = left == leftUpdate ? Left::Update : left == leftReboot ? Left::Reboot : Left::Nothing;
    m_isDead = state[QStringLiteral("dead")].toBool();
    return {};
}

void VirtualGateway::saveState()
{
    QSaveFile file(m_profile.directory + QStringLiteral("/state.json"));
    const QJsonObject state{{QStringLiteral("token"), QString::fromLatin1(m_token)},
                            {QStringLiteral("running"), m_running},
                            {QStringLiteral("running_number"), QString::number(m_runningNumber)},
                            {QStringLiteral("handled"), QString::fromUtf8(m_handled)},
                            {QStringLiteral("slot"), m_slot},
                            {QStringLiteral("left"), m_left == Left::Update   ? QString(leftUpdate)
                                                     : m_left == Left::Reboot ? QString(leftReboot)
                                                                              : QString()},
                            {QStringLiteral("dead"), m_isDead}};
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

/// It says what it runs, as at every boot, and goes on with what it was in the middle of, or waits.
void VirtualGateway::boot()
{
    m_busy = Busy::Holding;
    if (m_isDead)
        return freeze(Tr::tr("no image is valid"));
    if (m_left == Left::Reboot) {
        readLeftImage();
        startHeartbeat();
        return confirm();
    }
    report(OtauStatus::InstalledVersion, {}, [this] {
        startHeartbeat();
        takeUp();
    });
}

/// Asks for config_otau again and again, also while it works: a request may be superseded.
void VirtualGateway::listen()
{
    if (m_frozen || m_isListening || isMqtt())
        return;
    m_isListening = true;
    GatewayHttp::Request request = toCloud("GET", aliasPath(), QStringLiteral("config_otau"));
    if (m_profile.delivery == GatewayProfile::Delivery::LongPoll) {
        request.fields.emplace_back("Request-Timeout", QByteArray::number(qint64{m_profile.pollLimit.count()}));
        request.fields.emplace_back("If-Modified-Since", m_modified);
        request.limit = m_profile.pollLimit + 30s;
    }
    m_cloud.send(std::move(request), [this](const GatewayHttp::Reply& reply) {
        if (!m_frozen)
            onListened(reply);
    });
}

void VirtualGateway::onListened(const GatewayHttp::Reply& reply)
{
    const auto again = [this] {
        m_isListening = false;
        listen();
    };
    if (reply.status != 200 && reply.status != 204 && reply.status != 304) {
        tell(GatewayEvent::Kind::Failed, Tr::tr("waiting: %1 %2").arg(reply.status).arg(reply.error));
        return after(backoff(), again);
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
    // A poll that ended goes on at once; a bare read waits its time.
    const bool isPoll = m_profile.delivery == GatewayProfile::Delivery::LongPoll;
    after(!isPoll               ? m_profile.interval
          : reply.status == 304 ? 0ms
                                : std::min(m_profile.retryAfter, m_profile.interval),
          again);
    if (body.startsWith("config_otau="))
        onNews(formDecoded(QByteArrayView(body).sliced(12)));
}

void VirtualGateway::onNews(const QByteArray& value)
{
    if (value.isEmpty() || value == m_handled || value == m_pending || m_frozen)
        return;
    switch (m_busy) {
    case Busy::Idle:
        return onConfig(value);
    case Busy::Holding:
        m_pending = value;
        return;
    case Busy::Working:
        break;
    }
    if (!has(GatewayDefect::ZombieJob)) {
        abandon();
        return onConfig(value);
    }
    // It begins that as well, and goes on with the other one.
    m_pending = value;
    acknowledge(value, {});
    write("otau_in", reportOf(OtauStatus::Init, checkConfig(value).version(), {}), {});
}

void VirtualGateway::onConfig(const QByteArray& value)
{
    m_busy = Busy::Working;
    m_handled = value;
    m_config = checkConfig(value);
    m_left = Left::Update;
    saveState();
    tell(GatewayEvent::Kind::Requested, m_config.version());
    if (has(GatewayDefect::SilentFreeze))
        return freeze();
    acknowledge(value, inJob([this] {
                    if (m_config.version() == m_running && !has(GatewayDefect::ReinstallSame))
                        return report(OtauStatus::InstalledVersion, {}, inJob([this] { idle(); }));
                    begin();
                }));
}

/// What it does ends without a word: something else is wanted.
void VirtualGateway::abandon()
{
    ++m_job;
    m_fetch.abort();
    m_transfer.stop();
    m_isResuming = false;
    dropPart();
    const auto unsent = m_writes.begin() + static_cast<std::ptrdiff_t>(std::min(m_onTheWay, m_writes.size()));
    m_writes.erase(std::remove_if(unsent, m_writes.end(), [](const Write& each) { return each.alias == "otau_in"; }),
                   m_writes.end());
}

/// It waits for a request, or has one.
void VirtualGateway::idle()
{
    m_busy = Busy::Idle;
    m_urls.clear();
    m_transfer.stop();
    if (std::exchange(m_left, Left::Nothing) != Left::Nothing)
        saveState();
    if (const QByteArray next = std::exchange(m_pending, {}); !next.isEmpty() && next != m_handled)
        onConfig(next);
    listen();
}

/// Nothing is said any more.
void VirtualGateway::freeze(const QString& why)
{
    m_frozen = true;
    m_writes.clear();
    m_transfer.stop();
    m_beat.stop();
    m_cloud.abort();
    m_fetch.abort();
    m_mqtt.close();
    tell(GatewayEvent::Kind::Stopped, why);
}

/// Does nothing when what it belongs to was abandoned meanwhile.
VirtualGateway::Then VirtualGateway::inJob(Then then)
{
    return [this, job = m_job, then = std::move(then)] {
        if (job == m_job && !m_frozen)
            then();
    };
}

GatewayTrust VirtualGateway::trust() const
{
    return has(GatewayDefect::NoTlsVerify)     ? GatewayTrust::Any
           : has(GatewayDefect::NoExpiryCheck) ? GatewayTrust::Expired
                                               : GatewayTrust::Valid;
}

} // namespace ota
