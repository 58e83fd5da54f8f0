// SPDX-License-Identifier: Apache-2.0
#include "demo/demoview.h"

#include "base/bytes.h"
#include "operations/texttable.h"
#include "timeline/sentence.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <utility>

namespace ota {

namespace {

constexpr double nsPerSecond = 1e9;
constexpr int stepWidth = 10;
constexpr int phaseWidth = 10;
constexpr qsizetype fewBoards = 4; ///< Up to so many each phase of each board has its line; else only the end has.

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(DemoView)
};

QString seconds(qint64 ns)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(ns) / nsPerSecond, 0, 'f', 2);
}

QString rate(qint64 bytes, qint64 ns)
{
    return ns <= 0
               ? QStringLiteral("-")
               : humanSize(static_cast<qint64>(static_cast<double>(bytes) * nsPerSecond / static_cast<double>(ns))) +
                     QStringLiteral("/s");
}

const PhaseSpan* spanOf(const SessionState& session, Phase phase)
{
    const auto found = std::find_if(session.phases.begin(), session.phases.end(),
                                    [phase](const PhaseSpan& span) { return span.phase == phase; });
    return found == session.phases.end() ? nullptr : &*found;
}

} // namespace

DemoView::DemoView(JobContext& job)
    : m_job(job)
{
}

void DemoView::setBoards(const QStringList& boards)
{
    m_boards = boards;
    for (const QString& board : std::as_const(m_boards))
        m_boardWidth = std::max(m_boardWidth, board.size());
}

void DemoView::title(const QString& text)
{
    m_job.record({{QStringLiteral("step"), QStringLiteral("demo")}, {QStringLiteral("what"), text}}, text + u'\n');
}

void DemoView::step(const QString& name, const QString& text, const QJsonObject& data)
{
    QJsonObject record = data;
    record.insert(QStringLiteral("step"), name);
    m_job.record(record, QStringLiteral("  ") + name.leftJustified(stepWidth) + text);
}

void DemoView::begin(qint64 nowNs)
{
    m_beginNs = nowNs;
    const QString heading = Tr::tr("TIME").rightJustified(stepWidth - 1) + QStringLiteral("  ") +
                            Tr::tr("BOARD").leftJustified(m_boardWidth) + QStringLiteral("  ") +
                            Tr::tr("PHASE").leftJustified(phaseWidth) + Tr::tr("WHAT HAPPENS");
    m_job.record({{QStringLiteral("step"), QStringLiteral("notify")}}, u'\n' + heading);
}

bool DemoView::isTelling(const Event& event) const
{
    if (!m_boards.contains(event.board.text()) || !event.phase)
        return false;
    const bool failed = event.edge == Edge::Leave && event.result && *event.result != SessionResult::Success;
    if (event.severity >= Severity::Warning || failed)
        return true;
    static const QSet<QString> phases{QStringLiteral("riot.trigger"),     QStringLiteral("riot.policy.ok"),
                                      QStringLiteral("riot.flash.start"), QStringLiteral("riot.payload.stored"),
                                      QStringLiteral("riot.image.check"), QStringLiteral("riot.install"),
                                      QStringLiteral("riot.reboot")};
    const bool confirmed = event.code == QStringLiteral("riot.slot") && event.edge == Edge::Leave;
    return confirmed || (m_boards.size() <= fewBoards && event.edge != Edge::Note && phases.contains(event.code));
}

void DemoView::event(const Event& event)
{
    if (!isTelling(event))
        return;
    m_job.record(toJson(event), line(event, event.message));
}

QString DemoView::line(const Event& event, const QString& what) const
{
    const QString time = seconds(std::max<qint64>(event.hostNs - m_beginNs, 0)).rightJustified(stepWidth - 1);
    return time + QStringLiteral("  ") + event.board.text().leftJustified(m_boardWidth) + QStringLiteral("  ") +
           keyOf(*event.phase).leftJustified(phaseWidth) + what;
}

qint64 DemoView::downloadNs(const SessionState& session)
{
    for (const TransferState& transfer : session.transfers) {
        if (transfer.payload)
            return transfer.lastNs - transfer.beginNs;
    }
    const PhaseSpan* const span = spanOf(session, Phase::Download);
    return span != nullptr && span->endNs ? *span->endNs - span->beginNs : 0;
}

qint64 DemoView::totalNs(const Row& row) const
{
    const qint64 end = row.session.confirmed ? row.session.confirmed->hostNs : row.session.lastNs;
    return std::max<qint64>(end - m_beginNs, 0);
}

QString DemoView::table(const std::vector<Row>& rows) const
{
    std::vector<QStringList> lines;
    for (const Row& row : rows) {
        lines.push_back(
            {row.board, row.good ? QStringLiteral("✓") : QStringLiteral("✗"), label(row.session.verdict.result),
             QStringLiteral("%1 → %2").arg(row.versionBefore).arg(row.version),
             humanSize(static_cast<qint64>(row.session.payloadBytes())), seconds(downloadNs(row.session)),
             rate(static_cast<qint64>(row.session.payloadBytes()), downloadNs(row.session)), seconds(totalNs(row))});
    }
    return textTable({Tr::tr("BOARD"), QString(), Tr::tr("RESULT"), Tr::tr("VERSION"), Tr::tr("PAYLOAD"),
                      Tr::tr("DOWNLOAD"), Tr::tr("RATE"), Tr::tr("IN ALL")},
                     lines, {4, 5, 6, 7});
}

QJsonArray DemoView::json(const std::vector<Row>& rows) const
{
    QJsonArray array;
    for (const Row& row : rows) {
        array.append(QJsonObject{{QStringLiteral("board"), row.board},
                                 {QStringLiteral("good"), row.good},
                                 {QStringLiteral("simulated"), true},
                                 {QStringLiteral("result"), keyOf(row.session.verdict.result)},
                                 {QStringLiteral("reason"), row.session.verdict.reason},
                                 {QStringLiteral("sentence"), resultSentence(row.session)},
                                 {QStringLiteral("version"), qint64{row.version}},
                                 {QStringLiteral("payload_bytes"), static_cast<qint64>(row.session.payloadBytes())},
                                 {QStringLiteral("download_ns"), downloadNs(row.session)},
                                 {QStringLiteral("total_ns"), totalNs(row)}});
    }
    return array;
}

} // namespace ota
