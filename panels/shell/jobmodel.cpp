// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/jobmodel.h"

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"
#include "panels/widgets/jobcenter.h"

#include <algorithm>
#include <cmath>

namespace ota {

namespace {

Mark markOf(const JobEntry& job)
{
    if (job.running())
        return Mark::None;
    if (!*job.result)
        return job.result->error().code == Error::Code::Cancelled ? Mark::Neutral : Mark::Bad;
    return (*job.result)->good ? Mark::Good : Mark::Warn;
}

QVariant barOf(const JobEntry& job)
{
    if (job.running())
        return QVariant::fromValue(CellProgress{job.fraction(), false});
    return {};
}

} // namespace

JobModel::JobModel(JobCenter& jobs, QObject* parent)
    : QAbstractTableModel(parent)
    , m_jobs(jobs)
    , m_ids(jobs.ids())
{
    std::ranges::reverse(m_ids);
    connect(&jobs, &JobCenter::started, this, [this](int id) {
        beginInsertRows({}, 0, 0);
        m_ids.insert(m_ids.begin(), id);
        endInsertRows();
    });
    const auto changed = [this](int id) {
        if (const int row = rowOf(id); row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    };
    connect(&jobs, &JobCenter::progressed, this, changed);
    connect(&jobs, &JobCenter::finished, this, changed);
    connect(&jobs, &JobCenter::removed, this, [this](int id) {
        const int row = rowOf(id);
        if (row < 0)
            return;
        beginRemoveRows({}, row, row);
        m_ids.erase(m_ids.begin() + row);
        endRemoveRows();
    });
}

int JobModel::rowOf(int id) const
{
    const auto found = std::ranges::find(m_ids, id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

int JobModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int JobModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const JobEntry* job = m_jobs.job(idAt(index.row()));
    if (!job)
        return {};
    if (role == idRole)
        return job->id;
    switch (index.column()) {
    case Name:
        if (role == Qt::DisplayRole)
            return job->title;
        if (role == cell::AsideRole)
            return job->operation;
        return {};
    case Bar:
        if (role == Qt::DisplayRole && job->running() && job->fraction())
            return QStringLiteral("%1 %").arg(static_cast<int>(std::floor(*job->fraction() * 100)));
        return role == cell::ProgressRole ? barOf(*job) : QVariant();
    case Words:
        if (role == Qt::DisplayRole)
            return job->words();
        if (role == cell::MarkRole)
            return static_cast<int>(markOf(*job));
        if (role == cell::InkRole && !job->running() && !*job->result && markOf(*job) == Mark::Bad)
            return static_cast<int>(Ink::Bad);
        return {};
    case Started:
        if (role == Qt::DisplayRole)
            return clockText(job->startedNs, false);
        return {};
    default:
        return {};
    }
}

} // namespace ota
