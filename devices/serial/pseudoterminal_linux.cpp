// SPDX-License-Identifier: Apache-2.0
#include "devices/serial/pseudoterminal.h"

#include <QFile>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace ota {

namespace {

class LinuxPseudoTerminal final : public PseudoTerminal
{
public:
    LinuxPseudoTerminal() = default;

    ~LinuxPseudoTerminal() override
    {
        for (const int descriptor : {m_board, m_line, m_wake}) {
            if (descriptor >= 0)
                ::close(descriptor);
        }
    }

    Result<> openPair()
    {
        char name[256] = {};
        termios raw{};
        ::cfmakeraw(&raw);
        raw.c_cflag |= CREAD | CLOCAL;
        if (::openpty(&m_board, &m_line, name, &raw, nullptr) != 0)
            return failure(Error::Code::Io, qt_error_string(errno), QStringLiteral("openpty"));
        // The line's end stays open here too: without it a board that nobody listens to would read end-of-file for
        // ever.
        for (const int descriptor : {m_board, m_line})
            ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
        ::fcntl(m_board, F_SETFL, ::fcntl(m_board, F_GETFL) | O_NONBLOCK);
        m_wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        m_path = QFile::decodeName(name);
        return {};
    }

    QString path() const override { return m_path; }

    qint64 write(QByteArrayView bytes) override
    {
        while (!bytes.isEmpty()) {
            const auto written = ::write(m_board, bytes.data(), static_cast<std::size_t>(bytes.size()));
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return bytes.size();
            bytes = bytes.sliced(written);
        }
        return 0;
    }

    QByteArray read(std::chrono::milliseconds limit) override
    {
        pollfd ready[2] = {{m_board, POLLIN, 0}, {m_wake, POLLIN, 0}};
        if (::poll(ready, 2, static_cast<int>(limit.count())) <= 0)
            return {};
        if (ready[1].revents != 0) {
            std::uint64_t count = 0;
            [[maybe_unused]] const auto got = ::read(m_wake, &count, sizeof count);
        }
        char buffer[4096];
        const auto got = ::read(m_board, buffer, sizeof buffer);
        return got > 0 ? QByteArray(buffer, got) : QByteArray();
    }

    void wake() override
    {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
    }

private:
    int m_board = -1; ///< The board's side.
    int m_line = -1;  ///< The side that others open by path.
    int m_wake = -1;
    QString m_path;
};

} // namespace

Result<std::unique_ptr<PseudoTerminal>> PseudoTerminal::open()
{
    auto terminal = std::make_unique<LinuxPseudoTerminal>();
    if (auto opened = terminal->openPair(); !opened)
        return failure(opened.error());
    return std::unique_ptr<PseudoTerminal>(std::move(terminal));
}

} // namespace ota
