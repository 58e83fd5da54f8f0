// SPDX-License-Identifier: Apache-2.0
#include "base/logring.h"

#include "base/logfile.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <utility>

namespace ota {

namespace {

// Qt's message handler is a plain function: the one ring it writes to has to be known to this file.
std::atomic<LogRing*> installedRing = nullptr;

void handleMessage(QtMsgType level, const QMessageLogContext& context, const QString& text)
{
    if (LogRing* ring = installedRing.load())
        ring->append(level, QString::fromLatin1(context.category ? context.category : "default"), text);
}

} // namespace

LogRing::LogRing(std::size_t capacity)
    : m_capacity(capacity)
{
}

LogRing::~LogRing()
{
    if (m_installed) {
        installedRing = nullptr;
        qInstallMessageHandler(nullptr);
    }
}

void LogRing::install(bool echo)
{
    Q_ASSERT(!installedRing.load() || installedRing.load() == this);
    m_echo = echo;
    m_installed = true;
    installedRing = this;
    qInstallMessageHandler(handleMessage);
}

void LogRing::setFile(std::unique_ptr<LogFile> file)
{
    const std::lock_guard lock(m_mutex);
    m_file = std::move(file);
}

void LogRing::append(QtMsgType level, const QString& category, const QString& text)
{
    using namespace std::chrono;
    const qint64 now = duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
    const std::lock_guard lock(m_mutex);
    m_lines.push_back({++m_lastId, now, level, category, text});
    if (m_lines.size() > m_capacity)
        m_lines.pop_front();
    if (m_file)
        m_file->append(m_lines.back());
    const bool grave = level == QtWarningMsg || level == QtCriticalMsg || level == QtFatalMsg;
    if (m_echo && grave)
        std::fprintf(stderr, "%s: %s\n", qUtf8Printable(category), qUtf8Printable(text));
}

std::vector<LogLine> LogRing::after(quint64 id) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<LogLine> lines;
    for (auto line = m_lines.rbegin(); line != m_lines.rend() && line->id > id; ++line)
        lines.push_back(*line);
    return {lines.rbegin(), lines.rend()};
}

} // namespace ota
