// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/sequencemodel.h"
#include "timeline/eventstore.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace ota {

class Button;
class Memory;
class SearchTable;
class SectionHeader;
class TimelineFeed;

/// What the chosen gateway session reported beside what is expected: in place of the list of events.
class SequenceView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SequenceView)

public:
    /// Both must outlive the view.
    SequenceView(TimelineFeed& feed, Memory& memory, QWidget* parent = nullptr);

    /// Sessions of other worlds have no such sequence: they are as none.
    void setSession(const std::optional<SessionRow>& session);
    /// The row of an event, when it has one.
    void select(std::optional<quint64> seq);

    SearchTable* table() const { return m_table; }
    SequenceModel& model() const { return *m_model; }
    const StatusSequence& sequence() const { return m_model->sequence(); }
    /// As `otaw timeline sequence` writes it.
    QString text() const;

Q_SIGNALS:
    void eventChosen(quint64 seq);
    void eventOpened(quint64 seq);
    void eventsRequested();
    /// Another sequence is shown.
    void changed();
    void copyRequested();

private:
    void makeHead();
    void makeTable();
    void read();
    void show(StatusSequence sequence);
    void showFacts();
    void showExplanation(int row);

    TimelineFeed& m_feed;
    SequenceModel* m_model;
    SectionHeader* m_head;
    Button* m_events;
    Button* m_copy;
    SearchTable* m_table;
    QLabel* m_why;
    std::optional<SessionRow> m_session;
    bool m_reading = false;
    bool m_again = false;    ///< Something came while it was read.
    bool m_choosing = false; ///< We move the cursor, not a person.
};

} // namespace ota
