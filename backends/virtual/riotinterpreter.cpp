// SPDX-License-Identifier: Apache-2.0
#include "virtual/riotinterpreter.h"

#include "virtual/manifestrunner.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ota {

namespace {

constexpr std::int32_t manifestVersion = 1;
constexpr std::int32_t algorithmEdDsa = -8;
/// What a manifest's digest looks like to a board: an array of 2, SHA-256, a byte string of 32.
constexpr std::array<std::uint8_t, 4> digestHead{0x82, 0x02, 0x58, 0x20};
constexpr int maximumDepth = 32; ///< Of sequences in sequences: a real board's stack ends there.

/// A CBOR byte string head in its shortest form.
void appendBytes(QByteArray& out, ByteSpan bytes)
{
    const auto size = bytes.size();
    if (size < 24) {
        out.append(static_cast<char>(0x40 | size));
    } else if (size < 256) {
        out.append('\x58').append(static_cast<char>(size));
    } else {
        out.append('\x59').append(static_cast<char>(size >> 8)).append(static_cast<char>(size & 0xff));
    }
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(size));
}

/// The bytes that a COSE_Sign1 block signs (RFC 9052 4.4).
QByteArray toBeSigned(ByteSpan protectedHeader, ByteSpan payload)
{
    QByteArray bytes("\x84\x6aSignature1", 12);
    appendBytes(bytes, protectedHeader);
    appendBytes(bytes, {});
    appendBytes(bytes, payload);
    return bytes;
}

std::optional<std::int32_t> algorithmOf(ByteSpan protectedHeader)
{
    LaxCbor map;
    if (LaxCbor(protectedHeader).enterMap(map) < 0)
        return std::nullopt;
    while (!map.atEnd()) {
        std::int32_t key = 0;
        std::int32_t value = 0;
        if (map.readInt32(key) < 0)
            return std::nullopt;
        if (key == 1 && map.readInt32(value) >= 0)
            return value;
        if (map.skip() < 0)
            return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

RiotInterpreter::RiotInterpreter(RiotTarget target, DefectSet defects, Io io)
    : m_target(std::move(target))
    , m_defects(defects)
    , m_io(std::move(io))
    , m_payload(m_target, m_defects, m_io)
{
}

RiotRun RiotInterpreter::run(const QByteArray& url)
{
    m_verified = false;
    m_signedDigest = {};
    m_validated = 0;
    m_depth = 0;
    m_components.clear();
    m_current = 0;
    m_run = {};

    print("suit_worker: started.\n");
    QByteArray envelope;
    int res = getManifest(url, envelope);
    if (res >= 0) {
        print("suit_worker: got manifest with size " + QByteArray::number(envelope.size()) + '\n');
        res = parse(envelope);
        if (m_run.crashed)
            return m_run;
        if (res < 0) {
            m_run.res = res;
            print("suit_worker: suit_parse() failed. res=" + QByteArray::number(res) + '\n');
        } else if (m_io.finishSlot) {
            res = m_io.finishSlot();
        }
    }
    m_run.success = res >= 0 || m_defects.has(BoardDefect::LieSuccess);
    // The blank after the line is RIOT's.
    print(m_run.success ? "suit_worker: update successful\n" : "suit_worker: update failed, hdr invalid\n ");
    return m_run;
}

int RiotInterpreter::getManifest(const QByteArray& url, QByteArray& envelope)
{
    print("suit_worker: downloading \"" + url + "\"\n");
    if (!isRiotUrl(m_target, url)) {
        print("suit_worker: unsupported URL scheme!\n)");
        return riotres::schemeUnknown;
    }
    std::optional<quint32> size2;
    const int res = m_io.fetch(url, [&](const RiotBlock& block) {
        if (block.repeated || block.offset != static_cast<quint64>(envelope.size()))
            return riotres::ok;
        if (envelope.size() + static_cast<qsizetype>(block.bytes.size()) > m_target.manifestBuffer)
            return riotres::bufferTooSmall;
        size2 = block.size2;
        envelope.append(riotBytes(block.bytes));
        return riotres::ok;
    });
    const bool shortened = m_target.exact && size2 && *size2 != static_cast<quint64>(envelope.size());
    if (res < 0 || shortened) {
        print("suit_worker: error getting manifest\n");
        return res < 0 ? res : riotres::badMessage;
    }
    return riotres::ok;
}

int RiotInterpreter::parse(const QByteArray& envelope)
{
    const ByteSpan bytes = bytesOf(envelope);
    if (m_io.check) {
        if (const auto refusal = m_io.check(bytes)) {
            print(refusal->line + '\n');
            return refusal->res;
        }
    }
    if (m_target.exact && readSuitEnvelope(bytes).dialect == SuitDialect::Draft37)
        return ManifestRunner(m_target, m_defects, m_io).run(bytes, m_run);
    const int res = walk(LaxCbor(bytes), envelopeHandlers());
    return res < 0 ? res : riotres::ok;
}

int RiotInterpreter::walk(LaxCbor structure, const Handlers& handlers)
{
    LaxCbor members;
    if (structure.enterArray(members) < 0 && structure.enterMap(members) < 0)
        return riotres::invalid;
    if (m_depth >= maximumDepth)
        return riotres::invalid;
    ++m_depth;
    const int res = walkMembers(members, handlers);
    --m_depth;
    return res;
}

int RiotInterpreter::walkMembers(LaxCbor& members, const Handlers& handlers)
{
    while (!members.atEnd()) {
        std::int32_t key = 0;
        if (members.readInt32(key) < 0)
            return riotres::invalid;
        LaxCbor value = members;
        const bool known = key >= 0 && static_cast<std::size_t>(key) < handlers.size() &&
                           handlers[static_cast<std::size_t>(key)] != nullptr;
        if (!known)
            return riotres::unsupported;
        const int res = (this->*handlers[static_cast<std::size_t>(key)])(value);
        if (res < 0)
            return res;
        if (members.skip() < 0) // A last command without argument passes.
            break;
    }
    return riotres::ok;
}

int RiotInterpreter::walkWrapped(LaxCbor& wrapped, const Handlers& handlers)
{
    ByteSpan content;
    if (wrapped.readBytes(content) < 0)
        return riotres::invalid;
    return walk(LaxCbor(content), handlers);
}

int RiotInterpreter::onAuthentication(LaxCbor& value)
{
    int res = riotres::signature;
    const std::size_t keys = std::max<std::size_t>(m_io.keyCount, 1);
    for (std::size_t key = 0; key < keys && res == riotres::signature && !m_run.crashed; ++key)
        res = verifyBlocks(value, key);
    if (res == riotres::signature && m_defects.has(BoardDefect::AcceptUnsigned))
        return riotres::ok;
    return res;
}

int RiotInterpreter::verifyBlocks(LaxCbor value, std::size_t key)
{
    ByteSpan list;
    if (value.readBytes(list) < 0) {
        print("Unable to get auth container\n");
        return riotres::invalid;
    }
    LaxCbor blocks;
    if (LaxCbor(list).enterArray(blocks) < 0) {
        print("Unable to enter COSE signatures\n");
        return riotres::invalid;
    }
    int res = riotres::signature;
    while (!blocks.atEnd()) {
        ByteSpan block;
        res = blocks.readBytes(block);
        if (res < 0) {
            print("Unable to get COSE bstr: " + QByteArray::number(res) + '\n');
            return riotres::invalid;
        }
        if (!m_verified)
            res = verifyBlock(block, key);
        if (res == riotres::invalid || m_run.crashed)
            return res;
    }
    return res;
}

int RiotInterpreter::verifyBlock(ByteSpan block, std::size_t key)
{
    LaxCbor cose(block);
    std::uint32_t tag = 0;
    (void)cose.readTag(tag); // Any tag passes, and none.
    LaxCbor parts;
    ByteSpan protectedHeader;
    ByteSpan payload;
    ByteSpan signature;
    if (cose.enterArray(parts) < 0 || parts.readBytes(protectedHeader) < 0 || parts.skip() < 0 ||
        parts.readBytes(payload) < 0 || parts.readBytes(signature) < 0) {
        print("Unable to parse COSE signature\n");
        return riotres::invalid;
    }
    print("suit: verifying manifest signature\n");
    const auto algorithm = algorithmOf(protectedHeader);
    if (m_defects.has(BoardDefect::CrashOnAlg) && algorithm && *algorithm != algorithmEdDsa) {
        riotPanic(m_io.print);
        m_run.crashed = true;
        return riotres::signature;
    }
    const QByteArray message = toBeSigned(protectedHeader, payload);
    const bool good =
        m_defects.has(BoardDefect::AnyKey) || (key < m_io.keyCount && m_io.verify(key, bytesOf(message), signature));
    if (!good) {
        print("Unable to validate signature: -2\n");
        return riotres::signature;
    }
    m_verified = true;
    m_signedDigest = payload;
    return riotres::ok;
}

int RiotInterpreter::onManifest(LaxCbor& value)
{
    const bool unsignedPasses = !m_verified && m_defects.has(BoardDefect::AcceptUnsigned);
    if (!m_verified && !unsignedPasses)
        return riotres::signature;
    LaxCbor at = value;
    const Digest actual = Digest::of(at.takeItem());
    const bool same = m_signedDigest.size() >= digestHead.size() + Digest::size &&
                      std::equal(digestHead.begin(), digestHead.end(), m_signedDigest.begin()) &&
                      std::memcmp(m_signedDigest.data() + digestHead.size(), actual.bytes().data(), Digest::size) == 0;
    if (!same && !unsignedPasses) {
        print("SUIT manifest digest and COSE digest mismatch\n");
        return riotres::digest;
    }
    return walkWrapped(value, manifestHandlers());
}

int RiotInterpreter::onVersion(LaxCbor& value)
{
    std::int32_t version = -1;
    if (value.readInt32(version) < 0 || version != manifestVersion)
        return riotres::sequence;
    m_validated |= ValidVersion;
    print("suit: validated manifest version\n");
    return riotres::ok;
}

bool RiotInterpreter::sequenceRefused(quint32 sequence, quint32 stored) const
{
    if (m_io.reverted && m_defects.has(BoardDefect::AcceptOlderInRevert))
        return false;
    if (sequence == stored)
        return !m_defects.has(BoardDefect::ReinstallSame);
    return sequence < stored && !m_defects.has(BoardDefect::AcceptOlder);
}

int RiotInterpreter::onSequence(LaxCbor& value)
{
    std::uint32_t sequence = 0;
    if (value.readUint32(sequence) < 0) {
        print("Unable to get sequence number\n");
        return riotres::invalid;
    }
    m_run.sequence = sequence;
    const auto stored = highestSequence(m_io);
    if (!stored)
        return riotres::storage;
    print("Manifest seq_no: " + QByteArray::number(sequence) + ", highest available: " + QByteArray::number(*stored) +
          '\n');
    if (sequenceRefused(sequence, *stored)) {
        print("seq_nr <= running image\n");
        return riotres::sequence;
    }
    print("suit: validated sequence number\n");
    m_validated |= ValidSequence;
    return riotres::ok;
}

int RiotInterpreter::onCommon(LaxCbor& value)
{
    return walkWrapped(value, commonHandlers());
}

int RiotInterpreter::onUnsupported(LaxCbor& /*value*/)
{
    return riotres::unsupported;
}

const RiotInterpreter::Handlers& RiotInterpreter::envelopeHandlers()
{
    static const Handlers handlers = [] {
        Handlers table{};
        table[2] = &RiotInterpreter::onAuthentication;
        table[3] = &RiotInterpreter::onManifest;
        return table;
    }();
    return handlers;
}

const RiotInterpreter::Handlers& RiotInterpreter::manifestHandlers()
{
    static const Handlers handlers = [] {
        Handlers table{};
        table[1] = &RiotInterpreter::onVersion;
        table[2] = &RiotInterpreter::onSequence;
        table[3] = &RiotInterpreter::onCommon;
        table[9] = &RiotInterpreter::onCommands;
        table[10] = &RiotInterpreter::onCommands;
        return table;
    }();
    return handlers;
}

const RiotInterpreter::Handlers& RiotInterpreter::commonHandlers()
{
    static const Handlers handlers = [] {
        Handlers table{};
        table[1] = &RiotInterpreter::onUnsupported;
        table[2] = &RiotInterpreter::onComponents;
        table[4] = &RiotInterpreter::onCommands;
        return table;
    }();
    return handlers;
}

const RiotInterpreter::Handlers& RiotInterpreter::commandHandlers()
{
    static const Handlers handlers = [] {
        Handlers table{};
        table[1] = &RiotInterpreter::onVendor;
        table[2] = &RiotInterpreter::onClass;
        table[3] = &RiotInterpreter::onImageMatch;
        table[5] = &RiotInterpreter::onOffset;
        table[12] = &RiotInterpreter::onSetIndex;
        table[15] = &RiotInterpreter::onTryEach;
        table[19] = &RiotInterpreter::onParameters;
        table[20] = &RiotInterpreter::onParameters;
        table[21] = &RiotInterpreter::onFetch;
        table[30] = &RiotInterpreter::onCommands;
        return table;
    }();
    return handlers;
}

} // namespace ota
