// SPDX-License-Identifier: Apache-2.0
// For this folder only.
#pragma once

#include "http/httprouter.h"

namespace ota {

struct OtaServerCore;

/// POST /publish of both eras. `check` looks at the token.
void addPublishRoute(HttpRouter& router, OtaServerCore& core, const HttpCheck& check);
/// PUT and POST /notify, POST /notifyv4.
void addNotifyRoutes(HttpRouter& router, OtaServerCore& core, const HttpCheck& check);
/// POST /remove, DELETE /api/releases/{id}.
void addRemoveRoutes(HttpRouter& router, OtaServerCore& core, const HttpCheck& check);
/// POST /api/drafts/{id}/publish, DELETE /api/drafts/{id}; POST /api/boards, PATCH and DELETE /api/boards/{name}.
void addBenchRoutes(HttpRouter& router, OtaServerCore& core, const HttpCheck& check);
/// The page, its JSON and events, /coap/url/{id}, the files.
void addReadingRoutes(HttpRouter& router, OtaServerCore& core, const HttpCheck& check, bool openWrites);

/// A route whose handler may wait for disk and database.
HttpRoute poolRoute(const QByteArray& method, const QByteArray& pattern, const HttpCheck& check, HttpAnswer answer);

/// Status, reason phrase and body with the same text, as the original's clients print it; JSON where it is accepted.
HttpResponse refused(const HttpRequest& request, const HttpRefusal& refusal);
HttpResponse refused(const HttpRequest& request, const Error& error);

/// The form's reader, or what is answered when the Content-Type is none of a form. A request without any content is an
/// empty form.
std::variant<std::unique_ptr<class FormReader>, HttpResponse> formReader(const HttpRequest& request,
                                                                         class MultipartSink& sink);

} // namespace ota
