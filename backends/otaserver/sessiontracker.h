// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "coap/coapevents.h"
#include "otaserver/boardfinder.h"
#include "otaserver/byteranges.h"
#include "timeline/event.h"

#include <QHash>
#include <QJsonObject>
#include <QString>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace ota {

class Timeline;
struct HttpFetch;
struct ServedFile;
struct ServedTree;
struct TransferReport;

/// One file on its way to one device, as a front end shows it.
struct TransferView
{
    enum class State
    {
        Running,
        Stalled,
        Done,
        Broken ///< The connection ended before the last byte.
    };

    QString id;      ///< Unique while the server runs.
    QString service; ///< `coap`, `coaps`, `http`, `https`
    QString peer;    ///< `[2001:db8::2]:49152`
    FoundBoard board;
    ReleaseId release;
    QString path; ///< As it was asked for.
    bool isManifest = false;
    quint64 doneBytes = 0; ///< Without gaps and repeats.
    quint64 totalBytes = 0;
    quint64 sentBytes = 0; ///< Repeats counted.
    quint64 requests = 0;
    quint64 repeats = 0;
    double bytesPerSecond = 0; ///< Over the last ten seconds; 0: not known yet.
    State state = State::Running;
    qint64 startedNs = 0;
    qint64 lastNs = 0;
    SessionId session;

    QJsonObject toJson(qint64 nowNs) const;
};

QString stateName(TransferView::State state);

/// Makes transfers and sessions of what the servers see: a manifest fetch opens or adopts a session, payload blocks are
/// its DOWNLOAD, the last block ends it. One thread at a time, except for transfers().
class SessionTracker final
{
public:
    /// How long an ended transfer stays in the list.
    static constexpr std::chrono::seconds keepEnded{60};
    static constexpr std::chrono::seconds keepStalled{600};
    /// Of gateways those that are under way come on top.
    static constexpr std::size_t maxTransfers = 512;
    /// A gateway that fetches nothing more of a file for so long has stalled.
    static constexpr std::chrono::seconds stalledAfter{20};
    /// Progress of one transfer reaches the timeline and the listener this often.
    static constexpr std::chrono::milliseconds progressEvery{100};

    /// All must outlive it.
    SessionTracker(Timeline& timeline, const BoardFinder& boards, const Clock& clock);
    Q_DISABLE_COPY_MOVE(SessionTracker)

    /// Called for each transfer that changed, with `gone` when it leaves the list. Set before events come.
    void onChanged(std::function<void(const TransferView& transfer, bool gone)> listener);

    /// What a CoAP server saw. `source` tells the servers apart, `service` names it for people.
    void coapEvent(int source, const QString& service, const CoapServerEvent& event, const ServedTree& served);

    /// How far a download over HTTP is. `key` names it among those of this service. Only boards of the bench get a
    /// session: others are people.
    struct Download
    {
        QString service;
        QString key;
        QString peer;    ///< `address:port`
        QString address; ///< Without brackets.
        QString path;    ///< CoAP path: `release/file`.
        quint64 doneBytes = 0;
    };
    void httpProgress(const Download& download, const ServedTree& served);
    void httpEnd(const Download& download, bool complete, int status, const ServedTree& served);

    /// One answer that brings a gateway some of a file, and how far it is. All that bring one gateway the same file are
    /// one transfer, through whatever connection, as long as it goes on: a file that is asked for from its first byte
    /// again, or that has become another, begins a new one. Where no session of the gateway runs the transfer is the
    /// board's alone.
    struct Fetch
    {
        QString service;
        BoardId board;
        QString peer;                          ///< `address:port`
        std::shared_ptr<const HttpFetch> what; ///< Shared with the server that tells of it.
        quint64 sentBytes = 0;
        qint64 timeNs = 0;
    };
    /// Both: true when it has got more since the last time.
    bool fetchProgress(const Fetch& fetch);
    bool fetchEnd(const Fetch& fetch, bool complete);
    void fetchRefused(const Fetch& fetch, int status);

    /// Held back progress, rates, and the end of what is over.
    void tick();

    /// Newest first. Any thread.
    std::vector<TransferView> transfers() const;

private:
    /// What a gateway has got.
    struct Parts
    {
        ByteRanges have;
        quint64 assumed = 0; ///< In front of the first byte that it asked for: from an earlier time.
        int running = 0;     ///< Answers under way.
    };
    struct Entry
    {
        TransferView view;
        World world = World::Suit;
        std::unique_ptr<Parts> parts; ///< Of a gateway's transfer.
        QString etag;
        QString digest;
        std::optional<quint64> sequence;
        std::optional<quint64> offset; ///< First byte asked for, where that is not 0.
        bool began = false;            ///< In the timeline.
        bool recorded = true;          ///< False: no session, shown only.
        bool pending = false;          ///< Progress that was not told yet.
        qint64 toldNs = 0;
        std::deque<std::pair<qint64, quint64>> samples; ///< Time and sent bytes, for the rate.
    };

    struct Source
    {
        quint64 key;
        const QString& service;
        const QString& peer;
        const QString& address;
        const QString& path;
        const QString& identity;
    };
    Entry& entryFor(const Source& from, const ServedTree& served);
    quint64 keyOf(const Download& download);
    void recognise(Entry& entry) const;
    void begin(Entry& entry, qint64 timeNs);
    void progress(Entry& entry, qint64 timeNs);
    void end(Entry& entry, TransferView::State state, qint64 timeNs, const QString& reason = {},
             const QString& message = {});
    SessionId sessionOf(Entry& entry) const;
    void record(const Entry& entry, Event event);
    TransferReport reportOf(const Entry& entry, qint64 timeNs) const;
    void refused(const CoapServerEvent& event);

    // sessiontrackerfetches.cpp
    struct Answer
    {
        quint64 entry = 0;
        quint64 sent = 0;
    };
    using FetchKey = std::pair<BoardId, QString>; ///< Board and object.
    static QString hostOf(const QString& peer);   ///< `[::1]:4711` → `[::1]`
    Answer& answerOf(const Fetch& fetch);
    quint64 transferOf(const Fetch& fetch);
    static bool goesOn(const Entry& entry, const Fetch& fetch, std::optional<SessionId> session);
    Entry newTransfer(const Fetch& fetch, std::optional<SessionId> session);
    void join(Entry& entry, const Fetch& fetch, std::optional<SessionId> session);
    static bool count(Entry& entry, Answer& answer, const Fetch& fetch);
    void endSilent(Entry& entry, qint64 nowNs);
    void forget(quint64 key, const Entry& entry);

    void sample(Entry& entry, qint64 timeNs) const;
    void tell(Entry& entry, qint64 timeNs);
    void dropOld(qint64 nowNs);

    Timeline& m_timeline;
    const BoardFinder& m_boards;
    const Clock& m_clock;
    std::function<void(const TransferView&, bool)> m_listener;
    mutable std::mutex m_mutex; ///< For m_entries.
    std::unordered_map<quint64, Entry> m_entries;
    QHash<QString, quint64> m_downloads;           ///< Keys of the HTTP downloads that are under way.
    std::unordered_map<quint64, Answer> m_answers; ///< Under way, by the number of their fetch.
    std::map<FetchKey, quint64> m_newest;          ///< Keys of the gateways' transfers.
    quint64 m_lastDownload = 0;
    quint64 m_lastId = 0;
};

} // namespace ota
