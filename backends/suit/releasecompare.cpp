// SPDX-License-Identifier: Apache-2.0
#include "suit/releasecompare.h"

#include <QHash>

#include <algorithm>
#include <unordered_map>

namespace ota {

namespace {

/// Of one name several may stand side by side: commands of a sequence.
struct ChildKey
{
    QString name;
    std::optional<std::int64_t> number;
    int occurrence = 0;

    bool operator==(const ChildKey&) const = default;
};

std::vector<ChildKey> keysOf(const SuitNode& node)
{
    std::vector<ChildKey> keys;
    for (const SuitNode& child : node.children) {
        ChildKey key{child.name, child.number, 0};
        while (std::ranges::find(keys, key) != keys.end())
            ++key.occurrence;
        keys.push_back(std::move(key));
    }
    return keys;
}

class FieldComparer
{
public:
    FieldComparison run(const SuitNode& a, const SuitNode& b)
    {
        compare(a, b, {});
        return std::move(m_result);
    }

private:
    static QString under(const QString& path, const ChildKey& key)
    {
        const QString name =
            key.occurrence > 0 ? QStringLiteral("%1 #%2").arg(key.name).arg(key.occurrence + 1) : key.name;
        return path.isEmpty() ? name : QString(path + QStringLiteral(" / ") + name);
    }

    void compare(const SuitNode& a, const SuitNode& b, const QString& path)
    {
        // The envelope's own line says how long it is: no field.
        const bool isField = !path.isEmpty() && (!a.value.isEmpty() || !b.value.isEmpty());
        if (isField && a.value != b.value)
            m_result.differences.push_back({path, a.value, b.value});
        else if (isField)
            ++m_result.equalFields;
        const auto keysA = keysOf(a);
        const auto keysB = keysOf(b);
        for (std::size_t i = 0; i < keysA.size(); ++i) {
            const auto found = std::ranges::find(keysB, keysA[i]);
            if (found == keysB.end())
                onlyIn(a.children[i], under(path, keysA[i]), true);
            else
                compare(a.children[i], b.children[static_cast<std::size_t>(found - keysB.begin())],
                        under(path, keysA[i]));
        }
        for (std::size_t i = 0; i < keysB.size(); ++i) {
            if (std::ranges::find(keysA, keysB[i]) == keysA.end())
                onlyIn(b.children[i], under(path, keysB[i]), false);
        }
    }

    void onlyIn(const SuitNode& node, const QString& path, bool isA)
    {
        if (!node.value.isEmpty() || node.children.empty())
            m_result.differences.push_back(
                {path, isA ? std::optional(node.value) : std::nullopt, isA ? std::nullopt : std::optional(node.value)});
        const auto keys = keysOf(node);
        for (std::size_t i = 0; i < keys.size(); ++i)
            onlyIn(node.children[i], under(path, keys[i]), isA);
    }

    FieldComparison m_result;
};

/// rsync's weak sum: can be moved on by one byte.
class RollingSum
{
public:
    void start(ByteSpan window)
    {
        m_a = m_b = 0;
        for (std::size_t i = 0; i < window.size(); ++i) {
            m_a += window[i];
            m_b += static_cast<std::uint32_t>(window.size() - i) * window[i];
        }
    }
    void roll(std::uint8_t out, std::uint8_t in, std::size_t size)
    {
        m_a += in;
        m_a -= out;
        m_b += m_a;
        m_b -= static_cast<std::uint32_t>(size) * out;
    }
    std::uint64_t value() const { return static_cast<std::uint64_t>(m_b) << 32 | m_a; }

private:
    std::uint32_t m_a = 0;
    std::uint32_t m_b = 0;
};

constexpr std::size_t stepsBetweenLooks = 1 << 20;
/// Blocks with one sum that are compared byte by byte; runs of zeros have many.
constexpr int candidatesPerSum = 4;

/// Bytes of `b` that no whole block of `a` covers.
std::optional<quint64> bytesNotIn(ByteSpan a, ByteSpan b, const std::stop_token& stop)
{
    constexpr std::size_t size = compareBlockSize;
    std::unordered_multimap<std::uint64_t, std::size_t> blocks;
    RollingSum sum;
    for (std::size_t at = 0; at + size <= a.size(); at += size) {
        if (at % stepsBetweenLooks == 0 && stop.stop_requested())
            return std::nullopt;
        sum.start(a.subspan(at, size));
        if (blocks.count(sum.value()) < candidatesPerSum)
            blocks.emplace(sum.value(), at);
    }
    const auto isKnown = [&](std::size_t at) {
        const auto [first, last] = blocks.equal_range(sum.value());
        return std::any_of(first, last, [&](const auto& entry) {
            return std::ranges::equal(a.subspan(entry.second, size), b.subspan(at, size));
        });
    };
    quint64 unknown = 0;
    std::size_t at = 0;
    bool started = false;
    while (at + size <= b.size()) {
        if (at % stepsBetweenLooks == 0 && stop.stop_requested())
            return std::nullopt;
        if (!started)
            sum.start(b.subspan(at, size));
        started = true;
        if (isKnown(at)) {
            at += size;
            started = false;
            continue;
        }
        ++unknown;
        if (at + size < b.size())
            sum.roll(b[at], b[at + size], size);
        ++at;
    }
    // The end of `b` is shorter than a block; it may be the end of `a`.
    const std::size_t rest = b.size() - at;
    const bool sameEnd = rest <= a.size() && std::ranges::equal(a.last(rest), b.last(rest));
    return unknown + (sameEnd ? 0 : rest);
}

} // namespace

FieldComparison compareFields(const SuitNode& a, const SuitNode& b)
{
    return FieldComparer().run(a, b);
}

std::optional<BinaryDifference> compareBytes(ByteSpan a, ByteSpan b, std::stop_token stop)
{
    BinaryDifference difference;
    difference.blockSize = compareBlockSize;
    const std::size_t longer = std::max(a.size(), b.size());
    for (std::size_t at = 0; at < longer; at += compareBlockSize) {
        if (at % stepsBetweenLooks == 0 && stop.stop_requested())
            return std::nullopt;
        const auto blockOf = [at](ByteSpan bytes) {
            return at < bytes.size() ? bytes.subspan(at, std::min<std::size_t>(compareBlockSize, bytes.size() - at))
                                     : ByteSpan();
        };
        ++difference.blocks;
        if (std::ranges::equal(blockOf(a), blockOf(b)))
            continue;
        ++difference.differingBlocks;
        difference.differingBytes += blockOf(b).size();
    }
    const auto unknown = bytesNotIn(a, b, stop);
    if (!unknown)
        return std::nullopt;
    difference.newBytes = *unknown;
    return difference;
}

} // namespace ota
