// SPDX-License-Identifier: Apache-2.0
// The worker of a virtual board over any envelope: it ends, stays inside the bytes, and installs only what was fetched
// whole.
#include "virtual/ramstorage.h"
#include "virtual/riotinterpreter.h"

#include <cstdlib>

using namespace ota;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray envelope(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    // Every key is good, else hardly any input would get beyond the signature.
    const DefectSet defects{BoardDefect::AnyKey, BoardDefect::AcceptUnsigned};
    qsizetype printed = 0;
    const auto print = [&printed](const QByteArray& text) {
        printed += text.size();
    };
    RamStorage ram(2, 2048, defects, print);
    RiotTarget target;
    target.vendorId = QByteArray::fromHex("547d0d746d3a5a9296624881afd9407b");
    target.classId = QByteArray::fromHex("9251dc23fd9d503f94c4bfb95f3167b1");
    target.manifestBuffer = 4096;
    int fetches = 0;
    RiotInterpreter::Io io;
    io.print = print;
    io.fetch = [&](const QByteArray&, const RiotBlockSink& sink) {
        RiotBlock block;
        const QByteArray payload("AABBCCDD\n");
        block.bytes = bytesOf(fetches++ == 0 ? envelope : payload);
        return sink(block);
    };
    io.storages = {&ram};
    io.keyCount = 1;
    io.verify = [](std::size_t, ByteSpan, ByteSpan) {
        return true;
    };
    const RiotRun run = RiotInterpreter(target, defects, io).run("coap://[::1]/m");
    // One component may be fetched once.
    if (fetches > 2 || (run.installed && fetches != 2) || printed == 0)
        std::abort();
    return 0;
}
