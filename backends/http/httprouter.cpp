// SPDX-License-Identifier: Apache-2.0
#include "http/httprouter.h"

#include "http/httpfields.h"

#include <QVarLengthArray>

#include <algorithm>

namespace ota {

using HttpPathSegments = QVarLengthArray<QByteArrayView, 16>;

/// A pattern with places, and its routes.
struct HttpRouter::Place
{
    struct Segment
    {
        bool isPlace = false;
        QByteArray text; ///< What must stand there, or the place's name.
        QString name;    ///< The place's name.
    };

    QByteArray pattern;
    std::vector<Segment> segments; ///< Behind the leading slash.
    bool takesRest = false;        ///< The last one takes all that follows.
    std::size_t fixedInFront = 0;
    std::vector<std::shared_ptr<const HttpRoute>> routes;

    static Place read(const QByteArray& pattern);
    std::optional<std::vector<std::pair<QString, QString>>> match(const HttpPathSegments& path) const;
};

namespace {

HttpPathSegments segmentsOf(QByteArrayView path)
{
    HttpPathSegments segments;
    if (!path.startsWith('/'))
        return segments;
    path = path.sliced(1);
    for (;;) {
        const qsizetype slash = path.indexOf('/');
        if (slash < 0)
            break;
        segments.append(path.first(slash));
        path = path.sliced(slash + 1);
    }
    segments.append(path);
    return segments;
}

std::optional<QString> decodedText(QByteArrayView raw)
{
    if (!raw.contains('%'))
        return utf8Text(raw);
    const auto bytes = percentDecoded(raw);
    return bytes ? utf8Text(*bytes) : std::nullopt;
}

} // namespace

HttpRouter::Place HttpRouter::Place::read(const QByteArray& pattern)
{
    Place place;
    place.pattern = pattern;
    bool inFront = true;
    for (const QByteArrayView part : segmentsOf(pattern)) {
        const bool isPlace = part.startsWith('{') && part.endsWith('}');
        QByteArray text = part.toByteArray();
        if (isPlace) {
            text = text.sliced(1, text.size() - 2);
            place.takesRest = text.endsWith("...");
            if (place.takesRest)
                text.chop(3);
        }
        inFront = inFront && !isPlace;
        place.fixedInFront += inFront ? 1 : 0;
        place.segments.push_back({isPlace, text, QString::fromUtf8(text)});
    }
    return place;
}

std::optional<std::vector<std::pair<QString, QString>>> HttpRouter::Place::match(const HttpPathSegments& path) const
{
    const auto count = static_cast<std::size_t>(path.size());
    if (takesRest ? count < segments.size() : count != segments.size())
        return std::nullopt;
    std::vector<std::pair<QString, QString>> parameters;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        QByteArrayView raw = path[static_cast<qsizetype>(i)];
        const Segment& segment = segments[i];
        if (!segment.isPlace) {
            if (raw != segment.text && percentDecoded(raw) != segment.text)
                return std::nullopt;
            continue;
        }
        if (takesRest && i + 1 == segments.size())
            raw = {raw.data(), path.back().data() + path.back().size() - raw.data()};
        const auto text = decodedText(raw);
        if (!text || (text->isEmpty() && !takesRest))
            return std::nullopt;
        parameters.emplace_back(segment.name, *text);
    }
    return parameters;
}

void HttpRouter::add(HttpRoute route)
{
    Q_ASSERT(route.pattern.startsWith('/'));
    Q_ASSERT((route.answer ? 1 : 0) + (route.answerLater ? 1 : 0) + (route.receive ? 1 : 0) == 1);
    const QByteArray pattern = route.pattern;
    auto shared = std::make_shared<const HttpRoute>(std::move(route));
    if (!pattern.contains('{')) {
        m_exact[pattern].push_back(std::move(shared));
        return;
    }
    const auto known =
        std::find_if(m_places.begin(), m_places.end(), [&](const auto& p) { return p->pattern == pattern; });
    Place place = known == m_places.end() ? Place::read(pattern) : **known;
    place.routes.push_back(std::move(shared));
    if (known != m_places.end()) {
        *known = std::make_shared<const Place>(std::move(place));
        return;
    }
    m_places.push_back(std::make_shared<const Place>(std::move(place)));
    // More fixed text first; among those, one that takes the rest last.
    std::stable_sort(m_places.begin(), m_places.end(), [](const auto& a, const auto& b) {
        return a->fixedInFront != b->fixedInFront ? a->fixedInFront > b->fixedInFront : a->takesRest < b->takesRest;
    });
}

void HttpRouter::get(const QByteArray& pattern, HttpAnswer answer)
{
    HttpRoute route;
    route.methods = {QByteArrayLiteral("GET")};
    route.pattern = pattern;
    route.answer = std::move(answer);
    add(std::move(route));
}

void HttpRouter::post(const QByteArray& pattern, HttpAnswer answer)
{
    HttpRoute route;
    route.methods = {QByteArrayLiteral("POST")};
    route.pattern = pattern;
    route.answer = std::move(answer);
    add(std::move(route));
}

void HttpRouter::addCheck(HttpCheck check)
{
    m_checks.push_back(std::move(check));
}

HttpRouter::Match HttpRouter::choose(const std::vector<std::shared_ptr<const HttpRoute>>& routes,
                                     const QByteArray& method)
{
    Match match;
    QByteArrayList allowed;
    for (const auto& route : routes) {
        if (route->methods.contains(method) ||
            (method == "HEAD" && route->methods.contains(QByteArrayLiteral("GET")))) {
            match.route = route.get();
            return match;
        }
        for (const QByteArray& name : route->methods) {
            if (!allowed.contains(name))
                allowed.append(name);
            if (name == "GET" && !allowed.contains(QByteArrayLiteral("HEAD")))
                allowed.append(QByteArrayLiteral("HEAD"));
        }
    }
    match.allow = allowed.join(", ");
    return match;
}

HttpRouter::Match HttpRouter::match(const HttpRequest& request) const
{
    const bool isPlain = !request.rawPath.contains('%');
    const auto exact = m_exact.constFind(isPlain ? request.rawPath : request.path.toUtf8());
    if (exact != m_exact.constEnd())
        return choose(*exact, request.method);
    if (m_places.empty())
        return {};
    const HttpPathSegments path = segmentsOf(request.rawPath);
    for (const auto& place : m_places) {
        if (auto parameters = place->match(path)) {
            Match match = choose(place->routes, request.method);
            match.parameters = std::move(*parameters);
            return match;
        }
    }
    return {};
}

} // namespace ota
