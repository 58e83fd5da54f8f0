// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/httpresponse.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

/// What lies between an answer given on any thread and the connection on the I/O thread. Internal to backends/http.
namespace ota {

class HttpStreamState;

/// The way to the I/O thread.
class HttpIoThread
{
public:
    virtual ~HttpIoThread() = default;

    /// Runs it soon on the I/O thread, never at once. False when that has ended; it is dropped then. Any thread.
    virtual bool post(std::function<void()> work) = 0;
};

/// A connection, as answers see it. I/O thread.
class HttpExchangeOwner
{
public:
    virtual ~HttpExchangeOwner() = default;

    /// Dropped unless that exchange still waits for its answer.
    virtual void onAnswer(quint64 exchange, HttpResponse response) = 0;
    virtual void onStream(quint64 exchange, HttpResponse head, std::optional<qint64> length,
                          const std::shared_ptr<HttpStreamState>& stream) = 0;
    /// Its stream has something new.
    virtual void onStreamReady() = 0;
};

/// A request that waits for its answer.
class HttpExchange final
{
public:
    HttpExchange(std::weak_ptr<HttpIoThread> io, std::weak_ptr<HttpExchangeOwner> owner, quint64 number,
                 qint64 eventQueueBytes);
    ~HttpExchange();
    Q_DISABLE_COPY_MOVE(HttpExchange)

    void answer(HttpResponse response);
    /// Null when it was answered already.
    std::shared_ptr<HttpStreamState> startStream(HttpResponse head, std::optional<qint64> length, bool isEvents,
                                                 qint64 limitBytes);

    qint64 eventQueueBytes() const { return m_eventQueueBytes; }
    bool isGone() const { return m_gone; }
    void onGone(std::function<void()> listener);
    /// By the connection, on the I/O thread.
    void markGone();

private:
    std::weak_ptr<HttpIoThread> m_io;
    std::weak_ptr<HttpExchangeOwner> m_owner;
    quint64 m_number;
    qint64 m_eventQueueBytes;
    std::atomic<bool> m_answered = false;
    std::atomic<bool> m_gone = false;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_goneListeners;
};

/// The queue between those who write a stream and the connection that sends it.
class HttpStreamState final
{
public:
    HttpStreamState(std::weak_ptr<HttpIoThread> io, std::weak_ptr<HttpExchangeOwner> owner, bool isEvents,
                    qint64 limitBytes);

    bool isEvents() const { return m_isEvents; }

    // Writers, any thread.
    bool write(QByteArray bytes);
    void finish();
    void abort();
    bool isOpen() const;
    qint64 pendingBytes() const;
    bool waitUntilPendingBelow(qint64 bytes, std::chrono::milliseconds limit) const;
    void setDrained(std::function<void()> listener);

    // The connection, I/O thread.
    struct Taken
    {
        QByteArray bytes;
        bool finished = false;
        bool aborted = false;
    };
    Taken take();
    bool isAborted() const;
    /// The bytes of the last take are out.
    void sent();
    /// The connection takes nothing more.
    void close();

private:
    enum class End
    {
        Open,
        Finished,
        Aborted,
        Closed,
    };
    void wake();

    const std::weak_ptr<HttpIoThread> m_io;
    const std::weak_ptr<HttpExchangeOwner> m_owner;
    const bool m_isEvents;
    const qint64 m_limitBytes; ///< 0: none.
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::vector<QByteArray> m_queue;
    qint64 m_queuedBytes = 0;
    qint64 m_takenBytes = 0;
    bool m_wakePosted = false;
    End m_end = End::Open;
    std::function<void()> m_drained;
};

/// What the handles of a stream share: when the last one goes, nobody can write any more.
class HttpStreamWriter final
{
public:
    explicit HttpStreamWriter(std::shared_ptr<HttpStreamState> streamState)
        : state(std::move(streamState))
    {
    }
    ~HttpStreamWriter();
    Q_DISABLE_COPY_MOVE(HttpStreamWriter)

    const std::shared_ptr<HttpStreamState> state; // Shared with the connection that sends it.
};

} // namespace ota
