// SPDX-License-Identifier: Apache-2.0
// The export for people: one HTML file that needs nothing else and prints on A4.
#include "timeline/exportwriters_p.h"
#include "timeline/reason.h"
#include "timeline/sentence.h"
#include "timeline/timelinetext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace ota {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(HtmlExport)
};

QString escaped(const QString& text)
{
    return plainText(text).toHtmlEscaped();
}

QString cell(const QString& text, const QString& style = {})
{
    return (style.isEmpty() ? QStringLiteral("<td>") : QStringLiteral("<td class=\"%1\">").arg(style)) + escaped(text) +
           QStringLiteral("</td>");
}

constexpr const char* style = R"css(
:root{color-scheme:light dark}body{font:14px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .3rem}p{margin:.3rem 0 .8rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;padding:.15rem .6rem .15rem 0;vertical-align:top;border-bottom:1px solid #8884}
td.n{white-space:nowrap;font-variant-numeric:tabular-nums}.tag{display:inline-block;border:1px solid;border-radius:.25rem;padding:0 .4rem;font-size:.8rem}
.good{color:#1a7f37}.bad,.error{color:#c62828}.attention,.warning{color:#b26a00}.running{color:#1565c0}.ended_by_us{color:#777}.debug{opacity:.6}
.sim{background:repeating-linear-gradient(45deg,#8882 0 6px,transparent 6px 12px);padding:.2rem .5rem;font-weight:600}
.bar{display:flex;height:1.4rem;margin:.4rem 0 1rem;border:1px solid #8886}.bar div{overflow:hidden;font-size:.7rem;padding:.15rem .3rem;border-right:1px solid #8886;white-space:nowrap;background:#4a90d922}
.bar div.bad{background:#c6282833}.bar div.good{background:#1a7f3733}
@media print{body{margin:0;font-size:10px}tr{break-inside:avoid}}
)css";

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
                  "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                  "content=\"width=device-width\"><title>%1</title><style>%2</style></head><body>\n<h1>%1</h1>\n")
                  .arg(escaped(title), QLatin1StringView(style)));
        if (sessions.empty())
            write(QStringLiteral("<p>%1</p>\n").arg(escaped(Tr::tr("There are no sessions."))));
    }

    void session(const SessionRow& row, const std::vector<Finding>& findings) override
    {
        const QString attempt = row.attempt > 1 ? Tr::tr(", attempt %1").arg(row.attempt) : QString();
        write(QStringLiteral("<h2>#%1 %2 → %3%4 <span class=\"tag %5\">%6</span></h2>\n")
                  .arg(QString::number(row.id.value), escaped(row.board.text()),
                       escaped(row.target.isEmpty() ? QStringLiteral("?") : row.target), escaped(attempt),
                       keyOf(classOf(row.result)), escaped(label(row.result))));
        if (row.simulated)
            write(QStringLiteral("<p class=\"sim\">%1</p>\n").arg(escaped(Tr::tr("Simulated board"))));
        write(QStringLiteral("<p>%1</p>\n").arg(escaped(row.sentence)));
        writePhases(row);
        if (findings.empty())
            return;
        write(QStringLiteral("<table><tr><th>%1</th><th>%2</th><th>%3</th></tr>\n")
                  .arg(escaped(Tr::tr("Finding")), escaped(Tr::tr("Events")), escaped(Tr::tr("What"))));
        for (const Finding& finding : findings) {
            QString links;
            for (const quint64 seq : finding.evidence)
                links += QStringLiteral("<a href=\"#e%1\">%1</a> ").arg(seq);
            write(QStringLiteral("<tr><td class=\"n %1\">%2 %3</td><td>%4</td>%5</tr>\n")
                      .arg(keyOf(finding.severity), escaped(finding.checker), escaped(finding.code), links,
                           cell(finding.message)));
        }
        write(QStringLiteral("</table>\n"));
    }

    void event(const Event& event) override
    {
        if (!m_table) {
            m_table = true;
            write(QStringLiteral(
                      "<h2>%1</h2><table><tr><th>#</th><th>%2</th><th>%3</th><th>%4</th><th>%5</th><th>%6</th></tr>\n")
                      .arg(escaped(Tr::tr("Events")), escaped(Tr::tr("Time")), escaped(Tr::tr("Board")),
                           escaped(Tr::tr("Phase")), escaped(Tr::tr("Result")), escaped(Tr::tr("What"))));
        }
        const QString time = QDateTime::fromMSecsSinceEpoch(event.hostNs / 1'000'000)
                                 .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
        const QString phase =
            event.phase ? keyOf(*event.phase) +
                              (event.centipercent ? QStringLiteral(" %1 %").arg(*event.centipercent / 100) : QString())
                        : QString();
        const QString result = event.result ? label(*event.result) : QString();
        const QString why = event.reason.isEmpty() ? QString() : QStringLiteral(" ") + event.reason;
        write(QStringLiteral("<tr id=\"e%1\" class=\"%2\">").arg(event.seq).arg(keyOf(event.severity)) +
              cell(QString::number(event.seq), QStringLiteral("n")) + cell(time, QStringLiteral("n")) +
              cell(isSimulated(event) ? event.board.text() + Tr::tr(" (simulated)") : event.board.text()) +
              cell(phase) + cell(result + why) + cell(event.message.isEmpty() ? event.code : event.message) +
              QStringLiteral("</tr>\n"));
    }

    void end() override
    {
        write(QStringLiteral("%1<p>%2</p></body></html>\n")
                  .arg(m_table ? QStringLiteral("</table>\n") : QString(), escaped(Tr::tr("Made by OTA Workbench."))));
    }

private:
    void writePhases(const SessionRow& row)
    {
        QString bar;
        for (const PhaseSpan& span : row.phases) {
            const qint64 duration = span.endNs.value_or(std::max(row.lastNs, span.beginNs)) - span.beginNs;
            const QString kind = span.result ? keyOf(classOf(*span.result)) : QString();
            bar += QStringLiteral("<div class=\"%1\" style=\"flex-grow:%2\" title=\"%3\">%4</div>")
                       .arg(kind, QString::number(std::max<qint64>(1, duration / 1'000'000)),
                            escaped(humanDuration(duration)), escaped(label(span.phase)));
        }
        if (!bar.isEmpty())
            write(QStringLiteral("<div class=\"bar\">%1</div>\n").arg(bar));
    }

    bool m_table = false;
};

} // namespace

std::unique_ptr<ExportWriter> makeHtmlWriter(QIODevice& device)
{
    return std::make_unique<HtmlWriter>(device);
}

} // namespace ota
