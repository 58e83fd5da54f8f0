// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class OperationRegistry;

/// coap.get, coap.post, coap.put
void registerCoapOperations(OperationRegistry& registry);

} // namespace ota
