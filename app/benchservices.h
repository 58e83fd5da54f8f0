// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace ota {

class JobCenter;
class ProgramBench;
class ServeDesk;
class ServiceHost;

/// Puts the services of the desk into the window's host, and lets the operations of `bench` find their server.
/// `desk` has to outlive `host`; no operation may run after the host's end.
void addBenchServices(ServiceHost& host, ServeDesk& desk, ProgramBench& bench);

/// What a job changed of how the bench serves reaches the services that run.
void reloadAfterJobs(JobCenter& jobs, ServiceHost& host, ServeDesk& desk);

} // namespace ota
