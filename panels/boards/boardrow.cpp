// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/boardrow.h"

#include "panels/boards/gatewaywords.h"
#include "panels/widgets/format.h"
#include "panels/widgets/meaning.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(BoardRow)
};

} // namespace

std::optional<SessionResult> BoardRow::result() const
{
    if (gateway)
        return gateway->session() ? std::optional(gateway->session()->result) : std::nullopt;
    return hasSession() ? state.result : std::nullopt;
}

bool BoardRow::needsLook() const
{
    const auto ended = result();
    if (!ended)
        return false;
    const ResultClass meaning = classOf(*ended);
    return meaning == ResultClass::Bad || meaning == ResultClass::Attention;
}

QString BoardRow::runs() const
{
    if (gateway && !gateway->running.isEmpty())
        return gateway->running;
    return state.versionRunning.isEmpty() ? board.runningVersion : state.versionRunning;
}

QString BoardRow::target() const
{
    return gateway ? gateway->wants : state.target;
}

QString BoardRow::links() const
{
    QStringList parts;
    if (!board.links.serial.isEmpty())
        parts << board.links.serial.section(u'/', board.links.serial.startsWith(QStringLiteral("/dev/pts/")) ? -2 : -1);
    if (!board.links.address.isEmpty())
        parts << addressText(board.links.address);
    if (gateway && !linkText(*gateway).isEmpty())
        parts << linkText(*gateway);
    return parts.join(QStringLiteral(" · "));
}

qint64 BoardRow::contactNs() const
{
    return std::max({board.lastContactNs, state.lastNs, gateway ? gateway->lastContactNs : 0});
}

bool BoardRow::operator==(const BoardRow& other) const
{
    const Board& a = board;
    const Board& b = other.board;
    return power == other.power && gateway == other.gateway && state == other.state &&
           a.lastContactNs == b.lastContactNs && a.runningVersion == b.runningVersion && a.world == b.world &&
           a.kind == b.kind && a.links.address == b.links.address && a.links.serial == b.links.serial &&
           a.links.profile == b.links.profile && a.links.pskIdentity == b.links.pskIdentity && a.settings == b.settings;
}

QString addressText(const QString& address)
{
    QString text =
        address.mid(address.contains(QStringLiteral("://")) ? address.indexOf(QStringLiteral("://")) + 3 : 0);
    const bool secure = address.startsWith(QStringLiteral("coaps"));
    if (text.endsWith(u'/'))
        text.chop(1);
    const QString usual = secure ? QStringLiteral(":5684") : QStringLiteral(":5683");
    if (text.endsWith(usual) && (text.count(u':') == 1 || text.startsWith(u'[')))
        text.chop(usual.size());
    if (text.startsWith(u'[') && text.endsWith(u']'))
        text = text.mid(1, text.size() - 2);
    return text;
}

QString contactText(qint64 contactNs, qint64 nowNs)
{
    if (contactNs <= 0)
        return Tr::tr("never");
    const qint64 ms = std::max<qint64>(0, (nowNs - contactNs) / 1'000'000);
    // Below ten seconds with one decimal, as a live link is read.
    if (ms < 10'000)
        return Tr::tr("%1 ago").arg(durationText(std::chrono::milliseconds(ms)));
    return Tr::tr("%1 ago").arg(ageText(std::chrono::milliseconds(ms)));
}

SessionWords sessionWords(const BoardState& state)
{
    if (state.session.isNull() || !state.result)
        return {Tr::tr("no session"), Mark::Neutral, {}};
    const SessionResult result = *state.result;
    if (result == SessionResult::Running) {
        const QString phase = keyOf(state.phase).toUpper();
        if (!state.centipercent)
            return {phase, Mark::None, CellProgress{std::nullopt, false}};
        return {phase + QStringLiteral(" %1 %").arg(*state.centipercent / 100), Mark::None,
                CellProgress{std::min(1.0, *state.centipercent / 10'000.0), false}};
    }
    const Mark mark = markOf(result);
    // What went wrong is the word that helps; what went well needs none.
    const bool byReason = mark == Mark::Bad && !state.reason.isEmpty();
    return {byReason ? state.reason : label(result), mark, {}};
}

SessionWords sessionWords(const BoardRow& row)
{
    return row.gateway ? sessionWords(*row.gateway) : sessionWords(row.state);
}

} // namespace ota
