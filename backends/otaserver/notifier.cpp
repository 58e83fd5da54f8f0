// SPDX-License-Identifier: Apache-2.0
#include "otaserver/notifier.h"

#include "coap/coaptree.h"
#include "otaserver/serverlog.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <utility>

namespace ota {

namespace {

using namespace std::chrono_literals;
using State = DeviceNotification::State;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Notifier)
};

const QString triggerPath = QStringLiteral("suit/trigger");
const QString slotPath = QStringLiteral("suit/slot/inactive");

/// Questions are short: a device that does not answer them gets its trigger all the same.
constexpr std::chrono::milliseconds questionLimit = 3s;
constexpr std::chrono::milliseconds firstWait = 1s;
/// RIOT's buffer for the URL, with the NUL.
constexpr qsizetype riotUrlBytes = 127;

/// As many repetitions as fit into the time, at 1, 2, 4 … seconds.
CoapTiming timingWithin(std::chrono::milliseconds limit)
{
    CoapTiming timing;
    timing.ackTimeout = firstWait;
    timing.ackRandomFactor = 1.0;
    timing.maxRetransmit = 0;
    for (auto used = firstWait; used * 2 + firstWait <= limit && timing.maxRetransmit < 4; used = used * 2 + firstWait)
        ++timing.maxRetransmit;
    timing.limit = limit;
    return timing;
}

QString className(State state)
{
    switch (state) {
    case State::Accepted:
        return QStringLiteral("good");
    case State::Refused:
    case State::Unreachable:
    case State::NotAnAddress:
    case State::NotSent:
        return QStringLiteral("bad");
    case State::NoAnswer:
        return QStringLiteral("warn");
    case State::Waiting:
    case State::Asking:
    case State::Sending:
        break;
    }
    return QStringLiteral("info");
}

/// What a refusal means at a device that has RIOT's resources (measured, spec/suit-coap.md 1.6).
QString meaningOf(CoapCode code, NotifyProfile profile, qsizetype payloadBytes)
{
    if (code == coapcode::methodNotAllowed)
        return profile == NotifyProfile::EraB ? Tr::tr("this device wants POST") : Tr::tr("this device wants PUT");
    if (code == coapcode::tooLarge)
        return Tr::tr("the URL is too long: %1 bytes were sent, RIOT takes %2").arg(payloadBytes).arg(riotUrlBytes);
    if (code == coapcode::notFound)
        return Tr::tr("the device has no such resource; is SUIT in its build?");
    if (code == coapcode::incomplete)
        return Tr::tr("the device got an empty URL");
    return {};
}

std::optional<NotifyProfile> retryFor(CoapCode code, NotifyProfile used)
{
    if (code != coapcode::methodNotAllowed)
        return std::nullopt;
    return used == NotifyProfile::EraB ? NotifyProfile::Riot : NotifyProfile::EraB;
}

} // namespace

QString profileName(NotifyProfile profile)
{
    switch (profile) {
    case NotifyProfile::Auto:
        return QStringLiteral("auto");
    case NotifyProfile::Riot:
        return QStringLiteral("riot");
    case NotifyProfile::TestNode:
        return QStringLiteral("testnode");
    case NotifyProfile::EraB:
        break;
    }
    return QStringLiteral("eraB");
}

std::optional<NotifyProfile> profileByName(const QString& name)
{
    for (const auto profile :
         {NotifyProfile::Auto, NotifyProfile::Riot, NotifyProfile::TestNode, NotifyProfile::EraB}) {
        if (profileName(profile) == name)
            return profile;
    }
    return std::nullopt;
}

QByteArray triggerPayload(NotifyProfile profile, const QString& url)
{
    QByteArray payload = url.toUtf8();
    // RIOT measures the URL with strlen although nothing ends the payload: what follows in its packet buffer would be
    // taken into the URL.
    if (profile == NotifyProfile::Riot)
        payload.append('\0');
    return payload;
}

QString DeviceNotification::result() const
{
    switch (state) {
    case State::Waiting:
    case State::Asking:
        return QStringLiteral("waiting");
    case State::Sending:
        return QStringLiteral("sent");
    case State::Accepted:
        return QStringLiteral("accepted");
    case State::Refused:
        return QStringLiteral("refused");
    case State::NoAnswer:
        return QStringLiteral("no-answer");
    case State::Unreachable:
        return QStringLiteral("unreachable");
    case State::NotAnAddress:
        return QStringLiteral("not-an-address");
    case State::NotSent:
        break;
    }
    return QStringLiteral("not-sent");
}

QJsonObject DeviceNotification::toJson() const
{
    QJsonObject json{{QStringLiteral("device"), device},
                     {QStringLiteral("release"), release.text()},
                     {QStringLiteral("file"), file},
                     {QStringLiteral("url"), url},
                     {QStringLiteral("profile"), profileName(profile)},
                     {QStringLiteral("result"), result()},
                     {QStringLiteral("class"), className(state)},
                     {QStringLiteral("text"), text},
                     {QStringLiteral("followed"), followed},
                     {QStringLiteral("time"), isoMilliseconds(timeNs)}};
    if (!code.isEmpty())
        json.insert(QStringLiteral("code"), code);
    if (retry)
        json.insert(QStringLiteral("retry"), profileName(*retry));
    if (!board.isEmpty())
        json.insert(QStringLiteral("board"), board.text());
    if (!session.isNull())
        json.insert(QStringLiteral("session"), session.value);
    return json;
}

/// One call of start(): its devices, at most `atOnce` of them under way. Kept by the calls that are in flight.
class Notifier::Run final : public std::enable_shared_from_this<Notifier::Run>
{
public:
    Run(CoapClient& client, NotifyPlan plan, Changed changed, Done done)
        : m_client(client)
        , m_plan(std::move(plan))
        , m_changed(std::move(changed))
        , m_done(std::move(done))
        , m_works(m_plan.devices.size())
    {
        for (std::size_t i = 0; i < m_works.size(); ++i) {
            DeviceNotification& told = m_works[i].told;
            told.device = m_plan.devices[i].given;
            told.host = m_plan.devices[i].uri.host;
            told.release = m_plan.release.id;
            told.profile = m_plan.profile;
            if (m_plan.profile == NotifyProfile::Auto && m_plan.knownProfile && m_plan.devices[i].wrong.isEmpty())
                told.profile = m_plan.knownProfile(m_plan.devices[i]);
        }
    }

    void begin()
    {
        const std::lock_guard lock(m_mutex);
        for (int i = 0; i < atOnce; ++i)
            next();
        finishIfDone();
    }

    void cancel()
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled = true;
        for (Work& work : m_works) {
            if (work.call != 0)
                m_client.cancel(work.call);
        }
        next();
        finishIfDone();
    }

private:
    struct Work
    {
        DeviceNotification told;
        std::chrono::steady_clock::time_point began;
        quint64 call = 0;
        std::optional<CoapPsk> psk;
        std::optional<int> slot;
        qsizetype payloadBytes = 0;
    };

    // All below with m_mutex held.

    void next()
    {
        while (m_begun < m_works.size()) {
            const std::size_t index = m_begun++;
            Work& work = m_works[index];
            if (m_cancelled) {
                end(work, State::NotSent, Tr::tr("not sent: cancelled"));
                continue;
            }
            const NotifyDevice& device = m_plan.devices[index];
            if (!device.wrong.isEmpty()) {
                end(work, State::NotAnAddress, Tr::tr("not an address: %1").arg(device.wrong));
                continue;
            }
            if (device.uri.secure && m_plan.psk) {
                auto key = m_plan.psk(device);
                if (!key) {
                    end(work, State::NotSent, Tr::tr("not sent: %1").arg(key.error().toString()));
                    continue;
                }
                work.psk = std::move(*key);
            }
            work.began = std::chrono::steady_clock::now();
            ask(index);
            return;
        }
    }

    void ask(std::size_t index)
    {
        Work& work = m_works[index];
        if (work.told.profile != NotifyProfile::Auto) {
            askSlot(index);
            return;
        }
        tell(work, State::Asking, Tr::tr("asking what it is"));
        CoapCall call = callTo(index, m_plan.devices[index].uri.at(QStringLiteral(".well-known/core")), questionLimit);
        call.maxBytes = 64 * 1024;
        start(index, std::move(call), [this, index](const CoapAnswer& answer) {
            Work& asked = m_works[index];
            if (answer.outcome == CoapAnswer::Outcome::Unreachable ||
                answer.outcome == CoapAnswer::Outcome::BadAddress) {
                endWith(asked, answer);
                advance();
                return;
            }
            asked.told.profile = profileOf(index, answer);
            askSlot(index);
        });
    }

    /// What a device shows of itself decides; else the method of the request.
    NotifyProfile profileOf(std::size_t index, const CoapAnswer& answer) const
    {
        const NotifyProfile otherwise = m_plan.put ? NotifyProfile::EraB : NotifyProfile::TestNode;
        if (!answer.accepted())
            return otherwise;
        const auto links = readLinkFormat(answer.payload);
        const bool listsTrigger = std::any_of(links.begin(), links.end(), [](const CoapLink& link) {
            return link.path == triggerPath || link.path == QString(u'/' + triggerPath);
        });
        // A board may list a trigger and something of its own; what was named is what gets it.
        const QString path = m_plan.devices[index].uri.pathText();
        const bool meansTrigger = m_plan.appendTrigger || path.isEmpty() || path.endsWith(triggerPath);
        return listsTrigger && meansTrigger ? NotifyProfile::Riot : otherwise;
    }

    void askSlot(std::size_t index)
    {
        Work& work = m_works[index];
        if (!dependsOnSlot(m_plan.release, m_plan.wish)) {
            send(index);
            return;
        }
        tell(work, State::Asking, Tr::tr("asking which slot is free"));
        CoapCall call = callTo(index, deviceRoot(index).appended(slotPath), questionLimit);
        call.maxBytes = 64;
        start(index, std::move(call), [this, index](const CoapAnswer& answer) {
            const QByteArray body = answer.payload.trimmed();
            if (answer.accepted() && (body == "0" || body == "1"))
                m_works[index].slot = body == "1" ? 1 : 0;
            if (!answer.accepted() && answer.outcome != CoapAnswer::Outcome::Answered) {
                endWith(m_works[index], answer);
                advance();
                return;
            }
            send(index);
        });
    }

    void send(std::size_t index)
    {
        Work& work = m_works[index];
        auto file = chooseManifest(m_plan.release, m_plan.wish, work.slot);
        if (!file) {
            end(work, State::NotSent, Tr::tr("not sent: %1").arg(file.error().message));
            advance();
            return;
        }
        work.told.file = *file;
        work.told.url = urlOf(index, *file);
        tell(work, State::Sending, Tr::tr("sent"));
        const CoapUri target = work.told.profile == NotifyProfile::EraB ? m_plan.devices[index].uri
                                                                        : deviceRoot(index).appended(triggerPath);
        CoapCall call = callTo(index, target, m_plan.limit);
        call.method = work.told.profile == NotifyProfile::EraB ? CoapMethod::Put : CoapMethod::Post;
        call.payload = triggerPayload(work.told.profile, work.told.url);
        call.askBlocks = false;
        work.payloadBytes = call.payload.size();
        start(index, std::move(call), [this, index](const CoapAnswer& answer) {
            endWith(m_works[index], answer);
            advance();
        });
    }

    QString urlOf(std::size_t index, const QString& file) const
    {
        const auto base = CoapUri::read(m_plan.base(m_plan.devices[index]));
        return base ? base->at(QString(m_plan.release.id.text() + u'/' + file)).text() : QString();
    }

    /// The device's URI up to where `suit/…` begins.
    CoapUri deviceRoot(std::size_t index) const
    {
        CoapUri uri = m_plan.devices[index].uri;
        if (uri.pathText().endsWith(triggerPath))
            uri.path.resize(uri.path.size() - 2);
        return m_plan.appendTrigger || uri.path.isEmpty() ? uri : uri.at(QString());
    }

    CoapCall callTo(std::size_t index, CoapUri uri, std::chrono::milliseconds limit) const
    {
        const auto used = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                                m_works[index].began);
        const auto left = std::max(m_plan.limit - used, std::chrono::milliseconds(200));
        CoapCall call;
        call.uri = m_plan.route ? m_plan.route(uri) : std::move(uri);
        call.timing = timingWithin(std::min(limit, left));
        call.askBlocks = false;
        if (call.uri.secure) {
            call.psk = m_works[index].psk;
            call.certificates.authorities = m_plan.authorities;
        }
        return call;
    }

    void start(std::size_t index, CoapCall call, std::function<void(const CoapAnswer&)> then)
    {
        if (m_cancelled) {
            endCancelled(index);
            return;
        }
        // The client may call back before start() has returned, on its own thread: the lock holds it.
        m_works[index].call = m_client.start(
            std::move(call), [self = shared_from_this(), index, then = std::move(then)](CoapAnswer answer) {
                const std::lock_guard lock(self->m_mutex);
                self->m_works[index].call = 0;
                if (answer.outcome == CoapAnswer::Outcome::Cancelled)
                    self->endCancelled(index);
                else
                    then(answer);
            });
    }

    void endCancelled(std::size_t index)
    {
        end(m_works[index], State::NotSent, Tr::tr("not sent: cancelled"));
        advance();
    }

    void endWith(Work& work, const CoapAnswer& answer)
    {
        using Outcome = CoapAnswer::Outcome;
        switch (answer.outcome) {
        case Outcome::Answered:
            work.told.code = answer.code.text();
            if (answer.code.isSuccess()) {
                end(work, State::Accepted, answer.text());
                return;
            }
            work.told.retry = retryFor(answer.code, work.told.profile);
            if (const QString meaning = meaningOf(answer.code, work.told.profile, work.payloadBytes);
                !meaning.isEmpty())
                end(work, State::Refused, QString(answer.text() + QStringLiteral(": ") + meaning));
            else
                end(work, State::Refused, answer.text());
            return;
        case Outcome::BadAddress:
            end(work, State::NotAnAddress, Tr::tr("not an address: \"%1\" is not known").arg(work.told.host));
            return;
        case Outcome::Unreachable:
            end(work, State::Unreachable, Tr::tr("unreachable (ICMP)"));
            return;
        case Outcome::NoAnswer:
            end(work, State::NoAnswer, answer.text());
            return;
        default:
            end(work, State::Refused, answer.text());
        }
    }

    void tell(Work& work, State state, const QString& text)
    {
        work.told.state = state;
        work.told.text = text;
        if (m_changed)
            m_changed(work.told);
    }

    void end(Work& work, State state, const QString& text)
    {
        tell(work, state, text);
        ++m_ended;
    }

    void advance()
    {
        next();
        finishIfDone();
    }

    void finishIfDone()
    {
        if (m_ended < m_works.size() || m_finished)
            return;
        m_finished = true;
        std::vector<DeviceNotification> devices;
        for (const Work& work : m_works)
            devices.push_back(work.told);
        m_done(std::move(devices));
    }

    CoapClient& m_client;
    NotifyPlan m_plan;
    Changed m_changed;
    Done m_done;
    std::recursive_mutex m_mutex; // A cancelled call may call back inside cancel().
    std::vector<Work> m_works;
    std::size_t m_begun = 0;
    std::size_t m_ended = 0;
    bool m_cancelled = false;
    bool m_finished = false;
};

Notifier::Notifier()
    : m_client(std::make_unique<CoapClient>())
{
}

Notifier::~Notifier()
{
    std::vector<std::weak_ptr<Run>> runs;
    {
        const std::lock_guard lock(m_mutex);
        runs = m_runs;
    }
    for (const auto& weak : runs) {
        if (const auto run = weak.lock())
            run->cancel();
    }
}

void Notifier::start(NotifyPlan plan, Changed changed, Done done)
{
    const auto run = std::make_shared<Run>(*m_client, std::move(plan), std::move(changed), std::move(done));
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_runs, [](const std::weak_ptr<Run>& weak) { return weak.expired(); });
        m_runs.push_back(run);
    }
    run->begin();
}

std::vector<DeviceNotification> Notifier::run(NotifyPlan plan, Changed changed, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any ended;
    std::optional<std::vector<DeviceNotification>> devices;
    const auto run = std::make_shared<Run>(*m_client, std::move(plan), std::move(changed),
                                           [&](std::vector<DeviceNotification> told) {
                                               const std::lock_guard lock(mutex);
                                               devices = std::move(told);
                                               ended.notify_all();
                                           });
    run->begin();
    const std::stop_callback onStop(stop, [&] { run->cancel(); });
    std::unique_lock lock(mutex);
    ended.wait(lock, [&] { return devices.has_value(); });
    return std::move(*devices);
}

} // namespace ota
