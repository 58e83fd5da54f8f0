// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include <csignal>

#include <vector>

namespace ota {

/// `otaw serve` on free ports, with its lines; another noun that serves when it is named.
class Serve
{
public:
    Serve(const QString& bench, const QStringList& more = {}, const QStringList& verb = {QStringLiteral("serve")})
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(OTAW), QStringList{QStringLiteral("--bench"), bench, QStringLiteral("--json")} +
                                                  verb + (more.isEmpty() ? standard() : more));
    }

    ~Serve()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    static QStringList standard()
    {
        return {QStringLiteral("--http"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--coap"),
                QStringLiteral("127.0.0.1:0")};
    }

    /// The first record that has `key`.
    QJsonObject waitFor(const QString& key, const QString& value = {})
    {
        for (const QDeadlineTimer limit(30'000); !limit.hasExpired();) {
            while (m_process.canReadLine())
                m_lines.push_back(QJsonDocument::fromJson(m_process.readLine()).object());
            for (const QJsonObject& line : m_lines) {
                if (line.contains(key) && (value.isEmpty() || line[key].toString() == value))
                    return line;
            }
            if (m_process.state() == QProcess::NotRunning)
                return {};
            m_process.waitForReadyRead(100);
        }
        return {};
    }

    int endWith(int signal)
    {
        ::kill(static_cast<pid_t>(m_process.processId()), signal);
        if (!m_process.waitForFinished(20'000))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
    }

private:
    QProcess m_process;
    std::vector<QJsonObject> m_lines;
};

struct Ran
{
    int status = -1;
    QByteArray out;
    QByteArray err;
    QByteArray all() const { return QByteArray(out + err); }

    QJsonObject last() const { return QJsonDocument::fromJson(out.trimmed().split('\n').last()).object(); }
};

inline Ran run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    Ran ran;
    if (process.waitForFinished(60'000))
        ran.status = process.exitCode();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

inline Ran otaw(const QString& bench, const QStringList& arguments)
{
    return run(QStringLiteral(OTAW),
               QStringList{QStringLiteral("--bench"), bench, QStringLiteral("--json")} + arguments);
}

} // namespace ota
