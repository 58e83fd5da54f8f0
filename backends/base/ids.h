// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/digest.h"

#include <QHashFunctions>
#include <QString>

#include <compare>
#include <utility>

namespace ota {

/// A text that names one kind of thing and can not be mixed up with the name of another.
template<typename Tag>
class TextId
{
public:
    TextId() = default;
    explicit TextId(QString text)
        : m_text(std::move(text))
    {
    }

    const QString& text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const TextId&, const TextId&) = default;
    friend bool operator<(const TextId& a, const TextId& b) { return a.m_text < b.m_text; }
    friend size_t qHash(const TextId& id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

/// A number given by the store that names one kind of row. 0 names nothing.
template<typename Tag>
struct RowId
{
    qint64 value = 0;

    bool isNull() const { return value == 0; }
    auto operator<=>(const RowId&) const = default;
    friend size_t qHash(const RowId& id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using BoardId = TextId<struct BoardTag>;     ///< A board of the bench, by the name a person gave it.
using ReleaseId = TextId<struct ReleaseTag>; ///< The id under which files are published.
using SessionId = RowId<struct SessionTag>;  ///< One attempt to bring one board to one release.
using BlobId = Digest;                       ///< Immutable bytes are named by their SHA-256.

} // namespace ota
