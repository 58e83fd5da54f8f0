// SPDX-License-Identifier: Apache-2.0
// The worker of an exact virtual board over any envelope of draft-37: it ends, stays inside the bytes, and installs
// only what it has hashed.
#include "virtual/manifestrunner.h"

#include <algorithm>
#include <cstdlib>

using namespace ota;

namespace {

/// Takes any component; a small device.
class AnyStorage final : public RiotStorage
{
public:
    char separator() const override { return 0; }
    bool hasLocation(const QByteArray&) const override { return true; }
    void setActive(const QByteArray&) override {}
    int start(quint64 sizeBytes) override
    {
        m_bytes.clear();
        m_hashed = false;
        return sizeBytes <= static_cast<quint64>(limit) ? riotres::ok : riotres::storageExceeded;
    }
    int write(quint64 offset, ByteSpan bytes) override
    {
        if (offset > static_cast<quint64>(limit) || bytes.size() > static_cast<std::size_t>(limit) - offset)
            return riotres::storageExceeded;
        m_bytes.resize(std::max(m_bytes.size(), static_cast<qsizetype>(offset + bytes.size())));
        std::copy(bytes.begin(), bytes.end(), m_bytes.data() + offset);
        return riotres::ok;
    }
    int finish() override { return riotres::ok; }
    int digest(quint64 sizeBytes, Digest& digest) override
    {
        if (sizeBytes > static_cast<quint64>(m_bytes.size()))
            return riotres::storageExceeded;
        digest = Digest::of(QByteArrayView(m_bytes).first(static_cast<qsizetype>(sizeBytes)));
        m_hashed = true;
        return riotres::ok;
    }
    int install(quint32) override
    {
        if (!m_hashed)
            std::abort();
        return riotres::ok;
    }
    void erase() override { m_bytes.clear(); }
    void purge() override { m_bytes.clear(); }
    std::optional<quint32> known() const override { return 0; }
    std::optional<quint32> sequence() const override { return 0; }
    QByteArrayList describe() const override { return {}; }
    QByteArray content(const QByteArray&, qint64 offset, qint64 length) const override
    {
        return m_bytes.mid(offset, length);
    }

private:
    static constexpr qsizetype limit = 64 * 1024;
    QByteArray m_bytes;
    bool m_hashed = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // Nothing is for this board, else hardly any input would get beyond the first condition.
    const DefectSet defects{BoardDefect::WrongDeviceOk};
    qsizetype printed = 0;
    AnyStorage storage;
    RiotTarget target;
    target.vendorId = QByteArray(16, '\0');
    target.classId = QByteArray(16, '\0');
    target.exact = true;
    RiotIo io;
    io.print = [&printed](const QByteArray& text) {
        printed += text.size();
    };
    io.fetch = [](const QByteArray&, const RiotBlockSink& sink) {
        const QByteArray payload("AABBCCDD\n");
        RiotBlock block;
        block.bytes = bytesOf(payload);
        block.size2 = static_cast<quint32>(payload.size());
        return sink(block);
    };
    io.storages = {&storage};
    RiotRun run;
    const int res = ManifestRunner(target, defects, io).run(ByteSpan(data, size), run);
    if (res > 0 || printed == 0)
        std::abort();
    return 0;
}
