// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace ota {

/// The one 60 Hz beat that everything that moves follows. It runs only while somebody needs it.
class Heartbeat final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Heartbeat)

public:
    explicit Heartbeat(QObject* parent = nullptr);

    /// `who` needs the beat from now on, until leave() or its end. Calling it again does nothing.
    void join(QObject* who);
    void leave(QObject* who);
    bool isRunning() const { return m_timer.isActive(); }

    /// Milliseconds that the beat has run; stands still while it does not.
    qint64 elapsedMs() const;

Q_SIGNALS:
    void beat(qint64 elapsedMs);

private:
    void forget(QObject* who);

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_beforeMs = 0;
    QSet<QObject*> m_members;
};

} // namespace ota
