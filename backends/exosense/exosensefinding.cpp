// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosensefinding.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <iterator>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseFinding)
};

struct Row
{
    QLatin1StringView code;
    Severity severity;
    const char* sentence;
};

using enum Severity;

constexpr Row rows[] = {
    // config_otau
    {QLatin1StringView("CO-JSON"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "The text is not JSON.")},
    {QLatin1StringView("CO-DUP"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "A member stands twice; readers differ in which one they take.")},
    {QLatin1StringView("CO-TOP"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "The value must be a JSON object.")},
    {QLatin1StringView("CO-DOUBLE-ENCODED"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The object was put into a JSON string: it is encoded twice.")},
    {QLatin1StringView("CO-REQ"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "A required member is missing.")},
    {QLatin1StringView("CO-STR"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "The member must be a string.")},
    {QLatin1StringView("CO-EMPTY"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "The text must not be empty.")},
    {QLatin1StringView("CO-ENUM"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The type is none of FILE, JSON and URL_LIST.")},
    {QLatin1StringView("CO-ENUM-CASE"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The type must be written in upper case.")},
    {QLatin1StringView("CO-PAYLOAD"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The payload has not the form that its type asks for.")},
    {QLatin1StringView("CO-URL"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "This is not an absolute http or https URL.")},
    {QLatin1StringView("CO-LIST-EMPTY"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "The list of URLs is empty.")},
    {QLatin1StringView("CO-LIST-MEMBER"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "An item of the list is not a string.")},
    {QLatin1StringView("CO-DIGEST"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The digest must have 64 lower-case hexadecimal digits.")},
    {QLatin1StringView("CO-SIZE"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The size must be an unsigned integer.")},
    {QLatin1StringView("CO-SIZE-MAX"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The value is longer than 1 MiB, the most that is taken.")},
    {QLatin1StringView("CO-BOM"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "A byte order mark stands in front; many devices stumble over it.")},
    {QLatin1StringView("CO-PAYLOAD-STRING"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The payload is given as a text that holds the right form.")},
    {QLatin1StringView("CO-URL-PLAIN"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The payload is fetched without TLS from another machine.")},
    {QLatin1StringView("CO-SIZE-LEGACY"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding",
                       "The encoded value is longer than 340 characters: the C library's 512-byte buffer truncates "
                       "the reply.")},
    {QLatin1StringView("CO-EXTRA"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The schema does not know this member; it is kept.")},
    {QLatin1StringView("CO-NO-DIGEST"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "Without a digest the device can not check what it fetched.")},
    {QLatin1StringView("CO-EMPTY-VALUE"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The empty text: no update is asked for.")},
    // otau_in
    {QLatin1StringView("OI-JSON"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "The report is not JSON.")},
    {QLatin1StringView("OI-TOP"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "The report must be a JSON object.")},
    {QLatin1StringView("OI-DUP"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "A member of the report stands twice.")},
    {QLatin1StringView("OI-REQ"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "A required member of the report is missing.")},
    {QLatin1StringView("OI-STR"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "A member of the report must be a string.")},
    {QLatin1StringView("OI-ENUM"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The status is none of the fifteen of the schema.")},
    {QLatin1StringView("OI-ENUM-CASE"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The status must be written in upper case.")},
    {QLatin1StringView("OI-ACK-TEXT"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "ACK acknowledges a written resource; it is no report.")},
    {QLatin1StringView("OI-EXTRA"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The schema does not know this member of the report; it is kept.")},
    // tags of packages
    {QLatin1StringView("CT-NOT-ENCODED"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The tag is not percent-encoded.")},
    {QLatin1StringView("CT-PLUS"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "A plus sign stands where a blank is meant, or may be.")},
    {QLatin1StringView("CT-MISSING"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "The package has no otau_info tag.")},
    {QLatin1StringView("CT-JSON"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "The tag holds no JSON object.")},
    {QLatin1StringView("CT-PLACEHOLDER"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "A placeholder of the published template was not filled in.")},
    {QLatin1StringView("CT-NO-CONFIG"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The tag has no config_otau object.")},
    {QLatin1StringView("CT-CONFIG-INVALID"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The tag's config_otau has errors.")},
    // writes
    {QLatin1StringView("XW-NO-VALUE"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "A part of the form has no equals sign; it counts as an empty value.")},
    {QLatin1StringView("XW-UNENCODED"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The client sent JSON without percent-encoding it.")},
    {QLatin1StringView("XW-NOT-JSON"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The resource must hold JSON and this is none.")},
    {QLatin1StringView("XW-UTF8"), Warning, QT_TRANSLATE_NOOP("ExosenseFinding", "The value is not UTF-8.")},
    {QLatin1StringView("XW-RATE"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "More than one write a second: the vendor leaves undefined what happens.")},
    {QLatin1StringView("XH-TWO-CREDENTIALS"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "One request carried the credentials of two boards.")},
    {QLatin1StringView("XT-ALERT"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The client broke the TLS handshake off over our certificate; look at its "
                                          "authority, its host names and the client's clock.")},
    {QLatin1StringView("XP-CLAMP"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device wanted to wait longer than 300 s; that is the most.")},
    {QLatin1StringView("XP-BAD"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "Request-Timeout is not a number; the read was answered at once.")},
    {QLatin1StringView("XP-MULTI"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device waits for several resources; the vendor allows one.")},
    {QLatin1StringView("XA-CLEARED"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device cleared config_otau itself.")},
    {QLatin1StringView("XA-DIFFERENT"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device wrote back something else than what it was asked.")},
    {QLatin1StringView("XA-MISSING"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "Delivered a minute ago and not acknowledged; many devices never do it.")},
    // MQTT
    {QLatin1StringView("XM-ANON"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "A client without credential may only provision.")},
    {QLatin1StringView("XM-QOS2"), Error, QT_TRANSLATE_NOOP("ExosenseFinding", "QoS 2 is not supported.")},
    {QLatin1StringView("XM-SIZE"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The message is longer than 1 MiB, the most that is taken.")},
    // sequences
    {QLatin1StringView("XS-STEP-DUP"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The same step was reported twice in a row.")},
    {QLatin1StringView("XS-SEQ-REPEAT"), Note, QT_TRANSLATE_NOOP("ExosenseFinding", "A status was reported twice.")},
    {QLatin1StringView("XS-SEQ-BACKWARD"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "A status of an earlier stage came after a later one.")},
    {QLatin1StringView("XS-SEQ-NO-INIT"), Note, QT_TRANSLATE_NOOP("ExosenseFinding", "The first status was not INIT.")},
    {QLatin1StringView("XS-SEQ-AFTER-TERMINAL"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "Work went on after the end without a new INIT.")},
    {QLatin1StringView("XS-ERR-STAGE"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The error is one of an earlier stage.")},
    {QLatin1StringView("XS-ERR-AFTER-SUCCESS"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "INSTALL_ERROR came after INSTALL_SUCCESS.")},
    {QLatin1StringView("XS-RESTART"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device began anew before it had ended.")},
    {QLatin1StringView("XS-RETRY"), Note, QT_TRANSLATE_NOOP("ExosenseFinding", "The device tries once more.")},
    {QLatin1StringView("XS-NO-CHANGE-PROOF"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The requested version runs; nobody knows whether it did so before.")},
    {QLatin1StringView("XS-HEARTBEAT"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The installed version was announced again, as at every boot.")},
    {QLatin1StringView("XS-INSTALLED-AFTER-ERROR"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The requested version runs although the update was reported as ended.")},
    {QLatin1StringView("XS-BOOT-OLD"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device announced its old version before it began.")},
    {QLatin1StringView("XS-VER-UNEXPECTED"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "Wrong software runs: neither the requested version nor the one before.")},
    {QLatin1StringView("XS-ROLLBACK"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "INSTALL_SUCCESS was reported and the old version runs.")},
    {QLatin1StringView("XS-LATE-ROLLBACK"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The new version ran, and later the old one again.")},
    {QLatin1StringView("XS-REBOOT-MID"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device rebooted in the middle, into its old version.")},
    {QLatin1StringView("XS-RESUMED"), Note, QT_TRANSLATE_NOOP("ExosenseFinding", "The interrupted work went on.")},
    {QLatin1StringView("XS-VER-OTHER"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device reported about another version than the requested one.")},
    {QLatin1StringView("XS-UNREQUESTED"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "Nobody here asked for this update.")},
    {QLatin1StringView("XS-SUPERSEDED"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "Another version was requested before this one had ended.")},
    {QLatin1StringView("XS-AFTER-SUPERSEDE"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device went on with a version that is no longer wanted.")},
    {QLatin1StringView("XS-RE-REQUEST"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The same version was requested once more.")},
    {QLatin1StringView("XS-CLEARED"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The request was cleared meanwhile; the schema gives that no meaning.")},
    {QLatin1StringView("XS-STALL"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "Nothing was heard for longer than the limit.")},
    {QLatin1StringView("XS-UNCONFIRMED"), Warning,
     QT_TRANSLATE_NOOP("ExosenseFinding", "Installed, and never confirmed by INSTALLED_VERSION.")},
    {QLatin1StringView("XS-STALL-RECOVERED"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The device was heard of again.")},
    {QLatin1StringView("XS-PROGRESS-BACK"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding", "The progress fell: the work began anew.")},
    {QLatin1StringView("XS-CLOCK"), Note,
     QT_TRANSLATE_NOOP("ExosenseFinding",
                       "The device's clock is more than 300 s off; reports are kept in the order of arrival.")},
    {QLatin1StringView("LOOP"), Error,
     QT_TRANSLATE_NOOP("ExosenseFinding",
                       "The same version begins again although two attempts ended with the old one running.")},
};

const Row* rowOf(QStringView code)
{
    const auto* const found = std::ranges::find_if(rows, [&](const Row& row) { return code == row.code; });
    return found == std::end(rows) ? nullptr : found;
}

} // namespace

ExosenseFinding exosenseFinding(QLatin1StringView code, const QString& path)
{
    const Row* row = rowOf(QString(code));
    Q_ASSERT(row);
    return {QString(code), row->severity, path, Tr::tr(row->sentence)};
}

std::optional<ExosenseFinding> knownExosenseFinding(const QString& code)
{
    const Row* row = rowOf(code);
    return row ? std::optional(ExosenseFinding{code, row->severity, {}, Tr::tr(row->sentence)}) : std::nullopt;
}

QString explainExosenseCode(const QString& code)
{
    const Row* row = rowOf(code);
    return row ? Tr::tr(row->sentence) : code;
}

QString repairOfExosenseCode(const QString& code)
{
    static const QHash<QString, const char*> repairs{
        {QStringLiteral("CO-DOUBLE-ENCODED"),
         QT_TRANSLATE_NOOP("ExosenseFinding", "Take the object out of the string")},
        {QStringLiteral("CO-ENUM-CASE"), QT_TRANSLATE_NOOP("ExosenseFinding", "Write it in upper case")},
        {QStringLiteral("CO-PAYLOAD-STRING"), QT_TRANSLATE_NOOP("ExosenseFinding", "Take the value out of the text")},
        {QStringLiteral("CO-BOM"), QT_TRANSLATE_NOOP("ExosenseFinding", "Leave the byte order mark out")}};
    const auto found = repairs.find(code);
    return found == repairs.end() ? QString() : Tr::tr(*found);
}

Severity severityOfCode(const QString& code)
{
    const Row* row = rowOf(code);
    return row ? row->severity : Severity::Note;
}

QStringList exosenseCodes()
{
    QStringList codes;
    for (const Row& row : rows)
        codes << QString(row.code);
    return codes;
}

bool hasError(const ExosenseFindings& findings)
{
    return std::ranges::any_of(findings, [](const auto& finding) { return finding.severity == Severity::Error; });
}

QJsonObject toJson(const ExosenseFinding& finding)
{
    QJsonObject json{{QStringLiteral("code"), finding.code},
                     {QStringLiteral("severity"), keyOf(finding.severity)},
                     {QStringLiteral("message"), finding.message}};
    if (!finding.path.isEmpty())
        json.insert(QStringLiteral("path"), finding.path);
    if (const QString repair = repairOfExosenseCode(finding.code); !repair.isEmpty())
        json.insert(QStringLiteral("repair"), repair);
    return json;
}

QJsonArray toJson(const ExosenseFindings& findings)
{
    QJsonArray list;
    for (const ExosenseFinding& finding : findings)
        list.append(toJson(finding));
    return list;
}

} // namespace ota
