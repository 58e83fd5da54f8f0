// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "http/httpresponse.h"

#include <QByteArray>
#include <QByteArrayMatcher>
#include <QString>

#include <memory>
#include <optional>
#include <variant>

namespace ota {

/// Takes the parts of a form in their order. Each function may refuse: nothing = go on, else that is the answer.
class MultipartSink
{
public:
    virtual ~MultipartSink() = default;

    virtual std::optional<HttpRefusal> field(const QString& name, const QString& value) = 0;
    /// A part with a `filename` parameter. The names are the client's, unchecked; `mediaType` may be empty.
    virtual std::optional<HttpRefusal> fileBegins(const QString& name, const QString& fileName,
                                                  const QByteArray& mediaType) = 0;
    virtual std::optional<HttpRefusal> fileBytes(ByteSpan bytes) = 0;
    virtual std::optional<HttpRefusal> fileEnds() = 0;
};

struct MultipartLimits
{
    int parts = 256;
    qsizetype fieldBytes = 64 * 1024;
    qsizetype headerBytes = 8 * 1024;
};

/// Reads multipart/form-data (RFC 7578) piece by piece; a file is handed on as it comes and never held.
class MultipartParser final
{
public:
    MultipartParser(QByteArrayView boundary, MultipartSink& sink, MultipartLimits limits = {});

    /// 1–70 of the characters of RFC 2046 5.1.1.
    static bool isBoundary(QByteArrayView boundary);

    /// Nothing: go on. After a refusal the parser takes no more.
    std::optional<HttpRefusal> write(ByteSpan bytes);
    /// The body has ended. Refuses a form without its closing boundary.
    std::optional<HttpRefusal> finish();

    /// Of the form's bytes, waiting for more.
    qsizetype heldBytes() const { return m_pending.size(); }

private:
    enum class State
    {
        Preamble,
        BehindBoundary,
        Headers,
        Body,
        Epilogue,
    };
    // Each says whether it came further; not when it waits for more bytes or has refused.
    bool step();
    bool skipPreamble();
    bool readBoundaryEnd();
    bool readHeaders();
    bool readBody();
    bool beginPart(QByteArrayView head);
    bool takeBody(QByteArrayView bytes);
    bool endPart();
    bool refuse(int status, const QString& text);
    bool refuse(std::optional<HttpRefusal> refusal);

    QByteArray m_delimiter; ///< CRLF, two hyphens, boundary.
    MultipartSink& m_sink;
    MultipartLimits m_limits;
    QByteArrayMatcher m_matcher; ///< For the delimiter.
    State m_state = State::Preamble;
    QByteArray m_pending; ///< Received and not yet understood.
    qsizetype m_at = 0;   ///< Where in it the parser is.
    int m_parts = 0;
    bool m_isFile = false;
    QString m_name;
    QByteArray m_value; ///< Of a field, until its end.
    std::optional<HttpRefusal> m_refusal;
};

/// Reads a form of either kind, as its Content-Type says, into one sink.
class FormReader final
{
public:
    /// Refuses with 415 what is no form.
    static std::variant<std::unique_ptr<FormReader>, HttpRefusal>
    forType(QByteArrayView contentType, MultipartSink& sink, MultipartLimits limits = {});

    std::optional<HttpRefusal> write(ByteSpan bytes);
    std::optional<HttpRefusal> finish();

private:
    FormReader(MultipartSink& sink, MultipartLimits limits);

    MultipartSink& m_sink;
    MultipartLimits m_limits;
    std::unique_ptr<MultipartParser> m_multipart; ///< Null: urlencoded.
    QByteArray m_urlEncoded;
};

} // namespace ota
