// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "coap/coapblock.h"

#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ota {

/// What a server serves: paths and their bodies. Filled by one thread, then handed over as `shared_ptr<const CoapTree>`
/// and never changed again.
class CoapTree
{
public:
    /// Longest text that can be observed: a notification must fit into one block of any size (see CoapServer).
    static constexpr qsizetype maxObservableBytes = 16;

    struct Node
    {
        QString path; ///< As given, without a leading `/`.
        CoapBody body;
        bool observable = false;
        bool listed = true; ///< Named in /.well-known/core.
    };

    /// `path` is `release/file`, in plain text: no escapes. A path that is there already keeps its first body: what is
    /// added first wins, so published files are added before texts of ours and before an exported directory. Error:
    /// BadInput for a path that no request can name (empty, `.`, `..`, NUL, over-long).
    Result<> add(const QString& path, CoapBody body, bool listed = true);

    /// A short text, as `<release>/version`. Observers are told when a later tree has another text there. Errors: as
    /// add, and BadInput when an observable text has more than maxObservableBytes.
    Result<> addText(const QString& path, const QString& text, bool observable = false);

    /// `key` as CoapRequestReader::path() makes it. Null when there is none.
    const Node* find(std::string_view key) const;
    const Node* find(const QString& path) const;

    std::size_t size() const { return m_nodes.size(); }
    void forEach(const std::function<void(const std::string& key, const Node& node)>& visit) const;

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
    };

    Result<> insert(const QString& path, Node node);

    std::unordered_map<std::string, Node, Hash, std::equal_to<>> m_nodes;
};

/// One entry of a link-format document (RFC 6690): `</suit/trigger>;ct=0`.
struct CoapLink
{
    QString path;
    std::optional<quint16> contentFormat;
    std::optional<quint64> size;
    bool observable = false;

    QByteArray toLinkFormat() const;
};

/// Reads the targets of a link-format document; attributes other than ct, sz and obs are skipped. What can not be read
/// is left out: devices send odd ones.
std::vector<CoapLink> readLinkFormat(QByteArrayView document);

} // namespace ota
