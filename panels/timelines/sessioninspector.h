// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "timeline/event.h"
#include "timeline/eventstore.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTabWidget;
class QVBoxLayout;

namespace ota {

class Badge;
class Button;
class HexView;
class KeyValueList;
class SectionHeader;

/// The phases of one session as rows: mark of the phase, its length, a bar of its share, what it moved.
class PhaseTable final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PhaseTable)

public:
    explicit PhaseTable(QWidget* parent = nullptr);

    /// `other`: a session to compare with; differences stand beside.
    void setSessions(const SessionRow& session, const std::optional<SessionRow>& other, qint64 nowNs);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row
    {
        Phase phase = Phase::Idle;
        qint64 lengthNs = 0;
        std::optional<qint64> differenceNs;
        QString words;
    };

    std::vector<Row> m_rows;
};

/// What is known of the chosen session and event: verdict, sentence, phases, the event's fields, its raw bytes, the
/// findings.
class SessionInspector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionInspector)

public:
    /// `store` must outlive the inspector.
    explicit SessionInspector(const EventStore& store, QWidget* parent = nullptr);

    void setFacts(const QString& facts); ///< Shown while nothing is chosen.
    void setSession(const std::optional<SessionRow>& session, const std::optional<SessionRow>& compared, qint64 nowNs);
    void setEvent(const std::optional<Event>& event);

Q_SIGNALS:
    void notifyAgainRequested(const ota::SessionRow& session);
    void findingChosen(quint64 seq);

private:
    void showFindings();

    const EventStore& m_store;
    std::optional<SessionRow> m_session;
    QLabel* m_title;
    Badge* m_verdict;
    QLabel* m_versions;
    QLabel* m_sentence;
    Button* m_again;
    SectionHeader* m_phasesHead;
    PhaseTable* m_phases;
    QTabWidget* m_tabs;
    KeyValueList* m_event;
    QLabel* m_message;
    HexView* m_raw;
    KeyValueList* m_findings;
    KeyValueList* m_bytes;
};

} // namespace ota
