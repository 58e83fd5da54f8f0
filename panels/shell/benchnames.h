// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/shell/palettemodel.h"
#include "panels/widgets/operationform.h"
#include "timeline/eventstore.h"

#include <QObject>

#include <functional>
#include <vector>

namespace ota {

class BenchFeed;
class JobCenter;
class Memory;

/// The names that a bench offers: for the fields of forms and for the palette's search. GUI thread.
class BenchNames final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BenchNames)

public:
    /// What the panels' side can not know by itself.
    struct Sources
    {
        /// The events of the bench; called on worker threads.
        std::function<Result<const EventStore*>()> events;
        std::function<QStringList()> serialPorts;
    };

    /// All references must outlive it.
    BenchNames(BenchFeed& feed, JobCenter& jobs, Memory& memory, Sources sources);

    /// What a parameter may take on this bench, the likeliest first.
    QStringList suggest(const Operation& operation, const Parameter& parameter) const;

    /// Releases, boards and the newest sessions; `open` goes to one: a panel and a thing of it.
    std::vector<PaletteEntry>
    entries(const std::function<void(const QString& panel, const QString& thing)>& open) const;

private:
    void readSessions();
    void rememberFiles(int job);
    QStringList keys() const;
    QStringList releases(bool withDrafts) const;
    QStringList boards(bool virtualOnly) const;
    QStringList boardAddresses() const;
    QStringList sessions() const;
    QStringList files() const;

    BenchFeed& m_feed;
    JobCenter& m_jobs;
    Memory& m_memory;
    Sources m_sources;
    std::vector<SessionRow> m_sessions; ///< Newest first.
};

/// The addresses at which something of this machine can listen: loopback first.
QStringList ownAddresses();

} // namespace ota
