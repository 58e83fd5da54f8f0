// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>

namespace ota {

class ExosenseDesk;
class OperationRegistry;

/// exosense.* but for exosense.serve, which the bench's server does. `desk`: where a program that serves has the
/// cloud of its bench; it must outlive the registry's operations. Null: this program serves nothing beside them.
void registerExosenseOperations(OperationRegistry& registry, ExosenseDesk* desk = nullptr);

/// One line for a person of what ExosenseService::onEvent tells; empty where there is nothing to say.
QString lineOfCloudEvent(const QString& kind, const QJsonObject& data);

} // namespace ota
