// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHostAddress>
#include <QProcess>
#include <QUdpSocket>

namespace ota {

/// Runs a program to its end. Its exit status; -1 when it does not start, hangs or crashes.
inline int runProgram(const QString& program, const QStringList& arguments, QByteArray* output = nullptr,
                      QByteArray* errors = nullptr,
                      const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
        return -1;
    }
    if (output)
        *output = process.readAllStandardOutput();
    if (errors)
        *errors = process.readAllStandardError();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

/// A program that runs until this goes.
class RunningProgram
{
public:
    RunningProgram(const QString& program, const QStringList& arguments,
                   const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(program, arguments);
        m_process.waitForStarted();
    }
    ~RunningProgram()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(RunningProgram)

    QProcess& process() { return m_process; }

private:
    QProcess m_process;
};

/// A UDP port of loopback that was free a moment ago, with its successor free as well: for servers that can not choose.
inline quint16 freeUdpPort()
{
    for (;;) {
        QUdpSocket first;
        QUdpSocket second;
        if (first.bind(QHostAddress::LocalHost, 0, QAbstractSocket::DontShareAddress) && first.localPort() < 65'000 &&
            second.bind(QHostAddress::LocalHost, static_cast<quint16>(first.localPort() + 1),
                        QAbstractSocket::DontShareAddress))
            return first.localPort();
    }
}

} // namespace ota
