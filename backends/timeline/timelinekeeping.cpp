// SPDX-License-Identifier: Apache-2.0
// The verbs that write: notes, exports, and what is removed.
#include "operations/operationregistry.h"
#include "store/bench.h"
#include "timeline/sentence.h"
#include "timeline/sessionfold.h"
#include "timeline/timeline.h"
#include "timeline/timelineexport.h"
#include "timeline/timelinetext.h"
#include "timeline/timelineverbs_p.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSaveFile>

namespace ota::timelineverbs {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(TimelineOperations)
};

} // namespace

Result<Outcome> runNote(const Arguments& arguments, OperationContext& context)
{
    const QString text = arguments.text(textName).trimmed();
    if (text.isEmpty())
        return failure(Error::Code::Usage, Tr::tr("the note says nothing"));
    const auto store = storeOf(context, Access::Hold);
    if (!store)
        return failure(store.error());
    const auto session = findSession(**store, arguments.integer(sessionName));
    if (!session)
        return failure(session.error());
    const auto timeline = context.timeline();
    if (!timeline)
        return failure(timeline.error());
    Event note;
    note.board = session->board;
    note.session = session->id;
    note.world = session->world;
    note.stream = Stream::Action;
    note.severity = Severity::Note;
    note.code = code::personNote;
    note.message = text;
    const quint64 seq = (*timeline)->append(note);
    (*timeline)->flush();
    return Outcome{{{sessionName, session->id.value}, {QStringLiteral("seq"), static_cast<qint64>(seq)}},
                   Tr::tr("Noted in session %1").arg(session->id.value)};
}

Result<Outcome> runRemoveNote(const Arguments& arguments, OperationContext& context)
{
    const auto store = storeOf(context, Access::Hold);
    if (!store)
        return failure(store.error());
    const qint64 seq = arguments.integer(eventName);
    const auto event = (*store)->event(static_cast<quint64>(seq));
    if (!event)
        return failure(event.error());
    if (!*event)
        return failure(Error::Code::NotFound, Tr::tr("there is no event %1").arg(seq), {},
                       Tr::tr("otaw timeline show SESSION --code note.person shows the notes of a session."));
    if ((*event)->code != code::personNote)
        return failure(Error::Code::Rejected, Tr::tr("event %1 is not a note that a person wrote").arg(seq),
                       plainText((*event)->message));
    const auto timeline = context.timeline();
    if (!timeline)
        return failure(timeline.error());
    if (auto removed = (*timeline)->removeNote(**event); !removed)
        return failure(removed.error());
    return Outcome{
        {{sessionName, (*event)->session.value}, {QStringLiteral("seq"), seq}, {textName, (*event)->message}},
        Tr::tr("Removed a note from session %1").arg((*event)->session.value)};
}

Result<Outcome> runExport(const Arguments& arguments, OperationContext& context)
{
    const auto store = storeOf(context, Access::Read);
    if (!store)
        return failure(store.error());
    const ExportFormat format = exportFormatOf(arguments.text(formatName)).value_or(ExportFormat::JsonLines);
    std::optional<SessionId> session;
    if (arguments.has(sessionName))
        session = SessionId{arguments.integer(sessionName)};
    const QString path = arguments.text(outputName);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(Error::Code::Io, file.errorString(), path);
    const auto count = exportTimeline(**store, session, format, file, context.job().stopToken());
    if (!count)
        return failure(count.error());
    if (!file.commit())
        return failure(Error::Code::Io, file.errorString(), path);
    return Outcome{{{QStringLiteral("file"), path},
                    {QStringLiteral("format"), arguments.text(formatName)},
                    {QStringLiteral("events"), static_cast<qint64>(*count)}},
                   Tr::tr("Wrote %n events to %1", nullptr, static_cast<int>(*count)).arg(path)};
}

Result<Outcome> runRemove(const Arguments& arguments, OperationContext& context)
{
    const auto store = storeOf(context, Access::Hold);
    if (!store)
        return failure(store.error());
    const SessionId session{arguments.integer(sessionName)};
    if (auto removed = (*store)->remove(session); !removed)
        return failure(removed.error());
    if (auto reclaimed = (*store)->reclaim(); !reclaimed)
        return failure(reclaimed.error());
    return Outcome{{{sessionName, session.value}}, Tr::tr("Removed session %1").arg(session.value)};
}

Result<Outcome> runPrune(const Arguments& arguments, OperationContext& context)
{
    const auto store = storeOf(context, Access::Hold);
    if (!store)
        return failure(store.error());
    auto bench = context.bench(Access::Hold);
    if (!bench)
        return failure(bench.error());
    RetentionPolicy policy;
    policy.keptPerBoard = static_cast<int>(arguments.integer(keepName));
    if (arguments.has(olderName))
        policy.maximumAge = std::chrono::hours(24 * arguments.integer(olderName));
    if (arguments.has(eventsName))
        policy.maximumEvents = arguments.integer(eventsName);
    if (!policy.maximumAge && !policy.maximumEvents)
        return failure(Error::Code::Usage, Tr::tr("--older-than or --max-events must be given"));
    const auto removed = (*store)->applyRetention(policy, (*bench)->clock().nowNs());
    if (!removed)
        return failure(removed.error());
    if (auto reclaimed = (*store)->reclaim(); !reclaimed)
        return failure(reclaimed.error());
    QJsonArray sessions;
    for (const SessionId id : *removed)
        sessions.append(id.value);
    return Outcome{{{QStringLiteral("removed"), sessions}},
                   Tr::tr("Removed %n sessions", nullptr, static_cast<int>(removed->size()))};
}

} // namespace ota::timelineverbs
