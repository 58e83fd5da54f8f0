// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "suit/identifiers.h"

namespace ota {

class Bench;

/// The standard names and those of this bench: what was built for with its keys, what its boards are built as, and its
/// boards' and releases' names as boards of each of these vendors. A name appears only where its UUID is the one that
/// is looked up, so guessing does no harm. What can not be read is left out.
KnownIdentifiers benchIdentifiers(Bench& bench);

/// Keeps the names for benchIdentifiers(), in the file `identifiers.txt` of the bench: a line each, vendor and board.
/// Any process may, also beside the holder. UUIDs in place of names are nothing to keep. Error: Io.
Result<> rememberIdentifiers(Bench& bench, const QString& vendorDomain, const QString& board);

} // namespace ota
