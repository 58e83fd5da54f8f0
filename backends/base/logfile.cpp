// SPDX-License-Identifier: Apache-2.0
#include "base/logfile.h"

#include <QDateTime>

#include <utility>

namespace ota {

Result<std::unique_ptr<LogFile>> LogFile::open(const QString& folder, qint64 maxBytes)
{
    std::unique_ptr<LogFile> log(new LogFile(folder, maxBytes));
    if (!log->m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        return failure(Error::Code::Io, log->m_file.errorString(), log->m_file.fileName());
    return log;
}

LogFile::LogFile(QString folder, qint64 limit)
    : m_folder(std::move(folder))
    , m_limit(limit)
    , m_file(nameOf(0))
{
}

QString LogFile::nameOf(int age) const
{
    return age == 0 ? m_folder + QStringLiteral("/ota.log") : QStringLiteral("%1/ota.%2.log").arg(m_folder).arg(age);
}

void LogFile::append(const LogLine& line)
{
    if (!m_file.isOpen())
        return;
    if (m_file.size() >= m_limit)
        rotate();
    // One entry a line: what came over a network must not be able to forge another one.
    QString text = line.text;
    text.replace(u'\n', QStringLiteral("\\n")).replace(u'\r', QStringLiteral("\\r"));
    const QString time = QDateTime::fromMSecsSinceEpoch(line.timeNs / 1'000'000, Qt::UTC).toString(Qt::ISODateWithMs);
    const QString entry = QStringLiteral("%1 %2 %3 %4\n").arg(time, levelName(line.level), line.category, text);
    m_file.write(entry.toUtf8());
    m_file.flush();
}

void LogFile::rotate()
{
    m_file.close();
    QFile::remove(nameOf(keptFiles - 1));
    for (int age = keptFiles - 2; age >= 0; --age)
        QFile::rename(nameOf(age), nameOf(age + 1));
    // Where this fails there is no place left to say so.
    [[maybe_unused]] const bool opened = m_file.open(QIODevice::WriteOnly | QIODevice::Append);
}

QString levelName(QtMsgType level)
{
    switch (level) {
    case QtDebugMsg:
        return QStringLiteral("debug");
    case QtInfoMsg:
        return QStringLiteral("info");
    case QtWarningMsg:
        return QStringLiteral("warning");
    default:
        return QStringLiteral("error");
    }
}

} // namespace ota
