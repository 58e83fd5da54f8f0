// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/boards/boardrow.h"

namespace ota {

/// How far a request has come, as one word: `pending`, `delivered`. Empty when nothing was asked.
QString ackText(const GatewayFacts& gateway);
Mark ackMark(const GatewayFacts& gateway);

/// `listed: it may activate`
QString identityText(DeviceIdentity::State state);

/// How it is reached now: `MQTT`, `HTTP, waits`; empty when it is not.
QString linkText(const GatewayFacts& gateway);

/// How its newest session stands: `DOWNLOAD 40 %`; 'not confirmed' is not 'confirmed'.
SessionWords sessionWords(const GatewayFacts& gateway);
/// The same where there is room: `installed, not confirmed`.
QString verdictText(const GatewayFacts& gateway);

/// The newest session in one sentence, with what is odd about it.
QString sessionSentence(const GatewayFacts& gateway);

} // namespace ota
