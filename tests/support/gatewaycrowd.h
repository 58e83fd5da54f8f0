// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QtGlobal>

#include <sys/types.h>

namespace ota {

/// Many gateways that wait in long polls, as bare sockets of a process of their own: their files and memory are not
/// those of the service that is looked at. Linux.
class GatewayCrowd final
{
public:
    /// Forks: to be made before there are threads.
    GatewayCrowd();
    ~GatewayCrowd();
    Q_DISABLE_COPY_MOVE(GatewayCrowd)

    /// One gateway a token connects to 127.0.0.1 and asks for `config_otau`, for as long as 300 s.
    void begin(quint16 port, bool secure, const QByteArrayList& tokens);

    struct Answers
    {
        int once = 0;       ///< Got one whole answer with a value, and nothing behind it.
        int wrong = 0;      ///< All others.
        qint64 firstNs = 0; ///< Of the steady clock.
        qint64 lastNs = 0;
    };
    /// Waits until each has its answer, a minute at most, and a little longer for answers too many.
    Answers end();

private:
    pid_t m_process = -1;
    int m_orders = -1;
    int m_answers = -1;
};

} // namespace ota
