// SPDX-License-Identifier: Apache-2.0
// The part of the worker that knows components and what is done with them.
#include "virtual/riotinterpreter.h"

#include <algorithm>

namespace ota {

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
        name.append(riotBytes(part));
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
    const bool same = riotUuidMatches(m_io.print, own, given);
    return same || m_defects.has(BoardDefect::WrongDeviceOk) ? riotres::ok : riotres::condition;
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
    const QByteArray url = riotBytes(uri);
    if (startStorage(component) < 0) {
        print("Unable to start storage backend\n");
        return riotres::storage;
    }
    if (!isRiotUrl(m_target, url)) {
        print("suit: unsupported URL scheme!\n)");
        return riotres::invalid;
    }
    quint32 size = 0;
    if (!sizeOf(component, size))
        return riotres::invalid;
    const int res = m_payload.fetch(url, *component.storage, size);
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
    if (const int res = m_payload.check(*component.storage, digest, size); res < 0)
        return res;
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

} // namespace ota
