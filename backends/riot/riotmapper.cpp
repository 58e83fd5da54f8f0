// SPDX-License-Identifier: Apache-2.0
#include "riot/riotmapper.h"

#include "timeline/reason.h"

#include <QCoreApplication>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(RiotMapper)
};

QString fieldText(const RiotEvent& event, QStringView name)
{
    return event.fields.value(name).toString();
}

qint64 fieldNumber(const RiotEvent& event, QStringView name)
{
    return event.fields.value(name).toInteger();
}

} // namespace

QString riotReason(int res, const RiotFacts& facts)
{
    switch (res) {
    case -1:
        return facts.sizeWrong ? reason::size : reason::format;
    case -2:
    case -3:
        return facts.componentNone ? reason::wrongTarget : reason::format;
    case -4:
        return facts.offsetBad ? reason::wrongSlot : reason::wrongTarget;
    case -5:
        return facts.seqOld ? reason::notNewer : reason::format;
    case -6: // Also errno ENXIO: the payload was answered with 4.xx.
        return facts.payloadFailed && !facts.signatureBad ? reason::notFound : reason::signature;
    case -7:
        return reason::digest;
    case -8:
        return reason::format;
    case -9:
    case -75:  // EOVERFLOW in Linux …
    case -139: // … and in newlib.
        return reason::pathTooLong;
    case -50:
    case -52:
        return reason::noSpace;
    case -51:
        return reason::size;
    case -74: // EBADMSG
    case -77:
    case -102: // ENETRESET: 5.xx
    case -126:
        return reason::network;
    case -110: // ETIMEDOUT
    case -116:
        return reason::timeout;
    default:
        return reason::err(QStringLiteral("res%1").arg(res));
    }
}

Event RiotMapper::note(const RiotEvent& from, Phase phase, Severity severity, const QString& message) const
{
    Event event;
    event.world = World::Suit;
    event.stream = Stream::Console;
    event.origin = Origin::Console;
    event.confidence = Confidence::Reported;
    event.phase = phase;
    event.edge = Edge::Note;
    event.severity = severity;
    event.code = QStringLiteral("riot.") + from.name;
    event.message = message;
    event.details = from.fields;
    return event;
}

Event RiotMapper::step(const RiotEvent& from, Phase phase, Edge edge, const QString& message)
{
    Event event = note(from, phase, Severity::Info, message);
    event.edge = edge;
    if (edge == Edge::Leave)
        event.result = SessionResult::Success;
    m_phase = phase;
    return event;
}

std::optional<Event> RiotMapper::take(const RiotEvent& event)
{
    if (auto mapped = takeCheck(event))
        return mapped;
    if (auto mapped = takePayload(event))
        return mapped;
    if (auto mapped = takeResult(event))
        return mapped;
    return takeBoard(event);
}

std::optional<Event> RiotMapper::takeCheck(const RiotEvent& event)
{
    const QString& name = event.name;
    if (name == u"trigger") {
        const QString url = fieldText(event, u"url");
        // A busy worker takes no notice of it: then it is no new beginning.
        return m_working
                   ? note(event, Phase::Offered, Severity::Info, Tr::tr("told to fetch %1 while it works").arg(url))
                   : step(event, Phase::Offered, Edge::Enter, Tr::tr("told to fetch %1").arg(url));
    }
    if (name == u"start") {
        m_facts = {};
        m_working = true;
        m_ranSinceBoot = true;
        m_concluded = false;
        m_progressed = false;
        Event started = step(event, Phase::Offered, Edge::Enter, Tr::tr("the SUIT worker starts"));
        started.details[detail::starts] = true;
        return started;
    }
    if (name == u"manifest.get") {
        Event get =
            step(event, Phase::Check, Edge::Enter, Tr::tr("fetches the manifest %1").arg(fieldText(event, u"url")));
        get.step = QStringLiteral("manifest");
        return get;
    }
    if (name == u"manifest.got")
        return note(event, Phase::Check, Severity::Info,
                    Tr::tr("got a manifest of %1 bytes").arg(fieldNumber(event, u"size")));
    if (name == u"manifest.failed") {
        m_facts.manifestFailed = true;
        return note(event, Phase::Check, Severity::Warning, Tr::tr("could not get the manifest"));
    }
    if (name == u"scheme") {
        m_facts.scheme = true;
        return note(event, m_phase, Severity::Warning, Tr::tr("does not know this kind of URL"));
    }
    if (name == u"signature.check")
        return note(event, Phase::Check, Severity::Info, Tr::tr("verifies the manifest's signature"));
    if (name == u"signature.bad") {
        m_facts.signatureBad = true;
        return note(event, Phase::Check, Severity::Warning, Tr::tr("the signature is not valid for its key"));
    }
    if (name == u"digest.mismatch") {
        m_facts.digestMismatch = true;
        return note(event, Phase::Check, Severity::Warning,
                    Tr::tr("the manifest does not have the digest that was signed"));
    }
    if (name == u"version.ok")
        return note(event, Phase::Check, Severity::Info, Tr::tr("the manifest has version 1"));
    if (name == u"seq.compare") {
        const QString manifest = QString::number(fieldNumber(event, u"manifest"));
        const QString stored = QString::number(fieldNumber(event, u"stored"));
        Event compared = note(event, Phase::Check, Severity::Info,
                              Tr::tr("sequence number %1 is offered, %2 is stored").arg(manifest, stored));
        compared.targetVersion = manifest;
        if (!m_riotboot)
            compared.runningVersion = stored;
        return compared;
    }
    if (name == u"seq.ok")
        return note(event, Phase::Check, Severity::Info, Tr::tr("the sequence number is newer"));
    if (name == u"seq.old") {
        m_facts.seqOld = true;
        return note(event, Phase::Check, Severity::Note, Tr::tr("the sequence number is not newer"));
    }
    if (name == u"component")
        return note(event, m_phase, Severity::Debug, Tr::tr("component '%1'").arg(fieldText(event, u"name")));
    if (name == u"component.none") {
        m_facts.componentNone = true;
        return note(event, Phase::Check, Severity::Warning, Tr::tr("has no storage for this component"));
    }
    if (name == u"component.many")
        return note(event, Phase::Check, Severity::Warning,
                    Tr::tr("more components than the %1 it can take").arg(fieldNumber(event, u"max")));
    if (name == u"offset")
        return note(event, Phase::Check, Severity::Debug,
                    Tr::tr("compares offset %1").arg(fieldText(event, u"offset")));
    if (name == u"offset.bad") {
        m_facts.offsetBad = true;
        return note(event, Phase::Check, Severity::Note, Tr::tr("made for another offset"));
    }
    if (name == u"uuid") {
        const bool same = fieldText(event, u"own") == fieldText(event, u"manifest");
        return note(event, Phase::Check, same ? Severity::Debug : Severity::Note,
                    same ? Tr::tr("identifier %1 as in the manifest").arg(fieldText(event, u"own"))
                         : Tr::tr("identifier %1, the manifest is for %2")
                               .arg(fieldText(event, u"own"), fieldText(event, u"manifest")));
    }
    if (name == u"vendor.ok")
        return note(event, Phase::Check, Severity::Info, Tr::tr("the vendor fits"));
    if (name == u"class.ok")
        return note(event, Phase::Check, Severity::Info, Tr::tr("the class fits"));
    if (name == u"policy.ok")
        return step(event, Phase::Check, Edge::Leave, Tr::tr("the manifest is accepted"));
    if (name == u"policy.failed")
        return note(event, Phase::Check, Severity::Warning, Tr::tr("the manifest lacks conditions that must be there"));
    return std::nullopt;
}

std::optional<Event> RiotMapper::takePayload(const RiotEvent& event)
{
    const QString& name = event.name;
    if (name == u"storage.failed")
        return note(event, Phase::Download, Severity::Warning, Tr::tr("could not open its storage"));
    if (name == u"flash.start") {
        m_riotboot = true;
        m_flashed = static_cast<int>(fieldNumber(event, u"slot"));
        Event flash = step(event, Phase::Download, Edge::Enter, Tr::tr("writes to slot %1").arg(*m_flashed));
        flash.step = QStringLiteral("slot%1").arg(*m_flashed);
        return flash;
    }
    if (name == u"flash.done")
        return note(event, m_phase, Severity::Info, Tr::tr("flashing is complete"));
    if (name == u"flash.error")
        return note(event, m_phase, Severity::Warning, Tr::tr("writing to flash failed"));
    if (name == u"progress") {
        const auto percent = static_cast<int>(fieldNumber(event, u"percent"));
        Event progress = step(event, Phase::Download, m_progressed ? Edge::Progress : Edge::Enter,
                              Tr::tr("fetches the payload, %1 %").arg(percent));
        progress.centipercent = percent * 100;
        progress.severity = m_progressed ? Severity::Debug : Severity::Info;
        m_progressed = true;
        return progress;
    }
    if (name == u"payload.size") {
        m_facts.sizeWrong = true;
        return note(event, Phase::Download, Severity::Warning,
                    Tr::tr("got %1 bytes of a payload of %2")
                        .arg(fieldNumber(event, u"got"))
                        .arg(fieldNumber(event, u"expected")));
    }
    if (name == u"payload.failed") {
        m_facts.payloadFailed = true;
        Event failed =
            note(event, Phase::Download, Severity::Warning, Tr::tr("could not fetch %1").arg(fieldText(event, u"url")));
        failed.rawStatus = QStringLiteral("code %1").arg(fieldNumber(event, u"code"));
        m_phase = Phase::Download;
        return failed;
    }
    if (name == u"payload.stored")
        return step(event, Phase::Download, Edge::Leave, Tr::tr("has stored the payload"));
    if (name == u"image.check") {
        // The same check runs once more when the image is in place.
        return m_facts.installed
                   ? note(event, Phase::Install, Severity::Info, Tr::tr("checks the installed image's digest"))
                   : step(event, Phase::Verify, Edge::Enter, Tr::tr("checks the image's digest"));
    }
    if (name == u"image.bad") {
        m_facts.imageBad = true;
        return note(event, Phase::Verify, Severity::Warning,
                    Tr::tr("the image does not have the manifest's digest; it is erased"));
    }
    if (name == u"install") {
        m_facts.installed = true;
        return step(event, Phase::Install, Edge::Enter, Tr::tr("installs the image"));
    }
    if (name == u"seq.stored")
        return note(event, Phase::Install, Severity::Info,
                    Tr::tr("stored sequence number %1").arg(fieldNumber(event, u"seq")));
    if (name == u"image.ok") {
        if (std::exchange(m_facts.imageOk, true))
            return note(event, Phase::Install, Severity::Info, Tr::tr("the installed image is in order"));
        return step(event, Phase::Install, Edge::Leave, Tr::tr("the installed image is in order"));
    }
    return std::nullopt;
}

Event RiotMapper::fail(const RiotEvent& from, const QString& reason, const QString& message)
{
    Event event = note(from, m_phase == Phase::Idle ? Phase::Check : m_phase, Severity::Error, message);
    if (std::exchange(m_concluded, true))
        return event;
    event.edge = Edge::Leave;
    event.result = m_facts.seqOld ? SessionResult::Rejected : SessionResult::Failure;
    event.reason = reason;
    return event;
}

std::optional<Event> RiotMapper::takeResult(const RiotEvent& event)
{
    const QString& name = event.name;
    if (name == u"result.ok") {
        m_working = false;
        if (m_facts.imageOk)
            return note(event, Phase::Install, Severity::Info, Tr::tr("reports that the update was successful"));
        Event empty = step(event, m_phase == Phase::Idle ? Phase::Check : m_phase, Edge::Leave,
                           Tr::tr("reports success, but has installed nothing"));
        empty.result = SessionResult::Unconfirmed;
        empty.severity = Severity::Warning;
        return empty;
    }
    if (name == u"result.error") {
        const auto res = static_cast<int>(fieldNumber(event, u"res"));
        const QString why = riotReason(res, m_facts);
        Event failed = fail(event, why, Tr::tr("gives up: %1").arg(reason::label(why)));
        failed.rawStatus = QStringLiteral("res=%1").arg(res);
        return failed;
    }
    if (name == u"result.failed") {
        m_working = false;
        // Our own server knows more of a manifest that did not come; the session's fold looks there.
        const QString why = m_facts.scheme ? QString(reason::format) : QString(reason::unknown);
        const bool told = m_concluded;
        Event failed = fail(event, why, Tr::tr("reports that the update failed"));
        if (told)
            failed.severity = Severity::Info;
        return failed;
    }
    return std::nullopt;
}

Event RiotMapper::slotSeen(const RiotEvent& event)
{
    const auto slot = static_cast<int>(fieldNumber(event, u"slot"));
    m_riotboot = true;
    if (!m_flashed || !m_facts.imageOk)
        return note(event, Phase::Confirm, Severity::Info, Tr::tr("runs from slot %1").arg(slot));
    const bool isNew = slot == *m_flashed;
    m_flashed.reset();
    if (isNew)
        return step(event, Phase::Confirm, Edge::Leave, Tr::tr("runs from slot %1, the new one").arg(slot));
    Event old = step(event, Phase::Rollback, Edge::Leave, Tr::tr("runs from slot %1, the old one").arg(slot));
    old.reason = reason::notApplied;
    old.severity = Severity::Error;
    return old;
}

std::optional<Event> RiotMapper::takeBoard(const RiotEvent& event)
{
    const QString& name = event.name;
    if (name == u"busy") {
        Event busy =
            note(event, Phase::Offered, Severity::Warning, Tr::tr("the worker is busy: the trigger is ignored"));
        busy.edge = Edge::Leave;
        busy.result = SessionResult::Rejected;
        busy.reason = reason::busy;
        return busy;
    }
    if (name == u"reboot") {
        m_working = false;
        return step(event, Phase::Reboot, Edge::Enter, Tr::tr("reboots"));
    }
    if (name == u"panic")
        return note(event, m_phase == Phase::Idle ? Phase::Reboot : m_phase, Severity::Error, Tr::tr("kernel panic"));
    if (name == u"boot") {
        m_working = false;
        m_ranSinceBoot = false;
        return step(event, Phase::Reboot, Edge::Leave, Tr::tr("RIOT %1 starts").arg(fieldText(event, u"version")));
    }
    if (name == u"slot")
        return slotSeen(event);
    if (name == u"header.version") {
        m_riotboot = true;
        const QString version = fieldText(event, u"version");
        // Before it reboots the worker prints the header of the other slot: what will run, not what does.
        if (m_ranSinceBoot)
            return note(event, Phase::Install, Severity::Info, Tr::tr("has written image version %1").arg(version));
        Event runs = note(event, Phase::Confirm, Severity::Info, Tr::tr("runs image version %1").arg(version));
        runs.runningVersion = version;
        return runs;
    }
    if (name == u"answer.seq_no") {
        Event answer =
            note(event, Phase::Confirm, Severity::Info, Tr::tr("sequence number %1").arg(fieldText(event, u"seq")));
        // With slots it is the highest that is stored, not the one that runs.
        if (!m_riotboot)
            answer.runningVersion = fieldText(event, u"seq");
        return answer;
    }
    return std::nullopt;
}

} // namespace ota
