// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/boardruns.h"

#include "panels/widgets/jobcenter.h"

#include <QJsonArray>

namespace ota {

namespace {

const QString runOperation = QStringLiteral("board.run");
const QString gatewayOperation = QStringLiteral("exosense.gateway.run");

} // namespace

QStringList BoardRuns::namesOf(const QString& operation, const QJsonObject& values)
{
    const QString numbered = operation == gatewayOperation ? QStringLiteral("gateway%1") : QStringLiteral("virtual%1");
    QStringList names;
    const QJsonValue given = values[QStringLiteral("name")];
    if (given.isString())
        names << given.toString();
    for (const QJsonValue& name : given.toArray())
        names << name.toString();
    const qint64 count = values[QStringLiteral("count")].toInteger();
    for (qint64 i = 1; i <= count; ++i)
        names << numbered.arg(i);
    if (names.isEmpty())
        names << numbered.arg(1);
    return names;
}

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
    if (!entry || (entry->operation != runOperation && entry->operation != gatewayOperation))
        return;
    const QStringList boards = namesOf(entry->operation, entry->values);
    m_boardsOf.insert(job, boards);
    QStringList begun;
    for (const QString& board : boards) {
        Run& run = m_runs[board];
        if (run.job != 0)
            continue; // A second run of the same board fails by itself.
        run = {};
        run.job = job;
        run.values = entry->values;
        run.together = boards.size();
        begun << board;
    }
    setPower(begun, BoardRow::Power::Starting);
}

void BoardRuns::addLine(Run& run, const QString& board, const QString& line)
{
    run.console << line;
    if (run.console.size() > keptLines)
        run.console.removeFirst();
    Q_EMIT consoleLine(board, line);
}

void BoardRuns::takeBoardRecord(Run& run, const QString& board, const QJsonObject& data)
{
    const QString event = data[QStringLiteral("event")].toString();
    if (event == QStringLiteral("console")) {
        addLine(run, board, data[QStringLiteral("line")].toString());
        return;
    }
    if (event == QStringLiteral("ready")) {
        run.address = data[QStringLiteral("coap")].toString();
        setPower({board}, BoardRow::Power::On);
    } else if (event == QStringLiteral("dead")) {
        run.news = tr("It does not start any more: %1").arg(data[QStringLiteral("text")].toString());
    } else if (event == QStringLiteral("power-lost")) {
        run.news = tr("It lost its power.");
    } else if (event == QStringLiteral("booted")) {
        run.news.clear();
    }
    Q_EMIT changed(board);
}

void BoardRuns::takeGatewayRecord(const QStringList& boards, int job, const QJsonObject& data, const QString& text)
{
    if (data[QStringLiteral("ready")].toBool()) {
        setPower(ofJob(boards, job), BoardRow::Power::On);
        return;
    }
    const QString board = data[QStringLiteral("gateway")].toString();
    const auto found = m_runs.find(board);
    if (found == m_runs.end() || found->job != job)
        return;
    const QString event = data[QStringLiteral("event")].toString();
    const QString before = found->news;
    if (event == QStringLiteral("failed"))
        found->news = data[QStringLiteral("text")].toString();
    else if (event != QStringLiteral("stopped"))
        found->news.clear();
    addLine(*found, board, text.mid(board.size()).trimmed());
    if (found->news != before)
        Q_EMIT changed(board);
}

void BoardRuns::onRecorded(int job, const QJsonObject& data, const QString& text)
{
    const auto boards = m_boardsOf.constFind(job);
    if (boards == m_boardsOf.constEnd())
        return;
    if (m_jobs.job(job)->operation == gatewayOperation) {
        takeGatewayRecord(*boards, job, data, text);
        return;
    }
    const QString board = data[QStringLiteral("board")].toString();
    const auto found = m_runs.find(board);
    if (found != m_runs.end() && found->job == job)
        takeBoardRecord(*found, board, data);
}

QStringList BoardRuns::ofJob(const QStringList& boards, int job) const
{
    QStringList own;
    for (const QString& board : boards) {
        if (m_runs.value(board).job == job)
            own << board;
    }
    return own;
}

void BoardRuns::onFinished(int job)
{
    const JobEntry* entry = m_jobs.job(job);
    const QStringList boards = ofJob(m_boardsOf.take(job), job);
    if (boards.isEmpty())
        return;
    for (const QString& board : boards) {
        Run& run = m_runs[board];
        run.job = 0;
        run.address.clear();
        const auto& result = entry->result;
        if (result && !*result && result->error().code != Error::Code::Cancelled)
            run.error = errorText(result->error());
    }
    setPower(boards, BoardRow::Power::Off);
    for (const QString& board : boards)
        Q_EMIT changed(board);
}

void BoardRuns::setPower(const QStringList& boards, BoardRow::Power power)
{
    for (const QString& board : boards)
        m_runs[board].power = power;
    Q_EMIT powerChanged(boards, power);
}

} // namespace ota
