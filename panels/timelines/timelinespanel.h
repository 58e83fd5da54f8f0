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
    const Lanes& lanes() const { return m_lanes; }

    /// Writes the picture of the lanes as it stands; `path` ends in `.png` or `.svg`.
    void writePicture(const QString& path);

private:
    // timelinespanel.cpp
    void makeHeader();
    void makeBody();
    void connectParts();
    void onFrame();
    void onSessionSelected(std::optional<SessionId> session);
    void onEventSelected(std::size_t row);
    void chooseEvent(quint64 seq);
    void showSession();
    void showFacts();
    void showAttention();
    bool openPending();
    void setRelative(bool relative);
    void setFollow(bool follow);
    void setComparing(bool on);
    void compareWith(SessionId other);
    void showComparison();
    const SessionRow* chosen() const;
    std::vector<const SessionRow*> comparable() const;

    // timelinespanelactions.cpp
    void makeActions();
    QAction* addPanelAction(const char* name, const QString& text, const QString& icon, const QKeySequence& key,
                            QWidget* where, std::function<void()> run);
    void makeExportMenu();
    void makeSessionMenu();
    void updateActions();
    void askExport(const QString& format, bool wholeBench);
    void askPicture(const QString& suffix);
    void askFile(const QString& title, const QString& name, const QString& suffix,
                 std::function<void(const QString&)> write);
    void askRemove();
    void notifyAgain();
    void addNote();
    void runExport(const QJsonObject& values);
    void copyCommand(const QString& operation, const QJsonObject& values);
    QJsonObject exportValues(const QString& format, bool wholeBench) const;
    QString commandOf(const QString& operation, const QJsonObject& values) const;
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
    /// The window owns it once the panel is added; until then we do.
    SessionInspector* m_inspector;
    QMenu* m_sessionMenu;
    QList<QAction*> m_actions;
    QAction* m_followAction = nullptr;
    QAction* m_compareAction = nullptr;
    QAction* m_removeAction = nullptr;
    QAction* m_noteAction = nullptr;
    QAction* m_notifyAction = nullptr;
    QTimer m_frame;
    bool m_active = false;
    bool m_loaded = false;
    QString m_pending; ///< A thing to open when it comes.
    std::optional<quint64> m_seq;
    QSet<SessionId> m_seen; ///< Sessions that ended badly and that a person knows of.
    int m_attention = 0;
};

} // namespace ota
