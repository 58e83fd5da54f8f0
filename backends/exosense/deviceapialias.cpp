// SPDX-License-Identifier: Apache-2.0
// Reading and writing of resources, and waiting for them.

#include "exosense/deviceapi.h"
#include "exosense/deviceform.h"
#include "exosense/exosensecloud.h"
#include "http/httpfields.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DeviceApi)
};

const QByteArray formType("application/x-www-form-urlencoded; charset=utf-8");

ExosenseFinding findingOf(const char* code)
{
    return exosenseFinding(QLatin1StringView(code));
}

HttpResponse valuesReply(const std::vector<AliasWrite>& values)
{
    // The vendor's clients take the end of a read for an empty value.
    if (values.empty())
        return HttpResponse::empty(204);
    return HttpResponse::bytes(formType, aliasReply(values));
}

/// Decimal seconds since 1970 or an HTTP date; the other name is a slip of the published text.
std::optional<qint64> modifiedSince(const HttpRequest& request)
{
    for (const char* name : {"If-Modified-Since", "If-Not-Modified-Since"}) {
        const QByteArrayView field = request.header(name);
        bool isNumber = false;
        const qint64 seconds = field.trimmed().toLongLong(&isNumber);
        if (isNumber)
            return seconds;
        if (const auto date = parseHttpDate(field))
            return date;
    }
    return std::nullopt;
}

HttpResponse refused(const HttpRequest& request, const Error& error)
{
    return HttpResponse::refusal(request, httpRefusal(error));
}

} // namespace

void DeviceApi::addAliasRoutes(HttpRouter& router)
{
    HttpRoute reading;
    reading.methods = {QByteArrayLiteral("GET")};
    reading.pattern = "/onep:v1/stack/alias";
    reading.answerLater = [this](const HttpRequest& request, const HttpResponder& responder) {
        readOrWait(request, responder);
    };
    reading.runOnPool = true;
    router.add(reading);

    HttpRoute writing;
    writing.methods = {QByteArrayLiteral("POST")};
    writing.pattern = "/onep:v1/stack/alias";
    writing.answer = [this](const HttpRequest& request) {
        return forCaller(request, &DeviceApi::write);
    };
    writing.runOnPool = true;
    writing.bodyLimit = resourceBodyLimit;
    router.add(writing);

    HttpRoute recording = writing;
    recording.pattern = "/onep:v1/stack/record";
    recording.answer = [this](const HttpRequest& request) {
        return forCaller(request, &DeviceApi::record);
    };
    router.add(recording);

    HttpRoute single = writing;
    single.pattern = "/onep:v1/stack/alias/{alias}";
    single.answer = [this](const HttpRequest& request) {
        return forCaller(request, &DeviceApi::record);
    };
    router.add(single);
}

HttpResponse DeviceApi::read(const QString& board, const HttpRequest& request)
{
    HttpResponse reply = valuesReply(m_cloud.read(board, parseAliasQuery(request.rawQuery)));
    reply.subject = board;
    return reply;
}

void DeviceApi::readOrWait(const HttpRequest& request, const HttpResponder& responder)
{
    const auto caller = callerOf(request);
    if (const auto* refusal = std::get_if<HttpResponse>(&caller))
        return responder.send(*refusal);
    const QString& board = std::get<QString>(caller);
    const QByteArrayView timeout = request.header("Request-Timeout");
    if (timeout.isNull() || request.method == "HEAD")
        return responder.send(read(board, request));
    bool isNumber = false;
    const qint64 milliseconds = timeout.trimmed().toLongLong(&isNumber);
    if (!isNumber || milliseconds < 1) {
        m_cloud.tell(board, {findingOf("XP-BAD")}, request.path);
        return responder.send(read(board, request));
    }
    ExosenseFindings findings;
    if (milliseconds > longestPoll.count())
        findings.push_back(findingOf("XP-CLAMP"));
    if (parseAliasQuery(request.rawQuery).size() > 1)
        findings.push_back(findingOf("XP-MULTI"));
    if (!findings.empty())
        m_cloud.tell(board, findings, request.path);
    wait(board, request, std::min(std::chrono::milliseconds(milliseconds), longestPoll), responder);
}

void DeviceApi::wait(const QString& board, const HttpRequest& request, std::chrono::milliseconds limit,
                     const HttpResponder& responder)
{
    const ExosenseCloud::Poll poll{board, parseAliasQuery(request.rawQuery), modifiedSince(request), limit, this};
    const quint64 waiter = m_cloud.poll(poll, [responder, board](const ExosenseCloud::PollAnswer& answer) {
        const bool isEmpty = answer.values.empty();
        auto reply = isEmpty ? HttpResponse::empty(304) : HttpResponse::bytes(formType, aliasReply(answer.values));
        if (!isEmpty)
            reply.withHeader("Last-Modified", httpDate(answer.modifiedSeconds));
        reply.subject = board;
        responder.send(std::move(reply));
    });
    if (waiter != 0)
        responder.onGone([this, waiter] { m_cloud.cancelPoll(waiter); });
    if (m_ended) // It came while all were sent away.
        m_cloud.endPolls(this);
}

HttpResponse DeviceApi::write(const QString& board, const HttpRequest& request)
{
    AliasBody body = parseAliasBody(request.body, m_cloud.knownAliases(board));
    if (body.writes.empty())
        return HttpResponse::refusal(request, {400, Tr::tr("The body writes nothing.")});
    if (auto written = m_cloud.write(board, body.writes, body.findings); !written)
        return refused(request, written.error());
    return request.rawQuery.isEmpty() ? HttpResponse::empty(204) : read(board, request);
}

HttpResponse DeviceApi::record(const QString& board, const HttpRequest& request)
{
    RecordBody body = parseRecordBody(request.body, request.parameter(u"alias").toUtf8());
    if (body.status == 409) {
        auto conflict = HttpResponse::bytes(formType, body.conflict);
        conflict.status = 409;
        return conflict;
    }
    if (body.status != 204 || body.points.empty())
        return HttpResponse::refusal(request, {400, Tr::tr("The body is no list of values with their times.")});
    if (auto recorded = m_cloud.record(board, body.points, body.findings); !recorded)
        return refused(request, recorded.error());
    return HttpResponse::empty(204);
}

} // namespace ota
