// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/boards/boardrow.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QJsonObject>

#include <functional>
#include <vector>

namespace ota {

/// Boards that are told of a release, each with what it answered and what came of it.
class NotifyModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotifyModel)

public:
    enum Column
    {
        Name,
        Request,
        Result,
        Action,
        ColumnCount
    };

    /// One board's line.
    struct Line
    {
        enum class State
        {
            Chosen,  ///< Not sent yet.
            Sending, ///< A job is at it.
            Told     ///< `answer` says what came.
        };

        QString board;
        QString device; ///< The address as it is given to `notify`; empty: it has none.
        State state = State::Chosen;
        QJsonObject answer;  ///< Of DeviceNotification::toJson().
        QString error;       ///< Why it was not even tried.
        BoardState followed; ///< The session that the board began then.

        bool isAccepted() const;
        bool isSame(const Line& other) const;
        QString retry() const;   ///< The profile that may work instead; empty: none.
        qint64 session() const;  ///< 0: none.
        QString request() const; ///< `POST /suit/trigger, 43 bytes and NUL`
        QString text() const;    ///< `accepted (2.01), DOWNLOAD 62 %`
        Mark mark() const;
        QString action() const; ///< `Send as POST`, `Show`; empty: nothing.
    };

    explicit NotifyModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Chosen anew; lines of boards that stay keep what they say.
    void setBoards(const std::vector<BoardRow>& boards);
    /// The boards as the bench knows them now: other addresses are taken over, except while they are told.
    void updateBoards(const std::function<const BoardRow*(const QString& name)>& find);
    const std::vector<Line>& lines() const { return m_lines; }
    /// Devices that can be told, in the order of the lines.
    QStringList devices() const;

    void setSending(const QStringList& devices);
    void setAnswer(const QJsonObject& answer);
    /// The job ended: what still waits for an answer of it gets none.
    void endSending(const QStringList& devices);
    void follow(const QHash<QString, BoardState>& states);

private:
    void checkAddresses();
    void change(std::size_t line, const std::function<void(Line&)>& edit);

    std::vector<Line> m_lines;
};

} // namespace ota
