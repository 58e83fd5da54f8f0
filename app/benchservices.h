// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ota {

class ProgramBench;
class ServiceHost;

/// Puts the ota-server's services into the window's host. The server is made at the first start and holds the bench
/// from then on. `bench` has to outlive `host`.
void addBenchServices(ServiceHost& host, ProgramBench& bench);

} // namespace ota
