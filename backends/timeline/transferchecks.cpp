// SPDX-License-Identifier: Apache-2.0
// What the checkers find in what our services counted.
#include "timeline/checkers.h"
#include "timeline/reason.h"
#include "timeline/sentence.h"
#include "timeline/sessionfold.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Checkers)
};

constexpr qint64 second = 1'000'000'000;

bool isBusyStatus(const QString& status)
{
    return status.startsWith(u'5') || status == u"429";
}

} // namespace

void SessionChecks::checkTransfer(const Event& event)
{
    if (event.stream != Stream::Transfer)
        return;
    const QString name = event.details.value(detail::object).toString();
    if (name.isEmpty())
        return;
    Object& object = m_objects[name];
    checkBackoff(event, object);
    checkRetries(event, object);
    checkResume(event, object);
    if (event.code == code::transferEnd)
        object.complete = true;
}

void SessionChecks::checkResume(const Event& event, Object& object)
{
    const QJsonObject& details = event.details;
    const auto offset = static_cast<quint64>(details.value(detail::offset).toInteger());
    const bool begins = event.code == code::transferBegin;
    if (details.contains(detail::start) && static_cast<quint64>(details.value(detail::start).toInteger()) != offset)
        add(checker::resume, "wrong-offset", Severity::Error,
            Tr::tr("Byte %1 was asked for, the answer began at %2.")
                .arg(offset)
                .arg(details.value(detail::start).toInteger()),
            {event.seq});
    const QString etag = details.value(detail::etag).toString();
    const QString digest = details.value(detail::digest).toString();
    const bool otherBody = (!etag.isEmpty() && !object.etag.isEmpty() && etag != object.etag) ||
                           (!digest.isEmpty() && !object.digest.isEmpty() && digest != object.digest);
    if (otherBody && (!begins || offset > 0))
        add(checker::resume, "changed", Severity::Error, Tr::tr("One file was served from two different bodies."),
            {object.taggedSeq, event.seq});
    if (!etag.isEmpty() || !digest.isEmpty()) {
        object.etag = etag;
        object.digest = digest;
        object.taggedSeq = event.seq;
    }
    if (begins && offset == 0 && object.resumed && !object.complete)
        add(checker::resume, "restarted", Severity::Error,
            Tr::tr("After a resumed transfer the device began again at byte 0."), {event.seq});
    if (begins)
        object.resumed = offset > 0;
    if (event.done && event.total && *event.done > *event.total)
        add(checker::resume, "above-100", Severity::Error,
            Tr::tr("%1 of %2 bytes: more than there are.").arg(*event.done).arg(*event.total), {event.seq});
}

// spec/timeline.md 6: more than 10 requests of one object per minute without growing offset.
void SessionChecks::checkRetries(const Event& event, Object& object)
{
    constexpr std::size_t most = 10;
    const auto counted = static_cast<quint64>(event.details.value(detail::requests).toInteger());
    const bool begins = event.code == code::transferBegin;
    const bool isNew = begins && event.details.value(detail::bytes).toInteger() == 0;
    const quint64 known = isNew ? 0 : object.requests;
    const quint64 fresh = counted > known ? counted - known : (begins || event.code == u"transfer.refused" ? 1 : 0);
    object.requests = counted;
    if (event.done.value_or(0) > object.farthest) {
        object.farthest = *event.done;
        object.idle.clear();
        return;
    }
    for (quint64 i = 0; i < std::min<quint64>(fresh, most + 1); ++i)
        object.idle.emplace_back(event.hostNs, event.seq);
    while (!object.idle.empty() && object.idle.front().first <= event.hostNs - 60 * second)
        object.idle.pop_front();
    if (object.idle.size() <= most)
        return;
    add(checker::retryStorm, "requests", Severity::Error,
        Tr::tr("More than %1 requests of one object within a minute, and not a byte further.").arg(most),
        {object.idle.front().second, event.seq});
    object.idle.clear();
}

void SessionChecks::checkBackoff(const Event& event, Object& object)
{
    const QString status = event.details.value(detail::status).toString();
    const bool asks = event.code == code::transferBegin || event.code == u"transfer.refused";
    if (asks && object.refusedNs != 0 && event.hostNs - object.refusedNs < object.waitNs)
        add(checker::backoff, "too-soon", Severity::Warning,
            Tr::tr("The device asked again after %1; it should have waited %2.")
                .arg(humanDuration(event.hostNs - object.refusedNs), humanDuration(object.waitNs)),
            {object.refusedSeq, event.seq});
    if (asks)
        object.refusedNs = 0;
    if (!isBusyStatus(status) && event.reason != reason::busy)
        return;
    const qint64 standard = event.world == World::Matter ? 120 : 1;
    object.refusedNs = event.hostNs;
    object.refusedSeq = event.seq;
    object.waitNs = event.details.value(detail::retryAfter).toInteger(standard) * second;
}

void SessionChecks::checkDigest(const Event& event)
{
    const QString digest = event.details.value(detail::digest).toString();
    if (digest.isEmpty())
        return;
    if (event.stream == Stream::Transfer && event.details.value(detail::payload).toBool(true))
        m_served = {digest, event.seq};
    else if (event.origin == Origin::Device || event.origin == Origin::Console)
        m_reported = {digest, event.seq};
    if (m_served && m_reported && m_served->first.compare(m_reported->first, Qt::CaseInsensitive) != 0)
        add(checker::digest, "mismatch", Severity::Error,
            Tr::tr("The device reports another digest than that of the bytes served."),
            {m_served->second, m_reported->second});
}

} // namespace ota
