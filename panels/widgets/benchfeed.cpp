// SPDX-License-Identifier: Apache-2.0
#include "panels/widgets/benchfeed.h"

#include "store/bench.h"
#include "store/releasestore.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <tuple>

namespace ota {

namespace {

constexpr std::chrono::milliseconds turn{500};
/// Signs of life do not count as changes of the boards; they are looked at this often.
constexpr int turnsBetweenContacts = 4;

template<typename List>
auto* findById(List& list, const QString& id)
{
    const auto found = std::ranges::find_if(list, [&id](const auto& thing) { return thing.id.text() == id; });
    return found == list.end() ? nullptr : &*found;
}

bool same(const Board& a, const Board& b)
{
    const auto members = [](const Board& board) {
        const BoardLinks& links = board.links;
        return std::tie(board.id, board.world, board.kind, links.address, links.serial, links.profile,
                        links.pskIdentity, board.runningVersion, board.lastContactNs, board.createdNs);
    };
    return members(a) == members(b) && a.settings == b.settings;
}

/// Changes whenever a key comes, goes or is written anew.
QByteArray stampOfKeys(const QString& directory)
{
    QByteArray stamp;
    for (const QFileInfo& file : QDir(directory).entryInfoList({QStringLiteral("*.pem")}, QDir::Files, QDir::Name)) {
        stamp += file.fileName().toUtf8() + ' ' + QByteArray::number(file.size()) + ' ' +
                 QByteArray::number(file.lastModified().toMSecsSinceEpoch()) + '\n';
    }
    return stamp;
}

} // namespace

/// What the reading thread found in its last turn.
struct BenchFeed::Seen
{
    qint64 releases = -1;
    qint64 boards = -1;
    int turnsToContacts = 0;
    std::optional<QByteArray> keys;
    std::vector<Board> boardList;
};

BenchFeed::BenchFeed(Open open, QObject* parent)
    : QObject(parent)
    , m_open(std::move(open))
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

BenchFeed::~BenchFeed()
{
    m_thread.request_stop();
    m_thread.join();
    m_pool.waitForDone();
}

const Release* BenchFeed::release(const QString& id) const
{
    return findById(m_releases, id);
}

const Release* BenchFeed::draft(const QString& id) const
{
    return findById(m_drafts, id);
}

const Board* BenchFeed::board(const QString& id) const
{
    return findById(m_boards, id);
}

void BenchFeed::refresh()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_hurry = true;
    }
    m_wake.notify_all();
}

void BenchFeed::run(const std::stop_token& stop)
{
    Seen seen;
    bool hasFailed = false;
    while (!stop.stop_requested()) {
        const auto bench = m_open();
        auto news = bench ? look(**bench, seen) : Result<News>(failure(bench.error()));
        if (news) {
            hasFailed = false;
            QMetaObject::invokeMethod(
                this, [this, news = std::move(*news)]() mutable { take(std::move(news)); }, Qt::QueuedConnection);
        } else if (!hasFailed) {
            hasFailed = true;
            QMetaObject::invokeMethod(
                this, [this, why = news.error().toString()] { Q_EMIT failed(why); }, Qt::QueuedConnection);
        }
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, turn, [this] { return m_hurry; });
        if (m_hurry)
            seen.turnsToContacts = 0;
        m_hurry = false;
    }
}

Result<BenchFeed::News> BenchFeed::look(Bench& bench, Seen& seen)
{
    News news;
    const auto releases = bench.releases().revision();
    if (!releases)
        return failure(releases.error());
    if (*releases != seen.releases) {
        auto served = bench.releases().list();
        auto drafts = bench.releases().drafts();
        if (!served || !drafts)
            return failure(served ? drafts.error() : served.error());
        news.releases = std::move(*served);
        news.drafts = std::move(*drafts);
    }
    const auto boards = bench.boards().revision();
    if (!boards)
        return failure(boards.error());
    if (*boards != seen.boards || seen.turnsToContacts-- <= 0) {
        auto list = bench.boards().list();
        if (!list)
            return failure(list.error());
        seen.turnsToContacts = turnsBetweenContacts;
        if (seen.boards < 0 || !std::ranges::equal(*list, seen.boardList, same)) {
            seen.boardList = *list;
            news.boards = std::move(*list);
        }
    }
    if (auto stamp = stampOfKeys(bench.keysPath()); stamp != seen.keys) {
        news.keys = KeyStore(bench.keysPath()).list();
        seen.keys = std::move(stamp);
    }
    seen.releases = *releases;
    seen.boards = *boards;
    return news;
}

void BenchFeed::take(News news)
{
    const bool first = !m_loaded;
    m_loaded = true;
    if (news.drafts)
        m_drafts = std::move(*news.drafts);
    const bool hasReleases = news.releases.has_value();
    if (hasReleases)
        m_releases = std::move(*news.releases);
    const bool hasBoards = news.boards.has_value();
    if (hasBoards)
        m_boards = std::move(*news.boards);
    const bool hasKeys = news.keys.has_value();
    if (hasKeys)
        m_keys = std::move(*news.keys);
    if (hasReleases)
        Q_EMIT releasesChanged();
    if (hasBoards)
        Q_EMIT boardsChanged();
    if (hasKeys)
        Q_EMIT keysChanged();
    if (first)
        Q_EMIT loaded();
}

} // namespace ota
