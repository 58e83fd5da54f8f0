// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QtGlobal>

#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace ota {

class LogFile;

/// One line of the program's own log.
struct LogLine
{
    quint64 id = 0;    ///< Strictly rising from 1.
    qint64 timeNs = 0; ///< Since 1970 UTC.
    QtMsgType level = QtInfoMsg;
    QString category; ///< `ota.http`
    QString text;
};

/// The last lines of the log. Front ends ask for everything after the last id they have seen. Any thread.
class LogRing
{
public:
    explicit LogRing(std::size_t capacity = 10'000);
    ~LogRing();
    Q_DISABLE_COPY_MOVE(LogRing)

    /// Lets Qt's categorised logging (qCInfo and its kin) end here until this object is gone. One ring at a time.
    /// With `echo` warnings and worse also go to standard error.
    void install(bool echo);

    /// Writes each line that comes to the file too.
    void setFile(std::unique_ptr<LogFile> file);

    void append(QtMsgType level, const QString& category, const QString& text);

    /// Lines with an id above `id`, oldest first. A gap between `id` and the first line's id means that lines were
    /// lost.
    std::vector<LogLine> after(quint64 id) const;

private:
    mutable std::mutex m_mutex;
    std::deque<LogLine> m_lines;
    std::size_t m_capacity;
    quint64 m_lastId = 0;
    std::unique_ptr<LogFile> m_file;
    bool m_echo = false;
    bool m_installed = false;
};

} // namespace ota
