// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httprouter.h"

namespace ota {

struct OtaServerCore;

/// The limits of spec/suit-coap.md 1.2.
inline constexpr qint64 publishLimitBytes = qint64{256} << 20;

/// Everything that is served over HTTP: ota-server's interface of both eras, the page, its JSON and events, the files.
/// `openWrites`: this listener asks for no token of those that come from loopback. `core` must outlive the servers that
/// use the router.
HttpRouter otaServerRouter(OtaServerCore& core, bool openWrites);

} // namespace ota
