// SPDX-License-Identifier: Apache-2.0
#include "exosense/exosensecloud.h"

#include "base/clock.h"
#include "store/bench.h"
#include "store/boardstore.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <span>
#include <utility>

namespace ota {

namespace {

Q_LOGGING_CATEGORY(lcExosense, "ota.exosense")

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ExosenseCloud)
};

constexpr qint64 second = 1'000'000'000;
constexpr qint64 ackPatience = 60 * second;
constexpr qint64 lastMoments = 60 * second; ///< That much a timeline that was killed may have lost, and more.
constexpr qint64 contactSaveEvery = 5 * second;
const QByteArray configAlias("config_otau");

const QString world = keyOf(World::Exosense);

} // namespace

ExosenseCloud::ExosenseCloud(Bench& bench, Timeline* timeline, CloudSettings settings)
    : m_bench(bench)
    , m_timeline(timeline)
    , m_settings(std::move(settings))
    , m_store(bench.database(), bench.clock())
{
}

ExosenseCloud::~ExosenseCloud()
{
    m_ticker = {};
    m_room.close();
    saveDeliveries();
    saveContacts();
}

Result<std::unique_ptr<ExosenseCloud>> ExosenseCloud::open(Bench& bench, Timeline* timeline, CloudSettings settings)
{
    std::unique_ptr<ExosenseCloud> cloud(new ExosenseCloud(bench, timeline, std::move(settings)));
    if (auto loaded = cloud->load(); !loaded)
        return failure(loaded.error());
    cloud->m_ticker = std::jthread([raw = cloud.get()](const std::stop_token& stop) { raw->run(stop); });
    return cloud;
}

Result<> ExosenseCloud::load()
{
    const auto boards = m_bench.boards().list();
    const auto identities = m_store.identities();
    const auto rows = m_store.resources();
    if (!boards || !identities || !rows)
        return failure(!boards ? boards.error() : !identities ? identities.error() : rows.error());
    for (const DeviceIdentity& identity : *identities) {
        const auto board = std::ranges::find(*boards, BoardId(identity.name), &Board::id);
        const bool simulated = board != boards->end() && board->kind == BoardKind::Virtual;
        const qint64 contactNs = board != boards->end() ? board->lastContactNs : 0;
        m_gateways[identity.name] = {identity, simulated, contactNs, contactNs, 0, {}};
        m_statuses.emplace(identity.name, GatewayStatus(BoardId(identity.name), simulated));
        if (!identity.tokenDigest.isEmpty())
            m_tokens.insert(identity.tokenDigest, identity.name);
    }
    for (const ResourceRow& row : *rows) {
        if (Gateway* gateway = find(row.board))
            gateway->resources[row.alias].row = row;
        m_lastSeq = std::max(m_lastSeq, row.desiredSeq);
    }
    if (m_timeline)
        m_timeline->flush(); // What another cloud of this program has told it is there.
    // Of one moment: another process may be folding.
    std::map<QString, std::vector<WriteRow>> tails;
    if (auto loaded = m_bench.database().snapshot([&] { return loadStatuses(tails); }); !loaded)
        return loaded;
    for (auto& [name, status] : m_statuses)
        catchUp(status, tails[name]);
    return {};
}

/// Tells the timeline what it has lost of the last moments, as the tables of writes have it.
void ExosenseCloud::catchUp(GatewayStatus& status, const std::vector<WriteRow>& tail)
{
    const qint64 told = m_timeline && !tail.empty() ? status.toldUpTo(*m_timeline) : 0;
    const auto untold = std::ranges::find_if(tail, [&](const WriteRow& write) {
        return m_timeline && write.seq > told && write.alias == "otau_in" && !write.isOurs;
    });
    for (auto write = tail.begin(); write != untold; ++write)
        status.load(*write);
    status.finishLoading(m_timeline);
    status.take(std::span(untold, tail.end()), m_timeline);
}

/// Of the last moments nothing is judged yet: `tails`.
Result<> ExosenseCloud::loadStatuses(std::map<QString, std::vector<WriteRow>>& tails)
{
    const auto states = m_store.states();
    const auto newestNs = m_store.newestWriteNs();
    if (!states || !newestNs)
        return failure(!states ? states.error() : newestNs.error());
    for (auto& [name, status] : m_statuses) {
        if (const auto state = states->find(name); state != states->end())
            status.loadState(state->second);
        const auto& resources = m_gateways[name].resources;
        if (const auto report = resources.find("otau_in");
            report != resources.end() && report->second.row.reportedNs > 0)
            status.loadReport(report->second.row.reported, report->second.row.reportedNs);
    }
    return m_store.forEachWrite({}, {}, 0, [&](const WriteRow& write) {
        const auto status = m_statuses.find(write.board);
        if (status != m_statuses.end() && write.hostNs > *newestNs - lastMoments)
            tails[write.board].push_back(write);
        else if (status != m_statuses.end())
            status->second.load(write);
        return Result<>();
    });
}

CloudSettings ExosenseCloud::settings() const
{
    const std::scoped_lock lock(m_settingsMutex);
    return m_settings;
}

void ExosenseCloud::setSettings(CloudSettings settings)
{
    const std::scoped_lock lock(m_settingsMutex);
    m_settings = std::move(settings);
}

ExosenseCloud::Gateway* ExosenseCloud::find(const QString& board)
{
    const auto found = m_gateways.find(board);
    return found == m_gateways.end() ? nullptr : &found->second;
}

const ExosenseCloud::Gateway* ExosenseCloud::find(const QString& board) const
{
    const auto found = m_gateways.find(board);
    return found == m_gateways.end() ? nullptr : &found->second;
}

// Identities.

std::optional<QString> ExosenseCloud::boardOf(QByteArrayView token) const
{
    // Looked up by digest: the time it takes says nothing of a token.
    const QString digest = ExosenseStore::digestOf(token);
    const std::scoped_lock lock(m_mutex);
    const auto found = m_tokens.find(digest);
    return found == m_tokens.end() ? std::nullopt : std::optional(*found);
}

std::optional<QString> ExosenseCloud::boardOfCertificate(const QString& fingerprint, const QString& commonName) const
{
    const std::scoped_lock lock(m_mutex);
    for (const auto& [name, gateway] : m_gateways) {
        if (!fingerprint.isEmpty() && gateway.identity.fingerprint.compare(fingerprint, Qt::CaseInsensitive) == 0)
            return gateway.identity.state != DeviceIdentity::State::Revoked ? std::optional(name) : std::nullopt;
    }
    const Gateway* named = find(commonName);
    const bool isTaken = named && named->identity.state != DeviceIdentity::State::Revoked;
    return isTaken ? std::optional(commonName) : std::nullopt;
}

bool ExosenseCloud::knows(const QString& board) const
{
    const std::scoped_lock lock(m_mutex);
    return m_gateways.contains(board);
}

Result<> ExosenseCloud::ensureBoard(const QString& name, bool simulated)
{
    const auto known = m_bench.boards().find(BoardId(name));
    if (known && known->world != world)
        return failure(Error::Code::Rejected, Tr::tr("the board \"%1\" is one of the world %2").arg(name, known->world),
                       {}, Tr::tr("Choose another identity, or remove that board."));
    if (known)
        return {};
    if (known.error().code != Error::Code::NotFound)
        return failure(known.error());
    Board board;
    board.id = BoardId(name);
    board.world = world;
    board.kind = simulated ? BoardKind::Virtual : BoardKind::Physical;
    const auto added = m_bench.boards().add(board);
    return added ? Result<>() : Result<>(failure(added.error()));
}

/// A board that says so itself is virtual, whatever it was thought to be.
Result<> ExosenseCloud::markSimulated(const QString& name)
{
    auto board = m_bench.boards().find(BoardId(name));
    if (!board)
        return failure(board.error());
    if (board->kind == BoardKind::Virtual)
        return {};
    board->kind = BoardKind::Virtual;
    return m_bench.boards().update(*board);
}

Result<> ExosenseCloud::reload(const QString& name)
{
    const auto identity = m_store.identity(name);
    if (!identity)
        return failure(identity.error());
    const auto board = m_bench.boards().find(BoardId(name));
    const bool simulated = board && board->kind == BoardKind::Virtual;
    {
        const std::scoped_lock statusLock(m_statusMutex);
        m_statuses.try_emplace(name, BoardId(name), simulated).first->second.setSimulated(simulated);
    }
    const std::scoped_lock lock(m_mutex);
    Gateway& gateway = m_gateways[name];
    if (!gateway.identity.tokenDigest.isEmpty())
        m_tokens.remove(gateway.identity.tokenDigest);
    gateway.identity = *identity;
    gateway.simulated = simulated;
    if (!identity->tokenDigest.isEmpty())
        m_tokens.insert(identity->tokenDigest, name);
    return {};
}

Result<> ExosenseCloud::addIdentity(const QString& name, bool simulated, const QString& fingerprint)
{
    const std::scoped_lock writing(m_writing);
    if (const auto id = BoardStore::checkedId(name); !id)
        return failure(id.error());
    if (auto board = ensureBoard(name, simulated); !board)
        return board;
    if (const auto added = m_store.addIdentity(name, fingerprint); !added)
        return failure(added.error());
    return reload(name);
}

Result<QByteArray> ExosenseCloud::reissue(const QString& name)
{
    const std::scoped_lock writing(m_writing);
    auto token = m_store.issueToken(name);
    if (!token)
        return failure(token.error());
    if (auto reloaded = reload(name); !reloaded)
        return failure(reloaded.error());
    return token;
}

Result<> ExosenseCloud::adoptToken(const QString& name, const QByteArray& token)
{
    const std::scoped_lock writing(m_writing);
    auto adopted = m_store.adoptToken(name, token);
    return adopted ? reload(name) : adopted;
}

Result<> ExosenseCloud::revoke(const QString& name)
{
    const std::scoped_lock writing(m_writing);
    auto revoked = m_store.revoke(name);
    return revoked ? reload(name) : revoked;
}

Result<> ExosenseCloud::relist(const QString& name)
{
    const std::scoped_lock writing(m_writing);
    auto listed = m_store.relist(name);
    return listed ? reload(name) : listed;
}

Result<> ExosenseCloud::remove(const QString& name)
{
    const std::scoped_lock writing(m_writing);
    if (auto removed = m_store.removeIdentity(name); !removed)
        return removed;
    {
        const std::scoped_lock lock(m_statusMutex, m_mutex);
        if (const Gateway* gateway = find(name))
            m_tokens.remove(gateway->identity.tokenDigest);
        m_gateways.erase(name);
        m_statuses.erase(name);
        std::erase_if(m_unsaved, [&](const auto& each) { return each.first == name; });
    }
    auto removed = m_bench.boards().remove(BoardId(name));
    return removed || removed.error().code == Error::Code::NotFound ? Result<>() : removed;
}

Result<QByteArray> ExosenseCloud::activate(const QString& identity, const QString& vendor, const QString& model,
                                           bool simulated)
{
    if (identity.isEmpty())
        return failure(Error::Code::BadInput, Tr::tr("neither id nor sn names the device"));
    const auto isWrong = [](const QString& wanted, const QString& given) {
        return !wanted.isEmpty() && !given.isEmpty() && wanted != given;
    };
    const CloudSettings rules = settings();
    if (isWrong(rules.vendor, vendor) || isWrong(rules.model, model))
        return failure(Error::Code::NotFound, Tr::tr("there is no such vendor or model here"));
    if (!knows(identity)) {
        if (!rules.addsUnknown)
            return failure(Error::Code::NotFound, Tr::tr("there is no identity \"%1\"").arg(identity));
        if (auto added = addIdentity(identity, simulated); !added && added.error().code != Error::Code::Rejected)
            return failure(added.error());
    }
    const std::scoped_lock writing(m_writing);
    const auto known = m_store.identity(identity);
    if (!known)
        return failure(known.error());
    const bool mayAgain = rules.reissues && known->state == DeviceIdentity::State::Provisioned;
    if (known->state != DeviceIdentity::State::Listed && !mayAgain)
        return failure(Error::Code::Rejected, Tr::tr("\"%1\" is %2 already").arg(identity, stateName(known->state)));
    if (auto marked = simulated ? markSimulated(identity) : Result<>(); !marked)
        return failure(marked.error());
    auto token = m_store.issueToken(identity);
    if (!token)
        return failure(token.error());
    if (auto reloaded = reload(identity); !reloaded)
        return failure(reloaded.error());
    tellEvent(QStringLiteral("activated"), {{QStringLiteral("board"), identity}});
    return token;
}

// Each second.

void ExosenseCloud::saveDeliveries()
{
    const std::scoped_lock writing(m_writing);
    std::vector<ResourceRow> rows;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& [board, alias] : std::exchange(m_unsaved, {}))
            rows.push_back(resourceOf(*find(board), alias).row);
    }
    if (rows.empty())
        return;
    if (const auto saved = m_store.save(rows); !saved)
        qCWarning(lcExosense).noquote() << saved.error().toString(); // They are delivered once more after a restart.
}

void ExosenseCloud::saveContacts()
{
    std::vector<std::pair<QString, QString>> seen;
    {
        const std::scoped_lock lock(m_statusMutex, m_mutex);
        for (auto& [name, gateway] : m_gateways) {
            if (gateway.lastContactNs - gateway.savedContactNs < contactSaveEvery)
                continue;
            gateway.savedContactNs = gateway.lastContactNs;
            const auto status = m_statuses.find(name);
            seen.emplace_back(name, status == m_statuses.end() ? QString() : status->second.checker().running());
        }
    }
    if (seen.empty())
        return;
    const auto saved = m_bench.database().transaction(
        [&]() -> Result<> {
            for (const auto& [name, running] : seen)
                (void)m_bench.boards().noteContact(BoardId(name), running); // A board that was removed is no failure.
            return {};
        },
        Durability::Relaxed);
    if (!saved)
        qCWarning(lcExosense).noquote() << saved.error().toString();
}

/// As writes, so that every process that judges silence knows of it.
void ExosenseCloud::saveFetched()
{
    const std::scoped_lock writing(m_writing);
    std::vector<WriteRow> rows;
    {
        const std::scoped_lock lock(m_statusMutex, m_mutex);
        for (auto& [name, gateway] : m_gateways) {
            const qint64 fetchedNs = std::exchange(gateway.fetchedNs, 0);
            const auto status = m_statuses.find(name);
            if (fetchedNs > 0 && status != m_statuses.end() && status->second.isNewsThatItFetched(fetchedNs))
                rows.push_back({0, name, GatewayStatus::fetchedAlias, true, fetchedNs, {}, {}});
        }
    }
    if (rows.empty())
        return;
    if (const auto recorded = m_store.record(rows, {}); !recorded) {
        qCWarning(lcExosense).noquote() << recorded.error().toString(); // The next bytes are noted again.
        return;
    }
    judge(rows);
    for (const WriteRow& row : rows)
        fold(row.board);
}

void ExosenseCloud::tick()
{
    saveDeliveries();
    saveContacts();
    saveFetched(); // Before silence is judged.
    const qint64 nowNs = m_bench.clock().nowNs();
    QStringList unanswered;
    {
        const std::scoped_lock lock(m_statusMutex, m_mutex);
        for (auto& [name, status] : m_statuses)
            status.tick(nowNs);
        for (auto& [name, gateway] : m_gateways) {
            const auto config = gateway.resources.find(configAlias);
            if (config == gateway.resources.end() || config->second.missingTold)
                continue;
            const ResourceRow& row = config->second.row;
            if (row.ack == static_cast<int>(AckState::Delivered) && nowNs - row.deliveredNs > ackPatience) {
                config->second.missingTold = true;
                unanswered << name;
            }
        }
    }
    for (const QString& board : unanswered)
        tell(board, {exosenseFinding(QLatin1StringView("XA-MISSING"), QString::fromUtf8(configAlias))}, {});
}

void ExosenseCloud::run(const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
        wake.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
        if (!stop.stop_requested())
            tick();
    }
}

} // namespace ota
