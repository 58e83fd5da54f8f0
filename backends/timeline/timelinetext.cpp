// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelinetext.h"

#include "base/bytes.h"
#include "operations/texttable.h"
#include "timeline/reason.h"
#include "timeline/secrets.h"
#include "timeline/sentence.h"
#include "timeline/sessionversions.h"

#include <QCoreApplication>
#include <QDateTime>

#include <utility>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(TimelineText)
};

QString orDash(const QString& text)
{
    return text.isEmpty() ? QStringLiteral("-") : text;
}

QString column(const QString& text, qsizetype width)
{
    return text.size() > width ? text.left(width - 1) + u'…' : text.leftJustified(width);
}

QString timeText(const Event& event, bool dates)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(event.hostNs / 1'000'000);
    if (!dates)
        return time.toString(QStringLiteral("HH:mm:ss.zzz"));
    return time.toOffsetFromUtc(time.offsetFromUtc()).toString(Qt::ISODateWithMs);
}

QString edgeText(const Event& event)
{
    if (event.centipercent)
        return QStringLiteral("%1 %").arg(*event.centipercent / 100);
    return keyOf(event.edge);
}

QString resultText(const Event& event)
{
    if (!event.result)
        return event.reason.isEmpty() ? QStringLiteral("-") : event.reason;
    const QString result = keyOf(*event.result);
    return event.reason.isEmpty() ? result : result + u' ' + event.reason;
}

QString versionAt(const QString& version, std::optional<qint64> ns)
{
    return version.isEmpty() || !ns ? orDash(version) : Tr::tr("%1, at %2").arg(version, clockTime(*ns));
}

/// Null when there is nothing to emphasise.
QString colourOf(const Event& event)
{
    if (event.severity == Severity::Error)
        return QStringLiteral("\x1b[31m");
    if (event.severity == Severity::Warning)
        return QStringLiteral("\x1b[33m");
    if (event.result && classOf(*event.result) == ResultClass::Good)
        return QStringLiteral("\x1b[32m");
    return event.severity == Severity::Debug ? QStringLiteral("\x1b[2m") : QString();
}

/// `▲` and its kin: what colour says must be there without colour as well.
QString mark(const Event& event)
{
    switch (event.severity) {
    case Severity::Error:
        return QStringLiteral("!! ");
    case Severity::Warning:
        return QStringLiteral("!  ");
    case Severity::Note:
        return QStringLiteral("*  ");
    default:
        return QStringLiteral("   ");
    }
}

} // namespace

QString plainText(const QString& text)
{
    QString plain = maskSecrets(text);
    for (QChar& letter : plain) {
        if (letter.unicode() < 0x20 || (letter.unicode() >= 0x7f && letter.unicode() < 0xa0))
            letter = u'?';
    }
    return plain;
}

QString TimelineText::heading()
{
    return QStringLiteral("   %1%2%3%4%5%6%7%8")
        .arg(column(Tr::tr("TIME"), 14), column(Tr::tr("BOARD"), 16), column(Tr::tr("SESSION"), 8),
             column(Tr::tr("STREAM"), 10), column(Tr::tr("PHASE"), 10), column(Tr::tr("EDGE"), 10),
             column(Tr::tr("RESULT"), 22), Tr::tr("MESSAGE"));
}

QString TimelineText::line(const Event& event) const
{
    const QString session = event.session.isNull() ? QStringLiteral("-") : u'#' + QString::number(event.session.value);
    QString text = mark(event) + timeText(event, dates) + QStringLiteral("  ");
    text += column(orDash(plainText(event.board.text())), 15) + u' ';
    text += column(session, 7) + u' ';
    text += column(keyOf(event.stream), 9) + u' ';
    text += column(event.phase ? keyOf(*event.phase) : QStringLiteral("-"), 9) + u' ';
    text += column(edgeText(event), 9) + u' ';
    text += column(plainText(resultText(event)), 21) + u' ';
    if (event.stream == Stream::Checker)
        text += event.code + QStringLiteral(": ");
    text += plainText(event.message.isEmpty() ? event.code : event.message);
    if (event.folded > 0)
        text += Tr::tr(" (%1 folded)").arg(event.folded);
    const QString start = colour ? colourOf(event) : QString();
    return start.isEmpty() ? text : start + text + QStringLiteral("\x1b[0m");
}

QString sessionText(const SessionRow& session, const std::vector<Finding>& findings, const FindingExplainer& explain)
{
    const QString attempt = session.attempt > 1 ? Tr::tr(", attempt %1").arg(session.attempt) : QString();
    const SessionVersions versions = versionsOf(session);
    QStringList lines;
    if (session.simulated)
        lines << Tr::tr("SIMULATED BOARD");
    lines << plainText(session.sentence) << QString();
    std::vector<QStringList> facts{
        {Tr::tr("Session"), QStringLiteral("%1%2").arg(session.id.value).arg(attempt)},
        {Tr::tr("Board"), session.board.text()},
        {Tr::tr("World"), keyOf(session.world)},
        {Tr::tr("Before"), orDash(versions.before)},
        {Tr::tr("Requested"), orDash(versions.requested)},
        {Tr::tr("Installed"), versionAt(versions.installed, versions.installedNs)},
        {Tr::tr("Confirmed"),
         versions.isTakenBack ? Tr::tr("%1, and not any more").arg(versionAt(versions.confirmed, versions.confirmedNs))
                              : versionAt(versions.confirmed, versions.confirmedNs)},
        {Tr::tr("Running"), orDash(versions.running)},
        {Tr::tr("Result"),
         label(session.result) +
             (session.reason.isEmpty() ? QString() : QStringLiteral(", ") + reason::label(session.reason))},
        {Tr::tr("Asked by"), session.adopted ? Tr::tr("not started here") : orDash(session.requested)},
        {Tr::tr("Opened"), isoTime(session.openedNs)},
        {Tr::tr("Closed"), session.closedNs ? isoTime(*session.closedNs) : QStringLiteral("-")},
        // Not every world tells what was sent: nothing seen is not nothing sent.
        {Tr::tr("Payload sent"),
         session.payloadBytes > 0 ? humanSize(static_cast<qint64>(session.payloadBytes)) : QStringLiteral("-")},
        {Tr::tr("Events"), QString::number(session.events)}};
    if (!session.release.isEmpty())
        facts.push_back({Tr::tr("Release"), session.release});
    lines << textTable({}, facts);
    std::vector<QStringList> phases;
    for (const PhaseSpan& span : session.phases)
        phases.push_back({keyOf(span.phase), clockTime(span.beginNs),
                          span.endNs ? humanDuration(*span.endNs - span.beginNs) : Tr::tr("open"),
                          span.result ? label(*span.result) : QStringLiteral("-")});
    if (!phases.empty())
        lines << QString()
              << textTable({Tr::tr("PHASE"), Tr::tr("BEGAN"), Tr::tr("LASTED"), Tr::tr("RESULT")}, phases, {2});
    std::vector<QStringList> found;
    for (const Finding& finding : findings)
        found.push_back({keyOf(finding.severity), finding.checker, finding.code, QString::number(finding.count),
                         plainText(finding.message)});
    if (!found.empty())
        lines << QString()
              << textTable({Tr::tr("SEVERITY"), Tr::tr("CHECKER"), Tr::tr("FINDING"), Tr::tr("TIMES"), Tr::tr("WHAT")},
                           found, {3});
    bool isFirst = true;
    for (const Finding& finding : findings) {
        const QString words = explain ? explain(finding.code) : QString();
        if (!words.isEmpty() && std::exchange(isFirst, false))
            lines << QString();
        if (!words.isEmpty())
            lines << finding.code + QStringLiteral(": ") + words;
    }
    return lines.join(u'\n');
}

} // namespace ota
