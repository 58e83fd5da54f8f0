// SPDX-License-Identifier: Apache-2.0
#include "suit/build.h"
#include "suit/cbor.h"
#include "suit/identifiers.h"
#include "suit/lint.h"
#include "suit/suittree.h"
#include "suit/verify.h"

#include <algorithm>
#include <array>
#include <cstdlib>

using namespace ota;

namespace {

void demand(bool held)
{
    if (!held)
        std::abort();
}

/// The key of the test vectors, so that their signatures hold.
const PrivateKey& testKey()
{
    static const PrivateKey key = [] {
        std::array<std::uint8_t, 32> seed{};
        for (std::size_t i = 0; i < seed.size(); ++i)
            seed[i] = static_cast<std::uint8_t>(i);
        return *PrivateKey::fromRaw(KeyAlgorithm::Ed25519, seed);
    }();
    return key;
}

void checkTree(const SuitNode& node)
{
    for (const SuitNode& child : node.children) {
        demand(child.offset >= node.offset && child.offset + child.length <= node.offset + node.length);
        checkTree(child);
    }
}

LintProfile profile()
{
    LintProfile profile;
    profile.vendor = vendorIdentifier(QStringLiteral("riot-os.org"));
    profile.classId = classIdentifier(*profile.vendor, QStringLiteral("native64"));
    profile.storedSequence = 1;
    profile.manifestUrl = QStringLiteral("coap://[::1]/m");
    return profile;
}

} // namespace

/// Envelopes from outside: nothing crashes, places lie within the bytes, and what can be signed verifies.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteSpan bytes(data, size);
    const CborScan scan = scanCbor(bytes);
    demand(scan.root.has_value() && (!scan.complete || scan.root->end <= size));
    const SuitKeys keys{{{QStringLiteral("test"), testKey().publicKey(), true}},
                        {{QStringLiteral("mac"), "secret", true}}};
    const SuitReport report = verifySuit(bytes, keys);
    demand(report.isOk() == (report.failed == SuitStage::Done) && report.offset <= size);
    checkTree(suitTree(bytes, report.envelope, KnownIdentifiers::standard()));
    static const LintProfile riot = profile();
    lintSuit(bytes, report.envelope, report.manifest, riot);
    const auto complete = signSuit(bytes, testKey());
    if (!complete)
        return 0;
    const SuitReport after = verifySuit(bytesOf(*complete), keys);
    demand(after.isOk());
    demand(after.envelope.authElements.size() == report.envelope.authElements.size() + 1);
    for (std::size_t i = 0; i < report.envelope.authElements.size(); ++i)
        demand(std::ranges::equal(report.envelope.authElements[i].of(bytes),
                                  after.envelope.authElements[i].of(bytesOf(*complete))));
    return 0;
}
