// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/boardruns.h"

#include "panels/widgets/jobcenter.h"

#include <QJsonArray>

namespace ota {

namespace {

const QString runOperation = QStringLiteral("board.run");

/// The boards of a run, as the operation makes them of its values.
QStringList boardsOf(const QJsonObject& values)
{
    QStringList names;
    const QJsonValue given = values[QStringLiteral("name")];
    if (given.isString())
        names << given.toString();
    for (const QJsonValue& name : given.toArray())
        names << name.toString();
    const qint64 count = values[QStringLiteral("count")].toInteger();
    for (qint64 i = 1; i <= count; ++i)
        names << QStringLiteral("virtual%1").arg(i);
    if (names.isEmpty())
        names << QStringLiteral("virtual1");
    return names;
}

} // namespace

BoardRuns::BoardRuns(JobCenter& jobs, QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
{
    connect(&jobs, &JobCenter::started, this, &BoardRuns::onStarted);
    connect(&jobs, &JobCenter::recorded, this, &BoardRuns::onRecorded);
    connect(&jobs, &JobCenter::finished, this, &BoardRuns::onFinished);
    for (const int job : jobs.ids()) {
        if (jobs.job(job)->running())
            onStarted(job);
    }
}

QJsonObject BoardRuns::startValues(const QString& board)
{
    return {{QStringLiteral("name"), QJsonArray{board}},
            {QStringLiteral("console"), true},
            {QStringLiteral("record"), true}};
}

void BoardRuns::start(const QString& board)
{
    if (m_runs.value(board).job != 0)
        return;
    if (const auto job = m_jobs.start(runOperation, startValues(board)); !job) {
        m_runs[board].error = errorText(job.error());
        Q_EMIT changed(board);
    }
}

void BoardRuns::stop(const QString& board)
{
    if (const int job = m_runs.value(board).job; job != 0)
        m_jobs.cancel(job);
}

void BoardRuns::onStarted(int job)
{
    const JobEntry* entry = m_jobs.job(job);
    if (!entry || entry->operation != runOperation)
        return;
    const QStringList boards = boardsOf(entry->values);
    m_boardsOf.insert(job, boards);
    for (const QString& board : boards) {
        if (m_runs.value(board).job != 0)
            continue; // A second run of the same board fails by itself.
        Run& run = m_runs[board];
        run = {};
        run.job = job;
        setPower(board, BoardRow::Power::Starting);
    }
}

void BoardRuns::onRecorded(int job, const QJsonObject& data, const QString& /*text*/)
{
    if (!m_boardsOf.contains(job))
        return;
    const QString board = data[QStringLiteral("board")].toString();
    const auto found = m_runs.find(board);
    if (found == m_runs.end() || found->job != job)
        return;
    const QString event = data[QStringLiteral("event")].toString();
    if (event == QStringLiteral("console")) {
        const QString line = data[QStringLiteral("line")].toString();
        found->console << line;
        if (found->console.size() > keptLines)
            found->console.removeFirst();
        Q_EMIT consoleLine(board, line);
        return;
    }
    if (event == QStringLiteral("ready")) {
        found->address = data[QStringLiteral("coap")].toString();
        setPower(board, BoardRow::Power::On);
    } else if (event == QStringLiteral("dead")) {
        found->news = tr("It does not start any more: %1").arg(data[QStringLiteral("text")].toString());
    } else if (event == QStringLiteral("power-lost")) {
        found->news = tr("It lost its power.");
    } else if (event == QStringLiteral("booted")) {
        found->news.clear();
    }
    Q_EMIT changed(board);
}

void BoardRuns::onFinished(int job)
{
    const JobEntry* entry = m_jobs.job(job);
    for (const QString& board : m_boardsOf.take(job)) {
        Run& run = m_runs[board];
        if (run.job != job)
            continue;
        run.job = 0;
        run.address.clear();
        const auto& result = entry->result;
        if (result && !*result && result->error().code != Error::Code::Cancelled)
            run.error = errorText(result->error());
        setPower(board, BoardRow::Power::Off);
        Q_EMIT changed(board);
    }
}

void BoardRuns::setPower(const QString& board, BoardRow::Power power)
{
    m_runs[board].power = power;
    Q_EMIT powerChanged(board, power);
}

} // namespace ota
