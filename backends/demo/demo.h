// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <QString>
#include <QStringList>

namespace ota {

class OperationContext;

/// What the demo shows.
struct DemoOptions
{
    QString firmware; ///< Empty: the file of the running program itself.
    int clients = 3;
    bool coaps = false;    ///< DTLS with a key for each board, instead of plain CoAP.
    int lossPercent = 0;   ///< Of the boards' datagrams.
    QStringList defects;   ///< Of the last board; names as in `otaw board defects`.
    QString keepDirectory; ///< The bench stays there. Empty: it is temporary.
};

/// The whole journey of an update, in a bench of its own on free ports: a key is made, a real file becomes a signed
/// SUIT release, is served, and boards – virtual ones – are told of it, fetch it, verify it, install it and run it.
/// Every step is told as it happens, from the timeline. Good when all boards run the new version. Runs on the caller's
/// thread; honours the job's stop token. Errors: Io, Cancelled, Busy, and those of the engines.
Result<Outcome> runDemo(const DemoOptions& options, JobContext& job);

/// The same on the bench that the program works with, served by the program's own server where it has one. What it
/// makes stays and is remembered: removeDemoTraces takes it away. A second demo goes on with the same boards. Neither
/// `coaps` nor `keepDirectory`: the server and the bench are not its own.
Result<Outcome> runDemoOnBench(const DemoOptions& options, OperationContext& context);

} // namespace ota
