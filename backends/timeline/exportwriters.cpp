// SPDX-License-Identifier: Apache-2.0
// The forms for machines: JSON lines, CSV, trace events.
#include "timeline/exportwriters_p.h"
#include "timeline/secrets.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ota {

namespace {

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

class JsonLinesWriter final : public ExportWriter
{
public:
    using ExportWriter::ExportWriter;

    void session(const SessionRow& row, const std::vector<Finding>& findings) override
    {
        QJsonObject object = toJson(row);
        object["kind"] = QStringLiteral("session");
        QJsonArray found;
        for (const Finding& finding : findings)
            found.append(toJson(finding));
        object["findings"] = found;
        write(compact(maskSecrets(object)) + '\n');
    }

    void event(const Event& event) override
    {
        QJsonObject object = toJson(event);
        object["kind"] = QStringLiteral("event");
        if (isSimulated(event))
            object["simulated"] = true;
        write(compact(maskSecrets(object)) + '\n');
    }
};

class CsvWriter final : public ExportWriter
{
public:
    using ExportWriter::ExportWriter;

    void begin(const std::vector<SessionRow>& sessions) override
    {
        ExportWriter::begin(sessions);
        write(QByteArrayLiteral(
            "seq,time,t_host,t_dev,board,session,simulated,world,stream,phase,step,edge,percent,done,total,"
            "unit,result,reason,version_target,version_running,severity,origin,confidence,code,"
            "raw_status,folded,message\r\n"));
    }

    void session(const SessionRow&, const std::vector<Finding>&) override {}

    void event(const Event& event) override
    {
        const auto count = [](const std::optional<quint64>& value) {
            return value ? QString::number(*value) : QString();
        };
        const QStringList fields{QString::number(event.seq),
                                 isoTime(event.hostNs),
                                 QString::number(event.hostNs),
                                 event.deviceNs ? QString::number(*event.deviceNs) : QString(),
                                 event.board.text(),
                                 event.session.isNull() ? QString() : QString::number(event.session.value),
                                 isSimulated(event) ? QStringLiteral("simulated") : QString(),
                                 keyOf(event.world),
                                 keyOf(event.stream),
                                 event.phase ? keyOf(*event.phase) : QString(),
                                 event.step,
                                 keyOf(event.edge),
                                 event.centipercent ? QString::number(*event.centipercent / 100.0) : QString(),
                                 count(event.done),
                                 count(event.total),
                                 event.unit ? keyOf(*event.unit) : QString(),
                                 event.result ? keyOf(*event.result) : QString(),
                                 event.reason,
                                 event.targetVersion,
                                 event.runningVersion,
                                 keyOf(event.severity),
                                 keyOf(event.origin),
                                 keyOf(event.confidence),
                                 event.code,
                                 event.rawStatus,
                                 event.folded > 0 ? QString::number(event.folded) : QString(),
                                 event.message};
        QString line;
        for (const QString& field : fields)
            line += (line.isEmpty() ? QString() : QStringLiteral(",")) + quoted(maskSecrets(field));
        write(line + QStringLiteral("\r\n"));
    }

private:
    static QString quoted(QString field)
    {
        // A spreadsheet must not take a device's text for a formula.
        const bool formula = !field.isEmpty() && QStringLiteral("=+-@\t").contains(field[0]) &&
                             !(field[0] == u'-' && field.size() > 1 && field[1].isDigit());
        if (formula)
            field.prepend(u'\'');
        const bool plain =
            !field.contains(u',') && !field.contains(u'"') && !field.contains(u'\n') && !field.contains(u'\r');
        if (plain)
            return field;
        return u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
    }
};

/// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU: phases are complete events, the
/// rest instants.
class TraceWriter final : public ExportWriter
{
public:
    using ExportWriter::ExportWriter;

    void begin(const std::vector<SessionRow>& sessions) override
    {
        ExportWriter::begin(sessions);
        write(QByteArrayLiteral("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n"));
        add({{"ph", "M"}, {"pid", 1}, {"name", "process_name"}, {"args", QJsonObject{{"name", "OTA Workbench"}}}});
        for (const SessionRow& row : sessions)
            (void)threadOf(row.board, row.simulated);
    }

    void session(const SessionRow& row, const std::vector<Finding>&) override
    {
        const int thread = threadOf(row.board, row.simulated);
        for (const PhaseSpan& span : row.phases) {
            const qint64 end = span.endNs.value_or(std::max(row.lastNs, span.beginNs));
            QJsonObject args{{"session", row.id.value}, {"target", row.target}, {"attempt", row.attempt}};
            if (span.result)
                args["result"] = keyOf(*span.result);
            if (row.simulated)
                args["simulated"] = true;
            add({{"ph", "X"},
                 {"pid", 1},
                 {"tid", thread},
                 {"cat", keyOf(row.world)},
                 {"name", keyOf(span.phase)},
                 {"ts", micros(span.beginNs)},
                 {"dur", micros(end - span.beginNs)},
                 {"args", args}});
        }
    }

    void event(const Event& event) override
    {
        QJsonObject args = maskSecrets(toJson(event));
        args.remove("details");
        add({{"ph", "i"},
             {"s", "t"},
             {"pid", 1},
             {"tid", threadOf(event.board, isSimulated(event))},
             {"cat", keyOf(event.stream)},
             {"name", event.code.isEmpty() ? keyOf(event.stream) : event.code},
             {"ts", micros(event.hostNs)},
             {"args", args}});
    }

    void end() override { write(QByteArrayLiteral("\n]}\n")); }

private:
    static double micros(qint64 ns) { return static_cast<double>(ns) / 1000.0; }

    int threadOf(const BoardId& board, bool simulated)
    {
        const auto [entry, isNew] = m_threads.emplace(board, static_cast<int>(m_threads.size()) + 1);
        if (isNew) {
            const QString name = board.isEmpty() ? QStringLiteral("bench") : board.text();
            add({{"ph", "M"},
                 {"pid", 1},
                 {"tid", entry->second},
                 {"name", "thread_name"},
                 {"args", QJsonObject{{"name", simulated ? name + QStringLiteral(" (simulated)") : name}}}});
        }
        return entry->second;
    }

    void add(const QJsonObject& object)
    {
        write((m_first ? QByteArray() : QByteArrayLiteral(",\n")) + compact(object));
        m_first = false;
    }

    std::map<BoardId, int> m_threads;
    bool m_first = true;
};

} // namespace

void ExportWriter::begin(const std::vector<SessionRow>& sessions)
{
    for (const SessionRow& row : sessions)
        m_simulated[row.id] = row.simulated;
}

bool ExportWriter::isSimulated(const Event& event) const
{
    const auto session = m_simulated.find(event.session);
    return session != m_simulated.end() && session->second;
}

std::unique_ptr<ExportWriter> makeJsonLinesWriter(QIODevice& device)
{
    return std::make_unique<JsonLinesWriter>(device);
}

std::unique_ptr<ExportWriter> makeCsvWriter(QIODevice& device)
{
    return std::make_unique<CsvWriter>(device);
}

std::unique_ptr<ExportWriter> makeTraceWriter(QIODevice& device)
{
    return std::make_unique<TraceWriter>(device);
}

} // namespace ota
