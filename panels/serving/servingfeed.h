// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "otaserver/servedesk.h"

#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <vector>

namespace ota {

/// What the panel knows of the services: read from the desk on a thread of its own, at most once a frame when something
/// has changed, and once a second for the rates. Lives in the GUI thread.
class ServingFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServingFeed)

public:
    /// `desk` must outlive it.
    explicit ServingFeed(ServeDesk& desk, QObject* parent = nullptr);
    /// Waits for the end of what is being read.
    ~ServingFeed() override;

    /// In the order of ServeSettings::services().
    const std::vector<ServeView>& services() const { return m_state.services; }
    const ServeView* service(const QString& name) const; ///< Null when there is none of that name.
    const std::vector<TransferView>& transfers() const { return m_state.transfers; }
    /// As OtaServer::identitiesSeen.
    const QHash<QString, qint64>& identitiesSeen() const { return m_state.identitiesSeen; }
    /// Bytes a second of a service over the last second.
    double rate(const QString& service) const { return m_rates.value(service); }

    /// The panel is seen: changes are followed at the screen's pace, else twice a second.
    void setHurried(bool on);
    /// Looks at once, and counts a second as over when `sample` is set.
    void look(bool sample = false);

Q_SIGNALS:
    void changed();
    /// Once a second: bytes per second in the order of services().
    void sampled(const QList<double>& rates);
    void logged(const std::vector<ota::ServerLogLine>& lines);

private:
    struct State
    {
        std::vector<ServeView> services;
        std::vector<TransferView> transfers;
        QHash<QString, qint64> identitiesSeen;
        std::vector<ServerLogLine> lines;
    };

    void schedule();
    void take(State state, bool sample);
    void sample(const std::vector<ServeView>& now);

    ServeDesk& m_desk;
    int m_listener = 0;
    State m_state;
    QHash<QString, double> m_rates;
    QHash<QString, quint64> m_sent; ///< At the last sample.
    QElapsedTimer m_sinceSample;
    quint64 m_lastLine = 0;
    std::atomic<bool> m_pending{false}; ///< A change was told that was not looked at yet.
    bool m_reading = false;
    bool m_again = false;    ///< Once more when the present reading is over,
    bool m_againAsk = false; ///< and then with a sample.
    QTimer m_frame;
    QTimer m_second;
    QThreadPool m_pool;
};

} // namespace ota
