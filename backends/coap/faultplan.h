// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <vector>

namespace ota {

/// One fault of a link that carries datagrams, as data. It knows CoAP only where it says so.
struct FaultRule
{
    enum class Kind
    {
        Drop,
        Duplicate,  ///< `times` copies more, the first after `delay`, each further one `delay` later.
        Delay,      ///< By `delay` plus at random up to `jitter`; the order may change.
        Reorder,    ///< Held until `window` later ones have passed, at most for `delay`.
        Corrupt,    ///< The byte at `position` is changed by `mask` (exclusive or).
        Truncate,   ///< To `length` bytes.
        Throttle,   ///< To `bytesPerSecond`: what is more waits.
        BlackHole,  ///< From the first match on nothing passes in this direction for `duration`.
        CutAtBlock, ///< From the block `block` on (Block1 or Block2 of plain CoAP) nothing passes in either direction
                    ///< for `duration`.
        OtherPort,  ///< To the client: comes from another port than the client sent to.
    };
    enum class Direction
    {
        ToServer,
        ToClient,
        Both,
    };

    Kind kind = Kind::Drop;
    Direction direction = Direction::Both;

    // Which datagrams, counted for each client and direction from 1.
    QString address;                                     ///< Only of this client; empty: of all.
    quint64 first = 1;                                   ///< From this one on.
    quint64 every = 1;                                   ///< Each n-th of those.
    std::vector<quint64> only;                           ///< Exactly these; empty: see first and every.
    double probability = 1.0;                            ///< Of those.
    quint64 count = std::numeric_limits<quint64>::max(); ///< At most so often for a client and direction.

    int times = 1;
    std::chrono::milliseconds delay{0};
    std::chrono::milliseconds jitter{0};
    std::chrono::milliseconds duration{0}; ///< 0: for ever.
    int window = 1;
    qint64 position = -1; ///< Negative: at random.
    quint8 mask = 0;      ///< 0: one bit at random.
    qint64 length = 0;
    qint64 bytesPerSecond = 0;
    quint32 block = 0;
};

/// `cut-at-block`; what scenarios and events write.
QString faultName(FaultRule::Kind kind);
std::optional<FaultRule::Kind> faultRuleByName(const QString& name);

/// What a rule did to one datagram.
struct FaultAct
{
    FaultRule::Kind kind = FaultRule::Kind::Drop;
    FaultRule::Direction direction = FaultRule::Direction::ToServer;
    QString address; ///< The client.
    quint16 port = 0;
    quint64 datagram = 0; ///< Its number for this client and direction.
    qsizetype bytes = 0;  ///< Its size.
    qint64 timeNs = 0;    ///< Since 1970 UTC.
};

/// Decides what becomes of datagrams. The same seed, rules and datagrams have the same fate: each client and direction
/// draws from numbers of its own. No I/O; time is an argument.
class FaultPlan
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Direction = FaultRule::Direction;

    /// To be sent on at `when`, in this order.
    struct Delivery
    {
        Time when;
        QByteArray bytes;
        bool otherPort = false;
    };

    struct Fate
    {
        std::vector<Delivery> deliveries;
        std::vector<FaultAct> acts; ///< Without address, port and time.
    };

    FaultPlan(quint64 seed, std::vector<FaultRule> rules);

    /// `client` counts clients from 0 in the order in which they appeared; `direction` is ToServer or ToClient.
    Fate pass(quint32 client, const QString& address, Direction direction, ByteSpan datagram, Time now);

    /// What was held for too long and when to ask again.
    std::vector<std::pair<quint32, Delivery>> release(Direction direction, Time now);
    std::optional<Time> nextRelease() const;

private:
    struct Held
    {
        QByteArray bytes;
        int window = 0;
        Time until;
    };

    /// One client and direction.
    struct Lane
    {
        std::mt19937_64 random;
        quint64 datagrams = 0;
        std::vector<quint64> acts; ///< Of each rule.
        std::vector<Time> free;    ///< Of each throttling rule: when the line is free again.
        std::optional<Held> held;
        Time closedUntil{};
    };

    /// One datagram on its way through the rules.
    struct Passing
    {
        QByteArray bytes;
        Time when;
        std::vector<Delivery> copies;
        bool lost = false;
        bool otherPort = false;
    };

    Lane& lane(quint32 client, Direction direction);
    bool applies(const FaultRule& rule, Lane& lane, std::size_t index, const QString& address, Direction direction,
                 ByteSpan datagram);
    void act(const FaultRule& rule, std::size_t index, quint32 client, Lane& lane, Time now, Passing& passing);

    quint64 m_seed;
    std::vector<FaultRule> m_rules;
    std::map<std::pair<quint32, Direction>, Lane> m_lanes;
};

} // namespace ota
