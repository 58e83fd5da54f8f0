// SPDX-License-Identifier: Apache-2.0
// For this folder only.
#pragma once

#include <QJsonObject>
#include <QString>

namespace ota {

class ServerLog;

/// What ExosenseService::onEvent tells as a line of the log, where it is one: each request, who came, what was odd.
void logGatewayEvent(ServerLog& log, const QString& kind, const QJsonObject& data);

} // namespace ota
