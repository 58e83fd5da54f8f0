// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/configotau.h"
#include "exosense/gatewaydefects.h"
#include "exosense/gatewayhttp.h"
#include "exosense/gatewaymqtt.h"
#include "exosense/labgate.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>

namespace ota {

/// How a virtual gateway is built (exosense.md 15).
struct GatewayProfile
{
    enum class Delivery
    {
        LongPoll,
        Interval
    };
    enum class Reporting
    {
        Full,    ///< Every status, steps by percent.
        Minimal, ///< INIT, the end and errors.
        Record   ///< As Full, but many at once with their times.
    };

    QString name;          ///< Its identity.
    QString directory;     ///< Its own; what it is told to install goes there. Made when it is not there.
    QUrl cloud;            ///< `http://127.0.0.1:8090`
    bool isMurano = false; ///< Else the legacy form.
    Delivery delivery = Delivery::LongPoll;
    Reporting reporting = Reporting::Full;
    QString version = QStringLiteral("1.0"); ///< Runs at first; later what was installed.
    /// Two: the image in use is kept until the new one has started; an image that does not start is left again.
    int slots = 1;
    int stepPercent = 10;
    qint64 freeBytes = qint64{64} * 1024 * 1024;
    int downloadAttempts = 3;
    std::chrono::seconds keepAlive{60}; ///< Of MQTT.
    std::chrono::milliseconds pollLimit{60'000};
    std::chrono::milliseconds interval{5'000};
    std::chrono::milliseconds pace{1'000}; ///< Between two writes; the vendor allows one a second.
    std::chrono::milliseconds installTime{500};
    std::chrono::milliseconds bootTime{500};
    std::chrono::milliseconds retryAfter{1'000};      ///< Doubled with each failure, up to a minute.
    std::chrono::milliseconds silence{30'000};        ///< So long a server may send nothing in a download.
    std::chrono::milliseconds downloadLimit{600'000}; ///< So long a download may take.
    std::chrono::milliseconds heartbeat{0};           ///< Between two writes of `data_in`; 0: none.
    bool hasCertificate = false;                      ///< It logs in with the certificate in `tls`, and needs no token.
    QSslConfiguration tls = {};
    std::optional<LabGate> lab = {}; ///< It expects the lab header around each file.
    GatewayDefects defects = {};
};

/// What happened to a virtual gateway.
struct GatewayEvent
{
    enum class Kind
    {
        Activated,
        Requested, ///< It got a config_otau.
        Reported,  ///< A status has reached the cloud.
        Refused,   ///< A file did not pass the check of its lab header.
        Installed, ///< It runs something else now.
        Failed,    ///< A request got no good answer; it tries again.
        Stopped    ///< It says nothing more, by command of a defect.
    };

    Kind kind = Kind::Reported;
    QString text = {};
};

QString keyOf(GatewayEvent::Kind kind);

/// A board that behaves like a gateway made for ExoSense or Murano: activates, waits for `config_otau`, downloads,
/// checks, installs into its folder and reports each of it. Lives in one thread with an event loop; many share it.
class VirtualGateway final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VirtualGateway)

public:
    using Listener = std::function<void(const QString& name, const GatewayEvent& event)>;

    VirtualGateway(GatewayProfile profile, Listener listener, QObject* parent = nullptr);
    ~VirtualGateway() override;

    /// An image with this text in its first bytes does not start.
    static constexpr QByteArrayView crashMark{"ota-virtual: crash at start"};

    /// As when it is switched on. Error: Io (its folder).
    Result<> start();

    const GatewayProfile& profile() const { return m_profile; }
    const QString& running() const { return m_running; }

private:
    using Then = std::function<void()>;
    using Milliseconds = std::chrono::milliseconds;

    // virtualgateway.cpp: its life with the cloud.
    Result<> readState();
    void saveState();
    void activate();
    void boot();
    void listen();
    void onListened(const GatewayHttp::Reply& reply);
    void onNews(const QByteArray& value);
    void onConfig(const QByteArray& value);
    void abandon();
    void idle();
    void freeze(const QString& why = {});
    void after(Milliseconds time, Then then);
    Then inJob(Then then);
    Milliseconds backoff();
    GatewayHttp::Request toCloud(const QByteArray& method, const QString& path, const QString& query = {}) const;
    void tell(GatewayEvent::Kind kind, const QString& text = {}) const;
    bool has(GatewayDefect defect) const { return m_profile.defects.has(defect); }
    bool isKnown() const { return !m_token.isEmpty() || m_profile.hasCertificate; }
    GatewayTrust trust() const;

    // virtualgatewayreports.cpp: what it writes.
    void acknowledge(const QByteArray& value, const Then& then);
    void report(OtauStatus status, const QString& message = {}, Then then = {});
    QByteArray reportOf(OtauStatus status, const QString& version, const QString& message) const;
    void write(const QByteArray& alias, const QByteArray& value, Then then);
    void sendNext();
    QByteArray recordBody();
    std::size_t writesTogether() const;
    void written(std::size_t count);
    void startHeartbeat();
    void beat();

    // virtualgatewaymqtt.cpp: the same over MQTT.
    bool isMqtt() const { return m_profile.cloud.scheme().startsWith(QStringLiteral("mqtt")); }
    GatewayMqtt::Listener mqttListener();
    void onMqttConnected();
    void onMqttMessage(const QByteArray& topic, const QByteArray& payload);
    void sendNextByMqtt();

    // virtualgatewaywork.cpp: an update.
    void begin();
    void test();
    void probeNext();
    void onProbed(const GatewayHttp::Reply& reply);
    void install();
    void writeImage();
    Result<> placeImage();
    void reboot();
    void confirm();
    void fail(OtauStatus status, const QString& why);
    /// Whether a scripted end has come.
    bool endsHere(OtauStage stage, OtauStatus error);
    QString wrongWithConfig() const;
    bool isReported(OtauStatus status) const;
    bool starts(const QString& image) const;
    QString targetPath() const;

    // virtualgatewayresume.cpp: what outlives a power cut.
    void takeUp();
    bool takeUpPart();
    void keepPart(qint64 size);
    void dropPart();
    void forgetPart();
    bool onHead(const GatewayHttp::Reply& reply);
    void readLeftImage();
    QString keptPath(qsizetype filesBehind) const;

    // virtualgatewaydownload.cpp
    void download();
    void fetchNext();
    void fetch(const QUrl& url);
    void authorise(GatewayHttp::Request& request) const;
    bool takeBytes(QByteArrayView bytes);
    void noteProgress();
    bool passesHead();
    bool passesGate();
    void refuse(LabFault fault);
    void onFetched(const QUrl& url, const GatewayHttp::Reply& reply);
    bool redirected(const QUrl& url, const GatewayHttp::Reply& reply);
    void onFetchFailed(const QUrl& url, const QString& why);
    void downloaded();
    QByteArray partDigest() const;
    QString partPath() const { return m_profile.directory + QStringLiteral("/download.part"); }
    qint64 wantedSize() const;
    qint64 boundBytes() const;

    enum class Busy
    {
        Idle,
        Working, ///< Another request ends what it does.
        Holding  ///< Another request has to wait: it starts, or writes its image.
    };
    /// What a power cut leaves undone.
    enum class Left
    {
        Nothing,
        Update, ///< It begins again, and goes on with the part that it has.
        Reboot  ///< The new image is in its place, and has not started yet.
    };

    const GatewayProfile m_profile;
    const Listener m_listener;
    GatewayHttp m_cloud; ///< What waits for config_otau.
    GatewayHttp m_reports;
    GatewayHttp m_fetch;
    GatewayMqtt m_mqtt;
    Busy m_busy = Busy::Holding;
    quint64 m_job = 0;          ///< Rises with each that is abandoned.
    QByteArray m_pending;       ///< A config_otau that has to wait.
    bool m_isListening = false; ///< Asks for config_otau, or is about to.
    bool m_isBooted = false;    ///< Has announced what it runs, over this connection or one before.
    bool m_isDead = false;      ///< No image is valid.
    int m_slot = 0;             ///< That runs, of two.
    QTimer m_beat;
    std::chrono::steady_clock::time_point m_started;
    QByteArray m_token;
    QString m_running;
    quint64 m_runningNumber = 0;                    ///< Of the lab header of what runs.
    QByteArray m_modified = QByteArrayLiteral("0"); ///< Of the last config_otau.
    QByteArray m_handled;                           ///< Its text.
    int m_failures = 0;                             ///< In a row.
    bool m_frozen = false;

    struct Write
    {
        QByteArray alias;
        QByteArray value;
        qint64 timeMs = 0;
        Then then;
    };
    std::deque<Write> m_writes;
    bool m_writing = false;
    std::size_t m_onTheWay = 0; ///< Of m_writes.
    qint64 m_lastRecordMs = 0;

    ConfigCheck m_config;
    QStringList m_urls;   ///< Not yet fetched.
    QStringList m_probes; ///< Not yet asked for their size.
    qint64 m_neededBytes = 0;
    QFile m_part;
    QByteArray m_etag;     ///< Strong; of the part.
    qint64 m_total = 0;    ///< Of the file that it is a part of; 0: unknown.
    qint64 m_offset = 0;   ///< Of the bytes asked for.
    bool m_isElse = false; ///< What comes does not belong to the part.
    Left m_left = Left::Nothing;
    bool m_isResuming = false; ///< The next download goes on with the part.
    int m_toldPercent = 0;
    bool m_fellBack = false;
    int m_tries = 0;
    int m_redirects = 0;
    bool m_isForeign = false; ///< Fetches from where a redirect led.
    bool m_isTooLong = false;
    std::optional<LabVerdict> m_head; ///< Of the file that is being fetched.
    LabVerdict m_lab;                 ///< Of the file that is to be installed.
    QTimer m_transfer;                ///< Of one download.
};

} // namespace ota
