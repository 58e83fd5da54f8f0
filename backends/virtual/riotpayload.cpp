// SPDX-License-Identifier: Apache-2.0
#include "virtual/riotpayload.h"

#include <algorithm>
#include <cstring>

namespace ota {

namespace {

constexpr int retriesWithoutBackoff = 50; ///< Of the defect `no-backoff`.

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

RiotPayload::RiotPayload(const RiotTarget& target, const DefectSet& defects, const RiotIo& io)
    : m_target(target)
    , m_defects(defects)
    , m_io(io)
{
}

int RiotPayload::fetch(const QByteArray& url, RiotStorage& storage, quint32 imageSize)
{
    int res = fetchOnce(url, storage, imageSize);
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
        if (storage.start(imageSize) < 0)
            return riotres::storage;
        res = fetchOnce(url, storage, imageSize);
    }
    return res == riotres::bodyChanged ? riotres::badMessage : res;
}

int RiotPayload::fetchOnce(const QByteArray& url, RiotStorage& storage, quint32 imageSize)
{
    m_etagChanged = false;
    m_appended = 0;
    m_arrived = Sha256();
    m_lastPercent = -1;
    return m_io.fetch(url, [&](const RiotBlock& block) { return store(storage, block, imageSize); });
}

int RiotPayload::store(RiotStorage& storage, const RiotBlock& block, quint32 imageSize)
{
    if (block.repeated) {
        m_appended += block.bytes.size();
        return storage.write(m_appended - block.bytes.size(), block.bytes);
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
    int res = storage.write(appends ? m_appended : block.offset, block.bytes);
    m_appended += block.bytes.size();
    if (!block.more) {
        print("Finalizing payload store\n");
        // RIOT looks at this result only.
        const int finished = storage.finish();
        if (!m_target.exact || res >= 0)
            res = finished;
    }
    return res;
}

void RiotPayload::printProgress(quint64 done, quint32 imageSize)
{
    if (imageSize == 0 || m_defects.has(BoardDefect::NoRateLimit))
        return;
    const int percent = static_cast<int>(100 * done / imageSize);
    if (!m_target.progressEachBlock && percent == m_lastPercent)
        return;
    m_lastPercent = percent;
    print(riotProgressBar(done, imageSize));
}

int RiotPayload::check(RiotStorage& storage, ByteSpan digest, quint32 size)
{
    print("Starting digest verification against image\n");
    Digest actual;
    int res = storage.digest(size, actual);
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
        storage.erase();
        return res;
    }
    return riotres::ok;
}

} // namespace ota
