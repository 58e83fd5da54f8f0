// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "http/httprequest.h"
#include "http/httpresponder.h"
#include "http/httpresponse.h"

#include <QByteArrayList>
#include <QHash>

#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace ota {

/// Takes a body as it comes; one object a request. With `runOnPool` its functions run on a pool thread (one at a time)
/// and may block: the connection reads no further meanwhile. Destroyed without finish(): the body never came to its
/// end.
class HttpBodySink
{
public:
    HttpBodySink() = default;
    virtual ~HttpBodySink() = default;
    Q_DISABLE_COPY_MOVE(HttpBodySink)

    /// Nothing: go on. A refusal is the answer, and the rest of the body is not read.
    virtual std::optional<HttpRefusal> write(ByteSpan bytes) = 0;

    /// The whole body was here.
    virtual void finish(const HttpRequest& request, const HttpResponder& responder) = 0;
};

/// Looks at a request's head before anything of the body is read. Nothing: go on. I/O thread: must not block.
using HttpCheck = std::function<std::optional<HttpResponse>(const HttpRequest&)>;
/// Answers at once.
using HttpAnswer = std::function<HttpResponse(const HttpRequest&)>;
/// Answers when it likes.
using HttpAnswerLater = std::function<void(const HttpRequest&, const HttpResponder&)>;
/// Opens the sink for a body, or answers without reading it. I/O thread: must not block; the sink's first write may.
using HttpReceive = std::function<std::variant<std::unique_ptr<HttpBodySink>, HttpResponse>(const HttpRequest&)>;

/// One place of a server. Exactly one of answer, answerLater and receive is set.
struct HttpRoute
{
    static constexpr qint64 defaultBodyLimit = 1024 * 1024;

    QByteArrayList methods; ///< HEAD comes with GET.
    /// `/publish`; `/coap/url/{id}` where `{id}` is one segment; `/assets/{path...}` where the last one takes all that
    /// follows. The exact path wins, then the pattern with more fixed text in front.
    QByteArray pattern;
    HttpAnswer answer;
    HttpAnswerLater answerLater;
    HttpReceive receive;
    HttpCheck check;        ///< After the router's own checks.
    bool runOnPool = false; ///< For handlers that wait for disk or database; else they run on the one I/O thread.
    qint64 bodyLimit = defaultBodyLimit; ///< Bytes; more is answered with 413.
};

/// Which handler answers which request. Filled before a server gets it; servers share the handlers.
class HttpRouter
{
public:
    void add(HttpRoute route);
    void get(const QByteArray& pattern, HttpAnswer answer);
    void post(const QByteArray& pattern, HttpAnswer answer);

    /// For every request that has a route, before the body is read; in order.
    void addCheck(HttpCheck check);

    struct Match
    {
        const HttpRoute* route = nullptr; ///< Null: nothing here, or not this method.
        QByteArray allow;                 ///< When the path is known and the method is not: the Allow field.
        std::vector<std::pair<QString, QString>> parameters;
    };
    Match match(const HttpRequest& request) const;

    const std::vector<HttpCheck>& checks() const { return m_checks; }

private:
    struct Place;
    static Match choose(const std::vector<std::shared_ptr<const HttpRoute>>& routes, const QByteArray& method);

    QHash<QByteArray, std::vector<std::shared_ptr<const HttpRoute>>> m_exact; ///< By decoded path.
    std::vector<std::shared_ptr<const Place>> m_places; // Immutable; shared by copies of the router.
    std::vector<HttpCheck> m_checks;
};

} // namespace ota
