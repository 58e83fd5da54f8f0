// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

namespace ota {

class Clock;
class JobCenter;

/// What CoAP nodes showed of themselves when `board.discover` asked them in this window, by address. GUI thread.
class BoardResources final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardResources)

public:
    struct Shown
    {
        QStringList resources; ///< `/suit/trigger`, in the order of the answer.
        QString error;         ///< Why it did not answer; empty: it did.
        qint64 timeNs = 0;     ///< 0: it was not asked.
    };

    /// Both must outlive it.
    BoardResources(JobCenter& jobs, const Clock& clock, QObject* parent = nullptr);

    Shown of(const QString& address) const;
    bool isAsking(const QString& address) const;
    /// Asks this one; harmless while it is asked.
    void ask(const QString& address);

Q_SIGNALS:
    void changed();

private:
    void onRecorded(int job, const QJsonObject& data);

    JobCenter& m_jobs;
    const Clock& m_clock;
    QHash<QString, Shown> m_shown; ///< By addressText().
    QSet<QString> m_asking;
};

} // namespace ota
