// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/widgets/keyvaluelist.h"
#include "timeline/eventstore.h"

#include <QWidget>

#include <optional>

class QLabel;
class QMenu;
class QTabWidget;

namespace ota {

class Badge;
class Button;
class CommandBox;
class ElidedLabel;
class FindingList;
class HexView;
class IconButton;
class PhaseTable;
class SectionHeader;
class VersionStrip;

/// What the raw bytes around an event are.
struct RawExcerpt
{
    QByteArray bytes;  ///< The event's own, the first of them when there are many.
    qint64 length = 0; ///< Of all.
    QString line;      ///< As text, when it is some.
    QString before;    ///< The line of the stream before it.
    QString after;     ///< The line behind it.
    QString why;       ///< When there is nothing to show.
};

/// Reads an event's raw bytes with what stands around them. On any thread.
RawExcerpt readRaw(const EventStore& store, const RawRef& ref);

/// What is known of the chosen session and event: verdict, sentence, phases, the event's fields, its raw bytes, the
/// findings. Reads nothing itself.
class SessionInspector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionInspector)

public:
    explicit SessionInspector(QWidget* parent = nullptr);

    /// Shown while no session is chosen.
    void setFacts(const QString& title, const QString& sentence, const QList<KeyValue>& facts);
    void setSession(const std::optional<SessionRow>& session, const std::optional<SessionRow>& compared, qint64 nowNs);
    void setFindings(std::vector<Finding> findings);
    void setEvent(const std::optional<Event>& event);
    void setRaw(const RawExcerpt& raw);
    /// How the clock of the chosen event's board goes; empty: nobody can tell.
    void setBoardClock(const QString& text);
    /// Rate and what is left of the running download.
    void setPace(const QString& text);
    /// How the board's clock goes, by the reports of the session; empty: it gave no times.
    void setSessionClock(const QString& text);
    /// How the request went to the gateway; empty: there was none.
    void setRequest(const QString& text);
    /// What the three dots at the top open.
    void setMenu(QMenu* menu);

Q_SIGNALS:
    void notifyAgainRequested();
    void compareRequested();
    void exportRequested();
    void findingChosen(quint64 seq);
    void sequenceRequested();

private:
    QWidget* makeTop();
    QWidget* makeEventPage();
    void showUses();

    std::optional<SessionRow> m_session;
    std::optional<Event> m_chosen;
    std::vector<Finding> m_found;
    ElidedLabel* m_title;
    Badge* m_world;
    Badge* m_virtual;
    IconButton* m_more;
    Badge* m_verdict;
    ElidedLabel* m_versions;
    QLabel* m_sentence;
    QWidget* m_buttons;
    Button* m_again;
    SectionHeader* m_phasesHead;
    VersionStrip* m_strip;
    Button* m_sequence;
    PhaseTable* m_phases;
    KeyValueList* m_facts;
    QTabWidget* m_tabs;
    QLabel* m_message;
    KeyValueList* m_event;
    CommandBox* m_lines;
    SectionHeader* m_usesHead;
    FindingList* m_uses;
    QLabel* m_rawWords;
    HexView* m_raw;
    FindingList* m_findings;
    KeyValueList* m_bytes;
};

} // namespace ota
