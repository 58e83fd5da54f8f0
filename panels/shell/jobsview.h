// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace ota {

class Button;
class JobCenter;
class JobModel;
class Memory;
class SearchTable;

/// The jobs of the drawer: the list, and the result of the chosen one beside it.
class JobsView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobsView)

public:
    JobsView(JobCenter& jobs, Memory& memory, QWidget* parent = nullptr);

    void show(int id);
    int currentJob() const; ///< 0 when none is chosen.
    void cancelCurrent();
    SearchTable* table() const { return m_table; }

Q_SIGNALS:
    /// Somebody wants to see what came of a job: a panel and a thing of it.
    void openRequested(const QString& panel, const QString& thing);

private:
    void showPlace(int id);
    void showCurrent();
    void showMenu(const QModelIndex& index, const QPoint& position);

    JobCenter& m_jobs;
    JobModel* m_model;
    SearchTable* m_table;
    QLabel* m_title;
    QPlainTextEdit* m_text;
    Button* m_show;
    Button* m_cancel;
    Button* m_copyCommand;
    Button* m_copyResult;
};

} // namespace ota
