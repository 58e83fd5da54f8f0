// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "virtual/bootmodel.h"
#include "virtual/flashstorage.h"
#include "virtual/lockedstorage.h"
#include "virtual/ramstorage.h"
#include "virtual/riotfetch.h"
#include "virtual/riotshell.h"
#include "virtual/vfsstorage.h"
#include "virtual/virtualriotboard.h"

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace ota {

/// A board between its wires: storages, boot loader, update worker, shell. No server and no terminal: those are around
/// it. Any thread; construction and destruction from one.
class RiotDevice final
{
public:
    RiotDevice(BoardProfile profile, VirtualRiotBoard::Listener listener, RiotFetch::Connect connect = {});
    ~RiotDevice();
    Q_DISABLE_COPY_MOVE(RiotDevice)

    /// Opens what it keeps on disk. Errors: Io.
    Result<> open();

    void powerOn();
    void cutPower();
    bool isOn() const { return m_power.isOn(); }

    /// What stands in a packet of POST /suit/trigger.
    void triggerPacket(const QByteArray& payload);
    void trigger(const QByteArray& url);
    void type(const QByteArray& text);

    BoardStatus status() const;
    std::optional<Digest> imageDigest() const;
    bool waitIdle(std::chrono::milliseconds limit) const;

    /// As it says itself; nothing where there are no slots.
    std::optional<int> reportedSlot() const;

    const BoardProfile& profile() const { return m_profile; }

private:
    static constexpr qsizetype triggerLimit = 128; ///< With the closing NUL.
    static constexpr std::chrono::milliseconds bootTime{100};
    /// Never to be mistaken for a real one.
    static constexpr const char* riotVersion = "2026.10-devel-virtual";

    struct Job
    {
        QByteArray url;
        std::unique_ptr<RiotFetch> fetch;
        std::thread thread;
        std::atomic<bool> done = false;
    };

    struct Running
    {
        int slot = -1;
        SlotState state;
    };

    void print(const QByteArray& text);
    void tell(BoardEvent event);
    RiotPrint printer();
    std::vector<RiotShell::Command> shellCommands();
    RiotInterpreter interpreter(RiotFetch& fetch, const QByteArray& manifestUrl);
    std::optional<RiotRefusal> checkEnvelope(ByteSpan envelope) const;
    RiotFetch::Options fetchOptions() const;

    void bootUp();
    void printBanner(const Running& running);
    void reset();
    void work(Job& job);
    RiotRun updateOnce(Job& job);
    void endOfUpdate(const RiotRun& run);
    int fetchWatched(RiotFetch& fetch, const QByteArray& url, const RiotBlockSink& sink, bool payload);
    bool pause(std::chrono::milliseconds time);
    void reap();
    void stopJobs();

    void onSuit(const QByteArrayList& words);
    void onRevert();
    void onStorageContent(const QByteArrayList& words);
    std::optional<quint32> highestSequence() const;
    bool isReverted() const;
    void setReverted(bool reverted);
    QString path(const QString& name) const { return m_profile.directory + u'/' + name; }

    BoardProfile m_profile;
    VirtualRiotBoard::Listener m_listener;
    RiotFetch::Connect m_connect;

    FlashPower m_power;
    mutable std::mutex m_device; ///< Storages and flash.
    std::unique_ptr<BootModel> m_boot;
    std::vector<std::unique_ptr<RiotStorage>> m_bare;
    std::vector<std::unique_ptr<LockedStorage>> m_storages;
    FlashStorage* m_flash = nullptr;
    std::unique_ptr<RamStorage> m_memory; ///< For staging; the worker's alone.

    std::mutex m_consoleMutex;
    std::mutex m_eventMutex;
    std::unique_ptr<RiotShell> m_shell; ///< Under m_shellMutex.
    std::mutex m_shellMutex;

    mutable std::mutex m_mutex; ///< For what follows.
    mutable std::condition_variable m_changed;
    std::list<std::unique_ptr<Job>> m_jobs;
    BoardStatus m_status;
    Running m_running;
    Running m_before;    ///< What ran before the last restart.
    QByteArray m_packet; ///< Bytes of earlier packets stay in the buffer.
    std::atomic<bool> m_lossDone = false;
    std::atomic<bool> m_stopping = false;
};

} // namespace ota
