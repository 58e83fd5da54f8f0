// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/cloudsettings.h"
#include "exosense/deviceform.h"
#include "exosense/exosensestore.h"
#include "exosense/gatewaystatus.h"
#include "exosense/waitingroom.h"

#include <QHash>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

namespace ota {

class Bench;
class Timeline;

/// How far what we wrote to a resource has come (exosense.md 8).
enum class AckState
{
    None,      ///< We wrote nothing.
    Pending,   ///< It has not left yet.
    Delivered, ///< It left in a reply or push.
    Acknowledged,
    Cleared,  ///< The device wrote the empty text.
    Different ///< The device wrote something else.
};

QString keyOf(AckState state);

/// A board as the service knows it.
struct GatewayView
{
    QString board;
    DeviceIdentity::State identity = DeviceIdentity::State::Listed;
    bool simulated = false;
    qint64 createdNs = 0;
    qint64 issuedNs = 0;      ///< Of its token; 0: none.
    QString fingerprint = {}; ///< Of its pinned client certificate; empty: none.
    QByteArray desired;       ///< `config_otau`, as we wrote it.
    QByteArray reported;
    AckState ack = AckState::None;
    qint64 desiredNs = 0;
    qint64 deliveredNs = 0;
    qint64 reportedNs = 0;    ///< 0: never.
    qint64 lastContactNs = 0; ///< 0: never.
    bool isWaiting = false;   ///< In a long poll now.
    bool isConnected = false; ///< By MQTT now.
    QString running;          ///< Last announced version; empty: unknown.
    std::optional<OtauReport> lastReport = {};
    qint64 lastReportNs = 0;
    std::vector<StatusSession> sessions = {};

    void take(const DeviceIdentity& gateway);
    void take(const ResourceRow& configOtau);
    void take(const GatewayStatus& status, bool allSessions);
    QJsonObject toJson(bool allSessions) const;

    bool operator==(const GatewayView&) const = default;
};

/// What the cloud is to its gateways, on the bench: identities, resources, and the sessions that follow from what they
/// say. HTTP and MQTT are faces of this one state. Any thread; what writes waits for the database, reading never does.
class ExosenseCloud final
{
public:
    /// Reads what is known. Bench and timeline must outlive it; the timeline may be null. Error: Io, Busy.
    static Result<std::unique_ptr<ExosenseCloud>> open(Bench& bench, Timeline* timeline, CloudSettings settings);
    ~ExosenseCloud();
    Q_DISABLE_COPY_MOVE(ExosenseCloud)

    // Devices.

    /// The board that has this token; nothing for a token that is unknown or dead.
    std::optional<QString> boardOf(QByteArrayView token) const;
    bool knows(const QString& board) const;

    /// Errors: NotFound (identity; vendor or model wrong), Rejected (provisioned already, or revoked), BadInput.
    Result<QByteArray> activate(const QString& identity, const QString& vendor, const QString& model, bool simulated);

    /// Values that a device wrote together.
    Result<> write(const QString& board, const std::vector<AliasWrite>& writes, const ExosenseFindings& findings);
    Result<> record(const QString& board, const std::vector<RecordPoint>& points, const ExosenseFindings& findings);

    /// In the order asked; unknown and empty ones are left out. What we wrote counts as delivered.
    std::vector<AliasWrite> read(const QString& board, const QByteArrayList& aliases);

    /// A long poll. What a device says it knows: seconds since 1970, or nothing for 'from now on'.
    struct Poll
    {
        QString board;
        QByteArrayList aliases;
        std::optional<qint64> sinceSeconds;
        std::chrono::milliseconds limit{0};
        const void* through = nullptr; ///< What it came through, for endPolls.
    };
    struct PollAnswer
    {
        std::vector<AliasWrite> values; ///< Empty: nothing new (304).
        qint64 modifiedSeconds = 0;     ///< Of the newest value.
    };
    /// Answers at once or later, once, on any thread. The number is for cancelPoll; 0: answered already.
    quint64 poll(const Poll& poll, std::function<void(const PollAnswer&)> answer);
    /// The client has gone.
    void cancelPoll(quint64 waiter);
    /// Ends those long polls that came through this.
    void endPolls(const void* through) { m_room.end(through); }
    /// Ends all long polls, and refuses new ones until resumePolls.
    void endPolls() { m_room.close(); }
    void resumePolls() { m_room.open(); }
    std::size_t waiting() const { return m_room.size(); }

    /// What is pushed to a device that is connected: counts as delivered. Oldest first.
    struct Push
    {
        QByteArray alias;
        QByteArray value;
        qint64 timeNs = 0; ///< When we wrote it.
    };
    /// What has not been delivered yet; with `unacknowledged` also what was and has not been acknowledged (exosense.md
    /// 7).
    std::vector<Push> takePushes(const QString& board, bool unacknowledged);
    /// Calls `news` each time we write something for the board, until cancelPoll or endPolls; on the writer's thread,
    /// must be quick. 0: the polls have ended.
    quint64 watch(const QString& board, std::function<void()> news);
    /// What a device published where no resource is: kept as an event.
    void noteMessage(const QString& board, const QByteArray& topic, const QByteArray& payload);
    /// A sign of life that writes and reads nothing.
    void noteContact(const QString& board);
    /// It got some of a file from this program: nobody who downloads is silent. Any thread; does not block.
    void noteFetched(const QString& board, qint64 timeNs);
    /// The board that a client certificate stands for: by its fingerprint (SHA-256, hexadecimal), else by its name.
    std::optional<QString> boardOfCertificate(const QString& fingerprint, const QString& commonName) const;

    /// Notes what was odd about a request of this board; an empty board is nobody's.
    void tell(const QString& board, const ExosenseFindings& findings, const QString& what);

    /// Aliases that a form of this board may name.
    QByteArrayList knownAliases(const QString& board) const;

    // The bench's side.

    /// Writes the same value for these boards, all or none. Errors: NotFound.
    Result<> setDesired(const QStringList& boards, const QByteArray& alias, const QByteArray& value);

    Result<> addIdentity(const QString& name, bool simulated, const QString& fingerprint = {});
    Result<QByteArray> reissue(const QString& name);
    Result<> adoptToken(const QString& name, const QByteArray& token);
    Result<> revoke(const QString& name);
    Result<> relist(const QString& name);
    /// The gateway, its board and all that it wrote; its sessions stay on the timeline. Error: NotFound.
    Result<> remove(const QString& name);

    /// By name.
    std::vector<GatewayView> gateways() const { return views(true); }
    /// The same with no more than the newest session of each: for those who look often.
    std::vector<GatewayView> newest() const { return views(false); }
    /// Error: NotFound.
    Result<GatewayView> gateway(const QString& board) const;

    ExosenseStore& store() { return m_store; }
    Bench& bench() { return m_bench; }
    CloudSettings settings() const;
    /// Holds at once, for those who are connected too.
    void setSettings(CloudSettings settings);

    /// What happened, for those who watch: kind (`activated`, `written`, `delivered`, `desired`, `finding`) and facts.
    /// On any thread; must be quick. Set before anything happens.
    void onEvent(std::function<void(const QString& kind, const QJsonObject& data)> listener);

    /// What its own thread does each second: delivery is saved, silence judged, missing acknowledgements noted.
    void tick();

private:
    /// Values that are kept of a resource which no session needs.
    static constexpr int keptValues = 256;
    static constexpr int trimEvery = 128;

    struct Resource
    {
        ResourceRow row;
        qint64 lastModifiedSent = -1; ///< Seconds, of the last delivery.
        bool inBurst = false;         ///< The device writes it faster than once a second.
        bool missingTold = false;
        int untrimmed = trimEvery; ///< Writes since the old ones were taken out of the tables.
    };
    struct Gateway
    {
        DeviceIdentity identity;
        bool simulated = false;
        qint64 lastContactNs = 0;
        qint64 savedContactNs = 0;
        qint64 fetchedNs = 0; ///< When it last got some of a file; 0: that is noted.
        std::map<QByteArray, Resource> resources;
    };
    /// What left for the first time: board and alias.
    using Deliveries = std::vector<QByteArray>;

    ExosenseCloud(Bench& bench, Timeline* timeline, CloudSettings settings);
    Result<> load();
    Result<> loadStatuses(std::map<QString, std::vector<WriteRow>>& tails);
    void catchUp(GatewayStatus& status, const std::vector<WriteRow>& tail);
    Result<> ensureBoard(const QString& name, bool simulated);
    Result<> markSimulated(const QString& name);
    Result<> reload(const QString& name);
    Gateway* find(const QString& board);
    const Gateway* find(const QString& board) const;
    Result<> commit(std::vector<WriteRow> writes, ExosenseFindings findings, const QString& what);
    Resource& resourceOf(Gateway& gateway, const QByteArray& alias);
    std::map<std::pair<QString, QByteArray>, Resource> applied(const std::vector<WriteRow>& writes,
                                                               ExosenseFindings& findings);
    void tellAnswer(const ResourceRow& row, const std::vector<WriteRow>& writes);
    void judge(const std::vector<WriteRow>& writes);
    void trim(const std::vector<WriteRow>& writes);
    void fold(const QString& board);
    std::optional<PollAnswer> newsFor(const Poll& poll, std::optional<quint64> afterSeq, Deliveries& first);
    void deliver(Gateway& gateway, Resource& resource, Deliveries& first);
    void tellDelivered(const QString& board, const Deliveries& first);
    void tellEvent(const QString& kind, const QJsonObject& data) const;
    std::vector<GatewayView> views(bool allSessions) const;
    GatewayView viewOf(const Gateway& gateway, bool allSessions) const;
    void saveDeliveries();
    void saveContacts();
    void saveFetched();
    void run(const std::stop_token& stop);

    Bench& m_bench;
    Timeline* m_timeline;
    mutable std::mutex m_settingsMutex; ///< Never held while another is taken.
    CloudSettings m_settings;
    ExosenseStore m_store;
    std::function<void(const QString&, const QJsonObject&)> m_listener;
    // Taken in this order.
    std::mutex m_writing;             ///< One writer of the tables at a time.
    mutable std::mutex m_statusMutex; ///< For m_statuses; the timeline may let one wait.
    mutable std::mutex m_mutex;       ///< For all below; never held for long.
    std::map<QString, GatewayStatus> m_statuses;
    std::map<QString, Gateway> m_gateways;
    QHash<QString, QString> m_tokens;                   ///< Digest → board.
    quint64 m_lastSeq = 0;                              ///< Of what we wrote.
    std::set<std::pair<QString, QByteArray>> m_unsaved; ///< Delivered and not yet in the tables.
    QHash<quint64, QString> m_watches;                  ///< Waiter → board, of those who are connected.
    QHash<QString, int> m_connected;                    ///< Board → how many of these.
    WaitingRoom m_room;
    std::jthread m_ticker;
};

} // namespace ota
