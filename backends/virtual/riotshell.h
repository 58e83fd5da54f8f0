// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "virtual/riotstorage.h"

#include <QByteArray>
#include <QByteArrayList>

#include <functional>
#include <vector>

namespace ota {

/// RIOT's shell on the console: echo, prompt, one line a command. One thread at a time.
class RiotShell
{
public:
    struct Command
    {
        QByteArray name;
        QByteArray help;
        std::function<void(const QByteArrayList& words)> run; ///< The name is the first word.
    };

    /// With `narrow` the input is buffered in 64 bytes as on the boards: what is typed faster stays behind and joins
    /// the next command (spec/suit-coap.md 3.2).
    RiotShell(std::vector<Command> commands, RiotPrint print, bool narrow);

    void prompt() { m_print("> "); }

    /// What was typed.
    void feed(const QByteArray& bytes);

private:
    void take(char typed);
    void execute(const QByteArray& line);
    void help();

    std::vector<Command> m_commands;
    RiotPrint m_print;
    bool m_narrow;
    QByteArray m_waiting; ///< Stayed behind.
    QByteArray m_line;
    bool m_afterCr = false;
};

} // namespace ota
