// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/packages/packagesread.h"

#include <QJsonObject>
#include <QKeySequence>
#include <QObject>

class QAction;

namespace ota {

struct Error;
struct Workbench;

/// What one can do with the packages that are chosen: keys, menus, questions, jobs.
class PackageActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackageActions)

public:
    /// Adds its actions to `panel`; `workbench` must outlive it.
    PackageActions(Workbench& workbench, QWidget* panel);

    const QList<QAction*>& actions() const { return m_actions; }
    /// Packages, and ids of other content. The first package is the current one.
    void setSelection(std::vector<PackageRow> packages, std::vector<ContentRow> files);
    const PackageRow* current() const;

    /// Why what is chosen can not be applied; empty when it can.
    QString whyNotApply() const;
    /// The chosen one as a command; empty when there is none.
    QString command() const;
    QString commandOf(const QString& operation, const QJsonObject& values) const;
    void copyCommand(const QString& command);
    void showMenu(const QPoint& globalPosition);
    /// Runs it as a job, with its error told; `done` when it went well.
    void run(const QString& operation, const QJsonObject& values, const QString& failure,
             std::function<void(const QJsonObject&)> done);

    void askRemove();
    void askClear();
    /// Asks about the payload of the current package: on this machine at once, elsewhere after a question.
    void check();

Q_SIGNALS:
    void newRequested();
    void editRequested();
    void applyRequested();
    void importRequested();
    /// A job of these actions went well.
    void succeeded();
    void failed(const QString& what, const ota::Error& error);
    void checkingChanged(bool on);
    /// What servers said of URLs.
    void checked(const QHash<QString, ota::PayloadReach>& answers);

private:
    QAction* add(const QString& name, const QString& icon, const QString& text, const QKeySequence& key,
                 std::function<void()> run);
    void remove(const QStringList& ids);
    void startCheck(bool others);

    Workbench& m_workbench;
    QWidget* m_panel;
    QList<QAction*> m_actions;
    QAction* m_edit;
    QAction* m_apply;
    QAction* m_clear;
    QAction* m_check;
    QAction* m_remove;
    std::vector<PackageRow> m_packages;
    std::vector<ContentRow> m_files;
};

} // namespace ota
