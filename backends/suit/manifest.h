// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"
#include "suit/suitnames.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ota {

/// What the check of an envelope ends with; the first stage that fails gives it.
enum class SuitVerdict
{
    Ok,
    // 1: form of the envelope
    Malformed,
    TrailingBytes,
    DuplicateKey,
    NonCanonical,
    WrongType,
    NoAuth,
    NoManifest,
    WrongDialect,
    // 2: form of the signatures
    Unsigned,
    CoseTag,
    UnsupportedCose,
    MalformedCose,
    AlgMissing,
    AlgMismatch,
    Crit,
    // 3: the manifest's digest
    DigestAlg,
    DigestSize,
    DigestMismatch,
    // 4: the signatures
    UntrustedKey,
    BadSignature,
    // 5: form of the manifest
    Version,
    OddSequence,
    ComponentIndex,
    UuidSize,
};

/// The stable word: `digest-mismatch`.
QString verdictCode(SuitVerdict verdict);

/// Something that is not as it must be.
struct SuitFault
{
    SuitVerdict code = SuitVerdict::Malformed;
    QString message;        ///< For a person, one sentence, translated.
    std::size_t offset = 0; ///< In the envelope's bytes.
};

/// A part of the envelope's bytes.
struct SuitSlice
{
    std::size_t offset = 0;
    std::size_t length = 0;

    ByteSpan of(ByteSpan whole) const { return whole.subspan(offset, length); }
    std::size_t end() const { return offset + length; }
};

struct SuitDigest
{
    std::int64_t algorithm = 0; ///< Number of the dialect.
    QByteArray bytes;

    friend bool operator==(const SuitDigest&, const SuitDigest&) = default;
};

/// A COSE_Sign1 or COSE_Mac0 as it stands in the envelope.
struct SuitAuthBlock
{
    SuitSlice element;                ///< In the list, with the head of its byte string.
    SuitSlice slice;                  ///< Without that head.
    std::optional<std::uint64_t> tag; ///< 18, 17, …
    QByteArray protectedHeader;       ///< The bytes that are signed.
    std::optional<std::int64_t> algorithm;
    QByteArray keyId;                  ///< Wherever it stands; tells, proves nothing.
    std::optional<QByteArray> payload; ///< Nothing: detached.
    QByteArray signature;
    std::optional<SuitFault> fault; ///< Why it can not count: tag, shape, algorithm missing, crit.
};

struct SuitEnvelopeMember
{
    std::int64_t number = 0;
    SuitSlice item;    ///< The byte string with its head: what a digest covers.
    SuitSlice content; ///< Inside it.
};

struct SuitPayload
{
    QString key;
    SuitSlice content;
};

/// The outer map. `faults` is the first stage of verification; what could be read in spite of them is there.
struct SuitEnvelope
{
    SuitDialect dialect = SuitDialect::Riot09;
    bool tagged = false;                 ///< Tag 107.
    bool hasAuthentication = false;      ///< Key 2 is there and holds a list.
    SuitSlice authenticationItem;        ///< The byte string of key 2 with its head.
    SuitSlice authentication;            ///< The content of key 2.
    std::vector<SuitSlice> authElements; ///< Of the list, each with its head.
    std::optional<SuitDigest> digest;    ///< draft-37: the list's first element,
    SuitSlice digestBytes;               ///< which is signed as it stands here.
    std::vector<SuitAuthBlock> blocks;
    std::optional<SuitEnvelopeMember> manifest;
    std::vector<SuitEnvelopeMember> members; ///< All others with integer keys.
    std::vector<SuitPayload> payloads;       ///< Integrated ones.
    std::vector<SuitFault> faults;
};

struct SuitCommand;

/// Conditions and directives in their order.
struct SuitSequence
{
    std::size_t offset = 0;
    std::vector<SuitCommand> commands;
};

/// A parameter map; every number that is there stands in `numbers` as well.
struct SuitParameters
{
    std::optional<QByteArray> vendor;
    std::optional<QByteArray> classId;
    std::optional<QByteArray> device;
    std::optional<SuitDigest> digest;
    std::optional<std::uint64_t> offset; ///< Or slot.
    std::optional<std::uint64_t> size;
    std::optional<QString> uri;
    std::optional<std::uint64_t> source;
    std::optional<bool> strictOrder;
    std::optional<bool> softFailure;
    std::optional<QByteArray> content;
    std::vector<std::int64_t> numbers;

    /// What is set in `newer` replaces what is here.
    void merge(const SuitParameters& newer);
};

struct SuitCommand
{
    std::int64_t number = 0;
    std::size_t offset = 0; ///< Of the number.
    SuitArgument argument = SuitArgument::Any;
    std::optional<std::uint64_t> policy; ///< Policy; nothing when it is nil, as tools of 2019 wrote.
    bool allComponents = false;          ///< Index: true.
    std::vector<std::uint64_t> indices;  ///< Index.
    SuitParameters parameters;           ///< Parameters.
    std::vector<SuitSequence> sequences; ///< Sequences, Sequence.
    bool mayDoNothing = false;           ///< try-each that ends with nil.
};

/// A member of the manifest that holds commands, a digest of what was severed, or something else.
struct SuitMember
{
    std::int64_t number = 0;
    std::size_t offset = 0;
    std::optional<SuitSequence> sequence; ///< From the manifest or, when severed, from the envelope.
    std::optional<SuitDigest> severed;
};

using SuitComponentId = QList<QByteArray>;

/// The manifest. `faults` is the fifth stage of verification.
struct SuitManifest
{
    std::optional<std::uint64_t> version;
    std::optional<std::uint64_t> sequenceNumber;
    QString referenceUri;
    std::vector<SuitComponentId> components;
    std::vector<std::int64_t> numbers;       ///< Of all members that are there, in the order of the bytes.
    std::vector<std::int64_t> commonNumbers; ///< The same of the common section.
    SuitSequence shared;
    std::vector<SuitMember> members; ///< Behind common, in the order of the bytes.
    std::vector<SuitFault> faults;

    const SuitMember* member(std::int64_t number) const;
};

namespace SuitLimits {
constexpr qint64 envelopeSize = 16 << 20;
constexpr std::size_t manifestSize = 64 << 10;
constexpr std::size_t textSize = 1 << 20;
constexpr std::size_t components = 256;
constexpr std::size_t commands = 4096;
constexpr std::size_t blocks = 16;
constexpr int nesting = 16; ///< Of sequences within sequences.
} // namespace SuitLimits

/// Reads what stands around the manifest. Pure; never fails: see `faults`.
SuitEnvelope readSuitEnvelope(ByteSpan bytes);

/// Reads the manifest of this envelope. Pure; never fails: see `faults`.
SuitManifest readSuitManifest(ByteSpan bytes, const SuitEnvelope& envelope);

/// For people: elements as text where they are printable, else `hex:00`; joined with `,`. The form of the command line.
QString componentIdText(const SuitComponentId& id);

} // namespace ota
