// SPDX-License-Identifier: Apache-2.0
// What a checker knows, written down and read again: so that the inputs before need not be kept for ever.

#include "exosense/statuschecker.h"

#include <QJsonArray>

#include <algorithm>

namespace ota {

namespace {

const QString versionKey = QStringLiteral("version");
const QString attemptKey = QStringLiteral("attempt");
const QString requestedKey = QStringLiteral("requested");
const QString resultKey = QStringLiteral("result");
const QString lastStatusKey = QStringLiteral("last_status");
const QString percentKey = QStringLiteral("percent");
const QString findingsKey = QStringLiteral("findings");
const QString beforeKey = QStringLiteral("version_before");
const QString openedKey = QStringLiteral("opened");
const QString lastKey = QStringLiteral("last");
const QString messageKey = QStringLiteral("message");
const QString percentsKey = QStringLiteral("percents");
const QString reachedKey = QStringLiteral("reached_install");
const QString oldRanKey = QStringLiteral("old_ran");

// JSON numbers are doubles: nanoseconds since 1970 need more digits than those have.
QJsonValue numberOf(qint64 value)
{
    return QString::number(value);
}

qint64 numberFrom(const QJsonValue& value)
{
    return value.toString().toLongLong();
}

QJsonObject jsonOf(const StatusSession& session)
{
    QJsonArray codes;
    for (const ExosenseFinding& finding : session.findings)
        codes.append(finding.code);
    QJsonObject json{{versionKey, session.version},
                     {attemptKey, session.attempt},
                     {requestedKey, session.requested},
                     {resultKey, keyOf(session.result)},
                     {findingsKey, codes},
                     {beforeKey, session.versionBefore},
                     {openedKey, numberOf(session.openedNs)},
                     {lastKey, numberOf(session.lastNs)}};
    if (session.lastStatus)
        json.insert(lastStatusKey, keyOf(*session.lastStatus));
    if (session.percent)
        json.insert(percentKey, *session.percent);
    return json;
}

StatusSession sessionFrom(const QJsonObject& json)
{
    StatusSession session;
    session.version = json[versionKey].toString();
    session.attempt = json[attemptKey].toInt(1);
    session.requested = json[requestedKey].toBool();
    session.result = fromKey<SessionResult>(json[resultKey].toString()).value_or(SessionResult::Running);
    session.lastStatus = otauStatusFromKey(json[lastStatusKey].toString());
    if (json.contains(percentKey))
        session.percent = json[percentKey].toDouble();
    for (const QJsonValue& code : json[findingsKey].toArray()) {
        if (const auto finding = knownExosenseFinding(code.toString()))
            session.findings.push_back(*finding);
    }
    session.versionBefore = json[beforeKey].toString();
    session.openedNs = numberFrom(json[openedKey]);
    session.lastNs = numberFrom(json[lastKey]);
    return session;
}

} // namespace

QJsonObject StatusChecker::toJson() const
{
    QJsonArray sessions;
    for (std::size_t i = 0; i < m_sessions.size(); ++i) {
        QJsonObject json = jsonOf(m_sessions[i]);
        const Trail& trail = m_trails[i];
        QJsonObject percents;
        for (const auto& [status, percent] : trail.percents)
            percents.insert(keyOf(status), percent);
        json.insert(messageKey, trail.lastMessage);
        json.insert(percentsKey, percents);
        json.insert(reachedKey, trail.reachedInstall);
        json.insert(oldRanKey, trail.oldRan);
        sessions.append(json);
    }
    QJsonArray attempts;
    for (const auto& [version, attempt] : m_attempts)
        attempts.append(QJsonArray{version, attempt});
    QJsonObject json{{QStringLiteral("running"), m_running},
                     {QStringLiteral("sessions"), sessions},
                     {QStringLiteral("attempts"), attempts}};
    if (m_current)
        json.insert(QStringLiteral("current"), static_cast<qint64>(*m_current));
    return json;
}

StatusChecker StatusChecker::fromJson(const QJsonObject& json, StatusLimits limits)
{
    StatusChecker checker(json[QStringLiteral("running")].toString(), limits);
    for (const QJsonValue& value : json[QStringLiteral("sessions")].toArray()) {
        const QJsonObject each = value.toObject();
        checker.m_sessions.push_back(sessionFrom(each));
        Trail trail{each[messageKey].toString(), {}, each[reachedKey].toBool(), each[oldRanKey].toBool()};
        const QJsonObject percents = each[percentsKey].toObject();
        for (auto percent = percents.begin(); percent != percents.end(); ++percent) {
            if (const auto status = otauStatusFromKey(percent.key()))
                trail.percents.emplace(*status, percent.value().toDouble());
        }
        checker.m_trails.push_back(std::move(trail));
    }
    for (const QJsonValue& value : json[QStringLiteral("attempts")].toArray())
        checker.m_attempts.emplace_back(value[0].toString(), value[1].toInt());
    const auto current = static_cast<std::size_t>(json[QStringLiteral("current")].toInteger(-1));
    if (current < checker.m_sessions.size())
        checker.m_current = current;
    return checker;
}

void StatusChecker::forgetOld(std::size_t keep)
{
    // Later reports of a version are judged by its newest session, however old: that is kept four times as long. A
    // device with a new version each time must not fill the memory either.
    const std::size_t newestKeep = keep * 4;
    const auto isNeeded = [this](std::size_t index) {
        return m_current == index || newestOf(m_sessions[index].version) == index;
    };
    std::size_t left = m_sessions.size();
    std::vector<bool> goes(m_sessions.size());
    for (std::size_t i = 0; i < m_sessions.size() && left > keep; ++i) {
        goes[i] = !isNeeded(i) || (m_current != i && left > newestKeep);
        left -= goes[i] ? 1 : 0;
    }
    std::size_t to = 0;
    std::optional<std::size_t> current;
    for (std::size_t from = 0; from < goes.size(); ++from) {
        if (goes[from]) {
            std::erase_if(m_attempts, [&](const auto& each) { return each.first == m_sessions[from].version; });
            m_attempts.emplace_back(m_sessions[from].version, m_sessions[from].attempt);
            continue;
        }
        if (m_current == from)
            current = to;
        if (to != from) {
            m_sessions[to] = std::move(m_sessions[from]);
            m_trails[to] = std::move(m_trails[from]);
        }
        ++to;
    }
    if (m_attempts.size() > newestKeep)
        m_attempts.erase(m_attempts.begin(), m_attempts.end() - static_cast<std::ptrdiff_t>(newestKeep));
    m_sessions.resize(to);
    m_trails.resize(to);
    m_current = current;
    m_touched.reset();
}

} // namespace ota
