// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>

class QLocalSocket;

namespace ota {

class JobCenter;
struct WindowRequest;

/// Runs in the window what other programs of the same user ask of its bench, which nobody else can change while the
/// window has it: what is copied as a command works beside the window. GUI thread.
class WindowVerbs final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowVerbs)

public:
    /// `jobs` must outlive it.
    explicit WindowVerbs(JobCenter& jobs, QObject* parent = nullptr);

    /// Starts the job and answers on `socket`; when that is closed, the job is cancelled.
    void run(QLocalSocket* socket, const WindowRequest& request);

private:
    void onProgressed(int id);
    void onFinished(int id);

    JobCenter& m_jobs;
    QHash<int, QPointer<QLocalSocket>> m_callers; ///< By the job's id.
};

} // namespace ota
