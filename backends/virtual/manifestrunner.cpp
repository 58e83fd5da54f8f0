// SPDX-License-Identifier: Apache-2.0
#include "virtual/manifestrunner.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ota {

namespace {

namespace C = SuitCommandNumbers;

constexpr SuitDialect dialect = SuitDialect::Draft37;
constexpr std::int64_t algorithmEdDsa = -8;
constexpr std::int64_t algorithmEd25519 = -19;

} // namespace

ManifestRunner::ManifestRunner(const RiotTarget& target, const DefectSet& defects, const RiotIo& io)
    : m_target(target)
    , m_defects(defects)
    , m_io(io)
    , m_payload(target, defects, io)
{
}

int ManifestRunner::run(ByteSpan bytes, RiotRun& run)
{
    m_bytes = bytes;
    m_envelope = readSuitEnvelope(bytes);
    m_manifest = readSuitManifest(bytes, m_envelope);
    m_run = &run;
    m_steps = 0;
    m_vendorSeen = m_classSeen = false;
    if (const Res res = checkForm(m_envelope); res < 0)
        return res;
    print("suit: validated manifest version\n");
    if (const Res res = checkSequence(); res < 0)
        return res;
    if (const Res res = bindComponents(); res < 0)
        return res;
    const Res updated = runProcedure(
        {SuitNumbers::payloadFetch(dialect), SuitNumbers::install(dialect), SuitNumbers::validate(dialect)});
    if (updated < 0 || m_io.finishSlot)
        return updated; // A boot loader starts what it likes.
    return runProcedure({SuitNumbers::validate(dialect), SuitNumbers::load(dialect), SuitNumbers::invoke(dialect)});
}

// A board with a defect gets here with an envelope that the verifier has not read to its end.
ManifestRunner::Res ManifestRunner::checkForm(const SuitEnvelope& envelope)
{
    for (const SuitAuthBlock& block : envelope.blocks) {
        const bool isOurs = block.algorithm == algorithmEdDsa || block.algorithm == algorithmEd25519;
        if (m_defects.has(BoardDefect::CrashOnAlg) && block.algorithm && !isOurs) {
            riotPanic(m_io.print);
            m_run->crashed = true;
            return riotres::signature;
        }
    }
    if (m_manifest.faults.empty() && m_manifest.sequenceNumber && !m_manifest.components.empty())
        return riotres::ok;
    const QString why = m_manifest.faults.empty() ? QStringLiteral("nothing to do") : m_manifest.faults.front().message;
    print("suit: refused: " + why.toUtf8() + '\n');
    return riotres::invalid;
}

ManifestRunner::Res ManifestRunner::checkSequence()
{
    const std::uint64_t sequence = *m_manifest.sequenceNumber;
    const auto stored = highestSequence(m_io);
    if (!stored)
        return riotres::storage;
    print("Manifest seq_no: " + QByteArray::number(quint64{sequence}) +
          ", highest available: " + QByteArray::number(*stored) + '\n');
    if (sequence > std::numeric_limits<quint32>::max())
        return riotres::invalid; // The storages keep 32 bits.
    m_run->sequence = static_cast<quint32>(sequence);
    const bool mayBeOlder =
        m_defects.has(BoardDefect::AcceptOlder) || (m_io.reverted && m_defects.has(BoardDefect::AcceptOlderInRevert));
    // The same again is allowed, unlike on RIOT boards.
    if (sequence < *stored && !mayBeOlder) {
        print("seq_nr <= running image\n");
        return riotres::sequence;
    }
    print("suit: validated sequence number\n");
    return riotres::ok;
}

bool ManifestRunner::bind(Component& component, RiotStorage& storage)
{
    QByteArray name;
    for (const QByteArray& part : component.id) {
        if (storage.separator() != 0)
            name.append(storage.separator());
        name.append(part);
    }
    if (name.size() >= m_target.nameBuffer)
        return false;
    if (const qsizetype nul = name.indexOf('\0'); nul >= 0)
        name.truncate(nul);
    print("Formatted component name: " + name + '\n');
    if (!storage.hasLocation(name))
        return false;
    component.storage = &storage;
    component.name = name;
    return true;
}

ManifestRunner::Res ManifestRunner::bindComponents()
{
    m_components.clear();
    if (m_manifest.components.size() > maximumComponents) {
        print("Too many components found: " + QByteArray::number(qsizetype(maximumComponents)) +
              ", Supported: " + QByteArray::number(qsizetype(maximumComponents)) + '\n');
        return riotres::unsupported;
    }
    for (const SuitComponentId& id : m_manifest.components) {
        Component component;
        component.id = id;
        const auto takes = [&](RiotStorage* storage) {
            return bind(component, *storage);
        };
        bool found = std::ranges::any_of(m_io.storages, takes);
        if (!found)
            found = component.isStaging = std::ranges::any_of(m_io.staging, takes);
        if (!found) {
            print("No storage handler found for component\n");
            return riotres::unsupported;
        }
        m_components.push_back(std::move(component));
    }
    return riotres::ok;
}

// ---- sequences

ManifestRunner::Res ManifestRunner::runProcedure(std::initializer_list<std::int64_t> sections)
{
    for (Component& component : m_components)
        component.parameters = {};
    m_selected = {0};
    m_section = SuitNumbers::common;
    m_soft = false;
    if (const Res res = runSequence(m_manifest.shared); res < 0)
        return res;
    for (const std::int64_t number : sections) {
        const SuitMember* member = m_manifest.member(number);
        if (!member)
            continue;
        if (!member->sequence) {
            print("suit: " + SuitNames::manifestMember(dialect, number).toUtf8() + " was severed and is not here\n");
            return riotres::unsupported;
        }
        m_section = number;
        m_selected = {0};
        m_soft = false;
        if (const Res res = runSequence(*member->sequence); res < 0)
            return res;
    }
    return riotres::ok;
}

ManifestRunner::Res ManifestRunner::runSequence(const SuitSequence& sequence)
{
    for (const SuitCommand& command : sequence.commands) {
        if (stopped())
            return riotres::powerLost;
        if (++m_steps > maximumSteps) {
            print("suit: the manifest does not come to an end\n");
            return riotres::invalid;
        }
        if (const Res res = runCommand(command); res < 0)
            return res;
    }
    return riotres::ok;
}

ManifestRunner::Res ManifestRunner::runCommand(const SuitCommand& command)
{
    if (command.number == C::setIndex)
        return onSetIndex(command);
    // With several components selected each command is done for one after the other.
    const std::vector<std::size_t> selected = m_selected;
    for (const std::size_t index : selected) {
        m_selected = {index};
        const Res res = runOn(command, index);
        if (res < 0)
            return res;
    }
    m_selected = selected;
    return riotres::ok;
}

ManifestRunner::Res ManifestRunner::runOn(const SuitCommand& command, std::size_t index)
{
    Component& component = m_components[index];
    switch (command.number) {
    case C::tryEach:
        return onTryEach(command);
    case C::runSequence:
        return onRunSequence(command);
    case C::overrideParameters:
        component.parameters.merge(command.parameters);
        m_soft = command.parameters.softFailure.value_or(m_soft);
        return riotres::ok;
    case C::fetch:
        return onFetch(component);
    case C::copy:
        return onCopy(component);
    case C::write:
        return onWrite(component);
    case C::invoke:
        return onInvoke(index);
    default:
        return onCondition(command, component);
    }
}

ManifestRunner::Res ManifestRunner::onSetIndex(const SuitCommand& command)
{
    m_selected.clear();
    if (command.allComponents) {
        for (std::size_t i = 0; i < m_components.size(); ++i)
            m_selected.push_back(i);
    }
    for (const std::uint64_t index : command.indices)
        m_selected.push_back(static_cast<std::size_t>(index)); // The reader has compared it with the list.
    if (m_selected.empty() || *std::ranges::max_element(m_selected) >= m_components.size())
        return riotres::invalid;
    if (m_selected.size() == 1)
        print("Setting component index to " + QByteArray::number(qsizetype(m_selected.front())) + '\n');
    return riotres::ok;
}

ManifestRunner::Res ManifestRunner::onTryEach(const SuitCommand& command)
{
    const auto selected = m_selected;
    const bool soft = m_soft;
    Res res = riotres::condition;
    for (const SuitSequence& branch : command.sequences) {
        m_selected = selected;
        m_soft = true;
        res = runSequence(branch);
        if (res != riotres::condition || !m_soft)
            break;
    }
    if (res == riotres::condition && m_soft && command.mayDoNothing)
        res = riotres::ok;
    m_soft = soft;
    m_selected = selected;
    return res;
}

ManifestRunner::Res ManifestRunner::onRunSequence(const SuitCommand& command)
{
    const auto selected = m_selected;
    const bool soft = std::exchange(m_soft, false);
    Res res = riotres::ok;
    for (const SuitSequence& sequence : command.sequences)
        res = res < 0 ? res : runSequence(sequence);
    if (res == riotres::condition && m_soft)
        res = riotres::ok;
    m_soft = soft;
    m_selected = selected;
    return res;
}

// ---- conditions

ManifestRunner::Res ManifestRunner::onCondition(const SuitCommand& command, Component& component)
{
    switch (command.number) {
    case C::vendor:
        return onVendor(component);
    case C::classId:
        return onClass(component);
    case C::imageMatch:
        return onImageMatch(component);
    case C::offset:
        return onSlot(component);
    case C::checkContent:
        return onContent(component);
    case C::abort:
        return riotres::condition;
    default:
        print("suit: " + SuitNames::command(dialect, command.number).toUtf8() + " is not in this build\n");
        return riotres::unsupported;
    }
}

ManifestRunner::Res ManifestRunner::onVendor(const Component& component)
{
    print("validating vendor ID\n");
    const auto& wanted = component.parameters.vendor;
    if (!wanted)
        return riotres::invalid;
    if (!riotUuidMatches(m_io.print, m_target.vendorId, bytesOf(*wanted)) && !m_defects.has(BoardDefect::WrongDeviceOk))
        return riotres::condition;
    print("validating vendor ID: OK\n");
    m_vendorSeen = true;
    return riotres::ok;
}

ManifestRunner::Res ManifestRunner::onClass(const Component& component)
{
    print("validating class id\n");
    const auto& wanted = component.parameters.classId;
    if (!wanted)
        return riotres::invalid;
    if (!riotUuidMatches(m_io.print, m_target.classId, bytesOf(*wanted)) && !m_defects.has(BoardDefect::WrongDeviceOk))
        return riotres::condition;
    print("validating class id: OK\n");
    m_classSeen = true;
    return riotres::ok;
}

ManifestRunner::Res ManifestRunner::onImageMatch(Component& component)
{
    const auto& digest = component.parameters.digest;
    if (!digest)
        return riotres::invalid;
    if (!component.filled || component.failed) {
        print("Fetch failed, or nothing fetched, nothing to check: " + QByteArray::number(component.failed ? 3 : 0) +
              '\n');
        return riotres::condition;
    }
    print("Verifying image digest\n");
    const auto size = component.parameters.size.value_or(component.stored);
    if (digest->algorithm != SuitNumbers::sha256(dialect) ||
        (size != component.stored && !m_defects.has(BoardDefect::NoVerify))) {
        print("suit: the image has " + QByteArray::number(component.stored) + " bytes, or its digest is no SHA-256\n");
        return riotres::condition;
    }
    component.storage->setActive(component.name);
    if (const Res res = m_payload.check(*component.storage, bytesOf(digest->bytes), component.stored); res < 0) {
        component.filled = false;
        return res;
    }
    // Only what the install section leaves counts: what is fetched before is only at hand.
    if (!component.isStaging && !component.installed && m_section == SuitNumbers::install(dialect)) {
        print("Install correct payload\n");
        if (const Res res = component.storage->install(m_run->sequence); res < 0 && res != riotres::sequence)
            return res;
        component.installed = true;
        m_run->installed = true;
    }
    print("Verified installed payload\n");
    return riotres::ok;
}

ManifestRunner::Res ManifestRunner::onSlot(const Component& component) const
{
    const auto& slot = component.parameters.offset;
    const auto matches = slot ? component.storage->isFreeSlot(*slot) : std::nullopt;
    if (!matches)
        return riotres::condition;
    print("Comparing manifest slot " + QByteArray::number(quint64{*slot}) + " with the free slot\n");
    if (*matches || m_defects.has(BoardDefect::NoOffsetCheck))
        return riotres::ok;
    print("offset does not match\n");
    return riotres::condition;
}

ManifestRunner::Res ManifestRunner::onContent(const Component& component) const
{
    const auto& content = component.parameters.content;
    if (!content)
        return riotres::invalid;
    const bool same = component.filled && !component.failed &&
                      component.stored == static_cast<quint64>(content->size()) &&
                      component.storage->content(component.name, 0, content->size()) == *content;
    return same ? riotres::ok : riotres::condition;
}

} // namespace ota
