// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventstore.h"

#include <functional>
#include <stop_token>

class QIODevice;

namespace ota {

/// The forms a timeline can leave the bench in. In each secrets are masked, and sessions of simulated boards say so.
enum class ExportFormat
{
    JsonLines, ///< One object a line: sessions (`kind` session), then events (`kind` event).
    Csv,       ///< One row an event, RFC 4180.
    Html,      ///< One file for people, with nothing from outside.
    Trace,     ///< Trace-event JSON, as Perfetto and about:tracing read it: a board is a thread.
};

QStringList exportFormatNames();
std::optional<ExportFormat> exportFormatOf(const QString& name);

/// One session, or everything. Returns the number of events written. Errors: NotFound, Io, Cancelled.
Result<quint64> exportTimeline(const EventStore& store, std::optional<SessionId> session, ExportFormat format,
                               QIODevice& device, const std::stop_token& stop);

} // namespace ota
