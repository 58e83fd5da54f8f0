// SPDX-License-Identifier: Apache-2.0
// What the readers of envelope and manifest share. For this folder only.
#pragma once

#include "suit/cbor.h"
#include "suit/manifest.h"

namespace ota {

/// The scanner's faults as verdicts, with the part they are in.
void appendFaults(std::vector<SuitFault>& faults, const std::vector<CborFault>& found, const QString& where);

/// [algorithm, bytes]; nothing when it is something else.
std::optional<SuitDigest> digestOf(const CborItem& item, ByteSpan whole);

} // namespace ota
