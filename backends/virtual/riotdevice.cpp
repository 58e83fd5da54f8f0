// SPDX-License-Identifier: Apache-2.0
#include "virtual/riotdevice.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <utility>

namespace ota {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr qint64 vfsBytes = 1 << 20;
constexpr int ramRegions = 2;
constexpr int crashLimit = 3;

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
