// SPDX-License-Identifier: Apache-2.0
#include "panels/timelines/sequencemodel.h"

#include "exosense/exosensefinding.h"
#include "exosense/findingtexts.h"
#include "panels/timelines/lanepainter.h"
#include "panels/widgets/celldelegate.h"
#include "panels/widgets/format.h"

#include <algorithm>

namespace ota {

namespace {

using Kind = SequenceRow::Kind;
using Order = SequenceRow::Order;

/// The worst that the row's findings are; an error ends the attempt whatever its findings.
Severity severityOf(const SequenceRow& row)
{
    const bool isError = row.order == Order::Ended && row.reported != QStringLiteral("INSTALL_ABORTED");
    Severity worst = isError ? Severity::Error : Severity::Info;
    for (const QString& code : row.codes)
        worst = std::max(worst, severityOfCode(code));
    return worst;
}

Mark markOf(const SequenceRow& row)
{
    const Severity severity = severityOf(row);
    return severity >= Severity::Error     ? Mark::Bad
           : severity >= Severity::Warning ? Mark::Warn
           : severity >= Severity::Note    ? Mark::Info
                                           : Mark::None;
}

QString remarkOf(const SequenceRow& row)
{
    QStringList parts;
    if (const QString judgement = judgementOf(row); !judgement.isEmpty())
        parts << judgement;
    parts << row.codes;
    return parts.join(QStringLiteral(" · "));
}

/// Rule by rule: what it is about, what it asks for, what to do.
QString explanationOf(const SequenceRow& row)
{
    QStringList lines;
    for (const QString& code : row.codes)
        lines << QStringLiteral("%1: %2 %3").arg(code, explainExosenseCode(code), explainFinding(code));
    return lines.join(QStringLiteral("\n\n"));
}

/// The row as a sentence, for those who hear it.
QString spoken(const SequenceRow& row)
{
    QStringList parts;
    if (row.expected)
        parts << keyOf(*row.expected);
    if (!row.reported.isEmpty())
        parts << SequenceModel::tr("reported %1 at %2").arg(reportedText(row), clockText(row.firstNs));
    if (const QString remark = remarkOf(row); !remark.isEmpty())
        parts << remark;
    return parts.join(QStringLiteral(", "));
}

} // namespace

void SequenceModel::setSequence(StatusSequence sequence)
{
    // A session that goes on grows at its end and changes in place: the cursor stays where it is.
    const auto before = static_cast<int>(m_sequence.rows.size());
    const auto after = static_cast<int>(sequence.rows.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_sequence.rows.resize(sequence.rows.size());
        endRemoveRows();
    }
    if (after > before)
        beginInsertRows({}, before, after - 1);
    m_sequence = std::move(sequence);
    if (after > before)
        endInsertRows();
    if (const int changed = std::min(before, after); changed > 0)
        Q_EMIT dataChanged(index(0, 0), index(changed - 1, ColumnCount - 1));
}

quint64 SequenceModel::seqAt(int row) const
{
    return row < 0 || row >= rowCount() ? 0 : m_sequence.rows[static_cast<std::size_t>(row)].firstSeq;
}

int SequenceModel::rowOf(quint64 seq) const
{
    int row = 0;
    for (const SequenceRow& each : m_sequence.rows) {
        if (each.firstSeq > 0 && each.firstSeq <= seq && seq <= std::max(each.firstSeq, each.lastSeq) &&
            (each.count > 1 || each.firstSeq == seq))
            return row;
        ++row;
    }
    return -1;
}

int SequenceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sequence.rows.size());
}

int SequenceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SequenceModel::textOf(const SequenceRow& row, int column) const
{
    const bool isSeen = row.firstSeq > 0;
    switch (column) {
    case Expected:
        return row.expected ? keyOf(*row.expected) : QString();
    case Reported:
        return row.reported.isEmpty() ? (isSeen ? QString() : unknownText) : reportedText(row);
    case Time:
        return isSeen ? clockText(row.firstNs) : QString();
    case Since:
        return row.sinceNs ? u'+' + lengthText(*row.sinceNs) : QString();
    case DeviceTime:
        return row.deviceNs ? clockText(*row.deviceNs) : QString();
    case Says:
        return row.untilPercent && !std::ranges::any_of(row.message, [](QChar c) { return c.isLetter(); })
                   ? QString()
                   : row.message;
    case Remark:
        return remarkOf(row);
    default:
        return {};
    }
}

QVariant SequenceModel::lookOf(const SequenceRow& row, int column, int role) const
{
    const bool isSeen = row.firstSeq > 0;
    const Mark mark = markOf(row);
    if (column == Remark && role == cell::MarkRole && mark != Mark::None)
        return static_cast<int>(mark);
    if (role == cell::InkRole && !isSeen)
        return static_cast<int>(Ink::Tertiary);
    if (role == cell::InkRole && column == Remark)
        return static_cast<int>(mark == Mark::None ? Ink::Secondary : Look::inkOf(mark));
    return {};
}

QVariant SequenceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const SequenceRow& row = m_sequence.rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::ToolTipRole: {
        const QString why = explanationOf(row);
        return why.isEmpty() ? textOf(row, index.column()) : why;
    }
    case Qt::AccessibleTextRole:
        return index.column() == Expected ? spoken(row) : textOf(row, index.column());
    case Qt::AccessibleDescriptionRole:
        return explanationOf(row);
    default:
        return lookOf(row, index.column(), role);
    }
}

QVariant SequenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Expected:
        return tr("Expected");
    case Reported:
        return tr("Reported");
    case Time:
        return tr("Time");
    case Since:
        return tr("Since");
    case DeviceTime:
        return tr("Board's time");
    case Says:
        return tr("Says");
    case Remark:
        return tr("Remark");
    default:
        return {};
    }
}

} // namespace ota
