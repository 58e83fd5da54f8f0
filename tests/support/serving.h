// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpserver.h"

#include <QTest>

#include <memory>

namespace ota {

/// A running server, or the end of the test program: a test without its server says nothing.
inline std::unique_ptr<HttpServer> serve(HttpRouter router, HttpServerSettings settings = {})
{
    auto server = std::make_unique<HttpServer>(std::move(settings), std::move(router));
    if (const auto started = server->start(); !started)
        qFatal("%s", qPrintable(started.error().toString()));
    return server;
}

inline HttpRoute makeRoute(const QByteArray& method, const QByteArray& pattern)
{
    HttpRoute route;
    route.methods = {method};
    route.pattern = pattern;
    return route;
}

/// Answers with what it was sent.
inline HttpResponse echo(const HttpRequest& request)
{
    return HttpResponse::bytes("application/octet-stream", request.body);
}

inline QByteArray get(const QByteArray& path, const QByteArray& fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}

inline QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& fields = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" +
           fields + "\r\n" + body;
}

} // namespace ota
