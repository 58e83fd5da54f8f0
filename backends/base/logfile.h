// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/logring.h"
#include "base/result.h"

#include <QFile>
#include <QString>

#include <memory>

namespace ota {

/// The log on disk: `ota.log` in a folder, and `ota.1.log` … the older ones, `keptFiles` in all, each at most
/// `maxBytes`. One thread at a time. A disk that is full ends the writing, never the program.
class LogFile
{
public:
    static constexpr qint64 maxBytes = qint64{4} << 20;
    static constexpr int keptFiles = 5;

    /// Error: Io.
    static Result<std::unique_ptr<LogFile>> open(const QString& folder, qint64 maxBytes = LogFile::maxBytes);

    /// `2026-08-30T21:13:09.123Z warning ota.http …`
    void append(const LogLine& line);

private:
    LogFile(QString folder, qint64 limit);

    QString nameOf(int age) const;
    void rotate();

    QString m_folder;
    qint64 m_limit;
    QFile m_file;
};

/// `debug`, `info`, `warning`, `error`.
QString levelName(QtMsgType level);

} // namespace ota
