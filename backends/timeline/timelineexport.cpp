// SPDX-License-Identifier: Apache-2.0
#include "timeline/timelineexport.h"

#include "timeline/exportwriters_p.h"

#include <QCoreApplication>
#include <QIODevice>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(TimelineExport)
};

constexpr int pageRows = 2000;

Result<std::vector<SessionRow>> chosenSessions(const EventStore& store, std::optional<SessionId> session)
{
    std::vector<SessionRow> rows;
    if (session) {
        auto row = store.session(*session);
        if (!row)
            return failure(row.error());
        if (!*row)
            return failure(Error::Code::NotFound, Tr::tr("there is no session %1").arg(session->value));
        rows.push_back(std::move(**row));
        return rows;
    }
    SessionFilter filter{.limit = pageRows};
    while (true) {
        auto page = store.sessions(filter);
        if (!page)
            return page;
        if (page->empty())
            break;
        filter.before = page->back().id;
        rows.insert(rows.end(), std::make_move_iterator(page->begin()), std::make_move_iterator(page->end()));
    }
    std::reverse(rows.begin(), rows.end());
    return rows;
}

std::unique_ptr<ExportWriter> writerFor(ExportFormat format, QIODevice& device)
{
    switch (format) {
    case ExportFormat::JsonLines:
        return makeJsonLinesWriter(device);
    case ExportFormat::Csv:
        return makeCsvWriter(device);
    case ExportFormat::Html:
        return makeHtmlWriter(device);
    case ExportFormat::Trace:
        break;
    }
    return makeTraceWriter(device);
}

} // namespace

QStringList exportFormatNames()
{
    return {QStringLiteral("jsonl"), QStringLiteral("csv"), QStringLiteral("html"), QStringLiteral("trace")};
}

std::optional<ExportFormat> exportFormatOf(const QString& name)
{
    const qsizetype index = exportFormatNames().indexOf(name);
    return index < 0 ? std::nullopt : std::optional(static_cast<ExportFormat>(index));
}

Result<quint64> exportTimeline(const EventStore& store, std::optional<SessionId> session, ExportFormat format,
                               QIODevice& device, const std::stop_token& stop)
{
    const auto sessions = chosenSessions(store, session);
    if (!sessions)
        return failure(sessions.error());
    const std::unique_ptr<ExportWriter> writer = writerFor(format, device);
    writer->begin(*sessions);
    for (const SessionRow& row : *sessions) {
        const auto findings = store.findings(row.id);
        if (!findings)
            return failure(findings.error());
        writer->session(row, *findings);
    }
    EventFilter filter{.session = session, .order = EventFilter::Order::Seq, .limit = pageRows};
    quint64 count = 0;
    while (true) {
        const auto events = store.events(filter);
        if (!events)
            return failure(events.error());
        for (const Event& event : *events)
            writer->event(event);
        count += events->size();
        if (stop.stop_requested())
            return failure(Error::Code::Cancelled, Tr::tr("the export was cancelled after %1 events").arg(count));
        if (events->size() < static_cast<std::size_t>(pageRows))
            break;
        filter.after = EventKey{0, events->back().seq};
    }
    writer->end();
    if (!writer->isGood())
        return failure(Error::Code::Io, device.errorString());
    return count;
}

} // namespace ota
