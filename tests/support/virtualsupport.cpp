// SPDX-License-Identifier: Apache-2.0
#include "virtualsupport.h"

#include "coap/coapblock.h"
#include "suit/identifiers.h"
#include "suit/riotboot.h"
#include "testsupport.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <deque>
#include <utility>

namespace ota {

QByteArray riotVendorId()
{
    return QByteArray::fromHex("547d0d746d3a5a9296624881afd9407b");
}

QByteArray native64ClassId()
{
    return QByteArray::fromHex("9251dc23fd9d503f94c4bfb95f3167b1");
}

PublicKey testKey(const QString& name)
{
    const auto key = PublicKey::fromPem(testData(QStringLiteral("suit/keys/%1.pub.pem").arg(name)));
    if (!key)
        qFatal("%s", qPrintable(key.error().toString()));
    return *key;
}

Native64::Native64(DefectSet theDefects, bool isExact)
    : defects(theDefects)
    , exact(isExact)
    , keys{testKey(QStringLiteral("ed25519_test"))}
    , ram(2, 2048, defects, [this](const QByteArray& text) { console.append(text); })
    , vfs(folder.path(), 65536, defects, exact, [this](const QByteArray& text) { console.append(text); })
    , interpreter(makeInterpreter())
{
}

RiotInterpreter Native64::makeInterpreter()
{
    RiotTarget target;
    target.vendorId = riotVendorId();
    target.classId = native64ClassId();
    target.exact = exact;
    RiotInterpreter::Io io;
    io.print = [this](const QByteArray& text) {
        console.append(text);
    };
    io.fetch = [this](const QByteArray& url, const RiotBlockSink& sink) {
        return fetch(url, sink);
    };
    io.storages = {&ram, &vfs};
    io.keyCount = keys.size();
    io.verify = [this](std::size_t key, ByteSpan message, ByteSpan signature) {
        return keys[key].verify(message, signature);
    };
    return RiotInterpreter(target, defects, io);
}

RiotRun Native64::run(const QByteArray& url)
{
    return interpreter.run(url);
}

quint32 Native64::sequence() const
{
    return std::max(*ram.sequence(), *vfs.sequence());
}

int Native64::fetch(const QByteArray& url, const RiotBlockSink& sink)
{
    const auto parsed = RiotUrl::parse(url);
    if (!parsed)
        return riotres::badAddress;
    if (!riotBlockRequest(parsed->path, 1, {}, 0, 2, 80))
        return riotres::headerTooLong;
    ++requests;
    const auto found = served.constFind(parsed->path);
    if (found == served.cend())
        return riotres::clientError;
    const QByteArray body = *found;
    for (qsizetype at = 0; at == 0 || at < body.size(); at += blockSize) {
        const QByteArray piece = body.mid(at, blockSize);
        RiotBlock block;
        block.offset = static_cast<quint64>(at);
        block.bytes = bytesOf(piece);
        block.more = at + blockSize < body.size();
        if (const int res = sink(block); res < 0)
            return res;
    }
    return riotres::ok;
}

// ---- the server in memory

class FakeServer::Link final : public DatagramLink
{
public:
    explicit Link(FakeServer& server)
        : m_server(server)
    {
    }

    void send(QByteArrayView datagram) override
    {
        const auto request = CoapMessage::read(bytesOf(datagram));
        if (!request || !request->code.isRequest())
            return; // An acknowledgement.
        Answer answer;
        {
            const std::scoped_lock lock(m_server.m_mutex);
            ++m_server.m_requests;
            answer = m_server.m_answer;
        }
        std::vector<QByteArray> datagrams =
            answer ? answer(*request) : std::vector<QByteArray>{m_server.served(*request).encode()};
        const std::scoped_lock lock(m_mutex);
        for (QByteArray& each : datagrams)
            m_waiting.push_back(std::move(each));
        m_arrived.notify_all();
    }

    Received receive(QByteArray& datagram, std::chrono::milliseconds limit) override
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait_for(lock, limit, [this] { return m_woken || !m_waiting.empty(); });
        if (m_waiting.empty())
            return Received::Nothing;
        datagram = m_waiting.front();
        m_waiting.pop_front();
        return Received::Datagram;
    }

    void wake() override
    {
        const std::scoped_lock lock(m_mutex);
        m_woken = true;
        m_arrived.notify_all();
    }

private:
    FakeServer& m_server;
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<QByteArray> m_waiting;
    bool m_woken = false;
};

void FakeServer::serve(const QByteArray& path, const QByteArray& body)
{
    const std::scoped_lock lock(m_mutex);
    m_bodies.insert(QString::fromUtf8(path), body);
}

void FakeServer::setAnswer(Answer answer)
{
    const std::scoped_lock lock(m_mutex);
    m_answer = std::move(answer);
}

int FakeServer::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

int FakeServer::linksOpened() const
{
    const std::scoped_lock lock(m_mutex);
    return m_links;
}

CoapMessage FakeServer::served(const CoapMessage& request) const
{
    CoapMessage response;
    response.type = CoapType::Acknowledgement;
    response.messageId = request.messageId;
    response.token = request.token;
    QByteArray bytes;
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_bodies.constFind(QStringLiteral("/") + request.path());
        if (found == m_bodies.cend()) {
            response.code = coapcode::notFound;
            return response;
        }
        bytes = *found;
    }
    const CoapBody body = CoapBody::of(SharedBytes::fromBuffer(bytes));
    BlockRequest asked;
    if (const auto* block = request.find(coapoption::block2))
        asked.block2 = BlockOption::read(bytesOf(block->value));
    const BlockReply answer = reply(body, asked);
    response.code = answer.code;
    const auto append = [&response](quint16 number, ByteSpan value) {
        response.add(number,
                     QByteArray(reinterpret_cast<const char*>(value.data()), static_cast<qsizetype>(value.size())));
    };
    if (answer.etag)
        append(coapoption::etag, *answer.etag);
    if (answer.block2)
        append(coapoption::block2, answer.block2->value().bytes());
    if (answer.size2)
        response.add(coapoption::size2, *answer.size2);
    response.payload =
        QByteArray(reinterpret_cast<const char*>(answer.payload.data()), static_cast<qsizetype>(answer.payload.size()));
    return response;
}

RiotFetch::Connect FakeServer::connect()
{
    return [this](const RiotUrl& url) -> Result<std::unique_ptr<DatagramLink>> {
        const std::scoped_lock lock(m_mutex);
        if (url.secure && m_refuseSecure)
            return failure(Error::Code::Rejected, QStringLiteral("handshake"));
        ++m_links;
        return std::unique_ptr<DatagramLink>(std::make_unique<Link>(*this));
    };
}

// ---- a riotboot board

namespace {

PrivateKey testPrivateKey(const QString& name)
{
    const QJsonObject keys = QJsonDocument::fromJson(testData(QStringLiteral("suit/keys/private.json"))).object();
    const QJsonObject entry = keys.value(name).toObject();
    const bool edwards = entry.value(QStringLiteral("alg")).toString() == QStringLiteral("ed25519");
    const QByteArray raw = QByteArray::fromHex(entry.value(QStringLiteral("private_hex")).toString().toLatin1());
    const auto key = PrivateKey::fromRaw(edwards ? KeyAlgorithm::Ed25519 : KeyAlgorithm::Es256, bytesOf(raw));
    if (!key)
        qFatal("%s", qPrintable(key.error().toString()));
    return *key;
}

quint32 slotOffset(int slot, qint64 slotBytes)
{
    return static_cast<quint32>(BootModel::firstOffset + slot * slotBytes);
}

constexpr qint64 testSlotBytes = 64 * 1024;

} // namespace

TestRelease makeRelease(const ReleaseOptions& options)
{
    const quint32 begin = slotOffset(options.forSlot < 0 ? 1 : options.forSlot, testSlotBytes);
    // An image for any slot has a start address outside of both: nothing in it depends on the place.
    const quint32 start = options.forSlot < 0 ? 0 : begin + riotbootDefaultLength;
    TestRelease release;
    release.image = *writeRiotbootHeader({options.sequence, start}, riotbootDefaultLength);
    release.image +=
        options.mark.isEmpty() ? QByteArray("image ") + QByteArray::number(options.sequence) : options.mark;
    for (qint64 i = release.image.size(); i < options.imageBytes; ++i)
        release.image.append(static_cast<char>((i * 7 + options.sequence * 13) & 0xff));

    SuitImage image;
    image.id = {QByteArray(1, '\0')};
    image.vendor = vendorIdentifier(options.vendor);
    image.classId = classIdentifier(*image.vendor, options.className);
    image.digest = Digest::of(release.image);
    image.size = static_cast<quint64>(release.image.size());
    image.uri = options.uri;
    if (options.forSlot >= 0)
        image.offset = begin;
    SuitBuild build;
    build.dialect = options.dialect;
    build.sequenceNumber = options.sequence;
    build.images = {image};
    if (options.change)
        options.change(build);
    const auto envelope = buildSuit(build);
    if (!envelope)
        qFatal("%s", qPrintable(envelope.error().toString()));
    release.manifest = *envelope;
    if (options.signedToo)
        release.manifest = *signSuit(bytesOf(*envelope), testPrivateKey(options.key));
    return release;
}

Bench64::Bench64(DefectSet defects, std::function<void(BoardProfile&)> change)
{
    profile.name = QStringLiteral("bench64");
    profile.directory = folder.path() + QStringLiteral("/board");
    profile.keys = {testKey(QStringLiteral("ed25519_test"))};
    profile.slotBytes = testSlotBytes;
    profile.timeScale = 0.002;
    profile.blockSize = 1024;
    profile.defects = defects;
    if (change)
        change(profile);
    start();
}

void Bench64::start()
{
    VirtualRiotBoard::Listener listener;
    listener.console = [this](const QByteArray& bytes) {
        const std::scoped_lock lock(m_mutex);
        m_console.append(bytes);
    };
    listener.event = [this](const BoardEvent& event) {
        const std::scoped_lock lock(m_mutex);
        events.push_back(event);
    };
    listener.flash = [this](const FlashStep& step) {
        return !flash || flash(step);
    };
    device = std::make_unique<RiotDevice>(profile, listener, server.connect());
    if (const auto opened = device->open(); !opened)
        qFatal("%s", qPrintable(opened.error().toString()));
    device->powerOn();
}

void Bench64::restart()
{
    device.reset();
    start();
}

void Bench64::begin(const TestRelease& release)
{
    server.serve("/manifest", release.manifest);
    server.serve("/image", release.image);
    device->trigger("coap://[2001:db8::1]/manifest");
}

RiotRun Bench64::update(const TestRelease& release)
{
    begin(release);
    if (!device->waitIdle(std::chrono::seconds(20)))
        qWarning("the board does not come to an end");
    return device->status().lastRun;
}

QByteArray Bench64::console() const
{
    const std::scoped_lock lock(m_mutex);
    return m_console;
}

} // namespace ota
