// SPDX-License-Identifier: Apache-2.0
#include "virtual/riotdevice.h"

#include "suit/verify.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <utility>

namespace ota {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr qsizetype triggerLimit = 128; ///< With the closing NUL.
constexpr qint64 vfsBytes = 1 << 20;
constexpr int ramRegions = 2;
constexpr Milliseconds beforeReboot{1000};
constexpr Milliseconds betweenLoops{250};
constexpr Milliseconds bootTime{100};
constexpr int crashLimit = 3;
constexpr qint64 contentLimit = 64 * 1024; ///< Shown at once.
/// Never to be mistaken for a real one.
constexpr const char* riotVersion = "2026.10-devel-virtual";

BoardEvent booted(quint32 running, int slot)
{
    return {.kind = BoardEvent::Kind::Booted, .version = running, .slot = slot, .text = {}, .run = {}};
}

} // namespace

RiotDevice::RiotDevice(BoardProfile profile, VirtualRiotBoard::Listener listener, RiotFetch::Connect connect)
    : m_profile(std::move(profile))
    , m_listener(std::move(listener))
    , m_connect(std::move(connect))
    , m_packet(triggerLimit, '\0')
{
    m_power.observe(m_listener.flash);
}

RiotDevice::~RiotDevice()
{
    m_stopping = true;
    m_power.off();
    stopJobs();
}

RiotPrint RiotDevice::printer()
{
    return [this](const QByteArray& text) {
        print(text);
    };
}

Result<> RiotDevice::open()
{
    const DefectSet& defects = m_profile.defects;
    if (!QDir().mkpath(m_profile.directory))
        return failure(Error::Code::Io,
                       QCoreApplication::translate("RiotDevice", "the board's directory can not be made"),
                       m_profile.directory);
    if (m_profile.kind == BoardProfile::Slots::Riotboot) {
        auto boot = BootModel::open({.directory = m_profile.directory,
                                     .slotBytes = m_profile.slotBytes,
                                     .factoryVersion = m_profile.factoryVersion,
                                     .rollback = m_profile.exact,
                                     .defects = defects},
                                    m_power);
        if (!boot)
            return failure(boot.error());
        m_boot = std::move(*boot);
        auto flash = std::make_unique<FlashStorage>(*m_boot, defects, printer());
        m_flash = flash.get();
        m_bare.push_back(std::move(flash));
        if (m_profile.exact)
            m_memory = std::make_unique<RamStorage>(ramRegions, m_profile.slotBytes, defects, printer());
    } else {
        m_bare.push_back(std::make_unique<RamStorage>(ramRegions, m_profile.ramBytes, defects, printer()));
        m_bare.push_back(
            std::make_unique<VfsStorage>(m_profile.directory, vfsBytes, defects, m_profile.exact, printer()));
    }
    for (const auto& bare : m_bare)
        m_storages.push_back(std::make_unique<LockedStorage>(*bare, m_device));
    return {};
}

void RiotDevice::print(const QByteArray& text)
{
    if (!m_power.isOn())
        return;
    QByteArray line = text;
    line.replace('\n', "\r\n");
    const std::scoped_lock lock(m_consoleMutex);
    if (m_listener.console)
        m_listener.console(line);
}

void RiotDevice::tell(BoardEvent event)
{
    const std::scoped_lock lock(m_eventMutex);
    if (m_listener.event)
        m_listener.event(event);
}

// ---- power and boot

void RiotDevice::powerOn()
{
    stopJobs();
    m_power.on();
    bootUp();
}

void RiotDevice::cutPower()
{
    m_power.off();
    stopJobs();
    {
        const std::scoped_lock lock(m_mutex);
        m_status.state = BoardStatus::State::Off;
        m_status.slot = -1;
    }
    m_changed.notify_all();
}

void RiotDevice::bootUp()
{
    Running running;
    QString dead;
    if (m_boot) {
        const int limit = m_profile.exact ? BootModel::maximumAttempts + crashLimit : crashLimit;
        BootResult result;
        for (int attempt = 0; attempt < limit; ++attempt) {
            {
                const std::scoped_lock lock(m_device);
                result = m_boot->boot();
                if (result.slot >= 0)
                    running = {result.slot, m_boot->state(result.slot)};
            }
            if (result.runs() || result.outcome == BootResult::Outcome::NoSlot)
                break;
            if (result.outcome == BootResult::Outcome::Crashes) {
                printBanner(running);
                print("*** RIOT kernel panic:\nFAILED ASSERTION.\n\n*** rebooting...\n\n");
            }
            if (!pause(bootTime))
                return;
        }
        if (!result.runs())
            dead = result.outcome == BootResult::Outcome::NoSlot
                       ? QStringLiteral("no slot is valid")
                       : QStringLiteral("the image in slot %1 does not start").arg(running.slot);
        else {
            const std::scoped_lock lock(m_device);
            m_boot->confirm();
        }
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_before = std::exchange(m_running, dead.isEmpty() ? running : Running{});
        m_status.state = dead.isEmpty() ? BoardStatus::State::Idle : BoardStatus::State::Dead;
        m_status.slot = m_running.slot;
    }
    m_changed.notify_all();
    if (!dead.isEmpty()) {
        tell({.kind = BoardEvent::Kind::Dead, .version = 0, .slot = -1, .text = dead, .run = {}});
        return;
    }
    reset();
    printBanner(running);
    print("Starting the shell\n> ");
    tell(booted(running.state.header.version, running.slot));
}

/// What the firmware says before its shell starts.
void RiotDevice::printBanner(const Running& running)
{
    QByteArray text;
    if (!m_boot)
        text += "RIOT native interrupts/signals initialized.\nTZ not set, setting UTC\nRIOT " +
                m_profile.boardName.toLatin1() +
                " board initialized.\nRIOT native hardware initialization complete.\n\n";
    text += "main(): This is RIOT! (Version: " + QByteArray(riotVersion) + ")\nRIOT SUIT update example application\n";
    if (m_boot) {
        Running shown = running;
        if (m_profile.defects.has(BoardDefect::StaleStatus)) {
            const std::scoped_lock lock(m_mutex);
            if (m_before.slot >= 0)
                shown = m_before;
        }
        text += "Running from slot " + QByteArray::number(shown.slot) + '\n' + riotbootHeaderText(shown.state);
    }
    print(text);
}

/// RAM and the shell begin anew.
void RiotDevice::reset()
{
    const std::scoped_lock lock(m_shellMutex);
    m_shell = std::make_unique<RiotShell>(shellCommands(), printer(), !m_profile.exact);
}

std::optional<int> RiotDevice::reportedSlot() const
{
    if (!m_boot)
        return std::nullopt;
    const std::scoped_lock lock(m_mutex);
    const bool stale = m_profile.defects.has(BoardDefect::StaleStatus) && m_before.slot >= 0;
    return stale ? m_before.slot : m_running.slot;
}

bool RiotDevice::pause(Milliseconds time)
{
    const Milliseconds scaled(static_cast<qint64>(static_cast<double>(time.count()) * m_profile.timeScale));
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, scaled, [this] { return m_stopping || !m_power.isOn(); });
    return !m_stopping && m_power.isOn();
}

// ---- updates

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

// ---- shell

void RiotDevice::type(const QByteArray& text)
{
    const std::scoped_lock lock(m_shellMutex);
    if (m_shell && m_power.isOn())
        m_shell->feed(text);
}

std::vector<RiotShell::Command> RiotDevice::shellCommands()
{
    std::vector<RiotShell::Command> commands{
        {"lsstorage", "Print the available storage paths",
         [this](const QByteArrayList&) {
             for (const auto& storage : m_storages) {
                 for (const QByteArray& line : storage->describe())
                     print(line + '\n');
             }
         }},
        {"storage_content", "Print the slot content",
         [this](const QByteArrayList& words) {
             onStorageContent(words);
         }},
        {"suit", "Trigger a SUIT firmware update",
         [this](const QByteArrayList& words) {
             onSuit(words);
         }},
        {"version", "Prints current RIOT_VERSION",
         [this](const QByteArrayList&) {
             print(QByteArray(riotVersion) + '\n');
         }},
    };
    if (!m_boot)
        return commands;
    commands.push_back({"current_slot", "Print current slot number", [this](const QByteArrayList&) {
                            print("Running from slot " + QByteArray::number(reportedSlot().value_or(-1)) + '\n');
                        }});
    commands.push_back({"riotboot_hdr", "Print current slot header", [this](const QByteArrayList&) {
                            const std::scoped_lock lock(m_device);
                            print(riotbootHeaderText(m_boot->state(reportedSlot().value_or(0))));
                        }});
    return commands;
}

void RiotDevice::onSuit(const QByteArrayList& words)
{
    const QByteArray verb = words.value(1);
    if (verb == "fetch" && words.size() == 3) {
        trigger(words[2]);
    } else if (verb == "seq_no" && words.size() == 2) {
        if (const auto highest = highestSequence())
            print("seq_no: 0x" + QByteArray::number(*highest, 16).rightJustified(8, '0') + '\n');
        else
            print("error: no sequence number found\n");
    } else if (verb == "revert" && m_boot && words.size() == 2) {
        onRevert();
    } else {
        print("usage: suit fetch <manifest url>\n       suit seq_no\n");
        if (m_boot)
            print("       suit revert\n");
    }
}

std::optional<quint32> RiotDevice::highestSequence() const
{
    std::optional<quint32> highest;
    for (const auto& storage : m_storages) {
        if (const auto known = storage->sequence())
            highest = std::max(highest.value_or(0), *known);
    }
    return highest;
}

/// Takes away the newest image; the other one runs after the next restart.
void RiotDevice::onRevert()
{
    const std::scoped_lock lock(m_device);
    const SlotState a = m_boot->state(0);
    const SlotState b = m_boot->state(1);
    if (!a.isValid() || !b.isValid()) {
        const int bad = a.isValid() ? 1 : 0;
        print("riotboot_flashwrite: abort, can not erase slot[" + QByteArray::number(1 - bad) + "], other slot[" +
              QByteArray::number(bad) + "] is invalid\n");
        return;
    }
    if (m_boot->invalidate(b.header.version > a.header.version ? 1 : 0))
        setReverted(true);
}

bool RiotDevice::isReverted() const
{
    return QFile::exists(path(QStringLiteral("reverted")));
}

void RiotDevice::setReverted(bool reverted)
{
    QFile mark(path(QStringLiteral("reverted")));
    if (reverted)
        (void)mark.open(QIODevice::WriteOnly);
    else
        mark.remove();
}

void RiotDevice::onStorageContent(const QByteArrayList& words)
{
    if (words.size() < 4) {
        print("usage: storage_content <storage_id> <addr> <len>\n");
        return;
    }
    const qint64 offset = std::max<qint64>(words[2].toLongLong(), 0);
    const qint64 length = std::clamp<qint64>(words[3].toLongLong(), 0, contentLimit);
    for (const auto& storage : m_storages) {
        if (storage->hasLocation(words[1])) {
            const QByteArray bytes = storage->content(words[1], offset, length);
            print(bytes.toHex().toUpper() + '\n');
            return;
        }
    }
    print("No storage with id \"" + words[1] + "\" present\n");
}

// ---- what others want to know

BoardStatus RiotDevice::status() const
{
    BoardStatus status;
    {
        const std::scoped_lock lock(m_mutex);
        status = m_status;
    }
    if (!m_boot) {
        for (const auto& storage : m_storages)
            status.version = std::max(status.version, storage->known().value_or(0));
        return status;
    }
    const std::scoped_lock lock(m_device);
    if (status.slot >= 0)
        status.version = m_boot->state(status.slot).header.version;
    return status;
}

std::optional<Digest> RiotDevice::imageDigest() const
{
    const int slot = status().slot;
    if (!m_boot || slot < 0)
        return std::nullopt;
    const std::scoped_lock lock(m_device);
    return m_boot->isWhole(slot) ? m_boot->imageDigest(slot) : std::nullopt;
}

bool RiotDevice::waitIdle(Milliseconds limit) const
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(
        lock, limit, [this] { return std::ranges::all_of(m_jobs, [](const auto& job) { return job->done.load(); }); });
}

} // namespace ota
