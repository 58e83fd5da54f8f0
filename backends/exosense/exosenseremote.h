// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

namespace ota {

class Bench;

/// The cloud of this bench as another process serves it, by its ExosenseControl. For worker threads: waits.
class ExosenseRemote final
{
public:
    /// Nothing when no cloud is served now. Error: Io.
    static Result<std::optional<ExosenseRemote>> find(Bench& bench);

    /// What the verb of that name answers: `data`, `text`, `good`. Errors: its own, and Io, Timeout, Protocol,
    /// Cancelled.
    Result<QJsonObject> ask(const QString& verb, const QJsonObject& values, const std::stop_token& stop) const;

    /// What happens there, until `stop`. `each`: kind and facts, as of ExosenseService::onEvent. Errors: Io when the
    /// service ends, Protocol.
    Result<> watch(const std::function<void(const QString& kind, const QJsonObject& data)>& each,
                   const std::stop_token& stop) const;

private:
    QString m_host;
    quint16 m_port = 0;
    QByteArray m_token;
};

} // namespace ota
