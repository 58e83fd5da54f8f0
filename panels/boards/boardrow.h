// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/gatewayfeed.h"
#include "panels/widgets/paint.h"
#include "store/boardstore.h"
#include "timeline/eventstore.h"

#include <QString>

#include <optional>

namespace ota {

/// How long a board may be silent in a session before its age is written as a warning.
inline constexpr qint64 silentAfterNs = Q_INT64_C(60'000'000'000);

/// A board as the table shows it: what the bench knows of it and what its timeline says.
struct BoardRow
{
    Board board;
    BoardState state; ///< Without a session when there was none.
    /// A virtual board that runs as a job of this window.
    enum class Power
    {
        Off,
        Starting,
        On
    };
    Power power = Power::Off;
    GatewayPtr gateway = {}; ///< What the cloud of this bench knows of it; null when it is no gateway.

    const QString& name() const { return board.id.text(); }
    /// Of the ExoSense world, also before the cloud has told of it.
    bool isGateway() const { return gateway || board.world == QStringLiteral("exosense"); }
    bool isVirtual() const { return board.kind == BoardKind::Virtual; }
    bool hasSession() const { return !state.session.isNull(); }
    /// Of the newest session; nothing without one.
    std::optional<SessionResult> result() const;
    bool inSession() const { return result() && isOpen(*result()); }
    /// Its last session ended badly, or waits for a person.
    bool needsLook() const;
    QString runs() const;     ///< The version that runs; empty when nobody knows.
    QString target() const;   ///< What its newest session brings; empty without one.
    QString links() const;    ///< `ttyACM0 · fd00:b::7`
    qint64 contactNs() const; ///< Newest sign of life; 0: never.

    bool operator==(const BoardRow& other) const;
};

/// `coap://[fd00:b::7]:5683/` as a table shows it: `fd00:b::7`.
QString addressText(const QString& address);

/// `0.4 s ago`, `never`
QString contactText(qint64 contactNs, qint64 nowNs);

/// How a session stands, in a table: `DOWNLOAD 62 %` with a bar, or the mark of its end and a word.
struct SessionWords
{
    QString text;
    Mark mark = Mark::None;
    std::optional<CellProgress> progress = {};
};
SessionWords sessionWords(const BoardState& state);
SessionWords sessionWords(const BoardRow& row);

} // namespace ota
