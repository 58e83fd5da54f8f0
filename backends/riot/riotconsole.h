// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace ota {

/// What one line of a RIOT board's console says of its update (spec/suit-coap.md 3.3).
struct RiotEvent
{
    QString name;       ///< `seq.compare`
    QJsonObject fields; ///< `manifest`, `stored`

    bool operator==(const RiotEvent&) const = default;
};

/// One line of the console as a person reads it: decoded, without escape sequences and prompt.
struct RiotLine
{
    QString text;
    qint64 begin = 0; ///< First byte in the stream, counted from the parser's first.
    qint64 end = 0;   ///< One behind the last byte, without the line end.
    std::optional<RiotEvent> event;
};

/// Takes a console apart, any number of bytes at a time: the pieces make no difference. Pure; never fails.
///
/// Carriage return and line feed both end a line; empty lines are left out, and so is the echo of what was typed.
/// Progress of the same percentage is reported once.
class RiotConsoleParser
{
public:
    /// What is longer is cut: no line of RIOT is.
    static constexpr qsizetype longestLine = 4096;

    std::vector<RiotLine> take(QByteArrayView bytes);

    /// The stream has ended: a last line without an end.
    std::vector<RiotLine> finish();

private:
    void endLine(std::vector<RiotLine>& lines);
    std::optional<RiotEvent> understand(const QString& line);

    QByteArray m_line;
    qint64 m_position = 0;  ///< Of the next byte.
    qint64 m_lineBegin = 0; ///< Of the present line.
    int m_percent = -1;     ///< Reported last.
};

/// A line as it stands in the bytes: UTF-8 decoded, escape sequences and the prompt taken away.
QString riotLineText(QByteArrayView bytes);

/// What a line says; nothing when it is none of the lines that are known.
std::optional<RiotEvent> riotEventOf(const QString& line);

} // namespace ota
