// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/suittree.h"

#include <QString>

#include <optional>
#include <stop_token>
#include <vector>

namespace ota {

/// A value that is not the same in two manifests.
struct FieldDifference
{
    QString path;             ///< `manifest / common / image-size`
    std::optional<QString> a; ///< Nothing: only the other one has it.
    std::optional<QString> b;
};

struct FieldComparison
{
    std::vector<FieldDifference> differences; ///< In the order of the first manifest, then what only the second has.
    int equalFields = 0;
};

/// Compares leaf by leaf; children are told apart by name and, of one name, by order. Pure.
FieldComparison compareFields(const SuitNode& a, const SuitNode& b);

/// How much of one file is not in another; both ways of counting are told, since devices differ in what they can use.
struct BinaryDifference
{
    quint64 blockSize = 0;
    quint64 blocks = 0;          ///< Of the longer file.
    quint64 differingBlocks = 0; ///< At the same offset; a block that only one file has counts.
    quint64 differingBytes = 0;  ///< In those blocks, of `b`.
    /// Bytes of `b` that no block of `a` covers, at whatever offset: what rsync would send.
    quint64 newBytes = 0;
};

constexpr quint64 compareBlockSize = 1024;

/// Pure; nothing when it was stopped. Time grows with the sizes, memory with the number of blocks of `a`.
std::optional<BinaryDifference> compareBytes(ByteSpan a, ByteSpan b, std::stop_token stop = {});

} // namespace ota
