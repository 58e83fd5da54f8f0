// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/eventtablemodel.h"

#include <QWidget>

class QComboBox;
class QTimer;

namespace ota {

class Badge;
class FilterField;
class Memory;
class SearchTable;
class SectionHeader;
class SegmentedControl;

/// The events below the lanes: of the chosen session, of its board or of all, filtered by phase, weight and text.
class EventList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventList)

public:
    /// All must outlive the list.
    EventList(TimelineFeed& feed, const Lanes& lanes, Memory& memory, QWidget* parent = nullptr);

    void setSession(std::optional<SessionId> session);
    /// Events came.
    void refresh();
    /// Events were removed.
    void reload();
    /// Stays at the newest event while it is there.
    void setFollow(bool follow) { m_follow = follow; }
    /// Chooses the row of an event; shows it when it comes later.
    void select(std::optional<quint64> seq);
    /// The cursor moves without anybody choosing.
    void setQuiet(bool quiet) { m_choosing = quiet; }
    /// As `otaw` would list it.
    QJsonObject filterValues() const;

    FilterField* filterField() const { return m_text; }
    SearchTable* table() const { return m_table; }
    EventTableModel& model() const { return *m_model; }

Q_SIGNALS:
    void eventChosen(quint64 seq);
    /// Enter or double click on a row.
    void eventOpened(quint64 seq);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    void makeTable();
    void applyFilter();
    void onSettled();
    void showFacts();

    const Lanes& m_lanes;
    Memory& m_memory;
    EventTableModel* m_model;
    SectionHeader* m_head;
    Badge* m_notes;
    Badge* m_problems;
    SegmentedControl* m_scope;
    QComboBox* m_phase;
    QComboBox* m_severity;
    FilterField* m_text;
    SearchTable* m_table;
    QTimer* m_typing; ///< A text is asked for when one stops typing.
    std::optional<SessionId> m_session;
    std::optional<quint64> m_wanted; ///< The chosen event.
    bool m_follow = false;
    bool m_choosing = false; ///< We move the cursor, not a person.
};

} // namespace ota
