// SPDX-License-Identifier: Apache-2.0
#include "panels/shell/benchnames.h"

#include "panels/widgets/benchfeed.h"
#include "panels/widgets/jobcenter.h"
#include "panels/widgets/memory.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QNetworkInterface>

#include <algorithm>

namespace ota {

namespace {

constexpr int foundSessions = 60;
constexpr int rememberedFiles = 16;
const QString filesKey = QStringLiteral("files");

QString portOf(const QString& service)
{
    if (service == QStringLiteral("http"))
        return QStringLiteral("8080");
    if (service == QStringLiteral("https"))
        return QStringLiteral("8443");
    return service == QStringLiteral("coaps") ? QStringLiteral("5684") : QStringLiteral("5683");
}

bool isOneOf(const QString& name, std::initializer_list<const char*> names)
{
    return std::ranges::any_of(names, [&name](const char* each) { return name == QLatin1StringView(each); });
}

} // namespace

QStringList ownAddresses()
{
    QStringList loopback;
    QStringList others;
    const QList<QHostAddress> all = QNetworkInterface::allAddresses();
    for (const QHostAddress& address : all) {
        const bool six = address.protocol() == QAbstractSocket::IPv6Protocol;
        const QString text = six ? u'[' + address.toString() + u']' : address.toString();
        (address.isLoopback() ? loopback : others) << text;
    }
    return loopback + others;
}

BenchNames::BenchNames(BenchFeed& feed, JobCenter& jobs, Memory& memory, Sources sources)
    : m_feed(feed)
    , m_jobs(jobs)
    , m_memory(memory)
    , m_sources(std::move(sources))
{
    connect(&feed, &BenchFeed::loaded, this, &BenchNames::readSessions);
    connect(&feed, &BenchFeed::boardsChanged, this, &BenchNames::readSessions);
    connect(&jobs, &JobCenter::finished, this, &BenchNames::readSessions);
    connect(&jobs, &JobCenter::started, this, &BenchNames::rememberFiles);
}

void BenchNames::readSessions()
{
    m_feed.read<std::vector<SessionRow>>(
        this,
        [events = m_sources.events](Bench&) -> Result<std::vector<SessionRow>> {
            const auto store = events();
            if (!store)
                return failure(store.error());
            SessionFilter filter;
            filter.limit = foundSessions;
            return (*store)->sessions(filter);
        },
        [this](const Result<std::vector<SessionRow>>& sessions) {
            if (sessions)
                m_sessions = *sessions;
        });
}

void BenchNames::rememberFiles(int id)
{
    const JobEntry& job = *m_jobs.job(id);
    const Operation* operation = m_jobs.registry().find(job.operation);
    for (const Parameter& parameter : operation->parameters) {
        if (parameter.type != ParameterType::File && parameter.type != ParameterType::NewFile)
            continue;
        const QJsonValue value = job.values[parameter.name];
        for (const QJsonValue& path : value.isArray() ? value.toArray() : QJsonArray{value}) {
            if (!path.toString().isEmpty())
                m_memory.addRecent(filesKey, QFileInfo(path.toString()).absoluteFilePath(), rememberedFiles);
        }
    }
}

QStringList BenchNames::keys() const
{
    QStringList names;
    for (const KeyInfo& key : m_feed.keys())
        names << key.name;
    return names;
}

QStringList BenchNames::releases(bool withDrafts) const
{
    QStringList ids;
    for (const Release& release : m_feed.releases())
        ids << release.id.text();
    for (const Release& draft : m_feed.drafts()) {
        if (withDrafts && !ids.contains(draft.id.text()))
            ids << draft.id.text();
    }
    return ids;
}

QStringList BenchNames::boards(bool virtualOnly) const
{
    QStringList names;
    for (const Board& board : m_feed.boards()) {
        if (!virtualOnly || board.kind == BoardKind::Virtual)
            names << board.id.text();
    }
    return names;
}

QStringList BenchNames::boardAddresses() const
{
    QStringList addresses;
    for (const Board& board : m_feed.boards()) {
        if (!board.links.address.isEmpty())
            addresses << board.links.address;
    }
    return addresses;
}

QStringList BenchNames::sessions() const
{
    QStringList numbers;
    for (const SessionRow& session : m_sessions)
        numbers << QString::number(session.id.value);
    return numbers;
}

QStringList BenchNames::files() const
{
    QStringList paths = m_memory.recent(filesKey);
    paths.removeIf([](const QString& path) { return !QFileInfo(path).isFile(); });
    return paths;
}

QStringList BenchNames::suggest(const Operation& operation, const Parameter& parameter) const
{
    const QString noun = operation.name.section(u'.', 0, 0);
    const QString verb = operation.name.section(u'.', 1);
    const QString& name = parameter.name;
    if (parameter.type == ParameterType::File)
        return files();
    if (parameter.type == ParameterType::Address) {
        QStringList listeners;
        const QStringList addresses = ownAddresses();
        for (const QString& address : addresses)
            listeners << address + u':' + portOf(name);
        return listeners;
    }
    if (isOneOf(name, {"session", "other"}))
        return sessions();
    if (name == QStringLiteral("key"))
        return keys();
    if (name == QStringLiteral("board"))
        return boards(false);
    if (name == QStringLiteral("serial"))
        return m_sources.serialPorts();
    if (name == QStringLiteral("name") && noun == QStringLiteral("key"))
        return isOneOf(verb, {"new", "import"}) ? QStringList() : keys();
    if (name == QStringLiteral("name") && noun == QStringLiteral("board"))
        return verb == QStringLiteral("add") ? QStringList() : boards(isOneOf(verb, {"run", "virtual"}));
    if (name == QStringLiteral("id") && (noun == QStringLiteral("release") || noun == QStringLiteral("notify")))
        return releases(noun == QStringLiteral("release"));
    if (noun == QStringLiteral("release") && isOneOf(name, {"a", "b"}))
        return releases(true);
    if (isOneOf(name, {"urls", "uri"}))
        return boardAddresses();
    if (noun == QStringLiteral("board") && name == QStringLiteral("profile"))
        return {QStringLiteral("auto"), QStringLiteral("riot"), QStringLiteral("testnode"), QStringLiteral("eraB")};
    return {};
}

std::vector<PaletteEntry>
BenchNames::entries(const std::function<void(const QString& panel, const QString& thing)>& open) const
{
    std::vector<PaletteEntry> found;
    const auto add = [&](const QString& section, const QString& icon, const QString& title, const QString& sentence,
                         const QString& panel, const QString& thing) {
        found.push_back({section, icon, title, sentence, tr("open"), [open, panel, thing] {
                             open(panel, thing);
                         }});
    };
    const QString things = tr("Boards and releases");
    for (const Board& board : m_feed.boards()) {
        const bool isVirtual = board.kind == BoardKind::Virtual;
        add(things, isVirtual ? QStringLiteral("virtual") : QStringLiteral("board"), board.id.text(),
            isVirtual ? tr("virtual board, %1").arg(board.links.address) : tr("board, %1").arg(board.links.address),
            QStringLiteral("boards"), QStringLiteral("board/") + board.id.text());
    }
    for (const Release& release : m_feed.releases())
        add(things, QStringLiteral("release"), release.id.text(), tr("release, version %1").arg(release.version),
            QStringLiteral("images"), QStringLiteral("release/") + release.id.text());
    for (const Release& draft : m_feed.drafts())
        add(things, QStringLiteral("release"), draft.id.text(), tr("draft, version %1").arg(draft.version),
            QStringLiteral("images"), QStringLiteral("draft/") + draft.id.text());
    for (const SessionRow& session : m_sessions)
        add(tr("Sessions"), QStringLiteral("timelines"),
            tr("Session %1 of %2").arg(session.id.value).arg(session.board.text()), session.sentence,
            QStringLiteral("timelines"), QStringLiteral("session/%1").arg(session.id.value));
    return found;
}

} // namespace ota
