// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coap/coapmessage.h"
#include "crypto/key.h"
#include "suit/build.h"
#include "virtual/ramstorage.h"
#include "virtual/riotdevice.h"
#include "virtual/riotfetch.h"
#include "virtual/riotinterpreter.h"
#include "virtual/vfsstorage.h"

#include <QHash>
#include <QTemporaryDir>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace ota {

/// The identifiers of RIOT's `native64`.
QByteArray riotVendorId();
QByteArray native64ClassId();

PublicKey testKey(const QString& name);

/// A RIOT `native64` in memory: what the recordings were made with. No sockets: `served` stands for the server.
struct Native64
{
    explicit Native64(DefectSet defects = {}, bool exact = false);

    RiotRun run(const QByteArray& url);

    /// What `suit seq_no` answers.
    quint32 sequence() const;

    QTemporaryDir folder;
    DefectSet defects;
    bool exact;
    qsizetype blockSize = 64;
    QHash<QByteArray, QByteArray> served; ///< Path → body; what is not there is 4.04.
    QByteArray console;                   ///< As the firmware printed it, LF ends a line.
    std::vector<PublicKey> keys;
    RamStorage ram;
    VfsStorage vfs;
    RiotInterpreter interpreter;
    quint64 requests = 0;

private:
    int fetch(const QByteArray& url, const RiotBlockSink& sink);
    RiotInterpreter makeInterpreter();
};

/// A CoAP server in memory, at the other end of every link: answers at once, as `answer` says. Any thread.
class FakeServer
{
public:
    using Answer = std::function<std::vector<QByteArray>(const CoapMessage& request)>;

    /// Serves these bodies block-wise with ETag and Size2.
    void serve(const QByteArray& path, const QByteArray& body);

    /// Instead of what is served; may call `served`.
    void setAnswer(Answer answer);

    /// What a well-behaved server answers.
    CoapMessage served(const CoapMessage& request) const;

    RiotFetch::Connect connect();
    int requests() const;
    int linksOpened() const;
    /// Not opened at all: as a handshake that fails.
    void refuseSecure() { m_refuseSecure = true; }

private:
    class Link;

    mutable std::mutex m_mutex;
    QHash<QString, QByteArray> m_bodies;
    Answer m_answer;
    int m_requests = 0;
    int m_links = 0;
    bool m_refuseSecure = false;
};

/// A release for a riotboot board: signed manifest and image with header.
struct TestRelease
{
    QByteArray manifest;
    QByteArray image;
};

struct ReleaseOptions
{
    quint32 sequence = 1;
    qint64 imageBytes = 20'000;
    QByteArray mark = {}; ///< Behind the header.
    int forSlot = -1;     ///< With an offset condition and start address for this slot.
    bool signedToo = true;
    QString key = QStringLiteral("ed25519_test");
    QString className = QStringLiteral("native64");
    QString uri = QStringLiteral("coap://[2001:db8::1]/image");
    SuitDialect dialect = SuitDialect::Riot09;
    QString vendor = QStringLiteral("riot-os.org");
    std::function<void(SuitBuild&)> change = {}; ///< Before it is built and signed.
};

TestRelease makeRelease(const ReleaseOptions& options);

/// A riotboot board without wires, and its server.
struct Bench64
{
    explicit Bench64(DefectSet defects = {}, std::function<void(BoardProfile&)> change = {});

    /// Serves the release and runs the board until it is idle again.
    RiotRun update(const TestRelease& release);
    RiotRun update(const ReleaseOptions& options) { return update(makeRelease(options)); }
    /// The same without waiting.
    void begin(const TestRelease& release);
    void restart();

    QByteArray console() const;

    QTemporaryDir folder;
    FakeServer server;
    BoardProfile profile;
    FlashObserver flash;
    std::vector<BoardEvent> events;

private:
    void start();

    mutable std::mutex m_mutex;
    QByteArray m_console;

public:
    /// Last, so that it is gone first: its threads write to all the others until then.
    std::unique_ptr<RiotDevice> device;
};

} // namespace ota
