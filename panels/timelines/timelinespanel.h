// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/timelines/lanes.h"
#include "panels/timelines/timelinefeed.h"
#include "panels/widgets/panelpage.h"

#include <QSet>
#include <QTimer>

#include <memory>

class QMenu;
class QSplitter;
class QStackedWidget;

namespace ota {

class Banner;
class Button;
class CompareStrip;
class EventList;
class IconButton;
class SegmentedControl;
class SequenceView;
class SessionInspector;
class TimelineView;
struct RawExcerpt;
struct Workbench;

/// The sessions of all boards over time, the events below them, the chosen one in the inspector.
class TimelinesPanel final : public PanelPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelinesPanel)

public:
    /// What `open` gives must outlive the panel.
    TimelinesPanel(Workbench& workbench, OpenEvents open, QWidget* parent = nullptr);
    ~TimelinesPanel() override;

    QString id() const override { return QStringLiteral("timelines"); }
    QString title() const override { return tr("Timelines"); }
    QString icon() const override { return QStringLiteral("timelines"); }
    PanelHeader* header() const override { return m_header; }
    QWidget* inspector() const override;
    FilterField* filterField() const override { return m_filter; }
    QList<QAction*> panelActions() const override { return m_actions; }
    void findNext(bool forward) override;
    QString selectionCommand() const override;
    QString helpText() const override;
    /// `session/12`, `event/345`, `board/NAME`; what is not there yet is opened when it comes.
    bool openThing(const QString& thing) override;
    void activated() override;
    void deactivated() override;

    TimelineView& view() const { return *m_view; }
    EventList& events() const { return *m_events; }
    SequenceView& sequence() const { return *m_sequence; }
    const Lanes& lanes() const { return m_lanes; }

    /// Writes the picture of the lanes as it stands; `path` ends in `.png` or `.svg`.
    void writePicture(const QString& path);

private:
    // timelinespanel.cpp
    void makeHeader();
    void makeBody();
    void connectParts();
    void onFrame();
    void showFacts();
    void showAttention();
    void setRelative(bool relative);
    void setFollow(bool follow);

    // timelinespanelselection.cpp
    const SessionRow* chosen() const;
    void onSessionSelected(std::optional<SessionId> session);
    void onEventSelected(std::size_t row);
    void showEvent(const std::optional<Event>& event);
    void forgetRemoved();
    void chooseEvent(quint64 seq);
    void showSession();
    bool openPending();
    std::vector<const SessionRow*> comparable() const;
    void setComparing(bool on);
    void compareWith(SessionId other);
    void showComparison();
    void setSequence(bool on);
    void showSequence();
    void showMarkTip(std::size_t row, const QPoint& globalPosition);

    // timelinespanelactions.cpp
    void makeActions();
    QAction* addPanelAction(const char* name, const QString& text, const QString& icon, const QKeySequence& key,
                            QWidget* where, std::function<void()> run);
    void makeSessionMenu();
    void makeEventMenu();
    void updateActions();
    void askRemove();
    void askRemoveNote();
    void notifyAgain();
    void addNote();
    void copyCommand(const QString& operation, const QJsonObject& values);
    QString commandOf(const QString& operation, const QJsonObject& values) const;

    // timelinespanelexport.cpp
    void makeExportMenu();
    QJsonObject exportValues(const QString& format, bool wholeBench) const;
    void askExport(const QString& format, bool wholeBench);
    void askPicture(const QString& suffix);
    void askFile(const QString& title, const QString& name, const QString& suffix,
                 std::function<void(const QString&)> write);
    void runExport(const QJsonObject& values);
    void told(const Result<>& written, const QString& path);

    Workbench& m_workbench;
    TimelineFeed m_feed;
    Lanes m_lanes;
    PanelHeader* m_header;
    FilterField* m_filter;
    SegmentedControl* m_scope;
    Button* m_fit;
    Button* m_followButton;
    Button* m_anomaly;
    IconButton* m_compare;
    IconButton* m_export;
    QStackedWidget* m_stack;
    Banner* m_banner;
    QSplitter* m_splitter;
    TimelineView* m_view;
    CompareStrip* m_strip;
    EventList* m_events;
    SequenceView* m_sequence;
    QStackedWidget* m_lower; ///< Events or sequence.
    /// The window owns it once the panel is added; until then we do.
    SessionInspector* m_inspector;
    QMenu* m_sessionMenu;
    QMenu* m_eventMenu;
    QList<QAction*> m_actions;
    QAction* m_followAction = nullptr;
    QAction* m_compareAction = nullptr;
    QAction* m_sequenceAction = nullptr;
    QAction* m_copySequenceAction = nullptr;
    QAction* m_removeAction = nullptr;
    QAction* m_noteAction = nullptr;
    QAction* m_notifyAction = nullptr;
    QAction* m_removeNoteAction = nullptr;
    QAction* m_copyRemoveNote = nullptr;
    QTimer m_frame;
    bool m_active = false;
    bool m_loaded = false;
    bool m_wantsSequence = false; ///< Shown whenever the chosen session has one.
    QString m_pending;            ///< A thing to open when it comes.
    std::optional<quint64> m_seq;
    std::optional<Event> m_event; ///< That of m_seq, when it has been read.
    QSet<SessionId> m_seen;       ///< Sessions that ended badly and that a person knows of.
    int m_attention = 0;
};

} // namespace ota
