// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/boards/boardresources.h"
#include "panels/boards/boardrow.h"
#include "panels/boards/boardruns.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QPlainTextEdit;
class QScrollArea;

namespace ota {

class Badge;
class Button;
class GatewaySection;
class IconButton;
class KeyValueList;
class MarkLine;
class Paragraph;
class SectionHeader;
class SessionList;

/// What is known of the chosen board, or of all of them when none is chosen.
class BoardInspector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardInspector)

public:
    explicit BoardInspector(QWidget* parent = nullptr);

    /// Facts of the whole panel.
    void showBench(int boards, int virtualBoards, int inSession, int needLook, int running);
    void showBoard(const BoardRow& row, const BoardRuns::Run& run, qint64 nowNs);
    /// What only gateways have.
    GatewaySection* gateway() const { return m_gateway; }
    void setSessions(std::vector<SessionRow> sessions, qint64 nowNs);
    void setNow(qint64 nowNs);
    /// What it showed of itself.
    void setResources(const BoardResources::Shown& shown, bool asking);
    void addConsoleLine(const QString& line);
    /// Empty when none is shown.
    QString board() const { return m_row ? m_row->name() : QString(); }

Q_SIGNALS:
    void editRequested();
    void notifyRequested();
    void startRequested();
    void applyRequested();
    void stopRequested();
    void timelineRequested();
    /// It is to be asked what it has.
    void askRequested();
    void sessionOpened(qint64 session);
    void moreRequested(const QPoint& globalPosition);

private:
    QWidget* makeHead();
    QWidget* makeFacts();
    void showVerdict();
    void showRun(const BoardRuns::Run& run);
    void showDefects(const BoardRuns::Run& run);
    void fillIdentity();
    void showLinks();
    void showGateway();

    std::optional<BoardRow> m_row;
    qint64 m_nowNs = 0;
    std::vector<SessionRow> m_sessions;

    QLabel* m_name = nullptr;
    Badge* m_world = nullptr;
    Badge* m_virtual = nullptr;
    IconButton* m_edit = nullptr;
    IconButton* m_more = nullptr;
    QWidget* m_verdictLine = nullptr;
    Badge* m_verdict = nullptr;
    QLabel* m_evidence = nullptr;
    Paragraph* m_sentence = nullptr;
    MarkLine* m_runNews = nullptr;
    QWidget* m_buttons = nullptr;
    Button* m_notify = nullptr;
    Button* m_apply = nullptr;
    Button* m_power = nullptr;
    Button* m_timeline = nullptr;
    QWidget* m_sections = nullptr;
    KeyValueList* m_identity = nullptr;
    KeyValueList* m_links = nullptr;
    GatewaySection* m_gateway = nullptr;
    QWidget* m_defectSection = nullptr;
    SectionHeader* m_defectHead = nullptr;
    KeyValueList* m_defects = nullptr;
    QWidget* m_resourceSection = nullptr;
    SectionHeader* m_resourceHead = nullptr;
    Button* m_ask = nullptr;
    QLabel* m_resources = nullptr;
    QWidget* m_consoleSection = nullptr;
    QPlainTextEdit* m_console = nullptr;
    SessionList* m_list = nullptr;
    KeyValueList* m_bench = nullptr;
    bool m_isOn = false;
};

} // namespace ota
