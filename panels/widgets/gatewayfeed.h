// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensecloud.h"
#include "exosense/movedpayload.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ota {

class BenchFeed;

/// A gateway as panels show it: of its sessions the newest only.
struct GatewayFacts : GatewayView
{
    QString wants = {}; ///< The version that config_otau asks for; empty: none.
    /// It was asked to fetch from where this bench does not serve any more.
    std::optional<MovedPayload> moved = {};

    const StatusSession* session() const { return sessions.empty() ? nullptr : &sessions.back(); }
    bool operator==(const GatewayFacts&) const = default;
};
/// shared_ptr: the same one as long as nothing of it changes, so that pointers can be compared.
using GatewayPtr = std::shared_ptr<const GatewayFacts>;

/// What the panels know of the gateways of a bench: of the cloud that this program serves, else of the bench's tables.
/// Read on a worker thread while somebody watches, at most every 250 ms. Lives in the GUI thread.
class GatewayFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayFeed)

public:
    /// Calls the function with the cloud that this program serves now, which does not end meanwhile; false: it serves
    /// none. Called on worker threads.
    using WithCloud = std::function<bool(const std::function<void(ExosenseCloud&)>&)>;

    /// Where gateways of this bench are served now, by this program or another one; empty: nowhere.
    struct Served
    {
        QString http; ///< `http://127.0.0.1:8090`
        QString mqtt; ///< `mqtt://127.0.0.1:1883`

        bool any() const { return !http.isEmpty() || !mqtt.isEmpty(); }
        bool operator==(const Served&) const = default;
    };

    /// `bench` must outlive it.
    explicit GatewayFeed(BenchFeed& bench, WithCloud cloud = {}, QObject* parent = nullptr);
    ~GatewayFeed() override;

    /// It reads as long as anybody watches. One that is destroyed does not watch any more.
    void watch(const QObject* who, bool on);
    /// Looks at once, also when nobody watches. For after a job.
    void refresh();

    /// The first reading has ended; before that nothing is known.
    bool isLoaded() const { return m_loaded; }
    const std::vector<GatewayPtr>& gateways() const { return m_gateways; } ///< By name.
    GatewayPtr gateway(const QString& name) const;                         ///< Null when there is none.
    const Served& served() const { return m_served; }

Q_SIGNALS:
    void loaded(); ///< Once.
    /// These came, went or are different.
    void changed(const QStringList& names);
    void servedChanged();

private:
    struct Reader;
    struct News;

    void look();
    void take(const News& news);

    BenchFeed& m_bench;
    std::shared_ptr<Reader> m_reader; ///< Shared with what reads on worker threads.
    QHash<const QObject*, QMetaObject::Connection> m_watchers;
    QTimer m_turn;
    bool m_reading = false;
    bool m_again = false;
    bool m_loaded = false;
    std::vector<GatewayPtr> m_gateways;
    Served m_served;
};

} // namespace ota
