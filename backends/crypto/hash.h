// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"

#include <QByteArray>

namespace ota {

/// The hash functions that manifests name. SHAKE has no length of its own: theirs are those of RFC 9054 3.3, 32 and 64
/// bytes. SHA-256 of large things is Sha256 in base/digest.h.
enum class HashAlgorithm
{
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Shake128,
    Shake256,
};

/// In bytes.
qsizetype hashSize(HashAlgorithm algorithm);

QByteArray hashOf(HashAlgorithm algorithm, ByteSpan bytes);

} // namespace ota
