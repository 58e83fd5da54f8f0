// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coap/coapclient.h"
#include "coap/coapserver.h"
#include "otaserver/otaserver.h"
#include "otaserver/publishcheck.h"
#include "store/bench.h"
#include "store/blobstore.h"
#include "store/boardstore.h"
#include "store/releasestore.h"
#include "testsupport.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <mutex>

namespace ota {

/// What an HTTP server answered.
struct TestAnswer
{
    int status = 0;
    QString reason;
    QByteArray head;
    QByteArray body;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QByteArray field(const QByteArray& name) const
    {
        for (const QByteArray& line : head.split('\n')) {
            if (line.toLower().startsWith(QByteArray(name.toLower() + ':')))
                return line.sliced(name.size() + 1).trimmed();
        }
        return {};
    }
};

/// A bench of its own with an ota-server that runs on free ports of loopback.
class ServerFixture
{
public:
    /// Settings are changed before start().
    OtaServerSettings settings;

    ServerFixture()
    {
        settings.http << QStringLiteral("127.0.0.1:0");
        settings.coap << QStringLiteral("127.0.0.1:0");
        settings.notifyLimit = std::chrono::seconds(10); // Nobody here is silent.
    }

    Result<> open()
    {
        BenchOptions options;
        options.schemas = {EventStore::schema()};
        auto opened =
            Bench::open(m_directory.filePath(QStringLiteral("bench")), Bench::Access::Hold, std::move(options));
        if (!opened)
            return failure(opened.error());
        m_bench = std::move(*opened);
        installSuitPublishCheck(*m_bench);
        auto events = EventStore::open(m_bench->database(), m_bench->streamsPath(), m_bench->clock());
        if (!events)
            return failure(events.error());
        m_events = std::move(*events);
        auto timeline = Timeline::open(*m_events, m_bench->clock());
        if (!timeline)
            return failure(timeline.error());
        m_timeline = std::move(*timeline);
        return {};
    }

    Result<> start()
    {
        if (!m_bench) {
            if (auto opened = open(); !opened)
                return opened;
        }
        auto made = OtaServer::make(*m_bench, *m_timeline, settings);
        if (!made)
            return failure(made.error());
        m_server = std::move(*made);
        return m_server->start();
    }

    ~ServerFixture()
    {
        m_server.reset();
        m_timeline.reset();
        m_events.reset();
    }

    QString path(const QString& sub) const { return m_directory.filePath(sub); }
    Bench& bench() { return *m_bench; }
    Timeline& timeline() { return *m_timeline; }
    EventStore& events() { return *m_events; }
    OtaServer& server() { return *m_server; }

    quint16 httpPort() const { return quint16(m_server->httpUrl().section(QLatin1Char(':'), -1).toUInt()); }
    quint16 coapPort() { return m_server->coapServer()->port(); }

    QByteArray bearer() { return "Authorization: Bearer " + m_bench->token()->toLatin1() + "\r\n"; }

    /// Sends bytes as they are and reads the answer to its end.
    TestAnswer raw(const QByteArray& request, int limitMs = 20'000)
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), httpPort());
        if (!socket.waitForConnected(20'000))
            return {};
        socket.write(request);
        return read(socket, limitMs);
    }

    static TestAnswer read(QTcpSocket& socket, int limitMs = 20'000)
    {
        TestAnswer answer;
        QByteArray bytes;
        qsizetype end = -1;
        qsizetype length = -1;
        while (end < 0 || (length >= 0 && bytes.size() < end + 4 + length)) {
            if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(limitMs))
                break;
            bytes += socket.readAll();
            end = bytes.indexOf("\r\n\r\n");
            if (end < 0)
                continue;
            answer.head = bytes.first(end);
            const QByteArray field = answer.field("Content-Length");
            length = field.isEmpty() ? 0 : field.toLongLong();
        }
        const QByteArray line = answer.head.split('\r').first();
        answer.status = line.mid(9, 3).toInt();
        answer.reason = QString::fromUtf8(line.mid(13));
        answer.body = end < 0 ? QByteArray() : bytes.sliced(end + 4);
        return answer;
    }

    TestAnswer request(const QByteArray& method, const QByteArray& target, const QByteArray& fields = {},
                       const QByteArray& body = {})
    {
        return raw(method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(httpPort()) + "\r\n" +
                   fields + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    struct Part
    {
        QByteArray name;
        QByteArray content;
        bool isFile = true;
    };

    static QByteArray multipart(const std::vector<Part>& parts)
    {
        QByteArray body;
        for (const Part& part : parts) {
            body += "--frontier\r\nContent-Disposition: form-data; name=\"" + part.name + '"';
            if (part.isFile)
                body += "; filename=\"x\"";
            body += "\r\n\r\n" + part.content + "\r\n";
        }
        return body + "--frontier--\r\n";
    }

    TestAnswer post(const QByteArray& target, const std::vector<Part>& parts, const QByteArray& fields = {},
                    const QByteArray& method = "POST")
    {
        return request(method, target, bearer() + "Content-Type: multipart/form-data; boundary=frontier\r\n" + fields,
                       multipart(parts));
    }

    TestAnswer publish(const QByteArray& id, std::vector<Part> files, const QByteArray& fields = {})
    {
        files.insert(files.begin(), {"publish_id", id, false});
        return post("/publish", files, fields);
    }

    /// GET over CoAP, as a board from 127.0.0.1.
    CoapAnswer fetch(const QString& path, quint8 szx = 6)
    {
        CoapCall call;
        call.uri = CoapUri::read(QStringLiteral("coap://127.0.0.1:%1/%2").arg(coapPort()).arg(path)).value();
        call.szx = szx;
        call.timing.limit = std::chrono::seconds(20);
        return m_client.run(std::move(call));
    }

    CoapClient& client() { return m_client; }

private:
    QTemporaryDir m_directory;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<EventStore> m_events;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<OtaServer> m_server;
    CoapClient m_client;
};

/// A device that takes triggers and remembers what it got.
class FakeDevice
{
public:
    struct Got
    {
        CoapMethod method;
        QString path;
        QByteArray payload;
    };

    explicit FakeDevice(const QString& address = QStringLiteral("127.0.0.1"))
        : m_server(options(address))
    {
    }

    /// One that speaks coaps, with this key.
    explicit FakeDevice(const CoapPsk& psk)
        : m_server(secureOptions(psk))
    {
    }

    /// Answers `method` at `path` with `response`; `/.well-known/core` lists it.
    void offer(CoapMethod method, const QString& path, const CoapResponse& response)
    {
        m_server.setHandler(method, path, [this, response](const CoapRequest& request) {
            const std::lock_guard lock(m_mutex);
            m_got.push_back({request.method, request.path, request.payload});
            return response;
        });
    }

    void asRiot() { offer(CoapMethod::Post, QStringLiteral("suit/trigger"), {coapcode::created, {}, {}, false}); }

    Result<> start() { return m_server.start(); }
    void stop() { m_server.stop(); }
    quint16 port() const { return m_server.port(m_server.endpoints().front().secure); }

    std::vector<Got> got() const
    {
        const std::lock_guard lock(m_mutex);
        return m_got;
    }

private:
    static CoapServerOptions options(const QString& address)
    {
        CoapServerOptions options;
        options.endpoints.push_back({address, 0, false});
        return options;
    }

    static CoapServerOptions secureOptions(const CoapPsk& psk)
    {
        CoapServerOptions options;
        options.endpoints.push_back({QStringLiteral("127.0.0.1"), 0, true});
        options.psk.push_back(psk);
        return options;
    }

    mutable std::mutex m_mutex;
    std::vector<Got> m_got;
    CoapServer m_server;
};

} // namespace ota
