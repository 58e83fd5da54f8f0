// SPDX-License-Identifier: Apache-2.0
#include "coap/faultplan.h"

#include "coap/coapblock.h"
#include "coap/coapmessage.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ota {

namespace {

using Kind = FaultRule::Kind;

constexpr std::array<std::pair<Kind, const char*>, 10> names = {{
    {Kind::Drop, "drop"},
    {Kind::Duplicate, "duplicate"},
    {Kind::Delay, "delay"},
    {Kind::Reorder, "reorder"},
    {Kind::Corrupt, "corrupt"},
    {Kind::Truncate, "truncate"},
    {Kind::Throttle, "throttle"},
    {Kind::BlackHole, "black-hole"},
    {Kind::CutAtBlock, "cut-at-block"},
    {Kind::OtherPort, "other-port"},
}};

quint64 mixed(quint64 value)
{
    // splitmix64: neighbouring seeds give streams that have nothing in common.
    value += 0x9E37'79B9'7F4A'7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D0'49BB'1331'11EBULL;
    return value ^ (value >> 31);
}

/// Not std::uniform_*_distribution: their results differ between standard libraries.
double fraction(std::mt19937_64& random)
{
    return static_cast<double>(random() >> 11) * 0x1p-53;
}

bool carriesBlock(ByteSpan bytes, quint32 atLeast)
{
    const auto datagram = CoapDatagram::read(bytes);
    if (!datagram)
        return false;
    auto options = datagram->options();
    for (CoapDatagram::Option option; options.next(option);) {
        if (option.number != coapoption::block1 && option.number != coapoption::block2)
            continue;
        const auto block = BlockOption::read(option.value);
        if (block && block->number >= atLeast)
            return true;
    }
    return false;
}

FaultPlan::Time endOf(const FaultRule& rule, FaultPlan::Time now)
{
    return rule.duration.count() > 0 ? now + rule.duration : FaultPlan::Time::max();
}

} // namespace

QString faultName(FaultRule::Kind kind)
{
    for (const auto& [each, name] : names) {
        if (each == kind)
            return QString::fromLatin1(name);
    }
    return {};
}

std::optional<FaultRule::Kind> faultRuleByName(const QString& name)
{
    for (const auto& [kind, each] : names) {
        if (name == QLatin1String(each))
            return kind;
    }
    return std::nullopt;
}

FaultPlan::FaultPlan(quint64 seed, std::vector<FaultRule> rules)
    : m_seed(seed)
    , m_rules(std::move(rules))
{
}

FaultPlan::Lane& FaultPlan::lane(quint32 client, Direction direction)
{
    const auto [entry, isNew] = m_lanes.try_emplace({client, direction});
    if (isNew) {
        const quint64 stream = (quint64{client} << 1) | (direction == Direction::ToClient ? 1U : 0U);
        entry->second.random.seed(mixed(m_seed ^ mixed(stream)));
        entry->second.acts.resize(m_rules.size());
        entry->second.free.resize(m_rules.size());
    }
    return entry->second;
}

bool FaultPlan::applies(const FaultRule& rule, Lane& lane, std::size_t index, const QString& address,
                        Direction direction, ByteSpan datagram)
{
    if (rule.direction != Direction::Both && rule.direction != direction)
        return false;
    if (!rule.address.isEmpty() && rule.address != address)
        return false;
    const quint64 number = lane.datagrams;
    const bool chosen = rule.only.empty()
                            ? number >= rule.first && (number - rule.first) % std::max<quint64>(1, rule.every) == 0
                            : std::find(rule.only.begin(), rule.only.end(), number) != rule.only.end();
    // Drawn in any case: whether another rule acts must not change what this one does later.
    const bool drawn = rule.probability >= 1.0 || fraction(lane.random) < rule.probability;
    return chosen && drawn && lane.acts[index] < rule.count &&
           (rule.kind != Kind::CutAtBlock || carriesBlock(datagram, rule.block));
}

void FaultPlan::act(const FaultRule& rule, std::size_t index, quint32 client, Lane& lane, Time now, Passing& passing)
{
    QByteArray& bytes = passing.bytes;
    switch (rule.kind) {
    case Kind::Drop:
        passing.lost = true;
        break;
    case Kind::Duplicate:
        for (int i = 1; i <= rule.times; ++i)
            passing.copies.push_back({now + i * rule.delay, bytes, false});
        break;
    case Kind::Delay: {
        const auto jitter = static_cast<double>(rule.jitter.count()) * fraction(lane.random);
        passing.when =
            std::max(passing.when, now + rule.delay + std::chrono::milliseconds(static_cast<qint64>(jitter)));
        break;
    }
    case Kind::Reorder:
        if (!lane.held) {
            lane.held = Held{bytes, std::max(1, rule.window), rule.delay.count() > 0 ? now + rule.delay : Time::max()};
            passing.lost = true;
        }
        break;
    case Kind::Corrupt:
        if (!bytes.isEmpty()) {
            const auto size = static_cast<quint64>(bytes.size());
            const quint64 at = (rule.position < 0 ? lane.random() : static_cast<quint64>(rule.position)) % size;
            const auto mask = rule.mask != 0 ? rule.mask : static_cast<quint8>(1U << (lane.random() % 8));
            char& byte = bytes[static_cast<qsizetype>(at)];
            byte = static_cast<char>(static_cast<quint8>(byte) ^ mask);
        }
        break;
    case Kind::Truncate:
        bytes.truncate(std::max<qint64>(0, rule.length));
        break;
    case Kind::Throttle: {
        const auto takes =
            std::chrono::nanoseconds(bytes.size() * 1'000'000'000 / std::max<qint64>(1, rule.bytesPerSecond));
        lane.free[index] = std::max(lane.free[index], now) + takes;
        passing.when = std::max(passing.when, lane.free[index]);
        break;
    }
    case Kind::OtherPort:
        passing.otherPort = true;
        break;
    case Kind::BlackHole:
        lane.closedUntil = endOf(rule, now);
        passing.lost = true;
        break;
    case Kind::CutAtBlock:
        for (const Direction each : {Direction::ToServer, Direction::ToClient})
            this->lane(client, each).closedUntil = endOf(rule, now);
        passing.lost = true;
        break;
    }
}

FaultPlan::Fate FaultPlan::pass(quint32 client, const QString& address, Direction direction, ByteSpan datagram,
                                Time now)
{
    Lane& own = lane(client, direction);
    ++own.datagrams;
    Fate fate;
    Passing passing;
    passing.bytes = QByteArray(reinterpret_cast<const char*>(datagram.data()), static_cast<qsizetype>(datagram.size()));
    passing.when = now;
    passing.lost = now < own.closedUntil;
    if (passing.lost)
        fate.acts.push_back({Kind::BlackHole, direction, {}, 0, own.datagrams, passing.bytes.size(), 0});
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        const bool acts = applies(m_rules[i], own, i, address, direction, datagram);
        if (!acts || passing.lost)
            continue;
        ++own.acts[i];
        fate.acts.push_back({m_rules[i].kind, direction, {}, 0, own.datagrams, passing.bytes.size(), 0});
        act(m_rules[i], i, client, own, now, passing);
    }
    if (passing.lost)
        return fate;
    fate.deliveries.push_back({passing.when, std::move(passing.bytes), passing.otherPort});
    fate.deliveries.insert(fate.deliveries.end(), passing.copies.begin(), passing.copies.end());
    if (own.held && --own.held->window <= 0) {
        fate.deliveries.push_back({passing.when, std::move(own.held->bytes), false});
        own.held.reset();
    }
    return fate;
}

std::vector<std::pair<quint32, FaultPlan::Delivery>> FaultPlan::release(Direction direction, Time now)
{
    std::vector<std::pair<quint32, Delivery>> released;
    for (auto& [key, lane] : m_lanes) {
        if (key.second != direction || !lane.held || lane.held->until > now)
            continue;
        released.push_back({key.first, {now, std::move(lane.held->bytes), false}});
        lane.held.reset();
    }
    return released;
}

std::optional<FaultPlan::Time> FaultPlan::nextRelease() const
{
    std::optional<Time> next;
    for (const auto& [key, lane] : m_lanes) {
        if (lane.held && lane.held->until != Time::max() && (!next || lane.held->until < *next))
            next = lane.held->until;
    }
    return next;
}

} // namespace ota
