// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensefinding.h"
#include "exosense/otaureport.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace ota {

/// One thing that happened to a board's update, in the order in which it counts.
struct StatusInput
{
    enum class Kind
    {
        Request, ///< `config_otau` was written: `version`.
        Clear,   ///< `config_otau` was emptied by us.
        Status,  ///< The device reported: `version`, `status`, `message`.
        Fetched, ///< The device got some of a file from us, whatever it says of that.
        Tick     ///< Only time passes.
    };

    Kind kind = Kind::Tick;
    qint64 timeNs = 0;
    QString version = {};
    std::optional<OtauStatus> status = {}; ///< Nothing: one that the schema does not know.
    QString message = {};
    bool isClockOff = false; ///< The device's own time was of no use; `timeNs` is that of the arrival.
};

/// How long a device may be silent, by what it said last.
struct StatusLimits
{
    std::chrono::seconds offered{600}; ///< Nothing, or INIT.
    std::chrono::seconds check{600};
    std::chrono::seconds download{600};
    std::chrono::seconds install{600};
    std::chrono::seconds confirm{600}; ///< After INSTALL_SUCCESS.

    static StatusLimits all(std::chrono::seconds limit) { return {limit, limit, limit, limit, limit}; }
    std::chrono::seconds after(std::optional<OtauStatus> last) const;
};

/// One attempt to bring a board to one version, as its reports tell it.
struct StatusSession
{
    QString version;
    int attempt = 1;
    bool requested = false;
    SessionResult result = SessionResult::Running;
    std::optional<OtauStatus> lastStatus = {};
    std::optional<double> percent = {}; ///< Of the last status, where that is a step that gave one.
    ExosenseFindings findings = {};     ///< Each code once, in the order of their first occurrence.
    QString versionBefore = {};         ///< What ran when it began; empty: unknown.
    qint64 openedNs = 0;
    qint64 lastNs = 0; ///< Newest sign of life in it.

    bool operator==(const StatusSession&) const = default;
};

/// Judges the sequence of a board's reports (exosense.md 13). A pure fold: the same inputs in the same order give the
/// same sessions, whether the board is real, virtual or imported. A value: it can be copied and gone on with.
class StatusChecker
{
public:
    StatusChecker() = default;
    explicit StatusChecker(QString runningBefore, StatusLimits limits = {});

    void take(const StatusInput& input);

    /// In the order in which they were opened.
    const std::vector<StatusSession>& sessions() const { return m_sessions; }
    /// Known to run now; empty: unknown.
    const QString& running() const { return m_running; }
    /// Which session the last input spoke of; nothing when it spoke of none.
    std::optional<std::size_t> touched() const { return m_touched; }

    /// Forgets the oldest sessions until `keep` are left; the current one stays, and the newest of each version stays
    /// four times as long, as later reports are judged by it.
    void forgetOld(std::size_t keep);

    /// All that later inputs need, without the limits.
    QJsonObject toJson() const;
    /// What toJson() has written: goes on as the one that wrote it would.
    static StatusChecker fromJson(const QJsonObject& json, StatusLimits limits = {});

private:
    void request(const QString& version, qint64 timeNs);
    void tick(qint64 timeNs);
    void fetched(qint64 timeNs);
    void report(const StatusInput& input);
    void installed(const QString& version, qint64 timeNs);
    void confirmed(StatusSession& session);
    void otherInstalled(StatusSession& session, const QString& version);
    void step(std::size_t index, const StatusInput& input);
    void judgeOrder(StatusSession& session, OtauStatus status);
    void follow(StatusSession& session, OtauStatus status, const QString& message);

    std::size_t open(const QString& version, bool requested, qint64 timeNs);
    std::size_t sessionFor(const QString& version, qint64 timeNs);
    std::optional<std::size_t> newestOf(const QString& version) const;
    void checkLoop(std::size_t index);
    static void add(StatusSession& session, const char* code);
    /// A device that was thought silent speaks again.
    static void wake(StatusSession& session);

    /// What only the sequence needs.
    struct Trail
    {
        QString lastMessage;
        std::map<OtauStatus, double> percents; ///< Last figure of each step status.
        bool reachedInstall = false;
        bool oldRan = false; ///< The old version was seen running after that.
    };

    StatusLimits m_limits;
    QString m_running;
    std::vector<StatusSession> m_sessions;
    std::vector<Trail> m_trails; ///< One a session.
    /// Attempts of versions whose sessions were forgotten, so that the numbers go on; the newest last.
    std::vector<std::pair<QString, int>> m_attempts;
    std::optional<std::size_t> m_current; ///< What is wanted now, or what the device began by itself.
    std::optional<std::size_t> m_touched;
};

/// All inputs at once.
StatusChecker checkStatuses(std::span<const StatusInput> inputs, const QString& runningBefore,
                            const StatusLimits& limits = {});

/// Ended for good, unless the device says something else later.
bool isTerminal(SessionResult result);

} // namespace ota
