// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/boards/boardrow.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>

namespace ota {

class JobCenter;

/// Which virtual boards and gateways run as jobs of this window, and what they tell. GUI thread.
class BoardRuns final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardRuns)

public:
    struct Run
    {
        int job = 0; ///< 0: it does not run.
        BoardRow::Power power = BoardRow::Power::Off;
        QString address;        ///< While it runs.
        QStringList console;    ///< The last lines.
        QString news;           ///< What happened to it last, one sentence.
        QString error;          ///< Why the last run ended; empty when it was stopped.
        QJsonObject values;     ///< Of the operation that ran it.
        qsizetype together = 0; ///< How many run in the same job.
    };

    static constexpr qsizetype keptLines = 400;

    /// `jobs` must outlive it.
    explicit BoardRuns(JobCenter& jobs, QObject* parent = nullptr);

    /// Of a board that has not run here: all empty.
    Run run(const QString& board) const { return m_runs.value(board); }
    /// What starts it, as values of `board.run`.
    static QJsonObject startValues(const QString& board);
    void start(const QString& board);
    /// With all that run in the same job.
    void stop(const QString& board);
    /// The names that a run of this operation would have, in its order.
    static QStringList namesOf(const QString& operation, const QJsonObject& values);

Q_SIGNALS:
    void powerChanged(const QStringList& boards, ota::BoardRow::Power power);
    /// Its news, error or address.
    void changed(const QString& board);
    void consoleLine(const QString& board, const QString& line);

private:
    void onStarted(int job);
    void onRecorded(int job, const QJsonObject& data, const QString& text);
    void onFinished(int job);
    void takeBoardRecord(Run& run, const QString& board, const QJsonObject& data);
    void takeGatewayRecord(const QStringList& boards, int job, const QJsonObject& data, const QString& text);
    void addLine(Run& run, const QString& board, const QString& line);
    QStringList ofJob(const QStringList& boards, int job) const;
    void setPower(const QStringList& boards, BoardRow::Power power);

    JobCenter& m_jobs;
    QHash<QString, Run> m_runs;
    QHash<int, QStringList> m_boardsOf; ///< By job.
};

} // namespace ota
