// SPDX-License-Identifier: Apache-2.0
#include "coap/coapclient.h"
#include "coap/coapserver.h"
#include "coap/coapuploads.h"
#include "coapprobe.h"
#include "testsupport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

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

    CoapUploads::Reply put(CoapUploads& uploads, std::optional<BlockOption> block, const QByteArray& payload,
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
            const auto reply = put(uploads, BlockOption{number, true, 2}, bytes.mid(number * 64, 64));
            QCOMPARE(reply.code, coapcode::continues);
            QCOMPARE(reply.block1, std::optional(BlockOption{number, true, 2}));
        }
        const auto last = put(uploads, BlockOption{3, false, 2}, bytes.mid(192));
        QCOMPARE(last.code, coapcode::created);
        QCOMPARE(last.storedBytes, quint64{200});
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), bytes);
        QCOMPARE(sink.digest, Digest::of(QByteArrayView(bytes)));
        // Its answer got lost.
        const auto again = put(uploads, BlockOption{3, false, 2}, bytes.mid(192));
        QCOMPARE(again.code, coapcode::created);
        QCOMPARE(again.storedBytes, quint64{0});
        QCOMPARE(sink.stores, 1);
        QCOMPARE(put(uploads, std::nullopt, "whole").code, coapcode::changed);
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), QByteArray("whole"));
    }

    void whatDoesNotFollowIsIncomplete()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 1 << 20, {});
        QCOMPARE(put(uploads, BlockOption{1, true, 2}, QByteArray(64, 'a')).code, coapcode::incomplete);
        put(uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'));
        QCOMPARE(put(uploads, BlockOption{0, true, 2}, QByteArray(64, 'a')).code, coapcode::continues);
        QCOMPARE(put(uploads, BlockOption{2, true, 2}, QByteArray(64, 'c')).code, coapcode::incomplete);
        QCOMPARE(put(uploads, BlockOption{1, true, 2}, QByteArray(64, 'b')).code, coapcode::continues);
        QCOMPARE(put(uploads, BlockOption{1, true, 2}, QByteArray(64, 'x')).code, coapcode::incomplete);
        QCOMPARE(put(uploads, BlockOption{0, true, 2}, QByteArray(64, 'n')).code, coapcode::continues); // Begins anew.
        QCOMPARE(put(uploads, BlockOption{1, false, 2}, QByteArray(1, 'e')).code, coapcode::created);
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), QByteArray(64, 'n') + "e");
        QCOMPARE(put(uploads, BlockOption{0, true, 2}, QByteArray(63, 'a')).code, coapcode::badRequest);
    }

    void limitsAreKept()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 100, {});
        const auto announced =
            put(uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'), QStringLiteral("r/a"), false, 101);
        QCOMPARE(announced.code, coapcode::tooLarge);
        QCOMPARE(announced.size1, std::optional<quint32>(100));
        put(uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'));
        QCOMPARE(put(uploads, BlockOption{1, true, 2}, QByteArray(64, 'a')).code, coapcode::tooLarge);
        QVERIFY(sink.files.isEmpty());
        for (int i = 0; i < 8; ++i)
            QCOMPARE(put(uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'), QStringLiteral("r/%1").arg(i)).code,
                     coapcode::continues);
        QCOMPARE(put(uploads, BlockOption{0, true, 2}, QByteArray(64, 'a'), QStringLiteral("r/8")).code,
                 coapcode::unavailable);
        uploads.sweep(m_now + CoapUploads::idleLimit);
        QVERIFY(!uploads.isActive());
        QCOMPARE(put(uploads, BlockOption{1, true, 2}, QByteArray(64, 'a'), QStringLiteral("r/1")).code,
                 coapcode::incomplete);
        QCOMPARE(put(uploads, BlockOption{0, false, 2}, "x", QStringLiteral("closed/a")).code, coapcode::forbidden);
    }

    void onlyKnownPeersMayPut()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 1 << 20, {});
        m_peer.loopback = false;
        QCOMPARE(put(uploads, std::nullopt, "x").code, coapcode::unauthorized);
        m_peer.identity = QStringLiteral("somebody"); // Without DTLS anybody can say that.
        QCOMPARE(put(uploads, std::nullopt, "x").code, coapcode::unauthorized);
        m_peer.secure = true;
        QCOMPARE(put(uploads, std::nullopt, "x").code, coapcode::created);
        QCOMPARE(put(uploads, std::nullopt, "y", QStringLiteral("r/slot0"), true).code, coapcode::preconditionFailed);
        QCOMPARE(sink.files.value(QStringLiteral("r/slot0")), QByteArray("x"));
    }

    void aFolderThatIsGoneIsTold()
    {
        MemorySink sink;
        CoapUploads uploads(sink, 1 << 20, QStringLiteral("/nonexistent-folder"));
        QCOMPARE(put(uploads, std::nullopt, "x").code, coapcode::internalError);
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
