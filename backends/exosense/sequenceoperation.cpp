// SPDX-License-Identifier: Apache-2.0
// timeline.sequence: a verb of the timeline that only this world can answer.
#include "exosense/exosenseoperations_p.h"
#include "exosense/findingtexts.h"
#include "exosense/statussequence.h"
#include "operations/operationregistry.h"
#include "store/bench.h"
#include "timeline/eventstore.h"
#include "timeline/sessionversions.h"
#include "timeline/timelinetext.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SequenceOperation)
};

const QString sessionName = QStringLiteral("session");

/// Every code that stands in the rows, with its rule and next step.
QJsonObject explanations(const StatusSequence& sequence)
{
    QJsonObject texts;
    for (const SequenceRow& row : sequence.rows) {
        for (const QString& code : row.codes)
            texts.insert(code, QJsonObject{{"message", explainExosenseCode(code)},
                                           {"rule", findingText(code).rule},
                                           {"advice", findingText(code).advice}});
    }
    return texts;
}

Result<Outcome> runSequence(const Arguments& arguments, OperationContext& context)
{
    auto bench = context.bench(OperationContext::Access::Read);
    if (!bench)
        return failure(bench.error());
    const auto store = EventStore::open((*bench)->database(), (*bench)->streamsPath(), (*bench)->clock());
    if (!store)
        return failure(store.error());
    const SessionId id{arguments.integer(sessionName)};
    const auto session = (*store)->session(id);
    if (!session)
        return failure(session.error());
    if (!*session)
        return failure(Error::Code::NotFound, Tr::tr("there is no session %1").arg(id.value), {},
                       Tr::tr("otaw timeline list shows the sessions."));
    const auto sequence = readSequence(**store, **session);
    if (!sequence)
        return failure(sequence.error());
    QJsonObject data = toJson(*sequence);
    data["session"] = id.value;
    data["board"] = (*session)->board.text();
    data["simulated"] = (*session)->simulated;
    data["result"] = keyOf((*session)->result);
    data["sentence"] = (*session)->sentence;
    data["versions"] = toJson(versionsOf(**session));
    const QJsonObject texts = explanations(*sequence);
    data["explanations"] = texts;
    QString text = plainText((*session)->sentence) + u'\n' + sequenceText(*sequence);
    if ((*session)->simulated)
        text.prepend(Tr::tr("SIMULATED BOARD") + u'\n');
    if (!texts.isEmpty())
        text += u'\n';
    for (auto each = texts.begin(); each != texts.end(); ++each)
        text +=
            QStringLiteral("\n%1: %2 %3").arg(each.key(), explainExosenseCode(each.key()), explainFinding(each.key()));
    return Outcome{data, text};
}

} // namespace

Result<StatusSequence> readSequence(const EventStore& store, const SessionRow& session)
{
    constexpr int page = 5000;
    if (session.world != World::Exosense)
        return failure(Error::Code::Unsupported,
                       Tr::tr("session %1 is of the world %2; only sessions of gateways have the sequence of statuses")
                           .arg(session.id.value)
                           .arg(keyOf(session.world)),
                       {}, Tr::tr("otaw timeline show tells of every session."));
    EventFilter filter;
    filter.session = session.id;
    filter.limit = page;
    std::vector<Event> events;
    while (true) {
        auto read = store.events(filter);
        if (!read)
            return failure(read.error());
        std::ranges::move(*read, std::back_inserter(events));
        if (read->size() < page)
            break;
        filter.after = keyOf(events.back());
    }
    const auto findings = store.findings(session.id);
    if (!findings)
        return failure(findings.error());
    return statusSequence(session, events, *findings);
}

void registerSequenceOperation(OperationRegistry& registry)
{
    registry.add(
        {.name = QStringLiteral("timeline.sequence"),
         .summary = Tr::tr("Show what a gateway's session reported beside what is expected."),
         .details = Tr::tr("The statuses of otau_in in the order of the schema: what was left out, repeated or "
                           "out of order, the errors, and the rule that each of them is about."),
         .parameters = {{.name = sessionName,
                         .type = ParameterType::Integer,
                         .help = Tr::tr("The session's number."),
                         .valueName = QStringLiteral("SESSION"),
                         .required = true,
                         .positional = true,
                         .minimum = 1}},
         .returns = Tr::tr("`rows`, the `request` with its acknowledgement, `versions` and `explanations`."),
         .run = runSequence});
}

} // namespace ota
