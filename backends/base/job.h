// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

class QThreadPool;

namespace ota {

/// How far a job is. `total` is null when nobody knows it; then a front end shows activity and never a percent.
struct Progress
{
    quint64 done = 0;
    std::optional<quint64> total;
    QString unit; ///< `bytes`, `blocks`, `files`, `devices` …
    QString what; ///< What is being done now, for a person.
};

/// What a job ends with when it did not fail.
struct Outcome
{
    QJsonObject data; ///< For machines: what `--json` prints last.
    QString text;     ///< For a person; may have several lines. May be empty.
    bool good = true; ///< False when the work was done and its answer is no: a refused check. Exit status 1.
};

/// What running work sees of its job. All members may be called from any thread.
class JobContext
{
public:
    virtual ~JobContext() = default;

    /// May be called as often as one likes; front ends get at most one a frame.
    virtual void progress(const Progress& progress) = 0;

    /// One line of output on the way: an event, a service that is ready, a device's result.
    virtual void record(const QJsonObject& data, const QString& text) = 0;

    virtual std::stop_token stopToken() const = 0;

    bool isCancelled() const { return stopToken().stop_requested(); }

    /// Sleeps until the job is cancelled or the time is over. True when cancelled.
    bool waitCancelled(std::chrono::milliseconds limit) const;
    void waitCancelled() const;
};

/// Long work with progress, cancel and a result. Lives in the thread that made it and emits there; the work runs on a
/// pool.
class Job final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Job)

public:
    using Work = std::function<Result<Outcome>(JobContext&)>;

    enum class State
    {
        Waiting,
        Running,
        Done
    };

    Job(QString title, Work work, QObject* parent = nullptr);

    /// Asks the work to end and waits for it: nothing of it runs on.
    ~Job() override;

    /// Starts the work on `pool`, once.
    void start(QThreadPool& pool);

    /// Asks the work to end; `finished` still follows, mostly with Error::Code::Cancelled.
    void cancel();

    const QString& title() const { return m_title; }
    State state() const { return m_state; }
    const Progress& lastProgress() const { return m_progress; }
    /// Null until `finished`.
    const std::optional<Result<Outcome>>& result() const { return m_result; }

Q_SIGNALS:
    void progressed(const ota::Progress& progress);
    void recorded(const QJsonObject& data, const QString& text);
    /// Once, and last.
    void finished();

private:
    class Shared;

    void onWake();

    QString m_title;
    State m_state = State::Waiting;
    Progress m_progress;
    std::optional<Result<Outcome>> m_result;
    std::shared_ptr<Shared> m_shared; ///< Shared with the running work, which may outlive a deleted receiver's event.
};

} // namespace ota
