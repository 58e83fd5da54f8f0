// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace ota {

class Database;

/// Small values by name that a bench remembers: `coap.host`, `panel.releases.columns`. Any thread. Errors: Io, Busy.
class SettingsStore final
{
public:
    explicit SettingsStore(Database& database);
    Q_DISABLE_COPY_MOVE(SettingsStore)

    /// `fallback` when it was never set.
    Result<QJsonValue> get(const QString& name, const QJsonValue& fallback = {});

    /// Null or undefined takes it away.
    Result<> set(const QString& name, const QJsonValue& value);

    /// Name → value of all whose name starts with `prefix`.
    Result<QJsonObject> all(const QString& prefix = {});

private:
    Database& m_database;
};

} // namespace ota
