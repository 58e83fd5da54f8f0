// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>
#include <QWidget>

namespace ota {

class Button;
class EndFollower;
class FilterField;
class LogModel;
class LogRing;
class Memory;
class SearchTable;
class SegmentedControl;
class Switch;

/// The log of the drawer: levels, filter, follow, copy. Scrolling up ends following and says how many lines are new.
class LogView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogView)

public:
    LogView(const LogRing& ring, Memory& memory, QWidget* parent = nullptr);

    LogModel& model() const { return *m_model; }
    FilterField* filterField() const { return m_filter; }
    SearchTable* table() const { return m_table; }
    EndFollower* end() const { return m_end; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void poll();

    LogModel* m_model;
    SearchTable* m_table;
    SegmentedControl* m_least;
    FilterField* m_filter;
    Switch* m_follow;
    Button* m_fresh;
    QTimer m_timer;
    EndFollower* m_end;
};

} // namespace ota
