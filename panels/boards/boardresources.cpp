// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/boardresources.h"

#include "base/clock.h"
#include "panels/boards/boardrow.h"
#include "panels/widgets/jobcenter.h"

#include <QJsonArray>

namespace ota {

namespace {

const QString discoverOperation = QStringLiteral("board.discover");

} // namespace

BoardResources::BoardResources(JobCenter& jobs, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_clock(clock)
{
    connect(&jobs, &JobCenter::recorded, this, [this](int job, const QJsonObject& data) { onRecorded(job, data); });
}

BoardResources::Shown BoardResources::of(const QString& address) const
{
    return m_shown.value(addressText(address));
}

bool BoardResources::isAsking(const QString& address) const
{
    return m_asking.contains(addressText(address));
}

void BoardResources::onRecorded(int job, const QJsonObject& data)
{
    const JobEntry* entry = m_jobs.job(job);
    if (!entry || entry->operation != discoverOperation)
        return;
    Shown shown;
    for (const QJsonValue& path : data[QStringLiteral("resources")].toArray())
        shown.resources << path.toString();
    shown.error = data[QStringLiteral("error")].toString();
    shown.timeNs = m_clock.nowNs();
    m_shown.insert(addressText(data[QStringLiteral("device")].toString()), shown);
    Q_EMIT changed();
}

void BoardResources::ask(const QString& address)
{
    const QString key = addressText(address);
    if (m_asking.contains(key))
        return;
    const auto end = [this, key](const QString& error) {
        m_asking.remove(key);
        if (!error.isEmpty())
            m_shown.insert(key, {{}, error, m_clock.nowNs()});
        Q_EMIT changed();
    };
    m_asking.insert(key);
    const auto started =
        m_jobs.start(discoverOperation, {{QStringLiteral("address"), QJsonArray{address}}}, this,
                     [end](const Result<Outcome>& outcome) { end(outcome ? QString() : errorText(outcome.error())); });
    if (started)
        Q_EMIT changed();
    else
        end(errorText(started.error()));
}

} // namespace ota
