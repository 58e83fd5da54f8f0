// SPDX-License-Identifier: Apache-2.0
#include "virtualsupport.h"

#include "testsupport.h"
#include "virtual/riotfetch.h"

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

} // namespace ota
