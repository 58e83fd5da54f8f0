// SPDX-License-Identifier: Apache-2.0
#include "coap/coapclient.h"
#include "coap/coapserver.h"
#include "coap/coapuploads.h"
#include "coapprobe.h"
#include "testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <future>
#include <mutex>

using namespace ota;

namespace {

/// Keeps what is put in memory.
class MemorySink final : public CoapUploadSink
{
public:
    CoapCode mayUpload(const CoapPeer&, const QString& path) override
    {
        return path.startsWith(QStringLiteral("closed")) ? coapcode::forbidden : coapcode::changed;
    }
    bool exists(const QString& path) override { return files.contains(path); }
    CoapCode store(const Upload& upload) override
    {
        const std::lock_guard lock(door);
        QFile file(upload.fileName);
        if (!file.open(QIODevice::ReadOnly))
            return coapcode::internalError;
        const bool there = files.contains(upload.path);
        files[upload.path] = file.readAll();
        digest = upload.digest;
        ++stores;
        return there ? coapcode::changed : coapcode::created;
    }
    CoapCode commit(const CoapPeer&, const QString& release) override
    {
        committed << release;
        return coapcode::changed;
    }

    /// While it is held nothing can be stored.
    std::mutex door;
    QHash<QString, QByteArray> files;
    QStringList committed;
    Digest digest;
    int stores = 0;
};

} // namespace

class TestCoapUploads final : public QObject
{
    Q_OBJECT

    CoapUploads::Time m_now{std::chrono::hours(1)};
    CoapPeerKey m_key;
    CoapPeer m_peer;

    /// With the store in between, as if it took no time.
    CoapUploads::Reply put(MemorySink& sink, CoapUploads& uploads, std::optional<BlockOption> block,
                           const QByteArray& payload, const QString& path = QStringLiteral("r/slot0"),
                           bool ifNoneMatch = false, std::optional<quint32> size1 = std::nullopt)
    {
        auto reply = putOnly(uploads, block, payload, path, ifNoneMatch, size1);
        if (!reply.ticket)
            return reply;
        const auto upload = uploads.finished(*reply.ticket);
        const CoapCode code =
            sink.store({upload.peer, upload.path, upload.file->fileName(), upload.size, upload.digest});
        return uploads.stored(*reply.ticket, code);
    }

    CoapUploads::Reply putOnly(CoapUploads& uploads, std::optional<BlockOption> block, const QByteArray& payload,
                               const QString& path = QStringLiteral("r/slot0"), bool ifNoneMatch = false,
                               std::optional<quint32> size1 = std::nullopt)
    {
        CoapRequestReader request;
        const QByteArrayList segments = path.toUtf8().split('/');
        for (const QByteArray& segment : segments)
            request.option(coapoption::uriPath, bytesOf(segment));
        const QByteArray value = block ? CoapProbe::blockValue(*block) : QByteArray();
        if (block)
            request.option(coapoption::block1, bytesOf(value));
        if (ifNoneMatch)
            request.option(coapoption::ifNoneMatch, {});
        const CoapUint size(size1.value_or(0));
        if (size1)
            request.option(coapoption::size1, size.bytes());
        return uploads.put(m_key, m_peer, request, bytesOf(payload), m_now);
    }

private Q_SLOTS:
    void init()
    {
        m_key = {};
        m_peer = {};
        m_peer.loopback = true;
    }

    void blocksBecomeAFile()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 1 << 20, {});
        const QByteArray bytes = patternBytes(200);
        for (quint32 number = 0; number < 3; ++number) {
            const auto reply = put(sink, uploads, BlockOption{number, true, 2}, bytes.mid(number * 64, 64));
            QCOMPARE(reply.code, coapcode::continues);
            QCOMPARE(reply.block1, std::optional(BlockOption{number, true, 2}));
        }
        const auto last = put(sink, uploads, BlockOption{3, false, 2}, bytes.mid(192));
        QCOMPARE(last.code, coapcode::created);
        QCOMPARE(last.storedBytes, quint64{200});
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), bytes);
        QCOMPARE(sink.digest, Digest::of(QByteArrayView(bytes)));
        // Its answer got lost.
        const auto again = put(sink, uploads, BlockOption{3, false, 2}, bytes.mid(192));
        QCOMPARE(again.code, coapcode::created);
        QCOMPARE(again.storedBytes, quint64{0});
        QCOMPARE(sink.stores, 1);
        QCOMPARE(put(sink, uploads, std::nullopt, "whole").code, coapcode::changed);
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), QByteArray("whole"));
    }

    void whileItIsStoredTheLastBlockWaits()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 1 << 20, {});
        const auto first = putOnly(uploads, BlockOption{0, false, 2}, "x");
        QVERIFY(first.waits && first.ticket);
        const auto again = putOnly(uploads, BlockOption{0, false, 2}, "x");
        QVERIFY(again.waits && !again.ticket); // Not stored twice.
        QCOMPARE(putOnly(uploads, BlockOption{1, false, 2}, "y").code, coapcode::incomplete);
        uploads.sweep(m_now + CoapUploads::idleLimit); // However long the store takes.
        const auto upload = uploads.finished(*first.ticket);
        QVERIFY(QFile::exists(upload.file->fileName()));
        // Begun anew: what is being stored stays where it is, and is answered.
        QCOMPARE(putOnly(uploads, BlockOption{0, true, 2}, QByteArray(64, 'n')).code, coapcode::continues);
        QVERIFY(QFile::exists(upload.file->fileName()));
        QCOMPARE(uploads.stored(*first.ticket, coapcode::created).code, coapcode::created);
        QCOMPARE(put(sink, uploads, BlockOption{1, false, 2}, "e").code, coapcode::created);
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), QByteArray(64, 'n') + "e");
        // What can not be stored is not there: it may come again.
        const auto refused = putOnly(uploads, std::nullopt, "z", QStringLiteral("r/full"));
        QCOMPARE(uploads.stored(*refused.ticket, coapcode::internalError).code, coapcode::internalError);
        QVERIFY(putOnly(uploads, std::nullopt, "z", QStringLiteral("r/full")).ticket);
    }

    void whatDoesNotFollowIsIncomplete()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 1 << 20, {});
        QCOMPARE(put(sink, uploads, BlockOption{1, true, 2}, QByteArray(64, 'a')).code, coapcode::incomplete);
        put(sink, uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'));
        QCOMPARE(put(sink, uploads, BlockOption{0, true, 2}, QByteArray(64, 'a')).code, coapcode::continues);
        QCOMPARE(put(sink, uploads, BlockOption{2, true, 2}, QByteArray(64, 'c')).code, coapcode::incomplete);
        QCOMPARE(put(sink, uploads, BlockOption{1, true, 2}, QByteArray(64, 'b')).code, coapcode::continues);
        QCOMPARE(put(sink, uploads, BlockOption{1, true, 2}, QByteArray(64, 'x')).code, coapcode::incomplete);
        QCOMPARE(put(sink, uploads, BlockOption{0, true, 2}, QByteArray(64, 'n')).code,
                 coapcode::continues); // Begins anew.
        QCOMPARE(put(sink, uploads, BlockOption{1, false, 2}, QByteArray(1, 'e')).code, coapcode::created);
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), QByteArray(64, 'n') + "e");
        QCOMPARE(put(sink, uploads, BlockOption{0, true, 2}, QByteArray(63, 'a')).code, coapcode::badRequest);
    }

    void limitsAreKept()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 100, {});
        const auto announced =
            put(sink, uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'), QStringLiteral("r/a"), false, 101);
        QCOMPARE(announced.code, coapcode::tooLarge);
        QCOMPARE(announced.size1, std::optional<quint32>(100));
        put(sink, uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'));
        QCOMPARE(put(sink, uploads, BlockOption{1, true, 2}, QByteArray(64, 'a')).code, coapcode::tooLarge);
        QVERIFY(sink.files.isEmpty());
        for (int i = 0; i < 8; ++i)
            QCOMPARE(
                put(sink, uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'), QStringLiteral("r/%1").arg(i)).code,
                coapcode::continues);
        QCOMPARE(put(sink, uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'), QStringLiteral("r/8")).code,
                 coapcode::unavailable);
        uploads.sweep(m_now + CoapUploads::idleLimit);
        QVERIFY(!uploads.isActive());
        QCOMPARE(put(sink, uploads, BlockOption{1, true, 2}, QByteArray(64, 'a'), QStringLiteral("r/1")).code,
                 coapcode::incomplete);
        QCOMPARE(put(sink, uploads, BlockOption{0, false, 2}, "x", QStringLiteral("closed/a")).code,
                 coapcode::forbidden);
    }

    void onlyKnownPeersMayPut()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 1 << 20, {});
        m_peer.loopback = false;
        QCOMPARE(put(sink, uploads, std::nullopt, "x").code, coapcode::unauthorized);
        m_peer.identity = QStringLiteral("somebody"); // Without DTLS anybody can say that.
        QCOMPARE(put(sink, uploads, std::nullopt, "x").code, coapcode::unauthorized);
        m_peer.secure = true;
        QCOMPARE(put(sink, uploads, std::nullopt, "x").code, coapcode::created);
        QCOMPARE(put(sink, uploads, std::nullopt, "y", QStringLiteral("r/slot0"), true).code,
                 coapcode::preconditionFailed);
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), QByteArray("x"));
    }

    void aFolderThatIsGoneIsTold()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 1 << 20, QStringLiteral("/nonexistent-folder"));
        QCOMPARE(put(sink, uploads, std::nullopt, "x").code, coapcode::internalError);
    }

    void theServerServesWhileSomethingIsStored()
    {
        MemorySink sink;
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{}};
        options.uploads = &sink;
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        auto tree = std::make_shared<CoapTree>();
        QVERIFY_RESULT(tree->add(QStringLiteral("r/a"), patternBody(5000)));
        server.setTree(tree);
        std::promise<CoapAnswer> promise;
        auto stored = promise.get_future();
        std::unique_lock door(sink.door);
        CoapClient client; // Last: what it still tells goes to the promise.
        CoapCall call;
        call.uri.host = QStringLiteral("127.0.0.1");
        call.uri.port = server.port();
        const CoapUri root = call.uri;
        call.uri = root.at(QStringLiteral("r/slot0"));
        call.method = CoapMethod::Put;
        call.payload = patternBytes(5000);
        client.start(call, [&promise](CoapAnswer answer) { promise.set_value(std::move(answer)); });
        // All blocks are there once the server knows of them; before that and after it, it serves.
        CoapCall get;
        get.uri = root.at(QStringLiteral("r/a"));
        QTRY_VERIFY(server.statistics().requests >= 5);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.run(get).payload, patternBytes(5000));
        // A repetition of the commit is the same commit: it is asked for twice with one message id.
        CoapProbe probe(server.port());
        CoapMessage commit = probe.request(CoapMethod::Post, QStringLiteral("r"));
        commit.add(coapoption::uriQuery, QByteArray("commit"));
        const CoapMessage acknowledged = probe.exchange(commit);
        QCOMPARE(acknowledged.type, CoapType::Acknowledgement);
        QVERIFY(acknowledged.code.isEmpty());
        QVERIFY(probe.exchange(commit).code.isEmpty());
        QVERIFY(stored.wait_for(std::chrono::seconds(0)) != std::future_status::ready);
        door.unlock();
        QVERIFY(stored.wait_for(std::chrono::seconds(20)) == std::future_status::ready);
        const CoapAnswer answer = stored.get();
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        const QByteArray later = probe.receive(20'000);
        const auto done = CoapMessage::read(bytesOf(later));
        QVERIFY(done);
        QCOMPARE(done->type, CoapType::Confirmable);
        QCOMPARE(done->token, commit.token);
        QCOMPARE(done->code, coapcode::changed);
        CoapMessage thanks;
        thanks.type = CoapType::Acknowledgement;
        thanks.messageId = done->messageId;
        probe.send(thanks.encode());
        QCOMPARE(probe.exchange(commit).code, coapcode::changed);
        server.stop();
        QCOMPARE(sink.committed, QStringList({QStringLiteral("r")}));
    }

    void ourClientUploadsToOurServer()
    {
        MemorySink sink;
        CoapServerOptions options;
        options.endpoints = {CoapEndpoint{}};
        options.uploads = &sink;
        options.maxUploadBytes = 100'000;
        CoapServer server(options);
        QVERIFY_RESULT(server.start());
        CoapClient client;
        CoapCall call;
        call.uri.host = QStringLiteral("127.0.0.1");
        call.uri.port = server.port();
        call.uri = call.uri.at(QStringLiteral("r/slot0"));
        call.method = CoapMethod::Put;
        call.payload = patternBytes(50'000);
        const CoapAnswer answer = client.run(call);
        QVERIFY2(answer.accepted(), qPrintable(answer.text()));
        call.payload = patternBytes(100'001);
        QCOMPARE(client.run(call).code, coapcode::tooLarge);
        call.payload.clear();
        call.method = CoapMethod::Post;
        call.uri = call.uri.at(QStringLiteral("r"));
        call.uri.query = {"commit"};
        QCOMPARE(client.run(call).code, coapcode::changed);
        server.stop(); // From here on the sink belongs to this thread.
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), patternBytes(50'000));
        QCOMPARE(sink.committed, QStringList({QStringLiteral("r")}));
        QCOMPARE(server.statistics().uploads, quint64{1});
    }
};

QTEST_GUILESS_MAIN(TestCoapUploads)
#include "tst_coapuploads.moc"
