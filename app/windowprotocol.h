// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <variant>

namespace ota {

/// The name of the local socket on which the window of a bench listens. `benchDirectory` may be written in any way that
/// names the same place.
QString windowSocketName(const QString& benchDirectory);

/// What another program asks the window of a bench for: one line of JSON.
struct WindowRequest
{
    QString operation; ///< The name in the registry.
    QJsonObject values;

    static constexpr qint64 maximumBytes = 1 << 20;

    QByteArray toLine() const;
    /// Nothing when it is no request.
    static std::optional<WindowRequest> fromLine(const QByteArray& line);
};

/// A line that a running operation wrote: JobContext::record().
struct WindowRecord
{
    QJsonObject data;
    QString text;
};

/// What the window answers, a line of JSON each: progress and records as they come, the result last.
using WindowAnswer = std::variant<Progress, WindowRecord, Result<Outcome>>;

QByteArray toLine(const WindowAnswer& answer);
/// Nothing when it is no answer.
std::optional<WindowAnswer> answerFromLine(const QByteArray& line);

} // namespace ota
