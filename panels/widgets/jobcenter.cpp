// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/jobcenter.h"

#include "panels/widgets/format.h"
#include "panels/widgets/operationfield.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace ota {

namespace {

constexpr int rememberedJobs = 200;
constexpr int rememberedRecords = 1000;
constexpr int jobsAtOnce = 64; ///< Blocking work: `serve` runs as long as one wants it to.
constexpr std::chrono::milliseconds frame{16};
constexpr std::chrono::seconds rateWindow{3};

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(JobCenter)
};

} // namespace

QString errorText(const Error& error)
{
    QString text = error.message;
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    if (!error.hint.isEmpty())
        text += QStringLiteral(". ") + error.hint;
    return text;
}

std::optional<double> JobEntry::fraction() const
{
    if (!progress.total || *progress.total == 0)
        return std::nullopt;
    return std::min(1.0, static_cast<double>(progress.done) / static_cast<double>(*progress.total));
}

QString JobEntry::words() const
{
    if (result) {
        if (!*result)
            return errorText(result->error());
        const QString first = (*result)->text.section(u'\n', 0, 0).trimmed();
        return !first.isEmpty() ? first : (*result)->good ? Tr::tr("done") : Tr::tr("the answer is no");
    }
    QStringList parts;
    if (!progress.what.isEmpty())
        parts << progress.what;
    if (rate && progress.unit == QStringLiteral("bytes"))
        parts << rateText(rate);
    else if (!progress.total && progress.done > 0)
        parts << countText(static_cast<qint64>(progress.done)) + u' ' + progress.unit;
    if (rate && *rate > 0 && progress.total && *progress.total > progress.done) {
        const double seconds = static_cast<double>(*progress.total - progress.done) / *rate;
        parts << Tr::tr("%1 left").arg(durationText(std::chrono::milliseconds(static_cast<qint64>(seconds * 1000))));
    }
    return parts.isEmpty() ? Tr::tr("running") : parts.join(QStringLiteral(" · "));
}

/// A secret that a worker thread waits for.
struct JobCenter::Question
{
    std::mutex mutex;
    std::condition_variable_any answered;
    std::optional<std::optional<QString>> answer;
};

struct JobCenter::Running
{
    int id = 0;
    std::unique_ptr<Job> job;
    QPointer<QObject> receiver;
    Done done;
    std::deque<std::pair<qint64, quint64>> samples; ///< When and how much, for the rate.
    std::shared_ptr<Question> question;             ///< Shared with the worker that waits on it.
};

JobCenter::JobCenter(const OperationRegistry& registry, ContextFactory context, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_registry(registry)
    , m_context(std::move(context))
    , m_clock(clock)
{
    m_pool.setMaxThreadCount(jobsAtOnce);
    m_frame.setSingleShot(true);
    m_frame.setInterval(frame);
    connect(&m_frame, &QTimer::timeout, this, &JobCenter::flush);
}

JobCenter::~JobCenter()
{
    for (const auto& running : m_running)
        running->job->cancel();
    m_running.clear(); // Each job waits for its work.
}

Result<int> JobCenter::start(const QString& operation, const QJsonObject& values)
{
    return start(operation, values, nullptr, {});
}

Result<int> JobCenter::start(const QString& operation, const QJsonObject& values, QObject* receiver, Done done)
{
    const int id = m_lastId + 1;
    auto context = [this, id](JobContext& job) {
        return m_context(
            job, [this, id](const QString& prompt, std::stop_token stop) { return ask(id, prompt, std::move(stop)); });
    };
    auto made = m_registry.job(operation, values, std::move(context));
    if (!made)
        return failure(made.error());
    m_lastId = id;
    JobEntry entry;
    entry.id = id;
    entry.operation = operation;
    entry.title = titleOf(*m_registry.find(operation));
    entry.values = values;
    entry.startedNs = m_clock.nowNs();
    m_jobs.push_back(std::move(entry));
    while (m_jobs.size() > rememberedJobs && !m_jobs.front().running()) {
        const int gone = m_jobs.front().id;
        m_jobs.pop_front();
        Q_EMIT removed(gone);
    }

    auto running = std::make_unique<Running>();
    running->id = id;
    running->job = std::move(*made);
    running->receiver = receiver;
    if (receiver || done)
        running->done = std::move(done);
    Job* job = running->job.get();
    Running* slot = running.get();
    connect(job, &Job::progressed, this, [this, id, slot](const Progress& progress) {
        JobEntry* known = find(id);
        known->progress = progress;
        const qint64 now = m_clock.nowNs();
        slot->samples.emplace_back(now, progress.done);
        while (slot->samples.size() > 2 &&
               now - slot->samples.front().first > std::chrono::nanoseconds(rateWindow).count())
            slot->samples.pop_front();
        const auto [since, before] = slot->samples.front();
        if (now - since > 200'000'000 && progress.done >= before)
            known->rate = static_cast<double>(progress.done - before) * 1e9 / static_cast<double>(now - since);
        m_dirty.insert(id);
        if (!m_frame.isActive())
            m_frame.start();
    });
    connect(job, &Job::recorded, this, [this, id](const QJsonObject& data, const QString& text) {
        QStringList& records = find(id)->records;
        records << text;
        if (records.size() > rememberedRecords)
            records.removeFirst();
        m_dirty.insert(id);
        if (!m_frame.isActive())
            m_frame.start();
        Q_EMIT recorded(id, data, text);
    });
    connect(job, &Job::finished, this, [this, id] { onFinished(id); });
    m_running.push_back(std::move(running));
    Q_EMIT started(id);
    job->start(m_pool);
    return id;
}

void JobCenter::onFinished(int id)
{
    const auto found = std::ranges::find(m_running, id, [](const auto& running) { return running->id; });
    std::unique_ptr<Running> running = std::move(*found);
    m_running.erase(found);
    JobEntry* entry = find(id);
    entry->result = running->job->result();
    entry->endedNs = m_clock.nowNs();
    m_dirty.remove(id);
    Q_EMIT finished(id);
    if (running->done && running->receiver)
        running->done(*running->job->result());
    // We stand in a signal of this very job.
    running->job.release()->deleteLater();
}

void JobCenter::cancel(int id)
{
    const auto found = std::ranges::find(m_running, id, [](const auto& running) { return running->id; });
    if (found != m_running.end())
        (*found)->job->cancel();
}

void JobCenter::clearEnded()
{
    for (auto it = m_jobs.begin(); it != m_jobs.end();) {
        if (it->running()) {
            ++it;
            continue;
        }
        const int id = it->id;
        it = m_jobs.erase(it);
        Q_EMIT removed(id);
    }
}

JobEntry* JobCenter::find(int id)
{
    const auto found = std::ranges::find(m_jobs, id, &JobEntry::id);
    return found == m_jobs.end() ? nullptr : &*found;
}

const JobEntry* JobCenter::job(int id) const
{
    const auto found = std::ranges::find(m_jobs, id, &JobEntry::id);
    return found == m_jobs.end() ? nullptr : &*found;
}

std::vector<int> JobCenter::ids() const
{
    std::vector<int> all;
    for (const JobEntry& entry : m_jobs)
        all.push_back(entry.id);
    return all;
}

int JobCenter::runningCount() const
{
    return static_cast<int>(m_running.size());
}

const JobEntry* JobCenter::newestRunning() const
{
    return m_running.empty() ? nullptr : job(m_running.back()->id);
}

QString JobCenter::command(int id) const
{
    const JobEntry* entry = job(id);
    const Operation* operation = entry ? m_registry.find(entry->operation) : nullptr;
    return operation ? commandLine(*operation, entry->values) : QString();
}

void JobCenter::flush()
{
    for (const int id : std::exchange(m_dirty, {}))
        Q_EMIT progressed(id);
}

Result<QString> JobCenter::ask(int id, const QString& prompt, std::stop_token stop)
{
    const auto question = std::make_shared<Question>();
    QMetaObject::invokeMethod(
        this,
        [this, id, prompt, question] {
            const auto found = std::ranges::find(m_running, id, [](const auto& running) { return running->id; });
            if (found == m_running.end())
                return;
            (*found)->question = question;
            Q_EMIT secretAsked(id, prompt);
        },
        Qt::QueuedConnection);
    std::unique_lock lock(question->mutex);
    question->answered.wait(lock, stop, [&question] { return question->answer.has_value(); });
    if (!question->answer)
        return failure(Error::Code::Cancelled, Tr::tr("cancelled while it waited for an answer"));
    if (!*question->answer)
        return failure(Error::Code::Cancelled, Tr::tr("the secret was not given"));
    return **question->answer;
}

void JobCenter::answerSecret(int id, const std::optional<QString>& secret)
{
    const auto found = std::ranges::find(m_running, id, [](const auto& running) { return running->id; });
    if (found == m_running.end() || !(*found)->question)
        return;
    const auto question = std::exchange((*found)->question, nullptr);
    {
        const std::lock_guard lock(question->mutex);
        question->answer = secret;
    }
    question->answered.notify_all();
}

} // namespace ota
