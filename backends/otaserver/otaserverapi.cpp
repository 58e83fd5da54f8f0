// SPDX-License-Identifier: Apache-2.0
#include "otaserver/otaserverapi.h"

#include "http/httpfields.h"
#include "otaserver/otaservercore.h"
#include "otaserver/otaserverroutes.h"

namespace ota {

namespace {

QString hostName(const QByteArray& host)
{
    const auto uri = CoapUri::readDevice(QString::fromUtf8(host));
    return uri ? uri->host : QString();
}

/// Whether a request may write: not from a page of another host, and with the bench's token.
HttpCheck writeCheck(const OtaServerCore& core, bool openWrites)
{
    return [&core, openWrites](const HttpRequest& request) -> std::optional<HttpResponse> {
        if (auto foreign = refuseForeignOrigin(request))
            return foreign;
        // A name that somebody points at loopback would make a stranger's page look like ours: only what can not be
        // pointed elsewhere goes without a token.
        if (openWrites && request.peer.isLoopback && isLoopbackHost(hostName(request.host)))
            return std::nullopt;
        // Asked each time: the token can be renewed while we serve.
        return requireToken(core.token().toUtf8(), QByteArrayLiteral("ota-workbench"))(request);
    };
}

} // namespace

HttpRouter otaServerRouter(OtaServerCore& core, bool openWrites)
{
    HttpRouter router;
    const HttpCheck check = writeCheck(core, openWrites);
    addPublishRoute(router, core, check);
    addNotifyRoutes(router, core, check);
    addRemoveRoutes(router, core, check);
    addBenchRoutes(router, core, check);
    addReadingRoutes(router, core, check, openWrites);
    return router;
}

} // namespace ota
