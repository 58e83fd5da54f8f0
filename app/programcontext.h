// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace ota {

class Clock;
class EventStore;
class LogRing;

/// The bench of this program: opened when the first operation asks for it, shared by all that follow. Any thread.
class ProgramBench
{
public:
    using AskSecret = std::function<Result<QString>(const QString& prompt, std::stop_token stop)>;

    /// An empty directory means the default one. `holderName` is what a second process is told. While the bench is
    /// held, `log` is also written into it. Without a `clock`, which must outlive it, the machine's.
    ProgramBench(const QString& directory, QString holderName, LogRing& log, const Clock* clock = nullptr);
    ~ProgramBench();
    Q_DISABLE_COPY_MOVE(ProgramBench)

    Result<Bench*> open(OperationContext::Access access);

    /// Holds the bench. Errors: as of open().
    Result<Timeline*> timeline();

    /// Where operations find the ota-server of this program: OperationContext::otaServer. Called on their threads. Set
    /// before the first of them runs.
    using ServerSource =
        std::function<Result<std::shared_ptr<OtaServer>>(OperationContext::Serving serving, std::stop_token stop)>;
    void setServerSource(ServerSource source) { m_serverSource = std::move(source); }
    const ServerSource& serverSource() const { return m_serverSource; }

    /// Runs an operation in the program that has the bench; OperationContext::runElsewhere. Called on the operations'
    /// threads, only after the bench was refused to this program. Set before the first of them runs.
    using Elsewhere = std::function<std::optional<Result<Outcome>>(const Operation&, const Arguments&, JobContext&)>;
    void setElsewhere(Elsewhere elsewhere) { m_elsewhere = std::move(elsewhere); }
    std::optional<Result<Outcome>> runElsewhere(const Operation& operation, const Arguments& arguments,
                                                JobContext& job) const;

    /// The events of the bench, for reading, also beside a process that holds it. The same store that timeline() writes
    /// to. Errors: as of open().
    Result<const EventStore*> events();

    /// What an operation sees while it runs. `ask` is called on the operation's thread.
    std::unique_ptr<OperationContext> contextFor(JobContext& job, AskSecret ask);

private:
    Result<Bench*> openLocked(OperationContext::Access access);
    Result<EventStore*> eventsLocked(OperationContext::Access access);

    QString m_directory;
    QString m_holderName;
    LogRing& m_log;
    const Clock* m_clock;
    ServerSource m_serverSource;
    Elsewhere m_elsewhere;
    std::atomic<bool> m_refused = false; ///< Somebody else holds the bench.
    std::mutex m_mutex;
    std::unique_ptr<Bench> m_bench;
    bool m_logging = false; ///< The bench is held and has the log.
    std::unique_ptr<EventStore> m_events;
    std::unique_ptr<Timeline> m_timeline;
};

/// `chosen`, else $OTA_BENCH, else the user's data folder.
QString benchDirectoryOr(const QString& chosen);

} // namespace ota
