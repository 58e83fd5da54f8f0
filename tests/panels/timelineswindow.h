// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/benchwindow.h"
#include "panels/timelines/timelinespanel.h"
#include "panels/timelines/timelineview.h"
#include "panels/widgets/panelheader.h"
#include "panelsupport.h"
#include "timelinebench.h"

#include <QLabel>

namespace ota {

class EventTableModel;
class SearchTable;

/// A moment that is long enough ago for sessions to have ended.
qint64 minutesAgo(int minutes);

/// The window on a bench, with the timelines in front and the keyboard in the lanes.
class TimelinesWindow
{
public:
    static constexpr qint64 second = 1'000'000'000;
    static constexpr int headWidth = tokens::width::laneHead;
    static constexpr int lanesTop = tokens::height::density + tokens::height::ruler;

    explicit TimelinesWindow(const QString& bench);

    SearchTable* table() const;
    EventTableModel& model() const;
    const SessionRow* session(SessionId id) const { return panel.lanes().session(id); }
    QString title() { return find<QLabel>("sessionTitle")->text(); }

    /// In the panel and what belongs to it; else anywhere in the window. Other panels have names that are the same.
    template<typename T>
    T* find(const char* name)
    {
        for (const QObject* part : {static_cast<QObject*>(&panel), static_cast<QObject*>(panel.header()),
                                    static_cast<QObject*>(panel.inspector())}) {
            if (T* found = part->findChild<T*>(QString::fromLatin1(name)))
                return found;
        }
        return child<T>(&all.window(), name);
    }

    /// Where a moment of a board stands, on the bars.
    QPoint place(const QString& board, qint64 hostNs) const;
    void click(QPoint at, Qt::KeyboardModifiers modifiers = {});
    /// In the lanes.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void trigger(const char* action);
    /// Answers the file dialog that is open.
    void save(const QString& path);

    /// What one sees, for people: into the folder that OTA_PICTURES names.
    void picture(const char* name);

    LogRing log;
    BenchWindow all;
    TimelinesPanel& panel;
    TimelineView& view;
};

} // namespace ota
