// SPDX-License-Identifier: Apache-2.0
#include "http/multipartparser.h"

#include "http/httpfields.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(MultipartParser)
};

constexpr qsizetype longestPadding = 256; ///< Blanks behind a boundary (RFC 2046 5.1.1 names no limit).

/// Browsers and curl write three characters of a name as escapes (HTML standard, multipart/form-data encoding).
QByteArray unescapedName(QByteArray name)
{
    return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
}

/// RFC 8187: `UTF-8''na%C3%AFve`, as python-requests sends names that are not ASCII.
std::optional<QByteArray> extendedValue(QByteArrayView text)
{
    const qsizetype first = text.indexOf('\'');
    const qsizetype second = first < 0 ? -1 : text.indexOf('\'', first + 1);
    if (second < 0 || text.first(first).compare("utf-8", Qt::CaseInsensitive) != 0)
        return std::nullopt;
    return percentDecoded(text.sliced(second + 1));
}

/// A parameter in its plain or its extended form. Null: there is none. Nothing: there is one, and it can not be read.
std::optional<QString> nameParameter(const HttpFieldValue& field, const QByteArray& name)
{
    const QByteArray extended = field.parameter(QByteArray(name + '*'));
    if (!extended.isNull()) {
        const auto bytes = extendedValue(extended);
        return bytes ? utf8Text(*bytes) : std::nullopt;
    }
    const QByteArray plain = field.parameter(name);
    if (plain.isNull())
        return QString();
    const auto text = utf8Text(unescapedName(plain));
    return text && text->isNull() ? QStringLiteral("") : text;
}

} // namespace

MultipartParser::MultipartParser(QByteArrayView boundary, MultipartSink& sink, MultipartLimits limits)
    : m_delimiter("\r\n--" + boundary.toByteArray())
    , m_sink(sink)
    , m_limits(limits)
    , m_matcher(m_delimiter)
    , m_pending("\r\n") // So that a boundary at the very start looks like every other.
{
}

bool MultipartParser::isBoundary(QByteArrayView boundary)
{
    static constexpr std::string_view others = "'()+_,-./:=? ";
    return !boundary.isEmpty() && boundary.size() <= 70 && boundary.back() != ' ' &&
           std::all_of(boundary.begin(), boundary.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      others.find(c) != std::string_view::npos;
           });
}

std::optional<HttpRefusal> MultipartParser::write(ByteSpan bytes)
{
    if (m_refusal)
        return m_refusal;
    m_pending.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    while (step()) {
    }
    m_pending.remove(0, m_at);
    m_at = 0;
    return m_refusal;
}

std::optional<HttpRefusal> MultipartParser::finish()
{
    if (!m_refusal && m_state != State::Epilogue)
        refuse(400, m_state == State::Preamble
                        ? Tr::tr("The form has no boundary line.")
                        : Tr::tr("The form ends in the middle: its last boundary line is missing."));
    return m_refusal;
}

bool MultipartParser::step()
{
    switch (m_state) {
    case State::Preamble:
        return skipPreamble();
    case State::BehindBoundary:
        return readBoundaryEnd();
    case State::Headers:
        return readHeaders();
    case State::Body:
        return readBody();
    case State::Epilogue:
        m_at = m_pending.size();
        return false;
    }
    return false;
}

bool MultipartParser::skipPreamble()
{
    const qsizetype found = m_pending.indexOf(m_delimiter, m_at);
    if (found < 0) {
        m_at = std::max(m_at, m_pending.size() - m_delimiter.size() + 1);
        return false;
    }
    m_at = found + m_delimiter.size();
    m_state = State::BehindBoundary;
    return true;
}

bool MultipartParser::readBoundaryEnd()
{
    const QByteArrayView rest = QByteArrayView(m_pending).sliced(m_at);
    if (rest.size() < 2)
        return false;
    if (rest.startsWith("--")) {
        m_state = State::Epilogue;
        return true;
    }
    qsizetype end = 0;
    while (end < rest.size() && (rest[end] == ' ' || rest[end] == '\t'))
        ++end;
    if (end > longestPadding)
        return refuse(400, Tr::tr("A boundary line of the form is too long."));
    if (rest.size() - end < 2)
        return false;
    if (!rest.sliced(end).startsWith("\r\n"))
        return refuse(400, Tr::tr("A boundary line of the form does not end with CR LF."));
    // The line end stays: an empty header is then CR LF CR LF as every other.
    m_at += end;
    m_state = State::Headers;
    return true;
}

bool MultipartParser::readHeaders()
{
    const qsizetype end = m_pending.indexOf("\r\n\r\n", m_at);
    // Without its end the last three bytes may be the beginning of that.
    const qsizetype size = (end < 0 ? m_pending.size() - 3 : end) - m_at;
    if (size > m_limits.headerBytes)
        return refuse(413, Tr::tr("The header of a form part is over %1 bytes.").arg(m_limits.headerBytes));
    if (end < 0)
        return false;
    // Between the first line end and the last: lines, each with CR LF in front.
    const QByteArray head = m_pending.sliced(m_at, size);
    m_at = end + 4;
    return beginPart(head);
}

bool MultipartParser::beginPart(QByteArrayView head)
{
    if (++m_parts > m_limits.parts)
        return refuse(413, Tr::tr("The form has more than %1 parts.").arg(m_limits.parts));
    HttpHeaders headers;
    for (const QByteArray& line : head.toByteArray().split('\n')) {
        const QByteArray text = line.trimmed();
        const qsizetype colon = text.indexOf(':');
        if (text.isEmpty())
            continue;
        if (colon <= 0)
            return refuse(400, Tr::tr("A header line of a form part has no colon."));
        headers.add(text.first(colon), text.sliced(colon + 1).trimmed());
    }
    const auto disposition = parseFieldValue(headers.value("Content-Disposition"));
    if (!disposition || disposition->value != "form-data" || headers.count("Content-Disposition") != 1)
        return refuse(400, Tr::tr("A form part has no valid Content-Disposition."));
    const QByteArray encoding = headers.value("Content-Transfer-Encoding").toByteArray().toLower();
    if (!encoding.isEmpty() && encoding != "binary" && encoding != "8bit" && encoding != "7bit")
        return refuse(400,
                      Tr::tr("Form parts must be sent as they are, not as %1.").arg(QString::fromLatin1(encoding)));
    const auto name = nameParameter(*disposition, QByteArrayLiteral("name"));
    const auto fileName = nameParameter(*disposition, QByteArrayLiteral("filename"));
    if (!name || !fileName || name->isNull())
        return refuse(400, Tr::tr("A form part has no name, or one that is not UTF-8."));
    m_name = *name;
    m_value.clear();
    m_isFile = !fileName->isNull();
    m_state = State::Body;
    if (!m_isFile)
        return true;
    return refuse(m_sink.fileBegins(m_name, *fileName, headers.value("Content-Type").toByteArray()));
}

bool MultipartParser::readBody()
{
    const qsizetype found = m_matcher.indexIn(m_pending, m_at);
    // What may be the beginning of a boundary stays for the next time.
    const qsizetype end = found >= 0 ? found : std::max(m_at, m_pending.size() - m_delimiter.size() + 1);
    if (!takeBody(QByteArrayView(m_pending).sliced(m_at, end - m_at)))
        return false;
    m_at = end;
    return found >= 0 && endPart();
}

bool MultipartParser::takeBody(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return true;
    if (m_isFile)
        return refuse(m_sink.fileBytes(bytesOf(bytes)));
    if (m_value.size() + bytes.size() > m_limits.fieldBytes)
        return refuse(413, Tr::tr("The form field %1 is over %2 bytes.").arg(m_name).arg(m_limits.fieldBytes));
    m_value.append(bytes);
    return true;
}

bool MultipartParser::endPart()
{
    m_at += m_delimiter.size();
    m_state = State::BehindBoundary;
    if (m_isFile)
        return refuse(m_sink.fileEnds());
    const auto text = utf8Text(m_value);
    if (!text)
        return refuse(400, Tr::tr("The form field %1 is not UTF-8 text.").arg(m_name));
    return refuse(m_sink.field(m_name, *text));
}

bool MultipartParser::refuse(int status, const QString& text)
{
    return refuse(HttpRefusal{status, text});
}

bool MultipartParser::refuse(std::optional<HttpRefusal> refusal)
{
    m_refusal = std::move(refusal);
    return !m_refusal;
}

std::variant<std::unique_ptr<FormReader>, HttpRefusal> FormReader::forType(QByteArrayView contentType,
                                                                           MultipartSink& sink, MultipartLimits limits)
{
    const auto type = parseFieldValue(contentType);
    std::unique_ptr<FormReader> reader(new FormReader(sink, limits));
    if (type && type->value == "application/x-www-form-urlencoded")
        return reader;
    if (!type || type->value != "multipart/form-data")
        return HttpRefusal{415, Tr::tr("A form is needed: multipart/form-data or application/x-www-form-urlencoded.")};
    const QByteArray boundary = type->parameter("boundary");
    if (!MultipartParser::isBoundary(boundary))
        return HttpRefusal{400, Tr::tr("The Content-Type of the form has no valid boundary.")};
    reader->m_multipart = std::make_unique<MultipartParser>(boundary, sink, limits);
    return reader;
}

FormReader::FormReader(MultipartSink& sink, MultipartLimits limits)
    : m_sink(sink)
    , m_limits(limits)
{
}

std::optional<HttpRefusal> FormReader::write(ByteSpan bytes)
{
    if (m_multipart)
        return m_multipart->write(bytes);
    // Names and escapes: a value may be three times as long on the way.
    const qsizetype limit = m_limits.fieldBytes * 4;
    if (m_urlEncoded.size() + static_cast<qsizetype>(bytes.size()) > limit)
        return HttpRefusal{413, Tr::tr("The form is over %1 bytes.").arg(limit)};
    m_urlEncoded.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return {};
}

std::optional<HttpRefusal> FormReader::finish()
{
    if (m_multipart)
        return m_multipart->finish();
    const auto items = parseUrlEncoded(m_urlEncoded);
    if (!items)
        return HttpRefusal{400, Tr::tr("The form has a bad escape or is not UTF-8.")};
    for (const auto& [name, value] : *items) {
        if (auto refusal = m_sink.field(name, value))
            return refusal;
    }
    return {};
}

} // namespace ota
