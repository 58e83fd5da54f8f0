// SPDX-License-Identifier: Apache-2.0
#include "coap/coapclient.h"

#include "coap/coapplainexchange.h"
#include "coap/coapsecureexchange.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QHostInfo>
#include <QThreadPool>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CoapClient)
};

using Time = CoapExchange::Time;
using Outcome = CoapAnswer::Outcome;

constexpr quint64 firstContextKey = quint64{1} << 62; ///< Above the ids of calls.

QString resolve(const QString& host)
{
    const auto addresses = QHostInfo::fromName(host).addresses();
    return addresses.isEmpty() ? QString() : addresses.front().toString();
}

} // namespace

/// The client's thread and what lives in it.
class CoapClient::Core
{
public:
    Core()
        : m_thread([this] { run(); })
    {
        m_resolvers.setMaxThreadCount(4);
    }

    ~Core()
    {
        m_resolvers.waitForDone();
        m_stopping = true;
        m_poller.wake();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(Core)

    quint64 start(CoapCall call, CoapExchange::Done done)
    {
        const quint64 id = ++m_lastId;
        auto shared = std::make_shared<std::pair<CoapCall, CoapExchange::Done>>(std::move(call), std::move(done));
        const QString host = shared->first.uri.host;
        const auto post = [this, id, shared](const QString& address) {
            enqueue([this, id, shared, address] {
                begin(id, std::move(shared->first), std::move(shared->second), address);
            });
        };
        if (!QHostAddress(host).isNull()) {
            post(host);
        } else {
            // Asking for a name may take seconds: not on this thread and not on the others' time.
            enqueue([this, id] { m_resolving.insert(id); });
            m_resolvers.start([post, host] { post(resolve(host)); });
        }
        return id;
    }

    void cancel(quint64 id)
    {
        enqueue([this, id] {
            m_resolving.erase(id); // It then ends as soon as the name is known.
            if (const auto found = m_exchanges.find(id); found != m_exchanges.end()) {
                found->second->finish(Outcome::Cancelled);
                m_touched.push_back(id);
            }
        });
    }

private:
    void enqueue(std::function<void()> task)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_tasks.push_back(std::move(task));
        }
        m_poller.wake();
    }

    void run()
    {
        while (!m_stopping) {
            runTasks();
            settle();
            for (const quint64 key : m_poller.wait(timeToTimer()))
                onReadable(key);
            settle();
            runTimers();
            settle();
        }
        do { // What is started by a callback now ends at once, too.
            runTasks();
            for (auto& [id, exchange] : m_exchanges) {
                exchange->finish(Outcome::Cancelled);
                m_touched.push_back(id);
            }
            settle();
        } while (hasTasks());
        m_contexts.clear();
    }

    bool hasTasks()
    {
        const std::lock_guard lock(m_mutex);
        return !m_tasks.empty();
    }

    void runTasks()
    {
        std::vector<std::function<void()>> tasks;
        {
            const std::lock_guard lock(m_mutex);
            tasks.swap(m_tasks);
        }
        for (const auto& task : tasks)
            task();
    }

    void begin(quint64 id, CoapCall call, CoapExchange::Done done, const QString& address)
    {
        const bool named = QHostAddress(call.uri.host).isNull();
        const bool cancelled = named && m_resolving.erase(id) == 0;
        coap_address_t peer;
        if (cancelled || m_stopping)
            return end(Outcome::Cancelled, {}, done);
        if (!readAddress(address, call.uri.port, peer))
            return end(Outcome::BadAddress, Tr::tr("no address is known for '%1'").arg(call.uri.host), done);
        std::unique_ptr<CoapExchange> exchange;
        if (call.uri.secure) {
            const auto context = contextFor(call);
            if (!context)
                return end(Outcome::TlsFailed, context.error().message, done);
            exchange = std::make_unique<CoapSecureExchange>(std::move(call), std::move(done), **context);
        } else {
            exchange = std::make_unique<CoapPlainExchange>(std::move(call), std::move(done), m_poller);
        }
        exchange->id = id;
        CoapExchange& begun = *exchange;
        m_exchanges.emplace(id, std::move(exchange));
        begun.begin(peer, std::chrono::steady_clock::now());
        m_touched.push_back(id);
    }

    static void end(Outcome outcome, const QString& detail, const CoapExchange::Done& done)
    {
        CoapAnswer answer;
        answer.outcome = outcome;
        answer.detail = detail;
        done(std::move(answer));
    }

    Result<CoapDtlsContext*> contextFor(const CoapCall& call)
    {
        const CoapCertificates& files = call.certificates;
        if (!call.psk && files.authorities.isEmpty())
            return failure(Error::Code::Usage, Tr::tr("coaps needs a pre-shared key or the authorities to trust"));
        const QString key =
            call.psk ? QStringLiteral("psk")
                     : QStringList{files.certificate, files.privateKey, files.authorities}.join(QLatin1Char('\n'));
        auto& context = m_contexts[key];
        if (!context) {
            auto made = CoapDtlsContext::make(call.psk ? CoapCertificates() : files);
            if (!made) {
                m_contexts.erase(key);
                return failure(made.error());
            }
            context = std::move(*made);
            m_contextKeys.push_back(context.get());
            m_poller.add(context->fd(), firstContextKey + m_contextKeys.size() - 1);
        }
        return context.get();
    }

    void onReadable(quint64 key)
    {
        if (key >= firstContextKey) {
            m_contextKeys[static_cast<std::size_t>(key - firstContextKey)]->process();
            // It does not tell whose answer it was.
            for (const auto& [id, exchange] : m_exchanges) {
                if (!exchange->call().uri.secure)
                    continue;
                static_cast<CoapSecureExchange&>(*exchange).watchHandshake();
                m_touched.push_back(id);
            }
            return;
        }
        const auto found = m_exchanges.find(key);
        if (found == m_exchanges.end())
            return;
        static_cast<CoapPlainExchange&>(*found->second).onReadable(std::chrono::steady_clock::now());
        m_touched.push_back(key);
    }

    std::chrono::milliseconds timeToTimer() const
    {
        if (m_timers.empty())
            return std::chrono::milliseconds(-1);
        const auto left = m_timers.begin()->first - std::chrono::steady_clock::now();
        return std::max(std::chrono::milliseconds(0), std::chrono::ceil<std::chrono::milliseconds>(left));
    }

    void runTimers()
    {
        const Time now = std::chrono::steady_clock::now();
        while (!m_timers.empty() && m_timers.begin()->first <= now) {
            const quint64 id = m_timers.begin()->second;
            m_timers.erase(m_timers.begin());
            m_dues.erase(id);
            if (const auto found = m_exchanges.find(id); found != m_exchanges.end()) {
                found->second->onTimer(now);
                m_touched.push_back(id);
            }
        }
    }

    /// Sets the timers of the calls that moved and lets those end that are finished.
    void settle()
    {
        while (!m_touched.empty()) {
            const std::vector<quint64> touched = std::exchange(m_touched, {});
            for (const quint64 id : touched) {
                const auto found = m_exchanges.find(id);
                if (found == m_exchanges.end())
                    continue;
                if (!found->second->isFinished()) {
                    setTimer(id, found->second->due());
                    continue;
                }
                clearTimer(id);
                const std::unique_ptr<CoapExchange> ended = std::move(found->second);
                m_exchanges.erase(found);
                ended->report(std::chrono::steady_clock::now());
            }
        }
    }

    void clearTimer(quint64 id)
    {
        if (const auto known = m_dues.find(id); known != m_dues.end()) {
            m_timers.erase({known->second, id});
            m_dues.erase(known);
        }
    }

    void setTimer(quint64 id, Time due)
    {
        if (const auto known = m_dues.find(id); known != m_dues.end() && known->second == due)
            return;
        clearTimer(id);
        m_timers.emplace(due, id);
        m_dues.emplace(id, due);
    }

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_tasks; ///< Under the mutex.
    std::atomic<quint64> m_lastId = 0;
    std::atomic<bool> m_stopping = false;
    Poller m_poller;
    std::map<QString, std::unique_ptr<CoapDtlsContext>> m_contexts;
    std::vector<CoapDtlsContext*> m_contextKeys;
    std::unordered_map<quint64, std::unique_ptr<CoapExchange>> m_exchanges;
    std::set<quint64> m_resolving;
    std::vector<quint64> m_touched;
    std::set<std::pair<Time, quint64>> m_timers;
    std::unordered_map<quint64, Time> m_dues;
    QThreadPool m_resolvers;
    std::thread m_thread; ///< Last: it uses all of the others.
};

CoapClient::CoapClient()
    : m_core(std::make_unique<Core>())
{
}

CoapClient::~CoapClient() = default;

quint64 CoapClient::start(CoapCall call, std::function<void(CoapAnswer)> done)
{
    return m_core->start(std::move(call), std::move(done));
}

void CoapClient::cancel(quint64 id)
{
    m_core->cancel(id);
}

CoapAnswer CoapClient::run(CoapCall call, const std::stop_token& stop)
{
    struct State
    {
        std::mutex mutex;
        std::condition_variable ready;
        std::optional<CoapAnswer> answer;
    };
    const auto state = std::make_shared<State>(); // The callback may be the last one to look at it.
    const quint64 id = start(std::move(call), [state](CoapAnswer answer) {
        const std::lock_guard lock(state->mutex);
        state->answer = std::move(answer);
        state->ready.notify_all();
    });
    const std::stop_callback onStop(stop, [this, id] { cancel(id); });
    std::unique_lock lock(state->mutex);
    state->ready.wait(lock, [&state] { return state->answer.has_value(); });
    return std::move(*state->answer);
}

QString outcomeName(CoapAnswer::Outcome outcome)
{
    switch (outcome) {
    case Outcome::Answered:
        return QStringLiteral("answered");
    case Outcome::NoAnswer:
        return QStringLiteral("no-answer");
    case Outcome::Unreachable:
        return QStringLiteral("unreachable");
    case Outcome::Reset:
        return QStringLiteral("reset");
    case Outcome::TlsFailed:
        return QStringLiteral("tls-failed");
    case Outcome::BadAddress:
        return QStringLiteral("bad-address");
    case Outcome::BodyChanged:
        return QStringLiteral("body-changed");
    case Outcome::Broken:
        return QStringLiteral("broken");
    case Outcome::TooLarge:
        return QStringLiteral("too-large");
    case Outcome::Stopped:
        return QStringLiteral("stopped");
    case Outcome::Cancelled:
        break;
    }
    return QStringLiteral("cancelled");
}

QString CoapAnswer::text() const
{
    const auto with = [this](const QString& text) {
        return detail.isEmpty() ? text : QStringLiteral("%1: %2").arg(text, detail);
    };
    switch (outcome) {
    case Outcome::Answered:
        if (code.isSuccess())
            return Tr::tr("accepted (%1)").arg(code.text());
        return Tr::tr("refused (%1 %2)").arg(code.text(), code.meaning());
    case Outcome::NoAnswer:
        return Tr::tr("no answer (%n transmission(s), %1 s)", nullptr, transmissions)
            .arg(static_cast<double>(elapsed.count()) / 1000.0, 0, 'f', 1);
    case Outcome::Unreachable:
        return with(Tr::tr("unreachable (ICMP)"));
    case Outcome::Reset:
        return Tr::tr("refused (Reset)");
    case Outcome::TlsFailed:
        return with(Tr::tr("DTLS failed"));
    case Outcome::BadAddress:
        return with(Tr::tr("not an address"));
    case Outcome::BodyChanged:
        return with(Tr::tr("the body changed in mid-transfer"));
    case Outcome::Broken:
        return with(Tr::tr("the other side breaks the protocol"));
    case Outcome::TooLarge:
        return with(Tr::tr("too large"));
    case Outcome::Stopped:
        return Tr::tr("stopped");
    case Outcome::Cancelled:
        break;
    }
    return Tr::tr("cancelled");
}

Error CoapAnswer::error() const
{
    Error error;
    error.message = text();
    switch (outcome) {
    case Outcome::Answered:
        error.code = code == coapcode::notFound ? Error::Code::NotFound : Error::Code::Rejected;
        break;
    case Outcome::NoAnswer:
        error.code = Error::Code::Timeout;
        break;
    case Outcome::Unreachable:
        error.code = Error::Code::Io;
        break;
    case Outcome::Reset:
    case Outcome::TlsFailed:
        error.code = Error::Code::Rejected;
        break;
    case Outcome::BadAddress:
        error.code = Error::Code::Usage;
        break;
    case Outcome::BodyChanged:
    case Outcome::Broken:
        error.code = Error::Code::Protocol;
        break;
    case Outcome::TooLarge:
        error.code = Error::Code::Rejected;
        break;
    case Outcome::Stopped:
    case Outcome::Cancelled:
        error.code = Error::Code::Cancelled;
        break;
    }
    return error;
}

} // namespace ota
