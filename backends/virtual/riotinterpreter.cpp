// SPDX-License-Identifier: Apache-2.0
#include "virtual/riotinterpreter.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ota {

namespace {

enum Validated : unsigned
{
    ValidVersion = 1,
    ValidSequence = 2,
    ValidVendor = 4,
    ValidClass = 8,
    ValidAll = 15
};

constexpr qsizetype uuidSize = 16;
constexpr std::int32_t manifestVersion = 1;
constexpr std::int32_t algorithmEdDsa = -8;
/// What a manifest's digest looks like to a board: an array of 2, SHA-256, a byte string of 32.
constexpr std::array<std::uint8_t, 4> digestHead{0x82, 0x02, 0x58, 0x20};
constexpr int maximumDepth = 32;          ///< Of sequences in sequences: a real board's stack ends there.
constexpr int retriesWithoutBackoff = 50; ///< Of the defect `no-backoff`.

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

QByteArray toByteArray(ByteSpan bytes)
{
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

/// `547d0d74-6d3a-5a92-9662-4881afd9407b`
QByteArray hyphenated(const QByteArray& uuid)
{
    QByteArray text = uuid.toHex();
    for (const qsizetype at : {20, 16, 12, 8})
        text.insert(at, '-');
    return text;
}

} // namespace

QByteArray riotProgressBar(quint64 done, quint32 imageSize)
{
    constexpr int cells = 25;
    const int percent = static_cast<int>(100 * done / imageSize) & 0xff; // 8 bits on the board.
    const int full = std::min(cells, (percent + 3) / 4);
    QByteArray text("\x1b[?25l\n\x1b[1A\rFetching firmware |");
    for (int i = 0; i < cells; ++i)
        text.append(i < full ? "\xe2\x96\x88" : " ");
    text.append("| ").append(QByteArray::number(percent).rightJustified(3)).append("%\x1b[s\n\x1b[u\x1b[?25h");
    if (percent == 100)
        text.append('\n');
    return text;
}

RiotInterpreter::RiotInterpreter(RiotTarget target, DefectSet defects, Io io)
    : m_target(std::move(target))
    , m_defects(defects)
    , m_io(std::move(io))
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
    if (!url.startsWith("coap://") && !(m_target.dtls && url.startsWith("coaps://"))) {
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
        envelope.append(toByteArray(block.bytes));
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
        print("*** RIOT kernel panic:\nFAILED ASSERTION.\n\n*** rebooting...\n\n");
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
    std::optional<quint32> stored;
    for (const RiotStorage* storage : m_io.storages) {
        if (const auto known = storage->sequence())
            stored = std::max(stored.value_or(0), *known);
    }
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

int RiotInterpreter::onComponents(LaxCbor& value)
{
    LaxCbor list;
    if (value.enterArray(list) < 0)
        return riotres::invalid;
    std::size_t index = 0;
    while (!list.atEnd()) {
        if (index >= m_target.componentMax) {
            print("Too many components found: " + QByteArray::number(index) +
                  ", Supported: " + QByteArray::number(m_target.componentMax) + '\n');
            return riotres::unsupported;
        }
        // A list that comes twice renames the components; what is known of them stays.
        if (index == m_components.size())
            m_components.emplace_back();
        Component& component = m_components[index++];
        component.identifier = list;
        LaxCbor parts;
        if (list.enterArray(parts) < 0)
            return riotres::invalid;
        while (!parts.atEnd()) {
            ByteSpan part;
            if (parts.readBytes(part) < 0)
                return riotres::invalid;
        }
        list.leave(parts);
        RiotStorage* const storage = storageFor(component);
        if (storage == nullptr) {
            print("No storage handler found for component\n");
            return riotres::unsupported;
        }
        component.storage = storage;
    }
    return riotres::ok;
}

bool RiotInterpreter::nameOf(const Component& component, char separator, QByteArray& name)
{
    name.clear();
    LaxCbor parts;
    if (component.identifier.enterArray(parts) < 0)
        return false;
    while (!parts.atEnd()) {
        ByteSpan part;
        if (parts.readBytes(part) < 0)
            return false;
        if (separator != 0)
            name.append(separator);
        name.append(toByteArray(part));
    }
    if (name.size() >= m_target.nameBuffer)
        return false;
    // The board treats it as a C string from here on.
    if (const qsizetype nul = name.indexOf('\0'); nul >= 0)
        name.truncate(nul);
    print("Formatted component name: " + name + '\n');
    return true;
}

RiotStorage* RiotInterpreter::storageFor(const Component& component)
{
    for (RiotStorage* storage : m_io.storages) {
        QByteArray name;
        if (nameOf(component, storage->separator(), name) && storage->hasLocation(name))
            return storage;
    }
    return nullptr;
}

int RiotInterpreter::onCommands(LaxCbor& value)
{
    return walkWrapped(value, commandHandlers());
}

int RiotInterpreter::compareUuid(const Parameter& parameter, const QByteArray& own)
{
    LaxCbor at = parameter.at;
    ByteSpan given;
    if (!parameter.set || at.readBytes(given) < 0)
        return riotres::invalid;
    QByteArray id = toByteArray(given.first(std::min<std::size_t>(given.size(), uuidSize)));
    id.resize(uuidSize, '\0');
    print("Comparing " + hyphenated(own) + " to " + hyphenated(id) + " from manifest\n");
    return id == own || m_defects.has(BoardDefect::WrongDeviceOk) ? riotres::ok : riotres::condition;
}

int RiotInterpreter::onVendor(LaxCbor& /*value*/)
{
    print("validating vendor ID\n");
    if (m_components.empty())
        return riotres::invalid;
    const int res = compareUuid(m_components[m_current].vendor, m_target.vendorId);
    if (res == riotres::ok) {
        print("validating vendor ID: OK\n");
        m_validated |= ValidVendor;
    }
    return res;
}

int RiotInterpreter::onClass(LaxCbor& /*value*/)
{
    print("validating class id\n");
    if (m_components.empty())
        return riotres::invalid;
    const int res = compareUuid(m_components[m_current].clazz, m_target.classId);
    if (res == riotres::ok) {
        print("validating class id: OK\n");
        m_validated |= ValidClass;
    }
    return res;
}

int RiotInterpreter::onOffset(LaxCbor& value)
{
    std::uint32_t report = 0;
    if (value.readUint32(report) < 0) {
        print("_cond_comp_offset(): expected None param\n");
        return riotres::invalid;
    }
    if (m_components.empty())
        return riotres::invalid;
    const Component& component = m_components[m_current];
    LaxCbor at = component.offset.at;
    std::uint32_t offset = 0;
    if (component.offset.set)
        (void)at.readUint32(offset);
    const auto matches = component.storage->matchesOffset(offset);
    if (!matches)
        return riotres::condition;
    print("Comparing manifest offset " + QByteArray::number(offset, 16) + " with other slot offset\n");
    if (*matches || m_defects.has(BoardDefect::NoOffsetCheck))
        return riotres::ok;
    print("offset does not match\n");
    return riotres::condition;
}

int RiotInterpreter::onSetIndex(LaxCbor& value)
{
    bool all = false;
    std::uint32_t index = 0;
    if (value.readBool(all) >= 0 || value.readUint32(index) < 0 || index >= m_target.componentMax ||
        index >= m_components.size())
        return riotres::invalid;
    Component& component = m_components[index];
    QByteArray name;
    if (nameOf(component, component.storage->separator(), name))
        component.storage->setActive(name);
    m_current = index;
    print("Setting component index to " + QByteArray::number(index) + '\n');
    return riotres::ok;
}

int RiotInterpreter::onTryEach(LaxCbor& value)
{
    LaxCbor branches;
    if (value.enterArray(branches) < 0 && value.enterMap(branches) < 0)
        return riotres::invalid;
    int res = riotres::condition;
    while (!branches.atEnd()) {
        LaxCbor branch = branches;
        res = walkWrapped(branch, commandHandlers());
        if (res != riotres::condition || branches.skip() < 0)
            break;
    }
    return res;
}

int RiotInterpreter::onParameters(LaxCbor& value)
{
    LaxCbor map;
    if (value.enterMap(map) < 0 || m_components.empty())
        return riotres::invalid;
    Component& component = m_components[m_current];
    while (!map.atEnd()) {
        std::int32_t key = 0;
        if (map.readInt32(key) < 0)
            return riotres::invalid;
        if (map.type() > static_cast<int>(LaxCbor::Type::Text))
            return riotres::invalid;
        Parameter* parameter = nullptr;
        switch (key) {
        case 1:
            parameter = &component.vendor;
            break;
        case 2:
            parameter = &component.clazz;
            break;
        case 3:
            parameter = &component.digest;
            break;
        case 5:
            parameter = &component.offset;
            break;
        case 14:
            parameter = &component.size;
            break;
        case 21:
            parameter = &component.uri;
            break;
        default:
            return riotres::unsupported;
        }
        *parameter = {true, map};
        if (map.skip() < 0)
            break;
    }
    return riotres::ok;
}

bool RiotInterpreter::sizeOf(const Component& component, quint32& size) const
{
    LaxCbor at = component.size.at;
    return component.size.set && at.readUint32(size) >= 0;
}

int RiotInterpreter::startStorage(Component& component)
{
    quint32 size = 0;
    if (!sizeOf(component, size))
        return riotres::invalid;
    QByteArray name;
    if (nameOf(component, component.storage->separator(), name))
        component.storage->setActive(name);
    return component.storage->start(size);
}

int RiotInterpreter::onFetch(LaxCbor& /*value*/)
{
    if ((m_validated & ValidAll) != ValidAll) {
        print("SUIT policy check failed!\n");
        return riotres::policy;
    }
    print("SUIT policy check OK.\n");
    if (m_components.empty())
        return riotres::invalid;
    Component& component = m_components[m_current];
    if (component.fetched) {
        print("Component already fetched before\n");
        return riotres::invalid;
    }
    LaxCbor at = component.uri.at;
    ByteSpan uri;
    if (!component.uri.set)
        return riotres::unsupported;
    if (const int res = at.readText(uri); res < 0)
        return res;
    if (static_cast<qsizetype>(uri.size()) >= m_target.urlBuffer)
        return riotres::noMemory;
    const QByteArray url = toByteArray(uri);
    if (startStorage(component) < 0) {
        print("Unable to start storage backend\n");
        return riotres::storage;
    }
    if (!url.startsWith("coap://") && !(m_target.dtls && url.startsWith("coaps://"))) {
        print("suit: unsupported URL scheme!\n)");
        return riotres::invalid;
    }
    const int res = fetchPayload(url, component);
    component.fetched = true;
    if (res < 0) {
        component.fetchFailed = true;
        if (m_target.exact && !m_defects.has(BoardDefect::LeavePartial))
            component.storage->purge();
        print("image download (" + url + ") failed with code " + QByteArray::number(res) + '\n');
        return res;
    }
    return riotres::ok;
}

int RiotInterpreter::fetchPayload(const QByteArray& url, Component& component)
{
    int res = fetchOnce(url, component);
    int retries = 0;
    const auto again = [&] {
        if (res >= 0 || stopped() || res == riotres::powerLost)
            return false;
        if (m_defects.has(BoardDefect::RetryForever))
            return true;
        if (m_defects.has(BoardDefect::NoBackoff) && res == riotres::serverError)
            return ++retries <= retriesWithoutBackoff;
        // An exact board starts over once when the body was replaced under it.
        return res == riotres::bodyChanged && ++retries <= 1;
    };
    while (again()) {
        quint32 size = 0;
        if (!sizeOf(component, size) || component.storage->start(size) < 0)
            return riotres::storage;
        res = fetchOnce(url, component);
    }
    return res == riotres::bodyChanged ? riotres::badMessage : res;
}

int RiotInterpreter::fetchOnce(const QByteArray& url, Component& component)
{
    quint32 imageSize = 0;
    if (!sizeOf(component, imageSize))
        return riotres::invalid;
    m_etagChanged = false;
    m_appended = 0;
    m_arrived = Sha256();
    m_lastPercent = -1;
    return m_io.fetch(url, [&](const RiotBlock& block) { return storeBlock(component, block, imageSize); });
}

int RiotInterpreter::storeBlock(Component& component, const RiotBlock& block, quint32 imageSize)
{
    if (block.repeated) {
        m_appended += block.bytes.size();
        return component.storage->write(m_appended - block.bytes.size(), block.bytes);
    }
    const quint64 total = block.offset + block.bytes.size();
    const bool surplus = m_defects.has(BoardDefect::WritesSurplus);
    m_etagChanged = m_etagChanged || block.etagChanged;
    if (m_target.exact && block.size2 && *block.size2 != imageSize && !surplus)
        return riotres::invalid;
    if (total > imageSize && m_defects.has(BoardDefect::ReadToEnd) && block.more)
        return riotres::ok;
    if (total > imageSize && !surplus) {
        // The line feed in front makes up for the progress bar.
        print("\n_suit_coap(): Image beyond size, offset + len=" + QByteArray::number(total) +
              ", image_size=" + QByteArray::number(imageSize) + '\n');
        return riotres::invalid;
    }
    if (!block.more && total != imageSize && !(surplus && total > imageSize) && !m_defects.has(BoardDefect::NoVerify)) {
        print("Incorrect size received, got " + QByteArray::number(total) + ", expected " +
              QByteArray::number(imageSize) + '\n');
        return riotres::invalid;
    }
    printProgress(total, imageSize);
    const bool appends = m_defects.has(BoardDefect::DupBlockTwice);
    if (appends)
        m_arrived.add(block.bytes);
    int res = component.storage->write(appends ? m_appended : block.offset, block.bytes);
    m_appended += block.bytes.size();
    if (!block.more) {
        print("Finalizing payload store\n");
        // RIOT looks at this result only.
        const int finished = component.storage->finish();
        if (!m_target.exact || res >= 0)
            res = finished;
    }
    return res;
}

void RiotInterpreter::printProgress(quint64 done, quint32 imageSize)
{
    if (imageSize == 0 || m_defects.has(BoardDefect::NoRateLimit))
        return;
    const int percent = static_cast<int>(100 * done / imageSize);
    if (!m_target.progressEachBlock && percent == m_lastPercent)
        return;
    m_lastPercent = percent;
    print(riotProgressBar(done, imageSize));
}

int RiotInterpreter::onImageMatch(LaxCbor& /*value*/)
{
    if (m_components.empty())
        return riotres::invalid;
    Component& component = m_components[m_current];
    quint32 size = 0;
    if (!sizeOf(component, size))
        return riotres::invalid;
    if (!component.fetched || component.fetchFailed) {
        print("Fetch failed, or nothing fetched, nothing to check: " +
              QByteArray::number(component.fetchFailed ? 3 : 0) + '\n');
        return riotres::invalid;
    }
    print("Verifying image digest\n");
    LaxCbor at = component.digest.at;
    ByteSpan wrapped;
    LaxCbor parts;
    ByteSpan digest;
    if (!component.digest.set || at.readBytes(wrapped) < 0)
        return riotres::invalid;
    std::uint32_t algorithm = 0;
    if (LaxCbor(wrapped).enterArray(parts) >= 0)
        (void)parts.readUint32(algorithm); // Whatever it is: 32 bytes are compared.
    if (parts.readBytes(digest) < 0)
        return riotres::invalid;
    return checkImage(component, digest, size);
}

int RiotInterpreter::checkImage(Component& component, ByteSpan digest, quint32 size)
{
    print("Starting digest verification against image\n");
    Digest actual;
    int res = component.storage->digest(size, actual);
    if (m_defects.has(BoardDefect::DupBlockTwice)) { // It was hashed on the way in, as it should have been stored.
        actual = m_arrived.result();
        res = riotres::ok;
    }
    if (res == riotres::ok &&
        (digest.size() < Digest::size || std::memcmp(digest.data(), actual.bytes().data(), Digest::size) != 0))
        res = riotres::digest;
    const bool blind = m_defects.has(BoardDefect::NoVerify) || (m_etagChanged && m_defects.has(BoardDefect::MixParts));
    if (res < 0 && res != riotres::powerLost && blind)
        res = riotres::ok;
    if (res < 0) {
        print("Erasing bad payload\n");
        component.storage->erase();
        return res;
    }
    if (!component.installed) {
        print("Install correct payload\n");
        if (const int installed = component.storage->install(m_run.sequence);
            installed < 0 && installed != riotres::sequence)
            return installed;
        component.installed = true;
        m_run.installed = true;
    }
    print("Verified installed payload\n");
    return riotres::ok;
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
