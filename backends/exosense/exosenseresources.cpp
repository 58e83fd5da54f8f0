// SPDX-License-Identifier: Apache-2.0
// What is written to resources and read of them.

#include "base/clock.h"
#include "exosense/exosensecloud.h"
#include "exosense/jsontext.h"
#include "store/bench.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <span>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(lcExosense, "ota.exosense")

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseCloud)
};

constexpr qint64 second = 1'000'000'000;
const QByteArray configAlias("config_otau");

const QByteArrayList& standardAliases()
{
    static const QByteArrayList aliases{"config_otau", "otau_in",      "config_io",       "data_in",
                                        "data_out",    "engine_fetch", "update_interval", "engine_report"};
    return aliases;
}

bool isSameValue(const QByteArray& a, const QByteArray& b)
{
    if (a == b)
        return true;
    const auto left = JsonText::parse(a);
    const auto right = JsonText::parse(b);
    return left && right && sameJson(*left, *right);
}

/// exosense.md 8
AckState ackOf(const QByteArray& desired, const QByteArray& written)
{
    if (isSameValue(desired, written) || written.toUpper() == "ACK")
        return AckState::Acknowledged;
    return written.isEmpty() ? AckState::Cleared : AckState::Different;
}

ExosenseFinding findingOf(const char* code, const QByteArray& alias)
{
    return exosenseFinding(QLatin1StringView(code), QString::fromUtf8(alias));
}

QString textOf(const QByteArray& value)
{
    return QString::fromUtf8(value);
}

} // namespace

// Writing.

ExosenseCloud::Resource& ExosenseCloud::resourceOf(Gateway& gateway, const QByteArray& alias)
{
    Resource& resource = gateway.resources[alias];
    resource.row.board = gateway.identity.name;
    resource.row.alias = alias;
    return resource;
}

/// What the resources are behind these writes. With m_mutex held.
std::map<std::pair<QString, QByteArray>, ExosenseCloud::Resource>
ExosenseCloud::applied(const std::vector<WriteRow>& writes, ExosenseFindings& findings)
{
    std::map<std::pair<QString, QByteArray>, Resource> changed;
    for (const WriteRow& write : writes) {
        const auto [place, isNew] = changed.try_emplace({write.board, write.alias});
        Resource& resource = place->second;
        if (isNew)
            resource = resourceOf(*find(write.board), write.alias);
        ResourceRow& row = resource.row;
        if (write.isOurs) {
            row.desired = write.value;
            row.desiredSeq = ++m_lastSeq;
            row.desiredNs = write.hostNs;
            row.ack = static_cast<int>(AckState::Pending);
            resource.missingTold = false;
            continue;
        }
        const bool isFast = isNew && row.reportedNs > 0 && write.hostNs - row.reportedNs < second;
        if (isFast && !resource.inBurst)
            findings.push_back(findingOf("XW-RATE", write.alias));
        if (isNew)
            resource.inBurst = isFast;
        row.reported = write.value;
        row.reportedNs = write.hostNs;
        if (row.desiredSeq > 0) {
            const AckState ack = ackOf(row.desired, write.value);
            row.ack = static_cast<int>(ack);
            if (ack == AckState::Cleared)
                findings.push_back(findingOf("XA-CLEARED", write.alias));
            else if (ack == AckState::Different)
                findings.push_back(findingOf("XA-DIFFERENT", write.alias));
        }
    }
    return changed;
}

Result<> ExosenseCloud::commit(std::vector<WriteRow> writes, ExosenseFindings findings, const QString& what)
{
    const std::scoped_lock writing(m_writing);
    std::map<std::pair<QString, QByteArray>, Resource> changed;
    {
        const std::scoped_lock lock(m_mutex);
        for (const WriteRow& write : writes) {
            if (!find(write.board))
                return failure(Error::Code::NotFound, Tr::tr("there is no gateway \"%1\"").arg(write.board), {},
                               Tr::tr("otaw exosense identity list shows what there is."));
        }
        changed = applied(writes, findings);
    }
    std::vector<ResourceRow> rows;
    for (const auto& [key, resource] : changed)
        rows.push_back(resource.row);
    if (auto recorded = m_store.record(writes, rows); !recorded)
        return recorded;
    {
        const std::scoped_lock lock(m_mutex);
        for (auto& [key, resource] : changed) {
            Resource& known = resourceOf(*find(key.first), key.second);
            // A reply may have left meanwhile.
            resource.row.deliveredSeq = std::max(resource.row.deliveredSeq, known.row.deliveredSeq);
            resource.row.deliveredNs = std::max(resource.row.deliveredNs, known.row.deliveredNs);
            resource.lastModifiedSent = known.lastModifiedSent;
            known = resource;
        }
    }
    judge(writes);
    trim(writes);
    for (const auto& [key, resource] : changed)
        tellAnswer(resource.row, writes);
    for (const WriteRow& write : writes)
        tellEvent(write.isOurs ? QStringLiteral("desired") : QStringLiteral("written"),
                  {{QStringLiteral("board"), write.board},
                   {QStringLiteral("alias"), textOf(write.alias)},
                   {QStringLiteral("value"), textOf(write.value)}});
    if (!findings.empty())
        tell(writes.front().board, findings, what);
    return {};
}

/// The board wrote `config_otau` back as it should. What else it may write is a finding.
void ExosenseCloud::tellAnswer(const ResourceRow& row, const std::vector<WriteRow>& writes)
{
    const bool isAnswer = std::ranges::any_of(writes, [&](const WriteRow& write) {
        return !write.isOurs && write.board == row.board && write.alias == row.alias;
    });
    if (!m_timeline || !isAnswer || row.alias != configAlias || row.ack != static_cast<int>(AckState::Acknowledged))
        return;
    Event event;
    event.board = BoardId(row.board);
    event.world = World::Exosense;
    event.stream = Stream::Protocol;
    event.origin = Origin::Device;
    event.confidence = Confidence::Reported;
    event.code = QStringLiteral("otau.acknowledged");
    event.message = Tr::tr("config_otau was acknowledged");
    m_timeline->append(std::move(event));
}

void ExosenseCloud::judge(const std::vector<WriteRow>& writes)
{
    const std::scoped_lock lock(m_statusMutex);
    for (auto from = writes.begin(); from != writes.end();) {
        const auto to =
            std::find_if(from, writes.end(), [&](const WriteRow& each) { return each.board != from->board; });
        if (const auto status = m_statuses.find(from->board); status != m_statuses.end())
            status->second.take(std::span(from, to), m_timeline);
        from = to;
    }
}

/// Takes out of the tables what nobody needs: a gateway that says something every second for a year must not fill them.
/// With m_writing held. What fails here is tried again with a later write.
void ExosenseCloud::trim(const std::vector<WriteRow>& writes)
{
    std::set<QString> boards;
    std::set<std::pair<QString, QByteArray>> values;
    {
        const std::scoped_lock lock(m_mutex);
        for (const WriteRow& write : writes) {
            boards.insert(write.board);
            Resource& resource = resourceOf(*find(write.board), write.alias);
            if (write.alias == "otau_in" || write.alias == configAlias || ++resource.untrimmed < trimEvery)
                continue;
            resource.untrimmed = 0;
            values.emplace(write.board, write.alias);
        }
    }
    for (const auto& [board, alias] : values) {
        if (const auto trimmed = m_store.trimWrites(board, alias, keptValues); !trimmed)
            qCWarning(lcExosense).noquote() << trimmed.error().toString();
    }
    for (const QString& board : boards)
        fold(board);
}

/// With m_writing held.
void ExosenseCloud::fold(const QString& board)
{
    std::optional<GatewayStatus::Folded> folded;
    {
        const std::scoped_lock lock(m_statusMutex);
        if (const auto status = m_statuses.find(board); status != m_statuses.end())
            folded = status->second.takeFolded();
    }
    if (!folded)
        return;
    if (const auto stored = m_store.fold(board, folded->seqs, folded->state); !stored) {
        qCWarning(lcExosense).noquote() << stored.error().toString();
        const std::scoped_lock lock(m_statusMutex);
        if (const auto status = m_statuses.find(board); status != m_statuses.end())
            status->second.giveBack(std::move(*folded));
    }
}

Result<> ExosenseCloud::write(const QString& board, const std::vector<AliasWrite>& writes,
                              const ExosenseFindings& findings)
{
    const qint64 nowNs = m_bench.clock().nowNs();
    std::vector<WriteRow> rows;
    for (const AliasWrite& write : writes)
        rows.push_back({0, board, write.alias, false, nowNs, {}, write.value});
    {
        const std::scoped_lock lock(m_mutex);
        if (Gateway* gateway = find(board))
            gateway->lastContactNs = nowNs;
    }
    return rows.empty() ? Result<>() : commit(std::move(rows), findings, Tr::tr("write"));
}

Result<> ExosenseCloud::record(const QString& board, const std::vector<RecordPoint>& points,
                               const ExosenseFindings& findings)
{
    const qint64 nowNs = m_bench.clock().nowNs();
    std::vector<WriteRow> rows;
    for (const RecordPoint& point : points)
        rows.push_back({0, board, point.alias, false, nowNs, point.timeNs, point.value});
    // They arrived together: what is to be ordered by time is so at once. A clock that is far off orders nothing.
    const bool isUseful = std::ranges::all_of(rows, [&](const WriteRow& row) {
        return std::abs(*row.deviceNs - nowNs) <= std::chrono::nanoseconds(GatewayStatus::maxClockOffset).count();
    });
    if (isUseful)
        std::ranges::stable_sort(rows, {}, [](const WriteRow& row) { return *row.deviceNs; });
    {
        const std::scoped_lock lock(m_mutex);
        if (Gateway* gateway = find(board))
            gateway->lastContactNs = nowNs;
    }
    return rows.empty() ? Result<>() : commit(std::move(rows), findings, Tr::tr("record"));
}

Result<> ExosenseCloud::setDesired(const QStringList& boards, const QByteArray& alias, const QByteArray& value)
{
    const qint64 nowNs = m_bench.clock().nowNs();
    std::vector<WriteRow> rows;
    for (const QString& board : boards)
        rows.push_back({0, board, alias, true, nowNs, {}, value});
    if (rows.empty())
        return {};
    if (auto committed = commit(std::move(rows), {}, {}); !committed)
        return committed;
    for (const QString& board : boards)
        m_room.tell(board);
    return {};
}

// Reading.

void ExosenseCloud::deliver(Gateway& gateway, Resource& resource, Deliveries& first)
{
    ResourceRow& row = resource.row;
    if (row.deliveredSeq != row.desiredSeq)
        first.push_back(row.alias);
    row.deliveredSeq = row.desiredSeq;
    row.deliveredNs = m_bench.clock().nowNs();
    resource.lastModifiedSent = row.desiredNs / second;
    if (row.ack == static_cast<int>(AckState::Pending))
        row.ack = static_cast<int>(AckState::Delivered);
    m_unsaved.emplace(gateway.identity.name, row.alias);
}

void ExosenseCloud::tellDelivered(const QString& board, const Deliveries& first)
{
    for (const QByteArray& alias : first) {
        tellEvent(QStringLiteral("delivered"),
                  {{QStringLiteral("board"), board}, {QStringLiteral("alias"), textOf(alias)}});
        if (!m_timeline || alias != configAlias)
            continue;
        Event event;
        event.board = BoardId(board);
        event.world = World::Exosense;
        event.stream = Stream::Protocol;
        event.origin = Origin::Server;
        event.code = QStringLiteral("otau.delivered");
        event.message = Tr::tr("config_otau was delivered");
        m_timeline->append(std::move(event));
    }
}

std::vector<AliasWrite> ExosenseCloud::read(const QString& board, const QByteArrayList& aliases)
{
    const bool hasOneValue = settings().singleValue;
    std::vector<AliasWrite> values;
    Deliveries first;
    {
        const std::scoped_lock lock(m_mutex);
        Gateway* gateway = find(board);
        if (!gateway)
            return {};
        gateway->lastContactNs = m_bench.clock().nowNs();
        for (const QByteArray& alias : aliases) {
            const auto found = gateway->resources.find(alias);
            if (found == gateway->resources.end())
                continue;
            const bool isDesired = found->second.row.desiredSeq > 0;
            if (isDesired)
                deliver(*gateway, found->second, first);
            const ResourceRow& row = found->second.row;
            const bool isOverwritten = hasOneValue && row.reportedNs > row.desiredNs;
            const QByteArray& value = isDesired && !isOverwritten ? row.desired : row.reported;
            if (!value.isEmpty())
                values.push_back({alias, value});
        }
    }
    tellDelivered(board, first);
    return values;
}

void ExosenseCloud::noteFetched(const QString& board, qint64 timeNs)
{
    const std::scoped_lock lock(m_mutex);
    if (Gateway* gateway = find(board))
        gateway->fetchedNs = std::max(gateway->fetchedNs, timeNs);
}

void ExosenseCloud::noteContact(const QString& board)
{
    const std::scoped_lock lock(m_mutex);
    if (Gateway* gateway = find(board))
        gateway->lastContactNs = m_bench.clock().nowNs();
}

QByteArrayList ExosenseCloud::knownAliases(const QString& board) const
{
    QByteArrayList aliases = standardAliases();
    const std::scoped_lock lock(m_mutex);
    if (const Gateway* gateway = find(board)) {
        for (const auto& [alias, resource] : gateway->resources)
            aliases << alias;
    }
    return aliases;
}

} // namespace ota
