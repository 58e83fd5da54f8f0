// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "coap/coapclient.h"
#include "otaserver/manifestchoice.h"
#include "otaserver/notifydevice.h"
#include "store/release.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace ota {

/// How a device wants to be told (spec/suit-coap.md 1.6).
enum class NotifyProfile
{
    Auto,     ///< Found out by asking for /.well-known/core.
    Riot,     ///< POST, the URL with one NUL byte behind it.
    TestNode, ///< POST, the URL alone.
    EraB,     ///< PUT to the path as it was given, the URL alone.
};

QString profileName(NotifyProfile profile); ///< `auto`, `riot`, `testnode`, `eraB`
std::optional<NotifyProfile> profileByName(const QString& name);

/// Where one device stands.
struct DeviceNotification
{
    enum class State
    {
        Waiting,
        Asking, ///< What it is, which slot runs.
        Sending,
        Accepted,
        Refused,
        NoAnswer,
        Unreachable,
        NotAnAddress,
        NotSent, ///< No manifest fits it, or it was cancelled.
    };

    QString device; ///< As given.
    QString host;   ///< Of its address, without brackets and port.
    ReleaseId release;
    QString file;                                ///< The manifest that was chosen.
    QString url;                                 ///< What it was told.
    NotifyProfile profile = NotifyProfile::Auto; ///< What was used in the end.
    State state = State::Waiting;
    QString code;                       ///< `2.01`, `4.05`; empty where there was no answer.
    QString text;                       ///< `refused (4.05 Method Not Allowed): this device wants POST`
    std::optional<NotifyProfile> retry; ///< What may work instead; never tried unasked.
    BoardId board;
    SessionId session;
    QString followed; ///< What came of it: `manifest fetched, payload 34 %`.
    qint64 timeNs = 0;

    bool isEnd() const { return state >= State::Accepted; }
    bool isAccepted() const { return state == State::Accepted; }
    /// The stable word: `accepted`, `no-answer`.
    QString result() const;
    QJsonObject toJson() const;
};

/// What is to be told to whom.
struct NotifyPlan
{
    Release release = {};
    std::vector<NotifyDevice> devices = {};
    ManifestWish wish = {};
    NotifyProfile profile = NotifyProfile::Auto;
    bool put = false;                        ///< Where `auto` finds nothing out: PUT to the path as given, else POST.
    bool appendTrigger = true;               ///< `/suit/trigger` behind the device's own path, unless it ends in that.
    std::chrono::milliseconds limit{10'000}; ///< For each device, everything included.
    /// `coap://[fd00::1]:5683`, as this device reaches us.
    std::function<QString(const NotifyDevice&)> base = {};
    /// Of a device that the bench knows, where `profile` is Auto. May be empty.
    std::function<NotifyProfile(const NotifyDevice&)> knownProfile = {};
    /// For devices named with coaps: their key; none: certificates that `authorities` signed. An error is why a device
    /// is not told. May be empty.
    std::function<Result<std::optional<CoapPsk>>(const NotifyDevice&)> psk = {};
    QString authorities = {}; ///< PEM file.
    /// Where datagrams for a device really go: through a relay that spoils the link. Empty: straight.
    std::function<CoapUri(const CoapUri&)> route = {};
};

/// What a trigger must carry for a device of this profile.
QByteArray triggerPayload(NotifyProfile profile, const QString& url);

/// Tells devices where a manifest is: many at once, each with its own end. Any thread.
class Notifier final
{
public:
    static constexpr int atOnce = 16;

    using Changed = std::function<void(DeviceNotification&)>;
    using Done = std::function<void(std::vector<DeviceNotification>)>;

    Notifier();
    /// Ends what runs; its `done` has been called when this returns.
    ~Notifier();
    Q_DISABLE_COPY_MOVE(Notifier)

    /// Returns at once. `changed` is called for each step of each device, one after the other, and may fill in board
    /// and session; `done` once, with the devices in their order. Both on the client's thread or on this one.
    void start(NotifyPlan plan, Changed changed, Done done);

    /// Waits for the end. Devices that were not told when `stop` came are NotSent.
    std::vector<DeviceNotification> run(NotifyPlan plan, Changed changed, const std::stop_token& stop);

private:
    class Run;

    std::mutex m_mutex;
    std::vector<std::weak_ptr<Run>> m_runs; // Owned by the calls in flight.
    std::unique_ptr<CoapClient> m_client;   ///< Last: its end calls back.
};

} // namespace ota
