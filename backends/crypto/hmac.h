// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"

#include <QByteArray>

namespace ota {

/// HMAC with SHA-256 (RFC 2104), 32 bytes. Compare with equalInConstantTime().
QByteArray hmacSha256(ByteSpan key, ByteSpan message);

} // namespace ota
