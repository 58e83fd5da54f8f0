// SPDX-License-Identifier: Apache-2.0
// The first two stages of verification: the form of the envelope and of its COSE blocks.
#include "suit/cbor.h"
#include "suit/cborfaults.h"
#include "suit/manifest.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Suit)
};

using Type = CborItem::Type;

constexpr std::uint64_t suitTag = 107;
// RFC 9052 2
constexpr std::uint64_t sign1Tag = 18;
constexpr std::uint64_t mac0Tag = 17;
constexpr std::uint64_t signTag = 98;
constexpr std::uint64_t macTag = 97;
constexpr std::int64_t headerAlg = 1;
constexpr std::int64_t headerCrit = 2;
constexpr std::int64_t headerKeyId = 4;

QByteArray toArray(ByteSpan bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

SuitSlice sliceOf(const CborItem& item)
{
    return {item.offset, item.length()};
}

SuitSlice contentOf(const CborItem& item, ByteSpan whole)
{
    return {item.contentOffset(), item.content(whole).size()};
}

class EnvelopeReader
{
public:
    explicit EnvelopeReader(ByteSpan bytes)
        : m_bytes(bytes)
    {
    }

    SuitEnvelope run()
    {
        if (m_bytes.size() > static_cast<std::size_t>(SuitLimits::envelopeSize)) {
            fault(SuitVerdict::Malformed, 0,
                  Tr::tr("the envelope has %1 bytes; at most %2 are read")
                      .arg(m_bytes.size())
                      .arg(SuitLimits::envelopeSize));
            return std::move(m_envelope);
        }
        const CborScan scan = scanCbor(m_bytes);
        appendFaults(m_envelope.faults, scan.faults, Tr::tr("envelope"));
        if (scan.root)
            root(*scan.root);
        return std::move(m_envelope);
    }

private:
    void fault(SuitVerdict code, std::size_t offset, const QString& message)
    {
        m_envelope.faults.push_back({code, message, offset});
    }

    void root(const CborItem& item)
    {
        const CborItem* map = &item;
        if (item.is(Type::Tag) && item.argument == suitTag && !item.children.empty()) {
            m_envelope.tagged = true;
            map = &item.children.front();
        }
        if (!map->is(Type::Map)) {
            fault(SuitVerdict::WrongType, map->offset, Tr::tr("a SUIT envelope is a map, this is something else"));
            return;
        }
        const CborItem* authentication = nullptr;
        for (std::size_t i = 0; i + 1 < map->children.size(); i += 2)
            member(map->children[i], map->children[i + 1], authentication);
        std::optional<CborItem> list;
        if (authentication)
            list = authList(*authentication);
        else
            fault(SuitVerdict::NoAuth, map->offset, Tr::tr("the envelope has no authentication wrapper (2)"));
        if (!m_envelope.manifest && !m_hasManifestKey)
            fault(SuitVerdict::NoManifest, map->offset, Tr::tr("the envelope has no manifest (3)"));
        m_envelope.dialect = dialect(list ? &*list : nullptr);
        if (m_envelope.tagged && m_envelope.dialect == SuitDialect::Riot09)
            fault(SuitVerdict::WrongDialect, item.offset,
                  Tr::tr("tag 107 belongs to the newer drafts, but what it holds is of draft 09 as RIOT reads it"));
        if (list)
            readList(*list);
    }

    void member(const CborItem& key, const CborItem& value, const CborItem*& authentication)
    {
        const auto number = key.integer();
        if (!number && !key.is(Type::Text)) {
            fault(SuitVerdict::WrongType, key.offset, Tr::tr("a key of the envelope is neither a number nor a text"));
            return;
        }
        if (number == SuitNumbers::manifest)
            m_hasManifestKey = true;
        if (!value.is(Type::Bytes) || value.indefinite) {
            fault(SuitVerdict::WrongType, value.offset,
                  Tr::tr("the envelope's member %1 is not a byte string").arg(cborDiagnostic(key, m_bytes, 40)));
            return;
        }
        const SuitEnvelopeMember entry{number.value_or(0), sliceOf(value), contentOf(value, m_bytes)};
        if (entry.content.length < value.argument)
            return; // cut off: the scan has said so
        if (!number)
            m_envelope.payloads.push_back({key.text(m_bytes), entry.content});
        else if (*number == SuitNumbers::authentication)
            authentication = authentication ? authentication : &value;
        else if (*number != SuitNumbers::manifest)
            m_envelope.members.push_back(entry);
        else if (!m_envelope.manifest)
            m_envelope.manifest = entry;
    }

    std::optional<CborItem> authList(const CborItem& wrapper)
    {
        m_envelope.authenticationItem = sliceOf(wrapper);
        m_envelope.authentication = contentOf(wrapper, m_bytes);
        CborScan scan = scanCbor(m_bytes, m_envelope.authentication.offset, m_envelope.authentication.end());
        appendFaults(m_envelope.faults, scan.faults, Tr::tr("authentication wrapper"));
        if (!scan.root || !scan.complete)
            return std::nullopt;
        if (!scan.root->is(Type::Array)) {
            fault(SuitVerdict::WrongType, scan.root->offset, Tr::tr("the authentication wrapper holds no list"));
            return std::nullopt;
        }
        m_envelope.hasAuthentication = true;
        return std::move(scan.root);
    }

    /// 2.1 of the specification page: the first element of the list tells; without one, the manifest's numbers.
    SuitDialect dialect(const CborItem* list) const
    {
        if (list && !list->children.empty()) {
            const CborItem& first = list->children.front();
            const SuitSlice inside = contentOf(first, m_bytes);
            const CborScan scan = first.is(Type::Bytes) && !first.indefinite
                                      ? scanCbor(m_bytes, inside.offset, inside.end())
                                      : CborScan{};
            if (scan.root && scan.complete) {
                if (scan.root->is(Type::Array) && scan.root->children.size() == 2)
                    return SuitDialect::Draft37;
                if (scan.root->is(Type::Tag) || (scan.root->is(Type::Array) && scan.root->children.size() == 4))
                    return SuitDialect::Riot09;
            }
        }
        if (m_envelope.manifest) {
            const SuitSlice inside = m_envelope.manifest->content;
            const CborScan scan = scanCbor(m_bytes, inside.offset, inside.end());
            if (scan.root) {
                for (const std::int64_t number : {16, 20, 7}) {
                    if (scan.root->value(number))
                        return SuitDialect::Draft37;
                }
                for (const std::int64_t number : {9, 10}) {
                    if (scan.root->value(number))
                        return SuitDialect::Riot09;
                }
            }
        }
        return m_envelope.tagged ? SuitDialect::Draft37 : SuitDialect::Riot09;
    }

    void readList(const CborItem& list)
    {
        bool first = true;
        for (const CborItem& element : list.children) {
            m_envelope.authElements.push_back(sliceOf(element));
            const bool isDigest = first && m_envelope.dialect == SuitDialect::Draft37;
            first = false;
            if (!element.is(Type::Bytes) || element.indefinite) {
                fault(SuitVerdict::WrongType, element.offset,
                      Tr::tr("an element of the authentication wrapper is not a byte string"));
                continue;
            }
            if (isDigest)
                readDigest(element);
            else if (m_envelope.blocks.size() < SuitLimits::blocks)
                readBlock(element);
            else
                return fault(SuitVerdict::Malformed, element.offset,
                             Tr::tr("there are more than %1 authentication blocks").arg(SuitLimits::blocks));
        }
        if (m_envelope.dialect == SuitDialect::Draft37 && list.children.empty())
            fault(SuitVerdict::WrongType, list.offset,
                  Tr::tr("the authentication wrapper does not begin with a digest"));
    }

    void readDigest(const CborItem& element)
    {
        m_envelope.digestBytes = contentOf(element, m_bytes);
        const CborScan scan = scanCbor(m_bytes, m_envelope.digestBytes.offset, m_envelope.digestBytes.end());
        appendFaults(m_envelope.faults, scan.faults, Tr::tr("manifest digest"));
        if (scan.root && scan.complete)
            m_envelope.digest = digestOf(*scan.root, m_bytes);
        if (!m_envelope.digest)
            fault(SuitVerdict::WrongType, element.offset,
                  Tr::tr("the authentication wrapper does not begin with a digest [algorithm, bytes]"));
    }

    void readBlock(const CborItem& element)
    {
        SuitAuthBlock block;
        block.element = sliceOf(element);
        block.slice = contentOf(element, m_bytes);
        const CborScan scan = scanCbor(m_bytes, block.slice.offset, block.slice.end());
        appendFaults(m_envelope.faults, scan.faults, Tr::tr("COSE block"));
        if (scan.root && scan.complete)
            readCose(block, *scan.root);
        else
            block.fault =
                SuitFault{SuitVerdict::MalformedCose, Tr::tr("the COSE block can not be read"), block.slice.offset};
        m_envelope.blocks.push_back(std::move(block));
    }

    static void refuse(SuitAuthBlock& block, SuitVerdict code, std::size_t offset, const QString& message)
    {
        if (!block.fault)
            block.fault = SuitFault{code, message, offset};
    }

    void readCose(SuitAuthBlock& block, const CborItem& item)
    {
        const CborItem* array = &item;
        if (item.is(Type::Tag)) {
            block.tag = item.argument;
            array = &item.children.front();
        }
        if (block.tag == signTag || block.tag == macTag)
            return refuse(
                block, SuitVerdict::UnsupportedCose, item.offset,
                Tr::tr("COSE tag %1 (several signers or recipients) is not supported; 18 is").arg(*block.tag));
        if (block.tag != sign1Tag && block.tag != mac0Tag)
            refuse(block, SuitVerdict::CoseTag, item.offset,
                   block.tag ? Tr::tr("COSE tag %1 stands where 18 (COSE_Sign1) must").arg(*block.tag)
                             : Tr::tr("the COSE tag 18 is missing"));
        if (!array->is(Type::Array) || array->children.size() != 4)
            return refuse(block, SuitVerdict::MalformedCose, array->offset,
                          Tr::tr("a COSE_Sign1 is a list of four, this is not"));
        readParts(block, *array);
    }

    void readParts(SuitAuthBlock& block, const CborItem& array)
    {
        const CborItem& header = array.children[0];
        const CborItem& open = array.children[1];
        const CborItem& payload = array.children[2];
        const CborItem& signature = array.children[3];
        const auto isBytes = [](const CborItem& part) {
            return part.is(Type::Bytes) && !part.indefinite;
        };
        if (!isBytes(header) || !open.is(Type::Map) || (!isBytes(payload) && !payload.isNull()) || !isBytes(signature))
            return refuse(block, SuitVerdict::MalformedCose, array.offset,
                          Tr::tr("the parts of the COSE block are not [bytes, map, bytes or null, bytes]"));
        block.protectedHeader = toArray(header.content(m_bytes));
        if (!payload.isNull())
            block.payload = toArray(payload.content(m_bytes));
        block.signature = toArray(signature.content(m_bytes));
        readHeaders(block, header, open);
        if (m_envelope.dialect == SuitDialect::Riot09 && !block.payload)
            refuse(block, SuitVerdict::MalformedCose, payload.offset, Tr::tr("the COSE block holds no digest"));
        if (m_envelope.dialect == SuitDialect::Draft37 && block.payload)
            refuse(block, SuitVerdict::MalformedCose, payload.offset,
                   Tr::tr("the COSE block holds a payload, which is to be detached (null) here"));
    }

    void readHeaders(SuitAuthBlock& block, const CborItem& header, const CborItem& open)
    {
        CborItem map;
        map.type = Type::Map; // an empty byte string stands for the empty map
        if (!block.protectedHeader.isEmpty()) {
            const SuitSlice inside = contentOf(header, m_bytes);
            CborScan scan = scanCbor(m_bytes, inside.offset, inside.end());
            appendFaults(m_envelope.faults, scan.faults, Tr::tr("protected header"));
            if (!scan.complete || !scan.root->is(Type::Map))
                return refuse(block, SuitVerdict::MalformedCose, header.offset,
                              Tr::tr("the protected header is not a map"));
            map = std::move(*scan.root);
        }
        for (const CborItem* part : {&open, static_cast<const CborItem*>(&map)}) {
            if (const CborItem* id = part->value(headerKeyId); id && id->is(Type::Bytes))
                block.keyId = toArray(id->content(m_bytes));
        }
        checkLabels(block, map, open);
        checkCrit(block, map, open);
        const CborItem* algorithm = map.value(headerAlg);
        if (!algorithm)
            return refuse(block, SuitVerdict::AlgMissing, header.offset,
                          open.value(headerAlg)
                              ? Tr::tr("the algorithm stands in the unprotected header, where it proves nothing")
                              : Tr::tr("the protected header names no algorithm"));
        block.algorithm = algorithm->integer();
        if (!block.algorithm)
            refuse(block, SuitVerdict::AlgMismatch, algorithm->offset,
                   Tr::tr("the algorithm %1 is not known").arg(cborDiagnostic(*algorithm, m_bytes, 40)));
    }

    /// RFC 9052 3: no label stands in both headers.
    void checkLabels(SuitAuthBlock& block, const CborItem& map, const CborItem& open)
    {
        for (std::size_t i = 0; i < open.children.size(); i += 2) {
            const CborItem& label = open.children[i];
            if (!label.integer() && !label.is(Type::Text))
                return refuse(block, SuitVerdict::MalformedCose, label.offset,
                              Tr::tr("a label of a COSE header is neither a number nor a text"));
            if (label.integer() && map.value(*label.integer()))
                return refuse(block, SuitVerdict::MalformedCose, label.offset,
                              Tr::tr("the label %1 stands in both COSE headers").arg(*label.integer()));
        }
    }

    /// RFC 9052 3.1: what is listed as critical must be understood, present and protected.
    void checkCrit(SuitAuthBlock& block, const CborItem& map, const CborItem& open)
    {
        if (const CborItem* unprotectedCrit = open.value(headerCrit))
            return refuse(block, SuitVerdict::Crit, unprotectedCrit->offset,
                          Tr::tr("the list of critical labels is not protected"));
        const CborItem* crit = map.value(headerCrit);
        if (!crit)
            return;
        if (!crit->is(Type::Array) || crit->children.empty())
            return refuse(block, SuitVerdict::Crit, crit->offset,
                          Tr::tr("the list of critical labels is not a list, or empty"));
        for (const CborItem& label : crit->children) {
            const auto number = label.integer();
            if (number != headerAlg && number != headerKeyId)
                return refuse(
                    block, SuitVerdict::Crit, label.offset,
                    Tr::tr("the label %1 is critical and not understood").arg(cborDiagnostic(label, m_bytes, 40)));
            if (!map.value(*number))
                return refuse(block, SuitVerdict::Crit, label.offset,
                              Tr::tr("the label %1 is critical and not in the protected header").arg(*number));
        }
    }

    ByteSpan m_bytes;
    SuitEnvelope m_envelope;
    bool m_hasManifestKey = false;
};

} // namespace

void appendFaults(std::vector<SuitFault>& faults, const std::vector<CborFault>& found, const QString& where)
{
    for (const CborFault& fault : found) {
        SuitVerdict code = SuitVerdict::Malformed;
        switch (fault.kind) {
        case CborFault::Kind::Malformed:
            break;
        case CborFault::Kind::TrailingBytes:
            code = SuitVerdict::TrailingBytes;
            break;
        case CborFault::Kind::DuplicateKey:
            code = SuitVerdict::DuplicateKey;
            break;
        case CborFault::Kind::NonCanonical:
            code = SuitVerdict::NonCanonical;
            break;
        }
        faults.push_back({code, where + QLatin1String(": ") + fault.message, fault.offset});
    }
}

std::optional<SuitDigest> digestOf(const CborItem& item, ByteSpan whole)
{
    if (!item.is(Type::Array) || item.children.size() != 2 || !item.children[0].integer() ||
        !item.children[1].is(Type::Bytes) || item.children[1].indefinite)
        return std::nullopt;
    return SuitDigest{*item.children[0].integer(), toArray(item.children[1].content(whole))};
}

SuitEnvelope readSuitEnvelope(ByteSpan bytes)
{
    return EnvelopeReader(bytes).run();
}

} // namespace ota
