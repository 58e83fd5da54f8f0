// SPDX-License-Identifier: Apache-2.0
// The updates of a virtual RIOT device: from the trigger to the restart.
#include "suit/verify.h"
#include "virtual/riotdevice.h"

#include <algorithm>
#include <utility>

namespace ota {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds beforeReboot{1000};
constexpr Milliseconds betweenLoops{250};

} // namespace

void RiotDevice::triggerPacket(const QByteArray& payload)
{
    QByteArray url = payload;
    {
        const std::scoped_lock lock(m_mutex);
        m_packet.replace(0, payload.size(), payload);
        if (m_profile.defects.has(BoardDefect::TriggerResidue))
            url = m_packet;
    }
    // A C string from here on.
    if (const qsizetype nul = url.indexOf('\0'); nul >= 0)
        url.truncate(nul);
    print("suit: received URL: \"" + url + "\"\n");
    trigger(url);
}

void RiotDevice::trigger(const QByteArray& url)
{
    if (url.isEmpty() || url.size() >= triggerLimit || !m_power.isOn())
        return;
    reap();
    {
        const std::scoped_lock lock(m_mutex);
        if (m_status.state == BoardStatus::State::Dead || m_status.state == BoardStatus::State::Off || m_stopping)
            return;
        // A busy worker ignores it, and says nothing.
        if (!m_jobs.empty() && !m_profile.defects.has(BoardDefect::ZombieJob))
            return;
        auto job = std::make_unique<Job>();
        job->url = url;
        job->fetch = std::make_unique<RiotFetch>(fetchOptions(), m_connect);
        m_status.state = BoardStatus::State::Updating;
        Job& started = *job;
        m_jobs.push_back(std::move(job));
        started.thread = std::thread([this, &started] { work(started); });
    }
    tell({.kind = BoardEvent::Kind::Triggered, .version = 0, .slot = -1, .text = QString::fromUtf8(url), .run = {}});
}

RiotFetch::Options RiotDevice::fetchOptions() const
{
    RiotFetch::Options options;
    options.szx = 0;
    while ((qint64{16} << options.szx) < m_profile.blockSize)
        ++options.szx;
    options.exact = m_profile.exact;
    options.timeScale = m_profile.timeScale;
    options.defects = m_profile.defects;
    options.psk = m_profile.psk;
    options.lossPercent = m_profile.lossPercent;
    options.lossSeed = readLe32(Digest::of(m_profile.name.toUtf8()).bytes().data());
    // A device is known by its address (spec/suit-coap.md 3.5): it asks from where it listens.
    const QHostAddress own(m_profile.coapAddress);
    if (own != QHostAddress(QHostAddress::AnyIPv4) && own != QHostAddress(QHostAddress::AnyIPv6))
        options.local = own;
    return options;
}

RiotInterpreter RiotDevice::interpreter(RiotFetch& fetch, const QByteArray& manifestUrl)
{
    RiotTarget target;
    target.vendorId = m_profile.vendorIdBytes();
    target.classId = m_profile.classIdBytes();
    target.manifestBuffer = m_profile.manifestBytes;
    target.progressEachBlock = m_profile.progressEachBlock;
    target.dtls = !m_profile.psk.isEmpty();
    target.exact = m_profile.exact;

    RiotInterpreter::Io io;
    io.print = printer();
    io.fetch = [this, &fetch, manifestUrl](const QByteArray& url, const RiotBlockSink& sink) {
        return fetchWatched(fetch, url, sink, url != manifestUrl);
    };
    for (const auto& storage : m_storages)
        io.storages.push_back(storage.get());
    if (m_memory)
        io.staging.push_back(m_memory.get());
    io.keyCount = m_profile.keys.size();
    io.verify = [this](std::size_t key, ByteSpan message, ByteSpan signature) {
        return m_profile.keys[key].algorithm() == KeyAlgorithm::Ed25519 &&
               m_profile.keys[key].verify(message, signature);
    };
    if (m_profile.exact)
        io.check = [this](ByteSpan envelope) {
            return checkEnvelope(envelope);
        };
    if (m_flash != nullptr) {
        io.finishSlot = [this] {
            int res = riotres::ok;
            {
                const std::scoped_lock lock(m_device);
                res = m_flash->finishSlot();
            }
            return pause(beforeReboot) ? res : riotres::powerLost;
        };
    }
    io.stopped = [this] {
        return m_stopping || !m_power.isOn();
    };
    io.reverted = isReverted();
    return RiotInterpreter(std::move(target), m_profile.defects, std::move(io));
}

/// Everything of spec/suit-coap.md 2.8 before anything is done.
std::optional<RiotRefusal> RiotDevice::checkEnvelope(ByteSpan envelope) const
{
    SuitKeys keys;
    for (const PublicKey& key : m_profile.keys)
        keys.signing.push_back({QStringLiteral("board"), key, true});
    const SuitReport report = verifySuit(envelope, keys);
    const DefectSet& defects = m_profile.defects;
    const auto refused = [&](int res) {
        const QString why = QStringLiteral("suit: refused: %1 (%2)").arg(verdictCode(report.verdict), report.message);
        return RiotRefusal{res, why.toUtf8()};
    };
    switch (report.verdict) {
    case SuitVerdict::Ok:
        return std::nullopt;
    case SuitVerdict::Unsigned:
    case SuitVerdict::NoAuth:
        return defects.has(BoardDefect::AcceptUnsigned) ? std::nullopt : std::optional(refused(riotres::signature));
    case SuitVerdict::UntrustedKey:
    case SuitVerdict::BadSignature:
        return defects.has(BoardDefect::AnyKey) ? std::nullopt : std::optional(refused(riotres::signature));
    case SuitVerdict::AlgMissing:
    case SuitVerdict::AlgMismatch:
        return defects.has(BoardDefect::CrashOnAlg) ? std::nullopt : std::optional(refused(riotres::signature));
    case SuitVerdict::CoseTag:
    case SuitVerdict::UnsupportedCose:
    case SuitVerdict::MalformedCose:
    case SuitVerdict::Crit:
        return refused(riotres::signature);
    case SuitVerdict::DigestAlg:
    case SuitVerdict::DigestSize:
    case SuitVerdict::DigestMismatch:
        return refused(riotres::digest);
    case SuitVerdict::Version:
        return refused(riotres::sequence);
    default:
        return refused(riotres::invalid);
    }
}

int RiotDevice::fetchWatched(RiotFetch& fetch, const QByteArray& url, const RiotBlockSink& sink, bool payload)
{
    return fetch.get(url, [&](const RiotBlock& block) {
        const int res = sink(block);
        const quint64 done = block.offset + block.bytes.size();
        const bool lossDue = m_profile.powerLossPercent && payload && !m_lossDone && block.size2 &&
                             done * 100 >= quint64{*block.size2} * static_cast<quint64>(*m_profile.powerLossPercent);
        if (lossDue) {
            m_lossDone = true;
            m_power.off();
        }
        return m_power.isOn() ? res : riotres::powerLost;
    });
}

void RiotDevice::work(Job& job)
{
    RiotRun run = updateOnce(job);
    while (m_profile.defects.has(BoardDefect::Loop) && m_power.isOn() && pause(betweenLoops))
        run = updateOnce(job);
    const bool lost = !m_power.isOn() && !m_stopping;
    {
        const std::scoped_lock lock(m_mutex);
        job.done = true;
        const bool others = std::ranges::any_of(m_jobs, [](const auto& each) { return !each->done; });
        if (m_status.state == BoardStatus::State::Updating && !others)
            m_status.state = m_power.isOn() ? BoardStatus::State::Idle : BoardStatus::State::Off;
    }
    m_changed.notify_all();
    if (lost)
        tell({.kind = BoardEvent::Kind::PowerLost, .version = 0, .slot = -1, .text = {}, .run = run});
}

RiotRun RiotDevice::updateOnce(Job& job)
{
    const RiotRun run = interpreter(*job.fetch, job.url).run(job.url);
    if (!m_power.isOn() || m_stopping)
        return run;
    {
        const std::scoped_lock lock(m_mutex);
        m_status.lastRun = run;
        ++m_status.updates;
    }
    tell({.kind = BoardEvent::Kind::Ended, .version = run.sequence, .slot = -1, .text = {}, .run = run});
    endOfUpdate(run);
    return run;
}

void RiotDevice::endOfUpdate(const RiotRun& run)
{
    if (run.installed)
        setReverted(false);
    const bool restarts = run.crashed || (run.success && m_boot);
    if (!restarts)
        return;
    if (!run.crashed)
        print("suit_worker: rebooting...\n");
    if (pause(bootTime))
        bootUp();
}

void RiotDevice::reap()
{
    std::list<std::unique_ptr<Job>> done;
    {
        const std::scoped_lock lock(m_mutex);
        for (auto job = m_jobs.begin(); job != m_jobs.end();) {
            const auto next = std::next(job);
            if ((*job)->done)
                done.splice(done.end(), m_jobs, job);
            job = next;
        }
    }
    for (const auto& job : done)
        job->thread.join();
}

/// The power is off already.
void RiotDevice::stopJobs()
{
    std::list<std::unique_ptr<Job>> all;
    {
        const std::scoped_lock lock(m_mutex);
        all.swap(m_jobs);
    }
    m_changed.notify_all();
    for (const auto& job : all)
        job->fetch->stop();
    for (const auto& job : all) {
        if (job->thread.joinable())
            job->thread.join();
    }
}

} // namespace ota
