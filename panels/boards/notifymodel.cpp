// SPDX-License-Identifier: Apache-2.0
#include "panels/boards/notifymodel.h"

#include "panels/widgets/celldelegate.h"
#include "panels/widgets/meaning.h"

#include <QSet>

#include <algorithm>

namespace ota {

namespace {

const QString eraB = QStringLiteral("eraB");
const QString riot = QStringLiteral("riot");

} // namespace

bool NotifyModel::Line::isAccepted() const
{
    return answer[QStringLiteral("result")].toString() == QStringLiteral("accepted");
}

bool NotifyModel::Line::isSame(const Line& other) const
{
    return state == other.state && answer == other.answer && error == other.error && followed == other.followed;
}

QString NotifyModel::Line::retry() const
{
    return answer[QStringLiteral("retry")].toString();
}

qint64 NotifyModel::Line::session() const
{
    return answer[QStringLiteral("session")].toInteger();
}

QString NotifyModel::Line::request() const
{
    const QString url = answer[QStringLiteral("url")].toString();
    if (url.isEmpty())
        return device.isEmpty() ? QString() : addressText(device);
    const QString profile = answer[QStringLiteral("profile")].toString();
    const qsizetype bytes = url.toUtf8().size();
    if (profile == eraB)
        return NotifyModel::tr("PUT, %n byte(s)", nullptr, static_cast<int>(bytes));
    if (profile == riot)
        return NotifyModel::tr("POST /suit/trigger, %n byte(s) and NUL", nullptr, static_cast<int>(bytes));
    return NotifyModel::tr("POST /suit/trigger, %n byte(s)", nullptr, static_cast<int>(bytes));
}

QString NotifyModel::Line::text() const
{
    if (device.isEmpty())
        return NotifyModel::tr("The board has no address. Give it one.");
    if (!error.isEmpty())
        return error;
    switch (state) {
    case State::Chosen:
        return NotifyModel::tr("not told yet");
    case State::Sending:
        return NotifyModel::tr("asking and sending …");
    case State::Told:
        break;
    }
    QString text = answer[QStringLiteral("text")].toString();
    if (isAccepted() && !followed.session.isNull() && followed.session.value == session()) {
        text += QStringLiteral(", ") + sessionWords(followed).text;
        if (followed.result == SessionResult::Success && !followed.versionRunning.isEmpty())
            text += NotifyModel::tr(", runs %1").arg(followed.versionRunning);
    }
    return text;
}

Mark NotifyModel::Line::mark() const
{
    if (device.isEmpty() || !error.isEmpty())
        return Mark::Bad;
    if (state != State::Told)
        return Mark::None;
    if (isAccepted() && followed.session.value == session() && followed.result) {
        const Mark end = markOf(*followed.result);
        return end == Mark::None ? Mark::Good : end;
    }
    const QString meaning = answer[QStringLiteral("class")].toString();
    return meaning == QStringLiteral("good") ? Mark::Good : meaning == QStringLiteral("bad") ? Mark::Bad : Mark::Warn;
}

QString NotifyModel::Line::action() const
{
    if (state != State::Told)
        return {};
    if (!retry().isEmpty())
        return retry() == eraB ? NotifyModel::tr("Send as PUT") : NotifyModel::tr("Send as POST");
    if (session() != 0)
        return NotifyModel::tr("Show");
    return isAccepted() ? QString() : NotifyModel::tr("Send again");
}

NotifyModel::NotifyModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

int NotifyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int NotifyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NotifyModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Name:
            return line.board;
        case Request:
            return line.request();
        case Result:
            return line.text();
        default:
            return line.action();
        }
    case cell::MarkRole:
        return index.column() == Name ? QVariant(static_cast<int>(line.mark())) : QVariant();
    case cell::InkRole:
        if (index.column() == Name)
            return static_cast<int>(Ink::Primary);
        if (index.column() == Action)
            return static_cast<int>(Ink::Link);
        if (index.column() == Result && (line.mark() == Mark::Bad || line.mark() == Mark::Warn))
            return static_cast<int>(Look::inkOf(line.mark()));
        return {};
    case cell::CopyRole:
        return index.column() == Request ? QVariant(line.answer[QStringLiteral("url")].toString()) : QVariant();
    default:
        return {};
    }
}

void NotifyModel::setBoards(const std::vector<BoardRow>& boards)
{
    QHash<QString, Line> before;
    for (const Line& line : m_lines)
        before.insert(line.board, line);
    beginResetModel();
    m_lines.clear();
    for (const BoardRow& row : boards) {
        Line line = before.value(row.name());
        line.board = row.name();
        line.device = row.board.links.address;
        m_lines.push_back(std::move(line));
    }
    checkAddresses();
    endResetModel();
}

void NotifyModel::updateBoards(const std::function<const BoardRow*(const QString& name)>& find)
{
    bool changed = false;
    for (Line& line : m_lines) {
        const BoardRow* row = find(line.board);
        if (!row || line.state == Line::State::Sending)
            continue;
        // The same place in other words, as with the usual port, is no other device.
        const QString now = row->board.links.address;
        if (addressText(now) == addressText(line.device))
            continue;
        line.device = now;
        line.state = Line::State::Chosen;
        line.answer = {};
        line.followed = {};
        changed = true;
    }
    if (!changed)
        return;
    checkAddresses();
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void NotifyModel::checkAddresses()
{
    QSet<QString> used;
    for (Line& line : m_lines) {
        const bool again = !line.device.isEmpty() && used.contains(line.device);
        line.error = again ? tr("Another board of these has the same address.") : QString();
        used.insert(line.device);
    }
}

QStringList NotifyModel::devices() const
{
    QStringList devices;
    for (const Line& line : m_lines) {
        if (!line.device.isEmpty() && line.error.isEmpty())
            devices << line.device;
    }
    return devices;
}

void NotifyModel::change(std::size_t line, const std::function<void(Line&)>& edit)
{
    const Line before = m_lines[line];
    edit(m_lines[line]);
    if (!m_lines[line].isSame(before))
        Q_EMIT dataChanged(index(static_cast<int>(line), 0), index(static_cast<int>(line), ColumnCount - 1));
}

void NotifyModel::setSending(const QStringList& devices)
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (devices.contains(m_lines[i].device) && m_lines[i].error.isEmpty())
            change(i, [](Line& line) {
                line.state = Line::State::Sending;
                line.answer = {};
                line.followed = {};
            });
    }
}

void NotifyModel::setAnswer(const QJsonObject& answer)
{
    const QString device = answer[QStringLiteral("device")].toString();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].device == device && m_lines[i].error.isEmpty())
            change(i, [&answer](Line& line) {
                line.state = Line::State::Told;
                line.answer = answer;
            });
    }
}

void NotifyModel::endSending(const QStringList& devices)
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].state == Line::State::Sending && devices.contains(m_lines[i].device))
            change(i, [](Line& line) { line.state = Line::State::Chosen; });
    }
}

void NotifyModel::follow(const QHash<QString, BoardState>& states)
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].state != Line::State::Told)
            continue;
        const BoardState now = states.value(m_lines[i].board);
        // A newer session of the board is another story.
        if (now.session.value == m_lines[i].session())
            change(i, [&now](Line& line) { line.followed = now; });
    }
}

} // namespace ota
