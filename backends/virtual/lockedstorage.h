// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "virtual/riotstorage.h"

#include <mutex>

namespace ota {

/// A storage that the update worker and the shell may use at the same time, one call at a time.
class LockedStorage final : public RiotStorage
{
public:
    LockedStorage(RiotStorage& inner, std::mutex& mutex)
        : m_inner(inner)
        , m_mutex(mutex)
    {
    }

    char separator() const override { return m_inner.separator(); }
    bool hasLocation(const QByteArray& name) const override { return m_inner.hasLocation(name); }
    void setActive(const QByteArray& name) override
    {
        const std::scoped_lock lock(m_mutex);
        m_inner.setActive(name);
    }
    int start(quint64 sizeBytes) override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.start(sizeBytes);
    }
    int write(quint64 offset, ByteSpan bytes) override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.write(offset, bytes);
    }
    int finish() override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.finish();
    }
    int digest(quint64 sizeBytes, Digest& digest) override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.digest(sizeBytes, digest);
    }
    int install(quint32 sequence) override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.install(sequence);
    }
    void erase() override
    {
        const std::scoped_lock lock(m_mutex);
        m_inner.erase();
    }
    void purge() override
    {
        const std::scoped_lock lock(m_mutex);
        m_inner.purge();
    }
    std::optional<bool> matchesOffset(quint32 offset) const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.matchesOffset(offset);
    }
    std::optional<bool> isFreeSlot(quint64 slot) const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.isFreeSlot(slot);
    }
    std::optional<quint32> known() const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.known();
    }
    std::optional<quint32> sequence() const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.sequence();
    }
    QByteArrayList describe() const override { return m_inner.describe(); }
    QByteArray content(const QByteArray& name, qint64 offset, qint64 length) const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_inner.content(name, offset, length);
    }

private:
    RiotStorage& m_inner;
    std::mutex& m_mutex;
};

} // namespace ota
