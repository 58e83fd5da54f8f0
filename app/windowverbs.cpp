// SPDX-License-Identifier: Apache-2.0
#include "app/windowverbs.h"

#include "app/windowprotocol.h"
#include "panels/widgets/jobcenter.h"

#include <QLocalSocket>

namespace ota {

WindowVerbs::WindowVerbs(JobCenter& jobs, QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
{
    connect(&m_jobs, &JobCenter::progressed, this, &WindowVerbs::onProgressed);
    connect(&m_jobs, &JobCenter::recorded, this, [this](int id, const QJsonObject& data, const QString& text) {
        if (QLocalSocket* socket = m_callers.value(id))
            socket->write(toLine(WindowRecord{data, text}));
    });
    connect(&m_jobs, &JobCenter::finished, this, &WindowVerbs::onFinished);
}

void WindowVerbs::run(QLocalSocket* socket, const WindowRequest& request)
{
    const auto id = m_jobs.start(request.operation, request.values);
    if (!id) {
        socket->write(toLine(Result<Outcome>(failure(id.error()))));
        socket->disconnectFromServer();
        return;
    }
    m_callers.insert(*id, socket);
    connect(socket, &QLocalSocket::disconnected, this, [this, id = *id] {
        if (m_callers.remove(id) > 0)
            m_jobs.cancel(id);
    });
}

void WindowVerbs::onProgressed(int id)
{
    QLocalSocket* socket = m_callers.value(id);
    const JobEntry* entry = m_jobs.job(id);
    if (socket && entry)
        socket->write(toLine(entry->progress));
}

void WindowVerbs::onFinished(int id)
{
    const QPointer<QLocalSocket> socket = m_callers.take(id);
    const JobEntry* entry = m_jobs.job(id);
    if (!socket || !entry)
        return;
    socket->write(toLine(*entry->result));
    socket->disconnectFromServer(); // Once all is written.
}

} // namespace ota
