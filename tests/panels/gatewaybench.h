// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensecloud.h"
#include "fakeclock.h"
#include "store/bench.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QTemporaryDir>

#include <memory>

namespace ota {

/// A bench with the cloud of gateways, whose reports a test writes as a device would, at times that it chooses. While
/// it is open it holds the bench; a window reads beside it.
class GatewayBench
{
public:
    explicit GatewayBench(qint64 beginNs);
    ~GatewayBench();
    Q_DISABLE_COPY_MOVE(GatewayBench)

    QString path() const { return m_directory.path(); }
    EventStore& store() { return *m_store; }
    FakeClock clock;

    void add(const QString& board, bool simulated = false);
    /// Asks for a version; the board fetches and acknowledges it.
    void ask(const QString& board, const QString& version) { ask(QStringList{board}, version); }
    /// All of them in one write.
    void ask(const QStringList& boards, const QString& version);
    /// One report, a second after what was before.
    void say(const QString& board, const QString& version, const QString& status, const QString& message = {});
    /// Every one of these, in this order.
    void sayAll(const QString& board, const QString& version, const QStringList& statuses);
    /// As a record with the board's own time.
    void sayAt(const QString& board, qint64 deviceNs, const QString& version, const QString& status);
    /// That many DOWNLOAD_STEP in one burst, from 0 to 100 %.
    void saySteps(const QString& board, const QString& version, int count);
    /// So many bytes of a file leave our service, in two seconds.
    void send(const QString& board, const QString& file, quint64 bytes);
    /// Time passes; silence is noticed.
    void wait(std::chrono::seconds time);

    /// Of a board's newest session.
    SessionRow newest(const QString& board);
    void flush();
    /// Lets go of the bench.
    void close();

    /// Nine of eleven places, with steps.
    static QStringList wholeUpdate();

private:
    QTemporaryDir m_directory;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<EventStore> m_store;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<ExosenseCloud> m_cloud;
};

} // namespace ota
