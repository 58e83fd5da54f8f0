// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace ota {

class FakeClock;

/// Fills a new bench as BenchFixture says. Leaves the clock where the last event is. Ends the program on any error: the
/// content is ours.
void fillBench(const QString& directory, FakeClock& clock);

} // namespace ota
