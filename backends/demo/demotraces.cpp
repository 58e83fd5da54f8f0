// SPDX-License-Identifier: Apache-2.0
#include "demo/demotraces.h"

#include "base/bytes.h"
#include "crypto/keystore.h"
#include "store/bench.h"
#include "store/benchcheck.h"
#include "store/boardstore.h"
#include "store/releasestore.h"
#include "store/settingsstore.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QLockFile>

namespace ota {

namespace {

using Access = OperationContext::Access;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DemoTraces)
};

const QString settingName = QStringLiteral("demo.made");
const QString keyName = QStringLiteral("key");
const QString fingerprintName = QStringLiteral("fingerprint");
const QString releaseName = QStringLiteral("release");
const QString boardsName = QStringLiteral("boards");

/// Whether something is there: found, not found, or it could not be told.
template<typename T>
Result<bool> isThere(const Result<T>& found)
{
    if (found)
        return true;
    if (found.error().code == Error::Code::NotFound)
        return false;
    return failure(found.error());
}

/// `demo`, `demo-2` …: the first that is free.
Result<QString> freeName(const QString& wanted, const std::function<Result<bool>(const QString&)>& taken)
{
    for (int i = 1;; ++i) {
        QString name = i == 1 ? wanted : wanted + QStringLiteral("-%1").arg(i);
        const auto is = taken(name);
        if (!is)
            return failure(is.error());
        if (!*is)
            return name;
    }
}

QString boardFolder(const Bench& bench, const QString& name)
{
    return bench.path(QStringLiteral("boards/") + name);
}

/// What is not there is as good as removed.
Result<bool> removed(const Result<>& result)
{
    if (result)
        return true;
    if (result.error().code == Error::Code::NotFound)
        return false;
    return failure(result.error());
}

Result<> checkBoardsAreOff(const Bench& bench, const DemoTraces& traces)
{
    for (const QString& name : traces.boards) {
        if (!QDir(boardFolder(bench, name)).exists())
            continue;
        QLockFile lock(boardFolder(bench, name) + QStringLiteral("/lock"));
        if (!lock.tryLock())
            return failure(Error::Code::Busy, Tr::tr("the board %1 runs").arg(name), {},
                           Tr::tr("Stop it, then remove what the demo made."));
    }
    return {};
}

/// The board with its flash and its past. How many sessions that were.
Result<int> removeBoard(Bench& bench, Timeline& timeline, const QString& name)
{
    for (const SessionState& open : timeline.openSessions()) {
        if (open.board.text() == name)
            timeline.closeSession(open.id, SessionResult::Aborted, QStringLiteral("removed"),
                                  Tr::tr("What the demo made is removed."));
    }
    timeline.flush();
    const auto sessions = timeline.store().removeBoard(BoardId(name));
    if (!sessions)
        return failure(sessions.error());
    if (auto gone = removed(bench.boards().remove(BoardId(name))); !gone)
        return failure(gone.error());
    if (QDir folder(boardFolder(bench, name)); folder.exists() && !folder.removeRecursively())
        return failure(Error::Code::Io, Tr::tr("the board's folder can not be removed"), folder.path());
    return *sessions;
}

} // namespace

Result<DemoTraces> DemoTraces::read(Bench& bench)
{
    const auto stored = bench.settings().get(settingName);
    if (!stored)
        return failure(stored.error());
    const QJsonObject json = stored->toObject();
    DemoTraces traces{json[keyName].toString(), json[fingerprintName].toString(), json[releaseName].toString(), {}};
    for (const QJsonValue& board : json[boardsName].toArray())
        traces.boards << board.toString();
    return traces;
}

Result<> DemoTraces::write(Bench& bench) const
{
    if (isEmpty())
        return bench.settings().set(settingName, {});
    return bench.settings().set(settingName, QJsonObject{{keyName, key},
                                                         {fingerprintName, keyFingerprint},
                                                         {releaseName, release},
                                                         {boardsName, QJsonArray::fromStringList(boards)}});
}

Result<> DemoTraces::nameThings(Bench& bench)
{
    const KeyStore keys(bench.keysPath());
    if (key.isEmpty()) {
        auto name = freeName(QStringLiteral("demo"), [&](const QString& each) { return isThere(keys.info(each)); });
        if (!name)
            return failure(name.error());
        key = std::move(*name);
    }
    if (release.isEmpty()) {
        ReleaseStore& releases = bench.releases();
        auto name = freeName(QStringLiteral("demo"), [&](const QString& each) -> Result<bool> {
            const auto served = isThere(releases.find(ReleaseId(each)));
            return served && !*served ? isThere(releases.draft(ReleaseId(each))) : served;
        });
        if (!name)
            return failure(name.error());
        release = std::move(*name);
    }
    return {};
}

Result<QStringList> DemoTraces::nameBoards(Bench& bench, int count)
{
    QStringList names;
    while (names.size() < count) {
        const auto name = freeName(QStringLiteral("demo-board"), [&](const QString& each) -> Result<bool> {
            if (boards.contains(each) || QDir(boardFolder(bench, each)).exists())
                return true;
            return isThere(bench.boards().find(BoardId(each)));
        });
        if (!name)
            return failure(name.error());
        names << *name;
        boards << *name;
    }
    return names;
}

Result<Outcome> removeDemoTraces(OperationContext& context)
{
    const auto held = context.bench(Access::Hold);
    if (!held)
        return failure(held.error());
    Bench& bench = **held;
    const auto traces = DemoTraces::read(bench);
    if (!traces)
        return failure(traces.error());
    if (traces->isEmpty())
        return Outcome{{}, Tr::tr("There is nothing that a demo made")};
    if (auto off = checkBoardsAreOff(bench, *traces); !off)
        return failure(off.error());
    const auto timeline = context.timeline();
    if (!timeline)
        return failure(timeline.error());
    int sessions = 0;
    for (const QString& board : traces->boards) {
        const auto gone = removeBoard(bench, **timeline, board);
        if (!gone)
            return failure(gone.error());
        sessions += *gone;
    }
    if (auto gone = removed(bench.releases().remove(ReleaseId(traces->release))); !gone)
        return failure(gone.error());
    KeyStore keys(bench.keysPath());
    if (const auto known = keys.info(traces->key); known && known->fingerprint == traces->keyFingerprint) {
        if (auto gone = keys.remove(traces->key); !gone)
            return failure(gone.error());
    }
    if (auto forgotten = DemoTraces().write(bench); !forgotten)
        return failure(forgotten.error());
    if (auto reclaimed = (*timeline)->store().reclaim(); !reclaimed)
        return failure(reclaimed.error());
    // What others publish just now is younger than this, and pinned.
    const auto garbage = cleanBench(bench, std::chrono::seconds(0), context.job());
    if (!garbage)
        return failure(garbage.error());
    return Outcome{{{keyName, traces->key},
                    {releaseName, traces->release},
                    {boardsName, QJsonArray::fromStringList(traces->boards)},
                    {QStringLiteral("sessions"), sessions},
                    {QStringLiteral("bytes"), garbage->sizeBytes}},
                   Tr::tr("Removed the key %1, the release %2, %3 with %n sessions", nullptr, sessions)
                       .arg(traces->key, traces->release, traces->boards.join(QStringLiteral(", ")))};
}

} // namespace ota
