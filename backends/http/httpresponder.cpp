// SPDX-License-Identifier: Apache-2.0
#include "http/httpresponder.h"

#include "http/httpexchange.h"

#include <QCoreApplication>

#include <algorithm>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HttpResponder)
};

void appendLine(QByteArray& event, QByteArrayView name, QByteArrayView value)
{
    event.append(name);
    event.append(": ");
    event.append(value);
    event.append('\n');
}

QByteArray oneLine(QByteArrayView text)
{
    QByteArray line = text.toByteArray();
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\0'; }, ' ');
    return line;
}

} // namespace

HttpExchange::HttpExchange(std::weak_ptr<HttpIoThread> io, std::weak_ptr<HttpExchangeOwner> owner, quint64 number,
                           qint64 eventQueueBytes)
    : m_io(std::move(io))
    , m_owner(std::move(owner))
    , m_number(number)
    , m_eventQueueBytes(eventQueueBytes)
{
}

HttpExchange::~HttpExchange()
{
    if (!m_answered)
        answer(HttpResponse::text(500, Tr::tr("The request was not answered.")));
}

void HttpExchange::answer(HttpResponse response)
{
    const auto io = m_io.lock();
    if (m_answered.exchange(true) || !io)
        return;
    // The owner is locked on the I/O thread only: no connection ends elsewhere.
    io->post([owner = m_owner, number = m_number, response = std::move(response)]() mutable {
        if (const auto connection = owner.lock())
            connection->onAnswer(number, std::move(response));
    });
}

std::shared_ptr<HttpStreamState> HttpExchange::startStream(HttpResponse head, std::optional<qint64> length,
                                                           bool isEvents, qint64 limitBytes)
{
    auto stream = std::make_shared<HttpStreamState>(m_io, m_owner, isEvents, limitBytes);
    const auto io = m_io.lock();
    const bool mayAnswer =
        !m_answered.exchange(true) && io &&
        io->post([owner = m_owner, number = m_number, head = std::move(head), length, stream]() mutable {
            if (const auto connection = owner.lock())
                connection->onStream(number, std::move(head), length, stream);
            else
                stream->close();
        });
    if (!mayAnswer)
        stream->close();
    return stream;
}

void HttpExchange::onGone(std::function<void()> listener)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_gone) {
            m_goneListeners.push_back(std::move(listener));
            return;
        }
    }
    if (const auto io = m_io.lock())
        io->post(std::move(listener));
}

void HttpExchange::markGone()
{
    std::vector<std::function<void()>> listeners;
    {
        const std::lock_guard lock(m_mutex);
        m_gone = true;
        listeners.swap(m_goneListeners);
    }
    for (const auto& listener : listeners)
        listener();
}

HttpStreamState::HttpStreamState(std::weak_ptr<HttpIoThread> io, std::weak_ptr<HttpExchangeOwner> owner, bool isEvents,
                                 qint64 limitBytes)
    : m_io(std::move(io))
    , m_owner(std::move(owner))
    , m_isEvents(isEvents)
    , m_limitBytes(limitBytes)
{
}

bool HttpStreamState::write(QByteArray bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_end != End::Open)
            return false;
        m_queuedBytes += bytes.size();
        m_queue.push_back(std::move(bytes));
        if (m_limitBytes > 0 && m_queuedBytes + m_takenBytes > m_limitBytes)
            m_end = End::Aborted; // A client that does not keep up.
    }
    wake();
    return isOpen();
}

void HttpStreamState::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_end != End::Open)
            return;
        m_end = End::Finished;
    }
    wake();
}

void HttpStreamState::abort()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_end != End::Open)
            return;
        m_end = End::Aborted;
    }
    wake();
}

bool HttpStreamState::isOpen() const
{
    const std::lock_guard lock(m_mutex);
    return m_end == End::Open;
}

qint64 HttpStreamState::pendingBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_queuedBytes + m_takenBytes;
}

bool HttpStreamState::waitUntilPendingBelow(qint64 bytes, std::chrono::milliseconds limit) const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, limit, [&] { return m_end != End::Open || m_queuedBytes + m_takenBytes < bytes; });
    return m_end == End::Open && m_queuedBytes + m_takenBytes < bytes;
}

void HttpStreamState::setDrained(std::function<void()> listener)
{
    const std::lock_guard lock(m_mutex);
    m_drained = std::move(listener);
}

HttpStreamState::Taken HttpStreamState::take()
{
    const std::lock_guard lock(m_mutex);
    m_wakePosted = false;
    Taken taken;
    taken.aborted = m_end == End::Aborted;
    taken.finished = m_end == End::Finished;
    if (m_queue.size() == 1) {
        taken.bytes = std::move(m_queue.front());
    } else {
        taken.bytes.reserve(m_queuedBytes);
        for (const QByteArray& piece : m_queue)
            taken.bytes.append(piece);
    }
    m_queue.clear();
    m_takenBytes += m_queuedBytes;
    m_queuedBytes = 0;
    return taken;
}

bool HttpStreamState::isAborted() const
{
    const std::lock_guard lock(m_mutex);
    return m_end == End::Aborted;
}

void HttpStreamState::sent()
{
    std::function<void()> drained;
    {
        const std::lock_guard lock(m_mutex);
        const bool hadBytes = m_takenBytes > 0;
        m_takenBytes = 0;
        if (hadBytes && m_queuedBytes == 0 && m_end == End::Open)
            drained = m_drained;
    }
    m_changed.notify_all();
    if (drained)
        drained();
}

void HttpStreamState::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_end = End::Closed;
        m_queue.clear();
        m_queuedBytes = 0;
        m_takenBytes = 0;
        m_drained = {};
    }
    m_changed.notify_all();
}

void HttpStreamState::wake()
{
    {
        // One wake is enough for many writes; but a connection that is sending looks at an abort only when it is woken.
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_wakePosted, true) && m_end != End::Aborted)
            return;
    }
    if (const auto io = m_io.lock())
        io->post([owner = m_owner] {
            if (const auto connection = owner.lock())
                connection->onStreamReady();
        });
}

HttpStreamWriter::~HttpStreamWriter()
{
    // Events have no end of their own; a body whose writer went away is not complete.
    if (state->isEvents())
        state->finish();
    else
        state->abort();
}

bool HttpBodyStream::write(QByteArray bytes)
{
    return bytes.isEmpty() ? isOpen() : m_writer->state->write(std::move(bytes));
}

void HttpBodyStream::finish()
{
    m_writer->state->finish();
}

void HttpBodyStream::abort()
{
    m_writer->state->abort();
}

bool HttpBodyStream::isOpen() const
{
    return m_writer->state->isOpen();
}

qint64 HttpBodyStream::pendingBytes() const
{
    return m_writer->state->pendingBytes();
}

bool HttpBodyStream::waitUntilPendingBelow(qint64 bytes, std::chrono::milliseconds limit) const
{
    return m_writer->state->waitUntilPendingBelow(bytes, limit);
}

void HttpBodyStream::onDrained(std::function<void()> listener)
{
    m_writer->state->setDrained(std::move(listener));
}

bool HttpEventStream::send(QByteArrayView event, QByteArrayView data, QByteArrayView id)
{
    QByteArray text;
    if (!id.isEmpty())
        appendLine(text, "id", oneLine(id));
    if (!event.isEmpty())
        appendLine(text, "event", oneLine(event));
    for (const QByteArray& line : data.toByteArray().replace("\r\n", "\n").replace('\r', '\n').split('\n'))
        appendLine(text, "data", line);
    text.append('\n');
    return m_writer->state->write(text);
}

void HttpEventStream::close()
{
    m_writer->state->finish();
}

bool HttpEventStream::isOpen() const
{
    return m_writer->state->isOpen();
}

HttpResponder::HttpResponder(std::shared_ptr<HttpExchange> exchange)
    : m_exchange(std::move(exchange))
{
}

void HttpResponder::send(HttpResponse response) const
{
    m_exchange->answer(std::move(response));
}

HttpBodyStream HttpResponder::startStream(HttpResponse head, std::optional<qint64> length) const
{
    HttpBodyStream stream;
    stream.m_writer = std::make_shared<HttpStreamWriter>(m_exchange->startStream(std::move(head), length, false, 0));
    return stream;
}

HttpEventStream HttpResponder::startEvents() const
{
    HttpResponse head;
    head.mediaType = QByteArrayLiteral("text/event-stream");
    head.withHeader("Cache-Control", "no-store");
    HttpEventStream stream;
    stream.m_writer = std::make_shared<HttpStreamWriter>(
        m_exchange->startStream(std::move(head), std::nullopt, true, m_exchange->eventQueueBytes()));
    return stream;
}

bool HttpResponder::isGone() const
{
    return m_exchange->isGone();
}

void HttpResponder::onGone(std::function<void()> listener) const
{
    m_exchange->onGone(std::move(listener));
}

} // namespace ota
