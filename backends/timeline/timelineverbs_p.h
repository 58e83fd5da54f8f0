// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to this folder: what the verbs of the timeline share.

#include "operations/operation.h"
#include "timeline/eventstore.h"

namespace ota::timelineverbs {

using Access = OperationContext::Access;

inline const QString sessionName = QStringLiteral("session");
inline const QString otherName = QStringLiteral("other");
inline const QString boardName = QStringLiteral("board");
inline const QString targetName = QStringLiteral("target");
inline const QString limitName = QStringLiteral("limit");
inline const QString formatName = QStringLiteral("format");
inline const QString outputName = QStringLiteral("output");
inline const QString keepName = QStringLiteral("keep");
inline const QString olderName = QStringLiteral("older-than");
inline const QString eventsName = QStringLiteral("max-events");
inline const QString textName = QStringLiteral("text");
inline const QString eventName = QStringLiteral("event");

Result<std::unique_ptr<EventStore>> storeOf(OperationContext& context, Access access);
/// Error: NotFound.
Result<SessionRow> findSession(const EventStore& store, qint64 number);

// timelineanalysis.cpp
Result<Outcome> runCompare(const Arguments& arguments, OperationContext& context);
Result<Outcome> runStats(const Arguments& arguments, OperationContext& context);
Result<Outcome> runClock(const Arguments& arguments, OperationContext& context);

// timelinekeeping.cpp
Result<Outcome> runNote(const Arguments& arguments, OperationContext& context);
Result<Outcome> runRemoveNote(const Arguments& arguments, OperationContext& context);
Result<Outcome> runExport(const Arguments& arguments, OperationContext& context);
Result<Outcome> runRemove(const Arguments& arguments, OperationContext& context);
Result<Outcome> runPrune(const Arguments& arguments, OperationContext& context);

} // namespace ota::timelineverbs
