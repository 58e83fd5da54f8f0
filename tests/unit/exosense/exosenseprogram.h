// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exosense/exosensestore.h"
#include "operationrunner.h"
#include "timeline/eventstore.h"
#include "timeline/timeline.h"

#include <QJsonObject>
#include <QUrl>

#include <memory>
#include <mutex>
#include <thread>

namespace ota {

/// A program with one bench: its timeline is opened when somebody asks for it.
class Program
{
public:
    Program(const OperationRegistry& registry, const QString& directory)
        : runner(registry, directory)
    {
        runner.schemas = {EventStore::schema(), ExosenseStore::schema()};
        runner.recorder = [this](Bench& bench) -> Result<Timeline*> {
            auto events = EventStore::open(bench.database(), bench.streamsPath(), bench.clock());
            if (!events)
                return failure(events.error());
            m_events = std::move(*events);
            auto timeline = Timeline::open(*m_events, bench.clock());
            if (!timeline)
                return failure(timeline.error());
            m_timeline = std::move(*timeline);
            return m_timeline.get();
        };
        runner.ended = [this] {
            m_timeline.reset();
            m_events.reset();
        };
    }

    OperationRunner runner;

private:
    std::unique_ptr<EventStore> m_events;
    std::unique_ptr<Timeline> m_timeline;
};

/// An operation that runs until it is stopped, as `otaw exosense serve`, on a thread of its own.
class Serving
{
public:
    Serving(const OperationRegistry& registry, const QString& directory, const QJsonObject& values,
            const QString& operation = QStringLiteral("exosense.serve"))
        : m_program(registry, directory)
    {
        m_program.runner.recorded = [this](const QJsonObject& data) {
            const std::scoped_lock lock(m_mutex);
            if (data.contains(QStringLiteral("address")))
                m_address = data[QStringLiteral("address")].toString();
            m_ready = m_ready || data[QStringLiteral("ready")].toBool();
            if (const QString kind = data[QStringLiteral("event")].toString(); !kind.isEmpty())
                m_events << kind;
        };
        m_thread = std::jthread([this, values, operation] {
            const auto outcome = m_program.runner.run(operation, values);
            const std::scoped_lock lock(m_mutex);
            if (!outcome)
                m_error = outcome.error().toString();
            m_ended = true;
        });
    }
    ~Serving() { m_program.runner.stop.request_stop(); }

    bool isReady() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_ready || m_ended;
    }
    QString error() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_error;
    }
    quint16 port() const
    {
        const std::scoped_lock lock(m_mutex);
        return static_cast<quint16>(QUrl(m_address).port(0));
    }
    QStringList events() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_events;
    }

private:
    mutable std::mutex m_mutex;
    QString m_address;
    QString m_error;
    QStringList m_events;
    bool m_ready = false;
    bool m_ended = false;
    Program m_program;
    std::jthread m_thread; ///< Last: it uses all others.
};

} // namespace ota
