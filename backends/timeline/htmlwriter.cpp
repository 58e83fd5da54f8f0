// SPDX-License-Identifier: Apache-2.0
// The export for people: one HTML file that needs nothing else, light and dark, and prints on A4.
#include "base/bytes.h"
#include "timeline/comparison.h"
#include "timeline/exportwriters_p.h"
#include "timeline/htmlstyle_p.h"
#include "timeline/reason.h"
#include "timeline/sentence.h"
#include "timeline/timelinetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HtmlExport)
};

constexpr double laneWidth = 1000; ///< Units of the drawn lane.
constexpr double laneRight = 970;  ///< Behind it stands the mark of the result.
constexpr double nameFrom = 76;    ///< A bar shows its phase's name from this width on,
constexpr double letterFrom = 14;  ///< and its letter from this one.
constexpr std::size_t keptNotes = 500;

QString escaped(const QString& text)
{
    return plainText(text).toHtmlEscaped();
}

QString cell(const QString& text, const char* style = nullptr)
{
    return (style ? QStringLiteral("<td class=\"%1\">").arg(QLatin1StringView(style)) : QStringLiteral("<td>")) +
           escaped(text) + QStringLiteral("</td>");
}

QString head(const QString& text, const char* style = nullptr)
{
    return (style ? QStringLiteral("<th class=\"%1\">").arg(QLatin1StringView(style)) : QStringLiteral("<th>")) +
           escaped(text) + QStringLiteral("</th>");
}

QString timeText(qint64 ns)
{
    return QDateTime::fromMSecsSinceEpoch(ns / 1'000'000).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
}

QString tag(SessionResult result)
{
    return QStringLiteral("<span class=\"tag %1\">%2</span>").arg(keyOf(classOf(result)), escaped(label(result)));
}

QString swatch(Phase phase)
{
    return QStringLiteral("<span class=\"sw\" style=\"background:var(--%1);border-color:var(--%1edge)\"></span>")
        .arg(keyOf(phase));
}

QString letterOf(Phase phase)
{
    switch (phase) {
    case Phase::Confirm:
        return QStringLiteral("F"); // C is CHECK.
    case Phase::Rollback:
        return QString(QChar(0x25C2));
    case Phase::Cancel:
        return QString(QChar(0x00D7));
    default:
        return keyOf(phase).left(1);
    }
}

QString markOf(SessionResult result)
{
    switch (classOf(result)) {
    case ResultClass::Good:
        return QString(QChar(0x2713));
    case ResultClass::Bad:
        return QString(QChar(0x2717));
    case ResultClass::Attention:
        return QString(QChar(0x26A0));
    case ResultClass::EndedByUs:
        return QString(QChar(0x2013));
    case ResultClass::Running:
        break;
    }
    return QString(QChar(0x2026));
}

qint64 endOf(const SessionRow& row)
{
    qint64 end = std::max(row.lastNs, row.closedNs.value_or(0));
    for (const PhaseSpan& span : row.phases)
        end = std::max(end, span.endNs.value_or(span.beginNs));
    return end;
}

/// How long a span lasted as far as the record goes; what is open ends with the last event.
qint64 lengthOf(const SessionRow& row, const PhaseSpan& span)
{
    return lengthOf(row, span, row.lastNs);
}

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

/// One rectangle with its name, where there is room for it.
QString bar(const PhaseSpan& span, qint64 lengthNs, double x, double width)
{
    const QString phase = keyOf(span.phase);
    QString out = QStringLiteral("<g><title>%1</title><rect x=\"%2\" y=\"9\" width=\"%3\" height=\"16\" "
                                 "style=\"fill:var(--%4);stroke:var(--%4edge)\"/>")
                      .arg(escaped(QStringLiteral("%1, %2").arg(label(span.phase), humanDuration(lengthNs))), number(x),
                           number(std::max(1.0, width)), phase);
    const bool named = width >= nameFrom;
    if (width >= letterFrom)
        out += QStringLiteral("<text x=\"%1\" y=\"21\"%2 style=\"fill:var(--%3ink)\">%4</text>")
                   .arg(number(named ? x + 6 : x + width / 2),
                        named ? QString() : QStringLiteral(" text-anchor=\"middle\""), phase,
                        named ? phase : letterOf(span.phase));
    return out + QStringLiteral("</g>");
}

/// The session as one lane: bars, the mark of its result, times below.
QString lane(const SessionRow& row)
{
    const qint64 begin = row.openedNs;
    const double scale = laneRight / static_cast<double>(std::max<qint64>(1, endOf(row) - begin));
    QString out = QStringLiteral("<svg class=\"lane\" viewBox=\"0 0 1000 44\" role=\"img\" aria-label=\"%1\">"
                                 "<line class=\"rule\" x1=\"0\" y1=\"17\" x2=\"1000\" y2=\"17\"/>")
                      .arg(escaped(row.sentence));
    for (const PhaseSpan& span : row.phases) {
        if (span.phase == Phase::Idle)
            continue;
        const qint64 length = lengthOf(row, span);
        out +=
            bar(span, length, static_cast<double>(span.beginNs - begin) * scale, static_cast<double>(length) * scale);
    }
    out += QStringLiteral("<text x=\"%1\" y=\"22\" class=\"%2\" style=\"fill:currentColor;font-size:15px\">%3</text>")
               .arg(number(laneRight + 8), keyOf(classOf(row.result)), markOf(row.result));
    constexpr int ticks = 4;
    for (int i = 0; i <= ticks; ++i) {
        const double x = laneRight * i / ticks;
        const auto ns = static_cast<qint64>(x / scale);
        out += QStringLiteral("<line class=\"rule\" x1=\"%1\" y1=\"28\" x2=\"%1\" y2=\"32\"/>"
                              "<text class=\"axis\" x=\"%1\" y=\"42\" text-anchor=\"%2\">%3</text>")
                   .arg(number(x),
                        i == 0       ? QStringLiteral("start")
                        : i == ticks ? QStringLiteral("end")
                                     : QStringLiteral("middle"),
                        i == 0 ? QStringLiteral("0") : QStringLiteral("+") + humanDuration(ns));
    }
    return out + QStringLiteral("</svg>\n");
}

class HtmlWriter final : public ExportWriter
{
public:
    using ExportWriter::ExportWriter;

    void begin(const std::vector<SessionRow>& sessions) override
    {
        ExportWriter::begin(sessions);
        const QString title =
            sessions.size() == 1
                ? Tr::tr("Session %1 of %2").arg(sessions.front().id.value).arg(sessions.front().board.text())
                : Tr::tr("Timeline");
        write(QStringLiteral(
                  "<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                  "content=\"width=device-width\"><title>%2</title><style>%3</style></head><body>\n<h1>%2</h1>\n")
                  .arg(QLocale().bcp47Name(), escaped(title), QLatin1StringView(htmlStyle)));
        writeFacts(sessions);
        if (sessions.empty())
            write(QStringLiteral("<p>%1</p>\n").arg(escaped(Tr::tr("There are no sessions."))));
        if (sessions.size() > 1)
            writeOverview(sessions);
    }

    void session(const SessionRow& row, const std::vector<Finding>& findings) override
    {
        const QString attempt = row.attempt > 1 ? Tr::tr(", attempt %1").arg(row.attempt) : QString();
        write(QStringLiteral("<section id=\"s%1\"><h2>#%1 %2 → %3%4 %5</h2>\n")
                  .arg(QString::number(row.id.value), escaped(row.board.text()),
                       escaped(row.target.isEmpty() ? QStringLiteral("?") : row.target), escaped(attempt),
                       tag(row.result)));
        if (row.simulated)
            write(QStringLiteral("<p class=\"sim\">%1</p>\n").arg(escaped(Tr::tr("Simulated board"))));
        write(QStringLiteral("<p>%1</p>\n<p class=\"facts\">%2</p>\n").arg(escaped(row.sentence), escaped(facts(row))));
        if (!row.phases.empty()) {
            write(lane(row));
            writePhases(row);
        }
        writeFindings(findings);
        write(QStringLiteral("</section>\n"));
    }

    void event(const Event& event) override
    {
        if (!m_table) {
            m_table = true;
            write(QStringLiteral("<h2 id=\"events\">%1</h2><table><tr>").arg(escaped(Tr::tr("Events"))) +
                  head(QStringLiteral("#")) + head(Tr::tr("Time")) + head(Tr::tr("Board")) + head(Tr::tr("Stream")) +
                  head(Tr::tr("Phase")) + head(Tr::tr("Result")) + head(Tr::tr("What")) + QStringLiteral("</tr>\n"));
        }
        const QString phase =
            event.phase ? keyOf(*event.phase) +
                              (event.centipercent ? QStringLiteral(" %1 %").arg(*event.centipercent / 100) : QString())
                        : QString();
        const QString result = event.result ? label(*event.result) : QString();
        const QString why = event.reason.isEmpty() ? QString() : QStringLiteral(" ") + event.reason;
        const QString what = event.message.isEmpty() ? event.code : event.message;
        write(QStringLiteral("<tr id=\"e%1\" class=\"%2\">").arg(event.seq).arg(keyOf(event.severity)) +
              cell(QString::number(event.seq), "n") + cell(timeText(event.hostNs), "n") +
              cell(isSimulated(event) ? event.board.text() + Tr::tr(" (simulated)") : event.board.text(), "n") +
              cell(keyOf(event.stream), "n") +
              QStringLiteral("<td class=\"n\">%1%2</td>").arg(event.phase ? swatch(*event.phase) : QString(), phase) +
              cell(result + why) + cell(what, "w") + QStringLiteral("</tr>\n"));
        if (event.severity >= Severity::Note && m_notes.size() < keptNotes)
            m_notes.push_back(event);
    }

    void end() override
    {
        if (m_table)
            write(QStringLiteral("</table>\n"));
        writeNotes();
        write(
            QStringLiteral("<p class=\"facts\">%1</p></body></html>\n").arg(escaped(Tr::tr("Made by OTA Workbench."))));
    }

private:
    void writeFacts(const std::vector<SessionRow>& sessions)
    {
        if (sessions.empty())
            return;
        qint64 from = sessions.front().openedNs;
        qint64 until = endOf(sessions.front());
        for (const SessionRow& row : sessions) {
            from = std::min(from, row.openedNs);
            until = std::max(until, endOf(row));
        }
        QString links = QStringLiteral("<a href=\"#events\">%1</a> · <a href=\"#notes\">%2</a>")
                            .arg(escaped(Tr::tr("Events")), escaped(Tr::tr("Notes and problems")));
        write(QStringLiteral("<p class=\"facts\">%1 – %2 · %3</p>\n").arg(timeText(from), timeText(until), links));
    }

    void writeOverview(const std::vector<SessionRow>& sessions)
    {
        write(QStringLiteral("<table><tr>") + head(QStringLiteral("#"), "n") + head(Tr::tr("Board")) +
              head(Tr::tr("Target")) + head(Tr::tr("Attempt"), "r") + head(Tr::tr("Result")) + head(Tr::tr("Reason")) +
              head(Tr::tr("Opened")) + head(Tr::tr("Lasted"), "r") + QStringLiteral("</tr>\n"));
        for (const SessionRow& row : sessions) {
            const QString board = row.simulated ? row.board.text() + Tr::tr(" (simulated)") : row.board.text();
            write(QStringLiteral("<tr><td class=\"n\"><a href=\"#s%1\">%1</a></td>").arg(row.id.value) + cell(board) +
                  cell(row.target) + cell(QString::number(row.attempt), "r") +
                  QStringLiteral("<td>%1</td>").arg(tag(row.result)) + cell(row.reason) +
                  cell(timeText(row.openedNs), "n") + cell(humanDuration(endOf(row) - row.openedNs), "r") +
                  QStringLiteral("</tr>\n"));
        }
        write(QStringLiteral("</table>\n"));
    }

    static QString facts(const SessionRow& row)
    {
        QStringList parts{Tr::tr("opened %1").arg(timeText(row.openedNs))};
        if (row.closedNs)
            parts << Tr::tr("closed %1").arg(timeText(*row.closedNs));
        if (!row.versionRunning.isEmpty())
            parts << Tr::tr("runs %1").arg(row.versionRunning);
        if (!row.release.isEmpty())
            parts << Tr::tr("release %1").arg(row.release);
        if (!row.requested.isEmpty())
            parts << Tr::tr("asked for by %1").arg(row.requested);
        if (row.payloadBytes > 0)
            parts << Tr::tr("%1 sent").arg(humanSize(static_cast<qint64>(row.payloadBytes)));
        return parts.join(QStringLiteral(" · "));
    }

    void writePhases(const SessionRow& row)
    {
        write(QStringLiteral("<table><tr>") + head(Tr::tr("Phase")) + head(Tr::tr("Began"), "r") +
              head(Tr::tr("Lasted"), "r") + head(Tr::tr("Moved"), "r") + head(Tr::tr("Result")) +
              QStringLiteral("</tr>\n"));
        for (const PhaseSpan& span : row.phases) {
            const QString moved = span.done && span.unit == Unit::Bytes ? humanSize(static_cast<qint64>(*span.done))
                                  : span.done                           ? QString::number(*span.done)
                                                                        : QString();
            const QString why = span.reason.isEmpty() ? QString() : QStringLiteral(" ") + span.reason;
            const QString result = span.result ? label(*span.result) : span.endNs ? QString() : Tr::tr("open");
            write(QStringLiteral("<tr><td class=\"n\">%1%2</td>").arg(swatch(span.phase), keyOf(span.phase)) +
                  cell(QStringLiteral("+") + humanDuration(std::max<qint64>(0, span.beginNs - row.openedNs)), "r") +
                  cell(humanDuration(lengthOf(row, span)), "r") + cell(moved, "r") + cell(result + why) +
                  QStringLiteral("</tr>\n"));
        }
        write(QStringLiteral("</table>\n"));
    }

    void writeFindings(const std::vector<Finding>& findings)
    {
        if (findings.empty())
            return;
        write(QStringLiteral("<h3>%1</h3><table><tr>").arg(escaped(Tr::tr("Findings"))) + head(Tr::tr("Finding")) +
              head(Tr::tr("Events")) + head(Tr::tr("What")) + QStringLiteral("</tr>\n"));
        for (const Finding& finding : findings) {
            QString links;
            for (const quint64 seq : finding.evidence)
                links += QStringLiteral("<a href=\"#e%1\">%1</a> ").arg(seq);
            write(QStringLiteral("<tr><td class=\"n %1\">%2 %3</td><td>%4</td>%5</tr>\n")
                      .arg(keyOf(finding.severity), escaped(finding.checker), escaped(finding.code), links,
                           cell(finding.message, "w")));
        }
        write(QStringLiteral("</table>\n"));
    }

    void writeNotes()
    {
        write(QStringLiteral("<h2 id=\"notes\">%1</h2>\n").arg(escaped(Tr::tr("Notes and problems"))));
        if (m_notes.empty()) {
            write(QStringLiteral("<p>%1</p>\n").arg(escaped(Tr::tr("There are none."))));
            return;
        }
        write(QStringLiteral("<table>\n"));
        for (const Event& event : m_notes)
            write(QStringLiteral("<tr><td class=\"n\"><a href=\"#e%1\">%1</a></td><td class=\"n %2\">%3</td>")
                      .arg(QString::number(event.seq), keyOf(event.severity), keyOf(event.severity)) +
                  cell(timeText(event.hostNs), "n") + cell(event.board.text(), "n") +
                  cell(event.message.isEmpty() ? event.code : event.message, "w") + QStringLiteral("</tr>\n"));
        write(QStringLiteral("</table>\n"));
        if (m_notes.size() == keptNotes)
            write(QStringLiteral("<p>%1</p>\n").arg(escaped(Tr::tr("Only the first %1 are listed.").arg(keptNotes))));
    }

    bool m_table = false;
    std::vector<Event> m_notes; ///< Notes and worse, the first of them.
};

} // namespace

std::unique_ptr<ExportWriter> makeHtmlWriter(QIODevice& device)
{
    return std::make_unique<HtmlWriter>(device);
}

} // namespace ota
