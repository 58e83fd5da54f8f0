// SPDX-License-Identifier: Apache-2.0
#include "virtual/riotfetch.h"

#include "coap/coapblock.h"
#include "coap/coapmessage.h"

#include <QRandomGenerator>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

namespace ota {

namespace {

using Milliseconds = std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr quint16 defaultPort = 5683;
constexpr quint16 defaultSecurePort = 5684;
constexpr qsizetype hostPortBuffer = 64;
constexpr qsizetype headBuffer = 80;
constexpr qsizetype generousHeadBuffer = 1024;
constexpr int transmissions = 5;
constexpr int wrongBlockLimit = 4;
constexpr double firstGapMs = 2000; ///< Up to 3000 at random, then doubling: 0, 3, 9, 21, 44 s, given up after 92 s.
constexpr double randomGapMs = 1000;
constexpr Milliseconds forEver{1000}; ///< A wait that is begun again and again.
constexpr int handshakeTries = 3;
constexpr Milliseconds handshakeGap{1000};

std::optional<quint16> portOf(const QByteArray& text)
{
    bool number = false;
    const uint port = text.toUInt(&number);
    if (!number || port == 0 || port > 0xffff)
        return std::nullopt;
    return static_cast<quint16>(port);
}

} // namespace

std::optional<RiotUrl> RiotUrl::parse(const QByteArray& url, bool longHost)
{
    RiotUrl parsed;
    parsed.secure = url.startsWith("coaps://");
    const qsizetype begin = parsed.secure ? 8 : 7;
    if (!parsed.secure && !url.startsWith("coap://"))
        return std::nullopt;
    const qsizetype slash = url.indexOf('/', begin);
    if (slash < 0)
        return std::nullopt;
    const QByteArray hostPort = url.mid(begin, slash - begin);
    if (!longHost && hostPort.size() >= hostPortBuffer)
        return std::nullopt;
    parsed.path = url.mid(slash);
    parsed.port = parsed.secure ? defaultSecurePort : defaultPort;

    QByteArray host = hostPort;
    QByteArray port;
    if (hostPort.startsWith('[')) {
        const qsizetype close = hostPort.indexOf(']');
        if (close < 0)
            return std::nullopt;
        host = hostPort.mid(1, close - 1);
        port = hostPort.mid(close + 1);
        if (!port.isEmpty() && !port.startsWith(':'))
            return std::nullopt;
        port = port.mid(1);
    } else if (const qsizetype colon = hostPort.indexOf(':'); colon >= 0) {
        host = hostPort.left(colon);
        port = hostPort.mid(colon + 1);
    }
    if (!port.isEmpty()) {
        const auto number = portOf(port);
        if (!number)
            return std::nullopt;
        parsed.port = *number;
    }
    return parsed.host.setAddress(QString::fromLatin1(host)) ? std::optional(parsed) : std::nullopt;
}

std::optional<QByteArray> riotBlockRequest(const QByteArray& path, quint16 messageId, QByteArrayView token,
                                           quint32 blockNumber, quint8 szx, qsizetype limitBytes)
{
    CoapMessage message;
    message.code = CoapCode{static_cast<quint8>(CoapMethod::Get)};
    message.messageId = messageId;
    message.token = token.toByteArray();
    const qsizetype question = path.indexOf('?');
    const QByteArray segments = question < 0 ? path : path.left(question);
    for (const QByteArray& segment : segments.split('/')) {
        if (!segment.isEmpty())
            message.add(coapoption::uriPath, segment);
    }
    if (question >= 0) {
        for (const QByteArray& part : path.mid(question + 1).split('&'))
            message.add(coapoption::uriQuery, part);
    }
    message.add(coapoption::block2, (blockNumber << 4) | szx);
    QByteArray bytes = message.encode();
    return bytes.size() <= limitBytes ? std::optional(std::move(bytes)) : std::nullopt;
}

/// What may be touched from another thread.
struct RiotFetch::Shared
{
    std::mutex mutex;
    DatagramLink* link = nullptr; ///< The one in use.
    std::atomic<bool> stopped = false;
};

/// One transfer over one link.
class RiotFetch::Transfer
{
public:
    Transfer(const Options& options, Shared& shared, DatagramLink& link, const QByteArray& path, quint16& messageId,
             quint64& requests)
        : m_options(options)
        , m_shared(shared)
        , m_link(link)
        , m_path(path)
        , m_messageId(messageId)
        , m_requests(requests)
    {
        if (options.exact)
            m_token = QByteArray::number(QRandomGenerator::global()->generate(), 36).rightJustified(4, '0').right(4);
    }

    int run(const RiotBlockSink& sink)
    {
        m_szx = m_options.szx;
        bool more = true;
        while (more) {
            QByteArray response;
            if (const int res = exchange(response, sink); res < 0)
                return res;
            const int res = take(response, sink, more);
            if (res == wrongBlock) {
                if (m_options.exact || ++m_wrongBlocks >= wrongBlockLimit)
                    return riotres::badMessage;
                continue;
            }
            if (res < 0)
                return res;
            m_wrongBlocks = 0;
        }
        return riotres::ok;
    }

private:
    static constexpr int wrongBlock = 1;

    bool has(BoardDefect defect) const { return m_options.defects.has(defect); }

    /// Asks for the next block until something answers.
    int exchange(QByteArray& response, const RiotBlockSink& sink)
    {
        const quint16 id = m_messageId++;
        const auto request =
            riotBlockRequest(m_path, id, m_token, m_number, m_szx, m_options.exact ? generousHeadBuffer : headBuffer);
        if (!request)
            return riotres::headerTooLong;
        const double random = m_options.random ? m_options.random() : 0.5;
        double gap = (firstGapMs + randomGapMs * random) * m_options.timeScale;
        for (int sent = 0; sent < transmissions; ++sent, gap *= 2) {
            m_link.send(*request);
            ++m_requests;
            const auto answered = await(id, gap, response, sink);
            if (answered)
                return *answered;
        }
        return riotres::timedOut;
    }

    /// Nothing when the time is over.
    std::optional<int> await(quint16 id, double gapMs, QByteArray& response, const RiotBlockSink& sink)
    {
        const bool endless = has(BoardDefect::NoTimeout);
        const auto deadline = SteadyClock::now() + Milliseconds(static_cast<qint64>(gapMs) + 1);
        for (bool looked = false; !m_shared.stopped; looked = true) {
            const auto left = std::chrono::duration_cast<Milliseconds>(deadline - SteadyClock::now());
            // What is there is looked at once, however late it is: a busy machine is no silent server.
            if (left.count() <= 0 && looked && !endless)
                return std::nullopt;
            const auto got = m_link.receive(response, endless ? forEver : std::max(left, Milliseconds(0)));
            if (got == DatagramLink::Received::Broken)
                return riotres::badMessage;
            if (got != DatagramLink::Received::Datagram)
                continue;
            const auto message = CoapDatagram::read(bytesOf(response));
            if (!message)
                continue;
            if (!belongs(*message, id)) {
                if (const int res = takeRepeat(*message, sink); res < 0)
                    return res;
                continue;
            }
            if (message->type() == CoapType::Reset)
                return riotres::badMessage;
            if (message->code().isEmpty())
                continue; // A bare acknowledgement: the response follows.
            if (message->type() == CoapType::Confirmable)
                acknowledge(message->messageId());
            return riotres::ok;
        }
        return riotres::powerLost;
    }

    bool belongs(const CoapDatagram& message, quint16 id) const
    {
        if (has(BoardDefect::TrustAnyReply))
            return !message.code().isEmpty();
        const bool byToken = message.type() == CoapType::Confirmable || message.type() == CoapType::NonConfirmable;
        const bool sameToken = std::ranges::equal(message.token(), bytesOf(m_token));
        if (byToken)
            return sameToken;
        return message.messageId() == id && (!m_options.exact || message.code().isEmpty() || sameToken);
    }

    /// A board that does not see that it had this block already.
    int takeRepeat(const CoapDatagram& message, const RiotBlockSink& sink) const
    {
        if (!has(BoardDefect::DupBlockTwice) || !m_started || !message.code().isSuccess())
            return riotres::ok;
        RiotBlock block;
        block.bytes = message.payload();
        block.more = true;
        block.repeated = true;
        return sink(block);
    }

    void acknowledge(quint16 id)
    {
        CoapMessage acknowledgement;
        acknowledgement.type = CoapType::Acknowledgement;
        acknowledgement.messageId = id;
        m_link.send(acknowledgement.encode());
    }

    int take(const QByteArray& response, const RiotBlockSink& sink, bool& more)
    {
        const auto message = CoapDatagram::read(bytesOf(response));
        if (message->code().codeClass() == 4)
            return riotres::clientError;
        if (message->code().codeClass() == 5)
            return riotres::serverError;
        if (m_options.exact && message->code() != coapcode::content)
            return riotres::badMessage;

        RiotBlock block;
        std::optional<BlockOption> option;
        QByteArray etag;
        CoapDatagram::Option each;
        for (auto options = message->options(); options.next(each);) {
            if (each.number == coapoption::block2) {
                option = BlockOption::read(each.value);
            } else if (each.number == coapoption::etag) {
                etag = QByteArray(reinterpret_cast<const char*>(each.value.data()),
                                  static_cast<qsizetype>(each.value.size()));
            } else if (each.number == coapoption::size2) {
                block.size2 = readCoapUint(each.value);
            }
        }
        if (const int res = place(option, message->payload().size(), block); res != riotres::ok)
            return res;
        block.bytes = message->payload();
        if (m_next == 0 && !m_started)
            m_etag = etag;
        m_started = true;
        if (etag != m_etag)
            m_etagChanged = true;
        if (m_etagChanged && m_options.exact && !has(BoardDefect::MixParts))
            return riotres::bodyChanged;
        block.etagChanged = m_etagChanged;
        more = block.more;
        m_next = block.offset + block.bytes.size();
        // What is asked next counts in the size that the server chose.
        m_number = (option ? option->number : m_number) + 1;
        return sink(block);
    }

    /// Where the block belongs.
    int place(const std::optional<BlockOption>& option, std::size_t size, RiotBlock& block)
    {
        if (!option) {
            if (m_options.exact && m_number != 0)
                return riotres::badMessage;
            return riotres::ok;
        }
        if (option->szx > m_szx)
            return riotres::badMessage;
        block.more = option->more;
        const quint64 wanted = quint64{m_number} << (m_szx + 4);
        block.offset = option->offset();
        if (block.offset != wanted)
            return wrongBlock;
        if (m_options.exact && option->more && size != option->size())
            return riotres::badMessage;
        m_szx = option->szx;
        return riotres::ok;
    }

    const Options& m_options;
    Shared& m_shared;
    DatagramLink& m_link;
    QByteArray m_path;
    quint16& m_messageId;
    quint64& m_requests;
    QByteArray m_token;
    quint8 m_szx = 2;
    quint32 m_number = 0;
    quint64 m_next = 0; ///< One behind the last byte taken.
    int m_wrongBlocks = 0;
    bool m_started = false;
    QByteArray m_etag;
    bool m_etagChanged = false;
};

RiotFetch::RiotFetch(Options options, Connect connect)
    : m_options(std::move(options))
    , m_connect(std::move(connect))
    , m_shared(std::make_unique<Shared>())
    , m_messageId(static_cast<quint16>(QRandomGenerator::global()->generate()))
{
}

RiotFetch::~RiotFetch() = default;

int RiotFetch::get(const QByteArray& url, const RiotBlockSink& sink)
{
    const auto parsed = RiotUrl::parse(url, m_options.exact);
    if (!parsed)
        return riotres::badAddress;
    const int res = transfer(*parsed, sink);
    if (res == riotres::secureFailed && m_options.defects.has(BoardDefect::NoTlsVerify)) {
        RiotUrl open = *parsed;
        open.secure = false;
        open.port = parsed->port == defaultSecurePort ? defaultPort : static_cast<quint16>(parsed->port - 1);
        return transfer(open, sink);
    }
    return res;
}

Result<std::unique_ptr<DatagramLink>> RiotFetch::open(const RiotUrl& url)
{
    if (m_connect)
        return m_connect(url);
    if (!url.secure)
        return openUdpLink(url.host, url.port, m_options.defects.has(BoardDefect::TrustAnyReply), m_options.local);
    const Milliseconds gap(static_cast<qint64>(static_cast<double>(handshakeGap.count()) * m_options.timeScale) + 1);
    return openDtlsLink(url.host, url.port, m_options.psk, handshakeTries, gap, m_options.local);
}

int RiotFetch::transfer(const RiotUrl& url, const RiotBlockSink& sink)
{
    auto link = open(url);
    if (!link)
        return url.secure ? riotres::secureFailed : riotres::badAddress;
    if (m_options.lossPercent > 0)
        *link = lossyLink(std::move(*link), m_options.lossPercent, m_options.lossSeed + m_transfers++);
    {
        const std::scoped_lock lock(m_shared->mutex);
        if (m_shared->stopped)
            return riotres::powerLost;
        m_shared->link = link->get();
    }
    const int res = Transfer(m_options, *m_shared, **link, url.path, m_messageId, m_requests).run(sink);
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->link = nullptr;
    return res;
}

void RiotFetch::stop()
{
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->stopped = true;
    if (m_shared->link != nullptr)
        m_shared->link->wake();
}

void RiotFetch::restart()
{
    m_shared->stopped = false;
}

} // namespace ota
