// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/eventcolumns.h"
#include "timeline/eventstore.h"
#include "timeline/stringtable.h"

#include <QByteArray>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace ota {

struct EventStore::Private
{
    Private(Database& theDatabase, QString theFolder, const Clock& theClock)
        : database(theDatabase)
        , folder(std::move(theFolder))
        , clock(theClock)
        , strings(theDatabase)
    {
    }

    Result<quint64> counter(const char* name) const;

    Result<> prepareConnection();

    // Parts of write(), inside its transaction.
    Result<> writeSegments(const std::vector<RawSegment>& segments);
    Result<> writeEvents(const std::vector<Event>& events);
    Result<> writeCells(const std::vector<Event>& events);
    Result<> writeSessions(const std::vector<SessionState>& sessions);
    Result<> writeBoards(const EventBatch& batch);
    Result<> writeFindings(const std::vector<Finding>& findings);
    Result<> writeCounter(const char* name, quint64 value);

    Result<> loadTail();
    /// Of a raw stream, in the folder.
    Result<QString> pathOf(const RawRef& ref) const;
    Result<> storePage(quint64 page, const QByteArray& cells);
    /// Those that the condition names, and their cells.
    Result<> removeEvents(const QString& condition, const QVariantList& values);
    /// Cells of rows that are selected with seq, t_host, board, stream, phase, edge, severity, session, percent.
    Result<> readCells(quint64 fromSeq, quint64 untilSeq, std::vector<std::pair<quint64, EventCell>>& cells) const;

    Database& database;
    QString folder;
    const Clock& clock;
    mutable StringTable strings;
    std::mutex rawMutex; ///< Not the writer's: who appends raw bytes must not wait for a commit.
    std::unique_ptr<RawStreams> raw;

    std::thread::id preparedThread;
    std::mutex writeMutex; ///< One writer: write() and remove().
    QByteArray tail;       ///< Cells of the page that is not full yet.
    quint64 tailPage = 0;
    bool tailLoaded = false;

    mutable std::mutex seqMutex;
    mutable std::condition_variable_any seqChanged;
    quint64 announcedSeq = 0; ///< Highest seq written by this process; 0: it has not written.
};

} // namespace ota
