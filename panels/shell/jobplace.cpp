// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/jobplace.h"

#include "panels/widgets/jobcenter.h"

#include <QJsonArray>

namespace ota {

std::optional<JobPlace> placeOf(const JobEntry& job)
{
    if (job.running() || !*job.result)
        return std::nullopt;
    const QJsonObject& data = (*job.result)->data;
    const QString noun = job.operation.section(u'.', 0, 0);
    const QString verb = job.operation.section(u'.', 1);
    if (verb == QStringLiteral("remove"))
        return std::nullopt; // What is gone can not be shown.
    if (const qint64 session = data[QStringLiteral("session")].toInteger(); session > 0)
        return JobPlace{QStringLiteral("timelines"), QStringLiteral("session/%1").arg(session)};
    if (noun == QStringLiteral("release") && data[QStringLiteral("id")].isString()) {
        const bool draft = data[QStringLiteral("state")].toString() == QStringLiteral("draft");
        return JobPlace{QStringLiteral("images"), (draft ? QStringLiteral("draft/") : QStringLiteral("release/")) +
                                                      data[QStringLiteral("id")].toString()};
    }
    if (noun == QStringLiteral("board") && data[QStringLiteral("name")].isString())
        return JobPlace{QStringLiteral("boards"), QStringLiteral("board/") + data[QStringLiteral("name")].toString()};
    if (noun == QStringLiteral("notify"))
        return JobPlace{QStringLiteral("timelines"), {}};
    if (noun == QStringLiteral("serving") || noun == QStringLiteral("psk") || noun == QStringLiteral("token"))
        return JobPlace{QStringLiteral("serving"), {}};
    return std::nullopt;
}

} // namespace ota
