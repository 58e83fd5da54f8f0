// SPDX-License-Identifier: Apache-2.0
#include "riot/riotconsole.h"

#include <array>

namespace ota {

namespace {

/// What follows the needle in a line.
QStringView after(QStringView line, QStringView needle)
{
    const qsizetype at = line.indexOf(needle);
    return at < 0 ? QStringView() : line.mid(at + needle.size());
}

/// The text up to the last closing sign.
QString until(QStringView text, QChar closing)
{
    const qsizetype end = text.lastIndexOf(closing);
    return (end < 0 ? text : text.left(end)).toString();
}

QStringView numberAt(QStringView text)
{
    text = text.trimmed();
    qsizetype end = text.startsWith(u'-') ? 1 : 0;
    while (end < text.size() && text[end] >= u'0' && text[end] <= u'9')
        ++end;
    return text.left(end);
}

std::optional<qint64> integerAt(QStringView text)
{
    bool good = false;
    const qint64 number = numberAt(text).toLongLong(&good);
    return good ? std::optional(number) : std::nullopt;
}

using Reader = std::optional<QJsonObject> (*)(QStringView rest);

std::optional<QJsonObject> nothing(QStringView)
{
    return QJsonObject();
}

template<const char* name>
std::optional<QJsonObject> number(QStringView rest)
{
    const auto value = integerAt(rest);
    if (!value)
        return std::nullopt;
    return QJsonObject{{QLatin1StringView(name), *value}};
}

template<const char* name, char16_t closing>
std::optional<QJsonObject> text(QStringView rest)
{
    return QJsonObject{{QLatin1StringView(name), closing == 0 ? rest.toString() : until(rest, QChar(closing))}};
}

/// The first word.
template<const char* name>
std::optional<QJsonObject> word(QStringView rest)
{
    rest = rest.trimmed();
    const qsizetype end = rest.indexOf(u' ');
    return QJsonObject{{QLatin1StringView(name), (end < 0 ? rest : rest.left(end)).toString()}};
}

constexpr char versionField[] = "version";
constexpr char slotField[] = "slot";
constexpr char urlField[] = "url";
constexpr char sizeField[] = "size";
constexpr char codeField[] = "code";
constexpr char nameField[] = "name";
constexpr char offsetField[] = "offset";
constexpr char seqField[] = "seq";
constexpr char resField[] = "res";

std::optional<QJsonObject> compare(QStringView rest)
{
    const auto manifest = integerAt(rest);
    const auto stored = integerAt(after(rest, u"highest available:"));
    if (!manifest || !stored)
        return std::nullopt;
    return QJsonObject{{"manifest", *manifest}, {"stored", *stored}};
}

std::optional<QJsonObject> tooMany(QStringView rest)
{
    const auto found = integerAt(rest);
    const auto most = integerAt(after(rest, u"Supported:"));
    if (!found || !most)
        return std::nullopt;
    return QJsonObject{{"found", *found}, {"max", *most}};
}

std::optional<QJsonObject> identifiers(QStringView rest)
{
    const qsizetype to = rest.indexOf(u" to ");
    const qsizetype from = rest.indexOf(u" from manifest");
    if (to < 0 || from < to)
        return std::nullopt;
    return QJsonObject{{"own", rest.left(to).toString()}, {"manifest", rest.mid(to + 4, from - to - 4).toString()}};
}

std::optional<QJsonObject> failedPayload(QStringView rest)
{
    const qsizetype end = rest.lastIndexOf(u") failed with code");
    const auto code = end < 0 ? std::nullopt : integerAt(after(rest.mid(end), u"code"));
    if (!code)
        return std::nullopt;
    return QJsonObject{{"url", rest.left(end).toString()}, {"code", *code}};
}

std::optional<QJsonObject> sizes(QStringView rest)
{
    const auto got = integerAt(rest);
    const auto expected = integerAt(after(rest, u"expected"));
    if (!got || !expected)
        return std::nullopt;
    return QJsonObject{{"got", *got}, {"expected", *expected}};
}

std::optional<QJsonObject> beyond(QStringView rest)
{
    const auto got = integerAt(rest);
    const auto expected = integerAt(after(rest, u"image_size="));
    if (!got || !expected)
        return std::nullopt;
    return QJsonObject{{"got", *got}, {"expected", *expected}};
}

std::optional<QJsonObject> percent(QStringView rest)
{
    const qsizetype bar = rest.lastIndexOf(u'|');
    if (bar < 0 || !rest.mid(bar).contains(u'%'))
        return std::nullopt;
    const auto value = integerAt(rest.mid(bar + 1));
    if (!value || *value < 0 || *value > 100)
        return std::nullopt;
    return QJsonObject{{"percent", *value}};
}

struct Form
{
    QStringView needle;
    QLatin1StringView name;
    Reader read;
};

QLatin1StringView operator""_l(const char* text, std::size_t size)
{
    return QLatin1StringView(text, static_cast<qsizetype>(size));
}

/// Matched anywhere in a line, first hit wins. `suit_coap:` and `suit_v4_parse()` are RIOT's old spellings.
const auto& forms()
{
    static const std::array table{
        Form{u"Fetching firmware", "progress"_l, percent},
        Form{u"main(): This is RIOT! (Version: ", "boot"_l, text<versionField, u')'>},
        Form{u"Running from slot ", "slot"_l, number<slotField>},
        Form{u"suit: received URL: \"", "trigger"_l, text<urlField, u'"'>},
        Form{u"Ignoring SUIT trigger: worker is still busy", "busy"_l, nothing},
        Form{u"suit_worker: started.", "start"_l, nothing},
        Form{u"suit_worker: downloading \"", "manifest.get"_l, text<urlField, u'"'>},
        Form{u"suit_worker: got manifest with size ", "manifest.got"_l, number<sizeField>},
        Form{u"suit_worker: error getting manifest", "manifest.failed"_l, nothing},
        Form{u"suit_worker: unsupported URL scheme!", "scheme"_l, nothing},
        Form{u"suit: unsupported URL scheme!", "scheme"_l, nothing},
        Form{u"suit: verifying manifest signature", "signature.check"_l, nothing},
        Form{u"Unable to validate signature: ", "signature.bad"_l, number<codeField>},
        Form{u"Unable to parse COSE signature", "signature.bad"_l, nothing},
        Form{u"Unable to get auth container", "signature.bad"_l, nothing},
        Form{u"Unable to enter COSE signatures", "signature.bad"_l, nothing},
        Form{u"SUIT manifest digest and COSE digest mismatch", "digest.mismatch"_l, nothing},
        Form{u"suit: validated manifest version", "version.ok"_l, nothing},
        Form{u"Manifest seq_no: ", "seq.compare"_l, compare},
        Form{u"suit: validated sequence number", "seq.ok"_l, nothing},
        Form{u"seq_nr <= running image", "seq.old"_l, nothing},
        Form{u"Formatted component name: ", "component"_l, text<nameField, 0>},
        Form{u"No storage handler found for component", "component.none"_l, nothing},
        Form{u"Too many components found: ", "component.many"_l, tooMany},
        Form{u"Comparing manifest offset ", "offset"_l, word<offsetField>},
        Form{u"offset does not match", "offset.bad"_l, nothing},
        Form{u"validating vendor ID: OK", "vendor.ok"_l, nothing},
        Form{u"validating class id: OK", "class.ok"_l, nothing},
        Form{u"SUIT policy check OK.", "policy.ok"_l, nothing},
        Form{u"SUIT policy check failed!", "policy.failed"_l, nothing},
        Form{u"Unable to start storage backend", "storage.failed"_l, nothing},
        Form{u"riotboot_flashwrite: initializing update to target slot ", "flash.start"_l, number<slotField>},
        Form{u"riotboot flashing completed successfully", "flash.done"_l, nothing},
        Form{u"error writing flashpage", "flash.error"_l, nothing},
        Form{u"riotboot_flashwrite: abort, ", "flash.error"_l, nothing},
        Form{u"image download (", "payload.failed"_l, failedPayload},
        Form{u"Incorrect size received, got ", "payload.size"_l, sizes},
        Form{u"Image beyond size, offset + len=", "payload.size"_l, beyond},
        Form{u"Finalizing payload store", "payload.stored"_l, nothing},
        Form{u"Starting digest verification against image", "image.check"_l, nothing},
        Form{u"Erasing bad payload", "image.bad"_l, nothing},
        Form{u"Install correct payload", "install"_l, nothing},
        Form{u"Stored sequence number: ", "seq.stored"_l, number<seqField>},
        Form{u"Verified installed payload", "image.ok"_l, nothing},
        Form{u"Image Version: ", "header.version"_l, word<versionField>},
        Form{u"suit_worker: update successful", "result.ok"_l, nothing},
        Form{u"suit_parse() failed. res=", "result.error"_l, number<resField>},
        Form{u"suit_worker: update failed, hdr invalid", "result.failed"_l, nothing},
        Form{u"suit_worker: rebooting...", "reboot"_l, nothing},
        Form{u"*** RIOT kernel panic", "panic"_l, nothing},
        Form{u"Comparing ", "uuid"_l, identifiers},
    };
    return table;
}

} // namespace

QString riotLineText(QByteArrayView bytes)
{
    const QString raw = QString::fromUtf8(bytes);
    QString text;
    text.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] != u'\x1b') {
            text += raw[i];
            continue;
        }
        // ESC [ parameters letter; an unfinished one ends with its line.
        if (i + 1 < raw.size() && raw[i + 1] == u'[') {
            i += 2;
            while (i < raw.size() && !(raw[i] >= u'@' && raw[i] <= u'~'))
                ++i;
        }
    }
    qsizetype begin = 0;
    while (begin < text.size() && (text[begin] == u'>' || text[begin] == u' ' || text[begin] == u')'))
        ++begin;
    return text.mid(begin);
}

std::optional<RiotEvent> riotEventOf(const QString& line)
{
    // The echo of a typed command, not the worker's own `suit: …`.
    if (line.startsWith(u"suit "))
        return std::nullopt;
    // Only the answer to `suit seq_no` begins a line like this.
    if (line.startsWith(u"seq_no: 0x"))
        return RiotEvent{QStringLiteral("answer.seq_no"), {{"seq", line.mid(8).trimmed()}}};
    QString spelled = line;
    spelled.replace(QStringLiteral("suit_coap:"), QStringLiteral("suit_worker:"))
        .replace(QStringLiteral("suit_v4_parse()"), QStringLiteral("suit_parse()"));
    for (const Form& form : forms()) {
        const qsizetype at = spelled.indexOf(form.needle);
        if (at < 0)
            continue;
        if (const auto fields = form.read(QStringView(spelled).mid(at + form.needle.size())))
            return RiotEvent{form.name, *fields};
    }
    return std::nullopt;
}

std::optional<RiotEvent> RiotConsoleParser::understand(const QString& line)
{
    auto event = riotEventOf(line);
    if (!event)
        return event;
    if (event->name == u"start" || event->name == u"payload.stored")
        m_percent = -1;
    if (event->name == u"progress") {
        const int now = event->fields.value(u"percent").toInt();
        if (now == m_percent)
            return std::nullopt;
        m_percent = now;
    }
    return event;
}

void RiotConsoleParser::endLine(std::vector<RiotLine>& lines)
{
    RiotLine line{riotLineText(m_line), m_lineBegin, m_lineBegin + m_line.size(), {}};
    m_line.clear();
    if (line.text.isEmpty())
        return;
    line.event = understand(line.text);
    lines.push_back(std::move(line));
}

std::vector<RiotLine> RiotConsoleParser::take(QByteArrayView bytes)
{
    std::vector<RiotLine> lines;
    for (const char byte : bytes) {
        ++m_position;
        if (byte == '\n' || byte == '\r') {
            endLine(lines);
            m_lineBegin = m_position;
        } else if (m_line.size() < longestLine) {
            m_line.append(byte);
        }
    }
    return lines;
}

std::vector<RiotLine> RiotConsoleParser::finish()
{
    std::vector<RiotLine> lines;
    endLine(lines);
    m_lineBegin = m_position;
    return lines;
}

} // namespace ota
