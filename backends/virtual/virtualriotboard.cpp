// SPDX-License-Identifier: Apache-2.0
#include "virtual/virtualriotboard.h"

#include "coap/coapserver.h"
#include "devices/serial/pseudoterminal.h"
#include "virtual/riotdevice.h"

#include <QCoreApplication>
#include <QDir>
#include <QLockFile>

#include <atomic>
#include <thread>
#include <utility>

namespace ota {

namespace {

constexpr std::chrono::milliseconds readLimit{1000};
constexpr qsizetype triggerLimit = 128;
constexpr int dtlsPortAny = 0;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(VirtualRiotBoard)
};

CoapResponse text(const QByteArray& content)
{
    return {.code = coapcode::content, .payload = content, .contentFormat = coapformat::text};
}

CoapResponse onlyCode(CoapCode code)
{
    return {.code = code, .payload = {}, .contentFormat = {}};
}

} // namespace

class VirtualRiotBoard::Private
{
public:
    Private(BoardProfile profile, Listener listener)
        : m_listener(std::move(listener))
        , m_device(std::move(profile), deviceListener())
    {
    }

    ~Private()
    {
        if (m_server)
            m_server->stop();
        m_stopping = true;
        if (m_terminal)
            m_terminal->wake();
        if (m_reader.joinable())
            m_reader.join();
        m_device.cutPower();
    }

    Result<> start()
    {
        const BoardProfile& profile = m_device.profile();
        if (auto checked = profile.check(); !checked)
            return checked;
        if (auto locked = lockDirectory(); !locked)
            return locked;
        if (auto opened = m_device.open(); !opened)
            return opened;
        if (profile.console) {
            auto terminal = PseudoTerminal::open();
            if (!terminal)
                return failure(terminal.error());
            m_terminal = std::move(*terminal);
        }
        if (auto serving = startServer(); !serving)
            return serving;
        if (m_terminal)
            m_reader = std::thread([this] { readConsole(); });
        m_device.powerOn();
        return {};
    }

    RiotDevice& device() { return m_device; }
    QString consolePath() const { return m_terminal ? m_terminal->path() : QString(); }

    QString uri(bool secure) const
    {
        for (const CoapEndpoint& endpoint : m_server->endpoints()) {
            if (endpoint.secure == secure)
                return endpoint.uri();
        }
        return {};
    }

private:
    Listener deviceListener()
    {
        Listener listener = m_listener;
        listener.console = [this](const QByteArray& bytes) {
            if (m_terminal)
                m_terminal->write(bytes);
            if (m_listener.console)
                m_listener.console(bytes);
        };
        return listener;
    }

    Result<> lockDirectory()
    {
        const BoardProfile& profile = m_device.profile();
        QDir().mkpath(profile.directory);
        m_lock = std::make_unique<QLockFile>(profile.directory + QStringLiteral("/lock"));
        m_lock->setStaleLockTime(0); // Only the death of its process frees it.
        if (m_lock->tryLock())
            return {};
        if (m_lock->error() != QLockFile::LockFailedError)
            return failure(Error::Code::Io, Tr::tr("the board's directory can not be locked"), profile.directory);
        qint64 process = 0;
        QString host;
        QString program;
        m_lock->getLockInfo(&process, &host, &program);
        return failure(Error::Code::Busy,
                       Tr::tr("the board '%1' runs already (process %2)").arg(profile.name).arg(process),
                       profile.directory, Tr::tr("end that one, or give this one another name"));
    }

    Result<> startServer()
    {
        const BoardProfile& profile = m_device.profile();
        CoapServerOptions options;
        options.endpoints.push_back({profile.coapAddress, profile.coapPort, false});
        if (profile.coaps) {
            options.endpoints.push_back({profile.coapAddress, dtlsPortAny, true});
            options.psk.push_back({QString::fromUtf8(profile.psk.identity), profile.psk.key});
        }
        options.asRiot = true;
        QByteArray links("</riot/board>,</suit/version>");
        if (profile.kind == BoardProfile::Slots::Riotboot)
            links += ",</suit/slot/active>,</suit/slot/inactive>";
        links += ",</suit/trigger>,</.well-known/core>";
        options.links = links;
        m_server = std::make_unique<CoapServer>(std::move(options), QStringLiteral("board ") + profile.name);
        addResources();
        return m_server->start();
    }

    void addResources()
    {
        const BoardProfile& profile = m_device.profile();
        const auto add = [this](CoapMethod method, const char* path, CoapHandler handler) {
            m_server->setHandler(method, QString::fromLatin1(path),
                                 [this, handler = std::move(handler)](const CoapRequest& request) {
                                     CoapResponse response = handler(request);
                                     response.silent = !m_device.isOn();
                                     return response;
                                 });
        };
        add(CoapMethod::Get, "riot/board",
            [name = profile.boardName.toUtf8()](const CoapRequest&) { return text(name); });
        add(CoapMethod::Get, "suit/version", [](const CoapRequest&) { return text("NONE"); });
        add(CoapMethod::Post, "suit/trigger", [this](const CoapRequest& request) { return onTrigger(request); });
        if (profile.kind != BoardProfile::Slots::Riotboot)
            return;
        add(CoapMethod::Get, "suit/slot/active",
            [this](const CoapRequest&) { return text(QByteArray::number(m_device.reportedSlot().value_or(0))); });
        add(CoapMethod::Get, "suit/slot/inactive",
            [this](const CoapRequest&) { return text(QByteArray::number(1 - m_device.reportedSlot().value_or(0))); });
    }

    CoapResponse onTrigger(const CoapRequest& request)
    {
        if (request.payload.isEmpty())
            return onlyCode(coapcode::incomplete);
        if (request.payload.size() >= triggerLimit)
            return onlyCode(coapcode::tooLarge);
        if (m_device.isOn())
            m_device.triggerPacket(request.payload);
        return onlyCode(coapcode::created); // Also while the worker is busy.
    }

    void readConsole()
    {
        while (!m_stopping) {
            const QByteArray typed = m_terminal->read(readLimit);
            if (!typed.isEmpty() && !m_stopping)
                m_device.type(typed);
        }
    }

    Listener m_listener;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<PseudoTerminal> m_terminal;
    RiotDevice m_device;
    std::unique_ptr<CoapServer> m_server;
    std::thread m_reader;
    std::atomic<bool> m_stopping = false;
};

VirtualRiotBoard::VirtualRiotBoard(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

VirtualRiotBoard::~VirtualRiotBoard() = default;

Result<std::unique_ptr<VirtualRiotBoard>> VirtualRiotBoard::start(BoardProfile profile, Listener listener)
{
    auto made = std::make_unique<Private>(std::move(profile), std::move(listener));
    if (auto started = made->start(); !started)
        return failure(started.error());
    return std::unique_ptr<VirtualRiotBoard>(new VirtualRiotBoard(std::move(made)));
}

const BoardProfile& VirtualRiotBoard::profile() const
{
    return d->device().profile();
}

QString VirtualRiotBoard::coapUri() const
{
    return d->uri(false);
}

QString VirtualRiotBoard::coapsUri() const
{
    return d->uri(true);
}

QString VirtualRiotBoard::consolePath() const
{
    return d->consolePath();
}

BoardStatus VirtualRiotBoard::status() const
{
    return d->device().status();
}

std::optional<Digest> VirtualRiotBoard::imageDigest() const
{
    return d->device().imageDigest();
}

void VirtualRiotBoard::trigger(const QByteArray& url)
{
    d->device().triggerPacket(url);
}

void VirtualRiotBoard::type(const QByteArray& text)
{
    d->device().type(text);
}

void VirtualRiotBoard::cutPower()
{
    d->device().cutPower();
}

void VirtualRiotBoard::powerOn()
{
    d->device().powerOn();
}

bool VirtualRiotBoard::waitIdle(std::chrono::milliseconds limit) const
{
    return d->device().waitIdle(limit);
}

} // namespace ota
