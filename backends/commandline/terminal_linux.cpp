// SPDX-License-Identifier: Apache-2.0
#include "commandline/terminal.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Terminal)
};

// A signal handler can reach nothing but globals.
std::atomic<int> wakeDescriptor = -1;
std::atomic<int> interruptCount = 0;

extern "C" void onSignal(int)
{
    const int before = interruptCount.fetch_add(1);
    if (before > 0)
        ::_exit(130);
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wakeDescriptor, &one, sizeof one);
}

/// Echo off for as long as this lives.
class SilentTerminal
{
public:
    explicit SilentTerminal(int descriptor)
        : m_descriptor(descriptor)
    {
        ::tcgetattr(descriptor, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(descriptor, TCSAFLUSH, &silent);
    }
    ~SilentTerminal() { ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before); }
    Q_DISABLE_COPY_MOVE(SilentTerminal)

private:
    int m_descriptor;
    termios m_before{};
};

Result<QString> readLine(int descriptor, const std::stop_token& stop)
{
    QByteArray line;
    constexpr int pollMs = 100;
    constexpr qsizetype longest = 4096;
    while (line.size() < longest) {
        if (stop.stop_requested())
            return failure(Error::Code::Cancelled, Tr::tr("cancelled at the prompt"));
        pollfd ready{descriptor, POLLIN, 0};
        if (::poll(&ready, 1, pollMs) <= 0)
            continue;
        char c = 0;
        if (::read(descriptor, &c, 1) != 1 || c == '\n')
            break;
        line.append(c);
    }
    return QString::fromUtf8(line);
}

} // namespace

bool isTerminal(std::FILE* stream)
{
    return ::isatty(::fileno(stream)) == 1;
}

int terminalColumns(std::FILE* stream)
{
    winsize size{};
    if (::ioctl(::fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col;
}

Result<QString> askOnTerminal(const QString& prompt, std::stop_token stop)
{
    const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return failure(Error::Code::Usage,
                       Tr::tr("a secret is needed (%1) and there is no terminal to ask on").arg(prompt), {},
                       Tr::tr("Give it with --password-file."));
    const QByteArray text = prompt.toUtf8() + ": ";
    [[maybe_unused]] auto written = ::write(descriptor, text.constData(), static_cast<std::size_t>(text.size()));
    Result<QString> line = [&] {
        const SilentTerminal silent(descriptor);
        return readLine(descriptor, stop);
    }();
    written = ::write(descriptor, "\n", 1);
    ::close(descriptor);
    return line;
}

struct InterruptWatch::Private
{
    int descriptor = -1;
    std::unique_ptr<QSocketNotifier> notifier;
    struct sigaction oldInterrupt = {};
    struct sigaction oldTerminate = {};
};

InterruptWatch::InterruptWatch(std::function<void()> onInterrupt)
    : d(std::make_unique<Private>())
{
    d->descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    wakeDescriptor = d->descriptor;
    interruptCount = 0;
    d->notifier = std::make_unique<QSocketNotifier>(d->descriptor, QSocketNotifier::Read);
    QObject::connect(d->notifier.get(), &QSocketNotifier::activated, d->notifier.get(),
                     [fd = d->descriptor, onInterrupt = std::move(onInterrupt)] {
                         std::uint64_t count = 0;
                         [[maybe_unused]] const auto got = ::read(fd, &count, sizeof count);
                         onInterrupt();
                     });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, &d->oldInterrupt);
    ::sigaction(SIGTERM, &action, &d->oldTerminate);
}

InterruptWatch::~InterruptWatch()
{
    ::sigaction(SIGINT, &d->oldInterrupt, nullptr);
    ::sigaction(SIGTERM, &d->oldTerminate, nullptr);
    d->notifier.reset();
    wakeDescriptor = -1;
    ::close(d->descriptor);
}

} // namespace ota
