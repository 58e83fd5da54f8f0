// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operations/operation.h"
#include "otaserver/servesettings.h"

namespace ota {

class OperationRegistry;

/// serving.show, serving.set, psk.add, psk.list, psk.remove, token.show, token.renew
void registerServingOperations(OperationRegistry& registry);

/// The kept settings with what the arguments of `serve` or `serving.set` give. Error: Usage.
Result<ServeSettings> overlaid(ServeSettings settings, const Arguments& arguments);

/// `sni` and `product-host`. Error: Usage.
Result<> takeGatewayTls(ExosenseTlsSettings& tls, const Arguments& arguments);

/// The parameters that `serve` and `serving.set` share: the listeners of the services.
std::vector<Parameter> listenerParameters();
/// Who may be a gateway, and how it is met: `policy`, `vendor`, `model`, `sni`, `product-host`.
std::vector<Parameter> gatewayParameters();
/// And how they serve.
std::vector<Parameter> servingParameters();

} // namespace ota
