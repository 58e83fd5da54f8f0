// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/release.h"

#include <QJsonObject>
#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;
class QMenu;

namespace ota {

struct Error;
struct Workbench;

/// What can be done with the releases that are chosen in the table. Runs operations; asks before it destroys. GUI
/// thread.
class ReleaseActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReleaseActions)

public:
    /// `workbench` must outlive it; the actions belong to `panel`.
    ReleaseActions(Workbench& workbench, QWidget* panel);

    /// In the order of the menu.
    const QList<QAction*>& actions() const { return m_actions; }
    /// The current one first. `earlier` counts its earlier publications.
    void setSelection(std::vector<Release> releases, std::size_t earlier);
    /// Why they can not be compared, as one sentence; empty when they can.
    QString whyNotCompare() const;
    /// What `otaw` shows them with, one command a line.
    QString command() const;
    void showMenu(const QPoint& globalPosition);
    void publishDraft();
    void compare();

Q_SIGNALS:
    void newRequested();
    void importRequested();
    void nextRequested(const QString& id);
    /// With `reference`, or with one that is still to be chosen when it is empty.
    void compareRequested(const QString& reference);
    void succeeded();
    void failed(const QString& what, const Error& error);

private:
    QAction* add(const QString& name, const QString& icon, const QString& text, const QKeySequence& key,
                 void (ReleaseActions::*run)());
    void buildNext();
    void askExport();
    void exportTo(const QString& directory);
    void askRemove();
    void copy(const QString& text, const QString& news);
    void addCommands(QMenu* menu);
    void start(const QString& operation, const QJsonObject& values, const QString& news = {});
    const Release* current() const { return m_selection.empty() ? nullptr : &m_selection.front(); }

    Workbench& m_workbench;
    QWidget* m_panel;
    std::vector<Release> m_selection;
    std::size_t m_earlier = 0;
    QList<QAction*> m_actions;
    QAction* m_next;
    QAction* m_publish;
    QAction* m_compare;
    QAction* m_export;
    QAction* m_remove;
};

} // namespace ota
