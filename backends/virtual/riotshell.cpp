// SPDX-License-Identifier: Apache-2.0
#include "virtual/riotshell.h"

#include <algorithm>
#include <utility>

namespace ota {

namespace {

constexpr qsizetype inputBuffer = 64;
constexpr qsizetype lineBuffer = 128;
constexpr char backspace = '\x08';
constexpr char erase = '\x7f';
constexpr char interrupt = '\x03';

} // namespace

RiotShell::RiotShell(std::vector<Command> commands, RiotPrint print, bool narrow)
    : m_commands(std::move(commands))
    , m_print(std::move(print))
    , m_narrow(narrow)
{
}

void RiotShell::feed(const QByteArray& bytes)
{
    m_waiting.append(bytes);
    const qsizetype now = m_narrow ? std::min(m_waiting.size(), inputBuffer - 1) : m_waiting.size();
    const QByteArray taken = m_waiting.left(now);
    m_waiting.remove(0, now);
    for (const char typed : taken)
        take(typed);
}

void RiotShell::take(char typed)
{
    const bool endedByCr = std::exchange(m_afterCr, typed == '\r');
    if (typed == '\n' && endedByCr)
        return;
    if (typed == '\r' || typed == '\n') {
        m_print("\n");
        if (m_line.size() >= lineBuffer)
            m_print("shell: maximum line length exceeded\n");
        else
            execute(m_line);
        m_line.clear();
        prompt();
    } else if (typed == backspace || typed == erase) {
        if (!m_line.isEmpty()) {
            m_line.chop(1);
            m_print("\b \b");
        }
    } else if (typed == interrupt) {
        m_line.clear();
        m_print("\n");
        prompt();
    } else {
        m_line.append(typed);
        m_print(QByteArray(1, typed));
    }
}

void RiotShell::execute(const QByteArray& line)
{
    const QByteArrayList words = line.simplified().split(' ');
    const QByteArray& name = words.constFirst();
    if (name.isEmpty())
        return;
    if (name == "help") {
        help();
        return;
    }
    const auto found =
        std::find_if(m_commands.begin(), m_commands.end(), [&](const Command& each) { return each.name == name; });
    if (found == m_commands.end())
        m_print("shell: command not found: " + name + '\n');
    else
        found->run(words);
}

void RiotShell::help()
{
    QByteArray text("Command              Description\n---------------------------------------\n");
    for (const Command& command : m_commands)
        text += command.name.leftJustified(20) + ' ' + command.help + '\n';
    m_print(text);
}

} // namespace ota
