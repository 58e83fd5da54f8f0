// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto/key.h"
#include "virtual/ramstorage.h"
#include "virtual/riotinterpreter.h"
#include "virtual/vfsstorage.h"

#include <QHash>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace ota {

/// The identifiers of RIOT's `native64`.
QByteArray riotVendorId();
QByteArray native64ClassId();

PublicKey testKey(const QString& name);

/// A RIOT `native64` in memory: what the recordings were made with. No sockets: `served` stands for the server.
struct Native64
{
    explicit Native64(DefectSet defects = {}, bool exact = false);

    RiotRun run(const QByteArray& url);

    /// What `suit seq_no` answers.
    quint32 sequence() const;

    QTemporaryDir folder;
    DefectSet defects;
    bool exact;
    qsizetype blockSize = 64;
    QHash<QByteArray, QByteArray> served; ///< Path → body; what is not there is 4.04.
    QByteArray console;                   ///< As the firmware printed it, LF ends a line.
    std::vector<PublicKey> keys;
    RamStorage ram;
    VfsStorage vfs;
    RiotInterpreter interpreter;
    quint64 requests = 0;

private:
    int fetch(const QByteArray& url, const RiotBlockSink& sink);
    RiotInterpreter makeInterpreter();
};

} // namespace ota
