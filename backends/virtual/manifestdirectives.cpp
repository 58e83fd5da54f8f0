// SPDX-License-Identifier: Apache-2.0
// What a manifest of draft-37 has a board do: fetch, copy, write, invoke.
#include "virtual/manifestrunner.h"

#include <algorithm>
#include <limits>

namespace ota {

namespace {

constexpr qint64 copyPiece = 64 * 1024;

} // namespace

ManifestRunner::Res ManifestRunner::begin(Component& component, quint64 size)
{
    component.storage->setActive(component.name);
    component.filled = component.failed = false;
    component.installed = false;
    if (size <= std::numeric_limits<quint32>::max()) {
        if (const Res res = component.storage->start(size); res >= 0 || res == riotres::powerLost)
            return res;
    }
    print("Unable to start storage backend\n");
    return riotres::storage;
}

ManifestRunner::Res ManifestRunner::end(Component& component, Res res, quint64 size)
{
    component.filled = true;
    component.failed = res < 0;
    component.stored = res < 0 ? 0 : static_cast<quint32>(size);
    if (res < 0 && !m_defects.has(BoardDefect::LeavePartial))
        component.storage->purge();
    return res;
}

const SuitPayload* ManifestRunner::integrated(const QString& uri) const
{
    const auto payload = std::ranges::find(m_envelope.payloads, uri, &SuitPayload::key);
    return payload == m_envelope.payloads.end() ? nullptr : &*payload;
}

ManifestRunner::Res ManifestRunner::onFetch(Component& component)
{
    if (!m_vendorSeen || !m_classSeen) {
        print("SUIT policy check failed!\n");
        return riotres::policy;
    }
    print("SUIT policy check OK.\n");
    const auto& uri = component.parameters.uri;
    if (!uri)
        return riotres::unsupported;
    if (const SuitPayload* payload = integrated(*uri))
        return takeIntegrated(*payload, component);
    const QByteArray url = uri->toUtf8();
    if (url.size() >= m_target.urlBuffer)
        return riotres::noMemory;
    if (!isRiotUrl(m_target, url)) {
        print("suit: unsupported URL scheme!\n)");
        return riotres::invalid;
    }
    const Res res = fetchFrom(url, component);
    if (res < 0)
        print("image download (" + url + ") failed with code " + QByteArray::number(res) + '\n');
    return res;
}

ManifestRunner::Res ManifestRunner::fetchFrom(const QByteArray& url, Component& component)
{
    if (const auto& size = component.parameters.size) {
        if (const Res res = begin(component, *size); res < 0)
            return res;
        return end(component, m_payload.fetch(url, *component.storage, static_cast<quint32>(*size)), *size);
    }
    // How much there is the server says with the first block.
    std::optional<quint32> size;
    const Res res = m_io.fetch(url, [&](const RiotBlock& block) {
        if (!size) {
            if (!block.size2)
                return riotres::badMessage;
            if (const Res begun = begin(component, *block.size2); begun < 0)
                return begun;
            size = block.size2;
        }
        return m_payload.store(*component.storage, block, *size);
    });
    return size ? end(component, res, *size) : (res < 0 ? res : riotres::badMessage);
}

ManifestRunner::Res ManifestRunner::takeIntegrated(const SuitPayload& payload, Component& component)
{
    const ByteSpan content = payload.content.of(m_bytes);
    if (const Res res = begin(component, content.size()); res < 0)
        return res;
    Res res = component.storage->write(0, content);
    if (res >= 0)
        res = component.storage->finish();
    return end(component, res, content.size());
}

ManifestRunner::Res ManifestRunner::onCopy(Component& component)
{
    const auto& index = component.parameters.source;
    if (!index || *index >= m_components.size())
        return riotres::invalid;
    Component& source = m_components[static_cast<std::size_t>(*index)];
    if (&source == &component || !source.filled || source.failed)
        return riotres::invalid;
    print("suit: copying " + QByteArray::number(source.stored) + " bytes\n");
    if (const Res res = begin(component, source.stored); res < 0)
        return res;
    Res res = riotres::ok;
    for (qint64 at = 0; at < source.stored && res >= 0; at += copyPiece) {
        const QByteArray piece =
            source.storage->content(source.name, at, std::min<qint64>(copyPiece, source.stored - at));
        component.storage->setActive(component.name);
        res = piece.isEmpty() ? riotres::storage : component.storage->write(static_cast<quint64>(at), bytesOf(piece));
    }
    if (res >= 0)
        res = component.storage->finish();
    return end(component, res, source.stored);
}

ManifestRunner::Res ManifestRunner::onWrite(Component& component)
{
    const auto& content = component.parameters.content;
    if (!content)
        return riotres::invalid;
    const auto size = static_cast<quint64>(content->size());
    if (const Res res = begin(component, size); res < 0)
        return res;
    Res res = component.storage->write(0, bytesOf(*content));
    if (res >= 0)
        res = component.storage->finish();
    return end(component, res, size);
}

ManifestRunner::Res ManifestRunner::onInvoke(std::size_t index)
{
    const Component& component = m_components[index];
    if (!component.filled || component.failed)
        return riotres::invalid;
    print("suit: invoking component " + QByteArray::number(qsizetype(index)) + '\n');
    return riotres::ok;
}

} // namespace ota
