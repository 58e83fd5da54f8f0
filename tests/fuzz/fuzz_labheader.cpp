// SPDX-License-Identifier: Apache-2.0
// Lab headers by strangers: what is read and signed again says the same, and nobody's file is good by chance.
#include "crypto/labheader.h"

#include <cstdint>
#include <cstdlib>

using namespace ota;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

const PrivateKey& key()
{
    static const QByteArray seed(32, 'k');
    static const auto made = PrivateKey::fromRaw(KeyAlgorithm::Ed25519, bytesOf(seed));
    require(made.has_value());
    return *made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteSpan bytes(data, size);
    const LabReading reading = readLabHeader(bytes);
    require(reading.header || reading.fault);
    // Without a trusted key there is no good file.
    require(!checkLabFile(bytes, {}).isGood());
    (void)checkLabFile(bytes, {key().publicKey()});
    if (!reading.header)
        return 0;
    const auto made = signedLabHeader(*reading.header, key());
    require(made && made->size() == LabHeader::sizeBytes);
    const LabReading again = readLabHeader(bytesOf(*made));
    require(again.header && !again.fault && !wrongSignature(*again.header, bytesOf(*made), {key().publicKey()}));
    require(again.header->versionNumber == reading.header->versionNumber &&
            again.header->imageBytes == reading.header->imageBytes &&
            again.header->imageDigest == reading.header->imageDigest &&
            again.header->deviceType == reading.header->deviceType && again.header->flags == reading.header->flags);
    return 0;
}
