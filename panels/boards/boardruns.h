// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/boards/boardrow.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>

namespace ota {

class JobCenter;

/// Which virtual boards run as jobs of this window, and what their consoles say. GUI thread.
class BoardRuns final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardRuns)

public:
    struct Run
    {
        int job = 0; ///< 0: it does not run.
        BoardRow::Power power = BoardRow::Power::Off;
        QString address;     ///< While it runs.
        QStringList console; ///< The last lines.
        QString news;        ///< What happened to it last, one sentence.
        QString error;       ///< Why the last run ended; empty when it was stopped.
    };

    static constexpr qsizetype keptLines = 400;

    /// `jobs` must outlive it.
    explicit BoardRuns(JobCenter& jobs, QObject* parent = nullptr);

    /// Of a board that has not run here: all empty.
    Run run(const QString& board) const { return m_runs.value(board); }
    /// What starts it, as values of `board.run`.
    static QJsonObject startValues(const QString& board);
    void start(const QString& board);
    void stop(const QString& board);

Q_SIGNALS:
    void powerChanged(const QString& board, ota::BoardRow::Power power);
    /// Its news, error or address.
    void changed(const QString& board);
    void consoleLine(const QString& board, const QString& line);

private:
    void onStarted(int job);
    void onRecorded(int job, const QJsonObject& data, const QString& text);
    void onFinished(int job);
    void setPower(const QString& board, BoardRow::Power power);

    JobCenter& m_jobs;
    QHash<QString, Run> m_runs;
    QHash<int, QStringList> m_boardsOf; ///< By job.
};

} // namespace ota
