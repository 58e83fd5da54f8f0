// SPDX-License-Identifier: Apache-2.0
#include "base/job.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace ota {

bool JobContext::waitCancelled(std::chrono::milliseconds limit) const
{
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stopToken(), limit, [] { return false; });
    return isCancelled();
}

void JobContext::waitCancelled() const
{
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait(lock, stopToken(), [] { return false; });
}

/// What the work's thread and the job's thread share: a mailbox. The work fills it, a single queued call empties it.
class Job::Shared final : public JobContext
{
public:
    explicit Shared(Work work)
        : m_work(std::move(work))
    {
    }

    struct Mail
    {
        std::optional<Progress> progress;
        std::vector<std::pair<QJsonObject, QString>> records;
        std::optional<Result<Outcome>> result;
    };

    void progress(const Progress& progress) override
    {
        post([&](Mail& mail) { mail.progress = progress; });
    }

    void record(const QJsonObject& data, const QString& text) override
    {
        post([&](Mail& mail) { mail.records.emplace_back(data, text); });
    }

    std::stop_token stopToken() const override { return m_stop.get_token(); }

    void cancel() { m_stop.request_stop(); }

    void setReceiver(Job* receiver)
    {
        const std::lock_guard lock(m_mutex);
        m_receiver = receiver;
    }

    Mail takeMail()
    {
        const std::lock_guard lock(m_mutex);
        m_woken = false;
        return std::exchange(m_mail, {});
    }

    void run()
    {
        Result<Outcome> result = failure(Error::Code::Internal, QStringLiteral("the work ended without a result"));
        try {
            result = isCancelled()
                         ? Result<Outcome>(failure(Error::Code::Cancelled,
                                                   QCoreApplication::translate("Job", "cancelled before it began")))
                         : m_work(*this);
        } catch (const std::exception& exception) {
            // A library threw where it should not have; better an honest internal error than a lost program.
            result = failure(Error::Code::Internal, QString::fromUtf8(exception.what()));
        }
        m_work = nullptr;
        post([&](Mail& mail) { mail.result = std::move(result); });
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_endedSignal.notify_all();
    }

    void waitEnded()
    {
        std::unique_lock lock(m_mutex);
        m_endedSignal.wait(lock, [this] { return m_ended; });
    }

private:
    template<typename Change>
    void post(Change change)
    {
        const std::lock_guard lock(m_mutex);
        change(m_mail);
        if (m_woken || !m_receiver)
            return;
        m_woken = true;
        QMetaObject::invokeMethod(m_receiver, &Job::onWake, Qt::QueuedConnection);
    }

    Work m_work;
    std::stop_source m_stop;
    std::mutex m_mutex;
    std::condition_variable m_endedSignal;
    Mail m_mail;
    Job* m_receiver = nullptr;
    bool m_woken = false;
    bool m_ended = false;
};

Job::Job(QString title, Work work, QObject* parent)
    : QObject(parent)
    , m_title(std::move(title))
    , m_shared(std::make_shared<Shared>(std::move(work)))
{
}

Job::~Job()
{
    m_shared->setReceiver(nullptr);
    if (m_state == State::Running) {
        m_shared->cancel();
        m_shared->waitEnded();
    }
}

void Job::start(QThreadPool& pool)
{
    Q_ASSERT(m_state == State::Waiting);
    m_state = State::Running;
    m_shared->setReceiver(this);
    pool.start([shared = m_shared] { shared->run(); });
}

void Job::cancel()
{
    m_shared->cancel();
}

void Job::onWake()
{
    auto mail = m_shared->takeMail();
    const QPointer<Job> guard(this);
    for (const auto& [data, text] : mail.records) {
        Q_EMIT recorded(data, text);
        if (!guard)
            return;
    }
    if (mail.progress) {
        m_progress = *mail.progress;
        Q_EMIT progressed(m_progress);
        if (!guard)
            return;
    }
    if (mail.result) {
        m_state = State::Done;
        m_result = std::move(mail.result);
        Q_EMIT finished();
    }
}

} // namespace ota
