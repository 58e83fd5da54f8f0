// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/job.h"
#include "operations/operationregistry.h"

#include <QJsonObject>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ota {

/// One job of the window as its lists show it.
struct JobEntry
{
    int id = 0;
    QString operation;  ///< `suit.build`
    QString title;      ///< The operation's summary.
    QJsonObject values; ///< As they were given.
    qint64 startedNs = 0;
    qint64 endedNs = 0; ///< 0 while it runs.
    Progress progress;
    std::optional<double> rate; ///< Units a second over the last seconds.
    QStringList records;        ///< What it wrote on the way, the last thousand lines.
    std::optional<Result<Outcome>> result;

    bool running() const { return !result.has_value(); }
    std::optional<double> fraction() const;
    /// `46 %`, `2.1 MB/s`, `12 s left`, or the first line of the result or error, for a person.
    QString words() const;
};

/// Runs operations as jobs for the window and remembers what became of them. GUI thread; the work runs on a pool of its
/// own. Signals come at most once a frame for a job.
class JobCenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobCenter)

public:
    using AskSecret = std::function<Result<QString>(const QString& prompt, std::stop_token stop)>;
    /// Called on the worker thread; gives the operation its bench and the way to ask.
    using ContextFactory = std::function<std::unique_ptr<OperationContext>(JobContext&, AskSecret)>;
    using Done = std::function<void(const Result<Outcome>&)>;

    JobCenter(const OperationRegistry& registry, ContextFactory context, const Clock& clock, QObject* parent = nullptr);
    /// Cancels what runs and waits for its end.
    ~JobCenter() override;

    const OperationRegistry& registry() const { return m_registry; }

    /// Starts an operation; the id names its job. Error: Usage when the values are not right, before anything has run.
    Result<int> start(const QString& operation, const QJsonObject& values);
    /// The same, and tells `done` when it has ended, unless `receiver` is gone by then.
    Result<int> start(const QString& operation, const QJsonObject& values, QObject* receiver, Done done);
    void cancel(int id);
    /// Takes ended jobs out of the list.
    void clearEnded();

    /// Null when there is none of that id.
    const JobEntry* job(int id) const;
    std::vector<int> ids() const; ///< Oldest first.
    int runningCount() const;
    /// The running job that was started last; null when none runs.
    const JobEntry* newestRunning() const;
    /// What a shell would do the same with.
    QString command(int id) const;

    /// The answer to secretAsked; nothing: the person does not want to say.
    void answerSecret(int id, const std::optional<QString>& secret);

Q_SIGNALS:
    void started(int id);
    void progressed(int id);
    void finished(int id);
    /// What the operation told on the way, each piece as it comes; for panels that show more than its text.
    void recorded(int id, const QJsonObject& data, const QString& text);
    void removed(int id);
    /// An operation waits for a secret of that job.
    void secretAsked(int id, const QString& prompt);
    /// Somebody wants to see this job's result.
    void showRequested(int id);

private:
    struct Question;
    struct Running;

    Result<QString> ask(int id, const QString& prompt, std::stop_token stop);
    void onFinished(int id);
    void flush();
    JobEntry* find(int id);

    const OperationRegistry& m_registry;
    ContextFactory m_context;
    const Clock& m_clock;
    QThreadPool m_pool;
    std::deque<JobEntry> m_jobs;
    std::vector<std::unique_ptr<Running>> m_running;
    QSet<int> m_dirty; ///< Progressed since the last frame.
    QTimer m_frame;
    int m_lastId = 0;
};

/// The error of a job as a sentence with its next step.
QString errorText(const Error& error);

} // namespace ota
